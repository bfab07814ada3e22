# crowd.py - the visitors of a soak (crowd.c) and its staff, and what they say.
import os
import re
import subprocess
import threading
import time

from filler import fill
from staff import Staff
from stream import Stream

HERE = os.path.dirname(os.path.abspath(__file__))
BENCH = os.path.join(os.path.dirname(HERE), "bench")
FORM = "lb-judicial-record"
DIRECT = "127.0.0.2"  # no balancer
STAFF = 3
STAFF_PAUSE = 10  # seconds between two of its visits


class Crowd:
    """So many visitors who come again and again from go() to rest(), with `think` seconds between a page and a key."""

    def __init__(self, build, portal, sessions, think, ramp):
        form = os.path.join(portal.folder, "form.txt")
        with open(form, "w", encoding="utf-8") as f:
            f.write(fill(portal.ssh("form", FORM, "--lang", "en", source=DIRECT).out, FORM))
        keys = os.path.join(portal.folder, "visitors")
        os.mkdir(keys)
        self.receipts, self.answers, self.lock = {}, [], threading.Condition()
        self.twice = []
        self.said = os.path.join(portal.folder, "visitors.wrong")
        with open(self.said, "wb") as wrong:
            self.child = subprocess.Popen(
                [os.path.join(build, "soak", "crowd"), str(portal.port), str(sessions), str(think), str(ramp), keys,
                 os.path.join(BENCH, "shubbak.script"), os.path.join(BENCH, "way.script"), form],
                text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=wrong)
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in self.child.stdout:
            word, *rest = line.split()
            with self.lock:
                if word == "receipt":
                    if rest[0] in self.receipts:
                        self.twice.append(rest[0])
                    self.receipts[rest[0]] = rest[1]
                else:
                    self.answers.append({name: int(n) for name, n in (each.split("=") for each in rest)})
                    self.lock.notify()

    def ask(self, word="?"):
        with self.lock:
            self.answers.clear()
            self.child.stdin.write(word + "\n")
            self.child.stdin.flush()
            if not self.lock.wait_for(lambda: self.answers, 60):
                raise AssertionError("the crowd does not answer; code %s" % self.child.poll())
            return self.answers.pop()

    def go(self):
        self.ask("go")

    def rest(self, seconds=120):
        """Everybody ends the visit and nobody comes any more."""
        counts, until = self.ask("rest"), time.monotonic() + seconds
        while counts["busy"] and time.monotonic() < until:
            time.sleep(0.5)
            counts = self.ask()
        return counts

    def wrong(self):
        with open(self.said, encoding="utf-8", errors="replace") as f:
            return [each.strip() for each in f.read().split("\f") if each.strip()]

    def close(self):
        self.child.stdin.close()
        try:
            self.child.wait(60)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()


class Officers:
    """Staff who look at their queue, by pages and by commands in turn."""

    def __init__(self, portal):
        self.portal, self.over, self.visits, self.wrong = portal, threading.Event(), 0, []
        self.working, self.known = threading.Event(), set()
        self.staff = [Staff(portal, "Officer %s" % word, ["--role", "officer", "--service", FORM])
                      for word in ("One", "Two", "Three")[:STAFF]]
        self.threads = [threading.Thread(target=self.work, args=(each, n), daemon=True) for n, each in enumerate(self.staff)]
        for each in self.threads:
            each.start()

    def work(self, one, number):
        turn = number
        while not self.over.wait(STAFF_PAUSE):
            if not self.working.is_set():
                continue
            try:
                (self.by_pages if turn % 2 else self.by_command)(one)
                self.visits += 1
            except Exception as e:  # said at the end
                self.wrong.append("%s: %s" % (one.name, str(e)[:600]))
            turn += 1

    def by_command(self, one):
        got = one.ssh("queue", "--json", source=DIRECT)
        assert got.code == 0 and "applications" in got.json(), repr(got)[-500:]

    def by_pages(self, one):
        one.renew()
        line = ["ssh", *one.portal.options(one.key, DIRECT, batch=False), "-t", "staff@127.0.0.1"]
        with Stream(line, self.portal.folder, env=one.typing(one.code())) as s:
            # Who has chosen a language is not asked again.
            done = s.follow(() if one.name in self.known else ((b"English", b"1\r"),)) and s.follow(
                ((b"By service", b"2\r"), (b"Not yet assigned", b"\x03"), (b"Leave the portal", b"1\r")))
            code = s.end()
        self.known.add(one.name)
        text = re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b" ", s.got[-700:]).decode("utf-8", "replace")
        assert done and code == 0, "pages of the queue: code %s, %s" % (code, text)

    def close(self):
        self.over.set()
        for each in self.threads:
            each.join(60)
