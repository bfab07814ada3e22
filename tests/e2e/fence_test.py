# fence_test.py - what the processes of a portal may do: whose they are, whose its folder is, and what the listener does not believe.
import os
import pwd
import re
import shlex
import shutil
import signal
import subprocess
import time

from cases import Skip, case, holds, run_cases, same, sanitized, until
from definitions import service_ids
from filler import fill
from odd import Odd
from processes import capabilities, children, gone, sockets, status
from shubbak import BINARY, ROOT, Portal, copy_state, free_port, give_to_owner, run
from terminal import Terminal
from walk import SERVICE, stopped_gate, to_home

ORDINARY = 65533  # a number that nobody has


class OrdinaryPortal(Portal):
    """A portal that an ordinary user makes and serves."""

    def make_folder(self):
        folder = Portal.make_folder(self)
        if os.geteuid() == 0:
            os.chown(folder, ORDINARY, ORDINARY)
        return folder

    def command(self, *words):
        line = Portal.command(self, *words)
        if os.geteuid() != 0:
            return line
        return ["setpriv", "--reuid=%d" % ORDINARY, "--regid=%d" % ORDINARY, "--clear-groups", *line]


def as_root():
    if os.geteuid() != 0:
        raise Skip("only root can change users")


def lookers(pid):
    """The libraries by which the system reads its users, as far as this process has them."""
    with open("/proc/%d/maps" % pid, encoding="utf-8", errors="replace") as f:
        return sorted(set(re.findall(r"/libnss_[^/\s]*", f.read())))


def parts(portal):
    """The processes by what they are, while a visitor is there."""
    until("listener and clerk", lambda: len(portal.processes()) == 2)
    usual = portal.processes()
    found = {"listener": portal.server.pid, "clerk": (set(usual) - {portal.server.pid}).pop()}
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        mine = portal.visitors(usual)
        same(len(mine), 2, "processes of a visitor")
        for pid in mine:
            found["gate" if sockets(pid) else "desk"] = pid
        same(len(found), 4, "listener, clerk, gate, desk")
        told = {part: status(pid) for part, pid in found.items()}
        same({part: lookers(pid) for part, pid in found.items() if lookers(pid)}, {}, "who looks up users is somebody else")
    portal.quiet(usual)
    return told


def uids(one):
    return {int(n) for n in one["Uid"].split()}


def fenced(told):
    for part in ("gate", "desk", "clerk"):
        one = told[part]
        same(one["NoNewPrivs"].strip(), "1", part + "'s no_new_privs")
        if not sanitized():
            same(one["Seccomp"].strip(), "2", part + "'s filter")
        for rights in ("CapInh", "CapPrm", "CapEff", "CapAmb"):
            same(capabilities(one, rights), 0, "%s's %s" % (part, rights))


@case
def whose_the_processes_are(portal, ordinary):
    """Started by root: gate, desk and clerk are nobody's who owns anything else, without any right."""
    as_root()
    told = parts(portal)
    fenced(told)
    owner = os.stat(portal.state).st_uid
    holds(owner != 0, "the state folder is root's")
    same(uids(told["listener"]), {0})
    same(uids(told["desk"]), {owner})
    same(uids(told["clerk"]), {owner})
    holds(not uids(told["gate"]) & {0, owner}, "the gate's user: %s" % uids(told["gate"]))
    for part in ("gate", "desk", "clerk"):
        same(capabilities(told[part], "CapBnd"), 0, part + "'s bounding set")
        same(told[part]["Groups"].strip(), "", part + "'s further groups")


@case
def an_ordinary_user_serves(portal, ordinary):
    told = parts(ordinary)
    fenced(told)
    same(len(set.union(*(uids(one) for one in told.values()))), 1, "all of one user")
    holds(0 not in uids(told["listener"]), "as an ordinary user")
    same(ordinary.ssh("form", SERVICE).code, 0)
    same(ordinary.host("verify").code, 0)


def gates_that_stand_still(portal):
    """However their desk ends, and whatever the listener does meanwhile, they end after it."""
    until("listener and clerk", lambda: len(portal.processes()) == 2)
    usual, listener = portal.processes(), portal.server.pid
    for how, renewed in ((signal.SIGTERM, False), (signal.SIGKILL, False), (signal.SIGKILL, True)):
        with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
            desk, gate = stopped_gate(portal, usual, t)
            try:
                os.kill(desk, how)
                if renewed:
                    os.kill(listener, signal.SIGUSR2)
                until("the desk to end", lambda: gone(desk))
                until("the gate to end", lambda: gone(gate))
            finally:
                if not gone(gate):
                    os.kill(gate, signal.SIGKILL)
        portal.quiet(usual)
        until("no child but the clerk", lambda: children(listener) == sorted(set(usual) - {listener}))
    same(portal.ssh("version").code, 0)


