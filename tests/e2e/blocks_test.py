# blocks_test.py - what forms share, and persons and organisations: from the author's files to what people type, on small pages, in plain lines, in files.
import os

from cases import case, holds, run_cases, same, until
from definitions import says
from lines import Lines
from shubbak import BINARY, Portal, run
from terminal import Terminal
from walk import submit, to_parts

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
SERVICE, BLOCK = (os.path.join(DATA, name) for name in ("lb-club-register.yaml", "block-reach.yaml"))
NAME = "lb-club-register"
TITLE = {"en": "Register of clubs", "fr": "Registre des clubs", "ar": "سجل النوادي"}
WORDS = {
    "en": {"me_given_name": "Rana", "me_family_name": "Haddad", "host_firm_name": "Cedar House", "host_firm_country": "Lebanon", "yes": "yes"},
    "fr": {"me_given_name": "Éloïse", "me_family_name": "L'Hôte", "host_firm_name": "Maison du Cèdre", "host_firm_country": "liban", "yes": "oui"},
    "ar": {"me_given_name": "رنا", "me_family_name": "حداد", "host_firm_name": "بيت الأرز", "host_firm_country": "لبنان", "yes": "نعم"},
}


def text_of(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def file_of(portal, name, text):
    path = os.path.join(portal.folder, name)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    return path


def filled(portal, lang="en", second=("Sami", "Khoury"), **answers):
    """A blank form with these answers and two founders, signed."""
    words = WORDS[lang]
    answers = {"me_birth_date": "1990", "my_can_call": words["yes"], "host_can_call": words["yes"], "host_hours": "9", "agree": words["yes"],
               **words, **answers}
    head, _, tail = portal.blank(NAME, lang).partition("[founders 1]")
    last = "[declaration]" + tail.partition("[declaration]")[2]
    founders = "".join("[founders %d]\nwho_given_name: %s\nwho_family_name: %s\nwho_birth_date: 1980\n" % (i + 1, given, family)
                       for i, (given, family) in enumerate((("Rana", "Haddad"), second)))
    out = []
    for line in (head + founders + last).split("\n"):
        name, colon, _ = line.partition(":")
        out.append("%s: %s" % (name, answers[name]) if colon and name in answers else line)
    return "\n".join(out)


@case
def an_author_checks_both_and_is_told_where_to_mend(portal):
    got = run([BINARY, "catalogue", "check", SERVICE])
    same(got.code, 2, repr(got))
    holds("lb-club-register.yaml:22: use: There is no block \"reach\"" in got.err, got.err)
    got = run([BINARY, "catalogue", "check", SERVICE, BLOCK])
    same((got.code, got.err), (0, ""), repr(got))
    broken = file_of(portal, "broken.yaml", text_of(BLOCK).replace("when: can_call = yes", "when: has_phone = yes"))
    got = run([BINARY, "catalogue", "check", SERVICE, broken])
    same(got.code, 2, repr(got))
    holds("broken.yaml:7: when: There is no question \"has_phone\"" in got.err and
          "lb-club-register.yaml:22: use: The block \"reach\" has faults of its own." in got.err, got.err)
    changed = file_of(portal, "changed.yaml", text_of(SERVICE).replace("only: [can_call, hours]", "only: [hours]"))
    got = run([BINARY, "catalogue", "check", changed, BLOCK])
    holds("changed.yaml:27: reach:7: when: There is no question \"host_can_call\"" in got.err, got.err)
    for one in (run([BINARY, "catalogue", "preview", BLOCK]), run([BINARY, "catalogue", "preview", SERVICE, SERVICE])):
        same(one.code, 2, repr(one))
    got = run([BINARY, "catalogue", "preview", SERVICE, BLOCK, "--plain", "--language", "en"])
    holds("You – First name (required):" in got.out and "--- my_hours: when: my_can_call = yes" in got.out, got.out)


@case
def the_block_stays_with_the_version_of_the_service(portal):
    got = portal.host("catalogue", "import", SERVICE, BLOCK)
    same(got.code, 0, repr(got))
    until("the imported service", lambda: portal.ssh("service", NAME).code == 0)
    for key, path in ((NAME, SERVICE), ("block:reach", BLOCK)):
        same(portal.host("catalogue", "export", key).out, text_of(path), "exported unchanged")
    sent = portal.apply(NAME, filled(portal))
    same(sent.code, 0, repr(sent))
    begun = filled(portal, second=("Nour", "Saad"))
    second = file_of(portal, "second.yaml", text_of(BLOCK).replace("version: 1", "version: 2").replace("{id: hours", "{id: hour"))
    got = portal.host("catalogue", "import", second)
    same(got.code, 0, repr(got))
    holds("%s 1 keeps version 1 of this block" % NAME in got.out, got.out)
    got = portal.host("catalogue", "import", SERVICE)
    holds("lb-club-register.yaml:22: hours: The block has no question \"hours\"" in got.err, "what its next version has to mend: %r" % got)
    same(portal.apply(NAME, begun).code, 0, "a form that was handed out before")
    holds("my_hours:" in portal.blank(NAME), "who begins now, too")
    listed = portal.host("catalogue", "list", "--kind", "block", "--json").json()
    reach = [b for b in listed if b["id"] == "block:reach"][0]
    same((reach["version"], reach["services"]), (2, [{"id": NAME, "version": 1, "block": 1}]))
    holds({"block:person", "block:organisation"} < {b["id"] for b in listed}, listed)
    for words, why in ((("take-back", "block:reach", "1"), "%s 1 has it" % NAME), (("retire", "block:reach"), "is no service")):
        got = portal.host("catalogue", *words)
        holds(got.code != 0 and why in got.err, repr(got))
    got = portal.host("catalogue", "rehearse", file_of(portal, "next.yaml", text_of(SERVICE).replace("version: 1", "version: 2")
                                                       .replace("hours", "hour")), "--json").json()
    same((got["applications"], got["differing"]), (2, 2))
    same({(d["what"], d["id"]) for d in got["list"][0]["differences"]}, {("lost", "host_hours"), ("wrong", "host_hour")})
    same(portal.host("catalogue", "take-back", "block:reach", "2").code, 0, "nobody has it")
    same(portal.host("verify").code, 0)


@case
def files_are_taken_in_three_languages_and_told_by_their_parts(portal):
    for lang in ("fr", "ar"):
        got = portal.apply(NAME, filled(portal, lang))
        same(got.code, 0, repr(got))
    for wrong, field in (({"me_given_name": ""}, "me_given_name"), ({"me_number": "12"}, "me_number"),
                         ({"me_birth_date": "2090"}, "me_birth_date"), ({"second": ("Rana", "Haddad")}, "founders")):
        got = portal.apply(NAME, filled(portal, **wrong))
        same(got.code, 2, repr(got))
        same([e["field"] for e in got.json()["errors"]], [field])
    holds("A founder stands here twice." in got.json()["errors"][0]["message"], repr(got))


@case
def small_pages_ask_for_one_part_after_the_other(portal):
    for lang, sender, parts in (("en", "Who registers", ("You – First name", "You – Family name", "May one call?")),
                                ("fr", "Qui inscrit", ("Vous – Prénom", "Vous – Nom de famille", "Peut-on appeler")),
                                ("ar", "من يسجّل", ("أنت – الاسم", "أنت – اسم العائلة", "هل يمكن الاتصال"))):
        words = WORDS[lang]
        with Terminal(portal, portal.ssh_line(flags=["-t"]), cols=40, rows=15) as t:
            to_parts(t, lang, TITLE[lang])
            t.choose(sender, lang)
            t.wait(parts[0], lang)
            for text, shown in ((words["me_given_name"], None), ("", parts[1]), (words["me_family_name"], None), ("3/1990", None), ("", parts[2]),
                                ("2", says("Parts of your application", lang))):
                t.enter(text)
                if shown is not None:
                    t.wait(shown, lang)
            t.choose(sender, lang)
            t.wait(words["me_given_name"], lang)  # what was typed stands there


@case
def plain_lines_ask_for_one_part_after_the_other(portal):
    with Lines(portal, True) as face:
        to_parts(face, "en", TITLE["en"])
        face.choose("Who registers")
        for shown, text in (("You – First name (required)", "Rana"), ("You – Father's first name", ""), ("You – Family name", "Haddad"),
                            ("You – Date of birth", "1990"), ("You – National identity number", ""), ("May one call?", "no")):
            face.wait(shown)
            face.enter(text)
        face.wait(says("Parts of your application", "en"))
        face.choose("The host")
        for shown, text in (("Host – Name", "Cedar House"), ("Host – Registration number", ""), ("Your answer so far: Lebanon", ""),
                            ("May one call?", "no")):
            face.wait(shown)
            face.enter(text)
        face.wait(says("Parts of your application", "en"))
        face.choose("Founders")
        for number in (1, 2):
            face.choose("Founder %d" % number)
            for shown, text in (("Founder – First name", "Sami"), ("Founder – Family name", "Khoury"), ("Founder – Date of birth", "19%d" % (80 + number))):
                face.wait(shown)
                face.enter(text)
        face.choose("The list is complete: continue")
        face.wait(says("Parts of your application", "en"))
        submit(face, "en")


run_cases(Portal)
