# definitions.py - reads the texts that screens show: definition files (the part of YAML that they use) and translations.
import glob
import os
import re

from days import today
from shubbak import ROOT

# A line is "indent, key or dash, rest"; values are plain, quoted, or the flow kinds {...} and [...].
KEY = re.compile(r'^([A-Za-z0-9_-]+|"[^"]*"):(?:\s+(.*))?$')


def _lines(text):
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if bare and not bare.startswith("#"):
            yield [len(line) - len(line.lstrip(" ")), bare, number]


def _strip_comment(text):
    """Takes a comment behind a value away, but not a # inside quotes."""
    quoted = False
    for i, c in enumerate(text):
        if c == '"' and text[i - 1:i] != "\\":
            quoted = not quoted
        if c == "#" and not quoted and text[i - 1:i] in (" ", "\t"):
            return text[:i].rstrip()
    return text


class _Flow:
    """Reads {a: b, ...}, [a, b], "quoted" and plain words."""

    def __init__(self, text):
        self.text, self.at = text, 0

    def blank(self):
        while self.at < len(self.text) and self.text[self.at] in " \n":
            self.at += 1

    def value(self, ends=""):
        self.blank()
        first = self.text[self.at:self.at + 1]
        if first == "{":
            return self.mapping()
        if first == "[":
            return self.sequence()
        if first in ('"', "'"):
            return self.quoted(first)
        begin = self.at
        while self.at < len(self.text) and self.text[self.at] not in ends:
            self.at += 1
        return _plain(self.text[begin:self.at].strip())

    def quoted(self, mark):
        self.at += 1
        out = []
        while self.text[self.at] != mark or (mark == "'" and self.text[self.at + 1:self.at + 2] == "'"):
            c = self.text[self.at]
            if c == "\\" and mark == '"':
                self.at += 1
                c = {"n": "\n", "t": "\t"}.get(self.text[self.at], self.text[self.at])
            elif c == "'" and mark == "'":
                self.at += 1
            out.append(c)
            self.at += 1
        self.at += 1
        return "".join(out)

    def mapping(self):
        self.at += 1
        out = {}
        while True:
            self.blank()
            if self.text[self.at] == "}":
                self.at += 1
                return out
            key = self.value(":")
            self.blank()
            assert self.text[self.at] == ":", self.text
            self.at += 1
            out[str(key)] = self.value(",}")
            self.blank()
            if self.text[self.at] == ",":
                self.at += 1

    def sequence(self):
        self.at += 1
        out = []
        while True:
            self.blank()
            if self.text[self.at] == "]":
                self.at += 1
                return out
            out.append(self.value(",]"))
            self.blank()
            if self.text[self.at] == ",":
                self.at += 1


def _plain(word):
    if word in ("null", "~", ""):
        return None
    if word in ("true", "false"):
        return word == "true"
    return int(word) if re.fullmatch(r"-?[0-9]+", word) else word


def _block(lines, at, indent):
    """The value that begins at lines[at] with this indent; gives it and where the next begins."""
    if lines[at][1].startswith("- ") or lines[at][1] == "-":
        out = []
        while at < len(lines) and lines[at][0] == indent and lines[at][1].startswith("-"):
            rest = lines[at][1][1:].lstrip()
            if rest and not KEY.match(rest):
                out.append(_Flow(_strip_comment(rest)).value())
                at += 1
                continue
            # The item's first key stands behind the dash: the same as on a line of its own, further in.
            lines[at] = [indent + len(lines[at][1]) - len(rest), rest, lines[at][2]]
            value, at = _block(lines, at, lines[at][0])
            out.append(value)
        return out, at
    out = {}
    while at < len(lines) and lines[at][0] == indent:
        m = KEY.match(lines[at][1])
        assert m, "line %d: %r" % (lines[at][2], lines[at][1])
        key, rest = m.group(1).strip('"'), _strip_comment(m.group(2) or "")
        at += 1
        if rest == "|":  # lines as they stand
            out[key], indented = "", at
            while at < len(lines) and lines[at][0] > indent:
                out[key] += " " * (lines[at][0] - lines[indented][0]) + lines[at][1] + "\n"
                at += 1
        elif rest:
            while rest.count("{") > rest.count("}") or rest.count("[") > rest.count("]"):
                rest += " " + _strip_comment(lines[at][1])
                at += 1
            out[key] = _Flow(rest).value()
        elif at < len(lines) and (lines[at][0] > indent or (lines[at][0] == indent and lines[at][1][0] == "-")):
            out[key], at = _block(lines, at, lines[at][0])
        else:
            out[key] = None
    return out, at


