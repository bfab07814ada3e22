# store.py - the registry on either engine, in one run and in turn: who writes at once, what is opened, what it costs.
import os
import shutil
import statistics
import subprocess
import time

import machine
import pooled
import servers
from client import Client
from client import Failed as ClientFailed

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CATALOGUE = os.path.join(ROOT, "catalogue")
SERVICE = os.path.join(HERE, "service.yaml")
ENGINES = ("SQLite", "PostgreSQL")
ROUNDS = 3
WRITERS = {1: 100, 8: 40, 64: 20}  # how many write at once: how many drafts each of them has
FEW = 10000
MANY = int(os.environ.get("BENCH_APPLICATIONS", "10000000"))
KEEP = os.environ.get("BENCH_KEEP")  # a folder for registries of many applications, for this run and later ones
OPENINGS, OPEN_ROUNDS, LISTINGS = 500, 3, 100
STARTS = 3
GUESTS, GUEST_ROUNDS = 60, 3
WORKS = {"save": "answers kept", "submit": "submissions", "act": "acts afterwards"}


class Failed(Exception):
    """Why something could not be measured."""


class Store:
    """One run: the tools, the addresses by engine, and the figures by (name, engine)."""

    def __init__(self, build, folder, cluster):
        self.build, self.folder, self.cluster = build, folder, cluster
        self.figures, self.rows = {}, []

    def tool(self, name, *words, seconds=150):
        """A measuring program's lines, each a list of columns."""
        done = subprocess.run([os.path.join(self.build, "bench", name), *map(str, words)], capture_output=True, text=True,
                              timeout=seconds, check=False)
        if done.returncode != 0:
            raise Failed(f"{name} {words[0]}: {done.stderr.strip()[-300:]}")
        return [line.split("\t") for line in done.stdout.splitlines()]

    def program(self, *words):
        done = subprocess.run([os.path.join(self.build, "shubbak"), *words], capture_output=True, text=True, timeout=150,
                              check=False)
        if done.returncode != 0:
            raise Failed(f"shubbak {words[0]}: {done.stderr.strip()[-300:]}")
        return done.stdout

    def address(self, engine, name):
        return self.cluster.pooled(name) if engine == "PostgreSQL" else "-"

    def add(self, name, engine, value):
        self.figures.setdefault((name, engine), []).append(value)

    def median(self, name, engine):
        values = self.figures.get((name, engine))
        return statistics.median(values) if values else None

    def row(self, title, name, form, goal="", judge=None):
        """A line of the table; judge(SQLite's, PostgreSQL's), of all rounds, says what is held against the goal and
        whether it is met."""
        ours = [self.median(name, engine) for engine in ENGINES]
        said = "" if not goal else f"{goal}: not measured"
        if judge is not None and None not in ours:
            figure, met = judge(*(self.figures[name, engine] for engine in ENGINES))
            said = f"{goal}{figure}: {'met' if met else 'MISSED'}"
        self.rows.append((title, ["-" if x is None else form.format(x) for x in ours], said))


def share(limit):
    """What was measured one after the other is compared, round by round: other work on the machine troubles both."""
    def judge(lite, postgres):
        ratio = statistics.median(p / x for x, p in zip(lite, postgres))
        return f" ({ratio:.2f})", ratio >= limit
    return judge


def most(limit):
    return lambda _, postgres: ("", statistics.median(postgres) <= limit)


def least(limit):
    return lambda _, postgres: ("", statistics.median(postgres) >= limit)


def both_most(limit):
    return lambda lite, postgres: ("", max(statistics.median(lite), statistics.median(postgres)) <= limit)


def more(limit):
    def judge(lite, postgres):
        grown = statistics.median(p - x for x, p in zip(lite, postgres))
        return f" ({grown:+.1f})", grown <= limit
    return judge


# --- who write at once

