# demo_test.py - what `make run` does: a demonstration is made once, says how to connect, and everything it says is true.
import os
import re
import signal
import subprocess

from cases import case, holds, patience, run_cases, same, until
from shubbak import BINARY, HOST, ROOT, Portal, free_port


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
