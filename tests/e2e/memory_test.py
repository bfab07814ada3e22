# memory_test.py - memory that is used up, at every place that asks for some: a visit ends in words, a command with its code.
#
# A library of the test's own (short_of_memory.c) stands before malloc and gives nothing at one allocation, or from it on. Once
# it notes the places (stacks of calls) of a scripted visit; then each is tried in a visit of its own. MEMORY=all takes them all,
# in both ways (`make check-memory`); else a sample of them.
import mmap
import os
import random
import re
import shutil
import struct
import subprocess
import tempfile

from cases import Skip, case, holds, patience, run_cases, same, sanitized, until
from filler import fill
from shubbak import BINARY, Portal
from stream import Stream, state

HERE = os.path.dirname(os.path.abspath(__file__))
ALL = os.environ.get("MEMORY") == "all"
BATCH = 200  # tries in one state folder: so many drafts may be begun from one place
SAMPLE = 5  # of each kind and way
COMMAND, KIOSK, DESK, GATE = 1, 2, 3, 4
FIELDS = ("role", "fail_at", "and_on", "record", "count", "failed", "places")
PLACES = 65536
SERVICE = "lb-civil-status-extract"
# From the first page into a draft with two answers, and out: what is waited for, what is typed.
VISIT = ((b"English", b"1\r"), (b"Welcome", b"civil status extract\r"), (b"census", b"1\r"), (b"Apply now", b"1\r"),
         (b"Start the application", b"1\r"), (b"Write down these", b"1\r"), (b"Parts of your application", b"1\r"), (b"Number of copies", b"1\r"),
         (b"Individual", b"2\r"), (b"Something else", b"\x03"), (b"Leave the portal", b"1\r"))
LAST_WORDS = ("no memory left", "has broken off")
CODES = (0, 2, 3, 4, 5)


class Shortage:
    """The test's end of the library's memory."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="shubbak-short-")
        self.library = os.path.join(self.folder, "short_of_memory.so")
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-w", "-D_GNU_SOURCE", "-o", self.library, os.path.join(HERE, "short_of_memory.c"), "-ldl"],
                       check=True)
        self.path = os.path.join(self.folder, "control")
        with open(self.path, "wb") as f:
            f.truncate(8 * (len(FIELDS) + PLACES))
        os.chmod(self.folder, 0o755)
        os.chmod(self.path, 0o666)
        with open(self.path, "r+b") as f:
            self.memory = mmap.mmap(f.fileno(), 0)
        # A sanitizer has a malloc of its own; its tries are skipped.
        self.environment = {} if sanitized() else {"LD_PRELOAD": self.library, "SHORT_OF_MEMORY": self.path}

    def set(self, **fields):
        for name in FIELDS:
            struct.pack_into("Q", self.memory, 8 * FIELDS.index(name), fields.get(name, 0))

    def get(self, name):
        return struct.unpack_from("Q", self.memory, 8 * FIELDS.index(name))[0]

    def places(self):
        """The number of the first allocation of each place."""
        return list(struct.unpack_from("%dQ" % self.get("places"), self.memory, 8 * len(FIELDS)))

    def close(self):
        self.memory.close()
        for name in os.listdir(self.folder):
            os.unlink(os.path.join(self.folder, name))
        os.rmdir(self.folder)


def tried(places):
    """(place, whether all after it fail too): all, or a sample that always is the same."""
    both = [(place, on) for place in places for on in (0, 1)]
    return both if ALL else sorted(random.Random(7).sample(both, min(len(both), 2 * SAMPLE)))


def each(portal, short, role, visit, look):
    """Notes the places of a visit, then tries it without memory at each, and looks at what is stored now and then."""
    short.set(role=role, record=1)
    short.end_is_wanted = True
    visit()
    short.end_is_wanted = False
    places, wrong, right, reached = short.places(), [], 0, 0
    short.set()
    holds(places, "no allocation was counted")
    for i, (place, on) in enumerate(tried(places)):
        if i % BATCH == BATCH - 1:
            look(portal)
            portal.begin_anew()
        short.set(role=role, fail_at=place, and_on=on)
        try:
            visit()
            right += 1
        except AssertionError as e:
            wrong.append("place %d%s: %s" % (place, " and on" if on else "", e))
        reached += short.get("failed") > 0
        short.set()
    print("count: %d places, %d tries, %d of them without memory, %d right" % (len(places), right + len(wrong), reached, right))
    holds(reached > (right + len(wrong)) * 0.8, "most tries never came to their place")
    look(portal)
    holds(not wrong, "%d of %d are wrong:\n%s" % (len(wrong), right + len(wrong), "\n".join(wrong[:20])))


def whole(portal):
    got = portal.host("verify")
    same(got.code, 0, repr(got))


def is_told(short, stream, left):
    """Of a visit's end: its words, where memory was short before its person left, and a terminal as a shell finds it."""
    same(state(stream.got), set(), "the terminal is left with")
    text = stream.got.decode("utf-8", "replace")
    holds(left or short.get("failed") == 0 or any(words in text for words in LAST_WORDS),
          "no last words: %r" % text[-600:])


