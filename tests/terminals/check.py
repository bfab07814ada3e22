#!/usr/bin/env python3
# check.py - goes through the portal in every terminal and prints what read right there: terminal x page x verdict.
#
# check.py [--off] [--late] [NAME…]
#
# Each terminal is started twice: once as it comes, with the portal over ssh, and once so that it reorders nothing, as
# the reference. What has to stand on a page is put into visual order by the command fribidi, drawn by the reference, and
# its pixels are looked for in the picture of the page. With --off the portal too is shown on a terminal that reorders
# nothing: what the portal has no part in must read right then. With --late what the terminal says comes two seconds later,
# three bytes at a time. docs/TERMINALS.md says how to read the table.
import glob
import os
import re
import shutil
import signal
import sys
import time
import traceback

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "e2e"))
import picture_test as pages  # noqa: E402
from cases import until  # noqa: E402
from definitions import says  # noqa: E402
from kinds import BETWEEN, ALONE, FAULTS  # noqa: E402
from picture_test import ARABIC, BORN, ROWS, words  # noqa: E402
from shubbak import ROOT, Portal  # noqa: E402
from terminal import flat  # noqa: E402
from window import Face, Screen, Window  # noqa: E402

NEEDED = ("Xvfb", "fribidi", "tmux", "ssh")
PAGES = ("language", "home", "search", "service", "numbers", "form", "table", "receipt")
NARROW = PAGES[:4]
MOMENT = 1.0  # seconds in which a terminal may still be painting what it was sent
ARABIC_LETTER = re.compile(r"[\u0621-\u064a\ufe70-\ufefc]")
# Unjoined and turned round it has a cell more: where a terminal joins what it draws, only that tells the two apart.
LAM_ALEF = "أهلا بكم عند الشباك"
SHOWN = 4  # lines about what differs in one terminal; all of them stand in a file
OK = "ok"


class Known:
    """The reference: draws what is known to be right, and shows nothing else."""

    def __init__(self, kind, display, folder):
        self.window = Window(kind, display, folder, cols=80, rows=ROWS + 1, own=False)

    def draw(self, text):
        self.window.draw_whole(text)

    def screen(self):
        """All is drawn when draw() is over."""

    def picture(self):
        return self.window.picture()

    def close(self):
        self.window.close()


