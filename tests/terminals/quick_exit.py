#!/usr/bin/env python3
# quick_exit.py - leaves the portal by Ctrl-X in every terminal and prints what each still has of it: terminal x what is left.
#
# quick_exit.py [NAME…]
#
# Each terminal gets a past: saved lines, a title, a word selected by the mouse, and one copied as programs do it where the
# terminal lets them. The portal is left the usual way first: then all of that must be there, or nothing is tried. Then it is
# left by the quick exit: the window must be bare, and stay bare when it is scrolled up. docs/TERMINALS.md has the table.
import base64
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
import traceback

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "e2e"))
from cases import patience, until  # noqa: E402
from kinds import ALONE  # noqa: E402
from picture import PIXEL  # noqa: E402
from shubbak import Portal  # noqa: E402
from walk import to_home  # noqa: E402
from window import Face, Screen, Window  # noqa: E402

NEEDED = ("Xvfb", "tmux", "ssh", "xclip", "xwininfo")
SECRET = "secretword"
LINES = 150
COLUMNS = ("window", "saved lines", "title", "selection", "clipboard")
GONE, LEFT, NONE = "gone", "left", "-"
MOMENT = 1.0  # seconds
UP, DOWN = 4, 5  # the wheel's buttons
# What these keep whatever they are told: what was selected by the mouse stays with the X server until it is taken back.
KEPT = dict.fromkeys(("xterm", "st", "pterm", "pterm-silent", "VTE", "konsole", "qterminal"), ("selection",))


class Mouse:
    """The pointer of an X server, moved as by a hand."""

    def __init__(self, display):
        self.x11, self.test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(display.name.encode()))
        assert self.display.value, "no connection to %s" % display.name

    def move(self, x, y):
        self.test.XTestFakeMotionEvent(self.display, -1, int(x), int(y), 0)
        self.x11.XSync(self.display, 0)

    def press(self, button, down):
        self.test.XTestFakeButtonEvent(self.display, button, down, 0)
        self.x11.XSync(self.display, 0)

    def rest(self):
        """Out of every picture."""
        self.move(1990, 1690)

    def close(self):
        self.x11.XCloseDisplay(self.display)


