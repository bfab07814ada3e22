# odd_test.py - clients that break off, flood, stall and lie: each ends alone, in time, and costs little.
import os
import re
import socket
import struct
import threading
import time

from cases import case, holds, patience, run_cases, same, sanitized, until
from odd import (AUTH_FAILURE, AUTH_SUCCESS, CLOSE, DATA, IGNORE, INFO_REQUEST, INFO_RESPONSE, KEXINIT, PROHIBITED, REQUEST,
                 SERVICE_REQUEST, Odd, number, text)
from processes import children
from shubbak import Portal

MOST = 32  # MiB that one process of a visitor may come to


def highest(portal, usual):
    """The most memory that any process of a visitor has ever held, in MiB."""
    most = 0
    for pid in portal.visitors(usual):
        try:
            with open("/proc/%d/status" % pid, encoding="utf-8") as f:
                most = max([most, *(int(line.split()[1]) // 1024 for line in f if line.startswith("VmHWM"))])
        except (FileNotFoundError, ProcessLookupError):
            pass
    return most


def is_small(portal, usual):
    most = highest(portal, usual)
    holds(sanitized() or most <= MOST, "a visitor's process came to %d MiB" % most)


def connection(portal, seconds=30):
    return Odd(portal.port, seconds=patience(seconds))


@case
def who_stops_at_any_step_is_ended(portal):
    """After the connection, the banner, the offer, the exchange of keys, and the first service."""
    clients = [connection(portal, 20) for _ in range(5)]
    began, ended = time.monotonic(), [None] * 5

    def wait(i):
        ended[i] = (clients[i].is_ended(), time.monotonic() - began)
    for i, client in enumerate(clients):
        for step in (client.banner, client.offer, client.exchange)[:i]:
            step()
    clients[4].send(bytes([SERVICE_REQUEST]) + text("ssh-userauth"))
    threads = [threading.Thread(target=wait, args=(i,)) for i in range(5)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    for i, (over, seconds) in enumerate(ended):
        clients[i].socket.close()
        holds(over and seconds < patience(12.5), "step %d: ended %s after %.1f s" % (i, over, seconds))


@case
def packets_before_the_login_are_counted(portal):
    with connection(portal) as client:
        client.shake()
        began = time.monotonic()
        try:
            for _ in range(500):
                client.send(bytes([IGNORE]) + text("nothing"))
        except OSError:
            pass
        holds(client.is_ended(), "500 packets and still there")
        holds(time.monotonic() - began < patience(5), "it took %.1f s: the login timer, not the count" % (
            time.monotonic() - began))


def rsa(bits):
    """An RSA key of that size as it goes over the line; nobody has its private half."""
    modulus = bytearray(os.urandom((bits + 7) // 8))
    top = (bits - 1) % 8
    modulus[0] = modulus[0] & ((1 << top) - 1) | 1 << top
    modulus[-1] |= 1
    return text("ssh-rsa") + text(b"\1\0\1") + text((b"\0" if top == 7 else b"") + bytes(modulus))


def ed25519():
    return text("ssh-ed25519") + text(os.urandom(32))


@case
def keys_that_would_be_refused_are_so_when_asked_about(portal):
    """The client goes on to its next key at once, and that one is as good as if it had been the first."""
    with connection(portal) as client:
        client.shake()
        for bits, algorithm, wanted in ((1024, "rsa-sha2-512", False), (2040, "rsa-sha2-512", False),
                                        (2047, "rsa-sha2-256", False), (2048, "ssh-rsa", False),
                                        (2048, "rsa-sha2-512", True), (3072, "rsa-sha2-256", True)):
            same(client.ask_about(rsa(bits), algorithm), wanted, "RSA of %d bits with %s" % (bits, algorithm))
        holds(client.ask_about(ed25519(), "ssh-ed25519"), "an Ed25519 key after these")


@case
def a_wrong_signature_ends_it_at_once(portal):
    """libssh answers it with nothing at all; the person would wait for the login's timer."""
    bad = text(text("ssh-ed25519") + text(os.urandom(64)))
    said = "ended: a key or signature that cannot be verified"
    # Asked about before, sent alone, cut short, of an algorithm that is not taken, and followed by an honest question.
    for asked, algorithm, key, signature, after in (
            (True, "ssh-ed25519", ed25519(), bad, False), (False, "ssh-ed25519", ed25519(), bad, False),
            (False, "ssh-ed25519", ed25519(), text("x"), False), (False, "ssh-ed25519", ed25519(), bad, True),
            (False, "ssh-rsa", rsa(2048), text(text("ssh-rsa") + text(os.urandom(256))), False),
            (False, "rsa-sha2-512", rsa(1024), text(text("rsa-sha2-512") + text(os.urandom(128))), False)):
        before = portal.log().count(said)
        with connection(portal) as client:
            client.shake()
            holds(not asked or client.ask_about(key, algorithm), "the question about the key")
            began = time.monotonic()
            client.auth("me", "publickey", b"\1" + text(algorithm) + text(key) + signature)
            if after:
                client.auth("me", "keyboard-interactive", text("") * 2)
            holds(client.is_ended(), "%s and still there" % algorithm)
            holds(time.monotonic() - began < patience(2), "it took %.1f s" % (time.monotonic() - began))
        until("a line in the log", lambda known=before: portal.log().count(said) == known + 1, 5)


@case
def what_needs_no_answer_is_no_wrong_signature(portal):
    with connection(portal) as client:
        client.shake()
        client.send(bytes([IGNORE]) + text(os.urandom(300)), bytes([IGNORE]) + text(""))
        holds(client.ask_about(ed25519(), "ssh-ed25519"), "the question about a key")
        client.send(bytes([IGNORE]) + text(os.urandom(300)))
        same(client.ask_about(rsa(1024), "rsa-sha2-512"), False)
        client.auth("me", "gssapi-with-mic", number(0))
        client.wait(AUTH_FAILURE)
        client.auth("me", "keyboard-interactive", text("") * 2)
        client.wait(INFO_REQUEST)


@case
def three_tries_whatever_is_answered(portal):
    for answers in ([], ["1"], ["1", "2"], ["1", "2", "3"], ["x" * 100000, "\0"]):
        with connection(portal) as client:
            client.shake()
            for _ in range(2):
                client.auth("me", "keyboard-interactive", text("") * 2)
                client.wait(INFO_REQUEST)
                client.send(bytes([INFO_RESPONSE]) + number(len(answers)) + b"".join(map(text, answers)))
                same(client.receive()[0], AUTH_FAILURE, "an answer of %d parts" % len(answers))
            client.auth("me", "keyboard-interactive", text("") * 2)
            client.wait(INFO_REQUEST)
            client.send(bytes([INFO_RESPONSE]) + number(len(answers)) + b"".join(map(text, answers)))
            holds(client.is_ended(), "a fourth try after %d answers" % len(answers))


@case
def another_name_at_the_second_step(portal):
    for first in ("none", "keyboard-interactive"):
        with connection(portal) as client:
            client.shake()
            client.auth("me", first, text("") * 2 if first != "none" else b"")
            client.wait(AUTH_FAILURE, INFO_REQUEST)
            client.auth("guest", "none")
            try:
                holds(client.receive()[0] != AUTH_SUCCESS, "let in under another name")
            except (EOFError, OSError):
                pass


@case
def packets_too_small_for_anything(portal):
    """libssh would never come back from writing to a client that takes 10 bytes; a clock ends it."""
    usual = portal.processes()
    for most in (0, 1, 9, 10, 11):
        with connection(portal, 3 if most == 0 else 15) as client:
            client.enter()
            try:
                channel = client.open(packet=most)
                if channel is not None:
                    client.request(channel, "exec", text("services"), answer=False)
                    until("the end" if most == 10 else "an answer", client.is_ended if most == 10 else client.receive)
            except OSError:
                same(most, 0, "no answer")
            is_small(portal, usual)
    portal.quiet(usual)
    # On a busy machine the desk may be quicker than the gate's own clock.
    incidents = re.findall(r"incident \S+: a gate (went round and round|did not answer)", portal.log())
    same(len(incidents), 1, "incidents")


@case
def more_after_the_end(portal):
    """What comes in after a command has ended is thrown away, not kept."""
    usual = portal.processes()
    with connection(portal) as client:
        client.enter()
        channel = client.open()
        holds(client.request(channel, "exec", text("version")), "version")
        client.wait(CLOSE)
        for _ in range(1500):
            client.send(bytes([DATA]) + number(channel) + text(b"x" * 30000))
        same(client.request(channel, "exec", text("version")), False, "a command in a closed channel")
        is_small(portal, usual)
        second = client.open(mine=1)
        holds(client.request(second, "exec", text("version")), "the next command")
        client.wait(DATA)


@case
def channels_are_few(portal):
    usual = portal.processes()
    with connection(portal) as client:
        client.enter()
        first = client.open()
        for i in range(1, 10):
            same((client.open(mine=i), client.refusal), (None, PROHIBITED), "channel %d" % i)
        holds(client.request(first, "exec", text("version")), "a command in the first")
        client.wait(CLOSE)
        second = client.open(mine=1)
        holds(client.request(second, "shell"), "the next one, when the first has ended")
        client.wait(DATA)
        same(client.open(mine=2), None, "a channel beside a visit")
    with connection(portal) as client:
        client.enter()
        for kind in ("direct-tcpip", "x11", "forwarded-tcpip", "auth-agent@openssh.com", "zz"):
            same(client.open(kind=kind, rest=text("localhost") + number(22) + text("x") + number(1)), None, kind)
    with connection(portal) as client:
        client.enter()
        for i in range(300):
            channel = client.open(mine=i)
            holds(channel is not None and client.request(channel, "exec", text("version")), "command %d" % i)
            client.wait(CLOSE)
            client.send(bytes([CLOSE]) + number(channel))
        is_small(portal, usual)


@case
def floods_of_requests(portal):
    usual = portal.processes()
    with connection(portal) as client:
        client.enter()
        channel = client.open()
        for i in range(2000):
            client.request(channel, "env", text("NAME%d" % i) + text("x" * 500), answer=False)
        same(client.request(channel, "exec", text("x" * 261000)), False, "a command of 261 kB")
        holds(client.terminal(channel, 65535 * 65537, -1, "../../etc/passwd"), "a terminal")
        holds(client.request(channel, "shell"), "a shell")
        for i in range(3000):
            size = ((65535, 65535), (-1, -1), (0, 0), (1, 1), (0x7fffffff, 0x80000000), (i * 7, i * 3))[i % 6]
            client.request(channel, "window-change", number(size[0]) + number(size[1]) + number(0) * 2, answer=False)
        client.wait(DATA)
        client.request(channel, "window-change", number(80) + number(24) + number(0) * 2, answer=False)
        same(client.request(channel, "no-such-request"), False)
        is_small(portal, usual)


@case
def a_large_paste_over_a_compressed_line(portal):
    """A few kilobytes of the line unfold to more than a megabyte of typed text, on a page and in lines."""
    words = b"word " * 200000
    for user, flags in (("guest", ["-C", "-tt"]), ("plain", ["-C", "-T"])):
        got = portal.ssh(user=user, flags=flags, given=b"1\n3\n" + words + b"\n0\nq\n1\n", env={"TERM": "xterm"})
        same(got.code, 0, "%s: %s" % (user, got.err))


def ticks(pids):
    """Clock ticks of the processor that these have used."""
    used = 0
    for pid in pids:
        with open("/proc/%d/stat" % pid, encoding="ascii", errors="replace") as f:
            fields = f.read().rsplit(")", 1)[1].split()
        used += int(fields[11]) + int(fields[12])
    return used


def desk_and_gate(portal, usual):
    """Of the one visitor who has come since, by whose children they are: one before may still be looked through for leaks, which
    takes a process more."""
    desks = [pid for pid in children(portal.server.pid) if pid not in usual]
    gates = children(desks[0]) if len(desks) == 1 else []
    return desks + gates if len(gates) == 1 else None


@case
def who_hangs_up_at_once_costs_a_knock(portal):
    """As the checks of a balancer do: connected, and reset before our version goes out."""
    def used():
        with open("/proc/%d/stat" % portal.server.pid, encoding="ascii", errors="replace") as f:
            fields = f.read().rsplit(")", 1)[1].split()
        return int(fields[13]) + int(fields[14])  # of the processes that have ended

    until("the visitors before to be gone", lambda: len(portal.processes()) == 2)
    before = used()
    for _ in range(4):
        with socket.create_connection(("127.0.0.1", portal.port)) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.sendall(b"SSH-2.0-x\r\n")
    same(portal.ssh("version").code, 0)  # they have come before
    until("them to be gone", lambda: len(portal.processes()) == 2, 60)
    same(used() - before < 100, True, "%d ticks of the processor" % (used() - before))


@case
def half_an_escape_and_the_end(portal):
    """The terminal closes while the rest of a sequence is awaited: nobody waits for it in a circle."""
    usual = portal.processes()
    with connection(portal).enter() as client:
        channel = client.open()
        holds(client.terminal(channel, term="vt100"), "a terminal")
        holds(client.request(channel, "shell"), "a shell")
        client.wait(DATA)
        client.send(bytes([DATA]) + number(channel) + text("\x1b"), bytes([CLOSE]) + number(channel))
        client.wait(CLOSE)
        mine = until("desk and gate of this visitor", lambda: desk_and_gate(portal, usual))
        before = ticks(mine)
        began = time.monotonic()
        while time.monotonic() - began < 2:
            time.sleep(0.1)
        holds(ticks(mine) - before < 50, "%d ticks of the processor in two seconds" % (ticks(mine) - before))


@case
def the_silent_make_room_at_once(_portal):
    """More silent guests one after another than there are places to leave from: nobody is refused."""
    small = Portal(settings={"visitors": 4})
    held = []
    try:
        for _ in range(100):
            held.append(Odd(small.port).enter())
            channel = held[-1].open(window=1)  # no farewell gets through
            holds(held[-1].request(channel, "shell"), "a shell")
            held[-1].wait(DATA)
        same(small.ssh("version").code, 0)
        holds("no room" not in small.log(), "somebody was refused")
    finally:
        for client in held:
            client.socket.close()
        small.close()


@case
def the_version_goes_by_itself(portal):
    """The client sends its offer while ours is on its way: on a slow line that is half a second."""
    client = connection(portal)
    client.banner()
    client.wait(KEXINIT)
    segments = struct.unpack_from("<I", client.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 256), 152)[0]
    same(segments, 2, "segments for the version and the offer")
    client.socket.close()


@case
def nobody_else_noticed(portal):
    same(portal.ssh("version").code, 0)
    log = portal.log()
    holds("ended by signal" not in log and "ended by the system" not in log, "the log: %s" % log[-2000:])


run_cases(lambda: Portal(settings={"compression": "offered"}))