@case
def a_kiosk(portal, short):
    if sanitized():
        raise Skip("sanitizers have a malloc of their own")

    def visit():
        with Stream([BINARY, "local", "--state", portal.state], portal.folder, env=dict(short.environment, LANG="en_US.UTF-8")) as s:
            done = s.follow(VISIT)
            code = s.end()
        holds(done or not short.end_is_wanted, "the visit did not come to its end: %r" % s.got[-1500:])
        holds(code in CODES, "exit code %s: %r" % (code, s.got[-400:]))
        is_told(short, s, done)

    each(portal, short, KIOSK, visit, whole)


@case
def commands_on_the_host(portal, short):
    if sanitized():
        raise Skip("sanitizers have a malloc of their own")
    for words in (("status",), ("catalogue", "list"), ("verify",), ("catalogue", "check", os.path.join(HERE, "data/lb-library-card.yaml"))):
        def run():
            given = list(words) + ([] if words[-1].endswith(".yaml") else ["--state", portal.state])
            got = subprocess.run([BINARY, *given], capture_output=True, timeout=patience(60), stdin=subprocess.DEVNULL,
                                 env=dict(os.environ, **short.environment))
            holds(got.returncode in CODES, "exit code %s: %r" % (got.returncode, got.stderr[-400:]))
            holds(got.returncode == 0 or got.stderr, "no words with code %s" % got.returncode)

        each(portal, short, COMMAND, run, whole)


def leave_alone(portal):
    until("the visit's processes to end", lambda: len(portal.processes()) == 2, 15)


def no_death(portal, seen):
    """Nobody was ended by a signal since the last look, and nothing is an attack."""
    new = portal.log()[seen[0]:]
    seen[0] += len(new)
    bad = [line for line in new.split("\n") if re.search("by signal|by the system|round and round|has to wait|listener.*incident", line)]
    holds(not bad, "the log says %s" % bad)


def over_ssh(portal, short, role):
    seen = [len(portal.log())]

    def visit():
        with Stream(portal.ssh_line(flags=["-t"]), portal.folder) as s:
            done = s.follow(VISIT)
            s.end()
        holds(done or not short.end_is_wanted, "the visit did not come to its end: %r" % s.got[-1500:])
        # The registry has not been opened, or the line was never good: the client's own words.
        early = b"English" not in s.got
        leave_alone(portal)
        no_death(portal, seen)
        if not early:
            is_told(short, s, done)

    each(portal, short, role, visit, whole)


@case
def a_desk(portal, short):
    if sanitized():
        raise Skip("sanitizers have a malloc of their own")
    over_ssh(portal, short, DESK)


@case
def a_gate(portal, short):
    if sanitized():
        raise Skip("sanitizers have a malloc of their own")
    over_ssh(portal, short, GATE)


@case
def a_form_that_is_sent(portal, short):
    """What was acknowledged is there; what was not may be, but never by half."""
    if sanitized():
        raise Skip("sanitizers have a malloc of their own")
    seen = [len(portal.log())]
    receipts = []

    def apply():
        # Each has a number of its own, by which one that is sent twice is one application.
        counted = short.get("role"), short.get("fail_at"), short.get("and_on"), short.get("record")
        short.set()
        filled = fill(portal.blank(SERVICE), SERVICE)
        leave_alone(portal)
        short.set(**dict(zip(FIELDS, counted)))
        got = portal.apply(SERVICE, filled)
        leave_alone(portal)
        no_death(portal, seen)
        holds(got.code in (*CODES, 255), repr(got))
        if got.code == 0:
            receipts.append(got.json())
        else:
            holds(got.err.strip() or got.out.strip(), "no words with code %d" % got.code)

    def all_there(portal):
        for receipt in receipts:
            got = portal.ssh("track", receipt["reference"], "--json", given=receipt["pin"] + "\n")
            same(got.code, 0, "%r: %r" % (receipt, got))
            same(got.json()["state"], "submitted")
        receipts.clear()
        whole(portal)

    each(portal, short, DESK, apply, all_there)


class Watched(Portal):
    """A portal whose processes have the library before malloc."""

    def __init__(self, short):
        self.short = short
        super().__init__()
        until("listener and clerk", lambda: len(self.processes()) == 2)

    def begin_anew(self):
        """Another state folder; its visits are as those before."""
        self.stop()
        shutil.rmtree(self.state)
        os.unlink(os.path.join(self.folder, "known_hosts"))  # it has other keys
        same(self.host("init").code, 0)
        self.start()
        until("listener and clerk", lambda: len(self.processes()) == 2)

    def start(self, seconds=20):
        os.environ.update(self.short.environment)
        try:
            super().start(seconds)
        finally:
            for name in self.short.environment:
                del os.environ[name]


SHORT = Shortage()
run_cases(lambda: Watched(SHORT), lambda: SHORT)
