# ngo_test.py - docs/NGO.md as it stands: an association's way in English and Arabic (Egypt) and in French (Tunisia), walked for real; the page's screens and
# commands are those that came on it.
import contextlib
import datetime
import glob
import html
import os
import re
import shlex
import subprocess

from cases import case, holds, run_cases, same, until
from days import ZONE
from definitions import read_yaml, says
from law import Founding, LawHouse, answered, good
from lines import Lines
from papers import pdf, write
from shubbak import HOST, ROOT, Portal, run
from sheet import WALKS, Sheet, strangers
from staff import Staff
from terminal import Terminal, numbers_in
from walk import begin, fill_by_plan, fill_questions, to_home, track

PAGE = "NGO.md"
NOTICE, REPORT, CHANGE, END = ["eg-association-" + what for what in ("notification", "report", "change", "dissolution")]
DECLARATION, LEADERS, ACCOUNTS, DISSOLUTION = ["tn-association-" + what for what in ("declaration", "leaders", "accounts", "dissolution")]
REACH = "portal.example"
PEOPLE = {"officer": ("Amal Sobhy", "officer", "head"), "head": ("Hany Lotfy", "head"), "cashier": ("Rania Ezzat", "cashier"),
          "treasurer": ("Ola Hamdi", "treasurer"), "operator": ("Samir Aziz", "operator")}
FOUNDERS = ["Mona Adel", "Karim Farouk", "Hoda Salem", "Tarek Nabil", "Salma Wahba", "Omar Zaki", "Nadia Fahmy", "Youssef Amin", "Laila Hosny", "Sherif Kamal"]
ARABIC = ["منى عادل", "كريم فاروق", "هدى سالم", "طارق نبيل", "سلمى وهبة", "عمر زكي", "نادية فهمي", "يوسف أمين", "ليلى حسني", "شريف كمال"]
OWN = [*FOUNDERS, *ARABIC, "Readers of the Delta", "Readers of the Valley", "قرّاء الدلتا", "قراء الدلتا", "The mandate lacks the signature of", "Zaki.", "Pay at any post office",
       "ادفع في أي مكتب بريد", "Amina Trabelsi", "Youssef Gharbi", "أصدقاء البحر", "Amis de la mer", "Propreté des plages", "Nettoyer", "apprendre", "Rue de la Mer", "constituer une association en Tunisie",
       "mandate.pdf", "put FILE", "ssh -C", "sftp me", "cd /applications", "It is certified that the association", "(?:registered )?office at Dakahlia",
       "بتوقيت القاهرة", "Cairo time", "heure de Tunis", "by (?=the )", "par (?=l)"]  # what was typed, and what a terminal is told


