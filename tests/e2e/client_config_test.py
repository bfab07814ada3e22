# client_config_test.py - the configuration of ssh that the portal gives: ssh takes it, it names what the portal speaks, costs
# less than none, and lets the commands of a centre share a connection.
import os
import re
import select
import socket
import threading

from cases import case, holds, run_cases, same
from shubbak import HOST, Portal, run

SAID = "UserKnownHostsFile=%s", "GlobalKnownHostsFile=/dev/null", "StrictHostKeyChecking=yes", "BatchMode=yes", "PubkeyAuthentication=no"


class Told(Portal):
    """A portal whose folder says how people reach it."""

    def __init__(self):
        super().__init__(serve=False)
        with open(os.path.join(self.state, "shubbak.conf"), "a", encoding="utf-8") as f:
            f.write("host = %s\nport = %d\n" % (HOST, self.port))
        self.start()

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as f:
            f.write(text)
        return os.path.join(self.folder, name)

    def given(self, *words):
        got = self.ssh("client-config", *words)
        same((got.code, got.err), (0, ""), repr(got))
        return got

    def by(self, config, *words, alias="portal", flags=()):
        """A command as somebody types it who has this configuration, and no more."""
        keys = self.write("published", self.host("client-config", "--known-hosts").out)
        options = [word for each in SAID for word in ("-o", each % keys if "%" in each else each)]
        clean = {"PATH": os.environ["PATH"], "HOME": self.folder, "LC_ALL": "fr_FR.UTF-8", "TERM": "xterm"}
        return run(["ssh", "-F", config, *options, *flags, alias, *words], env=clean)


class Relay(threading.Thread):
    """Carries one connection to the portal and counts its bytes."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.door = socket.create_server((HOST, 0))
        self.to, self.bytes = port, 0
        self.start()

    def port(self):
        return self.door.getsockname()[1]

    def run(self):
        near, _ = self.door.accept()
        far = socket.create_connection((HOST, self.to))
        ways = {near: far, far: near}
        while ways:
            for one in select.select(list(ways), [], [])[0]:
                piece = one.recv(65536)
                self.bytes += len(piece)
                if piece:
                    ways[one].sendall(piece)
                else:
                    try:
                        ways.pop(one).shutdown(socket.SHUT_WR)
                    except OSError:
                        pass
        for each in (near, far, self.door):
            each.close()


def counted(portal, config):
    """A command over a relay: bytes both ways, and the packets of the client's, as it tells of them."""
    relay = Relay(portal.port)
    got = portal.by(config, "version", flags=["-vvv", "-p", str(relay.port()), "-o", "HostKeyAlias=[%s]:%d" % (HOST, portal.port)])
    holds(got.code == 0 and got.out.startswith("shubbak "), repr(got))
    relay.join(20)
    # The end of what is typed (96) goes out whenever the client sees it, and nothing waits for it.
    steps = [step for step in re.findall(r"(send|receive) packet: type (\d+)", got.err) if step != ("send", "96")]
    turns = [step for step, before in zip(steps, [None, *steps]) if step != before]
    return relay.bytes, turns, got.err


@case
def ssh_takes_it_as_it_is(portal):
    config = portal.write("portal.conf", portal.given().out)
    for alias, user in (("portal", "guest"), ("portal-plain", "plain"), ("portal-me", "me")):
        said = run(["ssh", "-G", "-F", config, alias]).out.split("\n")
        for line in ("user " + user, "hostname " + HOST, "port %d" % portal.port, "compression yes", "serveraliveinterval 60", "controlmaster false"):
            holds(line in said, "%s: no %s" % (alias, line))
    got = portal.by(config, "version")
    same(got.code, 0, repr(got))
    same(portal.by(config, "help", "track").out, portal.ssh("help", "track", "--lang", "fr").out, "the language goes along")
    holds("portal-staff" not in portal.given().out and "ControlMaster" not in portal.given().out, "citizens share no connection")


