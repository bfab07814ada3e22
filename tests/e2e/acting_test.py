# acting_test.py - the acts of a definition, typed and seen: by commands on the host, and what the applicant gets to see of them.
import os

from cases import case, holds, run_cases, same, until
from definitions import question, read_yaml, says
from filler import fill
from lines import Lines
from shubbak import portal_with
from terminal import Terminal
from walk import to_home, track

NAME = "lb-kiosk-permit"
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", NAME + ".yaml")


def sent(portal, seed=0):
    """An application for the permit, just received: its reference and PIN."""
    got = portal.apply(NAME, fill(portal.blank(NAME, "en"), read_yaml(DATA), seed=seed))
    same(got.code, 0, repr(got))
    return got.json()["reference"], got.json()["pin"]


def told(portal, *words, given=b""):
    got = portal.host("application", *words, "--json", given=given)
    same(got.code, 0, repr(got))
    return got.json()


def refused(portal, code, *words, given=b""):
    got = portal.host("application", *words, given=given)
    same(got.code, code, repr(got))
    return got.err


def acts(portal, reference, *words):
    return {a["act"]: a for a in told(portal, "acts", reference, *words)["acts"]}


def staff(portal, name, role):
    number = portal.host("account", "add", "--name", name, "--json").json()["number"]
    same(portal.host("account", "grant", number, "--role", role, "--service", NAME).code, 0)
    return number


def to_decision(portal, reference, *words):
    told(portal, "act", reference, "close_task", "--task", "visit", "--words", "Two metres are free.", *words)
    return told(portal, "act", reference, "propose", *words)


@case
def acts_tell_what_may_be_done_and_why_not(portal):
    reference, _ = sent(portal)
    shown = told(portal, "acts", reference)
    same((shown["reference"], shown["stage"], shown["state"]), (reference, "check", "submitted"))
    by = {a["act"]: a for a in shown["acts"]}
    same(list(by), ["correct", "propose", "note"])
    same((by["correct"]["possible"], by["correct"]["asks"], by["correct"]["name"]),
         (True, ["words", "items"], "Ask for a correction"))
    same((by["propose"]["possible"], by["propose"]["to"]), (False, ["decision"]))
    holds("visit" in by["propose"]["why_not"], by["propose"]["why_not"])
    same([(t["task"], t["for"], t["closed_at"]) for t in shown["tasks"]], [("visit", "officer", None)])
    holds({"question": "born", "item": None, "name": "Date of birth"} in shown["items"], shown["items"])
    holds({"paper": "plan_of_place", "item": None, "name": "Plan of the place"} in shown["items"], shown["items"])
    known = {(a["question"], a["item"]): (a["value"], "withheld" in a) for a in told(portal, "show", reference)["answers"]}
    holds(known[("born", 0)][0] and not known[("born", 0)][1], known)
    got = portal.host("application", "acts", reference[:4], reference[4:8], reference[8:12], reference[12:])
    same(got.code, 0, repr(got))
    for words in ("Ask for a correction", "--item ANSWER=incorrect|incomplete|outdated", "Not now: ", "close_task --task visit",
                  "  born: Date of birth\n", "  helper_name:2: Name of the helper (Helper 2)\n", "  plan_of_place: Plan of the place\n"):
        holds(words in got.out, "%s: %s" % (words, got.out))
    same(refused(portal, 3, "acts", "00000000079444") != "", True)