class House(LawHouse):
    """A portal for trying with the laws of both countries."""

    def __init__(self):
        self.register, self.lines, self.numbers = "eg-associations", {}, {}
        files = sorted(glob.glob(os.path.join(ROOT, "dist/law/eg/*.yaml")) + glob.glob(os.path.join(ROOT, "dist/law/tn/*.yaml")))
        self.portal = Portal(serve=False, made=("--training",), settings={"host": REACH, "port": "22", "pay_en": "Pay at any post office.", "pay_ar": "ادفع في أي مكتب بريد."})
        self.definitions = {d["id"]: d for d in map(read_yaml, files) if "form" in d}
        own = self.with_days([path for path in files if path.endswith("associations.yaml")])
        good(self.portal.host("catalogue", "import", *[path for path in files if not path.endswith("associations.yaml")], *own))
        self.clock("2026-11-29")  # before there are grants: they begin with the day on which they are given
        self.staff = {who: Staff(self.portal, name, *(("--role", role) for role in roles)) for who, (name, *roles) in PEOPLE.items() if WALKS or who == "officer"}
        self.portal.start()

    def clock(self, day):
        """Noon or so of a day, so that no way goes over midnight: at once, since what falls due on the way would be done by another hour."""
        now = datetime.datetime.fromisoformat(good(self.portal.host("clock", "show", "--json")).json()["now"])
        noon = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(12, now.minute), ZONE)
        hours = round((noon - now).total_seconds() / 3600)
        if hours:
            LawHouse.clock(self, "%+dh" % hours)

    def with_days(self, paths):
        """The registers with the day of the yearly report, which the authority writes into its own."""
        own = []
        for path in paths:
            with open(path, encoding="utf-8") as f:
                text = f.read()
            own.append(write(self.portal.folder, os.path.basename(path), text.replace("due: unknown", "due: 31 March").encode()))
        return own

    def typed(self, sheet, name, title, *words, given=(), code=0):
        """A guest's command with what is typed behind it, as the page shows it; on a line of its own, since who was shown a PIN before is known on it."""
        got = self.portal.ssh(*map(shlex.quote, words), "--lang", sheet.lang, given="".join(line + "\n" for line in given))
        same(got.code, code, repr(got))
        sheet.typed(name, title, "ssh guest@%s %s" % (REACH, " ".join("\"'%s'\"" % w if " " in w else w for w in words)), got, "".join(line + "\n" for line in given))
        return got

    def told_me(self, sheet, name, title, numbers, *words):
        """The same of who has shown reference and PIN as the line was opened."""
        sheet.typed(name, title, "ssh me@%s %s" % (REACH, " ".join(words)), good(self.portal.ssh_me(*numbers, *words, "--lang", sheet.lang)))

    def applied(self, sheet, name, title, file, text, code=0, numbers=()):
        """`numbers`: of who comes as me@; a guest's are none. The file begins with what it is of."""
        words = ("apply", re.search(r"(?m)^service: (\S+)", text).group(1))
        got = (self.portal.ssh_me if numbers else self.portal.ssh)(*numbers, *words, "--lang", sheet.lang, given=text)
        same(got.code, code, repr(got))
        sheet.typed(name, title, "ssh %s@%s %s < %s" % ("me" if numbers else "guest", REACH, " ".join(words), file), got)
        return got

    def at(self, cols=80, rows=24):
        return Terminal(self.portal, self.portal.ssh_line(flags=["-t"]), cols, rows)

    @contextlib.contextmanager
    def at_as(self, number, pin):
        """A terminal at which somebody has come in by number and PIN."""
        with Terminal(self.portal, ["ssh", *self.portal.options(batch=False), "-t", "me@" + HOST], 80, 24) as t:
            for prompt, said in (("Reference", number), ("PIN", pin)):
                t.wait(prompt)
                t.enter(said)
            t.wait("English")
            yield t

    def back(self, t, lang, numbers, shows, first=True):
        """By reference and PIN to the application, from the first page or from where one is."""
        if first:
            to_home(t, lang)
        track(t, lang, *numbers, stands=shows)

    def drafted(self, t, sheet, service, plan, words):
        """From the first page to the draft's parts, where one stops; another line fills them in."""
        lang, pre = sheet.lang, sheet.lang + "-"
        to_home(t, lang)
        t.type(words)
        t.wait(self.definitions[service]["name"][lang], lang)  # found as it is typed
        t.press("Enter")
        t.settle()
        sheet.screen(t, pre + "find", "The service is found by words.", self.definitions[service]["name"][lang])
        t.choose(self.definitions[service]["name"][lang], lang)
        sheet.screen(t, pre + "service", "What the service asks.", says("Apply now", lang))
        t.choose(says("Apply now", lang), lang)
        t.choose(says("Start the application", lang), lang)
        fill_questions(t, lang, plan, "eligibility", 0, plan.form.get("eligibility") or [])
        sheet.screen(t, pre + "numbers", "Reference number and PIN.", says("Write down these two numbers", lang))
        numbers = t.reference_and_pin(lang)
        t.choose(says("I have written them down: continue", lang), lang)
        sheet.screen(t, pre + "parts", "The parts of the form.", says("Parts of your application", lang))
        with Lines(self.portal, raw=False) as face:
            to_home(face, lang)
            track(face, lang, *numbers, stands="Parts of your application")
            fill_by_plan(face, lang, plan)
        return numbers

    def files(self, numbers, papers):
        path = write(self.portal.folder, "scan.pdf", pdf())
        clean = {"PATH": os.environ["PATH"], "HOME": self.portal.folder, "TERM": "dumb"}
        lines = ["put %s /applications/%s/%s/" % (path, numbers[0], paper) for paper in papers]
        return good(run(["sftp", "-q", *self.portal.options(port_flag="-P", batch=False), "me@" + HOST], "\n".join(lines) + "\n", 60,
                        dict(clean, **self.portal.ask_pass(*numbers))))

    def key(self, name):
        path = os.path.join(self.portal.folder, "key-" + name)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path], check=True)
        return path


