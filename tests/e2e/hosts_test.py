# hosts_test.py - several portal hosts in front of one registry: a second one joins, and whoever begins on one goes on at
# the other.
import os
import re
import signal
import time

from cases import case, holds, run_cases, same, until
from filler import fill as filled_form
from hosts import Cluster, Joined, carry_keys, set_in
from records import restore, secret_of
from shubbak import BINARY, Portal, database, give_to_owner, run
from terminal import Terminal
from walk import SERVICE, answers, fill, submit, to_form, to_home, track

CARD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "lb-library-card.yaml")
NAME = "lb-library-card"
NEXT = "lb-judicial-record"
BACK_TO_7 = ("DELETE FROM meta WHERE name = 'keys'; ALTER TABLE ledger_head DROP COLUMN drafts, DROP COLUMN applications,"
             " DROP COLUMN counted; DROP TABLE paper_chunk, paper, member, unsure, agent, vain, entry_value, entry_event, entry_key, entry_scope, entry, due, payment,"
             " issued, numbering; ALTER TABLE application DROP COLUMN members; DROP TABLE account_recovery, errand, link, dispatch, address, notice, clock, account_grant, account_key, account, identifier, party;"
             " DROP INDEX application_queue, application_queue_service, application_queue_office, application_queue_count, application_queue_assignee;"
             " DROP INDEX ledger_staff_at, ledger_staff_actor;"
             " ALTER TABLE application DROP COLUMN assignee;"
             " ALTER TABLE application DROP COLUMN office, DROP COLUMN subject, DROP COLUMN helper, DROP COLUMN consent_at; UPDATE registry SET version = 7")
LAST_OF_FIRST = answers("en")[0][1][-1][0]


class Hosts:
    """Two hosts of one registry, both of which serve."""

    def __init__(self):
        self.cluster = Cluster()
        self.a = Portal(cluster=self.cluster.address)
        self.b = Joined(self.a)

    def close(self):
        self.b.close()
        self.a.close()
        self.cluster.close()


def joins(hosts, file, *words, given=None, name="third"):
    state = os.path.join(hosts.a.folder, name)
    got = run([BINARY, "init", "--state", state, "--join", file, *words], given or secret_of(hosts.a) + "\n")
    return got, os.listdir(state) if os.path.isdir(state) else []


@case
def a_host_joins_by_keys_that_were_carried(hosts):
    a, b = hosts.a, hosts.b
    file = carry_keys(a)
    same(os.stat(file).st_mode & 0o777, 0o600)
    with open(file, "rb") as f:
        sealed = f.read()
    for name in ("answers.key", "pin.key", "digest.key", "host/ed25519"):
        with open(os.path.join(a.state, "keys", name), "rb") as f:
            key = f.read()
        holds(key not in sealed, "%s stands open in the file" % name)
        with open(os.path.join(b.state, "keys", name), "rb") as f:
            same(f.read(), key, name)
    holds(not os.path.exists(os.path.join(b.state, "registry.db")), "no registry of its own")
    same([line for line in a.said.out.splitlines() if "SHA256" in line],
         [line for line in b.said.out.splitlines() if "SHA256" in line], "fingerprints")


@case
def what_does_not_fit_is_refused_in_words(hosts):
    a = hosts.a
    file = carry_keys(a)
    got, left = joins(hosts, file, given="0" * 64 + "\n")
    same((got.code, left), (4, []), repr(got))
    holds("does not open this backup" in got.err, repr(got))
    whole = os.path.join(a.folder, "whole.sealed")
    same(a.host("backup", whole).code, 0)
    got, left = joins(hosts, whole)
    same((got.code, left), (2, []), repr(got))
    holds("shubbak backup --keys" in got.err, repr(got))
    got = restore(a, file, secret_of(a), os.path.join(a.folder, "restored"))
    same(got.code, 2, repr(got))
    holds("init --join" in got.err, repr(got))
    got, left = joins(hosts, file, "--registry", database(hosts.cluster.address))
    same((got.code, left), (3, []), "an empty database: %r" % got)
    got, left = joins(hosts, file, "--demo")
    same((got.code, left), (2, []), repr(got))
    alone = Portal(serve=False, cluster=None)
    try:
        got, left = joins(hosts, carry_keys(alone), given=secret_of(alone) + "\n")
        same((got.code, left), (2, []), repr(got))
        holds("Only a registry in PostgreSQL has several hosts" in got.err, repr(got))
        got, left = joins(hosts, carry_keys(alone), "--registry", address_of(a), given=secret_of(alone) + "\n")
        same((got.code, left), (4, []), "the keys of another portal: %r" % got)
        holds("The keys in this folder are not those" in got.err, repr(got))
    finally:
        alone.close()


