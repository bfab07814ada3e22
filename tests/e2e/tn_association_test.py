# tn_association_test.py - an association of Tunisia by decree-law 2011-88: founded by two who sign, received by silence or acknowledged, published,
# looked up by anybody, its leaders and statutes changed, dissolved.
import re

from cases import case, holds, run_cases, same, until
from days import day_of
from law import Founding, LawHouse, answered, good, history

NAMES = ["tn-association-" + what for what in ("declaration", "statutes", "leaders", "dissolution")]
DECLARATION, STATUTES, LEADERS, DISSOLUTION = NAMES
PAPERS = ("identity", "statutes", "bailiff")


class House(LawHouse):
    def __init__(self):
        LawHouse.__init__(self, "tn", "tn-associations", {"officer": ("Salma Ayari", "officer")})

    def declared(self, name, lang):
        """Two Tunisian founders of age, who have chosen one leader."""
        one = {"name_ar": name, "name_foreign": "Amis de la mer", "object": "Propreté des plages", "aims": "Nettoyer, apprendre",
               "seat_place": "TN-11", "seat_address": "Rue de la Mer 4"}
        founders = [{"founder_name": founder, "founder_status": "tunisian", "founder_birth": "1990-03-14", "founder_minor": "no", "founder_party": "no"}
                    for founder in ("Amina Trabelsi", "Youssef Gharbi")]
        leaders = [{"leader_name": "Amina Trabelsi", "leader_post": "Présidente", "leader_party": "no"}]
        plan = Founding(self.definitions[DECLARATION], {"association": one, "founders": founders, "leaders": leaders})
        return self.founded(name, plan, lang, PAPERS, ("founders", "founder_name"))


@case
def two_found_one_and_silence_is_receipt(house):
    reference = house.declared("أصدقاء البحر", "fr")
    told = house.track("أصدقاء البحر")
    same((told["stage"], told["state"]), ("receipt", "submitted"))
    same([(s["have"], s["needed"]) for s in told["signatures"]], [(2, 2)])
    same(house.guest("check", "tn-associations", "amis").code, 3, "not received yet")
    house.clock("+32d")
    until("silence to be receipt", lambda: house.track("أصدقاء البحر")["stage"] == "gazette")
    entry = house.entry("amis", "mer")
    same((entry["status"], entry["holds"]), ("formed", True), entry)
    sent = [e for e in told["events"] if e["state"] == "submitted"][0]
    same(day_of(entry["since"]), day_of(sent["at"]), "lawfully formed from the day on which it was sent")


@case
def its_publication_makes_it_a_person(house):
    """What the officer fills in of the gazette stands in the entry."""
    reference = house.numbers["أصدقاء البحر"][0]
    early = answered(house.blank_of("officer", reference, "publish"), {"issue": "2026-140", "day": "10/11/2026"})
    refused = house.ssh("officer", "act", reference, "publish", "--form", "-", given=early)
    same(refused.code, 3, "published before its notice was filed: %r" % refused)
    house.act("officer", reference, "notice_filed", filed_on="2/11/2026")
    house.act("officer", reference, "publish", issue="2026-140", day="10/11/2026")
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
    house.act("officer", sent.json()["reference"], "take_note")
    sent = good(house.about(STATUTES, entry_number=number, decided_on="20/11/2026", changed="seat", new_seat="TN-61", new_address="Avenue du Port 2"))
    house.act("officer", sent.json()["reference"], "take_note")
    entry = house.entry("amis", "mer")
    same((entry["number"], entry["columns"]["address"]), (number, "Avenue du Port 2"))
    same(history(entry), [("enter", "Entered"), ("enter", "Entered: Issue of the official gazette, Published in the official gazette on"),
                          ("change", "Changed"), ("change", "Changed: Address of the seat, Governorate of the seat")])
    kept = house.kept("officer", number)
    holds("Leila Jaziri" in kept["columns"]["leaders"] and "Amina" not in kept["columns"]["leaders"], kept)
    holds(("change", "Changed: Leaders") in history(kept), history(kept))


@case
def it_is_dissolved_and_shows_so(house):
    number = house.entry("amis")["number"]
    sent = good(house.about(DISSOLUTION, entry_number=number, decided_on="25/11/2026"))
    house.act("officer", sent.json()["reference"], "take_note")
    entry = house.entry("amis")
    same((entry["status"], entry["holds"], history(entry)[-1][0]), ("dissolved", False, "end"), entry)
    for lang, word in (("ar", "محلول"), ("fr", "Dissous"), ("en", "Dissolved")):
        shown = good(house.guest("check", "tn-associations", "amis", "--lang", lang)).out
        holds(word in shown, shown)
    good(house.portal.host("verify"))


@case
def an_acknowledgement_is_a_document(house):
    reference = house.declared("جمعية الزيتونة", "ar")
    house.act("officer", reference, "acknowledge")
    pin = house.pin("جمعية الزيتونة")
    document, = good(house.guest("issued", reference, "--json", given=pin)).json()
    text = good(house.guest("issued", reference, "--document", "acknowledgement", given=pin)).out
    holds("- Amina Trabelsi\n- Youssef Gharbi\n" in text and "جمعية الزيتونة" in re.sub(r"\s+", " ", text), text)
    told = house.guest("check", document["code"], "--json").json()
    same((told["valid"], told["holder"]), (True, "جمعية الزيتونة"), told)
    same(house.entry("الزيتونة")["status"], "formed")


run_cases(House)
