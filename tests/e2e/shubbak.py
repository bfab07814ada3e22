# shubbak.py - a portal of its own for a test: state folder, server, and the real clients that speak to it.
import fcntl
import json
import os
import re
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from cases import patience, until

BINARY = os.environ.get("SHUBBAK", os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../build/shubbak"))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HOST = "127.0.0.1"
REPORTS = (b"AddressSanitizer", b"LeakSanitizer", b"runtime error:")  # of a sanitizer, wherever they turn up


class Result:
    """How a command went: its code, standard output and standard error as bytes and as text."""

    def __init__(self, code, raw, err):
        self.code, self.raw = code, raw
        self.out = raw.decode("utf-8", "replace")
        self.err = err.decode("utf-8", "replace")

    def json(self):
        return json.loads(self.raw)

    def __repr__(self):
        return "code %s\nout: %s\nerr: %s" % (self.code, self.out[-3000:], self.err[-2000:])


def run(command, given=b"", seconds=60, env=None):
    """Runs a program to its end; a time-out is an assertion that says which."""
    if isinstance(given, str):
        given = given.encode("utf-8")
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=patience(seconds), env=env)
    except subprocess.TimeoutExpired as e:
        raise AssertionError("no end after %.0f s: %s\nout: %r\nerr: %r" % (
            patience(seconds), " ".join(command), (e.stdout or b"")[-500:], (e.stderr or b"")[-500:])) from e
    for word in REPORTS:
        assert word not in done.stderr, "%s: %s" % (" ".join(command), done.stderr.decode("utf-8", "replace"))
    return Result(done.returncode, done.stdout, done.stderr)


kept_ports = []  # until this process ends


def keep_port(port):
    """Whether it is this process's now: another test that looks for one may come before this one's server listens."""
    name = socket.socket(socket.AF_UNIX)
    try:
        name.bind("\0shubbak-test-port-%d" % port)
    except OSError:
        name.close()
        return False
    kept_ports.append(name)
    return True


def free_port():
    """None of those that the kernel gives to connections: a client's would keep a server from listening at all addresses."""
    with open("/proc/sys/net/ipv4/ip_local_port_range", encoding="ascii") as f:
        first, last = (int(n) for n in f.read().split())
    while True:
        port = random.randint(10000, 65000)
        with socket.socket() as s:
            try:
                s.bind(("0.0.0.0", port))
            except OSError:
                continue
        if not first <= port <= last and keep_port(port):
            return port


def processes_naming(text):
    """The processes with this text on their command line: the server and everything that it forked."""
    found = []
    for pid in os.listdir("/proc"):
        if pid.isdigit() and int(pid) != os.getpid():
            try:
                with open("/proc/%s/cmdline" % pid, "rb") as f:
                    words = f.read().split(b"\0")
                with open("/proc/%s/stat" % pid, "rb") as f:
                    state = f.read().rsplit(b")", 1)[1].split()[0]
            except (FileNotFoundError, ProcessLookupError, IndexError):
                continue
            if state != b"Z" and text.encode() in words:
                found.append(int(pid))
    return sorted(found)


