# appeal_test.py - a refusal is appealed to another decider, by page, plain lines and command; an appeal that succeeds opens the first application again.
import os
import shlex

from cases import case, holds, run_cases, same
from definitions import question, read_yaml, says
from filler import fill
from lines import Lines
from shubbak import BINARY, Portal, run
from staff import Staff
from terminal import Terminal
from walk import to_home, track

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
FIRST, APPEAL = "lb-stall-permit", "lb-stall-appeal"


def data(name):
    return os.path.join(DATA, name + ".yaml")


class House:
    """A portal with both services; A decides permits and sits on the board, B on the board alone, C is head of the permits."""

    def __init__(self):
        self.portal = Portal(serve=False)
        same(self.portal.host("catalogue", "import", data(FIRST), data(APPEAL)).code, 0)
        self.a = Staff(self.portal, "Rima Khoury", ("--role", "officer", "--service", FIRST), ("--role", "officer", "--service", APPEAL))
        self.b = Staff(self.portal, "Nadim Saad", ("--role", "officer", "--service", APPEAL))
        self.c = Staff(self.portal, "Hala Mrad", ("--role", "head", "--service", FIRST))
        self.portal.start()

    def close(self):
        self.portal.close()

    def sent(self, seed=0, **key):
        got = self.portal.apply(FIRST, fill(self.portal.blank(FIRST, "en", **key), read_yaml(data(FIRST)), seed=seed), **key)
        same(got.code, 0, repr(got))
        return got.json()["reference"], got.json()["pin"]

    def refused(self, seed=0, **key):
        """An application that A has refused."""
        reference, pin = self.sent(seed, **key)
        done = self.act(self.a, reference, "object", "--reason", "full", "--words", "No room is left.")
        same(done["state"], "rejected")
        return reference, pin

    def ssh(self, who, *words):
        return who.ssh(*map(shlex.quote, words))

    def act(self, who, *words):
        got = self.ssh(who, "act", *words, "--json")
        same(got.code, 0, repr(got))
        return got.json()

    def track(self, reference, pin):
        got = self.portal.ssh("track", reference, "--json", given=pin + "\n")
        same(got.code, 0, repr(got))
        return got.json()

    def appeal(self, reference, pin, words="The north side has room."):
        blank = self.portal.ssh("appeal", reference, "--form", given=pin + "\n")
        same(blank.code, 0, repr(blank))
        holds("appeal " + reference in blank.out, "how it is sent back")
        form = fill(blank.out, read_yaml(data(APPEAL)))
        return self.portal.ssh("appeal", reference, "--json", given=pin + "\n" + form)


def links(told):
    return [(l["kind"], l["reference"], l["service"]) for l in told.get("links", [])]


@case
def of_nothing_there_is_no_appeal(house):
    alone = house.portal.apply(APPEAL, fill(house.portal.blank(APPEAL, "en"), read_yaml(data(APPEAL))))
    same(alone.code, 4, repr(alone))
    holds("It begins with the application that was refused" in alone.out + alone.err, repr(alone))
    told = house.portal.ssh("service", APPEAL).out
    holds("`appeal REFERENCE`" in told and "apply " + APPEAL not in told, told)
    page = house.portal.host("catalogue", "preview", data(APPEAL), "--plain").out
    holds("choose “Appeal” there" in page and "Apply now" not in page, page[:2000])