@case
def an_act_is_done_by_its_name_and_takes_what_it_asks_for(portal):
    reference, _ = sent(portal, 1)
    faults = (
        (3, ("grant",), "correct"),
        (2, ("correct", "--words", "Once more."), "Name the answers"),
        (2, ("correct", "--item", "born=incorrect"), "Write a message for this act"),
        (2, ("correct", "--words", "x", "--item", "born=wrong"), "incorrect, incomplete or outdated"),
        (2, ("correct", "--words", "x", "--item", "born"), "incorrect, incomplete or outdated"),
        (2, ("correct", "--words", "x", "--item", "shoe_size=incorrect"), "shoe_size"),
        (2, ("correct", "--words", "x", "--item", "helper_name:9=incorrect"), "helper_name"),
        (2, ("correct", "--words", "x", "--item", "helper_name:1x=incorrect"), "number"),
        (2, ("correct", "--words", "x", "--item", "born=incorrect", "--item", "born=outdated"), "twice"),
        (4, ("propose",), "visit"),
        (2, ("close_task", "--words", "x"), "which task"),
        (2, ("note", "--words", "x", "--to", "decision"), "does not lead to another stage"),
        (2, ("note", "--words", "x", "--reason", "narrow"), "no reason"),
    )
    for code, words, says in faults:
        said = refused(portal, code, "act", reference, *words)
        holds(says in said, "%s: %s" % (words, said))
        if code == 2 or code == 3:
            holds("shubbak application acts " + reference in said, said)
    same(told(portal, "acts", reference)["revision"], 1, "nothing was kept")
    told(portal, "act", reference, "note", "--words", "-", given="Seen.\nBy two of us.\n")
    same(told(portal, "show", reference)["events"][-1]["note"], "Seen. By two of us.")
    same(to_decision(portal, reference)["stage"], "decision")
    same(set(acts(portal, reference)), {"grant", "object", "send_back"})
    holds("check" in refused(portal, 2, "act", reference, "send_back"), "where to")
    same(told(portal, "act", reference, "send_back", "--to", "archive")["stage"], "archive")
    same(told(portal, "act", reference, "close")["state"], "approved")
    same(portal.host("verify").code, 0)


@case
def what_is_asked_is_answered_by_a_file_or_in_words(portal):
    reference, pin = sent(portal, 3)
    none = portal.ssh("reply", reference, "--words", "Here.", given=pin + "\n")
    holds(none.code == 4 and "is not waiting for an answer" in none.err, repr(none))
    told(portal, "act", reference, "correct", "--words", "The year is wrong.\nAnd the name.", "--item", "born=incorrect", "--item", "helper_name:2=incomplete",
         "--item", "plan_of_place=outdated")
    same(portal.ssh("reply", reference, "--form", given="000000\n").code, 3)
    blank = portal.ssh("reply", reference, "--form", given=pin + "\n")
    same((blank.code, blank.err), (0, ""), repr(blank))
    lines = blank.out.split("\n")
    holds("reply " + reference in blank.out and "# The authority asks: The year is wrong. And the name." in lines, blank.out)
    for words in ("# Date of birth: ", "# Name of the helper (Helper 2): ", "# Plan of the place: "):
        holds(any(line.startswith(words) for line in lines), words)
    same([line.split(":")[0] for line in lines if line and line[0] != "#"], ["words", "born", "helper_name"], "what is asked, and nothing else")
    born, helper = (next(line for line in lines if line.startswith(key)) for key in ("born: ", "helper_name:2: "))
    wrong = blank.out.replace(born, "born: 1990-02-31\nstreet: Hamra").replace(helper, helper + "\n" + helper)
    got = portal.ssh("reply", reference, "--json", given=pin + "\n" + wrong)
    same((got.code, [(e["line"], e["field"]) for e in got.json()["errors"]]),
         (2, [(lines.index(born) + 1, "born"), (lines.index(born) + 2, None), (lines.index(helper) + 3, "helper_name:2")]), repr(got))
    holds("words, born, helper_name:2" in got.json()["errors"][1]["message"], repr(got))
    known = {a["question"]: a["value"] for a in told(portal, "show", reference)["answers"] if a["item"] in (0, 2)}
    holds("1990" not in known["born"], "nothing was kept")
    right = blank.out.replace(born, "born: 1990-02-03").replace("words:\n", "words: Both are right now.\n  The plan comes.\r\n")
    got = portal.ssh("reply", reference, "--json", given=pin + "\n" + right)
    same((got.code, got.json()["state"]), (0, "in_review"), repr(got))
    holds("Both are right now." in got.json()["events"][-1]["note"] and "The plan comes." in got.json()["events"][-1]["note"], got.out)
    known = {(a["question"], a["item"]): a["value"] for a in told(portal, "show", reference)["answers"]}
    same((known[("born", 0)], known[("helper_name", 2)]), ("1990-02-03", helper.split(": ")[1]))
    told(portal, "act", reference, "correct", "--words", "Where exactly?", "--item", "plan_of_place=outdated")
    got = portal.ssh("reply", reference, "--words", "'At the corner.'", given=pin + "\n")
    holds(got.code == 0 and "At the corner." in got.out, repr(got))
    same(portal.host("verify").code, 0)


