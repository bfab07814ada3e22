# work_test.py - who keeps the portal busy for nothing is seen out in words; pastes, filled forms and held keys are not.
import os
import re
import socket
import threading
import time

from cases import case, holds, patience, run_cases, same, sanitized
from filler import fill
from odd import ADJUST, CLOSE, DATA, DISCONNECT, IGNORE, Odd, number, text
from shubbak import Portal
from walk import SERVICE

MOST = 5.0  # seconds of the processor, of a visitor's desk and gate together
TO_SEND = 16 << 20  # bytes at most
SANITIZED = 60.0  # seconds of the processor after which a build with sanitizers ends it (SLOWER in server/desk/work.c)
TICK = 1 / os.sysconf("SC_CLK_TCK")
WORDS = re.compile("without any result|aucun effet")


def processor(pids, so_far):
    """Seconds of the processor that these have used; what is gone keeps its last figure."""
    for pid in pids:
        try:
            with open("/proc/%d/stat" % pid, encoding="ascii", errors="replace") as f:
                fields = f.read().rsplit(")", 1)[1].split()
            so_far[pid] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        except (FileNotFoundError, ProcessLookupError):
            pass
    return sum(so_far.values())


class Busy:
    """A client that sends as fast as it may: what it was told, and what it has cost."""

    def __init__(self, portal, user, window, lang=None, pty=True):
        usual = portal.processes()
        self.client = Odd(portal.port, seconds=None).enter(user)
        self.mine = portal.visitors(usual)
        self.used, self.looked, self.got, self.ended = {}, 0.0, b"", False
        self.reads, self.sent, self.lock = window > 0, 0, threading.Lock()
        self.channel = self.client.open(window=window)
        if lang:
            self.client.request(self.channel, "env", text("LANG") + text(lang))
        if pty:
            holds(self.client.terminal(self.channel), "a terminal")
        holds(self.client.request(self.channel, "shell"), "a shell")
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        try:
            while not self.ended:
                packet = self.client.receive()
                if packet[0] == DATA:
                    self.got = (self.got + packet[9:])[-20000:]
                    if self.reads:
                        self.send(bytes([ADJUST]) + number(self.channel) + number(len(packet) - 9))
                elif packet[0] in (CLOSE, DISCONNECT):
                    self.ended = True
        except (EOFError, OSError):
            self.ended = True

    def send(self, packet):
        with self.lock:
            self.client.send(packet)

    def cost(self):
        """Seconds of the processor, which the system counts by hundredths."""
        now = time.monotonic()
        if now - self.looked < TICK:
            return sum(self.used.values())
        self.looked = now
        return processor(self.mine, self.used)

    def feed(self, piece):
        """Sends this again and again, until it is ended; gives the seconds of the processor."""
        packet, cost = bytes([DATA]) + number(self.channel) + text(piece), 0
        deadline = time.monotonic() + patience(60)
        try:
            while not self.ended and self.sent < TO_SEND and time.monotonic() < deadline:
                if self.client.room[0] - self.sent < len(piece):
                    time.sleep(0.001)
                else:
                    self.sent += len(piece)
                    self.send(packet)
                cost = self.cost()
        except OSError:
            pass
        self.reader.join(patience(20) if cost < 2 * MOST else 0)
        return max(cost, processor(self.mine, self.used))

    def close(self):
        self.ended = True
        try:
            self.client.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.reader.join()
        self.client.socket.close()


def sees_out(portal, busy, piece, told=True):
    cost = busy.feed(piece)
    holds(busy.ended, "16 MiB for nothing, and still there; %.1f s" % cost)
    holds(sanitized() or cost < MOST, "%.1f s of the processor" % cost)
    holds(not told or WORDS.search(busy.got.decode("utf-8", "replace")), "no word of it: %r" % busy.got[-500:])
    busy.close()
    same(portal.ssh("version").code, 0, "the next visitor")


