# quick_exit_test.py - one key, or 00, and nothing of the visit is left on the terminal: tmux, screen, and the bytes themselves.
import os
import re
import shlex
import shutil
import subprocess
import sys

from cases import Skip, case, holds, patience, run_cases, same, until
from definitions import says
from lines import Lines
from shubbak import Portal
from stream import Stream, state
from terminal import Terminal, flat
from walk import answers, to_form, to_home, track

CTRL_X = b"\x18"
CUT, LAST = b"\x18\x1b\\", b"\x1b[H\x1b[2J\x1b[3J\x1b[H"
BEFORE = "line before the visit"  # on the main screen and above it
READY = "back at the shell"
KEPT = "Continue where you left off?"


class Shell(Terminal):
    """A terminal with a past: many lines, then the client; what is left of both when the client has ended."""

    def __init__(self, portal, **who):
        ssh = " ".join(shlex.quote(word) for word in portal.ssh_line(flags=["-t", "-q"], **who))
        script = ("printf '\\033]2;%s\\007'; i=0; while [ $i -lt 60 ]; do echo '%s'; i=$((i+1)); done; %s; echo '%s'; exec sleep 600"
                  % (BEFORE, BEFORE, ssh, READY))
        super().__init__(portal, ["sh", "-c", script])

    def left(self):
        """All that the terminal has, its saved lines too, once the client has ended."""
        self.wait(READY)
        return self.tmux("capture-pane", "-p", "-S", "-", "-E", "-", "-t", self.pane)

    def title(self):
        return self.tmux("display-message", "-p", "-t", self.pane, "#{pane_title}").strip()

    def is_bare(self):
        same(self.left().split(), READY.split(), "what is left")
        same(self.title(), "", "the title")


def to_question(t, lang="en"):
    """A draft, an answer given in it, and half of the next; gives its numbers."""
    to_home(t, lang)
    numbers = to_form(t, lang)
    title, asked = answers(lang)[1]
    t.choose(title, lang)
    t.wait(asked[0][0], lang)
    t.enter(asked[0][1])
    t.wait(asked[1][0], lang)
    t.type("Half")
    t.wait("Half", lang)
    return numbers


@case
def the_other_ways_leave_it(portal):
    """What the test looks for is there when somebody leaves the usual way: lines before, also those saved."""
    with Shell(portal) as t:
        to_home(t, "en")
        t.press("C-c")
        t.wait("Leave the portal?")
        t.choose("Leave")
        holds(t.left().count(BEFORE) >= 60, "the terminal keeps no lines: %s" % t.left())
        same(t.title(), BEFORE, "the title")


@case
def from_every_page(portal):
    pages = [[], ["C-l"], ["?"], ["2"], ["C-c"], ["?", "Down"]]
    for keys, ways in ((["C-x"], [*pages, ["7"]]), (["0", "0"], pages)):  # behind 7 a text is typed
        for way in ways:
            with Shell(portal) as t:
                to_home(t, "en")
                for key in way:
                    t.press(key)
                    t.still()
                t.press(*keys)
                t.is_bare()


@case
def in_the_middle_of_an_answer(portal):
    """In three languages; the draft is kept, and what was typed and is right too."""
    for lang in ("en", "fr", "ar"):
        with Shell(portal) as t:
            reference, pin = to_question(t, lang)
            t.press("C-x")
            t.is_bare()
        with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
            to_home(t, lang)
            t.choose(says("Track an application", lang), lang)
            t.wait(says("Reference number", lang), lang)
            t.enter(reference)
            t.wait(says("Tracking PIN", lang), lang)
            t.enter(pin)
            t.wait("Half", lang)


def visits_over(log):
    """How many have ended or wait for their owner; one that does both is one, and the portal's own trial at its start is none."""
    return len(set(re.findall(r"(desk\[\d+\]) (?:a visit|visitor) from (?!here).*(?:ended: |lost its line)", log)))


@case
def with_a_key_nothing_waits_for_its_owner(portal):
    """The visit is over; the draft is not, and the next visit of the key says so."""
    until("the visits before to be over", lambda: visits_over(portal.log()) >= len(re.findall(r"listener\[\d+\] visitor from", portal.log())))
    key, lost = portal.key(), portal.log().count("lost its line")
    with Shell(portal, user="me", key=key) as t:
        to_question(t)
        t.press("C-x")
        t.is_bare()
    same(portal.log().count("lost its line"), lost, "visits that wait for their owner")
    with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"])) as t:
        t.wait(KEPT)