def measure_writers(store):
    states = {engine: os.path.join(store.folder, "writers-" + engine) for engine in ENGINES}
    submitted = 0
    for engine in ENGINES:
        store.tool("writers", "make", states[engine], store.address(engine, "writers"), CATALOGUE, SERVICE)
    for _ in range(ROUNDS):
        for writers, count in WRITERS.items():
            for engine in ENGINES:
                for row in store.tool("writers", "run", states[engine], store.address(engine, "writers"), SERVICE, writers, count):
                    take_writers(store, engine, writers, row)
            submitted += writers * count
    for engine in ENGINES:
        store.tool("writers", "prove", states[engine], store.address(engine, "writers"), submitted)
    show_writers(store)


def take_writers(store, engine, writers, row):
    print(f"  {engine:11} {writers:3} writers  " + "  ".join(row), flush=True)
    for name, value in zip(("count", "rate", "p50", "p99", "longest", "share"), row[1:]):
        store.add(f"{row[0]} {writers} {name}", engine, float(value) / (1000 if name in ("p50", "p99", "longest") else 1))


def show_writers(store):
    for work, words in WORKS.items():
        for writers in WRITERS:
            many = writers > 1
            name = f"{work} {writers} "
            store.row(f"{words} a second, {writers} writer{'s' if many else ''}", name + "rate", "{:,.0f}",
                      *(("≥ 0.35 × SQLite", share(0.35)) if many and work != "save" else ()))
            store.row("  p50, ms", name + "p50", "{:,.1f}")
            store.row("  p99, ms", name + "p99", "{:,.1f}", *(("≤ 500", most(500)) if work == "submit" else ()))
            store.row("  longest wait, ms", name + "longest", "{:,.1f}")
            if many:
                store.row("  slowest writer over the fastest", name + "share", "{:.2f}",
                          *(("≥ 0.25", least(0.25)) if work == "submit" else ()))


# --- among ten thousand and among ten million

class Portal:
    """A portal with so many applications."""

    def __init__(self, store, engine, count):
        self.engine, self.count = engine, count
        self.state = os.path.join(KEEP or store.folder, f"{engine}-{count}")
        self.address = store.address(engine, f"applications_{count}")
        self.words = ["--registry", self.address] if engine == "PostgreSQL" else []

    def is_made(self):
        return os.path.exists(self.state + ".made")

    def make(self, store):
        if self.is_made():
            self.set_address()
            self.serve(store).stop()  # which brings one of an older version up to date
            return
        shutil.rmtree(self.state, ignore_errors=True)
        if self.engine == "PostgreSQL":
            store.cluster.sql("postgres", f"DROP DATABASE applications_{self.count}")
            store.address(self.engine, f"applications_{self.count}")
        began = time.monotonic()
        store.program("init", "--state", self.state, *self.words)
        store.program("catalogue", "import", SERVICE, "--state", self.state)
        store.tool("rows", "make", self.state, self.address, SERVICE, self.count, seconds=7200)
        owner = os.stat(self.state)
        for path in ("registry.db",):
            if os.path.exists(os.path.join(self.state, path)):
                os.chown(os.path.join(self.state, path), owner.st_uid, owner.st_gid)
        if self.engine == "PostgreSQL":
            store.cluster.sql(f"applications_{self.count}", "VACUUM ANALYZE")
        with open(self.state + ".made", "w", encoding="ascii"):
            pass
        print(f"  {self.engine:11} {self.count:,} applications made in {time.monotonic() - began:.0f} s, "
              f"{self.size(store) / 1e9:.2f} GB", flush=True)

    def size(self, store):
        if self.engine == "PostgreSQL":
            return int(store.cluster.sql("postgres", f"SELECT pg_database_size('applications_{self.count}')"))
        return os.stat(os.path.join(self.state, "registry.db")).st_size

    def files(self, store):
        """Where its rows stand."""
        if self.engine == "PostgreSQL":
            oid = store.cluster.sql("postgres", f"SELECT oid FROM pg_database WHERE datname = 'applications_{self.count}'")
            folder = os.path.join(store.cluster.data, "base", oid)
            return [os.path.join(folder, name) for name in os.listdir(folder)]
        return [os.path.join(self.state, "registry.db")]

    def set_address(self):
        """The cluster's folder is another in each run."""
        file = os.path.join(self.state, "shubbak.conf")
        if self.engine != "PostgreSQL":
            return
        with open(file, encoding="utf-8") as f:
            lines = [line for line in f if not line.startswith("registry")]
        with open(file, "w", encoding="utf-8") as f:
            f.writelines(lines + [f"registry = {self.address}\n"])

    def serve(self, store):
        server = servers.Server("shubbak", "browse.script", "guest")
        return server.start(store.folder, [os.path.join(store.build, "shubbak"), "serve", "--state", self.state, "--listen",
                                           f"127.0.0.1:{server.port}"], "ready ")


