# plain_tasks_test.py - every task of a citizen in plain lines, with mistakes, in three languages, with a terminal and without.
import re
import unicodedata

from cases import case, holds, run_cases, same
from definitions import question, says, service
from lines import Lines
from shubbak import Portal
from terminal import number_in
from walk import SERVICE, WORDS, answers, shown_answers, submit, to_form, to_home, track

PLACE = {"en": "zah", "fr": "zahl", "ar": "زحل"}  # the first letters of the district of Zahle
MISTYPED = {"en": "pasport", "fr": "paseport", "ar": "جواز السفز"}
PASSPORT = "lb-biometric-passport"
FORMS = re.compile("[\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufeff]")  # what a voice would spell


def label(name, lang):
    return question(service(SERVICE), name)["label"][lang]


def first_part(message, lang):
    """A message of the portal up to its first place that is filled."""
    return says(message, lang).split("{")[0]


def prompt(face):
    """The last line that came asks for something: it ends with a colon and a blank."""
    face.until("a prompt", lambda: face.text().endswith(": "))


def help_and_back(face, lang, title, slash=""):
    """? explains from anywhere, 0 leads back to the page."""
    face.enter(slash + "?")
    face.wait(says("this help", lang))
    prompt(face)
    face.enter("0")
    face.wait(title)
    prompt(face)


def back_to(face, title):
    face.enter("0")
    face.wait(title)


def help_and_leaving(face, lang):
    """The question before leaving, and the way back from it."""
    help_and_back(face, lang, says("Welcome to Shubbak", lang))
    face.enter("q")
    face.wait(says("Leave the portal?", lang))
    face.choose(says("Stay", lang))
    face.wait(says("Welcome to Shubbak", lang))


def browse(face, lang):
    """By life event and by authority: the groups, the services of one, one service, and all the way back."""
    for facet in ("Services by life event", "Services by authority"):
        face.choose(says(facet, lang))
        face.wait(says(facet, lang))
        help_and_back(face, lang, says(facet, lang))
        face.enter("1")
        face.until("services", lambda: len(re.findall(r"(?m)^\d+\. ", face.text())) > 0)
        prompt(face)
        face.enter("1")
        face.wait(says("Who can apply", lang))
        face.wait(says("Sources", lang))
        prompt(face)
        face.enter("0")
        prompt(face)
        back_to(face, says(facet, lang))
        back_to(face, says("Welcome to Shubbak", lang))


def search(face, lang):
    """Words with a mistake find the service; its page says what there is to say."""
    face.enter(MISTYPED[lang])
    face.choose(service(PASSPORT)["name"][lang])
    face.wait(says("Cost and time", lang))
    help_and_back(face, lang, says("Cost and time", lang))
    face.enter("0")
    face.wait(says("Find a service", lang))
    face.enter("xqzzvxx")
    face.wait(says("No services match these words.", lang))
    prompt(face)
    back_to(face, says("Welcome to Shubbak", lang))


def other_language(face, lang):
    """To change language and back, from the middle of a draft."""
    other = {"en": "ar", "fr": "en", "ar": "fr"}[lang]
    names = {"en": "English", "fr": "Français", "ar": Lines.arabic}
    face.enter("l")
    face.choose(names[other])
    face.wait(says("Parts of your application", other))
    face.enter("l")
    face.choose(names[lang])
    face.wait(says("Parts of your application", lang))


def answer_part(face, lang, title, asked):
    """One part of the form; its mistakes are told by the question, and nothing typed is lost by going back."""
    face.choose(title)
    for i, (name, text, given) in enumerate(asked):
        face.wait(name)
        prompt(face)
        if name == label("first_name", lang):
            face.enter("/?")  # help, without leaving the question
            face.wait(says("this help", lang))
            face.enter("0")
            face.wait(name)
            prompt(face)
            face.enter("")  # required
            face.wait(name)
            prompt(face)
        if name == label("birth_date", lang):
            face.enter("30/2/1990")
            face.wait(first_part("There is no day {day} in that month: it has only {days} days. Check the date.", lang))
            face.wait("28")
            face.enter("/0")  # the page before; what was typed wrongly is there on return
            prompt(face)
            for _ in range(i + 1):
                if "30/2/1990" in face.text():
                    break
                face.enter("")
                prompt(face)
            holds("30/2/1990" in face.text(), "a wrong answer is gone after going back: %r" % face.text())
        if name == label("record_caza", lang):
            face.enter("zzz")
            face.wait(name)
            prompt(face)
            text = PLACE[lang]
        face.enter(text)
    face.wait(says("Parts of your application", lang))


def check_and_change(face, lang):
    """All answers once more; one is changed from there."""
    face.choose(says("Check your answers", lang))
    for shown in shown_answers(lang)[:5] + ["14"]:
        face.wait(shown)
    help_and_back(face, lang, says("Check your answers", lang))
    face.choose(label("email", lang))
    face.wait(label("email", lang))
    face.wait("sami@example.org")
    prompt(face)
    face.enter("not an address")
    prompt(face)
    face.enter("rima@example.org")
    face.wait("rima@example.org")
    back_to(face, says("Parts of your application", lang))


def whole_form(face, lang):
    """From home to the receipt."""
    reference, pin = to_form(face, lang, True)
    other_language(face, lang)
    for title, asked in answers(lang):
        answer_part(face, lang, title, asked)
    check_and_change(face, lang)
    same(submit(face, lang), (reference, pin), "the receipt's numbers")
    help_and_back(face, lang, says("Your application has been received", lang))
    face.choose(says("Track this application", lang))
    face.wait(says("History", lang))
    return reference, pin