def egypt(house, name, people, words):
    one = {"association": {"association_name": name, "purposes": words[0], "field": words[1], "scope": words[2]},
           "seat": {"seat_place": "EG-DK", "seat_address": words[3]},
           "eligibility": {"barred_founder": "no"},
           "founders": [{"founder_name": founder, "founder_kind": "natural", "nationality": "egyptian", "founder_nid": "2850101210%04d" % (1010 + i)}
                        for i, founder in enumerate(people)],
           "board": [{"board_name": member, "board_nationality": "egyptian"} for member in people[:5]],
           "representative": {"rep_name": people[0], "phone": "0100 123 4567"}}
    return Founding(house.definitions[NOTICE], one)


def number_of(digits, got):
    """The number of so many digits that was told."""
    return re.search(r"(?<!\d)\d{%d}(?!\d)" % digits, re.sub(r"(?<=\d) (?=\d)", "", got.out)).group()


def signed_by(house, sheet, numbers, places):
    """The second by a PIN of their own, the others by ssh-keygen over the text; of each way one is shown."""
    pin = numbers[1]
    for n in places:
        words = ("invite", numbers[0], "--name", FOUNDERS[n - 1], "--may", "sign", "--for", "founders/%d" % n)
        if n == 2:
            code = number_of(10, house.typed(sheet, "en-invite", "Somebody is invited.", *words, given=(pin,)))
            own = number_of(8, house.typed(sheet, "en-join", "Who was invited comes in.", "join", numbers[0], given=(code,)))
            house.typed(sheet, "en-sign", "And signs by a PIN of their own.", "sign", numbers[0], given=(own,))
            continue
        code = good(house.guest(*words, "--json", given=pin + "\n")).json()["code"]
        got = good(house.portal.ssh("text", numbers[0], given=code + "\n"))
        path = write(house.portal.folder, "text-%d.txt" % n, got.raw)
        made = good(run(["ssh-keygen", "-Y", "sign", "-n", "shubbak", "-f", house.key(str(n)), path]))
        with open(path + ".sig", "rb") as f:
            done = good(house.portal.ssh("sign", numbers[0], "--lang", "en", given=f.read()))
        if n == 3:
            sheet.typed("en-text", "The text that one signs.", "ssh guest@%s text %s > text.txt" % (REACH, numbers[0]), got, code + "\n")
            sheet.typed("en-keygen", "A key signs it.", "ssh-keygen -Y sign -n shubbak -f ~/.ssh/id_ed25519 text.txt", made)
            sheet.typed("en-sent", "The signature is sent.", "ssh guest@%s sign %s < text.txt.sig" % (REACH, numbers[0]), done)


@case
def the_page_types_what_there_is(house):
    """Each command of it is one that the portal has, with the options that it takes."""
    with open(os.path.join(ROOT, "docs", PAGE), encoding="utf-8") as f:
        page = f.read()
    usages = {each["command"]: each["usage"] for each in good(house.guest("help", "--json")).json()}
    told = [m.group(1) for m in re.finditer(r"(?:guest|me)@portal\.example ([a-z][^\n`|<>]*)", page)] + \
           [m.group(1) for m in re.finditer(r"`((?:%s)\b[^`]*)`" % "|".join(name for name in usages if name not in ("text", "form")), page)]
    holds(len(told) > 60, "commands: %d" % len(told))
    for line in told:
        words = line.split()
        name = next((n for n in (" ".join(words[:2]), words[0]) if n in usages), None)
        holds(name, "there is no command `%s`" % line)
        for option in re.findall(r"--[a-z]+", line):
            holds(option in usages[name] or option == "--lang", "`%s` takes no %s: %s" % (name, option, usages[name]))


@case
def its_screens_say_what_the_programme_says(_house):
    """In all three languages, also where no way is walked: no word on them that is no more, and the page shows none that nobody has kept."""
    with open(os.path.join(ROOT, "docs", PAGE), encoding="utf-8") as f:
        page = f.read()
    for lang in ("en", "ar", "fr"):
        with open(os.path.join(ROOT, "docs", "screens", "ngo-%s.txt" % lang), encoding="utf-8") as f:
            text = f.read()
        same(strangers(text, lang, OWN), [], lang)
        shown = re.findall(r"<!-- %s-\S+ -->\n(?:```text|<pre dir=\"rtl\">)\n((?:(?!<!-- ).*\n)*)(?:```|</pre>)" % lang, page)
        holds(len(shown) >= 9, "%s: %d screens" % (lang, len(shown)))
        for block in shown:
            holds(html.unescape(block) in text, "docs/screens/ngo-%s.txt lacks: %s" % (lang, block))


# Of three ways one is walked each time, which has what all have in common; `make check-guide` walks all.
walked = case if WALKS else lambda way: way


