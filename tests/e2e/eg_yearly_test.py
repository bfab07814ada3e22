# eg_yearly_test.py - an association of Egypt in later years, by law 149 of 2019: a civil institution is entered, money from abroad is let pass by silence or goes
# back, a yearly report falls due once the authority has set its day, is missed and met; another board and seat, a licence, the end.
import os
import re

from cases import case, holds, run_cases, same, until
from days import day_of
from law import LawHouse, answered, good

REGISTER = "eg-associations"
FOUNDATION, REPORT, CHANGE, FUNDS, LICENCE, DISSOLUTION = (
    "eg-foundation-notification", *("eg-association-" + what for what in ("report", "change", "foreign-funds", "licence", "dissolution")))
TRUSTEES = ["Mona Adel", "Karim Farouk", "Hoda Salem", "Tarek Nabil", "Salma Wahba"]
FIRST_DAY = "2026-12-01"
LAST_DAY = "2027-02-25"  # sixty working days of Egypt behind it
NUMBER = "EG-C-1/2026"


class House(LawHouse):
    def __init__(self):
        LawHouse.__init__(self, "eg", REGISTER, {"officer": ("Amal Sobhy", "officer"), "head": ("Hany Lotfy", "head")}, FIRST_DAY)

    def sent(self, name, service, items=None, **said):
        """In one step by somebody without an account; gives the reference."""
        receipt = good(self.about(service, items, **said)).json()
        self.numbers[name] = (receipt["reference"], receipt["pin"])
        return receipt["reference"]

    def notices(self, name):
        """As they stand in a copy, which is no reading of them."""
        return [n["text"] for n in good(self.guest("copy", self.numbers[name][0], "--json", given=self.pin(name))).json()["notices"]]

    def missed(self):
        return [(m["number"], m["duty"], m["day"]) for m in good(self.ssh("head", "entry", "missed", REGISTER, "--json")).json()]

    def at(self, name, stage):
        return until("the stage " + stage, lambda: next((t for t in [self.track(name)] if t["stage"] == stage), None))

    def reported(self, name, year, **said):
        """A yearly report, of which the authority takes note."""
        said = {"entry_number": NUMBER, "year": year, "activities": "Adults were taught to read", "income": "250000", "spending": "240000", "accounts": "1",
                "from_abroad": "no", **said}
        self.act("officer", self.sent(name, REPORT, **said), "take_note")


def board(foreign=0):
    return [{"board_name": name, "board_nationality": "other" if n < foreign else "egyptian"} for n, name in enumerate(TRUSTEES)]


@case
def the_day_of_the_report_is_the_authoritys_to_say(house):
    """The law's file has none, which the check says; the authority writes it into a version of its own."""
    path = os.path.join(house.folder, REGISTER + ".yaml")
    told = good(house.portal.host("catalogue", "check", path))
    holds("Nothing falls due until the authority writes the day here" in told.err, told.err)
    with open(path, encoding="utf-8") as f:
        text = f.read()
    version = int(re.search(r"(?m)^version: (\d+)", text).group(1))
    own = os.path.join(house.portal.folder, REGISTER + ".yaml")
    with open(own, "w", encoding="utf-8") as f:
        f.write(text.replace("version: %d" % version, "version: %d" % (version + 1)).replace("due: unknown", "due: 31 March"))
    same(good(house.portal.host("catalogue", "import", own)).err, "")


@case
def a_civil_institution_is_entered(house):
    said = dict(institution_name="House of the Nile", purposes="Schools for adults in villages", field="Education", scope="Cairo", seat_place="EG-C",
                seat_address="12 Nile Street", founder_name="Laila Hosny", rep_name="Mona Adel", phone="0100 123 4567")
    poor = house.about(FOUNDATION, {"board": board()}, capital="19999", **said)
    same(poor.code, 2, "less than 20,000: %r" % poor)
    foreign = house.about(FOUNDATION, {"board": board(2)}, capital="20000", **said)
    holds(foreign.code == 2 and "at most 25% of the trustees" in foreign.out + foreign.err, repr(foreign))
    reference = house.sent("nile", FOUNDATION, {"board": board(1)}, capital="20000", **said)
    house.act("officer", reference, "propose", "--words", "Nothing against it.")
    house.act("head", reference, "register")
    one = house.entry("house", "nile")
    same((one["number"], one["status"]), (NUMBER, "active"))
    holds("20,000" in house.kept("head", NUMBER)["columns"]["capital"], house.kept("head", NUMBER))


