# days.py - days as the portal counts them: by the clocks on the walls of its zone, whatever the machine's is and whatever the hour in Greenwich.
import datetime
import zoneinfo

ZONE = zoneinfo.ZoneInfo("Asia/Beirut")  # the one that a portal has which is told no other


def moment(text, zone=ZONE):
    """An instant as commands print it ("2026-11-27T22:05:00Z"): the time on the zone's clocks."""
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.timezone.utc).astimezone(zone).replace(tzinfo=None)


def day_of(text, zone=ZONE):
    return moment(text, zone).date()


def today(zone=ZONE):
    return datetime.datetime.now(zone).date()
