# queue_test.py - the queue of one of the staff by commands, over ssh and on the host: as a list, and as a file that is filled and sent.
import os
import re

from cases import case, holds, run_cases, same
from definitions import read_yaml
from filler import fill
from shubbak import portal_with
from staff import Staff

NAME = "lb-kiosk-permit"
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", NAME + ".yaml")
MANY = 30


class House:
    """An officer, another, and a head, who sign in with a key and a code."""

    def __init__(self, portal):
        self.officer = Staff(portal, "Rima Khoury", ["--role", "officer", "--service", NAME])
        self.other = Staff(portal, "Tarek Saad", ["--role", "officer", "--service", NAME])
        self.head = Staff(portal, "Nadim Haddad", ["--role", "head", "--service", NAME])

    def close(self):
        pass


shared = {}


def make_house():
    shared["house"] = House(shared["portal"])
    return shared["house"]


def portal_first():
    shared["portal"] = portal_with(DATA)
    return shared["portal"]


def sent(portal, seed=0):
    got = portal.apply(NAME, fill(portal.blank(NAME, "en"), read_yaml(DATA), seed=seed))
    same(got.code, 0, repr(got))
    return got.json()["reference"]


def done(got):
    same(got.code, 0, repr(got))
    return got


def state(portal, reference):
    return done(portal.host("application", "show", reference, "--json")).json()


def blocks(form):
    """The file's head, and each block by its reference."""
    parts = re.split(r"(?m)^(?=\[)", form)
    return parts[0], {re.sub(r"\D", "", part.split("]")[0]): part for part in parts[1:]}


def line_of(text, wanted):
    return text.split("\n").index(wanted) + 1


@case
def the_queue_is_listed_and_handed_on(portal, house):
    one, two = sent(portal, 1), sent(portal, 2)
    rows = {r["reference"]: r for r in done(house.officer.ssh("queue", "--json")).json()["applications"]}
    same((rows[one]["service"], rows[one]["stage"], rows[one]["holder"], rows[one]["overdue"]), (NAME, "check", None, False))
    done(house.officer.ssh("assign", one))
    same([r["reference"] for r in done(house.officer.ssh("queue", "--mine", "--json")).json()["applications"]], [one])
    unassigned = [r["reference"] for r in done(house.other.ssh("queue", "--unassigned", "--json")).json()["applications"]]
    holds(two in unassigned and one not in unassigned, unassigned)
    got = house.other.ssh("assign", one)
    same(got.code, 4, repr(got))
    holds("Rima Khoury" in got.err, got.err)
    got = house.officer.ssh("hand-over", one, "--to", house.other.number)
    same(got.code, 2, repr(got))
    done(house.officer.ssh("hand-over", one, "--to", house.other.number, "--words", "'You know the street.'"))
    text = done(house.other.ssh("queue", "--mine")).out
    holds(re.sub(r"(\d{4})(\d{4})(\d{4})(\d{2})", r"\1 \2 \3 \4", one) in text and "Tarek Saad" in text, text)
    done(house.other.ssh("assign", one, "--release"))
    same(done(house.other.ssh("queue", "--overdue", "--json")).json(), {"applications": [], "more": False})
    same(done(house.other.ssh("queue", "--service", "lb-judicial-record", "--json")).json()["applications"], [])
    rows = done(portal.host("application", "queue", "--json", "--as", house.other.number)).json()["applications"]
    holds({one, two} <= {r["reference"] for r in rows}, rows)
    same(portal.host("verify").code, 0)


