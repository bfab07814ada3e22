# zone_test.py - what concerns an application is told by the clock of its service's place, days by the portal's zone, also in desks that can read no file.
import datetime
import os
import signal
import zoneinfo

from cases import case, holds, run_cases, same, until
from filler import fill
from shubbak import Portal

SERVICE = "lb-judicial-record"
BEIRUT = zoneinfo.ZoneInfo("Asia/Beirut")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def shown(utc, zone):
    """As people read it in English."""
    here = datetime.datetime.fromisoformat(utc.replace("Z", "+00:00")).astimezone(zone)
    return "%d %s %d, %02d:%02d" % (here.day, MONTHS[here.month - 1], here.year, here.hour, here.minute)


def submitted(portal):
    got = portal.apply(SERVICE, fill(portal.blank(SERVICE, "en"), SERVICE, seed=3))
    same(got.code, 0, repr(got))
    return got.json()


def tracks(portal, receipt, named):
    """By Beirut's clock, and said once whose that is where the portal has another."""
    ask = ["track", receipt["reference"], "--lang", "en"]
    given = receipt["pin"] + "\n"
    at = portal.ssh(*ask, "--json", given=given).json()["events"][0]["at"]
    said = portal.ssh(*ask, given=given).out
    wanted = shown(at, BEIRUT)
    same(said.count("(Beirut time)"), 1 if named else 0, said)
    holds(said.count(wanted) > 1, "%s in %s" % (wanted, said))
    same(wanted + " (Beirut time)" in said, named, said)


def settings(portal, text):
    path = os.path.join(portal.state, "shubbak.conf")
    with open(path, "r+", encoding="utf-8") as f:
        kept = [line for line in f if not line.startswith(("time_zone", "utc_offset"))]
        f.seek(0)
        f.truncate()
        f.write("".join(kept) + text + "\n")


def offered(portal):
    return SERVICE in [each["id"] for each in portal.ssh("services", "--json").json()]


def read_again(portal, text):
    before = portal.log().count("the configuration was read again")
    settings(portal, text)
    portal.server.send_signal(signal.SIGHUP)
    until("the configuration to be read", lambda: portal.log().count("the configuration was read again") > before)


@case
def visitors_read_the_time_of_the_office(portal):
    receipt = submitted(portal)
    tracks(portal, receipt, True)
    for text, named in (("time_zone = America/St_Johns", True), ("utc_offset = 345", True), ("", False)):
        read_again(portal, text)
        tracks(portal, receipt, named)
    holds("utc_offset knows no summer time; time_zone = Asia/Beirut would" in portal.log(), portal.log()[-2000:])


@case
def a_zone_that_is_none_is_told_by_its_line(portal):
    portal.stop()
    settings(portal, "time_zone = Africa/Kairo")
    with open(os.path.join(portal.state, "shubbak.conf"), encoding="utf-8") as f:
        line = f.read().count("\n")
    got = portal.host("serve", "--listen", "127.0.0.1:%d" % portal.port)
    same(got.code, 2, repr(got))
    holds(str(line) in got.err, "the line: %r" % got)
    holds("time_zone is a time zone that this machine knows, such as Asia/Beirut or Africa/Cairo" in got.err, repr(got))
    settings(portal, "time_zone = Africa/Cairo")
    portal.start()


@case
def days_end_by_the_zone_that_was_read_again(portal):
    """Where the new zone is further on, what ends there today is offered no more."""
    portal.stop()
    settings(portal, "utc_offset = -720")
    portal.start()
    shown = portal.log().count("visitors get the new catalogue")
    today = datetime.datetime.now(zoneinfo.ZoneInfo("Pacific/Kiritimati")).date().isoformat()
    same(portal.host("catalogue", "retire", SERVICE, "--from", today).code, 0)
    until("visitors to see that it ends", lambda: portal.log().count("visitors get the new catalogue") > shown)
    same(offered(portal), True)
    read_again(portal, "time_zone = Pacific/Kiritimati")
    until("it to be offered no more", lambda: not offered(portal))
    same(portal.host("catalogue", "retire", SERVICE, "--undo").code, 0)
    until("it to be offered again", lambda: offered(portal))


@case
def no_command_goes_by_a_zone_that_it_could_not_read(portal):
    """It says what is wrong with the file, and writes no day; where there is none, the defaults hold."""
    path, kept = os.path.join(portal.state, "shubbak.conf"), os.path.join(portal.folder, "kept")
    retire = ("catalogue", "retire", SERVICE)
    os.rename(path, kept)
    try:
        os.mkdir(path)
        got = portal.host(*retire)
        os.rmdir(path)
        same(got.code, 2, repr(got))
        holds("shubbak.conf is not a file" in got.err, repr(got))
        with open(path, "w", encoding="utf-8") as f:
            f.write("time_zone = Africa/Kairo\n")
        got = portal.host(*retire)
        same(got.code, 2, repr(got))
        holds("line 1" in got.err and "time_zone" in got.err, repr(got))
        os.remove(path)
        got = portal.host("catalogue", "list", "--json")
        same(got.code, 0, repr(got))
        holds(not any(each.get("ends") for each in got.json()), "a service was retired")
    finally:
        os.rename(kept, path)


run_cases(lambda: Portal(settings={"time_zone": "Pacific/Kiritimati"}))
