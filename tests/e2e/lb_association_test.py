# lb_association_test.py - an association of Lebanon by the law of 3 August 1909: notice with its founders' signatures, provisional receipt, thirty days that
# mean nothing, receipt and entry, a new board, Januaries missed and kept, dissolution; refusal by article 3; a foreign one by decree.
from cases import case, holds, run_cases, same, until
from days import day_of
from law import Founding, LawHouse, good, history
from lines import Lines
from walk import to_home

NOTICE, BOARD, STATUTES, ANNUAL, DISSOLUTION = ["lb-association-" + what for what in ("notification", "board", "statutes", "annual", "dissolution")]
FOREIGN, REGISTER = "lb-foreign-association", "lb-associations"
CEDAR = "جمعية أصدقاء الأرز"


class House(LawHouse):
    def __init__(self):
        LawHouse.__init__(self, "lb", REGISTER, {"officer": ("Rima Khoury", "officer"), "head": ("Nadim Saad", "head")}, "2026-11-02")

    def noticed(self, name, lang, latin, members="9"):
        """Two Lebanese founders of age, who are the board, too."""
        founders = [{"founder_name": one, "founder_nationality": "lebanese", "founder_birth_date": "1990-03-14", "founder_birth_place": "Zahlé",
                     "founder_profession": "Médecin", "founder_address": "Hamra"} for one in ("Amal Karim Haddad", "Georges Elie Nassar")]
        board = [{"board_name": one["founder_name"], "board_post": post} for one, post in zip(founders, ("Présidente", "Secrétaire"))]
        plan = Founding(self.definitions[NOTICE], {
            "eligibility": {"convicted_founder": "no", "kind": "association"},
            "association": {"association_name": name, "latin_name": latin, "object": "Planter des cèdres et les garder", "founding_date": "2026-11-01"},
            "seat": {"seat_caza": "lb-caza-beirut", "seat_address": "Rue du Liban 4", "seat_tenure": "lent"},
            "founders": founders, "board": board, "representative": {"member_total": members, "rep_name": "Amal Karim Haddad", "phone": "03123456"}})
        return self.founded(name, plan, lang, ("statutes", "extracts", "records"), ("founders", "founder_name"))

    def filed(self, name, number, year):
        """January's filing of the association, on the page, with its three papers."""
        plan = Founding(self.definitions[ANNUAL], {"filing": {"entry_number": number, "account_year": year, "member_total": "11"}})
        return self.founded(name, plan, "en", ("members", "budget", "account"), by=CEDAR)

    def notices(self, name):
        return good(self.portal.ssh_me(*self.numbers[name], "notices", "--json", "--lang", "en")).json()


@case
def what_is_deposited_has_its_dated_receipt(house):
    reference = house.noticed(CEDAR, "ar", "Amis du Cèdre")
    told = house.track(CEDAR)
    same((told["stage"], told["state"], str(day_of(told["due_at"]))), ("deposit", "submitted", "2026-12-02"))
    same([(s["have"], s["needed"]) for s in told["signatures"]], [(2, 2)])
    house.clock("+2d")
    house.act("officer", reference, "provisional")
    text = good(house.guest("issued", reference, "--document", "provisional_receipt", given=house.pin(CEDAR))).out
    holds("- Amal Karim Haddad\n- Georges Elie Nassar\n" in text, text)
    holds("تسلّمت وزارة الداخلية والبلديات بتاريخ 2 تشرين الثاني 2026" in text, "the day of the deposit, not of the document: " + text)


@case
def thirty_days_mean_nothing_and_are_told(house):
    reference = house.numbers[CEDAR][0]
    house.clock("+31d")
    over = until("that the time is over", lambda: [e for e in house.track(CEDAR)["events"] if e.get("act") == "time_over"])
    same((str(day_of(over[0]["at"])), over[0]["state"]), ("2026-12-02", "in_review"))
    news = house.notices(CEDAR)[0]
    same((news["template"], "لا يعني ذلك قبولاً ولا رفضاً" in news["text"]), ("lb-receipt-overdue", True), news)
    said = good(house.guest("track", reference, "--lang", "en", given=house.pin(CEDAR))).out
    holds("(3 days overdue)" in said and "Silence is neither acceptance nor refusal." in said and "have a bailiff serve the notice on it" in said, said)
    waits, = good(house.ssh("head", "queue", "--overdue", "--json")).json()["applications"]
    same((waits["reference"], waits["stage"], waits["overdue"]), (reference, "receipt", True))
    same(house.guest("check", REGISTER, "cèdre").code, 3, "no receipt, no entry")


