# crowd.py - visitors who come all at once while machines are lost, and what they may be told.
import threading
import time

from cases import holds, patience, same, until
from filler import fill
from walk import SERVICE

# What a person may be told while the database is away: nothing is stored, or it is not known, and what to do.
AWAY = ("cannot save anything at the moment", "are not available at the moment", "it is not known whether")


class Crowd:
    """Visitors who fill and send one form each, and send it again as long as they are told that it could not be stored; with
    `breaks` also when their line breaks."""

    def __init__(self, portal, count, seed=0, seconds=300, breaks=False):
        self.portal, self.seed, self.breaks = portal, seed, breaks
        self.until = time.monotonic() + patience(seconds)
        self.receipts, self.wrong, self.busy = [], [], []  # (source, receipt); words; when it was told
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self._visit, args=(n,), daemon=True) for n in range(count)]
        for each in self.threads:
            each.start()

    def _visit(self, number):
        try:
            self._fill_and_send(number)
        except Exception as e:
            self._note(self.wrong, "visitor %d: %s" % (number, e))

    def _note(self, where, what):
        with self.lock:
            where.append(what)

    def _again(self, number, what):
        """A command until it is done; whatever is told else than that the database is away is wrong."""
        while True:
            got = what()
            if got.code == 0:
                return got
            told = got.out + got.err
            holds((got.code == 4 and any(words in told for words in AWAY)) or (self.breaks and got.code == 255), repr(got))
            self._note(self.busy, time.monotonic())
            holds(time.monotonic() < self.until, "nobody lets her in: %r" % got)
            time.sleep(1 + number % 10 / 5)  # as people do who type it again

    def _fill_and_send(self, number):
        source = "127.%d.%d.1" % (1 + number // 200, 1 + number % 200)
        blank = self._again(number, lambda: self.portal.ssh("form", SERVICE, "--lang", "en", source=source, seconds=180))
        filled = fill(blank.out, SERVICE, seed=self.seed + number)
        sent = self._again(number, lambda: self.portal.apply(SERVICE, filled, source=source, seconds=180))
        self._note(self.receipts, (time.monotonic(), sent.json()))

    def have(self, count):
        """Waits until so many have their receipt."""
        until("%d receipts; wrong: %s" % (count, self.wrong[:1]),
              lambda: len(self.receipts) >= count or self.wrong, self.until - time.monotonic())

    def end(self):
        for each in self.threads:
            each.join()
        holds(not self.wrong, "%d of %d did not arrive; the first: %s" % (len(self.wrong), len(self.threads), self.wrong[:1]))
        same(len(self.receipts), len(self.threads))
        return [receipt["reference"] for _, receipt in self.receipts]
