# bad_input_test.py - what nobody should send: each thing gets its answer, nothing is stored, and the server goes on.
import os
import threading

from cases import case, holds, run_cases, same, until
from definitions import says
from filler import fill, set_answer
from shubbak import Portal
from terminal import Terminal
from walk import to_form, to_home

SERVICE = "lb-civil-status-extract"


def applications(portal):
    return portal.host("status", "--json").json()["applications"]


def refused(portal, data, codes=(2,)):
    """An apply that must fail with words by line, and store nothing."""
    before = applications(portal)
    got = portal.apply(SERVICE, data)
    holds(got.code in codes, repr(got)[:500])
    errors = got.json()["errors"]
    holds(errors and all(e["message"] for e in errors), "no words")
    holds(len(errors) <= 60, "%d errors" % len(errors))
    same(applications(portal), before, "stored all the same")
    same(portal.ssh("version").code, 0, "the server goes on")
    return errors


@case
def not_utf8(portal):
    filled, line = set_answer(fill(portal.blank(SERVICE), SERVICE), "person", 0, "first_name", "MARK")
    errors = refused(portal, filled.encode().replace(b"MARK", b"Jos\xe9"))
    holds(any(e["line"] == line for e in errors), "line %d: %s" % (line, errors))
    same(len(refused(portal, filled.encode("utf-16-le"))), 1, "UTF-16 that does not say so")
    refused(portal, os.urandom(2000))


@case
def control_characters(portal):
    filled = fill(portal.blank(SERVICE), SERVICE)
    for bad in ("Sa\x1b[31mmi", "Sa\x00mi", "Sa\x07mi", "Sa\u0085mi"):
        text, line = set_answer(filled, "person", 0, "first_name", bad)
        errors = refused(portal, text)
        holds(any(e["line"] == line for e in errors), "%r: %s" % (bad, errors))
        holds("\x1b" not in "".join(e["message"] for e in errors), "it came back as it was")
    # Marks that nobody sees come from people's editors: they are taken away, not kept and not refused.
    for unseen in ("Sa\u202emi", "Sa\U000e0041mi", "\u200fSa\u200bmi"):
        text, _ = set_answer(fill(portal.blank(SERVICE), SERVICE), "person", 0, "first_name", unseen)
        got = portal.apply(SERVICE, text)
        same(got.code, 0, repr(got))
        shown = portal.host("application", "show", got.json()["reference"]).out
        holds("First name: Sami\n" in shown, "%r became %r" % (unseen, shown))


@case
def overlong_line(portal):
    filled, line = set_answer(fill(portal.blank(SERVICE), SERVICE), "person", 0, "first_name", "a" * 200000)
    errors = refused(portal, filled)
    holds(any(e["line"] == line for e in errors), str(errors)[:300])
    filled, line = set_answer(fill(portal.blank(SERVICE), SERVICE), "person", 0, "first_name", "a" * 5000)
    errors = refused(portal, filled)
    holds(any(e["line"] == line for e in errors), str(errors)[:300])


