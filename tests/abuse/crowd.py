# crowd.py - crowds of visitors and the honest ones beside them (load.c), the portal that they come to, and a row of the table.
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "e2e"))

from cases import until  # noqa: E402
from shubbak import Portal  # noqa: E402

HONEST = ("10.1.0.0", 200)    # networks (/24) that the honest come from, unless a row says another
GUESTS = ("100.64.0.0", 40)   # those of a crowd that has signed in
STALLED = ("100.80.0.0", 600)  # those of connections that never do
SHARE, MEDIAN = 95, 1000      # what is required of honest logins: so many in a hundred, milliseconds


class Row:
    """How one load went: what was measured beside what is required."""

    def __init__(self, measured, required, is_ok):
        self.measured, self.required, self.is_ok = measured, required, is_ok


class Logins:
    """Honest logins: (whether the home page came, milliseconds from the first byte, milliseconds there and back)."""

    def __init__(self, lines):
        self.all = [(word == "in", float(ms), int(far)) for word, ms, far in (line.split() for line in lines)]
        self.times = sorted(ms for arrived, ms, _ in self.all if arrived)
        self.near = sorted(ms for arrived, ms, far in self.all if arrived and far == 0)

    def at(self, share):
        """The time that so many in a hundred of those who arrived did not exceed."""
        return self.times[min(len(self.times) - 1, len(self.times) * share // 100)]

    def row(self, share=SHARE, within=None, near=False, also=""):
        """`within`: whoever takes more milliseconds does not count as let in; `near`: the median is required of those whose
        line has no distance, where the portal's own time is most of it."""
        came, count = len([ms for ms in self.times if within is None or ms < within]), len(self.all)
        said = "%d of %d (%.0f %%)" % (came, count, 100 * came / count if count else 0)
        if self.times:
            said += ", median %.0f ms, p95 %.0f ms" % (statistics.median(self.times), self.at(95))
        if self.near:
            said += ", median of those near by %.0f ms" % statistics.median(self.near)
        judged = self.near if near else self.times
        is_ok = bool(judged) and came * 100 >= share * count and statistics.median(judged) < MEDIAN
        required = ">= %d %%%s, median%s < %d ms" % (
            share, " within %d ms" % within if within else "", " of those near by" if near else "", MEDIAN)
        return Row(said + also, required, is_ok)


def command(place, kind, portal, count, rate, again, sources, rest):
    return [os.path.join(place.build, "abuse", "load"), kind, str(portal.port), str(count), str(rate), str(again),
            sources[0], str(sources[1]), *rest]


class Crowd:
    """A started crowd: `count` at `rate` a second ("~5": with gaps of chance), then `again` a second for those sent away."""

    def __init__(self, place, kind, portal, count, rate, again=0, sources=GUESTS, rest=()):
        self.child = subprocess.Popen(command(place, kind, portal, count, rate, again, sources, rest), text=True,
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.count = count

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.stdin.close()
        self.child.stdout.close()
        self.child.wait()

    def counts(self):
        """How many are there now, have ever got in, were sent away, and did not get in."""
        self.child.stdin.write("\n")
        self.child.stdin.flush()
        return [int(word) for word in self.child.stdout.readline().split()]

    def gather(self, seconds=60):
        """Waits until all have tried; who was kept out or sent away by the portal's limits is no fault of the crowd's."""
        def all_tried():
            _, made, _, failed = self.counts()
            return made + failed >= self.count
        until("%d visitors to come" % self.count, all_tried, seconds)
        return self


def honest(place, portal, count, rate, sources=HONEST, kind="honest"):
    """So many honest visitors at so many a second; returns when the last one has the home page or has given up."""
    done = subprocess.run(command(place, kind, portal, count, rate, 0, sources, ()), stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=count / rate + 120, check=True)
    return Logins(done.stdout.splitlines())


class Behind:
    """A portal behind a balancer on this machine: every address that a header names counts, and none is exempt."""

    def __init__(self, **settings):
        self.portal = Portal(settings=dict({"balancers": "127.0.0.1", "exempt": ""}, **settings))

    def __enter__(self):
        return self.portal

    def __exit__(self, *_):
        self.portal.kill()  # a row is not about the end, and a crowd need not be told
        self.portal.close()


def accepted(place, count=150):
    """Logins a second, to the home page, that this machine takes from a crowd that comes at once; nothing else is under way."""
    with Behind() as portal:
        honest(place, portal, 20, 40, kind="near")
        took = max(ms for _, ms, _ in honest(place, portal, count, 2000, kind="near").all) / 1000
    return count / took
