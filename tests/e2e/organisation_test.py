# organisation_test.py - an organisation's people by the commands that they type: found, entered, its manager invites a treasurer, who files what a stranger cannot;
# the office mends; whoever was removed is refused.
import os
import re
import shlex

from cases import case, holds, run_cases, same, until
from days import day_of, today
from definitions import read_yaml
from filler import fill
from shubbak import Portal
from staff import Staff

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
FOUNDING, REPORT, CHANGE = "lb-club-founding", "lb-club-report", "lb-club-change"


def data(name):
    return os.path.join(DATA, name + ".yaml")


class Person:
    """Somebody with an account, who comes by its number and PIN."""

    def __init__(self, portal, name):
        self.portal = portal
        paper = portal.host("account", "add", "--name", name, "--json").json()
        self.number, self.pin = paper["number"], paper["pin"]

    def ssh(self, *words, given=""):
        return self.portal.ssh_me(self.number, self.pin, *map(shlex.quote, words), given=given)

    def json(self, *words, given=""):
        got = self.ssh(*words, "--json", "--lang", "en", given=given)
        same(got.code, 0, repr(got))
        return got.json()


class House:
    """The clubs, whose report its people alone send, with a head over the register."""

    def __init__(self):
        self.portal = Portal(serve=False)
        path = os.path.join(self.portal.folder, REPORT + ".yaml")
        with open(data(REPORT), encoding="utf-8") as f:
            text = f.read()
        assert "by: club_number}" in text, text
        with open(path, "w", encoding="utf-8") as f:
            f.write(text.replace("by: club_number}", "by: club_number, from: people}"))
        same(self.portal.host("catalogue", "import", data("register-clubs"), data(FOUNDING), data(CHANGE), path).code, 0)
        self.head = Staff(self.portal, "Hala Mrad", *(("--role", "head", "--service", over) for over in (FOUNDING, REPORT, CHANGE, "register:lb-clubs")))
        self.rima, self.rami, self.other = (Person(self.portal, name) for name in ("Rima Haddad", "Rami Saad", "Ziad Aoun"))
        self.sent = set()
        self.portal.start()

    def close(self):
        self.portal.close()

    def filled(self, service, **said):
        text = fill(self.portal.blank(service, "en"), read_yaml(data(service)), seed=2)
        return "\n".join("%s: %s" % (line.split(":")[0], said[line.split(":")[0]])
                         if line.split(":")[0] in said and not line.startswith("#") else line for line in text.split("\n"))

    def report(self, who, number):
        return who.ssh("apply", REPORT, "--json", "--lang", "en", given=self.filled(REPORT, club_number=number, members=12))

    def message(self, to):
        """The next that is to be sent to somebody, on one line."""
        folder = os.path.join(self.portal.state, "spool")

        def look():
            for name in sorted(n for n in os.listdir(folder) if not n.startswith(".") and n not in self.sent):
                with open(os.path.join(folder, name), encoding="utf-8") as f:
                    head, words = f.read().split("\n\n", 1)
                if "To: %s\n" % to in head + "\n":
                    self.sent.add(name)
                    return " ".join(words.split())
            return None
        return until("a message to " + to, look)

    def staff(self, *words):
        return self.head.ssh(*map(shlex.quote, words), "--lang", "en")