def address_of(portal):
    with open(os.path.join(portal.state, "shubbak.conf"), encoding="utf-8") as f:
        return [line.split("=", 1)[1].strip() for line in f if line.startswith("registry =")][-1]


@case
def with_other_keys_nothing_is_served(hosts):
    third = Joined(hosts.a, serve=False)
    try:
        for name in ("answers.key", "pin.key", "digest.key"):
            path = os.path.join(third.state, "keys", name)
            with open(path, "r+b") as f:
                right = f.read()
                f.seek(0)
                f.write(os.urandom(32))
            for command in (["serve", "--listen", "127.0.0.1:%d" % third.port], ["status"], ["verify"]):
                got = third.host(*command, seconds=20)
                same(got.code, 4, "%s with another %s: %r" % (command[0], name, got))
                holds("The keys in this folder are not those" in got.err and "shubbak init --join" in got.err, repr(got))
            with open(path, "r+b") as f:
                f.write(right)
        third.start()
    finally:
        third.close()


# --- a person who goes from one to the other ---


def first_part(t, lang):
    """Fills in the first part of the form."""
    title, asked = answers(lang)[0]
    t.choose(title, lang)
    for label, text, given in asked:
        t.wait(label, lang)
        t.enter_over(text) if given else t.enter(text)
    t.wait("Parts of your application", lang)


def leave(t):
    t.press("C-c")
    t.wait("Leave the portal?")
    t.choose("Leave")
    until("the end", t.is_over)


@case
def what_is_begun_on_one_goes_on_at_the_other_by_key(hosts):
    key = hosts.a.key()
    with Terminal(hosts.a, hosts.a.ssh_line(user="me", key=key, flags=["-t"])) as t:
        to_home(t, "en")
        numbers = to_form(t, "en")
        first_part(t, "en")
        leave(t)
    with Terminal(hosts.b, hosts.b.ssh_line(user="me", key=key, flags=["-t"])) as t:
        t.choose("Continue")
        fill_rest(t, "en")
        t.choose("Check your answers")
        t.choose("Everything is correct: go to the declaration")
        t.choose("I agree: submit my application")
        t.wait("One last step: your PIN")
        t.enter(numbers[1])
        t.wait("Your application has been received")
    for portal in (hosts.a, hosts.b):
        same(state_of(portal, *numbers), "submitted")


def fill_rest(t, lang):
    """From the question that was answered last, where the draft opens, to the end."""
    t.wait(LAST_OF_FIRST)
    t.press("Enter")
    t.wait("Parts of your application")
    for title, asked in answers(lang)[1:]:
        t.choose(title, lang)
        for label, text, given in asked:
            t.wait(label, lang)
            t.enter_over(text) if given else t.enter(text)
        t.wait("Parts of your application", lang)


