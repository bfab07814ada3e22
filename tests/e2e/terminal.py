# terminal.py - a person's terminal for a test: tmux with a socket of its own; keys in, screen out, no fixed sleeps.
import os
import re
import subprocess
import time
import unicodedata

from cases import patience, until

# Words that stay from left to right in an Arabic row; two blanks end them.
LTR = re.compile(r"[0-9\u0660-\u0669A-Za-z\u00c0-\u024f](?:(?:[0-9\u0660-\u0669A-Za-z\u00c0-\u024f.,:/@_+'-]| (?! ))*"
                 r"[0-9\u0660-\u0669A-Za-z\u00c0-\u024f])?")


def _turn(line):
    """A row of a right-to-left page back into logical order: all reversed, left-to-right runs again."""
    backwards = line[::-1]
    return LTR.sub(lambda m: m.group(0)[::-1], backwards)


def flat(text):
    """Letters and digits alone, one form each, so that wrapping, shaping and marks do not matter."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text))
    return "".join(c for c in text if unicodedata.category(c)[0] in "LN" and c != "\u0640").lower()


def _first_column(line):
    """What stands before two blanks: of a table's row, what it is called."""
    return re.split(r"\s{2,}", line.strip())[0]


def _begins(first, following, wanted, part):
    """True where these rows, or this part of each, begin with the words; a long label goes on in the next rows."""
    rest = flat(part(first))
    for line in following:
        if len(rest) >= len(wanted) or not wanted.startswith(rest):
            break
        rest += flat(part(line))
    return rest.startswith(wanted)


def number_in(lines, label):
    """The number of the choice with this label in rows of text, as it stands before it; None when it is not there."""
    wanted = flat(label)
    for i, line in enumerate(lines):
        m = re.match(r"\W*?([0-9\u0660-\u0669\u06f0-\u06f9]{1,3})\W+(.*)$", line.replace("\u2502", " "))
        if m and any(_begins(m.group(2), lines[i + 1:], wanted, part) for part in (str, _first_column)):
            return str(int(m.group(1)))
    return None


def numbers_in(lines):
    """Runs of digits that stand alone in their row, spaces left out: references and PINs in large spacing."""
    found = []
    for line in lines:
        bare = re.sub(r"[\s\u2502\u2066-\u2069\u200e\u200f]", "", line)
        if bare.isdigit():
            found.append("".join(str(unicodedata.digit(c)) for c in bare))
    return found