@case
def a_refusal_is_appealed_to_another_and_opened_again(house):
    first, pin = house.refused()
    told = house.track(first, pin)
    same((links(told), told["appeal"]["service"], told["appeal"]["over"], told["appeal"]["open"]), ([], APPEAL, False, None))
    got = house.appeal(first, pin)
    same(got.code, 0, repr(got))
    second = got.json()["reference"]
    same(links(house.track(first, pin)), [("appealed_by", second, APPEAL)])
    same(links(house.track(second, got.json()["pin"])), [("appeals", first, FIRST)])
    same(house.track(first, pin)["appeal"]["open"], second)
    again = house.appeal(first, pin)
    same(again.code, 4, repr(again))
    holds("is already being decided" in again.out + again.err, repr(again))
    # Who decided the first decides no appeal, and does not have it either.
    may = {a["act"]: a for a in house.a.ssh("acts", second, "--json").json()["acts"]}
    same([may[a]["possible"] for a in ("uphold", "dismiss", "note")], [False, False, True])
    holds("cannot decide it" in may["uphold"]["why_not"], may["uphold"]["why_not"])
    for words in (("act", second, "dismiss", "--words", "No."), ("assign", second)):
        refused = house.ssh(house.a, *words)
        same(refused.code, 4, repr(refused))
        holds("cannot decide it" in refused.err, repr(refused))
    handed = house.ssh(house.b, "hand-over", second, "--to", house.a.number, "--words", "Yours?")
    same(handed.code, 4, repr(handed))
    house.act(house.a, second, "note", "--words", "What we saw there.")
    same(house.a.ssh("queue", "--mine", "--json").json()["applications"], [])
    # B admits it: the first one goes on, where nobody has it.
    same(house.act(house.b, second, "uphold", "--words", "There is room.")["state"], "approved")
    told = house.track(first, pin)
    same((told["state"], told["stage"], told["events"][-1]["note"]), ("submitted", "check", "There is room."))
    holds(told["due_at"] is not None, "its time runs anew")
    same(links(told), [("appealed_by", second, APPEAL)])
    same(links(house.a.ssh("show", first, "--json").json()), links(told))
    same(links(house.portal.ssh("copy", first, "--json", given=pin + "\n").json()), links(told))
    same(house.act(house.a, first, "grant")["state"], "approved")
    same(house.portal.host("verify").code, 0)


def label(name, lang):
    return read_yaml(data(name))["name"][lang]


def go_and_appeal(house, face, lang, seed):
    """The applicant's way from the refused application to the receipt of the appeal; gives the first one and its appeal."""
    first, pin = house.refused(seed)
    to_home(face, lang)
    track(face, lang, first, pin, "Your application has been refused. The reason is given below.")
    face.wait(says("Appeal", lang), lang)
    face.choose(says("Appeal", lang), lang)
    face.wait(label(APPEAL, lang), lang)
    face.wait(says("Before you start", lang), lang)
    face.choose(says("Start the application", lang), lang)
    face.wait(says("Write down these two numbers", lang), lang)
    second, _ = face.reference_and_pin(lang)
    face.choose(says("I have written them down: continue", lang), lang)
    face.choose(read_yaml(data(APPEAL))["form"]["sections"][0]["title"][lang], lang)
    face.wait(question(read_yaml(data(APPEAL)), "why")["label"][lang], lang)
    return first, pin, second


@case
def the_way_stands_on_the_page_and_in_plain_lines(house):
    for n, lang in enumerate(("en", "fr", "ar")):
        for face in (Terminal(house.portal, house.portal.ssh_line(flags=["-t"])), Lines(house.portal, raw=n == 0)):
            with face:
                first, pin, second = go_and_appeal(house, face, lang, 2 * n)
            same([(l["kind"], l["reference"], l["state"]) for l in house.track(first, pin)["links"]], [("appealed_by", second, "draft")])


@case
def a_key_alone_shows_the_pin_before_it_appeals(house):
    key = house.portal.key()
    first, pin = house.refused(40, user="me", key=key)
    refused = house.portal.ssh("appeal", first, "--form", user="me", key=key, given="\n")
    same(refused.code, 4, repr(refused))
    same(house.portal.ssh("appeal", first, "--form", user="me", key=key, given=pin + "\n").code, 0)
    with Lines(house.portal, raw=False, user="plain-me", key=key) as t:
        t.choose("English")
        t.choose("My applications and drafts")
        t.choose(label(FIRST, "en"))
        t.choose("Appeal")
        t.wait("Tracking PIN")
        t.enter(pin)
        t.wait("Before you start")
        t.wait("Appeal against")


