# clients_test.py - the clients people have: OpenSSH's ssh, sftp and scp, PuTTY's plink, dropbear's dbclient.
import json
import os
import re
import subprocess

from cases import case, holds, run_cases, same, until
from definitions import services_with_form
from filler import fill
from shubbak import BINARY, HOST, Portal, host_key, run
from terminal import Terminal

SERVICE = "lb-civil-status-extract"


def plink(portal, *words, given=b"", user="guest"):
    home = dict(os.environ, HOME=portal.folder)
    return run(["plink", "-ssh", "-batch", "-P", str(portal.port), "-hostkey", host_key(portal), "%s@%s" % (user, HOST), *words],
               given, env=home)


def dbclient(portal, *words, given=b"", user="guest", flags=()):
    home = dict(os.environ, HOME=portal.folder)
    return run(["dbclient", "-y", "-y", "-p", str(portal.port), *flags, "%s@%s" % (user, HOST), *words], given, env=home)


def apply_and_track(portal, command):
    """form, apply and track by another client."""
    blank = command(portal, "form", SERVICE, "--lang", "en")
    same(blank.code, 0, repr(blank))
    got = command(portal, "apply", SERVICE, "--json", given=fill(blank.out, SERVICE))
    same(got.code, 0, repr(got))
    receipt = got.json()
    tracked = command(portal, "track", receipt["reference"], "--json", given=receipt["pin"] + "\n")
    same((tracked.code, tracked.json()["state"]), (0, "submitted"))


@case
def ssh_compressed(portal):
    plain, small = portal.ssh("services"), portal.ssh("services", flags=["-C"])
    same(small.out, plain.out, "the list over a compressed line")


@case
def compression_takes_the_memory_that_it_needs(portal):
    """The system's loader says whose function libssh gets: the program's, which asks zlib for less."""
    said = run([BINARY, "version"], env=dict(os.environ, LD_DEBUG="bindings", LD_BIND_NOW="1")).err
    bound = re.findall(r"binding file \S*libssh\S* \[\d+\] to (\S+) \[\d+\]: normal symbol `deflateInit_'", said)
    holds(bound and all(os.path.basename(to) == "shubbak" for to in bound), repr(bound) or said[-300:])


@case
def what_is_sent_to_a_client_is_packed_and_what_it_sends_is_not(portal):
    """Keys come no smaller for it, and papers at a fifth of the speed, whatever the client would rather have."""
    for flags in ([], ["-C"]):
        said = portal.ssh("version", flags=["-v", *flags, "-o", "LogLevel=DEBUG1"]).err
        for way, packed in (("server->client", "zlib@openssh.com"), ("client->server", "none")):
            line = next((line for line in said.splitlines() if "kex: " + way in line), said)
            holds(line.rstrip().endswith("compression: " + packed), line)


@case
def a_note_stands_for_an_amount(portal):
    """Where no amount is known, what is known of the fee is the fee."""
    fees = [line for line in portal.ssh("service", "lb-company-sal-registration", "--lang", "en").out.splitlines()
            if line.startswith("Fee:")]
    same((len(fees), fees[0].startswith("Fee: Notary's fees in 2014: 0.1% of the capital")), (1, True), repr(fees))


@case
def sources_days_are_told_in_the_readers_language(portal):
    told = portal.ssh("service", "lb-birth-registration", "--lang", "fr").out
    holds("consultée le 28 juillet 2026" in told, told)
    holds("7 décembre 1951" in told, told)
    source = json.loads(portal.ssh("service", "lb-birth-registration", "--json").out)["sources"][0]
    same((source["date"], source["read"]), (None, "2026-07-28"), repr(source))


@case
def who_sees_nothing_happen_is_told_what_is_awaited(portal):
    """Once, on standard error; who sends at once never sees it."""
    reference = "00000000000097"
    lines = ((("track", reference), "The PIN is awaited"), (("join", reference), "The code of the invitation is awaited"),
             (("apply", SERVICE), "apply … < FILE"))
    pipe = subprocess.PIPE
    waiting = [subprocess.Popen(portal.ssh_line(*words, "--lang", "en"), stdin=pipe, stdout=pipe, stderr=pipe) for words, _ in lines]
    for child, (_, said) in zip(waiting, lines):
        first = child.stderr.readline().decode()
        holds(said in first, first)
        out, rest = child.communicate(b"000000\n")
        same((out, b"awaited" in rest), (b"", False), repr(rest))
    quick = portal.ssh("track", reference, given="000000\n")
    holds("awaited" not in quick.err, quick.err)


