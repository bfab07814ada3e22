# fees_test.py - a fee is due with an application, is paid at a counter by page and command and by a provider's file, is undone by another and given back; who applied sees it on the page, by command and as a receipt.
import os
import re

from cases import case, holds, run_cases, same
from definitions import read_yaml
from filler import fill, set_answer
from shubbak import Portal
from staff import Shared, Staff
from terminal import Terminal
from walk import to_home, track

SERVICE = "eg-club-entry"
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", SERVICE + ".yaml")
SETTINGS = {"pay_en": "Pay at any post office.", "qr_account": "26:org.example.pay:0123", "qr_category": "9399", "qr_country": "EG",
            "qr_name": "Directorate", "qr_city": "Cairo"}
HEAD = "fawryRefNumber,merchantRefNumber,paymentAmount,orderAmount,fawryFees,orderStatus\n"


class House:
    def __init__(self):
        self.portal = Portal(serve=False, settings=SETTINGS)
        same(self.portal.host("catalogue", "import", DATA).code, 0)
        self.cashier = Staff(self.portal, "Rana Aoun", ("--role", "cashier"))
        self.treasurer = Staff(self.portal, "Sami Nassar", ("--role", "treasurer"))
        self.officer = Staff(self.portal, "Hala Saab", ("--role", "officer"))
        self.portal.start()
        self.lines = {who: Shared(getattr(self, who)) for who in ("cashier", "treasurer", "officer")}

    def close(self):
        for line in self.lines.values():
            line.__exit__()
        self.portal.close()

    def sent(self, capital="8000"):
        form, _ = set_answer(fill(self.portal.blank(SERVICE, "en"), read_yaml(DATA), seed=1), "club", 0, "capital", capital)
        got = self.portal.apply(SERVICE, form)
        same(got.code, 0, repr(got))
        owed = got.json()["dues"][0]
        same((owed["fee"], owed["amount"], len(owed["reference"])), ("entry", 100000, 16))
        return got.json()["reference"], got.json()["pin"]

    def dues(self, applied):
        got = self.portal.ssh("dues", applied[0], "--json", given=applied[1] + "\n")
        same(got.code, 0, repr(got))
        return got.json()

    def state(self, applied):
        return self.portal.ssh("track", applied[0], "--json", given=applied[1] + "\n").json()["state"]

    def ssh(self, who, *words, given=b""):
        return self.lines[who].ssh(*words, given=given)


def receipt_of(got):
    same(got.code, 0, repr(got))
    holds(max(len(line) for line in got.out.splitlines()) <= 40, got.out)
    return re.search(r"^ +(P\d{10})$", got.out, re.M).group(1)