@case
def a_gate_that_stands_still_ends_after_its_desk(portal, ordinary):
    """Started by root, desk and gate are two users: the desk cannot end its gate."""
    as_root()
    gates_that_stand_still(portal)


@case
def also_where_all_are_one_user(portal, ordinary):
    gates_that_stand_still(ordinary)


def packs(portal, usual):
    """Seconds that a gate lives on after the end of what it sends, its client silent and still there."""
    with Odd(portal.port) as client:
        holds(client.enter().request(client.open(), "shell"), "a shell")
        mine = portal.visitors(usual)
        gate = [pid for pid in mine if sockets(pid)]
        same((len(mine), len(gate)), (2, 1), "desk and gate")
        os.kill((set(mine) - set(gate)).pop(), signal.SIGTERM)
        holds(client.is_ended(), "the connection did not end")
        began = time.monotonic()
        until("the gate to end", lambda: gone(gate[0]))
        return time.monotonic() - began


@case
def a_gate_has_its_time_for_the_last_bytes(portal, ordinary):
    """As long as its client may read, 0.3 s: its desk may end it, and does not before. The clock of a machine that is busy may
    make it look shorter, never longer than it is."""
    until("listener and clerk", lambda: len(ordinary.processes()) == 2)
    usual, longest = ordinary.processes(), 0
    for _ in range(8):
        longest = max(longest, packs(ordinary, usual))
        if longest > 0.28:
            break
    holds(longest > 0.28, "%.3f s at most" % longest)


@case
def nor_does_it_outlive_the_portal(portal, ordinary):
    until("listener and clerk", lambda: len(portal.processes()) == 2)
    usual = portal.processes()
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        _, gate = stopped_gate(portal, usual, t)
        try:
            portal.stop()
            holds(gone(gate), "the gate is still there")
        finally:
            if not gone(gate):
                os.kill(gate, signal.SIGKILL)
    portal.start()


class HomelessPortal(OrdinaryPortal):
    """One of a number that nobody has, who has neither a home nor any other variable."""

    def command(self, *words):
        return ["env", "-i", "PATH=" + os.environ["PATH"], *OrdinaryPortal.command(self, *words)]


@case
def a_user_without_a_name_and_a_home_serves(_portal, _ordinary):
    as_root()
    homeless = HomelessPortal()
    try:
        same(homeless.ssh("version").code, 0)
        same(homeless.ssh("form", SERVICE, key=homeless.key(), user="me").code, 0, "with a key")
        count = homeless.log().count("starts itself anew;")
        homeless.server.send_signal(signal.SIGUSR2)
        until("the listener to start itself anew", lambda: homeless.log().count("starts itself anew;") > count)
        same(homeless.ssh("version").code, 0)
    finally:
        homeless.close()


# --- whose the folder is ---


@case
def init_says_who_owns_it(portal, ordinary):
    as_root()
    state = os.stat(portal.state)
    holds("belongs to user" in portal.said.out or "number %d" % state.st_uid in portal.said.out, portal.said.out)
    for name, uid in (("shubbak.conf", 0), ("keys/host/ed25519", 0), ("keys/host", 0), ("terms", 0), ("terms/terms.yaml", 0),
                      ("registry.db", state.st_uid), ("keys/answers.key", state.st_uid), ("catalogue.snap", state.st_uid)):
        same(os.stat(os.path.join(portal.state, name)).st_uid, uid, "whose %s is" % name)
    for user, uid in (("daemon", 1), ("4711", 4711)):
        folder = os.path.join(portal.folder, "of-" + user)
        got = run([BINARY, "init", "--user", user, "--state", folder])
        same((got.code, os.stat(folder).st_uid), (0, uid), repr(got))
        holds(user in got.out, got.out)
    for user in ("root", "no-such-user"):
        folder = os.path.join(portal.folder, "never")
        got = run([BINARY, "init", "--user", user, "--state", folder])
        same((got.code, os.path.exists(folder)), (2, False), repr(got))
        holds(user in got.err and "--user" in got.err, got.err)


@case
def a_folder_that_its_owner_cannot_reach(portal, ordinary):
    as_root()
    closed = os.path.join(portal.folder, "closed")
    os.mkdir(closed, 0o700)
    got = run([BINARY, "init", "--state", closed + "/state"])
    same((got.code, os.listdir(closed)), (4, []), repr(got))
    mend = re.search(r"chmod o\+x \S+$", got.err.strip())
    holds(mend, got.err)
    same(run(shlex.split(mend.group())).code, 0)
    same(run([BINARY, "init", "--state", closed + "/state"]).code, 0)


