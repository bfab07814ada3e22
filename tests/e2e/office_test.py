# office_test.py - an officer's work in a real terminal over ssh: from what waits to what was done, and who was faster.
from cases import case, run_cases, same, until
from records import applied, looks
from shubbak import Portal
from staff import Staff
from walk import SERVICE

OFFICER = ("--role", "officer", "--service", SERVICE)


def state(portal, reference):
    return portal.host("application", "show", reference, "--json").json()["state"]


@case
def from_the_queue_to_the_next_one(portal):
    first, second = applied(portal)[0], applied(portal)[0]
    rima = Staff(portal, "Rima Khoury", OFFICER)
    with rima.at() as t:
        t.choose("Not yet assigned")
        t.wait("Sort and filter")
        t.choose("Civil status extract")
        t.wait("With nobody")
        t.choose("Ask the applicant")
        t.wait("In the language of the application: English.")
        t.type("Which register?")
        t.press("Enter", "Enter")
        t.wait("• Which register?")
        t.choose("Ask the applicant")
        t.wait("done.")
        t.wait("With nobody")  # the next one
        until("one is asked", lambda: sorted([state(portal, first), state(portal, second)]) == ["needs_info", "submitted"])
        t.type("p")
        t.wait("With me")
        t.type("n")
        t.wait("With nobody")
    same(looks(portal, first) + looks(portal, second) >= 4, True, "each opening is a look")
    same(portal.host("verify").code, 0)


@case
def the_second_is_told_who_was_faster(portal):
    applied(portal)
    rima, samir = Staff(portal, "Rima Khoury", OFFICER), Staff(portal, "Samir Haddad", OFFICER)
    with rima.at() as one, samir.at(cols=40, rows=15) as two:
        for t in (one, two):
            t.choose("Not yet assigned")
            t.wait("Search:")
            t.choose("Civil status extract")
            t.wait("Reference number")
        one.choose("Take it up")
        one.wait("With me")
        two.choose("Take it up")
        two.wait("Rima Khoury has it now")
        one.choose("Hand it to a colleague")
        one.wait("To whom?")
        one.enter(one.number_of("Samir Haddad"))
        one.wait("What they should know")
        one.type("She called twice.")
        one.press("Enter", "Enter")
        one.wait("handed over to Samir Haddad")
        two.press("Escape")
        two.wait("Search:")
        two.press("Escape")
        two.wait("Not yet assigned")
        two.choose("Mine")
        two.wait("Search:")
        two.choose("Civil status extract")
        two.press("End")
        two.wait("She called twice.")
    same(portal.host("verify").code, 0)


run_cases(lambda: Portal())
