# kills_test.py - desks, gates, the clerk and the whole portal are killed while visitors apply: what was printed is true.
import os

from cases import case, holds, patience, run_cases, sanitized
from kills import kill_at_random, left_behind, nothing_is_lost, told
from shubbak import Portal

KILLS, SECONDS = 40, 60  # `make abuse-kills` makes 2,000


@case
def what_was_printed_is_true(portal):
    made, visitors = kill_at_random(portal, KILLS, patience(SECONDS))
    print("count: " + told(made, visitors))
    holds(sum(made.values()) > 0 and visitors.receipts, "nothing was killed, or nothing printed")
    nothing_is_lost(portal, visitors)
    left_behind(portal)


if sanitized():
    # What looks for leaks at an exit is a process of its own, which looks like a gate: once it is killed the one that waits for it
    # waits for ever. All other tests look for leaks.
    os.environ["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
run_cases(Portal)
