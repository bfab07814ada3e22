# law.py - what the tests of laws that are told whole share (dist/law): a portal that has one of them, its authority and its guests on one line each; a founding
# as its founders do it, whose papers go by sftp and whose signatures by ssh; notices about an entry, and what anybody is told of it.
import os
import re
import shlex
import subprocess

from cases import same, until
from definitions import read_yaml, says
from lines import Lines
from papers import pdf
from plan import Plan
from shubbak import HOST, ROOT, Portal, run
from staff import Shared, Staff
from walk import begin, country_name, fill_by_plan, fill_questions, submit, to_home


def good(got):
    same(got.code, 0, repr(got))
    return got


def answered(blank, said):
    """A blank form with these answers in their places."""
    for name, value in said.items():
        blank, times = re.subn(r"(?m)^%s:.*$" % re.escape(name), lambda _, name=name, value=value: "%s: %s" % (name, value), blank, count=1)
        same(times, 1, "%s is not asked: %s" % (name, blank))
    return blank


def several(blank, section, items):
    """The part of a repeated section once for each item, with its answers alone."""
    parts = "".join("[%s %d]\n%s" % (section, n, "".join("%s: %s\n" % each for each in one.items())) for n, one in enumerate(items, 1))
    blank, times = re.subn(r"(?ms)^\[%s 1\]\n.*?(?=^# == )" % section, lambda _: parts + "\n", blank)
    same(times, 1, "%s does not stand in %s" % (section, blank))
    return blank


def history(entry):
    return [(line["act"], line["name"]) for line in entry["history"]]


class Founding(Plan):
    """Answers that are given, to the form of a definition: {section: {question: answer}}, of a repeated section a list of these."""

    def __init__(self, definition, sections):
        self.definition, self.form = definition, definition["form"]
        self.items = {s["id"]: len(sections.get(s["id"], ())) for s in self.form["sections"] if s.get("repeat")}
        self.answers = {}
        for name, said in sections.items():
            for item, one in enumerate(said, 1) if isinstance(said, list) else [(0, said)]:
                self.answers.update({(name, item, q): value for q, value in one.items()})


class Guests(Shared):
    """One connection of people without an account; commands go over it one by one."""

    def __init__(self, portal):
        self.portal, self.path = portal, os.path.join(portal.folder, "guests")
        line = portal.ssh_line(flags=["-M", "-S", self.path, "-N"])
        self.process = subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        until("the shared connection", lambda: os.path.exists(self.path), 30)

    def ssh(self, *words, given=b""):
        return self.portal.ssh(*words, given=given, flags=["-S", self.path, "-o", "ControlMaster=no"])


class Applicant(Shared):
    """The same of who has come with the reference number and the PIN of an application."""

    def __init__(self, portal, numbers):
        self.portal, self.path = portal, os.path.join(portal.folder, "of" + numbers[0])
        env = dict({"PATH": os.environ["PATH"], "HOME": portal.folder, "TERM": "dumb"}, **portal.ask_pass(*numbers))
        line = ["ssh", *portal.options(batch=False), "-M", "-S", self.path, "-N", "me@" + HOST]
        self.process = subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env)
        until("the shared connection", lambda: os.path.exists(self.path), 30)

    def ssh(self, *words, given=b""):
        return self.portal.ssh(*words, user="me", given=given, flags=["-S", self.path, "-o", "ControlMaster=no"])


