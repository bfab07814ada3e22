# door_test.py - what people type, paste and copy: the same odd texts at every entrance, folded once, and what is shown is taken back.
import os
import tempfile

from cases import case, holds, run_cases, same, until
from definitions import says
from lines import Lines
from shubbak import Portal
from terminal import Terminal
from walk import submit, to_home

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "lb-visitor-card.yaml")
NAME = "lb-visitor-card"
BOM = "\ufeff"

# Question by question: what is typed, and what is kept.
ODD = {
    "full_name": ("Rami\u00a0Abou\u2011Jaoude\u202fD\u2019Angelo", "Rami Abou-Jaoude D'Angelo"),
    "birth": ("\u200f14\u20133\u20131990", "14 March 1990"),
    "since": ("\u200f\u0622\u0630\u0627\u0631\u00a0\u0662\u0660\u0661\u0666.", "March 2016"),
    "fee": ("\u0661\u066c\u0665\u0660\u0660\u066b\u0662\u0665\u0660\u00a0TND", "1,500.250 TND"),
    "sex": ("\u0623\u0646\u0640\u062b\u0649", "Woman"),
    "phone": ("03\u2011123\u2007456\u200e", "+9613123456"),
    "email": ("zeina@ex\u00e4mple.org\u200f", "zeina@ex\u00e4mple.org"),
    "visit": ("10\u201315\u3000days", "10\u201315 days"),
}

LABELS = ("Name", "Born on", "In the country since", "Fee paid", "Sex", "Telephone", "E-mail", "Length of the visit")


def filled(portal, answers, lang="en"):
    """A blank form with these answers, signed."""
    answers = dict(answers, agree="yes")
    return "\n".join("%s: %s" % (line.partition(":")[0], answers[line.partition(":")[0]])
                     if line.partition(":")[0] in answers else line for line in portal.blank(NAME, lang).split("\n"))


def odd():
    return {q: typed for q, (typed, _) in ODD.items()}


def check_kept(portal, reference, kept=None):
    """The authority reads what was meant, whatever came in."""
    shown = portal.host("application", "show", reference)
    same(shown.code, 0, repr(shown))
    for words in kept or [k for _, k in ODD.values()]:
        holds(words in shown.out, "%r is not in\n%s" % (words, shown.out))


def applied(portal, text):
    got = portal.apply(NAME, text)
    same(got.code, 0, repr(got))
    return got.json()


def to_questions(face):
    to_home(face, "en")
    face.enter("Visitor's card")
    face.settle()
    face.choose("Visitor's card", "en")
    face.choose(says("Apply now", "en"), "en")
    face.choose(says("Start the application", "en"), "en")
    face.wait(says("Write down these two numbers", "en"), "en")
    numbers = face.reference_and_pin("en")
    face.choose(says("I have written them down: continue", "en"), "en")
    face.wait(says("Parts of your application", "en"), "en")
    face.choose("Visitor", "en")
    return numbers


def by_face(portal, face, **more):
    reference, _ = to_questions(face)
    for label, typed in zip(LABELS, dict(odd(), **more).values()):
        face.wait(label, "en")
        face.enter(typed)
    face.wait(says("Parts of your application", "en"), "en")
    submit(face, "en")
    check_kept(portal, reference)


@case
def a_definition_is_one_entrance(portal):
    with open(FILE, encoding="utf-8") as f:
        text = f.read()
    # As an editor saves it that is not for programs: other blanks and hyphens in words for programs, with its mark before.
    text = text.replace("id: lb-visitor-card", "id\u00a0: lb\u2011visitor\u2010card").replace("type: phone", "type: \u00a0phone")
    with tempfile.TemporaryDirectory() as folder:
        for n, data in enumerate((BOM.encode() + text.encode(), (BOM + text).encode("utf-16-le"),
                                  (BOM + text.replace("\n", "\r\n")).encode("utf-16-be"))):
            path = os.path.join(folder, "service%d.yaml" % n)
            with open(path, "wb") as f:
                f.write(data)
            got = portal.host("catalogue", "check", path)
            same(got.code, 0, repr(got))
        same(portal.host("catalogue", "import", os.path.join(folder, "service1.yaml")).code, 0)
    until("the imported service", lambda: portal.ssh("service", NAME).code == 0)
    same(portal.host("catalogue", "export", NAME).out, text)


@case
def a_filled_form_is_one(portal):
    text = filled(portal, odd())
    check_kept(portal, applied(portal, text)["reference"])
    # Keys, headings and margins as an editor writes them, and what PowerShell's > makes of a text.
    text = filled(portal, odd()).replace("full_name:", "full_name\u00a0:").replace("[visitor]", "\u200f[\u00a0visitor]")
    check_kept(portal, applied(portal, BOM + text.replace("\n", "\r\n"))["reference"])
    for coding in ("utf-16-le", "utf-16-be"):
        text = filled(portal, odd())
        got = portal.ssh("apply", NAME, "--json", given=(BOM + text).encode(coding))
        same(got.code, 0, repr(got))
        check_kept(portal, got.json()["reference"])


