# opinions_test.py - three offices give their opinions at the same time, by page, in plain lines and by command; one against it stops the proposal, and nothing of it reaches who applied.
import os
import shlex

from cases import case, holds, run_cases, same
from definitions import read_yaml
from filler import fill, set_answer
from lines import Lines
from shubbak import Portal
from staff import Shared, Staff
from terminal import Terminal, flat
from walk import to_home, track

SERVICE = "lb-fair-permit"
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", SERVICE + ".yaml")
MARKER = "Marker Qxz"  # what no face of the applicant may ever show


class House:
    def __init__(self):
        self.portal = Portal(serve=False)
        same(self.portal.host("catalogue", "import", DATA).code, 0)
        for code in ("town", "head-office", "police", "roads", "fire"):
            same(self.portal.host("office", "add", code, "--name", code.title()).code, 0)
        self.at = {code: Staff(self.portal, code.title(), ("--role", "officer", "--service", SERVICE, "--office", code))
                   for code in ("town", "police", "roads", "fire")}
        self.portal.start()
        self.lines = {code: Shared(who) for code, who in self.at.items() if code != "police"}

    def close(self):
        for line in self.lines.values():
            line.__exit__()
        self.portal.close()

    def sent(self, seed=0):
        form, _ = set_answer(fill(self.portal.blank(SERVICE, "en"), read_yaml(DATA), seed=seed), "fair", 0, "holder", "Rima Khoury")
        got = self.portal.apply(SERVICE, form)
        same(got.code, 0, repr(got))
        return got.json()["reference"], got.json()["pin"]

    def ssh(self, who, *words, given=b""):
        return self.lines[who].ssh(*map(shlex.quote, words), given=given)

    def tasks(self, who):
        return [(t["reference"], t["task"]) for t in self.ssh(who, "tasks", "--json").json()["tasks"]]


def filled(blank, **answers):
    """The blank form of staff with these answers."""
    for key, value in answers.items():
        holds("\n%s:\n" % key in blank, blank)
        blank = blank.replace("\n%s:\n" % key, "\n%s: %s\n" % (key, value))
    return blank.encode("utf-8")


def by_command(house, who, reference, **answers):
    blank = house.ssh(who, "acts", reference, "--form", who)
    same(blank.code, 0, repr(blank))
    return house.ssh(who, "act", reference, "close_task", "--task", who, "--form", "-", given=filled(blank.out, **answers))


def by_lines(house, reference):
    """The roads office, in plain lines."""
    who = house.at["roads"]
    who.renew()
    with Lines(house.portal, False, command=who.line(flags=("-T",)), env=who.typing(who.code())) as t:
        t.wait("English")
        t.choose("English")
        t.wait("Our tasks")
        t.choose("Our tasks")
        t.wait("Opinion of the roads office")
        t.choose("Opinion of the roads office")
        t.wait("Number of stalls")
        t.choose("Close the task: Opinion of the roads office")
        t.wait("Advice")
        t.choose("Favourable")
        t.wait("Lanes that are closed")
        t.enter("2")
        t.wait("Result")
        t.enter(MARKER)
        t.enter("")
        t.wait("Advice: Favourable")
        t.choose("Close the task: Opinion of the roads office")
        t.wait("done.")


def by_page(house, reference):
    """The police, on pages."""
    with house.at["police"].at() as t:
        t.choose("Our tasks")
        t.wait("Opinion of the police")
        t.choose("Opinion of the police")
        t.wait("Rima Khoury")
        holds("stalls" not in t.screen(), "what it does not need is not shown")
        t.choose("Close the task: Opinion of the police")
        t.wait("Advice")
        t.enter(t.number_of("Unfavourable"))
        t.wait("Grounds")
        t.enter(MARKER)
        t.wait("Result")
        t.press("Enter", "Enter")
        t.wait("Advice: Unfavourable")
        t.choose("Close the task: Opinion of the police")
        t.wait("done.")


def never_told(house, reference, pin):
    """All that the applicant is given of it, by every face."""
    portal = house.portal
    got = [portal.ssh(*words, reference, *more, given=pin.encode() + b"\n")
           for words in (("track",), ("looks",), ("copy",)) for more in ((), ("--json",))]
    got += [portal.ssh_me(reference, pin, "notices"), portal.ssh_me(reference, pin, "notices", "--json")]
    for one in got:
        same(one.code, 0, repr(one))
        holds(MARKER not in one.out + one.err and "nfavourable" not in one.out and '"inside"' not in one.out, one.out)
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        track(t, "en", reference, pin)
        t.wait("Opinion of the roads office")
        holds(MARKER not in flat(t.screen()) and "nfavourable" not in t.screen(), t.screen())


