# hold_test.py - processes: what they may do, that they end with their client, and how the server ends and reloads.
import os
import signal
import socket
import subprocess
import time

from cases import Skip, case, holds, patience, run_cases, same, sanitized, until
from processes import sockets, status
from shubbak import BINARY, Portal
from terminal import Terminal
from walk import to_home


@case
def desk_and_gate(portal):
    """A visitor has two processes: one with the line and no files, one with files and no line."""
    if sanitized():
        raise Skip("sanitizers leave the sandbox out")
    until("listener and clerk", lambda: len(portal.processes()) == 2)
    usual = portal.processes()
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        mine = portal.visitors(usual)
        same(len(mine), 2, "processes of a visitor")
        gates = [pid for pid in mine if sockets(pid)]
        same(len(gates), 1, "processes of a visitor that hold the line")
        gate = status(gates[0])
        same((gate["NoNewPrivs"].strip(), gate["Seccomp"].strip()), ("1", "2"), "the gate's sandbox")
        desk = [pid for pid in mine if pid not in gates][0]
        same(status(desk)["NoNewPrivs"].strip(), "1", "the desk's no_new_privs")
        if os.geteuid() == 0:
            holds(gate["Uid"].split()[0] != "0", "the gate runs as root")
        opened = [os.readlink("/proc/%d/fd/%s" % (gates[0], fd)) for fd in os.listdir("/proc/%d/fd" % gates[0])]
        holds(not any("registry" in path for path in opened), "the gate holds the registry: %s" % opened)
    portal.quiet(usual)


@case
def gone_clients_leave_nothing(portal):
    usual = portal.processes()
    for kind in (signal.SIGKILL, signal.SIGTERM):
        children = []
        for _ in range(6):
            t = Terminal(portal, portal.ssh_line(flags=["-t"]))
            children.append(t)
        for t in children:
            t.wait("English")
            os.kill(t.pid(), kind)
        portal.quiet(usual)
        for t in children:
            t.close()


@case
def silent_connections_end(portal):
    """A connection that never says anything ends within its time, and nobody is kept out by it."""
    usual = portal.processes()
    silent = [socket.create_connection(("127.0.0.1", portal.port)) for _ in range(20)]
    same(portal.ssh("version").code, 0)
    began = time.monotonic()
    try:
        for s in silent:
            s.settimeout(patience(25))
            while s.recv(4096):
                pass
    finally:
        for s in silent:
            s.close()
    holds(time.monotonic() - began < patience(20), "it took %.1f s" % (time.monotonic() - began))
    portal.quiet(usual)


@case
def garbage_on_the_wire(portal):
    usual = portal.processes()
    for data in (b"GET / HTTP/1.0\r\n\r\n", b"\0" * 4096, b"SSH-2.0-x\r\n" + b"\xff" * 8192, b"SSH-1.5-old\r\n", os.urandom(4096)):
        with socket.create_connection(("127.0.0.1", portal.port)) as s:
            s.settimeout(15)
            try:
                s.sendall(data)
                while s.recv(4096):
                    pass
            except OSError:
                pass
    same(portal.ssh("version").code, 0)
    portal.quiet(usual)


@case
def reload_on_sighup(portal):
    """A wrong line is named in the log and the server goes on; a right file takes effect for those who come then."""
    path = os.path.join(portal.state, "shubbak.conf")
    with open(path, encoding="utf-8") as f:
        before = f.read()
    line = before.count("\n") + 1
    with open(path, "w", encoding="utf-8") as f:
        f.write(before + "no_such_setting = 1\n")
    portal.server.send_signal(signal.SIGHUP)
    until("the wrong line in the log", lambda: str(line) in portal.log() and "no_such_setting" in portal.log())
    same(portal.ssh("version").code, 0)
    with open(path, "w", encoding="utf-8") as f:
        f.write(before + "country = TN\n")
    portal.server.send_signal(signal.SIGHUP)
    until("the country of the portal", lambda: {h["country"] for h in portal.ssh("services", "--json").json()} == {"TN"})
    with open(path, "w", encoding="utf-8") as f:
        f.write(before)
    portal.server.send_signal(signal.SIGHUP)
    until("all countries again", lambda: len(portal.ssh("services", "--json").json()) >= 117)


@case
def the_clerk_is_restarted(portal):
    """The settings that were read before had trials of their own, which are no clerk."""
    seen = []

    def is_alone():
        seen[:] = [pid for pid in portal.processes() if pid != portal.server.pid]
        return len(seen) == 1 and status(seen[0])["Name"] == "shubbak"
    until("the last visitor to be gone", is_alone)
    clerk = seen[0]
    os.kill(clerk, signal.SIGKILL)
    until("another clerk", lambda: len(portal.processes()) == 2 and clerk not in portal.processes())


@case
def visitors_are_told_of_the_end(portal):
    usual = portal.processes()
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        portal.stop()
        until("the line to end", t.is_over)
        holds("clos" in t.screen().lower() or "maintenance" in t.screen().lower() or "ends" in t.screen().lower(),
              "the visitor was not told: %r" % t.screen())
    same(portal.visitors(usual), [])
    portal.start()


@case
def port_in_use_is_said(portal):
    second = subprocess.run([BINARY, "serve", "--state", portal.state, "--listen",
                             "127.0.0.1:%d" % portal.port], capture_output=True, text=True, timeout=30)
    holds(second.returncode not in (0, None) and second.stderr.strip(), "a second server on the same port: %r" % second)
    same(portal.ssh("version").code, 0)


run_cases(Portal)
