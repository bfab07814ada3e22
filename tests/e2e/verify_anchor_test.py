# verify_anchor_test.py - the clerk writes the ledger's head down outside the state folder; an older copy that is put back is told by it.
import os
import re
import shutil
import signal

from cases import case, holds, run_cases, same, until
from filler import fill
from shubbak import BINARY, Portal, copy_state, give_to_owner, run

SERVICE = "lb-civil-status-extract"
LINE = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ [0-9a-f]{16} 0 [1-9][0-9]* [0-9a-f]{64}$")


def apply(portal):
    got = portal.apply(SERVICE, fill(portal.blank(SERVICE), SERVICE))
    same(got.code, 0, repr(got))


def lines(path):
    try:
        with open(path, encoding="utf-8") as f:
            return f.read().splitlines()
    except FileNotFoundError:
        return []


def verify(state, anchor):
    return run([BINARY, "verify", "--anchor", anchor, "--state", state])


def anchored():
    return Portal(serve=False)


def set_anchor(portal, path):
    with open(os.path.join(portal.state, "shubbak.conf"), "a", encoding="utf-8") as f:
        f.write("anchor = %s\nanchor_minutes = 1\n" % path)


def outside(portal, name):
    """A folder beside the state folder that its owner may write."""
    folder = os.path.join(portal.folder, name)
    os.mkdir(folder, 0o700)
    return give_to_owner(portal, folder)


@case
def an_older_copy_put_back_is_told(portal):
    file = os.path.join(outside(portal, "elsewhere"), "anchor.txt")
    set_anchor(portal, file)
    portal.start()
    until("the first line of the anchor", lambda: lines(file))
    same(os.stat(file).st_mode & 0o777, 0o600, "who may read the anchor")
    first = lines(file)
    for line in first:
        holds(LINE.match(line), repr(line))
    shown = portal.host("status").out.splitlines()[-1]
    same(shown.split()[-4:], first[0].split()[-4:], "status says another head")
    head = portal.host("status", "--json").json()["ledger_heads"]
    same(["%(origin)s %(lane)d %(seq)d %(hash)s" % one for one in head], [first[0].split(" ", 1)[1]])
    portal.stop()
    copy = os.path.join(portal.folder, "older")
    copy_state(portal.state, copy)
    portal.start()
    apply(portal)
    portal.stop()
    portal.start()  # a clerk that starts writes at once
    until("a line behind the application", lambda: lines(file)[-1].split()[-4:] != first[0].split()[-4:])
    portal.stop()
    got = verify(portal.state, file)
    same(got.code, 0, repr(got))
    same(run([BINARY, "verify", "--state", copy]).code, 0, "the copy is whole by itself")
    got = verify(copy, file)
    same(got.code, 5, repr(got))
    told = got.out.splitlines()
    same([line.split(" (")[0] for line in told], ["Anchor: line %d" % len(lines(file))], "the line that tells")
    holds("an older state" in told[0], told[0])
    # Going on from the copy makes another history, which shows where it has come as far.
    shutil.move(portal.state, portal.state + "-true")
    shutil.move(copy, portal.state)
    portal.start()
    apply(portal)
    portal.stop()
    got = verify(portal.state, file)
    same(got.code, 5, repr(got))
    holds("another history" in got.out, got.out)


@case
def what_cannot_be_written_is_tried_again(portal):
    folder = os.path.join(portal.folder, "not-mounted-yet")
    set_anchor(portal, folder + "/anchor.txt")
    portal.start()
    until("an incident in the log", lambda: re.search(r"incident \w{3}-\w{3}: anchor: .*No such file", portal.log()))
    os.mkdir(folder, 0o700)
    give_to_owner(portal, folder)
    until("the anchor", lambda: lines(folder + "/anchor.txt"), 90)
    holds("the clerk has ended" not in portal.log(), portal.log()[-1000:])
    # A folder, by a reload: a file by the registry's origin.
    other = outside(portal, "folder")
    set_anchor(portal, other)
    portal.server.send_signal(signal.SIGHUP)
    origin = lines(folder + "/anchor.txt")[0].split()[1]
    until("the anchor in the folder", lambda: lines(os.path.join(other, origin + ".anchor")))
    portal.stop()


@case
def within_the_state_folder_is_refused(portal):
    set_anchor(portal, os.path.join(portal.state, "anchor.txt"))
    got = portal.host("serve", "--listen", "127.0.0.1:0")
    holds(got.code != 0 and "must lie outside the portal's folder" in got.err, repr(got))
    got = portal.host("verify", "--anchor", os.path.join(portal.folder, "none"))
    same(got.code, 3, repr(got))


run_cases(anchored)
