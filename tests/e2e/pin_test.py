# pin_test.py - what a key alone does not do: submit, answer, withdraw; the PIN at the last step, on every face; and who waits for whose wrong tries.
import os
import signal

from cases import case, holds, run_cases, same, until
from definitions import says
from filler import fill as filled_form
from lines import Lines
from records import applied
from shubbak import Portal
from terminal import Terminal
from walk import SERVICE, fill, submit, to_form, to_home

ASKED = "One last step: your PIN"


def wrong(pin):
    return "%06d" % ((int(pin) + 1) % 1000000)


def begun_by_key(portal, lang, key):
    """A visit in which a draft is begun and filled in, and left; gives its numbers."""
    with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"])) as t:
        to_home(t, lang)
        numbers = to_form(t, lang)
        fill(t, lang)
        t.press("C-c")
        t.wait(says("Leave the portal?", lang), lang)
        t.choose(says("Leave", lang), lang)
        until("the end", t.is_over)
    return numbers


def state_of(portal, reference, pin):
    return portal.ssh("track", reference, "--json", given=pin + "\n").json()["state"]


def unknown_reference(n):
    number = (731000000000 + n) * 100
    return "%014d" % (number + (98 - number % 97))


@case
def on_pages_at_the_last_step(portal):
    for lang, cols, rows in (("en", 80, 24), ("ar", 80, 24), ("fr", 40, 15)):
        key = portal.key()
        reference, pin = begun_by_key(portal, lang, key)
        with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"]), cols, rows) as t:
            t.choose(says("Continue", lang), lang)
            t.choose(says("Check your answers", lang), lang)
            t.choose(says("Everything is correct: go to the declaration", lang), lang)
            holds(not t.shows(says(ASKED, lang)), "asked before the last step")
            t.choose(says("I agree: submit my application", lang), lang)
            t.wait(says(ASKED, lang), lang)
            t.enter(wrong(pin))
            t.wait(says("This is not the PIN of this application. Check it, digit by digit.", lang), lang)
            same(state_of(portal, reference, pin), "draft", "after a wrong PIN")
            t.enter(pin)
            t.wait(says("Your application has been received", lang), lang)
        same(state_of(portal, reference, pin), "submitted")


@case
def begun_in_this_visit_it_is_not_asked_for(portal):
    key = portal.key()
    with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"])) as t:
        to_home(t, "en")
        numbers = to_form(t, "en")
        fill(t, "en")
        same(submit(t, "en"), numbers)


@case
def a_visit_taken_back_by_a_key_is_asked(portal):
    """Begun in the visit whose line was lost: whoever takes it back has shown the key alone."""
    key = portal.key()
    with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"])) as t:
        to_home(t, "en")
        reference, pin = to_form(t, "en")
        fill(t, "en")
        os.kill(t.pid(), signal.SIGKILL)
        until("the client to be gone", t.is_over)
    until("a visit that waits", lambda: "has lost its line and waits" in portal.log())
    with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"])) as t:
        t.wait("You are back where you left off.")
        t.choose("Check your answers")
        t.choose("Everything is correct: go to the declaration")
        t.choose("I agree: submit my application")
        t.wait(ASKED)
        same(state_of(portal, reference, pin), "draft")
        t.enter(pin)
        t.wait("Your application has been received")


@case
def in_plain_lines_at_the_last_step(portal):
    for raw in (True, False):
        key = portal.key()
        reference, pin = begun_by_key(portal, "en", key)
        with Lines(portal, raw, user="plain-me", key=key) as t:
            t.choose("Continue")
            t.choose("Check your answers")
            t.choose("Everything is correct: go to the declaration")
            t.choose("I agree: submit my application")
            t.wait(ASKED)
            t.wait("Why you are asked")
            t.wait("Tracking PIN")
            t.enter(wrong(pin))
            t.wait("This is not the PIN of this application.")
            same(state_of(portal, reference, pin), "draft", "after a wrong PIN")
            t.enter(pin)
            t.wait("Your application has been received")
            holds(not raw or pin not in t.text().split("Your application has been received")[0], "the PIN was echoed")
        same(state_of(portal, reference, pin), "submitted")


def withdraw(portal, reference, given, key, **more):
    return portal.ssh("withdraw", reference, "--json", user="me", key=key, given=given, **more)


@case
def by_command(portal):
    key = portal.key()
    reference, pin = applied(portal, "me", key)
    for given, code, said in (("", 4, "pin_needed"), (wrong(pin) + "\n", 3, "pin_wrong")):
        got = withdraw(portal, reference, given, key)
        same(got.code, code, repr(got))
        same(got.json()["errors"][0]["code"], said)
        same(state_of(portal, reference, pin), "submitted")
    told = portal.ssh("withdraw", reference, "--lang", "en", user="me", key=key, given="\n")
    same(told.code, 4)
    for words in ("PIN", "standard input", "counter"):
        holds(words in told.err, "%r does not say %s" % (told.err, words))
    same(withdraw(portal, reference, "12\n", key).code, 2, "no PIN at all")
    same(portal.ssh("track", reference, "--json", user="me", key=key).code, 0, "by the key alone")
    got = withdraw(portal, reference, pin + "\n", key)
    same((got.code, got.json()["state"]), (0, "withdrawn"), repr(got))


@case
def signed_in_with_it_no_pin_is_read(portal):
    reference, pin = applied(portal)
    got = portal.ssh_me(reference, pin, "withdraw", reference, "--json")
    same(got.code, 0, repr(got))


@case
def where_a_key_may_act(_):
    portal = Portal(settings={"pin_for_acts": "no"})
    try:
        key = portal.key()
        reference, _ = applied(portal, "me", key)
        same(withdraw(portal, reference, "", key).code, 0)
    finally:
        portal.close()


@case
def a_key_waits_for_its_own_wrong_tries_alone(portal):
    key = portal.key()
    reference, pin = applied(portal, "me", key)
    codes = [withdraw(portal, reference, wrong(pin) + "\n", key).code for _ in range(6)]
    same(codes, [3, 3, 3, 3, 3, 4])
    same(portal.ssh("track", reference, "--json", user="me", key=key).code, 0, "the key itself")
    same(portal.ssh("withdraw", reference, given=pin + "\n", source="127.79.1.1").code, 0, "somebody without the key")


@case
def unknown_references_keep_no_neighbour_out(portal):
    """21 wrong ones from a network; then the right PIN of others there, and of what was begun there."""
    blank = portal.blank(SERVICE)
    begun = portal.apply(SERVICE, filled_form(blank, SERVICE), source="127.78.1.9").json()
    reference, pin = applied(portal)
    for n in range(21):
        got = portal.ssh("track", unknown_reference(n), given="123456\n", source="127.78.1.%d" % (10 + n))
        same(got.code, 3, "unknown reference %d" % n)
    same(portal.ssh("track", reference, given=pin + "\n", source="127.78.1.200").code, 0, "a neighbour")
    same(portal.ssh("track", begun["reference"], given=begun["pin"] + "\n", source="127.78.1.9").code, 0,
         "where it was begun")
    same(portal.host("verify").code, 0)


run_cases(Portal)
