# lines.py - a conversation in plain lines for a test: ssh with or without a terminal of its own, what came, what to say next.
import os
import pty
import re
import select
import subprocess
import termios
import time

from cases import patience
from terminal import flat, number_in, numbers_in


class Lines:
    """One ssh that prints lines and takes lines; `raw`: with a terminal, as a person at a keyboard has it."""

    arabic = "العربية"

    def __init__(self, portal, raw, user="plain", key=None, source=None, env=None, command=None):
        self.raw, self.got, self.mark = raw, b"", 0
        command = command or portal.ssh_line(user=user, key=key, source=source, flags=["-tt" if raw else "-T"])
        environment = dict({"PATH": os.environ["PATH"], "HOME": portal.folder, "TERM": "xterm"}, **(env or {}))
        if raw:
            self.near, far = pty.openpty()
            mode = termios.tcgetattr(far)
            mode[3] &= ~(termios.ECHO | termios.ICANON)
            termios.tcsetattr(far, termios.TCSANOW, mode)
            self.child = subprocess.Popen(command, stdin=far, stdout=far, stderr=far, env=environment,
                                          start_new_session=True)
            os.close(far)
            self.give = self.near
        else:
            self.child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                          stderr=subprocess.STDOUT, env=environment)
            self.near, self.give = self.child.stdout.fileno(), self.child.stdin.fileno()

    def read(self, seconds):
        """Takes in what comes within this time; False at the end of it all."""
        ready, _, _ = select.select([self.near], [], [], seconds)
        if not ready:
            return True
        try:
            new = os.read(self.near, 65536)
        except OSError:
            new = b""
        self.got += new
        return new != b""

    def text(self):
        """What came since the last thing that was entered."""
        return self.got[self.mark:].decode("utf-8", "replace")

    def lines(self):
        return re.sub("[\u2066-\u2069\u200e\u200f]", "", self.text()).replace("\r", "").split("\n")

    def until(self, what, look, seconds=20):
        deadline = time.monotonic() + patience(seconds)
        while not look():
            if time.monotonic() > deadline or not self.read(0.2):
                if look():
                    return
                raise AssertionError("%s never came; got:\n%s" % (what, self.text()))

    def wait(self, words, _lang="en", seconds=20):
        wanted = flat(words)
        self.until(repr(words), lambda: wanted in flat(self.text()), seconds)

    def shows(self, words):
        """Whether they have come since the last thing that was entered."""
        self.read(0.05)
        return flat(words) in flat(self.text())

    def enter(self, text):
        self.mark = len(self.got)
        os.write(self.give, (text + ("\r" if self.raw else "\n")).encode("utf-8"))

    enter_over = enter

    def answer(self, q, text):
        """The answer to a question of a definition; a dash takes away what stands there."""
        self.enter(text)
        if text and int(q.get("lines") or 1) > 1:
            self.enter("")

    def choose(self, label, _lang="en", seconds=20):
        """Takes a choice by its number; of a long list handful after handful is asked for."""
        deadline = time.monotonic() + patience(seconds)
        said = lambda: number_in(self.lines(), label)
        more = lambda: self.text().endswith(": ") and re.search(r"(?m): \+ ", self.text())
        while not said():
            self.until("the choice %r" % label, lambda: said() or more(), max(0.0, deadline - time.monotonic()))
            if not said():
                self.enter("+")
        self.enter(said())

    def settle(self):
        """Lines that came stay as they are."""

    def reference_and_pin(self, _lang="en"):
        def find():
            found = numbers_in(self.lines())
            return ([n for n in found if len(n) == 14] + [None])[0], ([n for n in found if len(n) == 6] + [None])[0]
        self.until("reference and PIN", lambda: all(find()))
        return find()

    def end_input(self):
        os.write(self.give, b"\x04") if self.raw else self.child.stdin.close()

    def over(self, seconds=20):
        """Reads to the end; gives the exit code."""
        deadline = time.monotonic() + patience(seconds)
        while self.read(0.2) and time.monotonic() < deadline:
            pass
        return self.child.wait(patience(5))

    def close(self):
        self.child.kill()
        self.child.wait()
        if self.raw:
            os.close(self.near)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
