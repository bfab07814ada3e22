# at_once_test.py - two at once: officers at one application, an applicant who answers while it is decided; on one host, and on two of one registry. One wins; the other is told what changed and keeps what they typed.
import os
import re
import subprocess
import time

from cases import case, holds, run_cases, same, until
from definitions import read_yaml
from faces import Face, shown, to_dossier
from filler import fill
from hosts import Cluster, Joined
from lines import Lines
from shubbak import Portal
from staff import STEP, Shared, Staff
from terminal import Terminal
from walk import to_home, track

NAME = "lb-kiosk-permit"
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", NAME + ".yaml")
SHORT = "lb-judicial-record"  # whose definition says in the short form what may be done


class World:
    """Two officers, each at the host where they come in: `one` and `other` are portals of one registry, or the same."""

    def __init__(self, one, other):
        self.one, self.other = one, other
        same(one.host("catalogue", "import", DATA).code, 0)
        for portal in {one, other}:
            portal.start()
        self.head = self.hired("Nadia Saleh", one)
        # For commands, which leave nothing behind; a page begins as nobody has been there yet: no language, no visit that waits.
        self.rima, self.samir = self.new_rima(), self.new_samir()
        self.blanks = {service: one.blank(service, "en") for service in (NAME, SHORT)}
        self.sent_so_far = 0

    def hired(self, name, at):
        """Somebody who may do all, and comes in at this host."""
        new = Staff(self.one, name, ["--role", "officer"], ["--role", "head"])
        new.portal = at
        return new

    def new_rima(self):
        return self.hired("Rima Khoury", self.one)

    def new_samir(self):
        return self.hired("Samir Haddad", self.other)

    def sent(self, service=NAME):
        """An application, received on the first host: its reference and PIN."""
        self.sent_so_far += 1
        blank = re.sub(r"(?m)^request: .*$", "request: TWO-AT-ONCE-AAAAAA-%05d" % self.sent_so_far, self.blanks[service])
        got = self.one.apply(service, fill(blank, read_yaml(DATA) if service == NAME else service, seed=self.sent_so_far))
        same(got.code, 0, repr(got))
        return got.json()["reference"], got.json()["pin"]

    def told(self, *words):
        got = self.one.host("application", *words, "--json")
        same(got.code, 0, repr(got))
        return got.json()

    def notes(self, reference):
        return [e["note"] for e in self.told("show", reference)["events"] if e.get("act") == "note"]


class Worlds:
    """The same on SQLite, and on PostgreSQL with two hosts."""

    def __init__(self):
        self.cluster = Cluster()
        alone = Portal(serve=False, cluster=None)
        first = Portal(serve=False, cluster=self.cluster.address)
        self.portals = [alone, first, Joined(first, serve=False)]
        self.all = [World(alone, alone), World(*self.portals[1:])]

    def close(self):
        for world in self.all:
            same(world.one.host("verify").code, 0)
        for portal in self.portals:
            portal.close()
        self.cluster.close()


