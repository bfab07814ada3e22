# size_test.py - a catalogue of any size: nobody is locked out by it, and what cannot be served is said before it is tried on visitors.
import os
import resource
import signal
import subprocess

from cases import case, holds, patience, run_cases, same, until
from shubbak import BINARY, HOST, Portal, free_port
from terminal import Terminal

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "lb-library-card.yaml")
COUNT = int(os.environ.get("SIZE", "400"))  # SIZE=14000 takes some minutes
AT_ONCE = 60  # files of one import; a command line has 64 words
TOO_FEW = 50  # descriptors: a desk keeps some of its own above that


def definition(name, of):
    """The library card under another id, of another authority."""
    with open(DATA, encoding="utf-8") as f:
        text = f.read()
    return text.replace("lb-library-card", name).replace("Municipal library card", "Library card of %s" % of)


def write(portal, names):
    paths = []
    for name in names:
        paths.append(os.path.join(portal.folder, name + ".yaml"))
        with open(paths[-1], "w", encoding="utf-8") as f:
            f.write(definition(name, name))
    return paths


def bring(portal, names):
    names = list(names)
    for i in range(0, len(names), AT_ONCE):
        paths = write(portal, names[i:i + AT_ONCE])
        got = portal.host("catalogue", "import", *paths, seconds=120)
        same(got.code, 0, repr(got)[-500:])
        for path in paths:
            os.unlink(path)


def sees_pages(portal):
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        t.wait("English")


def allow(portal, files):
    """How many descriptors the visitors' processes that come now may have; gives what it was."""
    return resource.prlimit(portal.server.pid, resource.RLIMIT_NOFILE, files)


@case
def a_start_that_serves_nobody_is_none(portal):
    """It is not said to be ready; what is wrong stands on standard error."""
    second = subprocess.run(
        [BINARY, "serve", "--state", portal.state, "--listen", "%s:%d" % (HOST, free_port())], capture_output=True, text=True,
        timeout=patience(60), preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (TOO_FEW, TOO_FEW)))
    holds("ready" not in second.stdout, "ready was said: %r" % second.stdout)
    same(second.returncode, 5, second.stderr[-800:])
    holds("does not start" in second.stderr and "no page came" in second.stderr, second.stderr[-800:])


@case
def what_cannot_be_served_is_not_taken(portal):
    """A trial of the new catalogue fails: visitors go on with the old one, the log says so, and the next import is tried anew."""
    before = allow(portal, (TOO_FEW, allow(portal, resource.prlimit(portal.server.pid, resource.RLIMIT_NOFILE))[1]))
    bring(portal, ["lb-first-copy"])
    until("the trial to fail", lambda: "visitors go on with the old one" in portal.log())
    allow(portal, before)
    same(portal.ssh("service", "lb-first-copy").code, 3, "a service of a catalogue whose trial has failed")
    sees_pages(portal)
    bring(portal, ["lb-second-copy"])
    until("the next catalogue", lambda: portal.ssh("service", "lb-second-copy").code == 0)
    same(portal.ssh("service", "lb-first-copy").code, 0)


@case
def a_trial_ends_with_the_listener(portal):
    """Also one that is under way; nothing is left behind, and the next start has the new catalogue."""
    bring(portal, ["lb-third-copy"])
    portal.stop()
    portal.start()
    same(portal.ssh("service", "lb-third-copy").code, 0)


@case
def many_services_lock_nobody_out(portal):
    """Imported while it serves, and there from the start on; SIZE says how many (with 14,000 they once passed a fixed limit)."""
    bring(portal, ("lb-copy-%05d" % i for i in range(COUNT)))
    last = "lb-copy-%05d" % (COUNT - 1)
    until("the last of them", lambda: portal.ssh("service", last).code == 0, 30 + COUNT / 50)
    sees_pages(portal)
    portal.stop()
    portal.start(30 + COUNT / 100)
    sees_pages(portal)
    same(portal.ssh("service", last).code, 0)
    os.kill(portal.server.pid, signal.SIGUSR2)
    until("the listener to start itself anew", lambda: "starts itself anew;" in portal.log(), 30 + COUNT / 50)
    same(portal.ssh("service", last).code, 0)


run_cases(Portal)