class Reader(pages.Reader):
    """A person at one terminal with the portal, who goes on when something reads wrong, and tells it at the end."""

    def __init__(self, kind, portal, folder, size, pictures, manner):
        cols, rows = size
        self.portal, self.cols, self.margin, self.read = portal, cols, 2 if cols >= 80 else 1, 0
        self.pictures, self.now, self.wrong, self.shot = pictures, "", [], 0
        self.opened = []
        try:
            self.known = self.keep(Known(kind, self.keep(Screen(folder)), folder))
            self.window = self.keep(Window(kind, self.keep(Screen(folder)), folder, kind.client(portal.ssh_line(flags=["-t"])),
                                           cols, rows, **manner))
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
        self.opened = []

    def save(self, picture):
        self.shot += 1
        with open("%s-%02d-%s.png" % (self.pictures, self.shot, self.now), "wb") as f:
            f.write(picture.png())

    def draw(self, pieces):
        """As the reader of xterm does it, but with a free row below each piece: some terminals' letters reach into it."""
        found = {id(piece): [] for piece in pieces}
        ways = [(piece, way) for piece in pieces for way in piece.ways]
        for begin in range(0, len(ways), ROWS // 2):
            text, cursor, some = "\x1b[m\x1b[2J\x1b[?25l", "", ways[begin:begin + ROWS // 2]
            for at, (piece, way) in enumerate(some):
                text += "\x1b[%d;1H" % (2 * at + 1) + "".join(style + cells + pages.PLAIN for style, cells in way)
                if piece.cursor is not None:
                    cursor = "\x1b[%d;%dH\x1b[?25h" % (2 * at + 1, piece.cursor + 1)
            self.known.draw(text + (cursor or "\x1b[H"))
            picture = self.known.picture()
            for at, (piece, _) in enumerate(some):
                found[id(piece)].append(picture.cells(2 * at, 0, piece.cols))
        return found

    def left_of(self, rows, pixels):
        """The rows that do not stand on the page, once it had a moment to be painted, and the picture."""
        deadline = time.monotonic() + MOMENT
        while True:
            picture = self.page.picture()
            left = [row for row in rows if not self.stands(picture, row, pixels)]
            if not left or time.monotonic() > deadline:
                return left, picture

    def reads(self, *rows):
        """Keeps the rows that do not stand on the page, further down where needed."""
        if not self.known.window.kind.steady_cursor:
            for piece in (piece for row in rows for piece in row.pieces if piece.cursor is not None):
                without_cursor(piece)
        pixels = self.draw([piece for row in rows for piece in row.pieces])
        left, down = list(rows), 0
        while True:
            left, picture = self.left_of(left, pixels)
            self.save(picture)
            before = self.page.screen()
            if not left or "\u25bc" not in before:
                break
            self.page.press("PageDown")
            down += 1
            until("the page to move", lambda: self.page.screen() != before, 10)
        self.page.press(*["PageUp"] * down)
        self.read += len(rows)
        self.wrong += [(self.now, " | ".join(" ".join(cells for _, cells in piece.ways[0]).strip() for piece in row.pieces))
                       for row in left]

    def type(self, text, cells):
        self.page.type(text)
        self.page.wait(text)

    # --- the language page ---

    def lines_that_read(self, right, numbers):
        """Of these numbers those with this Arabic beside them, as the picture shows it."""
        line, marks = words(right), {n: words(n) for n in numbers}
        pixels = self.draw([line, *marks.values()])

        def rows_of(piece, picture):
            return {at for way in pixels[id(piece)] for at, _ in picture.find(way, piece.first, piece.last)}

        deadline = time.monotonic() + MOMENT
        while True:
            picture = self.page.picture()
            rows = rows_of(line, picture)
            found = [n for n, mark in marks.items() if rows & rows_of(mark, picture)]
            if found or time.monotonic() > deadline:
                self.save(picture)
                return found

    def choose_arabic(self):
        """Takes the number of the line that reads right: seen in the picture, since only the picture shows it."""
        self.page.wait("English")
        self.page.settle()  # the page may change once the terminal has answered
        lines = {n: line for line in self.page.lines() if ARABIC_LETTER.search(line)
                 for n in self.page.numbers(line) if n in "3456789"}
        if not lines:
            raise AssertionError("no Arabic to choose; the screen:\n%s" % self.page.screen())
        right = pages.visual(sentence_of(lines.values())) if len(lines) > 1 else ARABIC
        found = self.lines_that_read(right, list(lines))
        self.read += 1
        if len(found) != 1:
            self.wrong.append((self.now, "%d of %d lines read right: %s" % (len(found), len(lines), right)))
        self.page.enter((found or list(lines))[0])
        self.page.wait(says("Welcome to Shubbak", "ar"), "ar")


def without_cursor(typed):
    """Only what is typed, where the terminal draws no two cursors alike: from where it runs to the left, from where to
    the right."""
    (style, cells), = [way for way in typed.ways[0] if way[0] == pages.UNDERLINE]
    text = cells.strip()
    typed.ways = [[(style, text), (pages.PLAIN, " ")]] if typed.first == 0 else [[(pages.PLAIN, " "), (style, text)]]
    typed.cursor, typed.cols = None, len(text) + 1
    typed.first, typed.last = (0, len(text)) if typed.first == 0 else (1, len(text) + 1)


def sentence_of(lines):
    """The portal's own Arabic whose words stand in each of these lines, in whatever order: the one with most words."""
    text = ""
    for path in [os.path.join(ROOT, "i18n/po/ar.po"), *glob.glob(os.path.join(ROOT, "tui/**/*.c"), recursive=True)]:
        with open(path, encoding="utf-8") as f:
            text += f.read()
    known = [word.translate(pages.HARAKAT).replace("\\n", " ") for word in re.findall(r'"([^"]*[\u0621-\u064a][^"]*)"', text)]
    shown = [Face.words(line) for line in lines]
    fitting = [each for each in known if all(Face.words(each) & {flat(word) for word in each.split()} <= have for have in shown)]
    if not fitting:
        raise AssertionError("the Arabic lines of the language page are no sentence of the portal's")
    return max(fitting, key=lambda each: len(each.split()))


def tells_apart(reader):
    """The comparison itself, in this terminal: what reads wrong must not pass, what reads right must."""
    right, noted = pages.visual(LAM_ALEF), pages.visual("(سنة 2026) الرسم")
    wrong = [(right, LAM_ALEF), (right, LAM_ALEF[::-1]), (right, right[::-1]), (right, right[1:]), (right, right + ARABIC),
             (noted, noted.translate({0x28: ")", 0x29: "("})), (noted, noted.replace("2026", "6202")),
             (right, right.replace("\ufe91", "\ufe97")), (BORN, " ".join(reversed(BORN.split(" "))))]
    for known, drawn in [(known, known) for known, _ in wrong[-4:]] + wrong:
        reader.known.draw("\x1b[m\x1b[2J\x1b[5;%dH%s\x1b[H" % (79 - len(drawn), drawn))
        shown = reader.known.picture()
        piece = words(known)
        found = any(shown.find(way, piece.first, piece.last) for way in reader.draw([piece])[id(piece)])
        if found != (drawn == known):
            raise AssertionError("the comparison takes %r for %r" % (drawn, known))
    return len(wrong) + 4


def go(reader, wanted):
    """Page after page; gives how far it came and why not further."""
    reference = []
    pages_read = {
        "language": reader.choose_arabic,
        "home": lambda: pages.read_home(reader),
        "search": lambda: pages.read_search(reader),
        "service": lambda: pages.read_service(reader),
        "numbers": lambda: reference.extend(pages.read_draft(reader)),
        "form": lambda: pages.fill(reader),
        "table": lambda: pages.read_answers(reader),
        "receipt": lambda: pages.read_receipt(reader, reference[0]),
    }
    for page in wanted:
        reader.now = page
        try:
            pages_read[page]()
        except AssertionError as e:
            reader.save(reader.page.look())
            return page, str(e)
    return None, ""


def try_kind(kind, portal, pictures, cols_rows, wanted, manner):
    """Verdicts by page, and lines that tell what was wrong."""
    size = "%dx%d" % cols_rows
    missing = kind.missing()
    if missing:
        return dict.fromkeys(wanted, "skipped"), ["%s %s: SKIPPED, %s" % (kind.name, size, missing)]
    began = time.monotonic()
    base = os.path.join(pictures, "%s-%s" % (kind.name, size))
    folder = os.path.join(portal.folder, "%s-%s" % (kind.name, size))
    os.makedirs(folder)
    try:
        with Reader(kind, portal, folder, cols_rows, base, manner) as reader:
            tried = tells_apart(reader)
            reader.page.start()
            stopped, why = go(reader, wanted)
            shutil.copy(reader.window.record + ".log", base + ".log")
    except AssertionError as e:
        return dict.fromkeys(wanted, "not tried"), ["%s %s: %s" % (kind.name, size, e)]
    verdicts, told = {}, []
    for page in wanted:
        rows_wrong = [row for where, row in reader.wrong if where == page]
        if stopped and wanted.index(page) > wanted.index(stopped):
            verdicts[page] = "not reached"
        elif page == stopped:
            verdicts[page] = "stuck"
            told.append("%s %s, %s: stuck: %s" % (kind.name, size, page, why))
        else:
            ours = [row for row in rows_wrong if not any(f.explains(kind.name, page, row) for f in FAULTS)]
            verdicts[page] = "%d differ" % len(ours) if ours else "%d differ*" % len(rows_wrong) if rows_wrong else OK
        told += ["%s %s, %s: does not read right: %s" % (kind.name, size, page, row) for row in rows_wrong]
    print("%-16s %s: %d rows looked for, comparison tried %d times, %.0f s" % (
        kind.name, size, reader.read, tried, time.monotonic() - began), flush=True)
    return verdicts, told


def judge(results):
    """Prints the table; gives how many verdicts are bad and no terminal's own fault."""
    print("\n%-20s" % "" + "".join("%-12s" % page for page in PAGES))
    for (name, size), verdicts in results.items():
        print(("%-20s" % ("%s %s" % (name, size)) + "".join("%-12s" % verdicts.get(page, "") for page in PAGES)).rstrip())
    shown = [verdict for verdicts in results.values() for verdict in verdicts.values()]
    if any(verdict.endswith("*") for verdict in shown):
        for fault in FAULTS:
            print("* %s: %s" % (fault.name, fault.words))
    return sum(verdict not in (OK, "skipped") and not verdict.endswith("*") for verdict in shown)


def main(*words):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was opened is closed
    manner = {"own": "--off" not in words, "line": (2, 3) if "--late" in words else (0, 0)}
    names = [word for word in words if not word.startswith("--")]
    unknown = set(names) - {kind.name for kind in (*ALONE, *BETWEEN)}
    if unknown:
        print("no such terminals: %s" % ", ".join(sorted(unknown)))
        return 1
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        print("not installed: %s" % ", ".join(missing))
        return 1
    pictures = os.environ.get("SHUBBAK_PICTURES", os.path.join(ROOT, "build", "terminals"))
    shutil.rmtree(pictures, ignore_errors=True)
    os.makedirs(pictures)
    portal = Portal()
    results, told = {}, []
    try:
        for kind in (*ALONE, *BETWEEN):
            if names and kind.name not in names:
                continue
            for size, wanted in (((80, 24), PAGES), ((40, 15), NARROW)):
                if size[0] < 80 and kind in BETWEEN:
                    continue
                verdicts, lines = try_kind(kind, portal, pictures, size, wanted, manner)
                results[kind.name, "%dx%d" % size] = verdicts
                told += lines
                for line in lines[:SHOWN]:
                    print("     " + line.split("\n")[0], flush=True)
                if len(lines) > SHOWN:
                    print("     and %d more" % (len(lines) - SHOWN), flush=True)
    except Exception:
        traceback.print_exc()
        told.append("the check itself broke")
    finally:
        portal.close()
    bad = judge(results) + ("the check itself broke" in told)
    with open(os.path.join(pictures, "differs.txt"), "w", encoding="utf-8") as f:
        f.write("".join(line + "\n" for line in told))
    print("\npictures, records and what differs: %s" % pictures)
    return 1 if bad or not results else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
