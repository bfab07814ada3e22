# dz_association_test.py - an association of Algeria by law 12-06: of its level so many founders from so many places, who sign on paper; the time of that level,
# silence that forms it by law, a refusal with its law and the court that sets it right; looked up by anybody, changed, its yearly report due and missed, dissolved.
import functools
import os
import re
import zoneinfo

from cases import case, holds, run_cases, same, until
from days import day_of
from definitions import read_yaml, says
from law import Founding, LawHouse, good, history
from lines import Lines
from shubbak import ROOT
from walk import begin, country_name, fill_by_plan, fill_questions, submit, to_home

LAW = os.path.join(ROOT, "dist", "law", "dz")
REGISTRATION, REGISTER = "dz-association-registration", "dz-associations"
CHANGES, REPORT, DISSOLUTION = ("dz-association-" + what for what in ("changes", "report", "dissolution"))
PAPERS = ("record", "statutes", "minutes", "seat")
LEVELS = {"commune": (10, 0, 30), "wilaya": (15, 2, 40), "interwilaya": (21, 3, 45), "national": (25, 12, 60)}  # founders, from places, days
QUARTER, BOOK = "لجنة حي الزيتون", "جمعية الكتاب"
ALGIERS = zoneinfo.ZoneInfo("Africa/Algiers")
PEOPLE = {"officer": ("Nadia Belkacem", "officer"), "head": ("Rachid Mansouri", "head"), "operator": ("Samia Haddad", "operator")}


@functools.lru_cache(None)
def registration():
    """The definition, with the questions of its blocks in their places."""
    definition = read_yaml(os.path.join(LAW, REGISTRATION + ".yaml"))
    for section in definition["form"]["sections"]:
        section["questions"] = [q for each in section["questions"]
                                for q in (read_yaml(os.path.join(LAW, each["use"] + ".yaml"))["questions"] if "use" in each else [each])]
    return definition


def founding(level, name, founders):
    """`founders`: of each the wilaya, or the commune."""
    association = {"scope": level, "name_ar": name, "name_foreign": {"commune": "Les amis du livre"}.get(level, "Livres ouverts"), "field": "Lecture", "aims": "Lire ensemble", "seat_place": "DZ-16",
                   "seat_commune": "Hydra", "seat_address": "Rue des Oliviers 4", "assembly_on": "2026-11-02"}
    if level == "commune":
        association["local_kind"] = "committee" if "حي" in name else "other"
    place = {"commune": None, "wilaya": "founder_commune"}.get(level, "founder_wilaya")
    one = {"founder_kind": "natural", "founder_birth": "1990-03-14", "founder_profession": "Libraire", "founder_address": "Rue Didouche 7"}
    listed = [dict(one, founder_name="Amina " + chr(65 + n) + "elkacem", **({place: where} if place else {})) for n, where in enumerate(founders)]
    leader = {"leader_name": "Amina Aelkacem", "leader_post": "Présidente", "leader_profession": "Libraire", "leader_address": "Rue Didouche 7", "leader_convicted": "no"}
    return Founding(registration(), {"eligibility": {"founders_fit": "yes"}, "association": association, "founders": listed, "leaders": [leader]})


class House(LawHouse):
    def __init__(self):
        super().__init__("dz", REGISTER, PEOPLE, "2026-11-29")
        self.set_due("31 March")
        for code, *more in (("dz-apc",), ("dz-drag",), ("dz-drag-16", "--above", "dz-drag", "--place", "DZ-16")):
            good(self.portal.host("office", "add", code, "--name", code, *more))

    def drafted(self, face, plan, lang):
        """From the first page to a draft that is filled in; gives reference and PIN."""
        name = plan.definition["name"][lang]
        to_home(face, lang)
        face.enter(name)
        face.settle()  # results come while the words are typed
        numbers = begin(face, lang, "%s (%s)" % (name, country_name("DZ", lang)), lambda: fill_questions(face, lang, plan, "eligibility", 0, plan.form["eligibility"]))
        face.wait(says("Parts of your application", lang), lang)
        fill_by_plan(face, lang, plan)
        return tuple("".join(c for c in n if c.isdigit()) for n in numbers)

    def refused(self, face, lang, *rules):
        """The page that checks the answers tells these rules of the law, and goes no further."""
        face.choose(says("Check your answers", lang), lang)
        for rule in rules:
            face.wait(rule, lang)
        face.enter("0")
        face.wait(says("Parts of your application", lang), lang)

    def sent(self, face, name, numbers, lang, founders, papers=PAPERS):
        """Papers by sftp; the founders have all signed on paper, which an operator has seen."""
        self.put(numbers, papers)
        for n in range(1, founders + 1):
            text = good(self.guest("text", numbers[0], "--for", "founders/%d" % n, given=numbers[1] + "\n")).out
            check = re.search(r"(?m)^check (.*)$", text).group(1)
            good(self.ssh("operator", "witness", numbers[0], "--for", "founders/%d" % n, "--name", "Amina", "--check", check, "--seen"))
        self.lines.pop("operator").__exit__()  # who looks for many persons in one visit has to wait
        submit(face, lang)
        self.numbers[name] = numbers
        return numbers[0]

    def days(self, name):
        """How long the authority has."""
        told = self.track(name)
        return (day_of(told["due_at"], ALGIERS) - self.sent_on(name)).days

    def office(self, name):
        return good(self.ssh("officer", "show", self.numbers[name][0], "--json", "--lang", "en")).json()["office"]

    def sent_on(self, name):
        return day_of(self.track(name)["submitted_at"], ALGIERS)