@case
def only_root_gives(portal, ordinary):
    got = ordinary.host("init", "--take")
    same(got.code, 4, repr(got))
    got = run(ordinary.command("init", "--user", "daemon", "--state", ordinary.state + "-other"))
    same(got.code, 4, repr(got))


def root_owned(portal, name):
    """A folder as an older version left it: root's, with all that is in it."""
    folder = copy_state(portal.state, os.path.join(portal.folder, name))
    for here, folders, files in os.walk(folder):
        for each in ["."] + folders + files:
            os.chown(os.path.join(here, each), 0, 0)
    return folder


def typed(words):
    """A command line as it was printed, typed by root."""
    line = shlex.split(words)
    same(line[0], "shubbak")
    return run([BINARY] + line[1:])


@case
def a_folder_of_roots_is_refused_with_what_mends_it(portal, ordinary):
    as_root()
    portal.stop()
    folder = root_owned(portal, "root's own")
    sealed = os.path.join(portal.folder, "no.sealed")
    commands = (("serve", "--listen", "127.0.0.1:0"), ("local",), ("status",), ("verify",), ("backup", sealed),
                ("catalogue", "list"), ("catalogue", "export", service_ids()[0]), ("application", "show", "0000"),
                ("catalogue", "import", BINARY))
    for words in commands:
        got = run([BINARY, *words, "--state", folder])
        same(got.code, 4, "%s: %r" % (words, got))
        mend = re.search(r"shubbak init --take --state .+$", got.err.strip())
        holds(mend, "%s: %s" % (words, got.err))
    holds(not os.path.exists(sealed), "a backup was written")
    same(typed(mend.group()).code, 0)
    same(run([BINARY, "verify", "--state", folder]).code, 0)
    live, portal.state = portal.state, folder
    portal.start()
    same(portal.ssh("version").code, 0)
    portal.stop()
    portal.state = live
    portal.start()


@case
def commands_of_roots_leave_nothing_of_roots(portal, ordinary):
    """What they make in the folder, a log of the registry's that was gone, is its owner's; a desk goes on with it."""
    as_root()
    portal.stop()
    owner = os.stat(portal.state).st_uid
    names = ["registry.db-wal", "registry.db-shm"]
    for words in (("status",), ("catalogue", "list"), ("verify",), ("backup", os.path.join(portal.folder, "of-root.sealed"))):
        for name in names:
            if os.path.exists(os.path.join(portal.state, name)):
                os.remove(os.path.join(portal.state, name))
        same(portal.host(*words).code, 0, "%s" % (words,))
        same([os.stat(os.path.join(portal.state, name)).st_uid for name in names], [owner, owner], "%s" % (words,))
    portal.start()
    same(portal.apply(SERVICE, fill(portal.blank(SERVICE), SERVICE)).code, 0)


@case
def pages_on_roots_terminal_are_the_owners(portal, ordinary):
    as_root()
    before = set(portal.processes())
    with Terminal(portal, [BINARY, "local", "--state", portal.state], env={"LANG": "C.UTF-8"}) as t:
        t.wait("English")
        program = os.path.realpath(BINARY)
        mine = {pid for pid in set(portal.processes()) - before if os.path.realpath("/proc/%d/exe" % pid) == program}
        same(len(mine), 1, "the process of the pages")
        same(uids(status(mine.pop())), {os.stat(portal.state).st_uid})


@case
def a_demonstration_where_nobody_else_passes(portal, ordinary):
    """`make run` by root in a closed home: the demonstration is kept where its users can reach it, and says where."""
    as_root()
    closed = os.path.join(portal.folder, "closed-home")
    os.mkdir(closed, 0o700)
    name = "demo-%d" % os.getpid()
    kept, said = "/var/tmp/shubbak-" + name, os.path.join(portal.folder, "demo.out")
    with open(said, "wb") as out:
        demo = subprocess.Popen([os.path.join(ROOT, "tools/run-demo"), BINARY, os.path.join(closed, name), str(free_port())],
                                stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)
    try:
        def told():
            with open(said, encoding="utf-8") as f:
                return f.read()

        until("the demonstration", lambda: "\nready " in told() or demo.poll() is not None, 60)
        holds("\nready " in told() and closed in told() and kept in told(), told()[-2000:])
        same(os.listdir(closed), [])
    finally:
        demo.terminate()
        demo.wait()
        shutil.rmtree(kept, ignore_errors=True)


# --- what the listener does not believe ---


