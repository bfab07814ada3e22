# records.py - what tests ask of a registry past the portal: an application sent in by a command, the looks at it.
import os
import re
import sqlite3

from balancer import brought
from cases import same
from filler import fill
from shubbak import BINARY, run
from walk import SERVICE


def looks(portal, reference):
    """How often the ledger says that this application was looked at."""
    base = sqlite3.connect("file:%s?mode=ro" % os.path.join(portal.state, "registry.db"), uri=True)
    try:
        return base.execute("SELECT count(*) FROM ledger JOIN application ON object = id"
                            " WHERE reference = ? AND act = 'looked'", (reference,)).fetchone()[0]
    finally:
        base.close()


def applied(portal, user="guest", key=None, source=None):
    """A submitted application; `source`: behind a balancer, the address that it is sent in from."""
    flags = brought(portal, source) if source else []
    blank = portal.ssh("form", SERVICE, "--lang", "en", user=user, key=key, flags=flags)
    same(blank.code, 0, repr(blank))
    got = portal.ssh("apply", SERVICE, "--json", user=user, key=key, given=fill(blank.out, SERVICE), flags=flags)
    same(got.code, 0, repr(got))
    return got.json()["reference"], got.json()["pin"]


def secret_of(portal):
    """The private half of the backup key, as init printed it once."""
    found = re.findall(r"\b[0-9a-f]{64}\b", portal.said.out)
    same(len(found), 1, "init prints the backup's secret once: %r" % portal.said.out[-500:])
    return found[0]


def restore(portal, file, secret, folder, *words):
    return run([BINARY, "restore", file, "--state", folder, *words], secret + "\n")
