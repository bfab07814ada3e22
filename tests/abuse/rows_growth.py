# rows_growth.py - rows about what one visitor can make grow: looks in the ledger, time of the processor, applications.
import concurrent.futures
import json
import select
import threading
import time

from crowd import Behind, Row

from balancer import header
from cases import holds, same
from filler import fill
from kills import renumbered
from odd import ADJUST, CLOSE, DATA, DISCONNECT, KeyPair, Odd, number, text, text_at
from rawfiles import STAT, Files
from records import applied, looks
from walk import SERVICE

OWNER = "198.51.100.7"


def visitor(portal, source, seconds=20):
    return Odd(portal.port, seconds=seconds, ahead=header(source))


def flood_of_stats(files, path, seconds):
    """STAT for so long, sixteen under way at a time; how often it was answered."""
    began, waiting, count = time.monotonic(), [files.ask_ahead(STAT, text(path)) for _ in range(16)], 0
    while waiting:
        files.answer(waiting.pop(0))
        count += 1
        if time.monotonic() - began < seconds:
            waiting.append(files.ask_ahead(STAT, text(path)))
    return count


def applied_by(portal, key):
    """A submitted application of this key's; its reference and PIN."""
    with visitor(portal, OWNER, 60).shake() as client:
        client.sign_in_by(key)
        code, out, err = client.run("apply %s --json" % SERVICE, filled_form(portal).encode())
        same(code, 0, err)
        return json.loads(out)["reference"], json.loads(out)["pin"]


def stat(_place, seconds=5):
    """By key, and by reference and PIN."""
    said, is_ok = [], True
    with Behind() as portal:
        for way in ("by key", "by reference and PIN"):
            client = visitor(portal, OWNER).shake()
            if way == "by key":
                key = KeyPair()
                reference, _ = applied_by(portal, key)
                before = looks(portal, reference)
                client.sign_in_by(key)
            else:
                reference, pin = applied(portal, source=OWNER)
                before = looks(portal, reference)
                holds(client.sign_in(reference, pin), "reference and PIN were not taken")
            folder, name = "/receipts", reference + ".txt"
            with Files(portal.port, signed_in=client) as files:
                asked = flood_of_stats(files, folder + "/" + name, seconds)
                sizes = [files.list(folder)[name], files.size(STAT, folder + "/" + name), len(files.fetch(folder + "/" + name))]
            count = looks(portal, reference) - before
            said.append("%s: %d times asked, %d looks in the ledger; its size by READDIR, STAT and READ: %s" % (
                way, asked, count, ", ".join(str(s) for s in sizes)))
            is_ok = is_ok and count == 1 and len(set(sizes)) == 1
    return Row("\n".join(said), "1 look, one size", is_ok)


# --- time of the processor ---

def used(pids, spent):
    """Enters the seconds of the processor that each of these has had so far."""
    for pid in pids:
        try:
            with open("/proc/%d/stat" % pid, encoding="ascii", errors="replace") as f:
                fields = f.read().rsplit(")", 1)[1].split()
            spent[pid] = (int(fields[11]) + int(fields[12])) / 100
        except OSError:
            pass


class Newlines(threading.Thread):
    """plain@ that types nothing but newlines, 200 KiB a second; with a `window` of 0 it never takes anything."""

    RATE, PIECE, MOST = 200 * 1024, 8192, 75  # bytes a second, bytes, seconds

    def __init__(self, portal, source, window, lang=None):
        super().__init__(daemon=True)
        self.client, self.window = visitor(portal, source, 90).enter("plain"), window
        self.channel = self.client.open(window=window)
        if lang:
            self.client.request(self.channel, "env", text("LANG") + text(lang), answer=False)
        self.client.request(self.channel, "shell", answer=False)
        self.said, self.sent, self.end = b"", 0, None

    def run(self):
        began = time.monotonic()
        try:
            while self.end is None and time.monotonic() - began < self.MOST:
                if self.client.room[0] >= self.PIECE and self.sent < (time.monotonic() - began) * self.RATE:
                    self.client.send(bytes([DATA]) + number(self.channel) + text(b"\n" * self.PIECE))
                    self.client.room[0] -= self.PIECE
                    self.sent += self.PIECE
                while self.end is None and (self.client.buffer or select.select([self.client.socket], [], [], 0.01)[0]):
                    self.take(self.client.receive())
        except (EOFError, OSError) as e:
            self.end = "cut off (%s)" % e
        self.client.socket.close()

    def take(self, packet):
        """A reading client opens its window again by what it took."""
        if packet[0] == DATA:
            got = text_at(packet, 5)
            self.said = (self.said + got)[-4000:]
            self.client.send(bytes([ADJUST]) + number(self.channel) + number(len(got)))
        elif packet[0] == CLOSE:
            self.end = "a closed channel"
        elif packet[0] == DISCONNECT:
            self.end = "a farewell: %r" % text_at(packet, 5)[:80]


