# window_test.py - a service with days of its own: its page, lists, the plain lines and `apply` say so, and it is applied for on them alone.
import datetime
import os

from cases import case, holds, run_cases, same, until
from days import today
from definitions import read_yaml
from filler import fill
from shubbak import Portal
from terminal import Terminal
from walk import to_home

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "lb-library-card.yaml")
NAME = "lb-library-card"


def day(days):
    return today() + datetime.timedelta(days=days)


def said(d):
    return "%d %s" % (d.day, d.strftime("%B %Y"))


def offer(portal, version, window):
    """A version with that window; visitors have it."""
    path = os.path.join(portal.folder, "offered.yaml")
    with open(DATA, encoding="utf-8") as f:
        text = f.read().replace("version: 1\n", "version: %d\n" % version)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text + window)
    same(portal.host("catalogue", "import", path).code, 0)
    until("visitors to get it", lambda: portal.ssh("service", NAME, "--json").json().get("version") == version)


def tells(portal, words, listed):
    """Page, list, search and screen."""
    page = portal.ssh("service", NAME, "--lang", "en").out
    holds(words in page, page)
    for command in (["services"], ["search", "library card"]):
        got = portal.ssh(*command, "--lang", "en").out
        holds(any(listed in line for line in got.split("\n") if "Municipality of the example" in line), got)
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        t.enter(NAME)
        t.wait("Municipal library card")
        t.enter("1")
        t.wait(words[:30])
        return t.screen()


@case
def it_is_applied_for_on_its_days_alone(portal):
    offer(portal, 1, "open: {from: %s, until: %s}\n" % (day(-3), day(3)))
    screen = tells(portal, "Open: you can apply until %s." % said(day(3)), "Time:")
    holds("Apply now" in screen, screen)
    same(portal.ssh("service", NAME, "--json").json()["open"],
         {"from": str(day(-3)), "until": str(day(3)), "now": "open"})
    filled = fill(portal.blank(NAME, "en"), read_yaml(DATA), seed=3)
    sent = portal.apply(NAME, filled)
    same(sent.code, 0, repr(sent))


@case
def before_and_behind_them_it_says_the_days(portal):
    offer(portal, 2, "open: {from: %s, until: %s}\n" % (day(3), day(9)))
    screen = tells(portal, "Not open yet: you can apply from %s until %s." % (said(day(3)), said(day(9))),
                   "opens %s" % said(day(3)))
    holds("Apply now" not in screen, screen)
    early = portal.ssh("form", NAME, "--lang", "en")
    same(early.code, 4, repr(early))
    holds("from %s until %s" % (said(day(3)), said(day(9))) in early.err, repr(early))
    holds(NAME not in portal.sftp("ls services").out, "a form to fill for nothing")
    offer(portal, 3, "open: {until: %s}\n" % day(3))
    filled = fill(portal.blank(NAME, "en"), read_yaml(DATA), seed=4)
    offer(portal, 4, "open: {until: %s}\n" % day(-3))
    screen = tells(portal, "Closed: the last day to apply was %s." % said(day(-3)),
                   "closed since %s" % said(day(-2)))
    holds("Apply now" not in screen, screen)
    late = portal.apply(NAME, filled.replace("version: 3", "version: 4"))
    same(late.code, 4, repr(late))
    holds("until %d/%d/%d" % (day(-3).day, day(-3).month, day(-3).year) in late.json()["errors"][0]["message"], repr(late))


run_cases(lambda: Portal())
