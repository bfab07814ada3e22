# papers_test.py - papers by the clients people have: put, broken off and gone on with, fetched by staff, told by command and page; no byte
# of them stands in clear on the disk.
import hashlib
import os
import re
import subprocess

from cases import case, holds, run_cases, same
from definitions import read_yaml
from filler import fill
from shubbak import HOST, Portal, run
from lines import Lines
from staff import Staff
from walk import track

NAME = "lb-kiosk-permit"
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", NAME + ".yaml")
MARKER = b"WORDS THAT STAND NOWHERE ELSE 7161"
READS = os.path.exists(os.path.join(os.path.dirname(os.path.realpath(os.environ.get("SHUBBAK", "build/shubbak"))), "shubbak-reader"))


def pdf(size):
    """A PDF of one page and about that many bytes, with the marker all over it."""
    words = (MARKER + b" ") * (size // (len(MARKER) + 1))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
               b"<</Length 0>>stream\n\nendstream", b"<</Length %d>>stream\n%s\nendstream" % (len(words), words)]
    out, places = b"%PDF-1.4\n", []
    for n, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, each)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % at for at in places)
    return out + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)


class Desk:
    """A permit whose plan may be sent as a file; it was sent without, and the plan is asked for."""

    def __init__(self):
        self.portal = Portal(serve=False)
        with open(DATA, encoding="utf-8") as f:
            text = f.read().replace("{id: plan_of_place,", "{id: plan_of_place, file: accepted,")
        path = os.path.join(self.portal.folder, NAME + ".yaml")
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        same(self.portal.host("catalogue", "import", path).code, 0)
        os.unlink(path)
        self.portal.start()
        self.officer = Staff(self.portal, "Rima Khoury", ["--role", "officer", "--service", NAME])
        got = self.portal.apply(NAME, fill(self.portal.blank(NAME, "en"), read_yaml(DATA), seed=7))
        same(got.code, 0, repr(got))
        self.reference, self.pin = got.json()["reference"], got.json()["pin"]
        self.place = "/applications/%s/plan_of_place" % self.reference
        self.ask()

    def ask(self):
        got = self.officer.ssh("act", self.reference, "correct", "--item", "plan_of_place=outdated", "--words", "'Send the plan.'")
        same(got.code, 0, repr(got))

    def sftp(self, *commands):
        clean = {"PATH": os.environ["PATH"], "HOME": self.portal.folder, "TERM": "dumb"}
        return run(["sftp", "-q", *self.portal.options(port_flag="-P", batch=False), "me@" + HOST], "\n".join(commands) + "\n", 60,
                   dict(clean, **self.portal.ask_pass(self.reference, self.pin)))

    def papers(self):
        got = self.portal.ssh("papers", self.reference, "--json", given=self.pin + "\n")
        same(got.code, 0, repr(got))
        return got.json()["papers"][0]

    def file(self, name, content):
        path = os.path.join(self.portal.folder, name)
        with open(path, "wb") as f:
            f.write(content)
        return path

    def close(self):
        self.portal.close()


def reply(desk):
    """By number and PIN, in plain lines; the page says what came and how to send it."""
    with Lines(desk.portal, raw=False, user="plain") as t:
        t.choose("English")
        track(t, "en", desk.reference, desk.pin, "Your application cannot continue until you answer:")
        t.choose("Documents as files")
        t.wait("plan.bat: PDF document, 1 page, ")
        t.enter("0")
        t.choose("Correct what is asked for")
        t.wait("Send the corrections")
        t.choose("Send the corrections")
        t.wait("Send these corrections?")
        t.choose("Send the corrections")
        t.wait("Your answer was sent.")


@case
def without_who_reads_it_nothing_is_taken(desk):
    if READS:
        return
    got = desk.sftp("put %s %s/" % (desk.file("plan.pdf", pdf(1000)), desk.place))
    holds("cannot be taken" in got.err, repr(got))
    got = desk.portal.ssh("put", "plan_of_place", desk.reference, given=desk.pin.encode() + b"\n" + pdf(1000))
    same(got.code, 4, repr(got))
    same(desk.papers()["standing"], "returned")


@case
def put_listed_fetched_and_taken_back(desk):
    if not READS:
        return
    content = pdf(300000)
    path = desk.file("plan.pdf", content)
    got = desk.sftp("put %s %s/" % (path, desk.place), "ls -l %s" % desk.place, "get %s/plan.pdf %s.back" % (desk.place, path))
    holds(re.search(r"-rw------- .* %d .*plan\.pdf" % len(content), got.out), repr(got))
    with open(path + ".back", "rb") as f:
        holds(f.read() == content, "what came back is another")
    told = desk.papers()
    same((told["standing"], told["wrong"]), ("came", "outdated"))
    same({key: told["files"][0][key] for key in ("name", "type", "pages", "bytes", "from", "sent", "sha256")},
         {"name": "plan.pdf", "type": "pdf", "pages": 1, "bytes": len(content), "from": "applicant", "sent": False,
          "sha256": hashlib.sha256(content).hexdigest()})
    track = lambda: desk.portal.ssh("track", desk.reference, given=desk.pin + "\n").out
    holds("Documents as files: Documents received: 1 of 1.\n" in track(), track())
    got = desk.sftp("rm %s/plan.pdf" % desk.place, "ls %s" % desk.place)
    holds("Missing: Plan of the place" in track(), track())
    same(desk.papers()["files"], [])


