# told_test.py - what forms, commands and files tell people: how a form is sent, when a question is asked, where an application is.
import os
import re

from cases import case, holds, run_cases, same
from definitions import question, says, service, services_with_form, terms
from filler import fill
from lines import Lines
from shubbak import HOST, ROOT, Portal, run
from walk import to_form, to_home

SERVICE = "lb-civil-status-extract"
LANGS = ("ar", "fr", "en")
COLON = {"ar": ": ", "fr": "\u00a0: ", "en": ": "}
DIGITS = {0x660 + n: str(n) for n in range(10)}


def shell(portal, line):
    """A command line as it was printed, typed into a shell whose ssh, sftp and scp know this test's options."""
    folder = os.path.join(portal.folder, "bin")
    os.makedirs(folder, exist_ok=True)
    for name in ("ssh", "sftp", "scp"):
        path = os.path.join(folder, name)
        options = portal.options(portal.first_key, port_flag="-p" if name == "ssh" else "-P")
        with open(path, "w", encoding="utf-8") as f:
            f.write("#!/bin/sh\nexec /usr/bin/%s %s \"$@\"\n" % (name, " ".join("'%s'" % each for each in options)))
        os.chmod(path, 0o755)
    return run(["sh", "-c", line], env={"PATH": folder + ":" + os.environ["PATH"], "HOME": portal.folder})


def command_of(blank):
    """The command that a blank form says it is sent with: a note of its own among the first lines."""
    found = [line[1:].strip() for line in blank.split("\n")[:12] if re.match(r"#\s+ssh ", line)]
    same(len(found), 1, "commands in the first lines of %s" % "\n".join(blank.split("\n")[:12]))
    return found[0]


def send(portal, blank, key=None):
    """Fills a blank and types what it says."""
    path = os.path.join(portal.folder, "my form.txt")
    with open(path, "w", encoding="utf-8") as f:
        f.write(fill(blank, SERVICE))
    portal.first_key = key
    return shell(portal, command_of(blank).replace("FILE", "'%s'" % path))


def forwarded(portal, lang):
    """Options and environment of a client that tells its language."""
    return dict(flags=["-o", "SendEnv=LANG"], env={"LANG": lang + ".UTF-8"}) if lang else {}


@case
def a_blank_says_how_it_is_sent(portal):
    for lang in LANGS:
        got = send(portal, portal.blank(SERVICE, lang))
        same(got.code, 0, repr(got))
        holds(says("Your application has been received.", lang) in got.out, repr(got))
    target = os.path.join(portal.folder, "fetched.txt")
    same(portal.sftp("get /services/%s/form.en.txt %s" % (SERVICE, target)).code, 0)
    with open(target, encoding="utf-8") as f:
        same(send(portal, f.read()).code, 0, "as its file says")


@case
def a_form_fetched_with_a_key_is_sent_with_it(portal):
    key = portal.key()
    blank = portal.blank(SERVICE, user="me", key=key)
    got = send(portal, blank, key)
    same(got.code, 0, repr(got))
    reference = re.search(r"track (\d{14})", got.out).group(1)
    same(portal.ssh("track", reference, "--json", user="me", key=key).code, 0, "it is the key's")


@case
def conditions_are_told_in_words(portal):
    for name in services_with_form():
        form = service(name)["form"]
        parts = list(form["sections"]) + [{"questions": form.get("eligibility") or []}]
        rules = [q["when"] for s in parts for q in s["questions"] if "when" in q] + [s["when"] for s in parts if "when" in s]
        for lang in LANGS:
            blank = portal.blank(name, lang)
            for rule in rules:
                holds(rule not in blank, "%s, %s: %s" % (name, lang, rule))
            for mark in ("{", "}", " in (", "!=", ">=", "\u2068", "\u2069"):
                notes = "\n".join(line for line in blank.split("\n") if line.startswith("#"))
                holds(mark not in notes, "%s, %s: %r" % (name, lang, mark))
    kind = question(service(SERVICE), "extract_kind")
    one, both = [[c["label"] for c in kind["choices"] if c["code"] == code][0] for code in ("individual", "both")]
    for lang, words in (("en", "Only if you answered “%s” or “%s” to “%s”."),
                        ("fr", "Seulement si vous avez répondu « %s » ou « %s » à « %s ».".replace(" »", "\u00a0»").replace("« ", "«\u00a0")),
                        ("ar", "فقط إذا أجبت «%s» أو «%s» عن «%s».")):
        blank = re.sub(r"\n#   (?=\S)", " ", portal.blank(SERVICE, lang))
        holds(words % (one[lang], both[lang], kind["label"][lang]) in blank, "%s: %s" % (lang, blank))


