# preview_test.py - an author looks at a definition before it is imported: every page, its plain lines, its blank form.
import os

from cases import case, holds, run_cases, same
from definitions import says
from shubbak import BINARY, ROOT, Portal, run

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "lb-library-card.yaml")
STARTER = os.path.join(ROOT, "catalogue")


def preview(*words, file=DATA):
    return run([BINARY, "catalogue", "preview", file, *words])


def parts(text):
    """The pages by their titles, the plain lines' behind the pages'; a title twice: the two."""
    found = {}
    for piece in text.split("=== ")[1:]:
        title, _, rest = piece.partition("\n")
        found.setdefault(title, []).append(rest)
    return found


TITLES = ["service", "apply", "form: eligibility, page 1", "tasks", "form: sections: reader, page 1", "form: sections: reader, page 2",
          "form: sections: wishes, page 1", "form: sections: family", "form: sections: family, page 1", "review", "declaration"]


@case
def every_page_is_shown_without_a_portal(_):
    got = preview()
    same((got.code, got.err), (0, ""), repr(got))
    found = parts(got.out)
    same(list(found), TITLES + ["shubbak form lb-library-card"], "in this order")
    same([len(found[t]) for t in TITLES], [2] * len(TITLES), "as pages and as plain lines")
    holds("Municipal library card" in found["service"][0] and "1  Apply now" in found["service"][0], found["service"][0])
    reader = found["form: sections: reader, page 1"][0]
    for words in ("The reader (page 1 of 2)", "Full name\n", "for example 14/3/1990", "School or university", "1  ( ) Student",
                  "3  ( ) Neither", "--- school: when: occupation = student\n"):
        holds(words in reader, "%r is not in %s" % (words, reader))
    holds("Bent Jbeil" in found["form: sections: reader, page 2"][0], "the last of a long list")
    lines = found["form: sections: reader, page 1"][1]
    holds("Occupation (required)\n1. Student\n" in lines and "\nA number from 1 to 3:\n" in lines, lines)
    holds("Bent Jbeil" in found["form: sections: reader, page 2"][1], "the last of a long list, that visitors see by handfuls")
    for words in ("Check your answers", "May the child borrow alone?", "Handing in the documents"):
        holds(all(words in page for page in found["review"]), "%r is not in %s" % (words, found["review"]))
    form = found["shubbak form lb-library-card"][0]
    holds("Enter a number between 1 and 5." in form and "Enter 300 characters or fewer." in form, "the limits: %s" % form)


@case
def in_a_language_and_a_size(_):
    for lang, title in (("fr", "Carte de lecteur de la bibliothèque"), ("en", "Municipal library card")):
        got = preview("--language", lang, "--width", "40", "--height", "15")
        same(got.code, 0, repr(got))
        pages = got.out.split("=== service\n")[1]
        holds(title in pages, pages[:600])
        rows = [row for row in pages.split("\n") if not row.startswith(("=== ", "--- "))]
        same([row for row in rows if len(row) > 40], [], "wider than 40 columns")
    for wrong in (("--language", "de"), ("--width", "12"), ("--width", "x"), ("--height", "2000"), ("--height", "")):
        got = preview(*wrong)
        same((got.code, got.out), (2, ""), "%s: %r" % (wrong, got))


@case
def plain_lines_alone(_):
    got = preview("--plain", "--language", "ar")
    same(got.code, 0, repr(got))
    found = parts(got.out)
    same((list(found), [len(f) for f in found.values()]), (TITLES, [1] * len(TITLES)))
    holds("الاسم الكامل" in found["form: sections: reader, page 1"][0], "in logical order: %s" % got.out[:2000])
    holds(says("Check your answers", "ar") in found["review"][0], found["review"][0])
    fair = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "lb-fair-permit.yaml")
    for words, count in ((), 4), (("--plain",), 0):
        got = run([BINARY, "catalogue", "preview", fair, *words])
        same((got.code, got.out.count("=== shubbak acts REFERENCE --form ")), (0, count), "what staff fill in is a form, no line: %s" % (words,))


@case
def files_and_offices_are_told(portal):
    """What is sent as a file is a part; with a portal at hand its offices are known."""
    path = os.path.join(portal.folder, "filed.yaml")
    with open(DATA, encoding="utf-8") as f:
        text = f.read()
    with open(path, "w", encoding="utf-8") as f:
        f.write(text.replace("\nstages:\n", "\nroute: {to: library}\nstages:\n").replace("  - id: school_letter\n", "  - id: school_letter\n    file: required\n"))
    holds("file: required" in open(path, encoding="utf-8").read(), "a paper that is sent as a file")
    got = preview(file=path)
    holds("Documents as files" in parts(got.out)["tasks"][0] and "Missing: " in parts(got.out)["tasks"][1], parts(got.out)["tasks"])
    holds("is not known here: library" in got.err, got.err)
    holds("does not have these offices yet: library" in preview("--state", portal.state, file=path).err, got.err)
    same(portal.host("office", "add", "library", "--name", "Library").code, 0)
    holds("library" not in preview("--state", portal.state, file=path).err, "it is there")


@case
def it_is_what_visitors_get(portal):
    """Line by line what a visitor of a portal reads of a service of the starter catalogue."""
    name = "lb-judicial-record"
    path = os.path.join(portal.folder, "judicial.yaml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(portal.host("catalogue", "export", name).out)
    got = run([BINARY, "catalogue", "preview", path, "--plain", "--state", portal.state])
    same(got.code, 0, repr(got))
    page = parts(got.out)["service"][0].strip().split("\n")
    shown = portal.ssh(given="1\njudicial record\n1\nq\n", user="plain").out.replace("\r", "")
    read = [line.rstrip() for line in shown.split("\n")]
    missing = [line for line in page if line not in read]
    same(missing, [], "not what a visitor reads: %s" % shown[-3000:])


@case
def a_service_of_the_counter_has_one_page(_):
    found = [os.path.join(at, name) for at, _, names in os.walk(STARTER) for name in sorted(names) if at != STARTER and name.endswith(".yaml")]
    path = next(p for p in found if "\nstages:" not in open(p, encoding="utf-8").read())
    got = preview(file=path)
    same((got.code, list(parts(got.out))), (0, ["service"]), repr(got))


@case
def what_is_wrong_is_told_as_check_tells_it(portal):
    path = os.path.join(portal.folder, "wrong.yaml")
    with open(DATA, encoding="utf-8") as f:
        text = f.read().replace("sector: municipal", "sector: librarys")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    got = preview(file=path)
    checked = run([BINARY, "catalogue", "check", path])
    same((got.code, got.out, got.err), (2, "", checked.err), repr(got))
    got = preview(file=path + ".none")
    same((got.code, got.out), (2, ""), repr(got))
    same(preview("and", "another").code, 2)


run_cases(lambda: Portal())
