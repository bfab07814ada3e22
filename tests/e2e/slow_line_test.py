# slow_line_test.py - who comes over a very slow line, or one that loses packets, gets in; `make abuse` has more of them.
import json
import os

from cases import Skip, case, holds, run_cases, same
from shubbak import Portal
from slow_line import Unable, in_a_namespace, run_apart

LOGINS = 2
GREETING = "Shubbak: digits and Enter are enough. Les chiffres et Entrée suffisent."


def all_get_in(milliseconds, loss):
    try:
        logins = in_a_namespace(LOGINS, milliseconds, loss)
    except Unable as e:
        raise Skip(str(e)) from e
    holds(len(logins) == LOGINS and all(arrived for arrived, _ in logins), "logins: %s" % logins)


@case
def two_seconds_there_and_back():
    all_get_in(2000, 0)


@case
def one_packet_in_ten_is_lost():
    all_get_in(200, 10)


@case
def who_waits_has_something_to_read():
    """A second there and back, and the packet with each client's version is lost: that costs nobody the compression."""
    try:
        lines = run_apart(os.path.join(os.path.dirname(__file__), "slow_greeting.py"), 1000, "guest", "me", "plain", "plain-me", "staff")
    except Unable as e:
        raise Skip(str(e)) from e
    told = json.loads(lines[-1])
    for user, (code, out, err) in told.items():
        same(GREETING in err, user in ("guest", "me"), "a greeting for %s: %s" % (user, err))
        same(code, 0 if user in ("guest", "plain") else 255, err)
        holds(out == "" if code else out.startswith("shubbak "), "the answer alone goes to standard output: %r" % out)
        holds("compression: zlib@openssh.com" in err, "the packet that was lost cost %s the compression: %s" % (user, err))


@case
def on_a_quick_line_nobody_is_greeted_unless_it_is_asked_for():
    for setting, greeted in (("auto", ()), ("yes", ("guest",)), ("no", ())):
        portal = Portal(settings={"greeting": setting})
        try:
            for user in ("guest", "plain"):
                same(GREETING in portal.ssh("version", user=user, env={"LC_ALL": "C.UTF-8"}, flags=["-v"]).err, user in greeted, "%s: %s" % (setting, user))
        finally:
            portal.close()


run_cases()
