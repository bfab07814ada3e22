# filler.py - fills a blank form as a person in an editor would: by its headings, its questions and what its notes say.
import re

from definitions import service as find_service
from plan import plan

HEADING = re.compile(r"^\[([a-z0-9_-]+)(?: (\d+))?\]\s*$")
FIELD = re.compile(r"^([a-z][a-z0-9_-]*):(.*)$")
CODE = re.compile(r"^#\s+([A-Za-z0-9_-]+) = ")
CODED = ("choice", "choices", "place")


def _parts(blank):
    """The form in pieces: (section, the lines of its part); the first piece has no section."""
    section, lines = None, []
    for line in blank.split("\n"):
        m = HEADING.match(line)
        if m:
            yield section, lines
            section, lines = m.group(1), []
        lines.append(line)
    yield section, lines


def _check_notes(q, value, codes):
    """A code that is entered is one that the form's own notes offer."""
    if q["type"] in CODED:
        for code in value.split(","):
            assert code in codes, "the notes of %s do not offer %s, but %s" % (q["id"], code, codes)


def _fill_part(lines, questions, section, item, answers):
    out, codes = [], []
    for line in lines:
        m = FIELD.match(line)
        if HEADING.match(line):
            out.append("[%s %d]" % (section, item) if item else "[%s]" % section)
        elif m and m.group(1) in questions:
            value = answers.get((section, item, m.group(1)), "")
            if value:
                _check_notes(questions[m.group(1)], value, codes)
            out.append("%s: %s" % (m.group(1), value) if value else "%s:" % m.group(1))
            codes = []
        elif m and section == "declaration":
            out.append("%s: yes" % m.group(1))
        else:
            codes += [m.group(1) for m in [CODE.match(line)] if m]
            out.append(line)
    return out


def fill(blank, name, seed=0):
    """The blank form with valid answers; `name` is a service's id or its definition."""
    definition = find_service(name) if isinstance(name, str) else name
    made = plan(definition, seed)
    out, seen = [], set()
    sections = {s: {q["id"]: q for q in d["questions"]} for s, d, _ in made.sections()}
    for section, lines in _parts(blank):
        seen.add(section)
        for item in range(1, made.items[section] + 1) if section in made.items else [0]:
            out += _fill_part(lines, sections.get(section, {}), section, item, made.answers)
    missing = {section for section, _, _ in made.answers} - seen
    assert not missing, "the blank form has no part for %s" % missing
    return "\n".join(out)


def set_answer(filled, section, item, question, value):
    """The form with another answer, and the number of its line."""
    lines = filled.split("\n")
    here = (None, 0)
    for i, line in enumerate(lines):
        m = HEADING.match(line)
        if m:
            here = (m.group(1), int(m.group(2) or 0))
        if here == (section, item) and line.startswith(question + ":"):
            lines[i] = "%s: %s" % (question, value) if value else question + ":"
            return "\n".join(lines), i + 1
    raise AssertionError("no question %s in [%s %d]" % (question, section, item))