# What ssh's ProxyCommand runs: what comes from the portal passes as over an old modem.
SLOW = """import os, select, socket, sys, time
far = socket.create_connection((sys.argv[1], int(sys.argv[2])))
while True:
    for ready in select.select([0, far], [], [])[0]:
        got = far.recv(250) if ready is far else os.read(0, 4096)
        if not got:
            sys.exit()
        os.write(1, got) if ready is far else far.sendall(got)
        time.sleep(0.1 if ready is far else 0)
"""


@case
def its_bytes_are_the_last(portal):
    """A page is asked for and the key follows at once: all that comes behind is what wipes, on a slow line too."""
    slow = os.path.join(portal.folder, "slow.py")
    with open(slow, "w", encoding="utf-8") as f:
        f.write(SLOW)
    proxy = ["-C", "-o", "ProxyCommand=%s %s %%h %%p" % (shlex.quote(sys.executable), shlex.quote(slow))]
    for keys, line in ((b"7" + CTRL_X, []), (b"?00", []), (CTRL_X + b"7", []), (b"\x1b" + CTRL_X, []),
                       (b"\x1b]11;rgb:" + CTRL_X, []), (b"7" + CTRL_X, proxy)):
        with Stream(portal.ssh_line(flags=["-tt", *line]), portal.folder) as s:
            s.wait("Français".encode())
            s.type(b"1")
            s.wait(b"Welcome")
            s.type(keys)
            same(s.end(40), 0, "the client's code")
            _, cut, last = s.got.partition(CUT)
            holds(cut and b"\x1b[?1049l" in last, "the other screen was not left: %r" % s.got[-600:])
            said = last[last.rindex(LAST) + len(LAST):]
            same(said, b"", "what follows")
            same(re.findall(rb"[A-Za-z]{4,}", last[:last.rindex(LAST)]), [], "words that are sent")
            holds(b"\x1b]0; \x1b\\" in last and b"\x1b]52;c;\x1b\\" in last, "title and clipboard: %r" % last)
            same(state(s.got), set(), "the terminal's state")


@case
def at_a_kiosk(portal):
    """Without ssh, on the host's own terminal."""
    with Stream(portal.command("local", "--state", portal.state), portal.folder) as s:
        s.wait("Français".encode())
        s.type(b"1")
        s.wait(b"Welcome")
        s.type(CTRL_X)
        same(s.end(), 0, "the code")
        holds(s.got.endswith(LAST) and state(s.got) == set(), "not wiped: %r" % s.got[-600:])


@case
def two_zeros_go_back_twice(portal):
    """Not at once: pages are left one by one."""
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        t.choose("Services by sector")
        t.wait("Services by sector")
        t.press("?")
        t.wait("Keys")
        t.press("0")
        t.wait("Services by sector")
        t.settle()  # for longer than the two of 00 may be apart
        t.press("0")
        t.wait("Welcome to Shubbak")


@case
def in_screen(portal):
    """It keeps its lines whatever it is told; all of them are pushed out."""
    if shutil.which("screen") is None:
        raise Skip("screen is not installed")
    folder = os.path.join(portal.folder, "screens")
    os.makedirs(folder, mode=0o700)
    os.chmod(folder, 0o700)
    settings, copy = os.path.join(folder, "rc"), os.path.join(portal.folder, "copy")
    with open(settings, "w", encoding="utf-8") as f:
        f.write("defscrollback 3000\n")
    environment = {"PATH": os.environ["PATH"], "HOME": portal.folder, "LC_ALL": "C.UTF-8", "TERM": "xterm", "SCREENDIR": folder}
    name = "quick-%d" % os.getpid()

    def screen(*words):
        done = subprocess.run(["screen", *words], env=environment, capture_output=True, text=True, timeout=patience(20))
        holds(done.returncode == 0, "screen %s: %s%s" % (words, done.stdout, done.stderr))

    def copied():
        """Its saved lines and its window."""
        if os.path.exists(copy):
            os.unlink(copy)
        screen("-S", name, "-X", "hardcopy", "-h", copy)
        until("the copy, whole", lambda: os.path.exists(copy) and os.path.getsize(copy) > 0)
        with open(copy, encoding="utf-8", errors="replace") as f:
            return f.read()

    ssh = " ".join(shlex.quote(word) for word in portal.ssh_line(flags=["-t", "-q"]))
    script = "i=0; while [ $i -lt 100 ]; do echo '%s'; i=$((i+1)); done; %s; echo '%s'; exec sleep 600" % (BEFORE, ssh, READY)
    screen("-U", "-c", settings, "-dmS", name, "sh", "-c", script)
    until("screen's session", lambda: name in subprocess.run(["screen", "-ls"], env=environment, capture_output=True, text=True, check=False).stdout)
    try:
        for words, keys in (("English", "1"), ("Welcome to Shubbak", "7"), ("Reference number", "\x18"), (READY, "")):
            until(words, lambda words=words: flat(words) in flat(copied()))
            screen("-S", name, "-X", "stuff", keys)
        same(copied().split(), READY.split(), "what screen keeps")
    finally:
        screen("-S", name, "-X", "quit")


