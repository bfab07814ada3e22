# units.py - what systemd does on a machine of machine.py: the guide's services, started, reloaded and ended as this test's children.
import concurrent.futures
import contextlib
import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess

from cases import patience, until
from shubbak import ROOT

CLUSTER = "postgresql@15-main"
POSTGRES = "/usr/lib/postgresql/15/bin/postgres"
# Nothing of these outlives the real machine, so that they need not wait for its disk. What is killed here keeps what it has
# written; what it was told to be durable on the other machine must be there. What processes share lies in the cluster's own
# folder, and not in /dev/shm, where it would stay.
HASTE = ("-c", "fsync=off", "-c", "shared_buffers=32MB", "-c", "jit=off", "-c", "dynamic_shared_memory_type=mmap")

# Children end with the thread that has started them: with this one, which lives as long as the test.
starter = concurrent.futures.ThreadPoolExecutor(1)


def stat_of(pid):
    with open("/proc/%d/stat" % pid, "rb") as f:
        return f.read().rsplit(b")", 1)[1].split()


def descendants(pid):
    """The processes that this one has started, and so on."""
    parents = {}
    for each in os.listdir("/proc"):
        if each.isdigit():
            try:
                parents.setdefault(int(stat_of(int(each))[1]), []).append(int(each))
            except (FileNotFoundError, ProcessLookupError):
                pass
    found, todo = [], [pid]
    while todo:
        found += (children := parents.get(todo.pop(), []))
        todo += children
    return found


class Unit:
    """One service: its command, whose process it is, how one knows that it is ready, and how it is asked to end."""

    def __init__(self, machine, name, user, command, ready, end=signal.SIGTERM):
        self.machine, self.name, self.user, self.command = machine, name, user, command
        self.ready, self.end = ready, end
        self.process, self.began_at = None, 0

    def runs(self):
        return self.process is not None and self.process.poll() is None

    def start(self):
        if self.runs():
            return
        way = ["setpriv", "--reuid=" + self.user, "--regid=" + str(pwd.getpwnam(self.user).pw_gid), "--clear-groups"] if self.user else []
        with open(self.machine.at(self.name + ".log"), "ab") as log:
            self.began_at = log.tell()
            self.process = starter.submit(subprocess.Popen, [*way, "setpriv", "--pdeathsig", "KILL", *self.command()], cwd="/",
                                          env=dict(self.machine.environment(), HOME="/"), stdin=subprocess.DEVNULL, stdout=log, stderr=log).result()
        until("%s to be ready; its log: %s" % (self.name, self.machine.at(self.name + ".log")), lambda: self.ready() or not self.runs(), 60)
        assert self.runs(), "%s ended: %s" % (self.name, self.log()[-2000:])

    def stop(self):
        if self.runs():
            self.process.send_signal(self.end)
            self.process.wait(patience(60))

    def reload(self):
        self.process.send_signal(signal.SIGHUP)

    def kill(self):
        """As when the machine loses its power: it and all that it started, at once."""
        if self.runs():
            for pid in [self.process.pid, *descendants(self.process.pid)]:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            self.process.wait()

    def log(self):
        with open(self.machine.at(self.name + ".log"), encoding="utf-8", errors="replace") as f:
            return f.read()

    def log_since(self):
        """What it has said since it was started last."""
        return self.log()[self.began_at:]


def accepts(family, address):
    with socket.socket(family) as s:
        return s.connect_ex(address) == 0