@case
def four_eyes_and_roles_are_told(portal):
    reference, _ = sent(portal, 2)
    officer, head = staff(portal, "Rima Khoury", "officer"), staff(portal, "Nadim Saad", "head")
    to_decision(portal, reference, "--as", officer)
    may = acts(portal, reference, "--as", officer)
    same((may["grant"]["possible"], may["object"]["possible"]), (False, False))
    same(portal.host("account", "grant", officer, "--role", "head", "--service", NAME).code, 0)
    may = acts(portal, reference, "--as", officer)
    same((may["grant"]["possible"], may["object"]["possible"]), (False, True))
    holds("Someone other than" in may["grant"]["why_not"], may["grant"]["why_not"])
    refused(portal, 4, "act", reference, "grant", "--as", officer)
    same(told(portal, "act", reference, "grant", "--as", head)["state"], "approved")


@case
def a_refusal_needs_a_reason_and_names_its_law(portal):
    reference, _ = sent(portal, 3)
    to_decision(portal, reference)
    holds("narrow, taken" in refused(portal, 2, "act", reference, "object", "--words", "Too narrow."), "which reasons")
    refused(portal, 2, "act", reference, "object", "--reason", "ugly", "--words", "x")
    refused(portal, 2, "act", reference, "object", "--reason", "narrow")
    told(portal, "act", reference, "object", "--reason", "narrow", "--words", "One metre is left.")
    last = told(portal, "show", reference)["events"][-1]
    same((last["act"], last["reason"], last["reason_name"], last["law"]),
         ("object", "narrow", "The pavement is too narrow", "Article 7 of the rules of the pavement"))
    same(portal.host("verify").code, 0)


def label(name, lang):
    return question(read_yaml(DATA), name)["label"][lang]


def correct(portal, reference, *items):
    named = [word for item in items for word in ("--item", item)]
    return told(portal, "act", reference, "correct", "--words", "Please look again.", *named)


def change(portal, reference):
    return {c.get("question") or c["paper"]: c for c in told(portal, "show", reference)["corrections"]}


def go_and_correct(portal, face, lang, seed):
    """The applicant's way, the same on pages and in plain lines; the authority is refused meanwhile, and sees what is another."""
    reference, pin = sent(portal, seed)
    before = told(portal, "show", reference)
    correct(portal, reference, "born=incorrect", "helper_name:1=incomplete", "plan_of_place=outdated")
    to_home(face, lang)
    track(face, lang, reference, pin, "Your application cannot continue until you answer:")
    for words in ("Please look again.", label("born", lang), says("it is not right", lang), label("helper_name", lang),
                  says("it is not complete", lang), read_yaml(DATA)["papers"][0]["name"][lang], says("it is no longer valid", lang)):
        face.wait(words, lang)
    face.choose(says("Correct what is asked for", lang), lang)
    face.wait(says("Send the corrections", lang), lang)
    face.choose(label("born", lang), lang)
    face.wait(label("born", lang), lang)
    face.settle()
    holds(not face.shows(label("full_name", lang)), "only what is named is open")
    face.enter_over("1/2/1981")
    face.wait(says("Send the corrections", lang), lang)
    same(change(portal, reference)["born"]["after"], change(portal, reference)["born"]["before"], "what is not sent is nobody else's")
    said = refused(portal, 4, "act", reference, "propose")
    holds("Waiting for the applicant" in said, said)
    face.choose(says("Send the corrections", lang), lang)
    face.wait(says("Send these corrections?", lang), lang)
    face.choose(says("Send the corrections", lang), lang)
    face.wait(says("Your answer was sent. The authority continues to process your application.", lang), lang)
    shown = told(portal, "show", reference)
    same((shown["state"], shown["stage"]), ("in_review", before["stage"]))
    got = change(portal, reference)
    same((got["born"]["after"], got["born"]["wrong"]), ("1981-02-01", "incorrect"))
    holds(got["born"]["before"] not in (None, "1981-02-01"), got)
    same(got["helper_name"]["before"], got["helper_name"]["after"])
    same((got["plan_of_place"]["wrong"], "after" in got["plan_of_place"]), ("outdated", False))
    text = portal.host("application", "show", reference).out
    holds("Date of birth: 1 February 1981, before: " in text and "as before" in text, text)
    same(to_decision(portal, reference)["stage"], "decision")
    same(portal.host("verify").code, 0)