@case
def silence_of_sixty_working_days_lets_money_from_abroad_pass(house):
    """What is refused goes back within five; what has not gone back by then comes to the head."""
    said = dict(entry_number=NUMBER, donor="Friends of Books", donor_country="FR", amount="1500.50", currency="EUR", received_on="30/11/2026", purpose="Books")
    kept, refused = house.sent("books", FUNDS, **said), house.sent("desks", FUNDS, **said)
    same(str(day_of(house.track("books")["due_at"])), LAST_DAY)
    house.clock("2026-12-02")
    house.act("officer", refused, "propose", "--words", "Against it.")
    house.act("head", refused, "object", "--words", "Its donor is not known.")
    told = house.track("desks")
    same((told["stage"], str(day_of(told["due_at"]))), ("returning", "2026-12-09"))
    house.clock("2026-12-10")
    house.at("desks", "not_back")
    house.act("head", refused, "close", "--words", "The bank was written to.")
    said = good(house.guest("track", refused, "--lang", "en", given=house.pin("desks"))).out
    holds("Refused" in said and "within five working days of the refusal" in said, said)
    house.clock("2027-02-26")
    told = until("silence", lambda: next((t for t in [house.track("books")] if t["state"] == "approved"), None))
    same(str(day_of(told["events"][-1]["at"])), LAST_DAY)
    issued, = good(house.guest("issued", kept, "--json", given=house.pin("books"))).json()
    holds(all(words in issued["text"] for words in (NUMBER, "Friends of Books", "EUR")), issued["text"])


@case
def a_report_that_does_not_come_is_told_to_both(house):
    house.clock("2027-03-05")
    until("the reminder", lambda: any("31 March 2027" in words for words in house.notices("nile")))
    same(house.missed(), [])
    house.clock("2027-04-01")
    until("that it was missed", house.missed)
    same(house.missed(), [(NUMBER, "annual_report", "2027-03-31")])
    until("the notice", lambda: any("is not done" in words for words in house.notices("nile")))
    same(house.entry("nile")["status"], "active", "no source makes more of it")
    house.reported("late", "2026")
    house.clock("2028-02-01")
    house.reported("in time", "2027", accounts="2")
    same(house.kept("head", NUMBER)["columns"]["last_report"], "2027")
    shown = good(house.ssh("officer", "show", house.numbers["in time"][0], "--lang", "en")).out
    holds(re.search(r"Several accounts without exceeding EGP 5,000,000 \(article 23\): yes", shown, re.I), shown)
    house.clock("2028-04-02")
    same([m for m in house.missed() if m[2] > "2027"], [(NUMBER, "annual_report", "2027-03-31")])


@case
def another_board_and_seat(house):
    said = dict(entry_number=NUMBER, decided_on="20/3/2028", changed="board,seat", representative="Karim Farouk", phone="0100 765 4321",
                new_seat="EG-GZ", new_address="3 Pyramid Road")
    refused = house.about(CHANGE, {"board": board(2)}, **said)
    holds(refused.code == 2 and "at most 25% of the board" in refused.out + refused.err, repr(refused))
    house.act("officer", house.sent("change", CHANGE, {"board": board(1)[::-1]}, **said), "take_note")
    one, kept = house.entry("nile"), house.kept("head", NUMBER)["columns"]
    same((one["number"], one["columns"]["seat"]), (NUMBER, "Giza"))
    holds(kept["board"].index("Salma Wahba") < kept["board"].index("Mona Adel") and kept["address"] == "3 Pyramid Road", kept)


@case
def work_at_the_border_needs_two_opinions(house):
    reference = house.sent("border", LICENCE, entry_number=NUMBER, what="border", governorate="EG-MT", details="A school in the desert, for a year")
    same(house.ssh("officer", "act", reference, "propose", "--words", "Good.").code, 4, "not without opinions")
    house.act("officer", reference, "ask_opinions")
    wants = house.ssh("officer", "act", reference, "propose_border", "--words", "Good.")
    same(wants.code, 4, repr(wants))
    for task, said in (("governor", {"opinion": "For it."}), ("bodies", {"approval": "yes", "which": "All that were asked"})):
        blank = answered(house.blank_of("officer", reference, task), said)
        good(house.ssh("officer", "act", reference, "close_task", "--task", task, "--form", "-", given=blank))
    house.act("officer", reference, "propose_border", "--words", "Good.")
    house.act("head", reference, "grant_border")
    issued, = good(house.guest("issued", reference, "--json", given=house.pin("border"))).json()
    holds("Work in border areas" in issued["text"], issued["text"])


@case
def it_ends_itself(house):
    reference = house.sent("end", DISSOLUTION, entry_number=NUMBER, decided_on="1/4/2028", decided_by="The trustees", property="Books and desks, to a school")
    house.act("officer", reference, "propose", "--words", "As they have decided.")
    house.act("head", reference, "enter_end", "--words", "By the minutes.")
    same((house.entry("nile")["status"], house.about(CHANGE, entry_number="EG-C-9/2026").code), ("dissolved", 2))
    same(house.portal.host("verify").code, 0)


@case
def what_no_source_tells_is_said_so(house):
    for service, words in (("eg-foreign-organisation", "Ministry of Foreign Affairs"), ("eg-association-federation", "ask the Ministry of Social Solidarity")):
        said = re.sub(r"\s+", " ", good(house.guest("service", service, "--lang", "en")).out)
        holds(words in said, said)


run_cases(House)
