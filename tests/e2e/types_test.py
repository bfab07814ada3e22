# types_test.py - countries and exact numbers: in filled forms, on pages and in plain lines; old states have the countries too.
import os

from cases import case, holds, run_cases, same, until
from definitions import says
from lines import Lines
from shubbak import Portal
from terminal import Terminal
from walk import submit, to_parts

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "lb-animal-entry.yaml")
NAME = "lb-animal-entry"
TITLE = {"en": "Permit to bring an animal", "fr": "Permis d'entrée d'un animal", "ar": "إذن إدخال حيوان"}


def answered(portal, lang="en", **answers):
    """A blank form with these answers, signed."""
    answers["agree"] = "yes"
    out = []
    for line in portal.blank(NAME, lang).split("\n"):
        name = line.partition(":")[0]
        out.append("%s: %s" % (name, answers[name]) if name in answers else line)
    return "\n".join(out)


@case
def it_is_imported_and_its_blank_form_explains(portal):
    same(portal.host("catalogue", "import", FILE).code, 0)
    until("the imported service", lambda: portal.ssh("service", NAME).code == 0)
    blank = portal.blank(NAME, "en")
    for words in ("A country: its name or its two-letter code.", "A number such as 2.5; decimals at most: 3.",
                  "Enter a number between 0.05 and 900.", "Only if you gave another answer than “Lebanon” to “Nationality”.",
                  "Only if your answer to “Weight in kilograms” is 2.5 or more."):
        holds(words in blank, "%r is not in the blank form:\n%s" % (words, blank))
    holds("Afghanistan" not in blank, "a blank form lists 249 countries")
    holds("Saisissez un nombre compris entre 0,05 et 900." in portal.blank(NAME, "fr"), "the limits in French")


@case
def filled_forms_are_taken_or_told_by_line(portal):
    got = portal.apply(NAME, answered(portal, keeper_name="Rima", nationality="liban", weight="2,4990"))
    same(got.code, 0, repr(got))
    got = portal.apply(NAME, answered(portal, "ar", keeper_name="ريما", nationality="تونس", residence="12", weight="٢٫٥",
                                      cage="كبير"))
    same(got.code, 0, repr(got))
    for wrong, field, words in (
            ({"nationality": "Atlantis"}, "nationality", "is not the name of one country: write its whole name"),
            ({"nationality": "12"}, "nationality", "is not the name of one country: write its whole name"),
            ({"weight": "1.234"}, "weight", "for 1,234 write 1234, for 1.234 write 1.2340."),
            ({"weight": "900.0010"}, "weight", "Enter a number between 0.05 and 900."),
            ({"weight": "2.5", "nationality": "LB"}, "cage", ""),
            ({"weight": "1e3"}, "weight", "Enter a number in digits")):
        text = answered(portal, **{"keeper_name": "Rima", "nationality": "LB", "weight": "1", **wrong})
        got = portal.apply(NAME, text)
        same(got.code, 2, repr(got))
        faults = [e for e in got.json()["errors"] if e["field"] == field]
        same(len(faults), 1, repr(got))
        holds(words in faults[0]["message"], repr(faults))
        holds(text.split("\n")[faults[0]["line"] - 1].startswith((field, "[")), "line %d" % faults[0]["line"])


@case
def pages_narrow_the_countries(portal):
    for lang, letters, shown, number in (("en", "tunis", "Tunisia", "1.234"), ("fr", "tunis", "Tunisie", "1,234"),
                                         ("ar", "تونس", "تونس", "1.234")):
        with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
            to_parts(t, lang, TITLE[lang])
            t.choose({"en": "Keeper", "fr": "Détenteur", "ar": "المالك"}[lang], lang)
            t.wait({"en": "Name", "fr": "Nom", "ar": "الاسم"}[lang], lang)
            t.enter({"en": "Rima", "fr": "Rima", "ar": "ريما"}[lang])
            t.wait("Afghanistan" if lang != "ar" else "أفغانستان", lang)
            t.type(letters)
            t.wait(shown, lang)
            t.press("Enter")
            t.wait({"en": "Residence permit", "fr": "Titre de séjour", "ar": "رقم الإقامة"}[lang], lang)
            t.enter("A1")
            t.wait(says("Parts of your application", lang), lang)
            t.choose({"en": "Animal", "fr": "Animal", "ar": "الحيوان"}[lang], lang)
            t.wait(says("A number such as 2.5; decimals at most: {decimals}.", lang).split("{")[0], lang)
            t.enter(number)
            t.wait("1.2340", lang)  # asked back, with both ways to write it
            t.enter_over("1.2340")
            t.wait(says("Parts of your application", lang), lang)
            t.choose({"en": "Animal", "fr": "Animal", "ar": "الحيوان"}[lang], lang)
            t.wait("1.2340", lang)  # as it is typed again
            t.enter("")
            t.wait(says("Parts of your application", lang), lang)
            t.choose(says("Check your answers", lang), lang)
            t.wait(shown, lang)
            t.wait(number, lang)


@case
def plain_lines_take_letters_and_exact_numbers(portal):
    for raw in (True, False):
        with Lines(portal, raw) as face:
            to_parts(face, "en", TITLE["en"])
            face.choose("Keeper")
            face.wait("Name")
            face.enter("Rima")
            face.wait("Nationality")
            face.enter("guinea")
            face.wait("Residence permit")
            face.enter("A1")
            face.wait(says("Parts of your application", "en"))
            face.choose("Animal")
            face.wait("Weight in kilograms")
            face.enter("2.500,0")
            face.wait("Enter a number between 0.05 and 900.")
            face.enter("2,5")
            face.wait("Cage")
            face.enter("small")
            face.wait(says("Parts of your application", "en"))
            submit(face, "en")


@case
def a_states_own_countries_stand_in_their_place(portal):
    folder = os.path.join(portal.state, "terms")
    holds(not os.path.exists(os.path.join(folder, "countries.yaml")), "a state is made with its own countries")
    name = '{ar: "أرض", fr: "Terre", en: "Earth"}'
    with open(os.path.join(folder, "countries.yaml"), "w", encoding="utf-8") as f:
        f.write("countries:\n  - {code: LB, name: {ar: لبنان, fr: Liban, en: Lebanon}}\n  - {code: ZZ, name: %s}\n" % name)
    portal.stop()
    portal.start()
    got = portal.apply(NAME, answered(portal, keeper_name="Rima", nationality="terre", residence="1", weight="1"))
    same(got.code, 0, repr(got))
    got = portal.apply(NAME, answered(portal, keeper_name="Rima", nationality="TN", residence="1", weight="1"))
    same(got.code, 2, repr(got))


run_cases(Portal)