def asked_for_a_choice(portal, **how):
    lines = Lines(portal, **how)
    lines.choose("English")
    lines.wait("Welcome to Shubbak")
    return lines


@case
def plain_lines(portal):
    """A terminal that can be told is cleared; one that cannot is scrolled empty; a program gets line ends alone."""
    for raw, term, keys in ((True, "xterm", "00"), (True, "xterm", "٠٠"), (True, "xterm", "\x18"), (True, "dumb", "00"),
                            (False, "xterm", "00"), (False, "xterm", "\x18")):
        lines = asked_for_a_choice(portal, raw=raw, env={"TERM": term})
        mark = len(lines.got)
        os.write(lines.give, (keys + ("" if raw and keys == "\x18" else "\r" if raw else "\n")).encode())
        until("the end of it all", lambda lines=lines: not lines.read(0.1))
        same(lines.child.wait(patience(10)), 0, "the client's code")
        last = lines.got[mark:].replace(b"Connection to %s closed.\r\n" % portal.address.encode(), b"")
        if raw and term == "xterm":
            holds(last.endswith(LAST) and b"\x1b]0; \x1b\\" in last, "not wiped: %r" % last)
        else:
            same(last.replace(keys.encode(), b"", 1).strip(b"\r\n"), b"", "what is said")
            holds(last.count(b"\n") >= 100, "not scrolled empty")
        holds(b"reference" not in last and b"kept" not in last, "a farewell: %r" % last)


@case
def plain_lines_in_a_window_keep_nothing(portal):
    with Shell(portal, user="plain") as t:
        to_home(t, "en")
        t.choose("Track an application")
        t.wait("Reference number")
        t.enter("/00")
        t.is_bare()


@case
def a_shared_connection_ends_too(portal):
    """Whoever sits down next does not go on over it."""
    path = os.path.join(portal.folder, "shared")
    options = ["-t", "-q", "-o", "ControlPath=" + path]
    with Terminal(portal, portal.ssh_line(flags=[*options, "-o", "ControlMaster=yes", "-o", "ControlPersist=600"])) as t:
        to_home(t, "en")
        holds(os.path.exists(path), "no connection is shared")
        t.press("C-x")
        until("the shared connection to end", lambda: not os.path.exists(path), 20)


@case
def settings_forget_the_key(portal):
    key = portal.key()
    who = {"user": "me", "key": key}
    with Terminal(portal, portal.ssh_line(flags=["-t"], **who)) as t:
        to_home(t, "fr")
        t.press("C-l")
        t.choose(says("Settings", "fr"), "fr")
        t.choose(says("Forget this", "fr"), "fr")
        t.wait(says("Whatever you choose in the rest of this session is not remembered either.", "fr"), "fr")
        t.press("Escape")
        t.choose("English")
        t.wait("Welcome to Shubbak")
        t.press("C-x")
    with Terminal(portal, portal.ssh_line(flags=["-t"], **who)) as t:
        to_home(t, "en")  # it is asked again, and remembered again
        t.press("C-x")
    with Terminal(portal, portal.ssh_line(flags=["-t"], **who)) as t:
        t.wait("Welcome to Shubbak")


if __name__ == "__main__":
    run_cases(Portal)
