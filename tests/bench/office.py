# office.py - what those behind the counter wait for: the first page of a long queue, acts by many at once, ten decisions by keys and bytes.
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CATALOGUE = os.path.join(ROOT, "catalogue")
SERVICE = os.path.join(HERE, "service.yaml")
WAITING = int(os.environ.get("BENCH_WAITING", "100000"))  # applications of the queue
LISTINGS = 1000  # of a hundred the slowest alone would be their 99th percentile
DESKS, DRAFTS, ROUNDS = 32, int(os.environ.get("BENCH_DRAFTS", "20")), 3
COMMITS = 20  # bare ones, each, a round
DECISIONS = 10
QUIET, LONGEST = 0.5, 15  # seconds: a page is there when nothing has come for so long; and is waited for at most


# The terminal, what is typed behind a number, what stands at a page's end.
FACES = {"pages": ("xterm-256color", "", ""), "plain": ("dumb", "\r", "q leave: ")}


class Failed(Exception):
    """Why something could not be measured."""


def tool(build, name, *words, seconds=300):
    """A measuring program's lines, each a list of columns."""
    done = subprocess.run([os.path.join(build, "bench", name), *map(str, words)], capture_output=True, text=True,
                          timeout=seconds, check=False)
    if done.returncode != 0:
        raise Failed(f"{name} {words[0]}: {done.stderr.strip()[-300:]}")
    return [line.split("\t") for line in done.stdout.splitlines()]


def program(build, *words):
    done = subprocess.run([os.path.join(build, "shubbak"), *words], capture_output=True, text=True, timeout=150, check=False)
    if done.returncode != 0:
        raise Failed(f"shubbak {words[0]}: {done.stderr.strip()[-300:]}")


# --- the first page of a long queue

def measure_queue(bench):
    """In the process of a desk: an account whose grants are read each time, all applications within them."""
    state = os.path.join(bench.folder, "queue-state")
    program(bench.build, "init", "--state", state)
    program(bench.build, "catalogue", "import", SERVICE, "--state", state)
    tool(bench.build, "rows", "make", state, "-", SERVICE, WAITING)
    for row in tool(bench.build, "rows", "queue", state, "-", SERVICE, WAITING, LISTINGS):
        print("  " + "  ".join(row), flush=True)
        bench.add("queue " + row[0], "shubbak", "", int(row[3]) / 1000)


# --- acts by many at once

def commit(path):
    """One process: so many times something is written behind what is there, and waits for the disk."""
    with open(path, "ab", buffering=0) as f:
        for _ in range(COMMITS):
            f.write(b"x" * 4096)
            os.fdatasync(f.fileno())


def bare_commits(folder):
    """A second, by as many processes as there are desks, each with a file of its own, so that nobody waits for a lock."""
    began = time.monotonic()
    children = []
    for i in range(DESKS):
        pid = os.fork()
        if pid == 0:
            commit(os.path.join(folder, f"bare-{i}"))
            os._exit(0)
        children.append(pid)
    for pid in children:
        if os.waitpid(pid, 0)[1] != 0:
            raise Failed("bare commits ended early")
    return COMMITS * DESKS / (time.monotonic() - began)


def measure_acts(bench):
    """In turn with bare commits on the same disk, so that what else happens there troubles both."""
    state = os.path.join(bench.folder, "acts-state")
    tool(bench.build, "writers", "make", state, "-", CATALOGUE, SERVICE)
    for _ in range(ROUNDS):
        before = bare_commits(bench.folder)
        rows = {row[0]: row for row in tool(bench.build, "writers", "run", state, "-", SERVICE, DESKS, DRAFTS)}
        bare = (before + bare_commits(bench.folder)) / 2
        rate = float(rows["act"][2])
        print(f"  {rate:.0f} acts a second, {bare:.0f} bare commits", flush=True)
        bench.add("acts", "shubbak", "", rate)
        bench.add("bare", "shubbak", "", bare)
        bench.add("acts over bare", "shubbak", "", rate / bare)
    tool(bench.build, "writers", "prove", state, "-", ROUNDS * DESKS * DRAFTS)


# --- ten decisions, by keys and bytes