@case
def limits_stand_by_their_questions(portal):
    blank = portal.blank(SERVICE, "en")
    part = blank.split("\n\n# %s\n" % question(service(SERVICE), "birth_date")["label"]["en"])[1].split("birth_date:")[0]
    holds(re.search(r"#   Enter a date between 1 January 1900 and \d+ [A-Z][a-z]+ \d{4}\.", part), part)
    holds("This limit depends on the day when you send the form" in part, part)
    holds("#   Enter a number between 1 and 10.\ncopies:" in blank, blank)


@case
def apply_answers_in_the_forms_language(portal):
    """Faults and receipt, whatever the client's machine says; what is asked for on the line goes before."""
    for n, lang in enumerate(LANGS):
        other = LANGS[(n + 1) % 3]
        blank = portal.blank(SERVICE, lang)
        for client in (None, other):
            got = portal.ssh("apply", SERVICE, given=blank, **forwarded(portal, client))
            same(got.code, 2, repr(got))
            holds(says("Answer this question.", lang) in got.err, repr(got))
            holds("«%s» (birth_date)" % question(service(SERVICE), "birth_date")["label"][lang] in
                  re.sub("«\u00a0|\u00a0»|“|”", lambda m: "«" if m.group()[0] in "«“" else "»", got.err), repr(got))
        got = portal.ssh("apply", SERVICE, given=fill(blank, SERVICE, seed=n), **forwarded(portal, other))
        holds(says("Your application has been received.", lang) in got.out, repr(got))
        got = portal.ssh("apply", SERVICE, "--lang", other, given=blank)
        holds(says("Answer this question.", other) in got.err, repr(got))


@case
def an_empty_form_is_one_fault(portal):
    for given in ("", "\n\n", "# nothing\n"):
        got = portal.ssh("apply", SERVICE, "--lang", "en", given=given)
        same((got.code, len(got.err.strip().split("\n"))), (2, 1), repr(got))
        holds("No form has arrived." in got.err and "form " + SERVICE in got.err, repr(got))
        same(len(portal.apply(SERVICE, given).json()["errors"]), 1)


def scp(portal, *words, lang=None):
    env = dict(os.environ, HOME=portal.folder, **({"LANG": lang + ".UTF-8"} if lang else {}))
    return run(["scp", "-O", *portal.options(port_flag="-P"), *(["-o", "SendEnv=LANG"] if lang else []), *words], seconds=20,
               env=env)


@case
def the_old_scp_is_told_what_to_type(portal):
    source, target = os.path.join(portal.folder, "it's mine.txt"), os.path.join(portal.folder, "got.txt")
    with open(source, "w", encoding="utf-8") as f:
        f.write("x" * 100000)
    for lang in LANGS:
        got = scp(portal, "guest@%s:/services/%s/form.en.txt" % (HOST, SERVICE), target, lang=lang)
        holds(got.code != 0 and not os.path.exists(target), repr(got))
        same(len(got.err.strip().split("\n")), 1, repr(got))
        said = says("scp's old protocol is not spoken here. Type the same without -O, or: {command}", lang)
        holds(got.err.lstrip().startswith(said.split("{")[0]), repr(got))
        got = scp(portal, "-p", source, "guest@%s:/it's here" % HOST, lang=lang)
        said = says("Nothing can be put here by scp. To send a filled form, type: {command}", lang)
        holds(got.code != 0 and said.split("{")[0] in got.err, repr(got))
        holds(re.search(r"apply ID < FILE", got.err), repr(got))
    key = re.search(r"ED25519 (SHA256:\S+)", portal.said.out).group(1)
    for words in ((source, "guest@%s:/x" % HOST), ("guest@%s:/services/%s/form.en.txt" % (HOST, SERVICE), target)):
        got = run(["pscp", "-batch", "-scp", "-P", str(portal.port), "-hostkey", key, *words], seconds=20,
                  env=dict(os.environ, HOME=portal.folder))
        holds(got.code != 0 and ("apply ID" in got.out + got.err or "sftp -P" in got.out + got.err), "PuTTY's: %r" % got)
    got = scp(portal, "-r", "guest@%s:/services" % HOST, portal.folder)
    holds(got.code != 0 and "sftp -P %d guest@" % portal.port in got.err, repr(got))
    portal.first_key = None
    command = re.search(r"sftp -P \d+ \S+", got.err).group()
    same(shell(portal, "echo ls /services | " + command).code, 0, "what it says to type")