@walked
def in_english(house):
    sheet = Sheet("ngo-en", "en", PAGE)
    plan = egypt(house, "Readers of the Delta", FOUNDERS, ("To teach adults to read", "Education", "Dakahlia", "12 Nile Street"))
    with house.at() as t:
        numbers = house.drafted(t, sheet, NOTICE, plan, "establishing an association")
    reference, pin = house.english = numbers
    with house.at() as t:
        house.back(t, "en", numbers, "Parts of your application")
        t.choose("The founders")
        sheet.screen(t, "en-founders", "A list of people.", "Add: Founder 11")
        t.press("Escape")
        house.files(numbers, ["statutes", "seat_proof", "criminal_records"])
        house.typed(sheet, "en-papers", "Which papers are there.", "papers", reference, given=(pin,))
        t.choose("Documents as files")
        sheet.screen(t, "en-files", "Documents as files.", "Notification form")
        t.press("Escape")
        t.choose("People and signatures")
        t.choose("Invite somebody")
        t.wait("Name of the person")
        t.enter("Karim Farouk")
        sheet.screen(t, "en-may", "Somebody is invited on a page.", "sign as Founder 10")
        t.press("Escape")
        t.wait("not invited yet")
        t.press("Escape")
        t.wait("Parts of your application")
        good(house.guest("sign", reference, "--for", "founders/1", given=pin + "\n"))
        signed_by(house, sheet, numbers, (2, 3))
        t.choose("People and signatures")
        sheet.screen(t, "en-signatures", "Who has signed, and who has not.", "3 of 10 have signed")
        t.press("Escape")
        t.choose("Check your answers")
        sheet.screen(t, "en-missing", "It is not sent before all have signed.", "3 of 10 have signed")
        t.press("Escape")
    for n in range(4, 11):
        signed_by(house, sheet, numbers, (n,))
    with house.at() as t:
        house.back(t, "en", numbers, "Everything is correct")  # one comes back to where one was
        t.press("Escape")
        t.choose("The association")
        t.wait("Name of the association")
        t.enter_over("Readers of the Valley")
        t.still()
        t.press("Escape")  # what was answered is kept
        t.wait("Parts of your application")
        t.choose("People and signatures")
        sheet.screen(t, "en-uncovered", "An answer is another: what was signed is not what is sent.", "0 of 10 have signed")
        t.press("Escape")
        t.choose("The association")
        t.wait("Name of the association")
        t.enter_over("Readers of the Delta")
        t.still()
        t.press("Escape")  # what was answered is kept
        t.wait("Parts of your application")
        t.choose("Check your answers")
        sheet.screen(t, "en-check", "All have signed.", "Everything is correct")
        t.choose("Everything is correct: go to the declaration")
        sheet.screen(t, "en-declare", "The declaration.", "I agree: submit")
        t.choose("I agree: submit my application")
        sheet.screen(t, "en-receipt", "It was sent.", "Your application has been received")
    in_english_with_the_authority(house, sheet, numbers)


