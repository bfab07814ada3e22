# acting_test.py - the acts of a definition, typed and seen: by commands on the host, and what the applicant gets to see of them.
import os

from cases import case, holds, run_cases, same
from definitions import read_yaml
from filler import fill
from shubbak import Portal

NAME = "lb-kiosk-permit"
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", NAME + ".yaml")


def make_portal():
    portal = Portal(serve=False)
    same(portal.host("catalogue", "import", DATA).code, 0)
    portal.start()
    return portal


def sent(portal, seed=0):
    """An application for the permit, just received: its reference and PIN."""
    got = portal.apply(NAME, fill(portal.blank(NAME, "en"), read_yaml(DATA), seed=seed))
    same(got.code, 0, repr(got))
    return got.json()["reference"], got.json()["pin"]


def told(portal, *words, given=b""):
    got = portal.host("application", *words, "--json", given=given)
    same(got.code, 0, repr(got))
    return got.json()


def refused(portal, code, *words, given=b""):
    got = portal.host("application", *words, given=given)
    same(got.code, code, repr(got))
    return got.err


def acts(portal, reference, *words):
    return {a["act"]: a for a in told(portal, "acts", reference, *words)["acts"]}


def staff(portal, name, role):
    number = portal.host("account", "add", "--name", name, "--json").json()["number"]
    same(portal.host("account", "grant", number, "--role", role, "--service", NAME).code, 0)
    return number


def to_decision(portal, reference, *words):
    told(portal, "act", reference, "close_task", "--task", "visit", "--words", "Two metres are free.", *words)
    return told(portal, "act", reference, "propose", *words)


@case
def acts_tell_what_may_be_done_and_why_not(portal):
    reference, _ = sent(portal)
    shown = told(portal, "acts", reference)
    same((shown["reference"], shown["stage"], shown["state"]), (reference, "check", "submitted"))
    by = {a["act"]: a for a in shown["acts"]}
    same(list(by), ["correct", "propose", "note"])
    same((by["correct"]["possible"], by["correct"]["asks"], by["correct"]["name"]),
         (True, ["words", "items"], "Ask for a correction"))
    same((by["propose"]["possible"], by["propose"]["to"]), (False, ["decision"]))
    holds("visit" in by["propose"]["why_not"], by["propose"]["why_not"])
    same([(t["task"], t["for"], t["closed_at"]) for t in shown["tasks"]], [("visit", "officer", None)])
    got = portal.host("application", "acts", reference[:4], reference[4:8], reference[8:12], reference[12:])
    same(got.code, 0, repr(got))
    for words in ("Ask for a correction", "--item ANSWER=incorrect|incomplete|outdated", "Not now: ", "close_task --task visit"):
        holds(words in got.out, "%s: %s" % (words, got.out))
    same(refused(portal, 3, "acts", "00000000079444") != "", True)


@case
def an_act_is_done_by_its_name_and_takes_what_it_asks_for(portal):
    reference, _ = sent(portal, 1)
    faults = (
        (3, ("grant",), "correct"),
        (2, ("correct", "--words", "Once more."), "Name the answers"),
        (2, ("correct", "--item", "born=incorrect"), "needs words"),
        (2, ("correct", "--words", "x", "--item", "born=wrong"), "incorrect, incomplete or outdated"),
        (2, ("correct", "--words", "x", "--item", "born"), "incorrect, incomplete or outdated"),
        (2, ("correct", "--words", "x", "--item", "shoe_size=incorrect"), "shoe_size"),
        (2, ("correct", "--words", "x", "--item", "helper_name:9=incorrect"), "helper_name"),
        (2, ("correct", "--words", "x", "--item", "helper_name:1x=incorrect"), "number"),
        (2, ("correct", "--words", "x", "--item", "born=incorrect", "--item", "born=outdated"), "twice"),
        (4, ("propose",), "visit"),
        (2, ("close_task", "--words", "x"), "which task"),
        (2, ("note", "--words", "x", "--to", "decision"), "leads to no stage"),
        (2, ("note", "--words", "x", "--reason", "narrow"), "no reason"),
    )
    for code, words, says in faults:
        said = refused(portal, code, "act", reference, *words)
        holds(says in said, "%s: %s" % (words, said))
        if code == 2 or code == 3:
            holds("shubbak application acts " + reference in said, said)
    same(told(portal, "acts", reference)["revision"], 1, "nothing was kept")
    told(portal, "act", reference, "note", "--words", "-", given="Seen.\nBy two of us.\n")
    same(told(portal, "show", reference)["events"][-1]["note"], "Seen. By two of us.")
    same(to_decision(portal, reference)["stage"], "decision")
    same(set(acts(portal, reference)), {"grant", "object", "send_back"})
    holds("check" in refused(portal, 2, "act", reference, "send_back"), "where to")
    same(told(portal, "act", reference, "send_back", "--to", "archive")["stage"], "archive")
    same(told(portal, "act", reference, "close")["state"], "approved")
    same(portal.host("verify").code, 0)


@case
def four_eyes_and_roles_are_told(portal):
    reference, _ = sent(portal, 2)
    officer, head = staff(portal, "Rima Khoury", "officer"), staff(portal, "Nadim Saad", "head")
    to_decision(portal, reference, "--as", officer)
    may = acts(portal, reference, "--as", officer)
    same((may["grant"]["possible"], may["object"]["possible"]), (False, False))
    same(portal.host("account", "grant", officer, "--role", "head", "--service", NAME).code, 0)
    may = acts(portal, reference, "--as", officer)
    same((may["grant"]["possible"], may["object"]["possible"]), (False, True))
    holds("Another person" in may["grant"]["why_not"], may["grant"]["why_not"])
    refused(portal, 4, "act", reference, "grant", "--as", officer)
    same(told(portal, "act", reference, "grant", "--as", head)["state"], "approved")


@case
def a_refusal_needs_a_reason_and_names_its_law(portal):
    reference, _ = sent(portal, 3)
    to_decision(portal, reference)
    holds("narrow, taken" in refused(portal, 2, "act", reference, "object", "--words", "Too narrow."), "which reasons")
    refused(portal, 2, "act", reference, "object", "--reason", "ugly", "--words", "x")
    refused(portal, 2, "act", reference, "object", "--reason", "narrow")
    told(portal, "act", reference, "object", "--reason", "narrow", "--words", "One metre is left.")
    last = told(portal, "show", reference)["events"][-1]
    same((last["act"], last["reason"], last["reason_name"], last["law"]),
         ("object", "narrow", "The pavement is too narrow", "Article 7 of the rules of the pavement"))
    same(portal.host("verify").code, 0)


run_cases(make_portal)
