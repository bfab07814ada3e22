# new_pin_test.py - a lost PIN of an application is given anew at a counter: by a command and on pages over ssh, on a slip of 40 columns; by nobody whose role may not, and told to the applicant.
import re

from cases import case, holds, run_cases, same
from filler import fill
from shubbak import Portal
from staff import Staff

SERVICE, OTHER = "lb-civil-status-extract", "lb-judicial-record"


def applied(portal, seed=1, service=SERVICE):
    got = portal.apply(service, fill(portal.blank(service, "en"), service, seed=seed))
    same(got.code, 0, repr(got))
    return got.json()


def track(portal, receipt, pin):
    return portal.ssh("track", receipt["reference"], given=pin + "\n").code


@case
def an_operator_gives_it_on_a_slip(portal):
    receipt, rana = applied(portal), Staff(portal, "Rana Aoun", ["--role", "operator"])
    same(rana.ssh("new-pin", receipt["reference"]).code, 2, "nobody has seen who it is")
    same(track(portal, receipt, receipt["pin"]), 0)
    got = rana.ssh("new-pin", receipt["reference"], "--seen")
    same(got.code, 0, repr(got))
    holds(max(len(line) for line in got.out.splitlines()) <= 40, got.out)
    pin = re.search(r"^ +(\d{6})$", got.out, re.M).group(1)
    same((track(portal, receipt, receipt["pin"]), track(portal, receipt, pin)), (3, 0))
    told = portal.ssh_me(receipt["reference"], pin, "notices", "--json").json()
    same([n["template"] for n in told], ["renewed"])
    same(rana.ssh("new-pin", "1000 0000 0000 00".replace(" ", ""), "--seen").code, 2, "no number")
    same(portal.host("verify").code, 0)


@case
def on_pages_by_an_officer(portal):
    receipt, karim = applied(portal, 2, OTHER), Staff(portal, "Karim Aoun", ["--role", "officer"])
    with karim.at() as t:
        t.choose("Not yet assigned")
        t.settle()
        t.choose("Criminal record extract")
        t.wait("The applicant has lost the PIN")
        t.choose("The applicant has lost the PIN")
        t.wait("Ask for an identity document")
        t.choose("I have checked who it is: give a new PIN")
        t.wait("The application has a new PIN")
        t.wait("Tracking PIN")
        pin = re.search(r"Tracking PIN +(\d{6})", t.screen()).group(1)
    same((track(portal, receipt, receipt["pin"]), track(portal, receipt, pin)), (3, 0))


@case
def by_nobody_else(portal):
    receipt = applied(portal, 3)
    nadia = Staff(portal, "Nadia Haddad", ["--role", "administrator"])
    same(nadia.ssh("new-pin", receipt["reference"], "--seen").code, 4)
    same(portal.ssh("new-pin", receipt["reference"], "--seen").code, 4)
    same(track(portal, receipt, receipt["pin"]), 0)
    got = portal.host("application", "new-pin", receipt["reference"], "--seen", "--json")
    same(got.code, 0, repr(got))
    same(track(portal, receipt, got.json()["pin"]), 0)
    holds(got.json()["pin"] in got.json()["slip"], repr(got))


run_cases(lambda: Portal())
