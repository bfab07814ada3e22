# admin_test.py - an administrator at pages over ssh: an account is opened, gets a role and a key, and loses them; what opens one anew takes two.
import re

from cases import case, holds, run_cases, same
from shubbak import Portal
from staff import Staff

SERVICE = "lb-judicial-record"


def admin(portal, name):
    return Staff(portal, name, ["--role", "administrator"])


def shown(portal, number):
    got = portal.host("account", "show", number, "--json")
    same(got.code, 0, repr(got))
    return got.json()


@case
def an_account_is_opened_and_gets_what_it_needs(portal):
    nadia = admin(portal, "Nadia Haddad")
    spare = portal.key()
    with open(spare + ".pub", encoding="utf-8") as f:
        line = f.read().strip()
    with nadia.at("Accounts") as t:
        holds("Not yet assigned" not in t.text() and "Who has what" not in t.text(), "no application is an administrator's")
        t.choose("Accounts")
        t.wait("Open an account")
        t.choose("Open an account")
        t.wait("Whose account is it?")
        t.enter("Rima Khoury")
        t.wait("the PIN is not shown again")
        number = re.sub(r"\D", "", re.search(r"Account number +([\d ]+\d)", t.screen()).group(1))[:10]
        same(shown(portal, number)["name"], "Rima Khoury")
        t.choose("Grant a role")
        t.wait("Which role?")
        t.enter(t.number_of("Case officer"))
        t.wait("Until which day?")
        t.enter("31/12/2099")
        t.wait("For which services?")
        t.type("criminal record extract")
        t.settle()
        t.press("Enter", "Enter")
        t.wait("The role was granted.")
        holds("the PIN is not shown again" not in t.text(), "once")
        given = shown(portal, number)["grants"]
        same([(g["role"], g["service"], g["office"], g["by"]) for g in given], [("officer", SERVICE, None, nadia.number)])
        holds(given[0]["until"].startswith(("2099-12-31", "2100-01-01")), given)
        t.choose("Add a key")
        t.wait("What is the key called?")
        t.enter("laptop")
        t.enter(line)
        t.wait("The key was added.")
        same([k["name"] for k in shown(portal, number)["keys"]], ["laptop"])
        t.choose("laptop")
        t.wait("Revoke this key")
        t.choose("Revoke this key")
        t.wait("The key no longer works.")
        t.choose("Case officer")
        t.wait("End this role")
        t.choose("End this role")
        t.wait("The role has ended.")
    end = shown(portal, number)
    holds(end["grants"][0]["ended"] and end["keys"][0]["ended"] is not None, end)
    same(portal.host("verify").code, 0)


@case
def what_opens_it_anew_takes_two(portal):
    nadia, samir = admin(portal, "Nadia Haddad"), admin(portal, "Samir Khalil")
    rima = Staff(portal, "Rima Khoury", ["--role", "officer"])

    def to_rima(t):
        t.choose("Accounts")
        t.wait("Find an account by its number")
        t.choose("Find an account by its number")
        t.wait("10 digits")
        t.enter(rima.number)
        t.wait("An account")
        t.choose("Give a new PIN")
        t.wait("will stop working")
        t.choose("Give a new PIN")

    with nadia.at("Accounts") as t:
        to_rima(t)
        t.wait("it is asked for now")
        t.wait("a new PIN, by Nadia Haddad")
    same([(a["what"], a["by"]) for a in shown(portal, rima.number)["asked"]], [("pin", "Nadia Haddad")])
    with samir.at("Accounts") as t:
        to_rima(t)
        t.wait("the PIN is not shown again")
    same(shown(portal, rima.number)["asked"], [])
    with rima.at() as t:
        holds("Accounts" not in t.text(), "an officer opens none")
    same(portal.host("verify").code, 0)


run_cases(lambda: Portal())