@case
def staff_act_by_commands_over_ssh(portal, house):
    reference = sent(portal, 3)
    holds("Not now: " in done(house.officer.ssh("acts", reference)).out, "why not")
    done(house.officer.ssh("act", reference, "close_task", "--task", "visit", "--words", "-", given="Two metres.\n"))
    same(done(house.officer.ssh("act", reference, "propose", "--json")).json()["stage"], "decision")
    same(house.officer.ssh("act", reference, "grant").code, 4)
    got = house.head.ssh("act", reference, "object")
    same(got.code, 2, repr(got))
    holds("acts " + reference in got.err and "shubbak application" not in got.err, got.err)
    shown = done(house.head.ssh("show", reference, "--json")).json()
    holds(shown["events"][-1]["actor"] and shown["version"] == 1, shown)
    same(done(house.head.ssh("act", reference, "grant", "--json")).json()["state"], "approved")
    # It is found again by whoever may look at it, and by who had to do with it as their own.
    found = done(house.officer.ssh("queue", "--ended", "--json")).json()["applications"][0]
    same((found["reference"], found["state"], found["by"], found["mine"]), (reference, "approved", house.head.name, False))
    mine = done(house.officer.ssh("queue", "--ended", "--mine", "--service", NAME)).out
    holds(house.officer.name in mine and "Approved" in mine, mine)
    same(done(house.officer.ssh("queue", "--ended", "--day", "2020-01-31", "--json")).json(), {"applications": [], "more": False})
    for words, why in ((("--ended", "--overdue"), "With --ended only --mine"),
                       (("--ended", "--again"), "With --ended only --mine"), (("--day", "2020-01-31"), "--day goes with --ended")):
        got = house.officer.ssh("queue", *words)
        same(got.code, 2, repr(got))
        holds(why in got.err, got.err)


@case
def nobody_else_learns_of_it(portal, house):
    reference = sent(portal, 4)
    for words in (("queue",), ("show", reference), ("acts", reference), ("act", reference, "propose"), ("assign", reference),
                  ("hand-over", reference, "--to", house.other.number, "--words", "x"), ("decide",)):
        got = portal.ssh(*words)
        same(got.code, 4, "%s: %r" % (words, got))
        holds("staff@" in got.err, got.err)
    for word in ("queue", "decide", "hand-over"):
        holds(word not in portal.ssh("help").out, word)
        holds(word in done(house.officer.ssh("help")).out, word)
    # On the host the line says whose work it is.
    for words in (("queue",), ("decide-all",), ("assign", reference), ("assign", reference, "--release")):
        got = portal.host("application", *words, given="queue: 1\n")
        same(got.code, 2, "%s: %r" % (words, got))
        holds("--as is needed" in got.err, got.err)
    stranger = Staff(portal, "Maya Saab", ["--role", "officer", "--service", "lb-judicial-record"])
    same(done(stranger.ssh("queue", "--json")).json()["applications"], [])
    same(stranger.ssh("show", reference).code, 3)


def decisions(portal, house, references, form):
    """Each block filled: half go to the decision after the visit, the others are asked for a correction."""
    head, of = blocks(form)
    out = head
    for n, reference in enumerate(references):
        block = of[reference]
        holds("Full name: " in block and "correct --item" in block, block)
        holds("\n#   born: Date of birth\n" in block and "\n#   plan_of_place: Plan of the place\n" in block, block)
        if n % 2:
            block = block.replace("\nact:\n", "\nact: correct\n").replace("\nitem:\n", "\nitem: born=incorrect, plan_of_place=outdated\n")
            block = block.replace("\nwords:\n", "\nwords: Please look again.\n  And bring the plan.\n")
        else:
            block = block.replace("\nact:\n", "\nact: close_task\n").replace("\ntask:\n", "\ntask: visit\n")
            block = block.replace("\nwords:\n", "\nwords: Two metres are free.\n")
        out += block
    return out