def read_yaml(path):
    with open(path, encoding="utf-8") as f:
        lines = list(_lines(f.read()))
    value, at = _block(lines, 0, lines[0][0])
    assert at == len(lines), "%s:%d: not read" % (path, lines[at][2])
    return value


_services = {}


def _with_blocks(questions):
    """Those of a block of the starter catalogue in the place of each `use` that only takes some."""
    for q in questions:
        if "use" not in q:
            yield q
            continue
        assert set(q) <= {"use", "only", "page", "with"}, q
        block = read_yaml(os.path.join(ROOT, "catalogue/blocks/%s.yaml" % q["use"]))
        yield from ({**one, "page": q["page"], **q.get("with", {}).get(one["id"], {})}
                    for one in block["questions"] if one["id"] in q["only"])


def service(name):
    """A definition of the starter catalogue by its id, with the blocks that it uses."""
    if name not in _services:
        read = read_yaml(glob.glob(os.path.join(ROOT, "catalogue/??/%s.yaml" % name))[0])
        for section in (read.get("form") or {}).get("sections", []):
            section["questions"] = list(_with_blocks(section["questions"]))
        _services[name] = read
    return _services[name]


def service_ids():
    return sorted(os.path.basename(p)[:-5] for p in glob.glob(os.path.join(ROOT, "catalogue/??/*.yaml")))


def services_with_form():
    """Those that can be applied for today: they have a form, and their last day has not gone."""
    found, now = [], today().isoformat()
    for path in sorted(glob.glob(os.path.join(ROOT, "catalogue/??/*.yaml"))):
        with open(path, encoding="utf-8") as f:
            text = f.read()
        last = re.search(r"^open:.*until: ([0-9-]+)", text, re.M)
        if re.search(r"^form:", text, re.M) and not (last and last.group(1) < now):
            found.append(os.path.basename(path)[:-5])
    return found


def terms():
    if "terms.yaml" not in _services:
        _services["terms.yaml"] = read_yaml(os.path.join(ROOT, "catalogue/terms.yaml"))
    return _services["terms.yaml"]


def places():
    if "places.yaml" not in _services:
        _services["places.yaml"] = read_yaml(os.path.join(ROOT, "catalogue/places.yaml"))["places"]
    return _services["places.yaml"]


def question(definition, name):
    form = definition["form"]
    for q in form.get("eligibility") or []:
        if q["id"] == name:
            return q
    for section in form["sections"]:
        for q in section["questions"]:
            if q["id"] == name:
                return q
    raise KeyError(name)


_translations = {}


def says(message, lang):
    """One of the portal's own sentences in a language: its translation, or itself where there is none."""
    if lang == "en":
        return message
    if lang not in _translations:
        found = {}
        path = os.path.join(ROOT, "i18n/po/%s.po" % lang)
        if os.path.exists(path):
            with open(path, encoding="utf-8") as f:
                for block in re.split(r"\n\s*\n", f.read()):
                    parts = {"msgid": "", "msgstr": ""}
                    name = None
                    for line in block.split("\n"):
                        m = re.match(r'(msgid|msgstr)?\s*"(.*)"\s*$', line)
                        if m:
                            name = m.group(1) or name
                            if name:
                                parts[name] += m.group(2).replace('\\"', '"').replace("\\n", "\n")
                    found[parts["msgid"]] = parts["msgstr"]
        _translations[lang] = found
    return _translations[lang].get(message) or message
