# stream.py - a program on a terminal of its own, byte by byte: what came, and in which state the terminal is left by it.
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
import fcntl

from cases import patience

SWITCH = re.compile(rb"\x1b\[(\??)([0-9;]*)([hl])")
ATTRIBUTES = re.compile(rb"\x1b\[([0-9;:]*)m")
# Private switches that change how a terminal looks or answers, as a shell finds it: only the cursor (25) and wrapping (7) are on.
ON_AT_FIRST = {b"?25", b"?7"}
WATCHED = {b"?1", b"?7", b"?12", b"?25", b"?47", b"?1000", b"?1002", b"?1003", b"?1004", b"?1005", b"?1006", b"?1047", b"?1048", b"?1049",
           b"?2004", b"?2026", b"4", b"20"}


def state(stream):
    """What the bytes leave on that was off, or off that was on: an empty set where a shell goes on as it was."""
    on = set(ON_AT_FIRST)
    for private, numbers, which in SWITCH.findall(stream):
        for number in numbers.split(b";"):
            name = private + number
            if name in WATCHED:
                on.add(name) if which == b"h" else on.discard(name)
    left = {name.decode() + " is on" for name in on - ON_AT_FIRST - {b"?12"}}
    left |= {name.decode() + " is off" for name in ON_AT_FIRST - on}
    attributes = ATTRIBUTES.findall(stream)
    if attributes and attributes[-1] not in (b"", b"0"):
        left.add("attributes %r" % attributes[-1])
    if stream.rfind(b"\x1b=") > stream.rfind(b"\x1b>"):
        left.add("the keypad sends its own")
    if max(stream.rfind(b"\x1b(0"), stream.rfind(b"\x0e")) > max(stream.rfind(b"\x1b(B"), stream.rfind(b"\x0f"), -1):
        left.add("the letters are lines")
    return left


class Stream:
    """One program on a pty; `got` is all that came."""

    def __init__(self, command, folder, cols=80, rows=24, term="xterm-256color", env=None):
        self.got, self.mark, self.ended = b"", 0, False
        self.near, far = pty.openpty()
        fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
        environment = dict({"PATH": os.environ["PATH"], "HOME": folder, "TERM": term}, **(env or {}))
        self.child = subprocess.Popen(command, stdin=far, stdout=far, stderr=far, env=environment, start_new_session=True)
        os.close(far)

    def resize(self, cols, rows):
        fcntl.ioctl(self.near, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
        self.child.send_signal(signal.SIGWINCH)

    def read(self, seconds):
        """Takes in what comes within this time."""
        if self.ended or not select.select([self.near], [], [], seconds)[0]:
            return
        try:
            new = os.read(self.near, 65536)
        except OSError:  # the last program on it has gone
            new = b""
        self.got += new
        self.ended = new == b""

    def wait(self, words, seconds=20):
        """True when these bytes have come since the last key; False when the program has ended without them."""
        deadline = time.monotonic() + patience(seconds)
        while words not in self.got[self.mark:]:
            if self.ended:
                return False
            if time.monotonic() > deadline:
                raise AssertionError("%r never came, but %r" % (words, self.got[self.mark:][-1500:]))
            self.read(0.1)
        return True

    def type(self, keys):
        """Types; what nobody takes any more, since the program has ended, is lost."""
        self.mark = len(self.got)
        os.set_blocking(self.near, False)
        try:
            while keys and not self.ended:
                if select.select([], [self.near], [], 0.1)[1]:
                    keys = keys[os.write(self.near, keys):]
                elif self.child.poll() is not None:
                    return
                else:
                    self.read(0)
        except OSError:
            self.ended = True  # the last program on it has gone
        finally:
            os.set_blocking(self.near, True)

    def follow(self, steps):
        """(words, keys) one after the other, as far as it goes; True when all were typed."""
        for words, keys in steps:
            if not self.wait(words):
                return False
            self.type(keys)
        return True

    def end(self, seconds=20):
        """Waits until all has come and the program has ended; gives its code, -N where signal N ended it."""
        deadline = time.monotonic() + patience(seconds)
        while not self.ended:
            if time.monotonic() > deadline:
                raise AssertionError("it does not end; the last that came: %r" % self.got[-1500:])
            self.read(0.1)
        code = self.child.wait(patience(seconds))
        return code

    def close(self):
        if self.child.poll() is None:
            self.child.kill()
            self.child.wait()
        os.close(self.near)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