@case
def the_receipt_enters_it(house):
    reference = house.numbers[CEDAR][0]
    same(house.ssh("officer", "act", reference, "give").code, 4, "a head gives it")
    house.act("head", reference, "give")
    one = house.entry("amis", "cèdre")
    same((one["number"], one["status"], str(day_of(one["since"]))), ("1/2026", "active", "2026-12-05"), "since the day of its receipt: it owes no January before")
    same(one["columns"]["founded"], "1 November 2026")
    holds("Haddad" not in repr(one) and "Liban" not in repr(one), "people and address are not for anybody: %s" % one)
    text = good(house.guest("issued", reference, "--document", "receipt", given=house.pin(CEDAR))).out
    holds("1/2026" in text and "- Georges Elie Nassar، Secrétaire\n" in text, text)


@case
def a_board_of_one_person_twice_is_none(house):
    one = {"board_name": "Amal Karim Haddad", "board_post": "Présidente"}
    told = house.about(NOTICE, {"board": [one, one]}, association_name=CEDAR)
    holds(told.code == 2 and "The same name appears twice on the board" in told.out, repr(told))


@case
def a_new_board_and_seat(house):
    said = {"entry_number": "1/2026", "elected_on": "20/11/2026"}
    two = [{"board_name": "Leila Salim Jaber", "board_post": "Présidente"}, {"board_name": "Amal Karim Haddad", "board_post": "Trésorière"}]
    stranger = house.about(BOARD, {"board": two, "branch_boards": []}, "stranger", **said)
    holds(stranger.code == 4 and "own people can send" in stranger.out and "Ministry of the Interior" in stranger.out, "who knows the number: %r" % stranger)
    alone = house.about(BOARD, {"board": two[:1], "branch_boards": []}, CEDAR, **said)
    holds(alone.code == 2 and "board_name" in alone.out, repr(alone))
    twice = house.about(BOARD, {"board": two[:1] * 2, "branch_boards": []}, CEDAR, **said)
    holds(twice.code == 2 and "appears twice on the board" in twice.out, repr(twice))
    sent = good(house.about(BOARD, {"board": two, "branch_boards": []}, CEDAR, **said)).json()
    house.act("officer", sent["reference"], "take_note")
    sent = good(house.about(STATUTES, by=CEDAR, entry_number="1/2026", decided_on="20/11/2026", changed="seat", new_seat="lb-caza-zahle", new_address="Boulevard 7")).json()
    house.act("officer", sent["reference"], "take_note")
    same(history(house.entry("1/2026")), [("enter", "Entered"), ("change", "Changed"), ("change", "Changed: District of the registered office")])
    kept = house.kept("officer", "1/2026")
    same((kept["columns"]["board"], kept["columns"]["address"]), ("Leila Salim Jaber, Présidente; Amal Karim Haddad, Trésorière", "Boulevard 7"))
    for lang, words in (("ar", ("الحالة: ساري", "زحلة")), ("fr", ("En vigueur", "Modifié")), ("en", ("Status: Active", "Changed: District of the registered office"))):
        shown = good(house.guest("check", REGISTER, "1/2026", "--lang", lang)).out
        holds(all(word in shown for word in words), shown)


def missed(house):
    return [(m["number"], m["duty"], m["day"]) for m in good(house.ssh("head", "entry", "missed", REGISTER, "--json")).json()]


@case
def a_january_without_its_filing_is_told(house):
    house.clock("2027-01-04")
    until("the reminder", lambda: "31 كانون الثاني 2027" in house.track(CEDAR)["events"][-1]["note"])
    same(house.notices(CEDAR)[0]["template"], "duty_due")
    same(missed(house), [])
    house.clock("2027-02-02")
    until("what was missed", lambda: missed(house) == [("1/2026", "january", "2027-01-31")])
    same(house.notices(CEDAR)[0]["template"], "duty_missed")
    same(house.entry("1/2026")["status"], "active", "no text says what follows")


@case
def late_is_taken_and_the_next_january_is_kept(house):
    for day, year in (("2027-02-20", "2026"), ("2028-01-10", "2027")):
        house.clock(day)
        house.act("officer", house.filed(year, "1/2026", year), "take_note")
    house.clock("2028-02-02")
    kept = house.kept("officer", "1/2026")["columns"]
    same((kept["members"], kept["account_year"]), ("11", "2027"))
    same(missed(house), [], "the late one is made good, and the one that came in time was not missed")


