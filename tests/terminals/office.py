#!/usr/bin/env python3
# office.py [WHAT...] - draws the ways of staff through a demonstration, for docs/OFFICE.md: the officer's and the operator's with
# xterm as docs/screens/office-*.png and operator-arabic.png; the operator's, a head's and an auditor's with tmux as
# docs/screens/*.txt. WHAT: pictures, texts; without it both.
import os
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[:0] = [os.path.join(ROOT, "tests", "e2e"), os.path.join(ROOT, "tests", "terminals")]
from definitions import says, service  # noqa: E402
from picture import Display, XTerm  # noqa: E402
from shubbak import HOST, Portal  # noqa: E402
from terminal import Terminal  # noqa: E402
from walk import SERVICE, answers  # noqa: E402
from window import png  # noqa: E402

SCREENS = os.path.join(ROOT, "docs", "screens")
NAMES = {"ar": "هلا حداد", "fr": "Hala Haddad", "en": "Hala Haddad"}


def line_of(portal, role):
    key = os.path.join(portal.folder, role)
    if not os.path.exists(key):
        with open(os.path.join(portal.state, "demo", role), "rb") as f, open(key, "wb") as copy:
            os.chmod(key, 0o600)
            copy.write(f.read())
    return ["ssh", *portal.options(key, batch=False), "-t", "staff@" + HOST]


HOME = {"officer": "Waiting applications", "head": "Waiting applications", "operator": "At the counter", "auditor": "The ledger"}
TAKEN = {}  # the code that a role signed in with last, which is taken once


def sign_in(portal, t, role, lang):
    """From the question for a code to the home page in this language."""
    t.wait("One-time code")
    while (code := portal.host("demo", "code", role).out.strip()) == TAKEN.get(role):
        time.sleep(1)
    TAKEN[role] = code
    t.enter(code)
    t.still()
    if t.shows("Type a number"):
        t.choose({"en": "English", "fr": "Français", "ar": t.arabic}[lang])
    else:  # who has come before has a language already
        t.press("C-l")
        t.wait("Langue")
        t.enter({"en": "1", "fr": "2", "ar": "3"}[lang])
    t.wait(says(HOME[role], lang), lang)


def leave(t, lang):
    """Back to the home page and out, so that nobody comes back to where this was."""
    while not t.number_of(says("Leave", lang), lang):
        t.press("Escape")
        t.still()
    t.choose(says("Leave", lang), lang)


# --- pictures ---

def keep_picture(t, name):
    picture = t.picture()
    with open(os.path.join(SCREENS, name + ".png"), "wb") as f:
        f.write(png(picture.width, picture.height, picture.pixels))


def draw_officer(portal, display):
    t = XTerm(display, portal.folder, line_of(portal, "officer"))
    try:
        sign_in(portal, t, "officer", "en")
        keep_picture(t, "office-waits")
        t.choose("Mine")
        t.wait("overdue")
        keep_picture(t, "office-list")
        t.choose("Licence for a market stall")
        t.wait("Reference number")
        keep_picture(t, "office-application")
        t.choose("Ask for a correction")
        t.wait("Ask for a correction")
        keep_picture(t, "office-correction")
        t.press("Escape", "Escape", "Escape")
        t.wait("Waiting applications")
        t.press("C-l")
        t.wait("Langue")
        t.enter("3")
        t.wait(says("Waiting applications", "ar"), "ar")
        keep_picture(t, "office-arabic")
    finally:
        t.close()


def draw_operator(portal, display):
    t = XTerm(display, portal.folder, line_of(portal, "operator"))
    try:
        sign_in(portal, t, "operator", "ar")
        serve(t, "ar", "03 888 777", lambda title: None)
        keep_picture(t, "operator-arabic")
    finally:
        t.close()


# --- texts ---

class Sheet:
    """Screens of one terminal, one below the other, each with what it is; Arabic as such a terminal is sent it, from left to right."""

    def __init__(self, terminal):
        self.terminal, self.parts = terminal, []

    def keep(self, title):
        self.terminal.still(0.3)
        rows = [row.rstrip() for row in self.terminal.screen().rstrip("\n").split("\n")]
        frame = "+" + "-" * self.terminal.cols + "+"
        self.parts.append("\n".join([title, frame, *["|%-*s|" % (self.terminal.cols, row) for row in rows], frame]))

    def write(self, name):
        with open(os.path.join(SCREENS, name + ".txt"), "w", encoding="utf-8") as f:
            f.write("\n\n".join(self.parts) + "\n")