@case
def ten_megabytes(portal):
    usual = portal.processes()
    errors = refused(portal, b"# words\n" * (10 * 1024 * 1024 // 8))
    holds(errors[0]["message"], "no words")
    refused(portal, b"a" * (10 * 1024 * 1024))
    refused(portal, fill(portal.blank(SERVICE), SERVICE) + "# more\n" * 1500000)
    portal.quiet(usual)


@case
def hostile_bytes_in_many_places(portal):
    """One form damaged in a hundred ways: always an answer, never a fault of ours, never stored."""
    import random
    rng = random.Random(7)
    filled = fill(portal.blank(SERVICE), SERVICE).encode()
    before = applications(portal)
    for n in range(30):
        data = bytearray(filled)
        for _ in range(rng.randint(1, 30)):
            at = rng.randrange(len(data))
            data[at:at + rng.randint(0, 3)] = bytes(rng.randrange(256) for _ in range(rng.randint(0, 4)))
        got = portal.apply(SERVICE, bytes(data))
        holds(got.code in (0, 2, 4), "damage %d: %r" % (n, got))
        before += got.code == 0
    holds(applications(portal) <= before, "stored more than what was answered with a receipt")
    same(portal.host("verify").code, 0)


@case
def overlong_command(portal):
    usual = portal.processes()
    for length in (1100, 20000, 120000):
        got = portal.ssh("search", "a" * length)
        holds(got.code in (2, 255), repr(got)[:300])
    same(portal.ssh("version").code, 0)
    portal.quiet(usual)


@case
def strange_commands(portal):
    for words in (["'"], ['"unclosed'], ["search", "\x1b[31mred"], ["search", "\\"], ["service", "../../etc/passwd"],
                  ["form", "lb-civil-status-extract;ls"], ["track", "$(id)"], ["help", "--lang"], ["services", "--country"], [" "],
                  ["version", "extra", "words"], ["services", "--json", "--json"], ["apply"], ["service", "a" * 500]):
        got = portal.ssh(*words, given=b"x\n")
        holds(got.code in (0, 2, 3, 4), "%r: %r" % (words, got))
        holds("\x1b" not in got.out + got.err, "an escape came back for %r" % words)


@case
def hostile_environment(portal):
    env = {"LC_%03d" % n: "x" * 200 for n in range(300)}
    env["LC_ALL"] = "fr_FR.UTF-8"
    flags = [word for name in env for word in ("-o", "SendEnv=" + name)]
    got = portal.ssh("version", env=env, flags=flags)
    holds(got.code in (0, 255), repr(got))
    for value in ("../../etc", "a" * 5000, "%s%s%n", "\u202e", "fr\x1b[0m"):
        got = portal.ssh("services", env={"LC_ALL": value, "TERM": value[:60]}, flags=["-o", "SendEnv=LC_ALL"])
        same(got.code, 0, "%r: %r" % (value[:20], repr(got)[:300]))


@case
def absurd_windows(portal):
    usual = portal.processes()
    with Terminal(portal, portal.ssh_line(flags=["-t"]), 300, 100) as t:
        to_home(t, "en")
        for cols, rows in ((10, 3), (500, 200), (1, 1), (700, 250), (80, 24)):
            t.resize(cols, rows)
            t.still(0.2)
        t.wait("Welcome to Shubbak")
    portal.quiet(usual)


@case
def hostile_keys(portal):
    """Bytes that are no keys: broken UTF-8, unfinished and overlong sequences, a paste of 100 kB."""
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        for code in ("1b5b", "1b5b39393939393939393939", "1b5d303b", "07", "ff", "c3", "28", "e28080", "1b4f", "1b1b1b", "9b", "f8888080"):
            t.tmux("send-keys", "-t", t.pane, "-H", *[code[i:i + 2] for i in range(0, len(code), 2)])
        t.still(0.3)
        for _ in range(6):
            t.press("Escape")
            t.still(0.1)
        t.press("C-u")
        t.type("z" * 2000)
        t.still(0.3)
        holds(not t.is_over(), "the visit ended: %s" % t.screen())
    same(portal.ssh("version").code, 0)


@case
def wrong_answers_on_a_page(portal):
    """The message stands by the question, what was typed stays, and the next answer is taken."""
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        to_form(t, "en")
        t.choose("The extract you need")
        t.wait("Kind of extract")
        for bad in ("9", "x", "0x1", "-1"):
            t.enter(bad)
            t.still(0.2)
            holds(t.shows("Kind of extract"), "left the question on a wrong answer: %s" % t.screen())
            t.press("C-u")
        holds(not t.is_over(), "the visit ended")


@case
def wrong_numbers_on_the_track_page(portal):
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        t.choose("Track an application")
        t.wait("Reference number")
        t.enter("1234 5678 9012 34")
        t.still(0.3)
        holds(t.shows("Track an application"), t.screen())
        t.press("C-u")
        t.enter("0000 0000 0000 01")
        t.wait("Tracking PIN")
        t.enter("000000")
        t.still(0.5)
        holds(t.shows("Track an application") and not t.is_over(), t.screen())
        holds(not t.shows("View my answers"), t.screen())


@case
def many_at_once(portal):
    """Bad forms from many at once keep nobody else out."""
    usual, codes = portal.processes(), []

    def bad(n):
        codes.append(portal.apply(SERVICE, b"x" * (1 << 20), source="127.%d.1.1" % (10 + n), seconds=120).code)

    threads = [threading.Thread(target=bad, args=(n,)) for n in range(12)]
    for each in threads:
        each.start()
    same(portal.ssh("version").code, 0, "an honest visitor meanwhile")
    for each in threads:
        each.join()
    same(set(codes), {2})
    portal.quiet(usual)


@case
def nothing_is_broken(portal):
    same(portal.host("verify").code, 0)
    until("no visitor left", lambda: len(portal.processes()) == 2)
    for line in portal.log().split("\n"):
        holds("\x1b" not in line and "\u202e" not in line, "hostile text in the log: %r" % line)
    holds(says("Leave", "en"), "words")


run_cases(lambda: Portal(settings={"stay_minutes": 0}))