def measure_opening(store, portals):
    """An engine after the other, since both do not fit into memory: what few and many cost is compared when all of
    either is there, as on a host that has run for a while. From the disk is another thing, and told beside it."""
    for engine in ENGINES:
        own = [portal for portal in portals if portal.engine == engine]
        for portal in own:
            if not machine.read_in(portal.files(store)):
                print(f"  {engine:11} among {portal.count:>10,}  not all of it fits into memory", flush=True)
        for _ in range(OPEN_ROUNDS):
            for portal in own:
                open_some(store, portal, "")
    for _ in range(OPEN_ROUNDS):
        for portal in portals:
            if portal.engine == "SQLite":  # the other one's server keeps what it has read
                machine.forget(portal.files(store))
                open_some(store, portal, "cold ")
    show_opening(store)


def open_some(store, portal, how):
    for row in store.tool("rows", "open", portal.state, portal.address, SERVICE, portal.count, OPENINGS):
        print(f"  {portal.engine:11} among {portal.count:>10,}  {how}" + "  ".join(row), flush=True)
        store.add(f"{how}{row[0]} {portal.count} p50", portal.engine, int(row[2]) / 1000)
        store.add(f"{how}{row[0]} {portal.count} p99", portal.engine, int(row[3]) / 1000)


def show_opening(store):
    for engine in ENGINES:
        for what in ("look", "read"):
            store.add(f"{what} ratio", engine, statistics.median(
                many / few for few, many in zip(store.figures[f"{what} {FEW} p50", engine],
                                                store.figures[f"{what} {MANY} p50", engine])))
    for what, words in (("look", "opened by reference, with entry"), ("read", "read again, with all answers")):
        for count in (FEW, MANY):
            store.row(f"{words}, of {count:,}", f"{what} {count} p50", "{:.2f}")
            store.row("  p99, ms", f"{what} {count} p99", "{:.2f}")
            store.row("  p50 from the disk, ms", f"cold {what} {count} p50", "{:.2f}")
        store.row("  the latter over the former", f"{what} ratio", "{:.2f}", "≤ 1.2, both", both_most(1.2))


def measure_queue(store, portals):
    """As an officer lists what waits, with an account whose grants are read each time."""
    for portal in portals:
        for row in store.tool("rows", "queue", portal.state, portal.address, SERVICE, portal.count, LISTINGS):
            print(f"  {portal.engine:11} among {portal.count:>10,}  " + "  ".join(row), flush=True)
            store.add(f"{row[0]} {portal.count} p50", portal.engine, int(row[2]) / 1000)
            store.add(f"{row[0]} {portal.count} p99", portal.engine, int(row[3]) / 1000)
    count = portals[0].count
    for what, words in (("first", "first 200 of a queue"), ("next", "the 200 behind them"), ("counts", "how many wait")):
        store.row(f"{words}, of {count:,}"[:46], f"{what} {count} p50", "{:.2f}")
        goal = ("≤ 20, both", both_most(20)) if what == "first" else ()
        store.row("  p99, ms", f"{what} {count} p99", "{:.2f}", *goal)


