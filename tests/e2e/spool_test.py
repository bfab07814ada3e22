# spool_test.py - what a person is told reaches them: how many notices they have not read, wherever they have signed in; and by SMS and e-mail, as files or by a program, at least once.
import contextlib
import os
import re
import shutil
import signal
import stat
import subprocess
import tempfile

from cases import Skip, case, holds, run_cases, same, until
from definitions import says
from filler import fill
from lines import Lines
from shubbak import HOST, Portal, give_to_owner
from staff import Staff
from terminal import Terminal

SERVICE = "lb-civil-status-extract"


def notices(portal, key):
    return portal.ssh("notices", "--json", user="me", key=key).json()


def applied(portal, key=None, seed=1):
    user = "me" if key else "guest"
    got = portal.apply(SERVICE, fill(portal.blank(SERVICE, "en", user, key), SERVICE, seed=seed), user, key)
    same(got.code, 0, repr(got))
    return got.json()


def ask(portal, receipt):
    got = portal.host("application", "ask", receipt["reference"], "--words", "Is Salma her name?")
    same(got.code, 0, repr(got))


def asked(portal, key=None, count=1):
    """Applications that the authority has asked something about; their receipts."""
    receipts = [applied(portal, key, seed + 1) for seed in range(count)]
    for receipt in receipts:
        ask(portal, receipt)
    return receipts


def pages(portal, key=None, numbers=None):
    """me@ as pages: by a key, or by a number and PIN."""
    if key:
        return Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"]))
    return Terminal(portal, ["ssh", "-t", *portal.options(None, batch=False), "me@" + HOST], env=portal.ask_pass(*numbers))


def to_home(face):
    face.settle()
    if not face.shows("Welcome to Shubbak"):
        face.choose("English")
    face.wait("Welcome to Shubbak")


@case
def who_signs_in_by_key_sees_how_many_are_unread(portal, *_):
    key = portal.key()
    receipts = asked(portal, key, 2)
    with pages(portal, key) as t:
        to_home(t)
        holds(t.shows("Unread: 2 ·"), "in the first row: %s" % t.text())
        holds(t.shows("Unread notices: 2. Choose 11 to read them."), t.text())
        t.enter("11")
        t.wait("Not read yet")
        t.enter("1")
        t.wait("has a question for you")
        holds(t.shows("Unread: 1 ·"), "the one that is open is read: %s" % t.text())
        same(sorted(n["read_at"] is None for n in notices(portal, key)), [False, True])
        t.type("n")
        t.settle()
        t.wait("has a question for you")
        holds(not t.shows("Unread:"), "all are read: %s" % t.text())
        t.choose("Open the application")
        t.wait("Your application cannot continue")
    same([n["read_at"] is None for n in notices(portal, key)], [False, False])
    same(len(receipts), 2)
    same(portal.host("verify").code, 0)


@case
def plain_lines_say_it_too(portal, *_):
    key = portal.key()
    receipt = asked(portal, key, 1)[0]
    lines = Lines(portal, True, user="plain-me", key=key)
    lines.wait("1")
    if not lines.shows("Welcome to Shubbak"):
        lines.enter("1")
    lines.wait("Unread notices: 1.")
    lines.choose("Notices for you")
    lines.wait("Not read yet")
    lines.enter("1")
    lines.wait("has a question for you")
    lines.close()
    holds(notices(portal, key)[0]["read_at"], "read")
    # What was read stays at hand.
    lines = Lines(portal, True, user="plain-me", key=key)
    lines.wait("Notices for you")
    holds(not lines.shows("Unread"), lines.text())
    lines.close()
    same(portal.host("application", "show", receipt["reference"]).code, 0)


@case
def by_a_number_and_its_pin(portal, *_):
    """A reference and its PIN; an account and its PIN, for what its key holds."""
    receipt = asked(portal)[0]
    me = (receipt["reference"], receipt["pin"])
    same([n["read_at"] for n in portal.ssh_me(*me, "notices", "--json").json()], [None])
    with pages(portal, numbers=me) as t:
        t.wait("Your application cannot continue")  # it opens at once, and is read
        holds(not t.shows("Unread"), t.text())
        t.choose("Go to the home page")
        t.choose("Notices for you")
        t.wait("Read")
    holds(portal.ssh_me(*me, "notices", "--json").json()[0]["read_at"], "read")
    key = portal.key()
    asked(portal, key, 1)
    with open(key + ".pub", encoding="utf-8") as f:
        line = f.read()
    account = portal.host("account", "add", "--name", "Rima Khoury", "--json").json()
    same(portal.host("account", "key", "add", account["number"], "--name", "home", "--key", line).code, 0)
    with pages(portal, numbers=(account["number"], account["pin"])) as t:
        to_home(t)
        holds(t.shows("Unread: 1 · Rima Khoury"), t.text())