@case
def and_by_reference_and_pin(hosts):
    """Nothing but the two numbers on paper; the line to the first is lost in the middle."""
    with Terminal(hosts.b, hosts.b.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        numbers = to_form(t, "en")
        first_part(t, "en")
        os.kill(t.pid(), signal.SIGKILL)
        until("the client to be gone", t.is_over)
    with Terminal(hosts.a, hosts.a.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        track(t, "en", *numbers, stands=LAST_OF_FIRST)
        fill_rest(t, "en")
        same(submit(t, "en")[0], numbers[0])
    with Terminal(hosts.b, hosts.b.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        track(t, "en", *numbers)


def state_of(portal, reference, pin):
    return portal.ssh("track", reference, "--json", given=pin + "\n").json()["state"]


def applied(portal, **more):
    got = portal.apply(SERVICE, filled_form(portal.blank(SERVICE), SERVICE), **more)
    same(got.code, 0, repr(got))
    return got.json()["reference"], got.json()["pin"]


@case
def a_form_of_one_is_taken_by_the_other_once(hosts):
    form = filled_form(hosts.a.blank(SERVICE), SERVICE)
    got = [portal.apply(SERVICE, form) for portal in (hosts.b, hosts.a, hosts.b)]
    same([each.code for each in got], [0, 0, 0], repr(got))
    same(len({each.json()["reference"] for each in got}), 1, "one application")


@case
def wrong_pins_are_counted_together(hosts):
    numbers = applied(hosts.a)
    wrong = "%06d" % ((int(numbers[1]) + 1) % 1000000)
    codes = []
    for portal in (hosts.a, hosts.b) * 4:
        codes.append(portal.ssh("track", numbers[0], given=wrong + "\n", source="127.80.1.1").code)
    same(codes[:6], [3, 3, 3, 3, 3, 4], "five tries on both together")
    for portal in (hosts.a, hosts.b):
        same(portal.ssh("track", numbers[0], given=numbers[1] + "\n", source="127.80.1.1").code, 4)
        same(portal.ssh("track", numbers[0], given=numbers[1] + "\n", source="127.80.2.1").code, 0, "from elsewhere")


# --- the catalogue ---


def version_at(portal):
    got = portal.ssh("service", NAME, "--json")
    return got.json()["version"] if got.code == 0 else 0


def listed(portal):
    return NAME in [each["id"] for each in portal.ssh("services", "--json").json()]


def card(portal, version):
    path = os.path.join(portal.folder, "card.yaml")
    with open(CARD, encoding="utf-8") as f, open(path, "w", encoding="utf-8") as to:
        to.write(re.sub("^version: .*$", "version: %d" % version, f.read(), flags=re.M))
    return path


@case
def what_is_imported_on_one_is_offered_by_both(hosts):
    a, b = hosts.a, hosts.b
    same(a.host("catalogue", "import", card(a, 1)).code, 0)
    began = time.monotonic()
    until("the other host's visitors to get it", lambda: version_at(b) == 1)
    print("     on the other host after %.1f s" % (time.monotonic() - began))
    until("its own visitors to get it", lambda: version_at(a) == 1)
    holds(listed(b), "in the list of services")
    with Terminal(b, b.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        t.enter("library card")
        t.wait("Library")
    same(b.host("catalogue", "import", card(b, 2)).code, 0)
    until("the first host's visitors to get the next", lambda: version_at(a) == 2)


@case
def what_ends_and_what_is_taken_back_too(hosts):
    a, b = hosts.a, hosts.b
    same(b.host("catalogue", "retire", NAME, "--instead", NEXT).code, 0)
    for portal in (a, b):
        until("it to be offered no more", lambda portal=portal: not listed(portal))
    same(a.host("catalogue", "retire", NAME, "--undo").code, 0)
    for portal in (a, b):
        until("it to be offered again", lambda portal=portal: listed(portal))
    same(a.host("catalogue", "take-back", NAME, "2").code, 0)
    for portal in (a, b):
        until("the version before", lambda portal=portal: version_at(portal) == 1)


@case
def lists_that_are_imported_on_one_are_those_of_both(hosts):
    a, b = hosts.a, hosts.b
    with open(os.path.join(a.state, "terms", "terms.yaml"), encoding="utf-8") as f:
        text = f.read()
    lists = os.path.join(a.folder, "terms.yaml")
    with open(lists, "w", encoding="utf-8") as f:
        f.write(text.replace("sectors:\n", "sectors:\n  - {code: reading, name: {ar: القراءة, fr: Lecture, en: Reading}}\n", 1))
    paths = []
    for name in ("lb-reading-one", "lb-reading-two"):
        paths.append(os.path.join(a.folder, name + ".yaml"))
        with open(CARD, encoding="utf-8") as f, open(paths[-1], "w", encoding="utf-8") as to:
            to.write(f.read().replace(NAME, name).replace("sector: municipal", "sector: reading"))
    same(a.host("catalogue", "import", lists, paths[0]).code, 0)
    for portal in (a, b):
        until("both to have the sector", lambda portal=portal: portal.ssh("services", "--sector", "reading", "--json").code == 0)
    same(b.ssh("services", "--sector", "reading", "--json", "--lang", "fr").json()[0]["sector"], "Lecture")
    got = b.host("catalogue", "check", paths[1])
    same(got.code, 0, "held to the lists of both: %r" % got)
    got = b.host("catalogue", "import", paths[1])
    same(got.code, 0, repr(got))
    until("the first to have it", lambda: len(a.ssh("services", "--sector", "reading", "--json").json()) == 2)
    wrong = os.path.join(b.folder, "terms.yaml")
    with open(wrong, "w", encoding="utf-8") as f:
        f.write(text)
    got = b.host("catalogue", "import", wrong)
    same(got.code, 4, "without the other's sector: %r" % got)
    whole = os.path.join(b.folder, "all")
    same(b.host("catalogue", "export", "--all", whole).code, 0)
    with open(os.path.join(whole, "terms.yaml"), encoding="utf-8") as f:
        holds("code: reading" in f.read(), "exported as both have it")


def figures(portal):
    got = portal.host("status", "--json")
    same(got.code, 0, repr(got))
    told = got.json()
    told.pop("catalogue_here_since")
    for head in told["ledger_heads"]:
        head.pop("time")
    return told


@case
def both_say_the_same(hosts):
    a, b = hosts.a, hosts.b
    same(a.ssh("services", "--json").json(), b.ssh("services", "--json").json())
    same(a.host("catalogue", "list").out, b.host("catalogue", "list").out)
    until("both to show the same", lambda: figures(a) == figures(b))
    same(figures(a)["catalogue"], figures(a)["catalogue_here"])
    for portal in (a, b):
        got = portal.host("verify")
        same(got.code, 0, repr(got))


# --- what happens to one of them ---


def spooled(portal):
    return [name for name in os.listdir(os.path.join(portal.state, "spool")) if not name.startswith(".")]


@case
def each_message_is_sent_by_one_of_them(hosts):
    both = (hosts.a, hosts.b)
    receipts = [applied(portal) for portal in both for _ in range(2)]
    before = sum(len(spooled(portal)) for portal in both)
    for i in range(16):
        reference, pin = receipts[i % 4]
        got = both[i % 2].ssh("notices", "by", reference, "--add", "sms:+96171000%03d" % i, given=pin + "\n")
        same(got.code, 0, repr(got))
    until("none to wait", lambda: hosts.a.host("messages", "--json").json()["waiting"] == 0)
    same(sum(len(spooled(portal)) for portal in both) - before, 16)
    same(len({name for portal in both for name in spooled(portal)}), before + 16, "each once")


@case
def each_writes_down_heads_of_its_own(hosts):
    """The anchor of each holds at either."""
    files = []
    for portal in (hosts.a, hosts.b):
        portal.stop()
        path = os.path.join(portal.folder, "anchor")
        os.mkdir(path)
        give_to_owner(portal, path)
        set_in(portal, anchor=path)
        portal.start()
        files.append(until("a line", lambda path=path: [os.path.join(path, name) for name in os.listdir(path)])[0])
        applied(portal)
    for portal in (hosts.a, hosts.b):
        for file in files:
            got = portal.host("verify", "--anchor", file)
            same(got.code, 0, repr(got))
            holds("every line" in got.out, repr(got))


@case
def each_renews_and_reloads_by_itself(hosts):
    a, b = hosts.a, hosts.b
    with Terminal(a, a.ssh_line(flags=["-t"])) as t, Terminal(b, b.ssh_line(flags=["-t"])) as u:
        to_home(t, "en")
        to_home(u, "en")
        before = a.log().count("the listener starts itself anew")
        a.server.send_signal(signal.SIGUSR2)
        b.server.send_signal(signal.SIGHUP)
        same(b.host("catalogue", "import", card(b, 5)).code, 0)
        until("it to have started itself anew", lambda: a.log().count("the listener starts itself anew") > before)
        for portal in (a, b):
            until("the import", lambda portal=portal: version_at(portal) == 5)
        for each in (t, u):
            each.choose("Services by sector")
            each.wait("Services by sector")


@case
def one_is_killed_in_the_middle_and_the_other_goes_on(hosts):
    """Either of them, while a person fills in a form there: it goes on at the other."""
    for killed, other in ((hosts.a, hosts.b), (hosts.b, hosts.a)):
        with Terminal(killed, killed.ssh_line(flags=["-t"])) as t:
            to_home(t, "en")
            numbers = to_form(t, "en")
            first_part(t, "en")
            killed.kill()
        with Terminal(other, other.ssh_line(flags=["-t"])) as t:
            to_home(t, "en")
            track(t, "en", *numbers, stands=LAST_OF_FIRST)
            fill_rest(t, "en")
            same(submit(t, "en")[0], numbers[0])
        applied(other)
        same(other.host("verify").code, 0)
        killed.start()
        same(state_of(killed, *numbers), "submitted")


@case
def without_the_database_both_go_on_with_their_catalogue(hosts):
    a, b = hosts.a, hosts.b
    hosts.cluster.stop()
    for portal in (a, b):
        until("the clerk to notice", lambda portal=portal: "the registry cannot be used now" in portal.log())
        same(version_at(portal), 5)
        got = portal.host("status")
        same(got.code, 4, repr(got))
        holds(re.search("^Registry: does not answer", got.out, re.M) and re.search("^Catalogue here: change [0-9]+, since 20", got.out, re.M),
              repr(got))
        told = portal.host("status", "--json").json()
        holds(told["catalogue_here"] > 0 and told["errors"][0]["message"] and "services" not in told, repr(told))
    same(a.log().count("the registry cannot be used now"), 1, "said once")
    hosts.cluster.start()
    for portal in (a, b):
        until("the clerk to notice", lambda portal=portal: "the registry can be used again" in portal.log())
    same(a.host("catalogue", "import", card(a, 6)).code, 0)
    for portal in (a, b):
        until("the next version", lambda portal=portal: version_at(portal) == 6)
        same(figures(portal)["catalogue_here"], figures(portal)["catalogue"])
    applied(b)


@case
def one_starts_without_it_and_catches_up(hosts):
    """What was imported, and what a newer version does at its start, is done when the database is there again."""
    a, b = hosts.a, hosts.b
    a.stop()
    same(b.host("catalogue", "import", card(b, 7)).code, 0)
    b.stop()
    same(run(["psql", "-q", address_of(a), "-c", BACK_TO_7]).code, 0)
    hosts.cluster.stop()
    a.start()
    same(version_at(a), 6, "what it had shown last")
    hosts.cluster.start()
    until("what came meanwhile", lambda: version_at(a) == 7)
    applied(a)
    b.start()
    same(a.host("verify").code, 0)


def set_version(hosts, change):
    got = run(["psql", "-q", address_of(hosts.a), "-c", "UPDATE registry SET version = version %s" % change])
    same(got.code, 0, repr(got))


@case
def a_newer_version_beside_leaves_this_one_to_browse(hosts):
    """What the version before does once another host has brought the registry up to date."""
    a, b = hosts.a, hosts.b
    form = filled_form(a.blank(SERVICE), SERVICE)
    set_version(hosts, "+ 1")
    got = a.apply(SERVICE, form)
    same(got.code, 4, repr(got))
    same(version_at(a), 7, "browsing goes on")
    got = a.host("verify")
    same(got.code, 4, repr(got))
    holds("This registry was created by a newer version of the portal" in got.err, repr(got))
    b.stop()
    got = b.host("serve", "--listen", "127.0.0.1:%d" % b.port, seconds=20)
    same(got.code, 4, repr(got))
    holds("This registry was created by a newer version of the portal" in got.err, repr(got))
    set_version(hosts, "- 1")
    b.start()
    same(a.apply(SERVICE, form).code, 0)


@case
def an_older_registry_is_brought_up_to_date_by_serving(hosts):
    """And by nothing else: hosts of the version before would be cut off."""
    a, b = hosts.a, hosts.b
    a.stop()
    b.stop()
    got = run(["psql", "-q", address_of(a), "-c", BACK_TO_7])
    same(got.code, 0, repr(got))
    for command in ("status", "verify", "backup"):
        got = a.host(command, *([os.path.join(a.folder, "older.sealed")] if command == "backup" else []))
        same(got.code, 4, repr(got))
        holds("An older version of the portal made this registry" in got.err and "shubbak serve" in got.err, repr(got))
    a.start()
    same(b.host("verify").code, 0)
    b.start()
    applied(b)


run_cases(Hosts)
