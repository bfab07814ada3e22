# calendar_test.py - the days of a place as a file: checked, imported, exported, taken back, without a restart.
import os

from cases import case, run_cases, same
from shubbak import BINARY, Portal, ROOT, run

EGYPT = os.path.join(ROOT, "catalogue", "calendars", "eg.yaml")


def text_of(version, *changes):
    with open(EGYPT, encoding="utf-8") as f:
        text = f.read()
    for old, new in (("version: 2\n", "version: %d\n" % version),) + changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def file_of(portal, text):
    path = os.path.join(portal.folder, "calendar.yaml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    return path


def version_of(portal, country):
    listed = portal.host("catalogue", "list", "--kind", "calendar", "--json").json()
    return next(d["version"] for d in listed if d["id"] == "calendar:" + country)


@case
def those_of_four_countries_come_with_the_portal(portal):
    same([(c, version_of(portal, c)) for c in ("LB", "TN", "DZ", "EG")], [("LB", 2), ("TN", 2), ("DZ", 2), ("EG", 2)])
    with open(EGYPT, encoding="utf-8") as f:
        same(portal.host("catalogue", "export", "calendar:EG").out, f.read(), "exported unchanged")
    same(len(portal.host("catalogue", "list", "--json").json()), 117, "they are no services")


@case
def a_faulty_one_is_refused_with_file_and_line(portal):
    path = file_of(portal, text_of(3, ("date: 2026-01-29", "date: 2026-01-32")))
    got = run([BINARY, "catalogue", "check", path])
    line = 1 + text_of(3).split("\n").index(next(x for x in text_of(3).split("\n") if "2026-01-29" in x))
    same((got.code, got.err.strip()), (2, '%s:%d: date: "2026-01-32" is no day: write it as 2027-01-31.' % (path, line)))
    same(portal.host("catalogue", "import", path).code, 2)
    same(version_of(portal, "EG"), 2, "nothing was imported")


@case
def a_decree_is_the_next_version_and_can_be_taken_back(portal):
    path = file_of(portal, text_of(2, ("date: 2026-01-29", "date: 2026-01-28")))
    same(portal.host("catalogue", "import", path).code, 4, "the same version with another text")
    path = file_of(portal, text_of(3, ("date: 2026-01-29", "date: 2026-01-28")))
    same(run([BINARY, "catalogue", "check", path]).code, 0)
    same(portal.host("catalogue", "import", path).code, 0)
    same(version_of(portal, "EG"), 3)
    folder = os.path.join(portal.folder, "all")
    same(portal.host("catalogue", "export", "--all", folder).code, 0)
    with open(os.path.join(folder, "calendar.EG.3.yaml"), encoding="utf-8") as f:
        same(f.read(), text_of(3, ("date: 2026-01-29", "date: 2026-01-28")))
    same(portal.host("catalogue", "take-back", "calendar:EG", "3").code, 0)
    same(version_of(portal, "EG"), 2)
    same(portal.host("catalogue", "retire", "calendar:EG").code, 3, "only services end")
    same(portal.host("verify").code, 0)


run_cases(lambda: Portal())