@case
def a_guest_is_told_nothing_of_it(portal, *_):
    receipt = asked(portal)[0]
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t)
        holds(not t.shows("Notices"), t.text())
        t.choose("Track an application")
        t.enter(receipt["reference"])
        t.enter(receipt["pin"])
        t.wait("Your application cannot continue")
        holds(not t.shows("Unread"), t.text())
        holds(not t.shows(says("Notices for you", "en")), t.text())


# --- by SMS and e-mail ---

def spool(portal):
    """What lies there to be sent: a dictionary of headers each, with the words."""
    folder, found = os.path.join(portal.state, "spool"), []
    for name in sorted(os.listdir(folder)):
        if name.startswith("."):
            continue
        path = os.path.join(folder, name)
        same(stat.S_IMODE(os.stat(path).st_mode), 0o600, path)
        with open(path, encoding="utf-8") as f:
            head, words = f.read().split("\n\n", 1)
        found.append(dict((line.split(": ", 1) for line in head.split("\n")), words=words.strip(), path=path))
    return found


def sent_to(portal, to, count=1):
    return until("%d messages to %s" % (count, to),
                 lambda: [m for m in spool(portal) if m["To"] == to][count - 1:] and [m for m in spool(portal) if m["To"] == to])


def by(portal, receipt, *words):
    return portal.ssh("notices", "by", receipt["reference"], *words, "--json", given=receipt["pin"] + "\n")


def code_in(words):
    return re.search(r"\b\d{6}\b", words).group(0)


def proven(portal, receipt, address):
    to = address.split(":", 1)[1]
    got = by(portal, receipt, "--add", address)
    same(got.code, 0, repr(got))
    same([(a["address"], a["proven_at"]) for a in got.json()], [(address, None)])
    got = by(portal, receipt, "--code", code_in(sent_to(portal, to)[-1]["words"]))
    same(got.code, 0, repr(got))
    holds(got.json()[0]["proven_at"], repr(got))


@case
def an_address_counts_when_it_is_proven(portal, *_):
    receipt = applied(portal)
    reference = receipt["reference"]
    same(by(portal, receipt).json(), [])
    got = by(portal, receipt, "--add", "sms:+961-3-123.456")
    same([(a["address"], a["lang"], a["proven_at"]) for a in got.json()], [("sms:+9613123456", "en", None)])
    message = sent_to(portal, "+9613123456")[0]
    same((message["Channel"], message["Language"]), ("sms", "en"))
    code = code_in(message["words"])
    # Nothing goes there before it is proven.
    same(portal.host("application", "stage", reference, "--stage", "issue").code, 0)
    wrong = "%06d" % ((int(code) + 1) % 1000000)
    same(by(portal, receipt, "--code", wrong).code, 2, "a wrong code")
    both = by(portal, receipt, "--add", "sms:+9613123456", "--code", code)
    same(both.code, 2, "one or the other, and nothing of it is done")
    holds("Usage: notices by [REFERENCE] [--add ADDRESS|--code CODE" in both.out, repr(both))
    same(by(portal, receipt, "--code", code).code, 0)
    same(by(portal, receipt, "--code", code).code, 2, "a code is taken once")
    ask(portal, receipt)
    told = sent_to(portal, "+9613123456", 2)
    news = [m for m in told if m["Id"] != message["Id"]]
    same(len(news), 1, repr(told))
    same(news[0]["words"], "There is news about your application %s in the portal." % reference)
    # Nobody else's PIN, nor a guest.
    same(portal.ssh("notices", "by", reference, given="000000\n").code, 3)
    same(by(portal, receipt, "--drop", "sms:+9613123456").json(), [])
    same(by(portal, receipt, "--add", "sms:961").code, 2)
    same(by(portal, receipt, "--add", "email:name at example").code, 2)
    same(portal.host("verify").code, 0)


