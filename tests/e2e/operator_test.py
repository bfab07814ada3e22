# operator_test.py - an operator serves a walk-in by commands, pages and plain lines over ssh; the person comes back with the slip and sees all of it.
import re
import unicodedata

from cases import case, holds, run_cases, same
from filler import fill
from definitions import says, service
from lines import Lines
from shubbak import Portal
from staff import Shared, Staff
from terminal import Terminal
from walk import SERVICE, answers

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
        holds("No person was found with this number." in got.err, got.err)
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
    holds("recorded your consent" in told and "found you by a number" in told, told)
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
        holds(not any(unicodedata.category(c) == "Cf" for c in slip), "a sign that no printer knows: %r" % slip)


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
def over_one_connection_nobody_is_served_behind_a_command(portal):
    """What was sent is open to its person alone; the next person is served all the same."""
    rana = operator(portal)
    with Shared(rana) as line:
        for name, seed in (("Hala", 11), ("Sami", 12)):
            person = done(line.ssh("person", "add", "--for", SERVICE, "--name", name, "--json")).json()["id"]
            form = fill(portal.blank(SERVICE, "en"), SERVICE, seed=seed)
            sent = done(line.ssh("assist", SERVICE, "--person", person, "--consent", "--json", given=form)).json()
            for words in ("track", "copy", "show", "looks"):
                holds(line.ssh(words, sent["reference"]).code in (3, 4), words)
            done(portal.ssh("track", sent["reference"], given=sent["pin"] + "\n"))


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


def to_counter(face):
    """From the first page to who has come for the service."""
    face.choose("English")
    face.wait("At the counter")
    face.choose("Serve a person")
    face.wait("Find a service")
    face.enter(service(SERVICE)["name"]["en"])
    face.settle()
    face.choose(service(SERVICE)["name"]["en"])
    face.choose("Apply now")
    face.wait("Who is at the counter?")


def fill_known(face, known):
    """The ordinary form; what is known stands there and is only looked at."""
    if isinstance(face, Terminal):
        face.wait("for: Hala Haddad")
    face.wait("Parts of your application")
    for title, asked in answers("en"):
        face.choose(title)
        for label, text, given in asked:
            face.wait(label)
            if label in known:
                face.enter("")
            else:
                face.enter_over(text) if given and hasattr(face, "enter_over") else face.enter(text)
        face.wait("Parts of your application")
    face.choose("Check your answers")
    face.choose("Everything is correct: go to the declaration")
    face.choose("I agree: submit my application")
    face.wait("Hand the slip to the person")


def serve(face, name, phone):
    """A walk-in who is new; then the same one once more, who is found."""
    to_counter(face)
    face.enter(phone)
    face.wait("No person was found with this number.")
    face.choose("A new person")
    face.wait("Full name")
    face.enter(name)
    for label in ("National number", "Telephone", "Number of another document", "Where do the numbers come from?"):
        face.wait(label)
        face.enter("")
    face.wait("Do you agree?")
    face.choose("Yes; their language: English")
    fill_known(face, ("Telephone", says_phone()))
    face.wait("Centre of Tyre, staff number")
    slip = on_page(face)
    face.choose("The next person, for the same service")
    face.wait("Who is at the counter?")
    face.enter(phone)
    face.wait("Who is it?")
    face.wait(name)
    return slip


def on_page(face):
    """Reference and PIN of the slip's page."""
    text = re.sub("[\u2066-\u2069]", "", face.screen() if isinstance(face, Terminal) else face.text())
    reference = re.search(r"Reference number\W+(\d{4} \d{4} \d{4} \d{2})", text).group(1)
    return reference.replace(" ", ""), re.search(r"Tracking PIN\W+(\d{6})\b", text).group(1)


def says_phone():
    return [q for s in service(SERVICE)["form"]["sections"] for q in s["questions"] if q["id"] == "phone"][0]["label"]["en"]


def comes_back(portal, reference, pin, phone):
    kept = done(portal.ssh("copy", reference, "--json", given=pin + "\n")).json()
    same([a["value"] for a in kept["answers"] if a["question"] == "phone"], [phone], "what was known is not asked again")
    same([(e["state"], e["actor"]) for e in kept["events"]], [("submitted", "operator")])
    same([(one["act"], one["role"], one["office"]) for one in kept["looks"]][-1], ("consented", "operator", "Centre of Tyre"))
    same([n["template"] for n in kept["notices"]], ["assisted"])
    holds(kept["begun_at"] >= kept["consent_at"] > "2", kept["consent_at"])
    same(portal.host("verify").code, 0)


class Signed(Lines):
    """Plain lines of one of staff, whose code is typed at its prompt by askpass."""

    def __init__(self, portal, staff):
        self.staff, self.portal = staff, portal
        super().__init__(self, True, env=staff.typing(staff.code()))

    folder = property(lambda self: self.portal.folder)

    def ssh_line(self, **_):
        return self.staff.line("plain-staff", ("-tt",))


@case
def a_walk_in_is_served_at_a_terminal(portal):
    rana = operator(portal)
    rana.renew()
    with Terminal(portal, rana.line(), 80, 24) as t:
        t.wait("One-time code")
        t.enter(rana.code())
        reference, pin = serve(t, "Hala Haddad", "03 555 111")
        t.choose("Hala Haddad")
        t.wait("Do you agree?")
        t.choose("No, or not yet")
        t.wait("Who is it?")
    comes_back(portal, reference, pin, "+9613555111")
    with Terminal(portal, portal.ssh_line(flags=["-t"]), 80, 70) as t:
        t.choose("English")
        t.choose("Track an application")
        t.wait("Reference number")
        t.enter(reference)
        t.enter(pin)
        t.wait("Status")
        t.wait("(centre operator)")
        t.choose("View my answers")
        t.choose("Who looked at my data")
        t.wait("recorded your consent to apply in your name")


@case
def a_walk_in_is_served_in_plain_lines(portal):
    rana = operator(portal)
    rana.renew()
    with Signed(portal, rana) as face:
        reference, pin = serve(face, "Hala Haddad", "03 555 222")
        holds(b"\x1b" not in face.got, "an escape sequence in plain lines")
    comes_back(portal, reference, pin, "+9613555222")


run_cases(make_portal)
