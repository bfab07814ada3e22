# records.py - what tests ask of a registry past the portal: an application sent in by a command, the looks at it.
import os
import sqlite3

from cases import same
from filler import fill
from walk import SERVICE


def looks(portal, reference):
    """How often the ledger says that this application was looked at."""
    base = sqlite3.connect("file:%s?mode=ro" % os.path.join(portal.state, "registry.db"), uri=True)
    try:
        return base.execute("SELECT count(*) FROM ledger JOIN application ON object = id"
                            " WHERE reference = ? AND act = 'looked'", (reference,)).fetchone()[0]
    finally:
        base.close()


def applied(portal, user="guest", key=None):
    got = portal.ssh("apply", SERVICE, "--json", user=user, key=key,
                     given=fill(portal.blank(SERVICE, "en", user=user, key=key), SERVICE))
    same(got.code, 0, repr(got))
    return got.json()["reference"], got.json()["pin"]
