# demo_test.py - what `make run` does: a demonstration is made once, says how to connect, and everything it says is true.
import datetime
import glob
import os
import re
import signal
import stat
import subprocess

from cases import case, holds, patience, run_cases, same, until
from lines import Lines
from shubbak import BINARY, HOST, ROOT, Portal, free_port, run
from terminal import Terminal


class Demo(Portal):
    """A portal that tools/run-demo makes and serves."""

    def __init__(self):
        self.begun = 0
        Portal.__init__(self, serve=False)
        self.state = os.path.join(self.folder, "demo")
        self.start()

    def start(self):
        self.begun += 1
        self.port = free_port()
        self.output = os.path.join(self.folder, "demo%d.out" % self.begun)
        with open(self.output, "wb") as out, open(os.path.join(self.folder, "server.log"), "ab") as log:
            self.server = subprocess.Popen([os.path.join(ROOT, "tools/run-demo"), BINARY, self.state, str(self.port)],
                                           stdin=subprocess.DEVNULL, stdout=out, stderr=log)
        self.server.stdout = open(self.output, "rb")
        until("the ready line of the demonstration", lambda: "ready %s:%d\n" % (HOST, self.port) in self.told(), 60)

    def told(self):
        with open(self.output, encoding="utf-8") as f:
            return f.read()


@case
def it_says_how_to_connect(demo):
    for user in ("guest", "me", "plain"):
        holds(re.search(r"ssh -C -p %d %s@" % (demo.port, user), demo.told()), "how to connect as %s" % user)
    same(demo.ssh("version").code, 0)


@case
def its_references_are_there(demo):
    pairs = re.findall(r"(\d{4} ?\d{4} ?\d{4} ?\d{2})\D+?(\d{6})\b", demo.told())
    holds(len(pairs) >= 3, "references and PINs of the demonstration: %r" % demo.told())
    states = set()
    for reference, pin in pairs:
        got = demo.ssh("track", reference.replace(" ", ""), "--json", given=pin + "\n")
        same(got.code, 0, "track %s: %r" % (reference, got))
        states.add(got.json()["state"])
    holds(len(states) >= 2, "all in the same state: %s" % states)


def answers_in(shown):
    """What `application show` has of a form: labels and values."""
    found = [line.strip().partition(": ") for line in shown.splitlines() if line.startswith("  ")]
    return [(label, value) for label, _, value in found]


def names_in(answers):
    return [value for label, value in answers if "name" in label.lower() and "(in " not in label]


def are_persons(names):
    return len(names) >= 2 and len(set(names)) == len(names)


@case
def its_people_are_persons(demo):
    """Nobody is called as their own father, and two of them share no telephone, address or birthday."""
    shown = []
    for reference in re.findall(r"\b\d{4} \d{4} \d{4} \d{2}\b", demo.told()):
        got = demo.host("application", "show", reference)
        same(got.code, 0, repr(got))
        answers = answers_in(got.out)
        holds(are_persons(names_in(answers)), "%s: %s" % (reference, answers))
        mine = {value for label, value in answers
                if re.search(r"(telephone|phone|mobile) number|date of birth|e-?mail|address", label, re.I)}
        holds(not any(mine & other for other in shown), "%s shares %s" % (reference, mine))
        shown.append(mine)
    same(len(shown), 8)


def kept(demo, *name):
    return os.path.join(demo.state, "demo", *name)


def code_for(demo, role):
    """As the README says."""
    got = demo.host("demo", "code", role)
    same(got.code, 0, repr(got))
    return got.out.strip()


def signs_in(demo, role, *words):
    """A command over ssh with the key of the demonstration and the code that its command prints."""
    script = os.path.join(demo.folder, "code-" + role)
    with open(script, "w", encoding="utf-8") as f:
        f.write("#!/bin/sh\necho '%s'\n" % code_for(demo, role))
    os.chmod(script, 0o700)
    return run(["ssh", *demo.options(own_key(demo, role), batch=False), "staff@" + HOST, *words], b"", 60,
               {"PATH": os.environ["PATH"], "HOME": demo.folder, "TERM": "dumb",
                "SSH_ASKPASS": script, "SSH_ASKPASS_REQUIRE": "force", "DISPLAY": ":none"})


def own_key(demo, role):
    """A copy that belongs to whoever runs the test, as ssh wants it."""
    to = os.path.join(demo.folder, "of-" + role)
    if not os.path.exists(to):
        with open(kept(demo, role), "rb") as f, open(to, "wb") as copy:
            os.chmod(to, 0o600)
            copy.write(f.read())
    return to