class Visitor:
    """Somebody at one terminal with a past."""

    def __init__(self, kind, portal, folder):
        self.kind, self.opened = kind, []
        try:
            self.screen = self.keep(Screen(folder))
            self.window = self.keep(Window(kind, self.screen, folder, kind.client(portal.ssh_line(flags=["-t", "-q"]))))
            self.mouse = self.keep(Mouse(self.screen))
            self.page = self.keep(Face(self.window, portal))
        except BaseException:
            self.close()
            raise

    def keep(self, thing):
        self.opened.append(thing)
        return thing

    def close(self):
        for thing in reversed(self.opened):
            thing.close()

    # --- the past, and what is left of it ---

    def live(self):
        """Saved lines, a title, words that were copied."""
        self.window.draw("\x1b[m\x1b[2J\x1b[H\x1b]2;%s\x1b\\" % SECRET)
        self.window.draw("\r\n".join("%s %d" % (SECRET, n) for n in range(LINES)))
        self.window.draw("\x1b]52;c;%s\x1b\\" % base64.b64encode(SECRET.encode()).decode())
        self.window.picture()
        self.mouse.move(*self.middle_of(5, 0))
        self.mouse.press(1, 1)
        for col in range(1, len(SECRET) + 1):
            self.mouse.move(*self.middle_of(5, col))
        self.mouse.press(1, 0)
        self.mouse.rest()
        deadline = time.monotonic() + patience(2)
        while not self.has_selection() and time.monotonic() < deadline:
            time.sleep(0.1)

    def middle_of(self, row, col):
        """A little left of it: the cell is within a selection that begins here, and not in one that ends here."""
        left, top, width, height = self.window.box
        return left + (col + 0.3) * width / self.window.cols, top + (row + 0.5) * height / self.window.rows

    def has_selection(self):
        return self.copied("primary").startswith(SECRET)

    def copied(self, which):
        done = subprocess.run(["xclip", "-o", "-selection", which], capture_output=True, text=True, timeout=patience(20),
                              env=self.window.environment)
        return done.stdout.strip() if done.returncode == 0 else ""

    def has_title(self):
        return SECRET in subprocess.run(["xwininfo", "-root", "-tree"], capture_output=True, text=True, timeout=patience(20),
                                        env=self.window.environment).stdout

    def scrolled(self, button):
        """The picture when the wheel was turned far in one direction."""
        self.mouse.move(*self.middle_of(self.window.rows // 2, self.window.cols // 2))
        for _ in range(2 * LINES):
            self.mouse.press(button, 1)
            self.mouse.press(button, 0)
        self.mouse.rest()
        return self.still()

    def still(self):
        """The picture once it has not changed for a moment: a busy terminal answers late. What the wheel types in some is heard
        meanwhile: a relay whose words nobody takes passes nothing on."""
        last, since = self.window.look(), time.monotonic()
        deadline = since + patience(20)
        while time.monotonic() - since < MOMENT and time.monotonic() < deadline:
            time.sleep(0.1)
            self.window.hear()
            now = self.window.look()
            if now.pixels != last.pixels:
                last, since = now, time.monotonic()
        return last

    def visit(self, leave):
        """From the first page to home, and out."""
        before = self.window.ends
        self.page.start()
        to_home(self.page, "en")
        leave(self.page)
        until("the client to end", lambda: self.window.hear() or self.window.ends > before, 20)

    def found(self):
        """What is left, by column, and the pictures that show it: as the window is, and scrolled up."""
        picture = self.still()
        up = self.scrolled(UP)
        return {"window": is_inked(picture), "saved lines": is_inked(up), "title": self.has_title(),
                "selection": self.has_selection(), "clipboard": self.copied("clipboard") == SECRET}, (picture, up)


def is_inked(picture):
    """Whether anything stands there but a cursor in the first cell, whose frame may reach into the next."""
    rows = [picture.cells(row, 0 if row else 2, picture.cols - (0 if row else 2)) for row in range(picture.rows)]
    paper = rows[-1][0][:PIXEL]
    return any(line != paper * (len(line) // PIXEL) for row in rows for line in row)


def leave_usually(page):
    page.type("\x03")
    page.wait("Leave the portal?")
    page.choose("Leave")


def try_kind(kind, portal, pictures):
    folder = os.path.join(portal.folder, "quick-%s" % kind.name)
    os.makedirs(folder)
    visitor = Visitor(kind, portal, folder)
    try:
        visitor.live()
        visitor.visit(leave_usually)
        has, (picture, up) = visitor.found()
        if not has["window"]:
            raise AssertionError("nothing of the past is there when the portal is left the usual way")
        has["saved lines"] = up.pixels != picture.pixels
        visitor.scrolled(DOWN)
        visitor.live()
        has.update(title=visitor.has_title(), selection=visitor.has_selection(), clipboard=visitor.copied("clipboard") == SECRET)
        visitor.visit(lambda page: page.type("\x18"))
        left, shown = visitor.found()
        for name, picture in zip(("window", "up"), shown):
            with open(os.path.join(pictures, "quick-exit-%s-%s.png" % (kind.name, name)), "wb") as f:
                f.write(picture.png())
        return {column: LEFT if left[column] else GONE if has[column] else NONE for column in COLUMNS}
    finally:
        visitor.close()


def main(*names):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was opened is closed
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        print("not installed: %s" % ", ".join(missing))
        return 1
    pictures = os.environ.get("SHUBBAK_PICTURES", os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../build/terminals"))
    os.makedirs(pictures, exist_ok=True)
    kinds = [kind for kind in ALONE if not names or kind.name in names]
    if not kinds:
        return 0
    portal, bad = Portal(), 0
    print("\nquick exit%-10s" % "" + "".join("%-14s" % column for column in COLUMNS))
    try:
        for kind in kinds:
            if kind.missing():
                print("%-20sSKIPPED, %s" % (kind.name, kind.missing()))
                continue
            try:
                left = try_kind(kind, portal, pictures)
            except AssertionError as e:
                print("%-20snot tried: %s" % (kind.name, e))
                bad += 1
                continue
            print("%-20s" % kind.name + "".join("%-14s" % left[column] for column in COLUMNS).rstrip(), flush=True)
            bad += any(word == LEFT and column not in KEPT.get(kind.name, ()) for column, word in left.items())
    except Exception:
        traceback.print_exc()
        bad += 1
    finally:
        portal.close()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
