# clock_test.py - the clock of a portal for trying is set by hand: what silence decides, what a decree moves, and where it cannot be set.
import datetime
import os
import subprocess

from cases import case, holds, run_cases, same, until
from days import day_of, moment
from definitions import read_yaml
from filler import fill
from shubbak import Portal, ROOT
from staff import Shared, Staff

STALL, HELP, HALL = "demo-market-stall", "demo-home-help", "demo-hall-booking"
SHOWN = "visitors get the new catalogue"


def definition(service):
    return os.path.join(ROOT, "dist", "demo", service + ".yaml")


class Training(Portal):
    """An empty one for trying, with three services of which silence means three things."""

    def __init__(self):
        Portal.__init__(self, serve=False, made=("--training",))
        got = self.host("catalogue", "import", *[definition(s) for s in ("demo-hall-register", "demo-market-appeal", STALL, HELP, HALL)])
        same(got.code, 0, repr(got))
        self.start()

    def clock(self, *words):
        got = self.host("clock", *words, "--json")
        same(got.code, 0, repr(got))
        return got.json()

    def applied(self, service):
        got = self.apply(service, fill(self.blank(service, "en"), read_yaml(definition(service))))
        same(got.code, 0, repr(got))
        return got.json()

    def track(self, receipt, *words):
        got = self.ssh("track", receipt["reference"], *words, "--json", given=receipt["pin"] + "\n")
        same(got.code, 0, repr(got))
        return got.json()


@case
def a_real_portal_has_no_clock_to_set(portal):
    real = Portal(serve=False)
    try:
        for words in (("+3d",), ("2026-12-24",), ("--real",)):
            got = real.host("clock", "set", *words)
            same(got.code, 4, repr(got))
            holds("`init --demo` or `init --training`" in got.err, got.err)
        shown = real.host("clock", "show", "--json").json()
        same((shown["can_be_set"], shown["ahead_seconds"]), (False, 0))
        same(real.host("verify").code, 0)
    finally:
        real.close()


@case
def what_is_no_time_is_told(portal):
    for words in ((), ("3d",), ("+3x",), ("+d",), ("tomorrow",), ("2026-02-30",), ("+3d", "--real")):
        got = portal.host("clock", "set", *words)
        same(got.code, 2, "%s: %r" % (words, got))
    same(portal.host("clock", "set", "+99999d").code, 2, "ten years at most")
    same(portal.clock("show")["ahead_seconds"], 0)


@case
def silence_decides_as_each_definition_says(portal):
    """An opinion is open in all three; nobody has looked at any of them."""
    stall, help_, hall = portal.applied(STALL), portal.applied(HELP), portal.applied(HALL)
    before = moment(portal.clock("show")["now"])
    after = moment(portal.clock("set", "+13d")["now"])
    holds(datetime.timedelta(days=13) <= after - before < datetime.timedelta(days=13, minutes=10), after)
    for one in (stall, help_):
        until("what is overdue goes to the head", lambda: portal.track(one)["stage"] == "decision")
    same(portal.track(hall)["stage"], "completeness", "no clock hands it over")
    for one in (stall, help_, hall):
        tasks = portal.host("application", "acts", one["reference"], "--json").json()["tasks"]
        same([(t["task"], t["closed_at"]) for t in tasks], [("opinion", None)])
    portal.clock("set", "+8d")
    until("the licence is granted", lambda: portal.track(stall)["state"] == "approved")
    until("the help is refused", lambda: portal.track(help_)["state"] == "rejected")
    portal.clock("set", "+40d")
    same(portal.track(portal.applied(STALL))["state"], "submitted", "a new one has its own time")
    shown = portal.host("application", "show", hall["reference"], "--json").json()
    same((shown["state"], shown["stage"]), ("submitted", "completeness"))
    refused = portal.host("application", "show", help_["reference"])
    holds("Made-up rules, article 9: no answer in time counts as refusal" in refused.out, refused.out)
    holds("If you do not agree" not in refused.out, "the applicant's, not of who refuses")
    holds("  What will you sell? " in portal.host("application", "show", stall["reference"]).out, "a question has no colon behind it")
    granted = portal.host("application", "show", stall["reference"], "--json").json()
    done = [day_of(e["at"]) for e in granted["events"] if e["state"] == "approved"]
    same(done, [day_of(stall["due_at"])], "as of its day, whenever it was looked at")
    same(portal.host("verify").code, 0)


