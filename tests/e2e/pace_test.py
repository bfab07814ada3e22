# pace_test.py - many applications at once: those after the first have to wait, and are told how long; nothing is lost.
import os
import re
import sqlite3

from balancer import brought
from cases import case, holds, run_cases, same, until
from filler import fill
from shubbak import Portal, run
from walk import SERVICE

AT_ONCE, OF_NETWORK = 20, 100  # LIMIT_SUBMIT_VISIT, LIMIT_SUBMIT_SOURCE
CENTRE = "203.0.113.0/24"


class Shared:
    """One connection of OpenSSH, over which commands go one after the other; from another address where one is given."""

    def __init__(self, portal, source=None):
        self.portal = portal
        Shared.count = getattr(Shared, "count", 0) + 1
        self.flags = ["-o", "ControlPath=" + os.path.join(portal.folder, "shared%d" % Shared.count), "-o", "ControlMaster=auto",
                      "-o", "ControlPersist=60", *(brought(portal, source) if source else [])]

    def apply(self, form, *flags):
        return self.portal.ssh("apply", SERVICE, *flags, given=form, flags=self.flags)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        run(self.portal.ssh_line(flags=[*self.flags, "-O", "exit"]))


def submitted(portal):
    """How many entries of a submission the ledger has."""
    base = sqlite3.connect("file:%s?mode=ro" % os.path.join(portal.state, "registry.db"), uri=True)
    try:
        return base.execute("SELECT count(*) FROM ledger WHERE act = 'submitted'").fetchone()[0]
    finally:
        base.close()


def forms(portal):
    """Filled forms without end, each with a request number of its own."""
    filled = fill(portal.blank(SERVICE), SERVICE)
    while True:
        forms.count = getattr(forms, "count", 0) + 1
        yield re.sub(r"^request: .*$", "request: PACED-TESTS-AAAAA-%05d" % forms.count, filled, flags=re.M)


def send(shared, form, most):
    """Sends until it is refused; how often it was not, and the refusal."""
    for sent in range(most):
        got = shared.apply(next(form), "--json")
        if got.code != 0:
            return sent, got
    return most, None


@case
def one_connection_in_a_loop(portal, _):
    form = forms(portal)
    with Shared(portal) as shared:
        sent, refused = send(shared, form, 60)
        holds(AT_ONCE <= sent < 60, "%d were sent" % sent)
        same(submitted(portal), sent, "entries of the ledger")
        same(refused.code, 4, repr(refused))
        error = refused.json()["errors"][0]
        same((error["line"], error["field"]), (None, None))
        holds(re.search(r"has to wait.*seconds to wait: \d+\)", error["message"]), "the words: %r" % error["message"])
        held, told = next(form), []

        def taken():
            got = shared.apply(held, "--lang", "fr")
            if got.code != 0:
                told.append(got)
            return got.code == 0
        until("the same form to be taken", taken, 40)
        same(submitted(portal), sent + 1, "entries of the ledger")
        for got in told:
            same((got.code, got.out), (4, ""), repr(got))
            holds("secondes" in got.err, "in French, on standard error: %r" % got)


@case
def one_network_from_many_connections(portal, behind):
    form = forms(portal)
    sent, refused = 0, None
    for i in range(8):
        with Shared(behind, "192.0.2.%d" % (i + 1)) as shared:
            done, refused = send(shared, form, AT_ONCE - 1)
            sent += done
        if refused is not None:
            break
    holds(refused is not None and OF_NETWORK <= sent < 8 * (AT_ONCE - 1), "%d were sent, then %r" % (sent, refused))
    same(refused.code, 4, repr(refused))
    holds("network" in refused.json()["errors"][0]["message"], repr(refused))
    with Shared(behind, "198.51.100.7") as shared:
        same(shared.apply(next(form)).code, 0, "from another network")


@case
def a_network_that_the_operator_has_named(portal, behind):
    form = forms(portal)
    sent = 0
    for i in range(6):
        with Shared(behind, "203.0.113.%d" % (i + 1)) as shared:
            done, refused = send(shared, form, AT_ONCE - 1)
            same(refused, None, "in a centre: %r" % refused)
            sent += done
    holds(sent > OF_NETWORK, "%d from the centre" % sent)


run_cases(Portal, lambda: Portal(settings={"balancers": "127.0.0.0/8", "exempt": CENTRE}))
