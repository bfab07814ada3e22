# rows_pin.py - rows about guessing: who guesses keeps nobody else out, and does not gain.
import secrets

from crowd import Behind, Row

from balancer import brought, header
from odd import Odd
from records import applied

HOME, NEIGHBOUR = "198.51.100.7", "203.0.113.50"  # where an application was begun; in the network of who guesses
GUESSES, EACH = 21, 3                             # in all, and on one connection


def tries(portal, source, pairs):
    """References and PINs in one login; whether one of them was taken. A portal may end the connection instead of an answer."""
    with Odd(portal.port, seconds=60, ahead=header(source)) as client:
        client.shake()
        try:
            return any(client.sign_in(reference, pin) for reference, pin in pairs)
        except (EOFError, ConnectionError):
            return False


def guess(portal, network, pairs):
    """As many connections as it takes, each from another address of the network."""
    return any([tries(portal, "%s.%d" % (network, 100 + at), pairs[at:at + EACH]) for at in range(0, len(pairs), EACH)])


def tracks(portal, source, reference, pin):
    """By the command that anybody may give."""
    got = portal.ssh("track", reference, "--json", given=pin + "\n", flags=brought(portal, source))
    return got.code == 0 and got.json()["reference"] == reference


def reference_of_nobody():
    """ISO 7064 MOD 97-10, as every reference."""
    number = 100 * secrets.randbelow(10 ** 12)
    return "%014d" % (number + 98 - number % 97)


def another(pin):
    return str((int(pin) + 1 + secrets.randbelow(9)) % 10 ** len(pin)).zfill(len(pin))


def judged(facts):
    """One row of (what, whether it is as it should be)."""
    return Row("\n".join("%s: %s" % (what, "yes" if ok else "NO") for what, ok in facts), "yes to each", all(ok for _, ok in facts))


def unknown(_place):
    with Behind() as portal:
        elsewhere, here = applied(portal, source=HOME), applied(portal, source=NEIGHBOUR)
        guesses = [(reference_of_nobody(), "%06d" % secrets.randbelow(10 ** 6)) for _ in range(GUESSES)]
        facts = [("none of the guesses was taken", not guess(portal, "203.0.113", guesses))]
        for whose, source, numbers in (("a neighbour's, begun elsewhere,", NEIGHBOUR, elsewhere),
                                       ("a neighbour's, begun there,", NEIGHBOUR, here),
                                       ("one at the place where it was begun", HOME, elsewhere)):
            facts.append(("%s is taken at a login" % whose, tries(portal, source, [numbers])))
            facts.append(("%s is taken by `track`" % whose, tracks(portal, source, *numbers)))
    return judged(facts)


def known(_place):
    with Behind() as portal:
        reference, pin = applied(portal, source=HOME)
        guesses = [(reference, another(pin)) for _ in range(GUESSES)]
        return judged([
            ("none of the guesses was taken", not guess(portal, "192.0.2", guesses)),
            ("the right one, guessed next, is not taken there", not tries(portal, "192.0.2.9", [(reference, pin)])),
            ("nor there by `track`", not tracks(portal, "192.0.2.9", reference, pin)),
            ("it is taken at the place where it was begun", tries(portal, HOME, [(reference, pin)])),
            ("and there by `track`", tracks(portal, HOME, reference, pin))])


ROWS = [
    ("pin-unknown", "21 wrong unknown references from a /24, then the right PIN of others there and at home", unknown),
    ("pin-known", "21 wrong PINs of one application from a /24, then its right one there and at home", known),
]
