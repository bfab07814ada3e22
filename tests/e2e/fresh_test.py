# fresh_test.py - pages that were covered show what was done meanwhile: by the host, by another visit, and once in the ledger.
from cases import case, run_cases, same, until
from definitions import service
from records import applied, looks
from shubbak import Portal
from terminal import Terminal
from walk import SERVICE, to_home, track


@case
def a_covered_page_shows_what_the_host_did(portal):
    """Help over a tracked application, the authority asks; back from help the page has the question, and the way to answer."""
    reference, pin = applied(portal)
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t, "en")
        track(t, "en", reference, pin)
        t.wait("Submitted")
        t.press("?")
        t.wait("On this page")
        same(portal.host("application", "ask", reference, "--words", "Which village?").code, 0)
        t.press("0")
        t.wait("Your application has moved on")
        t.wait("Which village?")
        t.choose("Answer")
        t.wait("Your answer")
        t.enter("Zahle")
        t.press("Enter")
        t.wait("Send this answer?")
        t.press("Enter")  # decides nothing
        t.choose("Send the answer")
        t.wait("Your answer was sent")
        t.wait("In review")
    same(looks(portal, reference), 2, "one look of the visit, whatever was loaded, and one of the host")


@case
def a_list_shows_what_another_visit_did(portal):
    """Two visits of one key: what one sends in stands in the other's list when it is seen again."""
    key = portal.key()
    reference, _ = applied(portal, user="me", key=key)
    with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"])) as t:
        to_home(t, "en")
        t.choose("My applications and drafts")
        t.wait(reference)
        t.choose(service(SERVICE)["name"]["en"])
        t.wait("Progress of your application")
        second, _ = applied(portal, user="me", key=key)
        same(portal.host("application", "ask", reference, "--words", "Which village?").code, 0)
        t.press("0")
        t.wait(second)
        t.wait("Your answer is needed")
        # From inside to the next of the list, and back.
        t.enter("1")
        t.wait("Progress of your application")
        before = t.screen()
        t.press("n")
        until("another application", lambda: t.screen() != before and t.shows("Progress of your application"))
        t.press("n")
        t.wait("This is the last item in the list")
        t.press("p")
        t.press("p")
        t.wait("This is the first item in the list")


run_cases(Portal)
