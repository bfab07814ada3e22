# walk.py - the citizen's way through the extract of civil status, told once for pages and for plain lines.
import os
import signal

from cases import holds, same
from definitions import places, question, says, service, terms
from processes import sockets

SERVICE = "lb-civil-status-extract"
WORDS = {
    "ar": {"first": "سامي", "father": "جورج", "family": "الخوري", "mother": "ليلى حداد", "birth_place": "بيروت",
           "locality": "زحلة"},
    "fr": {"first": "Éloïse", "father": "Georges", "family": "L'Hôte", "mother": "Léa Haddad", "birth_place": "Beyrouth",
           "locality": "Zahlé"},
    "en": {"first": "Sami", "father": "George", "family": "Khoury", "mother": "Leila Haddad", "birth_place": "Beirut",
           "locality": "Zahle"},
}


def answers(lang):
    """Section by section: its title, then each question's label, what a person types, and whether a default stands there."""
    definition, words = service(SERVICE), WORDS[lang]
    plan = {
        "wanted": [("extract_kind", "1"), ("purpose", "2"), ("copies", "2"), ("first_electronic", "1")],
        "person": [("for_whom", "1"), ("first_name", words["first"]), ("father_name", words["father"]),
                   ("family_name", words["family"]), ("mother_name", words["mother"]), ("sex", "1"),
                   ("birth_date", "14 3 1990"), ("birth_place", words["birth_place"])],
        "record": [("record_caza", "3"), ("record_locality", words["locality"]), ("record_number", "45")],
        "contact": [("phone", "03 123456"), ("email", "sami@example.org")],
    }
    titles = {s["id"]: s["title"][lang] for s in definition["form"]["sections"]}
    return [(titles[section], [(question(definition, q)["label"][lang], text, "default" in question(definition, q))
                               for q, text in asked])
            for section, asked in plan.items()]


def shown_answers(lang):
    """How some of the answers read on the page that checks them."""
    definition, words = service(SERVICE), WORDS[lang]
    choice = question(definition, "purpose")["choices"][1]["label"][lang]
    caza = [p for p in places() if p["country"] == "LB" and p["level"] == 2][2]
    place = (caza.get("short_name") or caza["name"])[lang]
    return [choice, words["first"], words["family"], words["mother"], words["locality"], place]


def sector_name(lang):
    code = service(SERVICE)["sector"]
    return [s["name"][lang] for s in terms()["sectors"] if s["code"] == code][0]


def country_name(code, lang):
    return [c["name"][lang] for c in terms()["countries"] if c["code"] == code][0]


def to_home(face, lang):
    """From the first page, which is laid out from left to right: English, Français, العربية."""
    face.choose({"en": "English", "fr": "Français", "ar": face.arabic}[lang])
    face.wait(says("Welcome to Shubbak", lang), lang)


def to_service(face, lang, by_words):
    """From home to the service in a list: by words that are typed, or by its sector."""
    if by_words:
        face.enter(service(SERVICE)["name"][lang])
        face.wait(says("Find a service", lang), lang)
    else:
        face.choose(says("Services by sector", lang), lang)
        face.choose(sector_name(lang), lang)


def begin(face, lang, label, eligible=lambda: None):
    """From a list with a service of this name to its page, then to the draft; gives its reference and PIN."""
    face.choose(label, lang)
    face.choose(says("Apply now", lang), lang)
    face.choose(says("Start the application", lang), lang)
    eligible()
    face.wait(says("Write down these two numbers", lang), lang)
    reference, pin = face.reference_and_pin(lang)
    holds(reference and pin, "no reference and PIN at the beginning of a draft")
    face.choose(says("I have written them down: continue", lang), lang)
    return reference, pin


def to_form(face, lang, by_words=False):
    """From home to the list of the draft's parts; gives its reference and PIN."""
    to_service(face, lang, by_words)
    numbers = begin(face, lang, service(SERVICE)["name"][lang])
    face.wait(says("Parts of your application", lang), lang)
    return numbers


def to_parts(face, lang, label):
    """The same from the first page, of any service that is searched for by its name."""
    to_home(face, lang)
    face.enter(label)
    face.settle()  # results come while the words are typed
    numbers = begin(face, lang, label)
    face.wait(says("Parts of your application", lang), lang)
    return numbers


def fill(face, lang):
    for title, asked in answers(lang):
        face.choose(title, lang)
        for label, text, given in asked:
            face.wait(label, lang)
            face.enter_over(text) if given else face.enter(text)
        face.wait(says("Parts of your application", lang), lang)


def submit(face, lang):
    """From the task list by check and declaration to the receipt; gives reference and PIN as the receipt shows them."""
    face.choose(says("Check your answers", lang), lang)
    face.choose(says("Everything is correct: go to the declaration", lang), lang)
    face.choose(says("I agree: submit my application", lang), lang)
    face.wait(says("Your application has been received", lang), lang)
    return face.reference_and_pin(lang)


