# rules.py - conditions of definitions, evaluated a second time: from docs/SERVICES.md, independently of the engine.
import datetime
import re

TOKEN = re.compile(r"\s*(<=|>=|!=|=|<|>|\(|\)|,|@?[A-Za-z0-9_+-]+)")


def today():
    return datetime.date.today()


def day(word):
    """A date as definitions write it: 1990-03-14, today, today-18y, today+30d; None for anything else."""
    m = re.fullmatch(r"today(?:([+-])(\d+)([ymwd]))?", str(word))
    if not m:
        try:
            return datetime.date.fromisoformat(str(word))
        except ValueError:
            return None
    if not m.group(1):
        return today()
    count, unit = int(m.group(1) + m.group(2)), m.group(3)
    if unit in "wd":
        return today() + datetime.timedelta(days=count * (7 if unit == "w" else 1))
    months = today().year * 12 + today().month - 1 + count * (12 if unit == "y" else 1)
    for last in (today().day, 30, 29, 28):
        try:
            return datetime.date(months // 12, months % 12 + 1, last)
        except ValueError:
            continue
    raise ValueError(word)


def age(text):
    born = day(text)
    return today().year - born.year - ((today().month, today().day) < (born.month, born.day))


class _Reader:
    def __init__(self, text, answer, count):
        self.tokens, self.at = TOKEN.findall(text), 0
        assert "".join(self.tokens) == re.sub(r"\s", "", text), text
        self.answer, self.count = answer, count

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def either(self):
        value = self.both()
        while self.peek() == "or":
            self.take()
            value = self.both() or value
        return value

    def both(self):
        value = self.one()
        while self.peek() == "and":
            self.take()
            value = self.one() and value
        return value

    def one(self):
        if self.peek() == "not":
            self.take()
            return not self.one()
        if self.peek() == "(":
            self.take()
            value = self.either()
            assert self.take() == ")"
            return value
        return self.comparison()

    def operand(self):
        """What stands left of the operator; "answered" is a truth of its own."""
        name = self.take()
        if name in ("age", "count", "answered") and self.peek() == "(":
            self.take()
            inner = self.take()
            assert self.take() == ")"
            if name == "count":
                return str(self.count(inner))
            value = self.answer(inner)
            if name == "answered":
                return value is not None
            return None if value is None else str(age(value))
        return self.answer(name)

    def value(self):
        word = self.take()
        return self.answer(word[1:]) if word.startswith("@") else word

    def comparison(self):
        left = self.operand()
        if isinstance(left, bool):
            return left
        operator = self.take()
        if operator == "in":
            assert self.take() == "("
            options = [self.value()]
            while self.take() == ",":
                options.append(self.value())
            return left is not None and left in options
        right = self.value()
        if left is None or right is None:
            return False
        if operator == "has":
            return right in left.split(",")
        return compare(left, operator, right)


def compare(left, operator, right):
    if re.fullmatch(r"-?[0-9.]+", left) and re.fullmatch(r"-?[0-9.]+", right):
        a, b = float(left), float(right)
    elif day(left) and day(right):
        a, b = day(left), day(right)
    else:
        a, b = left, right
    return {"=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[operator]


def holds(text, answer, count):
    """True when the condition holds; answer(question) and count(section) say what is there."""
    if text is None:
        return True
    reader = _Reader(str(text), answer, count)
    value = reader.either()
    assert reader.at == len(reader.tokens), text
    return value
