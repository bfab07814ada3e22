# tn_association_test.py - an association of Tunisia by decree-law 2011-88: founded by two who sign, received by silence or acknowledged, published,
# looked up by anybody, its leaders and statutes changed, dissolved; foreign aid told, an auditor by what comes in, a report of who is publicly funded; foreign ones.
import datetime
import re

from cases import case, holds, run_cases, same, until
from days import day_of
from law import Founding, LawHouse, answered, good, history

NAMES = ["tn-association-" + what for what in ("declaration", "statutes", "leaders", "dissolution")]
DECLARATION, STATUTES, LEADERS, DISSOLUTION = NAMES
PAPERS = ("identity", "statutes", "bailiff")
AID, ACCOUNTS, REPORT, BRANCHES = ["tn-association-" + what for what in ("foreign-aid", "accounts", "court-report", "branches")]
FOREIGN = "tn-foreign-association"
OLIVE, SEA = "جمعية الزيتونة", "أصدقاء البحر"


class House(LawHouse):
    def __init__(self):
        LawHouse.__init__(self, "tn", "tn-associations", {"officer": ("Salma Ayari", "officer"), "head": ("Nizar Mabrouk", "head")})

    def declared(self, name, lang):
        """Two Tunisian founders of age, who have chosen one leader."""
        one = {"name_ar": name, "name_foreign": "Amis de la mer", "object": "Propreté des plages", "aims": "Nettoyer, apprendre",
               "seat_place": "TN-11", "seat_address": "Rue de la Mer 4"}
        founders = [{"founder_name": founder, "founder_status": "tunisian", "founder_birth": "1990-03-14", "founder_party": "no"}
                    for founder in ("Amina Trabelsi", "Youssef Gharbi")]
        leaders = [{"leader_name": "Amina Trabelsi", "leader_post": "Présidente", "leader_party": "no"}]
        plan = Founding(self.definitions[DECLARATION], {"association": one, "founders": founders, "leaders": leaders})
        return self.founded(name, plan, lang, PAPERS, ("founders", "founder_name"))


@case
def two_found_one_and_silence_is_receipt(house):
    reference = house.declared(SEA, "fr")
    told = house.track(SEA)
    same((told["stage"], told["state"]), ("receipt", "submitted"))
    same([(s["have"], s["needed"]) for s in told["signatures"]], [(2, 2)])
    same(house.guest("check", "tn-associations", "amis").code, 3, "not received yet")
    house.clock("+32d")
    until("silence to be receipt", lambda: house.track(SEA)["stage"] == "gazette")
    entry = house.entry("amis", "mer")
    same((entry["status"], entry["holds"]), ("formed", True), entry)
    sent = [e for e in told["events"] if e["state"] == "submitted"][0]
    same(day_of(entry["since"]), day_of(sent["at"]), "lawfully formed from the day on which it was sent")


@case
def its_publication_makes_it_a_person(house):
    """What the officer fills in of the gazette stands in the entry."""
    reference = house.numbers[SEA][0]
    early = answered(house.blank_of("officer", reference, "publish"), {"issue": "2026-140", "day": "10/11/2026"})
    refused = house.ssh("officer", "act", reference, "publish", "--form", "-", given=early)
    same(refused.code, 3, "published before its notice was filed: %r" % refused)
    house.act("officer", reference, "notice_filed", filed_on="2/11/2026")
    house.act("officer", reference, "publish", issue="2026-140", day="10/11/2026")
    same(house.track(SEA)["state"], "approved")
    entry = house.entry("amis")
    same((entry["status"], entry["columns"]["gazette"], entry["columns"]["published"]), ("active", "2026-140", "10 novembre 2026"), entry)
    holds("leaders" not in entry["columns"] and "Amina" not in repr(entry), entry)


@case
def new_leaders_and_another_seat_show_in_its_history(house):
    number = house.entry("amis")["number"]
    wrong = house.about(DISSOLUTION, entry_number="2026-99999", decided_on="20/11/2026")
    same(wrong.code, 2, repr(wrong))
    leader = {"entry_number": number, "leader_name": "Leila Jaziri", "leader_post": "Présidente"}
    party = house.about(LEADERS, by=SEA, leader_party="yes", **leader)
    same(party.code, 2, "article 9: %r" % party)
    sent = good(house.about(LEADERS, by=SEA, leader_party="no", **leader))
    house.act("officer", sent.json()["reference"], "take_note")
    sent = good(house.about(STATUTES, by=SEA, entry_number=number, decided_on="20/11/2026", changed="seat", new_seat="TN-61", new_address="Avenue du Port 2"))
    house.act("officer", sent.json()["reference"], "take_note")
    entry = house.entry("amis", "mer")
    same((entry["number"], entry["columns"]["address"]), (number, "Avenue du Port 2"))
    same(history(entry), [("enter", "Entered"), ("enter", "Entered: Issue number of the official gazette, Published in the official gazette on"),
                          ("change", "Changed"), ("change", "Changed: Address of the registered office, Governorate of the registered office")])
    kept = house.kept("officer", number)
    holds("Leila Jaziri" in kept["columns"]["leaders"] and "Amina" not in kept["columns"]["leaders"], kept)
    holds(("change", "Changed: Leaders") in history(kept), history(kept))


@case
def it_is_dissolved_and_shows_so(house):
    number = house.entry("amis")["number"]
    sent = good(house.about(DISSOLUTION, by=SEA, entry_number=number, decided_on="25/11/2026"))
    house.act("officer", sent.json()["reference"], "take_note")
    entry = house.entry("amis")
    same((entry["status"], entry["holds"], history(entry)[-1][0]), ("dissolved", False, "end"), entry)
    for lang, word in (("ar", "محلول"), ("fr", "Dissous"), ("en", "Dissolved")):
        shown = good(house.guest("check", "tn-associations", "amis", "--lang", lang)).out
        holds(word in shown, shown)
    good(house.portal.host("verify"))