def copy_state(state, to):
    """A copy of a state folder that belongs to whom the folder does; to its new place."""
    done = subprocess.run(["cp", "-a", state, to], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return to


def give_to_owner(portal, path):
    """A file or folder of a test's that desks and clerk are to write."""
    if os.geteuid() == 0:
        owner = os.stat(portal.state)
        os.chown(path, owner.st_uid, owner.st_gid)
    return path


def database(cluster):
    """The address of a new one."""
    name = "e2e_%s" % os.urandom(6).hex()
    subprocess.run(["psql", "-q", cluster + " dbname=template1", "-c", "CREATE DATABASE %s TEMPLATE template0" % name], check=True)
    return "%s dbname=%s" % (cluster, name)


class Kept:
    """What `shubbak init` has made and said once, for the first portal of every test of a run: each has a copy of it. It stands in the
    folder that tests/run gives for that."""
    folder = os.environ.pop("SHUBBAK_TEST_KEPT", None)

    @classmethod
    def give(cls, portal):
        """What init said of the portal's state, that is a copy then; None: it has to make one of its own."""
        kept, cls.folder = cls.folder, None
        if not kept or type(portal) is not Portal or portal.cluster:
            return None
        state, said = os.path.join(kept, "state"), os.path.join(kept, "said")
        with open(os.path.join(kept, "lock"), "wb") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            if not os.path.exists(said):
                done = portal.host("init", state=state, seconds=120)
                assert done.code == 0, "init: %r" % done
                with open(said, "wb") as f:
                    f.write(done.raw)
        copy_state(state, portal.state)
        with open(said, "rb") as f:
            return Result(0, f.read().replace(state.encode(), portal.state.encode()), b"")


class Portal:
    """A state folder made by `shubbak init`, and a server on a free port of the loopback."""

    def __init__(self, made=(), serve=True, settings=None, address=HOST, cluster=os.environ.get("SHUBBAK_TEST_POSTGRES")):
        self.address = address
        self.cluster = cluster
        self.folder = self.make_folder()
        self.state = os.path.join(self.folder, "state")
        self.keys = 0
        self.server = None
        self.port = free_port()
        self.said = (None if made else Kept.give(self)) or self.host("init", *made, *self.registry(), seconds=120)
        assert self.said.code == 0, "init: %r" % self.said
        if settings:
            with open(os.path.join(self.state, "shubbak.conf"), "a", encoding="utf-8") as f:
                f.write("".join("%s = %s\n" % each for each in settings.items()))
        if serve:
            self.start()

    # --- on the host ---

    def make_folder(self):
        """A folder for all that a test makes; where root runs it, desks and clerk are another user, who passes it."""
        folder = tempfile.mkdtemp(prefix="shubbak-e2e-")
        os.chmod(folder, 0o711)
        return folder

    def registry(self):
        """Where the registry is made: in the folder, or in a database of its own of the cluster that tests/postgres.py gives."""
        if not self.cluster:
            return []
        self.database = database(self.cluster)
        return ["--registry", self.database]

    def command(self, *words):
        """How a subcommand is called."""
        return [BINARY, *words]

    def host(self, *words, given=b"", seconds=60, state=None):
        """A subcommand of the binary on this state folder, or on another."""
        return run(self.command(*words, "--state", state or self.state), given, seconds)

    def start(self, seconds=20):
        log = open(os.path.join(self.folder, "server.log"), "ab")
        self.server = subprocess.Popen(
            self.command("serve", "--state", self.state, "--listen", "%s:%d" % (self.address, self.port)),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)
        log.close()
        deadline = time.monotonic() + patience(seconds)
        os.set_blocking(self.server.stdout.fileno(), False)
        line = b""
        while b"\n" not in line:
            line += self.server.stdout.read() or b""
            if self.server.poll() is not None or time.monotonic() > deadline:
                raise AssertionError("no ready line, but %r; log: %s" % (line, self.log()[-2000:]))
            time.sleep(0.01)
        assert line == b"ready %s:%d\n" % (self.address.encode(), self.port), "ready line: %r" % line

    def log(self):
        try:
            with open(os.path.join(self.folder, "server.log"), encoding="utf-8", errors="replace") as f:
                return f.read()
        except FileNotFoundError:
            return ""

    def processes(self):
        """Every process of this portal: listener, clerk, desks and gates."""
        return processes_naming(self.state)

    def visitors(self, usual):
        """The processes that are not in `usual`: those of visitors who came since."""
        return [pid for pid in self.processes() if pid not in usual]

    def quiet(self, usual):
        """Waits until all visitors' processes are gone."""
        until("the visitors' processes to end", lambda: not self.visitors(usual), 15)

    def stop(self):
        """SIGTERM: a clean end with code 0, and no process left behind."""
        if self.server is None:
            return
        self.server.send_signal(signal.SIGTERM)
        try:
            code = self.server.wait(patience(20))
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError("the server did not end within %.0f s of SIGTERM" % patience(20)) from None
        self.server.stdout.close()
        self.server = None
        try:
            until("every process to end", lambda: not self.processes(), 10)
        except AssertionError as e:
            left = self.processes()
            for pid in left:
                os.kill(pid, signal.SIGKILL)
            raise AssertionError("orphans after the end: %s" % left) from e
        assert code == 0, "serve ended with code %s; log: %s" % (code, self.log()[-2000:])

    def kill(self):
        """kill -9 of the whole server at once."""
        for pid in self.processes():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.server.wait()
        self.server.stdout.close()
        self.server = None
        until("killed processes to be gone", lambda: not self.processes(), 10)

    def close(self):
        try:
            self.stop()
        finally:
            log = self.log()
            if os.environ.get("SHUBBAK_KEEP"):
                print("kept: %s" % self.folder)
            else:
                shutil.rmtree(self.folder, ignore_errors=True)
        for word in REPORTS:
            assert word.decode() not in log, "the server's log: %s" % log[-4000:]

    # --- clients ---

    def key(self, kind="ed25519", bits=256):
        """A new key pair; gives the path of its private half."""
        self.keys += 1
        path = os.path.join(self.folder, "key%d" % self.keys)
        made = run(["ssh-keygen", "-q", "-t", kind, "-b", str(bits), "-N", "", "-C", "test", "-f", path])
        assert made.code == 0, made
        return path

    def options(self, key=None, source=None, port_flag="-p", batch=True):
        """Options that ssh, sftp and scp share: nothing of this account's own configuration is used."""
        given = ["-F", "/dev/null", port_flag, str(self.port)]
        for option in ("StrictHostKeyChecking=accept-new", "IdentitiesOnly=yes", "IdentityAgent=none",
                       "UserKnownHostsFile=" + os.path.join(self.folder, "known_hosts"),
                       "GlobalKnownHostsFile=/dev/null", "LogLevel=ERROR", "ConnectTimeout=30",
                       "NumberOfPasswordPrompts=1"):
            given += ["-o", option]
        given += ["-i", key] if key else ["-o", "PubkeyAuthentication=no"]
        if batch:
            given += ["-o", "BatchMode=yes"]
        if source:
            given += ["-o", "BindAddress=" + source]
        return given

    def ssh_line(self, *words, user="guest", key=None, source=None, flags=()):
        return ["ssh", *self.options(key, source), *flags, "%s@%s" % (user, self.address), *words]

    def ssh(self, *words, user="guest", key=None, given=b"", seconds=60, source=None, env=None, flags=()):
        """A command over ssh, or lines when there is none."""
        clean = {"PATH": os.environ["PATH"], "HOME": self.folder, "TERM": "dumb"}
        return run(self.ssh_line(*words, user=user, key=key, source=source, flags=flags), given, seconds,
                   dict(clean, **(env or {})))

    def ask_pass(self, reference, pin):
        """Environment that lets ssh answer the questions of a sign-in by reference and PIN, without a terminal."""
        script = os.path.join(self.folder, "askpass-%s" % reference)
        with open(script, "w", encoding="utf-8") as f:
            # The prompt for the PIN is the only one that comes second.
            f.write("#!/bin/sh\nn=$(cat %s.count 2>/dev/null || echo 0)\necho $((n + 1)) >%s.count\n" % (script, script))
            f.write("case $((n %% 2)) in 0) echo '%s' ;; *) echo '%s' ;; esac\n" % (reference, pin))
        os.chmod(script, 0o700)
        return {"SSH_ASKPASS": script, "SSH_ASKPASS_REQUIRE": "force", "DISPLAY": ":none"}

    def ssh_me(self, reference, pin, *words, given=b"", seconds=60, key=None):
        """me@ with reference and PIN in the keyboard-interactive sign-in; with a key that is not taken before."""
        clean = {"PATH": os.environ["PATH"], "HOME": self.folder, "TERM": "dumb"}
        return run(["ssh", *self.options(key, batch=False), "me@" + HOST, *words], given, seconds,
                   dict(clean, **self.ask_pass(reference, pin)))

    def sftp(self, *commands, user="guest", key=None, seconds=60):
        """Commands of a batch of sftp."""
        return run(["sftp", "-q", *self.options(key, port_flag="-P"), "-b", "-", "%s@%s" % (user, HOST)],
                   "\n".join(commands) + "\n", seconds)

    # --- what most tests do ---

    def blank(self, service, lang="en", user="guest", key=None):
        got = self.ssh("form", service, "--lang", lang, user=user, key=key)
        assert got.code == 0, "form %s: %r" % (service, got)
        return got.out

    def apply(self, service, filled, user="guest", key=None, source=None, seconds=60):
        return self.ssh("apply", service, "--json", user=user, key=key, given=filled, source=source, seconds=seconds)


def host_key(portal):
    """The portal's fingerprint as init prints it, and as PuTTY's programs want it."""
    return re.search(r"ED25519 (SHA256:\S+)", portal.said.out).group(1)


def portal_with(*files):
    """A portal that serves these definitions, too."""
    portal = Portal(serve=False)
    got = portal.host("catalogue", "import", *files)
    assert got.code == 0, "import: %r" % got
    portal.start()
    return portal
