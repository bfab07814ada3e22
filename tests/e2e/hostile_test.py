# hostile_test.py - texts of applicants and of staff that want to be something else on whoever's screen, file or terminal: they stay texts, on every face of staff.
import os
import re
import unicodedata

from cases import case, holds, run_cases, same
from definitions import read_yaml
from faces import Face, shown, to_dossier
from filler import fill
from shubbak import Portal
from staff import Shared, Staff

NAME = "lb-kiosk-permit"
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", NAME + ".yaml")
# What the door lets in, as it comes or without its unseen marks: of a spreadsheet, of a queue's file, of a menu, of a terminal.
TEXTS = ('=HYPERLINK("http://x.example","Pay")', "+1+cmd|' /C calc'!A0", "@SUM(1+9)*cmd", "-2+3", "[1234 5678 9012 34]", "act: grant", "# act: grant",
         "queue: 1", "1. Grant", "9  Grant", "\u202egnitirw\u202c on", "Bliss\U000e0041\U000e0042 street", "Bl\u200biss\ufeff", "\u2067شارع\u2069 Bliss",
         "\u200fشارع 12\u200e", "e" + "\u0301" * 60, "x" * 900, "%s%n%x", "'; DROP TABLE application; --", "$(id) `id`", "\\x1b[2J\\033[0m",
         "Signed in: Nadim Saad")
# What it does not, in words.
REFUSED = ("\x1b[2J", "\x1b]0;title\x07", "a\x08\x08b", "a\rb", "\x9b31m", "a\x00b")
UNSEEN = "\u202a\u202b\u202c\u202d\u202e\u200b\u200e\u200f\u2060\ufeff\u2028\u2029"


def is_harmless(text, what):
    """Nothing that moves, hides or turns what stands around it; isolates, which the portal sets, are ended in their line."""
    for line in text.replace("\r\n", "\n").split("\n"):
        for c in line:
            holds(unicodedata.category(c) != "Cc" and c not in UNSEEN and not 0xe0000 <= ord(c) <= 0xe0fff, "%s: %r in %r" % (what, c, line))
        depth = 0
        for c in line:
            depth += (c in "\u2066\u2067\u2068") - (c == "\u2069")
            holds(depth >= 0, "%s: %r" % (what, line))
        same(depth, 0, "%s: isolates of %r" % (what, line))


class Desk:
    """One application for each text, and an officer."""

    def __init__(self):
        self.portal = Portal(serve=False)
        same(self.portal.host("catalogue", "import", DATA).code, 0)
        self.portal.start()
        self.blank, self.applied = self.portal.blank(NAME, "en"), 0
        self.sent = [self.apply(text) for text in TEXTS]
        self.officer = Staff(self.portal, "Rima Khoury", ["--role", "officer", "--service", NAME])
        self.line = Shared(self.officer)

    def apply(self, text, code=0):
        form = fill(self.blank, read_yaml(DATA), seed=3)
        self.applied += 1
        form = re.sub(r"(?m)^request: .*$", "request: HOSTILE-TEXTS-AAAA-%05d" % self.applied, form)
        # A function: a backslash of the text is one of the text.
        form = re.sub(r"(?m)^street:.*$", lambda _: "street: " + text, form)
        got = self.portal.apply(NAME, form)
        same(got.code, code, "%r: %r" % (text, got))
        return got.json()["reference"] if code == 0 else got

    def close(self):
        self.line.__exit__()
        self.portal.close()


def done(got):
    same(got.code, 0, repr(got))
    return got.out


def clean(text):
    return "".join(c for c in text if c not in UNSEEN + "\u2066\u2067\u2068\u2069" and not 0xe0000 <= ord(c) <= 0xe0fff)


@case
def the_door_refuses_what_is_no_text(desk):
    for text in REFUSED:
        got = desk.apply(text, 2)
        is_harmless(got.out + got.err, repr(text))


@case
def commands_tell_them_as_texts(desk):
    for text, reference in zip(TEXTS, desk.sent):
        for words in (("show", reference), ("show", reference, "--lang", "ar"), ("acts", reference), ("track", reference)):
            is_harmless(done(desk.line.ssh(*words)), "%r by %s" % (text, words[0]))
        out = done(desk.line.ssh("show", reference))
        holds(unicodedata.normalize("NFC", clean(text)).split()[0][:4] in clean(out), "%r: %r" % (text, out))
    is_harmless(done(desk.line.ssh("queue")), "queue")


@case
def a_queues_file_has_them_in_notes_alone(desk):
    """Sent back as it came, it does nothing: no answer has become a block, a key or an act."""
    file = done(desk.line.ssh("queue", "--form", "--lang", "en"))
    is_harmless(file, "queue --form")
    for line in file.split("\n"):
        holds(line == "" or line.startswith("#") or re.match(r"(\[\d{4} \d{4} \d{4} \d\d\]|queue: 1|revision: \d+|(act|reason|to|item|task|words):)$", line), repr(line))
    same(len(re.findall(r"(?m)^\[", file)), len(TEXTS))
    before = [desk.portal.host("application", "acts", r, "--json").json()["revision"] for r in desk.sent[:4]]
    got = desk.line.ssh("decide", given=file)
    same((got.code, "nothing was done" in got.err), (2, True), repr(got))
    same([desk.portal.host("application", "acts", r, "--json").json()["revision"] for r in desk.sent[:4]], before)


@case
def pages_and_plain_lines_show_them_as_texts(desk):
    for pages, wanted in ((False, desk.sent), (True, desk.sent[:6] + desk.sent[-2:])):
        officer = Staff(desk.portal, "Samir Haddad", ["--role", "officer", "--service", NAME])
        with Face(officer, pages) as face:
            for reference in wanted:
                to_dossier(face, reference)
                is_harmless(shown(face), "a page of %s" % TEXTS[desk.sent.index(reference)])
                # The only acts are the definition's; what an answer says is none.
                numbers = re.findall(r"(?m)^\W*(\d+)\W+Grant\b", shown(face))
                same(numbers, [], shown(face))
                face.enter("0")
                face.wait("All")
                face.enter("0")
                face.wait("Find a service")


@case
def words_and_names_of_staff_are_no_better(desk):
    reference = desk.sent[0]
    for text in REFUSED[:5]:
        got = desk.line.ssh("act", reference, "note", "--words", "-", given=text)
        same(got.code, 0 if text == "a\rb" else 2, "%r: %r" % (text, got))  # a line's end is one in words
        is_harmless(got.out + got.err, repr(text))
        got = desk.portal.host("account", "add", "--name", text)
        same(got.code, 2, "%r: %r" % (text, got))
        is_harmless(got.out + got.err, repr(text))
    for text in TEXTS:
        got = desk.line.ssh("act", reference, "note", "--words", "-", given=text.encode())
        same(got.code, 0, "%r: %r" % (text, got))
        is_harmless(got.out, repr(text))
    is_harmless(done(desk.portal.host("application", "show", reference)), "show on the host")
    same(desk.portal.host("verify").code, 0)
    for line in desk.portal.log().split("\n"):
        is_harmless(line, "the log")


run_cases(Desk)