@case
def each_role_that_there_is_has_an_account(demo):
    with open(kept(demo, "README"), encoding="utf-8") as f:
        readme = f.read()
    accounts = demo.host("account", "list", "--json").json()
    roles = sorted(name[:-5] for name in os.listdir(os.path.join(ROOT, "catalogue", "roles")))
    same(sorted(g["role"] for a in accounts for g in a["grants"]), roles, "one of each")
    same([g["office"] for a in accounts for g in a["grants"] if g["role"] == "operator"], ["centre-saida"])
    for role in roles:
        for name in (role, role + ".pub", role + ".secret"):
            same(stat.S_IMODE(os.stat(kept(demo, name)).st_mode), 0o600, name)
        with open(kept(demo, role + ".secret"), encoding="ascii") as f:
            holds(re.fullmatch(r"[A-Z2-7]{32}\n", f.read()), role)
        holds("-i %s staff@" % kept(demo, role) in readme and "demo code %s" % role in readme, readme)
        holds(re.search(r"\): [^\n]+\n  ssh [^\n]*/%s staff@" % role, readme), "what a %s does: %s" % (role, readme))
        holds(kept(demo, role) in demo.told(), "what make run says of " + role)
        if role != "officer":  # a code is taken once, and that one's is taken below
            same(signs_in(demo, role, "version").code, 0, role)
    holds("clock set +3d --state %s\n" % demo.state in readme, readme)
    holds("the applicant may appeal on its page" in readme, readme)
    holds("An appeal begins with the application that was refused" in demo.ssh("service", "demo-market-appeal", "--lang", "en").out, "to another decider")
    citizen = "-i %s me@" % kept(demo, "citizen")
    holds(citizen in demo.told() and citizen in readme, readme)
    same(demo.host("demo", "code", "minister").code, 3)
    same(demo.host("verify").code, 0)


@case
def a_club_has_people_duties_acts_and_notices(demo):
    """Of an account that acts for it; the register has others, in all its statuses, and each is valid for its twelve weeks."""
    def club(*words):
        got = demo.ssh(*words, "--json", "--lang", "en", user="me", key=own_key(demo, "club"))
        same(got.code, 0, repr(got))
        return got.json()
    one, = club("organisations")
    same((one["register"], one["may"], one["status"]), ("demo-clubs", ["see", "file", "manage"], "active"))
    space = club("organisation", "demo-clubs", one["number"])
    same(sorted(w["kind"] for w in space["waiting"]), ["correction", "draft", "due"], space)
    same(len(space["applications"]), 4, space)
    holds(space["columns"]["chair"] not in str(space["columns"]["board"]), "one chair: %r" % space["columns"])
    same(sorted({a["state"] for a in club("organisation", "people", "demo-clubs", one["number"])}), ["invited", "joined"])
    holds(len(club("notices")) >= 5, "notices")
    lines = demo.ssh("export", "demo-clubs").out.split("\n")[1:]
    rows = [line.split(",") for line in lines if line]
    same({row[1] for row in rows}, {"active", "suspended", "lapsed", "dissolved"})
    for row in rows:
        days = [datetime.date.fromisoformat(row[i]) for i in (2, 3)]
        same((days[1] - days[0]).days, 84, row)
    with open(kept(demo, "README"), encoding="utf-8") as f:
        holds("-i %s me@" % kept(demo, "club") in f.read(), "README")
    holds("-i %s me@" % kept(demo, "club") in demo.told(), "make run")


@case
def an_officer_sees_what_waits(demo):
    with Terminal(demo, ["ssh", *demo.options(own_key(demo, "officer"), batch=False), "-t", "staff@" + HOST]) as t:
        t.wait("One-time code")
        t.enter(code_for(demo, "officer"))
        t.wait("English")
        t.choose("English")
        t.wait("Waiting applications")
        t.choose("Not yet assigned")
        t.wait("days overdue")


def number_of(demo, role):
    accounts = demo.host("account", "list", "--json").json()
    return next(a["number"] for a in accounts if any(g["role"] == role for g in a["grants"]))


def queue_of(demo, *words):
    got = demo.host("application", "queue", *words, "--as", number_of(demo, "officer"), "--json")
    same(got.code, 0, repr(got))
    return got.json()["applications"]