@case
def what_is_no_paper_is_told_why(desk):
    if not READS:
        return
    got = desk.sftp("put %s %s/" % (desk.file("notes.txt", b"words\n" * 100), desk.place))
    holds("PDF, PNG, JPEG or TIFF" in got.err, repr(got))
    got = desk.portal.ssh("put", "plan_of_place", desk.reference, given=desk.pin.encode() + b"\nwords")
    same(got.code, 2, repr(got))
    got = desk.portal.ssh("put", "plan_of_place", desk.reference, given=desk.pin.encode() + b"\n" + pdf(11 << 20))
    same(got.code, 2, repr(got))
    holds("10 MiB" in got.err, repr(got))
    same(desk.papers()["files"], [])


@case
def a_line_that_drops_loses_nothing(desk):
    """Broken off three times by ending the client; gone on with by its offset."""
    if not READS:
        return
    content = pdf(9 << 20)
    for act, part in (("put", 2 << 20), ("reput", 5 << 20), ("reput", (7 << 20) + 12345)):
        desk.sftp("%s %s %s/large.pdf" % (act, desk.file("part", content[:part]), desk.place))
        same(desk.papers()["standing"], "coming")
    got = desk.sftp("reput %s %s/large.pdf" % (desk.file("large.pdf", content), desk.place))
    told = desk.papers()
    same((told["standing"], told["files"][0]["sha256"]), ("came", hashlib.sha256(content).hexdigest()), repr(got))


@case
def what_was_given_before_is_taken(desk):
    """Both PINs, a line each; with one of them nothing is told of the other application."""
    if not READS:
        return
    before = desk.papers()["files"][0]
    got = desk.portal.apply(NAME, fill(desk.portal.blank(NAME, "en"), read_yaml(DATA), seed=8))
    same(got.code, 0, repr(got))
    reference, pin = got.json()["reference"], got.json()["pin"]
    take = lambda pins: desk.portal.ssh("papers", reference, "--from", desk.reference + "/plan_of_place", "--json", given=pins)
    same(take("%s\n%s\n" % (pin, desk.pin)).code, 4, "nobody has asked for it")
    got = desk.officer.ssh("act", reference, "correct", "--item", "plan_of_place=outdated", "--item", "street=incorrect", "--words", "'Send the plan.'")
    same(got.code, 0, repr(got))
    same([take("%s\n%s\n" % (pin, other)).code for other in ("000000" if desk.pin != "000000" else "111111", "")], [3, 2])
    got = take("%s\n%s\n" % (pin, desk.pin))
    same(got.code, 0, repr(got))
    now = got.json()["papers"][0]
    same((now["standing"], now["valid_until"], now["lapsed"]), ("came", None, False))
    file = now["files"][0]
    same([file[key] for key in ("name", "bytes", "sha256", "sent", "taken_from", "first_at")],
         [before["name"], before["bytes"], before["sha256"], False, desk.reference, before["at"]])
    holds("received there on" in desk.portal.ssh("papers", reference, given=pin + "\n").out, "where it came from is not told")
    held = desk.portal.ssh("reply", reference, "--form", given=pin + "\n").out
    holds("# Goes with the answer: %s: PDF document" % before["name"] in held, held)
    desk.corrected = (reference, pin, held)


@case
def who_may_edit_corrects_and_the_applicant_sends(desk):
    if not READS:
        return
    reference, pin, held = desk.corrected
    code = desk.portal.ssh("invite", reference, "--name", "Lina", "--may", "edit", "--json", given=pin + "\n").json()["code"]
    member = desk.portal.ssh("join", reference, "--json", given=code + "\n").json()["pin"]
    mended = re.sub(r"(?m)^street: .*$", "street: Rue du Port", held)
    got = desk.portal.ssh("reply", reference, given="%s\n%s" % (member, mended))
    holds(got.code == 0 and "Only the applicant can send it" in got.out, repr(got))
    got = desk.portal.ssh("reply", reference, "--words", "Mended.", given=member + "\n")
    same(got.code, 4, repr(got))
    held = desk.portal.ssh("reply", reference, "--form", given=pin + "\n").out
    holds("\nstreet: Rue du Port\n" in held, held)
    got = desk.portal.ssh("reply", reference, "--json", given="%s\n%s" % (pin, held))
    same((got.code, got.json()["state"]), (0, "in_review"), repr(got))


@case
def staff_fetch_what_was_sent_and_the_disk_has_no_byte_in_clear(desk):
    if not READS:
        return
    content = pdf(200000)
    got = desk.portal.ssh("put", "plan_of_place", desk.reference, "--name", "plan.bat", given=desk.pin.encode() + b"\n" + content)
    same(got.code, 0, repr(got))
    target = os.path.join(desk.portal.folder, "fetched")
    desk.officer.sftp("-get %s/plan.bat.pdf %s" % (desk.place, target))
    holds(not os.path.exists(target), "fetched before it was sent")
    reply(desk)
    got = desk.officer.sftp("ls %s" % desk.place, "get %s/plan.bat.pdf %s" % (desk.place, target))
    holds("plan.bat.pdf" in got.out, "by its name it could be a programme: " + repr(got))
    with open(target, "rb") as f:
        holds(f.read() == content, repr(got))
    os.unlink(target)
    got = desk.officer.ssh("papers", desk.reference)
    holds("plan.bat" in got.out and "sftp" in got.out, repr(got))
    got = desk.officer.ssh("put", "plan_of_place", desk.reference, "--lang", "en", given=content)
    holds(got.code == 4 and "Staff send no files" in got.err, repr(got))
    state = desk.portal.state
    found = subprocess.run(["grep", "-rlF", MARKER.decode(), state], stdout=subprocess.PIPE, check=False).stdout
    same(found, b"", "in clear")
    desk.portal.stop()
    same(desk.portal.host("verify").code, 0)
    copy = os.path.join(desk.portal.folder, "copy.backup")
    same(desk.portal.host("backup", copy).code, 0)


run_cases(Desk)
