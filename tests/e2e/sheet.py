# sheet.py - screens and commands as a guide shows them: kept on a way that is walked for real, and compared with what stands in docs/; SHEETS=write puts them there.
import functools
import glob
import html
import itertools
import os
import re
import time
import unicodedata

from cases import holds, same
from shubbak import ROOT
from terminal import _turn

WALKS = os.environ.get("SHEETS", "")  # all: every way is walked; write: and what came is written; look: and printed
# What is another each time: numbers and codes of six digits or more, wherever blanks part them; hours; digests and signatures.
DRAWN = re.compile(r"SHA256:\S+|\b[0-9a-f]{16}\b|\b[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}\b|(?<=ssh-ed25519 )\S+|RF ?\d\d(?: ?\d){12}|P\d{10}|\b\d\d(?::|[ \u00a0]h[ \u00a0])\d\d\b|(?<![\d.,])\d(?:[  \u00a0]{0,3}\d){5,}(?![\d.,]*\d)")
PART = "0"  # between texts: what has a digit in it is not looked for
BRACKETS = str.maketrans("()[]<>«»", ")(][><»«")
ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufefc](?:[ \u0600-\u06ff\ufb50-\ufefc]*[\u0600-\u06ff\ufb50-\ufefc])?")
BLOCK = r"(<!-- %s -->\n)(?:(?!<!-- ).*\n)*(<!-- end -->)"


def plain(text):
    """What is drawn each time, told from what is not."""
    digits = "".join(str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in text)
    return DRAWN.sub("#", digits)


def plain_letters(row):
    return "".join(unicodedata.normalize("NFKC", c) if "\ufb50" <= c <= "\ufefc" else c for c in row).rstrip()


def turned(row, cols):
    """A row of a page from right to left as it is read: in logical order, letters in their plain form, brackets as they are typed."""
    return row.rstrip() if re.fullmatch(r"[ 0-9RF]+", row) else plain_letters(_turn(row.ljust(cols)).translate(BRACKETS))


def straight(row):
    """A row of a page from left to right; what is Arabic in it is turned."""
    return plain_letters(ARABIC.sub(lambda m: m.group()[::-1], row))


def bare(text):
    """As terminal.flat, of much text at once."""
    return re.sub(r"[\W_\u0640]+", "", unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text))).lower()


def known(lang):
    """All that the programme and the definitions say in a language, letters and digits alone; what is filled in parts it."""
    said = []
    for name, value in re.findall(r'(?m)^(msgid|msgstr)(?:_plural|\[\d\])? ((?:".*"\n)+)', read(os.path.join(ROOT, "i18n", "po", "%s.po" % ("fr" if lang == "en" else lang)))):
        if (name == "msgid") == (lang == "en"):
            said.append("".join(re.findall('"(.*)"', value)))
    for path in glob.glob(os.path.join(ROOT, "dist", "law", "*", "*.yaml")) + glob.glob(os.path.join(ROOT, "catalogue", "**", "*.yaml"), recursive=True):
        said += re.findall(r'\b%s: *"([^"]*)"' % lang, text_of(path))
    return bare(re.sub(r"\{\w+\}", PART, PART.join(said)))


def strangers(text, lang, own):
    """What stands on these screens and neither the programme nor a definition says, and which is none of what was typed."""
    words, found, typed = known(lang) + bare(PART.join(own)), [], re.compile("|".join(own))
    for part in text.split("\n== "):
        for cell in [] if "\n$ " in part else set(re.split(r" {2,}|\n|[•○●✓✗!▲▼·»,،;؛()–]|: |(?<=\w\w)\. ", part.partition("\n")[2])):
            if re.search(r"\d|@", cell) or bare(cell) in words:
                continue
            left = typed.sub("", re.sub(r"^(Enter|Entrée) |^sign(?:ed|é) ", "", cell.strip()))
            if not re.search(r"\d|@", left) and bare(left) not in words:
                found.append(cell)
    return found


def put(path, text):
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


text_of = functools.lru_cache(read)  # what is asked in three languages


class Sheet:
    """What one saw and typed in a language, in order: all of it in docs/screens/NAME.txt, and what the page names between two marks in it."""

    def __init__(self, name, lang, page):
        self.name, self.lang, self.parts = name, lang, {}
        self.page = os.path.join(ROOT, "docs", page)
        self.path = os.path.join(ROOT, "docs", "screens", name + ".txt")

    def keep(self, name, title, text):
        holds(name not in self.parts, "twice: " + name)
        self.parts[name] = (title, text)
        if WALKS == "look":
            print("== %s %s\n%s" % (name, title, text))

    def screen(self, terminal, name, title, shows):
        """The terminal as it is once these words stand on it."""
        terminal.wait(shows, self.lang)
        was = None
        while was != terminal.screen():  # two looks suffice, and cost less than many
            was = terminal.screen()
            time.sleep(0.1)
        rows = [turned(row, terminal.cols) if self.lang == "ar" else straight(row) for row in terminal.screen().split("\n")]
        while rows and not rows[-1]:
            rows.pop()
        self.keep(name, title, "\n".join(rows))

    def typed(self, name, title, line, got, given=""):
        """A command, what was typed behind it, and what came."""
        self.keep(name, title, "$ %s\n%s%s" % (line, given, re.sub(r"/tmp/\S+/|\r", "", got.out + got.err).rstrip("\n")))

    def block(self, text):
        """In a page: Arabic from right to left."""
        return "<pre dir=\"rtl\">\n%s\n</pre>" % html.escape(text, False) if self.lang == "ar" else "```text\n%s\n```" % text

    def write(self, whole):
        put(self.path, whole)
        page = read(self.page)
        for name, (_, text) in self.parts.items():
            page = re.sub(BLOCK % name, lambda m, text=text: m.group(1) + self.block(text) + "\n" + m.group(2), page)
        put(self.page, page)

    def close(self):
        """Compares, or writes where something is another; what is drawn each time may be."""
        whole = "\n\n".join("== %s\n\n%s" % each for each in self.parts.values()) + "\n"
        try:
            for was, now in itertools.zip_longest(plain(read(self.path)).split("\n"), plain(whole).split("\n")):
                same(now, was, "docs/screens/%s.txt has another line (SHEETS=write)" % self.name)
            self.shown()
        except (AssertionError, FileNotFoundError):
            if WALKS != "write":
                raise
            self.write(whole)

    def shown(self):
        """The page has what was kept."""
        page = read(self.page)
        for name in re.findall(r"<!-- (%s-\S+) -->" % self.lang, page):
            holds(name in self.parts, "the page shows %s, which nobody has kept" % name)
            block = re.search(BLOCK % name, page).group(0)
            holds(plain(self.block(self.parts[name][1])) in plain(block), "%s on the page is not as it was (SHEETS=write)" % name)
