# picture_test.py - Arabic as a person sees it: pictures of an xterm held against rows that are known to read right.
#
# xterm draws every cell from left to right as it comes, so the portal has to send letters joined and in visual order.
# What is right is not asked of the portal: an xterm without any portal draws the rows, put into visual order by the
# command fribidi or written here by hand, and their pixels are looked for in the picture of the page.
import os
import re
import shutil
import subprocess

from cases import Skip, case, holds, run_cases, same, until
from definitions import question, says, service, terms
from picture import Display, XTerm
from shubbak import Portal
from walk import to_home

NEEDED = ("Xvfb", "xterm", "xwd", "fribidi")
ROWS = 60  # of the xterm that draws what is known to be right
BOLD, GREEN, REVERSE, UNDERLINE, PLAIN = "\x1b[1m", "\x1b[32m", "\x1b[7m", "\x1b[4m", "\x1b[m"
HARAKAT = {code: None for code in (*range(0x64b, 0x653), 0x670)}
MONTHS = ("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول",
          "تشرين الثاني", "كانون الأول")
# Data keep their order: numbers of several parts, commands.
DATA = re.compile("[0-9][0-9.,:/]*(?:(?: \u00d7 |-| )[0-9][0-9.,:/]*)*[0-9]%?|(?<!\\S)--?[a-z]+")
CARD, PASSPORT = "lb-disability-card", "lb-biometric-passport"

# By hand, as cells from left to right.
ARABIC = "\ufe94\ufef4\ufe91\ufeae\ufecc\ufedf\ufe8d"  # العربية
PASSPORT_TYPED = "\ufeae\ufed4\ufeb3 \ufeaf\ufe8d\ufeee\ufe9f"  # جواز سفر
ALAA_TYPED = "\u0621\ufe8e\ufee0\ufecb"  # علاء, a letter a cell: no ligature where a person types
ALAA = "\u0621\ufefc\ufecb"  # the same once it is only shown
BORN = "1990 \ufead\ufe8d\ufeab\ufe81 14"  # 14 آذار 1990
VISITOR = "AR \u00b7 \ufeae\ufe8b\ufe8d\ufeaf"  # زائر


class Drawn:
    """Cells that are known to be right: in one or more styles, as (style, cells) from left to right; the text is in
    those from `first` to before `last`, and beside it are blanks."""

    def __init__(self, *ways, cursor=None, first=1, ended=1):
        self.ways, self.cursor, self.first = ways, cursor, first
        self.cols = sum(len(cells) for _, cells in ways[0])
        self.last = self.cols - ended


def words(cells):
    """Words with a blank at either end, so that no letter more stands beside them; the style does not matter."""
    return Drawn(*[[(style, " " + cells + " ")] for style in (PLAIN, BOLD, GREEN)])


def in_bar(cells):
    return Drawn([(REVERSE, " " + cells + " ")])


def typed(cells, to_left=True):
    """What stands in a field where a person types, with the cursor behind it."""
    if to_left:
        return Drawn([(UNDERLINE, "  " + cells), (PLAIN, " ")], cursor=1, first=0)
    return Drawn([(PLAIN, " "), (UNDERLINE, cells + "  ")], cursor=1 + len(cells), ended=0)


def visual(logical):
    """Logical Arabic as cells, by the command fribidi, with numbers of several parts and commands set apart."""
    logical = DATA.sub("\u2066\\g<0>\u2069", logical.replace("\u00a0", " "))
    done = subprocess.run(["fribidi", "--nopad", "--nobreak", "--rtl", "--clean", "--charset", "UTF-8"],
                          input=logical.translate(HARAKAT) + "\n", capture_output=True, text=True, encoding="utf-8")
    same(done.returncode, 0, "fribidi: %s" % done.stderr)
    return done.stdout.rstrip("\n")


def arabic(logical):
    return words(visual(logical))


def message(text, **values):
    """One of the portal's own sentences in Arabic, with values that keep their own order."""
    logical = says(text, "ar")
    for name, value in values.items():
        logical = logical.replace("{%s}" % name, "\u2068%s\u2069" % value)
    return arabic(logical)