@case
def few_tries_end_a_code(portal, *_):
    receipt = asked(portal)[0]
    same(by(portal, receipt, "--add", "email:sami@example.org").code, 0)
    code = code_in(sent_to(portal, "sami@example.org")[0]["words"])
    for i in range(1, 6):
        same(by(portal, receipt, "--code", "%06d" % ((int(code) + i) % 1000000)).code, 2)
    same(by(portal, receipt, "--code", code).code, 2, "the right one comes too late")
    same(by(portal, receipt, "--add", "email:sami@example.org").code, 0, "a new one is sent")
    fresh = code_in(sent_to(portal, "sami@example.org", 2)[-1]["words"])
    holds(by(portal, receipt, "--code", code).code == 2 or code == fresh, "the one before has ended")


@case
def a_person_of_an_account_is_told_of_all(portal, *_):
    key = portal.key()
    with open(key + ".pub", encoding="utf-8") as f:
        line = f.read()
    account = portal.host("account", "add", "--name", "Rima Khoury", "--json").json()
    same(portal.host("account", "key", "add", account["number"], "--name", "home", "--key", line).code, 0)
    me = (account["number"], account["pin"])
    same(portal.ssh("notices", "by", "--add", "sms:+21620123456", user="me", key=key, given="x\n").code, 4, "a key alone")
    same(portal.ssh_me(*me, "notices", "by", "--add", "sms:+21620123456", "--lang", "fr").code, 0)
    code = code_in(sent_to(portal, "+21620123456")[0]["words"])
    same(portal.ssh_me(*me, "notices", "by", "--code", code).code, 0)
    asked(portal, key, 1)
    news = sent_to(portal, "+21620123456", 2)
    holds(any("Du nouveau sur votre demande" in m["words"] for m in news), repr(news))
    # What a lost key holds stays the account's, so it is told of that, too.
    receipt = applied(portal, key, 7)
    same(portal.host("account", "key", "revoke", account["number"], "--key", "home").code, 0)
    ask(portal, receipt)
    sent_to(portal, "+21620123456", 3)


@case
def by_a_page(portal, *_):
    receipt = applied(portal, seed=3)
    with pages(portal, numbers=(receipt["reference"], receipt["pin"])) as t:
        t.wait("View my answers")
        t.choose("Notices (SMS, email)")
        t.wait("We will tell you by SMS or email")
        t.enter("nonsense")
        t.wait("This is not a mobile number or an email")
        t.enter_over("+961 70 654321")  # as those words say, and the hint
        t.wait("We have sent a code to this")
        t.enter(code_in(sent_to(portal, "+96170654321")[0]["words"]))
        t.enter("")
        t.wait("From now on, notices are also sent to this address")
        t.enter("+961 70 654321")
        t.wait("Notices are already sent to this address")
    ask(portal, receipt)
    sent_to(portal, "+96170654321", 2)


def parent(pid):
    with open("/proc/%d/stat" % pid, encoding="utf-8") as f:
        return int(f.read().rsplit(")", 1)[1].split()[1])


@case
def a_clerk_that_is_killed_loses_nothing(portal, *_):
    """Each message is a file by then, or still waits: what one had in hand is taken again when its time is over."""
    receipts = [applied(portal, seed=4), applied(portal, seed=5)]
    before, given = len(spool(portal)), 0
    for i in range(8):
        same(by(portal, receipts[i % 2], "--add", "sms:+96170000%03d" % i).code, 0)
        given += 1
        for pid in set(portal.processes()) - {portal.server.pid}:
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # a program that had ended by itself
                if parent(pid) == portal.server.pid and i % 3 == 0:
                    os.kill(pid, signal.SIGKILL)

    def all_there():
        waiting = portal.host("messages", "--json").json()["waiting"]
        holds(waiting + len(spool(portal)) - before >= given, "one is lost")
        return waiting <= 3 and len(spool(portal)) - before >= given - 3
    until("what no killed clerk had in hand", all_there, 60)
    holds(not [m for m in spool(portal) if not m["words"]], "each is whole")
    same(portal.host("verify").code, 0)


