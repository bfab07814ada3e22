# smoke_test.py - the commands over ssh and on the host: what they print, their JSON, and their exit codes.
import os
import re
import stat

from cases import case, holds, run_cases, same
from definitions import service, service_ids, services_with_form, terms
from shubbak import BINARY, HOST, Portal, run

HEAD = {"id", "country", "name", "authority", "sector", "sector_code", "audience", "audience_code", "audience_codes", "fee", "duration", "form"}
SUBCOMMANDS = ("init", "serve", "local", "catalogue", "verify", "backup", "restore", "status", "application")


def term_name(kind, code, lang):
    return [t["name"][lang] for t in terms()[kind] if t["code"] == code][0]


def check_head(head, lang):
    same(set(head), HEAD, "the keys of a service head")
    definition = service(head["id"])
    same(head["country"], definition["country"])
    for key in ("name", "authority"):
        same(head[key], definition[key][lang], "%s of %s" % (key, head["id"]))
    same(head["sector"], term_name("sectors", definition["sector"], lang))
    audiences = definition["audience"] if isinstance(definition["audience"], list) else [definition["audience"]]
    holds(all(term_name("audiences", each, lang).lower() in head["audience"].lower() for each in audiences), head["audience"])
    same(head["audience_codes"], audiences)
    same((head["sector_code"], head["audience_code"]), (definition["sector"], audiences[0]))
    same(head["form"], "form" in definition, "form of " + head["id"])
    fee, duration = definition.get("fee"), definition.get("duration")
    same(head["fee"] is None, fee is None, "fee of " + head["id"])
    if fee:
        same(set(head["fee"]), {"amount", "amounts", "currency", "note", "year", "doubtful"})
        same([each["when"] for each in head["fee"]["amounts"]], [each["when"] for each in fee.get("amounts", [])])
        same(head["fee"]["amount"] is None, fee.get("amount") is None)
        holds(head["fee"]["amount"] is None or isinstance(head["fee"]["amount"], int), "an amount is in minor units")
        same(head["fee"]["currency"], fee.get("currency"))
        same(head["fee"]["note"], (fee.get("note") or {}).get(lang))
    same(head["duration"] is None, duration is None, "duration of " + head["id"])
    if duration:
        same(set(head["duration"]), {"value", "until", "unit", "note"})
        same((head["duration"]["value"], head["duration"]["unit"]), (duration["value"], duration["unit"]))


@case
def version(portal):
    got = portal.ssh("version")
    same(got.code, 0, repr(got))
    holds(re.search(r"\d+\.\d+\.\d+", got.out), "no version in %r" % got.out)
    same(portal.ssh("version", "--json").json().keys() >= {"version"}, True)


@case
def help_in_each_language(portal):
    said = {lang: portal.ssh("help", "--lang", lang) for lang in ("ar", "fr", "en")}
    for got in said.values():
        same(got.code, 0)
        for word in ("services", "search", "service", "form", "apply", "track", "withdraw", "version"):
            holds(re.search(r"\b%s\b" % word, got.out), "help does not name %s" % word)


@case
def services_in_each_language(portal):
    for lang in ("ar", "fr", "en"):
        got = portal.ssh("services", "--json", "--lang", lang)
        same(got.code, 0, repr(got)[:300])
        heads = got.json()
        same(sorted(h["id"] for h in heads), service_ids(), "the ids of all services")
        holds(len(heads) >= 117, "%d services" % len(heads))
        for head in heads:
            check_head(head, lang)


@case
def services_by_facet(portal):
    heads = portal.ssh("services", "--json", "--lang", "en").json()
    for option, value, keep in (
            ("--country", "TN", lambda d: d["country"] == "TN"),
            ("--country", "eg", lambda d: d["country"] == "EG"),
            ("--sector", "civil-status", lambda d: d["sector"] == "civil-status"),
            ("--audience", "citizen", lambda d: "citizen" in d["audience"])):
        got = portal.ssh("services", option, value, "--json")
        same(got.code, 0, repr(got)[:300])
        same(sorted(h["id"] for h in got.json()), sorted(h["id"] for h in heads if keep(service(h["id"]))),
             "%s %s" % (option, value))
    authority = service("lb-civil-status-extract")["authority"]["en"]
    got = portal.ssh("services", "--lang", "en", "--json", "--authority", '"%s"' % authority)
    same({h["authority"] for h in got.json()}, {authority})


@case
def services_as_text(portal):
    got = portal.ssh("services", "--lang", "fr")
    same(got.code, 0)
    for name in ("lb-civil-status-extract", "eg-takaful"):
        holds(name in got.out, "%s is not in the list" % name)
        holds(service(name)["name"]["fr"] in got.out, "its French name is not in the list")
    holds("\x1b" not in got.out and "\r" not in got.out, "control characters in a command's output")


