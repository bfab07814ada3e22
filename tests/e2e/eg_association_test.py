# eg_association_test.py - Egypt's registration of an association by law: ten founders sign the draft, an answer that is changed uncovers their signatures, the fee
# is paid at a counter, two people decide, anybody finds the entry and checks the certificate; silence of sixty working days enters another as of its day. In later
# years: money from abroad is let pass by silence or goes back, a yearly report falls due, another board and seat, a licence, the end.
import os
import re
import subprocess

from cases import case, holds, run_cases, same, until
from days import day_of
from definitions import service
from law import LawHouse, answered, good
from lines import Lines
from papers import pdf
from shubbak import BINARY
from walk import begin, submit, to_home

SERVICE, REGISTER = "eg-association-notification", "eg-associations"
FOUNDERS = ["Mona Adel", "Karim Farouk", "Hoda Salem", "Tarek Nabil", "Salma Wahba", "Omar Zaki", "Nadia Fahmy", "Youssef Amin", "Laila Hosny", "Sherif Kamal"]
BOARD = FOUNDERS[:5]
LAST_DAY = "2027-02-25"  # sixty working days of Egypt behind 1 December 2026
FOUNDATION, REPORT, CHANGE, FUNDS, LICENCE, DISSOLUTION = (
    "eg-foundation-notification", *("eg-association-" + what for what in ("report", "change", "foreign-funds", "licence", "dissolution")))
NUMBER = "EG-C-1/2026"


class House(LawHouse):
    def __init__(self):
        people = {"officer": ("Amal Sobhy", "officer"), "head": ("Hany Lotfy", "head"), "cashier": ("Rania Ezzat", "cashier"), "operator": ("Samir Aziz", "operator")}
        LawHouse.__init__(self, "eg", REGISTER, people, "2026-11-29")
        self.staff["head"].told("grant", self.staff["head"].number, "--role", "officer")

    def sent(self, name, service, items=None, **said):
        """In one step by somebody without an account; gives the reference."""
        receipt = good(self.about(service, items, "nile" if said.get("entry_number") == NUMBER else "guest", **said)).json()
        self.numbers[name] = (receipt["reference"], receipt["pin"])
        return receipt["reference"]

    def notices(self, name):
        """As they stand in a copy, which is no reading of them."""
        return [n["text"] for n in good(self.guest("copy", self.numbers[name][0], "--json", given=self.pin(name))).json()["notices"]]

    def missed(self):
        """Of its yearly reports."""
        all_of_them = good(self.ssh("head", "entry", "missed", REGISTER, "--json")).json()
        return [m["day"] for m in all_of_them if (m["number"], m["duty"]) == (NUMBER, "annual_report")]

    def at(self, name, stage):
        return until("the stage " + stage, lambda: next((t for t in [self.track(name)] if t["stage"] == stage), None))

    def reported(self, name, year, **said):
        """A yearly report, of which the authority takes note."""
        said = {"entry_number": NUMBER, "year": year, "activities": "Adults were taught to read", "income": "250000", "spending": "240000", "accounts": "1",
                "from_abroad": "no", **said}
        self.act("officer", self.sent(name, REPORT, **said), "take_note")

    def key(self, name):
        path = os.path.join(self.portal.folder, "key-" + name)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path], check=True)
        return path

    def signed_by(self, key, text):
        """What ssh-keygen makes of the text."""
        done = subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-n", "shubbak", "-f", key, "-"], input=text.encode(), capture_output=True, check=True)
        return done.stdout.decode()

    def signatures(self, applied):
        return good(self.guest("track", applied[0], "--json", given=applied[1] + "\n")).json()["signatures"]


def typed(t, *answers):
    """The answers of a page, one after another."""
    for label, answer in answers:
        t.wait(label)
        t.enter(answer)


