# tn_association_test.py - an association of Tunisia by decree-law 2011-88: founded by two who sign, received by silence or acknowledged, published,
# looked up by anybody, its leaders and statutes changed, dissolved.
import os
import re
import shlex
import subprocess

from cases import case, holds, run_cases, same, until
from days import day_of
from definitions import read_yaml
from lines import Lines
from papers import pdf
from plan import Plan
from shubbak import HOST, ROOT, Portal, run
from staff import Staff
from walk import country_name, fill_by_plan, submit, to_parts

NAMES = ["tn-association-" + what for what in ("declaration", "statutes", "leaders", "dissolution")]
DECLARATION, STATUTES, LEADERS, DISSOLUTION = NAMES
LAW = os.path.join(ROOT, "dist", "law", "tn")
PAPERS = ("identity", "statutes", "bailiff")


class Founding(Plan):
    """Two Tunisian founders of age, who have chosen one leader."""

    def __init__(self, name):
        self.definition = read_yaml(os.path.join(LAW, DECLARATION + ".yaml"))
        self.form = self.definition["form"]
        self.items = {"founders": 2, "leaders": 1}
        one = {"name_ar": name, "name_foreign": "Amis de la mer", "object": "Propreté des plages", "aims": "Nettoyer, apprendre",
               "seat_place": "TN-11", "seat_address": "Rue de la Mer 4"}
        self.answers = {("association", 0, q): value for q, value in one.items()}
        for item, founder in enumerate(("Amina Trabelsi", "Youssef Gharbi"), 1):
            for q, value in (("name", founder), ("status", "tunisian"), ("birth", "1990-03-14"), ("minor", "no"), ("party", "no")):
                self.answers[("founders", item, "founder_" + q)] = value
        for q, value in (("name", "Amina Trabelsi"), ("post", "Présidente"), ("party", "no")):
            self.answers[("leaders", 1, "leader_" + q)] = value


def good(got):
    same(got.code, 0, repr(got))
    return got


def answered(blank, said):
    """A blank form with these answers in their places."""
    for name, value in said.items():
        blank, times = re.subn(r"(?m)^%s:.*$" % name, "%s: %s" % (name, value), blank, count=1)
        same(times, 1, "%s is not asked: %s" % (name, blank))
    return blank


class House:
    def __init__(self):
        self.portal = Portal(serve=False, made=("--training",))
        good(self.portal.host("catalogue", "import", *[os.path.join(LAW, name) for name in sorted(os.listdir(LAW))]))
        self.officer = Staff(self.portal, "Salma Ayari", *[("--role", "officer", "--service", name) for name in (*NAMES, "register:tn-associations")])
        self.portal.start()
        self.numbers = {}

    def close(self):
        self.portal.close()

    def sftp(self, numbers, *commands):
        clean = {"PATH": os.environ["PATH"], "HOME": self.portal.folder, "TERM": "dumb"}
        return run(["sftp", "-q", *self.portal.options(port_flag="-P", batch=False), "me@" + HOST], "\n".join(commands) + "\n", 60,
                   dict(clean, **self.portal.ask_pass(*numbers)))

    def signed(self, numbers):
        """The first by the PIN, the second by a key of their own over the very text."""
        reference, pin = numbers[0], numbers[1] + "\n"
        good(self.portal.ssh("sign", reference, "--for", "founders/1", given=pin))
        invited = good(self.portal.ssh("invite", reference, "--name", "Youssef", "--may", "sign", "--for", "founders/2", "--json", given=pin)).json()
        path = os.path.join(self.portal.folder, "text")
        with open(path, "w", encoding="utf-8", newline="") as f:
            f.write(good(self.portal.ssh("text", reference, given=invited["code"] + "\n")).out)
        subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-n", "shubbak", "-f", self.portal.key(), path], check=True, capture_output=True)
        with open(path + ".sig", encoding="utf-8") as f:
            signature = f.read()
        os.unlink(path + ".sig")
        good(self.portal.ssh("sign", reference, given=signature))

    def put(self, numbers):
        path = os.path.join(self.portal.folder, "scan.pdf")
        with open(path, "wb") as f:
            f.write(pdf())
        folder = "/applications/" + numbers[0]
        good(self.sftp(numbers, *["put %s %s/%s/" % (path, folder, paper) for paper in PAPERS]))

    def declared(self, name, lang):
        """As its founders do it: written in plain lines, papers by sftp, signed by both, sent."""
        plan = Founding(name)
        label = plan.definition["name"][lang]
        with Lines(self.portal, raw=False) as face:
            numbers = to_parts(face, lang, "%s (%s)" % (label, country_name("TN", lang)))
            numbers = tuple("".join(c for c in n if c.isdigit()) for n in numbers)
            fill_by_plan(face, lang, plan)
            self.put(numbers)
            self.signed(numbers)
            submit(face, lang)
        self.numbers[name] = numbers
        return numbers[0]

    def track(self, name):
        reference, pin = self.numbers[name]
        return good(self.portal.ssh("track", reference, "--json", given=pin + "\n")).json()

    def blank_of(self, reference, act):
        return good(self.officer.ssh("acts", reference, "--form", act, "--lang", "en")).out

    def act(self, reference, act, **said):
        """With these answers in the form of the act, if it has one."""
        words = ["act", reference, act, "--json"] + (["--form", "-"] if said else [])
        blank = self.blank_of(reference, act) if said else ""
        return good(self.officer.ssh(*words, given=answered(blank, said))).json()

    def entry(self, *words):
        got = good(self.portal.ssh(*map(shlex.quote, ("check", "tn-associations", *words, "--json", "--lang", "en"))))
        one, = got.json()["entries"]
        return one

    def about(self, name, **said):
        """A notice about an entry, sent in one step."""
        return self.portal.apply(name, re.sub(r"(?m)^agree:.*$", "agree: yes", answered(self.portal.blank(name, "en"), said)))


