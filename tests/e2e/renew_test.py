# renew_test.py - the listener starts itself anew: another memory, the same process, port and visitors.
import os
import signal
import socket
import struct
import subprocess

from cases import case, holds, run_cases, same, sanitized, until
from definitions import says
from processes import children, gone, status
from shubbak import HOST, Portal
from terminal import Terminal
from walk import SERVICE, answers, to_form, to_home


def base(pid):
    """Where the program lies in memory."""
    with open("/proc/%d/maps" % pid, encoding="ascii") as f:
        return f.readline().split("-")[0]


def environment(pid):
    with open("/proc/%d/environ" % pid, "rb") as f:
        return f.read()


def renewals(portal):
    return portal.log().count("starts itself anew;")


def renew(portal):
    before, lay = renewals(portal), base(portal.server.pid)
    portal.server.send_signal(signal.SIGUSR2)
    until("the listener to start itself anew", lambda: renewals(portal) == before + 1)
    until("an answer of the new one", lambda: portal.ssh("version").code == 0)
    return lay


@case
def another_memory_the_same_process(portal):
    until("the clerk", lambda: len(portal.processes()) == 2)
    before, pid = portal.processes(), portal.server.pid
    lays = {renew(portal) for _ in range(3)}
    lays.add(base(pid))
    holds(sanitized() or len(lays) > 2, "the program lies where it lay: %s" % lays)
    until("listener and clerk alone", lambda: portal.processes() == before)
    same(portal.server.poll(), None)
    same(portal.server.stdout.read() or b"", b"", "a second ready line")
    holds(b"SHUBBAK_RENEWED" not in environment([p for p in portal.visitors([pid])][0]), "the clerk's environment")


@case
def visitors_notice_nothing(portal):
    usual = portal.processes()
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        reference, pin = to_form(t, "en")
        title, asked = answers("en")[1]
        t.choose(title)
        t.wait(asked[0][0])
        t.enter(asked[0][1])
        t.wait(asked[1][0])
        t.type("Nour")
        renew(portal)
        t.type("a")
        t.wait("Noura")
        os.kill(t.pid(), signal.SIGKILL)
        until("the client to be gone", t.is_over)
    until("a visit that waits", lambda: "has lost its line and waits" in portal.log())
    renew(portal)
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        t.choose("Track an application")
        t.wait("Reference number")
        t.enter(reference)
        t.wait("Tracking PIN")
        t.enter(pin)
        t.wait(says("You are back where you left off.", "en"))
        t.wait("Noura")
        t.press("C-c")
        t.wait("Leave the portal?")
        t.choose("Leave")
        until("the end", t.is_over)
    portal.quiet(usual)


@case
def a_child_that_ended_meanwhile_is_no_zombie(portal):
    usual = portal.processes()
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        visitor, before = portal.visitors(usual), renewals(portal)
        portal.server.send_signal(signal.SIGSTOP)
        for pid in visitor:
            os.kill(pid, signal.SIGKILL)
        portal.server.send_signal(signal.SIGUSR2)
        portal.server.send_signal(signal.SIGCONT)
    until("the listener to start itself anew", lambda: renewals(portal) == before + 1)
    until("an answer", lambda: portal.ssh("version").code == 0)
    until("the clerk alone", lambda: len(children(portal.server.pid)) == 1)


@case
def a_start_that_would_fail_is_not_tried(portal):
    path = os.path.join(portal.state, "shubbak.conf")
    with open(path, encoding="utf-8") as f:
        before = f.read()
    with open(path, "a", encoding="utf-8") as f:
        f.write("nonsense\n")
    portal.server.send_signal(signal.SIGUSR2)
    until("the log", lambda: "cannot start itself anew" in portal.log())
    same(portal.ssh("version").code, 0)
    line, why = before.count("\n") + 1, [each for each in portal.log().splitlines() if "rehearsal[" in each]
    holds(any("would fail" in each and "line %d" % line in each for each in why), "the reason: %s" % why)
    with open(path, "w", encoding="utf-8") as f:
        f.write(before)
    renew(portal)


def refusals(portal):
    return portal.log().count("cannot start itself anew")


@case
def a_damaged_snapshot_is_made_anew(portal):
    path, services = os.path.join(portal.state, "catalogue.snap"), portal.ssh("services", "--json").json()
    with open(path, "rb") as f:
        good = f.read()
    for bad in (good[:-1], b"", None):
        if bad is None:
            os.remove(path)
        else:
            with open(path, "wb") as f:
                f.write(bad)
        renew(portal)
        with open(path, "rb") as f:
            same(f.read(), good, "the snapshot")
        same(portal.ssh("services", "--json").json(), services)


@case
def where_it_cannot_be_made_anew_the_old_one_stays(portal):
    path, services = os.path.join(portal.state, "catalogue.snap"), portal.ssh("services", "--json").json()
    os.remove(path)
    os.mkdir(path)
    count = refusals(portal)
    portal.server.send_signal(signal.SIGUSR2)
    until("the refusal", lambda: refusals(portal) == count + 1)
    holds("snapshot cannot be used" in portal.log() and "could not be written for its visitors" in portal.log(), portal.log()[-2000:])
    same(portal.ssh("services", "--json").json(), services)
    os.rmdir(path)
    renew(portal)
    same(portal.ssh("services", "--json").json(), services)


def stopped_rehearsal(portal):
    """The listener's child that rehearses the next start, standing still after its first line in the log; None where it was over
    before it was seen."""
    before = renewals(portal)
    portal.server.send_signal(signal.SIGUSR2)

    def look():
        log = portal.log()
        return [pid for pid in children(portal.server.pid) if "rehearsal[%d]" % pid in log] or renewals(portal) > before

    found = until("the rehearsal", look)
    if found is True:
        return None
    try:
        os.kill(found[0], signal.SIGSTOP)
        stands = until("it to stand still, or to be over", lambda: status(found[0])["State"][0] in "TZ" and status(found[0])["State"][0])
    except (FileNotFoundError, ProcessLookupError):
        return None
    return found[0] if stands == "T" else None