def in_english_with_the_authority(house, sheet, numbers):
    """The fee, the call-in, the decision, what anybody sees of it."""
    reference, pin = numbers
    due, = good(house.guest("dues", reference, "--json", given=pin + "\n")).json()
    with house.at() as t:
        house.back(t, "en", numbers, "Status")
        sheet.screen(t, "en-sent-page", "Where it is, and what is next.", "Status")
        t.choose("What is to be paid")
        sheet.screen(t, "en-dues", "What is to be paid, and by which number.", "1,000 EGP")
        t.press("Escape")
        refused = house.ssh("officer", "act", reference, "complete")
        holds(refused.code == 4 and "has to be paid first" in refused.err, repr(refused))
        good(house.ssh("cashier", "payments", "take", due["reference"], "--by", "cash"))
        house.typed(sheet, "en-paid", "It was paid at a counter.", "dues", reference, given=(pin,))
        good(house.ssh("officer", "act", reference, "call_in", "--item", "mandate=incomplete", "--words", "The mandate lacks the signature of Omar Zaki."))
    with house.at() as t:
        house.back(t, "en", numbers, "Your application cannot continue")
        sheet.screen(t, "en-call-in", "The officer asks for what is missing.", "The mandate lacks")
        house.typed(sheet, "en-track", "The same in lines.", "track", reference, given=(pin,))
        house.typed(sheet, "en-reply-form", "What is asked, as a file.", "reply", reference, "--form", given=(pin,))
        t.choose("Correct what is asked for")
        sheet.screen(t, "en-correct", "To be put right.", "Mandate")
        path = write(house.portal.folder, "mandate.pdf", pdf())
        with open(path, "rb") as f:
            got = good(house.portal.ssh("put", "mandate", reference, "--name", "mandate.pdf", "--lang", "en", given=pin.encode() + b"\n" + f.read()))
        sheet.typed("en-put", "The paper is sent by one command.", "(echo PIN; cat mandate.pdf) | ssh guest@%s put mandate %s --name mandate.pdf" % (REACH, reference), got)
        t.press("Escape")
        t.choose("Correct what is asked for")
        sheet.screen(t, "en-correct-2", "It came; the corrections are sent.", "mandate.pdf")
    house.clock("2026-12-01")
    house.typed(sheet, "en-reply", "The reply goes to the officer.", "reply", reference, "--words", "Here it is.", given=(pin,))
    good(house.ssh("officer", "act", reference, "complete"))
    house.typed(sheet, "en-running", "It is complete: the time runs.", "track", reference, given=(pin,))
    good(house.ssh("officer", "act", reference, "propose", "--words", "Nothing against it."))
    good(house.ssh("head", "act", reference, "register"))
    with house.at() as t:
        house.back(t, "en", numbers, "Your application has been approved")
        sheet.screen(t, "en-decided", "It was decided.", "Documents issued to you")
        t.choose("Certificate of registration")
        sheet.screen(t, "en-issued", "The certificate on the page.", "Certificate of registration")
    house.typed(sheet, "en-issued-list", "The documents.", "issued", reference, given=(pin,))
    certificate = good(house.guest("issued", reference, "--document", "certificate", given=pin + "\n"))
    sheet.typed("en-certificate", "The certificate as text.", "ssh guest@%s issued %s --document certificate > certificate.txt" % (REACH, reference), certificate, pin + "\n")
    code = good(house.guest("issued", reference, "--json", given=pin + "\n")).json()[0]["code"]
    house.typed(sheet, "en-check-code", "Anybody checks it.", "check", code)
    signature = good(house.guest("issued", reference, "--document", "certificate", "--signature", given=pin + "\n"))
    signers = good(house.guest("signers"))
    sheet.typed("en-signers", "The portal's public keys, once.", "ssh guest@%s signers > allowed_signers" % REACH, signers)
    paths = [write(house.portal.folder, name, got.raw) for name, got in (("allowed_signers", signers), ("certificate.txt.sig", signature))]
    verified = good(run(["ssh-keygen", "-Y", "verify", "-f", paths[0], "-I", "portal", "-n", "shubbak", "-s", paths[1]], certificate.raw))
    sheet.typed("en-verify", "Without the portal.", "ssh-keygen -Y verify -f allowed_signers -I portal -n shubbak -s certificate.txt.sig < certificate.txt", verified)
    wrong = run(["ssh-keygen", "-Y", "verify", "-f", paths[0], "-I", "portal", "-n", "shubbak", "-s", paths[1]], certificate.raw.replace(b"Delta", b"Nile"))
    holds(wrong.code != 0, "another name holds")
    sheet.typed("en-verify-wrong", "A letter is another.", "ssh-keygen -Y verify -f allowed_signers -I portal -n shubbak -s certificate.txt.sig < certificate.txt", wrong)
    in_english_in_later_years(house, sheet)


