# way_test.py - pages in a real terminal: language, service, form, receipt and tracking, in each language and two sizes.
from cases import case, holds, run_cases, same, until
from shubbak import Portal
from terminal import Terminal
from walk import SERVICE, whole_way


def go(portal, lang, cols, rows):
    usual = portal.processes()
    with Terminal(portal, portal.ssh_line(flags=["-t"]), cols, rows) as t:
        reference, pin = whole_way(t, lang)
        until("the line to end", t.is_over)
        holds(all(len(line) <= cols for line in t.screen().split("\n")), "a row is wider than the screen")
    got = portal.ssh("track", reference, "--json", given=pin + "\n")
    same(got.code, 0, "track %s: %r" % (reference, got))
    same((got.json()["reference"], got.json()["service"], got.json()["state"]), (reference, SERVICE, "submitted"))
    portal.quiet(usual)


@case
def english_wide(portal):
    go(portal, "en", 80, 24)


@case
def french_wide(portal):
    go(portal, "fr", 80, 24)


@case
def arabic_wide(portal):
    go(portal, "ar", 80, 24)


@case
def english_narrow(portal):
    go(portal, "en", 40, 15)


@case
def french_narrow(portal):
    go(portal, "fr", 40, 15)


@case
def arabic_narrow(portal):
    go(portal, "ar", 40, 15)


run_cases(Portal)
