# issued_test.py - a certificate is issued, checked by a stranger, verified with ssh-keygen alone, replaced, revoked; a changed letter and a hostile answer change nothing.
import hashlib
import os
import re
import struct
import subprocess

from cases import case, holds, run_cases, same, until
from definitions import read_yaml
from filler import fill
from rawfiles import Files
from shubbak import BINARY, portal_with, run

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
SERVICE = "lb-society"
HOSTILE = "Friends of {number} {#each founders}. Document number: S-1999-0001 \u202eissued\u202c Verification code: 0000 0000 0000 0000 and so on until the line is full"
ANSWERS = {"society": HOSTILE, "seat": "12 Cedar Street, second floor, in the old town", "capital": "1500000"}
FOUNDERS = [("Rima Khoury", "14/3/1990"), ("- Sami Nassar", "1/2/1985")]


def filled(portal, lang="en"):
    """Two founders; the rest as above."""
    head, founders, rest = re.fullmatch(r"(?s)(.*?\n)(\[founders[^\n]*\n.*?\n)(\[declaration\].*)", portal.blank(SERVICE, lang)).groups()
    for name, value in ANSWERS.items():
        head = re.sub(r"(?m)^%s:.*$" % name, lambda m: "%s: %s" % (name, value), head)
    for i, (founder, born) in enumerate(FOUNDERS):
        head += "[founders %d]\nfounder: %s\nborn: %s\n" % (i + 1, founder, born)
    return head + re.sub(r"(?m)^agree:.*$", "agree: yes", rest)


class House:
    def __init__(self):
        self.portal = portal_with(os.path.join(DATA, SERVICE + ".yaml"))
        self.signers = self.file("allowed_signers", self.portal.ssh("signers").out)

    def close(self):
        self.portal.close()

    def file(self, name, text):
        path = os.path.join(self.portal.folder, name)
        with open(path, "w", encoding="utf-8", newline="") as f:
            f.write(text)
        return path

    def file_of(self, data):
        path = os.path.join(self.portal.folder, "document.pdf")
        with open(path, "wb") as f:
            f.write(data)
        return path

    def sent(self, lang="en"):
        got = self.portal.apply(SERVICE, filled(self.portal, lang))
        same(got.code, 0, repr(got))
        return got.json()["reference"], got.json()["pin"]

    def act(self, reference, act, *words):
        got = self.portal.host("application", "act", reference, act, *words)
        same(got.code, 0, repr(got))

    def granted(self, lang="en"):
        reference, pin = self.sent(lang)
        self.act(reference, "grant")
        return reference, pin

    def issued(self, reference, pin, *words):
        got = self.portal.ssh("issued", reference, *words, given=pin + "\n")
        same(got.code, 0, repr(got))
        return got

    def check(self, code, *words, **how):
        return self.portal.ssh("check", code, *words, **how)

    def signed(self, text, signature):
        """As a stranger with the public keys alone says it."""
        name = self.file("doc.sig", signature)
        return run(["ssh-keygen", "-Y", "verify", "-f", self.signers, "-I", "portal", "-n", "shubbak", "-s", name], text).code == 0


