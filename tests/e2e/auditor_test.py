# auditor_test.py - an auditor at pages, in plain lines and by the command over ssh: looks and acts by person and day; no answer, and their own look stands there.
from cases import case, holds, run_cases, same
from records import applied
from shubbak import Portal
from staff import Staff
from walk import SERVICE


@case
def by_person_at_pages(portal):
    reference = applied(portal)[0]
    rima = Staff(portal, "Rima Khoury", ["--role", "officer", "--service", SERVICE])
    hala = Staff(portal, "Hala Aoun", ["--role", "auditor"])
    same(rima.ssh("show", reference).code, 0)
    with hala.at("The ledger") as t:
        holds("Not yet assigned" not in t.text() and "Accounts" not in t.text(), "what is not theirs")
        t.choose("Who viewed and who acted")
        t.wait("Reason for the search")
        t.enter("Complaint 12")
        t.enter(rima.number)
        t.enter("")
        t.enter("")
        t.press("Enter", "Enter")
        t.wait("outside a queue")
        t.choose("Viewed")
        t.wait("Case officer")
        t.wait("Rima Khoury")
        t.wait("Entry of the ledger")
        holds("Haddad" not in t.text(), "no answer")
        t.type("n")
        t.wait("Signed in")
    # Their own look stands there, with why.
    got = hala.ssh("audit", "--account", hala.number, "--purpose", "'Complaint 13'", "--json")
    same(got.code, 0, repr(got))
    audits = [e for e in got.json()["entries"] if e["act"] == "audited"]
    holds("Complaint 12" in [e["purpose"] for e in audits], audits)
    same({e["by"] for e in got.json()["entries"]}, {hala.number})
    same(portal.host("verify").code, 0)


@case
def the_command_over_ssh_is_auditors_alone(portal):
    reference = applied(portal)[0]
    rima = Staff(portal, "Rima Khoury", ["--role", "officer", "--service", SERVICE])
    hala = Staff(portal, "Hala Aoun", ["--role", "auditor"])
    same(rima.ssh("audit", "--reference", reference, "--purpose", "x").code, 4)
    got = portal.ssh("audit", "--reference", reference, "--purpose", "x")
    same(got.code, 4, repr(got))
    holds("staff@" in got.err, got.err)
    holds("audit" not in portal.ssh("help").out, "who is no staff is not told of it")
    same(hala.ssh("audit", "--reference", reference).code, 2, "no purpose")
    same(hala.ssh("audit", "--purpose", "x").code, 2, "nothing asked for")
    same(hala.ssh("audit", "--reference", reference, "--purpose", "x" * 201).code, 2, "too long")
    same(hala.ssh("show", reference).code, 4, "no application is an auditor's")
    got = hala.ssh("audit", "--reference", reference, "--purpose", "why")
    same(got.code, 0, repr(got))
    holds("submitted" in got.out, got.out)
    same(portal.host("verify").code, 0)


run_cases(lambda: Portal())
