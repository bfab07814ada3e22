# plain_test.py - plain lines, with a terminal and without: the whole way in three languages, echo, PIN, end of input.
import re
import unicodedata

from cases import case, holds, run_cases, same
from definitions import places, question, says, service
from lines import Lines
from shubbak import Portal
from walk import SERVICE, answers, to_form, to_home, whole_way


def go(portal, lang, raw):
    with Lines(portal, raw) as face:
        reference, pin = whole_way(face, lang)
        same(face.over(), 0, "the exit code of the whole way")
        got = face.got
        holds(b"\x1b" not in got, "an escape sequence in plain lines")
        if raw:
            holds(b"\n" not in got.replace(b"\r\n", b""), "a bare LF on a raw terminal")
        else:
            holds(b"\r" not in got, "a CR without a terminal")
    tracked = portal.ssh("track", reference, "--json", given=pin + "\n")
    same((tracked.code, tracked.json()["service"]), (0, SERVICE))


@case
def english_terminal(portal):
    go(portal, "en", True)


@case
def french_terminal(portal):
    go(portal, "fr", True)


@case
def arabic_terminal(portal):
    go(portal, "ar", True)


@case
def english_pipe(portal):
    go(portal, "en", False)


@case
def french_pipe(portal):
    go(portal, "fr", False)


@case
def arabic_pipe(portal):
    go(portal, "ar", False)


@case
def dumb_terminal_gets_lines(portal):
    with Lines(portal, True, user="guest", env={"TERM": "dumb"}) as face:
        to_home(face, "en")
        holds(b"\x1b" not in face.got, "an escape sequence on a dumb terminal")


@case
def guest_without_terminal_gets_lines(portal):
    with Lines(portal, False, user="guest") as face:
        to_home(face, "en")


@case
def terminal_edits_the_line(portal):
    """Echo, backspace and Ctrl-U are the portal's own on a raw terminal."""
    with Lines(portal, True) as face:
        to_home(face, "en")
        face.enter("zzzz\x15" + "pasportt\x7f")
        face.wait("passport")
        holds("pasport" in face.text(), "what is typed is not echoed")


@case
def pin_is_not_echoed(portal):
    with Lines(portal, True) as face:
        to_home(face, "en")
        reference, pin = to_form(face, "en")
        face.choose(says("Save and come back later", "en"))
        face.choose(says("Go to the home page", "en"))
        face.choose(says("Track an application", "en"))
        face.wait("Reference number")
        face.enter(reference)
        face.wait("Tracking PIN")
        face.enter(pin)
        face.wait("Parts of your application")
        holds(pin not in face.text(), "the PIN was echoed")


@case
def prompt_warns_where_the_pin_is_seen(portal):
    with Lines(portal, False) as face:
        to_home(face, "en")
        face.choose(says("Track an application", "en"))
        face.wait("Reference number")
        face.enter("0000 0000 0000 01")
        face.until("a warning that the PIN will be seen", lambda: re.search(r"seen|visible", face.text()))


@case
def end_of_input_keeps_the_draft(portal):
    for raw in (False, True):
        with Lines(portal, raw) as face:
            to_home(face, "en")
            reference, pin = to_form(face, "en")
            title, asked = answers("en")[0]
            face.choose(title)
            for label, text, _ in asked[:2]:
                face.wait(label)
                face.enter(text)
            face.wait(asked[2][0])
            face.end_input()
            face.over()
            digits = re.sub(r"\D", "", face.text())
            holds(reference in digits, "the reference is not said at the end of input: %r" % face.text())
        with Lines(portal, False) as face:
            to_home(face, "en")
            face.choose(says("Track an application", "en"))
            face.wait("Reference number")
            face.enter(reference)
            face.wait("Tracking PIN")
            face.enter(pin)
            face.wait(asked[2][0])


def listed(face):
    """The numbers and labels of the choices that came last."""
    return [m.groups() for line in face.lines() for m in [re.match(r"(\d+)\. (.*)$", line)] if m]


def in_order(face, *parts):
    """These came one behind the other."""
    text, at = "\n".join(face.lines()), 0
    for part in parts:
        at = text.find(part, at)
        holds(at >= 0, "%r does not come next in %r of %r" % (part, parts, text))
        at += len(part)


def to_part(face, lang, n):
    """To the first question of a part of a new draft."""
    to_home(face, lang)
    to_form(face, lang)
    title, asked = answers(lang)[n]
    face.choose(title)
    face.wait(asked[0][0])
    face.until("a prompt", lambda: face.text().endswith(": "))