@case
def an_acknowledgement_is_a_document(house):
    reference = house.declared(OLIVE, "ar")
    house.act("officer", reference, "acknowledge")
    pin = house.pin(OLIVE)
    document, = good(house.guest("issued", reference, "--json", given=pin)).json()
    text = good(house.guest("issued", reference, "--document", "acknowledgement", given=pin)).out
    holds("- Amina Trabelsi\n- Youssef Gharbi\n" in text and OLIVE in re.sub(r"\s+", " ", text), text)
    told = house.guest("check", document["code"], "--json").json()
    same((told["valid"], told["holder"]), (True, OLIVE), told)
    same(house.entry("الزيتونة")["status"], "formed")


def typed(day):
    return day.strftime("%d/%m/%Y")


@case
def foreign_aid_is_published_and_told_within_a_month(house):
    day = day_of(house.track(OLIVE)["events"][0]["at"])
    said = dict(entry_number=house.entry("الزيتونة")["number"], source="Amis des livres", source_country="FR", value="1200.500", currency="EUR", object="Books",
                happened_on=typed(day - datetime.timedelta(days=50)), published_on=typed(day), media="La Presse")
    refused = house.about(AID, by=OLIVE, no_relations="yes", **said)
    holds(refused.code == 2 and "article 35" in refused.out + refused.err, repr(refused))
    sent = good(house.about(AID, by=OLIVE, no_relations="no", **said)).json()["reference"]
    shown = good(house.ssh("officer", "show", sent, "--lang", "en")).out
    holds(re.search(r"Published more than a month later \(article 41\): yes", shown, re.I), shown)
    house.act("officer", sent, "take_note")


@case
def an_auditor_goes_by_what_comes_in(house):
    number = house.entry("الزيتونة")["number"]
    said = dict(entry_number=number, year="2026", public_funds="yes")
    none = house.about(ACCOUNTS, by=OLIVE, resources="100001", **said)
    holds(none.code == 2 and "auditor" in none.out, repr(none))
    other = house.about(ACCOUNTS, by=OLIVE, resources="1000001", auditor="Rim Chebbi", auditor_order="no", **said)
    holds(other.code == 2 and "article 43" in other.out, repr(other))
    house.act("officer", good(house.about(ACCOUNTS, by=OLIVE, resources="1000001", auditor="Rim Chebbi", auditor_order="yes", **said)).json()["reference"], "take_note")
    sent = good(house.about(BRANCHES, by=OLIVE, entry_number=number, changed="opened", branches="Sfax, rue de la Mer 1")).json()["reference"]
    house.act("officer", sent, "take_note")
    kept = house.kept("officer", number)["columns"]
    same((kept["public_funds"].lower(), kept["auditor"], kept["branches"]), ("yes", "Rim Chebbi", "Sfax, rue de la Mer 1"))


@case
def who_is_publicly_funded_owes_a_report(house):
    """From the year after that on, once the authority has said on which day."""
    house.set_due("30 June")
    number, year = house.entry("الزيتونة")["number"], day_of(house.track(OLIVE)["events"][0]["at"]).year + 1
    house.clock("%d-07-01" % year)

    def missed():
        return [(m["number"], m["duty"], m["day"]) for m in good(house.ssh("head", "entry", "missed", "tn-associations", "--json")).json()]
    same(until("that it was missed", missed), [(number, "court_report", "%d-06-30" % year)])
    sent = good(house.about(REPORT, by=OLIVE, entry_number=number, year=str(year - 1), received="5000", from_whom="The ministry", spent_on="Books")).json()["reference"]
    house.act("officer", sent, "take_note")


@case
def a_foreign_one_may_be_refused_within_thirty_days_alone(house):
    name, latin = "أصدقاء المدرسة", "Amis des écoles"
    plan = Founding(house.definitions[FOREIGN], {
        "association": {"name_ar": name, "name_foreign": latin, "parent_name": latin, "parent_country": "FR", "object": "Livres pour les écoles",
                        "seat_place": "TN-11", "seat_address": "Rue de la Mer 9"},
        "leaders": [{"leader_name": "Claire Martin", "leader_post": "Directrice", "leader_address": "Rue de la Mer 9"}]})
    reference = house.founded(name, plan, "fr", ("identity", "statutes", "lawful", "bailiff"))
    house.act("officer", reference, "propose", "--words", "Contre l'article 4.")
    same(house.ssh("head", "act", reference, "refuse", "--words", "Non.").code, 2, "a refusal has its reason")
    acts = good(house.ssh("head", "acts", reference, "--lang", "en")).out
    holds("Clear contradiction with articles 3 and 4" in acts, acts)
    said = good(house.guest("service", FOREIGN, "--json")).json()["if_refused"]
    holds("challenge the refusal in court as an abuse of power (article 22; law 72-40)" in repr(said), said)
    house.clock("+32d")
    until("the time to be over", lambda: house.track(name)["state"] == "approved")
    same(house.ssh("head", "act", reference, "refuse", "--reason", "contradiction", "--words", "Non.").code, 4, "too late")
    one = house.entry("amis", "écoles")
    same((one["status"], one["columns"]["parent"]), ("formed", latin))
    good(house.ssh("officer", "entry", "act", "tn-associations", one["number"], "published", "--words", "JORT 2027-80"))
    same(house.entry("amis", "écoles")["status"], "active")
    same(house.portal.host("verify").code, 0)


run_cases(House)
