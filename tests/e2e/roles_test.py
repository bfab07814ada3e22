# roles_test.py - a role of an authority's own: checked, imported, granted; what it may and sees on each face; a version of it in the middle of a visit.
import os
import re

from cases import case, holds, run_cases, same
from faces import Face, shown, to_dossier
from shubbak import BINARY, Portal, run
from staff import Shared, Staff

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "lb-turns-permit.yaml")
SERVICE = "lb-turns-permit"
ROLE = """role: inspector
version: %d
name: {ar: "المفتّش", fr: "Inspecteur", en: "Inspector"}
may: [%s]
sees: [%s]
not_with: [%s]
"""
NAME = "name: {ar: \"كشف\", fr: \"Inspection\", en: \"%s\"}"
STAGE = "  - id: inspected\n    " + NAME % "With an inspector" + """
    bearing: in_review
    by: inspector
    acts:
      - {id: inspect, """ + NAME % "Record the inspection" + """, asks: [words], to: heads}
      - {id: recall, """ + NAME % "Recall" + """, by: head, to: shared}
"""
CLASSES = {"seen_by_all": "public", "seen_inside": "internal", "of_person": "personal", "of_secret": "sensitive"}
WITHHELD = "(withheld: not for your role)"


def role(version=1, may="look, close_task, inspect", sees="public, internal", not_with="auditor"):
    return ROLE % (version, may, sees, not_with)


def service(version=1, named="inspector", task="authority"):
    """The permit, with a stage that only inspectors act at, and a task that any role may close which closes tasks."""
    with open(DATA, encoding="utf-8") as f:
        text = f.read()
    for old, new in (("version: 1\n", "version: %d\n" % version), ("  - id: heads\n", STAGE.replace("by: inspector", "by: " + named) + "  - id: heads\n"),
                     ("to: [shared, officers, heads]", "to: [shared, officers, inspected, heads]"), ("for: officer, due", "for: %s, due" % task)):
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


class World:
    def __init__(self):
        self.portal = Portal(serve=False)
        self.forms, self.pins = 0, {}

    def close(self):
        self.portal.close()

    def file(self, name, text):
        path = os.path.join(self.portal.folder, name)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        return path

    def bring(self, *texts, wanted=0):
        got = self.portal.host("catalogue", "import", *(self.file("brought-%d.yaml" % i, text) for i, text in enumerate(texts)))
        same(got.code, wanted, repr(got))
        return got

    def version(self):
        listed = self.portal.host("catalogue", "list", "--kind", "role", "--json").json()
        return {d["id"]: d["version"] for d in listed}.get("role:inspector")

    def sent(self, stage=None):
        self.forms += 1
        form = re.sub(r"(?m)^request: .*$", "request: OWN-ROLES-%06d" % self.forms, self.blank)
        for key, name in CLASSES.items():
            form = re.sub(r"(?m)^%s:.*$" % key, "%s: told %s" % (key, name), form)
        got = self.portal.apply(SERVICE, re.sub(r"(?m)^agree:.*$", "agree: yes", form))
        same(got.code, 0, repr(got))
        reference = got.json()["reference"]
        self.pins[reference] = got.json()["pin"]
        if stage:
            self.host("act", reference, "place", "--to", stage)
        return reference

    def host(self, *words):
        got = self.portal.host("application", *words, "--json")
        same(got.code, 0, repr(got))
        return got.json()

    def possible(self, line, reference):
        got = line.ssh("acts", reference, "--json")
        same(got.code, 0, repr(got))
        return {a["act"] for a in got.json()["acts"] if a["possible"]} | {t["task"] for t in got.json()["tasks"] if t.get("possible")}


# --- definitions ---

@case
def what_is_wrong_is_told_with_file_and_line(world):
    path = world.file("role.yaml", role(may="look, decide, audit"))
    got = run([BINARY, "catalogue", "check", path])
    same((got.code, got.err.split(" stand alone")[0]), (2, '%s:4: may: "accounts" and "audit"' % path), repr(got))
    path = world.file("role.yaml", role(may="look, clos_task", not_with="auditr"))
    got = world.portal.host("catalogue", "check", path)
    same([line.split(".")[0:2] for line in got.err.strip().split("\n")][0][1].split(",")[0], 'yaml:4: may: No service and no register has an act "clos_task"', repr(got))
    holds('yaml:6: not_with: There is no role "auditr"' in got.err, repr(got))
    same((got.code, world.portal.host("catalogue", "import", path).code, world.version()), (2, 2, None), "nothing is imported")
    path = world.file("role.yaml", role(may="look, strike"))
    club = os.path.join(os.path.dirname(DATA), "register-clubs.yaml")
    same((world.portal.host("catalogue", "check", path).code, world.portal.host("catalogue", "check", path, club).code), (2, 0), "an act of a register")
    path = world.file("role.yaml", role(may="look, clos_task", not_with="auditr"))
    got = run([BINARY, "catalogue", "check", path])
    same((got.code, got.err.count("worth a second look")), (0, 2), "where no portal is at hand, it is told: %r" % got)
    got = world.portal.host("catalogue", "check", world.file("service.yaml", service()))
    holds(got.code == 2 and '"inspector" is none of: applicant, officer, head, authority.' in got.err, repr(got))
    got = world.portal.host("catalogue", "check", world.file("role.yaml", role(may="look")), world.file("service.yaml", service()))
    holds(got.code == 2 and 'Nobody can do "inspect"' in got.err and "inspect, forward" in got.err, repr(got))