@case
def it_is_dissolved_of_its_own_will(house):
    said = {"entry_number": "1/2026", "decided_on": "1/2/2028", "decided_by": "assembly", "assets": "À une association de reboisement"}
    reference = good(house.about(DISSOLUTION, by=CEDAR, **said)).json()["reference"]
    same(house.ssh("officer", "act", reference, "take_note").code, 4, "a head takes note of an end")
    house.act("head", reference, "take_note")
    one = house.entry("1/2026")
    same((one["status"], one["holds"], history(one)[-1][0]), ("dissolved", False, "end"), one)


@case
def a_refusal_has_article_3_and_the_council_of_state(house):
    reference = house.noticed("Club des Deux Rives", "fr", "")
    house.act("officer", reference, "provisional")
    same(house.ssh("head", "act", reference, "refuse", "--words", "Sans motif.").code, 2, "a reason of article 3")
    house.act("head", reference, "refuse", "--reason", "law", "--words", "Contraire aux lois.")
    told = house.track("Club des Deux Rives")
    same((told["state"], told["events"][-1]["law"]), ("rejected", "Law of 3 August 1909, article 3 (as amended on 26 May 1928)"))
    holds("decision 135/2003" in good(house.guest("track", reference, "--lang", "en", given=house.pin("Club des Deux Rives"))).out, "and what may be done")
    same(house.guest("check", REGISTER, "rives").code, 3)
    house.act("head", reference, "council_of_state", "--words", "Le Conseil d'État annule.")
    house.act("head", reference, "give")
    same((house.entry("rives")["number"], house.entry("rives")["holds"]), ("1/2028", True))


@case
def public_utility_and_dissolution_are_by_decree(house):
    same(house.ssh("officer", "entry", "act", REGISTER, "1/2028", "recognise", "--reason", "decree", "--words", "Décret 9.").code, 4)
    for act, reason in (("recognise", "decree"), ("decree_dissolution", "morals")):
        same(house.ssh("head", "entry", "act", REGISTER, "1/2028", act, "--words", "Décret 9.").code, 2, "a reason")
        good(house.ssh("head", "entry", "act", REGISTER, "1/2028", act, "--reason", reason, "--words", "Décret 9."))
    one = house.entry("rives")
    same([line["status"] for line in one["history"]], ["active", "public_utility", "dissolved"])
    same(history(one)[1:], [("recognise", "Recognition as of public benefit (Decree of the Council of Ministers)"),
                            ("decree_dissolution", "Dissolution by decree (Purpose contrary to public morals)")])
    holds("Décret 9" not in repr(one), "words are the authority's")


@case
def who_founds_something_else_is_told_where(house):
    name = house.definitions[NOTICE]["name"]["en"]
    with Lines(house.portal, raw=False) as face:
        to_home(face, "en")
        face.enter(name)
        face.settle()
        face.choose("%s (Lebanon)" % name)
        face.choose("Apply now")
        face.choose("Start the application")
        face.wait("deprived of civil rights?")
        face.enter("2")
        face.wait("What are you founding?")
        face.enter("2")
        face.wait('the service "Authorisation of a foreign association"')


@case
def a_foreign_one_is_authorised_by_decree(house):
    founders = [{"founder_name": name, "founder_country": country, "founder_birth_date": "14/3/1980", "founder_profession": "Ingénieur", "founder_address": "Jbeil"}
                for name, country in (("Anna Lund", "SE"), ("Karim Elie Daou", "LB"))]
    said = {"association_name": "Nordic Help", "object": "Helping schools with their wells", "member_total": "8", "seat_caza": "lb-caza-beirut",
            "seat_address": "Hamra", "rep_name": "Anna Lund", "phone": "03123456"}
    few = house.about(FOREIGN, {"founders": founders}, member_foreign="1", **said)
    holds(few.code == 2 and "the association is not foreign" in few.out, repr(few))
    reference = good(house.about(FOREIGN, {"founders": founders}, member_foreign="2", **said)).json()["reference"]
    house.act("head", reference, "decreed", decree="Décret 14 du 3/2/2028")
    one = house.entry("nordic")
    same((one["number"], one["columns"]["decree"]), ("2/2028", "Décret 14 du 3/2/2028"))
    good(house.portal.host("verify"))


run_cases(House)
