# scale_test.py - docs/SCALE.md as it stands, from bare machines on: each of them is lost in the middle of a crowd and comes back, and
# nothing that was acknowledged is lost or there twice. `make check-scale`: RUNS=20 VISITORS=200.
import concurrent.futures
import os
import subprocess

from cases import Skip, case, holds, patience, run_cases, same, until
from crowd import AWAY, Crowd
from filler import fill
from house import House, lost_primary
from lines import Lines
from terminal import Terminal
from units import CLUSTER
from definitions import says
from walk import SERVICE, answers, to_form, to_home
from walk import fill as fill_form

RUNS, VISITORS = int(os.environ.get("RUNS", "1")), int(os.environ.get("VISITORS", "20"))
GO_ON = 10  # seconds after the promotion from which on nobody is told any more that the database is away
FEW = 12  # visitors of a row that is not about many


def rooted(house):
    if not house.machines:
        raise Skip("machines with users of their own: it takes root")


def filled(house, count):
    return [fill(house.visitors.blank(SERVICE), SERVICE, seed=n) for n in range(count)]


def sent(house, forms):
    """All at once; what each was answered."""
    with concurrent.futures.ThreadPoolExecutor(len(forms)) as pool:
        return list(pool.map(lambda form: house.visitors.apply(SERVICE, form, seconds=120), forms))


def references(answered):
    for got in answered:
        same(got.code, 0, repr(got))
    return [got.json()["reference"] for got in answered]


def each_once(house, wanted):
    """What was sent in, and nothing else."""
    there = house.submitted()
    same((sorted(set(wanted) - set(there)), sorted(set(there) - set(wanted)), len(there)), ([], [], len(wanted)), "missing, and too much")


def let_in(house, forms):
    """The same forms, again until they are taken."""
    answered = []

    def are_taken():
        answered[:] = sent(house, forms)
        return all(got.code == 0 for got in answered)
    until("room: %s" % answered, are_taken)
    return references(answered)


