# processes.py - what the system says of a process: its users, its rights, its sockets.
import os


def status(pid):
    with open("/proc/%d/status" % pid, encoding="utf-8") as f:
        return dict(line.rstrip("\n").split(":\t", 1) for line in f if ":\t" in line)


def gone(pid):
    """True when it has ended; who has to be waited for by its parent has ended, too."""
    try:
        return status(pid)["State"].startswith("Z")
    except (FileNotFoundError, ProcessLookupError):
        return True


def sockets(pid):
    """The TCP sockets that a process holds."""
    with open("/proc/net/tcp", encoding="utf-8") as f:
        tcp = {line.split()[9] for line in f.readlines()[1:]}
    found = set()
    for fd in os.listdir("/proc/%d/fd" % pid):
        try:
            target = os.readlink("/proc/%d/fd/%s" % (pid, fd))
        except FileNotFoundError:
            continue
        if target.startswith("socket:[") and target[8:-1] in tcp:
            found.add(target)
    return found


def children(pid):
    """Its children, those that have ended and were not waited for among them."""
    with open("/proc/%d/task/%d/children" % (pid, pid), encoding="ascii") as f:
        return sorted(int(word) for word in f.read().split())


def capabilities(one, which):
    """Of what status() gave: the set CapPrm, CapEff, CapBnd, CapInh or CapAmb as a number."""
    return int(one[which], 16)


def has_open(pid, folder):
    """Whether a process has a file or folder open, as it does to lock it."""
    fds = "/proc/%d/fd" % pid
    try:
        return any(os.readlink(os.path.join(fds, fd)) == folder for fd in os.listdir(fds))
    except OSError:
        return False  # it opens and closes others meanwhile, or is gone