def refused(portal, *words):
    """It does not start, and says how it would; which is done then."""
    got = portal.host("serve", "--listen", "127.0.0.1:0", seconds=20)
    same(got.code, 4, repr(got))
    for word in words:
        holds(word in got.err, got.err)
    mend = re.search(r"shubbak init --take --state .+$", got.err.strip())
    holds(mend, got.err)
    same(typed(mend.group()).code, 0)


@case
def a_rewritten_configuration_is_not_taken(portal, ordinary):
    """Whoever got into a desk and could write the folder puts a file of their own in the place of the configuration."""
    as_root()
    path, made = os.path.join(portal.state, "shubbak.conf"), os.path.join(portal.folder, "made-by-root")
    kept = os.path.join(portal.folder, "kept.conf")
    os.rename(path, kept)
    with open(path, "w", encoding="utf-8") as f:
        f.write("log_file = %s\n" % made)
    give_to_owner(portal, path)
    portal.server.send_signal(signal.SIGHUP)
    until("the refusal in the log", lambda: "shubbak.conf can be changed by others" in portal.log())
    same(portal.ssh("version").code, 0)
    portal.stop()
    refused(portal, "shubbak.conf")
    holds(not os.path.exists(made), "root made a file elsewhere")
    # Given back to root, it is gone by; a link never is.
    os.remove(path)
    os.symlink(kept, path)
    got = portal.host("serve", "--listen", "127.0.0.1:0", seconds=20)
    holds(got.code == 4 and "symbolic link" in got.err, repr(got))
    os.remove(path)
    os.rename(kept, path)
    portal.start()


@case
def a_log_file_where_others_may_write(portal, ordinary):
    as_root()
    path = os.path.join(portal.state, "shubbak.conf")
    with open(path, encoding="utf-8") as f:
        before = f.read()
    folder = os.path.join(portal.folder, "logs-of-the-owner")
    os.mkdir(folder)
    give_to_owner(portal, folder)
    mine = os.path.join(portal.folder, "root.log")
    for place in (folder + "/portal.log", portal.state + "/portal.log"):
        with open(path, "w", encoding="utf-8") as f:
            f.write(before + "log_file = %s\n" % place)
        count = portal.log().count("not taken")
        portal.server.send_signal(signal.SIGHUP)
        until("the refusal in the log", lambda: portal.log().count("not taken") > count)
        holds(not os.path.exists(place), "the log was written where others can exchange it")
    with open(path, "w", encoding="utf-8") as f:
        f.write(before + "log_file = %s\n" % mine)
    portal.server.send_signal(signal.SIGHUP)
    until("the log in its file", lambda: os.path.exists(mine) and "read again" in open(mine, encoding="utf-8").read())
    with open(path, "w", encoding="utf-8") as f:
        f.write(before)
    portal.server.send_signal(signal.SIGHUP)
    until("the old log", lambda: portal.log().count("read again") > 0)


@case
def host_keys_of_the_owner_are_not_taken(portal, ordinary):
    as_root()
    folder = os.path.join(portal.state, "keys/host")
    key = run(["ssh-keyscan", "-p", str(portal.port), "127.0.0.1"]).out
    kept = os.path.join(portal.folder, "kept-keys")
    os.rename(folder, kept)
    os.mkdir(folder)
    same(run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder + "/ed25519"]).code, 0)
    for path in (folder, folder + "/ed25519"):
        give_to_owner(portal, path)
    portal.server.send_signal(signal.SIGHUP)
    until("the refusal in the log", lambda: "the host keys cannot be read again" in portal.log())
    same(run(["ssh-keyscan", "-p", str(portal.port), "127.0.0.1"]).out, key, "the key that is shown")
    portal.stop()
    refused(portal, "keys/host")
    shutil.rmtree(folder)
    os.rename(kept, folder)
    portal.start()


