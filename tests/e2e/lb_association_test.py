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


@case
def what_is_deposited_has_its_dated_receipt(house):
    reference = house.noticed(CEDAR, "ar", "Amis du Cèdre")
    told = house.track(CEDAR)
    print(told)
    print(house.guest("track", reference, "--lang", "en", given=house.pin(CEDAR)))
    house.clock("+2d")
    house.act("officer", reference, "provisional")
    document, = good(house.guest("issued", reference, "--json", given=house.pin(CEDAR))).json()
    print(document)
    house.clock("+31d")
    print(house.guest("track", reference, "--lang", "en", given=house.pin(CEDAR)))
    print(house.guest("track", reference, "--json", "--lang", "en", given=house.pin(CEDAR)))
    print(house.ssh("head", "queue", "--overdue", "--lang", "en"))
    print(house.ssh("head", "queue", "--overdue", "--json"))


run_cases(House)
