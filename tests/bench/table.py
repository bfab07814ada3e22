# table.py - the figures of one run side by side, with the goals and whether they are met.
import statistics

import office
import store

COLUMNS = (("shubbak", "zlib"), ("shubbak", "none"), ("sshd", "zlib"), ("sshd", "none"), ("wish", "none"))


class Row:
    """One line: what it is called, its figure's name, how it is printed, and goals as (words, judge(row's medians))."""

    def __init__(self, title, name, form="{:,.0f}", goals=()):
        self.title, self.name, self.form, self.goals = title, name, form, goals


def at_most(share, server, mode):
    """Ours with zlib is at most `share` of that column's."""
    def judge(get):
        ours, other = get("shubbak", "zlib"), get(server, mode)
        return None if ours is None or not other else (ours / other, ours <= share * other)
    return f"≤ {share:g} × {server}" + (" zlib" if mode == "zlib" else ""), judge


def below(limit, words, mode="zlib"):
    def judge(get):
        ours = get("shubbak", mode)
        return None if ours is None else (ours, ours <= limit)
    return words, judge


def no_more(name):
    """Without compression, in which the order of what is new plays no part: not a byte more than that figure."""
    def judge(get):
        ours, other = get("shubbak", "none"), get("shubbak", "none", name)
        return None if ours is None or other is None else (ours, ours <= other)
    return "not a byte more", judge


ROWS = (
    Row("bytes of the screens, server to client", "screens"),
    Row("  the same screens shown by all", "same screens",
        goals=(at_most(0.6, "sshd", "zlib"), at_most(0.25, "wish", "none"))),
    Row("  over the text as one deflate stream", "over", "{:.2f}", (below(1.3, "≤ 1.3"),)),
    Row("  going back to a page seen before", "back", goals=(below(50, "≤ 50"),)),
    Row("whole session, payload both ways", "payload"),
    Row("  the same with IP and TCP headers", "wire"),
    Row("  the same screens shown by all", "same wire", goals=(at_most(0.6, "sshd", "zlib"), at_most(0.5, "wish", "none"))),
    Row("packets a key press", "packets", "{:.1f}", (below(3.2, "3"),)),
    Row("CPU a login, ms", "login", "{:.1f}", (at_most(0.125, "sshd", "zlib"), at_most(2, "wish", "none"))),
    Row("memory a waiting session, PSS, kB", "pss", goals=(at_most(0.2, "sshd", "zlib"),)),
    Row("  with the kernel's", "memory", goals=(at_most(0.27, "sshd", "zlib"),)),
    Row("logins a second while they were opened", "opening"),
    Row("key to frame, p50, ms", "p50", "{:.2f}", (at_most(1, "sshd", "zlib"),)),
    Row("key to frame, p99, ms", "p99", "{:.2f}", (at_most(0.5, "sshd", "zlib"), at_most(0.25, "wish", "none"))),
    Row("  CPU of the server meanwhile, %", "cpu", "{:.1f}"),
    Row("a citizen's whole way, with headers", "way wire", goals=(below(24 * 1024, "≤ 24 kB"),)),
    Row("  its payload", "way payload"),
    Row("  bytes from the server", "way to client", goals=(no_more("way before"),)),
    Row("  the same of the build before", "way before"),
    Row("  typed key by key, with headers", "typed wire"),
    Row("  its payload", "typed payload"),
    Row("search in 100,000 services, p99, ms", "search", "{:.2f}", (below(5, "≤ 5", ""),)),
)


def add_ratios(bench):
    """Each server's bytes over the deflated text of its own screens."""
    for server, mode in COLUMNS:
        bytes_of, text = bench.figures.get(("screens", server, mode)), bench.figures.get(("deflated", server, ""))
        if bytes_of and text:
            bench.figures["over", server, mode] = [statistics.median(bytes_of) / text[0]]


def median(bench, name, server, mode):
    values = bench.figures.get((name, server, mode))
    return statistics.median(values) if values else None


def verdicts(row, get):
    for words, judge in row.goals:
        said = judge(get)
        if said is None:
            yield f"{words}: not measured"
        else:
            figure, met = said
            ratio = f" ({figure:.2f})" if "×" in words else ""
            yield f"{words}{ratio}: {'met' if met else 'MISSED'}"


def show(bench):
    """Prints the table: medians, a column for each server and way, the goals behind."""
    add_ratios(bench)
    if bench.figures:
        show_servers(bench)
    show_submissions(bench)
    office.show(bench)
    if bench.store is not None:
        store.show(bench.store)
    for words in bench.notes:
        print("! " + words)


def show_servers(bench):
    print()
    print(f"{'medians':40}" + "".join(f"{s + ' ' + m:>14}" for s, m in COLUMNS) + "   goals for shubbak with zlib")
    for row in ROWS:
        def get(server, mode, name=row.name):
            # Our own screens are held against the same ones, as the others show them.
            return median(bench, name.removeprefix("same ") if server == "shubbak" else name, server, mode)
        cells = [get(s, m) for s, m in COLUMNS]
        if row.name == "search":
            cells[0] = get("shubbak", "")
        if all(c is None for c in cells):
            continue
        print(f"{row.title:40}" + "".join(f"{'-' if c is None else row.form.format(c):>14}" for c in cells) + "   " +
              "; ".join(verdicts(row, get)))


SUBMISSIONS = (
    ("burst", "drafts that exist, as fast as it goes", lambda r: ("≥ 2,000/s", float(r[1]) >= 2000)),
    ("offered", "drafts that exist, 640/s offered", lambda r: ("p99 ≤ 20 ms", int(r[3]) <= 20000)),
    ("apply", "filled forms, each with a new PIN hashed", None),
)


def show_submissions(bench):
    """What submit.c counted: COUNT PER-SECOND P50 P99 MAX."""
    rows = [(words, bench.figures[name, "shubbak", ""][0], goal) for name, words, goal in SUBMISSIONS
            if (name, "shubbak", "") in bench.figures]
    if rows:
        print(f"\n{'durable submissions by 64 processes':40}{'count':>14}{'a second':>14}{'p50 ms':>14}{'p99 ms':>14}"
              f"{'max ms':>14}   goal")
    for words, row, goal in rows:
        times = "".join(f"{int(x) / 1000:>14.1f}" for x in row[2:5])
        said = "" if goal is None else "{}: {}".format(goal(row)[0], "met" if goal(row)[1] else "MISSED")
        print(f"  {words:38}{int(row[0]):>14,}{float(row[1]):>14,.0f}{times}   {said}")
