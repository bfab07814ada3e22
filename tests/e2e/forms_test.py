# forms_test.py - every form of the catalogue, filled in by a person: all in plain lines, those with repeated parts on pages.
import re

from cases import case, holds, run_cases, same
from definitions import service, services_with_form
from lines import Lines
from plan import plan
from shubbak import Portal
from terminal import Terminal
from walk import apply_by_plan, country_name


def arrived(portal, name, numbers, made):
    """The application is there with every answer that was given, as the authority reads it."""
    got = portal.ssh("track", numbers[0], "--json", given=numbers[1] + "\n")
    same((got.code, got.json()["service"], got.json()["state"]), (0, name, "submitted"))
    shown = portal.host("application", "show", numbers[0]).out
    for (_, _, question), value in made.answers.items():
        kind = [q for s in made.form["sections"] + [{"questions": made.form.get("eligibility") or []}]
                for q in s["questions"] if q["id"] == question][0]["type"]
        if kind in ("text", "name", "email", "national_id"):
            holds(value.split("\n")[0] in shown, "%s: %s = %r is not in %s" % (name, question, value, shown))


def by_lines(portal, name, lang, seed):
    made, definition = plan(name, seed), service(name)
    with Lines(portal, False, source="127.50.%d.1" % seed) as face:
        numbers = apply_by_plan(face, lang, definition, made, definition["name"][lang],
                                "%s (%s)" % (definition["name"][lang], country_name(definition["country"], lang)))
    arrived(portal, name, numbers, made)


def by_pages(portal, name, lang, cols, rows):
    made, definition = plan(name, 3), service(name)
    with Terminal(portal, portal.ssh_line(flags=["-t"], source="127.60.1.1"), cols, rows) as face:
        words = re.sub(r"[\W_]+", " ", definition["name"][lang])  # signs of an AZERTY keyboard's digit row choose
        numbers = apply_by_plan(face, lang, definition, made, words, definition["name"][lang])
    arrived(portal, name, numbers, made)


@case
def all_in_plain_lines(portal):
    """Each form that can be applied for now, once: the language goes round."""
    for n, name in enumerate(services_with_form()):
        try:
            by_lines(portal, name, ("ar", "fr", "en")[n % 3], n + 1)
        except AssertionError as e:
            raise AssertionError("%s, seed %d: %s" % (name, n + 1, e)) from e


@case
def household_on_pages(portal):
    by_pages(portal, "tn-amen-social", "en", 80, 24)


@case
def founders_on_a_narrow_page(portal):
    by_pages(portal, "lb-association-notification", "fr", 40, 15)


@case
def twins_in_arabic(portal):
    by_pages(portal, "lb-birth-registration", "ar", 80, 24)


run_cases(Portal)