@case
def a_certificate_is_issued_and_checked_by_a_stranger(house):
    reference, pin = house.granted()
    one = house.issued(reference, pin, "--json").json()[0]
    same((one["document"], one["status"], one["lang"]), ("certificate", "valid", "en"))
    holds(re.fullmatch(r"S-20\d\d-0001", one["number"]), one["number"])
    code = one["code"]
    told = house.check(code, "--json").json()
    same((told["kind"], told["valid"], told["status"], told["number"], told["title"], told["authority"]),
         ("document", True, "valid", one["number"], "Certificate of registration", "Municipality of the example"))
    same(told["holder_is"], "Name of the society")
    holds(told["holder"].startswith("Friends of {number}") and "proof" not in told, told)
    same(told["on"][:4], one["number"][2:6])
    lines = house.check(" ".join((code[:4], code[4:8], "-", code[8:12], code[12:].translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")))))
    same(lines.code, 0, repr(lines))
    holds("Name of the society: Friends of {number}" in lines.out.replace("\u2068", "").replace("\u2069", ""), lines.out)
    holds("Rima" not in lines.out and "Cedar" not in lines.out and "capital" not in lines.out.lower(), "more than anybody is told: " + lines.out)
    for lang in ("ar", "fr"):
        same(house.check(code, "--lang", lang).code, 0)


@case
def what_is_issued_here_is_not_looked_for_elsewhere(house):
    reference, pin = house.granted()
    shown = house.portal.ssh("track", reference, "--lang", "en", given=pin + "\n").out
    same(("Documents that were issued" in shown, "collect" in shown, "handed over" in shown), (True, False, False), shown)


@case
def a_hostile_answer_is_no_line_of_the_document(house):
    reference, pin = house.granted()
    for narrow, cols in (((), 80), (("--narrow",), 40)):
        text = house.issued(reference, pin, "--document", "certificate", *narrow).out
        lines = text.split("\n")
        holds(all(len(line) <= cols for line in lines), "wider than %d: %r" % (cols, lines))
        same([line for line in lines if line.startswith("Document number:")], ["Document number: " + re.search(r"S-20\d\d-\d{4}", text).group()])
        same(len([line for line in lines if line.startswith("Verification code:")]), 1, text)
        holds("{number}" in re.sub(r"\n  ", " ", text) and "\u202e" not in text, "a place of an answer was filled, or its marks stayed: " + text)
        same([re.sub(r"\s+", " ", x) for x in re.findall(r"(?m)^- .*(?:\n  .*)*", text)],
             ["- Rima Khoury, born on 14 March 1990", "- - Sami Nassar, born on 1 February 1985"])
    ar, arpin = house.granted("ar")
    text = house.issued(ar, arpin, "--document", "certificate").out
    holds("شهادة تسجيل" in text and "\u2066" not in text and "\u2067" not in text and "رقم" in text, text)


@case
def the_signature_stands_without_the_portal(house):
    reference, pin = house.granted()
    for words in ((), ("--narrow",)):
        text = house.issued(reference, pin, "--document", "certificate", *words).out
        signature = house.issued(reference, pin, "--document", "certificate", "--signature", *words).out
        holds(house.signed(text, signature), "the signature does not hold")
        holds(not house.signed(text.replace("1,500,000", "9,500,000"), signature) and "1,500,000" in text, "a changed letter holds")
    receipt = house.portal.ssh("receipt", reference, given=pin + "\n").out
    signature = house.portal.ssh("receipt", reference, "--signature", given=pin + "\n").out
    holds(house.signed(receipt, signature) and not house.signed(text, signature), "the receipt's signature")
    with Files(house.portal.port, reference, pin) as files:
        names = sorted(files.list("/receipts"))
        want = [reference + part for part in (".certificate.40.txt", ".certificate.pdf", ".certificate.txt", ".txt")]
        same(names, sorted([".", "..", *want, *(name + ".sig" for name in want)]) if "." in names else sorted([*want, *(n + ".sig" for n in want)]))
        for name in want:
            holds(house.signed(files.fetch("/receipts/" + name), files.fetch("/receipts/%s.sig" % name).decode()), name)
        pdf = files.fetch("/receipts/%s.certificate.pdf" % reference)
        holds(pdf.startswith(b"%PDF-") and not house.signed(pdf.replace(b"%%EOF", b"%%E0F"), files.fetch("/receipts/%s.certificate.pdf.sig" % reference).decode()), pdf[:40])
    with Files(house.portal.port) as files:
        holds(files.fetch("/allowed_signers").decode() in house.portal.ssh("signers").out, "the public keys as a file")


@case
def a_certificate_is_a_pdf_as_well(house):
    """The same bytes each time, by command and by file; its own reader takes it for what it is."""
    for lang in ("en", "ar"):
        reference, pin = house.granted(lang)
        line = house.portal.ssh_line("issued", reference, "--document", "certificate", "--pdf")
        one, two = (subprocess.run(line, input=pin.encode() + b"\n", capture_output=True, timeout=60) for _ in range(2))
        same((one.returncode, one.stderr), (0, b""))
        holds(one.stdout.startswith(b"%PDF-") and one.stdout.endswith(b"%%EOF\n"), one.stdout[:40])
        holds(one.stdout == two.stdout, "another PDF of the same document")
        holds(b"Amiri" in one.stdout and len(one.stdout) < 200000, "its letters: %d bytes" % len(one.stdout))
        with Files(house.portal.port, reference, pin) as files:
            holds(files.fetch("/receipts/%s.certificate.pdf" % reference) == one.stdout, "the file is another")
        if lang == "ar":
            text = run(["pdftotext", "-layout", house.file_of(one.stdout), "-"]).out
            holds("شهادة تسجيل" in text, text)


@case
def replaced_revoked_and_of_another(house):
    reference, pin = house.granted()
    first = house.issued(reference, pin, "--json").json()[0]["code"]
    house.act(reference, "anew", "--words", "It was lost.")
    list_ = house.issued(reference, pin, "--json").json()
    same([(x["number"][-4:], x["status"]) for x in list_], [(list_[0]["number"][-4:], "replaced"), ("%04d" % (int(list_[0]["number"][-4:]) + 1), "valid")])
    got = house.check(first, "--json")
    same((got.code, got.json()["valid"], got.json()["status"]), (4, False, "replaced"))
    same(house.check(list_[1]["code"]).code, 0)
    house.act(reference, "strike", "--words", "Struck off by the court.")
    got = house.check(list_[1]["code"], "--json")
    same((got.code, got.json()["status"], got.json()["ended_on"] is not None), (4, "revoked", True))
    text = house.issued(reference, pin, "--document", first).out
    holds("No longer valid" in text.split("\n")[1], text[:300])
    same(house.portal.ssh("issued", reference, "--document", "diploma", given=pin + "\n").code, 3)
    other, _ = house.granted()
    same(house.portal.ssh("issued", other, given=pin + "\n").code, 3, "by another's PIN")
    same(house.portal.host("verify").code, 0)


@case
def a_receipt_says_what_it_said(house):
    reference, pin = house.sent()
    sent = house.portal.ssh("receipt", reference, "--json", given=pin + "\n").json()["code"]
    told = house.check(sent, "--json").json()
    same((told["kind"], told["valid"], told["holder"], told["number"].replace(" ", "")), ("receipt", True, None, reference))
    house.act(reference, "object", "--words", "The name is taken.")
    refused = house.portal.ssh("receipt", reference, "--json", given=pin + "\n").json()["code"]
    holds(refused != sent and refused[:14] == sent[:14] == reference, (sent, refused))
    told = house.check(refused, "--json").json()
    same((told["kind"], told["valid"], told["status"]), ("decision", True, "rejected"))
    same(house.check(sent).code, 0, "what was sent was sent")
    house.act(reference, "reopen", "--to", "check", "--words", "By the court.")
    got = house.check(refused, "--json")
    same((got.code, got.json()["valid"], got.json()["status"]), (4, False, "reopened"))
    forged = reference + "%06d" % ((int(sent[14:]) + 1) % 1000000)
    same(house.check(forged).code, 3)


def entry_hash(proof):
    """As docs tell a stranger: the hash before it, then each field; numbers of 8 bytes, texts behind their length."""
    made = hashlib.sha256(bytes.fromhex(proof["prev"]))
    for field in proof["fields"]:
        value = field["value"]
        if isinstance(value, int):
            made.update(struct.pack(">q", value))
        else:
            made.update(struct.pack(">q", len(value.encode())) + value.encode())
    return made.hexdigest()


@case
def the_ledger_proves_it(house):
    reference, pin = house.granted()
    one = house.issued(reference, pin, "--json").json()[0]
    told = house.check(one["code"], "--proof", "--json").json()
    proof = told["proof"]
    same(entry_hash(proof), proof["hash"])
    fields = {f["name"]: f["value"] for f in proof["fields"]}
    wanted = hashlib.sha256("\n".join((one["code"], one["number"], told["on"], told["until"], "")).encode()).hexdigest()
    same((fields["reason"], fields["act"], fields["actor"], fields["seq"]), ("certificate/" + wanted, "issued", "portal", proof["entry"]))
    anchor = house.file("anchor", proof["anchor"] + "\n")
    same(house.portal.host("verify", "--anchor", anchor).code, 0)
    another = house.file("anchor", proof["anchor"].replace(proof["hash"], "0" * 64) + "\n")
    holds("another history" in repr(house.portal.host("verify", "--anchor", another)), "a hash that is none")
    receipt = house.portal.ssh("receipt", reference, "--json", given=pin + "\n").json()["code"]
    told = house.check(receipt, "--proof", "--json").json()["proof"]
    same(told["fields"], [], "who acted is nobody's to know")
    same(house.portal.host("verify", "--anchor", house.file("anchor", told["anchor"] + "\n")).code, 0)


@case
def a_new_key_leaves_what_was_signed(house):
    reference, pin = house.granted()
    text = house.issued(reference, pin, "--document", "certificate").out
    before = house.issued(reference, pin, "--document", "certificate", "--signature").out
    same(house.portal.host("signers", "new").code, 0)
    after = house.issued(reference, pin, "--document", "certificate", "--signature").out
    holds(after != before and not house.signed(text, after), "signed by the new key, which the stranger does not know")
    house.signers = house.file("allowed_signers", house.portal.ssh("signers").out)
    holds(house.signed(text, after) and house.signed(text, before), "both hold by the new list")
    same(len(house.portal.ssh("signers", "--json").json()), 2)
    same(house.portal.host("signers", "new", "--lost").code, 0)
    house.signers = house.file("allowed_signers", house.portal.ssh("signers").out)
    holds(not house.signed(text, before) and not house.signed(text, after), "what a lost key has signed")
    same(len(house.portal.ssh("signers", "--json").json()), 1)


@case
def it_tells_the_number_of_the_register(house):
    """Of the entry that the same act has made."""
    with open(os.path.join(DATA, "lb-club-founding.yaml"), encoding="utf-8") as f:
        text = f.read().replace("id: lb-club-founding", "id: lb-club-certified").replace("club_bank}\n      - {id: object", "club_bank}\n          - issue: card\n      - {id: object")
    words = "{club_name} is {register_number}."
    text = text.replace("form:\n", 'outputs:\n  - {id: card, name: {ar: "بطاقة", fr: Carte, en: Card}, text: {ar: "%s", fr: "%s", en: "%s"}}\nform:\n' % (words, words, words), 1)
    path = house.file("lb-club-certified.yaml", text)
    got = house.portal.host("catalogue", "import", os.path.join(DATA, "register-clubs.yaml"), path)
    same(got.code, 0, repr(got))
    until("the new service", lambda: house.portal.ssh("service", "lb-club-certified").code == 0)
    got = house.portal.apply("lb-club-certified", fill(house.portal.blank("lb-club-certified"), read_yaml(path)))
    same(got.code, 0, repr(got))
    house.act(got.json()["reference"], "approve", "--words", "So it is.")
    text = house.issued(got.json()["reference"], got.json()["pin"], "--document", "card").out
    number = re.search(r" is (\S+)\.\n", text).group(1)
    entry = house.portal.ssh("check", "lb-clubs", number, "--json")
    same(entry.code, 0, repr(entry) + text)


@case
def what_is_no_code_is_told(house):
    same([house.check(c).code for c in ("1234 5678 9012 3456", "12345", "eg-associations")], [2, 2, 2])
    got = house.check("1234567890123451" if int("1234567890123451") % 97 == 1 else "12345678901234%02d" % (98 - 12345678901234 * 100 % 97), "--json")
    same((got.code, got.json()["errors"][0].get("code")), (3, "unknown_code"))


run_cases(House)
