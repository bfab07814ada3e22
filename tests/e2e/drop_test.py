# drop_test.py - a line that drops, a desk that dies, a server that is killed: nothing that was entered is lost.
import os
import signal

from cases import case, holds, run_cases, same, until
from definitions import question, says, service
from filler import fill
from shubbak import Portal
from terminal import Terminal, flat
from walk import SERVICE, WORDS, answers, fill as fill_pages, submit, to_form, to_home


def six_answers(t, lang):
    """From the task list: gives six answers and leaves the seventh half typed; gives its label."""
    given = 0
    for title, asked in answers(lang):
        t.choose(title, lang)
        for label, text, preset in asked:
            t.wait(label, lang)
            if given == 6:
                t.type(text[:3])
                t.still()
                return label
            t.enter_over(text) if preset else t.enter(text)
            given += 1
        t.wait(says("Parts of your application", lang), lang)
    raise AssertionError("the form has fewer than seven questions")


def kill_visitor(portal, usual):
    """kill -9 of the visitor's gate and desk at once."""
    for pid in portal.visitors(usual):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


YES = {"ar": "نعم", "fr": "Oui", "en": "Yes"}


def six_are_there(t, lang):
    """From the open seventh question back to the tasks: the check page shows the six answers, and not the seventh."""
    for _ in range(3):
        t.still(0.3)
        if t.shows(says("Parts of your application", lang), lang):
            break
        t.press("Escape")
    t.choose(says("Check your answers", lang), lang)
    until("the answers", lambda: not t.shows(says("Delete this draft", lang), lang))
    seen = ""
    for _ in range(12):
        before = t.still()
        seen += t.text(lang)
        t.press("PageDown")
        if t.still() == before:
            break
    words, choice = WORDS[lang], question(service(SERVICE), "purpose")["choices"][1]["label"][lang]
    for text in (choice, "2", YES[lang], words["first"]):
        holds(flat(text) in seen, "the answer %r is lost: %s" % (text, seen))
    holds(flat(words["family"]) not in seen, "the seventh was not entered")


@case
def killed_visitor_comes_back_by_key(portal):
    for lang in ("en", "ar"):
        key, usual = portal.key(), portal.processes()
        with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"])) as t:
            to_home(t, lang)
            to_form(t, lang)
            open_question = six_answers(t, lang)
            kill_visitor(portal, usual)
            until("the line to end", t.is_over)
        same(portal.visitors(usual), [], "processes after kill -9")
        with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"])) as t:
            t.wait(says("Continue where you left off?", lang), lang)
            t.wait(open_question, lang)
            t.choose(says("Continue", lang), lang)
            t.wait(open_question, lang)
            six_are_there(t, lang)
        portal.quiet(usual)


@case
def killed_visitor_comes_back_by_reference_and_pin(portal):
    usual = portal.processes()
    with Terminal(portal, portal.ssh_line(flags=["-t"]), 40, 15) as t:
        to_home(t, "fr")
        reference, pin = to_form(t, "fr")
        open_question = six_answers(t, "fr")
        kill_visitor(portal, usual)
        until("the line to end", t.is_over)
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "fr")
        t.choose(says("Track an application", "fr"), "fr")
        t.wait(says("Reference number", "fr"), "fr")
        t.enter(reference)
        t.wait(says("Tracking PIN", "fr"), "fr")
        t.enter(pin)
        t.wait(open_question, "fr")
        six_are_there(t, "fr")
    portal.quiet(usual)


@case
def killed_visitor_comes_back_to_a_part_just_opened(portal):
    """No answer was given on the page yet: its first question is the one that stood open."""
    key, usual = portal.key(), portal.processes()
    title, asked = answers("en")[1]
    with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"])) as t:
        to_home(t, "en")
        to_form(t, "en")
        t.choose(title)
        t.wait(asked[0][0])
        kill_visitor(portal, usual)
        until("the line to end", t.is_over)
    with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"])) as t:
        t.wait(says("Continue where you left off?", "en"))
        t.wait(asked[0][0])
    portal.quiet(usual)


@case
def gate_alone_killed(portal):
    """The gate dies: the desk ends too, the others go on."""
    usual = portal.processes()
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as other:
        to_home(other, "en")
        before = set(portal.processes())
        with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
            to_home(t, "en")
            mine = [pid for pid in portal.processes() if pid not in before]
            os.kill(max(mine), signal.SIGKILL)
            until("the line to end", t.is_over)
        until("the desk to end", lambda: set(portal.processes()) == before)
        other.choose(says("Services by sector", "en"))
        other.wait("Services by sector")
    portal.quiet(usual)


@case
def killed_server_keeps_the_receipt(portal):
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        reference, pin = to_form(t, "en")
        fill_pages(t, "en")
        submit(t, "en")
        portal.kill()
    portal.start()
    got = portal.ssh("track", reference, "--json", given=pin + "\n")
    same((got.code, got.json()["state"]), (0, "submitted"), repr(got))
    verified = portal.host("verify")
    same(verified.code, 0, repr(verified))


@case
def killed_server_keeps_what_a_command_was_told(portal):
    receipts = []
    for _ in range(3):
        got = portal.apply(SERVICE, fill(portal.blank(SERVICE), SERVICE))
        portal.kill()
        same(got.code, 0, repr(got))
        receipts.append(got.json())
        portal.start()
    for receipt in receipts:
        got = portal.ssh("track", receipt["reference"], "--json", given=receipt["pin"] + "\n")
        same((got.code, got.json()["submitted_at"]), (0, receipt["submitted_at"]))
    same(portal.host("verify").code, 0)


# No visit waits for its owner here (stay_test.py does that): what comes back is what the registry holds.
run_cases(lambda: Portal(settings={"stay_minutes": 0}))
