# rows_room.py - rows about room: whoever else is there, an honest visitor gets in.
import threading
import time

from crowd import Behind, Crowd, Row, STALLED, honest

from balancer import header
from odd import Odd
from records import applied

ONE_NETWORK = ("192.0.2.0", 1)
KEY_NETWORKS = ("100.72.0.0", 11)
SECONDS = 20


def crowd_said(crowd):
    here, _, ended, failed = crowd.counts()
    return "; of the crowd %d there, %d sent away, %d not let in" % (here, ended, failed)


def silent_and_stalled(place, portal, guests, rate, seconds=SECONDS):
    """Beside guests who are silent already: stalled connections, and honest logins, 3 a second."""
    total = int(float(str(rate).lstrip("~")) * seconds)
    with Crowd(place, "stalled", portal, total, rate, sources=STALLED):
        return honest(place, portal, 3 * seconds, 3).row(also=crowd_said(guests))


def silent_30(place):
    with Behind() as portal, Crowd(place, "pages", portal, 1000, 100, 2) as guests:
        guests.gather()
        return silent_and_stalled(place, portal, guests, 30)


def silent_random(place):
    rows = []
    with Behind() as portal, Crowd(place, "pages", portal, 1000, 100, 2) as guests:
        guests.gather()
        for rate in (5, 10, 20):
            row = silent_and_stalled(place, portal, guests, "~%d" % rate, 12)
            row.measured = "%d a second: %s" % (rate, row.measured)
            rows.append(row)
    return Row("\n".join(row.measured for row in rows), rows[0].required, all(row.is_ok for row in rows))


def one_network(place):
    with Behind() as portal, Crowd(place, "pages", portal, 100, 50, 2, ONE_NETWORK) as guests:
        guests.gather()
        with Crowd(place, "stalled", portal, 30 * SECONDS, 30, sources=ONE_NETWORK):
            return honest(place, portal, 3 * SECONDS, 3, ONE_NETWORK).row(also=crowd_said(guests))


def silent_2000(place):
    """Every second one asks for nothing at all; they still come while the honest ones do."""
    with Behind() as portal, Crowd(place, "pages", portal, 1000, 18) as pages, \
            Crowd(place, "mute", portal, 1000, 18, sources=("100.68.0.0", 40)) as mute:
        logins = honest(place, portal, 56, 1)
        made = pages.counts()[1] + mute.counts()[1]
        return logins.row(within=1000, also="; %d guests were let in" % made)


def one_key(place):
    with Behind() as portal:
        key = portal.key()
        applied(portal, "me", key, source="198.51.100.1")
        with Crowd(place, "command", portal, 1000, 60, 2, KEY_NETWORKS, (key, "apply lb-judicial-record")) as crowd:
            crowd.gather(120)
            return honest(place, portal, 3 * SECONDS, 3).row(also=crowd_said(crowd))


def half_open(place):
    with Behind() as portal, Crowd(place, "silent", portal, 1000, 500, sources=("100.80.0.0", 200)) as crowd:
        crowd.gather()
        logins = honest(place, portal, 20, 5)
        return logins.row(100, 1000, also="; the slowest %.0f ms" % max(ms for _, ms, _ in logins.all))


def stalled_600(place):
    with Behind() as portal, Crowd(place, "stalled", portal, 600 * 12, 600, sources=("100.80.0.0", 2000)) as crowd:
        time.sleep(1)
        logins = honest(place, portal, 30, 3)
        return logins.row(near=True, also="; %d stalled ones came" % crowd.counts()[1])


# --- connections that are always busy, and never finish a step ---

DRIBBLE_END = 15  # seconds: 12 for a step of a login, and what a busy machine takes


def dribble(port, source, steps, ended, number):
    """The next step's bytes, one a second; how long the portal bears it."""
    with Odd(port, seconds=90, ahead=header(source)) as client:
        for step in steps:
            getattr(client, step)()
        began = time.monotonic()
        following = b"SSH-2.0-odd\r\n" if not steps else client.packed(bytes(200))
        try:
            client.socket.settimeout(1)
            for at in range(DRIBBLE_END * 2):
                client.socket.sendall(following[at:at + 1])
                until_next = began + at + 1
                while time.monotonic() < until_next:
                    try:
                        client.socket.settimeout(max(until_next - time.monotonic(), 0.01))
                        if not client.socket.recv(4096):
                            raise EOFError
                    except TimeoutError:
                        pass
        except (EOFError, OSError):
            ended[number] = time.monotonic() - began


def dribbles(place):
    """In the line of the version, in the offer, in the request of a service: every step has its clock, whatever comes."""
    with Behind() as portal:
        kinds = [(), ("banner",), ("banner", "offer", "exchange")]
        ended = [None] * 30
        threads = [threading.Thread(target=dribble, args=(portal.port, "100.80.%d.1" % i, kinds[i % 3], ended, i))
                   for i in range(len(ended))]
        for t in threads:
            t.start()
        logins = honest(place, portal, 20, 2)
        for t in threads:
            t.join()
    gone = [s for s in ended if s is not None]
    row = logins.row(also="; %d of %d slow ones ended, the last after %.1f s" % (len(gone), len(ended), max(gone, default=0)))
    row.required += ", all ended within %d s" % DRIBBLE_END
    row.is_ok = row.is_ok and len(gone) == len(ended) and max(gone) < DRIBBLE_END
    return row


ROWS = [
    ("silent-30", "1,000 guests signed in and silent, who come again 2 a second; 30 stalled connections a second, 20 s",
     silent_30),
    ("silent-random", "the same with 5, 10, 20 stalled a second at random gaps, 12 s each", silent_random),
    ("one-network", "100 such guests, 30 stalled a second and the honest ones, all of one /24, 20 s", one_network),
    ("silent-2000", "2,000 guests who fall silent, 36 a second, every second one without asking for anything", silent_2000),
    ("one-key", "1,000 connections of one key from 11 /24s, each an `apply` that waits for its input", one_key),
    ("half-open", "1,000 connections that say nothing", half_open),
    ("stalled-600", "600 stalled connections a second from 2,000 networks, 12 s", stalled_600),
    ("dribbles", "30 logins that come a byte a second, in three of their steps", dribbles),
]
