# looks_test.py - who looked at one's data, a copy of it, and what auditors are told of both: by the real client and on the host.
import datetime
import re

from cases import case, holds, run_cases, same
from days import today
from definitions import says
from filler import fill
from lines import Lines
from shubbak import Portal
from walk import to_home, track

NAME = "lb-judicial-record"


def told(portal, *words):
    got = portal.host(*words, "--json")
    same(got.code, 0, repr(got))
    return got.json()


def sent(portal, seed, user="guest", key=None):
    got = portal.apply(NAME, fill(portal.blank(NAME, "en", user=user, key=key), NAME, seed=seed), user=user, key=key)
    same(got.code, 0, repr(got))
    return got.json()


def account(portal, role, *words):
    number = told(portal, "account", "add", "--name", "Rima Khoury")["number"]
    told(portal, "account", "grant", number, "--role", role, *words)
    return number


def iso(moment):
    return datetime.datetime.fromisoformat(moment.replace("Z", "+00:00"))


@case
def a_guest_is_told_with_the_pin(portal):
    receipt = sent(portal, 1)
    reference, pin = receipt["reference"], receipt["pin"] + "\n"
    got = portal.ssh("looks", reference, "--json", given=pin).json()
    same((got["looks"], got["more"]), ([], False), "what the applicant looked at")
    holds("Nobody but you has looked" in portal.ssh("looks", reference, given=pin).out, "in words")
    officer = account(portal, "officer")
    same(portal.host("application", "show", reference, "--as", officer).code, 0)
    same(portal.host("application", "show", reference, "--purpose", "Complaint 12").code, 0)
    got = portal.ssh("looks", reference, "--json", given=pin).json()["looks"]
    same([(one["role"], one["purpose"]) for one in got], [("authority", "Complaint 12"), ("officer", None)])
    # The ledger writes it down a moment after the receipt's, which may be the next second's.
    moments = [iso(moment) for moment in (receipt["submitted_at"], *(one["as_of"] for one in got))]
    holds(all(one["at"] and one["revision"] == 1 for one in got) and max(moments) - moments[0] <= datetime.timedelta(seconds=1), repr(got))
    for lang, role in (("en", "Case officer"), ("fr", "Agent instructeur"), ("ar", "الموظف المكلّف بالملف")):
        got = portal.ssh("looks", reference, "--lang", lang, given=pin)
        holds(role in got.out and says("Reason for access", lang) in got.out and "Complaint 12" in got.out, repr(got))
        holds(officer not in re.sub(r"\D", "", got.out.replace(reference, "")), "an officer's number: %r" % got)
    # As with track: a wrong PIN and a wrong reference are one answer.
    wrong = portal.ssh("looks", reference, given="000000\n")
    same((wrong.code, wrong.err), (3, portal.ssh("track", reference, given="000000\n").err))
    same(portal.ssh("looks", "--json").code, 3, "nothing is a guest's")
    same(portal.ssh("looks", "12", given=pin).code, 2)


@case
def the_owner_of_a_key_is_told_of_all(portal):
    key = portal.key()
    references = [sent(portal, seed, "me", key)["reference"] for seed in (2, 3)]
    same(portal.host("application", "show", references[0]).code, 0)
    got = {one["reference"]: one["looks"] for one in portal.ssh("looks", "--json", user="me", key=key).json()}
    same((set(got), len(got[references[0]]), got[references[1]]), (set(references), 1, []))
    same(len(portal.ssh("looks", references[0], "--json", user="me", key=key).json()["looks"]), 1)
    other = portal.ssh("looks", references[0], user="me", key=portal.key())
    same((other.code, "Case" in other.out), (2, False), "another key has to give the PIN: %r" % other)