class Sender:
    """A portal whose messages a program sends: it keeps what it was given, and ends as the file `exit` says."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="shubbak-sender-")
        os.chmod(self.folder, 0o777)
        self.program = os.path.join(self.folder, "send")
        with open(self.program, "w", encoding="utf-8") as f:
            f.write("#!/bin/sh\nf=$(mktemp %s/m.XXXXXX)\ncat >$f\nenv >$f.env\nls /proc/self/fd >$f.fd\nmv $f $f.txt\n"
                    "exit $(cat %s/exit)\n" % (self.folder, self.folder))
        os.chmod(self.program, 0o755)
        self.ends(0)
        self.portal = Portal(settings={"sender": self.program})

    def ends(self, code):
        with open(os.path.join(self.folder, "exit"), "w", encoding="utf-8") as f:
            f.write("%d\n" % code)

    def got(self, suffix=".txt"):
        found = []
        for name in sorted(os.listdir(self.folder)):
            if name.startswith("m.") and name.endswith(suffix):
                with open(os.path.join(self.folder, name), encoding="utf-8") as f:
                    found.append(f.read())
        return found

    def close(self):
        self.portal.close()
        shutil.rmtree(self.folder)


@case
def a_program_sends_and_its_failures_are_told(_, sender, *__):
    portal = sender.portal
    receipt = applied(portal)
    same(by(portal, receipt, "--add", "sms:+9613123456").code, 0)
    message = until("the code", sender.got)[0]
    holds("Channel: sms\nTo: +9613123456\nLanguage: en\n\n" in message, message)
    same(by(portal, receipt, "--code", code_in(message.split("\n\n", 1)[1])).code, 0)
    holds(not [line for line in sender.got(".env")[0].splitlines()
               if line.split("=")[0] not in ("PATH", "PWD", "SHLVL", "_", "OLDPWD")], "no variables: %r" % sender.got(".env"))
    holds(set(sender.got(".fd")[0].split()) <= {"0", "1", "2", "3"}, "no descriptors: %r" % sender.got(".fd"))
    until("none waits", lambda: portal.host("messages", "--json").json()["waiting"] == 0)
    sender.ends(67)  # there is no such number
    ask(portal, receipt)
    failed = until("the failure", lambda: portal.host("messages", "--json").json()["messages"])
    same([(m["reference"], m["channel"], m["why"]) for m in failed], [(receipt["reference"], "sms", "exit 67")])
    status = portal.host("status", "--json").json()
    same((status["messages_waiting"], status["messages_failed"]), (0, 1))
    holds("exit 67" in portal.log() and "9613123456" not in portal.log(), "the log, without the number")
    me = (receipt["reference"], receipt["pin"])
    same([n["unsent"] for n in portal.ssh_me(*me, "notices", "--json").json()], [["sms"]])
    holds("This notice could not be sent by SMS." in portal.ssh_me(*me, "notices").out, "the person is told")
    same(portal.host("verify").code, 0)


@case
def what_cannot_be_sent_now_waits(_, sender, *__):
    portal = sender.portal
    receipt = applied(portal, seed=2)
    sender.ends(75)
    before = len(sender.got())
    same(by(portal, receipt, "--add", "sms:+9613999999").code, 0)
    until("a try", lambda: len(sender.got()) > before)
    until("that it is told", lambda: "is sent later (exit 75)" in portal.log())
    same(portal.host("messages", "--json").json()["waiting"], 1)
    os.chmod(sender.program, 0o000)
    same(by(portal, receipt, "--add", "sms:+9613888888").code, 0)
    until("that it is told", lambda: "messages cannot be handed over and wait (cannot be run)" in portal.log())
    status = until("that status tells it", lambda: (lambda s: s if s["messages_held"] else None)(portal.host("status", "--json").json()))
    same((status["messages_held"], status["messages_held_why"]), (1, "cannot be run"))
    holds("Messages that cannot be handed over: 1" in portal.host("status").out, "in words")
    admin = Staff(portal, "Nadia Haddad", ["--role", "administrator"])
    with admin.at("Accounts") as t:
        holds(t.shows("cannot be sent: 1 wait"), t.text())
    # Mended, it is taken up by itself.
    before = len(sender.got())
    sender.ends(0)
    os.chmod(sender.program, 0o755)
    until("what waited to go", lambda: len(sender.got()) > before)
    until("that it is told", lambda: "messages can be handed over again" in portal.log())
    same(portal.host("status", "--json").json()["messages_held"], 0)


@case
def a_program_that_says_it_is_not_there_is_told_of(_, sender, *__):
    """A script whose own program is missing ends with 127, as a shell says it."""
    portal = sender.portal
    sender.ends(127)
    receipt = applied(portal, seed=9)
    same(by(portal, receipt, "--add", "sms:+9613888889").code, 0)
    until("that status tells it", lambda: portal.host("status", "--json").json()["messages_held"])
    sender.ends(0)
    until("what waited to go", lambda: portal.host("status", "--json").json()["messages_held"] == 0)
    same(portal.host("verify").code, 0)


class Faulty(Sender):
    """The program floods its output, and goes on for ever as long as there is a file `hang`; it says who it is."""

    def __init__(self):
        super().__init__()
        with open(self.program, "w", encoding="utf-8") as f:
            f.write("#!/bin/sh\nhead -c 50000000 /dev/zero | tee /dev/stderr\nf=%s\n"
                    "[ ! -e $f/hang ] || { sleep 300 & echo $$ >$f/pid.part; mv $f/pid.part $f/pid; wait; }\n" % self.folder)

    def hangs(self, portal, receipt, address):
        """A message that the program has in hand; the program's process group."""
        with open(os.path.join(self.folder, "hang"), "w", encoding="utf-8"):
            pass
        same(by(portal, receipt, "--add", address).code, 0)
        path = os.path.join(self.folder, "pid")
        until("the program to hang", lambda: os.path.exists(path))
        with open(path, encoding="utf-8") as f:
            group = int(f.read())
        os.unlink(path)
        os.unlink(os.path.join(self.folder, "hang"))
        return group


