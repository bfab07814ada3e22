# plain_test.py - plain lines, with a terminal and without: the whole way in three languages, echo, PIN, end of input.
import re

from cases import case, holds, run_cases, same
from definitions import says
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
        face.choose(says("Stop here and come back later", "en"))
        face.choose(says("To the home page", "en"))
        face.choose(says("Track an application", "en"))
        face.wait("Reference number")
        face.enter(reference)
        face.wait("Tracking PIN")
        face.enter(pin)
        face.wait("Your application, part by part")
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


run_cases(Portal)
