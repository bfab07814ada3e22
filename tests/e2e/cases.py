# cases.py - what every end-to-end script uses: its cases one after another, counted, and told at the end.
import os
import sys
import time
import traceback

_cases = []


class Skip(Exception):
    """This case cannot be tried here; says why."""


def case(function):
    """Enters a function as a case, in the order of the file."""
    _cases.append(function)
    return function


def sanitized():
    return os.environ.get("SHUBBAK_SANITIZED") == "1"


def patience(seconds):
    """A time limit for this build: sanitizers make everything slower."""
    return seconds * 4 if sanitized() else seconds


def until(what, look, seconds=20.0):
    """Polls look() until it gives something true, and gives that; fails when it never does."""
    deadline = time.monotonic() + patience(seconds)
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError("waited %.0f s in vain for %s" % (patience(seconds), what))
        time.sleep(0.02)


def same(got, wanted, what=""):
    if got != wanted:
        raise AssertionError("%s: got %r, wanted %r" % (what or "not the same", got, wanted))


def holds(condition, what):
    if not condition:
        raise AssertionError(what)


def run_cases(*shared):
    """Runs all cases, handing each the shared things (closed afterwards), prints the count and exits."""
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    opened = []
    try:
        try:
            opened = [make() for make in shared]
        except Exception:
            traceback.print_exc()
            print("FAIL the setting could not be made")
            counts["failed"] = 1
            _cases.clear()
        for each in _cases:
            if wanted in each.__name__:
                counts[_run_one(each, opened)] += 1
    finally:
        for thing in reversed(opened):
            try:
                thing.close()
            except AssertionError as e:
                print("FAIL at the end: %s" % e)
                counts["failed"] += 1
    line = "%d passed, %d failed" % (counts["passed"], counts["failed"])
    print(line + (", %d skipped" % counts["skipped"] if counts["skipped"] else ""))
    sys.exit(1 if counts["failed"] else 0)


def _run_one(function, opened):
    began = time.monotonic()
    try:
        function(*opened)
    except Skip as e:
        print("skip %s: %s" % (function.__name__, e), flush=True)
        return "skipped"
    except Exception:
        print("FAIL %s (%.1f s)" % (function.__name__, time.monotonic() - began))
        traceback.print_exc(file=sys.stdout)
        sys.stdout.flush()
        return "failed"
    print("ok   %s (%.1f s)" % (function.__name__, time.monotonic() - began), flush=True)
    return "passed"
