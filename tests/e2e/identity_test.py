# identity_test.py - who somebody is in a visit: named by what was proven, on every face; and what the ledger keeps of a look.
import os

from cases import case, holds, run_cases, same, until
from definitions import says, service
from records import applied, looks
from shubbak import HOST, Portal, run
from terminal import Terminal
from walk import SERVICE, to_form, to_home


def sign_in(portal, reference, pin, cols=80, rows=24, tries=1, log="ERROR", env=None):
    t = Terminal(portal, ["ssh", "-o", "NumberOfPasswordPrompts=%d" % tries, "-o", "LogLevel=" + log, *portal.options(batch=False), "-t", "me@" + HOST], cols, rows, env=env)
    t.wait("Reference")
    t.enter(reference)
    t.wait("PIN")
    t.enter(pin)
    return t


def leave(t, lang):
    t.press("C-c")
    t.wait(says("Leave the portal?", lang), lang)
    t.choose(says("Leave", lang), lang)
    until("the end", t.is_over)


def first_row(t):
    return t.screen().split("\n")[0]


@case
def signed_in_with_a_submitted_one(portal):
    """By reference and PIN: the first row says so, home has the application, and it opens from there without a PIN."""
    usual = portal.processes()
    reference, pin = applied(portal)
    with sign_in(portal, reference, pin) as t:
        t.wait("Progress of your application")
        holds("Applicant" in first_row(t), "the first row: %r" % first_row(t))
        t.choose("Go to the home page")
        t.wait("Welcome to Shubbak")
        holds("Applicant" in first_row(t), "the first row of home: %r" % first_row(t))
        t.choose("My applications and drafts")
        t.wait(reference)
        t.choose(service(SERVICE)["name"]["en"])
        t.wait("Progress of your application")
        same(looks(portal, reference), 1, "looks of one visit")
        leave(t, "en")
    with sign_in(portal, reference, pin) as t:
        t.wait("Progress of your application")
        same(looks(portal, reference), 2, "looks of two visits")
        leave(t, "en")
    portal.quiet(usual)


@case
def signed_in_with_a_draft(portal):
    usual = portal.processes()
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "fr")
        holds(says("Guest", "fr") in first_row(t), "a guest's first row: %r" % first_row(t))
        holds(not t.shows(says("My applications and drafts", "fr")), "a guest has applications of their own")
        reference, pin = to_form(t, "fr")
        leave(t, "fr")
    with sign_in(portal, reference, pin, 40, 15) as t:
        t.wait(says("Parts of your application", "fr"), "fr")  # in which it was begun
        holds(says("Applicant", "fr") in first_row(t), "the first row: %r" % first_row(t))
        t.press("Escape")
        t.choose(says("Go to the home page", "fr"), "fr")
        t.press("C-l")
        t.choose("English")
        t.wait("Waiting for you")
        t.press("C-l")
        t.choose("Français")
        t.wait(says("Waiting for you", "fr"), "fr")
        holds(says("Applicant", "fr") in first_row(t), "the first row in French: %r" % first_row(t))
        t.wait(reference, "fr")
        t.choose(service(SERVICE)["name"]["fr"].split()[0], "fr")
        t.wait(says("Parts of your application", "fr"), "fr")
        leave(t, "fr")
    portal.quiet(usual)


@case
def a_wrong_check_digit_is_named(portal):
    """A mistyped reference is told at the prompt, whatever the PIN, also to a client that logs errors alone; a wrong PIN is not."""
    reference, pin = applied(portal)
    digits = reference.replace(" ", "")
    wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    with sign_in(portal, wrong, pin, tries=3, rows=60) as t:
        t.wait("This is not a reference number")
        t.enter(digits)
        until("the PIN is asked for again", lambda: t.screen().count("PIN - Code") == 2)
        t.enter(pin)
        t.wait("Progress of your application")
        leave(t, "en")
    for short in (wrong, "12345"):  # a small screen: no word of it is broken, and it is true of too few digits as well
        with sign_in(portal, short, pin, cols=40, tries=3, rows=60, env={"LC_ALL": "C.UTF-8"}) as t:
            t.wait("This is not a reference number")
            t.settle()
            rows = [row.strip() for row in t.lines()]
            for row in ("(10 digits). Check each digit,", "Ce n'est ni un numéro de référence", "(10 chiffres). Vérifiez les chiffres,"):
                holds(row in rows, t.screen())
    with sign_in(portal, digits, "000000" if pin != "000000" else "111111", tries=3, rows=60) as t:
        until("it is asked for again", lambda: t.screen().count("Reference or account") == 2)
        t.wait("These numbers were not accepted")
        holds(not t.shows("This is not a reference number"), "a wrong PIN is told apart")
    with sign_in(portal, digits, "000000" if pin != "000000" else "111111", tries=3, log="INFO", rows=60) as t:
        until("it is asked for again", lambda: t.screen().count("Reference or account") == 2)
        same(t.screen().count("These numbers were not accepted"), 1, t.screen())
    with sign_in(portal, wrong, pin, tries=3, rows=60) as t:
        t.wait("This is not a reference number")
        t.enter(digits + "0" * 60)
        until("the PIN is asked for again", lambda: t.screen().count("PIN - Code") == 2)
        t.enter(pin)
        t.wait("These numbers were not accepted")


