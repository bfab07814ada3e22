# papers_clients_test.py - papers by the clients that people have, judged by a process of their own: what comes is what was sent, whatever drops.
import copy
import hashlib
import os
import shutil
import signal
import threading

from cases import Skip, case, holds, run_cases, same, sanitized, until
from papers import Dropping, bad, large_pdf, pdf, write
from papers_draft import PAPER, Draft
from processes import children, status
from shubbak import HOST, host_key, run

LARGE = 10 << 20  # LIMIT_PAPER
DROPS = 5


@case
def a_file_comes_as_it_was_sent(draft):
    data = pdf(b"0 0 m 10 10 l S")
    got = draft.put("plan.pdf", data)
    same(got.code, 0, repr(got))
    file = draft.files()["plan.pdf"]
    same({k: file[k] for k in ("state", "type", "pages", "width", "height", "bytes")},
         {"state": "whole", "type": "pdf", "pages": 1, "width": 595, "height": 842, "bytes": len(data)})
    same(file["sha256"], hashlib.sha256(data).hexdigest())
    back = os.path.join(draft.portal.folder, "back.pdf")
    same(draft.sftp("get %s/plan.pdf %s" % (draft.folder, back)).code, 0)
    with open(back, "rb") as f:
        holds(f.read() == data, "what comes back is what was sent")
    draft.drop("plan.pdf")


@case
def what_is_none_is_refused_in_words(draft):
    """All in one visit with one that is taken: a bad file ends nothing but itself, and says so."""
    lines, wanted = [], bad()
    for name, data in wanted:
        lines.append("-put %s %s/%s" % (write(draft.portal.folder, name, data), draft.folder, name))
    lines.append("put %s %s/good.pdf" % (write(draft.portal.folder, "good.pdf", pdf()), draft.folder))
    got = draft.sftp(*lines)
    same(got.code, 0, repr(got))
    same(sorted(draft.files()), ["good.pdf"])
    said = [line for line in got.err.splitlines() if len(line) > 20]
    holds(len(said) >= len(wanted), "%d words for %d files: %r" % (len(said), len(wanted), got.err))
    draft.drop("good.pdf")


def name_of(pid):
    try:
        with open("/proc/%d/comm" % pid, encoding="ascii") as f:
            return f.read().strip()
    except OSError:
        return ""


def is_shut_in(told):
    return not told["State"].startswith(("Z", "X")) and told["NoNewPrivs"].strip() == "1" and (sanitized() or told["Seccomp"].strip() == "2")


def end_readers(listener, over, seen):
    """Ends each that is at work, as a fault of its own would; until told that it is over."""
    while not over.is_set():
        for pid in children(listener):
            try:
                if name_of(pid) == "shubbak-reader" and is_shut_in(status(pid)):
                    seen.append(status(pid))
                    os.kill(pid, signal.SIGSEGV)
            except (ProcessLookupError, FileNotFoundError, KeyError):
                pass


@case
def a_reader_that_crashes_takes_its_file_along(draft):
    """The visit goes on, and the file may be sent again. Where root serves, the reader is nobody's."""
    seen, over = [], threading.Event()
    hunter = threading.Thread(target=end_readers, args=(draft.listener, over, seen))
    hunter.start()
    path = write(draft.portal.folder, "slow.pdf", large_pdf(LARGE))
    try:
        for _ in range(40):  # one reads ten megabytes in a few milliseconds, and may be missed
            got = draft.sftp("-put %s %s/slow.pdf" % (path, draft.folder), "ls %s" % draft.folder)
            if seen:
                break
            draft.drop("slow.pdf")
    finally:
        over.set()
        hunter.join()
    same(got.code, 0, repr(got))
    holds(seen, "no reader was met")
    holds(all(f["state"] != "whole" for f in draft.files().values()), "it was taken: %r" % got)
    until("the log to tell of it", lambda: "a reader was ended by signal 11" in draft.portal.log())
    if os.geteuid() == 0:
        holds(all("0" not in told["Uid"].split() for told in seen), "a reader is root's")
    same(draft.put("slow.pdf", pdf(b"n")).code, 0)
    same(draft.files()["slow.pdf"]["state"], "whole")
    draft.drop("slow.pdf")


