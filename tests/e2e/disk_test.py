# disk_test.py - a full disk: browsing works, submitting refuses politely, and goes on by itself afterwards.
import os
import signal
import subprocess

from cases import Skip, case, holds, run_cases, same, until
from filler import fill
from shubbak import Portal

SERVICE = "lb-civil-status-extract"


class SmallDisk:
    """A portal whose state folder lies on a small tmpfs; None where mounting is not permitted."""

    def __init__(self):
        self.portal, self.why = None, ""
        portal = Portal(serve=False)
        moved = portal.state + "-moved"
        os.rename(portal.state, moved)
        os.mkdir(portal.state)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", portal.state], capture_output=True, text=True)
        if done.returncode != 0:
            self.why = done.stderr.strip() or "mount is not permitted"
            os.rmdir(portal.state)
            portal.close()
            return
        subprocess.run(["cp", "-a", moved + "/.", portal.state], check=True)
        self.portal = portal
        portal.start()

    def close(self):
        if self.portal is None:
            return
        try:
            self.portal.stop()
        finally:
            subprocess.run(["umount", self.portal.state], check=False)
            self.portal.close()


def told(portal, words):
    return portal.log().count(words)


def renewed(portal):
    """The listener starts itself anew, for which it needs no room."""
    before = told(portal, "starts itself anew;")
    portal.server.send_signal(signal.SIGUSR2)
    until("the listener to start itself anew", lambda: told(portal, "starts itself anew;") > before)
    until("an answer of the new one", lambda: portal.ssh("version").code == 0)
    same(portal.server.poll(), None)
    same(portal.ssh("services", "--json").code, 0)


def damaged(portal):
    """A snapshot that cannot be used, nor be made anew: visitors go on with what was read from it before."""
    path, services = os.path.join(portal.state, "catalogue.snap"), portal.ssh("services", "--json").json()
    with open(path, "r+b") as f:
        f.write(b"none")
    before = told(portal, "cannot start itself anew")
    portal.server.send_signal(signal.SIGUSR2)
    until("the refusal", lambda: told(portal, "cannot start itself anew") > before)
    same(portal.ssh("services", "--json").json(), services)


@case
def full_disk(disk):
    if disk.portal is None:
        raise Skip("no small disk can be mounted here: " + disk.why)
    portal = disk.portal
    got = portal.apply(SERVICE, fill(portal.blank(SERVICE), SERVICE))
    same(got.code, 0, repr(got))
    first = got.json()
    ballast = os.path.join(portal.state, "ballast")
    with open(ballast, "wb", buffering=0) as f:
        try:
            while True:
                f.write(b"x" * 4096)
        except OSError:
            pass
    filled = fill(portal.blank(SERVICE), SERVICE)
    refused = None
    for _ in range(40):  # the journal may still have room for a few
        refused = portal.apply(SERVICE, filled if refused is None else fill(portal.blank(SERVICE), SERVICE))
        if refused.code != 0:
            break
    holds(refused.code in (4, 5), "on a full disk: %r" % refused)
    message = refused.json()["errors"][0]["message"]
    holds(message, "a refusal without words")
    same(portal.ssh("services", "--json").code, 0, "browsing on a full disk")
    same(portal.ssh("service", SERVICE).code, 0)
    got = portal.ssh("search", "zzzzqqqqxxxx")
    same((got.code, got.out, got.err), (0, "", "No results found.\n"), "words that cannot be counted")
    renewed(portal)
    damaged(portal)
    os.unlink(ballast)
    renewed(portal)
    got = portal.apply(SERVICE, fill(portal.blank(SERVICE), SERVICE))
    same(got.code, 0, "after there is room again: %r" % got)
    tracked = portal.ssh("track", first["reference"], "--json", given=first["pin"] + "\n")
    same(tracked.code, 0, repr(tracked))
    same(portal.host("verify").code, 0)


run_cases(SmallDisk)
