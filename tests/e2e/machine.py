# machine.py - a machine of a guide's: a folder and an address of the loopback, on which the guide's blocks are run as they stand.
#
# What a block asks of the whole machine is answered by the test: packages are there, users too, and `systemctl` starts the
# real programs as its own children (units.py). Everything else that a block says is done as it says.
import os
import pwd
import re
import socket
import socketserver
import subprocess
import sys
import threading

from shubbak import BINARY, ROOT
from units import Units

FOLDERS = ("SOCKETS", "POOLER", "UNITS")  # that Debian has
PARENTS = ("STATE", "CERTIFICATES", "PG_CONF", "PG_DATA", "HAPROXY")
ANSWERED = ("apt-get", "make", "systemctl", "useradd")  # by the test
ASK = '"%s" -I -S "%s"' % (sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), "ask_machine.py"))
BLOCK = re.compile(r"^```sh (\S+)\n(.*?)^```$", re.M | re.S)


class Guide:
    """The blocks of a page that have names, and which of them were run."""

    def __init__(self, path):
        with open(os.path.join(ROOT, path), encoding="utf-8") as f:
            found = BLOCK.findall(f.read())
        self.blocks = dict(found)
        assert len(self.blocks) == len(found) > 0, "%s: names of blocks are there once" % path
        self.done = set()

    def block(self, name):
        self.done.add(name)
        return self.blocks[name]

    def left(self):
        return sorted(set(self.blocks) - self.done)


class Answers(socketserver.ThreadingUnixStreamServer):
    """Where a machine's `systemctl` and its kin ask the test."""

    daemon_threads = True

    def __init__(self, path, answer):
        self.answer = answer
        super().__init__(path, Question)
        os.chmod(path, 0o666)
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()


class Question(socketserver.StreamRequestHandler):
    def handle(self):
        words = self.rfile.read().decode().split("\0")
        try:
            said, code = self.server.answer(words) or "", 0
        except Exception as e:
            said, code = "%s: %s" % (" ".join(words), e), 1
        self.wfile.write(("%d\n%s" % (code, said)).encode())


class Machine:
    """One of a guide's: `names` stand otherwise than its first block has them, `places` too, below this machine's folder."""

    def __init__(self, guide, folder, address, names, places):
        self.guide, self.folder, self.address = guide, folder, address
        self.names = dict(names, HERE=address, NAMES=self.at("scale.sh"), **{name: self.at(path) for name, path in places.items()})
        self.neighbours = {}  # by their addresses
        os.mkdir(folder)
        self._make_tools()
        self.be_bare()
        self.units = Units(self)
        self.answers = Answers(self.at("ask"), self._answer)

    def be_bare(self):
        """As it comes: with what Debian itself has, and the page's first file."""
        for path in os.listdir(self.folder):
            if path not in ("ask", "bin"):
                subprocess.run(["rm", "-rf", self.at(path)], check=True)
        for name in FOLDERS:
            os.makedirs(self.names[name], exist_ok=True)
        for name in PARENTS:
            os.makedirs(os.path.dirname(self.names[name]), exist_ok=True)
        entry = pwd.getpwnam("postgres")
        for path in (self.names["SOCKETS"], os.path.dirname(self.names["PG_DATA"])):
            os.chown(path, entry.pw_uid, entry.pw_gid)
        self._make_names()

    def at(self, path):
        return os.path.join(self.folder, path)

    # --- what stands on it ---

    def _make_names(self):
        text = self.guide.block("names")
        for name, value in self.names.items():
            text, count = re.subn(r"^%s=\S*" % name, "%s=%s" % (name, value), text, flags=re.M)
            assert count == 1, "the page's first block has %s once" % name
        # Other machines are other folders here.
        text += 'carry() { %s carry "$1" "$2"; }\n' % ASK
        with open(self.at("scale.sh"), "w", encoding="utf-8") as f:
            f.write(text)

    def _make_tools(self):
        os.makedirs(self.at("bin"), exist_ok=True)
        for name in ANSWERED:
            with open(self.at("bin/" + name), "w", encoding="utf-8") as f:
                f.write('#!/bin/sh\nexec %s %s "$@"\n' % (ASK, name))
            os.chmod(self.at("bin/" + name), 0o755)
        os.symlink(os.path.abspath(BINARY), self.at("bin/shubbak"))

    def environment(self):
        return {"PATH": self.at("bin") + ":/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "MACHINE": self.at("ask"),
                "PG_CLUSTER_CONF_ROOT": self.at("etc/postgresql"), "HOME": "/root"}

    # --- what is done on it ---

    def run(self, name, first="", given="", seconds=120):
        """A block of the page; `first` is what its reader has typed before it, `given` what it asks for. Gives what it printed."""
        text = "set -eu -o pipefail\n. %s\n%s\n%s" % (self.at("scale.sh"), first, self.guide.block(name))
        done = subprocess.run(["bash", "-c", text], cwd="/", env=self.environment(), input=given, capture_output=True,
                              text=True, timeout=seconds)
        assert done.returncode == 0, "%s on %s: code %d\n%s%s" % (name, self.address, done.returncode, done.stdout[-2000:], done.stderr[-4000:])
        return done.stdout

    def _answer(self, words):
        if words[0] == "carry":
            return self.neighbours[words[2]].receive(self, words[1])
        if words[0] == "systemctl":
            return self.units.ask(words[1:])
        return self.units.installed(words) if words[0] == "apt-get" else ""

    def receive(self, sender, path):
        """A file or folder of another machine's, to the same place."""
        to = self.at(os.path.relpath(path, sender.folder))
        os.makedirs(os.path.dirname(to), exist_ok=True)
        subprocess.run(["rm", "-rf", to], check=True)
        subprocess.run(["cp", "-aT", path, to], check=True)

    def lose(self):
        """Without a word; nothing of it comes back."""
        self.units.lose()

    def close(self):
        self.units.close()
        self.answers.shutdown()
        self.answers.server_close()