class Reader:
    """A person at an xterm with the portal or to be drawn into, who knows from another xterm what is right."""

    def __init__(self, portal, display, command, cols, rows):
        missing = [name for name in NEEDED if shutil.which(name) is None]
        if missing:
            raise Skip("not installed: %s" % ", ".join(missing))
        self.cols, self.margin = cols, 2 if cols >= 80 else 1
        self.known = XTerm(display, portal.folder, cols=80, rows=ROWS, at="+900+0")
        try:
            self.page = XTerm(display, portal.folder, command, cols, rows)
        except AssertionError:
            self.known.close()
            raise
        self.read = 0

    def draw(self, pieces):
        """Draws the pieces; gives the pixels of each in each way."""
        places, text, cursor = [], "\x1b[m\x1b[2J\x1b[?25l", ""
        for piece in pieces:
            for way in piece.ways:
                places.append((piece, len(places)))
                holds(len(places) <= ROWS and piece.cols <= 80, "too much to draw at once")
                text += "\x1b[%d;1H" % len(places) + "".join(style + cells + PLAIN for style, cells in way)
            if piece.cursor is not None:
                holds(not cursor, "one cursor at a time")
                cursor = "\x1b[%d;%dH\x1b[?25h" % (len(places), piece.cursor + 1)
        self.known.draw(text + (cursor or "\x1b[H"))
        self.known.screen()  # comes after what was drawn
        picture = self.known.picture()
        return {id(piece): [picture.cells(at, 0, p.cols) for p, at in places if p is piece] for piece in pieces}

    def stands(self, picture, row, pixels):
        """Whether the pieces stand in one row of the picture, from right to left; the first at the margin if it must."""
        found = [[at for way in pixels[id(p)] for at in picture.find(way, p.first, p.last)] for p in row.pieces]
        for line in range(picture.rows):
            end = self.cols - self.margin + 1
            for n, (piece, places) in enumerate(zip(row.pieces, found)):
                ends = [col + piece.cols for at, col in places if at == line and col + piece.cols <= end]
                if not ends or (n == 0 and row.at_margin and max(ends) != end):
                    break
                end = max(ends) - piece.cols + 1
            else:
                return True
        return False

    def reads(self, *rows):
        """Every row stands on the page as it is known to be right, further down where needed."""
        pixels = self.draw([piece for row in rows for piece in row.pieces])
        left = list(rows)
        while True:
            picture = self.page.picture()
            keep(picture)
            left = [row for row in left if not self.stands(picture, row, pixels)]
            if not left:
                break
            if "\u25bc" not in self.page.screen():
                raise AssertionError("does not read right: %s\nthe screen:\n%s" % (
                    [[piece.ways[0] for piece in row.pieces] for row in left], self.page.screen()))
            self.page.press("PageDown")
            until("the page to move", lambda: self.page.look().pixels != picture.pixels, 10)
        self.read += len(rows)

    def type(self, text, cells):
        """Types without Enter and waits until the cells have come."""
        self.page.type(text)
        try:
            until("", lambda: cells in self.page.screen())
        except AssertionError:
            raise AssertionError("%r does not appear; the screen:\n%s" % (text, self.page.screen())) from None

    def choose(self, text):
        self.page.choose(says(text, "ar"), "ar")

    def menu(self, label, *tags):
        """A numbered line: its number stands to the right of its words, what is told of it at the far end or below."""
        label = says(label, "ar")
        number = until("the choice %s" % label, lambda: self.page.number_of(label, "ar"))
        if self.cols >= 80:
            return [Row(words(number), arabic(label), *tags)]
        return [Row(words(number), arabic(label)), *[Row(tag, at_margin=False) for tag in tags]]

    def pair(self, label, *values):
        """A label with its value, beside it or on a narrow screen below it."""
        if self.cols >= 80:
            return [Row(arabic(label), *values)]
        return [Row(arabic(label)), *[Row(value, at_margin=False) for value in values]]

    def close(self):
        self.page.close()
        self.known.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Row:
    """Pieces of one row, from right to left."""

    def __init__(self, *pieces, at_margin=True):
        self.pieces, self.at_margin = pieces, at_margin


kept = []


def keep(picture):
    """With SHUBBAK_PICTURES=FOLDER every picture that was judged is kept."""
    folder = os.environ.get("SHUBBAK_PICTURES")
    if folder:
        kept.append(os.path.join(folder, "%03d-%d.ppm" % (len(kept), picture.cols)))
        with open(kept[-1], "wb") as f:
            f.write(picture.ppm())


