# scale_test.py - docs/SCALE.md as it stands, from bare machines on: each of them is lost in the middle of a crowd and comes back, and
# nothing that was acknowledged is lost or there twice. `make check-scale`: RUNS=20 VISITORS=200.
import os

from cases import Skip, case, holds, run_cases, same, until
from house import House, lost_primary

RUNS, VISITORS = int(os.environ.get("RUNS", "1")), int(os.environ.get("VISITORS", "20"))
GO_ON = 10  # seconds after the promotion from which on nobody is told any more that the database is away


def rooted(house):
    if not house.machines:
        raise Skip("machines with users of their own: it takes root")


@case
def the_primary_is_lost(house):
    rooted(house)
    for number in range(RUNS):
        went = lost_primary(house, VISITORS, number * VISITORS)
        print("count: run %d: %d receipts; promoted %.1f s after the loss, the first receipt %.1f s later, the last refusal %.1f s later (%d in all)" % (
            number + 1, went["receipts"], went["lost"], went["first"], went["last_told"], went["told"]), flush=True)
        holds(max(went["first"], went["last_told"]) <= GO_ON, "%s" % went)
        house.whole()


run_cases(House)