def newlines_one(window, lang):
    """One such visitor in a portal of its own: what it cost until it was ended, and the last words to it."""
    with Behind() as portal:
        usual, spent, began = portal.processes(), {}, time.monotonic()
        typist = Newlines(portal, OWNER, window, lang)
        typist.start()
        while typist.is_alive():
            used(portal.visitors(usual), spent)
            typist.join(0.2)
        incident = "incident" in portal.log()
    cost = sum(spent.values())
    words = [line for line in typist.said.decode("latin-1").splitlines()[-4:] if line.endswith(".")][-1:]
    polite = typist.end is not None and not typist.end.startswith("cut off") and not incident and (window == 0 or words)
    return (cost < 5 and bool(polite),
            "%s: %.1f s of the processor for %d KiB; %s after %.0f s%s%s" % (
                "window never opened" if window == 0 else "a reader with " + lang, cost, typist.sent // 1024,
                typist.end or "not ended", time.monotonic() - began, ", last words: %r" % words[0] if words else "",
                ", an incident" if incident else ""))


def newlines(_place):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        both = list(pool.map(newlines_one, (0, 1 << 20), (None, "en_US.ISO-8859-1")))
    return Row("\n".join(said for _, said in both), "< 5 s of the processor, then ended politely", all(ok for ok, _ in both))


# --- applications ---

def apply_until_refused(portal, source, filled, at_once, seconds):
    """Applications from one address, so many on one connection; how many were taken, and the words of the refusal."""
    began, taken = time.monotonic(), 0
    while time.monotonic() - began < seconds:
        with visitor(portal, source, 60).enter() as client:
            for _ in range(at_once):
                code, out, err = client.run("apply " + SERVICE, renumbered(filled).encode())
                if code != 0:
                    return taken, "code %s, %s" % (code, (err or out).strip().replace("\n", " "))
                taken += 1
                if time.monotonic() - began >= seconds:
                    break
    return taken, ""


def apply_loop(_place, seconds=20):
    """On one connection, then on a connection for each; somebody elsewhere is not held up by either."""
    said, is_ok = [], True
    with Behind() as portal:
        filled = filled_form(portal)
        for way, source, at_once in (("on one connection", "203.0.113.9", 10 ** 6), ("a connection each", "192.0.2.9", 1)):
            taken, refusal = apply_until_refused(portal, source, filled, at_once, seconds)
            said.append("%s: %d taken, then %s" % (way, taken, refusal or "no end of it"))
            is_ok = is_ok and taken > 0 and len(refusal) > 40
        other, refusal = apply_until_refused(portal, OWNER, filled, 1, 0.1)
    said.append("another source: %s" % ("may" if other > 0 else refusal))
    return Row("\n".join(said), "a cap, told in words; others are not held up", is_ok and other > 0)


def filled_form(portal):
    with visitor(portal, OWNER, 60).enter() as client:
        return fill(client.run("form %s --lang en" % SERVICE, b"")[1], SERVICE)


ROWS = [
    ("stat", "STAT over sftp of one's own receipt, as fast as it goes, 5 s signed in by key and 5 s by PIN", stat),
    ("newlines", "plain@, newlines at 200 KiB a second: a window that never opens, and a reader with LANG latin1", newlines),
    ("apply-loop", "`apply` again and again, 20 s on one guest's connection and 20 s with a connection each", apply_loop),
]
