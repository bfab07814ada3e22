# audit_test.py - what the portal offers before anybody is known: no algorithm that ssh-audit holds to be weak.
import ctypes
import re
import shutil

from cases import Skip, case, holds, run_cases, same
from odd import Odd, text_at
from shubbak import HOST, Portal, run

P256 = {"ecdh-sha2-nistp256", "ecdsa-sha2-nistp256"}
LATER = ("mlkem768x25519-sha256", "sntrup761x25519-sha512", "sntrup761x25519-sha512@openssh.com")  # than quantum computers
KEX = 24  # SSH_OPTIONS_KEY_EXCHANGE


def audit(portal):
    """What ssh-audit holds against the portal: {(algorithm, "fail" or "warn"): why}."""
    if shutil.which("ssh-audit") is None:
        raise Skip("ssh-audit IS NOT INSTALLED: nobody has looked at the algorithms")
    got = run(["ssh-audit", "-b", "-n", "-p", str(portal.port), HOST])
    holds("curve25519-sha256" in got.out and "ssh-ed25519" in got.out, "ssh-audit says nothing: %r" % got)
    found, name = {}, None
    for line in got.out.split("\n"):
        named = re.match(r"\((?:kex|key|enc|mac)\) (\S+)", line)
        name = named.group(1) if named else name if line.startswith(" ") else None
        for level, why in re.findall(r"\[(fail|warn)\] (.*)", line):
            found[name, level] = why
    return found


def offered(portal):
    """The exchanges of keys and the host keys that the portal offers, in its order."""
    with Odd(portal.port) as client:
        client.banner()
        client.offer()
        exchanges = text_at(client.theirs, 17)
        return [names.decode().split(",") for names in (exchanges, text_at(client.theirs, 21 + len(exchanges)))]


def known(names):
    """Those that the libssh on this machine has."""
    libssh = ctypes.CDLL("libssh.so.4")
    libssh.ssh_new.restype = ctypes.c_void_p
    session = ctypes.c_void_p(libssh.ssh_new())
    found = [n for n in names if libssh.ssh_options_set(session, KEX, ctypes.c_char_p(n.encode())) == 0]
    libssh.ssh_free(session)
    return found


@case
def nothing_weak(portal):
    found = audit(portal)
    # ssh-audit 2.5 warns of what came after it: the mark of a countermeasure, which is no algorithm, and new exchanges.
    for name in ("kex-strict-s-v00@openssh.com", *LATER):
        found.pop((name, "warn"), None)
    same(found, {}, "what ssh-audit holds against it")


@case
def exchanges_that_last_come_first(portal):
    """Safe from quantum computers where libssh has them, and Curve25519 behind these."""
    exchanges, host_keys = offered(portal)
    same(known(["curve25519-sha256"]), ["curve25519-sha256"], "libssh was not asked rightly")
    mine = [e for e in exchanges if not e.startswith(("kex-strict-", "ext-info-"))]
    same(mine, known(LATER) + ["curve25519-sha256", "curve25519-sha256@libssh.org"])
    same(host_keys, ["ssh-ed25519"])


@case
def p256_where_it_is_wanted(_):
    portal = Portal(settings={"p256": "yes"})
    try:
        exchanges, host_keys = offered(portal)
        holds(P256 <= set(exchanges + host_keys), "%s, %s" % (exchanges, host_keys))
        holds(exchanges.index("curve25519-sha256") < exchanges.index("ecdh-sha2-nistp256"), "P-256 before Curve25519")
        got = portal.ssh("version", flags=["-o", "KexAlgorithms=ecdh-sha2-nistp256", "-o", "HostKeyAlgorithms=ecdsa-sha2-nistp256"])
        same(got.code, 0, "a client that knows P-256 only: %r" % got)
        holds(P256 <= {name for name, level in audit(portal) if level == "fail"}, "ssh-audit says nothing of P-256")
    finally:
        portal.close()


run_cases(Portal)
