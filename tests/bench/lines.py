#!/usr/bin/env python3
# lines.py - bad lines: the first page and what is typed, of this build and of the peers, over lines that are emulated.
#
#   lines.py BUILD NAME MILLISECONDS KILOBITS LOSS LOGINS
#
# So is it run by the part `lines`, in a network namespace of its own (tests/e2e/slow_line.py has the line): starts one server,
# logs in so many times with ssh -C on a terminal, each over a line of its own, and prints a row for each as JSON.
import concurrent.futures
import fcntl
import json
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "e2e")]

import servers  # noqa: E402
from slow_line import FAR, Line, Unable, run_apart  # noqa: E402

LINES = (  # milliseconds there and back, thousand bits a second, packets in a hundred lost each way
    (600, 32, 0), (600, 9.6, 0), (300, 64, 0), (2000, 32, 0), (200, 64, 3), (200, 64, 10))
LOGINS = 20
NAMES = ("shubbak", "sshd", "wish", "sshd with cat")
APART = 0.15  # seconds from one login to the next
PATIENCE = 180  # seconds for a page
KEYS, PACE = "passport", 0.2  # what is typed, and seconds from letter to letter


# --- inside a namespace

def made(name, build, folder):
    """A started server, and the words by which its first page is known."""
    if name == "shubbak":
        return servers.shubbak(build, folder), b"English"
    if name == "wish":
        return servers.wish(build, folder), b"Menu."
    if name == "sshd":
        return servers.sshd(build, folder), b"Menu."
    return servers.sshd(build, folder, command="sh -c 'echo Menu. && exec cat'"), b"Menu."


class Visit:
    """ssh on a terminal, and when it heard what."""

    def __init__(self, server, folder):
        options = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "GlobalKnownHostsFile=/dev/null", "LogLevel=INFO",
                   "ConnectTimeout=%d" % PATIENCE, "IdentityAgent=none", "IdentitiesOnly=yes", "BatchMode=yes"]
        command = ["ssh", "-F", "/dev/null", "-t", "-C", "-p", str(server.port), *(w for o in options for w in ("-o", o))]
        command += ["-i", server.key] if server.key != "-" else ["-o", "PubkeyAuthentication=no"]
        self.began, self.got, self.heard_at = time.monotonic(), b"", None
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            os.execvpe("ssh", [*command, f"{server.user}@{FAR}"],
                       {"PATH": os.environ["PATH"], "HOME": folder, "TERM": "xterm", "LC_ALL": "C.UTF-8"})

    def hear(self, words, seconds):
        """Seconds from the beginning until these words came; None where they did not. Without words: until nothing comes."""
        until = time.monotonic() + seconds
        try:
            while time.monotonic() < until and not (words and words in self.got):
                if select.select([self.terminal], [], [], max(until - time.monotonic(), 0))[0]:
                    self.got += os.read(self.terminal, 65536)
                    self.heard_at = time.monotonic()
                    until = until if words else self.heard_at + seconds
        except OSError:
            pass
        return time.monotonic() - self.began if words and words in self.got else None

    def type(self, keys):
        os.write(self.terminal, keys.encode())

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def typed(visit, trip):
    """Seconds from the last of some letters to the last byte that they brought."""
    for key in KEYS:
        visit.type(key)
        last = time.monotonic()
        while time.monotonic() < last + PACE:
            visit.hear(None, max(last + PACE - time.monotonic(), 0.01))
    visit.hear(None, 2 * trip + 1.5)
    return visit.heard_at - last if visit.heard_at is not None and visit.heard_at > last else None


def visited(server, folder, first, number, trip):
    """A row of figures; a page that does not come has none."""
    time.sleep(number * APART)
    visit, row = Visit(server, folder), {}
    try:
        row["page"] = visit.hear(first, PATIENCE)
        if row["page"] is not None and first == b"English":
            visit.hear(None, trip + 1)
            visit.type("1")
            visit.hear(b"Welcome", PATIENCE)
        if row["page"] is not None and not server.is_peer:
            visit.hear(None, 2 * trip + 1)
            row["echo"] = typed(visit, trip)
    finally:
        visit.end()
    if row.get("page") is None:
        print(f"{server.name}: {visit.got[-300:]!r}", file=sys.stderr)
    return row