@case
def three_opinions_and_one_against_it(house):
    reference, pin = house.sent()
    same([house.tasks(who) for who in ("roads", "fire", "town")], [[(reference, "roads")], [(reference, "fire")], []])
    # Each sees what its task needs; the application, and the task of another, are not theirs.
    shown = house.ssh("fire", "tasks", reference, "fire", "--json").json()
    same([a["question"] for a in shown["answers"]], ["stalls"])
    same([house.ssh("fire", "show", reference).code, house.ssh("fire", "tasks", reference, "police").code], [3, 3])
    same(house.ssh("fire", "act", reference, "propose").code, 3)
    same([house.ssh("fire", "tasks", *words).code for words in ((reference,), (reference[:-1] + "x", "fire"), (reference, "nothing"))], [2, 2, 3])
    refused = house.ssh("town", "act", reference, "close_task", "--task", "fire", "--words", "x")
    holds("This task is for another office." in refused.err, repr(refused))
    wrong = by_command(house, "fire", reference, advice="unfavourable")
    same(wrong.code, 2, repr(wrong))
    holds("Answer this question." in wrong.err, repr(wrong))
    same(by_command(house, "fire", reference, advice="favourable").code, 0)
    by_lines(house, reference)
    holds("has to be closed first" in house.ssh("town", "act", reference, "propose").err, "the police have not answered")
    by_page(house, reference)
    same([house.tasks(who) for who in ("roads", "fire")], [[], []])
    refused = house.ssh("town", "act", reference, "propose")
    same(refused.code, 4, repr(refused))
    holds("the results of the tasks" in refused.err and "Opinion of the police · Advice: Favourable" in refused.err, repr(refused))
    same(house.ssh("town", "act", reference, "note", "--words", MARKER).code, 0)
    shown = house.ssh("town", "show", reference, "--json").json()
    holds(shown["values"] == [{"id": "against", "name": "An opinion against it", "value": "Yes"}], shown["values"])
    told = {e["reason"]: {f["question"]: f["value"] for f in e["filled"]} for e in shown["events"] if "filled" in e}
    same(told, {"fire": {"advice": "favourable"}, "roads": {"advice": "favourable", "lanes": "2"}, "police": {"advice": "unfavourable", "why": MARKER}})
    never_told(house, reference, pin)
    same(house.ssh("town", "act", reference, "set_aside").code, 0)
    same(house.portal.host("verify").code, 0)


@case
def a_queues_file_has_the_lines_of_a_form(house):
    """An act is done with what is filled in there, once; and another sends it to the one office that the definition names."""
    reference, pin = house.sent(1)
    form = house.ssh("town", "queue", "--form").out
    holds("police.advice" not in form, "another office's task is not to be filled in here")
    head, block = form.split("\n[%s %s %s %s]" % (reference[:4], reference[4:8], reference[8:12], reference[12:]))
    block = block.split("\n[")[0]
    for answer, code, said in (("many", 2, "line"), ("", 2, "Answer this question."), ("3", 0, "done"), ("3", 0, "was done before")):
        mine = "queue: 1\n[%s]%s" % (reference, block.replace("\nact:", "\nact: visit").replace("\nvisit.stalls_seen:", "\nvisit.stalls_seen: " + answer))
        got = house.ssh("town", "decide", given=mine.encode("utf-8"))
        same(got.code, code, repr(got))
        holds(said in got.out + got.err, repr(got))
    filled_in = house.ssh("town", "show", reference, "--json").json()["events"][-1]["filled"]
    same([(f["question"], f["value"], f["class"]) for f in filled_in], [("stalls_seen", "3", "internal")])
    same([e.get("filled") for e in house.portal.ssh("track", reference, "--json", given=pin.encode()).json()["events"]], [None, None])
    # what was written in lines is shown in lines, which are no lines of the program's
    same(by_command(house, "fire", reference, advice="unfavourable", why="No exit.\n Status: Approved").code, 0)
    shown = house.ssh("town", "show", reference).out
    holds("  - Grounds: No exit.\n    Status: Approved\n" in shown, shown)
    filled_in = house.ssh("town", "show", reference, "--json").json()["events"][-1]["filled"]
    same([f["value"] for f in filled_in], ["unfavourable", "No exit.\nStatus: Approved"])
    got = house.ssh("town", "act", reference, "to_head_office")
    same(got.code, 0, repr(got))
    holds("It was sent to the office head-office" in got.out, got.out)
    same(house.ssh("town", "show", reference).code, 3)
    same(house.portal.host("verify").code, 0)


run_cases(House)
