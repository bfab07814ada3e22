# register_test.py - a register from the file to the public: entries by acts, looked up by page, plain lines and command, changed by notices, exported; numbers
# without gaps when several are entered at once.
import csv
import io
import json
import os
import shlex
import threading

from cases import case, holds, run_cases, same, until
from definitions import read_yaml
from faces import Face
from filler import fill
from lines import Lines
from shubbak import Portal
from staff import Staff
from terminal import Terminal
from walk import submit, to_home, to_parts

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
FOUNDING, CHANGE, RENEWAL = "lb-club-founding", "lb-club-change", "lb-club-renewal"


def data(name):
    return os.path.join(DATA, name + ".yaml")


class House:
    """A portal with the register and its services; a head over all of it, an officer over the founding alone."""

    def __init__(self):
        self.portal = Portal(serve=False)
        same(self.portal.host("catalogue", "import", *map(data, ("register-clubs", FOUNDING, CHANGE, RENEWAL, "lb-club-report"))).code, 0)
        self.head = Staff(self.portal, "Hala Mrad", ("--role", "head", "--service", FOUNDING), ("--role", "head", "--service", CHANGE), ("--role", "head", "--service", RENEWAL),
                          ("--role", "head", "--service", "register:lb-clubs"))
        self.officer = Staff(self.portal, "Nadim Saad", ("--role", "officer", "--service", FOUNDING))
        self.portal.start()

    def close(self):
        self.portal.close()

    def found(self, name, seat="LB-BA"):
        got = self.portal.apply(FOUNDING, filled(self.portal, FOUNDING, club_name=name, seat_place=seat, chair="Rima Haddad",
                                                 club_phone="03123456", club_bank="LB30 0999"))
        same(got.code, 0, repr(got))
        return got.json()["reference"]

    def act(self, reference, act, *more):
        got = self.head.ssh(*map(shlex.quote, ("act", reference, act, *more, "--json")))
        same(got.code, 0, repr(got))
        return got.json()

    def entered(self, name, seat="LB-BA"):
        reference = self.found(name, seat)
        # a person's shell takes the quotes away
        got = self.head.ssh("act", reference[:4], reference[4:], "approve", "--words", "Let", "them", "meet.", "--json")
        same(got.code, 0, repr(got))
        return reference

    def check(self, *words, lang="en"):
        return self.portal.ssh(*map(shlex.quote, ("check", "lb-clubs", *words, "--lang", lang)))

    def entries(self, *words):
        got = self.portal.ssh(*map(shlex.quote, ("check", "lb-clubs", *words, "--json", "--lang", "en")))
        same(got.code, 0, repr(got))
        return got.json()["entries"]


def filled(portal, service, **said):
    """As somebody fills it in, with these answers in their places."""
    text = fill(portal.blank(service, "en"), read_yaml(data(service)), seed=2)
    return "\n".join("%s: %s" % (line.split(":")[0], said[line.split(":")[0]])
                     if line.split(":")[0] in said and not line.startswith("#") else line for line in text.split("\n"))


@case
def what_was_approved_is_found_by_anybody(house):
    none = house.check("Cedar")
    same(none.code, 3, repr(none))
    holds("has no entries yet" in none.err and "Office of clubs" in none.err, none.err)
    house.entered("Cedar Hikers =1+1")
    listed = house.portal.ssh("registers", "--json", "--lang", "en").json()
    same(listed, [{"id": "lb-clubs", "country": "LB", "name": "Register of clubs", "authority": "Office of clubs", "entries": 1}])
    for words in (("LB-BA-2026-0001",), ("lb ba 2026 0001",), ("LB-BA-٢٠٢٦-٠٠٠١",), ("cedar",), ("hikers", "cédar"), ("سيدر",)):
        same([e["number"] for e in house.entries(*words)], ["LB-BA-2026-0001"], words)
    one = house.entries("hikers")[0]
    same((one["status"], one["holds"], sorted(one["columns"])), ("active", True, ["name", "seat"]))
    same([line["act"] for line in one["history"]], ["enter"])
    holds("Let them meet" not in json.dumps(one) and "Rima" not in json.dumps(one), one)
    for words in ("Rima Haddad", "03123456", "Karim", "LB30 0999"):
        none = house.check(words)
        same(none.code, 3, words)
        holds("To be sure, ask:" in none.err and "Office of clubs" in none.err, none.err)
    ar = house.check("cedar", lang="ar").out
    holds("LB-BA-2026-0001" in ar and "بيروت" in ar, ar)
    same(house.check("nowhere").code, 3)
    same(house.portal.ssh("check", "lb-clubz", "x", "--lang", "en").code, 3)


