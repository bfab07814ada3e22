# house.py - docs/SCALE.md built as it stands: its five machines, and those who come through its balancer.
import concurrent.futures
import os
import random
import re
import tempfile
import time

from cases import same, until
from crowd import Crowd
from machine import Guide, Machine
from shubbak import ROOT, Portal, free_port, run

MACHINES = {"PORTAL1": 11, "PORTAL2": 12, "DB1": 21, "DB2": 22, "BALANCER": 10}
PORTS = ("PUBLIC_PORT", "PORTAL_PORT", "DB_PORT", "POOLER_PORT")
# What the page has all over a machine stands in its folder here.
PLACES = {"STATE": "var/shubbak", "SOCKETS": "run", "CERTIFICATES": "etc/portal", "PG_CONF": "etc/postgresql/15/main",
          "PG_DATA": "var/postgresql/main", "POOLER": "etc/pgbouncer", "POOLER_LOG": "run/pgbouncer.log", "HAPROXY": "etc/haproxy.cfg",
          "UNITS": "etc/systemd", "BACKUPS": "var/backups"}

class Client(Portal):
    """Visitors' own ssh to an address with which nothing else of this test has to do."""

    def __init__(self, folder, address, port):
        self.folder, self.address, self.port, self.keys, self.server = folder, address, port, 0, None


class House:
    """The machines by the page's names for them, with everything on it running."""

    def __init__(self):
        self.machines, self.folder = {}, None
        if os.geteuid() != 0:
            return
        self.guide = Guide("docs/SCALE.md")
        self.folder = tempfile.mkdtemp(prefix="shubbak-scale-")
        os.chmod(self.folder, 0o755)
        net = "127.%d.%d." % (random.randint(64, 250), random.randint(1, 250))
        names = {name: "%s%d" % (net, number) for name, number in MACHINES.items()}
        names.update({name: str(free_port()) for name in PORTS})
        names.update(PRIMARY=names["DB1"], STANDBY=names["DB2"], PUBLIC=names["BALANCER"], PASSWORD=os.urandom(12).hex(),
                     STANDBY_PASSWORD=os.urandom(12).hex(), NAME="portal.test", OWNER="daemon", SOURCE=ROOT, NETWORK="127.0.0.0/8")
        try:
            for name in MACHINES:
                self.machines[name] = Machine(self.guide, os.path.join(self.folder, name.lower()), names[name], names, PLACES)
            for each in self.machines.values():
                each.neighbours = {m.address: m for m in self.machines.values()}
            self.portals = [self.machines["PORTAL1"], self.machines["PORTAL2"]]
            self.primary, self.standby = self.machines["DB1"], self.machines["DB2"]
            self.visitors = Client(self.folder, names["BALANCER"], int(names["PUBLIC_PORT"]))
            self.build()
        except BaseException:
            self.close()
            raise

    # --- the page, from top to bottom ---

    def build(self):
        self.build_databases()
        self.on(self.portals, "portal-install", "pooler", "pooler-primary")
        said = self.on(self.portals[:1], "portal-first")
        self.secret = re.search(r"\b[0-9a-f]{64}\b", said).group()
        self.join(self.portals[1], self.portals[0])
        self.on(self.portals, "portal-start")
        self.on([self.machines["BALANCER"]], "balancer")

    def join(self, machine, other):
        """A portal host gets its folder by one that is there."""
        self.on([other], "portal-keys")
        machine.run("portal-join", given=self.secret + "\n")

    def build_databases(self):
        databases = [self.primary, self.standby]
        self.on(databases, "database-install", "database-certificate")
        self.on(databases + self.portals, "certificates")
        self.on(databases, "database-settings")
        self.on([self.primary] * 2, "database-primary")  # typed again it does no harm
        self.on([self.standby], "database-standby")
        self.on([self.primary], "database-synchronous")

    def on(self, machines, *blocks):
        """Blocks on machines, as somebody goes from one to the next; gives what the last one printed."""
        said = ""
        for block in blocks:
            for machine in machines:
                said = machine.run(block)
        return said

    def settle(self, machines):
        """The page's first file says who is the primary."""
        for each in machines:
            each.run("swap", first="LOST=" + self.standby.address)

    def promote(self):
        """What the page says when the primary is lost. Gives when the standby had taken over."""
        self.primary, self.standby = self.standby, self.primary
        self.settle([self.primary, *self.portals])
        self.on([self.primary], "promote")
        promoted = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(len(self.portals)) as pool:
            list(pool.map(lambda machine: machine.run("pooler-primary"), self.portals))
        return promoted

    def come_back(self):
        """The database's machine that was lost, as the new standby."""
        self.settle([self.standby])
        self.on([self.standby], "database-back", "database-standby")
        self.follow()

    def follow(self):
        """Commits wait for the standby again."""
        self.on([self.primary], "database-synchronous")
        until("the standby", lambda: self.sql("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == "1", 30)

    # --- looks at it ---

    def sql(self, text):
        """One value, past the portal."""
        names = self.primary.names
        got = run(["runuser", "-u", "postgres", "--", "psql", "-X", "-A", "-t", "-q", "-h", names["SOCKETS"], "-p", names["DB_PORT"], "-d", "portal",
                   "-c", text])
        same(got.code, 0, repr(got))
        return got.out.strip()

    def waiting(self):
        """How many commits wait for the standby."""
        return int(self.sql("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"))

    def submitted(self):
        """The references of what was sent in, each as often as it is there."""
        return sorted(self.sql("SELECT reference FROM application WHERE state <> 'draft'").split())

    @staticmethod
    def on_host(machine, word):
        return run([machine.at("bin/shubbak"), word, "--state", machine.names["STATE"]], seconds=300)

    def whole(self):
        for each in self.portals:
            got = self.on_host(each, "verify")
            same(got.code, 0, "%s: %r" % (each.address, got))

    def close(self):
        for each in ("BALANCER", "PORTAL1", "PORTAL2", "DB1", "DB2"):
            if each in self.machines:
                self.machines[each].close()
        if self.folder and not os.environ.get("SHUBBAK_KEEP"):
            run(["rm", "-rf", self.folder])
        elif self.folder:
            print("kept: %s" % self.folder)


def lost_primary(house, count, seed):
    """A crowd, in the middle of which the primary's machine is lost, its standby promoted; and the machine comes back."""
    before = house.submitted()
    crowd = Crowd(house.visitors, count, seed)
    crowd.have(max(1, count // 4))
    house.primary.lose()
    lost = time.monotonic()
    promoted = house.promote()
    references = crowd.end()
    told = [at - promoted for at in crowd.busy]
    same(house.submitted(), sorted(before + references), "each receipt is there once, and nothing else")
    first = min(at for at, _ in crowd.receipts if at > promoted) - promoted
    house.come_back()
    return {"receipts": len(references), "told": len(told), "last_told": max(told, default=0.0), "first": first, "lost": promoted - lost}
