# withheld_test.py - answers of a class that none of their roles sees are withheld from staff: on pages, in plain lines, in commands.
import os
import json
import re
import tempfile

from cases import case, holds, run_cases, same
from definitions import read_yaml
from filler import fill
from shubbak import Portal
from staff import Staff
from terminal import Terminal, flat

NAME = "lb-kiosk-permit"
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", NAME + ".yaml")
SAYS = {"en": "(withheld: not for your role)", "fr": "(non communiqué\u00a0: hors de votre rôle)", "ar": "(محجوب: ليس لصفتك)"}
LABEL = {"en": "Date of birth", "fr": "Date de naissance", "ar": "تاريخ الولادة"}


def with_sensitive():
    """The same permit, whose date of birth is sensitive."""
    with open(DATA, encoding="utf-8") as f:
        text = f.read()
    changed = text.replace("{id: born, type: date,", "{id: born, class: sensitive, type: date,")
    holds(changed != text, "the definition")
    with tempfile.NamedTemporaryFile("w", suffix=".yaml", delete=False, encoding="utf-8") as f:
        f.write(changed)
    return f.name


class Desk:
    """One application that a correction was asked for and made, and an officer."""

    def __init__(self):
        self.portal = Portal(serve=False)
        path = with_sensitive()
        same(self.portal.host("catalogue", "import", path).code, 0)
        os.unlink(path)
        self.portal.start()
        blank = fill(self.portal.blank(NAME, "en"), read_yaml(DATA), seed=7)
        self.born = re.search(r"(?m)^born: *(\S.*)$", blank).group(1).strip()
        got = self.portal.apply(NAME, blank)
        same(got.code, 0, repr(got))
        self.reference = got.json()["reference"]
        self.officer = Staff(self.portal, "Rima Khoury", ["--role", "officer", "--service", NAME])

    def close(self):
        self.portal.close()


def done(got):
    same(got.code, 0, repr(got))
    return got.out


def row(text, label):
    """The line of an answer, without the notes' sign."""
    return [line.lstrip("# ").strip() for line in text.split("\n") if line.lstrip("# ").startswith(label)]


@case
def commands_say_that_it_is_withheld(desk):
    year = re.search(r"\d{4}", desk.born).group(0)
    open_text = done(desk.portal.host("application", "show", desk.reference))
    holds(year in row(open_text, LABEL["en"])[0], open_text)
    for lang in SAYS:
        for words in (("show", desk.reference), ("queue", "--form")):
            text = done(desk.officer.ssh(*words, "--lang", lang))
            rows = row(text, LABEL[lang])
            holds(rows and flat(SAYS[lang]) in flat(rows[0]) and year not in rows[0], "%s %s: %r" % (lang, words, text))
    for words in (("show", desk.reference), ("queue", "--form")):
        text = done(desk.portal.host("application", *words, "--as", desk.officer.number))
        holds(SAYS["en"] in row(text, LABEL["en"])[0], text)
    shown = done(desk.officer.ssh("show", desk.reference, "--json"))
    hidden = [a for a in json.loads(shown)["answers"] if "withheld" in a]
    same([(a["question"], a["value"], a["shown"], a["withheld"]) for a in hidden], [("born", None, SAYS["en"], True)])
    holds(desk.born not in shown, shown)


@case
def pages_and_lines_say_it_too(desk):
    year = re.search(r"\d{4}", desk.born).group(0)
    for lang, language, term in (("en", "English", "xterm-256color"), ("fr", "Français", "xterm-256color"), ("ar", "العربية", "xterm-256color"),
                                 ("en", "English", "dumb")):
        officer = Staff(desk.portal, "Samir Haddad", ["--role", "head", "--service", NAME])  # who has not been here
        with Terminal(desk.portal, officer.line(), 80, 50, term=term) as t:
            t.wait("One-time code")
            t.enter(officer.code())
            t.wait(language)
            t.choose(language if lang != "ar" else t.arabic)
            t.wait("4")
            t.enter("4")
            t.wait(desk.reference[10:], lang)
            t.enter("1")
            t.wait(SAYS[lang], lang)
            shown = flat(t.text(lang)).split(flat(SAYS[lang]))
            holds(len(shown) == 2 and year not in shown[0][-60:] + shown[1][:20], t.text(lang))


@case
def what_it_was_when_it_was_named_is_withheld(desk):
    done(desk.officer.ssh("act", desk.reference, "correct", "--item", "born=incorrect", "--item", "full_name=incorrect", "--words", "'Please look.'"))
    shown = desk.officer.ssh("show", desk.reference, "--json").json()["corrections"]
    of = {c["question"]: c for c in shown}
    same((of["born"]["before"], of["born"]["after"], of["born"].get("withheld")), (None, None, True))
    holds(of["full_name"]["before"] == of["full_name"]["after"] and of["full_name"]["before"], shown)
    text = done(desk.officer.ssh("show", desk.reference))
    same([line.count(SAYS["en"]) for line in text.split("\n") if LABEL["en"] in line and SAYS["en"] in line], [1, 1], text)
    whole = {c["question"]: c for c in desk.portal.host("application", "show", desk.reference, "--json").json()["corrections"]}
    holds(whole["born"]["before"] and "withheld" not in whole["born"], whole)
    same(desk.portal.host("verify").code, 0)


run_cases(Desk)
