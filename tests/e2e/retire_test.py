# retire_test.py - a service ends, and comes back; a version that was imported by mistake is taken back.
import os
import sqlite3

from cases import case, holds, run_cases, same, until
from definitions import read_yaml
from filler import fill
from shubbak import BINARY, Portal, run
from terminal import Terminal
from walk import to_home

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "lb-library-card.yaml")
NAME = "lb-library-card"
NEXT = "lb-judicial-record"


def text_of(version=1, words="Library desk"):
    with open(DATA, encoding="utf-8") as f:
        return f.read().replace("version: 1\n", "version: %d\n" % version).replace("Library desk", words)


def file_of(portal, text):
    path = os.path.join(portal.folder, "offered.yaml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    return path


def shown(portal):
    """What visitors have of it: the version, the day of its end, and whether that has come."""
    got = portal.ssh("service", NAME, "--json")
    told = got.json() if got.code == 0 else {}
    return told.get("version"), told.get("ends"), told.get("ended")


def does(portal, wanted, *words):
    """A subcommand that changes the catalogue, and visitors have what it leaves: version, end, ended (... whatever it is)."""
    got = portal.host("catalogue", *words)
    same(got.code, 0, repr(got))
    until("visitors to get %s" % (wanted,), lambda: all(w in (..., g) for w, g in zip(wanted, shown(portal))))
    return got


def listed(portal):
    """Where visitors find it: lists, search, blank forms as files."""
    return (NAME in [h["id"] for h in portal.ssh("services", "--json").json()],
            NAME in [h["id"] for h in portal.ssh("search", "library card", "--json").json()],
            NAME in portal.sftp("ls services").out)


def state_of(portal):
    return next(s for s in portal.host("catalogue", "list", "--json").json() if s["id"] == NAME)


def sends(portal, seed):
    return portal.apply(NAME, fill(portal.blank(NAME, "en"), read_yaml(DATA), seed=seed))


@case
def an_ended_service_is_found_no_more_and_what_was_begun_goes_on(portal):
    does(portal, (1, None, False), "import", DATA)
    same(listed(portal), (True, True, True))
    sent = sends(portal, 3)
    same(sent.code, 0, repr(sent))
    late = fill(portal.blank(NAME, "en"), read_yaml(DATA), seed=4)
    got = does(portal, (1, ..., True), "retire", NAME, "--instead", NEXT)
    holds(got.out.startswith(NAME + " ends: from "), repr(got))
    same(listed(portal), (False, False, False))
    refused = portal.apply(NAME, late)
    same(refused.code, 4, repr(refused))
    holds("This service has ended." in refused.json()["errors"][0]["message"], repr(refused))
    same(portal.ssh("form", NAME).code, 4)
    page = portal.ssh("service", NAME, "--lang", "en").out
    holds("This service has ended: since " in page and "Use this service instead: Criminal record extract (%s)" % NEXT in page, page)
    holds("prints a form to complete" not in page, page)
    told = portal.ssh("service", NAME, "--json").json()
    same((told["ended"], told["instead"], told["form"]), (True, NEXT, False))
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        t.enter(NAME)
        t.wait("has ended")
        t.choose("Municipal library card")
        t.wait("This service has ended: since")
        holds("Apply now" not in t.text(), t.text())
        t.choose("Use this service instead: Criminal record extract")
        t.wait("Apply now")
    receipt = sent.json()
    tracked = portal.ssh("track", receipt["reference"], "--json", given=receipt["pin"] + "\n")
    same((tracked.code, tracked.json()["service"]), (0, NAME), repr(tracked))
    same(portal.host("application", "ask", receipt["reference"], "--words", "Which street?").code, 0)
    state = state_of(portal)
    same((state["ended"], state["instead"]), (True, NEXT))
    holds("(ended %s, in its place: %s)" % (state["ends"], NEXT) in portal.host("catalogue", "list").out, "the list says it")
    same(portal.host("verify").code, 0)


@case
def it_comes_back(portal):
    does(portal, (1, None, False), "retire", NAME, "--undo")
    same(listed(portal), (True, True, True))
    same(sends(portal, 5).code, 0)
    got = portal.host("catalogue", "retire", NAME, "--undo")
    same(got.code, 4, repr(got))
    does(portal, (1, "2026-02-01", True), "retire", NAME, "--from", "1/2/2026")
    same(listed(portal), (False, False, False))
    got = does(portal, (2, None, False), "import", file_of(portal, text_of(2)))
    holds(NAME + " had ended and is offered again.\n" in got.out, repr(got))
    same(listed(portal), (True, True, True), "by a new version")
    same(state_of(portal)["ends"], None)
    got = does(portal, (1, "2026-02-01", True), "take-back", NAME, "2")
    holds(NAME + " has ended again, as it had before that version came.\n" in got.out, repr(got))
    same(portal.host("verify").code, 0)
    does(portal, (2, None, False), "import", file_of(portal, text_of(2)))
    does(portal, (2, "2099-02-01", False), "retire", NAME, "--from", "2099-02-01")
    same(listed(portal), (True, True, True), "it goes on until then")
    page = portal.ssh("service", NAME, "--lang", "en").out
    holds("This service ends: the last day to apply is 31 January 2099." in page, page)
    same(sends(portal, 6).code, 0)
    does(portal, (2, None, False), "retire", NAME, "--undo")
    same(portal.host("verify").code, 0)


@case
def wrong_acts_are_refused_in_words(portal):
    for words, code, said in ((("retire", "lb-none"), 3, "There is no service lb-none."),
                              (("retire", NAME, "--instead", "lb-none"), 3, "There is no service lb-none."),
                              (("retire", NAME, "--instead", NAME), 2, "A service cannot take its own place."),
                              (("retire", NAME, "--from", "soon"), 2, ""),
                              (("retire", NAME, "--undo", "--from", "1/1/2027"), 2, "--undo stands alone"),
                              (("take-back", NAME, "77"), 3, "The service %s has no version 77; its newest is 2." % NAME),
                              (("take-back", "lb-none", "1"), 3, "There is no service lb-none."),
                              (("export", NAME, "77"), 3, "The service %s has no version 77; its newest is 2." % NAME),
                              (("export", "lb-none"), 3, "There is no service lb-none."),
                              ((), 2, "catalogue needs one more word."),
                              (("withdraw",), 2, "There is no subcommand catalogue withdraw."),
                              (("take-back", NAME, "one"), 2, "A version is a whole number."),
                              (("take-back", NAME), 2, "")):
        got = portal.host("catalogue", *words)
        same(got.code, code, "%s: %r" % (words, got))
        holds(said in got.err, "%s: %r" % (words, got))
    same(listed(portal), (True, True, True))


@case
def a_mistyped_version_is_taken_back(portal):
    does(portal, (3, None, False), "import", file_of(portal, text_of(3, "Libarry desk")))
    got = portal.host("catalogue", "import", file_of(portal, text_of(3, "Reading desk")))
    same(got.code, 4, "its number is taken: %r" % got)
    blank = fill(portal.blank(NAME, "en"), read_yaml(DATA), seed=7)
    got = does(portal, (2, None, False), "take-back", NAME, "3")
    holds(got.out.startswith(NAME + " 3: taken back\n"), repr(got))
    same(portal.ssh("service", NAME, "--json").json()["version"], 2, "the one before")
    got = portal.host("catalogue", "import", file_of(portal, text_of(3, "Reading desk")))
    same(got.code, 4, "its number is used up: %r" % got)
    holds("Take the next number." in got.err, repr(got))
    does(portal, (4, None, False), "import", file_of(portal, text_of(4, "Reading desk")))
    holds("Reading desk" in portal.host("catalogue", "export", NAME, "4").out, "under the next number")
    late = portal.apply(NAME, blank)
    holds(late.code != 0, "a form of what was taken back is taken: %r" % late)
    same(sends(portal, 8).code, 0)
    got = portal.host("catalogue", "take-back", NAME, "4")
    same(got.code, 4, repr(got))
    holds("Version 4 stays, for applications have it, drafts among them: 1." in got.err, repr(got))
    same(portal.host("verify").code, 0)
    folder = os.path.join(portal.folder, "backup")
    same(portal.host("backup", folder).code, 0)


@case
def who_holds_the_old_questions_is_told(portal):
    """A visitor whose pages are older than what was taken back meanwhile."""
    does(portal, (5, None, False), "import", file_of(portal, text_of(5, "Libarry desk")))
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        t.enter("library card")
        t.choose("Municipal library card")
        t.choose("Apply now")
        t.choose("Start the application")
        t.wait("Can you apply?")
        does(portal, (4, None, False), "take-back", NAME, "5")
        t.choose("Yes")
        t.wait("The questions of this service have changed in the meantime.")
    same(portal.host("verify").code, 0)


@case
def what_the_check_refuses_today_stays_served(portal):
    """As if it had been imported when less was refused: put into the registry past the check."""
    portal.stop()
    with sqlite3.connect(os.path.join(portal.state, "registry.db")) as db:
        db.execute("UPDATE definition SET yaml = CAST(replace(CAST(yaml AS TEXT), 'may: [ask, approve, reject]', 'may: [ask]') AS BLOB)"
                   " WHERE service = ?", (NAME,))
    db.close()
    portal.start()
    until("the log to say so", lambda: "are served although `catalogue check` refuses them today, %s among them" % NAME in portal.log())
    got = run([BINARY, "catalogue", "check", file_of(portal, portal.host("catalogue", "export", NAME).out)])
    same(got.code, 2, "the check refuses it: %r" % got)
    same(listed(portal), (True, True, True))
    same(sends(portal, 9).code, 0)


run_cases(lambda: Portal())
