# sign_in_test.py - accounts sign in over SSH: staff by a key and a one-time code, and what else is tried is refused.
import time

from cases import case, holds, run_cases, same, until
from filler import fill
from records import applied
from shubbak import HOST, Portal
from staff import STEP, Shared, Staff
from terminal import Terminal
from walk import SERVICE

OFFICER = ("--role", "officer", "--service", SERVICE)
OFFICE = ("office", "add", "tyre", "--name", "Centre of Tyre")


def refused(got):
    """Nothing but what ssh itself says."""
    same((got.code, got.out), (255, ""), repr(got))
    return got.err


def first_row(t):
    return t.screen().split("\n")[0]


@case
def a_key_and_then_a_code_let_staff_in(portal):
    rima = Staff(portal, "Rima Khoury", OFFICER)
    got = rima.ssh("version")
    same(got.code, 0, repr(got))
    same(len(rima.prompts()), 1, "questions")
    holds("One-time code" in rima.prompts()[0], rima.prompts())
    same(got.err, "", "a greeting")
    reference, _ = applied(portal)
    same(rima.ssh("track", reference, "--json").json()["state"], "submitted")
    same(rima.ssh("track", reference, "--json", user="plain-staff").json()["state"], "submitted")
    # Nothing by which it would be another's: no PIN is asked, and withdrawing is the applicant's.
    same(rima.ssh("withdraw", reference).code, 4)
    same(rima.ssh("track", "00000000079444").code, 3)
    same(portal.host("verify").code, 0)


@case
def the_first_row_names_person_and_office(portal):
    portal.host(*OFFICE)
    rima = Staff(portal, "Rima Khoury", ("--role", "officer", "--office", "tyre"))
    with rima.at() as t:
        holds("Rima Khoury · Centre of Tyre" in first_row(t), first_row(t))
    rima.renew()
    with Terminal(portal, rima.line(), 40, 15) as t:
        t.wait("One-time code")
        t.enter(rima.code())
        t.wait("Shubbak")
        until("the name", lambda: "Rima Khoury" in first_row(t))
    rima.renew()
    with Terminal(portal, rima.line("plain-staff"), 80, 24) as t:
        t.wait("One-time code")
        t.enter(rima.code())
        t.wait("Signed in: Rima Khoury · Centre of Tyre")
        t.wait("Waiting applications")


@case
def a_wrong_code_and_an_unknown_key_are_refused_alike(portal):
    rima, tarek = Staff(portal, "Rima Khoury", OFFICER), Staff(portal, "Tarek Saad", OFFICER)
    nobody = portal.key()
    wrong = refused(rima.ssh("version", code="000000"))
    asked = rima.prompts()
    same(refused(rima.ssh("version", code=rima.code(), key=nobody)), wrong)
    same(rima.prompts(), asked)
    same(refused(rima.ssh("version", code=tarek.code())), wrong, "a code of another")
    same(refused(rima.ssh("version", code="", tries=1)), wrong, "no code")
    # Who has no role is told the same, and so is who has no key: then no code is asked.
    citizen = Staff(portal, "Hadi Nasr")
    same(refused(citizen.ssh("version")), wrong)
    got = portal.ssh("version", user="staff")
    same(got.code, 255, repr(got))
    same(refused(got).replace("publickey", "keyboard-interactive"), wrong)
    same(rima.ssh("version").code, 0)


@case
def that_a_code_was_refused_stands_where_it_is_asked_for_again(portal):
    """Also to a client that logs errors alone."""
    rima = Staff(portal, "Rima Khoury", OFFICER)
    with Terminal(portal, ["ssh", "-o", "NumberOfPasswordPrompts=2", *rima.line()[1:]], 80, 24) as t:
        t.wait("One-time code")
        holds(not t.shows("not accepted"), t.screen())
        t.enter("000000")
        t.wait("This code was not accepted")
        until("it is asked for again", lambda: t.screen().count("One-time code") == 2)
        t.enter(rima.code())
        t.wait("English")


@case
def a_code_is_taken_once(portal):
    rima = Staff(portal, "Rima Khoury", OFFICER)
    now = time.time()
    if STEP - now % STEP < 8:
        time.sleep(STEP - now % STEP + 0.1)
    code = rima.code()
    same(rima.ssh("version", code=code).code, 0)
    refused(rima.ssh("version", code=code))
    refused(rima.ssh("version", code=rima.code(-1)))
    same(rima.ssh("version", code=rima.code(1)).code, 0, "a telephone that is a step ahead")
    old = rima.code(1)
    rima.renew()
    holds(rima.code() != old and rima.code(1) != old, "the same code by chance")
    refused(rima.ssh("version", code=old))
    same(portal.host("verify").code, 0)