@case
def thirty_decisions_in_a_file(portal, house):
    references = [sent(portal, 100 + n) for n in range(MANY)]
    form = done(house.officer.ssh("queue", "--form", "--service", NAME, "--lang", "en")).out
    same(form.split("\n")[0], "queue: 1")
    nothing = house.officer.ssh("decide", given=form)
    same((nothing.code, "nothing was done" in nothing.err), (2, True), repr(nothing))
    whole = decisions(portal, house, references, form)
    before = [done(portal.host("application", "acts", r, "--json")).json()["revision"] for r in references]
    lines = whole.split("\n")
    starts = [n for n, line in enumerate(lines) if line.startswith("[")]
    broken = list(lines)
    acts = [n for n, line in enumerate(lines) if line in ("act: correct", "act: close_task")]
    items = [n for n, line in enumerate(lines) if line.startswith("item: born")]
    words = [n for n, line in enumerate(lines) if line == "words: Two metres are free."]
    broken[acts[4]], broken[items[2]], broken[words[7]] = "act: grant", "item: shoe_size=incorrect", "words:"
    got = house.officer.ssh("decide", "--json", given="\n".join(broken))
    same(got.code, 2, repr(got))
    same([e["line"] for e in got.json()["errors"]], sorted(n + 1 for n in (acts[4], items[2], words[7])), got.out)
    text = house.officer.ssh("decide", given="\n".join(broken))
    for n in (acts[4], items[2], words[7]):
        holds("line %d" % (n + 1) in text.err, text.err)
    same([done(portal.host("application", "acts", r, "--json")).json()["revision"] for r in references], before, "nothing is half done")
    got = house.officer.ssh("decide", "--json", given=whole)
    same(got.code, 0, repr(got))
    same([r["result"] for r in got.json()["results"]], ["done"] * MANY)
    after = [done(portal.host("application", "acts", r, "--json")).json()["revision"] for r in references]
    same([b - a for a, b in zip(before, after)], [1] * MANY)
    got = house.officer.ssh("decide", "--json", given=whole)
    same(got.code, 0, repr(got))
    same([r["result"] for r in got.json()["results"]], ["done_before"] * MANY)
    same([done(portal.host("application", "acts", r, "--json")).json()["revision"] for r in references], after, "nothing twice")
    corrected = state(portal, references[1])
    same((corrected["state"], corrected["events"][-1]["note"]), ("needs_info", "Please look again. And bring the plan."))
    same([i["wrong"] for i in corrected["events"][-1]["items"]], ["incorrect", "outdated"])
    # Of who is awaited staff are not told "your".
    one = house.officer.ssh("show", references[1], "--lang", "en")
    holds("\nStatus: Waiting for the applicant\n" in one.out and "Your answer is needed" not in one.out, one.out)
    holds("  organisme compétent\u00a0: Please look again." in house.officer.ssh("show", references[1], "--lang", "fr").out, "by whom, in words")
    row = [line for line in done(house.officer.ssh("queue", "--service", NAME, "--lang", "en")).out.split("\n") if
           references[1] == line[:19].replace(" ", "")][0]
    holds("Waiting for the applicant" in row, row)
    holds("\nStatus: Waiting for the applicant\n" in house.officer.ssh("acts", references[1], "--lang", "en").out, "and by its acts")
    holds(starts, "blocks")
    same(portal.host("verify").code, 0)


@case
def ones_own_account_is_reached_elsewhere(_portal, house):
    got = house.officer.ssh("account", "--lang", "en")
    same((got.code, "Your own account is reached as me@" in got.err), (4, True), repr(got))
    same(house.officer.ssh("account", user="me").code, 0)


@case
def what_was_changed_meanwhile_is_told_by_its_line(portal, house):
    reference = sent(portal, 200)
    form = done(portal.host("application", "queue", "--form", "--as", house.officer.number)).out
    head, of = blocks(form)
    filled = head + of[reference].replace("\nact:\n", "\nact: note\n").replace("\nwords:\n", "\nwords: Seen.\n")
    done(house.other.ssh("act", reference, "note", "--words", "Mine."))
    got = portal.host("application", "decide-all", "--as", house.officer.number, given=filled)
    same(got.code, 4, repr(got))
    revision = [line for line in filled.split("\n") if line.startswith("revision: ")][0]
    holds("line %d (revision)" % line_of(filled, revision) in got.err, got.err)
    same(state(portal, reference)["events"][-1]["note"], "Mine.")
    for wrong, says in (("queue: 1", "no file of a queue"), ("revision: ", "The revision has to stand here")):
        got = portal.host("application", "decide-all", "--as", house.officer.number, given=filled.replace(wrong, "# "))
        same(got.code, 2, repr(got))
        holds(says in got.err, got.err)
    for wrong in ("[1234 5678 9012 35]\nact: note\n", "act note\n", "colour: red\n", "[1234\n", of[reference], "act: note\nact: note\n",
                  "  more\n", "\xff\n"):
        given = (head + wrong + (of[reference] if wrong == of[reference] else "")).encode("latin-1" if "\xff" in wrong else "utf-8")
        got = portal.host("application", "decide-all", "--as", house.officer.number, given=given)
        same(got.code, 2, "%r: %r" % (wrong, got))
        holds("line " in got.err, "%r: %r" % (wrong, got))
    reasonless = head + of[reference].replace("\nwords:\n", "\nwords: Only words.\n")
    got = portal.host("application", "decide-all", "--as", house.officer.number, given=reasonless)
    same((got.code, "but no act" in got.err), (2, True), repr(got))


run_cases(portal_first, make_house)