@case
def of_a_file_with_faults_nothing_follows_for_the_others(world):
    faulty = world.file("faulty.yaml", service().replace("by: inspector", "by: inspectors"))
    got = world.portal.host("catalogue", "check", world.file("role.yaml", role()), faulty)
    same((got.code, got.err.count("\n")), (2, 1), repr(got))
    holds("faulty.yaml:" in got.err and '"inspectors" is none of' in got.err, repr(got))
    faulty = world.file("faulty.yaml", role(sees="nothing"))
    got = world.portal.host("catalogue", "check", faulty, world.file("service.yaml", service()))
    same((got.code, got.err.count("\n"), got.out), (2, 1, world.file("service.yaml", service()) + ": no errors found\n"), repr(got))
    got = world.portal.host("catalogue", "check", world.file("faulty.yaml", "role: inspector\n  version: ["), world.file("service.yaml", service()))
    holds(got.code == 2 and "faulty.yaml:" in got.err, repr(got))


@case
def it_comes_together_with_the_service_that_names_it(world):
    same(world.bring(role(), service()).out.split("\n")[:2], ["role:inspector 1: imported", "lb-turns-permit 1: imported"])
    same(world.portal.host("catalogue", "export", "role:inspector").out, role(), "exported unchanged")
    check = world.portal.host("catalogue", "check", world.file("role.yaml", role()), world.file("service.yaml", service()))
    same((check.code, check.err), (0, ""), "what is there already may come again: %r" % check)
    check = world.portal.host("catalogue", "check", world.file("role.yaml", role(may="look, inspect")))
    holds(check.code == 2 and "role.yaml: " in check.err and "in the catalogue with another text. Increase the version number." in check.err, repr(check))
    world.portal.start()
    world.blank = world.portal.blank(SERVICE)
    world.inspector = Staff(world.portal, "Ines Haddad", ["--role", "inspector", "--service", SERVICE])
    world.second = Staff(world.portal, "Sami Haddad", ["--role", "inspector"])
    world.officer = Staff(world.portal, "Omar Aoun", ["--role", "officer"])
    world.head = Staff(world.portal, "Huda Saab", ["--role", "head"])


# --- what it may and sees ---

@case
def by_commands_it_may_exactly_what_its_file_says(world):
    at, beside = world.sent("inspected"), world.sent()
    with Shared(world.inspector) as line:
        same({row["reference"] for row in line.ssh("queue", "--json").json()["applications"]}, {at, beside})
        shown = line.ssh("show", at).out
        same([("told " + c in shown) for c in CLASSES.values()], [True, True, False, False], shown)
        same(shown.count(WITHHELD), 2, shown)
        holds("told personal" not in line.ssh("queue", "--form").out, "the queue as a file")
        same(world.possible(line, beside), {"visit"}, "at others' stages it closes tasks")
        same(world.possible(line, at), {"inspect", "visit"})
        for words in (("recall",), ("place", "--to", "heads"), ("note", "--words", "Seen.")):
            same(line.ssh("act", at, *words).code in (3, 4), True, "%s" % (words,))
        for words in (("assign", at), ("hand-over", at, "--to", world.head.number, "--words", "Yours.")):
            same(line.ssh(*words).code, 4, "%s" % (words,))
        same(line.ssh("act", at, "close_task", "--task", "visit", "--words", "Been.").code, 0)
        same(line.ssh("act", at, "inspect", "--words", "Well.").code, 0)
    same(world.host("acts", at)["stage"], "heads")
    looks = world.portal.ssh("looks", at, "--json", given=world.pins[at])
    same(looks.code, 0, repr(looks))
    holds(("inspector", "Inspector") in {(look["role"], look["role_name"]) for look in looks.json()["looks"]}, "who looked: %r" % looks)