@case
def its_people_file_and_nobody_else(house):
    rima, rami, other = house.rima, house.rami, house.other
    same(rima.json("organisations"), [])
    holds("\nWho sends it: Only people who act for the organisation" in house.portal.ssh("service", REPORT, "--lang", "en").out, "told before one begins")
    founding = rima.json("apply", FOUNDING, given=house.filled(FOUNDING, club_name="Cedar Hikers", seat_place="LB-BA", chair="Rima Haddad", club_phone="03123456"))
    same(house.staff("act", founding["reference"], "approve", "--words", "Let them meet.").code, 0)

    # the account that had applied manages it, and sees its space
    mine = rima.json("organisations")
    same([(o["register"], o["name"], o["may"]) for o in mine], [("lb-clubs", "Cedar Hikers", ["see", "file", "manage"])])
    club = ("lb-clubs", mine[0]["number"])
    space = rima.json("organisation", *club)
    same([(w["kind"], w["duty"]) for w in space["waiting"]], [("due", "annual_report"), ("due", "expiry")])
    holds(space["waiting"][0]["day"].endswith("-03-31"), space["waiting"])
    same((space["columns"]["chair"], space["columns"]["phone"]), ("Rima Haddad", "+9613123456"), space["columns"])
    same([(p["name"], p["way"], p["state"]) for p in space["people"]], [("Rima Haddad", "applicant", "joined")])
    refused = other.ssh("organisation", *club, "--lang", "en")
    same(refused.code, 4, repr(refused))
    same(house.portal.ssh("organisations").code, 4, "who has no account")
    holds(rima.ssh("organisation", *club, "--lang", "en").out.startswith(club[1] + " · Cedar Hikers · Active\n"), "first which it is")

    # a treasurer is invited, once
    code = rima.json("organisation", "invite", *club, "--name", "Rami Saad", "--may", "see,file")["code"] + "\n"
    same(rami.ssh("organisation", "join", *club, given="0000000000\n").code, 3, "another code")
    same(house.portal.ssh("organisation", "join", *club, given=code).code, 4, "a guest acts for nobody")
    same(rami.ssh("organisation", "join", *club, given=code).code, 0)
    same(other.ssh("organisation", "join", *club, given=code).code, 4, "taken once")

    # a stranger is refused with what to do; the treasurer files
    refused = house.report(other, club[1])
    same(refused.code, 4, repr(refused))
    holds("own people can send" in refused.raw.decode() + refused.err and "Office of clubs" in refused.raw.decode() + refused.err, repr(refused))
    sent = house.report(rami, club[1])
    same(sent.code, 0, repr(sent))
    reference = sent.json()["reference"]
    space = rima.json("organisation", *club)
    same({(a["service"], a["reference"]) for a in space["applications"] if a["opens"]}, {(REPORT, reference), (FOUNDING, founding["reference"])})
    same([w["duty"] for w in space["waiting"]], ["expiry"], "the report has come")
    same(rima.json("track", reference)["state"], "submitted")
    copied = rima.json("copy")
    same([kept["organisation"]["number"] for kept in copied if "organisation" in kept], [club[1]])

    # removed, he is refused; the last who manages does not go, and the office enters another, with words
    same(rima.ssh("organisation", "remove", *club, "--number", "2").code, 0)
    same(house.report(rami, club[1]).code, 4)
    same(rima.ssh("organisation", "leave", *club).code, 4)
    same(house.staff("organisation", "enter", *club, "--account", other.number, "--may", "manage").code, 2, "no words")
    refused = house.staff("organisation", "enter", *club, "--account", other.number, "--may", "file,man", "--words", "Minutes of 3 March.")
    same(refused.code, 2)
    holds("see, file, manage" in refused.raw.decode() + refused.err, repr(refused))
    entered = house.staff("organisation", "enter", *club, "--account", other.number, "--may", "file,manage", "--words", "Minutes of 3 March.", "--json")
    same(entered.code, 0, repr(entered))
    same([(p["name"], p["state"]) for p in entered.json()], [("Rima Haddad", "joined"), ("Rami Saad", "ended"), ("Ziad Aoun", "joined")])
    same(house.staff("organisation", "remove", *club, "--number", "1", "--words", "The board has changed.").code, 0)
    same(rima.ssh("organisation", *club).code, 4)
    people = other.json("organisation", "people", *club)
    same([p["ended_words"] for p in people], ["The board has changed.", "", ""])
    holds(day_of(people[0]["ended_at"]) == today(), people)
    same(house.report(other, club[1]).code, 0)
    same(house.portal.host("verify").code, 0)


@case
def who_founded_it_as_a_guest_sends_by_that_pin(house):
    """Until an account has it: then that one alone, and whom it invites."""
    slip = house.portal.ssh("apply", FOUNDING, "--json", given=house.filled(FOUNDING, club_name="Night Readers", seat_place="LB-BA", chair="Nada Aoun", club_phone="03123456")).json()
    same(house.staff("act", slip["reference"], "approve", "--words", "Let them meet.").code, 0)
    entry, = house.portal.ssh("check", "lb-clubs", "night", "--json").json()["entries"]

    def sends(who):
        return who("apply", REPORT, "--json", "--lang", "en", given=house.filled(REPORT, club_number=entry["number"], members=9))
    refused = sends(house.portal.ssh)
    holds(refused.code == 4 and "connect as me@ with these two" in refused.raw.decode() + refused.err, repr(refused))
    same(refused.json()["errors"][0]["code"], "not_its_people")
    numbers = (slip["reference"], slip["pin"])
    same(sends(lambda *words, **given: house.portal.ssh_me(*numbers, *words, **given)).code, 0)
    holds("You send everything for this organisation yourself" in " ".join(house.portal.ssh_me(*numbers, "track", slip["reference"], "--lang", "en").out.split()), "said where it is followed")
    same(house.rima.ssh("organisation", "claim", slip["reference"], given=slip["pin"] + "\n").code, 0)
    space = house.rima.json("organisation", "lb-clubs", entry["number"])
    same(sorted((a["service"], a["opens"]) for a in space["applications"]),
         [(FOUNDING, False), (REPORT, True)])
    refused = sends(lambda *words, **given: house.portal.ssh_me(*numbers, *words, **given))
    holds(refused.code == 4 and "can no longer be used to send anything for it" in refused.raw.decode() + refused.err, repr(refused))
    same(sends(house.rima.ssh).code, 0)
    same(house.portal.host("verify").code, 0)


@case
def what_a_stranger_changes_is_told_to_its_people(house):
    """At their own address, with what and where to look; a service that anybody may send is no secret door."""
    rima, to = house.rima, "+9613111222"
    number = next(o["number"] for o in rima.json("organisations") if o["name"] == "Night Readers")
    same(rima.ssh("notices", "by", "--add", "sms:" + to).code, 0)
    same(rima.ssh("notices", "by", "--code", re.search(r"\b\d{6}\b", house.message(to)).group(0)).code, 0)
    sent = house.other.json("apply", CHANGE, given=house.filled(CHANGE, club_number=number, what="1", new_name="Others", new_seat="LB-BA"))
    same(house.staff("act", sent["reference"], "pause").code, 0)
    words = house.message(to)
    holds("organisation %s is suspended and is not in force for now: Change" % number in words and "See “My organisations”" in words, words)
    holds("Others" not in words, words)
    # and what the office does by itself
    same(house.staff("entry", "act", "lb-clubs", number, "restore", "--words", "They meet again.").code, 0)
    words = house.message(to)
    holds("organisation %s has changed: Restore" % number in words and "meet again" not in words, words)
    same(house.portal.host("verify").code, 0)


run_cases(House)
