# account_test.py - accounts, keys and roles by commands on the host, and applications moved with an account's rights.
import os
import subprocess

from cases import case, holds, run_cases, same
from filler import fill
from shubbak import Portal

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "lb-library-card.yaml")
NAME = "lb-library-card"


def done(portal, *words):
    got = portal.host(*words)
    same(got.code, 0, repr(got))
    return got


def told(portal, *words):
    return done(portal, *words, "--json").json()


def refused(portal, code, *words):
    got = portal.host(*words)
    same(got.code, code, repr(got))
    return got.err


def account(portal, name):
    return told(portal, "account", "add", "--name", name)["number"]


def grant(portal, number, *words):
    return told(portal, "account", "grant", number, *words)["id"]


def sent(portal, seed):
    if portal.host("catalogue", "import", DATA).code != 0:
        raise AssertionError("no import")
    got = portal.apply("lb-judicial-record", fill(portal.blank("lb-judicial-record", "en"), "lb-judicial-record", seed=seed))
    same(got.code, 0, repr(got))
    return got.json()["reference"]


@case
def an_account_is_opened_shown_and_listed(portal):
    got = done(portal, "account", "add", "--name", "Rima Khoury").out
    holds("Account number: " in got and "PIN: " in got, got)
    number = account(portal, "Tarek Saad")
    same(len(number), 10)
    paper = told(portal, "account", "pin", number[:4], number[4:7], number[7:])
    same((paper["number"], len(paper["pin"])), (number, 8))
    same([a["name"] for a in told(portal, "account", "list")].count("Tarek Saad"), 1)
    shown = told(portal, "account", "show", number)
    same((shown["number"], shown["keys"], shown["grants"]), (number, [], []))
    holds("Tarek Saad" in done(portal, "account", "show", number).out, "the name")
    refused(portal, 3, "account", "show", "0000079444")
    refused(portal, 2, "account", "show", "0000079445")
    refused(portal, 2, "account", "add")


@case
def keys_are_added_as_ssh_keygen_makes_them(portal):
    number = account(portal, "Rima Khoury")
    path = os.path.join(portal.folder, "rima")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "rima", "-f", path], check=True)
    printed = subprocess.run(["ssh-keygen", "-l", "-f", path + ".pub"], check=True, capture_output=True, text=True).stdout
    with open(path + ".pub", encoding="utf-8") as f:
        done(portal, "account", "key", "add", number, "--name", "laptop", "--key", f.read())
    key = told(portal, "account", "show", number)["keys"][0]
    same((key["name"], key["fingerprint"], key["ended"]), ("laptop", printed.split()[1], None))
    other = account(portal, "Tarek Saad")
    refused(portal, 4, "account", "key", "add", other, "--name", "mine", "--key", printed.split()[1])
    done(portal, "account", "key", "revoke", number, "--key", "laptop")
    holds(told(portal, "account", "show", number)["keys"][0]["ended"] is not None, "it has ended")
    refused(portal, 3, "account", "key", "revoke", number, "--key", "laptop")
    refused(portal, 2, "account", "key", "lend", number, "--key", "laptop")
    refused(portal, 2, "account", "key", "add", number, "--name", "x", "--key", "nonsense")


@case
def roles_are_granted_by_office_and_service_and_end(portal):
    number = account(portal, "Rima Khoury")
    done(portal, "office", "add", "social-affairs", "--name", "Ministry of Social Affairs")
    done(portal, "office", "add", "social-beirut", "--name", "Beirut", "--above", "social-affairs", "--place", "LB-BA")
    offices = {o["code"]: o for o in told(portal, "office", "list")}
    same((offices["social-beirut"]["above"], offices["social-beirut"]["place"]), ("social-affairs", "LB-BA"))
    refused(portal, 3, "office", "add", "x", "--name", "X", "--above", "nowhere")
    given = grant(portal, number, "--role", "officer", "--service", "lb-judicial-record", "--office", "social-beirut",
                  "--until", "2099-12-31")
    shown = told(portal, "account", "show", number)["grants"][0]
    same((shown["id"], shown["role"], shown["service"], shown["office"], shown["by"]),
         (given, "officer", "lb-judicial-record", "social-beirut", "host"))
    holds(shown["until"].startswith("2099-12-31") or shown["until"].startswith("2100-01-01"), shown["until"])
    holds("officer" in done(portal, "account", "show", number).out, "the role")
    holds("officer" in refused(portal, 3, "account", "grant", number, "--role", "minister"), "which there are")
    refused(portal, 4, "account", "grant", number, "--role", "administrator")
    refused(portal, 2, "account", "grant", number)
    done(portal, "account", "end", number[:4], number[4:7], number[7:], given[-6:])
    holds(told(portal, "account", "show", number)["grants"][0]["ended"], "it has ended")
    refused(portal, 3, "account", "end", number, given)
    same(portal.host("verify").code, 0)


@case
def an_application_moves_with_an_accounts_rights(portal):
    reference = sent(portal, 1)
    number, stranger = account(portal, "Rima Khoury"), account(portal, "Tarek Saad")
    given = grant(portal, number, "--role", "officer", "--service", "lb-judicial-record")
    grant(portal, stranger, "--role", "officer", "--service", NAME)
    same(told(portal, "application", "show", reference, "--as", number)["reference"], reference)
    told(portal, "application", "ask", reference, "--words", "Which one?", "--as", number)
    same(told(portal, "application", "show", reference)["state"], "needs_info")
    nothing = refused(portal, 3, "application", "show", "00000000079444", "--as", stranger)
    same(refused(portal, 3, "application", "show", reference, "--as", stranger), nothing)
    done(portal, "account", "end", number, given)
    refused(portal, 4, "application", "show", reference, "--as", number)
    refused(portal, 3, "application", "show", reference, "--as", "0000079444")
    refused(portal, 2, "application", "show", reference, "--as", "me")
    same(portal.host("verify").code, 0)


@case
def an_administrator_administers_and_decides_nothing(portal):
    reference = sent(portal, 2)
    number = account(portal, "Nadia Haddad")
    grant(portal, number, "--role", "administrator")
    opened = told(portal, "account", "add", "--name", "Rima Khoury", "--as", number)["number"]
    given = grant(portal, opened, "--role", "officer", "--as", number)
    shown = told(portal, "account", "show", opened)["grants"][0]
    same((shown["id"], shown["by"]), (given, number))
    refused(portal, 4, "application", "show", reference, "--as", number)
    refused(portal, 4, "account", "list", "--as", opened)
    same(portal.host("verify").code, 0)


@case
def what_opens_an_account_anew_takes_two(portal):
    """Of administrators; who has opened an account sets it up alone."""
    nadia, samir = account(portal, "Nadia Haddad"), account(portal, "Samir Khalil")
    for number in (nadia, samir):
        grant(portal, number, "--role", "administrator")
    rima = account(portal, "Rima Khoury")
    holds("another administrator" in refused(portal, 4, "account", "pin", rima, "--as", nadia), "it is asked for")
    refused(portal, 4, "account", "pin", rima, "--as", nadia)
    same(len(told(portal, "account", "pin", rima, "--as", samir)["pin"]), 8)
    refused(portal, 4, "account", "code", rima, "--as", samir)
    refused(portal, 4, "account", "pin", nadia, "--as", nadia)
    opened = told(portal, "account", "add", "--name", "Tarek Saad", "--as", nadia)["number"]
    same(len(told(portal, "account", "code", opened, "--as", nadia)["secret"]), 32)
    same(portal.host("verify").code, 0)


run_cases(lambda: Portal())