@case
def track_tells_where_it_is(portal):
    receipt = portal.apply(SERVICE, fill(portal.blank(SERVICE, "fr"), SERVICE)).json()
    reference, pin = receipt["reference"], receipt["pin"] + "\n"
    stages = service(SERVICE)["stages"]

    def look(*words):
        return portal.ssh("track", reference, *words, given=pin)
    told = look("--json", "--lang", "en").json()
    same((told["stage"], told["stage_name"], told["stage_since"], told["awaited"]),
         (stages[0]["id"], stages[0]["name"]["en"], receipt["submitted_at"], stages[0]["actor"]))
    same(told["next"], {"stage": stages[1]["id"], "name": stages[1]["name"]["en"], "actor": stages[1]["actor"]})
    for lang in LANGS:
        text = look("--lang", lang).out
        for words in (says("Stage", lang) + COLON[lang] + says("{stage}, since {moment}", lang).split("{moment}")[0].replace("{stage}", stages[0]["name"][lang]), says("Waiting for", lang), says("Next step", lang),
                      stages[1]["name"][lang], says("Required documents", lang)):
            holds(words in text, "%r is not in %s" % (words, text))
    same(look().out, look("--lang", "fr").out, "without a language that somebody asks for, it is the form's")
    same(portal.host("application", "ask", reference, "--words", "Which?").code, 0)
    same(look("--json").json()["awaited"], "applicant")
    shown = portal.host("application", "show", reference).out
    holds("Waiting for: the applicant\nNext step: the applicant's answer\n" in shown, "as its authority reads it: " + shown)
    holds("me@" in look("--lang", "en").out.split("Next step: ")[1].split("\n")[0], "how it is answered")
    receipt = portal.apply(SERVICE, fill(portal.blank(SERVICE), SERVICE, seed=2)).json()
    reference, pin = receipt["reference"], receipt["pin"] + "\n"
    same(portal.host("application", "stage", reference, "--stage", stages[-1]["id"]).code, 0)
    told = look("--json").json()
    same((told["stage"], told["awaited"], told["next"]), (stages[-1]["id"], stages[-1]["actor"], None))
    holds(told["stage_since"] >= told["submitted_at"], told)
    holds("Next step: the decision" in look("--lang", "en").out, "the last stage")
    same(portal.host("application", "decide", reference, "--approve").code, 0)
    told = look("--json").json()
    same((told["stage"], told["awaited"], told["next"]), (stages[-1]["id"], None, None))


@case
def codes_in_json_are_what_options_ask_for(portal):
    """Everything that a list says of a service leads back to it by an option."""
    for words in (["services", "--country", "LB"], ["search", "passport"]):
        heads = portal.ssh(*words, "--json").json()
        for head in heads[::7]:
            for option, key in (("country", "country"), ("sector", "sector_code"), ("audience", "audience_code")):
                got = portal.ssh("services", "--%s" % option, head[key], "--json")
                same(got.code, 0, "%s: %r" % (head[key], got))
                holds(head["id"] in [each["id"] for each in got.json()], "%s by %s" % (head["id"], option))
            got = portal.ssh("services", "--authority", '"%s"' % head["authority"], "--json")
            holds(head["id"] in [each["id"] for each in got.json()], "%s by its authority" % head["id"])
            told = portal.ssh("service", head["id"], "--json").json()
            same([told[key] for key in head], [head[key] for key in head], "a service and its row")
            same(len(told["life_event_codes"]), len(told["life_events"]))
            known = {each["code"] for each in terms()["life_events"]}
            holds(set(told["life_event_codes"]) <= known, told["life_event_codes"])


@case
def a_wrong_code_is_told_with_those_there_are(portal):
    for option, kind in (("sector", "sectors"), ("audience", "audiences")):
        wanted = {each["code"] for each in terms()[kind]}
        got = portal.ssh("services", "--%s" % option, "nothing", "--json")
        same((got.code, set(got.json()["errors"][0]["known"])), (2, wanted))
    got = portal.ssh("services", "--country", "FR", "--json")
    same((got.code, set(got.json()["errors"][0]["known"])), (2, {"LB", "TN", "DZ", "EG"}))