def in_english_in_later_years(house, sheet):
    """The register, another board, a yearly report that is missed and comes, the end."""
    with house.at() as t:
        to_home(t, "en")
        t.choose("Check a register")
        sheet.screen(t, "en-registers", "Which register?", "Register of associations of Egypt")
        t.choose("Register of associations of Egypt")
        t.wait("Number, or part of the name")
        holds("Egypt · Ministry of Social Solidarity" in t.screen(), t.screen())
        t.settle()
        t.enter("delta")
        sheet.screen(t, "en-register", "What anybody sees.", "Readers of the Delta")
    number = house.entry("delta")["number"]
    house.typed(sheet, "en-register-check", "The same in lines.", "check", house.register, "delta")
    with house.at(40, 15) as t:
        house.back(t, "en", house.english, "Your application has been approved")
        sheet.screen(t, "en-40", "The same on a telephone, 40 columns.", "approved")
    karim = in_english_its_people(house, sheet, number)
    with house.at_as(*karim) as t:
        to_home(t, "en")
        t.enter("change of an association's board")
        t.settle()
        t.choose("Change of an association's board")
        sheet.screen(t, "en-change-service", "Who sends it.", "Who sends it")
        t.choose(says("Apply now", "en"))
        sheet.screen(t, "en-change", "Who acts for an association types no number.", "Start for: Readers of the Delta")
    blank = house.typed(sheet, "en-report-form", "The yearly report as a file.", "form", REPORT)
    house.clock("2027-04-05")
    missed = until("that it was missed", lambda: good(house.ssh("head", "entry", "missed", house.register, "--json")).json())
    same([(m["number"], m["day"]) for m in missed], [(number, "2027-03-31")])
    house.told_me(sheet, "en-notices", "The association is told of it.", house.english, "notices")
    report = answered(blank.out, {"entry_number": number, "year": "2026", "activities": "Adults were taught to read", "income": "250000", "spending": "240000", "accounts": "1",
                                  "from_abroad": "no", "agree": "yes"})
    house.applied(sheet, "en-report-wrong", "A number that the register does not have: nothing is sent.", "report.txt", report.replace(number, "EG-DK-7/2026"), 2, karim)
    house.applied(sheet, "en-report-stranger", "Who is none of its people is told what to do.", "report.txt", report, 4)
    sent = house.applied(sheet, "en-report", "The report is sent.", "report.txt", report, 0, karim)
    reference = re.search(r"\d{14}", re.sub(r"(?<=\d) (?=\d)", "", sent.out)).group()
    good(house.ssh("officer", "act", reference, "take_note"))
    house.numbers["karim"] = karim
    gone = good(house.about(END, by="karim", entry_number=number, decided_on="1/4/2027", decided_by="The general assembly", property="Books, to the library")).json()["reference"]
    good(house.ssh("officer", "act", gone, "propose", "--words", "The minutes are there."))
    good(house.ssh("head", "act", gone, "enter_end", "--words", "By its own will."))
    house.typed(sheet, "en-ended", "What anybody sees then.", "check", house.register, "delta")
    sheet.close()


def in_english_its_people(house, sheet, number):
    """Who has an account takes the organisation to it, and invites who files, whose number and PIN are given."""
    reference, pin = house.english
    mona, karim = [good(house.portal.host("account", "add", "--name", name, "--json")).json() for name in FOUNDERS[:2]]

    def does(who, name, title, words, given="", typed=""):
        got = good(house.portal.ssh_me(who["number"], who["pin"], *words, "--lang", "en", given=given))
        sheet.typed(name, title, "ssh me@%s %s" % (REACH, " ".join("\"%s\"" % w if " " in w else w for w in words)), got, typed)
        return got
    does(mona, "en-claim", "The organisation is taken to an account.", ["organisation", "claim", reference], pin + "\n", pin + "\n")
    invited = does(mona, "en-org-invite", "Somebody else who acts for it.", ["organisation", "invite", house.register, number, "--name", "'Karim Farouk'", "--may", "see,file"])
    code = number_of(10, invited)
    does(karim, "en-org-join", "They come in by the code.", ["organisation", "join", house.register, number], code + "\n", code + "\n")
    does(karim, "en-org", "What waits for it, and all that was sent.", ["organisation", house.register, number])
    return karim["number"], karim["pin"]


