# heads_test.py - a head's work in a real terminal over ssh, in plain lines and by commands: who has what, all of it handed over, four eyes.
import os

from cases import case, holds, run_cases, same
from definitions import read_yaml
from filler import fill
from shubbak import portal_with
from staff import Staff

NAME = "lb-kiosk-permit"
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", NAME + ".yaml")


def done(got):
    same(got.code, 0, repr(got))
    return got


def sent(portal, count):
    out = []
    for seed in range(count):
        got = portal.apply(NAME, fill(portal.blank(NAME, "en"), read_yaml(DATA), seed=seed))
        out.append(done(got).json()["reference"])
    return out


def hire(portal, name, role):
    return Staff(portal, name, ["--role", role, "--service", NAME])


def holder(portal, reference):
    """Whose it is, as the host's own queue of an officer tells."""
    rows = done(portal.host("application", "queue", "--json", "--as", portal.watcher.number)).json()["applications"]
    return {r["reference"]: r["holder"] for r in rows}[reference]


def hand(t, name):
    t.wait("To whom?")
    t.enter(t.number_of(name))
    t.wait("What they should know")
    t.type("He is ill.")
    t.press("Enter", "Enter")
    t.wait("handed over to " + name)


@case
def a_desk_goes_to_another(portal):
    portal.watcher = hire(portal, "Karim Aoun", "officer")
    rima, samir, head = hire(portal, "Rima Khoury", "officer"), hire(portal, "Samir Haddad", "officer"), hire(portal, "Nadia Saleh", "head")
    four = sent(portal, 4)
    for reference in four:
        done(portal.host("application", "assign", reference, "--as", rima.number))
    with head.at() as t:
        t.choose("Who has what")
        t.wait("Rima Khoury")
        t.choose("Rima Khoury")
        t.wait("With Rima Khoury")
        t.press("Down", "Space")  # one is marked
        t.wait("Hand over the one that is marked")
        t.choose("Hand over the one that is marked")
        hand(t, "Samir Haddad")
        t.choose("Back to the list")
        t.wait("With Rima Khoury")
        same(sorted(holder(portal, r) for r in four), ["Rima Khoury"] * 3 + ["Samir Haddad"])
        t.choose("Hand over all of them")
        hand(t, "Samir Haddad")
        t.choose("Back to the list")
        t.wait("No applications are waiting here")
    same({holder(portal, r) for r in four}, {"Samir Haddad"})
    with rima.at() as t:
        t.wait("Not yet assigned")
        holds("Who has what" not in t.text(), "an officer hands over nobody's desk")
    same(portal.host("verify").code, 0)


@case
def by_commands_each_has_its_result_and_none_is_done_twice(portal):
    rima, samir, head = hire(portal, "Rima Khoury", "officer"), hire(portal, "Samir Haddad", "officer"), hire(portal, "Nadia Saleh", "head")
    one, two, three = sent(portal, 3)
    for reference in (one, two, three):
        done(portal.host("application", "assign", reference, "--as", rima.number))
    held = {h["account"]: h for h in done(head.ssh("holders", "--json")).json()}
    same((held[rima.number]["name"], held[rima.number]["waiting"], held[rima.number]["overdue"]), ("Rima Khoury", 3, 0))
    same(len(done(head.ssh("queue", "--holder", rima.number, "--json")).json()["applications"]), 3)
    same(head.ssh("hand-over", "--all-of", rima.number, "--to", samir.number).code, 2, "no words")
    same(head.ssh("hand-over", one, "--all-of", rima.number, "--to", samir.number, "--words", "x").code, 2)
    same(head.ssh("hand-over", "--all-of", "0000079444", "--to", samir.number, "--words", "x").code, 3)
    got = head.ssh("hand-over", "--all-of", rima.number, "--to", samir.number, "--words", "'He is ill.'", "--json")
    same({r["reference"]: r["result"] for r in done(got).json()["results"]}, {one: "done", two: "done", three: "done"})
    again = done(head.ssh("hand-over", "--all-of", rima.number, "--to", samir.number, "--words", "'He is ill.'", "--json"))
    same(again.json()["results"], [], "nothing is handed over twice")
    # What may not go stays, and is named; the rest goes.
    done(portal.host("application", "act", two, "close_task", "--task", "visit", "--words", "Yes.", "--as", samir.number))
    done(portal.host("application", "act", two, "propose", "--as", samir.number))
    same(done(head.ssh("assign", two)).code, 0)
    got = samir.ssh("hand-over", "--all-of", head.number, "--to", rima.number, "--words", "x")
    same(got.code, 4, "an officer hands over nobody's desk: %r" % got)
    got = head.ssh("hand-over", "--all-of", head.number, "--to", rima.number, "--words", "x", "--json")
    same([(r["reference"], r["result"]) for r in got.json()["results"]], [(two, "refused")])
    holds(got.code != 0, "one stays where it is")
    same(portal.host("verify").code, 0)


@case
def four_eyes_are_seen(portal):
    rima, both = hire(portal, "Rima Khoury", "officer"), hire(portal, "Nadia Saleh", "head")
    (one,) = sent(portal, 1)
    done(portal.host("account", "grant", both.number, "--role", "officer", "--service", NAME))
    done(portal.host("application", "act", one, "close_task", "--task", "visit", "--words", "Yes.", "--as", both.number))
    done(portal.host("application", "act", one, "propose", "--as", both.number))
    with both.at() as t:
        t.choose("Not yet assigned")
        t.wait("Permit for a kiosk")
        t.type("Decision")
        t.wait("Search: Decision")
        t.choose("Permit for a kiosk")
        t.wait("Second person needed Nadia Saleh did “Propose”; another person has to do “Grant”")
        t.type("?")
        t.wait("Someone other than the person who did")


run_cases(lambda: portal_with(DATA))
