# sign_test.py - several people in one application, and their signatures: by PIN, by ssh-keygen over the text, on paper; refused in words until all have signed.
import os
import re
import subprocess

from cases import case, holds, run_cases, same, until
from definitions import read_yaml
from filler import fill
from shubbak import Portal

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "lb-library-card.yaml")
NAME = "lb-library-card"
TEXT = "{ar: %s, fr: %s, en: %s}"
ARABIC = {ord("0") + i: 0x660 + i for i in range(10)}
SIGNED = """signatures:
  - {each: family, covers: [wishes, family]}
  - {id: guarantor, name: {ar: كفيل, fr: Garant, en: Guarantor}, covers: [wishes]}
"""


def offered(portal):
    """The library card, which is granted when each of the family and a guarantor have signed."""
    with open(DATA, encoding="utf-8") as f:
        text = f.read()
    old = "    actor: officer\n    may: [ask, approve, reject]\n    days: 5\n"
    assert old in text, text
    text = text.replace(old, "    by: officer\n    acts:\n      - {id: grant, name: %s, to: end(approved), needs: [signed(family), signed(guarantor)]}\n"
                        % (TEXT % ("قبول", "Accorder", "Grant")), 1)
    path = os.path.join(portal.folder, "signed.yaml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text + SIGNED)
    return path


def key(portal, name):
    path = os.path.join(portal.folder, name)
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path], check=True)
    return path


def sign(portal, path, text, namespace="shubbak"):
    """What ssh-keygen makes of the text."""
    name = os.path.join(portal.folder, "text-to-sign")
    with open(name, "w", encoding="utf-8", newline="") as f:
        f.write(text)
    if os.path.exists(name + ".sig"):
        os.unlink(name + ".sig")
    subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-n", namespace, "-f", path, name], check=True, capture_output=True)
    with open(name + ".sig", encoding="utf-8") as f:
        return f.read()


def good(got):
    same(got.code, 0, repr(got))
    return got


@case
def all_sign_each_in_their_way(portal):
    filled = fill(portal.blank(NAME, "en"), read_yaml(DATA), seed=3)
    sent = good(portal.apply(NAME, filled)).json()
    reference, pin = sent["reference"], sent["pin"] + "\n"
    people = sum(1 for line in filled.split("\n") if line.startswith("member_name:"))
    holds(people >= 2, people)
    refused = portal.host("application", "act", reference, "grant")
    same(refused.code, 4, repr(refused))
    holds("0 of %d have signed" % people in refused.err and "“Family members”; missing: Member 1 (" in refused.err, repr(refused))

    # each of them stands under a line of their own
    shown = good(portal.host("application", "show", reference)).out
    holds("\nMember 1\n  " in shown and "\nMember 2\n  " in shown and "\nThe reader\n  " in shown, shown)

    # the first of the family is the applicant, who signs by the PIN
    good(portal.ssh("sign", reference, "--for", "family/1", given=pin))
    # the others are invited, and sign the very text by keys of theirs
    for i in range(2, people + 1):
        invited = good(portal.ssh("invite", reference, "--name", "Person-%d" % i, "--may", "sign", "--for", "family/%d" % i, "--json", given=pin)).json()
        code = invited["code"] + "\n"
        text = good(portal.ssh("text", reference, given=code.translate(ARABIC))).out
        holds("signature family %d\n" % i in text and "= " in text, text)
        path = key(portal, "key-%d" % i)
        same(portal.ssh("sign", reference, given=sign(portal, path, text, "file")).code, 2)
        same(portal.ssh("sign", reference, given=sign(portal, path, text + "x")).code, 3)
        got = good(portal.ssh("sign", reference, given=sign(portal, path, text)))
        holds("Signed as " in got.out, repr(got))
        same(portal.ssh("sign", reference, given=sign(portal, path, text)).code, 4, "replayed")
    # a guarantor takes an invitation and comes by a PIN of their own
    refused = portal.ssh("invite", reference, "--name", "Guarantor", "--may", "view,signs", "--for", "guarantor", given=pin)
    same((refused.code, "view, edit, sign" in refused.err), (2, True), repr(refused))
    invited = good(portal.ssh("invite", reference, "--name", "Guarantor", "--may", "view,sign", "--for", "guarantor", "--json", given=pin)).json()
    own = good(portal.ssh("join", reference, "--json", given=invited["code"] + "\n")).json()["pin"]
    same(len(own), 8)
    same(portal.ssh("join", reference, given=invited["code"] + "\n").code, 4, "once")
    told = good(portal.ssh("members", reference, "--lang", "en", given=pin)).out
    holds("Guarantor · may view and sign; with a PIN of their own since " in told, told)
    same(portal.ssh("withdraw", reference, given=own + "\n").code, 4, "not theirs")
    listed = good(portal.ssh_me(reference, own, "members", reference, "--json")).json()
    same([(m["name"], m["may"]) for m in listed], [("Guarantor", ["view", "sign"])])
    same(portal.ssh("uninvite", reference, "--number", "%dx" % listed[0]["number"], given=pin).code, 2)
    shown = good(portal.ssh("track", reference, "--json", given=pin)).json()["signatures"]
    same([(s["signature"], s["have"], s["needed"]) for s in shown], [("family", people, people), ("guarantor", 0, 1)])
    good(portal.ssh("sign", reference, given=own + "\n"))
    lines = good(portal.ssh("track", reference, given=pin)).out
    holds("Guarantor: 1 of 1 has signed." in lines, lines)
    # who takes a signature back is waited for again
    good(portal.ssh("sign", reference, "--take-back", given=own + "\n"))
    same(portal.host("application", "act", reference, "grant").code, 4)
    good(portal.ssh("sign", reference, given=own + "\n"))
    same(portal.ssh("sign", reference, given=own + "\n").code, 4, "signed already")
    good(portal.host("application", "act", reference, "grant"))
    good(portal.host("verify"))