def running(group):
    """The processes of a group; of those that nobody has waited for, none."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            with open("/proc/%s/stat" % pid, encoding="utf-8", errors="replace") as f:
                state, _, of = f.read().rsplit(")", 1)[1].split()[:3]
            if int(of) == group and state != "Z":
                found.append(int(pid))
    return found


@case
def a_program_that_hangs_holds_nothing_up(_, __, faulty, ___):
    portal = faulty.portal
    receipt = applied(portal, seed=6)
    same(by(portal, receipt, "--add", "sms:+9613777771").code, 0)
    until("what floods is sent", lambda: portal.host("messages", "--json").json()["waiting"] == 0)
    # The process that runs it dies: another one does.
    group = faulty.hangs(portal, receipt, "sms:+9613777772")
    os.kill(parent(group), signal.SIGKILL)
    until("that it is told", lambda: "sender's process has ended" in portal.log() or "sender:" in portal.log())
    same(by(portal, receipt, "--add", "sms:+9613777773").code, 0)
    until("the next to be sent", lambda: portal.host("messages", "--json").json()["waiting"] == 1)
    # The portal ends: so does what it runs.
    group = faulty.hangs(portal, receipt, "sms:+9613777774")
    holds(running(group), "it runs")
    portal.stop()
    until("the program to end", lambda: not running(group), 10)


class SmallSpool:
    """A portal whose messages lie on a disk of a few pages; None where mounting is not permitted."""

    def __init__(self):
        self.portal, self.why = Portal(serve=False), ""
        self.folder = os.path.join(self.portal.state, "spool")
        os.mkdir(self.folder, 0o700)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8k,mode=700", "tmpfs", self.folder], capture_output=True, text=True)
        if done.returncode != 0:
            self.why = done.stderr.strip() or "mount is not permitted"
            return
        give_to_owner(self.portal, self.folder)
        self.portal.start()

    def close(self):
        try:
            self.portal.stop()
        finally:
            if not self.why:
                subprocess.run(["umount", self.folder], check=False)
            self.portal.close()


@case
def a_full_disk_keeps_them(_, __, ___, small):
    if small.why:
        raise Skip("no small disk can be mounted here: " + small.why)
    portal = small.portal
    receipt = applied(portal, seed=8)
    ballast = os.path.join(small.folder, "ballast")
    with contextlib.suppress(OSError), open(ballast, "wb", buffering=0) as f:
        while True:
            f.write(b"x" * 4096)
    same(by(portal, receipt, "--add", "sms:+9613666661").code, 0)
    until("that it is told", lambda: "messages cannot be handed over and wait" in portal.log())
    same(os.listdir(small.folder), ["ballast"])
    os.unlink(ballast)
    same(by(portal, receipt, "--add", "sms:+9613666662").code, 0)
    until("that it is told", lambda: "messages can be handed over again" in portal.log())
    sent_to(portal, "+9613666662")
    same(portal.host("messages", "--json").json()["waiting"] + len(spool(portal)), 2, "none is lost")


run_cases(lambda: Portal(), Sender, Faulty, SmallSpool)
