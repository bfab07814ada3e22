# staff.py - an account with a key, roles and one-time codes, and the real clients by which its person signs in.
import base64
import contextlib
import hashlib
import hmac
import os
import struct
import subprocess
import time

from cases import until
from shubbak import HOST, run
from terminal import Terminal

STEP = 30  # seconds


def code_of(secret, at):
    """RFC 6238 as every telephone does it: SHA-1, six digits, steps of thirty seconds."""
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">Q", int(at) // STEP), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return "%06d" % ((struct.unpack(">I", digest[offset:offset + 4])[0] & 0x7fffffff) % 1000000)


class Staff:
    """One person's account; the codes of it come from `codes`, a secret that `account code` has printed."""

    def __init__(self, portal, name, *grants):
        self.portal, self.name = portal, name
        self.number = self.told("add", "--name", name)["number"]
        self.key = portal.key()
        with open(self.key + ".pub", encoding="utf-8") as f:
            self.fingerprint = f.read()
        self.told("key", "add", self.number, "--name", "laptop", "--key", self.fingerprint)
        self.grants = [self.told("grant", self.number, *words)["id"] for words in grants]
        self.renew()

    def told(self, *words):
        got = self.portal.host("account", *words, "--json")
        assert got.code == 0, got
        return got.json()

    def renew(self):
        """A new secret, of which no code was taken yet."""
        self.secret = self.told("code", self.number)["secret"]

    def code(self, steps=0):
        return code_of(self.secret, time.time() + STEP * steps)

    def typing(self, code):
        """Environment that lets ssh answer the question for a code, without a terminal."""
        path = os.path.join(self.portal.folder, "code-%s" % os.urandom(6).hex())
        with open(path, "w", encoding="utf-8") as f:
            f.write("#!/bin/sh\necho \"$1\" >>%s.asked\necho '%s'\n" % (path, code))
        os.chmod(path, 0o700)
        self.asked = path + ".asked"
        return {"SSH_ASKPASS": path, "SSH_ASKPASS_REQUIRE": "force", "DISPLAY": ":none"}

    def prompts(self):
        """What the last sign-in was asked."""
        try:
            with open(self.asked, encoding="utf-8") as f:
                return f.read().splitlines()
        except FileNotFoundError:
            return []

    def ssh(self, *words, code=None, key=None, user="staff", given=b"", tries=1, source=None, flags=()):
        """A command over ssh with a key and a code; without `code`, one that was never taken."""
        if code is None:
            self.renew()
            code = self.code()
        clean = {"PATH": os.environ["PATH"], "HOME": self.portal.folder, "TERM": "dumb"}
        return run(["ssh", "-o", "NumberOfPasswordPrompts=%d" % tries,
                    *self.portal.options(key or self.key, source, batch=False), *flags, "%s@%s" % (user, HOST), *words], given, 60, dict(clean, **self.typing(code)))

    def sftp(self, *commands):
        """Commands of a batch; those that begin with - may fail."""
        self.renew()
        clean = {"PATH": os.environ["PATH"], "HOME": self.portal.folder, "TERM": "dumb"}
        batch = os.path.join(self.portal.folder, "batch-%s" % os.urandom(4).hex())
        with open(batch, "w", encoding="utf-8") as f:
            f.write("\n".join(commands) + "\n")
        # With -b it would ask nobody for a code, where it is not told otherwise before.
        return run(["sftp", "-q", *self.portal.options(self.key, port_flag="-P", batch=False), "-o", "BatchMode=no", "-b", batch, "staff@" + HOST],
                   b"", 60, dict(clean, **self.typing(self.code())))

    def line(self, user="staff", flags=("-t",)):
        """How a terminal comes in; the code is typed at its prompt."""
        return ["ssh", *self.portal.options(self.key, batch=False), *flags, "%s@%s" % (user, HOST)]

    @contextlib.contextmanager
    def at(self, first="Waiting applications", cols=80, rows=24):
        """A terminal at which they have come in, in English, with the page on which `first` stands."""
        self.renew()
        with Terminal(self.portal, self.line(), cols, rows) as t:
            t.wait("One-time code")
            t.enter(self.code())
            t.wait("English")
            t.choose("English")
            t.wait(first)
            yield t


class Shared:
    """One connection that staff have signed in on; commands go over it one by one."""

    def __init__(self, staff):
        self.staff, self.path = staff, os.path.join(staff.portal.folder, "m%s" % os.urandom(4).hex())
        staff.renew()
        env = dict({"PATH": os.environ["PATH"], "HOME": staff.portal.folder, "TERM": "dumb"}, **staff.typing(staff.code()))
        line = ["ssh", *staff.portal.options(staff.key, batch=False), "-M", "-S", self.path, "-N", "staff@" + HOST]
        self.process = subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env)
        until("the shared connection", lambda: os.path.exists(self.path), 30)

    def ssh(self, *words, given=b""):
        return self.staff.portal.ssh(*words, user="staff", given=given, flags=["-S", self.path, "-o", "ControlMaster=no"])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
