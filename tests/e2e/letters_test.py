# letters_test.py - the terminal is asked how it treats Arabic: its answers are never keys, however late and in whatever
# pieces they come; what it was switched to is put back; what a person has chosen is remembered.
import json
import os
import signal
import sys

from cases import case, holds, run_cases, same, until
from definitions import says
from shubbak import Portal
from terminal import Terminal, flat
from walk import to_form, to_home

ASKED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "asked.py")
XTERM = b"\x1b[8;0$y\x1bP>|XTerm(379)\x1b\\\x1b[>41;379;0c\x1b[1;1R"
VTE = b"\x1b[8;1$y\x1b[>65;7006;1c\x1b[1;1R"
PUTTY = b"\x1b[>0;136;0c\x1b[1;1R"
ARABIC = "\u0627\u0644\u0639\u0631\u0628\u064a\u0629"  # as a terminal that turns rows by itself is sent it


class Asked(Terminal):
    """A terminal that answers as told, and says what it was sent."""

    def __init__(self, portal, answers, user="guest", key=None, **how):
        Asked.count = getattr(Asked, "count", 0) + 1
        self.plan = os.path.join(portal.folder, "answers-%d-%d" % (os.getpid(), Asked.count))
        self.sent = self.plan + ".sent"
        with open(self.plan, "w", encoding="utf-8") as f:
            json.dump([[seconds, data.hex()] for seconds, data in answers], f)
        line = [sys.executable, ASKED, self.plan,
                *portal.ssh_line(user=user, key=key, flags=["-t", "-o", "SendEnv=LC_ALL"])]
        super().__init__(portal, line, **how)

    def ssh(self):
        with open(self.plan + ".pid", encoding="ascii") as f:
            return int(f.read())

    def reads(self, text):
        """In the order of the rows as they were sent, whatever the forms of the letters are."""
        return flat(text) in flat(self.screen())

    def asked(self):
        try:
            with open(self.plan + ".asked", encoding="utf-8") as f:
                return f.read().count("asked")
        except FileNotFoundError:
            return 0

    def bytes(self):
        with open(self.sent, "rb") as f:
            return f.read()


def in_pieces(data, first, between):
    return [(first if i == 0 else between, data[i:i + 1]) for i in range(len(data))]


def leave(t):
    t.press("C-c")
    t.wait(says("Leave the portal?", "en"))
    t.choose(says("Leave", "en"))
    try:
        until("the end", t.is_over)
    except AssertionError as e:
        raise AssertionError("the visit does not end: %s" % t.screen()) from e


def remembered(portal, choice="English"):
    """A key whose language is known: its first page is the home page, where every letter would search."""
    key = portal.key()
    with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"])) as t:
        t.choose(choice)
        t.wait("Welcome to Shubbak")
        leave(t)
    return key


@case
def the_first_page_does_not_wait(portal):
    """A terminal that answers nothing is served at once, and asked how Arabic reads right."""
    with Asked(portal, []) as t:
        t.wait("English")
        same(t.asked(), 1, "how often it was asked")
        rows = [row for row in t.lines() if row.strip(" \u2800")[:1] in ("3", "4", "5")]
        same(len(rows), 3, "lines to choose from: %r" % t.screen())
        holds(flat(ARABIC) in flat(rows[1]) and flat(ARABIC) not in flat(rows[0]), "the lines are sent alike: %r" % rows)
        t.choose("English")
        t.wait("Welcome to Shubbak")
        leave(t)


@case
def a_terminal_that_is_known_is_not_asked_for_letters(portal):
    with Asked(portal, [(0, XTERM)]) as t:
        t.wait("English")
        until("one line of Arabic", lambda: [row.strip()[:1] for row in t.lines()
                                             if row.strip()[:1] in tuple("3456")] == ["3"])
        holds(b"\x1b[8l" not in t.bytes(), "an xterm is switched")
        t.choose(t.arabic)
        t.wait(says("Welcome to Shubbak", "ar"), "ar")


@case
def a_number_that_was_shown_keeps_its_meaning(portal):
    """The terminal says what it is while somebody types the number of the second way: that is still Arabic."""
    with Asked(portal, [(1.0, PUTTY)]) as t:
        t.wait("English")
        same(len([row for row in t.lines() if row.strip(" \u2800")[:1] in ("3", "4", "5")]), 3, t.screen())
        until("one line of Arabic", lambda: not any("4" in row or "5" in row for row in t.lines()))
        t.press("4")
        until("the home page", lambda: t.reads(says("Welcome to Shubbak", "ar")))
    with Asked(portal, [(0, XTERM)]) as t:
        until("one line of Arabic", lambda: [row.strip()[:1] for row in t.lines() if row.strip()[:1] in tuple("345")] == ["3"])
        t.press("6")
        t.wait("There is no choice 6. Type a number from 1 to 3.")