@case
def what_it_lists_is_what_the_portal_offers(portal):
    told = portal.given("--json").json()
    config = portal.write("portal.conf", portal.given().out)
    _, _, said = counted(portal, config)
    offered = dict(zip(("kex", "host_keys", "ciphers", "ciphers_back", "macs"), re.findall(
        r"debug2: (?:KEX algorithms|host key algorithms|ciphers ctos|ciphers stoc|MACs ctos): (\S+)", said.split("peer server KEXINIT proposal")[1])))
    without = {name: [each for each in offered[name].split(",") if not each.startswith("kex-strict")] for name in offered}
    for name in ("kex", "host_keys", "ciphers", "macs"):
        same(told[name], without[name], name)
    mine = said.split("local client KEXINIT proposal")[1].split("peer server KEXINIT proposal")[0]
    for name, line in (("ciphers", "ciphers ctos"), ("macs", "MACs ctos"), ("host_keys", "host key algorithms")):
        sent = re.search(r"debug2: %s: (\S+)" % line, mine).group(1).split(",")
        holds(sent and set(sent) <= set(told[name]), "%s: %s is not all of %s" % (name, sent, told[name]))
    holds("compression: zlib@openssh.com" in re.search("kex: server->client.*", said).group(0), "compressed to the client")
    holds("compression: none" in re.search("kex: client->server.*", said).group(0), "not from it")


@case
def a_login_costs_less_with_it_than_without(portal):
    with_it, turns, _ = counted(portal, portal.write("portal.conf", portal.given().out))
    bare = "Host portal\nHostName %s\nPort %d\nUser guest\nSendEnv LC_ALL\n" % (HOST, portal.port)
    without, more, _ = counted(portal, portal.write("bare.conf", bare))
    same(turns, more, "the same packets in the same order: no round trip more")
    holds(with_it < without - 500, "%d bytes with it, %d without" % (with_it, without))


@case
def commands_of_a_centre_share_a_connection(portal):
    config = portal.write("centre.conf", portal.given("--centre").out)
    said = run(["ssh", "-G", "-F", config, "portal-staff"]).out.split("\n")
    for line in ("user staff", "controlmaster auto", "controlpersist 50"):
        holds(line in said, "no %s" % line)
    path = ["-o", "ControlPath=" + os.path.join(portal.folder, "shared")]
    before = portal.log().count("visitor from 127.0.0.0/24\n")
    for _ in range(3):
        same(portal.by(config, "version", flags=path).code, 0)
    same(portal.log().count("visitor from 127.0.0.0/24\n") - before, 1, "connections")
    same(portal.by(config, flags=[*path, "-O", "exit"]).code, 0)


@case
def the_host_says_the_same(portal):
    for words in ((), ("--centre",), ("--known-hosts",), ("--json",), ("--centre", "--json")):
        same(portal.host("client-config", *words).out, portal.ssh("client-config", *words).out, "%s" % (words,))
    lines = portal.host("client-config", "--known-hosts").out
    with open(os.path.join(portal.state, "keys/host/ed25519.pub"), encoding="utf-8") as f:
        same(lines, "[%s]:%d %s\n" % (HOST, portal.port, " ".join(f.read().split()[:2])))
    same(portal.ssh("client-config", "more").code, 2)
    same(portal.host("client-config", "--nothing").code, 2)
    portal.write("state/shubbak.conf", "listen = nowhere\n")
    got = portal.host("client-config")
    same(got.code, 2, repr(got))
    portal.write("state/shubbak.conf", "host = portal.example\nlisten = 0.0.0.0:22\np256 = yes\n")
    same([line.split()[:2] for line in portal.host("client-config", "--known-hosts").out.splitlines()],
         [["portal.example", "ssh-ed25519"], ["portal.example", "ecdsa-sha2-nistp256"]])


run_cases(Told)
