# kills.py - kill -9 at random moments of desks, gates, the clerk and the whole portal, while visitors apply and withdraw.
import json
import os
import random
import re
import signal
import sqlite3
import threading
import time

from cases import holds, same, until
from filler import fill
from odd import Odd
from walk import SERVICE

VISITORS = 4
KINDS = ("desk", "gate") * 9 + ("clerk", "portal")  # one of twenty each of what all visitors feel
GAP = 0.15   # seconds at most from one kill to the next
TRACKED = 20  # receipts that are also asked for over the line at the end


def renumbered(filled):
    """The form with another number, as if it had been fetched anew."""
    return re.sub(r"^request: .*$", "request: %020X" % random.getrandbits(80), filled, flags=re.M)


def children(pid):
    try:
        with open("/proc/%d/task/%d/children" % (pid, pid), encoding="ascii") as f:
            return [int(word) for word in f.read().split()]
    except OSError:
        return []


def processes_by_kind(listener):
    """A desk is a child of the listener's with a child of its own, its gate; the clerk has none, and is the oldest such."""
    mine = children(listener)
    gates = {desk: children(desk) for desk in mine}
    return {"desk": [desk for desk in mine if gates[desk]], "gate": sum(gates.values(), []),
            "clerk": [pid for pid in mine if not gates[pid]][:1]}


class Visitors:
    """Threads that apply, and withdraw every third application; what the portal has printed to them is kept. Whoever is told
    nothing sends the same form again, as a person would: its number makes that one application."""

    def __init__(self, portal):
        self.portal, self.over = portal, threading.Event()
        self.sent, self.forms, self.receipts, self.withdrawn, self.withdrawing, self.once = 0, 0, {}, set(), set(), []
        with Odd(portal.port, seconds=60).enter() as client:
            self.filled = fill(client.run("form %s --lang en" % SERVICE)[1], SERVICE)
        self.threads = [threading.Thread(target=self.visit, daemon=True) for _ in range(VISITORS)]
        for t in self.threads:
            t.start()

    def visit(self):
        while not self.over.is_set():
            filled, receipt, times = renumbered(self.filled), None, 0
            self.forms += 1
            while receipt is None and not self.over.is_set():
                receipt, times = self.apply(filled), times + 1
            if receipt is not None:
                self.receipts[receipt["reference"]] = receipt
                self.keep_pin(receipt, times)

    def keep_pin(self, receipt, times):
        """A form that comes again renews the PIN, and its first sending may still be under way when the second is answered: only
        of forms that were sent once it is certain which PIN holds."""
        if times == 1:
            self.once.append(receipt["reference"])
            if random.random() < 0.3:
                self.withdraw(receipt)

    def apply(self, filled):
        """A receipt counts from the moment when it is printed whole, whatever became of the line; None: none was."""
        return self.printed("apply %s --json" % SERVICE, filled.encode())

    def printed(self, words, given):
        heard = []
        try:
            with Odd(self.portal.port, seconds=10).enter() as client:
                self.sent += words.startswith("apply")
                client.run(words, given, heard)
        except (EOFError, OSError, ValueError):
            time.sleep(0.01)
        try:
            answer = json.loads(b"".join(heard))
        except ValueError:
            return None
        return answer if "reference" in answer else None

    def withdraw(self, receipt):
        self.withdrawing.add(receipt["reference"])
        if self.printed("withdraw %s --json" % receipt["reference"], receipt["pin"].encode() + b"\n") is not None:
            self.withdrawn.add(receipt["reference"])

    def stop(self):
        self.over.set()
        for t in self.threads:
            t.join()


def kill_one(portal, kind):
    """Waits a moment for a process of this kind; True where there was one to be killed."""
    if kind == "portal":
        portal.kill()
        portal.start()
        return True
    deadline = time.monotonic() + 1
    while time.monotonic() < deadline:
        found = processes_by_kind(portal.server.pid)[kind]
        try:
            if found:
                os.kill(random.choice(found), signal.SIGKILL)
                return True
        except ProcessLookupError:
            pass
    return False


def kill_at_random(portal, count, seconds):
    """So many kills, or as many as there is time for; gives them by kind, and the visitors with what they were told."""
    visitors, made, began = Visitors(portal), {kind: 0 for kind in KINDS}, time.monotonic()
    try:
        while sum(made.values()) < count and time.monotonic() - began < seconds:
            time.sleep(random.uniform(0, GAP))
            kind = random.choice(KINDS)
            made[kind] += kill_one(portal, kind)
    finally:
        visitors.stop()
    return made, visitors


def told(made, visitors):
    return "%d kills (%s), forms sent %d times, %d receipts and %d withdrawals printed" % (
        sum(made.values()), ", ".join("%d %s" % (n, kind) for kind, n in made.items()), visitors.sent,
        len(visitors.receipts), len(visitors.withdrawn))


def states(portal):
    """Of each application that is not a draft: its state, and how often the ledger says that it was submitted."""
    base = sqlite3.connect("file:%s?mode=ro" % os.path.join(portal.state, "registry.db"), uri=True)
    try:
        return {reference: (state, count) for reference, state, count in base.execute(
            "SELECT reference, state, (SELECT count(*) FROM ledger WHERE object = application.id AND act = 'submitted')"
            " FROM application WHERE state <> 'draft'")}
    finally:
        base.close()


def nothing_is_lost(portal, visitors):
    """What was printed is there, once, in the state that was printed; nothing is there that nobody asked for."""
    there = states(portal)
    lost = [reference for reference in visitors.receipts if reference not in there]
    same(lost, [], "receipts that are lost")
    same([r for r, (_, count) in there.items() if count != 1], [], "applications that were submitted otherwise than once")
    same([r for r in visitors.withdrawn if there[r][0] != "withdrawn"], [], "withdrawals that are lost")
    same([r for r, (state, _) in there.items() if state != "submitted" and r not in visitors.withdrawing], [],
         "applications in a state that nobody brought about")
    holds(len(there) <= visitors.forms, "%d applications of %d forms" % (len(there), visitors.forms))
    for reference in random.sample(visitors.once, min(TRACKED, len(visitors.once))):
        got = portal.ssh("track", reference, "--json", given=visitors.receipts[reference]["pin"] + "\n")
        same((got.code, got.json().get("submitted_at")), (0, visitors.receipts[reference]["submitted_at"]), repr(got))
    verified = portal.host("verify", seconds=300)
    same(verified.code, 0, repr(verified))


def left_behind(portal):
    """Every visitor's process ends with its visitor, also where the other half was killed."""
    until("listener and clerk alone", lambda: len(portal.processes()) == 2, 30)