@case
def what_is_no_text_is_one_fault(portal):
    text = filled(portal, {"full_name": "Zoé", "birth": "1/1/1990", "phone": "03123456", "visit": "é"}, "fr")
    for data in (text.encode("latin-1", "replace"), b"PK\x03\x04" + bytes(range(256)) * 40, text.encode("utf-16-le")):
        got = portal.ssh("apply", NAME, "--json", given=data)
        same(got.code, 2, repr(got))
        same(len(got.json()["errors"]), 1, repr(got))
        holds("UTF-8" in got.json()["errors"][0]["message"], repr(got))


@case
def words_of_a_command_and_a_pin_are(portal):
    receipt = applied(portal, filled(portal, odd()))
    same(portal.ssh("service", "lb\u2011visitor\u2010card", "--json").json()["id"], NAME)
    reference = receipt["reference"]
    spaced = "%s\u00a0%s\u2011%s\u202f%s" % (reference[:4], reference[4:8], reference[8:12], reference[12:])
    for given in (BOM + receipt["pin"] + "\r\n", "\u200e" + receipt["pin"] + "\n", receipt["pin"][:3] + "\u00a0" + receipt["pin"][3:]):
        got = portal.ssh("track", spaced, "--json", given=given)
        same(got.code, 0, repr(got))
    got = portal.ssh("track", reference, "--json", given=(BOM + receipt["pin"] + "\r\n").encode("utf-16-le"))
    same(got.code, 0, repr(got))
    check_kept(portal, spaced)


@case
def dates_come_back_as_they_were_shown(portal):
    notes = portal.blank(NAME, "en").replace("\n#   ", " ")
    holds("month and year (3/1990)." in notes, "the blank form does not say that a month is enough:\n" + notes)
    for shown in ("14 March 1990", "14 mars 1990", "14 آذار 1990", "14 مارس 1990", "١٤/٣/١٩٩٠م", "14/3/1990.", "1990-03-14"):
        check_kept(portal, applied(portal, filled(portal, dict(odd(), birth=shown)))["reference"], ["14 March 1990"])
    got = portal.apply(NAME, filled(portal, dict(odd(), birth="3/1990")))
    same((got.code, [e["field"] for e in got.json()["errors"]]), (2, ["birth"]), repr(got))


@case
def amounts_are_never_guessed(portal):
    for lang, whole, decimal in (("en", "1,234.000 TND", "1.234 TND"), ("fr", "1 234,000 TND", "1,234 TND"), ("ar", "1,234.000", "1.234")):
        got = portal.apply(NAME, filled(portal, dict(odd(), fee="1,234"), lang))
        same((got.code, len(got.json()["errors"])), (2, 1), repr(got))
        fault = got.json()["errors"][0]
        message = fault["message"].replace("\u00a0", " ")
        same(fault["field"], "fee")
        for words in (whole, decimal, "1234", "1.2340"):
            holds(words in message, "%r is not in %r" % (words, message))
    for typed, kept in (("1.2340", "1.234 TND"), ("1234", "1,234.000 TND"), ("1500 DT", "1,500.000 TND")):
        check_kept(portal, applied(portal, filled(portal, dict(odd(), fee=typed)))["reference"], [kept])
    got = portal.apply(NAME, filled(portal, dict(odd(), fee="12 USD")))
    holds(got.code == 2 and "asked in TND" in got.json()["errors"][0]["message"], repr(got))


@case
def choices_are_taken_by_code_number_and_label_in_every_face(portal):
    for written in ("female", "FEMALE", "1", "\u0661", "Woman", "femme", "أنثى"):
        check_kept(portal, applied(portal, filled(portal, dict(odd(), sex=written)))["reference"])
    got = portal.apply(NAME, filled(portal, dict(odd(), sex="F")))
    same((got.code, len(got.json()["errors"])), (2, 1), repr(got))
    message = got.json()["errors"][0]["message"]
    holds('"F"' in message and "female, male" in message, message)
    for written in ("female", "1", "femme"):
        for raw in (True, False):
            with Lines(portal, raw) as face:
                by_face(portal, face, sex=written)
        with Terminal(portal, portal.ssh_line(flags=["-t"])) as face:
            by_face(portal, face, sex=written)


@case
def a_title_is_taken_and_told(portal):
    got = portal.ssh("apply", NAME, given=filled(portal, dict(odd(), full_name="Dr. Ben Salah")))
    same(got.code, 0, repr(got))
    holds("(full_name): Is there a title" in got.err, repr(got))
    with Lines(portal, False) as face:
        to_questions(face)
        for label, typed in zip(LABELS, dict(odd(), full_name="Dr. Ben Salah").values()):
            face.wait(label, "en")
            face.enter(typed)
        face.wait(says("Parts of your application", "en"), "en")
        face.choose(says("Check your answers", "en"), "en")
        face.wait("Is there a title", "en")
        face.wait("zeina@ex\u00e4mple.org", "en")


@case
def plain_lines_are(portal):
    for raw in (True, False):
        with Lines(portal, raw) as face:
            by_face(portal, face)


@case
def pages_are(portal):
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as face:
        by_face(portal, face)


run_cases(Portal)