@case
def a_head_opens_again_with_words(house):
    first, pin = house.refused(41)
    for who, words, code in ((house.a, ("reopen", "--words", "x"), 4), (house.c, ("reopen",), 2)):
        got = house.ssh(who, "act", first, *words)
        same(got.code, code, repr(got))
    # What is over is said before whose it was; a way to appeal is told, and no lack of one besides.
    may = {a["act"]: a for a in house.c.ssh("acts", first, "--json").json()["acts"]}
    same([may["reopen"]["possible"], may["grant"]["possible"]], [True, False])
    holds("is closed" in may["grant"]["why_not"], may["grant"]["why_not"])
    read = house.portal.ssh("track", first, given=pin + "\n").out
    holds("You can appeal here" in read and "We do not know" not in read, read)
    done = house.act(house.c, first, "reopen", "--words", "We look again.")
    same((done["state"], done["stage"]), ("submitted", "check"))
    same(house.c.ssh("queue", "--mine", "--json").json()["applications"], [], "nobody has it then")
    told = house.track(first, pin)
    same((told["events"][-1]["act"], told["events"][-1]["note"], "appeal" in told), ("reopen", "We look again.", False))
    got = house.portal.ssh("appeal", first, "--form", given=pin + "\n")
    same(got.code, 4, repr(got))
    same(house.ssh(house.c, "act", first, "reopen", "--words", "x").code, 4, "it is open")
    notices = house.portal.ssh("copy", first, "--json", given=pin + "\n").json()["notices"]
    same([n["template"] for n in notices], ["rejected", "moved"])
    same(house.portal.host("verify").code, 0)


@case
def an_appeal_that_nobody_can_decide_is_refused_with_file_and_line(house):
    def check(*files):
        got = run([BINARY, "catalogue", "check", *files])
        return got.code, got.err

    def changed(name, *pairs):
        with open(data(name), encoding="utf-8") as f:
            text = f.read()
        for old, new in pairs:
            holds(old in text, old)
            text = text.replace(old, new)
        path = os.path.join(house.portal.folder, name + ".yaml")
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        return path

    same(check(data(FIRST), data(APPEAL))[0], 0)
    with open(data(APPEAL), encoding="utf-8") as f:
        text = f.read()
    words = "name: {ar: ن, fr: n, en: n}"
    silent = (text[text.index("      - id: uphold"):text.index("      - {id: note")], "")
    late = ("form:\n", "acts:\n  - {id: stands, %s, from: any, by: clock, to: end(approved)}\n"
            "clocks:\n  - {id: legal, %s, starts: submitted, length: 9 days, when_over: stands}\nform:\n" % (words, words))
    with open(data(FIRST), encoding="utf-8") as f:
        line = 1 + [i for i, text in enumerate(f) if "appeal:" in text][0]
    for told, make in (
            ('There is no service "lb-stall-appeal" to appeal to', lambda: (data(FIRST),)),
            ('Nobody decides in the service "lb-stall-appeal"', lambda: (data(FIRST), changed(APPEAL, silent, late))),
            ('The appeal does "opened"', lambda: (data(FIRST), changed(APPEAL, ("id: reopen}", "id: opened}")))),
            ("An appeal goes to another service", lambda: (changed(FIRST, ("service: lb-stall-appeal", "service: lb-stall-permit")),))):
        files = make()
        code, err = check(*files)
        same(code, 2, told)
        holds("%s:%d: " % (files[0], line) in err and told in err, err)
    code, err = check(data(FIRST), changed(APPEAL, ("version: 1", "version: one")))
    holds(code == 2 and "to appeal to" not in err, "what only follows from another file's fault: %s" % err)
    # Held to what visitors of a portal are shown.
    same(check(data(FIRST), "--state", house.portal.state)[0], 0)
    got = house.portal.host("catalogue", "import", changed(FIRST, ("version: 1", "version: 2"), ("service: lb-stall-appeal", "service: lb-none")))
    same(got.code, 2, repr(got))
    same(house.portal.host("catalogue", "import", changed(FIRST, ("version: 1", "version: 2"))).code, 0)


run_cases(House)
