# lb_association_test.py - an association of Lebanon by the law of 3 August 1909: notice with its founders' signatures, provisional receipt, thirty days that
# mean nothing, receipt and entry, a new board, Januaries missed and kept, dissolution; refusal by article 3; a foreign one by decree.
from cases import case, holds, run_cases, same, until
from days import day_of
from law import Founding, LawHouse, good, history

NOTICE, BOARD, STATUTES, ANNUAL, DISSOLUTION = ["lb-association-" + what for what in ("notification", "board", "statutes", "annual", "dissolution")]
FOREIGN, REGISTER = "lb-foreign-association", "lb-associations"
CEDAR = "جمعية أصدقاء الأرز"
FIRST_DAY = "2026-11-02"


class House(LawHouse):
    def __init__(self):
        LawHouse.__init__(self, "lb", REGISTER, {"officer": ("Rima Khoury", "officer"), "head": ("Nadim Saad", "head")}, FIRST_DAY)

    def noticed(self, name, lang, latin, members="9"):
        """Two Lebanese founders of age, who are the board, too."""
        founders = [{"founder_name": one, "founder_nationality": "lebanese", "founder_birth_date": "1990-03-14", "founder_birth_place": "Zahlé",
                     "founder_profession": "Médecin", "founder_address": "Hamra"} for one in ("Amal Karim Haddad", "Georges Elie Nassar")]
        board = [{"board_name": one["founder_name"], "board_post": post} for one, post in zip(founders, ("Présidente", "Secrétaire"))]
        plan = Founding(self.definitions[NOTICE], {
            "eligibility": {"convicted_founder": "no", "kind": "association"},
            "association": {"association_name": name, "latin_name": latin, "object": "Planter des cèdres et les garder", "founding_date": "2026-11-01",
                            "member_total": members},
            "seat": {"seat_caza": "lb-caza-beirut", "seat_address": "Rue du Liban 4", "seat_tenure": "lent"},
            "founders": founders, "board": board, "representative": {"rep_name": "Amal Karim Haddad", "phone": "03123456"}})
        return self.founded(name, plan, lang, ("statutes", "extracts", "records"), ("founders", "founder_name"))


    def filed(self, name, number, year):
        """January's filing of the association, on the page, with its three papers."""
        plan = Founding(self.definitions[ANNUAL], {"filing": {"entry_number": number, "account_year": year, "member_total": "11"}})
        return self.founded(name, plan, "en", ("members", "budget", "account"))

    def notices(self, name):
        return good(self.portal.ssh_me(*self.numbers[name], "notices", "--json", "--lang", "en")).json()

    def entry_act(self, number, act, *words):
        return self.ssh("head", "entry", "act", REGISTER, number, act, *words)


@case
def what_is_deposited_has_its_dated_receipt(house):
    reference = house.noticed(CEDAR, "ar", "Amis du Cèdre")
    told = house.track(CEDAR)
    same((told["stage"], told["state"], str(day_of(told["due_at"]))), ("deposit", "submitted", "2026-12-02"))
    same([(s["have"], s["needed"]) for s in told["signatures"]], [(2, 2)])
    house.clock("+2d")
    house.act("officer", reference, "provisional")
    text = good(house.guest("issued", reference, "--document", "provisional_receipt", given=house.pin(CEDAR))).out
    print(text)


@case
def thirty_days_mean_nothing_and_are_told(house):
    reference = house.numbers[CEDAR][0]
    house.clock("+31d")
    told = until("that the time is over", lambda: next((t for t in [house.track(CEDAR)] if t["events"][-1].get("act") == "time_over"), None))
    same((told["stage"], told["state"], told["due_at"] is None), ("receipt", "in_review", False))
    said = good(house.guest("track", reference, "--lang", "en", given=house.pin(CEDAR))).out
    holds("(3 days overdue)" in said and "neither acceptance nor refusal" in said and "served on it by a bailiff" in said, said)
    print(told["events"], house.notices(CEDAR)[0])
    print(good(house.ssh("head", "show", reference, "--lang", "en")).out)
    waits, = good(house.ssh("head", "queue", "--overdue", "--json")).json()["applications"]
    same((waits["reference"], waits["overdue"]), (reference, True))
    same(house.guest("check", REGISTER, "cèdre").code, 3, "no receipt, no entry")


@case
def the_receipt_enters_it(house):
    reference = house.numbers[CEDAR][0]
    same(house.ssh("officer", "act", reference, "give").code, 4, "a head gives it")
    house.act("head", reference, "give")
    one = house.entry("amis", "cèdre")
    print(one)
    same((one["number"], one["status"], str(day_of(one["since"]))), ("1/2026", "active", FIRST_DAY), "since the day of its notice")
    text = good(house.guest("issued", reference, "--document", "receipt", given=house.pin(CEDAR))).out
    print(text)
    for lang, words in (("ar", ()), ("fr", ()), ("en", ())):
        shown = good(house.guest("check", REGISTER, "1/2026", "--lang", lang)).out
        print(shown)


@case
def a_new_board(house):
    alone = house.about(BOARD, {"board": [{"board_name": "Leila Salim Jaber", "board_post": "Présidente"}], "branch_boards": []},
                        entry_number="1/2026", elected_on="20/11/2026")
    print(alone)
    two = [{"board_name": "Leila Salim Jaber", "board_post": "Présidente"}, {"board_name": "Amal Karim Haddad", "board_post": "Trésorière"}]
    sent = house.about(BOARD, {"board": two, "branch_boards": []}, entry_number="1/2026", elected_on="20/11/2026")
    print(sent)
    house.act("officer", sent.json()["reference"], "take_note")
    print(house.kept("officer", "1/2026"))
    print(house.entry("1/2026")["history"])


@case
def january(house):
    house.clock("2027-01-04")
    until("the reminder", lambda: len(house.track(CEDAR)["events"]) > 3)
    print(house.notices(CEDAR))
    house.clock("2027-02-02")
    until("missed", lambda: good(house.ssh("head", "entry", "missed", REGISTER, "--json")).out.count("1/2026"))
    print(house.ssh("head", "entry", "missed", REGISTER, "--json", "--lang", "en"))
    print(house.ssh("officer", "entry", "missed", REGISTER, "--lang", "en"))
    print(house.notices(CEDAR))
    print(house.track(CEDAR)["events"])
    print(house.entry("1/2026"))


run_cases(House)