@case
def newlines_that_nobody_reads_the_answers_to(portal):
    sees_out(portal, Busy(portal, "plain", 0), b"\n" * 4096, told=False)
    holds("had no effect" in portal.log(), "the log does not say why")


@case
def newlines_of_who_reads(portal):
    sees_out(portal, Busy(portal, "plain", 1 << 30, "en_US.ISO-8859-1"), b"\n" * 4096)
    sees_out(portal, Busy(portal, "plain", 1 << 30, pty=False), b"\n" * 4096)


@case
def lines_that_are_no_choice(portal):
    sees_out(portal, Busy(portal, "plain", 1 << 30, "fr_FR.ISO-8859-1"), b"zz\n" * 1000)


@case
def keys_at_pages_that_change_nothing(portal):
    busy = Busy(portal, "guest", 1 << 30)
    sees_out(portal, busy, b"\r" * 4096)
    at = busy.got.rfind(b"\x1b[?1049l")
    holds(at >= 0 and b"without any result" in busy.got[at:], "the terminal is put back, then the words: %r" % busy.got[-400:])
    holds(b"\x1b[?25h" in busy.got[max(0, at - 200):], "the cursor is on: %r" % busy.got[-400:])


@case
def packets_that_only_the_gate_sees(portal):
    """Its desk hears nothing of them, and no page changes."""
    busy = Busy(portal, "guest", 1 << 30)
    filling, cost, sent = bytes([IGNORE]) + text(""), 0, 0
    try:
        while not busy.ended and sent < 2000000:
            busy.send(filling)
            sent += 1
            if sent % 1000 == 0:
                cost = processor(busy.mine, busy.used)
                if not sanitized() and cost > 2 * MOST:
                    break
    except OSError:
        pass
    busy.reader.join(patience(20) if cost < 2 * MOST else 0)
    # With sanitizers they cost twice as much, where a desk's work costs twenty times.
    early = sanitized() and sent == 2000000 and cost < SANITIZED
    holds(busy.ended or early, "%d packets, %.1f s of the processor, and still there" % (sent, cost))
    holds(sanitized() or cost < MOST, "%.1f s of the processor" % cost)
    busy.close()


@case
def a_filled_form_of_100_kilobytes(portal):
    form = fill(portal.blank(SERVICE), SERVICE) + "\n" + "# a remark of whoever filled it in, of no meaning\n" * 2000
    holds(len(form) > 100000, "the form is too small for this case")
    got = portal.apply(SERVICE, form)
    same(got.code, 0, repr(got))


@case
def a_long_paste_in_lines_stays_whole(portal):
    """A thousand lines at the choices, most of them nothing that can be chosen, then the end."""
    for flags in (["-T"], ["-tt"]):
        got = portal.ssh(user="plain", flags=flags, given=b"1\n" + b"paste of something else\n" * 1000 + b"0\nq\n1\n",
                         env={"TERM": "xterm"})
        same(got.code, 0, repr(got))
        holds(not WORDS.search(got.out), "a paste was taken for work without effect")


@case
def a_key_that_is_held_for_a_minute(portal):
    """Thirty times a second: on one that moves, then on one that does nothing; what follows still counts."""
    busy = Busy(portal, "guest", 1 << 30)
    for keys in ((b"\x1b[B", b"\x1b[A"), (b"#", b"#")):
        for i in range(1800):
            busy.send(bytes([DATA]) + number(busy.channel) + text(keys[i % 2]))
            if i % 30 == 0:
                time.sleep(0.02)
    busy.send(bytes([DATA]) + number(busy.channel) + text(b"1"))
    deadline = time.monotonic() + patience(60)
    while b"Welcome to Shubbak" not in busy.got and not busy.ended and time.monotonic() < deadline:
        time.sleep(0.02)
    holds(b"Welcome to Shubbak" in busy.got, "the key after them: %r" % busy.got[-300:])
    busy.close()


run_cases(Portal)
