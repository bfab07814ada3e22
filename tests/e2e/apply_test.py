# apply_test.py - form, fill, apply, track, withdraw by command; faults by line; the request number; PINs and their budget.
import datetime
import re

from cases import case, holds, run_cases, same
from definitions import service, services_with_form
from filler import fill, set_answer
from lines import Lines
from plan import plan
from shubbak import Portal
from terminal import Terminal
from walk import to_home, track as walk_track

SERVICE = "lb-civil-status-extract"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")


def check_digits(reference):
    """ISO 7064 MOD 97-10 over the 14 digits."""
    return int(reference) % 97 == 1


def applied(portal, name=SERVICE, seed=0, lang="en", **more):
    got = portal.apply(name, fill(portal.blank(name, lang), name, seed=seed), **more)
    same(got.code, 0, "apply %s: %r" % (name, got))
    return got.json()


def track(portal, reference, pin, *words, **more):
    return portal.ssh("track", reference, "--json", *words, given=pin + "\n", **more)


def answered(filled, **answers):
    """A filled form with other answers, wherever their questions stand."""
    for question, answer in answers.items():
        filled, count = re.subn(r"(?m)^%s:.*$" % question, "%s: %s" % (question, answer), filled)
        same(count, 1, question)
    return filled


def wrong_pin(pin):
    return "%06d" % ((int(pin) + 1) % 1000000)


@case
def an_estimate_is_no_promise(portal):
    """A private portal says 15 days: whoever has applied reads about when, and whose word that is."""
    name = "tn-lost-identity-card"
    receipt = applied(portal, name, seed=1)
    sent = portal.ssh("apply", name, "--lang", "en", given=fill(portal.blank(name, "en"), name, seed=2)).out
    told = portal.ssh("track", receipt["reference"], "--lang", "en", given=receipt["pin"] + "\n").out
    for text in (sent, told):
        holds(re.search(r"^Answer expected: usually about 15 days, so around \d+ \w+ \d{4}\n  .*private portal idara\.tn", text, re.M), text)
        holds("Due by" not in text and "days left" not in text, repr(text))
    holds(receipt["due_at"], "the day stays in JSON")


@case
def the_office_of_an_answer_is_told(portal):
    """Whoever has named a station reads it on the receipt and later, while it is open; who collects at a counter reads which."""
    name = "tn-ordinary-passport"
    filled = answered(fill(portal.blank(name, "en"), name, seed=1), station="El Menzah 1", home_governorate="Tunis")
    sent = portal.ssh("apply", name, "--lang", "en", given=filled).out
    receipt = portal.apply(name, answered(fill(portal.blank(name, "en"), name, seed=2), station="El Menzah 1", home_governorate="Tunis")).json()
    told = portal.ssh("track", receipt["reference"], "--lang", "en", given=receipt["pin"] + "\n").out
    for text in (sent, told):
        holds("\nApplication goes to: El Menzah 1, Tunis\n" in text, repr(text))
        holds("Where you collect it" not in text, repr(text))
    name = "tn-birth-extract"
    filled = answered(fill(portal.blank(name, "en"), name, seed=1), receive="counter", counter_governorate="Sfax", counter_municipality="Sakiet Ezzit")
    said = portal.ssh("apply", name, "--lang", "en", given=filled)
    holds("\nWhere you collect it: Sakiet Ezzit, Sfax\n" in said.out, repr(said))


@case
def a_receipt_has_the_code_by_which_it_is_checked(portal):
    name = SERVICE
    said = portal.ssh("apply", name, "--lang", "en", given=fill(portal.blank(name, "en"), name, seed=5)).out
    code = re.search(r"^Verification code: ([\d ]{24})$", said, re.M)
    holds(code, said)
    found = portal.ssh("check", code.group(1).replace(" ", ""), "--json").json()
    reference = re.search(r"^Reference number: ([\d ]+)$", said, re.M).group(1)
    same((found["kind"], found["valid"], found["number"]), ("receipt", True, reference))