def fill(t, name):
    """All parts of the draft."""
    t.choose("The association")
    typed(t, ("Name of the association", name), ("Purposes and nature", "To teach adults to read"))
    t.enter("")
    typed(t, ("Field of work", "Education"), ("Where the association will work", "Dakahlia"))
    t.choose("The registered office")
    typed(t, ("Governorate of the registered office", "Dakahlia"), ("Address of the registered office", "12 Nile Street"))
    t.enter("")
    t.choose("The founders")
    for i, founder in enumerate(FOUNDERS):
        t.choose("Founder %d" % (i + 1))
        typed(t, ("Name", founder), ("The founder is", "1"), ("Nationality", "1"), ("National ID number", "2850101210%04d" % (1010 + i)))
    t.choose("The list is complete: continue")
    t.choose("The board")
    for i, member in enumerate(BOARD):
        t.choose("Board member %d" % (i + 1))
        typed(t, ("Name", member), ("Nationality", "1"))
    t.choose("The list is complete: continue")
    t.choose("The founders' representative")
    typed(t, ("Name", FOUNDERS[0]), ("Telephone number", "0100 123 4567"))
    t.wait("Parts of your application")


def begun(t, name):
    to_home(t, "en")
    label = service(SERVICE)["name"]["en"]
    t.enter(label)
    numbers = begin(t, "en", label, lambda: typed(t, ("convicted of a felony", "2")))
    fill(t, name)
    return numbers


def sign_each(house, applied):
    """The first, who applies, by the PIN; three more by PINs of their own; six by ssh-keygen over the text."""
    pin = applied[1] + "\n"
    good(house.guest("sign", applied[0], "--for", "founders/1", given=pin))
    for n, name in enumerate(FOUNDERS[1:], 2):
        code = good(house.guest("invite", applied[0], "--name", name.replace(" ", "-"), "--may", "sign", "--for", "founders/%d" % n, "--json", given=pin)).json()["code"] + "\n"
        if n <= 4:
            own = good(house.portal.ssh("join", applied[0], "--json", given=code)).json()["pin"] + "\n"
            good(house.portal.ssh("sign", applied[0], given=own))
        else:
            text = good(house.portal.ssh("text", applied[0], given=code)).out
            holds("signature founders %d\n" % n in text and name in text, text)
            good(house.portal.ssh("sign", applied[0], given=house.signed_by(house.key(str(n)), text)))


def sign_on_paper(house, applied):
    """All on paper, which an operator has seen."""
    for n, name in enumerate(FOUNDERS, 1):
        text = good(house.guest("text", applied[0], "--for", "founders/%d" % n, given=applied[1] + "\n")).out
        number = re.search(r"(?m)^check (.*)$", text).group(1)
        good(house.ssh("operator", "witness", applied[0], "--for", "founders/%d" % n, "--name", name, "--check", number, "--seen"))


def rename(t, name):
    """One answer of the draft is another; the others are left as they stand."""
    t.choose("The association")
    t.wait("Name of the association")
    t.enter(name)
    for label in ("Purposes and nature", "Field of work", "Where the association will work"):
        t.wait(label)
        t.enter("")
    t.wait("Parts of your application")


def tracked(house, applied):
    return good(house.guest("track", applied[0], "--json", given=applied[1] + "\n")).json()


def pay(house, applied):
    due, = good(house.guest("dues", applied[0], "--json", given=applied[1] + "\n")).json()
    same((due["fee"], due["amount"], due["currency"], due["state"]), ("entry", 100000, "EGP", "open"))
    good(house.ssh("cashier", "payments", "take", due["reference"], "--by", "card"))


def act(house, who, applied, *words):
    return house.ssh(who, "act", applied[0], *words)


def entry(house, words):
    one, = good(house.guest("check", REGISTER, words, "--json", "--lang", "en")).json()["entries"]
    return one


