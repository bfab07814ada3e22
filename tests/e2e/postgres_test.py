# postgres_test.py - a portal whose registry is in PostgreSQL: served from within the fence, moved there and back, and what
# its visitors are told while the database is away.
import os
import re

from cases import Skip, case, holds, run_cases, same, sanitized, until
from filler import fill
from hosts import Cluster
from records import restore, secret_of
from shubbak import BINARY, HOST, Portal, database, free_port, run
from terminal import Terminal
from walk import SERVICE, to_home


def applied(portal):
    got = portal.apply(SERVICE, fill(portal.blank(SERVICE), SERVICE))
    same(got.code, 0, repr(got))
    return got.json()


def track(portal, receipt):
    return portal.ssh("track", receipt["reference"], "--json", given=receipt["pin"] + "\n")


def is_there(portal, *receipts):
    for receipt in receipts:
        got = track(portal, receipt)
        same((got.code, got.json()["state"]), (0, "submitted"), repr(got))


def set_registry(portal, address):
    with open(os.path.join(portal.state, "shubbak.conf"), "a", encoding="utf-8") as f:
        f.write("registry = %s\n" % address)


def figures(portal):
    """What status counts, and the ledger's head."""
    return re.sub(r"Anchor: \S+|, since \S+", "", portal.host("status").out)


def whole(portal):
    got = portal.host("verify")
    same(got.code, 0, repr(got))


@case
def it_is_made_served_and_backed_up(cluster):
    portal = Portal(cluster=cluster.address)
    try:
        holds(not os.path.exists(os.path.join(portal.state, "registry.db")), "nothing of it is in the folder")
        receipt = applied(portal)
        is_there(portal, receipt)
        with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
            to_home(t, "en")
        whole(portal)
        address = settings(portal.state)["registry"]
        got = run([BINARY, "init", "--state", os.path.join(portal.folder, "second"), "--registry", address])
        same(got.code, 4, repr(got))
        holds("registry in this database already" in got.err, repr(got))
        same(os.listdir(os.path.join(portal.folder, "second")), [], "nothing was begun")
        whole(portal)
        file, folder = os.path.join(portal.folder, "backup.sealed"), os.path.join(portal.folder, "restored")
        same(portal.host("backup", file).code, 0)
        got = restore(portal, file, secret_of(portal), folder)
        same(got.code, 0, repr(got))
        holds(os.path.exists(os.path.join(folder, "registry.db")), "what is restored needs no database")
        holds("registry" not in settings(folder), "nor asks the one of before")
    finally:
        portal.close()


# libpq and what it brings along; with the memory that follows a library's file.
LIBPQ = re.compile("/lib(pq|ldap|lber|sasl2|gnutls|p11-kit|nettle|hogweed|tasn1|gmp|ffi)[.-]")


def written(pid):
    """The pages of these libraries that this process has of its own, in kB by file."""
    found, file, end = {}, "", ""
    with open("/proc/%d/smaps" % pid, encoding="utf-8") as f:
        for line in f:
            words = line.split()
            if "-" in words[0]:
                # What has no name is a library's only where it goes on behind what may be written of it.
                begin, after = words[0].split("-")
                file = words[5] if len(words) > 5 else file if begin == end else ""
                end = after if words[1].startswith("rw") else ""
            elif words[0] == "Private_Dirty:" and LIBPQ.search(file):
                found[file] = found.get(file, 0) + int(words[1])
    return found


@case
def a_guest_writes_to_no_page_of_its_library(cluster):
    """They are the listener's, and cost whoever only browses nothing."""
    if sanitized():
        raise Skip("a sanitizer's own memory stands beside a library's")
    portal = Portal(cluster=cluster.address)
    try:
        usual = portal.processes()
        with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
            to_home(t, "en")
            visitors = portal.visitors(usual)
            holds(len(visitors) >= 2, "a desk and a gate")
            for pid in visitors:
                found = written(pid)
                holds(any("libpq" in file for file in found), "it is loaded: %r" % found)
                same({file: size for file, size in found.items() if size > 0}, {})
    finally:
        portal.close()


def settings(state):
    """What shubbak.conf sets."""
    with open(os.path.join(state, "shubbak.conf"), encoding="utf-8") as f:
        return dict(line.rstrip("\n").split(" = ", 1) for line in f if " = " in line and line[0].isalpha())


class Restored(Portal):
    """A portal that came out of a backup, into a database of its own."""

    def __init__(self, file, secret, address):  # pylint: disable=super-init-not-called
        self.address, self.cluster = HOST, None
        self.folder = self.make_folder()
        self.state = os.path.join(self.folder, "state")
        self.keys, self.server, self.port = 0, None, free_port()
        self.said = restore(self, file, secret, self.state, "--registry", address)