@case
def its_queues_have_all_stages_and_ages(demo):
    status = demo.host("status", "--json").json()
    same(status["drafts"] + status["applications"], 300 + 12, "and what the clubs have sent")
    queue, mine, overdue = queue_of(demo), queue_of(demo, "--mine"), queue_of(demo, "--overdue")
    states = {(q["service"], q["stage"], q["state"]) for q in queue}
    for service in ("demo-market-stall", "demo-home-help", "demo-hall-booking"):
        for at in (("completeness", "submitted"), ("completeness", "needs_info"), ("completeness", "in_review"), ("decision", "in_review")):
            holds((service,) + at in states, "%s at %s: %s" % (service, at, states))
    holds(len(queue) > 150 and len(mine) > 20 and len(overdue) > 20, (len(queue), len(mine), len(overdue)))
    holds(len(overdue) < len(queue) / 2, "most are not overdue")
    # Those of the demonstration's own services are in an office, by the place that was answered.
    offices = {s: {demo.host("application", "show", q["reference"], "--json").json()["office"]
                   for q in [q for q in queue if q["service"] == s][:14 if s == "demo-market-stall" else 1]}
               for s in ("demo-market-stall", "demo-home-help", "demo-hall-booking")}
    same(offices, {"demo-market-stall": {"social-affairs", "centre-saida"}, "demo-home-help": {"social-affairs"},
                   "demo-hall-booking": {"civil-status"}})
    ended = demo.host("application", "queue", "--ended", "--as", number_of(demo, "head"), "--json").json()["applications"]
    holds(len(ended) > 20 and {"approved", "rejected"} <= {e["state"] for e in ended}, ended[:3])


@case
def it_says_that_it_is_for_trying(demo):
    for words, options in ((("version",), {}), (("version", "--json"), {})):
        holds("trial" in demo.ssh(*words, **options).out or demo.ssh(*words, **options).json()["training"] is True, words)
    holds("This is a trial version" in demo.host("status").out, "status")
    same(demo.host("status", "--json").json()["training"], True)
    holds("This is a trial version" in demo.ssh(given="1\nq\n").out, "plain lines")


@case
def the_many_are_persons_too(demo):
    """Nobody is called as their own father; telephones are those of films."""
    seen = []
    for one in queue_of(demo)[::12]:
        answers = answers_in(demo.host("application", "show", one["reference"]).out)
        holds(are_persons(names_in(answers)), answers)
        phones = [re.sub(r"\D", "", value) for label, value in answers if re.search(r"(telephone|phone|mobile) number", label, re.I)]
        holds(phones and ("555" in phones[0] or phones[0].startswith("3363998")), answers)
        seen.append(tuple(names_in(answers)))
    same(len(set(seen)), len(seen), "all are others")


@case
def a_citizen_comes_back_with_number_and_pin(demo):
    with open(kept(demo, "citizen.pin"), encoding="ascii") as f:
        number, pin = f.read().split()
    got = demo.ssh_me(number, pin, "account", "--json")
    same((got.code, got.json()["number"]), (0, number), repr(got))
    key = own_key(demo, "citizen")
    same(demo.ssh("account", "--json", user="me", key=key).json()["number"], number)
    mine = demo.ssh("copy", "--json", user="me", key=key).json()
    holds(len(mine) >= 4 and len({a["state"] for a in mine}) >= 2, mine)


@case
def there_are_offices_and_organisations(demo):
    offices = demo.host("office", "list", "--json").json()
    tops = [o["code"] for o in offices if o["above"] is None]
    same((len(tops), len(offices)), (2, 4), offices)
    holds(all(o["place"] for o in offices if o["above"]), "centres stand somewhere: %s" % offices)


@case
def the_laws_told_whole_are_there(demo):
    firsts = {}
    for path in glob.glob(os.path.join(ROOT, "dist/law/??/*.yaml")):
        with open(path, encoding="utf-8") as f:
            firsts.update({id: kind for kind, id in re.findall(r"(?m)^(register|id): ([a-z-]+)", f.read())})
    holds(list(firsts.values()).count("register") >= 2, firsts)
    same({r["id"] for r in demo.ssh("registers", "--json").json()} >= {id for id, kind in firsts.items() if kind == "register"}, True, firsts)
    same({s["id"] for s in demo.ssh("services", "--json").json()} >= {id for id, kind in firsts.items() if kind == "id"}, True, firsts)
    with Lines(demo, False) as lines:
        lines.wait("English")
        lines.choose("English")
        lines.wait("Check a register")
        lines.choose("Check a register")
        lines.wait("Egypt · Ministry of Social Solidarity")  # two are called alike


@case
def it_is_kept_for_the_next_time(demo):
    before = set(re.findall(r"\b\d{4} \d{4} \d{4} \d{2}\b", demo.told()))
    demo.server.send_signal(signal.SIGTERM)
    same(demo.server.wait(patience(20)), 0)
    demo.server.stdout.close()
    demo.start()
    same(set(re.findall(r"\b\d{4} \d{4} \d{4} \d{2}\b", demo.told())), before)
    same(demo.host("verify").code, 0)


run_cases(Demo)
