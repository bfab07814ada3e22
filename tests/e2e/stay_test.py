# stay_test.py - a line that drops in the middle of typing: its owner comes back on another one and goes on at the same letter.
import os
import signal

from cases import Skip, case, holds, run_cases, same, until
from definitions import says
from shubbak import Portal, run
from terminal import Terminal
from walk import answers, to_form, to_home

BACK = "You are back where you left off."


def half_typed(t, lang):
    """From the task list into the part with the names: one answer given, the next half typed; gives its label."""
    title, asked = answers(lang)[1]
    t.choose(title, lang)
    t.wait(asked[0][0], lang)
    t.enter(asked[0][1])
    t.wait(asked[1][0], lang)
    t.type("Qaf")
    t.wait("Qaf", lang)
    t.press("Left")  # the name is Latin, so the line runs from left to right on every page
    t.still()
    return asked[1][0]


def drop(t):
    """The client is gone without a word, as a phone that has lost its net."""
    os.kill(t.pid(), signal.SIGKILL)
    until("the client to be gone", t.is_over)


def is_back(t, label, lang):
    """The same question, what was typed of its answer, and the cursor within it: the next letter goes there."""
    t.wait(says(BACK, lang), lang)
    t.wait(label, lang)
    t.wait("Qaf", lang)
    t.type("x")
    t.wait("Qaxf", lang)


def waits(portal):
    until("a visit that waits", lambda: portal.log().count("has lost its line and waits") > waits.seen)
    waits.seen = portal.log().count("has lost its line and waits")


waits.seen = 0


def leave(t, lang):
    t.press("C-c")
    t.wait(says("Leave the portal?", lang), lang)
    t.choose(says("Leave", lang), lang)
    until("the end", t.is_over)


def lose(portal, lang, **who):
    """A visit in the middle of typing whose line is lost; gives its numbers and the open question."""
    with Terminal(portal, portal.ssh_line(flags=["-t"], **who)) as t:
        to_home(t, lang)
        numbers = to_form(t, lang)
        label = half_typed(t, lang)
        drop(t)
    waits(portal)
    return (*numbers, label)


def come_back(portal, t, lang, reference, pin):
    """As a guest: the page for tracking, reference and PIN."""
    to_home(t, lang)
    t.choose(says("Track an application", lang), lang)
    t.wait(says("Reference number", lang), lang)
    t.enter(reference)
    t.wait(says("Tracking PIN", lang), lang)
    t.enter(pin)


@case
def by_key(portal):
    for lang in ("en", "ar"):
        key, usual = portal.key(), portal.processes()
        with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"])) as t:
            to_home(t, lang)
            to_form(t, lang)
            label = half_typed(t, lang)
            drop(t)
        waits(portal)
        until("the desk alone", lambda: len(portal.visitors(usual)) == 1)
        with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"]), 40, 15, "vt100") as t:
            is_back(t, label, lang)
            drop(t)
        waits(portal)
        with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"]), 132, 50) as t:
            t.wait(label, lang)
            t.wait("Qaxf", lang)
            leave(t, lang)
        portal.quiet(usual)


@case
def by_reference_and_pin_on_a_page(portal):
    usual = portal.processes()
    reference, pin, label = lose(portal, "fr")
    with Terminal(portal, portal.ssh_line(flags=["-t"]), 40, 15) as t:
        come_back(portal, t, "fr", reference, pin)
        is_back(t, label, "fr")
        same(len(portal.visitors(usual)), 3, "the desk that stayed, the gate, and the desk that watches over it")
        leave(t, "fr")
    portal.quiet(usual)


@case
def by_reference_and_pin_at_the_sign_in(portal):
    usual = portal.processes()
    reference, pin, label = lose(portal, "en")
    line = ["ssh", *portal.options(batch=False), "-t", "me@127.0.0.1"]
    with Terminal(portal, line) as t:
        t.wait("Reference")
        t.enter(reference)
        t.wait("PIN")
        t.enter(pin)
        is_back(t, label, "en")
        leave(t, "en")
    portal.quiet(usual)


@case
def in_plain_lines(portal):
    key, usual = portal.key(), portal.processes()
    label = lose(portal, "en", user="me", key=key)[2]
    with Terminal(portal, portal.ssh_line(user="plain-me", key=key, flags=["-t"])) as t:
        t.wait(label)
        t.enter("Plainly")
        until("the answer to be kept", lambda: "Plainly" in t.screen())
        drop(t)
    waits(portal)
    with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"])) as t:
        t.wait(says(BACK, "en"))
        leave(t, "en")
    portal.quiet(usual)


@case
def again_and_again_over_one_connection(portal):
    """A connection that several terminals share (ssh -M): a visit that was taken back over it ends, another is taken back."""
    key, usual = portal.key(), portal.processes()
    lose(portal, "en", user="me", key=key)
    shared = ["-o", "ControlPath=" + os.path.join(portal.folder, "shared")]
    master = portal.ssh_line(user="me", key=key, flags=["-t", "-M", "-o", "ControlPersist=60", *shared])
    try:
        with Terminal(portal, master) as t:
            t.wait(says(BACK, "en"))
            leave(t, "en")
        with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"])) as t:
            t.wait("Continue where you left off?")
            t.choose("Continue")
            t.wait("Father's first name")
            t.type("Qaf")
            t.wait("Qaf")
            drop(t)
        waits(portal)
        with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t", *shared])) as t:
            t.wait(says(BACK, "en"))
            t.wait("Qaf")
            leave(t, "en")
    finally:
        run(portal.ssh_line(user="me", key=key, flags=["-O", "exit", *shared]))
    portal.quiet(usual)