@case
def ten_founders_sign_and_the_association_is_entered(house):
    with Lines(house.portal, False) as t:
        applied = begun(t, "Readers of the Delta")
        sign_each(house, applied)
        nobodys = house.guest("text", applied[0], "--for", "founders/2", given=applied[1] + "\n")
        holds(nobodys.code == 4 and "the code of the invitation gives them the text" in nobodys.err, repr(nobodys))
        signed, = house.signatures(applied)
        same((signed["have"], [p["way"] for p in signed["places"]]), (10, ["page"] * 4 + ["key"] * 6))
        rename(t, "Readers of the Valley")
        lost, = house.signatures(applied)
        same((lost["have"], {p["no_longer_covers"] for p in lost["places"]}), (0, {"Name of the association"}))
        rename(t, "Readers of the Delta")
        same(house.signatures(applied), [signed])
        submit(t, "en")
    refused = act(house, "officer", applied, "complete")
    holds(refused.code == 4 and "has to be paid first" in refused.err, repr(refused))
    pay(house, applied)
    # what is not complete has no effect by article 2: no day runs, until the day on which the last paper came
    good(act(house, "officer", applied, "call_in", "--item", "mandate=incomplete", "--words", "The mandate is missing."))
    same(tracked(house, applied)["due_at"], None)
    told = good(house.guest("track", applied[0], "--lang", "en", given=applied[1] + "\n")).out
    same(told.count("Next step: "), 1, told)
    blank = good(house.guest("reply", applied[0], "--form", given=applied[1] + "\n")).out
    holds("put mandate %s" % applied[0] in blank, "a document comes before the answer, and how: " + blank)
    house.clock("2026-12-01")
    if os.path.exists(os.path.join(os.path.dirname(os.path.realpath(BINARY)), "shubbak-reader")):
        good(house.portal.ssh("put", "mandate", applied[0], "--name", "mandate.pdf", given=applied[1].encode() + b"\n" + pdf()))
    good(house.guest("reply", applied[0], "--words", "Here it is.", given=applied[1] + "\n"))
    good(act(house, "officer", applied, "complete"))
    same(str(day_of(tracked(house, applied)["due_at"])), LAST_DAY)
    good(act(house, "officer", applied, "propose", "--words", "Nothing against it."))
    same(act(house, "officer", applied, "register").code, 4, "a head decides")
    good(act(house, "head", applied, "register"))
    one = entry(house, "delta")
    same((one["number"], one["status"], str(day_of(one["since"]))), ("EG-DK-1/2026", "active", "2026-12-01"))
    same(one["columns"], {"name": "Readers of the Delta", "seat": "Dakahlia", "field": "Education"})
    certified(house, applied, one)
    copied(house, applied, one)
    whole = good(house.ssh("head", "entry", "show", REGISTER, one["number"], "--json", "--lang", "en")).json()["columns"]
    holds(all(name in whole["founders"] for name in FOUNDERS) and all(name in whole["board"] for name in BOARD), whole)
    rests_with_its_entry(house, applied, one)


def copied(house, applied, one):
    """A copy of all that is kept tells of the entry, and of who works on it to who has the PIN."""
    got = good(house.guest("copy", applied[0], "--json", given=applied[1] + "\n")).json()
    same([m["name"] for m in got["members"][1:]], [name.replace(" ", "-") for name in FOUNDERS[1:]])
    text = good(house.guest("copy", applied[0], "--lang", "en", given=applied[1] + "\n")).out
    holds("Register of associations of Egypt: %s" % one["number"] in text and "2 · Karim-Farouk · may sign" in text, text)


def rests_with_its_entry(house, applied, one):
    """A certificate of what is suspended is real, and does not hold."""
    code = good(house.guest("issued", applied[0], "--json", given=applied[1] + "\n")).json()[0]["code"]
    for does, status in (("suspend", "suspended"), ("resume", "active")):
        good(house.ssh("head", "entry", "act", REGISTER, one["number"], does, "--words", "By the court."))
        told = house.guest("check", code, "--json")
        same((told.code, told.json()["valid"], told.json()["entry"]),
             (0 if does == "resume" else 4, does == "resume", {"register": REGISTER, "number": one["number"], "status": status}))
        said = house.guest("check", code, "--lang", "en").out
        same("is not valid now" in said, does == "suspend", said)
        holds("In the register: " in said and one["number"] in said, said)


def certified(house, applied, one):
    """The certificate names the entry and the founders, and anybody may check it; gives the day on which it was issued."""
    issued, = good(house.guest("issued", applied[0], "--json", given=applied[1] + "\n")).json()
    holds(one["number"] in issued["text"] and all("- " + name in issued["text"] for name in FOUNDERS), issued["text"])
    told = good(house.guest("check", issued["code"], "--json", "--lang", "ar")).json()
    same((told["valid"], told["title"], told["holder"]), (True, "شهادة قيد جمعية", one["columns"]["name"]))
    return str(day_of(issued["issued_at"]))