@case
def answers_in_pieces_are_no_keys(portal):
    """Over two seconds' way there and back, byte by byte, on a page where each letter would begin a search."""
    key = remembered(portal)
    for answers in (in_pieces(XTERM, 2.0, 0.03), in_pieces(VTE, 2.0, 0.07), [(1.5, XTERM[:9]), (1.2, XTERM[9:10]), (0.7, XTERM[10:])]):
        with Asked(portal, answers, user="me", key=key) as t:
            t.wait("Welcome to Shubbak")
            before = t.still()
            until("all answers", lambda: t.asked() == 1)
            t.still(sum(seconds for seconds, _ in answers) + 0.5)
            same(t.screen(), before, "the page after the answers")
            t.type("x")
            t.wait("x")
            t.still()
            holds("Search: x\n" in t.screen(), "part of an answer is typed: %r" % t.screen())
            t.press("Escape")
            t.press("C-u")
            leave(t)


@case
def garbage_does_no_harm(portal):
    key = remembered(portal)
    for data in (b"\x1b[>99999999999999999999;;;;c", b"\x1bP>|" + b"A" * 3000 + b"\x1b\\", b"\x1b[8;9$y\x1b[>;c\x1b[R",
                 b"\x1bP>|\xff\xfe\x01XTerm(\x1b\\\x1b[1;1R"):
        with Asked(portal, [(0.1, data)], user="me", key=key) as t:
            t.wait("Welcome to Shubbak")
            t.still(0.5)
            t.choose(says("Services by sector", "en"))
            t.wait("Services by sector")
            leave(t)


@case
def what_was_switched_is_put_back(portal):
    on, off = b"\x1b[8l\x1b[?1243l", b"\x1b[8h\x1b[?1243h"
    usual = portal.processes()
    with Asked(portal, [(0, VTE)]) as t:
        t.wait("English")
        until("the switch", lambda: on in t.bytes())
        t.choose("English")
        t.wait("Welcome to Shubbak")
        leave(t)
        holds(off in t.bytes().split(on)[1], "it was not put back at the end")
    # The desk dies: its gate puts the terminal back.
    with Asked(portal, [(0, VTE)]) as t:
        t.wait("English")
        until("the switch", lambda: on in t.bytes())
        t.choose("English")
        t.wait("Welcome to Shubbak")
        desks = [pid for pid in portal.visitors(usual) if parent(pid) == portal.server.pid]
        same(len(desks), 1, "desks")
        gate = [pid for pid in portal.visitors(usual) if parent(pid) == desks[0]][0]
        os.kill(desks[0], signal.SIGKILL)
        until("the end", t.is_over)
        until("the gate to end", lambda: gate not in portal.processes())
        rest = t.bytes().split(on)[1]
        holds(off in rest and b"\x1b[?1049l" in rest, "a dead desk leaves the terminal as it was: %r" % rest[-200:])
    # The portal closes.
    with Asked(portal, [(0, VTE)]) as t:
        t.wait("English")
        until("the switch", lambda: on in t.bytes())
        portal.stop()
        until("the end", t.is_over)
        holds(off in t.bytes().split(on)[1], "it was not put back when the portal closed")
    portal.start()


def parent(pid):
    with open("/proc/%d/stat" % pid, encoding="ascii", errors="replace") as f:
        return int(f.read().rsplit(")", 1)[1].split()[1])


@case
def putty_is_sent_rows_that_it_turns(portal):
    with Asked(portal, [(0, PUTTY)]) as t:
        t.wait("English")
        until("one line of Arabic", lambda: t.reads(ARABIC))
        t.press("3", "Enter")
        until("the home page", lambda: t.reads(says("Welcome to Shubbak", "ar")))


@case
def what_was_chosen_is_remembered(portal):
    """In a terminal that says nothing the second way was chosen: a later visit begins with it."""
    key = portal.key()
    with Asked(portal, [], user="me", key=key) as t:
        t.wait("English")
        t.press("4", "Enter")
        until("logical letters", lambda: t.reads(says("Welcome to Shubbak", "ar")))
    with Asked(portal, [], user="me", key=key) as t:
        until("logical letters", lambda: t.reads(says("Welcome to Shubbak", "ar")))
        # In another terminal, which says what it is, that counts.
    with Asked(portal, [(0, XTERM)], user="me", key=key) as t:
        until("visual letters", lambda: t.shows(says("Welcome to Shubbak", "ar"), "ar"))
        # And it can be chosen anew from every page.
        t.press("C-l")
        until("the languages", lambda: "English" in t.screen())
        t.press("4", "Enter")
        until("the ways", lambda: t.reads(ARABIC))
        t.press("2", "Enter")
        until("logical letters", lambda: t.reads(says("Welcome to Shubbak", "ar")))