@case
def the_manual_has_every_key(portal):
    """shubbak(1) names each key of what the commands give."""
    with open(os.path.join(ROOT, "docs/man/shubbak.1"), encoding="utf-8") as f:
        manual = f.read().split(".Ss JSON")[1].split(".Sh ")[0]
    receipt = portal.apply(SERVICE, fill(portal.blank(SERVICE), SERVICE, seed=9)).json()
    given = [portal.ssh("services", "--json").json()[0], portal.ssh("service", SERVICE, "--json").json(), receipt,
             portal.ssh("form", SERVICE, "--json").json(), portal.ssh("help", "--json").json()[0],
             portal.ssh("track", receipt["reference"], "--json", given=receipt["pin"] + "\n").json(),
             portal.ssh("services", "--sector", "x", "--json").json(),
             portal.ssh("services", "--sector", "x", "--json").json()["errors"][0],
             portal.ssh("track", receipt["reference"], "--json", given="\n").json()["errors"][0]]
    for each in given:
        for key in each:
            holds(re.search(r"\b%s\b" % key, manual), "%s is not in shubbak(1)" % key)
    for code in ("pin_needed", "pin_wrong", "reference_or_pin", "too_many_tries", "not_its_people", "account_needed"):
        holds(code in manual, code)


@case
def a_draft_says_how_it_goes_on(portal):
    """It has no history yet: no heading of one, but the way back to it. And who gives no PIN hears that it is missing."""
    with Lines(portal, raw=False) as face:
        to_home(face, "en")
        reference, pin = to_form(face, "en")
    for lang in LANGS:
        got = portal.ssh("track", reference, "--lang", lang, given=pin + "\n")
        same(got.code, 0, repr(got))
        holds(says("Reference number", lang) + COLON[lang] in got.out, repr(got))
        holds(says("Next step", lang) + COLON[lang] in got.out and "me@" in got.out, repr(got))
        holds(says("History", lang) not in got.out, repr(got))
    for given in ("", "\n"):
        got = portal.ssh("track", reference, given=given)
        same(got.code, 2, repr(got))
        holds("The PIN is missing" in got.err, repr(got))


@case
def faults_have_the_colon_of_their_language(portal):
    got = portal.ssh("apply", SERVICE, given=portal.blank(SERVICE, "fr"))
    same(got.code, 2, repr(got))
    for line in got.err.strip().split("\n"):
        holds(re.match(r"ligne \d+[^:]*\u00a0: \S", line), line)


@case
def receipts_are_in_the_readers_language(portal):
    """Printed and fetched: country, papers, where they are brought, the next step."""
    for n, lang in enumerate(LANGS):
        key = portal.key()
        blank = portal.blank(SERVICE, lang, user="me", key=key)
        printed = portal.ssh("apply", SERVICE, user="me", key=key, given=fill(blank, SERVICE, seed=n))
        reference = re.search(r"track (\d{14})", printed.out.translate(DIGITS)).group(1)
        for client, wanted in ((None, lang), (LANGS[(n + 1) % 3], LANGS[(n + 1) % 3])):
            target = os.path.join(portal.folder, "receipt-%s-%s.txt" % (lang, client))
            got = run(["sftp", "-q", *portal.options(key, port_flag="-P"), "-o", "SendEnv=LANG", "-b", "-", "me@" + HOST],
                      "get /receipts/%s.txt %s\n" % (reference, target),
                      env=dict(PATH=os.environ["PATH"], HOME=portal.folder, **({"LANG": client + ".UTF-8"} if client else {})))
            same(got.code, 0, repr(got))
            with open(target, encoding="utf-8") as f:
                text = f.read()
            check_receipt(text, wanted)
            holds(" plain-me@" in text and " me@" in text and "track " + reference in text, "how to come back: " + text)
        check_receipt(printed.out, lang)


def check_receipt(text, lang):
    country = [c["name"][lang] for c in terms()["countries"] if c["code"] == "LB"][0]
    paper = service(SERVICE)["papers"][0]["name"][lang]
    colon = COLON[lang]
    for words in (says("Country", lang) + colon + country, says("Required documents", lang), "- " + paper,
                  says("Where and how to bring the documents", lang) + colon, says("Next step", lang) + colon):
        holds(words in text, "%r is not in the receipt in %s:\n%s" % (words, lang, text))


run_cases(Portal)