@case
def keyscan_and_fingerprint(portal):
    """The tool that lets the server speak first, and the fingerprint on paper."""
    got = run(["ssh-keyscan", "-p", str(portal.port), "-t", "ed25519", HOST])
    path = os.path.join(portal.folder, "scanned")
    with open(path, "w", encoding="utf-8") as f:
        f.write(got.out)
    holds(got.out, "ssh-keyscan got nothing: %r" % got)
    same(run(["ssh-keygen", "-l", "-f", path]).out.split()[1], host_key(portal))


@case
def plink_commands(portal):
    apply_and_track(portal, plink)


@case
def dbclient_commands(portal):
    apply_and_track(portal, dbclient)


@case
def plink_exit_codes(portal):
    same(plink(portal, "service", "no-such-service").code, 3)


@case
def dbclient_exit_codes(portal):
    same(dbclient(portal, "service", "no-such-service").code, 3)


@case
def plink_plain_lines(portal):
    got = plink(portal, user="plain", given=b"")
    holds("English" in got.out and "العربية" in got.out, "the first page in plain lines: %r" % got)


@case
def dbclient_pages(portal):
    line = ["dbclient", "-y", "-y", "-t", "-p", str(portal.port), "guest@" + HOST]
    with Terminal(portal, line) as t:
        t.wait("English")
        t.enter("1")
        t.wait("Welcome to Shubbak")


@case
def plink_pages(portal):
    line = ["plink", "-ssh", "-t", "-no-antispoof", "-P", str(portal.port), "-hostkey", host_key(portal), "guest@" + HOST]
    with Terminal(portal, line) as t:
        t.wait("English")
        t.enter("1")
        t.wait("Welcome to Shubbak")


@case
def sftp_tree(portal):
    got = portal.sftp("cd /services", "ls -1")
    same(got.code, 0, repr(got))
    listed = {line.strip().rstrip("/").split("/")[-1] for line in got.out.split("\n")}
    for name in services_with_form():
        holds(name in listed, "%s is not in /services" % name)


@case
def sftp_forms(portal):
    target = os.path.join(portal.folder, "fetched")
    os.makedirs(target, exist_ok=True)
    for lang in ("ar", "fr", "en"):
        got = portal.sftp("get /services/%s/form.%s.txt %s/%s.txt" % (SERVICE, lang, target, lang))
        same(got.code, 0, repr(got))
        with open("%s/%s.txt" % (target, lang), encoding="utf-8") as f:
            text = f.read()
        holds(len(text) > 500, "the form is empty")
        if lang == "fr":
            got = portal.apply(SERVICE, fill(text, SERVICE))
            same(got.code, 0, "a form fetched by sftp, filled: %r" % got)


@case
def scp_form(portal):
    target = os.path.join(portal.folder, "by-scp.txt")
    for flag in ([], ["-O"]):
        if os.path.exists(target):
            os.unlink(target)
        got = run(["scp", "-q", *flag, *portal.options(port_flag="-P"),
                   "guest@%s:/services/%s/form.en.txt" % (HOST, SERVICE), target])
        if flag and got.code != 0:
            holds(got.err.strip(), "scp -O is refused without a word")
            continue
        same(got.code, 0, repr(got))
        holds(os.path.getsize(target) > 500, "the form is empty")


@case
def sftp_receipts_of_the_owner(portal):
    key = portal.key()
    got = portal.ssh("apply", SERVICE, "--json", user="me", key=key,
                     given=fill(portal.blank(SERVICE, "en", user="me", key=key), SERVICE))
    same(got.code, 0, repr(got))
    reference, pin = got.json()["reference"], got.json()["pin"]
    target = os.path.join(portal.folder, "receipt.txt")
    fetched = portal.sftp("get /receipts/%s.txt %s" % (reference, target), user="me", key=key)
    same(fetched.code, 0, repr(fetched))
    with open(target, encoding="utf-8") as f:
        text = f.read()
    digits = "".join(c for c in text if c.isdigit())
    holds(reference in digits, "the reference is not on the receipt: %r" % text)
    holds(pin not in digits.replace(reference, ""), "a receipt fetched later shows the PIN")
    os.unlink(target)
    for user, other in (("guest", None), ("me", portal.key())):
        refused = portal.sftp("get /receipts/%s.txt %s" % (reference, target), user=user, key=other)
        holds(refused.code != 0 and not os.path.exists(target), "somebody else's receipt was handed out")


