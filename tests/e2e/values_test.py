# values_test.py - what a definition works out of the answers: in a check at the question that it names, in the condition of an act, told to the host and to nobody who applies.
import os

from cases import case, holds, run_cases, same, until
from definitions import read_yaml
from filler import fill, set_answer
from shubbak import BINARY, Portal, run

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "lb-library-card.yaml")
NAME = "lb-library-card"
TEXT = "{ar: %s, fr: %s, en: %s}"
SAYS = "So many books are for larger families."
VALUES = """values:
  - {id: readers, name: {ar: قراء, fr: Lecteurs, en: Readers}, is: count(family) + 1, class: public}
  - {id: share, is: books / readers, class: internal}
  - {id: private, is: readers * 100}
  - {id: many, is: readers > 2 and sum(family.age_told) >= 0}
"""


def offered(portal, *changes):
    with open(DATA, encoding="utf-8") as f:
        text = f.read()
    for old, new in (
            ("  checks:\n", "        - {id: age_told, type: number, required: false, min: 0, max: 120, label: %s}\n  checks:\n"
             "    - {require: books * 10 <= count(family) + 24, at: books, says: {ar: ع, fr: f, en: %s}}\n"
             % (TEXT % ("عمر", "Âge", "Age"), SAYS)),
            ("    actor: officer\n    may: [ask, approve, reject]\n    days: 5\n",
             "    by: officer\n    acts:\n"
             "      - {id: grant, name: %s, to: end(approved)}\n"
             "      - {id: note, name: %s, asks: [words], when: readers > 6}\n"
             % (TEXT % ("قبول", "Accorder", "Grant"), TEXT % ("ملاحظة", "Noter", "Note")))) + changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = os.path.join(portal.folder, "values.yaml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text + VALUES)
    return path


@case
def they_decide_and_are_told_to_staff_alone(portal):
    path = offered(portal)
    got = portal.host("catalogue", "import", path)
    same(got.code, 0, repr(got))
    until("visitors to get it", lambda: portal.ssh("service", NAME).code == 0)
    blank = portal.blank(NAME, "en")
    holds("readers" not in blank and "share" not in blank, blank)
    filled = fill(blank, read_yaml(DATA), seed=3)
    wrong = set_answer(filled, "wishes", 0, "books", "5")[0]
    family = sum(1 for line in filled.split("\n") if line.startswith("member_name:"))
    refused = portal.apply(NAME, wrong)
    same(refused.code, 2, repr(refused))
    told = [e for e in refused.json()["errors"] if e["field"].endswith("books")]
    holds(told and SAYS in told[0]["message"], repr(refused))
    sent = portal.apply(NAME, set_answer(filled, "wishes", 0, "books", "2")[0])
    same(sent.code, 0, repr(sent))
    shown = portal.host("application", "show", sent.json()["reference"], "--json").json()
    same({v["id"]: v["value"] for v in shown["values"]}["readers"], str(family + 1), repr(shown["values"]))
    same(sorted(v["id"] for v in shown["values"]), ["readers", "share"], "what is personal is not told")
    lines = portal.host("application", "show", sent.json()["reference"]).out
    holds("Readers: %d" % (family + 1) in lines, lines)
    own = portal.ssh("track", sent.json()["reference"], given=sent.json()["pin"] + "\n").out
    holds("Readers" not in own, own)
    got = portal.host("application", "act", sent.json()["reference"], "note", "--words", "Well.")
    same(got.code, 4, repr(got))
    holds("with these answers" in got.err, repr(got))


@case
def what_does_not_fit_is_refused_by_its_line(portal):
    path = offered(portal)
    with open(path, encoding="utf-8") as f:
        text = f.read()
    for wrong in ("books + born", "nothing * 2", "sum(reader.books)", "share + 1", "deposit + books"):
        with open(path, "w", encoding="utf-8") as f:
            f.write(text.replace("is: books / readers", "is: " + wrong))
        line = 1 + text.split("\n").index(next(x for x in text.split("\n") if "id: share" in x))
        got = run([BINARY, "catalogue", "check", path])
        holds(got.code == 2 and ("%s:%d:" % (path, line)) in got.err, "%s: %r" % (wrong, got))


run_cases(lambda: Portal())
