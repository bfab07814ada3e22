# plan.py - valid answers to any service's form, drawn at random from its definition: for every type, limit and condition.
import datetime
import random
import unicodedata

try:
    import re._parser as parse  # how Python itself reads a pattern
except ImportError:
    import sre_parse as parse

import rules
from definitions import places, service, terms

NAMES = ("سامي", "ليلى", "جورج", "Éloïse", "Jean-Marc", "Leila", "George", "فاطمة الزهراء")
SCRIPTS = {"arabic": [n for n in NAMES if n[0] > "\u0600"], "latin": [n for n in NAMES if n[0] < "\u0600"]}
WORDS = ("قرب المدرسة", "Rue de l'Église 12", "Next to the school", "حي الزهور", "Deuxième étage")


def from_pattern(pattern, rng):
    """A text that the pattern takes."""
    def draw(items):
        return "".join(one(kind, detail) for kind, detail in items)

    def one(kind, detail):
        name = str(kind)
        if name == "LITERAL":
            return chr(detail)
        if name == "NOT_LITERAL" or name == "IN" and str(detail[0][0]) == "NEGATE":
            return "a"  # in no pattern here is it what may not stand
        if name == "IN":
            return one(*rng.choice(detail))
        if name == "RANGE":
            return chr(rng.randint(*detail))
        if name == "SUBPATTERN":
            return draw(detail[-1])
        if name == "BRANCH":
            return draw(rng.choice(detail[1]))
        if name == "MAX_REPEAT":
            low, high, inner = detail
            return "".join(draw(inner) for _ in range(rng.randint(low, min(int(high), low + 3))))
        if name == "ANY":
            return "a"
        if name == "AT":
            return ""
        raise AssertionError("a pattern with %s: %s" % (name, pattern))
    text = unicodedata.normalize("NFC", draw(parse.parse(pattern)))  # as it is kept: marks on letters in their order,
    return " ".join(text.split())                                    # no blanks around it


def country_of(definition, q):
    code = q.get("country") or definition["country"]
    return [c for c in terms()["countries"] if c["code"] == code][0]


def draw_text(q, rng, words):
    if q.get("pattern"):
        return from_pattern(q["pattern"], rng)
    low, high = int(q.get("min") or 1), int(q.get("max") or 200)
    text = rng.choice(words)
    while len(text) < low:
        text += " " + rng.choice(words)
    return text[:high].strip() if len(text[:high].strip()) >= low else text[:high].replace(" ", "x")


def draw_name(q, rng):
    if q.get("pattern") or q.get("single") is not False:
        text = draw_text(q, rng, SCRIPTS.get(q.get("script"), NAMES))
        return text if q.get("single") is not False or " " in text else text + " " + text
    return " ".join(rng.sample(SCRIPTS[q.get("script") or rng.choice(("arabic", "latin"))], 2))


def number_of(layout, number, day, sex):
    """The number, with the digits that say the day of birth and the sex (id_shows of a country)."""
    said = {"c": str(int(day[:2]) - 17), "y": day[2:4], "m": day[5:7], "d": day[8:10]} if day else {}
    said["s"] = {"male": "1", "female": "2"}.get(sex, "1")
    places = {letter: iter(digits) for letter, digits in said.items()}
    return "".join(next(places[letter]) if letter in places else digit for letter, digit in zip(layout, number))


def draw_date(q, rng):
    low = rules.day(q.get("min")) or datetime.date(1930, 1, 1)
    high = rules.day(q.get("max")) or datetime.date(2035, 12, 28)
    return (low + datetime.timedelta(days=rng.randint(0, max((high - low).days, 0)))).isoformat()