@walked
def in_arabic(house):
    sheet = Sheet("ngo-ar", "ar", PAGE)
    house.clock("2027-04-06")
    plan = egypt(house, "قرّاء الدلتا", ARABIC, ("تعليم الكبار القراءة والكتابة", "التعليم", "الدقهلية", "12 شارع النيل"))
    with house.at() as t:
        numbers = house.drafted(t, sheet, NOTICE, plan, "تأسيس جمعية")
    reference, pin = numbers
    with house.at() as t:
        house.back(t, "ar", numbers, "Parts of your application")
        t.choose(plan.form["sections"][2]["title"]["ar"], "ar")
        sheet.screen(t, "ar-founders", "المؤسسون", "شريف كمال")
        t.press("Escape")
        t.wait(says("Parts of your application", "ar"), "ar")
        t.choose(says("Check your answers", "ar"), "ar")
        sheet.screen(t, "ar-missing", "من لم يوقّع بعد", "منى عادل")
        for n, name in enumerate(ARABIC, 1):
            got = good(house.guest("text", reference, "--for", "founders/%d" % n, "--lang", "ar", given=pin + "\n"))
            check = re.search(r"(?m)^check (.*)$", got.out).group(1)
            done = good(house.ssh("operator", "witness", reference, "--for", "founders/%d" % n, "--name", name, "--check", check, "--seen", "--lang", "ar"))
            if n == 2:
                sheet.typed("ar-text", "النص الذي يُطبع ويُوقَّع", "ssh guest@%s text %s --for founders/2 > text.txt" % (REACH, reference), got, pin + "\n")
                sheet.typed("ar-witness", "في مكتب الخدمة", "ssh staff@%s witness %s --for founders/2 --name ... --check %s --seen" % (REACH, reference, check), done)
        t.press("Escape")
        t.wait(says("Parts of your application", "ar"), "ar")
        t.choose(says("People and signatures", "ar"), "ar")
        sheet.screen(t, "ar-signatures", "وقّع الجميع على الورق", "شريف كمال")
        t.press("Escape")
        t.wait(says("Parts of your application", "ar"), "ar")
        t.choose(says("Check your answers", "ar"), "ar")
        t.choose(says("Everything is correct: go to the declaration", "ar"), "ar")
        t.choose(says("I agree: submit my application", "ar"), "ar")
        sheet.screen(t, "ar-receipt", "وصل الطلب", says("Your application has been received", "ar"))
        t.choose(says("Track this application", "ar"), "ar")
        t.choose(says("What is to be paid", "ar"), "ar")
        sheet.screen(t, "ar-dues", "المستحق ومرجع الدفع", says("Payment reference", "ar"))
    due, = good(house.guest("dues", reference, "--json", given=pin + "\n")).json()
    good(house.ssh("treasurer", "payments", "import", given=("transaction,reference,amount,currency,status,paid_at\nT1,%s,1000.00,EGP,PAID,2027-04-06\n" % due["reference"]).encode()))
    house.typed(sheet, "ar-paid", "دُفع عند جهة التحصيل", "dues", reference, given=(pin,))
    good(house.ssh("officer", "act", reference, "complete"))
    with house.at() as t:
        house.back(t, "ar", numbers, "Status")
        sheet.screen(t, "ar-track", "أين الطلب الآن", says("Status", "ar"))
    house.clock("2027-09-01")
    until("silence", lambda: good(house.guest("track", reference, "--json", given=pin + "\n")).json()["state"] == "approved")
    with house.at() as t:
        house.back(t, "ar", numbers, "Documents issued to you")
        sheet.screen(t, "ar-decided", "قامت الجمعية", says("Documents issued to you", "ar"))
    code = good(house.guest("issued", reference, "--json", given=pin + "\n")).json()[0]["code"]
    house.typed(sheet, "ar-check-code", "التحقق من الشهادة", "check", code)
    with house.at() as t:
        to_home(t, "ar")
        t.choose(says("Check a register", "ar"), "ar")
        t.choose("سجل الجمعيات الأهلية في مصر", "ar")
        t.settle()
        t.enter("قراء")
        sheet.screen(t, "ar-register", "السجل العام", "قراء الدلتا")
    sheet.close()


