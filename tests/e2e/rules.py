# rules.py - conditions of definitions, evaluated a second time: from docs/SERVICES.md, independently of the engine.
import datetime
import re
from fractions import Fraction

from days import today

# A sign of arithmetic stands between blanks; inside a word it belongs to it: today-18y, 1990-03-14.
TOKEN = re.compile(r"\s*(<=|>=|!=|=|<|>|\(|\)|,|\*|/|[+-](?=\s)|@?[A-Za-z0-9_.+-]+)")
LENGTH = re.compile(r"(\d+)([dwmy])")
AGGREGATES = ("count", "sum", "min", "max", "distinct")


def later(date, count, unit):
    """So many days, weeks, months or years behind a date (before it, where there are fewer than none)."""
    if unit in "wd":
        return date + datetime.timedelta(days=count * (7 if unit == "w" else 1))
    months = date.year * 12 + date.month - 1 + count * (12 if unit == "y" else 1)
    for last in (date.day, 30, 29, 28):
        try:
            return datetime.date(months // 12, months % 12 + 1, last)
        except ValueError:
            continue
    raise ValueError(date)


def day(word):
    """A date as definitions write it: 1990-03-14, today, today-18y, today+30d; None for anything else."""
    m = re.fullmatch(r"today(?:([+-])(\d+)([ymwd]))?", str(word))
    if m:
        return later(today(), int(m.group(1) + m.group(2)), m.group(3)) if m.group(1) else today()
    try:
        return datetime.date.fromisoformat(str(word))
    except ValueError:
        return None


def age(text):
    born = day(text)
    return today().year - born.year - ((today().month, today().day) < (born.month, born.day))


def value_of(word):
    """What is worked with: a number, a day, or else the word itself."""
    if isinstance(word, str):
        if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", word):
            return Fraction(word)
        return day(word) or word
    return word


class _Reader:
    def __init__(self, text, answer, items):
        self.tokens, self.at = TOKEN.findall(text), 0
        assert "".join(self.tokens) == re.sub(r"\s", "", text), text
        self.answer, self.items = answer, items

    def peek(self, ahead=0):
        return self.tokens[self.at + ahead] if self.at + ahead < len(self.tokens) else ""

    def take(self, wanted=None):
        self.at += 1
        assert wanted is None or self.tokens[self.at - 1:self.at] == [wanted], self.tokens
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
            began = self.at
            try:
                self.take()
                value = self.either()
                self.take(")")
                if self.peek() in ("", ")", "and", "or"):
                    return value
            except (AssertionError, IndexError):
                pass
            self.at = began  # it was the bracket of an expression
        return self.comparison()

    def aggregate(self, kind):
        """count(members), count(members where …), sum(members.income where …), or min(a, b) of several values."""
        self.take("(")
        section, _, question = self.peek().partition(".")
        if kind != "count" and not question:
            found = [self.expression()]
            while self.peek() == ",":
                self.take()
                found.append(self.expression())
            self.take(")")
            return None if None in found else {"min": min, "max": max}[kind](found)
        self.take()
        outside, chosen, began = self.answer, [], self.at
        for item in self.items(section) or [lambda name: None]:
            self.at = began
            self.answer = lambda name, own=item: own(name) if own(name) is not None else outside(name)
            holds_here = True
            if self.peek() == "where":
                self.take()
                holds_here = self.either()
            if holds_here and self.items(section):
                chosen.append(item)
        self.answer = outside
        self.take(")")
        if kind == "count":
            return Fraction(len(chosen))
        values = [value_of(item(question)) for item in chosen if item(question) is not None]
        if kind in ("min", "max"):
            return {"min": min, "max": max}[kind](values) if values else None
        return sum(values, Fraction(0)) if kind == "sum" else Fraction(len(set(values)))

    def factor(self):
        word = self.take()
        if word == "(":
            value = self.expression()
            self.take(")")
            return value
        if self.peek() == "(" and word in AGGREGATES:
            return self.aggregate(word)
        if self.peek() == "(" and word == "age":
            self.take()
            value = self.answer(self.take())
            self.take(")")
            return None if value is None else Fraction(age(value))
        if LENGTH.fullmatch(word):
            return LENGTH.fullmatch(word).groups()
        if word.startswith("@"):
            return value_of(self.answer(word[1:]))
        return value_of(word) if re.match(r"[0-9]|today", word) else value_of(self.answer(word))

    def term(self):
        value = self.factor()
        while self.peek() in ("*", "/"):
            sign, other = self.take(), self.factor()
            if value is None or other is None or (sign == "/" and other == 0):
                value = None
            else:
                value = value * other if sign == "*" else value / other
        return value

    def expression(self):
        value = self.term()
        while self.peek() in ("+", "-"):
            sign, other = self.take(), self.term()
            value = None if value is None or other is None else combined(value, sign, other)
        return value

    def value(self):
        """What stands right of an operator: a code, a number, a day, another question, or an expression."""
        if self.peek() == "(" or self.peek(1) in ("(", "+", "-", "*", "/"):
            return self.expression()
        word = self.take()
        return value_of(self.answer(word[1:]) if word.startswith("@") else word)

    def comparison(self):
        if self.peek() == "answered" and self.peek(1) == "(":
            self.take()
            self.take()
            name = self.take()
            self.take(")")
            return self.answer(name) is not None
        if self.peek(1) in ("=", "!=", "in", "has"):  # a word is compared as it stands
            left = self.answer(self.take())
        else:
            left = self.expression()
        operator = self.take()
        if operator == "in":
            self.take("(")
            options = [self.take()]
            while self.take() == ",":
                options.append(self.take())
            return left is not None and left in options
        if operator == "has":
            word = self.take()
            return left is not None and word in left.split(",")
        right = self.value()
        if left is None or right is None:
            return False
        return compare(value_of(left), operator, right)


def combined(value, sign, other):
    """A day and a length of time, two days, or two numbers."""
    if isinstance(other, tuple):
        return later(value, int(sign + other[0]), other[1])
    if isinstance(value, datetime.date):
        return Fraction((value - other).days)
    return value + other if sign == "+" else value - other


def compare(a, operator, b):
    if operator not in ("=", "!=", "<", "<=", ">", ">="):
        raise AssertionError(operator)
    return {"=": lambda: a == b, "!=": lambda: a != b, "<": lambda: a < b, "<=": lambda: a <= b, ">": lambda: a > b,
            ">=": lambda: a >= b}[operator]()


def holds(text, answer, items):
    """True when the condition holds; answer(question) says what is there, items(section) gives such a function for each item."""
    if text is None:
        return True
    reader = _Reader(str(text), answer, items)
    value = reader.either()
    assert reader.at == len(reader.tokens), text
    return value
