# slow_line.py - a bad line in a network namespace of its own: packets that take their time, or are lost, and logins over it.
#
#   slow_line.py LOGINS MILLISECONDS LOSS
#
# So many logins at once with ssh, over a line of so many milliseconds there and back on which so many packets in a hundred
# are lost each way; prints "in SECONDS" or "out SECONDS" for each, to the first page. Code 3: it cannot be tried here.
#
# The line is a TUN device. Packets to its other end come back to this machine with both addresses exchanged, later, or not at
# all; the checksums stay right, and what listens here is the other end. Loss must be of packets, which a relay cannot do.
import concurrent.futures
import ctypes
import fcntl
import heapq
import os
import pty
import random
import select
import signal
import struct
import subprocess
import sys
import threading
import time

from shubbak import Portal

NEAR, FAR = "10.44.0.1", "10.44.0.2"
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454ca, 1, 0x1000
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
PATIENCE = 120  # seconds for a login; what a person has is another matter
ONE_BY_ONE = 0.2  # seconds from one login to the next


class Unable(Exception):
    """Why no such line can be made here."""


def run_apart(file, *words, seconds=300):
    """Runs a script of tests in a network namespace of its own; lines of output. Root or not, where the kernel allows it."""
    entry = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-Un", "--map-current-user", "--keep-caps"]
    command = [*entry, sys.executable, os.path.abspath(file), *(str(word) for word in words)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    except FileNotFoundError as e:
        raise Unable(str(e)) from e
    if done.returncode == 3 or done.stderr.startswith("unshare:"):
        raise Unable(done.stderr.strip())
    if done.returncode != 0:
        raise AssertionError("%s: %s" % (" ".join(command), done.stderr[-2000:]))
    return done.stdout.splitlines()


def in_a_namespace(logins, milliseconds, loss, seconds=300):
    """Logins over such a line: whether each came to the first page, and after how many seconds."""
    lines = run_apart(__file__, logins, milliseconds, loss, seconds=seconds)
    return [(line.split()[0] == "in", float(line.split()[1])) for line in lines]


# --- inside ---

def ports(packet):
    """From which port to which."""
    return struct.unpack_from(">HH", packet, (packet[0] & 15) * 4)


class Line(threading.Thread):
    """Carries packets for as long as the process lives: each connection has a line of its own, of so many thousand bits a
    second each way where it is said, and the nth to come has the same losses each time."""

    def __init__(self, milliseconds, loss, kilobits=0):
        super().__init__(daemon=True)
        self.each, self.loss, self.kilobits = milliseconds / 2000, loss / 100, kilobits
        self.carried = self.lost = 0
        self.chances, self.free = {}, {}  # of a connection; when one way of it has room for the next packet
        self.port, self.begun = None, set()  # of each connection to it the first packet with bytes is lost, once
        try:
            self.device = os.open("/dev/net/tun", os.O_RDWR)
            fcntl.ioctl(self.device, TUNSETIFF, struct.pack("16sH22x", b"line0", IFF_TUN | IFF_NO_PI))
            for words in ("link set lo up", "addr add %s/24 dev line0" % NEAR, "link set line0 up"):
                subprocess.run(["ip", *words.split()], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as e:
            raise Unable("no TUN device in a namespace: %s" % e) from e
        # The portal and its clients have no more rights than the account that runs this.
        ctypes.CDLL(None).prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
        self.start()

    def run(self):
        waiting, count = [], 0
        while True:
            now = time.monotonic()
            while waiting and waiting[0][0] <= now:
                os.write(self.device, heapq.heappop(waiting)[2])
            left = max(waiting[0][0] - now, 0) if waiting else None
            if select.select([self.device], [], [], left)[0]:
                packet, count = os.read(self.device, 65536), count + 1
                if packet[0] >> 4 != 4:
                    continue
                if self.is_lost(packet):
                    self.lost += 1
                    continue
                self.carried += 1
                back = packet[:12] + packet[16:20] + packet[12:16] + packet[20:]
                heapq.heappush(waiting, (self.leaves(packet) + self.each, count, back))

    def is_lost(self, packet):
        ends = frozenset(ports(packet))
        chance = self.chances.setdefault(ends, random.Random(len(self.chances)))
        return chance.random() < self.loss or self.is_first(packet)

    def leaves(self, packet):
        """When its last bit is on the line."""
        now, way = time.monotonic(), ports(packet)
        if not self.kilobits:
            return now
        self.free[way] = max(self.free.get(way, now), now) + len(packet) * 8 / 1000 / self.kilobits
        return self.free[way]


    def is_first(self, packet):
        """Whether these are the first bytes that a client sends to the port that was named; the next time they are not."""
        tcp = (packet[0] & 15) * 4
        client, port = ports(packet)
        if port != self.port or len(packet) <= tcp + (packet[tcp + 12] >> 4) * 4 or client in self.begun:
            return False
        self.begun.add(client)
        return True


def first_page(portal, number):
    """One login with a terminal, until the first page stands there: whether, and after how many seconds."""
    time.sleep(number * ONE_BY_ONE)
    command = portal.ssh_line(flags=["-t", "-o", "ConnectTimeout=%d" % PATIENCE])
    environment = {"PATH": os.environ["PATH"], "HOME": portal.folder, "TERM": "xterm"}
    began, got = time.monotonic(), b""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, environment)
    try:
        while b"English" not in got and time.monotonic() - began < PATIENCE:
            if select.select([terminal], [], [], 1)[0]:
                got += os.read(terminal, 65536)
    except OSError:
        pass
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
    arrived = b"English" in got
    if not arrived:
        print("login %d: %r" % (number, got[-300:]), file=sys.stderr)
    return arrived, time.monotonic() - began


def main():
    logins, milliseconds, loss = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    try:
        line = Line(milliseconds, loss)
    except Unable as e:
        print(e, file=sys.stderr)
        return 3
    portal = Portal(address="0.0.0.0")
    try:
        portal.address = FAR
        with concurrent.futures.ThreadPoolExecutor(logins) as pool:
            for arrived, took in pool.map(lambda n: first_page(portal, n), range(logins)):
                print("%s %.1f" % ("in" if arrived else "out", took))
    finally:
        portal.kill()
        portal.close()
    print("%d packets carried, %d lost" % (line.carried, line.lost), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