@case
def corrections_on_pages(portal):
    for n, lang in enumerate(("en", "fr", "ar")):
        with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
            go_and_correct(portal, t, lang, 10 + n)


@case
def corrections_in_plain_lines(portal):
    for n, lang in enumerate(("en", "fr", "ar")):
        with Lines(portal, raw=n == 0) as t:
            go_and_correct(portal, t, lang, 20 + n)


@case
def a_key_alone_shows_the_pin_before_it_corrects(portal):
    key = portal.key()
    got = portal.apply(NAME, fill(portal.blank(NAME, user="me", key=key), read_yaml(DATA), seed=30), user="me", key=key)
    same(got.code, 0, repr(got))
    reference, pin = got.json()["reference"], got.json()["pin"]
    correct(portal, reference, "street=incomplete")
    with Lines(portal, raw=False, user="plain-me", key=key) as t:
        t.choose("English")
        t.choose(read_yaml(DATA)["name"]["en"])
        t.choose("Correct what is asked for")
        t.wait("Tracking PIN")
        t.enter(pin)
        t.wait("Send the corrections")
        t.choose(label("street", "en"))
        t.enter("Bliss Street, by the gate")
        t.wait("Bliss Street, by the gate, before: ")
        t.choose("Message to the authority")
        t.enter("By the gate.")
        t.enter("")
        t.wait("Send the corrections")
        t.choose("Send the corrections")
        t.wait("By the gate.")
        t.choose("Send the corrections")
        t.wait("Your answer was sent.")
    shown = told(portal, "show", reference)
    same((shown["state"], shown["events"][-1]["note"]), ("in_review", "By the gate."))
    same(change(portal, reference)["street"]["after"], "Bliss Street, by the gate")


@case
def a_refusal_says_why_by_which_law_and_what_to_do(portal):
    reference, pin = sent(portal, 31)
    to_decision(portal, reference)
    told(portal, "act", reference, "object", "--reason", "narrow", "--words", "One metre is left.")
    for lang, reason, law, appeal in (
            ("en", "The pavement is too narrow", "Article 7 of the rules of the pavement", "Appeal in writing to the governor."),
            ("fr", "Le trottoir est trop étroit", "Article 7 du règlement des trottoirs", "Formez un recours écrit auprès du mohafez."),
            ("ar", "الرصيف ضيق", "المادة 7 من نظام الأرصفة", "اعترض خطياً لدى المحافظ.")):
        with Lines(portal, raw=False) as t:
            to_home(t, lang)
            track(t, lang, reference, pin, "Reason for the refusal")
            for words in (reason, law, says("In the authority's words", lang), "One metre is left.", appeal):
                t.wait(words, lang)
        got = portal.ssh("track", reference, "--lang", lang, given=pin + "\n")
        same(got.code, 0, repr(got))
        for words in (says("Reason for the refusal", lang), reason, law, appeal, "One metre is left."):
            holds(words in got.out, "%s: %s" % (words, got.out))
        last = portal.ssh("track", reference, "--json", "--lang", lang, given=pin + "\n").json()["events"][-1]
        same((last["reason"], last["reason_name"], last["law"]), ("narrow", reason, law))