@case
def a_backup_is_restored_into_a_database(cluster):
    """Of a portal with SQLite as of one with PostgreSQL; only into an empty one, and nothing of it is left in the folder."""
    for kept_in in (cluster.address, None):
        portal = Portal(cluster=kept_in)
        back = None
        try:
            receipt = applied(portal)
            file, address = os.path.join(portal.folder, "backup.sealed"), database(cluster.address)
            same(portal.host("backup", file).code, 0)
            back = Restored(file, secret_of(portal), address)
            same(back.said.code, 0, repr(back.said))
            holds("restored and verified" in back.said.out, repr(back.said))
            same(settings(back.state)["registry"], address)
            same([name for name in os.listdir(back.state) if name.startswith("registry.db")], [])
            same(figures(back), figures(portal))
            whole(back)
            back.start()
            is_there(back, receipt)
            applied(back)
            other = os.path.join(portal.folder, "other")
            got = restore(portal, file, secret_of(portal), other, "--registry", address)
            same((got.code, os.listdir(other)), (4, []), repr(got))
            holds("registry in this database already. Give an empty one" in got.err, repr(got))
            whole(back)
            got = restore(portal, file, secret_of(portal), other, "--registry", "%s dbname=nobody_made_it" % cluster.address)
            same((got.code, os.listdir(other)), (4, []), repr(got))
        finally:
            if back is not None:
                back.close()
            portal.close()


def maps_libpq(portal):
    return all("/libpq.so" in open("/proc/%d/maps" % pid, encoding="utf-8").read() for pid in portal.processes())


@case
def its_library_is_loaded_by_who_needs_it(cluster):
    """Every visit's two forks would copy the mappings of a dozen libraries."""
    for address, needs_it in ((cluster.address, True), (None, False)):
        portal = Portal(cluster=address)
        try:
            with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
                to_home(t, "en")
                same(maps_libpq(portal), needs_it, "registry at %s" % address)
        finally:
            portal.close()
    broken = os.path.join(cluster.folder, "libraries")
    os.makedirs(broken)
    open(os.path.join(broken, "libpq.so.5"), "wb").close()
    state = os.path.join(cluster.folder, "without-library")
    got = run([BINARY, "init", "--state", state, "--registry", "postgresql:///portal?host=/nowhere"],
              env=dict(os.environ, LD_LIBRARY_PATH=broken))
    same(got.code, 3, repr(got))
    holds("Install libpq5." in got.err, repr(got))


@case
def it_is_moved_there_and_back(cluster):
    """While it serves: nobody is lost, and who writes meanwhile is told to come again."""
    portal = Portal(cluster=None)
    try:
        first = applied(portal)
        before = figures(portal)
        filled = fill(portal.blank(SERVICE), SERVICE)
        address = database(cluster.address)
        settings = os.path.join(portal.state, "shubbak.conf")
        os.rename(settings, settings + ".away")
        got = portal.host("move", "--to", address)
        holds(got.code == 3 and "configuration file cannot be read" in got.err, repr(got))
        os.rename(settings + ".away", settings)
        moved = portal.host("move", "--to", address, "--json").json()
        same(figures(portal), before)
        got = portal.apply(SERVICE, filled)
        same(got.code, 4, repr(got))
        holds("is being moved to another database" in got.err + got.out, repr(got))
        same(portal.host("move", "--to", address).code, 4, "there is one already")
        portal.stop()
        portal.start()
        is_there(portal, first)
        same(portal.apply(SERVICE, filled).code, 0, "the same form, again")
        second = applied(portal)
        back = portal.host("move", "--to", "sqlite", "--json").json()
        holds(back["rows"] > moved["rows"] and back["content"] != moved["content"], "%s, %s" % (moved, back))
        portal.stop()
        portal.start()
        is_there(portal, first, second)
        whole(portal)
        holds(os.path.exists(os.path.join(portal.state, "registry.db.moved")), "the one that was moved away is kept")
    finally:
        portal.close()


def lines(address):
    """How many hold a line to the database, but for whoever asks, and the portal's clerk."""
    got = run(["psql", "-XqAt", "-d", address, "-c",
               "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"])
    return int(got.out) - 1


@case
def who_looks_around_holds_no_line(cluster):
    """Who applies has one, and gives it back when they have been still for a while."""
    address = database(cluster.address)
    portal = Portal(cluster=None)
    try:
        portal.stop()
        portal.host("move", "--to", address)
        portal.start()
        until("the clerk's line", lambda: lines(address) == 0, 20)
        with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
            to_home(t, "en")
            t.type("civil status extract\r")
            t.wait("individual or family")
            same(lines(address), 0, "a guest who looks around")
            t.type("1\r")
            t.wait("Apply now")
            t.type("1")
            t.wait("Before you start")
            t.type("1")
            t.wait("Write down these two numbers")
            same(lines(address), 1, "one who has begun an application")
            until("its line to be given back", lambda: lines(address) == 0, 30)
            t.type("1")
            t.wait("Parts of your application")
    finally:
        portal.close()