@case
def in_french(house):
    house.register = "tn-associations"
    house.clock("2027-10-01")
    sheet = Sheet("ngo-fr", "fr", PAGE)
    founders = [{"founder_name": founder, "founder_status": "tunisian", "founder_birth": "1990-03-14", "founder_party": "no"}
                for founder in ("Amina Trabelsi", "Youssef Gharbi")]
    plan = Founding(house.definitions[DECLARATION], {
        "association": {"name_ar": "أصدقاء البحر", "name_foreign": "Amis de la mer", "object": "Propreté des plages", "aims": "Nettoyer, apprendre",
                        "seat_place": "TN-11", "seat_address": "Rue de la Mer 4"},
        "founders": founders, "leaders": [{"leader_name": "Amina Trabelsi", "leader_post": "Présidente", "leader_party": "no"}]})
    with house.at() as t:
        numbers = house.drafted(t, sheet, DECLARATION, plan, "constituer une association en Tunisie")
    reference, pin = numbers
    with house.at() as t:
        house.back(t, "fr", numbers, "Parts of your application")
        t.choose(says("Documents as files", "fr"), "fr")
        sheet.screen(t, "fr-files", "Les pièces en fichiers.", says("Documents as files", "fr"))
        house.files(numbers, ["identity", "statutes", "bailiff"])
        t.press("Escape")
        t.wait(says("Parts of your application", "fr"), "fr")
        good(house.guest("sign", reference, "--for", "founders/1", given=pin + "\n"))
        t.choose(says("People and signatures", "fr"), "fr")
        t.choose(says("Invite somebody", "fr"), "fr")
        t.wait(says("Name of the person", "fr"), "fr")
        t.enter("Youssef Gharbi")
        t.wait("3 [ ]", "fr")
        t.type("3")  # the mark comes at once: there are nine at most
        sheet.screen(t, "fr-may", "Ce que la personne peut faire.", "signer en tant que")
        t.press("Enter")
        sheet.screen(t, "fr-invited", "Le code de l'invitation.", says("Code of the invitation", "fr"))
        code = next(n for n in numbers_in(t.lines()) if len(n) == 10)
        t.choose(says("I have written it down", "fr"), "fr")
        t.wait(says("People and signatures", "fr"), "fr")
    with house.at() as t:
        to_home(t, "fr")
        t.choose(says("Track an application", "fr"), "fr")
        t.wait(says("Reference number", "fr"), "fr")
        t.enter(reference)
        t.wait(says("Tracking PIN", "fr"), "fr")
        t.enter(code)
        t.settle()
        sheet.screen(t, "fr-taken", "La personne invitée entre par le code.", says("You were invited", "fr"))
        t.choose(says("Accept the invitation", "fr"), "fr")
        sheet.screen(t, "fr-own", "Elle a son propre code.", says("You have accepted the invitation.", "fr"))
        t.choose(says("Continue", "fr"), "fr")
        t.choose(says("Read the text and sign it", "fr"), "fr")
        sheet.screen(t, "fr-text", "Le texte à signer.", says("This is what you sign. Read it to the end:", "fr"))
        t.choose(says("I have read this and sign it", "fr"), "fr")
        sheet.screen(t, "fr-signed", "C'est signé.", says("Done. This is the current status.", "fr"))
    with house.at() as t:
        house.back(t, "fr", numbers, "People and signatures")  # one comes back to where one was
        t.press("Escape")
        t.choose(says("Check your answers", "fr"), "fr")
        t.choose(says("Everything is correct: go to the declaration", "fr"), "fr")
        t.choose(says("I agree: submit my application", "fr"), "fr")
        t.choose(says("Track this application", "fr"), "fr")
        sheet.screen(t, "fr-sent", "Où en est la demande.", says("Status", "fr"))
    in_french_with_the_authority(house, sheet, numbers)


def in_french_with_the_authority(house, sheet, numbers):
    """Receipt by silence, the gazette, what anybody sees; other leaders, a report that is owed, the end."""
    reference, pin = numbers
    house.clock("2027-11-02")
    until("silence to be receipt", lambda: good(house.guest("track", reference, "--json", given=pin + "\n")).json()["stage"] == "gazette")
    house.typed(sheet, "fr-silence", "Le silence vaut réception.", "track", reference, given=(pin,))
    house.act("officer", reference, "notice_filed", filed_on="2/11/2027")
    house.act("officer", reference, "publish", issue="2027-140", day="2/11/2027")
    house.typed(sheet, "fr-register", "Ce que voit tout le monde.", "check", house.register, "amis")
    number = house.entry("amis")["number"]
    blank = house.typed(sheet, "fr-leaders-form", "Le formulaire en fichier.", "form", LEADERS).out
    said = answered(blank, {"entry_number": number, "leader_name": "Leila Jaziri", "leader_post": "Présidente", "leader_party": "oui", "agree": "oui"})
    house.applied(sheet, "fr-leaders-wrong", "Ce qui ne va pas est dit, avec la ligne.", "dirigeants.txt", said, 2, numbers)
    said = said.replace("leader_party: oui", "leader_party: non")
    house.applied(sheet, "fr-leaders-other", "Qui n'est pas de l'association est renvoyé, avec ce qu'il faut faire.", "dirigeants.txt", said, 4)
    sent = house.applied(sheet, "fr-leaders", "C'est envoyé.", "dirigeants.txt", said, 0, numbers)
    house.numbers["mer"] = numbers
    house.act("officer", number_of(14, sent), "take_note")
    report = good(house.about(ACCOUNTS, by="mer", entry_number=number, year="2026", public_funds="yes", resources="90000")).json()["reference"]
    house.act("officer", report, "take_note")
    house.clock("2028-04-05")
    missed = until("that it was missed", lambda: good(house.ssh("officer", "entry", "missed", house.register, "--json")).json())
    same([(m["number"], m["duty"], m["day"]) for m in missed], [(number, "court_report", "2028-03-31")])
    house.told_me(sheet, "fr-notices", "L'association en est avertie.", numbers, "notices")
    gone = good(house.about(DISSOLUTION, by="mer", entry_number=number, decided_on="1/4/2028")).json()["reference"]
    house.act("officer", gone, "take_note")
    house.typed(sheet, "fr-ended", "Ce que voit tout le monde ensuite.", "check", house.register, "amis")
    same(house.portal.host("verify").code, 0)
    sheet.close()


run_cases(House)