@case
def sftp_is_read_only(portal):
    source = os.path.join(portal.folder, "upload.txt")
    with open(source, "w", encoding="utf-8") as f:
        f.write("nothing")
    for command in ("put %s /services/x.txt" % source, "put %s /x.txt" % source, "rm /services/%s/form.en.txt" % SERVICE,
                    "mkdir /x", "rename /services /y", "ln -s /etc/passwd /z", "chmod 777 /services"):
        got = portal.sftp(command)
        holds(got.code != 0, "%s was not refused" % command)


@case
def sftp_stays_inside(portal):
    target = os.path.join(portal.folder, "stolen")
    for path in ("/etc/passwd", "/../../etc/passwd", "/services/../../../etc/passwd", "/services/%s/../../../../etc/passwd" % SERVICE,
                 "/registry.db", "/receipts/../registry.db"):
        got = portal.sftp("get %s %s" % (path, target))
        holds(got.code != 0 and not os.path.exists(target), "%s was handed out" % path)


@case
def a_weak_key_is_passed_over(portal):
    """The next key, or reference and PIN, are asked for at once; a certificate makes nobody a stranger."""
    good, weak = portal.key(), portal.key("rsa", 1024)
    receipt = portal.apply(SERVICE, fill(portal.blank(SERVICE), SERVICE), user="me", key=good).json()

    def is_owner(key, flags=()):
        got = portal.ssh("track", receipt["reference"], "--json", user="me", key=key, flags=flags, seconds=20)
        return got.code == 0 and got.json()["state"] == "submitted"
    holds(is_owner(good) and not is_owner(portal.key()), "a key that has applied, and one that has not")
    holds(is_owner(weak, ["-i", good]), "a weak key, then a good one")
    got = portal.ssh_me(receipt["reference"], receipt["pin"], "version", key=weak, seconds=20)
    same(got.code, 0, "a weak key, then reference and PIN: %r" % got)
    signed = run(["ssh-keygen", "-q", "-s", portal.key(), "-I", "x", "-n", "me", good + ".pub"])
    same(signed.code, 0, repr(signed))
    holds(is_owner(good), "a certificate, then its key")


@case
def several_sessions_over_one_connection(portal):
    """OpenSSH's shared connection: what is not served beside open pages gets a connection of its own."""
    shared = ["-o", "ControlPath=" + os.path.join(portal.folder, "shared")]
    control = [*portal.ssh_line(flags=shared)[:-1], "guest@" + HOST]
    master = subprocess.Popen(portal.ssh_line(flags=["-tt", "-M", *shared]), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL)
    try:
        os.set_blocking(master.stdout.fileno(), False)
        until("the first page", lambda: b"English" in (master.stdout.read() or b""))
        for i in range(8):
            got = portal.ssh("search", "passport", flags=shared)
            same(got.code, 0, "search %d: %r" % (i, got))
            holds("passport" in got.out.lower(), "nothing found: %r" % got)
        got = run(["sftp", "-q", *shared, *portal.options(port_flag="-P"), "-b", "-", "guest@" + HOST], "ls /services\n")
        same(got.code, 0, "sftp: %r" % got)
        same(run([control[0], "-O", "check", *control[1:]]).code, 0, "the first session's connection")
        master.stdin.write(b"1\r")
        master.stdin.flush()
        until("the next page", lambda: b"Welcome to Shubbak" in (master.stdout.read() or b""))
    finally:
        master.kill()
        master.wait()
        master.stdin.close()
        master.stdout.close()


@case
def sessions_one_after_the_other_share_a_connection(portal):
    """Beside nothing else, each is served over the shared one: the portal counts one visitor."""
    shared = ["-o", "ControlPath=" + os.path.join(portal.folder, "kept"), "-o", "ControlMaster=auto", "-o", "ControlPersist=30"]
    def visitors():
        return len(re.findall(r"listener\[\d+\] visitor from ", portal.log()))
    before = visitors()
    for _ in range(5):
        same(portal.ssh("version", flags=shared).code, 0)
    came = visitors() - before
    run(portal.ssh_line(flags=[*shared, "-O", "exit"]))
    same(came, 1, "connections")


@case
def many_clients_that_leave_early(portal):
    """A client that is gone before the answer leaves nothing behind."""
    usual = portal.processes()
    for _ in range(10):
        child = subprocess.Popen(portal.ssh_line("services"), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        child.stdout.read(1)
        child.kill()
        child.wait()
        child.stdout.close()
    portal.quiet(usual)
    until("the server to answer", lambda: portal.ssh("version").code == 0)


run_cases(Portal)