@case
def a_visit_that_is_taken_back_knows_its_new_terminal(portal):
    with Asked(portal, [(0, XTERM)]) as t:
        to_home(t, "en")
        reference, pin = to_form(t, "en")
        os.kill(t.ssh(), signal.SIGKILL)
        until("the client to be gone", t.is_over)
    until("a visit that waits", lambda: "has lost its line and waits" in portal.log())
    with Asked(portal, [(0, VTE)]) as t:
        to_home(t, "en")
        t.choose(says("Track an application", "en"))
        t.wait("Reference number")
        t.enter(reference)
        t.wait("Tracking PIN")
        t.enter(pin)
        t.wait(says("You are back where you left off.", "en"))
        same(t.asked(), 1, "how often it was asked")
        leave(t)
        holds(t.bytes().count(b"\x1b[8l") == 1 and b"\x1b[8h" in t.bytes(), "not switched once and back: %r" % t.bytes()[-300:])


def high(data):
    """What is no ASCII, in the order it came."""
    return bytes(b for b in data if b >= 0x80)


@case
def terminals_without_utf8_get_their_own_bytes(portal):
    for charset, python in (("ISO-8859-1", "latin-1"), ("ISO-8859-15", "iso8859-15"), ("CP1256", "cp1256")):
        with Asked(portal, [], env={"LC_ALL": "fr_FR." + charset}) as t:
            t.wait("English")
            t.press("2", "Enter")
            wanted = "événement".encode(python)
            until("French in %s" % charset, lambda: wanted in t.bytes())
            holds(b"\xc3" not in t.bytes(), "UTF-8 is sent to a terminal of %s" % charset)
            t.tmux("send-keys", "-t", t.pane, "-H", *["%02x" % b for b in "identité".encode(python)], "0d")
            until("results", lambda: "identité".encode(python) in t.bytes())
            until("the card", lambda: b"Carte" in t.bytes())


@case
def ascii_and_iso_8859_6_show_letters_without_accents(portal):
    for locale in ("fr_FR.ISO-8859-6", "fr_FR.US-ASCII", "fr_FR.EUC-JP"):
        with Asked(portal, [], env={"LC_ALL": locale}) as t:
            t.wait("English")
            holds("??" not in t.screen(), "letters that this terminal has not: %r" % t.screen())
            t.press("2", "Enter")
            until("French without accents", lambda: b"evenement" in t.bytes().lower())
            same(high(t.bytes()).strip(b"\xa0"), b"", "bytes that are no ASCII, but for the blank of ISO-8859-6 that parts no words")


@case
def ascii_by_choice(portal):
    with Asked(portal, []) as t:
        t.wait("English")
        t.press("2", "Enter")
        t.wait(says("Welcome to Shubbak", "fr"), "fr")
        t.press("C-l")
        t.choose(says("Is the text not shown correctly?", "fr"), "fr")
        t.choose("Français ou anglais", "fr")
        t.wait("UTF-8")
        before = len(t.bytes())
        t.press("Escape")
        t.wait("English")
        t.press("Escape")
        until("French without accents", lambda: b"evenement" in t.bytes()[before:].lower())
        same(high(t.bytes()[before:]), b"", "bytes that are no ASCII")
        # And back.
        t.press("C-l")
        t.wait("English")
        t.choose("Arabic")
        t.wait("Arabic needs UTF-8")
        t.wait("L'arabe demande UTF-8")
        t.choose("English")
        t.wait("Welcome to Shubbak")
        leave(t)


@case
def who_reads_arabic_is_told_what_it_needs(portal):
    with Asked(portal, [(0, XTERM)]) as t:
        t.wait("English")
        until("one line of Arabic", lambda: [row.strip()[:1] for row in t.lines() if row.strip()[:1] in tuple("345")] == ["3"])
        t.press("3", "Enter")
        until("the home page", lambda: t.shows(says("Welcome to Shubbak", "ar"), "ar"))
        t.press("C-l")
        until("the languages", lambda: "English" in t.screen())
        t.press("4", "Enter")
        until("the ways", lambda: t.shows(says("French or English, without accents", "ar"), "ar"))
        t.press("4", "Enter")
        t.wait("Arabic needs UTF-8")
        t.choose("Francais")
        t.wait(says("How this terminal shows text", "fr"))
        t.press("Escape")
        t.wait("English")
        t.press("Escape")
        t.wait(says("Welcome to Shubbak", "fr"))


@case
def arabic_is_not_sent_where_it_cannot_be_shown(portal):
    """Whoever has chosen Arabic elsewhere is told what to do here, in the two languages that can be shown."""
    key = portal.key()
    with Asked(portal, [(0, XTERM)], user="me", key=key) as t:
        t.wait("English")
        until("one line of Arabic", lambda: [row.strip()[:1] for row in t.lines() if row.strip()[:1] in tuple("345")] == ["3"])
        t.press("3", "Enter")
        until("the home page", lambda: t.shows(says("Welcome to Shubbak", "ar"), "ar"))
    with Asked(portal, [], user="me", key=key, env={"LC_ALL": "ar_EG.ISO-8859-6"}) as t:
        t.wait("Arabic needs UTF-8")
        same(high(t.bytes()), b"", "bytes that are no ASCII")
        holds("??" not in t.screen(), "letters that this terminal has not: %r" % t.screen())
        t.choose("Francais")
        until("the home page", lambda: b"evenement" in t.bytes().lower())


run_cases(Portal)