@case
def a_snapshot_that_is_none_leaves_the_old_one(portal, ordinary):
    """Cut, with a bit turned, another file by a link, a folder, no file at all: whoever comes sees what was there before."""
    path = os.path.join(portal.state, "catalogue.snap")
    with open(path, "rb") as f:
        good = f.read()
    services = portal.ssh("services", "--json").json()
    turned = bytearray(good)
    turned[len(good) // 2] ^= 4
    bad = (good[:-1], good[: len(good) // 2], bytes(turned), b"", good[:60], b"\xff" * 4096)

    beside = path + ".try"

    def no_more():
        """Whoever comes now makes nobody try it once more: under load it may have been noticed twice."""
        count = portal.log().count("catalogue's snapshot")
        same(portal.ssh("services", "--json").json(), services)
        return portal.log().count("catalogue's snapshot") == count

    def replace():
        """A folder takes the place of nothing alone: a portal that finds none may have written another one meanwhile."""
        while True:
            try:
                os.rename(beside, path)
                return
            except NotADirectoryError:
                os.remove(path)

    def put(make):
        """In its place at once, so that nobody sees that nothing is there."""
        count = portal.log().count("catalogue's snapshot")
        make()
        if not os.path.islink(beside):
            give_to_owner(portal, beside)
        replace()
        same(portal.ssh("services", "--json").json(), services)
        until("a line in the log", lambda: portal.log().count("catalogue's snapshot") > count)
        until("nobody to try it again", no_more)

    def write(text):
        with open(beside, "wb") as f:
            f.write(text)

    for text in bad:
        put(lambda t=text: write(t))
    put(lambda: os.symlink("/etc/passwd", beside))
    put(lambda: os.mkfifo(beside))
    os.remove(path)
    same(portal.ssh("services", "--json").json(), services)
    put(lambda: os.mkdir(beside))
    os.rmdir(path)
    portal.stop()
    portal.start()
    same(portal.ssh("services", "--json").json(), services)
    with open(path, "rb") as f:
        same(f.read(), good, "starting again writes it anew")


def shared(pid):
    """The memory that a process may write and shares with others: device and number of each file of it."""
    with open("/proc/%d/maps" % pid, encoding="utf-8", errors="replace") as f:
        parts = [line.split() for line in f]
    return {(words[3], words[4]) for words in parts if words[1].startswith("rw") and words[1].endswith("s")}


def readers_of(listener, over):
    """Looks at the listener's children until it is over: the memory that any of them may write and the listener has, and how
    many were seen that change to the gates' user to read."""
    nobody, both, readers = pwd.getpwnam("nobody").pw_uid, set(), set()
    while not over():
        for pid in children(listener):
            try:
                both |= shared(pid) & shared(listener)
                readers |= {pid} if uids(status(pid)) == {nobody} else set()
            except (FileNotFoundError, ProcessLookupError):
                pass
    return both, readers


@case
def who_reads_a_snapshot_first_shares_no_memory_with_the_listener(portal, ordinary):
    """It reads what it does not believe: what goes wrong in it must not reach the catalogue that the listener makes afterwards."""
    as_root()
    portal.stop()
    line = portal.command("serve", "--state", portal.state, "--listen", "127.0.0.1:0")
    readers = set()
    for _ in range(10):
        with subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
            try:
                os.set_blocking(server.stdout.fileno(), False)
                both, seen = readers_of(server.pid, lambda: server.poll() is not None or server.stdout.read())
            finally:
                server.terminate()
        same((both, server.returncode), (set(), 0), "memory that both may write")
        readers |= seen
        if readers:
            break
    holds(readers, "no reader was seen at work")
    portal.start()


def links(pid):
    """What a process has open."""
    return {os.readlink("/proc/%d/fd/%s" % (pid, fd)) for fd in os.listdir("/proc/%d/fd" % pid)}


@case
def who_reads_a_snapshot_first_holds_nothing_of_the_listener(portal, ordinary):
    """Neither the port, nor what desks say, nor visits that wait: only the end by which it tells what it has found."""
    as_root()
    until("the clerk", lambda: len(portal.processes()) == 2)
    nobody, listener, held = pwd.getpwnam("nobody").pw_uid, portal.server.pid, []

    def look():
        for parent in (listener, *children(listener)):
            try:
                held.extend(links(pid) for pid in children(parent)
                            if uids(status(parent)) == {0} and uids(status(pid)) == {nobody})
            except (FileNotFoundError, ProcessLookupError):
                pass
        return portal.log().count("starts itself anew;") > count

    for _ in range(10):
        count = portal.log().count("starts itself anew;")
        portal.server.send_signal(signal.SIGUSR2)
        until("the listener to start itself anew", look)
        until("an answer", lambda: portal.ssh("version").code == 0)
        if held:
            break
    holds(held, "no reader was seen at work")
    same([each for each in set().union(*held) if each.startswith("socket:")], [], "sockets of the reader's")


@case
def who_owns_the_folder_does_not_hold_the_network(portal, ordinary):
    as_root()
    folder = os.path.join(portal.folder, "nobodys")
    same(run([BINARY, "init", "--user", "nobody", "--state", folder]).code, 0)
    got = run([BINARY, "serve", "--listen", "127.0.0.1:0", "--state", folder], seconds=20)
    same(got.code, 2, repr(got))
    holds("nobody" in got.err and "`user`" in got.err, got.err)


run_cases(Portal, OrdinaryPortal)
