# rights.py - the table of rights, made from the definitions of the roles, and a portal with all that it speaks of: offices, services, people.
import os
import re

from cases import holds, same
from definitions import read_yaml
from shubbak import Portal
from staff import Staff

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "lb-turns-permit.yaml")
SERVICE, OTHER, PAGED, LINED = "lb-turns-permit", "lb-other-permit", "lb-paged-permit", "lb-lined-permit"
SERVICES = {SERVICE: "Permit for a desk", OTHER: "Permit for a chair", PAGED: "Permit for a table", LINED: "Permit for a bench"}
APPEALED = "lb-stall-permit.yaml", "lb-stall-appeal.yaml"  # of which the former may be appealed by the latter
# Each office, the one over it, and the district from which applications come to it; what comes from any other is no office's.
OFFICES = {"ministry": (None, "lb-caza-metn"), "centre": ("ministry", "lb-caza-tyre"), "window": ("centre", "lb-caza-jbeil"),
           "beside": ("ministry", "lb-caza-aley")}
ELSEWHERE = "lb-caza-chouf"
ROUTE = "route: {by: district, to: ministry, otherwise: nobody}\n"
DISTRICT = """        - {id: district, class: public, type: place, level: 2, label: {ar: "القضاء", fr: "Caza", en: "District"}}\n"""
OFFICE = "centre"
# Where an application stands: of which service, at which office ("": at none). Grants are over SERVICE in OFFICE.
PLACES = {"in": (SERVICE, OFFICE), "below": (SERVICE, "window"), "above": (SERVICE, "ministry"), "beside": (SERVICE, "beside"),
          "nowhere": (SERVICE, ""), "of another service": (OTHER, OFFICE)}
REACHED = ("in", "below")
# Stages, each with the role whose turn it is there (None: of whoever may).
TURNS = {"shared": None, "officers": "officer", "heads": "head"}
CLASSES = {"seen_by_all": "public", "seen_inside": "internal", "of_person": "personal", "of_secret": "sensitive"}
LABELS = {"seen_by_all": "Street", "seen_inside": "Colour", "of_person": "Habit", "of_secret": "Illness"}
WITHHELD = "(withheld: not for your role)"


class Role:
    """A role as the portal tells it."""

    def __init__(self, portal, key):
        got = portal.host("catalogue", "export", key)
        same(got.code, 0, repr(got))
        path = os.path.join(portal.folder, key.replace(":", "."))
        with open(path, "w", encoding="utf-8") as f:
            f.write(got.out)
        read = read_yaml(path)
        self.id, self.may, self.sees = read["role"], read["may"], read["sees"]
        self.not_with = read.get("not_with", [])

    def looks(self):
        return "look" in self.may

    def reaches(self, place):
        return self.looks() and place in REACHED

    def grants(self, word, place, turn):
        """The table: does it grant what `word` says, there, when it is this role's turn (None: anybody's)?"""
        return word in self.may and place in REACHED and turn in (None, self.id)

    def shows(self, question):
        return self.looks() and CLASSES[question] in self.sees


class House:
    """A portal, each role held by one person over SERVICE in OFFICE, and a deputy whose hands are full."""

    def __init__(self):
        self.portal = Portal(serve=False)
        for service in SERVICES:
            self.bring_in(service)
        same(self.portal.host("catalogue", "import", *(os.path.join(os.path.dirname(DATA), name) for name in APPEALED)).code, 0)
        self.portal.start()
        for code, (above, place) in OFFICES.items():
            same(self.portal.host("office", "add", code, "--name", code.title(), "--place", place, *(["--above", above] if above else [])).code, 0)
        listed = self.portal.host("catalogue", "list", "--kind", "role", "--json").json()
        self.roles = [Role(self.portal, row["id"]) for row in listed]
        self.deputy = Staff(self.portal, "Dima Nasr", ["--role", "officer"], ["--role", "head"])
        self.blanks = {s: self.portal.blank(s) for s in SERVICES}
        self.forms = 0

    def bring_in(self, service):
        with open(DATA, encoding="utf-8") as f:
            text = f.read().replace("id: %s\n" % SERVICE, "id: %s\n" % service).replace(SERVICES[SERVICE], SERVICES[service]).replace("stages:\n", ROUTE + "stages:\n") + DISTRICT
        path = os.path.join(self.portal.folder, service + ".yaml")
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        got = self.portal.host("catalogue", "import", path)
        same(got.code, 0, repr(got))

    def member(self, role, service=SERVICE):
        """Somebody who has this role alone, over the service in the office."""
        return Staff(self.portal, role.id.title(), ["--role", role.id, "--service", service, "--office", OFFICE])

    def close(self):
        self.portal.close()

    # --- applications ---

    def done(self, *words):
        got = self.portal.host("application", *words, "--json")
        same(got.code, 0, repr(got))
        return got.json()

    def sent(self, place, stage="shared", held=False, service=None):
        """An application that stands there: its reference."""
        of, office = PLACES[place]
        of = service or of
        self.forms += 1
        form = re.sub(r"(?m)^request: .*$", "request: TABLE-OF-RIGHTS-%06d" % self.forms, self.blanks[of])
        for key in CLASSES:
            form = re.sub(r"(?m)^%s:.*$" % key, "%s: told %s" % (key, CLASSES[key]), form)
        form = re.sub(r"(?m)^district:.*$", "district: " + (OFFICES[office][1] if office else ELSEWHERE), form)
        form = re.sub(r"(?m)^agree:.*$", "agree: yes", form)
        got = self.portal.apply(of, form)
        same(got.code, 0, repr(got))
        reference = got.json()["reference"]
        if stage != "shared":
            self.done("act", reference, "place", "--to", stage)
        if held:
            self.done("assign", reference, "--as", self.deputy.number)
        return reference

    def known(self, reference):
        """What of it any act would change."""
        acts = self.done("acts", reference)
        return acts["state"], acts["stage"], acts["revision"]

    def all_known(self):
        """The same of all that wait, with who has it, by reference."""
        file = self.portal.host("application", "queue", "--form", "--as", self.deputy.number)
        same(file.code, 0, repr(file))
        revisions = {at.replace(" ", ""): int(n) for at, n in re.findall(r"(?ms)^\[([\d ]+)\]$.*?^revision: (\d+)$", file.out)}
        return {r["reference"]: ((r["state"], r["stage"], revisions[r["reference"]]), r["holder"]) for r in self.waiting()}

    def waiting(self):
        listed = self.done("queue", "--as", self.deputy.number)
        holds(not listed["more"], "a queue that is too long")
        return listed["applications"]

    def holder(self, reference):
        return {r["reference"]: r["holder"] for r in self.waiting()}.get(reference)


def row_of(text, question):
    """What stands behind an answer's label in lines of a command, a file or a page."""
    for line in text.split("\n"):
        line = line.lstrip("# ").strip()
        if line.startswith(LABELS[question]):
            return line[len(LABELS[question]):].strip(" :")
    return None


def hides(text, role, of):
    """Each answer is told where its class is seen by the role, and nothing of it stands anywhere else."""
    for question, named in CLASSES.items():
        if role.shows(question):
            holds("told " + named in text, "%s hides %s of %s: %r" % (of, named, role.id, text))
        else:
            holds("told " + named not in text, "%s shows %s to %s: %r" % (of, named, role.id, text))
            holds(not role.looks() or WITHHELD in (row_of(text, question) or WITHHELD), "%s of %s: %r" % (of, role.id, text))