@case
def over_a_line_of_several_the_pin_says_who_signs(portal):
    """A program of a lawyer's keeps one line open, on which the applicant's PIN was shown first."""
    sent = good(portal.apply(NAME, fill(portal.blank(NAME, "en"), read_yaml(DATA), seed=4))).json()
    reference, pin = sent["reference"], sent["pin"] + "\n"
    told = good(portal.ssh("invite", reference, "--name", "Guarantor", "--may", "sign", "--for", "guarantor", "--lang", "en", given=pin)).out
    holds("in place of the PIN, the code" in told, told)
    code = re.sub(r"\D", "", re.search(r"Code of the invitation: ([\d ]+)", told).group(1)) + "\n"
    own = good(portal.ssh("join", reference, "--json", given=code)).json()["pin"]
    flags = ["-o", "ControlPath=" + os.path.join(portal.folder, "line")]
    master = subprocess.Popen(portal.ssh_line(flags=[*flags, "-o", "ControlMaster=yes", "-N"]), stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until("the line", lambda: os.path.exists(os.path.join(portal.folder, "line")))

        def over(*words, given=""):
            return portal.ssh(*words, given=given, flags=flags)

        def have():
            return [s["have"] for s in good(over("track", reference, "--json")).json()["signatures"]]

        good(over("track", reference, given=pin))
        same(over("sign", reference, "--for", "family/1", given="00123456\n").code, 3, "a wrong one signs nothing")
        same(have(), [0, 0])
        good(over("sign", reference, given=own + "\n"))
        same(have(), [0, 1])
        good(over("sign", reference, "--take-back", given=own + "\n"))
        same(have(), [0, 0])
        good(over("sign", reference, "--for", "family/1"))
        same(have(), [1, 0])
        # a text is that of the code that comes, however late it does
        good(over("uninvite", reference, "--number", "1"))
        code = good(over("invite", reference, "--name", "Third", "--may", "sign", "--for", "guarantor", "--json")).json()["code"] + "\n"
        with subprocess.Popen(portal.ssh_line("text", reference, flags=flags), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as late:
            good(portal.ssh("track", reference, given=pin))  # what does not wait is answered meanwhile
            text, _ = late.communicate(code, timeout=60)
        holds("signature guarantor 1\ninvitation " in text, text)
        good(over("sign", reference, given=sign(portal, key(portal, "third"), text)))
        same(have(), [1, 1])
        # an invitation is its code's, whoever was there before
        told = good(over("invite", reference, "--name", "Other", "--may", "view")).out
        code = re.search(r"Code of the invitation: (\d{4} \d{3} \d{3})\nGive this to the person yourself: .*\n.* guest@", told)
        holds(code is not None, repr(told))
        code = code[1] + "\n"  # as it is read
        same(over("join", reference, given="0000000000\n").code, 3)
        refused = over("join", reference, given=code)
        same(refused.code, 4, repr(refused))
        holds("You are the applicant here" in refused.err, refused.err)
        good(portal.ssh("join", reference, given=code))
    finally:
        master.terminate()
        master.wait()


@case
def nobody_comes_in_by_guessing(portal):
    filled = fill(portal.blank(NAME, "en"), read_yaml(DATA), seed=3)
    sent = good(portal.apply(NAME, filled)).json()
    reference = sent["reference"]
    for words in (("members", reference), ("text", reference), ("join", reference)):
        wrong = portal.ssh(*words, given="0000000000\n" if words[0] != "members" else "00000000\n")
        same(wrong.code, 3, "%s %r" % (words, wrong))
    same(portal.ssh("sign", reference, given="00123456\n").code, 3)
    same(portal.ssh("sign", "00000000079444", given="-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n").code, 2)


def opened():
    portal = Portal()
    good(portal.host("catalogue", "import", offered(portal)))
    until("visitors to get it", lambda: portal.ssh("service", NAME).code == 0)
    return portal


if __name__ == "__main__":
    run_cases(opened)
