# rows_kills.py - rows about kill -9 at random moments: what was printed to somebody is true.
import crowd  # noqa: F401 (the way to the modules below)
from crowd import Row

from kills import kill_at_random, left_behind, nothing_is_lost, told
from shubbak import Portal


def kills(count, seconds):
    """So many kills, or as many as these seconds allow; fewer are said, and are no success."""
    portal = Portal()
    try:
        made, visitors = kill_at_random(portal, count, seconds)
        nothing_is_lost(portal, visitors)
        left_behind(portal)
    finally:
        portal.close()
    whole = sum(made.values()) == count and len(visitors.receipts) > 0
    return Row(told(made, visitors) + "; nothing lost, nothing twice, `verify` finds it whole",
               "%d kills, nothing that was printed is lost" % count, whole)


ROWS = [("kills", "100 of desks, gates, the clerk and the whole portal killed while four visitors apply and withdraw",
         lambda _place: kills(100, 60))]
APART = [("all-kills", "2,000 of desks, gates, the clerk and the whole portal killed while four visitors apply and withdraw",
          lambda _place: kills(2000, 1200))]