def decree(portal, country, first, last, service):
    """A calendar with a suspension, and visitors have it."""
    before = portal.log().count(SHOWN)
    with open(os.path.join(ROOT, "catalogue", "calendars", country + ".yaml"), encoding="utf-8") as f:
        text = f.read().replace("version: 2\n", "version: 3\n")
    if "\nsuspensions:\n" not in text:
        text += "suspensions:\n"
    row = "  - {from: %s, until: %s, services: [%s], law: {ar: مرسوم, fr: Décret 9, en: Decree 9}}\n" % (first, last, service)
    text = text.replace("\nsuspensions:\n", "\nsuspensions:\n" + row)
    path = os.path.join(portal.folder, country + ".yaml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    same(portal.host("catalogue", "import", path).code, 0)
    until("visitors to get the calendar", lambda: portal.log().count(SHOWN) > before)


@case
def what_silence_decided_too_early_waits_for_a_head(portal):
    """A decree of days that have gone by: the licence stands, and a head looks at it again, once."""
    stall = portal.applied(STALL)
    due = day_of(stall["due_at"])
    portal.clock("set", "+21d")
    until("the licence is granted", lambda: portal.track(stall)["state"] == "approved")
    head = Staff(portal, "Nadia Saleh", ("--role", "head"))
    with Shared(head) as nadia:
        def listed():
            return [a for a in nadia.ssh("queue", "--again", "--json").json()["applications"] if a["reference"] == stall["reference"]]

        same(listed(), [])
        decree(portal, "lb", due - datetime.timedelta(days=9), due - datetime.timedelta(days=7), STALL)
        until("it is listed", listed)
        later = due + datetime.timedelta(days=3)
        same([(a["state"], a["again"]) for a in listed()], [("approved", {"decided": str(due), "last_day": str(later)})])
        holds("To review: decided on" in nadia.ssh("queue", "--again", "--lang", "en").out, "as a line")
        task = nadia.ssh("acts", stall["reference"], "--json").json()["tasks"][-1]
        same((task["task"], task["for"], task["possible"], len(task["recounts"])), ("recount", "head", True, 2))
        found = task["recounts"][1]
        same((found["clock"], found["version_before"], found["version"]), ("legal", 2, 3))
        holds("Decree 9" in str(found["days"]) and "Decree 9" not in str(found["days_before"]), found)
        said = nadia.ssh("acts", stall["reference"], "--lang", "en").out
        holds("by the calendar used at the time (LB, version 2)" in said and "by today's calendar (LB, version 3)" in said, said)
        holds("To review" in nadia.ssh("show", stall["reference"], "--lang", "en").out, "in the history")
        same(nadia.ssh("act", stall["reference"], "close_task", "--task", "recount").code, 2, "with words alone")
        got = nadia.ssh("act", stall["reference"], "close_task", "--task", "recount", "--words", "'Three days change nothing.'")
        same(got.code, 0, repr(got))
        same(listed(), [])
    same(portal.track(stall)["state"], "approved")
    holds("To review" not in portal.ssh("track", stall["reference"], "--lang", "en", given=stall["pin"] + "\n").out, "nothing for the applicant")
    copy = portal.ssh("copy", stall["reference"], "--lang", "en", given=stall["pin"] + "\n")
    holds(copy.code == 0 and "Review what was decided because no answer came, closed on" in copy.out, "but in a copy of all that is kept: %r" % copy)
    portal.clock("set", "--real")
    same(portal.host("verify").code, 0)


@case
def a_decree_moves_each_day_that_runs(portal):
    hall = portal.applied(HALL)
    due = day_of(hall["due_at"])
    decree(portal, "tn", due - datetime.timedelta(days=6), due, HALL)
    until("the day to move", lambda: day_of(portal.track(hall)["due_at"]) >= due + datetime.timedelta(days=7))
    listed = portal.host("application", "clocks", hall["reference"]).out
    holds("Decree 9" in listed, listed)
    holds("Decree 9" in portal.ssh("track", hall["reference"], "--days", "--lang", "en", given=hall["pin"] + "\n").out, "to the applicant, too")


@case
def it_is_entered_and_goes_back(portal):
    portal.clock("set", "2031-01-15")
    same(str(day_of(portal.clock("show")["now"])), "2031-01-15")
    one = portal.applied(STALL)
    same(str(day_of(one["submitted_at"])), "2031-01-15", "visitors who come have it")
    same(portal.clock("set", "--real")["ahead_seconds"], 0)
    holds(str(day_of(portal.applied(STALL)["submitted_at"])) != "2031-01-15", "and have the machine's again")
    same(portal.host("verify").code, 0)


@case
def a_day_of_summer_has_the_same_hour_of_the_day(portal):
    for day in ("2030-01-15", "2030-07-15"):
        shown = portal.clock("set", day)
        wanted = datetime.datetime.combine(datetime.date.fromisoformat(day), moment(shown["machine"]).time())
        holds(abs(moment(shown["now"]) - wanted) < datetime.timedelta(minutes=1), shown)
    portal.clock("set", "--real")


@case
def a_visit_that_is_under_way_has_it_with_the_next_key(portal):
    path = os.path.join(portal.folder, "shared")
    with subprocess.Popen(portal.ssh_line(flags=["-M", "-S", path, "-N"]), stdin=subprocess.DEVNULL) as visit:
        try:
            until("the shared connection", lambda: os.path.exists(path), 30)
            over = ["-S", path, "-o", "ControlMaster=no"]
            days = []
            for when in ("2029-03-01", "2029-03-11", "--real"):
                portal.clock("set", when)
                form = portal.ssh("form", HALL, "--lang", "en", flags=over)
                sent = portal.ssh("apply", HALL, "--json", flags=over, given=fill(form.out, read_yaml(definition(HALL))))
                same(sent.code, 0, repr(sent))
                days.append(str(day_of(sent.json()["submitted_at"])))
            same(days, ["2029-03-01", "2029-03-11", str(day_of(portal.clock("show")["machine"]))])
        finally:
            visit.kill()


@case
def a_telephones_codes_go_by_its_own_time(portal):
    portal.clock("set", "+100d")
    rima = Staff(portal, "Rima Khoury", ("--role", "officer"))
    same(rima.ssh("queue").code, 0)
    portal.clock("set", "+1d")
    same(rima.ssh("queue").code, 0)
    portal.clock("set", "--real")


@case
def it_goes_with_a_backup(portal):
    ahead = portal.clock("set", "+5d")["ahead_seconds"]
    sealed, copy = os.path.join(portal.folder, "b.sealed"), os.path.join(portal.folder, "copy")
    same(portal.host("backup", sealed).code, 0)
    secret = next(line for line in portal.said.out.splitlines() if len(line) == 64)
    got = portal.host("restore", sealed, given=secret + "\n", state=copy)
    same(got.code, 0, repr(got))
    same(portal.host("clock", "show", "--json", state=copy).json()["ahead_seconds"], ahead)
    same(portal.host("verify", state=copy).code, 0)


run_cases(Training)