def serve(t, lang, phone, keep):
    """A person who comes for the first time, from the home page to the slip; `keep` is told of each step."""
    name = service(SERVICE)["name"][lang]
    t.choose(says("Serve a person", lang), lang)
    t.wait(says("Find a service", lang), lang)
    t.enter(name)
    t.wait(service(SERVICE)["authority"][lang], lang)
    t.choose(name, lang)
    t.choose(says("Apply now", lang), lang)
    t.wait(says("Who is at the counter?", lang), lang)
    t.type(phone)
    keep("who")
    t.press("Enter")
    t.wait(says("No person was found with this number.", lang), lang)
    t.choose(says("A new person", lang), lang)
    t.wait(says("Full name", lang), lang)
    t.type(NAMES[lang])
    keep("person")
    t.press("Enter")
    for label in ("National number", "Telephone", "Number of another document", "Where do the numbers come from?"):
        t.wait(says(label, lang), lang)
        t.press("Enter")
    t.wait(says("Does the person agree?", lang), lang)
    keep("consent")
    t.enter({"ar": "2", "fr": "3", "en": "4"}[lang])
    t.wait(says("Parts of your application", lang), lang)
    for at, (title, asked) in enumerate(answers(lang)):
        t.choose(title, lang)
        for label, text, given in asked:
            t.wait(label, lang)
            if label == asked[-1][0] and at == 1:
                keep("form")
            if label in (asked[0][0],) and at == 3:
                t.press("Enter")  # the telephone is known
            else:
                t.enter_over(text) if given else t.enter(text)
        t.wait(says("Parts of your application", lang), lang)
    t.choose(says("Check your answers", lang), lang)
    t.choose(says("Everything is correct: go to the declaration", lang), lang)
    t.choose(says("I agree: submit my application", lang), lang)
    t.wait(says("Hand the slip to the person", lang), lang)
    keep("slip")


STEPS = {"who": "Who is at the counter? A number, or nothing.", "person": "A new person: a name suffices.",
         "consent": "Does the person agree? What to say, and in which language they read.",
         "form": "The ordinary form; the first row says for whom.", "slip": "The slip, and the next person."}


def write_operator(portal, lang, phone, cols=80, rows=24):
    with Terminal(portal, line_of(portal, "operator"), cols, rows) as t:
        sign_in(portal, t, "operator", lang)
        sheet = Sheet(t)
        sheet.keep("At the counter.")
        serve(t, lang, phone, lambda step: sheet.keep(STEPS[step]))
        t.choose(says("The next person, for the same service", lang), lang)
        t.wait(says("Who is at the counter?", lang), lang)
        sheet.keep("And the next.")
        sheet.write("operator-%s%s" % (lang, "" if cols == 80 else "-%d" % cols))
        leave(t, lang)


def write_head(portal):
    with Terminal(portal, line_of(portal, "head")) as t:
        sign_in(portal, t, "head", "en")
        sheet = Sheet(t)
        sheet.keep("What waits.")
        t.choose("Who has what")
        t.wait("The oldest")
        sheet.keep("Who has how much of it.")
        t.enter("1")
        t.wait("Search")
        for _ in range(2):
            t.press("Down")
            t.type(" ")
        t.press("End")
        t.wait("Hand over the 2 that are marked")
        sheet.keep("What one has; two are marked.")
        t.choose("Hand over the 2 that are marked")
        t.wait("Hand over")
        sheet.keep("To whom, with which words.")
        t.press("Escape", "Escape", "Escape")
        t.wait("By service")
        t.choose("Ended")
        t.wait("Ended on")
        sheet.keep("What has ended.")
        sheet.write("head")


def write_auditor(portal):
    with Terminal(portal, line_of(portal, "auditor")) as t:
        sign_in(portal, t, "auditor", "en")
        sheet = Sheet(t)
        t.choose("Who viewed and who acted")
        t.wait("Reason for the search")
        t.type("A complaint of Monday")
        sheet.keep("Why, and for what.")
        t.press("Enter")
        officer = next(a["number"] for a in portal.host("account", "list", "--json").json()
                       if any(g["role"] == "officer" for g in a["grants"]))
        t.enter(officer)
        t.press("Enter", "Enter", "Enter")
        t.wait("Act or task done", seconds=30)
        sheet.keep("What the ledger has.")
        t.enter("1")
        t.settle()
        sheet.keep("One entry of it.")
        sheet.write("auditor")


def main(what):
    portal = Portal(made=("--demo",))
    try:
        if "others" in what or "texts" in what:
            write_head(portal)
            write_auditor(portal)
        if "texts" in what:
            for lang, phone in (("en", "03 111 222"), ("fr", "03 111 333"), ("ar", "03 111 444")):
                write_operator(portal, lang, phone)
            write_operator(portal, "en", "03 111 555", 40, 15)
        if "pictures" in what:
            display = Display()
            try:
                draw_officer(portal, display)
                draw_operator(portal, display)
            finally:
                display.close()
    finally:
        portal.close()


if __name__ == "__main__":
    main(sys.argv[1:] or ("texts", "pictures"))
