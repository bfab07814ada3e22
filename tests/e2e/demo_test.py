# demo_test.py - what `make run` does: a demonstration is made once, says how to connect, and everything it says is true.
import os
import re
import signal
import stat
import subprocess

from cases import case, holds, patience, run_cases, same, until
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


@case
def its_people_are_persons(demo):
    """Nobody is called as their own father, and two of them share no telephone, address or birthday."""
    shown = []
    for reference in re.findall(r"\b\d{4} \d{4} \d{4} \d{2}\b", demo.told()):
        got = demo.host("application", "show", reference)
        same(got.code, 0, repr(got))
        answers = [line.strip().partition(": ") for line in got.out.splitlines() if line.startswith("  ")]
        names = [value for label, _, value in answers if "name" in label.lower() and "(in " not in label]
        holds(len(names) >= 3 and len(set(names)) == len(names), "%s: %s" % (reference, names))
        mine = {value for label, _, value in answers
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
    for role in roles:
        for name in (role, role + ".pub", role + ".secret"):
            same(stat.S_IMODE(os.stat(kept(demo, name)).st_mode), 0o600, name)
        with open(kept(demo, role + ".secret"), encoding="ascii") as f:
            holds(re.fullmatch(r"[A-Z2-7]{32}\n", f.read()), role)
        holds("-i %s staff@" % kept(demo, role) in readme and "demo code %s" % role in readme, readme)
        holds(kept(demo, role) in demo.told(), "what make run says of " + role)
        if role != "officer":  # a code is taken once, and that one's is taken below
            same(signs_in(demo, role, "version").code, 0, role)
    same(demo.host("demo", "code", "minister").code, 3)
    same(demo.host("verify").code, 0)


@case
def an_officer_sees_what_waits(demo):
    with Terminal(demo, ["ssh", *demo.options(own_key(demo, "officer"), batch=False), "-t", "staff@" + HOST]) as t:
        t.wait("One-time code")
        t.enter(code_for(demo, "officer"))
        t.wait("English")
        t.choose("English")
        t.wait("Applications that wait")
        t.choose("Nobody's yet")
        t.wait("Sort and filter")


@case
def a_citizen_comes_back_with_number_and_pin(demo):
    with open(kept(demo, "citizen.pin"), encoding="ascii") as f:
        number, pin = f.read().split()
    got = demo.ssh_me(number, pin, "account", "--json")
    same((got.code, got.json()["number"]), (0, number), repr(got))
    same(demo.ssh("account", "--json", user="me", key=own_key(demo, "citizen")).json()["number"], number)


@case
def there_are_offices_and_organisations(demo):
    offices = demo.host("office", "list", "--json").json()
    tops = [o["code"] for o in offices if o["above"] is None]
    same((len(tops), len(offices)), (2, 4), offices)
    holds(all(o["place"] for o in offices if o["above"]), "centres stand somewhere: %s" % offices)


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
