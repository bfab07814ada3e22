# room_test.py - whoever else is there, honest visitors get in: slow lines, slow people, and beside crowds that fill the places.
import copy
import itertools
import os
import socket
import subprocess
import threading
import time

from balancer import brought, header
from cases import case, holds, patience, run_cases, same, sanitized, until
from odd import DATA, ECDH_INIT, INFO_REQUEST, KEXINIT, Odd, text
from records import applied
from shubbak import HOST, Portal

SERVICE = "lb-civil-status-extract"
NETWORKS = ["198.51.%d.1" % i for i in range(100)]
ONE_NETWORK = ["192.0.2.%d" % i for i in range(1, 200)]
PLACES = 20
TURN = 3  # seconds of a slow line's round trip


class SlowLine:
    """A port behind which the portal is so many seconds away, there and back."""

    def __init__(self, port):
        self.port, self.target = socket.create_server((HOST, 0)), port
        self.number = self.port.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near = self.port.accept()[0]
            except OSError:
                return
            far = socket.create_connection((HOST, self.target))
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self.carry, args=(one, other), daemon=True).start()

    @staticmethod
    def carry(one, other):
        def late(at, data):
            time.sleep(max(at - time.monotonic(), 0))
            try:
                other.sendall(data) if data else other.shutdown(socket.SHUT_WR)
            except OSError:
                pass
        under_way, data = [], b"x"
        while data:
            try:
                data = one.recv(65536)
            except OSError:
                data = b""
            # One after another: the next waits for the one before.
            before = under_way[-1] if under_way else None
            under_way.append(threading.Thread(target=lambda b=before, at=time.monotonic() + TURN / 2, d=data: (
                b.join() if b else None, late(at, d)), daemon=True))
            under_way[-1].start()

    def close(self):
        self.port.close()


@case
def a_line_of_seconds_gets_in(portal):
    slow, far = SlowLine(portal.port), copy.copy(portal)
    far.port = slow.number
    try:
        got = far.ssh("version", seconds=90)
        same(got.code, 0, repr(got))
    finally:
        slow.close()


class Closing:
    """A portal that is closed at the end of a `with`."""

    def __init__(self, portal):
        self.portal = portal

    def __enter__(self):
        return self.portal

    def __exit__(self, *_):
        self.portal.close()


def quick():
    """A portal whose phases are short, so that a test can outwait them."""
    return Closing(Portal(settings={"phase_seconds": 4, "login_seconds": 8, "person_seconds": 20}))


