#!/usr/bin/env python3
# postgres.py COMMAND... - runs a command beside a PostgreSQL cluster of its own, which it finds by SHUBBAK_TEST_POSTGRES
# (as libpq takes it, without the database); the cluster stands in a temporary folder and ends with the command. Where
# this machine lets mount one, SHUBBAK_TEST_SMALL_DISK is a disk of its own that can be full, with a folder `space` for a
# tablespace.
#
# postgres.py --services BUILD - runs those unit tests of services/ that have a registry, all of their suites.
#
# As module: `with Cluster() as cluster: cluster.address`.
import glob
import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SMALL_DISK = "40m"
# A test that names one of these has a registry.
REGISTRY = re.compile(r'#include "tests/services/(portal|engine|older)\.h"')
SUITE = re.compile(r"^SUITE(?:_WHERE)?\((\w+),", re.M)
BINARIES = "/usr/lib/postgresql/15/bin"
# Nothing of a test's cluster must outlive the machine, so that it need not wait for the disk; and nothing of it stays in
# /dev/shm when it is killed: what its processes share lies in its folder.
SETTINGS = {"listen_addresses": "", "fsync": "off", "full_page_writes": "off", "autovacuum": "off", "jit": "off",
            "max_connections": "60", "shared_buffers": "32MB", "min_wal_size": "32MB", "max_wal_size": "128MB", "log_min_messages": "panic",
            "dynamic_shared_memory_type": "mmap"}


class Cluster:
    """A primary on a socket in a folder of its own."""

    def __init__(self, **settings):
        self.settings = dict(SETTINGS, **settings)
        self.folder = tempfile.mkdtemp(prefix="shubbak-pg-")
        self.data = os.path.join(self.folder, "data")
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        self.give(self.folder)
        self.as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        os.chmod(self.folder, 0o755)
        self.process = None
        self.address = "host=%s user=%s" % (self.folder, self.user)

    def give(self, folder):
        if os.geteuid() == 0:
            entry = pwd.getpwnam(self.user)
            os.chown(folder, entry.pw_uid, entry.pw_gid)

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


def mounting():
    """What runs a command that may mount, out of everybody else's sight; nothing where this machine lets nobody."""
    way = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-current-user", "--mount", "--keep-caps"]
    trial = [*way, "mount", "-t", "tmpfs", "none", "/tmp"]
    return way if subprocess.run(trial, check=False, stderr=subprocess.DEVNULL).returncode == 0 else []


def mount_disk(folder, options=""):
    """What is mounted is seen by this process and its children alone, and goes with them."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755" + options, "none", folder], check=True)


def small_disk(cluster):
    folder = os.path.join(cluster.folder, "small")
    os.mkdir(folder)
    mount_disk(folder, ",size=" + SMALL_DISK)
    space = os.path.join(folder, "space")
    os.mkdir(space, 0o700)
    cluster.give(space)
    return folder


def suites_with_registry():
    suites = []
    for path in sorted(glob.glob(os.path.join(ROOT, "tests/services/**/*_test.c"), recursive=True)):
        with open(path, encoding="utf-8") as f:
            text = f.read()
        if REGISTRY.search(text):
            suites += SUITE.findall(text)
    return suites


def run(command, may_mount):
    """Every test makes a database: some hundred files, which a file system in memory makes in half of the time."""
    cluster = Cluster()
    environment = dict(os.environ, SHUBBAK_TEST_POSTGRES=cluster.address)
    if may_mount:
        mount_disk(cluster.folder)
        cluster.give(cluster.folder)
        environment["SHUBBAK_TEST_SMALL_DISK"] = small_disk(cluster)
    try:
        with cluster:
            return subprocess.run(command, env=environment, check=False).returncode
    finally:
        if may_mount:
            subprocess.run(["umount", environment["SHUBBAK_TEST_SMALL_DISK"], cluster.folder], check=True)
            os.rmdir(cluster.folder)


def main():
    words = sys.argv[1:]
    if not words or (words[0] == "--services" and len(words) != 2):
        print("usage: postgres.py COMMAND...\n       postgres.py --services BUILD", file=sys.stderr)
        return 2
    if "SHUBBAK_TEST_MOUNTING" not in os.environ:
        way = mounting()
        os.environ["SHUBBAK_TEST_MOUNTING"] = "yes" if way else "no"
        os.execvp((way or [sys.executable])[0], [*way, sys.executable, os.path.abspath(__file__), *words])
    command = [os.path.join(words[1], "test-services"), *suites_with_registry()] if words[0] == "--services" else words
    return run(command, os.environ["SHUBBAK_TEST_MOUNTING"] == "yes")


if __name__ == "__main__":
    sys.exit(main())
