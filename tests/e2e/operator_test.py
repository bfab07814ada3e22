# operator_test.py - an operator serves a walk-in by commands, pages and plain lines over ssh; the person comes back with the slip and sees all of it.
import re

from cases import case, holds, run_cases, same
from filler import fill
from definitions import says
from shubbak import Portal
from staff import Staff
from walk import SERVICE

CENTRE = "tyre"


def make_portal():
    portal = Portal()
    same(portal.host("office", "add", CENTRE, "--name", "Centre of Tyre").code, 0)
    return portal


def operator(portal, name="Rana Aoun", *more):
    return Staff(portal, name, ["--role", "operator", "--office", CENTRE], *more)


def done(got, code=0):
    same(got.code, code, repr(got))
    return got


def add(staff, *words):
    return done(staff.ssh("person", "add", "--for", SERVICE, *words, "--json")).json()["id"]


def assisted(portal, staff, person, seed=0, lang="en"):
    """A form filled in by the operator, and the slip."""
    form = fill(portal.blank(SERVICE, lang), SERVICE, seed=seed)
    return form, staff.ssh("assist", SERVICE, "--person", person, "--consent", "--json", given=form)


def numbers(slip):
    """Reference and PIN as the person reads them off the slip."""
    return re.search(r"\d{4} \d{4} \d{4} \d{2}", slip).group().replace(" ", ""), re.search(r"(?m)^  (\d{6})$", slip).group(1)


def sees(portal, slip):
    """What the person is told who comes with the slip, and with nothing else."""
    reference, pin = numbers(slip)
    events = done(portal.ssh("track", reference, "--json", given=pin + "\n")).json()["events"]
    looks = done(portal.ssh("looks", reference, "--json", given=pin + "\n")).json()["looks"]
    notices = done(portal.ssh("copy", reference, "--json", given=pin + "\n")).json()["notices"]
    return events, looks, notices


@case
def a_person_is_found_exactly_or_added(portal):
    rana = operator(portal)
    one = add(rana, "--name", "'Hala Haddad'", "--national-id", "'0001 2345 6789'", "--phone", "'03 123 456'", "--seen")
    got = done(rana.ssh("person", "find", "000123456789", "--for", SERVICE, "--json")).json()
    same(got, [{"id": one, "name": "Hala Haddad"}])
    holds("Hala Haddad" in done(rana.ssh("person", "find", "+961", "3123456", "--for", SERVICE)).out, "by telephone")
    for near in ("00012345678", "03123457", "Hala", "0001234567890"):
        got = done(rana.ssh("person", "find", near, "--for", SERVICE), 3)
        holds("Nobody is known by this number." in got.err, got.err)
        holds("Hala" not in got.out + got.err.replace(near, ""), got.err)
    done(rana.ssh("person", "find", "000123456789"), 2)
    done(rana.ssh("person", "find", "000123456789", "--for", "lb-nothing"), 3)
    done(rana.ssh("person", "add", "--name", "Twin", "--national-id", "000123456789", "--for", SERVICE), 4)
    without = add(rana, "--name", "'Nobody Known'")
    holds(without != one, without)
    same(portal.host("verify").code, 0)


