# typing_test.py - typing on pages in a real terminal: Arabic and Latin, arrows, words, pastes, several lines, long lists.
import unicodedata

from cases import case, holds, run_cases, same, until
from definitions import question, says, service
from lines import Lines
from shubbak import Portal
from terminal import Terminal
from walk import SERVICE, answers, to_form, to_home, track, whole_way

SIZES = ((80, 24), (40, 15))


def cursor(term):
    col, row = term.tmux("display-message", "-p", "-t", term.pane, "#{cursor_x} #{cursor_y}").split()
    return int(col), int(row)


def row_of(term):
    """The row of the cursor, without the marks of a page that goes on, and its column."""
    term.still()
    col, row = cursor(term)
    return term.screen().split("\n")[row].translate({ord("▲"): " ", ord("▼"): " "}), col


def letters(row):
    """A row from left to right as letters, in the order of typing where they are Arabic."""
    return unicodedata.normalize("NFKC", row.strip())[::-1]


def expect(term, words, behind=None):
    """The field holds these Arabic words. `behind`: so many letters stand between the cursor and the text's end."""
    until("%r in the field, not %r" % (words, row_of(term)[0]), lambda: letters(row_of(term)[0]) == words, 5)
    row, col = row_of(term)
    if behind is not None:
        left = len(row) - len(row.lstrip())
        same(col - left + 1, behind, "the cursor in %r" % row)


def in_field(portal, size):
    """A terminal at the first name of the extract's form, in Arabic; its reference and PIN."""
    term = Terminal(portal, portal.ssh_line(flags=["-tt"]), *size)
    try:
        to_home(term, "ar")
        numbers = to_form(term, "ar")
        title, asked = answers("ar")[1]
        term.choose(title, "ar")
        term.wait(asked[0][0], "ar")
        term.enter("1")
        term.wait(question(service(SERVICE), "first_name")["help"]["ar"], "ar")
    except AssertionError:
        term.close()
        raise
    return term, numbers


def arabic_line(portal, size):
    term, _ = in_field(portal, size)
    with term:
        term.type("سلام علي")
        expect(term, "سلام علي", 0)
        term.press("Right")  # back in reading: before the last letter
        expect(term, "سلام علي", 1)
        term.press("C-Right", "C-Right")
        expect(term, "سلام علي", 8)
        term.press("C-Left")
        expect(term, "سلام علي", 3)
        term.press("M-f")
        expect(term, "سلام علي", 8)
        term.press("M-b")
        expect(term, "سلام علي", 3)
        term.press("End", "C-w")
        expect(term, "سلام", None)
        term.press("Home")
        term.press("Delete")
        expect(term, "لام", 3)
        term.press("C-k")
        term.type("\ufefb\ufef7\u0628\u064f")  # one key each, and a mark that isn't shown
        expect(term, "لالأب", 0)
        term.press("BSpace")  # the mark
        expect(term, "لالأب", 0)
        term.press("BSpace")
        expect(term, "لالأ", 0)
        term.press("BSpace")
        expect(term, "لال", 0)


def latin_in_arabic(portal, size):
    """A Latin name runs from left to right, next to its label, and the cursor behind it."""
    term, _ = in_field(portal, size)
    with term:
        term.type("Rima")
        until("the name", lambda: row_of(term)[0].strip() == "Rima", 5)
        row, col = row_of(term)
        same(col, row.index("Rima") + 4, "the cursor behind the name")
        holds(col >= size[0] - 4, "far from its label: %r" % row)
        term.press("Left", "Left")
        term.type("X")
        until("the letter in its place", lambda: row_of(term)[0].strip() == "RiXma", 5)


def pasted(portal, size):
    """Line ends of a paste submit nothing; what is too long for its box scrolls, with marks at both cut ends."""
    term, _ = in_field(portal, size)
    with term:
        text = "سامي\nجورج\tالخوري\n" + "ثابت " * 30
        term.tmux("set-buffer", text)
        term.tmux("paste-buffer", "-p", "-t", term.pane)
        until("the paste's end", lambda: "…" in row_of(term)[0], 5)
        holds(row_of(term)[0].rstrip().endswith("…"), "no mark where it was cut: %r" % row_of(term)[0])
        term.press("Home")
        until("its beginning", lambda: letters(row_of(term)[0]).startswith("سامي جورج الخوري ثابت"), 5)
        holds(row_of(term)[0].strip().startswith("…"), "no mark where it goes on: %r" % row_of(term)[0])
        term.press("C-k")
        term.press(*["C-l"])
        term.wait("Français")
        term.press("Escape")
        term.wait(question(service(SERVICE), "first_name")["help"]["ar"], "ar")