@case
def a_grants_end_bites_in_the_middle_of_a_visit(portal):
    rima = Staff(portal, "Rima Khoury", OFFICER)
    reference, _ = applied(portal)
    with Shared(rima) as shared:
        same(shared.ssh("track", reference, "--json").json()["reference"].replace(" ", ""), reference.replace(" ", ""))
        same(portal.host("account", "end", rima.number, rima.grants[0]).code, 0)
        same(shared.ssh("track", reference).code, 3)
        same(shared.ssh("version").code, 0)
    refused(rima.ssh("version"))


@case
def a_revoked_key_bites_in_the_middle_of_a_visit(portal):
    rima = Staff(portal, "Rima Khoury", OFFICER)
    reference, _ = applied(portal)
    with Shared(rima) as shared:
        same(shared.ssh("track", reference).code, 0)
        same(portal.host("account", "key", "revoke", rima.number, "--key", "laptop").code, 0)
        same(shared.ssh("track", reference).code, 3)
    refused(rima.ssh("version"))


@case
def an_open_page_of_a_revoked_key_is_shut(portal):
    """Within a minute, though nobody presses a key; who keeps theirs keeps the page."""
    rima, tarek = Staff(portal, "Rima Khoury", OFFICER), Staff(portal, "Tarek Saad", OFFICER)
    with rima.at() as t, tarek.at() as other:
        same(portal.host("account", "key", "revoke", rima.number, "--key", "laptop").code, 0)
        until("the end", t.is_over, 60)
        holds("Your key or your role has ended" in t.screen().replace("\n", " "), t.screen())
        holds(other.shows("Waiting applications"), other.screen())


@case
def wrong_codes_make_the_right_one_wait(portal):
    """By the account, whichever key is used; nobody else waits."""
    rima, tarek = Staff(portal, "Rima Khoury", OFFICER), Staff(portal, "Tarek Saad", OFFICER)
    wrong = [refused(rima.ssh("version", code="00000%d" % i, tries=1)) for i in range(5)]
    same(refused(rima.ssh("version")), wrong[0], "the right one")
    same(tarek.ssh("version").code, 0)


@case
def three_tries_and_the_line_is_cut(portal):
    rima = Staff(portal, "Rima Khoury", OFFICER)
    refused(rima.ssh("version", code="000000", tries=9))
    same(sum("One-time code" in line for line in rima.prompts()), 3, "questions")


@case
def as_a_citizen_the_same_key_has_no_role(portal):
    rima = Staff(portal, "Rima Khoury", OFFICER)
    reference, _ = applied(portal)
    got = portal.ssh("track", reference, user="me", key=rima.key, given="000000\n")
    same(got.code, 3, repr(got))


@case
def the_secret_is_shown_once(portal):
    rima = Staff(portal, "Rima Khoury", OFFICER)
    got = portal.host("account", "code", rima.number)
    same(got.code, 0, repr(got))
    uri = [line for line in got.out.splitlines() if line.startswith("otpauth://totp/Shubbak:%s?" % rima.number)]
    same(len(uri), 1, got.out)
    secret = uri[0].split("secret=")[1].split("&")[0]
    same((len(secret), secret in got.out.replace(uri[0], "")), (32, True))
    holds(secret not in portal.host("account", "show", rima.number).out, "shown again")
    rima.secret = secret
    same(rima.ssh("version", code=rima.code()).code, 0)
    # The QR code in half blocks, as wide as high.
    rows = [line for line in got.out.splitlines() if line and not line.strip("█▀▄ ")]
    same({len(line) for line in rows}, {2 * len(rows) - 1}, got.out)


# --- me@ ---

def person(portal, name):
    """A citizen's account: number and PIN as they were handed over, and a key that is linked to it."""
    paper = portal.host("account", "add", "--name", name, "--json").json()
    key = portal.key()
    with open(key + ".pub", encoding="utf-8") as f:
        same(portal.host("account", "key", "add", paper["number"], "--name", "laptop", "--key", f.read()).code, 0)
    return paper["number"], paper["pin"], key


def track(portal, number, pin, reference):
    """By an account's number and PIN; the askpass answers both questions."""
    return portal.ssh_me(number, pin, "track", reference, "--json")


@case
def number_and_pin_are_the_persons(portal):
    number, pin, key = person(portal, "Mayy Haddad")
    reference, _ = applied(portal, "me", key)
    shown = "%s %s %s" % (number[:4], number[4:7], number[7:])
    same(track(portal, number, pin, reference).json()["state"], "submitted")
    with Terminal(portal, ["ssh", *portal.options(batch=False), "-t", "me@" + HOST], 80, 24) as t:
        t.wait("Reference or account number")
        t.enter(shown)
        t.wait("PIN")
        t.enter(pin)
        t.wait("English")
        t.choose("English")
        t.wait("Welcome to Shubbak")
        holds("Mayy Haddad" in first_row(t), first_row(t))
        t.choose("My applications and drafts")
        t.wait(reference)