@case
def nobody_else_gets_it(portal):
    key, usual = portal.key(), portal.processes()
    reference, pin, label = lose(portal, "en", user="me", key=key)
    with Terminal(portal, portal.ssh_line(user="me", key=portal.key(), flags=["-t"])) as t:
        t.wait("English")
        holds(not t.shows("Qaf"), "another key sees what was typed")
    # The PIN of one draft opens that draft, not the visit of a key that may hold more.
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        come_back(portal, t, "en", reference, pin)
        t.wait(label)
        t.still()
        holds(not t.shows("Qaf") and not t.shows(says(BACK, "en")), "a PIN has opened the visit of a key")
        leave(t, "en")
    with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"])) as t:
        is_back(t, label, "en")
        leave(t, "en")
    portal.quiet(usual)


@case
def a_draft_changed_elsewhere_is_read_anew(portal):
    key, usual = portal.key(), portal.processes()
    reference, pin, label = lose(portal, "en", user="me", key=key)
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        come_back(portal, t, "en", reference, pin)
        t.wait(label)
        t.enter_over("Elsewhere")
        t.wait(answers("en")[1][1][2][0])
        leave(t, "en")
    with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"])) as t:
        t.wait("Continue where you left off?")
        t.choose("Continue")
        t.wait("Elsewhere")
    # The one that was taken up last waits now; it is sent away so that the next case begins alone.
    until("one that waits", lambda: len(portal.visitors(usual)) == 1)
    os.kill(portal.visitors(usual)[0], signal.SIGTERM)
    portal.quiet(usual)


@case
def a_line_that_lives_keeps_its_visit(portal):
    key, usual = portal.key(), portal.processes()
    with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"])) as one:
        to_home(one, "en")
        to_form(one, "en")
        half_typed(one, "en")
        with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"])) as two:
            two.wait("Continue where you left off?")
            one.wait("just opened with your key")
            holds(one.shows("Qaf"), "the first one has lost what was typed")
            one.type("x")
            one.wait("Qaxf")
            for t in (two, one):
                leave(t, "en")
    portal.quiet(usual)


@case
def the_portal_ends_while_a_visit_waits(portal):
    reference, pin, label = lose(portal, "en")
    portal.stop()
    portal.start()
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        come_back(portal, t, "en", reference, pin)
        t.wait(label)
        leave(t, "en")


class Cable:
    """A network of two ends on this machine, whose cable can be cut: what is sent then is lost without a word."""

    count = 0

    def __init__(self):
        Cable.count += 1
        self.name = "shb%d-%d" % (os.getpid() % 100000, Cable.count)
        self.near, self.far = self.name + "n", self.name + "f"
        net = "10.%d.%d" % (200 + Cable.count, os.getpid() % 250)
        self.address = net + ".1"
        if os.geteuid() != 0 or not self.ip("netns", "add", self.name, must=False):
            raise Skip("no network namespace can be made here")
        self.ip("link", "add", self.near, "type", "veth", "peer", "name", self.far, "netns", self.name)
        self.ip("addr", "add", net + ".1/24", "dev", self.near)
        self.ip("link", "set", self.near, "up")
        self.ip("-n", self.name, "addr", "add", net + ".2/24", "dev", self.far)
        self.ip("-n", self.name, "link", "set", self.far, "up")

    @staticmethod
    def ip(*words, must=True):
        done = run(["ip", *words])
        holds(done.code == 0 or not must, "ip %s: %r" % (" ".join(words), done))
        return done.code == 0

    def line(self, portal, **how):
        return ["ip", "netns", "exec", self.name, *portal.ssh_line(flags=["-t"], **how)]

    def cut(self):
        self.ip("-n", self.name, "link", "set", self.far, "down")

    def mend(self):
        self.ip("-n", self.name, "link", "set", self.far, "up")

    def close(self):
        self.ip("link", "del", self.near, must=False)
        self.ip("netns", "del", self.name)


@case
def a_dead_line_is_found_out(_):
    """The line is dead and nobody has said so: neither end knows. Its owner comes back on another one."""
    cable, other = Cable(), None
    try:
        other = Cable()
        portal = Portal(address="0.0.0.0")
        try:
            usual, key = portal.processes(), portal.key()
            portal.address = cable.address
            with Terminal(portal, cable.line(portal, user="me", key=key)) as t:
                to_home(t, "en")
                to_form(t, "en")
                label = half_typed(t, "en")
                cable.cut()
                portal.address = other.address
                with Terminal(portal, other.line(portal, user="me", key=key)) as again:
                    is_back(again, label, "en")
                    leave(again, "en")
            portal.quiet(usual)
        finally:
            portal.close()
    finally:
        for each in (cable, other):
            if each is not None:
                each.close()


@case
def only_so_many_wait(_):
    portal = Portal(settings={"stays": 1})
    try:
        usual, drafts = portal.processes(), []
        for _ in range(2):
            with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
                to_home(t, "en")
                drafts.append(to_form(t, "en"))
                half_typed(t, "en")
                drop(t)
            until("a visit that waits", lambda: portal.log().count("has lost its line and waits") == len(drafts))
        until("one that waits", lambda: len(portal.visitors(usual)) == 1)
        with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
            come_back(portal, t, "en", *drafts[0])
            t.wait("Father's first name")
            holds(not t.shows(BACK), "the visit that should have gone")
            leave(t, "en")
        with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
            come_back(portal, t, "en", *drafts[1])
            t.wait(BACK)
    finally:
        portal.close()


@case
def none_waits_where_it_is_not_wanted(_):
    portal = Portal(settings={"stay_minutes": 0})
    try:
        usual = portal.processes()
        with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
            to_home(t, "en")
            to_form(t, "en")
            half_typed(t, "en")
            drop(t)
        portal.quiet(usual)
    finally:
        portal.close()


run_cases(Portal)