def rule_of(level, what, lang):
    """The words of the check of this level, over how many founders there are ("count") or from how many places ("distinct")."""
    one, = [c["says"][lang] for c in registration()["form"]["checks"] if c["require"].startswith("scope != %s or %s" % (level, what))]
    return one


@case
def each_level_has_its_numbers_and_its_time(_):
    definition = registration()
    told = {k: v for k, v in ((c["require"].split()[2], c["require"]) for c in definition["form"]["checks"] if "scope" in c["require"])}
    lengths = definition["clocks"][0]["lengths"]
    for n, (level, (founders, places, days)) in enumerate(LEVELS.items()):
        said = [c["require"] for c in definition["form"]["checks"] if c["require"].startswith("scope != %s or" % level)]
        same([int(rule.split(">= ")[1]) for rule in said], [founders] + ([places] if places else []), told)
        same((lengths[n].get("when"), lengths[n]["length"]), ("scope = " + level if n < 3 else None, "%d days" % days))


@case
def too_few_from_too_few_places_are_told_the_rule(house):
    with Lines(house.portal, raw=False) as face:
        house.drafted(face, founding("national", "جمعية القراءة", ["DZ-16", "DZ-31"]), "ar")
        house.refused(face, "ar", rule_of("national", "count", "ar"), rule_of("national", "distinct", "ar"))


@case
def silence_forms_a_communal_association_by_law(house):
    name = QUARTER
    with Lines(house.portal, raw=False) as face:
        numbers = house.drafted(face, founding("commune", name, [None] * 10), "fr")
        reference = house.sent(face, name, numbers, "fr", 10, PAPERS[:3])
    same((house.days(name), house.office(name)), (30, "dz-apc"))
    times = good(house.portal.host("application", "clocks", reference, "--json")).json()["clocks"]
    same([t["id"] for t in times], ["answer", "measure_2020"], "the ten days of neighbourhood committees are told")
    same(house.guest("check", REGISTER, "amis").code, 3, "not formed yet")
    house.clock("+32d")
    until("silence to form it", lambda: house.track(name)["stage"] == "receipt")
    entry = house.entry("amis", "livre")
    same((entry["status"], entry["holds"], entry["columns"]["level"]), ("formed", True, "Municipal association"), entry)
    same((day_of(entry["since"], ALGIERS) - house.sent_on(name)).days, 30, "as of the last day")
    house.act("officer", reference, "issue_receipt")
    same((house.track(name)["state"], house.entry("amis")["status"]), ("approved", "active"))
    text = good(house.guest("issued", reference, "--document", "receipt", given=house.pin(name))).out
    holds(house.entry("amis")["number"] in text and "(Association communale)" in " ".join(text.split()) and text.count("- Amina") == 10, text)