@case
def nobody_else_may_what_is_by_that_role(world):
    at = world.sent("inspected")
    for other, wanted in ((world.officer, {"place", "visit"}), (world.head, {"place", "recall", "visit"})):
        told = world.host("acts", at, "--as", other.number)
        same({a["act"] for a in told["acts"] if a["possible"]} | {t["task"] for t in told["tasks"] if t["possible"]}, wanted, other.name)
        got = world.portal.host("application", "act", at, "inspect", "--words", "Mine.", "--as", other.number)
        same(got.code, 4, repr(got))


@case
def who_applies_reads_the_name_of_the_role(world):
    at = world.sent("inspected")
    got = world.portal.host("application", "show", at)
    holds("Inspector" in got.out, repr(got))
    same(world.host("show", at)["awaited"], "inspector")


@case
def by_files_it_fetches_what_it_may_look_at_and_no_answer(world):
    at = world.sent("inspected")
    got = world.inspector.sftp("get /receipts/%s.txt %s/receipt" % (at, world.portal.folder))
    same(got.code, 0, repr(got))
    with open(os.path.join(world.portal.folder, "receipt"), encoding="utf-8") as f:
        text = f.read()
    holds(at in text.replace(" ", "") and "told " not in text, text)


@case
def on_a_page_and_in_plain_lines_the_same(world):
    for pages, member in ((True, world.inspector), (False, world.second)):
        at = world.sent("inspected")
        with Face(member, pages) as face:
            to_dossier(face, at)
            text = shown(face)
            holds("told internal" in text and "told personal" not in text and "Record the inspection" in text, text)
            holds(not any(act in text.split("History")[0] for act in ("Put it there", "Take it up", "Recall")), text)


# --- in the middle of a visit ---

@case
def a_version_bites_while_the_line_is_open(world):
    at = world.sent("inspected")
    with Shared(world.inspector) as line:
        same(world.possible(line, at), {"inspect", "visit"})
        world.bring(service(2, task="inspector"))
        got = world.bring(role(2, may="look, inspect", sees="public"))
        holds("nobody can do any more" not in got.err and "brought-0.yaml:4: may: worth a second look: The task visit of the service %s is this role's, and nobody "
              "can close it any more." % SERVICE in got.err, repr(got))
        same(world.possible(line, at), {"inspect"})
        same(line.ssh("act", at, "close_task", "--task", "visit", "--words", "Been.").code, 4)
        holds("told internal" not in line.ssh("show", at).out, "a class that it sees no more")
        got = world.bring(role(3, may="look, ask"))
        holds("brought-0.yaml:4: may: worth a second look: At the stage inspected of the service %s, which is this role's turn, nobody can do any more: inspect."
              % SERVICE in got.err and "recall" not in got.err, repr(got))
        same(line.ssh("act", at, "inspect", "--words", "Well.").code, 4)
        same(world.portal.host("catalogue", "take-back", "role:inspector", "3").code, 0)
        same(line.ssh("act", at, "inspect", "--words", "Well.").code, 0)


@case
def nobody_has_two_that_a_version_excludes(world):
    world.officer.told("grant", world.officer.number, "--role", "inspector")
    got = world.bring(role(4, not_with="auditor, officer"), wanted=4)
    holds("accounts have both: 1" in got.err and world.officer.number not in got.err, repr(got))
    same(world.version(), 2)
    world.portal.host("account", "end", world.officer.number, world.officer.told("show", world.officer.number)["grants"][0]["id"])
    world.bring(role(4, not_with="auditor, officer"))
    got = world.portal.host("account", "grant", world.inspector.number, "--role", "officer")
    same(got.code, 4, repr(got))


@case
def what_is_in_use_stays(world):
    for version in ("4", "2"):
        same(world.portal.host("catalogue", "take-back", "role:inspector", version).code, 0)
    got = world.portal.host("catalogue", "take-back", "role:inspector", "1")
    holds(got.code == 4 and "accounts have it: 3" in got.err, repr(got))
    for one in (world.inspector, world.second, world.officer):
        for grant in one.told("show", one.number)["grants"]:
            if grant["role"] == "inspector" and not grant["ended"]:
                same(world.portal.host("account", "end", one.number, grant["id"]).code, 0)
    got = world.portal.host("catalogue", "take-back", "role:inspector", "1")
    holds(got.code == 4 and "of the service lb-turns-permit names it" in got.err, repr(got))
    same((world.version(), world.portal.host("catalogue", "retire", "role:inspector").code), (1, 3), "only services end")


@case
def all_of_it_stands_in_the_ledger(world):
    got = world.portal.host("verify")
    same(got.code, 0, repr(got))


run_cases(World)
