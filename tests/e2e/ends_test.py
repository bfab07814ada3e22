# ends_test.py - however a visit ends, the last bytes that the terminal gets put it back: its screen, its cursor, its modes.
import os
import resource
import signal
import sqlite3
import sys

from cases import Skip, case, holds, run_cases, same, sanitized, until
from shubbak import Portal
from stream import Stream, state

TO_HOME = ((b"English", b"1\r"), (b"Welcome", b""))
TO_DRAFT = ((b"English", b"1\r"), (b"Welcome", b"civil status extract\r"), (b"census", b"1\r"), (b"Apply now", b"1\r"),
            (b"Start the application", b"1\r"), (b"Write down these", b"1\r"), (b"Parts of your application", b""))
BROKEN_OFF = b"has broken off"


def parent(pid):
    """0 where it has ended."""
    try:
        with open("/proc/%d/stat" % pid, "rb") as f:
            return int(f.read().rsplit(b")", 1)[1].split()[1])
    except FileNotFoundError:
        return 0


def is_gate(portal, pid):
    """Its parent is a desk; desks and clerk are the listener's children."""
    return parent(pid) != portal.server.pid


class Visit(Stream):
    """A guest at home, with a look at the visit's two processes."""

    def __init__(self, portal, steps=TO_HOME, user="guest", **more):
        usual = portal.processes()
        super().__init__(portal.ssh_line(user=user, flags=["-t"], **more), portal.folder)
        holds(self.follow(steps), "the way ended early: %r" % self.got[-800:])
        mine = [pid for pid in portal.processes() if pid not in usual]
        # One that ends just now may have a helper of a sanitizer, which is no visitor's.
        self.desk = [pid for pid in mine if parent(pid) == portal.server.pid][0]
        self.gate = [pid for pid in mine if parent(pid) == self.desk][0]


def is_put_back(s, words):
    s.end()
    same(state(s.got), set(), "the terminal is left with")
    holds(words in s.got[s.got.rindex(b"\x1b[?1049l"):], "not behind the screen that was left: %r" % s.got[-400:])


@case
def an_open_page_changes_the_terminal(portal):
    """What the other cases look at is there to be seen."""
    with Visit(portal) as s:
        holds("?1049 is on" in state(s.got), "the pages are not on a screen of their own: %s" % state(s.got))
        s.type(b"\x03")
        s.wait(b"Leave the portal")
        holds("?25 is off" in state(s.got), "a page without a field shows the cursor")
        s.type(b"1\r")
        is_put_back(s, b"")


@case
def the_desk_dies(portal):
    own = () if sanitized() else (signal.SIGSEGV,)  # a sanitizer would report it as a finding of its own
    for sig in (signal.SIGKILL, signal.SIGXCPU, signal.SIGSYS) + own:
        with Visit(portal, TO_DRAFT) as s:
            os.kill(s.desk, sig)
            is_put_back(s, BROKEN_OFF)


@case
def the_desk_dies_in_arabic(portal):
    with Visit(portal, ((b"English", b"3\r"), (b"Ctrl-L", b""))) as s:
        os.kill(s.desk, signal.SIGKILL)
        is_put_back(s, "\ufe94\ufe91\ufe8d\ufeee\ufe92\ufedf\ufe8e\ufe91".encode())  # "to the portal" in a row of cells
        holds(BROKEN_OFF not in s.got, "English words in an Arabic visit")


@case
def lines_get_words(portal):
    with Stream(portal.ssh_line(user="plain", flags=["-t"]), portal.folder) as s:
        s.wait(b"English")
        usual = portal.processes()
        desks = [pid for pid in usual if pid != portal.server.pid and not is_gate(portal, pid)]
        os.kill(max(desks), signal.SIGKILL)
        s.end()
        holds(BROKEN_OFF in s.got, "no last words in plain lines: %r" % s.got[-300:])
        same(state(s.got), set())


def limit_memory(pid):
    """As the user that the process is: root may not everywhere."""
    owner = os.stat("/proc/%d" % pid)
    child = os.fork()
    if child == 0:
        try:
            os.setresgid(owner.st_gid, owner.st_gid, owner.st_gid)
            os.setresuid(owner.st_uid, owner.st_uid, owner.st_uid)
            resource.prlimit(pid, resource.RLIMIT_AS, (4096, 4096))
            os._exit(0)
        except OSError as e:
            sys.stderr.write("the limit of %d: %s\n" % (pid, e))
        os._exit(1)
    same(os.waitpid(child, 0)[1], 0)