@case
def a_linked_key_is_the_person_too(portal):
    """Another key of the account finds what the first one holds; alone it does not act."""
    number, _, key = person(portal, "Mayy Haddad")
    reference, pin = applied(portal, "me", key)
    other = portal.key()
    with open(other + ".pub", encoding="utf-8") as f:
        same(portal.host("account", "key", "add", number, "--name", "phone", "--key", f.read()).code, 0)
    same(portal.ssh("track", reference, user="me", key=other).code, 0)
    same(portal.ssh("account", "--json", user="me", key=other).json()["number"], number)
    same(portal.ssh("withdraw", reference, user="me", key=other, given="\n").code, 4)
    same(portal.host("account", "key", "revoke", number, "--key", "phone").code, 0)
    same(portal.ssh("track", reference, user="me", key=other, given="000000\n").code, 3)
    same(portal.ssh("account", user="me", key=other).code, 4)
    same(portal.ssh("withdraw", reference, user="me", key=key, given=pin + "\n").code, 0)


@case
def what_is_sent_with_the_account_is_found_with_it(portal):
    number, pin, _ = person(portal, "Mayy Haddad")
    got = portal.ssh_me(number, pin, "apply", SERVICE, "--json", given=fill(portal.blank(SERVICE), SERVICE))
    same(got.code, 0, repr(got))
    reference = got.json()["reference"]
    same(track(portal, number, pin, reference).json()["state"], "submitted")
    same(portal.ssh("track", reference, given="000000\n").code, 3)
    same(portal.host("verify").code, 0)


@case
def a_wrong_number_is_named_and_a_wrong_pin_is_not(portal):
    number, pin, _ = person(portal, "Mayy Haddad")
    reference, _ = applied(portal)
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    with Terminal(portal, ["ssh", "-o", "NumberOfPasswordPrompts=2", "-o", "LogLevel=INFO", *portal.options(batch=False), "-t", "me@" + HOST], 40, 60, env={"LC_ALL": "C.UTF-8"}) as t:
        t.wait("Reference or account number")
        t.settle()
        rows = [row.strip() for row in t.lines()]
        holds(rows.count("Reference or account number") == rows.count("Référence ou numéro de compte") == 1, t.screen())
        t.enter(wrong)
        t.wait("PIN")
        t.enter(pin)
        t.wait("This is not a reference number")
    none = track(portal, "0000079444", "00000000", reference)
    same((none.code, none.out), (255, ""), repr(none))
    got = track(portal, number, "00000000" if pin != "00000000" else "11111111", reference)
    same((got.code, got.out, got.err), (255, "", none.err), repr(got))


@case
def a_person_changes_the_pin(portal):
    number, pin, key = person(portal, "Mayy Haddad")
    fresh = portal.ssh_me(number, pin, "account", "new-pin", "--json").json()
    same((fresh["number"], len(fresh["pin"])), (number, 8))
    same(portal.ssh_me(number, pin, "account").code, 255, "the one before")
    same(portal.ssh_me(number, fresh["pin"], "account").code, 0)
    same(portal.ssh("account", "new-pin", user="me", key=key, given="\n").code, 4)
    same(portal.ssh("account", "new-pin", user="me", key=key, given=pin + "\n").code, 3)
    last = portal.ssh("account", "new-pin", "--json", user="me", key=key, given=fresh["pin"] + "\n").json()["pin"]
    same(portal.ssh_me(number, last, "account").code, 0)
    guest = portal.ssh("account", "--lang", "en")
    same((guest.code, portal.ssh("account", "--json").json()["errors"][0]["code"]), (4, "account_needed"))
    holds("Connect as me@" in guest.err and "You cannot open an account on the portal yourself" in guest.err, repr(guest))
    with Terminal(portal, ["ssh", *portal.options(batch=False), "-t", "me@" + HOST], 80, 24) as t:
        t.wait("Reference or account number")
        t.enter(number)
        t.wait("PIN")
        t.enter(last)
        t.wait("English")
        t.choose("English")
        t.wait("Welcome to Shubbak")
        t.choose("My account")
        t.wait("Account number")
        t.choose("Get a new PIN")
        t.wait("Keep my current PIN")
        t.choose("Get a new PIN")
        t.wait("Your account has a new PIN")
        shown = [line.split()[1] for line in t.screen().split("\n") if line.strip().startswith("PIN ")]
    same(portal.ssh_me(number, last, "account").code, 255, "the one before")
    same(portal.ssh_me(number, shown[0], "account").code, 0)
    same(portal.host("verify").code, 0)


run_cases(lambda: Portal())
