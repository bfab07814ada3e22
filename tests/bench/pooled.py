# pooled.py - a PostgreSQL cluster that keeps what it acknowledges, and a PgBouncer before it, as a deployment has them.
import os
import pwd
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))

from postgres import BINARIES, Cluster  # noqa: E402

POOL = 16  # lines of the pooler to the server
# Defaults but for the size of memory and log: nothing that is acknowledged may be lost.
DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "autovacuum": "on", "shared_buffers": "512MB",
           "max_wal_size": "4GB", "max_connections": "60"}
POOLER_PORT = 6432  # of a socket's name
POOLER = """[databases]
* = host={folder} user={user}
[pgbouncer]
unix_socket_dir = {folder}
unix_socket_mode = 0777
listen_addr =
listen_port = {port}
auth_type = any
pool_mode = transaction
default_pool_size = {pool}
max_client_conn = 2000
logfile = {folder}/pgbouncer.log
pidfile = {folder}/pgbouncer.pid
"""


class Missing(Exception):
    """Why there is none."""


class Pooled(Cluster):
    """A durable cluster and its pooler, which takes whoever reaches its socket; the server knows it by the kernel's word."""

    def __init__(self, data=None, **settings):
        super().__init__(**dict(DURABLE, **settings))
        if data is not None:
            self.data = data  # of an earlier run, or for later ones
        self.me = pwd.getpwuid(os.geteuid()).pw_name
        self.pooler = None

    def make(self):
        if shutil.which("pgbouncer") is None or not os.access(BINARIES + "/initdb", os.X_OK):
            raise Missing("postgresql or pgbouncer is not installed")
        if os.path.isdir(self.data):
            return
        if os.geteuid() == 0:
            os.makedirs(self.data)
            entry = pwd.getpwnam(self.user)
            os.chown(self.data, entry.pw_uid, entry.pw_gid)
        super().make()
        # The pooler runs as the user that the cluster has, and acts for the portal's.
        self.write(os.path.join(self.data, "pg_hba.conf"), "local all all peer map=portal\n")
        self.write(os.path.join(self.data, "pg_ident.conf"),
                   "".join(f"portal {known} {name}\n" for known in {self.user, self.me} for name in {self.user, self.me}))

    def write(self, path, text):
        with open(path, "w", encoding="ascii") as f:
            f.write(text)
        if os.geteuid() == 0:
            entry = pwd.getpwnam(self.user)
            os.chown(path, entry.pw_uid, entry.pw_gid)

    def start(self):
        super().start()
        if self.sql("postgres", f"SELECT 1 FROM pg_roles WHERE rolname = '{self.me}'") == "":
            self.sql("postgres", f"CREATE ROLE {self.me} LOGIN")
        self.pool()

    def pooled(self, name):
        """The address of a database by way of the pooler; it is made where there is none."""
        if self.sql("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{name}'") == "":
            self.sql("postgres", f"CREATE DATABASE {name} OWNER {self.me} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'")
        return f"host={self.folder} port={POOLER_PORT} dbname={name} user={self.me}"

    def lines(self):
        """How many are connected to the pooler."""
        with open("/proc/net/unix", encoding="ascii", errors="replace") as f:
            return sum(line.endswith(f"{self.folder}/.s.PGSQL.{POOLER_PORT}\n") for line in f) - 1

    def sql(self, database, text, user=None):
        """What psql says of it, as the cluster's owner."""
        done = subprocess.run(["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", f"host={self.folder} dbname={database} user={user or self.user}"],
                              input=text, capture_output=True, text=True, check=False, cwd="/")
        if done.returncode != 0:
            raise Missing(f"psql: {done.stderr.strip()[-300:]}")
        return done.stdout.strip()

    def pool(self):
        self.write(os.path.join(self.folder, "pgbouncer.ini"),
                   POOLER.format(port=POOLER_PORT, folder=self.folder, user=self.me, pool=POOL))
        command = ["setpriv", "--pdeathsig", "INT", "pgbouncer", "-q", os.path.join(self.folder, "pgbouncer.ini")]
        self.pooler = subprocess.Popen([*self.as_user, *command], cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            if os.path.exists(os.path.join(self.folder, f".s.PGSQL.{POOLER_PORT}")):
                return
            if self.pooler.poll() is not None:
                break
            time.sleep(0.02)
        raise Missing("pgbouncer did not start")

    def stop(self):
        if self.pooler is not None:
            self.pooler.kill()
            self.pooler.wait()
            self.pooler = None
        super().stop()