@case
def memory_is_used_up(portal):
    """The system's own limit of a desk, from now on: at what is taken already. (memory_test.py tries each place, of gates too.)"""
    if sanitized():
        raise Skip("sanitizers leave the limit of memory out")
    with Visit(portal) as s:
        limit_memory(s.desk)
        for step in range(200):
            if s.ended:
                break
            s.resize(100 + 2 * step, 40 + step)  # more at once than there was before
            s.type(b"passport " * 400 + b"\x15")
            s.read(0.05)
        is_put_back(s, b"")
        holds(BROKEN_OFF in s.got or b"no memory left" in s.got, "no words: %r" % s.got[-300:])
        until("a line in the log", lambda: "out of memory" in portal.log())


@case
def the_gates_time_is_used_up(portal):
    """The system says so by a signal, before it ends who goes on."""
    with Visit(portal) as s:
        os.kill(s.gate, signal.SIGXCPU)
        s.type(b"8")
        is_put_back(s, BROKEN_OFF)


@case
def the_desk_is_told_to_make_room(portal):
    with Visit(portal) as s:
        os.kill(s.desk, signal.SIGUSR1)
        is_put_back(s, b"Many people are waiting")


@case
def a_line_that_stood_still_goes_on(portal):
    """Its owner came on another line meanwhile; the visit has stayed here, and ends here."""
    key = portal.key()
    with Visit(portal, TO_DRAFT, user="me", key=key) as old:
        os.kill(old.child.pid, signal.SIGSTOP)
        with Stream(portal.ssh_line(user="me", key=key, flags=["-t"]), portal.folder) as fresh:
            fresh.wait(b"Continue where you left off")
            os.kill(old.child.pid, signal.SIGCONT)
            old.type(b"\x03")
            old.wait(b"Leave the portal")
            old.type(b"1\r")
            is_put_back(old, b"")
            fresh.type(b"\x03")
            fresh.wait(b"Leave the portal")
            fresh.type(b"1\r")
            is_put_back(fresh, b"")


@case
def a_gate_that_went_round_and_round_is_an_incident(portal):
    """Nobody else holds the keys of its line: nothing can be said there. Its desk says so in the log, and its address need not wait."""
    with Visit(portal) as s:
        os.kill(s.gate, signal.SIGPROF)
        s.end()
        until("the incident", lambda: "a gate went round and round and was ended" in portal.log())
    same(portal.ssh("version").code, 0, "its address has to wait")


@case
def a_command_says_that_it_broke_off(portal):
    usual = portal.processes()
    with Stream(portal.ssh_line("apply", "lb-civil-status-extract", flags=["-T"]), portal.folder) as s:
        until("its desk", lambda: [pid for pid in portal.visitors(usual) if not is_gate(portal, pid)])
        s.read(0.5)
        desk = [pid for pid in portal.visitors(usual) if not is_gate(portal, pid)]
        until("its command", lambda: len(portal.visitors(usual)) == 2)
        os.kill(desk[0], signal.SIGKILL)
        holds(s.end() != 0, "a success")
        holds(b"could not finish this command" in s.got, "no words: %r" % s.got)


def counted_in_vain(portal):
    base = sqlite3.connect("file:%s?mode=ro" % os.path.join(portal.state, "registry.db"), uri=True)
    try:
        return base.execute("SELECT count(*) FROM vain").fetchone()[0]
    finally:
        base.close()


@case
def the_server_ends(portal):
    """All visits at once: what they have searched in vain is not counted then, as it is where one ends by itself."""
    steps = TO_HOME[:1] + ((b"Welcome", b"wyvernbeast\r"), (b"No services match", b""))
    with Visit(portal, steps) as s:
        portal.stop()
        is_put_back(s, b"The portal is closing")
    same(counted_in_vain(portal), 0)
    portal.start()
    with Visit(portal, steps) as s:
        s.type(b"\x03")
        s.wait(b"Leave the portal")
        s.type(b"1\r")
        s.end()
    until("the words to be counted", lambda: counted_in_vain(portal) == 1)


@case
def the_server_is_killed(portal):
    with Visit(portal) as s:
        os.kill(portal.server.pid, signal.SIGKILL)
        is_put_back(s, b"The portal is closing")
        until("all to be gone", lambda: len(portal.processes()) == 0)
    portal.server.wait()
    portal.server.stdout.close()
    portal.start()


run_cases(Portal)
