# hosts_test.py - several portal hosts in front of one registry: a second one joins, and whoever begins on one goes on at
# the other.
import os

from cases import case, holds, run_cases, same
from hosts import Cluster, Joined, carry_keys
from records import restore, secret_of
from shubbak import BINARY, Portal, database, run


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
        for name in ("digest.key",):
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


run_cases(Hosts)