@case
def language_by_environment(portal):
    for variable, value, lang in (("LC_ALL", "fr_FR.UTF-8", "fr"), ("LANG", "ar_LB.UTF-8", "ar"), ("LC_ALL", "en_GB", "en")):
        got = portal.ssh("service", "lb-identity-card", "--json", env={variable: value}, flags=["-o", "SendEnv=" + variable])
        same(got.json()["name"], service("lb-identity-card")["name"][lang], "%s=%s" % (variable, value))


@case
def one_service(portal):
    got = portal.ssh("service", "lb-disability-card", "--json", "--lang", "en")
    same(got.code, 0)
    told, definition = got.json(), service("lb-disability-card")
    holds(HEAD <= set(told), "everything of the head is there")
    check_head({k: told[k] for k in HEAD}, "en")
    text = portal.ssh("service", "lb-disability-card", "--lang", "en")
    for words in [definition["summary"]["en"], *[s["url"] for s in definition["sources"]]]:
        holds(words[:60] in text.out.replace("\n", " ") or words in text.out, "%r is not told" % words)


@case
def every_service_is_told(portal):
    """Text and JSON of a few services of each country, with and without fee and form."""
    for name in service_ids()[::12]:
        for lang in ("ar", "en"):
            got = portal.ssh("service", name, "--lang", lang)
            same(got.code, 0, repr(got)[:300])
            holds(service(name)["name"][lang] in got.out, "the name of " + name)


@case
def exit_codes(portal):
    without = [s for s in service_ids() if s not in services_with_form()][0]
    for code, words in ((2, ["nonsense"]), (2, ["service"]), (2, ["services", "--wrong"]), (2, ["services", "--lang", "de"]),
                        (3, ["service", "no-such-service"]), (3, ["form", "no-such-service"]), (4, ["form", without]),
                        (2, ["track"]), (2, ["search"]), (3, ["apply", "no-such-service"])):
        got = portal.ssh(*words)
        same(got.code, code, " ".join(words) + ": " + repr(got)[:300])
        holds(got.out.strip() or got.err.strip(), "%s says nothing" % words)
    got = portal.ssh("form", without, "--lang", "en")
    holds(service(without)["authority"]["en"][:20] in (got.out + got.err), "how to apply at the counter is not told")


@case
def registers(portal):
    same(portal.ssh("registers", "--json").code, 0)
    same(portal.ssh("check", "no-such-register", "word").code, 3)


@case
def blank_forms_of_every_service(portal):
    for name in services_with_form():
        holds(len(portal.blank(name, "ar")) > 500, "the blank form of %s" % name)


@case
def two_hellos_of_one_host(portal):
    """The same host key at each connection, and after a restart."""
    known = os.path.join(portal.folder, "known_hosts")
    portal.ssh("version")
    with open(known, encoding="utf-8") as f:
        before = f.read()
    portal.stop()
    portal.start()
    same(portal.ssh("version").code, 0, "after a restart")
    with open(known, encoding="utf-8") as f:
        same(f.read(), before)


@case
def host_usage(portal):
    got = run([BINARY, "--help"])
    same(got.code, 0)
    for word in SUBCOMMANDS:
        holds(re.search(r"\b%s\b" % word, got.out), "--help does not name %s" % word)
        same(run([BINARY, word, "--help"]).code, 0, word + " --help")
    same(run([BINARY, "--version"]).code, 0)
    same(run([BINARY]).code, 2)
    same(run([BINARY, "nonsense"]).code, 2)
    same(portal.host("status", "--nonsense").code, 2)
    same(run([BINARY, "status", "--state", portal.folder + "/none"]).code, 3)


@case
def init_and_folders(portal):
    empty = portal.folder + "/empty"
    os.mkdir(empty)
    same(run([BINARY, "init", "--state", empty]).code, 0, "an empty folder")
    same(stat.S_IMODE(os.stat(empty).st_mode), 0o700, "the folder's mode")
    got = run([BINARY, "init", "--state", empty])
    same(got.code, 4, "a filled folder")
    for here, _, names in os.walk(empty + "/keys"):
        for name in names:
            same(stat.S_IMODE(os.stat(os.path.join(here, name)).st_mode) & 0o077, 0, "the mode of " + name)
    with open(empty + "/shubbak.conf", encoding="utf-8") as f:
        holds("listen" in f.read(), "a commented configuration")


@case
def wrong_configuration(portal):
    bad = portal.folder + "/bad"
    same(run([BINARY, "init", "--state", bad]).code, 0)
    with open(bad + "/shubbak.conf", "w", encoding="utf-8") as f:
        f.write("# one\nvisitors = 20\n\nvisitors = many\n")
    got = run([BINARY, "serve", "--state", bad, "--listen", HOST + ":0"])
    same(got.code, 2, repr(got))
    holds("4" in got.err and "visitors" in got.err, "the wrong line is not named: %r" % got.err)


@case
def state_is_whole(portal):
    got = portal.host("verify")
    same(got.code, 0, repr(got))
    same(portal.host("status").code, 0)
    same(portal.host("catalogue", "list").code, 0)


run_cases(Portal)