@case
def who_is_refused_is_told_where_to_turn(portal):
    """With the second question comes where to turn, with the third that it is the last one; the line that is closed says it again."""
    reference, _ = applied(portal)
    with Terminal(portal, ["ssh", "-o", "NumberOfPasswordPrompts=5", "-o", "LogLevel=INFO", *portal.options(batch=False), "-t", "me@" + HOST], 100, 60, env={"LC_ALL": "C.UTF-8"}) as t:
        for count in range(3):
            until("it is asked", lambda: t.screen().count("Reference or account") == count + 1)
            same(t.screen().count("Connect as guest@ and type ?."), count)
            same(t.shows("This is the last try of this connection."), count == 2)
            t.enter(reference)
            until("the PIN is asked for", lambda: t.screen().count("PIN - Code") == count + 1)
            t.enter("000000")
        t.wait("The numbers were refused three times.")


@case
def the_terminals_language_is_kept(portal):
    """Who has chosen none yet stands at the application in the language that the terminal asks for."""
    reference, pin = applied(portal)
    with Terminal(portal, ["ssh", *portal.options(batch=False), "-o", "SetEnv=LANG=fr_FR.UTF-8", "-t", "me@" + HOST]) as t:
        t.wait("Reference")
        t.enter(reference)
        t.wait("PIN")
        t.enter(pin)
        t.wait("Le parcours de votre demande")


@case
def in_plain_lines(portal):
    reference, pin = applied(portal)
    with Terminal(portal, ["ssh", *portal.options(batch=False), "-t", "plain-me@" + HOST], 80, 70) as t:
        t.wait("Reference")
        t.enter(reference)
        t.wait("PIN")
        t.enter(pin)
        t.wait("Language")
        t.enter("1")
        t.wait("Progress of your application")
        t.enter("2")
        t.wait("Withdraw this application?")
        t.enter("0")
        t.wait("Go to the home page")
        same(looks(portal, reference), 1, "looks of one visit")


@case
def files_and_commands_look_once(portal):
    """A receipt listed, fetched twice and told: one look a visit, by key and by PIN."""
    def fetch(reference):
        target = os.path.join(portal.folder, "fetched-%s" % reference)
        return ["ls /receipts", "get /receipts/%s.txt %s" % (reference, target),
                "get /receipts/%s.txt %s.again" % (reference, target)], target

    key = portal.key()
    reference, _ = applied(portal, "me", key)
    commands, target = fetch(reference)
    for visit in (1, 2):
        same(portal.sftp(*commands, user="me", key=key).code, 0)
        same(looks(portal, reference), visit, "looks by key after visit %d" % visit)
    holds(os.path.getsize(target + ".again") > 100, "no receipt")
    reference, pin = applied(portal)
    commands, target = fetch(reference)
    got = run(["sftp", "-q", *portal.options(port_flag="-P", batch=False), "me@" + HOST], "\n".join(commands) + "\n", 60,
              dict({"PATH": os.environ["PATH"], "HOME": portal.folder, "TERM": "dumb"}, **portal.ask_pass(reference, pin)))
    holds(os.path.exists(target + ".again"), "no receipt by PIN: %r" % got)
    same(looks(portal, reference), 1, "looks by PIN over sftp")
    same(portal.ssh_me(reference, pin, "track", reference).code, 0)
    same(looks(portal, reference), 2, "a command of another visit")


@case
def the_authority_looks_each_time(portal):
    reference, _ = applied(portal)
    for count in (1, 2):
        same(portal.host("application", "show", reference).code, 0)
        same(looks(portal, reference), count, "looks of the authority")


run_cases(Portal)