def with_crowd(house, happens, breaks=False):
    """Something in the middle of few: each of them has a receipt in the end, and it is there once."""
    before = house.submitted()
    crowd = Crowd(house.visitors, FEW, breaks=breaks)
    crowd.have(FEW // 4)
    happens()
    each_once(house, before + crowd.end())


def goes_on_without_primary(house, visitors, seed=0):
    went = lost_primary(house, visitors, seed)
    print("count: %d receipts; promoted %.1f s after the loss, the first receipt %.1f s later, the last refusal %.1f s later (%d in all)" % (
        went["receipts"], went["lost"], went["first"], went["last_told"], went["told"]), flush=True)
    holds(max(went["first"], went["last_told"]) <= patience(GO_ON), "%s" % went)
    house.whole()


@case
def the_primary_is_lost(house):
    rooted(house)
    for number in range(RUNS):
        goes_on_without_primary(house, VISITORS, number * VISITORS)


class Person:
    """At a question of a draft, on pages or in plain lines, with an answer to type."""

    def __init__(self, house, is_plain):
        self.face = Lines(house.visitors, raw=False) if is_plain else Terminal(house.visitors, house.visitors.ssh_line(flags=["-t"]))
        to_home(self.face, "en")
        to_form(self.face, "en")
        (self.title, asked), *_ = answers("en")
        (self.label, self.answer, _), (self.next, _, _) = asked[0], asked[1]

    def at_a_question(self):
        self.face.choose(self.title)
        self.face.wait(self.label)
        return self

    def types(self):
        self.face.enter(self.answer)

    def sends(self):
        self.face.choose(says("I agree: submit my application", "en"))

    def is_told(self):
        """Clear words, whoever waited; gives whether they are that it is not known."""
        until("words", lambda: any(self.face.shows(words) for words in AWAY), 40)
        return self.face.shows("it is not known whether")

    def fills(self):
        """The whole form, up to the last page before it is sent."""
        fill_form(self.face, "en")
        self.face.choose(says("Check your answers", "en"))
        self.face.choose(says("Everything is correct: go to the declaration", "en"))

    def goes_on(self):
        """What was typed, once more."""
        self.types()
        self.face.wait(self.next, seconds=40)

    def has_sent(self, was_in_doubt):
        """She goes back, and reads that it was taken; or sends it once more."""
        self.face.choose(says("Back", "en"))
        if was_in_doubt:
            self.face.wait(says("Your application has moved on. This is its current status.", "en"))
        else:
            self.face.choose(says("Everything is correct: go to the declaration", "en"))
            self.sends()
            self.face.wait(says("Your application has been received", "en"))


@case
def the_standby_is_away(house):
    """Nothing is stored and nobody waits without a word; what waits for it is there when it comes back, once."""
    rooted(house)
    before, forms = house.submitted(), filled(house, 3)
    typists, sender = [Person(house, False).at_a_question(), Person(house, True).at_a_question()], Person(house, False)
    sender.fills()
    house.standby.lose()
    for each in typists:
        each.types()
    sender.sends()
    answered = sent(house, forms)
    for got in answered:
        holds(got.code == 4 and any(words in got.out + got.err for words in AWAY), repr(got))
    doubts = [got for got in answered if "Send the same form again" in got.out + got.err]
    for each in typists:
        each.is_told()
    in_doubt = sender.is_told()
    same(house.visitors.ssh("services", "--json").code, 0, "browsing")
    holds(house.waiting() >= len(doubts) + in_doubt > 0, "what waits is left to itself: %d, %s, %s" % (house.waiting(), in_doubt, answered))
    house.on([house.standby], "database-start")
    until("what waited to be stored", lambda: len(house.submitted()) == len(before) + len(doubts) + in_doubt)
    sender.has_sent(in_doubt)
    for each in typists:
        each.goes_on()
    own = (set(house.submitted()) - set(before)).difference(references(sent(house, forms)))
    same(len(own), 1, "hers")
    each_once(house, before + references(sent(house, forms)) + list(own))
    for each in [*typists, sender]:
        each.face.close()
    holds("synchronous replication" not in house.primary.units.all[CLUSTER].log(), "a commit that waited was cancelled")


@case
def the_standby_is_gone(house):
    """Until somebody decides that the primary goes on alone: who waits then has her receipt."""
    rooted(house)
    before, forms = house.submitted(), filled(house, 2)
    house.standby.lose()
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(sent, house, forms)
        until("a commit to wait", lambda: house.waiting() >= len(forms))
        house.on([house.primary], "alone")
        each_once(house, before + references(waiting.result()))
    house.on([house.standby], "database-standby")
    house.follow()


@case
def a_database_gets_a_new_machine(house):
    rooted(house)
    house.standby.lose()
    house.standby.be_bare()
    house.settle([house.standby])
    house.on([house.standby], "database-install")
    house.on([house.primary, house.standby], "database-certificate")
    house.on([house.primary, house.standby, *house.portals], "certificates")
    house.on([house.standby], "database-settings", "database-standby")
    house.on(house.portals, "pooler-primary")
    house.follow()
    goes_on_without_primary(house, FEW)  # the poolers know the new one by its certificate


@case
def a_pooler_is_killed(house):
    rooted(house)
    with_crowd(house, lambda: house.portals[0].units.kill("pgbouncer"))


@case
def a_portal_host_is_lost(house):
    """And made anew on a bare machine by the page."""
    rooted(house)
    lost, there = house.portals[1], house.portals[0]
    with_crowd(house, lost.lose, breaks=True)
    lost.be_bare()
    house.settle([lost])
    house.on([house.primary, house.standby], "database-certificate")
    house.on([lost], "certificates", "portal-install", "pooler", "pooler-primary")
    house.join(lost, there)
    house.on([lost], "portal-start")
    with_crowd(house, lambda: None)
    holds("visitor from" in lost.units.all["shubbak"].log(), "nobody came to it")


@case
def hosts_get_a_new_version(house):
    rooted(house)
    for each in house.portals:
        with_crowd(house, lambda each=each: house.on([each], "upgrade"), breaks=True)


@case
def the_disk_is_full(house):
    """The primary's. Nothing that was acknowledged is lost, and it goes on when there is room."""
    rooted(house)
    names, unit = house.primary.names, house.primary.units.all[CLUSTER]
    before, forms = house.submitted(), filled(house, 4)
    unit.stop()
    kept = names["PG_DATA"] + ".kept"
    os.rename(names["PG_DATA"], kept)
    os.mkdir(names["PG_DATA"])
    size = int(subprocess.run(["du", "-sm", kept], check=True, capture_output=True, text=True).stdout.split()[0]) + 40
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=%dm" % size, "tmpfs", names["PG_DATA"]], capture_output=True, text=True)
    try:
        if done.returncode != 0:
            raise Skip("no small disk can be mounted here: " + done.stderr.strip())
        subprocess.run(["cp", "-aT", kept, names["PG_DATA"]], check=True)
        unit.start()
        before += on_a_full_disk(house, forms)
        each_once(house, before + let_in(house, forms))
    finally:
        unit.stop()
        if done.returncode == 0:
            subprocess.run(["rm", "-rf", kept], check=True)
            subprocess.run(["cp", "-aT", names["PG_DATA"], kept], check=True)
            subprocess.run(["umount", names["PG_DATA"]], check=True)
        os.rmdir(names["PG_DATA"])
        os.rename(kept, names["PG_DATA"])
        unit.start()
    until("both hosts to have found it again", lambda: all(house.on_host(each, "status").code == 0 for each in house.portals))
    house.whole()


def on_a_full_disk(house, forms):
    """Until somebody is refused; gives what was still taken. There is room again afterwards."""
    ballast = os.path.join(house.primary.names["PG_DATA"], "ballast")
    with open(ballast, "wb", buffering=0) as f:
        try:
            while True:
                f.write(b"x" * 4096)
        except OSError:
            pass
    taken = []
    for number in range(200):  # what is written ahead may still have room
        got = house.visitors.apply(SERVICE, fill(house.visitors.blank(SERVICE), SERVICE, seed=1000 + number), seconds=120)
        if got.code != 0:
            break
        taken.append(got.json()["reference"])
    for got in [got, *sent(house, forms)]:
        holds(got.code == 4 and any(words in got.out + got.err for words in AWAY), "on a full disk: %r" % got)
    same(house.visitors.ssh("services", "--json").code, 0, "browsing")
    os.unlink(ballast)
    house.on([house.primary], "database-start")
    return taken


@case
def everything_is_lost_but_a_backup(house):
    rooted(house)
    house.on(house.portals[:1], "backup")
    house.on([house.standby], "base-backup")
    before = house.submitted()
    folder = house.portals[0].names["BACKUPS"]
    (file,) = os.listdir(folder)
    for each in (house.primary, house.standby):
        each.lose()
        each.be_bare()
    house.on(house.portals, "portal-stop")
    house.primary, house.standby = house.machines["DB1"], house.machines["DB2"]
    house.settle(house.portals)
    house.build_databases()
    house.on(house.portals, "pooler-primary")
    house.portals[0].run("restore", first="BACKUP=%s" % os.path.join(folder, file), given=house.secret + "\n")
    house.on(house.portals[1:], "portal-away")
    house.join(house.portals[1], house.portals[0])
    house.on(house.portals, "portal-start")
    same(house.submitted(), before)
    until("the balancer to have seen them", lambda: house.visitors.ssh("version").code == 0)
    with_crowd(house, lambda: None)
    house.whole()


@case
def a_database_changes_its_place(house):
    """As for an update of its own: fenced, promoted, and back as the standby; nobody is refused for long."""
    rooted(house)

    def switch():
        house.on([house.primary], "fence")
        house.promote()
    with_crowd(house, switch)
    house.come_back()
    house.whole()


@case
def all_of_the_page_was_done(house):
    rooted(house)
    same(house.guide.left(), [], "blocks that nobody has tried")


run_cases(House)