@case
def what_came_while_it_was_rehearsed_is_tried_first(portal):
    """Visitors get nothing that no trial, and no rehearsal, has ended well with."""
    until("the clerk", lambda: len(portal.processes()) == 2)
    path, listener, rehearsal = os.path.join(portal.folder, "lb-renewed.yaml"), portal.server.pid, None
    with open(path, "w", encoding="utf-8") as f:
        f.write(portal.host("catalogue", "export", SERVICE).out.replace("id: " + SERVICE, "id: lb-renewed", 1))
    for _ in range(10):
        rehearsal = rehearsal or stopped_rehearsal(portal)
    holds(rehearsal, "no rehearsal was seen")
    mark, before = len(portal.log()), renewals(portal)
    os.kill(listener, signal.SIGSTOP)
    try:
        os.kill(rehearsal, signal.SIGCONT)
        until("the rehearsal to end", lambda: gone(rehearsal))
        same(portal.host("catalogue", "import", path).code, 0)
    finally:
        os.kill(listener, signal.SIGCONT)
    until("the listener to start itself anew", lambda: renewals(portal) == before + 1)
    said = portal.log()[mark:].partition("starts itself anew;")[0]
    holds("visitors get the new catalogue" in said, "renewed before it was tried: %s" % said)
    tried = {line.split("rehearsal[")[1].split("]")[0] for line in said.splitlines() if "rehearsal[" in line}
    same(len(tried - {str(rehearsal)}), 1, "rehearsals with it")
    same(portal.ssh("service", "lb-renewed").code, 0)


@case
def visitors_are_served_while_it_is_rehearsed(portal):
    """A rehearsal that stands still keeps nobody out, and does not outlive the listener."""
    until("the clerk", lambda: len(portal.processes()) == 2)
    rehearsal = None
    for _ in range(10):
        rehearsal = rehearsal or stopped_rehearsal(portal)
    holds(rehearsal, "no rehearsal was seen")
    try:
        same(portal.ssh("version", seconds=20).code, 0)
        before = renewals(portal)
        os.kill(rehearsal, signal.SIGCONT)
        until("the listener to start itself anew", lambda: renewals(portal) == before + 1)
        rehearsal = None
        for _ in range(10):
            rehearsal = rehearsal or stopped_rehearsal(portal)
        holds(rehearsal, "no second rehearsal was seen")
        os.kill(portal.server.pid, signal.SIGKILL)
        until("the rehearsal to end", lambda: rehearsal not in portal.processes())
    finally:
        if rehearsal in portal.processes():
            os.kill(rehearsal, signal.SIGKILL)
    portal.kill()
    portal.start()


@case
def a_hand_over_that_was_not_sealed_is_not_taken(_):
    """Whatever the environment names: only what a listener has written and sealed says which port and visitors are its own."""
    portal = Portal(serve=False)
    file = os.memfd_create("renewal", os.MFD_ALLOW_SEALING)
    try:
        with socket.create_server((HOST, 0)) as own:
            # The first number of it is the port's descriptor; all others are nothing.
            os.write(file, struct.pack("=i", own.fileno()) + b"\0" * 100000)
            os.lseek(file, 0, os.SEEK_SET)
            with open(os.path.join(portal.folder, "server.log"), "ab") as log:
                server = subprocess.Popen(portal.command("serve", "--state", portal.state), stdin=subprocess.DEVNULL,
                                          stdout=subprocess.DEVNULL, stderr=log, pass_fds=(file, own.fileno()),
                                          env=dict(os.environ, SHUBBAK_RENEWED=str(file)))
        try:
            until("a refusal", lambda: server.poll() is not None)
            holds(server.returncode != 0 and "could not be taken over" in portal.log(), portal.log())
        finally:
            server.kill()
            server.wait()
    finally:
        os.close(file)
        portal.close()


@case
def many_attacks_in_an_hour(_):
    """A gate that the system has ended counts as attacked: its source waits, and sixteen of them renew the listener."""
    portal = Portal(settings={"login_seconds": 60})
    lines = []
    try:
        until("the clerk", lambda: len(portal.processes()) == 2)
        usual = portal.processes()
        for _ in range(16):
            s = socket.create_connection((HOST, portal.port))
            s.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")
            s.settimeout(20)
            s.recv(10)
            lines.append(s)
        gates = [pid for pid in portal.visitors(usual) if int(parent(pid)) != portal.server.pid]
        same(len(gates), 16, "gates")
        for i, pid in enumerate(gates):
            same(renewals(portal), 0, "renewed after %d attacks" % i)
            os.kill(pid, signal.SIGABRT)
            until("an incident", lambda: portal.log().count("a gate was ended by the system") == i + 1)
            until("the source to be told", lambda: portal.log().count("has to wait") == i + 1)
        until("the listener to start itself anew", lambda: renewals(portal) == 1)
        # Who was barred stays so across the start.
        until("the next listener", lambda: base(portal.server.pid))
        holds(portal.ssh("version").code != 0, "the source of attacks need not wait")
        same(portal.ssh("version", source="127.0.0.2").code, 0, "its neighbour")
    finally:
        for s in lines:
            s.close()
        portal.close()


def parent(pid):
    with open("/proc/%d/stat" % pid, encoding="ascii", errors="replace") as f:
        return f.read().rsplit(")", 1)[1].split()[1]


run_cases(Portal)
