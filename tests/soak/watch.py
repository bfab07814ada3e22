# watch.py - what the kernel and the state folder tell of a portal that soaks: a row each minute, and where it stands when all is quiet.
import os
import re
import sqlite3
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "bench"))

from cases import until  # noqa: E402
from kills import children  # noqa: E402
from machine import TICK, cpu_seconds, read, stat_of  # noqa: E402

MARGIN_KB = 1024    # of the memory of a process that lives on, and of its share of it
MARGIN_SHARE = 0.05
# Lines of the log that a soak means to bring about: who comes, who is lost, who is back.
MEANT = re.compile(r"visitor from|has lost its line and waits|is taken back|gates run as|listening on|catalogue's snapshot is new"
                   r"|had no effect for|configuration was read again|closing; |closed$")


def files_of(state):
    found = set()
    for here, _, names in os.walk(state):
        found |= {os.path.relpath(os.path.join(here, name), state) for name in names}
    return found


def memory_of(pid):
    """kB: pages that no file has, and its share of those that it has in common with others. The kernel counts these anew when asked,
    those of /proc/PID/status only by hundreds."""
    rollup = dict(re.findall(r"^(\w+):\s+(\d+) kB", read("/proc/%d/smaps_rollup" % pid), re.M))
    return {"own": int(rollup.get("Anonymous", 0)), "share": int(rollup.get("Pss_Anon", 0))}


def descriptors_of(pid):
    try:
        return len(os.listdir("/proc/%d/fd" % pid))
    except OSError:
        return 0


class Watch:
    def __init__(self, portal):
        self.portal, self.listener = portal, portal.server.pid
        until("listener and clerk", lambda: len(portal.processes()) == 2)
        self.long_lived = {"listener": self.listener, "clerk": children(self.listener)[0]}
        self.rows = []

    def quiet(self, seconds):
        """Waits until no visitor's process is there any more; gives how things stand."""
        deadline = time.monotonic() + seconds
        while (left := self.portal.visitors(self.long_lived.values())) and time.monotonic() < deadline:
            time.sleep(1)  # a look goes through all processes of the machine
        time.sleep(3)  # the clerk's next look, and what it gives back
        return {"left": left, "files": files_of(self.portal.state), "registry": self.registry(),
                **{name: dict(memory_of(pid), fds=descriptors_of(pid)) for name, pid in self.long_lived.items()}}

    def registry(self):
        """kB of the registry and of its log of writes."""
        size = lambda name: os.path.getsize(os.path.join(self.portal.state, name)) // 1024 \
            if os.path.exists(os.path.join(self.portal.state, name)) else 0
        return {"db": size("registry.db"), "wal": size("registry.db-wal")}

    def sample(self, began, crowd, counts):
        """A row of figures since the row before."""
        now, cpu = time.monotonic(), cpu_seconds(self.listener)
        theirs = sum(int(x) for x in stat_of(crowd.child.pid)[11:13]) / TICK
        before = self.rows[-1] if self.rows else None
        row = {"at": now, "cpu": cpu, "theirs": theirs, "counts": counts, "registry": self.registry(),
               **{name: dict(memory_of(pid), fds=descriptors_of(pid)) for name, pid in self.long_lived.items()}}
        self.rows.append(row)
        if before is None:
            print("%6s %6s %7s %7s %6s %6s %5s %6s | %6s %6s %5s | %9s %4s | %9s %4s | %8s %7s" % (
                "s", "alive", "visits", "log/s", "pages", "lost", "back", "wrong", "cpu %", "theirs", "load", "listener", "fds", "clerk", "fds",
                "registry", "wal"))
            return
        span = now - before["at"]
        print("%6.0f %6d %7d %7.1f %6.0f %6d %5d %6d | %6.0f %6.0f %5.1f | %6d kB %4d | %6d kB %4d | %5d kB %4d kB" % (
            now - began, counts["alive"], counts["visits"], (counts["logins"] - before["counts"]["logins"]) / span,
            (counts["pages"] - before["counts"]["pages"]) / span, counts["dropped"], counts["returned"], counts["wrong"],
            100 * (cpu - before["cpu"]) / span, 100 * (theirs - before["theirs"]) / span,
            os.getloadavg()[0], row["listener"]["own"], row["listener"]["fds"], row["clerk"]["own"], row["clerk"]["fds"],
            row["registry"]["db"], row["registry"]["wal"]), flush=True)

    def rates(self, skip):
        """Logins and pages a second, and milliseconds of the portal's processors a visit, over the rows behind the first `skip`."""
        first, last = self.rows[skip], self.rows[-1]
        more = {name: last["counts"][name] - first["counts"][name] for name in ("logins", "pages", "visits")}
        span = last["at"] - first["at"]
        return more["logins"] / span, more["pages"] / span, 1000 * (last["cpu"] - first["cpu"]) / max(1, more["visits"])

    def slopes(self, skip):
        """kB a 1,000 visits of each long-lived process's own memory, by least squares over the rows behind the first `skip`."""
        rows, found = self.rows[skip:], {}
        for name in self.long_lived:
            points = [(row["counts"]["visits"] / 1000, row[name]["own"]) for row in rows]
            x, y = (sum(p[i] for p in points) / max(1, len(points)) for i in (0, 1))
            below = sum((p[0] - x) ** 2 for p in points)
            found[name] = sum((p[0] - x) * (p[1] - y) for p in points) / below if below else 0
        return found


# --- the judgement ---

def where_it_began(first, last):
    """What is not as it was: sentences."""
    found = ["%d processes are left: %s" % (len(last["left"]), last["left"])] if last["left"] else []
    for name in ("listener", "clerk"):
        if last[name]["fds"] != first[name]["fds"]:
            found.append("%s has %d descriptors, %d before" % (name, last[name]["fds"], first[name]["fds"]))
        for kind in ("own", "share"):
            margin = max(MARGIN_KB, MARGIN_SHARE * first[name][kind])
            if last[name][kind] > first[name][kind] + margin:
                found.append("%s has %d kB (%s), %d before" % (name, last[name][kind], kind, first[name][kind]))
    return found


def unmeant(log):
    return [line for line in log.splitlines() if not MEANT.search(line) or re.match(r"\S+ (error|warning) ", line)]


def receipts_that_differ(portal, receipts):
    """Each receipt is one submitted application, and there is none beside them."""
    base = sqlite3.connect("file:%s?mode=ro" % os.path.join(portal.state, "registry.db"), uri=True)
    try:
        there = {reference: (state, count) for reference, state, count in base.execute(
            "SELECT reference, state, (SELECT count(*) FROM ledger WHERE object = application.id AND act = 'submitted')"
            " FROM application WHERE state <> 'draft'")}
    finally:
        base.close()
    return (["%s is lost" % r for r in receipts if r not in there] +
            ["%s is %s, submitted %d times" % (r, *s) for r, s in there.items() if s != ("submitted", 1)] +
            ["%s was told to nobody" % r for r in there if r not in receipts])