@case
def scp_and_a_command_put_as_well(draft):
    path = write(draft.portal.folder, "scp.pdf", pdf(b"S"))
    got = run(["scp", "-q", *draft.portal.options(draft.key, port_flag="-P"), path, "me@%s:%s/scp.pdf" % (HOST, draft.folder)])
    same(got.code, 0, repr(got))
    got = draft.portal.ssh("put", PAPER, draft.reference, "--name", "typed.pdf", "--json", user="me", key=draft.key, given=pdf(b"f"))
    same(got.code, 0, repr(got))
    same(got.json()["type"], "pdf")
    same(sorted(draft.files()), ["scp.pdf", "typed.pdf"])
    draft.drop("scp.pdf")
    draft.drop("typed.pdf")


# --- ten mebibytes over a line that drops five times ---

def over_a_bad_line(draft, name, attempt):
    """`attempt(portal, path, first)` until it says that all went well; what came is what was sent."""
    data = large_pdf(LARGE)
    path = write(draft.portal.folder, name, data)
    line = Dropping(draft.portal.port, LARGE // (DROPS + 2), DROPS)
    far = copy.copy(draft.portal)
    far.port = line.number
    try:
        tries = 0
        while not attempt(far, path, tries == 0):
            tries += 1
            holds(tries <= 2 * DROPS, "%s gives up" % name)
        same(line.dropped, DROPS, "times that the line dropped")
    finally:
        line.close()
    file = draft.files()[name]
    same((file["state"], file["bytes"]), ("whole", LARGE))
    same(file["sha256"], hashlib.sha256(data).hexdigest(), name)
    draft.drop(name)


@case
def openssh_goes_on_where_it_was(draft):
    def attempt(far, path, first):
        return draft.sftp("%s %s %s/large.pdf" % ("put" if first else "reput", path, draft.folder), portal=far).code == 0
    over_a_bad_line(draft, "large.pdf", attempt)


@case
def putty_goes_on_where_it_was(draft):
    if shutil.which("puttygen") is None:
        raise Skip("puttygen is not installed")
    ppk = draft.key + ".ppk"
    same(run(["puttygen", draft.key, "-o", ppk], env=dict(os.environ, HOME=draft.portal.folder)).code, 0)

    def attempt(far, path, first):
        script = write(far.folder, "psftp", ("cd %s\n%s %s putty.pdf\n" % (draft.folder, "put" if first else "reput", path)).encode())
        return run(["psftp", "-batch", "-be", "-b", script, "-P", str(far.port), "-hostkey", host_key(far), "-i", ppk, "me@" + HOST],
                   env=dict(os.environ, HOME=far.folder), seconds=120).code == 0 and "putty.pdf" in draft.files() \
            and draft.files()["putty.pdf"]["state"] == "whole"
    over_a_bad_line(draft, "putty.pdf", attempt)


@case
def lftp_goes_on_where_it_was(draft):
    if shutil.which("lftp") is None:
        raise Skip("lftp is not installed")

    def attempt(far, path, first):
        words = ["set cmd:fail-exit true", "set net:max-retries 3", "set net:reconnect-interval-base 1",
                 "set sftp:connect-program '%s'" % " ".join(["ssh", *far.options(draft.key)]),
                 "open -u me, sftp://%s:%d" % (HOST, far.port), "put -c %s -o %s/lftp.pdf" % (path, draft.folder)]
        return run(["lftp", "-c", "; ".join(words)], env=dict(os.environ, HOME=far.folder), seconds=120).code == 0
    over_a_bad_line(draft, "lftp.pdf", attempt)


@case
def rclone_begins_anew_until_it_is_there(draft):
    if shutil.which("rclone") is None:
        raise Skip("rclone is not installed")

    def attempt(far, path, first):
        remote = ":sftp,host=%s,port=%d,user=me,key_file=%s,disable_hashcheck=true,set_modtime=false,shell_type=none:" % (
            HOST, far.port, draft.key)
        return run(["rclone", "copyto", "--retries", "1", "--low-level-retries", "1", path, remote + draft.folder + "/rclone.pdf"],
                   env=dict(os.environ, HOME=far.folder), seconds=120).code == 0
    over_a_bad_line(draft, "rclone.pdf", attempt)


run_cases(Draft)