class Line:
    """A visit over ssh on a terminal of its own, of which each byte is counted."""

    def __init__(self, words, term):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(words[0], words, {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TERM": term})
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.keys = self.bytes = 0
        self.seen = b""

    def read(self, until=""):
        """Until `until` has come, and nothing more comes."""
        deadline = time.monotonic() + LONGEST
        came = False
        self.seen = b""
        while time.monotonic() < deadline:
            if not select.select([self.fd], [], [], QUIET if came else LONGEST)[0]:
                if not came:
                    raise Failed(f"{until!r} never came: {self.seen[-400:]!r}")
                return
            try:
                part = os.read(self.fd, 65536)
            except OSError:
                part = b""
            if not part:
                raise Failed("the visit ended: %r" % self.seen[-300:])
            self.bytes += len(part)
            self.seen += part
            came = until.encode() in self.seen
        raise Failed("the page never came to rest")

    def send(self, keys, until=""):
        self.keys += len(keys)
        os.write(self.fd, keys.encode())
        self.read(until)

    def close(self):
        os.kill(self.pid, signal.SIGTERM)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def decide(portal, staff, reference, face):
    """Pages are drawn at once; of plain lines, whose keys are echoed, the prompt is waited for.

    From the first application on the page to behind the last, with the next one shown after each: (keys, bytes)."""
    term, enter, prompt = face
    acts = portal.host("application", "acts", reference, "--as", staff.number, "--json").json()["acts"]
    possible = [a["act"] for a in acts if a["possible"]]
    if "approve" not in possible:
        raise Failed("an officer cannot approve it: " + " ".join(possible))
    number = str(possible.index("approve") + 1)
    staff.renew()
    line = Line(staff.line(), term)
    try:
        line.read("One-time code")
        line.send(staff.code() + "\r", "English")
        line.send("1\r", "Leave")  # English
        line.send("2" + enter, "Sort and filter")  # nobody's yet
        line.send("1\r", "Submitted")  # the first one
        line.keys = line.bytes = 0
        for _ in range(DECISIONS):
            line.send(number + enter, prompt)
            line.send("2" + enter, prompt)  # it is done
    finally:
        line.close()
    return line.keys, line.bytes


def check_decided(portal, sent, wanted):
    states = [portal.host("application", "show", r, "--json").json()["state"] for r in sent]
    if states.count("approved") != wanted:
        raise Failed(f"{states.count('approved')} were approved, not {wanted}")


def measure_decisions(bench):
    os.environ["SHUBBAK"] = os.path.join(bench.build, "shubbak")
    sys.path.insert(0, os.path.join(ROOT, "tests", "e2e"))
    import definitions  # noqa: E402
    import filler  # noqa: E402
    import shubbak  # noqa: E402
    import staff  # noqa: E402
    service = definitions.read_yaml(SERVICE)
    portal = shubbak.Portal(serve=False)
    try:
        program(bench.build, "catalogue", "import", SERVICE, "--state", portal.state)
        portal.start()
        sent = []
        for name, face in FACES.items():
            # Each has an officer of its own: a visit that is cut off is gone on with by who comes next.
            officer = staff.Staff(portal, "Rima Khoury", ["--role", "officer", "--service", service["id"]])
            sent += [portal.apply(service["id"], filler.fill(portal.blank(service["id"]), service, seed=seed)).json()["reference"]
                     for seed in range(DECISIONS + 1)]
            keys, count = decide(portal, officer, sent[-1], face)
            check_decided(portal, sent, DECISIONS * (list(FACES).index(name) + 1))
            print(f"  {name}: {keys} keys, {count} bytes", flush=True)
            bench.add(f"{name} keys", "shubbak", "", keys)
            bench.add(f"{name} bytes", "shubbak", "", count)
    finally:
        portal.close()


def measure(bench):
    """Each by itself: what fails leaves the others."""
    for part in (measure_queue, measure_acts, measure_decisions):
        try:
            part(bench)
        except (Failed, AssertionError, subprocess.TimeoutExpired) as why:
            bench.note(f"office: {why}")


ROWS = (
    ("first 200 of a queue of {waiting:,}, p99, ms", "queue first", "{:.2f}", "≤ 20", lambda x: x <= 20),
    ("  of those overdue, of which there are none", "queue overdue", "{:.2f}", "≤ 20", lambda x: x <= 20),
    ("  how many wait, p99, ms", "queue counts", "{:.2f}", "", None),
    ("acts a second by {desks} desks", "acts", "{:,.0f}", "", None),
    ("  bare durable commits a second, by as many", "bare", "{:,.0f}", "", None),
    ("  the former over the latter", "acts over bare", "{:.2f}", "≥ 0.3", lambda x: x >= 0.3),
    ("ten decisions by pages, keys", "pages keys", "{:,.0f}", "", None),
    ("  bytes to the terminal, before compression", "pages bytes", "{:,.0f}", "", None),
    ("ten decisions by plain lines, keys", "plain keys", "{:,.0f}", "", None),
    ("  bytes to the terminal, before compression", "plain bytes", "{:,.0f}", "", None),
)


def show(bench):
    rows = [row for row in ROWS if (row[1], "shubbak", "") in bench.figures]
    if rows:
        print(f"\n{'behind the counter, medians':48}{'shubbak':>12}   goals")
    for title, name, form, goal, judge in rows:
        value = statistics.median(bench.figures[name, "shubbak", ""])
        said = "" if judge is None else f"   {goal}: {'met' if judge(value) else 'MISSED'}"
        print(f"{title.format(waiting=WAITING, desks=DESKS):48}{form.format(value):>12}{said}")
