# balancer_test.py - behind a balancer each visitor keeps the own address: limits and budgets are theirs, not the balancer's.
import socket
import subprocess

from balancer import SIGNATURE, brought, header
from cases import case, holds, patience, run_cases, same, until
from shubbak import HOST, Portal


def through(portal, source, *words, piece=1000, user="guest", given=b""):
    return portal.ssh(*words, user=user, given=given, flags=brought(portal, source, piece))


def closed(portal, data):
    """Sends bytes and waits for the end of the connection; gives what came."""
    got = b""
    with socket.create_connection((HOST, portal.port)) as s:
        s.settimeout(patience(10))
        try:
            s.sendall(data)
            while part := s.recv(4096):
                got += part
        except ConnectionError:
            pass
    return got


@case
def visitors_keep_their_addresses(portal):
    for source, prefix in (("192.0.2.77", "192.0.2.0/24"), ("2001:db8:5::9", "2001:db8:5::/48")):
        for piece in (1000, 5):
            got = through(portal, source, "version", piece=piece)
            same(got.code, 0, repr(got))
        until("the visitor's own address", lambda: portal.log().count("visitor from %s\n" % prefix) == 2)
    holds("visitor from 127." not in portal.log(), "a visitor was taken for the balancer")


@case
def without_a_header_nobody_comes(portal):
    """The balancer has to say it: otherwise whoever reaches the port past it could claim any address."""
    same(closed(portal, b"SSH-2.0-OpenSSH_9.2\r\n"), b"", "an answer without a header")
    same(closed(portal, b"PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\nSSH-2.0-x\r\n"), b"", "an answer to version 1")
    same(closed(portal, SIGNATURE + b"\x21\x11\xff\xff"), b"", "an answer to a header of 64 KiB")
    until("the log", lambda: "has sent no header" in portal.log())
    same(through(portal, "192.0.2.78", "version").code, 0)


@case
def silent_ones_do_not_pile_up(portal):
    silent = [socket.create_connection((HOST, portal.port)) for _ in range(300)]
    try:
        same(through(portal, "192.0.2.79", "version").code, 0)
        for s in silent[:3] + silent[-3:]:
            s.settimeout(patience(20))
            try:
                same(s.recv(10), b"", "a silent connection")
            except ConnectionError:
                pass
    finally:
        for s in silent:
            s.close()


@case
def half_a_header_and_the_end(portal):
    for size in (1, 15, 16, 20):
        with socket.create_connection((HOST, portal.port)) as s:
            s.sendall(header("192.0.2.80")[:size])
            s.shutdown(socket.SHUT_WR)
            s.settimeout(patience(10))
            try:
                same(s.recv(10), b"", "an answer to half a header")
            except ConnectionError:
                pass
    same(through(portal, "192.0.2.80", "version").code, 0)


@case
def the_balancer_looks_whether_somebody_is_there(portal):
    with socket.create_connection((HOST, portal.port)) as s:
        s.settimeout(patience(10))
        s.sendall(SIGNATURE + b"\x20\x00\x00\x00")
        holds(s.recv(100).startswith(b"SSH-2.0-"), "no answer to the balancer itself")


@case
def limits_are_of_the_visitor(portal):
    """The places of one source: a second source is not kept out by the first one's visitors."""
    kept = []
    try:
        for i in range(2):
            line = portal.ssh_line("apply", "lb-judicial-record", flags=brought(portal, "198.51.100.%d" % (i + 1)))
            kept.append(subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        until("both visitors", lambda: portal.log().count("visitor from 198.51.100.0/24\n") == 2)
        same(through(portal, "203.0.113.5", "version").code, 0)
        same(through(portal, "198.51.100.9", "version").code, 0, "who comes anew makes one of the same source go")
        until("one of them to go", lambda: any(p.poll() is not None for p in kept))
    finally:
        for p in kept:
            p.kill()
            p.wait()
            p.stdin.close()


run_cases(lambda: Portal(settings={"balancers": "127.0.0.0/8 ::1", "visitors_per_source": 2}))