@case
def a_copy_has_all_that_is_kept(portal):
    key = portal.key()
    receipt = sent(portal, 4, "me", key)
    same(portal.host("application", "show", receipt["reference"], "--purpose", "Complaint 13").code, 0)
    got = portal.ssh("copy", receipt["reference"], "--json", user="me", key=key).json()
    same((got["reference"], got["state"], got["language"], len(got["events"])), (receipt["reference"], "submitted", "en", 1))
    same(([one["purpose"] for one in got["looks"]], got["more_looks"]), (["Complaint 13"], False))
    same((got["notices"], got["tasks"], got["corrections"]), ([], [], []), "nothing of these yet")
    holds(len(got["keys"]) == 1 and got["keys"][0].startswith("SHA256:"), repr(got["keys"]))
    holds(len(got["answers"]) > 5 and all(a["value"] and a["question"] for a in got["answers"]), repr(got["answers"]))
    same(portal.ssh("copy", "--json", user="me", key=key).json(), [got], "all that came with the key")
    text = portal.ssh("copy", receipt["reference"], "--lang", "en", user="me", key=key)
    for words in [got["keys"][0], "Complaint 13", "History"] + [a["shown"].split("\n")[0] for a in got["answers"]]:
        holds(words in text.out, "%r in %r" % (words, text))
    by_pin = portal.ssh("copy", receipt["reference"], "--json", given=receipt["pin"] + "\n").json()
    same(by_pin["answers"], got["answers"])
    same(portal.ssh("copy", receipt["reference"], given="000000\n").code, 3)


@case
def an_auditor_reads_the_ledger_and_stands_in_it(portal):
    receipt = sent(portal, 5)
    reference = receipt["reference"]
    officer, auditor = account(portal, "officer"), account(portal, "auditor")
    same(portal.host("application", "show", reference, "--as", officer).code, 0)
    why = ("--purpose", "Yearly audit", "--as", auditor)
    got = told(portal, "audit", "--reference", reference, *why)["entries"]
    same([(e["by"], e["act"]) for e in got if e["outside_queue"]], [(auditor, "audited"), (officer, "looked")])
    same(got[0]["purpose"], "Yearly audit")
    for asked in (["--account", officer], ["--day", today().isoformat(), "--account", officer]):
        found = told(portal, "audit", *asked, *why)["entries"]
        same([(e["by"], e["role"], e["reference"]) for e in found], [(officer, "officer", reference)], repr(asked))
    same(told(portal, "audit", "--day", "2020-01-01", "--account", officer, *why)["entries"], [])
    text = portal.host("audit", "--account", auditor, *why)
    holds("Views outside a queue" in text.out and "Yearly audit" in text.out, repr(text))
    holds([e for e in told(portal, "audit", "--account", "host", *why)["entries"] if e["act"] == "granted"], "acts, too")
    # The applicant sees the auditor; nobody else reads the ledger, and no auditor an application.
    seen = portal.ssh("looks", reference, "--json", given=receipt["pin"] + "\n").json()["looks"]
    same([one["role"] for one in seen], ["auditor", "officer"])
    same(portal.host("audit", "--reference", reference, "--purpose", "x", "--as", officer).code, 4)
    same(portal.host("application", "show", reference, "--as", auditor).code, 4)
    same(portal.host("audit", "--reference", reference, "--as", auditor).code, 2, "without a purpose")
    same(portal.host("audit", *why).code, 2, "nothing is asked for")
    same(portal.host("audit", "--reference", "00000000000000", *why).code, 2)
    same(portal.host("audit", "--account", officer, "--purpose", "x" * 201, "--as", auditor).code, 2)
    got = portal.host("account", "grant", auditor, "--role", "officer")
    same(got.code, 4, "no officer audits: %r" % got)
    same(portal.host("verify").code, 0)


@case
def plain_lines_have_the_page(portal):
    receipt = sent(portal, 6)
    same(portal.host("application", "show", receipt["reference"], "--purpose", "Complaint 14").code, 0)
    with Lines(portal, raw=False) as face:
        to_home(face, "en")
        track(face, "en", receipt["reference"], receipt["pin"])
        face.choose("View my answers")
        face.choose("Who looked at my data")
        face.wait("Reason for access: Complaint 14")


run_cases(Portal)