@case
def paid_in_two_parts_by_page_and_command(house):
    told = house.portal.ssh("apply", SERVICE, given=fill(house.portal.blank(SERVICE, "en"), read_yaml(DATA), seed=2)).out
    holds("Entry fee" in told and "Payment reference: RF" in told and "To be paid until: " in told and "Pay at any post office." in told, told)
    applied = house.sent()
    waits = house.portal.ssh("track", applied[0], given=applied[1] + "\n").out
    holds("Due by: " in waits and "If there is no reply in time" not in waits, waits)
    same([f["text"] for f in house.portal.ssh("service", SERVICE, "--json").json()["fees"]],
         ["1,000 EGP", "0.25 % of the amount that you enter, at least 10 EGP and at most 1,000 EGP"])
    due = house.dues(applied)[0]
    same((due["fee"], due["amount"], due["state"], len(due["reference"])), ("entry", 100000, "open", 16))
    holds(due["qr"].startswith("000201") and due["reference"] in due["qr"], repr(due))
    same(house.state(applied), "awaiting_payment")
    told = house.portal.ssh("dues", applied[0], given=applied[1] + "\n").out
    holds("Pay at any post office." in told and "1,000 EGP" in told, told)
    same(house.ssh("cashier", "payments", "show", "RF461234512345").code, 2, "wrong check digits")
    same(house.ssh("cashier", "payments", "show", "RF451234512345").code, 3, "nobody's")
    receipt_of(house.ssh("cashier", "payments", "take", due["reference"], "--amount", "400", "--by", "card"))
    same(house.dues(applied)[0]["state"], "part")
    with house.cashier.at("At the counter") as t:
        t.choose("Take a payment")
        t.wait("Payment reference")
        t.enter(due["reference"].lower())
        t.wait("Still to be paid")
        t.choose("Paid in cash: 600 EGP")
        t.wait("Hand over its receipt")
    same((house.dues(applied)[0]["state"], house.state(applied)), ("paid", "in_review"))
    told = house.portal.ssh_me(*applied, "notices").out
    holds("is due for the application" in told and ": Entry fee. The amount" in told and "has been paid: Entry fee. The receipt" in told, told)
    tracked = house.portal.ssh("track", applied[0], given=applied[1] + "\n").out
    holds("If there is no reply in time: Silence" in tracked, tracked)
    holds(due["reference"][:4] in tracked and "Entry fee" in tracked and "receipt P" in tracked, tracked)
    copy = house.portal.ssh("copy", applied[0], "--json", given=applied[1] + "\n").json()
    same([len(d["payments"]) for d in copy["dues"]], [2])
    with Terminal(house.portal, house.portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        track(t, "en", *applied)
        t.choose("What is to be paid")
        t.wait("Receipt P")
        t.choose("Receipt P")
        t.wait("Receipt number")
        t.wait("400 EGP")


@case
def a_providers_file_is_taken_in_once(house):
    first, second = house.sent(), house.sent()
    refs = [house.dues(a)[0]["reference"] for a in (first, second)]
    text = HEAD + "765,%s,1005,1000,5,PAID\n766,%s,900,900,0,PAID\n767,RF451234512345,3,3,0,PAID\n=1,%s,1,1,0,PAID\n" % (refs[0], refs[1], refs[1])
    got = house.ssh("treasurer", "payments", "import", "--json", given=text.encode())
    same(got.code, 0, repr(got))
    same([row["result"] for row in got.json()["rows"]], ["paid", "part", "kept", "refused"])
    same(got.json()["rows"][3]["why"], "formula")
    path = os.path.join(house.portal.folder, "again.csv")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text + "768,%s,200,200,0,PAID\n" % refs[1])
    same(house.portal.host("payments", "import", path, "--count", "9").code, 2, "its number is said to be another")
    got = house.portal.host("payments", "import", path)
    same(got.code, 0, repr(got))
    holds("5 rows: 1 taken in, 0 kept, 3 taken in before, 1 refused" in got.out, got.out)
    same((house.state(first), house.state(second), house.dues(second)[0]["state"]), ("in_review", "in_review", "over"))
    receipt_of(house.ssh("treasurer", "payments", "refund", refs[1], "--words", "'too much came'"))
    same(house.dues(second)[0]["state"], "paid")
    third = house.sent()
    plain = "transaction,reference,amount,currency,status,paid_at\nT1,%s,1000.00,EGP,PAID,2026-03-14\n" % house.dues(third)[0]["reference"]
    same(house.ssh("treasurer", "payments", "import", given=plain.encode()).code, 0)
    told = house.portal.ssh("dues", third[0], "--lang", "en", given=third[1] + "\n").out
    holds("1,000 EGP, payment provider, receipt P" in told, told)
    kept = house.ssh("treasurer", "payments", "kept", "--json").json()
    same([(k["transaction"], k["why"]) for k in kept], [("767", "unknown")])
    sums = house.ssh("treasurer", "payments", "day", "--json").json()
    holds({"kind": "refund", "currency": "EGP", "count": 1, "amount": -10000} in sums, repr(sums))
    same(house.portal.host("verify").code, 0)


@case
def what_an_act_raises_is_paid_before_the_end(house):
    applied = house.sent()
    entry = house.dues(applied)[0]["reference"]
    number = receipt_of(house.ssh("cashier", "payments", "take", entry))
    same(house.ssh("cashier", "payments", "undo", number, "--words", "wrong").code, 4, "who took it has no right to undo it")
    same(house.ssh("treasurer", "payments", "undo", number, "--words", "wrong", "--json").json()["state"], "open")
    receipt_of(house.ssh("cashier", "payments", "take", entry, "--by", "stamp", "--proof", "EG-1"))
    same(house.ssh("officer", "act", applied[0], "assess", "--words", "seen").code, 0)
    got = house.ssh("officer", "act", applied[0], "grant")
    same(got.code, 4, repr(got))
    capital = house.dues(applied)[1]
    same((capital["fee"], capital["amount"]), ("capital", 2000))
    same(house.ssh("cashier", "payments", "take", capital["reference"], "--by", "stamp", "--proof", "EG-1").code, 4, "a stamp pays once")
    receipt_of(house.ssh("cashier", "payments", "take", capital["reference"]))
    same(house.ssh("officer", "act", applied[0], "grant").code, 0)
    same(house.state(applied), "approved")
    for words in (["show", entry], ["take", entry], ["undo", number, "--words", "x"], ["refund", entry, "--words", "x"], ["let-off", entry, "--words", "x"],
                  ["import"], ["kept"], ["match", number, "--to", entry], ["day"]):
        takes = words[0] in ("show", "take")
        refused = ["officer"] + (["treasurer"] if words[0] == "take" else []) + ([] if takes else ["cashier"])
        same([house.ssh(who, "payments", *words, given=b"x").code for who in refused], [4] * len(refused), repr(words))
        same(house.portal.ssh("payments", *words, given=b"x").code, 4, "a guest: " + repr(words))
    same(house.portal.ssh("dues", applied[0], given="000000\n").code, 3, "another PIN")


run_cases(House)