class Terminal:
    """One tmux window that runs a command."""

    count = 0
    arabic = "\ufe94\ufef4\ufe91\ufeae\ufecc\ufedf\ufe8d"  # as cells of a row that is laid out from left to right

    def __init__(self, portal, command, cols=80, rows=24, term="xterm-256color", env=None):
        Terminal.count += 1
        self.folder, self.cols, self.rows = portal.folder, cols, rows
        self.name = "shubbak-%d-%d" % (os.getpid(), Terminal.count)
        config = os.path.join(self.folder, "tmux.conf")
        with open(config, "w", encoding="utf-8") as f:
            f.write("set -g status off\nset -g remain-on-exit on\nset -g escape-time 0\n"
                    "set -g default-terminal tmux-256color\n")
        words = ["env", "-i", "PATH=" + os.environ["PATH"], "HOME=" + self.folder, "TERM=" + term,
                 *["LD_PRELOAD=" + os.environ[name] for name in ("LD_PRELOAD",) if name in os.environ],
                 *["%s=%s" % each for each in (env or {}).items()], *command]
        self.tmux("-f", config, "new-session", "-d", "-x", str(cols), "-y", str(rows), *words)
        self.pane = self.tmux("list-panes", "-F", "#{pane_id}").strip()

    def tmux(self, *words):
        environment = {"PATH": os.environ["PATH"], "HOME": self.folder, "LC_ALL": "C.UTF-8", "TERM": "xterm",
                       "TMUX_TMPDIR": self.folder, "SHELL": "/bin/sh"}
        done = subprocess.run(["tmux", "-u", "-L", self.name, *words], capture_output=True, text=True,
                              timeout=patience(20), env=environment)
        if done.returncode != 0:
            raise AssertionError("tmux %s: %s" % (" ".join(words[:3]), done.stderr.strip()))
        return done.stdout

    # --- keys ---

    def type(self, text):
        """Text as it stands, as if it was pasted quickly."""
        self.tmux("send-keys", "-t", self.pane, "-l", "--", text)

    def press(self, *keys):
        """Keys by tmux's names: Enter, Escape, C-l, PageDown, Tab."""
        self.tmux("send-keys", "-t", self.pane, *keys)

    def enter(self, text):
        self.type(text)
        self.press("Enter")

    def enter_over(self, text):
        """Instead of what stands in the field."""
        self.press("C-u")
        self.enter(text)

    def answer(self, q, text):
        """The answer to a question of a definition, whatever stands there at first."""
        if q["type"] in ("choice", "choices", "yesno", "place"):
            if not text or q["type"] == "choices":
                self.press("BSpace")
            # A comma takes the number before it, where it could go on.
            self.enter(text + "," if q["type"] == "choices" and text else text)
        elif int(q.get("lines") or 1) > 1:
            self.press("C-u")
            self.enter(text)
            if text:
                self.press("Enter")
        else:
            self.enter_over(text)

    def resize(self, cols, rows):
        self.cols, self.rows = cols, rows
        self.tmux("resize-window", "-t", self.pane, "-x", str(cols), "-y", str(rows))

    # --- the screen ---

    def screen(self):
        """The rows as the terminal shows them."""
        return self.tmux("capture-pane", "-p", "-t", self.pane)

    def lines(self, lang="en"):
        """The rows in logical order."""
        rows = self.screen().split("\n")
        return [_turn(row) for row in rows] if lang == "ar" else rows

    def text(self, lang="en"):
        return flat("\n".join(self.lines(lang)))

    def shows(self, words, lang="en"):
        return flat(words) in self.text(lang)

    def wait(self, words, lang="en", seconds=15):
        """Waits until these words stand on the screen, wherever they wrap."""
        wanted = flat(words)
        assert wanted, "nothing to wait for in %r" % words
        try:
            until("", lambda: wanted in self.text(lang), seconds)
        except AssertionError:
            raise AssertionError("%r never came; the screen:\n%s" % (words, self.screen())) from None

    def still(self, seconds=0.15):
        """The screen once it has not changed for a moment; gives it."""
        last, since = self.screen(), time.monotonic()
        deadline = since + patience(10)
        while time.monotonic() - since < seconds and time.monotonic() < deadline:
            time.sleep(max(0.03, seconds / 5))
            now = self.screen()
            if now != last:
                last, since = now, time.monotonic()
        return last

    def settle(self):
        self.still(0.4)

    def number_of(self, label, lang="en"):
        return number_in(self.lines(lang), label)

    def reference_and_pin(self, _lang="en"):
        """The reference and the PIN that the page shows in large spacing, from left to right in every language."""
        found = numbers_in(self.lines())
        return ([n for n in found if len(n) == 14] + [None])[0], ([n for n in found if len(n) == 6] + [None])[0]

    def choose(self, label, lang="en", seconds=15):
        """Finds a choice by its label, further down or up where needed, and takes it by its number and Enter."""
        deadline = time.monotonic() + patience(seconds)
        moment = time.monotonic() + patience(0.8)
        while True:
            number = self.number_of(label, lang)
            if number:
                self.enter(number)
                return
            if time.monotonic() < moment:  # the page may still be on its way
                time.sleep(0.02)
                continue
            before = self.screen()
            self.press("PageDown")
            if self.still() == before:
                if time.monotonic() > deadline:
                    raise AssertionError("no choice %r; the screen:\n%s" % (label, before))
                self.press(*["PageUp"] * 8)
                self.still()

    # --- its end ---

    def is_over(self):
        return self.tmux("list-panes", "-t", self.pane, "-F", "#{pane_dead}").strip() == "1"

    def pid(self):
        return int(self.tmux("list-panes", "-t", self.pane, "-F", "#{pane_pid}"))

    def close(self):
        try:
            self.tmux("kill-server")
        except AssertionError:
            pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