def measure_ready(store, portals):
    """From the program's start to its ready line, which comes after a visit of its own."""
    for _ in range(STARTS):
        for portal in portals:
            with subprocess.Popen([os.path.join(store.build, "shubbak"), "serve", "--state", portal.state, "--listen",
                                   f"127.0.0.1:{servers.free_port()}"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                  stdin=subprocess.DEVNULL, text=True, start_new_session=True) as process:
                began = time.monotonic()
                line = process.stdout.readline()
                took = time.monotonic() - began
                process.terminate()
            if not line.startswith("ready "):
                raise Failed(f"serve with {portal.count:,} applications: {line.strip()}")
            store.add("ready", portal.engine, took)
            began = time.monotonic()
            store.program("status", "--state", portal.state)
            store.add("status", portal.engine, time.monotonic() - began)
    store.row(f"ready line with {MANY:,}, s", "ready", "{:.2f}", "≤ 1, both", both_most(1))
    store.row("  status, s", "status", "{:.2f}", "≤ 1, both", both_most(1))


# --- what a guest costs

def weigh(store, portal, server, script):
    root = server.process.pid
    before, lines = machine.pss_kb(root), store.cluster.lines()
    with Client(store.build, server, "zlib", os.path.join(HERE, script)) as client:
        client.ask(f"open {GUESTS}")
        client.ask("ready")
        time.sleep(1.5)  # what a process that waits gives back, it gives back after 0.7 s
        grown = (machine.pss_kb(root) - before) / GUESTS
        lines = (store.cluster.lines() - lines) / GUESTS
    machine.settle(root, 3)
    return grown, lines


def measure_guests(store, portals):
    held = [(portal, portal.serve(store)) for portal in portals]
    try:
        for name, script in (("browse", "browse.script"), ("fill", "fill.script")):
            for turn in range(GUEST_ROUNDS + 1):
                for portal, server in held:
                    grown, lines = weigh(store, portal, server, script)
                    print(f"  {portal.engine:11} {name:6} {grown:7.1f} kB a guest, {lines:.2f} lines to the pooler", flush=True)
                    if turn > 0:  # the first touches what all share
                        store.add(name, portal.engine, grown)
                        store.add(name + " lines", portal.engine, lines)
    finally:
        for _, server in held:
            server.stop()
    store.row("memory of a guest who browses, kB", "browse", "{:.0f}", "not a kB more", more(1))
    store.row("  lines that they hold", "browse lines", "{:.2f}", "none", most(0))
    store.row("memory of one who applies, kB", "fill", "{:.0f}", "≤ 80 kB more", more(80))


# --- all of it

def measure_many(store):
    """Each part by itself: what fails leaves the others."""
    few = [Portal(store, engine, FEW) for engine in ENGINES]
    many = [Portal(store, engine, MANY) for engine in ENGINES]
    for portal in few + many:
        portal.make(store)
    # In turn, small and large, so that what else happens on the machine troubles both.
    measure_opening(store, few + many)
    measure_queue(store, many if MANY <= 1000000 else few)
    measure_ready(store, many)
    measure_guests(store, few)


def measure(bench):
    """Measures into the bench's rows; what cannot be had here is noted."""
    data = None if KEEP is None else os.path.join(KEEP, "cluster")
    if KEEP is not None:
        os.makedirs(KEEP, exist_ok=True)
    try:
        with pooled.Pooled(data) as cluster:
            bench.store = store = Store(bench.build, bench.folder, cluster)
            for part in (measure_writers, measure_many):
                try:
                    part(store)
                except (Failed, ClientFailed, servers.Missing, subprocess.TimeoutExpired) as why:
                    bench.note(f"store: {why}")
    except pooled.Missing as why:
        bench.note(f"not measured: {why}")


def show(store):
    print(f"\n{'the registry on either engine, medians':48}" + "".join(f"{engine:>12}" for engine in ENGINES) +
          "   goals for PostgreSQL")
    for title, cells, said in store.rows:
        print(f"{title:48}" + "".join(f"{cell:>12}" for cell in cells) + (f"   {said}" if said else ""))