def day(iso):
    year, month, number = iso.split("-")
    return "%d %s %s" % (int(number), MONTHS[int(month) - 1], year)


# --- the pages ---


def country(code):
    return [c["name"]["ar"] for c in terms()["countries"] if c["code"] == code][0]


def read_language(r):
    r.page.wait("English")
    r.reads(Row(words(ARABIC), at_margin=False))
    to_home(r.page, "ar")


def read_home(r):
    r.reads(Row(message("Welcome to Shubbak")), Row(in_bar(VISITOR), at_margin=False),
            *r.menu("Services by life event"), *r.menu("Services by sector"),
            Row(arabic("%s · %s" % (says("? Help", "ar"), says("Ctrl-L Language", "ar"))), at_margin=False))


def read_search(r):
    """Search with words that are being typed."""
    r.page.enter("جواز سفر")
    name = service(PASSPORT)["name"]["ar"]
    r.page.wait(name, "ar")
    r.reads(Row(message("Search:"), typed(PASSPORT_TYPED)), *r.menu(name, arabic(country("LB"))))


def read_service(r):
    """A Latin word and a number within Arabic, brackets, an amount, a web address and a date."""
    passport = service(PASSPORT)
    source = [s for s in passport["sources"] if s["title"].isascii()][0]
    r.page.choose(passport["name"]["ar"], "ar")
    r.page.wait(passport["summary"]["ar"], "ar")
    wide = [Row(words("\u2022"), arabic(paper["name"]["ar"])) for paper in passport["papers"][:6]]
    wide += [Row(words(source["url"]), at_margin=False)]
    wide += r.pair(says("Fee", "ar"), message("{amount} (in {year}; check first)", amount=says("from {amount}", "ar").replace("{amount}", "\u20686,000,000 ل.ل.\u2069"), year="2026"))  # two lines where it is narrow
    r.reads(Row(arabic(passport["name"]["ar"])), *(wide if r.cols >= 80 else []),
            Row(message("{title} ({kind})", title=source["title"], kind=says("official page", "ar")), at_margin=False),
            *r.pair(says("Page last checked", "ar"), arabic(day(str(passport["verified"])))))
    r.page.enter("0")
    r.page.wait(passport["name"]["ar"], "ar")
    r.page.enter("0")
    r.page.wait(says("Welcome to Shubbak", "ar"), "ar")


def read_draft(r):
    """The numbers of a draft and its parts; gives the reference and the PIN."""
    card = service(CARD)
    r.page.enter(card["name"]["ar"])
    for name in (card["name"]["ar"], says("Apply now", "ar"), says("Start the application", "ar")):
        r.page.choose(name, "ar")
    r.page.wait(says("Write down these two numbers", "ar"), "ar")
    reference, pin = r.page.reference_and_pin("ar")
    r.reads(Row(message("Reference number")), *[Row(words(large(*each)), at_margin=False)
                                                for each in ((reference, 4), (pin, 3))])
    r.choose("I have written them down: continue")
    r.page.wait(says("Parts of your application", "ar"), "ar")
    grouped = " ".join(reference[i:i + 4] for i in range(0, 14, 4))
    r.reads(*r.menu(card["form"]["sections"][1]["title"]["ar"], message("To do")),
            *r.pair(says("Reference number", "ar"), words(grouped)))
    return reference, pin


def large(digits, group):
    """Digits in large spacing."""
    return "   ".join(" ".join(digits[i:i + group]) for i in range(0, len(digits), group))