def at_the_same_moment(lines, *commands):
    """Each of them over its own open line; all have begun before the first has ended."""
    started = [subprocess.Popen(line.staff.portal.ssh_line(*words, user="staff", flags=["-S", line.path, "-o", "ControlMaster=no"]),
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for line, (words, _) in zip(lines, commands)]
    for process, (_, given) in zip(started, commands):
        process.stdin.write(given.encode())
        process.stdin.close()
        process.stdin = None
    ended = [process.communicate(timeout=60) for process in started]
    return [(process.returncode, out.decode(), err.decode()) for process, (out, err) in zip(started, ended)]


@case
def of_two_acts_by_command_one_is_done(worlds):
    for world in worlds.all:
        with Shared(world.rima) as one, Shared(world.samir) as other:
            for _ in range(4):
                reference, _ = world.sent()
                got = at_the_same_moment((one, other), *[(("act", reference, "correct", "--item", "born=incorrect", "--words", name), "")
                                                         for name in ("Rima", "Samir")])
                same(sorted(code for code, _, _ in got), [0, 4], repr(got))
                won = [name for name, (code, _, _) in zip(("Rima", "Samir"), got) if code == 0]
                events = [e for e in world.told("show", reference)["events"] if e.get("act") == "correct"]
                same([e["note"] for e in events], won)
                lost = [err for code, _, err in got if code != 0][0]
                holds("meanwhile" in lost or "Waiting for the applicant" in lost, lost)


@case
def of_two_files_with_the_same_application_one_is_done(worlds):
    for world in worlds.all:
        with Shared(world.rima) as one, Shared(world.samir) as other:
            for _ in range(4):
                reference, _ = world.sent()
                revision = world.told("acts", reference)["revision"]
                file = "queue: 1\n\n[%s]\nrevision: %d\nact: note\nwords: Seen by %%s.\n" % (reference, revision)
                got = at_the_same_moment((one, other), *[(("decide",), file % name) for name in ("Rima", "Samir")])
                same(sorted(code for code, _, _ in got), [0, 4], repr(got))
                # As a fault of the file, by its line, or as what came of the act.
                faster, out, err = [(name, out, err) for name, (code, out, err) in zip(("Samir Haddad", "Rima Khoury"), got) if code != 0][0]
                holds(faster + " has changed this application meanwhile" in out + err and (err == "" or "line 4 (revision)" in err), repr(got))
                same(len(world.notes(reference)), 1)


LINE = {"type": "text", "lines": 3}


@case
def the_second_at_a_page_is_told_and_keeps_the_words(worlds):
    for world in worlds.all:
        for pages in (True, False):
            (reference, _), rima, samir = world.sent(), world.new_rima(), world.new_samir()
            with Face(rima, pages) as one, Face(samir, pages) as two:
                for face, words in ((one, "Two metres."), (two, "Three metres.")):
                    to_dossier(face, reference)
                    face.choose("Note")
                    face.wait("What the applicant reads")
                    face.answer(LINE, words)
                    face.wait("Not yet: back")
                one.choose("Note")
                one.wait("done.")
                two.choose("Note")
                two.wait("Rima Khoury has changed this application meanwhile")
                two.wait("What you have written for an act and not sent is still there")
                two.wait("Two metres.")
                same(world.notes(reference), ["Two metres."])
                two.choose("Note")
                two.wait("Three metres.")
                two.answer(LINE, "Three metres." if pages else "")
                two.wait("Not yet: back")
                two.choose("Note")
                two.wait("done.")
            same(world.notes(reference), ["Two metres.", "Three metres."])


@case
def who_decides_while_it_is_taken_back_is_told(worlds):
    """The applicant is faster: nothing is decided, and the officer reads who it was."""
    for world in worlds.all:
        for pages in (True, False):
            reference, pin = world.sent(SHORT)
            with Face(world.new_samir(), pages) as face:
                to_dossier(face, reference)
                face.choose("Refuse")
                face.wait("What the applicant reads")
                face.answer(LINE, "It is not complete.")
                face.wait("Not yet: back")
                same(world.one.ssh("withdraw", reference, given=pin + "\n").code, 0)
                face.choose("Refuse")
                face.wait("The applicant has changed this application meanwhile")
                face.wait("Withdrawn")
            same(world.told("show", reference)["state"], "withdrawn")


@case
def who_answers_while_it_is_decided_is_told_and_keeps_the_words(worlds):
    """The authority is faster: the answer is not sent, the applicant reads why."""
    for world in worlds.all:
        for raw in (True, False):
            reference, pin = world.sent(SHORT)
            world.told("ask", reference, "--words", "Which year?")
            with (Terminal(world.other, world.other.ssh_line(flags=["-t"]), 90, 60) if raw else Lines(world.other, False)) as face:
                to_home(face, "en")
                track(face, "en", reference, pin, "Your application cannot continue until you answer:")
                face.choose("Answer")
                face.wait("Your answer")
                face.answer(LINE, "The year before.")
                face.wait("Send the answer")
                world.told("decide", reference, "--reject", "--reason", "Too late.", "--as", world.head.number)
                face.choose("Send the answer")
                face.wait("The authority has changed this application meanwhile")
                holds("The year before." in shown(face), shown(face))
            same(world.told("show", reference)["state"], "rejected")


@case
def who_writes_while_it_is_corrected_is_told(worlds):
    """The applicant's correction comes first: the officer sees what is another, and what was written is still there."""
    for world in worlds.all:
        for pages in (True, False):
            (reference, pin), samir = world.sent(), world.new_samir()
            world.told("act", reference, "correct", "--item", "street=incorrect", "--words", "Which corner?")
            with Face(samir, pages) as face, Lines(world.one, False) as applicant:
                to_home(applicant, "en")
                track(applicant, "en", reference, pin, "Your application cannot continue until you answer:")
                applicant.choose("Correct what is asked for")
                applicant.wait("Send the corrections")
                applicant.choose("Street")
                applicant.enter("Bliss Street, by the gate")
                applicant.wait("Send the corrections")
                to_dossier(face, reference)
                face.choose("Note")
                face.wait("What the applicant reads")
                face.answer(LINE, "Rung twice.")
                face.wait("Not yet: back")
                applicant.choose("Send the corrections")
                applicant.wait("Send these corrections?")
                applicant.choose("Send the corrections")
                applicant.wait("Your answer was sent.")
                face.choose("Note")
                face.wait("The applicant has changed this application meanwhile")
                face.wait("Bliss Street, by the gate")
                face.wait("is still there")
            same(world.notes(reference), [])
            same(world.told("show", reference)["state"], "in_review")




@case
def a_stage_that_a_newer_definition_has_no_more_goes_on(worlds):
    """Who stands there, and who has the page open while it is imported: an application keeps the version that it began with."""
    for world in worlds.all:
        (first, _), (second, pin), officer = world.sent(), world.sent(), world.new_samir()
        for reference in (first, second):
            world.told("act", reference, "close_task", "--task", "visit", "--words", "Seen.")
        path = os.path.join(world.one.folder, "newer.yaml")
        with open(DATA, encoding="utf-8") as source, open(path, "w", encoding="utf-8") as f:
            text = source.read().replace("version: 1\n", "version: 2\n").replace("to: [check, archive]", "to: check")
            f.write(re.sub(r"(?ms)^  - id: archive\n.*?(?=^tasks:)", "", text).replace("id: check\n", "id: entry\n").replace("to: check}", "to: entry}"))
        with Face(officer, False) as face, Shared(world.rima) as line:
            to_dossier(face, first)
            same(line.ssh("acts", second).code, 0)
            same(world.other.host("catalogue", "import", path).code, 0)
            until("visitors to get it", lambda: "version: 2\n" in world.one.ssh("form", NAME, "--lang", "en").out)
            world.blanks[NAME] = world.one.blank(NAME, "en")
            face.choose("Propose")
            face.wait("Not yet: back")
            face.choose("Propose")
            face.wait("done.")
            same(line.ssh("act", second, "propose").code, 0)
        for reference in (first, second):
            got = world.told("act", reference, "send_back", "--to", "archive", "--as", world.head.number)
            same((got["stage"], got["version"]), ("archive", 1))
            same(world.told("act", reference, "close")["state"], "approved")
        same(world.one.ssh("track", second, "--json", given=pin + "\n").json()["state"], "approved")
        (third, _) = world.sent()
        same(world.told("show", third)["stage"], "entry")


SILENT, MANY = "lb-silent-permit", 24
SILENCE = """acts:
  - {id: stands, name: {ar: "تمّت بالسكوت", fr: "Acquis par silence", en: "Granted by silence"}, from: any, by: clock, to: end(approved)}
clocks:
  - {id: legal, name: {ar: "المهلة", fr: "Délai", en: "Time"}, starts: submitted, length: 20 days, when_over: stands}
tasks:
"""


@case
def two_clerks_do_what_a_clock_does_once(worlds):
    """Of two hosts: each application ends once, and its applicant is told once."""
    world = worlds.all[1]
    path = os.path.join(world.one.folder, SILENT + ".yaml")
    with open(DATA, encoding="utf-8") as source, open(path, "w", encoding="utf-8") as f:
        f.write(source.read().replace("id: %s\n" % NAME, "id: %s\n" % SILENT).replace("\ntasks:\n", "\n" + SILENCE))
    same(world.one.host("catalogue", "import", path).code, 0)
    until("the definition", lambda: world.one.ssh("form", SILENT).code == 0)
    blank = world.one.blank(SILENT, "en")
    for n in range(MANY):
        same(world.one.apply(SILENT, fill(re.sub(r"(?m)^request: .*$", "request: TWO-CLERKS-AT-ONCE-%05d" % n, blank), read_yaml(DATA), seed=n)).code, 0)

    def asked(text):
        got = subprocess.run(["psql", "-qtA", "-v", "ON_ERROR_STOP=1", world.one.database, "-c", text], check=True, capture_output=True, text=True)
        return got.stdout.split()
    # Thirty days ago, past the portal; for both at the same moment.
    of = "IN (SELECT id FROM application WHERE service = '%s')" % SILENT
    asked("BEGIN; UPDATE event SET at = at - 2592000 WHERE application %s; UPDATE application SET submitted_at = submitted_at - 2592000"
          " WHERE service = '%s'; UPDATE clock SET at = 1 WHERE application %s; COMMIT" % (of, SILENT, of))
    until("the clerks", lambda: asked("SELECT count(*) FROM application WHERE service = '%s' AND state <> 'approved'" % SILENT) == ["0"], 60)
    for what, text in (("lines of a history", "SELECT count(*) FROM event WHERE application %s AND state = 'approved' GROUP BY application"),
                       ("notices", "SELECT count(*) FROM notice WHERE application %s GROUP BY application"),
                       ("acts of the portal", "SELECT count(*) FROM ledger WHERE object %s AND actor = 'portal' GROUP BY object")):
        same(asked(text % of), ["1"] * MANY, what)


@case
def a_code_is_taken_once_on_all_hosts_and_over_a_restart(worlds):
    for world in worlds.all:
        rima = world.new_rima()
        if STEP - time.time() % STEP < 8:
            time.sleep(STEP - time.time() % STEP + 0.1)
        code = rima.code()
        same(rima.ssh("version", code=code).code, 0)
        rima.portal = world.other
        same(rima.ssh("version", code=code).code, 255, "the same code at the other host")
        world.other.stop()
        world.other.start()
        same(rima.ssh("version", code=code).code, 255, "over a restart")
        same(rima.ssh("version").code, 0)


run_cases(Worlds)