@case
def the_database_goes_away_and_comes_back(cluster):
    portal = Portal(cluster=cluster.address)
    try:
        first = applied(portal)
        filled = fill(portal.blank(SERVICE), SERVICE)
        with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
            to_home(t, "en")
            cluster.stop()
            got = portal.apply(SERVICE, filled)
            same(got.code, 4, repr(got))
            holds(re.search("cannot save anything at the moment|cannot be reached|not available", got.err + got.out), repr(got))
            same(portal.ssh("services", "--country", "LB", "--json").code, 0, "the catalogue needs no database")
            cluster.start()
            got = portal.apply(SERVICE, filled)
            same(got.code, 0, repr(got))
            is_there(portal, first, got.json())
        whole(portal)
    finally:
        portal.close()


@case
def it_starts_while_the_database_is_away(cluster):
    """As a host does that starts anew in an outage: what was shown last is browsed, and all the rest comes back by itself."""
    portal = Portal(cluster=cluster.address)
    try:
        first, filled = applied(portal), fill(portal.blank(SERVICE), SERVICE)
        portal.stop()
        cluster.stop()
        portal.start()
        holds("the registry's database does not answer" in portal.log(), portal.log())
        same(portal.ssh("services", "--country", "LB", "--json").code, 0, "the catalogue is the one of before")
        for got in (portal.apply(SERVICE, filled), track(portal, first)):
            same(got.code, 4, repr(got))
            holds("cannot save anything at the moment" in got.err + got.out, repr(got))
        with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
            to_home(t, "en")
            t.type("civil status extract\r")
            t.wait("individual or family")
            t.type("1\r")
            t.wait("Apply now")
            t.type("1")
            t.wait("Before you start")
            t.type("1")
            t.wait("cannot save anything at the moment")
            cluster.start()
            until("the clerk to notice", lambda: "the registry can be used again" in portal.log())
            t.type("1")
            t.wait("Before you start")
            t.type("1")
            t.wait("Write down these two numbers")
        got = portal.apply(SERVICE, filled)
        same(got.code, 0, repr(got))
        is_there(portal, first, got.json())
        whole(portal)
    finally:
        portal.close()


@case
def without_a_catalogue_it_says_when_to_start(cluster):
    portal = Portal(serve=False, cluster=cluster.address)
    try:
        os.remove(os.path.join(portal.state, "catalogue.snap"))
        cluster.stop()
        got = portal.host("serve", "--listen", "127.0.0.1:%d" % portal.port, seconds=40)
        same((got.code, got.out), (4, ""), repr(got))
        holds("no catalogue of an earlier start" in got.err and "Start the portal again when the database answers" in got.err, repr(got))
        cluster.start()
        portal.start()
        applied(portal)
    finally:
        portal.close()


@case
def killed_in_the_middle_nothing_is_lost_or_twice(cluster):
    portal = Portal(cluster=cluster.address)
    try:
        receipts = []
        for _ in range(3):
            filled = fill(portal.blank(SERVICE), SERVICE)
            got = None
            for each in range(6):
                if each == 1:
                    cluster.process.kill()
                    cluster.process.wait()
                    cluster.start()
                got = portal.apply(SERVICE, filled)
                if got.code == 0:
                    break
            same(got.code, 0, repr(got))
            receipts.append(got.json())
        is_there(portal, *receipts)
        same(len({each["reference"] for each in receipts}), 3)
        until("the figures", lambda: "Applications: 3" in portal.host("status").out)
        whole(portal)
    finally:
        portal.close()


@case
def elsewhere_is_refused(cluster):
    """Desks reach sockets of this machine alone: said before anybody comes."""
    portal = Portal(serve=False, cluster=None)
    try:
        for address in ("postgresql://portal@db.example/portal", "host=192.0.2.7 dbname=portal", "host=/run/pg,db.example dbname=p"):
            set_registry(portal, address)
            got = portal.host("serve", seconds=20)
            same(got.code, 2, repr(got))
            holds("socket of this machine" in got.err, repr(got))
        set_registry(portal, database(cluster.address))
        got = portal.host("serve", seconds=20)
        same(got.code, 3, repr(got))
        holds("no registry in this database" in got.err, repr(got))
        set_registry(portal, "%s dbname=nobody_made_it" % cluster.address)
        portal.start()
        holds('and nothing can be stored until it does (' in portal.log() and '"nobody_made_it" does not exist' in portal.log(), portal.log())
    finally:
        portal.close()


run_cases(Cluster)