def fill(r):
    """All questions of the card; the cursor runs to the left behind a name and to the right behind a phone number."""
    card = service(CARD)
    sections = card["form"]["sections"]

    def label(name):
        return question(card, name)["label"]["ar"]

    def answer(name, text):
        r.page.wait(label(name), "ar")
        r.page.enter(text)

    r.page.choose(sections[0]["title"]["ar"], "ar")
    r.page.wait(label("first_name"), "ar")
    r.type("علاء", ALAA_TYPED)
    r.reads(Row(arabic(label("first_name"))), Row(arabic(question(card, "first_name")["help"]["ar"])),
            Row(typed(ALAA_TYPED)))
    r.page.press("Enter")
    for name, text in (("father_name", "جورج"), ("family_name", "الخوري"), ("mother_name", "ليلى حداد"), ("sex", "1"),
                       ("birth_date", "14 3 1990"), ("id_number", "")):
        answer(name, text)
    r.page.choose(sections[1]["title"]["ar"], "ar")
    for name, text in (("difficulties", "1"), ("reports", "2")):
        answer(name, text)
    r.page.choose(sections[2]["title"]["ar"], "ar")
    for name, text in (("request_kind", "1"), ("centre", "1"), ("who_comes", "1"), ("needs", "")):
        answer(name, text)
    r.page.choose(sections[4]["title"]["ar"], "ar")
    answer("home_caza", "3")
    r.page.wait(label("home_address"), "ar")
    r.page.type("زحلة")
    r.page.press("Tab")  # Enter begins the next line of an address
    r.page.wait(label("phone"), "ar")
    r.type("03 654321", "03 654321")
    example = question(card, "phone")["help"]["ar"]
    r.reads(Row(arabic(label("phone"))), *([Row(arabic(example))] if r.cols >= 80 else []),
            Row(typed("03 654321", to_left=False), at_margin=False))
    r.page.press("Enter")
    answer("email", "")


def read_answers(r):
    """The answers to be checked: a name, a date in words and a phone number beside their labels."""
    card = service(CARD)
    r.page.wait(says("Parts of your application", "ar"), "ar")
    r.choose("Check your answers")
    r.page.wait(says("Choose the number of an answer to change it.", "ar"), "ar")
    rows = []
    for name, shown in (("first_name", ALAA), ("birth_date", BORN), ("phone", "+9613654321")):
        label, value = question(card, name)["label"]["ar"], words(shown)
        rows += [Row(arabic(label), value, at_margin=False)] if r.cols >= 80 else [
            Row(arabic(label), at_margin=False), Row(value, at_margin=False)]
    r.reads(*rows)


def read_receipt(r, reference):
    """The receipt, with its reference and a Latin word in a menu."""
    r.choose("Everything is correct: go to the declaration")
    r.choose("I agree: submit my application")
    r.page.wait(says("Your application has been received", "ar"), "ar")
    r.reads(Row(message("Your application has been received")), Row(words("\u2713"), arabic(service(CARD)["name"]["ar"])),
            Row(message("Reference number")), Row(words(large(reference, 4)), at_margin=False), *r.menu("Show your reference number as a QR code"))


def read_the_way(portal, display, cols, rows):
    with Reader(portal, display, portal.ssh_line(flags=["-t"]), cols, rows) as r:
        read_language(r)
        read_home(r)
        read_search(r)
        read_service(r)
        reference, _ = read_draft(r)
        fill(r)
        read_answers(r)
        read_receipt(r, reference)
        print("     %d rows at %dx%d" % (r.read, cols, rows))


@case
def what_reads_wrong_is_told_apart(portal, display):
    """The check itself: letters alone, in the wrong order, brackets not mirrored, days and years exchanged."""
    greeting = says("Welcome to Shubbak", "ar").translate(HARAKAT)
    right, noted, born = visual(greeting), visual("(سنة 2026) الرسم"), BORN.split(" ")
    wrong = [(right, greeting), (right, greeting[::-1]), (right, right[::-1]), (right, right[1:]), (right, right + ARABIC),
             (noted, noted.translate({0x28: ")", 0x29: "("})), (noted, noted.replace("2026", "6202")),
             (BORN, " ".join(reversed(born)))]
    with Reader(portal, display, (), 80, 24) as r:
        for known, drawn in [(known, known) for known, _ in wrong[-4:]] + wrong:
            r.page.draw("\x1b[m\x1b[2J\x1b[5;%dH%s\x1b[H" % (79 - len(drawn), drawn))
            until("the row to be drawn", lambda: drawn in r.page.screen())
            row = Row(words(known), at_margin=False)
            same(r.stands(r.page.picture(), row, r.draw(row.pieces)), drawn == known, "%r for %r" % (drawn, known))


@case
def arabic_reads_right_on_a_wide_screen(portal, display):
    read_the_way(portal, display, 80, 24)


@case
def arabic_reads_right_on_a_narrow_screen(portal, display):
    read_the_way(portal, display, 40, 15)


if __name__ == "__main__":
    run_cases(Portal, Display)