def sent_on_paper(house, name):
    """An application of the day that is given, whose founders have all signed on paper; nobody sends it before."""
    house.clock("2026-12-01")
    with Lines(house.portal, False) as t:
        applied = begun(t, name)
        t.choose("Check your answers")
        t.wait("The founders: 0 of 10 have signed; missing: Founder 1 (Mona Adel)")
        t.wait("0 back")
        holds("Everything is correct" not in t.text(), t.text())
        t.enter("0")
        sign_on_paper(house, applied)
        submit(t, "en")
    return applied


@case
def it_is_begun_on_a_page(house):
    said = good(house.guest("service", SERVICE, "--lang", "en")).out
    holds("Apply: begin it on a page" in said and "`form" not in said, said[-300:])


@case
def silence_enters_another_as_of_its_day(house):
    applied = sent_on_paper(house, "Gardens of Mansoura")
    pay(house, applied)
    good(act(house, "officer", applied, "complete"))
    same(str(day_of(tracked(house, applied)["due_at"])), LAST_DAY)
    good(act(house, "head", applied, "propose", "--words", "Nothing against it."))
    refused = act(house, "head", applied, "register")
    holds(refused.code == 4 and "Someone other than" in refused.err, repr(refused))
    house.clock("2027-05-01")
    until("silence", lambda: tracked(house, applied)["state"] == "approved")
    one = entry(house, "mansoura")
    same((one["holds"], str(day_of(one["since"]))), (True, "2026-12-01"))
    same(certified(house, applied, one), LAST_DAY)
    same(str(day_of(tracked(house, applied)["events"][-1]["at"])), LAST_DAY)
    same(house.portal.host("verify").code, 0)


@case
def an_objection_has_its_reason_and_law(house):
    applied = sent_on_paper(house, "Friends of Talkha")
    pay(house, applied)
    good(act(house, "officer", applied, "complete"))
    good(act(house, "officer", applied, "propose", "--words", "Against article 9."))
    same(act(house, "head", applied, "object", "--words", "No reason.").code, 2)
    good(act(house, "head", applied, "object", "--reason", "constitution", "--words", "The second object is against it."))
    told = tracked(house, applied)
    same((told["state"], told["events"][-1]["law"]), ("rejected", "Article 9 of law 149 of 2019"))
    holds("Against article 9" not in str(told), "what staff write for each other")
    holds("We do not know which court" in good(house.guest("track", applied[0], "--lang", "en", given=applied[1] + "\n")).out, "and what may be done")
    same(house.guest("check", REGISTER, "talkha").code, 3)
    same(house.portal.host("verify").code, 0)

# --- later years ---


def board(foreign=0):
    return [{"board_name": name, "board_nationality": "other" if n < foreign else "egyptian"} for n, name in enumerate(BOARD)]


@case
def the_day_of_the_report_is_the_authoritys_to_say(house):
    """The law's file has none, which the check says; no year before the one that is named is asked for."""
    told = house.set_due("31 March\n    first: 2028")
    holds("Nothing falls due until the authority writes the day here" in told, told)


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
    house.clock("2028-03-05")
    until("the reminder", lambda: any("31 March 2028" in words for words in house.notices("nile")))
    same(house.missed(), [])
    house.clock("2028-04-01")
    until("that it was missed", house.missed)
    same(house.missed(), ["2028-03-31"])
    until("the notice", lambda: any("was not done in time" in words for words in house.notices("nile")))
    same(house.entry("nile")["status"], "active", "no source makes more of it")
    house.reported("late", "2027")
    house.clock("2029-02-01")
    house.reported("in time", "2028", accounts="2")
    same(house.kept("head", NUMBER)["columns"]["last_report"], "2028")
    shown = good(house.ssh("officer", "show", house.numbers["in time"][0], "--lang", "en")).out
    holds(re.search(r"Several accounts without exceeding 5,000,000 EGP \(article 23\): yes", shown, re.I), shown)
    house.clock("2029-04-02")
    same(house.missed(), ["2028-03-31"])


@case
def another_board_and_seat(house):
    said = dict(entry_number=NUMBER, decided_on="20/3/2029", changed="board,seat", representative="Karim Farouk", phone="0100 765 4321",
                new_seat="EG-GZ", new_address="3 Pyramid Road")
    refused = house.about(CHANGE, {"board": board(2)}, "nile", **said)
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
    reference = house.sent("end", DISSOLUTION, entry_number=NUMBER, decided_on="1/4/2029", decided_by="The trustees", property="Books and desks, to a school")
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