def harakat_are_kept(portal, size):
    """What the page leaves out is in the answer: plain lines have it."""
    term, (reference, pin) = in_field(portal, size)
    with term:
        term.type("محمّد")
        expect(term, "محمد", 0)
        term.press("Enter", "C-c")
        term.wait(says("Leave the portal?", "ar"), "ar")
        term.type("1")
        until("the end", term.is_over, 10)
    with Lines(portal, False) as face:
        to_home(face, "ar")
        face.choose(says("Track an application", "ar"))
        face.wait(says("Reference number", "ar"))
        face.enter(reference)
        face.wait(says("Tracking PIN", "ar"))
        face.enter(pin)
        face.until("the question that was open", lambda: face.text().endswith(": "))
        face.enter("/0")
        face.choose(says("Check your answers", "ar"))
        face.until("the name as it was typed", lambda: "محمّد" in face.text())


def long_list(portal, size):
    """Letters narrow the districts, in any language, and Enter takes what is left."""
    term, _ = in_field(portal, size)
    with term:
        term.press("Escape")
        term.wait(says("Parts of your application", "ar"), "ar")
        term.choose(answers("ar")[2][0], "ar")
        term.wait(says("Type a number, or the first letters of a name.", "ar"), "ar")
        term.type("zahl")
        term.wait("zahl")
        term.wait("زحلة", "ar")
        holds(not term.shows("بعبدا", "ar"), "the list is not narrowed:\n%s" % term.screen())
        term.press("BSpace", "BSpace", "BSpace", "BSpace")
        term.type("زحل")
        term.wait("زحلة", "ar")
        term.press("Enter")
        term.wait(question(service(SERVICE), "record_locality")["help"]["ar"], "ar")
        term.wait("زحلة", "ar")


def digits_of_words(portal, size):
    """Arabic in Latin letters: a letter right behind a digit that has chosen takes it into the words."""
    term = Terminal(portal, portal.ssh_line(flags=["-tt"]), *size)
    with term:
        to_home(term, "en")
        term.type("7")  # no pause behind it
        term.type("adana")
        term.wait("Find a service")
        term.wait("7adana")
        term.press("C-u")
        term.type("ekhraj 2aid")  # at one go
        term.wait("ekhraj 2aid")
        term.press("Enter", "1")
        term.wait("Fee")


def letters_of_a_field(portal, size):
    """Who reads the page that a digit has opened, and then types, stays on it: in its field, and at its refusal."""
    for lang in ("en", "fr", "ar"):
        with Terminal(portal, portal.ssh_line(flags=["-tt"]), *size) as term:
            to_home(term, lang)
            term.type(term.number_of(says("Track an application", lang), lang))
            term.wait(says("Reference number", lang), lang)
            term.still(0.8)
            term.type("ABC123")
            term.wait("ABC123")
            term.press("Enter")
            term.wait(says("Tracking PIN", lang), lang)
            term.wait(says("Track an application", lang), lang)
            term.wait("ABC123")


def several_lines(portal, size):
    """An answer of several lines: folded, Up and Down by the rows that are seen, each paragraph its own way."""
    with Lines(portal, False) as face:
        reference, pin = whole_way(face, "ar")
    same(portal.host("application", "ask", reference, "--words", "x").code, 0, "application ask")
    term = Terminal(portal, portal.ssh_line(flags=["-tt"]), *size)
    with term:
        to_home(term, "ar")
        track(term, "ar", reference, pin, "Your application cannot continue until you answer:")
        term.choose(says("Answer", "ar"), "ar")
        term.wait(says("Your answer", "ar"), "ar")
        words = " ".join(["بيروت"] * 20)  # more than one row
        term.type(words)
        until("the last word", lambda: letters(row_of(term)[0]).endswith("بيروت"), 5)
        _, last = cursor(term)
        col, _ = cursor(term)
        term.press("Up")
        until("the row above", lambda: cursor(term)[1] == last - 1, 5)
        same(cursor(term)[0], col, "the column above")
        term.press("Down")
        until("the row below", lambda: cursor(term) == (col, last), 5)
        term.press("End", "Enter")
        term.type("hello.")
        until("a paragraph from left to right", lambda: row_of(term)[0].strip() == "hello.", 5)
        row, col = row_of(term)
        same(col, row.index("hello.") + 6, "the cursor behind it")
        term.press("Escape")  # sends nothing, and what was written is there again
        term.wait(says("View my answers", "ar"), "ar")
        term.choose(says("Answer", "ar"), "ar")
        until("what was written", lambda: row_of(term)[0].strip() == "hello.", 5)
        term.press("Enter", "Enter")
        term.wait(says("Send this answer?", "ar"), "ar")
        term.choose(says("Send the answer", "ar"), "ar")
        term.wait(says("Your answer was sent. The authority continues to process your application.", "ar").split(".")[0], "ar")
    shown = portal.ssh("track", reference, "--json", given=pin + "\n").json()
    same([e["note"] for e in shown["events"]][-1], words + " hello.", "the answer as it arrived")


def add(run, size):
    def each(portal):
        run(portal, size)
    each.__name__ = "%s_%dx%d" % (run.__name__, *size)
    case(each)


for each_size in SIZES:
    for one in (arabic_line, latin_in_arabic, pasted, harakat_are_kept, long_list, several_lines):
        add(one, each_size)
add(digits_of_words, SIZES[0])
add(letters_of_a_field, SIZES[0])

run_cases(Portal)