@case
def a_question_comes_before_its_choices(portal):
    kind = question(service(SERVICE), "extract_kind")
    for n, lang in enumerate(("ar", "fr", "en")):
        with Lines(portal, n == 1) as face:
            to_part(face, lang, 0)
            choices = ["%d. %s" % (i + 1, c["label"][lang]) for i, c in enumerate(kind["choices"])]
            in_order(face, kind["label"][lang], *kind["help"][lang].split()[:3], *choices,
                     says("{prompt}:", lang).format(prompt=says("A number from 1 to {last}", lang).format(last=3)))
            same(face.text().replace("\r", "").count(kind["label"][lang]), 1, "how often the question is said")


@case
def a_long_list_comes_on_demand(portal):
    """26 districts: how many there are, a handful at a time, letters; the number that is shown is the one to type."""
    cazas = [p for p in places() if p["country"] == "LB" and p["level"] == 2]
    for n, lang in enumerate(("ar", "fr", "en")):
        names = [(p.get("short_name") or p["name"])[lang] for p in cazas]
        names.sort(key=lambda name: "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c)))
        with Lines(portal, n == 1) as face:
            to_part(face, lang, 2)
            same(listed(face), [], "choices that nobody asked for")
            told = says("Choices: {count}. Type the first letters of one, or + to see a few at a time.", lang)
            face.wait(told.format(count=len(cazas)))
            shown = []
            while len(shown) < len(cazas):
                face.enter("+")
                face.until("a prompt", lambda: face.text().endswith(": "))
                some = listed(face)
                holds(0 < len(some) <= 9, "a handful: %s" % some)
                shown += some
            same(shown, [(str(i + 1), name) for i, name in enumerate(names)])
            face.enter("77")
            face.wait("77", lang)
            face.until("a prompt", lambda: face.text().endswith(": "))
            holds(len(face.text().strip().split("\n")) > 1, "a wrong number is silent: %r" % face.text())
            number, name = shown[16]
            face.enter(number)
            face.wait(question(service(SERVICE), "record_locality")["label"][lang])
            face.enter("/0")
            face.wait(says("Parts of your application", lang))
            face.choose(answers(lang)[2][0])
            face.enter("")
            face.wait(says("Your answer so far: {answer}", lang).split("{")[0] + name)


@case
def a_page_says_a_handful_of_its_list(portal):
    """All authorities, nine at a time, each with the number that opens it."""
    for n, lang in enumerate(("ar", "fr", "en")):
        with Lines(portal, n == 1) as face:
            to_home(face, lang)
            face.choose(says("Services by authority", lang))
            face.until("a prompt", lambda: face.text().endswith(": "))
            holds(says("+ more", lang) in face.text(), "the prompt does not tell of it: %r" % face.text())
            all_of_it = int(re.search(r"(?m)^\D*9\D+(\d+)\D*\+ ", "\n".join(face.lines())).group(1))
            shown = listed(face)[:9]
            while len(shown) < all_of_it:
                face.enter("+")
                face.until("a prompt", lambda: face.text().endswith(": "))
                holds(0 < len(listed(face)) <= 9, "a handful: %s" % listed(face))
                shown += listed(face)
            same([int(number) for number, _ in shown], list(range(1, all_of_it + 1)))
            number, name = shown[30]
            face.enter(number)
            face.wait(re.split(r" \(\d+\)", name)[0])
            face.until("services", lambda: listed(face))


@case
def a_number_that_is_no_choice_is_told(portal):
    with Lines(portal, False) as face:
        to_home(face, "en")
        face.enter("passport")
        face.wait("1. Biometric passport")
        face.enter("1")
        face.wait("Who can apply")
        for typed in ("77", "/77", "abc"):
            face.enter(typed)
            face.until("an answer", lambda: face.text().endswith(": "))
            holds(re.search("choose|choice", face.text()), "silent at %s: %r" % (typed, face.text()))


@case
def numbers_are_said_in_groups_and_taken_back(portal):
    """Reference and PIN stand in groups wherever they are said, and open the draft as they are heard."""
    with Lines(portal, False) as face:
        to_home(face, "en")
        reference, pin = to_form(face, "en")
        text = face.got.decode()
        grouped = "%s %s %s %s" % (reference[:4], reference[4:8], reference[8:12], reference[12:])
        holds(grouped in text and "%s %s" % (pin[:3], pin[3:]) in text, text)
        holds(reference not in text and pin not in text, "in one block")
        face.end_input()
        face.over()
        holds(grouped in face.text(), "the last words: %r" % face.text())
    with Lines(portal, False) as face:
        to_home(face, "en")
        face.choose(says("Track an application", "en"))
        face.wait("Reference number")
        face.enter(grouped)
        face.wait("Tracking PIN")
        face.enter("%s %s" % (pin[:3], pin[3:]))
        face.wait("Parts of your application")


run_cases(Portal)
