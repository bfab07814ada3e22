# way_test.py - pages in a real terminal: language, search, service, form, receipt and tracking, in each language and two sizes.
from cases import case, holds, run_cases, same, until
from shubbak import BINARY, Portal
from terminal import Terminal
from walk import SERVICE, to_home, whole_way


def go(portal, lang, cols, rows):
    usual = portal.processes()
    with Terminal(portal, portal.ssh_line(flags=["-t"]), cols, rows) as t:
        reference, pin = whole_way(t, lang, by_words=True)
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


@case
def arabic_stands_in_visual_order(portal):
    """On a terminal that does not reorder: presentation forms, from right to left as cells."""
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        t.wait("English")
        holds("\ufe94\ufef4\ufe91\ufeae\ufecc\ufedf\ufe8d" in t.screen(), "the Arabic line of the first page: %s" % t.screen())
        to_home(t, "ar")
        rows = [row for row in t.screen().split("\n") if row.strip()]
        ends = [len(row) for row in rows if any("\ufe70" <= c <= "\ufeff" for c in row)]
        holds(max(ends) >= 76, "the page does not begin at the right edge: %s" % t.screen())


@case
def the_machines_own_terminal(portal):
    """`shubbak local`: the same pages without any line."""
    with Terminal(portal, [BINARY, "local", "--state", portal.state], env={"LANG": "C.UTF-8"}) as t:
        reference, pin = whole_way(t, "en")
        until("the end", t.is_over)
    got = portal.ssh("track", reference, "--json", given=pin + "\n")
    same((got.code, got.json()["state"]), (0, "submitted"), repr(got))


@case
def its_window_becomes_too_small_and_grows_again(portal):
    with Terminal(portal, [BINARY, "local", "--state", portal.state], env={"LANG": "C.UTF-8"}) as t:
        t.wait("English")
        t.enter("1")
        t.wait("Welcome to Shubbak")
        t.resize(60, 6)
        t.wait("A number from 1 to")
        t.enter("1")
        t.press("Enter")
        t.wait("words to search for")
        t.resize(80, 24)
        t.wait("Type what you need in your own words")
        t.press("C-c")
        t.wait("Leave the portal?")
        t.enter("1")
        until("the end", t.is_over)


run_cases(Portal)