class Units:
    """All services that a machine may have, by the names that systemctl knows."""

    def __init__(self, machine):
        self.machine = machine
        self.all = {
            CLUSTER: Unit(machine, CLUSTER, "postgres", self._postgres, self._postgres_ready, signal.SIGINT),
            "pgbouncer": Unit(machine, "pgbouncer", "postgres", lambda: ["pgbouncer", self._name("POOLER") + "/pgbouncer.ini"],
                              lambda: accepts(socket.AF_UNIX, "%s/.s.PGSQL.%s" % (self._name("SOCKETS"), self._name("POOLER_PORT"))),
                              signal.SIGINT),
            "shubbak": Unit(machine, "shubbak", machine.names["OWNER"], lambda: [machine.at("bin/shubbak"), "serve", "--state", self._name("STATE")],
                            lambda: "ready " in self.all["shubbak"].log_since()),
            "haproxy": Unit(machine, "haproxy", "", lambda: ["haproxy", "-db", "-f", self._name("HAPROXY")],
                            lambda: accepts(socket.AF_INET, (self._name("PUBLIC"), int(self._name("PUBLIC_PORT"))))),
        }

    def _name(self, name):
        return self.machine.names[name]

    # --- PostgreSQL, as Debian's packages bring it ---

    def installed(self, words):
        """What installing a package leaves on the machine: of PostgreSQL, a cluster that runs."""
        if "postgresql" not in words or os.path.exists(self._name("PG_CONF")):
            return
        subprocess.run(["pg_createcluster", "15", "main", "-d", self._name("PG_DATA"), "-l", self.machine.at("postgresql.log"), "-s",
                        self._name("SOCKETS"), "-p", self._name("DB_PORT"), "--", "--no-sync"], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, env=self.machine.environment(), cwd="/")
        # Several machines have this one's 127.0.0.1; the page then says which address is whose.
        with open(os.path.join(self._name("PG_CONF"), "conf.d/0.conf"), "w", encoding="utf-8") as f:
            f.write("listen_addresses = ''\n")
        self.all[CLUSTER].start()

    def _postgres(self):
        return [POSTGRES, "-D", self._name("PG_DATA"), "-c", "config_file=%s/postgresql.conf" % self._name("PG_CONF"), *HASTE]

    def _postgres_ready(self):
        try:
            with open(os.path.join(self._name("PG_DATA"), "postmaster.pid"), encoding="ascii") as f:
                lines = f.read().split("\n")
        except FileNotFoundError:
            return False
        return lines[0] == str(self.all[CLUSTER].process.pid) and len(lines) > 7 and lines[7].strip() in ("ready", "standby")

    # --- systemctl ---

    def ask(self, words):
        """`systemctl VERB UNIT…`; gives what it prints."""
        verb, names = words[0], [w for w in words[1:] if not w.startswith("--")]
        if verb == "daemon-reload":
            return self._read_units()
        for name in names:
            unit = self.all[name]
            if verb == "is-active":
                assert unit.runs(), "%s is inactive" % name
                return "active"
            if verb in ("restart", "stop") or (verb == "mask" and "--now" in words):
                unit.stop()
            if verb in ("start", "restart") or (verb == "enable" and "--now" in words):
                unit.start()
            if verb == "reload" or (verb == "reload-or-restart" and unit.runs() and name != "haproxy"):
                unit.reload()
            elif verb == "reload-or-restart":
                unit.stop()
                unit.start()
            assert verb in ("start", "stop", "restart", "reload", "reload-or-restart", "enable", "mask", "unmask"), "systemctl %s" % verb
        return ""

    def _read_units(self):
        """What systemd itself says of the files that were written, where it is installed."""
        dropped = glob.glob(os.path.join(self._name("UNITS"), "*.d/*.conf"))
        assert dropped, "there is something to be read anew"
        if not shutil.which("systemd-analyze"):
            return ""
        with open(os.path.join(ROOT, "dist/shubbak.service"), encoding="utf-8") as f:
            unit = f.read().replace("@PREFIX@/bin/shubbak", "/bin/true")
        with open(self.machine.at("shubbak.service"), "w", encoding="utf-8") as f:
            f.write(unit)
        done = subprocess.run(["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", self.machine.at("shubbak.service")],
                              capture_output=True, text=True,
                              env=dict(os.environ, SYSTEMD_UNIT_PATH="%s:%s:/lib/systemd/system" % (self._name("UNITS"), self.machine.folder)))
        assert self._name("UNITS") not in done.stderr, done.stderr
        return ""

    def lose(self):
        """The machine is lost, and with it what a cluster keeps in the kernel."""
        for unit in self.all.values():
            unit.kill()
        with contextlib.suppress(FileNotFoundError, IndexError):
            with open(os.path.join(self._name("PG_DATA"), "postmaster.pid"), encoding="ascii") as f:
                segment = f.read().split("\n")[6].split()[1]
            subprocess.run(["ipcrm", "-m", segment], check=True)

    def kill(self, name):
        """A service that ends badly, and is started anew as its unit says (Restart=)."""
        self.all[name].kill()
        self.all[name].start()

    def close(self):
        for name in ("haproxy", "shubbak", "pgbouncer", CLUSTER):
            self.all[name].stop()