def draw(definition, q, rng):
    """One valid answer, as it is kept (docs/SERVICES.md)."""
    kind = q["type"]
    if kind == "text":
        return draw_text(q, rng, SCRIPTS.get(q.get("script"), WORDS))
    if kind == "name":
        return draw_name(q, rng)
    if kind == "date":
        return draw_date(q, rng)
    if kind in ("number", "money"):
        low = int(float(q["min"])) if q.get("min") is not None else 0
        high = int(float(q["max"])) if q.get("max") is not None else low + 1000
        return str(rng.randint(low, min(high, low + 5) if rng.random() < 0.5 else high))
    if kind == "choice":
        return str(rng.choice(q["choices"])["code"])
    if kind == "choices":
        low, high = int(q.get("min") or 1), int(q.get("max") or len(q["choices"]))
        chosen = rng.sample(range(len(q["choices"])), min(rng.randint(max(low, 1), max(low, high)), len(q["choices"])))
        return ",".join(str(q["choices"][i]["code"]) for i in sorted(chosen))
    if kind == "yesno":
        return rng.choice(("yes", "no"))
    if kind == "national_id":
        return from_pattern(q.get("pattern") or country_of(definition, q)["id_pattern"], rng)
    if kind == "phone":
        country = country_of(definition, q)
        return "+%s%s" % (country["calling_code"], from_pattern(country["phone_pattern"], rng))
    if kind == "email":
        return "person%d@example.org" % rng.randint(1, 9999)
    if kind == "place":
        code = q.get("country") or definition["country"]
        return rng.choice([p for p in places() if p["country"] == code and p["level"] == (q.get("level") or 1)])["code"]
    if kind == "country":
        return rng.choice(("SY", "JO", "FR", "SN"))
    raise AssertionError("a question of type %s" % kind)


class Plan:
    """Answers by (section, item, question); section "eligibility" comes first; item 0 where nothing repeats."""

    def __init__(self, definition, rng):
        self.definition, self.form = definition, definition["form"]
        self.items = {s["id"]: rng.randint(max(s["repeat"].get("min", 0), 1), min(s["repeat"].get("max", 3), 3))
                      for s in self.form["sections"] if s.get("repeat")}
        self.drawn = {}
        for key, q in self.questions():
            if q.get("required", True) or rng.random() < 0.7:
                self.drawn[key] = draw(definition, q, rng)
        self.agree()
        self.answers = {}
        for _ in range(12):  # conditions of conditions; none turns in a circle
            new = {key: self.drawn[key] for key, q in self.questions() if key in self.drawn and self.asked(key, q)}
            if new == self.answers:
                break
            self.answers = new

    def agree(self):
        """A number says what is answered beside it."""
        layout = country_of(self.definition, {}).get("id_shows")
        for (section, item, question), q in self.questions():
            beside = {o["type"]: self.drawn.get((section, item, o["id"])) for key, o in self.questions()
                      if key[:2] == (section, item) and o.get("shown_by") == question}
            if layout and beside and (section, item, question) in self.drawn:
                self.drawn[section, item, question] = number_of(
                    layout, self.drawn[section, item, question], beside.get("date"), beside.get("choice"))

    def sections(self):
        """(id, definition, items): items is [0] where nothing repeats."""
        yield "eligibility", {"questions": self.form.get("eligibility") or []}, [0]
        for s in self.form["sections"]:
            yield s["id"], s, list(range(1, self.items[s["id"]] + 1)) if s.get("repeat") else [0]

    def questions(self):
        for name, section, items in self.sections():
            for item in items:
                for q in section["questions"]:
                    yield (name, item, q["id"]), q

    def rule(self, text, section=None, item=0):
        def answer(question):
            own = self.answers.get((section, item, question))
            if own is not None:
                return own
            return next((v for (_, i, q), v in self.answers.items() if q == question and i == 0), None)

        def items(name):
            count = self.items.get(name, 0) if any(key[0] == name for key in self.answers) else 0
            return [lambda question, i=i: self.answers.get((name, i, question)) for i in range(1, count + 1)]
        if text and "majority" in text:  # the age of the service's own country
            text = text.replace("majority", str(country_of(self.definition, {})["majority"]))
        return rules.holds(text, answer, items)

    def asked(self, key, q):
        section = next((s for s in self.form["sections"] if s["id"] == key[0]), {})
        return self.rule(section.get("when")) and self.rule(q.get("when"), key[0], key[1])

    def is_good(self):
        """All that is required and asked is there, the requirements and the checks over the whole hold."""
        for key, q in self.questions():
            if q.get("required", True) and self.asked(key, q) and key not in self.answers:
                return False
            if q.get("require") and self.asked(key, q) and not self.rule(q["require"]):
                return False
        for check in self.form.get("checks") or []:
            if check.get("warns"):
                continue
            owner = next(((name, items) for name, s, items in self.sections()
                          if any(q["id"] == check["at"] for q in s["questions"])), (None, [0]))
            for item in owner[1]:
                if not self.rule(check["require"], owner[0], item):
                    return False
        return True


def plan(name, seed=0):
    """The first good plan from this seed on."""
    definition = service(name) if isinstance(name, str) else name
    for attempt in range(4000):
        made = Plan(definition, random.Random("%s %d %d" % (definition["id"], seed, attempt)))
        if made.is_good():
            return made
    raise AssertionError("no answers were found that %s takes" % name)
