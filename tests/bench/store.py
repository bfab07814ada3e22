# store.py - the registry on either engine, in one run and in turn: who writes at once, what is opened, what it costs.
import os
import statistics
import subprocess

import pooled

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CATALOGUE = os.path.join(ROOT, "catalogue")
SERVICE = os.path.join(HERE, "service.yaml")
ENGINES = ("SQLite", "PostgreSQL")
ROUNDS = 3
WRITERS = {1: 100, 8: 40, 64: 20}  # how many write at once: how many drafts each of them has
WORKS = {"save": "answers kept", "submit": "submissions", "act": "acts afterwards"}


class Failed(Exception):
    """Why something could not be measured."""


class Store:
    """One run: the tools, the addresses by engine, and the figures by (name, engine)."""

    def __init__(self, build, folder, cluster):
        self.build, self.folder, self.cluster = build, folder, cluster
        self.address = {"SQLite": "-", "PostgreSQL": cluster.pooled}
        self.figures, self.rows = {}, []

    def tool(self, name, *words, seconds=150):
        """A measuring program's lines, each a list of columns."""
        done = subprocess.run([os.path.join(self.build, "bench", name), *map(str, words)], capture_output=True, text=True,
                              timeout=seconds, check=False)
        if done.returncode != 0:
            raise Failed(f"{name} {words[0]}: {done.stderr.strip()[-300:]}")
        return [line.split("\t") for line in done.stdout.splitlines()]

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


# --- who write at once

def measure_writers(store):
    states = {engine: os.path.join(store.folder, "writers-" + engine) for engine in ENGINES}
    submitted = 0
    for engine in ENGINES:
        store.tool("writers", "make", states[engine], store.address[engine], CATALOGUE, SERVICE)
    for _ in range(ROUNDS):
        for writers, count in WRITERS.items():
            for engine in ENGINES:
                for row in store.tool("writers", "run", states[engine], store.address[engine], SERVICE, writers, count):
                    take_writers(store, engine, writers, row)
            submitted += writers * count
    for engine in ENGINES:
        store.tool("writers", "prove", states[engine], store.address[engine], submitted)
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


# --- all of it

def measure(bench):
    """Measures into the bench's rows; what cannot be had here is noted."""
    try:
        with pooled.Pooled() as cluster:
            store = Store(bench.build, bench.folder, cluster)
            try:
                measure_writers(store)
            except (Failed, subprocess.TimeoutExpired) as why:
                bench.note(f"store: {why}")
            bench.store = store
    except pooled.Missing as why:
        bench.note(f"not measured: {why}")


def show(store):
    print(f"\n{'the registry on either engine, medians':44}" + "".join(f"{engine:>12}" for engine in ENGINES) +
          "   goals for PostgreSQL")
    for title, cells, said in store.rows:
        print(f"{title:44}" + "".join(f"{cell:>12}" for cell in cells) + (f"   {said}" if said else ""))