@case
def the_person_comes_back_with_the_slip(portal):
    rana = operator(portal)
    person = add(rana, "--name", "'Hala Haddad'", "--phone", "'03 765 432'")
    done(rana.ssh("person", "find", "03765432", "--for", SERVICE))
    form = fill(portal.blank(SERVICE, "fr"), SERVICE, seed=3)
    got = done(rana.ssh("assist", SERVICE, "--person", person, given=form), 2)
    holds("--consent" in got.err, got.err)
    got = done(rana.ssh("assist", SERVICE, "--person", person, "--consent", given=form))
    slip = got.out
    holds(all(len(line) <= 40 for line in slip.splitlines()), slip)
    shown = "%s %s %s" % (rana.number[:4], rana.number[4:7], rana.number[7:])
    holds("Centre of Tyre" in slip and shown in slip and "Rana" not in slip and "Hala Haddad" in slip, slip)
    events, looks, notices = sees(portal, slip)
    same([(e["state"], e["actor"]) for e in events], [("submitted", "operator")])
    same([(one["act"], one["role"], one["office"], one["purpose"]) for one in looks],
         [("consented", "operator", "Centre of Tyre", SERVICE), ("looked", "operator", "Centre of Tyre", SERVICE)])
    same([n["template"] for n in notices], ["assisted"])
    holds("votre accord" in notices[0]["text"], notices)
    told = done(portal.ssh("looks", numbers(slip)[0], "--lang", "en", given=numbers(slip)[1] + "\n")).out
    holds("took your consent" in told and "found you by a number" in told, told)
    again = done(rana.ssh("assist", SERVICE, "--person", person, "--consent", given=form)).out
    same(numbers(again)[0], numbers(slip)[0], "the same form is the same application")
    done(portal.ssh("track", numbers(slip)[0], given=numbers(slip)[1] + "\n"), 3)
    done(portal.ssh("track", numbers(slip)[0], given=numbers(again)[1] + "\n"))
    same(portal.host("verify").code, 0)


@case
def the_slip_is_in_the_language_of_the_form(portal):
    rana = operator(portal)
    person = add(rana, "--name", "'هلا حداد'")
    for lang in ("ar", "fr", "en"):
        form = fill(portal.blank(SERVICE, lang), SERVICE, seed=7)
        slip = done(rana.ssh("assist", SERVICE, "--person", person, "--consent", given=form)).out
        holds(says("Tracking PIN", lang) in slip and "هلا حداد" in slip, slip)
        holds(all(len(line) <= 40 for line in slip.splitlines()), slip)


@case
def who_has_filled_it_in_does_not_decide_it(portal):
    both = operator(portal, "Rana Aoun", ["--role", "officer"])
    other = Staff(portal, "Samir Haddad", ["--role", "officer"])
    got = done(assisted(portal, both, add(both, "--name", "Hala"), seed=5)[1]).json()
    same(sorted(got), ["due_at", "pin", "reference", "service", "slip", "submitted_at"])
    refused = done(both.ssh("act", got["reference"], "ask", "--words", "Which?"), 4)
    holds("roles" in refused.err, refused.err)
    done(other.ssh("act", got["reference"], "ask", "--words", "Which?"))
    same(portal.host("verify").code, 0)


@case
def nobody_else_finds_or_serves(portal):
    rana = operator(portal)
    person = add(rana, "--name", "Hala", "--phone", "03222333")
    officer = Staff(portal, "Samir Haddad", ["--role", "officer"])
    narrow = Staff(portal, "Lina Saad", ["--role", "operator", "--service", "lb-judicial-record"])
    for staff in (officer, narrow):
        done(staff.ssh("person", "find", "03222333", "--for", SERVICE), 4)
        done(staff.ssh("person", "find", "03222334", "--for", SERVICE), 4)
        done(staff.ssh("person", "add", "--name", "Hala", "--for", SERVICE), 4)
        done(assisted(portal, staff, person)[1], 4)
    done(narrow.ssh("person", "find", "03222333", "--for", "lb-judicial-record"))
    done(rana.ssh("queue"), 4)
    done(rana.ssh("apply", SERVICE, given=fill(portal.blank(SERVICE, "en"), SERVICE)), 4)
    done(rana.ssh("assist", SERVICE, "--person", "f" * 32, "--consent",
                  given=fill(portal.blank(SERVICE, "en"), SERVICE)), 3)
    for user in ("guest", "plain"):
        done(portal.ssh("person", "find", "03222333", "--for", SERVICE, user=user), 4)
    same(portal.host("account", "grant", rana.number, "--role", "auditor").code, 4)
    same(portal.host("verify").code, 0)


run_cases(make_portal)