def kept_alive(client, seconds):
    """True when the connection has not ended so many seconds later; what comes is left unread."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        time.sleep(0.1)
        client.socket.setblocking(False)
        try:
            if client.socket.recv(1, socket.MSG_PEEK) == b"":
                return False
        except BlockingIOError:
            pass
        except OSError:
            return False
        finally:
            client.socket.settimeout(patience(30))
    return True


@case
def bytes_are_no_progress(_):
    """One byte after another in the same phase; a packet that finishes none; every phase in time, but not all of them."""
    with quick() as portal:
        with Odd(portal.port, seconds=patience(30)) as client:
            began = time.monotonic()
            try:
                for byte in itertools.cycle(b"SSH-2.0-very-slow"):
                    client.socket.sendall(bytes([byte]))
                    holds(time.monotonic() - began < patience(15), "a byte now and then keeps a login alive")
                    time.sleep(0.3)
            except OSError:
                pass
        with Odd(portal.port, seconds=patience(30)) as client:
            client.banner()
            offer = client.packed(bytes([KEXINIT]) + os.urandom(800))
            began = time.monotonic()
            try:
                for at in range(400):
                    client.socket.sendall(offer[at:at + 1])
                    holds(time.monotonic() - began < patience(15), "half an offer keeps a login alive")
                    time.sleep(0.3)
            except OSError:
                pass


@case
def all_phases_have_one_clock_too(_):
    with quick() as portal, Odd(portal.port, seconds=patience(30)) as client:
        steps = []
        try:
            for step in (client.banner, client.offer, client.exchange, client.shake):
                time.sleep(3)
                step()
                steps.append(step)
        except (OSError, EOFError):
            pass
        same(len(steps), 2, "phases before the login's time was over")


@case
def a_person_has_more_time(_):
    """The fingerprint is compared before the client goes on, and reference and PIN are looked for on a paper."""
    with quick() as portal:
        with Odd(portal.port, seconds=patience(30)) as client:
            client.banner()
            client.offer()
            client.compare = lambda: holds(kept_alive(client, 6), "cut off while the fingerprint was compared")
            exchange_with_a_pause(client)
            client.send(b"\x05" + text("ssh-userauth"))
            client.wait(6)
            client.auth("me", "keyboard-interactive", text("") * 2)
            client.wait(INFO_REQUEST)
            holds(kept_alive(client, 6), "cut off while the PIN was looked for")
            # What a person took is not the login's: there is time left for a guest's steps.
        with Odd(portal.port, seconds=patience(30)) as client:
            client.banner()
            client.offer()
            client.compare = lambda: time.sleep(9)
            exchange_with_a_pause(client)
            client.send(b"\x05" + text("ssh-userauth"))
            client.wait(6)
            client.auth("guest", "none")
            client.wait(52)


def exchange_with_a_pause(client):
    """As client.exchange(), but somebody looks at the host key before the new keys are taken."""
    wait, client.looked = client.wait, False

    def look(*kinds):
        payload = wait(*kinds)
        if payload[0] == ECDH_INIT + 1 and not client.looked:
            client.looked = True
            client.compare()
        return payload
    client.wait = look
    try:
        client.exchange()
    finally:
        client.wait = wait


# --- beside crowds ---

class Behind(Portal):
    """A portal of few places behind a balancer, so that no address is exempt from a cap."""

    def __init__(self, **settings):
        super().__init__(settings=dict({"balancers": HOST, "visitors": PLACES, "visitors_per_source": PLACES}, **settings))


def connect(portal, source):
    return Odd(portal.port, seconds=patience(30), ahead=header(source))


def to_home(portal, source):
    """An honest guest: in, a terminal, and the first page."""
    client = connect(portal, source).enter()
    channel = client.open()
    holds(client.terminal(channel) and client.request(channel, "shell"), "a shell")
    client.wait(DATA)
    return client


class Stalled(threading.Thread):
    """Connections that say their version and nothing more, some hundred a second (a sanitized portal bears ten), until the
    test is over."""

    def __init__(self, portal, sources, most=1500):
        super().__init__(daemon=True)
        self.portal, self.sources, self.most = portal, itertools.cycle(sources), most
        self.lines, self.over = [], False

    def run(self):
        while not self.over and len(self.lines) < self.most:
            line = socket.create_connection((HOST, self.portal.port))
            line.sendall(header(next(self.sources)) + b"SSH-2.0-x\r\n")
            self.lines.append(line)
            time.sleep(0.1 if sanitized() else 0.01)

    def __enter__(self):
        self.start()
        until("some of them", lambda: len(self.lines) > PLACES or not self.is_alive())
        return self

    def __exit__(self, *_):
        self.over = True
        self.join()
        for line in self.lines:
            line.close()


def at_the_prompt(portal, source):
    client = connect(portal, source).shake()
    client.auth("me", "keyboard-interactive", text("") * 2)
    client.wait(INFO_REQUEST)
    return client


def crowd(sources, before, honest):
    with Closing(Behind()) as portal:
        others, came = [], []
        each = itertools.cycle(sources)
        try:
            others = [before(portal, next(each)) for _ in range(PLACES)]
            with Stalled(portal, sources):
                came = [to_home(portal, source) for source in honest]
        finally:
            for client in others + came:
                client.socket.close()


@case
def beside_silent_guests_and_stalled_logins(_):
    crowd(NETWORKS, to_home, ["203.0.%d.9" % i for i in range(10)])


@case
def within_the_network_of_the_crowd(_):
    crowd(ONE_NETWORK, to_home, ["192.0.2.%d" % (240 + i) for i in range(10)])


@case
def beside_many_who_never_type_their_pin(_):
    crowd(NETWORKS, at_the_prompt, ["203.0.%d.9" % i for i in range(10)])


def waiting(portal, key, source, user="me", *words):
    """A command that waits for its standard input."""
    return subprocess.Popen(
        portal.ssh_line("apply", SERVICE, *words, user=user, key=key, flags=brought(portal, source)),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={"PATH": os.environ["PATH"], "HOME": portal.folder})


@case
def one_key_has_so_many_visits(_):
    """Of more, whatever networks they come from, one that was there goes, and is told."""
    with Closing(Behind(visitors_per_identity=3)) as portal:
        key = portal.key()
        applied(portal, "me", key, source="198.51.100.1")
        usual = len(portal.processes())
        children = [waiting(portal, key, "198.51.%d.7" % i) for i in range(10)]
        try:
            until("all but three to end", lambda: sum(c.poll() is not None for c in children) == 7)
            until("their processes to end", lambda: len(portal.processes()) <= usual + 2 * 3)
            for child in children:
                if child.poll() is not None:
                    same(child.returncode, 4, "the exit code")
                    holds(b"Too many sessions" in child.stderr.read(), "it was not told why")
            to_home(portal, "203.0.113.9").socket.close()
        finally:
            for child in children:
                child.kill()
                child.communicate()


@case
def a_command_waits_a_while_for_its_input(_):
    with Closing(Behind(input_seconds=2)) as portal:
        for words in ((), ("--json",)):
            child = waiting(portal, None, "198.51.100.7", "guest", *words)
            try:
                same(child.wait(patience(30)), 4, "the exit code")
                out, err = child.stdout.read().decode(), child.stderr.read().decode()
                said = out if words else err
                holds("Standard input did not come to its end" in said and "apply" in said, "%r %r" % (out, err))
                same('"errors"' in out, bool(words), "JSON")
            finally:
                child.kill()
                child.communicate()


run_cases(Portal)