def track(face, lang, reference, pin, stands="Status"):
    """From home with both numbers to the application, whose page tells how it stands."""
    face.choose(says("Track an application", lang), lang)
    face.wait(says("Reference number", lang), lang)
    face.enter(reference)
    face.wait(says("Tracking PIN", lang), lang)
    face.enter(pin)
    face.wait(says(stands, lang), lang)


def whole_way(face, lang, by_words=False):
    """The citizen's whole way; gives the reference and the PIN."""
    to_home(face, lang)
    reference, pin = to_form(face, lang, by_words)
    fill(face, lang)
    holds(submit(face, lang) == (reference, pin), "the receipt shows other numbers than the draft's")
    face.choose(says("Track this application", lang), lang)
    face.wait(says("Status", lang), lang)
    face.choose(says("Go to the home page", lang), lang)
    face.wait(says("Welcome to Shubbak", lang), lang)
    track(face, lang, reference, pin)
    face.choose(says("Go to the home page", lang), lang)
    face.wait(says("Welcome to Shubbak", lang), lang)
    face.choose(says("Leave", lang), lang)
    if hasattr(face, "screen"):  # on pages its number may begin a word, so they ask
        face.wait(says("Leave the portal?", lang), lang)
        face.choose(says("Leave", lang), lang)
    return reference, pin


# --- any form, by a plan of answers ---


def typed(q, value, lang):
    """What a person types for an answer: the number of a choice, a place's name, a date as people write it, else the answer itself."""
    if q["type"] == "yesno":
        return {"yes": "1", "no": "2"}[value]
    if q["type"] in ("choice", "choices"):
        codes = [str(c["code"]) for c in q["choices"]]
        return ",".join(str(codes.index(code) + 1) for code in value.split(","))
    if q["type"] == "place":
        place = next(p for p in places() if p["code"] == value)
        return (place.get("short_name") or place["name"])[lang]
    if q["type"] == "date":
        year, month, day = value.split("-")
        return "%d/%d/%s" % (int(day), int(month), year)
    return value


def show_founding(face, lang, founding):
    """As soon as the organisation's number was typed: the reference number and the PIN of the application that has registered it."""
    face.wait(says("Who applies for this organisation?", lang), lang)
    for label, number in zip(("Reference number", "Tracking PIN"), founding):
        face.wait(says(label, lang), lang)
        face.enter(number)


def fill_questions(face, lang, plan, section, item, questions, founding=()):
    for q in questions:
        if not plan.asked((section, item, q["id"]), q):
            continue
        value = plan.answers.get((section, item, q["id"]))
        face.wait(q["label"][lang], lang)
        face.answer(q, "" if value is None else typed(q, value, lang))
        if founding and q["id"] == plan.definition["about"]["by"]:
            show_founding(face, lang, founding)


def fill_by_plan(face, lang, plan, founding=()):
    """From the first page behind the draft's numbers to the task list with every part done; `founding`: of who has registered the organisation that it is
    about, the numbers of that application."""
    for section in plan.form["sections"]:
        if not plan.rule(section.get("when")):
            continue
        face.choose(section["title"][lang], lang)
        if section.get("repeat"):
            for item in range(1, plan.items[section["id"]] + 1):
                add = says("Add: {item} {number}", lang).replace("{item}", section["repeat"]["item"][lang]).replace("{number}", str(item))
                # As many as there must be stand there from the beginning.
                there = item <= section["repeat"].get("min", 0)
                face.choose("%s %d" % (section["repeat"]["item"][lang], item) if there else add, lang)
                fill_questions(face, lang, plan, section["id"], item, section["questions"])
            face.choose(says("The list is complete: continue", lang), lang)
        else:
            fill_questions(face, lang, plan, section["id"], 0, section["questions"], founding)
        face.wait(says("Parts of your application", lang), lang)


def apply_by_plan(face, lang, definition, plan, search, label):
    """From the first page to the receipt of any service; gives reference and PIN."""
    to_home(face, lang)
    face.enter(search)
    face.settle()  # results come while the words are typed
    numbers = begin(face, lang, label, lambda: fill_questions(face, lang, plan, "eligibility", 0, plan.form.get("eligibility") or []))
    fill_by_plan(face, lang, plan)
    holds(submit(face, lang) == numbers, "the receipt of %s shows other numbers than the draft's" % definition["id"])
    return numbers


def stopped_gate(portal, usual, t):
    """Desk and gate of the one visitor; the gate stands still from now on."""
    to_home(t, "en")
    mine = portal.visitors(usual)
    gate = [pid for pid in mine if sockets(pid)]
    same((len(mine), len(gate)), (2, 1), "desk and gate")
    os.kill(gate[0], signal.SIGSTOP)
    return (set(mine) - set(gate)).pop(), gate[0]