def greeted(server, folder, trip):
    """Seconds to the first useful words of a login that is alone."""
    visit = Visit(server, folder)
    try:
        return visit.hear(b"Shubbak: ", 15 * trip + 30)
    finally:
        visit.end()


def main():
    build, name = sys.argv[1:3]
    milliseconds, kilobits, loss, logins = (float(word) for word in sys.argv[3:7])
    try:
        Line(milliseconds, loss, kilobits)
    except Unable as e:
        print(e, file=sys.stderr)
        return 3
    servers.ADDRESS = "0.0.0.0"
    with tempfile.TemporaryDirectory(prefix="shubbak-lines-") as folder:
        os.chmod(folder, 0o755)
        try:
            server, first = made(name, build, folder)
        except servers.Missing as why:
            print(json.dumps({"missing": str(why)}))
            return 0
        server.is_peer = name in ("sshd", "wish")
        trip = milliseconds / 1000
        try:
            with concurrent.futures.ThreadPoolExecutor(int(logins)) as pool:
                jobs = [pool.submit(visited, server, folder, first, n, trip) for n in range(int(logins))]
                rows = [job.result() for job in jobs]
            if name == "shubbak" and trip >= 0.3:
                rows[0]["words"] = greeted(server, folder, trip)
        finally:
            server.stop()
    for row in rows:
        print(json.dumps(row))
    return 0


# --- the part

def title(line):
    milliseconds, kilobits, loss = line
    return f"{milliseconds} ms, {kilobits:g} kbit/s" + (f", {loss} % lost" if loss else "")


def taken(bench, name, line):
    """The rows of one server over one line; none where it is not there."""
    milliseconds, kilobits, loss = line
    logins = int(os.environ.get("BENCH_LOGINS", LOGINS))
    said = [json.loads(row) for row in run_apart(__file__, bench.build, name, milliseconds, kilobits, loss, logins, seconds=900)]
    if said and "missing" in said[0]:
        bench.note(f"lines: {name} is not measured: {said[0]['missing']}")
        return []
    return said


def median(rows, figure):
    values = [row[figure] for row in rows if row.get(figure) is not None]
    return statistics.median(values) if values else None


def measure(bench):
    """Medians of the first page and of what is typed, server by server on each line, with how many did not get in."""
    names = list(NAMES)
    wanted = os.environ.get("BENCH_LINES")
    for number, line in enumerate(LINES):
        if wanted and str(number + 1) not in wanted.split():
            continue
        rows = {}
        for name in list(names):
            try:
                rows[name] = taken(bench, name, line)
            except Unable as why:
                bench.note(f"lines: SKIPPED, no line can be made here: {why}")
                return
            if not rows[name]:
                names.remove(name)
        show(bench, line, rows)


def show(bench, line, rows):
    print(f"  {title(line)}: seconds, medians", flush=True)
    page = {name: median(rows.get(name, ()), "page") for name in NAMES}
    for name in NAMES[:3]:
        if rows.get(name):
            out = sum(row.get("page") is None for row in rows[name])
            print(f"    first page, {name:8} {page[name] or 0:7.2f}   {len(rows[name]) - out} of {len(rows[name])} got in", flush=True)
    echo = {name: median(rows.get(name, ()), "echo") for name in ("shubbak", "sshd with cat")}
    words = median(rows["shubbak"], "words") if rows.get("shubbak") else None
    if words is not None and page["shubbak"] is not None:
        print(f"    useful words before the page    {page['shubbak'] - words:7.2f}", flush=True)
    for name, took in echo.items():
        if took is not None:
            print(f"    what is typed, {name:14} {took:7.2f}", flush=True)
    goals = (("first page ≤ 1.05 × wish's", page["shubbak"], page["wish"], 1.05), ("first page below sshd's", page["shubbak"], page["sshd"], 1),
             ("what is typed ≤ 1.1 × sshd's", echo["shubbak"], echo["sshd with cat"], 1.1))
    for said, ours, other, share in goals:
        if ours is None or not other:
            print(f"    {said}: not measured", flush=True)
        else:
            print(f"    {said} ({ours / other:.2f}): {'met' if ours <= share * other else 'MISSED'}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