class LawHouse:
    """A portal for trying with the law of a country; `people`: {who: (name, role)}, each over all services and registers. `day`: of its clock, at first."""

    def __init__(self, country, register, people, day=None):
        self.folder, self.register = os.path.join(ROOT, "dist", "law", country), register
        files = sorted(os.path.join(self.folder, name) for name in os.listdir(self.folder))
        self.definitions = {d["id"]: d for d in map(read_yaml, files) if "form" in d}
        strangers = [d["id"] for d in self.definitions.values() if "about" in d and d["about"].get("from") != "people"]
        same(strangers, [], "sent by whoever knows the number")
        self.portal = Portal(serve=False, made=("--training",))
        good(self.portal.host("catalogue", "import", *files))
        if day:
            self.clock(day)  # before there are grants: they begin with the day on which they are given
        self.staff = {who: Staff(self.portal, name, ("--role", role)) for who, (name, role) in people.items()}
        self.portal.start()
        self.lines = {}  # by whom; each is opened when it is needed first
        self.numbers = {}  # reference and PIN, by what it is called

    def close(self):
        for line in self.lines.values():
            line.__exit__()
        self.portal.close()

    # --- who comes ---

    def ssh(self, who, *words, given=b""):
        """A command of one of the authority, of a guest, of a stranger, who has shown nothing before, or of who has applied for what is called so."""
        if who == "stranger":
            return self.portal.ssh(*map(shlex.quote, words), given=given)
        if who not in self.lines:
            self.lines[who] = Guests(self.portal) if who == "guest" else Shared(self.staff[who]) if who in self.staff else Applicant(self.portal, self.numbers[who])
        return self.lines[who].ssh(*map(shlex.quote, words), given=given)

    def guest(self, *words, given=b""):
        return self.ssh("guest", *words, given=given)

    def clock(self, *words):
        return good(self.portal.host("clock", "set", *words))

    def set_due(self, due):
        """No source has the day of a duty: the authority writes it into a version of its own of the register's file. What the law's file is checked with is told."""
        path, own = [os.path.join(folder, self.register + ".yaml") for folder in (self.folder, self.portal.folder)]
        told = good(self.portal.host("catalogue", "check", path)).err
        with open(path, encoding="utf-8") as f:
            text, version = re.subn(r"(?m)^version: (\d+)$", lambda m: "version: %d" % (int(m.group(1)) + 1), f.read())
        text, days = re.subn("due: unknown", "due: " + due, text)
        same((version, days), (1, 1), path)
        with open(own, "w", encoding="utf-8") as f:
            f.write(text)
        same(good(self.portal.host("catalogue", "import", own)).err, "")
        return told

    # --- a founding ---

    def put(self, numbers, papers):
        """One file for each of these papers, by sftp with reference and PIN."""
        path = os.path.join(self.portal.folder, "scan.pdf")
        with open(path, "wb") as f:
            f.write(pdf())
        clean = {"PATH": os.environ["PATH"], "HOME": self.portal.folder, "TERM": "dumb"}
        commands = ["put %s /applications/%s/%s/" % (path, numbers[0], paper) for paper in papers]
        good(run(["sftp", "-q", *self.portal.options(port_flag="-P", batch=False), "me@" + HOST], "\n".join(commands) + "\n", 60,
                 dict(clean, **self.portal.ask_pass(*numbers))))

    def signed(self, numbers, section, names):
        """The first by the PIN, each other one, invited, by a key of their own over the very text, on a line of their own."""
        reference, pin = numbers[0], numbers[1] + "\n"
        good(self.guest("sign", reference, "--for", section + "/1", given=pin))
        for n, name in list(enumerate(names, 1))[1:]:
            invited = good(self.guest("invite", reference, "--name", name, "--may", "sign", "--for", "%s/%d" % (section, n), "--json", given=pin)).json()
            text = good(self.portal.ssh("text", reference, given=invited["code"] + "\n")).raw
            made = subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-n", "shubbak", "-f", self.portal.key(), "-"], input=text, check=True, capture_output=True)
            good(self.portal.ssh("sign", reference, given=made.stdout))

    def founded(self, name, plan, lang, papers=(), signers=None, by=None):
        """Written in plain lines, papers by sftp, signed by all (`signers`: the section and its question of the name), sent; gives the reference.
        `by`: what is called so was applied for by the same person, who is asked to show it."""
        definition = plan.definition
        label = "%s (%s)" % (definition["name"][lang], country_name(definition["country"], lang))
        with Lines(self.portal, raw=False) as face:
            to_home(face, lang)
            face.enter(definition["name"][lang])
            face.settle()  # results come while the words are typed
            numbers = begin(face, lang, label, lambda: fill_questions(face, lang, plan, "eligibility", 0, plan.form.get("eligibility") or []))
            face.wait(says("Parts of your application", lang), lang)
            numbers = tuple("".join(c for c in n if c.isdigit()) for n in numbers)
            fill_by_plan(face, lang, plan, self.numbers.get(by, ()))
            if papers:
                self.put(numbers, papers)
            if signers:
                section, question = signers
                self.signed(numbers, section, [plan.answers[(section, item, question)] for item in range(1, plan.items[section] + 1)])
            submit(face, lang)
        self.numbers[name] = numbers
        return numbers[0]

    # --- what becomes of it ---

    def pin(self, name):
        return self.numbers[name][1] + "\n"

    def track(self, name):
        return good(self.guest("track", self.numbers[name][0], "--json", "--lang", "en", given=self.pin(name))).json()

    def blank_of(self, who, reference, act):
        return good(self.ssh(who, "acts", reference, "--form", act, "--lang", "en")).out

    def act(self, who, reference, act, *words, **said):
        """With these answers in the form of the act, if it has one."""
        blank = answered(self.blank_of(who, reference, act), said) if said else ""
        return good(self.ssh(who, "act", reference, act, *words, "--json", *(["--form", "-"] if said else []), given=blank)).json()

    def about(self, service, items=None, by="guest", **said):
        """A notice about an entry, sent in one step by somebody without an account, who has applied for what is called so; `items`: of repeated sections,
        lists of answers."""
        blank = answered(good(self.guest("form", service, "--lang", "en")).out, said)
        for section, given in (items or {}).items():
            blank = several(blank, section, given)
        return self.ssh(by, "apply", service, "--json", given=re.sub(r"(?m)^agree:.*$", "agree: yes", blank))

    def entry(self, *words):
        """The one entry that anybody finds by these words."""
        one, = good(self.guest("check", self.register, *words, "--json", "--lang", "en")).json()["entries"]
        return one

    def kept(self, who, number):
        """All of an entry that one of the authority sees."""
        return good(self.ssh(who, "entry", "show", self.register, number, "--json", "--lang", "en")).json()