@case
def a_page_and_plain_lines_find_it_too(house):
    with Terminal(house.portal, house.portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        t.choose("Check a register")
        t.wait("Office of clubs")
        t.choose("Register of clubs")
        t.wait("Number, or part of the name")
        t.enter("olive")
        t.wait("Nothing was found in this register.")
        t.settle()
        t.enter_over("cedar")
        t.wait("Kept by")
        screen = t.screen()
        for words in ("LB-BA-2026-0001", "Active", "Beirut", "Entered", "Cedar Hikers"):
            holds(words in screen, screen)
        holds("Haddad" not in screen, screen)
    house.entered("Cedar Singers", "LB-JA")
    with Terminal(house.portal, house.portal.ssh_line(flags=["-t"]), 40, 15) as t:
        to_home(t, "en")
        t.choose("Check a register")
        t.choose("Register of clubs")
        t.wait("Number, or part")
        t.enter("cedar")
        t.wait("Cedar Singers")
        t.choose("Cedar Singers")
        t.wait("LB-JA-2026-0001")
        t.press("Escape")
        t.wait("Cedar Hikers")
        t.choose("Look up another entry")
        t.wait("Number, or part")
    with Lines(house.portal, False) as lines:
        lines.wait("English")
        lines.choose("English")
        lines.wait("Check a register")
        lines.choose("Check a register")
        lines.choose("Register of clubs")
        lines.wait("Number, or part of the name")
        lines.enter("hikers")
        lines.wait("Kept by")


def kept(house):
    """The first club's entry as staff have it."""
    file = house.head.ssh("entry", "show", "lb-clubs", "LB-BA-2026-0001", "--json", "--lang", "en")
    same(file.code, 0, repr(file))
    return file.json()


@case
def a_change_notice_changes_it(house):
    sent = filled(house.portal, CHANGE, club_number="LB-BA-2026-0009", what="seat", new_name="", new_seat="LB-AS")
    wrong = house.portal.apply(CHANGE, sent)
    same(wrong.code, 2, repr(wrong))
    fault = wrong.json()["errors"][0]
    line = [i + 1 for i, words in enumerate(sent.split("\n")) if words.startswith("club_number:")]
    same([fault["field"], fault["line"]], ["club_number", line[0]])
    holds("No entry has this number in the register" in repr(wrong), repr(wrong))
    got = house.portal.apply(CHANGE, filled(house.portal, CHANGE, club_number="lb ba 2026 0001", what="seat", new_name="", new_seat="LB-AS"))
    same(got.code, 0, repr(got))
    house.act(got.json()["reference"], "take_note")
    for lang, words in (("fr", "Numéro de référence"), ("ar", "الجهة المختصة"), ("en", "Reference number")):
        shown = house.portal.host("application", "show", got.json()["reference"], "--lang", lang)
        holds(shown.code == 0 and words in shown.out, repr(shown))
    one = house.entries("hikers")[0]
    same([(line["act"], line["name"]) for line in one["history"]], [("enter", "Entered"), ("change", "Changed: Seat")])
    holds("North" in one["columns"]["seat"], one)

    def acts():
        return [line["act"] for line in kept(house)["history"]]

    until("the owner to be told of another's change", lambda: len(acts()) > 3)
    same(acts(), ["enter", "sent", "change", "told"])
    file = kept(house)
    same(file["history"][0]["words"], "Let them meet.")
    same(file["columns"]["chair"], "Rima Haddad")
    same(file["columns"]["board"].count(";"), 1, file)
    same((file["columns"]["phone"], file["columns"]["bank"]), ("+9613123456", {"withheld": True}), file["columns"])
    refused = house.officer.ssh("entry", "show", "lb-clubs", "LB-BA-2026-0001")
    same(refused.code, 4, repr(refused))
    same(house.portal.ssh("entry", "show", "lb-clubs", "LB-BA-2026-0001").code, 4)


@case
def a_renewal_takes_over_from_the_entry(house):
    """By its number anybody has what is public filled in; the certificate that it gives holds as long as the entry does."""
    with Terminal(house.portal, house.portal.ssh_line(flags=["-t"])) as t:
        reference, pin = to_parts(t, "en", "Renewal of a club")
        t.choose("The club")
        t.wait("Number in the register")
        t.enter("LB-BA-2026-0001")
        t.wait("Telephone")
        screen = t.screen()
        holds("Cedar Hikers =1+1" in screen and "North" in screen and "123456" not in screen, screen)
        t.press("Enter", "Enter")
        t.enter("03765432")
        t.wait("Parts of your application")
        submit(t, "en")
    house.act(reference, "renew")
    code = house.portal.ssh("issued", reference, "--json", given=pin + "\n").json()[0]["code"]
    shown = house.portal.ssh("check", code, "--lang", "en")
    holds(shown.code == 0 and "LB-BA-2026-0001" in shown.out, repr(shown))
    same(house.head.ssh("entry", "act", "lb-clubs", "LB-BA-2026-0001", "suspend", "--words", "Look").code, 0)
    holds(house.portal.ssh("check", code).code != 0, "a certificate of an entry that is suspended")
    same(house.head.ssh("entry", "act", "lb-clubs", "LB-BA-2026-0001", "restore", "--words", "Looked").code, 0)
    same(house.portal.ssh("check", code).code, 0)


@case
def its_own_acts_are_for_whom_it_says(house):
    def act(who, *words):
        return who.ssh(*map(shlex.quote, ("entry", "act", "lb-clubs", "LB-BA-2026-0001", *words)))
    same(act(house.officer, "suspend", "--words", "No.").code, 4)
    same(act(house.head, "suspend").code, 2)
    same(act(house.head, "lapse").code, 3)
    same(act(house.head, "suspend", "--words", "They owe their report.").code, 0)
    same(act(house.head, "suspend", "--words", "Again.").code, 4)
    shown = house.check("hikers").out
    holds("is not valid at the moment" in shown and "Suspended" in shown and "owe" not in shown, shown)
    with Face(house.head, True) as face:
        face.wait("Check a register")
        face.choose("Check a register")
        face.choose("Register of clubs")
        face.wait("Number, or part")
        face.enter("hikers")
        face.wait("They owe their report.")
        face.choose("Strike off")
        face.wait("No members are left")
        face.enter("2")
        face.wait("Why")
        face.type("So it was judged.")
        face.press("Enter", "Enter")
        face.wait("A court's decision")
        face.settle()
        face.choose("Strike off")
        face.wait("Dissolved")
    same(house.entries("hikers")[0]["history"][-1]["name"], "Strike off (A court's decision)")


@case
def all_that_is_public_is_a_table(house):
    got = house.portal.ssh("export", "lb-clubs")
    same(got.code, 0, repr(got))
    rows = list(csv.DictReader(io.StringIO(got.out)))
    same(rows[0]["name"], "Cedar Hikers =1+1")
    schema = house.portal.ssh("export", "lb-clubs", "--schema", "--lang", "en").json()
    same([f["name"] for f in schema["schema"]["fields"]], list(rows[0]))
    same(schema["schema"]["primaryKey"], "number")
    house.entered("=HYPERLINK(\"http://x\")")
    cell = [r["name"] for r in csv.DictReader(io.StringIO(house.portal.ssh("export", "lb-clubs").out))]
    holds("'=HYPERLINK(\"http://x\")" in cell, cell)


@case
def an_author_sees_it_before(house):
    got = house.portal.host("catalogue", "preview", data("register-clubs"), "--language", "fr")
    same(got.code, 0, repr(got))
    anybody, staff = got.out.split("=== entry show lb-clubs\n")
    holds("Siège" in anybody and "Téléphone" not in anybody and "Téléphone" in staff and "Rapport annuel" in staff, got.out)
    exported = house.portal.host("catalogue", "export", "register:lb-clubs")
    with open(data("register-clubs"), encoding="utf-8") as f:
        same(exported.out, f.read())
    same(house.portal.host("catalogue", "take-back", "register:lb-clubs", "1").code, 4)


@case
def who_does_not_fit_a_new_version_is_told(house):
    """Where the services come with the register, their own lines say it."""
    with open(data("register-clubs"), encoding="utf-8") as f:
        text = f.read().replace("version: 1\n", "version: 2\n").replace("{id: seat, type: place", "{id: seat, type: date")
    path = os.path.join(house.portal.folder, "register-2.yaml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    got = house.portal.host("catalogue", "check", path)
    same(got.code, 0, repr(got))
    for service in (FOUNDING, CHANGE, RENEWAL):
        holds("%s 1 does not fit the register as it is here, line " % service in got.err and "The column is of another type" in got.err, got.err)
    holds("Give a higher version of these services" in got.err, got.err)
    got = house.portal.host("catalogue", "check", path, *map(data, (FOUNDING, CHANGE, RENEWAL)))
    holds(got.code == 2 and "does not fit" not in got.err and "effects: The column is of another type" in got.err, got.err)


@case
def numbers_have_no_gaps_when_several_come_at_once(house):
    references = [house.found("Club of the %s" % word, "LB-JA") for word in ("sea", "hill", "wood", "lake")]
    done = []
    threads = [threading.Thread(target=lambda r=r: done.append(house.portal.host(
        "application", "act", r, "approve", "--words", "Yes.").code)) for r in references]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    same(done, [0, 0, 0, 0])
    got = sorted(e["number"] for e in house.entries("club"))
    same([n.rsplit("-", 1)[1] for n in got], ["0002", "0003", "0004", "0005"])
    same(house.portal.host("verify").code, 0)


run_cases(House)
