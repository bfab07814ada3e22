# crowd_test.py - two hundred visitors at once doing the whole way by script: two hundred receipts, each once.
import concurrent.futures
import os
import time

from cases import case, holds, patience, run_cases, same
from filler import fill
from shubbak import Portal

VISITORS = 200
AT_ONCE = 200 if "SHUBBAK_SANITIZED" not in os.environ else 40  # a sanitized login costs ten times as much
LIMIT = 300  # seconds for all of them
SERVICE = "lb-civil-status-extract"


def visitor(portal, number):
    """One person's whole way from an address of her own: blank form, filled, receipt, tracked."""
    source = "127.%d.%d.1" % (1 + number // 200, 1 + number % 200)
    blank = portal.ssh("form", SERVICE, "--lang", ("ar", "fr", "en")[number % 3], source=source, seconds=120)
    if blank.code != 0:
        return "form: %r" % blank
    got = portal.apply(SERVICE, fill(blank.out, SERVICE, seed=number), source=source, seconds=120)
    if got.code != 0:
        return "apply: %r" % got
    receipt = got.json()
    tracked = portal.ssh("track", receipt["reference"], "--json", given=receipt["pin"] + "\n", source=source, seconds=120)
    if tracked.code != 0:
        return "track: %r" % tracked
    return receipt, tracked.json()


@case
def two_hundred_receipts(portal):
    usual, began = portal.processes(), time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        results = list(pool.map(lambda n: visitor(portal, n), range(VISITORS)))
    took = time.monotonic() - began
    failures = [r for r in results if isinstance(r, str)]
    holds(not failures, "%d of %d did not arrive; the first: %s" % (len(failures), VISITORS, failures[:1]))
    references = [receipt["reference"] for receipt, _ in results]
    same(len(set(references)), VISITORS, "each receipt once")
    for receipt, tracked in results:
        same((tracked["reference"], tracked["state"], tracked["service"], tracked["submitted_at"]),
             (receipt["reference"], "submitted", SERVICE, receipt["submitted_at"]))
    print("     %d visitors, %d logins in %.0f s" % (VISITORS, 3 * VISITORS, took))
    holds(took < patience(LIMIT), "it took %.0f s" % took)
    portal.quiet(usual)


@case
def the_registry_has_each_once(portal):
    got = portal.host("status", "--json")
    same(got.code, 0, repr(got))
    same(got.json()["applications"], VISITORS, "applications in the registry")
    verified = portal.host("verify", seconds=120)
    same(verified.code, 0, repr(verified))


run_cases(Portal)
