# two_test.py - one draft, two terminals: resized while open, taken up on another kind of terminal, typed into by two people.
from cases import case, holds, run_cases, same, until
from definitions import says
from shubbak import Portal
from terminal import Terminal
from walk import answers, fill, to_form, to_home, track


def open_draft(t, reference, pin):
    t.choose(says("Track an application", "en"))
    t.wait("Reference number")
    t.enter(reference)
    t.wait("Tracking PIN")
    t.enter(pin)


def to_tasks(t):
    """Back from a question to the list of parts."""
    for _ in range(4):
        t.still(0.3)
        if t.shows("Parts of your application"):
            return
        t.press("Escape")
    t.wait("Parts of your application")


@case
def resized_while_open(portal):
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        t.choose("Services by sector")
        t.wait("Services by sector")
        for cols, rows in ((40, 15), (132, 50), (24, 8), (80, 24)):
            t.resize(cols, rows)
            t.wait("Services by sector")
            t.still()
            holds(all(len(line) <= cols for line in t.lines()), "a row is wider than %d" % cols)
        t.resize(20, 5)
        t.still(0.3)
        t.resize(80, 24)
        t.wait("Services by sector")


@case
def narrow_screen_while_typing(portal):
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        to_form(t, "en")
        title, asked = answers("en")[1]
        t.choose(title)
        t.wait(asked[0][0])
        t.enter(asked[0][1])
        t.wait(asked[1][0])
        t.type("Sa")
        t.resize(40, 15)
        t.wait(asked[1][0])
        t.wait("Sa")
        t.enter("mi")
        t.wait(asked[2][0])
        t.resize(132, 50)
        t.wait("Sami")


@case
def another_kind_of_terminal(portal):
    key = portal.key()
    with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"]), term="xterm-256color") as t:
        to_home(t, "en")
        to_form(t, "en")
        title, asked = answers("en")[0]
        t.choose(title)
        for label, text, _ in asked[:2]:
            t.wait(label)
            t.enter(text)
        t.wait(asked[2][0])
    for term, cols, rows in (("vt100", 80, 24), ("linux", 40, 15), ("nonsense-terminal", 80, 24), ("screen", 132, 50),
                             ("xterm-kitty-x", 60, 20), ("rxvt-unicode", 80, 24)):
        with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"]), cols, rows, term) as t:
            t.wait("Continue where you left off?")
            t.choose("Continue")
            t.wait(asked[2][0])


@case
def two_people_one_draft(portal):
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as one, Terminal(portal, portal.ssh_line(flags=["-t"])) as two:
        to_home(one, "en")
        reference, pin = to_form(one, "en")
        to_home(two, "en")
        open_draft(two, reference, pin)
        to_tasks(two)
        # The second one stands at a question that the first one answers meanwhile.
        title, asked = answers("en")[2]
        two.choose(title)
        two.wait(asked[0][0])
        fill(one, "en")
        two.enter("5")
        two.wait("Answered in two sessions")
        two.wait("Keep the answer that is saved now")
        two.wait("Batroun")
        two.choose("Keep what I entered")
        two.wait(asked[1][0])
        # The first one finds it among the answers; what changes while the declaration is read is told before anything is sent.
        one.choose("Check your answers")
        one.wait("Everything is correct: go to the declaration")
        one.press("NPage")
        one.wait("Batroun")
        one.choose("Everything is correct: go to the declaration")
        one.wait("I agree: submit my application")
        two.wait("Zahle")  # the first one's, which the second one sees and enters anew
        two.enter_over("Rayak")
        two.wait(asked[2][0])
        one.choose("I agree: submit my application")
        one.wait("was changed elsewhere in the meantime")
        one.press("Escape")
        one.wait("Everything is correct: go to the declaration")
        one.press("NPage")
        one.wait("Rayak")
        one.choose("Everything is correct: go to the declaration")
        one.choose("I agree: submit my application")
        one.wait("Your application has been received")
        same(one.reference_and_pin("en"), (reference, pin))
        # What the second one enters now can no longer be stored, and that is said, not lost in silence or a crash.
        two.enter_over("46")
        until("a word about the submitted draft", lambda: "submitted" in two.screen().lower() or
              "no longer" in two.screen().lower() or "already" in two.screen().lower())
        one.choose("Go to the home page")
        one.wait("Welcome to Shubbak")
        track(one, "en", reference, pin)
    same(portal.host("verify").code, 0)


run_cases(lambda: Portal(settings={"stay_minutes": 0}))
