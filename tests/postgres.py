#!/usr/bin/env python3
# postgres.py COMMAND... - runs a command beside a PostgreSQL cluster of its own, which it finds by SHUBBAK_TEST_POSTGRES
# (as libpq takes it, without the database); the cluster stands in a temporary folder and ends with the command.
#
# As module: `with Cluster() as cluster: cluster.address`.
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time

BINARIES = "/usr/lib/postgresql/15/bin"
# Nothing of a test's cluster must outlive the machine, so that it need not wait for the disk.
SETTINGS = {"listen_addresses": "", "fsync": "off", "max_connections": "60", "shared_buffers": "32MB", "log_min_messages": "fatal"}


class Cluster:
    """A primary on a socket in a folder of its own."""

    def __init__(self, **settings):
        self.settings = dict(SETTINGS, **settings)
        self.folder = tempfile.mkdtemp(prefix="shubbak-pg-")
        self.data = os.path.join(self.folder, "data")
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        if os.geteuid() == 0:
            entry = pwd.getpwnam("postgres")
            os.chown(self.folder, entry.pw_uid, entry.pw_gid)
        self.as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        os.chmod(self.folder, 0o755)
        self.process = None
        self.address = "host=%s user=%s" % (self.folder, self.user)

    def make(self):
        subprocess.run([*self.as_user, BINARIES + "/initdb", "--no-sync", "--locale=C", "-E", "UTF8", "-A", "trust", "-D", self.data],
                       check=True, stdout=subprocess.DEVNULL, cwd="/")

    def start(self):
        options = [word for name, value in self.settings.items() for word in ("-c", "%s=%s" % (name, value))]
        # It ends with its parent, even one that is killed.
        self.process = subprocess.Popen([*self.as_user, "setpriv", "--pdeathsig", "QUIT", BINARIES + "/postgres", "-D", self.data,
                                         "-c", "unix_socket_directories=" + self.folder, *options], cwd="/")
        for _ in range(600):
            try:
                with open(os.path.join(self.data, "postmaster.pid"), encoding="ascii") as f:
                    if f.read().split("\n")[7].strip() == "ready":
                        return
            except (FileNotFoundError, IndexError, PermissionError):
                pass
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError("the cluster did not start")

    def stop(self):
        if self.process is not None:
            self.process.send_signal(3)
            self.process.wait()
            self.process = None

    def __enter__(self):
        self.make()
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def main():
    if len(sys.argv) < 2:
        print("usage: postgres.py COMMAND...", file=sys.stderr)
        return 2
    with Cluster() as cluster:
        return subprocess.run(sys.argv[1:], env=dict(os.environ, SHUBBAK_TEST_POSTGRES=cluster.address), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