def answer_the_authority(face, portal, lang, reference, pin):
    """The authority asks, the applicant reads it, writes two lines, and sees that they arrived."""
    words = {"en": "A clearer photo is needed.", "fr": "Il faut une photo plus nette.", "ar": "نحتاج صورة أوضح."}[lang]
    asked = portal.host("application", "ask", reference, "--words", words)
    same(asked.code, 0, "application ask")
    track(face, lang, reference, pin, "Your application cannot continue until you answer:")
    face.wait(words)
    face.choose(says("Answer", lang))
    face.wait(says("You can write several lines. Enter an empty line to finish.", lang))
    prompt(face)
    face.enter("/0")  # not now
    face.wait(says("History", lang))
    face.choose(says("Answer", lang))
    prompt(face)
    for line in (WORDS[lang]["first"], WORDS[lang]["family"], ""):
        face.enter(line)
    face.choose(says("Send the answer", lang))
    face.wait(says("Your answer was sent. The authority continues to process your application.", lang))
    face.wait(says("History", lang))
    face.wait(WORDS[lang]["family"])
    holds(says("Your application cannot continue until you answer:", lang) not in face.text(), "it still waits for the answer")
    face.choose(says("View my answers", lang))
    face.wait(WORDS[lang]["mother"])
    back_to(face, says("History", lang))


def withdraw(face, lang):
    """Only its own number withdraws, and Enter does nothing."""
    face.choose(says("Withdraw this application", lang))
    face.wait(says("Withdraw this application?", lang))
    prompt(face)
    number = number_in(face.lines(), says("Withdraw my application", lang))
    face.enter("")
    prompt(face)
    face.enter(number)
    face.wait(says("You withdrew this application. You can apply again.", lang))
    face.choose(says("Go to the home page", lang))
    face.wait(says("Welcome to Shubbak", lang))


def continue_a_draft(face, lang):
    """Begun, left, found again by its numbers at the question that was open."""
    reference, pin = to_form(face, lang)
    title, asked = answers(lang)[0]
    face.choose(title)
    face.wait(asked[0][0])
    face.enter(asked[0][1])
    face.wait(asked[1][0])
    face.enter("/0")
    face.choose(says("Save and come back later", lang))
    face.wait(says("Your draft is saved", lang))
    face.choose(says("Go to the home page", lang))
    face.choose(says("Track an application", lang))
    face.wait(says("Reference number", lang))
    face.enter(reference)
    face.wait(says("Tracking PIN", lang))
    face.enter("000000" if pin != "000000" else "000001")  # not the right one
    face.wait(says("Tracking PIN", lang))
    prompt(face)
    face.enter(pin)
    face.wait(asked[1][0])
    prompt(face)
    face.enter("/0")
    face.choose(says("Delete this draft", lang))
    face.wait(says("Delete this draft", lang))
    back_to(face, says("Parts of your application", lang))
    face.enter("q")
    face.wait(says("Leave the portal?", lang))
    face.choose(says("Leave", lang))
    return reference


def every_task(portal, lang, raw):
    with Lines(portal, raw) as face:
        to_home(face, lang)
        help_and_leaving(face, lang)
        browse(face, lang)
        search(face, lang)
        reference, pin = whole_form(face, lang)
        face.choose(says("Go to the home page", lang))
        face.wait(says("Welcome to Shubbak", lang))
        answer_the_authority(face, portal, lang, reference, pin)
        withdraw(face, lang)
        draft = continue_a_draft(face, lang)
        same(face.over(), 0, "the exit code")
        holds(draft in re.sub(r"\D", "", face.text()), "the draft's reference is not said at the end")
        text = face.got.decode("utf-8")
        holds("\x1b" not in text, "an escape sequence")
        holds(not FORMS.search(text), "a presentation form: %r" % FORMS.findall(text)[:5])
        holds(not re.search("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u0640\u2500-\u259f]", text),
              "a control, a tatweel or a box")
    tracked = portal.ssh("track", reference, "--json", given=pin + "\n").json()
    same(tracked["state"], "withdrawn", "the state at the end")


def add(lang, raw):
    def run(portal):
        every_task(portal, lang, raw)
    run.__name__ = "%s_%s" % (lang, "terminal" if raw else "pipe")
    case(run)


for each in ("en", "fr", "ar"):
    add(each, True)
    add(each, False)


def turned(row):
    """A composed row as the letters that were typed."""
    return unicodedata.normalize("NFKC", row[::-1])


@case
def lines_for_the_eye(portal):
    """Arabic composed for a terminal that does not turn it: asked for at the door, kept all the visit, typed into."""
    with Lines(portal, True) as face:
        face.choose("العربية: if it is reversed")
        face.until("composed rows", lambda: FORMS.search(face.text()))
        face.enter("جواز سفر")
        # Rows from left to right, one after another from the right edge; turned around they are the words.
        face.until("the passport among what was found",
                   lambda: any("جواز" in turned(line) for line in face.lines()))
        # A hamza alone has one form only.
        left = re.findall("[\u0622-\u063f\u0641-\u064a]+", face.text().split("\n", 1)[1])
        holds(not left, "letters that nobody composed: %r" % left)
        face.enter("v")
        face.until("logical order again", lambda: re.search("جواز", face.text()))


run_cases(Portal)
