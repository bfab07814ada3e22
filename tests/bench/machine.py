# machine.py - what the kernel says about a tree of processes: its time, its memory, the kernel's own; and which files it holds.
import os
import time

TICK = os.sysconf("SC_CLK_TCK")


def read(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as f:
            return f.read()
    except OSError:
        return ""


def stat_of(pid):
    """The fields of /proc/PID/stat behind the name: [0] state, [1] parent, [11..14] times; [] when gone."""
    return read(f"/proc/{pid}/stat").rpartition(")")[2].split()


def tree(root):
    """The process and all that descend from it."""
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            fields = stat_of(name)
            if fields:
                children.setdefault(int(fields[1]), []).append(int(name))
    found, todo = [], [root]
    while todo:
        pid = todo.pop()
        found.append(pid)
        todo += children.get(pid, [])
    return found


def thread_seconds(pid):
    """Time that the living threads had, to the nanosecond: what thousands of processes had each is less than a tick."""
    try:
        threads = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return 0
    return sum(int((read(f"/proc/{pid}/task/{t}/schedstat").split() or ["0"])[0]) for t in threads) / 1e9


def cpu_seconds(root):
    """User and system time of the tree, with that of the ended children which were waited for."""
    total = 0
    for pid in tree(root):
        fields = stat_of(pid)
        total += thread_seconds(pid) + sum(int(x) for x in fields[13:15]) / TICK
    return total


def settle(root, size, seconds=5):
    """Waits until the tree is no larger than it was, so that the time of ended processes is counted."""
    until = time.monotonic() + seconds
    while len(tree(root)) > size and time.monotonic() < until:
        time.sleep(0.02)
    return len(tree(root)) <= size


def pss_kb(root):
    """Memory of the tree, what is shared divided among those who share it."""
    total = 0
    for pid in tree(root):
        for line in read(f"/proc/{pid}/smaps_rollup").splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total


def kernel_kb():
    """What the kernel holds for everybody: slab, kernel stacks, page tables. Only differences mean anything."""
    kinds = ("Slab:", "KernelStack:", "PageTables:")
    return sum(int(l.split()[1]) for l in read("/proc/meminfo").splitlines() if l.startswith(kinds))


def others(seconds=1.0):
    """The share of all cores that is in use while we wait: 0 on a quiet machine."""
    def used():
        fields = [int(x) for x in read("/proc/stat").split("\n", 1)[0].split()[1:9]]
        return sum(fields) - fields[3] - fields[4], sum(fields)
    busy, total = used()
    time.sleep(seconds)
    busy_then, total_then = used()
    return (busy_then - busy) / max(1, total_then - total)


def read_in(paths):
    """Reads files once, so that the kernel has them in memory. False: they are more than it has memory for."""
    for path in paths:
        with open(path, "rb", buffering=0) as f:
            while f.read(1 << 20):
                pass
    memory = [int(l.split()[1]) * 1024 for l in read("/proc/meminfo").splitlines() if l.startswith("MemAvailable:")]
    return sum(os.stat(path).st_size for path in paths) < sum(memory)


def forget(paths):
    """The kernel has nothing of them in memory any more: whoever reads them waits for the disk."""
    for path in paths:
        with open(path, "rb", buffering=0) as f:
            os.fdatasync(f.fileno())
            os.posix_fadvise(f.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
