# relay.py - the program inside a terminal: passes bytes both ways between it and a client, and takes keys from a test.
#
#     test --- 'k' keys -----> [ relay ] --- keys, what the terminal answers ---> a pty with ssh, tmux, screen
#          --- 's' sequence ->  |  ^  |
#          <-- 'z' size ------  v  |  +--> RECORD.out: what was shown; RECORD.log: all bytes with their times
#          <-- 'a' answer --- the terminal
#          <-- 'e' ---------- the client has ended
#
# The client starts with the packet 'g', when the test has seen that the window has its size, and with the next one when it
# has ended. Without a client, what the terminal says goes to the test. TRIP and PIECE make a bad line: what the terminal says arrives TRIP seconds later, in
# pieces of PIECE bytes.
import os
import select
import signal
import socket
import sys
import termios
import time
import tty

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "e2e"))
from picture import PACKET, QUIET, start_client  # noqa: E402

GAP = 0.1  # seconds between two pieces


def read(terminal):
    """What has come, and nothing where the other side of a terminal is gone: its end."""
    try:
        return os.read(terminal, PACKET)
    except OSError:
        return b""


class Record:
    """What went over the line: the shown bytes alone, for a mirror, and all of them to be read when something is wrong."""

    def __init__(self, path):
        self.out = open(path + ".out", "ab", buffering=0)
        self.log = open(path + ".log", "a", encoding="utf-8", buffering=1)
        self.began = time.monotonic()

    def note(self, where, data):
        self.log.write("%8.3f %-8s %r\n" % (time.monotonic() - self.began, where, data))
        if where == "shown":
            self.out.write(data)


class Line:
    """What the terminal says on its way to the client: at once, or late and in pieces."""

    def __init__(self, trip, piece):
        self.trip, self.piece, self.due = trip, piece, []

    def add(self, data):
        size = self.piece or len(data)
        for at in range(0, len(data), size):
            last = self.due[-1][0] + GAP if self.due and self.trip else 0
            self.due.append((max(time.monotonic() + self.trip, last), data[at:at + size]))

    def add_behind(self, data):
        """Keys come from the same terminal: behind what it has said before."""
        self.due.append((self.due[-1][0] if self.due else 0, data))

    def wait(self):
        """Seconds until the next piece arrives; None when none is under way."""
        return max(0.0, self.due[0][0] - time.monotonic()) if self.due else None

    def arrived(self):
        now = time.monotonic()
        while self.due and self.due[0][0] <= now:
            yield self.due.pop(0)[1]


class Relay:
    """One terminal, one client, one test."""

    def __init__(self, test, record, line, command):
        self.test, self.record, self.line, self.command = test, record, line, command
        self.near, self.waiting = None, b""
        self.bell, self.ring = os.pipe()
        os.set_blocking(self.ring, False)
        signal.set_wakeup_fd(self.ring)
        signal.signal(signal.SIGWINCH, lambda *_: None)

    def tell_size(self):
        rows, cols = termios.tcgetwinsize(0)
        self.test.send(b"z%d %d" % (cols, rows))
        if self.near is not None:
            termios.tcsetwinsize(self.near, (rows, cols))

    def packet(self, got):
        word, rest = got[:1], got[1:]
        if word == b"g":
            self.near = start_client(self.command)
        elif word == b"s":
            self.waiting += rest
        elif word == b"k" and self.near is not None:
            self.record.note("typed", rest)
            self.line.add_behind(rest)

    def said(self, got):
        self.record.note("said", got)
        if self.near is None:
            self.test.send(b"a" + got)
        else:
            self.line.add(got)

    def shown(self, got):
        self.record.note("shown", got)
        os.write(1, got)

    def client_ended(self):
        os.close(self.near)
        self.near = None
        self.test.send(b"e")

    def turn(self):
        """One round; whether there is another."""
        sources = [0, self.test, self.bell] + ([self.near] if self.near is not None else [])
        limits = [seconds for seconds in (QUIET if self.waiting else None, self.line.wait()) if seconds is not None]
        ready, _, _ = select.select(sources, [], [], min(limits) if limits else None)
        for data in self.line.arrived():
            self.record.note("arrived", data)
            os.write(self.near, data)
        if not ready and self.waiting:
            os.write(1, self.waiting)
            self.waiting = b""
        for source in ready:
            if source == self.bell:
                os.read(self.bell, PACKET)
                self.tell_size()
                continue
            got = self.test.recv(PACKET) if source is self.test else read(source)
            if not got and source == self.near:
                self.client_ended()
                continue
            if not got:
                return False
            (self.packet if source is self.test else self.shown if source == self.near else self.said)(got)
        return True


def main(path, record, trip, piece, *command):
    tty.setraw(0)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as test:
        test.connect(path)
        relay = Relay(test, Record(record), Line(float(trip), int(piece)), command)
        try:
            relay.tell_size()
            while relay.turn():
                pass
        except OSError:
            pass  # the other side of a terminal is gone: the same as its end


if __name__ == "__main__":
    main(*sys.argv[1:])