@case
def track_says_what_is_asked(portal):
    reference, pin = sent(portal, 32)
    first = portal.ssh("track", reference, "--json", given=pin + "\n").json()["events"]
    holds(all(set(e) == {"at", "state", "note"} for e in first), "nothing more where no act was told: %s" % first)
    correct(portal, reference, "born=outdated", "plan_of_place=incomplete")
    for lang in ("en", "fr", "ar"):
        got = portal.ssh("track", reference, "--lang", lang, given=pin + "\n").out
        for words in (says("To be corrected", lang), label("born", lang), says("it is no longer valid", lang), "Please look again.", "plain-me@"):
            holds(words in got, "%s: %s" % (words, got))
    last = portal.ssh("track", reference, "--json", given=pin + "\n").json()["events"][-1]
    same((last["act"], last["note"]), ("correct", "Please look again."))
    same(last["items"], [{"question": "born", "item": None, "name": "Date of birth", "wrong": "outdated"},
                         {"paper": "plan_of_place", "item": None, "name": "Plan of the place", "wrong": "incomplete"}])


@case
def a_copy_has_notices_tasks_and_named_corrections(portal):
    reference, pin = sent(portal, 21)
    correct(portal, reference, "born=incorrect", "plan_of_place=outdated")
    got = portal.ssh("copy", reference, "--json", given=pin + "\n").json()
    same([(n["template"], n["read_at"], n["reference"]) for n in got["notices"]], [("asked", None, reference)])
    holds("has a question for you" in got["notices"][0]["text"], repr(got["notices"]))
    named = {c.get("question") or c["paper"]: c for c in got["corrections"]}
    same(set(named), {"born", "plan_of_place"})
    same((named["born"]["wrong"], named["born"]["before"]), ("incorrect", named["born"]["after"]))
    told(portal, "act", reference, "close_task", "--task", "visit", "--words", "Only for staff.")
    got = portal.ssh("copy", reference, "--json", given=pin + "\n").json()
    same([(t["task"], t["closed_at"] is not None) for t in got["tasks"]], [("visit", True)])
    for lang in ("en", "fr", "ar"):
        text = portal.ssh("copy", reference, "--lang", lang, given=pin + "\n").out
        for words in (says("Notices", lang), says("Tasks", lang), says("Since the correction was asked for", lang), "Please look again."):
            holds(words in text, "%s: %r in %r" % (lang, words, text))
        holds("Only for staff" not in text, text)
    # A copy is no reading of the notices by the one who asks for it: `track` is.
    same(portal.ssh("copy", reference, "--json", given=pin + "\n").json()["notices"][0]["read_at"], None)


@case
def an_answer_of_several_lines_goes_out_and_back(portal):
    with open(DATA, encoding="utf-8") as f:
        text = f.read()
    for old, new in (("{id: street, type: text,", "{id: street, type: text, lines: 4,"), ("version: 1\n", "version: 2\n")):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = os.path.join(portal.folder, NAME + ".yaml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    same(portal.host("catalogue", "import", path).code, 0)
    until("visitors to get it", lambda: "Text. Start each extra" in portal.blank(NAME, "en"))
    reference, pin = sent(portal, 5)
    told(portal, "act", reference, "correct", "--words", "Which street?", "--item", "street=incomplete")
    good = portal.ssh("reply", reference, "--json", given=pin + "\nwords: Here.\nstreet: Hamra,\n\n  born: beside the bank,\n # 12\n\n# a note\n")
    same((good.code, good.json()["state"]), (0, "in_review"), repr(good))
    for _ in range(2):
        told(portal, "act", reference, "correct", "--words", "Is it so?", "--item", "street=outdated")
        blank = portal.ssh("reply", reference, "--form", given=pin + "\n").out
        holds("\nstreet: Hamra,\n \n born: beside the bank,\n # 12\n" in blank, blank)
        same(portal.ssh("reply", reference, given=pin + "\n" + blank.replace("words:", "words: Yes.")).code, 0)


run_cases(lambda: portal_with(DATA))