@case
def receipt_and_track(portal):
    receipt = applied(portal)
    same(set(receipt), {"reference", "pin", "service", "submitted_at", "due_at"})
    holds(re.fullmatch(r"\d{14}", receipt["reference"]) and check_digits(receipt["reference"]), receipt["reference"])
    holds(re.fullmatch(r"\d{6}", receipt["pin"]), "the PIN")
    holds(TIME.match(receipt["submitted_at"]), receipt["submitted_at"])
    holds(receipt["due_at"] is None or TIME.match(receipt["due_at"]), receipt["due_at"])
    now = datetime.datetime.now(datetime.timezone.utc)
    at = datetime.datetime.strptime(receipt["submitted_at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.timezone.utc)
    holds(abs((now - at).total_seconds()) < 300, "the time of submission")
    got = track(portal, receipt["reference"], receipt["pin"])
    same(got.code, 0, repr(got))
    told = got.json()
    same(set(told), {"reference", "service", "state", "submitted_at", "due_at", "due_of", "events", "stage",
                     "stage_name", "stage_since", "awaited", "next"})
    same((told["reference"], told["service"], told["state"], told["submitted_at"], told["due_at"]),
         (receipt["reference"], SERVICE, "submitted", receipt["submitted_at"], receipt["due_at"]))
    holds(told["events"], "no events")
    for event in told["events"]:
        same(set(event), {"at", "state", "note"})
        holds(TIME.match(event["at"]), event["at"])
    text = portal.ssh("track", receipt["reference"], "--lang", "en", given=receipt["pin"] + "\n")
    same(text.code, 0)
    holds(service(SERVICE)["name"]["en"] in text.out, "the service's name in %r" % text.out)


@case
def what_is_worth_a_second_look_is_told_and_taken(portal):
    name = "eg-karama"
    form = fill(portal.blank(name, "en"), name, seed=2)
    form, _ = set_answer(form, "applicant", 0, "applicant_name", "Hanaa Mahmoud")
    got = portal.apply(name, form)
    same((got.code, set(got.json())), (0, {"reference", "pin", "service", "submitted_at", "due_at"}), repr(got))
    holds("(applicant_name): This looks shorter than a full name." in got.err, repr(got))
    got = portal.ssh("apply", name, given=fill(portal.blank(name, "en"), name, seed=2).replace("\napplicant_name: ", "\napplicant_name: Dr. ", 1))
    holds(got.code == 0 and "(applicant_name): " in got.err, repr(got))


@case
def every_form_can_be_applied_with(portal):
    for n, name in enumerate(services_with_form()):
        for seed in (1, 2):
            receipt = applied(portal, name, seed, ("ar", "fr", "en")[(n + seed) % 3])
            same(track(portal, receipt["reference"], receipt["pin"]).json()["service"], name)


@case
def references_as_people_write_them(portal):
    receipt = applied(portal)
    reference, pin = receipt["reference"], receipt["pin"]
    arabic = reference.translate({ord(c): 0x660 + int(c) for c in "0123456789"})
    persian = pin.translate({ord(c): 0x6f0 + int(c) for c in "0123456789"})
    spaced = "%s %s %s %s" % (reference[:4], reference[4:8], reference[8:12], reference[12:])
    for written, number in ((arabic, persian), ('"%s"' % spaced, pin[:3] + " " + pin[3:]), (reference, pin + "\r")):
        got = track(portal, written, number)
        same(got.code, 0, "%s / %s: %r" % (written, number, got))


@case
def withdraw(portal):
    receipt = applied(portal)
    reference, pin = receipt["reference"], receipt["pin"]
    same(portal.ssh("withdraw", reference, "--json", given=wrong_pin(pin) + "\n").code, 3, "with a wrong PIN")
    same(portal.ssh("withdraw", reference, "--json", given=pin + "\n").code, 0)
    same(track(portal, reference, pin).json()["state"], "withdrawn")
    same(portal.ssh("withdraw", reference, "--json", given=pin + "\n").code, 4, "withdrawn again")


@case
def wrong_references_and_pins(portal):
    receipt = applied(portal)
    reference, pin = receipt["reference"], receipt["pin"]
    off = reference[:13] + str((int(reference[13]) + 1) % 10)
    same(track(portal, off, pin).code, 2, "wrong check digits")
    for bad in ("1", "abc", reference + "1", "' or 1=1", "%d"):
        same(portal.ssh("track", '"%s"' % bad, "--json", given=pin + "\n").code, 2, bad)
    number = (int(reference[:12]) + 1) * 100
    unknown = "%014d" % (number + (98 - number % 97))
    holds(check_digits(unknown), "the test's own reference")
    one, two = track(portal, reference, wrong_pin(pin)), track(portal, unknown, pin)
    same((one.code, two.code), (3, 3))
    same(one.out.replace(reference, "R"), two.out.replace(unknown, "R"), "what a wrong PIN and an unknown reference say")
    same(track(portal, reference, "").code in (2, 3), True, "no PIN at all")


@case
def faults_by_line_and_nothing_stored(portal):
    before = portal.host("status", "--json").json()
    blank = portal.blank(SERVICE)
    filled = fill(blank, SERVICE, seed=3)
    changes = (("person", 0, "birth_date", "31/2/1990"), ("record", 0, "record_number", "many"), ("person", 0, "sex", "neither"))
    lines = {}
    for section, item, question, value in changes:
        filled, line = set_answer(filled, section, item, question, value)
        lines[question] = line
    got = portal.apply(SERVICE, filled)
    same(got.code, 2, repr(got))
    errors = got.json()["errors"]
    for error in errors:
        same(set(error), {"line", "field", "message"})
    for question, line in lines.items():
        found = [e for e in errors if question in str(e["field"])]
        holds(found, "%s is not named: %s" % (question, errors))
        same(found[0]["line"], line, "the line of " + question)
        holds(found[0]["message"], "no words")
    same(len(errors), len(lines), "other faults than those: %s" % errors)
    for lang in ("ar", "fr"):
        said = portal.ssh("apply", SERVICE, "--lang", lang, given=filled)
        same(said.code, 2)
        for line in lines.values():
            holds(str(line) in (said.out + said.err).translate({0x660 + n: str(n) for n in range(10)}), "line %d in %s" % (line, lang))
    same(portal.host("status", "--json").json()["applications"], before["applications"], "stored all the same")


@case
def missing_unknown_and_repeated(portal):
    filled = fill(portal.blank(SERVICE), SERVICE, seed=4)
    emptied, line = set_answer(filled, "person", 0, "first_name", "")
    got = portal.apply(SERVICE, emptied)
    same(got.code, 2, "a required answer is missing: %r" % got)
    holds(any("first_name" in str(e["field"]) for e in got.json()["errors"]), repr(got))
    row = filled.split("\n")[line - 1]
    for text, what in ((filled.replace(row, row + "\n" + row), "repeated"),
                       (filled.replace(row, row + "\n" + row.replace("first_name", "no_such_question")), "unknown")):
        got = portal.apply(SERVICE, text)
        same(got.code, 2, "%s field: %r" % (what, got))
        holds(any(e["line"] == line + 1 for e in got.json()["errors"]), "%s: %r" % (what, got))


@case
def another_services_form(portal):
    got = portal.apply("lb-identity-card", fill(portal.blank(SERVICE), SERVICE))
    same(got.code, 2, repr(got))
    same(portal.apply(SERVICE, "").code, 2, "nothing")
    same(portal.apply(SERVICE, portal.blank(SERVICE)).code, 2, "a blank form")


@case
def the_same_request_again(portal):
    filled = fill(portal.blank(SERVICE), SERVICE, seed=5)
    first, second = portal.apply(SERVICE, filled).json(), portal.apply(SERVICE, filled)
    same(second.code, 0, repr(second))
    second = second.json()
    same((second["reference"], second["submitted_at"]), (first["reference"], first["submitted_at"]))
    holds(second["pin"] != first["pin"], "the PIN is a new one")
    same(track(portal, first["reference"], first["pin"]).code, 3, "the old PIN")
    same(track(portal, first["reference"], second["pin"]).code, 0, "the new PIN")
    other, _ = set_answer(filled, "record", 0, "record_number", "777")
    got = portal.apply(SERVICE, other)
    same(got.code, 4, "the same request number with other answers: %r" % got)
    same(track(portal, first["reference"], second["pin"]).code, 0)


@case
def the_authority_acts(portal):
    receipt = applied(portal)
    reference, pin = receipt["reference"], receipt["pin"]
    same(portal.host("application", "show", reference).code, 0)
    got = portal.host("application", "ask", reference, "--words", "Which village?")
    same(got.code, 0, repr(got))
    told = track(portal, reference, pin).json()
    same(told["state"], "needs_info")
    holds(any(e["note"] and "Which village?" in e["note"] for e in told["events"]), told["events"])
    same(portal.host("application", "decide", reference, "--approve").code, 4, "the first stage may not approve")
    receipt = applied(portal, seed=6)
    reference, pin = receipt["reference"], receipt["pin"]
    same(portal.host("application", "stage", reference, "--stage", "issue").code, 0)
    got = portal.host("application", "decide", reference, "--approve")
    same(got.code, 0, repr(got))
    same(track(portal, reference, pin).json()["state"], "approved")
    told = portal.ssh("track", reference, given=pin + "\n").out
    holds("Where to collect it: We do not know where you collect it." in told, told)
    same(portal.ssh("withdraw", reference, given=pin + "\n").code, 4, "withdrawn after the decision")
    same(portal.host("application", "show", "00000000000001").code, 3)


@case
def the_same_application_on_every_face(portal):
    """Sent by command, it stands on the pages and in plain lines, with its answers."""
    receipt = applied(portal, seed=13)
    reference, pin = receipt["reference"], receipt["pin"]
    made = plan(SERVICE, 13).answers
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as pages, Lines(portal, False) as lines:
        for face in (pages, lines):
            to_home(face, "en")
            walk_track(face, "en", reference, pin)
            face.choose("View my answers")
            face.wait(made[("person", 0, "first_name")])
            face.wait(made[("person", 0, "family_name")])


@case
def the_owner_needs_no_pin(portal):
    key, other = portal.key(), portal.key()
    blank = portal.blank(SERVICE, user="me", key=key)
    receipt = portal.apply(SERVICE, fill(blank, SERVICE, seed=9), user="me", key=key).json()
    reference = receipt["reference"]
    got = portal.ssh("track", reference, "--json", user="me", key=key)
    same((got.code, got.json()["reference"]), (0, reference))
    same(portal.ssh("track", reference, "--json", user="me", key=other).code in (2, 3), True, "somebody else's key")
    same(track(portal, reference, receipt["pin"], user="me", key=other).code, 0, "somebody else's key with the PIN")


@case
def reference_and_pin_sign_in(portal):
    receipt = applied(portal, seed=10)
    reference, pin = receipt["reference"], receipt["pin"]
    got = portal.ssh_me(reference, pin, "track", reference, "--json")
    same((got.code, got.json()["reference"] if got.code == 0 else None), (0, reference), repr(got))
    refused = portal.ssh_me(reference, wrong_pin(pin), "track", reference, "--json")
    same(refused.code, 255, "signed in with a wrong PIN: %r" % refused)


@case
def guessing_is_refused_but_not_to_the_owner(portal):
    key = portal.key()
    blank = portal.blank(SERVICE, user="me", key=key)
    receipt = portal.apply(SERVICE, fill(blank, SERVICE, seed=11), user="me", key=key).json()
    reference, pin = receipt["reference"], receipt["pin"]
    codes = []
    for n in range(40):
        guess = "%06d" % ((int(pin) + 1 + n) % 1000000)
        got = track(portal, reference, guess, source="127.77.%d.1" % (1 + n % 3))
        codes.append(got.code)
        if got.code == 4:
            break
    same(codes[-1], 4, "40 guesses: %s" % codes)
    same(set(codes[:-1]), {3}, "before that")
    holds(len(codes) > 3, "refused too early: %s" % codes)
    same(track(portal, reference, pin, source="127.77.1.9").code, 4, "the right PIN where guessing is refused")
    same(track(portal, reference, pin, source="127.77.9.1").code, 0, "the right PIN from a network that has not guessed")
    got = portal.ssh("track", reference, "--json", user="me", key=key)
    same(got.code, 0, "the owner's key: %r" % got)


@case
def lines_of_all_kinds_are_one_form(portal):
    """CRLF, a byte order mark and blanks at line ends come from people's editors."""
    filled = fill(portal.blank(SERVICE, "fr"), SERVICE, seed=12)
    for change in (lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t, lambda t: t.replace("\n", "  \n"),
                   lambda t: t.rstrip("\n")):
        blank = portal.blank(SERVICE, "fr")
        got = portal.apply(SERVICE, change(fill(blank, SERVICE, seed=12)))
        same(got.code, 0, repr(got))
    holds(filled, "a filled form")
    same(portal.host("verify").code, 0)


@case
def the_blank_form_explains_itself(portal):
    """Every question's label and every code that may be chosen stand in it, in the person's language."""
    for lang in ("ar", "fr", "en"):
        text = portal.blank("tn-amen-social", lang)
        for section in service("tn-amen-social")["form"]["sections"]:
            for q in section["questions"]:
                holds(q["label"][lang][:25] in text, "%s: %r is not in the blank form" % (lang, q["label"][lang]))
                for choice in q.get("choices") or []:
                    holds(re.search(r"\b%s\b" % re.escape(str(choice["code"])), text), "the code %s" % choice["code"])
    holds(len(plan("tn-amen-social").answers) > 10, "a filled form has answers")


run_cases(Portal)