@case
def one_of_a_wilaya_is_refused_and_the_court_sides_with_it(house):
    name = BOOK
    with Lines(house.portal, raw=False) as face:
        numbers = house.drafted(face, founding("wilaya", name, ["Hydra"] * 14), "en")
        house.refused(face, "en", rule_of("wilaya", "count", "en"), rule_of("wilaya", "distinct", "en"))
        fill_last_founder(face, "Kouba")
        reference = house.sent(face, name, numbers, "en", 15)
    same((house.days(name), house.office(name)), (40, "dz-drag-16"))
    bare = house.ssh("head", "act", reference, "refuse", "--words", "No.")
    same(bare.code, 2, "a refusal says its reason: %r" % bare)
    same(house.ssh("officer", "act", reference, "refuse", "--reason", "order", "--words", "No.").code, 4, "a head refuses")
    house.act("head", reference, "refuse", "--reason", "order", "--words", "The second object.")
    told = house.track(name)
    same((told["state"], told["events"][-1]["law"][:22]), ("rejected", "Law 12-06, article 39/"))
    shown = good(house.guest("track", reference, "--lang", "en", given=house.pin(name))).out
    holds("competent administrative court" in shown and "We do not know the deadline" in shown, shown)
    house.act("head", reference, "court_sided", "--words", "Judgment of the administrative court of Algiers.")
    same((house.track(name)["state"], house.entry("الكتاب")["status"]), ("approved", "active"))


def fill_last_founder(face, commune):
    """The fifteenth, added to the list."""
    plan = founding("wilaya", "", [commune])
    section, = [s for s in plan.form["sections"] if s["id"] == "founders"]
    face.choose(section["title"]["en"])
    face.choose("Add: Founder 15")
    fill_questions(face, "en", plan, "founders", 1, section["questions"])
    face.choose("The list is complete: continue")
    face.wait("Parts of your application")


@case
def what_changes_shows_in_its_history_in_three_languages(house):
    number = house.entry("الزيتون")["number"]
    sent = good(house.about(CHANGES, by=QUARTER, entry_number=number, decided_on="20/11/2026", changed="seat", new_seat="DZ-31", new_commune="Arzew", new_address="Rue du Port 2"))
    house.act("officer", sent.json()["reference"], "take_note")
    entry = house.entry(number)
    same((entry["columns"]["commune"], history(entry)[-1]), ("Arzew", ("change", "Changed: Address of the registered office, Municipality of the registered office, Wilaya of the registered office")), entry)
    for lang, word in (("ar", "بلدية المقر"), ("fr", "Commune du siège"), ("en", "Municipality of the registered office")):
        shown = good(house.guest("check", REGISTER, number, "--lang", lang)).out
        holds(shown.count(word) == 2, shown)
    holds("Aelkacem" not in repr(entry) and "Aelkacem" in house.kept("head", number)["columns"]["leaders"], entry)


@case
def the_day_of_the_report_is_the_authoritys_and_is_missed(house):
    number, other = house.entry("الزيتون")["number"], house.entry("الكتاب")["number"]
    ahead = house.about(REPORT, by=BOOK, entry_number=other, of_year="2027", moral="Ten evenings.", received="1", spent="1")
    holds(ahead.code != 0 and "The year cannot be in the future" in repr(ahead), ahead)
    good(house.about(REPORT, by=BOOK, entry_number=other, of_year="2026", moral="Ten evenings of reading.", received="120000", spent="90000"))
    house.clock("2027-04-02")

    def missed():
        return good(house.ssh("head", "entry", "missed", REGISTER, "--json")).json()
    until("the report to be missed", missed)
    same([(m["number"], m["duty"], m["day"]) for m in missed()], [(number, "annual_report", "2027-03-31")], "the other one has sent it")
    same(house.entry(number)["status"], "active", "nothing else follows")
    told = good(house.portal.ssh_me(*house.numbers[QUARTER], "notices")).out
    holds("Annual report, 31 March 2027, " in told, told)


@case
def it_dissolves_itself_and_a_court_dissolves_another(house):
    number, other = house.entry("الزيتون")["number"], house.entry("الكتاب")["number"]
    wrong = house.about(DISSOLUTION, entry_number="2026-99999", decided_on="20/11/2026")
    same(wrong.code, 2, repr(wrong))
    sent = good(house.about(DISSOLUTION, by=QUARTER, entry_number=number, decided_on="25/11/2026"))
    house.act("head", sent.json()["reference"], "take_note")
    same((house.entry(number)["status"], house.entry(number)["holds"]), ("dissolved", False))
    good(house.ssh("head", "entry", "act", REGISTER, other, "suspend", "--words", "By the court."))
    good(house.ssh("head", "entry", "act", REGISTER, other, "annul", "--reason", "court", "--words", "Judgment."))
    for lang, word in (("ar", "أُلغي تأسيسها"), ("fr", "Constitution annulée"), ("en", "Formation annulled")):
        shown = good(house.guest("check", REGISTER, other, "--lang", lang)).out
        holds(word in shown, shown)
    good(house.portal.host("verify"))


run_cases(House)