def history(entry):
    return [(line["act"], line["name"]) for line in entry["history"]]


@case
def two_found_one_and_silence_is_receipt(house):
    reference = house.declared("أصدقاء البحر", "fr")
    told = house.track("أصدقاء البحر")
    same((told["stage"], told["state"]), ("receipt", "submitted"))
    same([(s["have"], s["needed"]) for s in told["signatures"]], [(2, 2)])
    same(house.portal.ssh("check", "tn-associations", "amis").code, 3, "not received yet")
    good(house.portal.host("clock", "set", "+32d"))
    until("silence to be receipt", lambda: house.track("أصدقاء البحر")["stage"] == "gazette")
    entry = house.entry("amis", "mer")
    same((entry["status"], entry["holds"]), ("formed", True), entry)
    sent = [e for e in told["events"] if e["state"] == "submitted"][0]
    same(day_of(entry["since"]), day_of(sent["at"]), "lawfully formed from the day on which it was sent")


@case
def its_publication_makes_it_a_person(house):
    """What the officer fills in of the gazette stands in the entry."""
    reference = house.numbers["أصدقاء البحر"][0]
    early = answered(house.blank_of(reference, "publish"), {"issue": "2026-140", "day": "10/11/2026"})
    refused = house.officer.ssh("act", reference, "publish", "--form", "-", given=early)
    same(refused.code, 3, "published before its notice was filed: %r" % refused)
    house.act(reference, "notice_filed", filed_on="2/11/2026")
    house.act(reference, "publish", issue="2026-140", day="10/11/2026")
    same(house.track("أصدقاء البحر")["state"], "approved")
    entry = house.entry("amis")
    same((entry["status"], entry["columns"]["gazette"], entry["columns"]["published"]), ("active", "2026-140", "10 novembre 2026"), entry)
    holds("leaders" not in entry["columns"] and "Amina" not in repr(entry), entry)


@case
def new_leaders_and_another_seat_show_in_its_history(house):
    number = house.entry("amis")["number"]
    wrong = house.about(DISSOLUTION, entry_number="2026-99999", decided_on="20/11/2026")
    same(wrong.code, 2, repr(wrong))
    leader = {"entry_number": number, "leader_name": "Leila Jaziri", "leader_post": "Présidente"}
    party = house.about(LEADERS, leader_party="yes", **leader)
    same(party.code, 2, "article 9: %r" % party)
    sent = good(house.about(LEADERS, leader_party="no", **leader))
    house.act(sent.json()["reference"], "take_note")
    sent = good(house.about(STATUTES, entry_number=number, decided_on="20/11/2026", changed="seat", new_seat="TN-61", new_address="Avenue du Port 2"))
    house.act(sent.json()["reference"], "take_note")
    entry = house.entry("amis", "mer")
    same((entry["number"], entry["columns"]["address"]), (number, "Avenue du Port 2"))
    same(history(entry), [("enter", "Entered"), ("enter", "Entered: Issue of the official gazette, Published in the official gazette on"),
                          ("change", "Changed"), ("change", "Changed: Address of the seat, Governorate of the seat")])
    kept = good(house.officer.ssh("entry", "show", "tn-associations", number, "--json", "--lang", "en")).json()
    holds("Leila Jaziri" in kept["columns"]["leaders"] and "Amina" not in kept["columns"]["leaders"], kept)
    holds(("change", "Changed: Leaders") in history(kept), history(kept))


@case
def it_is_dissolved_and_shows_so(house):
    number = house.entry("amis")["number"]
    sent = good(house.about(DISSOLUTION, entry_number=number, decided_on="25/11/2026"))
    house.act(sent.json()["reference"], "take_note")
    entry = house.entry("amis")
    same((entry["status"], entry["holds"], history(entry)[-1][0]), ("dissolved", False, "end"), entry)
    for lang, word in (("ar", "محلول"), ("fr", "Dissous"), ("en", "Dissolved")):
        shown = good(house.portal.ssh("check", "tn-associations", "amis", "--lang", lang)).out
        holds(word in shown, shown)
    good(house.portal.host("verify"))


@case
def an_acknowledgement_is_a_document(house):
    reference = house.declared("جمعية الزيتونة", "ar")
    house.act(reference, "acknowledge")
    pin = house.numbers["جمعية الزيتونة"][1] + "\n"
    document, = good(house.portal.ssh("issued", reference, "--json", given=pin)).json()
    text = good(house.portal.ssh("issued", reference, "--document", "acknowledgement", given=pin)).out
    holds("- Amina Trabelsi\n- Youssef Gharbi\n" in text and "جمعية الزيتونة" in re.sub(r"\s+", " ", text), text)
    told = house.portal.ssh("check", document["code"], "--json").json()
    same((told["valid"], told["holder"]), (True, "جمعية الزيتونة"), told)
    same(house.entry("الزيتونة")["status"], "formed")


run_cases(House)
