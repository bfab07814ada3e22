# clocks_test.py - how the days of an application are counted, by command and on the page; a decree moves them while the portal runs.
import datetime
import os
import re

from cases import case, holds, run_cases, same, until
from days import day_of
from filler import fill
from shubbak import Portal, ROOT

SERVICE = "tn-criminal-record-b3"  # 15 days
SHOWN = "visitors get the new catalogue"
TUNISIA = os.path.join(ROOT, "catalogue", "calendars", "tn.yaml")


def applied(portal):
    got = portal.apply(SERVICE, fill(portal.blank(SERVICE, "en"), SERVICE))
    same(got.code, 0, repr(got))
    return got.json()


def track(portal, receipt, *words):
    return portal.ssh("track", receipt["reference"], *words, given=receipt["pin"] + "\n")


def suspend(portal, first, last):
    with open(TUNISIA, encoding="utf-8") as f:
        text = re.sub(r"(?m)^version: (\d+)$", lambda m: "version: %d" % (int(m.group(1)) + 1), f.read())
    text += "suspensions:\n  - {from: %s, until: %s, services: [%s], law: {ar: مرسوم, fr: Décret 9, en: Decree 9}}\n" % (
        first, last, SERVICE)
    path = os.path.join(portal.folder, "tn.yaml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    got = portal.host("catalogue", "import", path)
    same(got.code, 0, repr(got))


@case
def each_day_is_told_on_the_line_and_on_the_host(portal):
    receipt = applied(portal)
    told = track(portal, receipt, "--days", "--json")
    same(told.code, 0, repr(told))
    clock, = told.json()["clocks"]
    same((clock["id"], clock["runs"], clock["paused"], clock["when_over"]), ("duration", True, False, None))
    same(clock["due_at"], receipt["due_at"])
    same([(d["day"], d["counted"]) for d in clock["days"]], [("first_day", 0), ("counted", 15)])
    same(portal.host("application", "clocks", receipt["reference"], "--json").json(), told.json())
    text = track(portal, receipt, "--days", "--lang", "en")
    holds("counted (15 in all)" in text.out, text.out)
    same(portal.host("application", "clocks", receipt["reference"]).out, text.out)
    wrong = portal.ssh("track", receipt["reference"], "--days", given="000000\n")
    holds(wrong.code != 0 and "counted" not in wrong.out, repr(wrong))


@case
def a_decree_moves_the_day_while_the_portal_runs(portal):
    receipt = applied(portal)
    due = day_of(receipt["due_at"])
    before = portal.log().count(SHOWN)
    suspend(portal, due - datetime.timedelta(days=4), due)
    # As the manual page says: from that line on each visit has it.
    until("visitors to get the calendar", lambda: portal.log().count(SHOWN) > before)
    text = track(portal, receipt, "--days", "--lang", "en").out
    holds("not counted, suspended by Decree 9" in text, text)
    moved = due + datetime.timedelta(days=5)
    until("the clerk", lambda: day_of(track(portal, receipt, "--json").json()["due_at"]) == moved)
    same(portal.host("verify").code, 0)


run_cases(lambda: Portal())
