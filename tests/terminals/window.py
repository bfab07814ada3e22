# window.py - one terminal on an X server: started with the relay in it, its text area found in the picture of the screen.
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import zlib

import relay
from cases import patience, until
from picture import KEYS, PACKET, PIXEL, Display, Picture
from terminal import Terminal, flat

SIZE = "2000x1700"  # of the X server: its pointer rests below and right of every terminal at 80x24
MARKS = ("48;5;201", b"\xff\x00\xff"), ("48;5;51", b"\xff\xff\x00")  # colours that no page has: SGR, pixel
EDGE = 2  # pixel lines at the top and at the foot of a row into which the letters of its neighbours may reach
BLANK = "\u2800"  # what the portal sends where a blank has to have a direction


def png(width, height, pixels):
    """32-bit pixels of an X server as a PNG."""
    rows = []
    for y in range(height):
        line, row = pixels[PIXEL * y * width:PIXEL * (y + 1) * width], bytearray(3 * width)
        for n in range(3):
            row[n::3] = line[2 - n::PIXEL]
        rows.append(b"\0" + bytes(row))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)) + chunk(
        b"IDAT", zlib.compress(b"".join(rows), 3)) + chunk(b"IEND", b"")


class Area(Picture):
    """The text area of a terminal, cut out of the picture of the whole screen. Its cells are compared without their edges."""

    def __init__(self, whole, box, cols, rows, slack=0):
        self.slack = slack
        left, top, self.width, self.height = box
        self.cols, self.rows = cols, rows
        self.pitch = self.height // rows
        self.cell = (self.width // cols, self.pitch - 2 * EDGE)
        self.pixels = b"".join(whole.pixels[PIXEL * (y * whole.width + left):PIXEL * (y * whole.width + left + self.width)]
                               for y in range(top, top + self.height))

    def cells(self, row, col, count):
        wide, step = PIXEL * self.cell[0], PIXEL * self.width
        begin = (row * self.pitch + EDGE) * step + col * wide
        return [self.pixels[at:at + count * wide] for at in range(begin, begin + self.cell[1] * step, step)]

    def find(self, lines, first, last):
        return super().find(lines, first, last) or (self.find_near(lines, first, last) if self.slack else [])

    def find_near(self, lines, first, last):
        """The same where a terminal draws a letter's overhang differently in another run: no cell may differ by more than
        `slack` pixels, which is less than a dot of a letter, and no blank by any."""
        wide = PIXEL * self.cell[0]
        text = [line[first * wide:last * wide] for line in lines]
        found = []
        for row in range(self.rows):
            here = self.cells(row, 0, self.cols)
            for col in range(self.cols - len(lines[0]) // wide + 1):
                there = [line[(col + first) * wide:(col + last) * wide] for line in here]
                if sum(a == b for a, b in zip(there, text)) * 2 > len(text) and self.near(there, text) and self.bare(
                        here, lines, col, first, last):
                    found.append((row, col))
        return found

    def near(self, there, text):
        wide, differ = PIXEL * self.cell[0], {}
        for a, b in zip(there, text):
            for at in range(0, len(a), PIXEL) if a != b else ():
                if a[at:at + PIXEL] != b[at:at + PIXEL]:
                    differ[at // wide] = differ.get(at // wide, 0) + 1
        return max(differ.values(), default=0) <= self.slack

    def bare(self, here, lines, col, first, last):
        wide, inner = PIXEL * self.cell[0], self.cell[0] // 3 * PIXEL
        return all(line[(col + n) * wide + inner:(col + n + 1) * wide - inner] == lines[0][n * wide + inner:(n + 1) * wide - inner]
                   for n in (*range(first), *range(last, len(lines[0]) // wide)) for line in here)

    def corner(self):
        """The pixel in the middle of the last cell."""
        at = PIXEL * ((self.height - self.pitch // 2) * self.width - self.cell[0] // 2)
        return self.pixels[at:at + 3]

    def png(self):
        return png(self.width, self.height, self.pixels)


def ends_of(line, pixel):
    """The first and the last place of a colour in a line of pixels; None when it is not there."""
    first, last = line.find(pixel), line.rfind(pixel)
    while first >= 0 and first % PIXEL:
        first = line.find(pixel, first + 1)
    if first < 0:
        return None
    while last % PIXEL:
        last = line.rfind(pixel, 0, last + len(pixel) - 1)
    return first // PIXEL, last // PIXEL


def box_of(whole, pixel):
    """Left, top, width and height of what has this colour; None when nothing has or it is no full box."""
    step = PIXEL * whole.width
    ends = [ends_of(whole.pixels[y * step:(y + 1) * step], pixel) for y in range(whole.height)]
    inked = [y for y, each in enumerate(ends) if each]
    if not inked or len({ends[y] for y in inked}) > 1 or inked[-1] - inked[0] + 1 != len(inked):
        return None
    left, right = ends[inked[0]]
    return left, inked[0], right - left + 1, len(inked)


class Screen(Display):
    """An X server that keeps its pixels in a file, so that all windows are in the picture, whatever their visuals."""

    def __init__(self, folder):
        self.folder = tempfile.mkdtemp(prefix="screen-", dir=folder)
        super().__init__(SIZE, "-fbdir", self.folder)

    def whole(self):
        with open(os.path.join(self.folder, "Xvfb_screen0"), "rb") as f:
            return Picture(f.read(), 1, 1)


class Window:
    """One terminal of a kind, as it comes (`own`) or as a reference that reorders nothing."""

    count = 0

    def __init__(self, kind, display, folder, command=(), cols=80, rows=24, own=True, line=(0, 0)):
        Window.count += 1
        self.kind, self.display, self.cols, self.rows = kind, display, cols, rows
        self.home = os.path.join(folder, "window-%d" % Window.count)
        self.record = os.path.join(folder, "record-%d" % Window.count)
        os.makedirs(os.path.join(self.home, "run"), mode=0o700)
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": self.home, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "DISPLAY": display.name,
            "XDG_RUNTIME_DIR": os.path.join(self.home, "run"), "NO_AT_BRIDGE": "1", "LIBGL_ALWAYS_SOFTWARE": "1",
            "QT_QPA_PLATFORM": "xcb", "SHELL": "/bin/sh"}
        kind.prepare(self.home, own)
        self.size, self.answers, self.mark, self.child, self.near = None, b"", 0, None, None
        self.ends = 0  # of clients
        program = [sys.executable, os.path.abspath(relay.__file__), os.path.join(self.home, "socket"), self.record,
                   *[str(n) for n in line], *command]
        try:
            self.open(program, cols, rows, own)
            if kind.sized_by_pixels:
                self.open_again(program, own)
            until("%s to be %dx%d" % (kind.name, cols, rows), lambda: self.hear() or self.size == (cols, rows), 20)
            self.box = until("the text area of %s" % kind.name, self.find_area, 20)
            self.draw("\x1b[m\x1b[2J\x1b[H" + ("" if own else kind.plain))
        except BaseException:
            self.close()
            raise

    def open(self, program, cols, rows, own):
        path = os.path.join(self.home, "socket")
        if os.path.exists(path):
            os.unlink(path)
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as door, \
                open(os.path.join(self.home, "stderr"), "ab") as errors:
            door.bind(path)
            door.listen(1)
            door.settimeout(patience(30))
            self.child = subprocess.Popen(["nice", *self.kind.command(cols, rows, own), *program], env=self.environment,
                                          cwd=self.home, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors,
                                          start_new_session=True)
            try:
                self.near, _ = door.accept()
            except OSError as e:
                with open(errors.name, encoding="utf-8", errors="replace") as f:
                    raise AssertionError("%s did not start: %s\n%s" % (self.kind.name, e, f.read()[-1000:])) from e

    def open_again(self, program, own):
        """A terminal whose window is told in pixels: what it shows at first says how many it needs."""
        guess = (700, 500)
        self.shut()
        self.open(program, *guess, own)
        cols, rows = until("a size", lambda: self.hear() or self.size, 20)
        last = [None]

        def still():
            before, last[0] = last[0], (self.hear(), self.size)
            return before == last[0] and self.box_now()

        _, _, width, height = until("its first text area", still, 20)
        cell = (width // self.size[0], height // self.size[1])
        self.shut()
        self.size = None
        self.open(program, self.cols * cell[0] + guess[0] - width, self.rows * cell[1] + guess[1] - height, own)

    # --- to and from the relay ---

    def hear(self):
        """Takes what the relay has said; gives nothing."""
        self.near.setblocking(False)
        try:
            while True:
                got = self.near.recv(PACKET)
                if not got:
                    raise AssertionError("%s has ended" % self.kind.name)
                if got[:1] == b"z":
                    self.size = tuple(int(n) for n in got[1:].split())
                elif got[:1] == b"a":
                    self.answers += got[1:]
                elif got[:1] == b"e":
                    self.ends += 1
        except BlockingIOError:
            pass
        finally:
            self.near.setblocking(True)

    def send(self, word, text=""):
        self.near.send(word + text.encode("utf-8"))

    def draw(self, text):
        """Text and sequences straight to the terminal."""
        for at in range(0, len(text), 8000):
            self.send(b"s", text[at:at + 8000])

    def draw_whole(self, text):
        """The same, and its last cell coloured; waits until the picture has that colour, so that all is drawn."""
        self.mark = 1 - self.mark
        code, pixel = MARKS[self.mark]
        self.draw("%s\x1b7\x1b[%d;%dH\x1b[%sm \x1b[m\x1b8" % (text, self.rows, self.cols, code))
        until("%s to draw" % self.kind.name, lambda: self.look().corner() == pixel, 20)

    # --- pictures ---

    def whole(self):
        return self.display.whole()

    def box_now(self):
        self.mark = 1 - self.mark
        code, pixel = MARKS[self.mark]
        cols, rows = self.size
        self.draw("\x1b[?25l\x1b[H" + "".join("\x1b[%d;1H\x1b[%sm%s\x1b[m" % (y + 1, code, " " * cols) for y in range(rows)))
        found = []

        def filled():
            self.hear()
            box = box_of(self.whole(), pixel)
            found[:] = [*found[-1:], box]
            return (cols, rows) != self.size or (box and found[0] == box and len(found) == 2)

        until("the screen of %s to be filled" % self.kind.name, filled, 20)
        return found[-1] if (cols, rows) == self.size else None

    def find_area(self):
        box = self.box_now()
        return box if box and box[2] % self.cols == 0 and box[3] % self.rows == 0 else None

    def look(self):
        """The picture of the text area as it is."""
        return Area(self.whole(), self.box, self.cols, self.rows, self.kind.slack)

    def picture(self):
        """The picture once two in a row are the same."""
        last = [self.look()]

        def settled():
            before, last[0] = last[0], self.look()
            return before.pixels == last[0].pixels

        until("the picture to stand still", settled, 10)
        return last[0]

    # --- its end ---

    def shut(self):
        if self.near:
            self.near.close()
            self.near = None
        if self.child:
            try:
                os.killpg(self.child.pid, signal.SIGTERM)
                self.child.wait(5)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                pass
            try:
                os.killpg(self.child.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.child.wait()
            self.child = None

    def close(self):
        self.shut()


class Face(Terminal):
    """The portal in a window. Keys go in by the relay; what stands there is read from a tmux that is shown the same bytes,
    by words only: in which order a terminal must be sent them is the portal's matter, and the picture judges it."""

    def __init__(self, window, portal):
        self.window, self.portal = window, portal
        open(window.record + ".out", "ab").close()
        super().__init__(portal, ["sh", "-c", "stty raw -echo; exec tail -c +1 -s 0.05 -f '%s.out'" % window.record],
                         window.cols, window.rows)

    def start(self):
        self.window.send(b"g")

    def type(self, text):
        self.window.send(b"k", text)

    def press(self, *keys):
        self.type("".join(KEYS[key] for key in keys))

    def screen(self):
        return super().screen().replace(BLANK, " ")

    def lines(self, lang="en"):
        return self.screen().split("\n")

    def look(self):
        return self.window.look()

    def picture(self):
        return self.window.picture()

    @staticmethod
    def words(row):
        """The words of a row, each as it stands and backwards."""
        found = set()
        for word in row.replace("\u2502", " ").split():
            found |= {flat(word), flat(word[::-1])}
        return found - {""}

    def shows(self, words, lang="en"):
        return {flat(word) for word in words.split()} - {""} <= self.words(" ".join(self.lines()))

    def wait(self, words, lang="en", seconds=15):
        try:
            until("", lambda: self.shows(words, lang), seconds)
        except AssertionError:
            raise AssertionError("%r never came; the screen:\n%s" % (words, self.screen())) from None

    def reference_and_pin(self, _lang="en"):
        """What is sent may have its digits backwards; the registry knows which way they are."""
        reference, pin = super().reference_and_pin()
        if reference and pin and self.portal.host("application", "show", reference).code != 0:
            reference, pin = reference[::-1], pin[::-1]
        return reference, pin

    def numbers(self, row):
        """The number of a choice may stand at the right end of what is sent, or at the left."""
        tokens = row.replace(">", " ").replace("<", " ").split()
        return [t for t in (*tokens[-1:], *tokens[:1]) if t.isdecimal() and len(t) <= 3]

    def number_of(self, label, lang="en"):
        lines = self.lines()
        first, *rest = [flat(word) for word in label.split() if flat(word)]
        for at, row in enumerate(lines):
            here = self.words(row)
            for number in self.numbers(row):
                below = at + 1
                while below < len(lines) and lines[below].strip() and not set(rest) <= here and not self.numbers(lines[below]):
                    here |= self.words(lines[below])
                    below += 1
                if first in self.words(row) and set(rest) <= here:
                    return number
        return None
