# voice_test.py - plain lines as a screen reader's voice says them: espeak-ng reads whole sessions and spells no word.
import re
import subprocess

from cases import case, holds, run_cases, same
from definitions import says
from lines import Lines
from shubbak import Portal
from walk import to_home, whole_way

# What a voice says for a character that it does not know: the word "letter" and the digits of the code point. This
# form of seen is one of those.
UNKNOWN = "\ufeb3"
FORM = re.compile("[\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")
WORD = {"ar": re.compile("[\u0621-\u065f\u0670-\u06d3]{2,}"), "fr": re.compile(r"\b[A-ZÀ-Ý]?[a-zà-ÿœ]{3,}\b"),
        "en": re.compile(r"\b[A-Z]?[a-z]{3,}\b")}
NAMES = {"ssh"}  # of a program, and said so by everybody
ADDRESS = re.compile(r"\S*[@/.%]\S+|\S*\d\S*")  # addresses and numbers are spelled rightly


def readings(lang, words):
    """The voice's phonemes for each of these words, without stress."""
    words = list(words)
    given = "".join(word + "\n\n" for word in words)
    done = subprocess.run(["espeak-ng", "-v", lang, "-q", "-x", "--stdin"], input=given, capture_output=True,
                          encoding="utf-8", timeout=120, check=True)
    said = done.stdout.split("\n")[:-1]
    same(len(said), len(words), "one reading for each word")
    return [re.sub("[',]", "", line) for line in said]


def unknown_sign(lang):
    """How the reading of an unknown character begins: up to the pause before the first digit's name."""
    done = subprocess.run(["espeak-ng", "-v", lang, "-q", "-x", "--", UNKNOWN], capture_output=True, encoding="utf-8",
                          timeout=60, check=True)
    holds("_|" in done.stdout, "the voice does not spell %r: %r" % (UNKNOWN, done.stdout))
    return re.sub("[',]", "", done.stdout.split("_|")[0]) + "_|"


def bare(said):
    """A reading without its pauses."""
    return re.sub("[_:;!| ]", "", said)


def spelled(lang, words):
    """The words that the voice says as code points or letter by letter."""
    words = list(words)
    sign = unknown_sign(lang)
    letters = sorted(set("".join(words)))
    name = dict(zip(letters, readings(lang, letters)))
    return [word for word, said in zip(words, readings(lang, words))
            if word not in NAMES and (sign in said or bare(said) == bare("".join(name[c] for c in word)))]


def words_of(lang, text):
    lines = (ADDRESS.sub(" ", line) for line in text.replace("\r", "").split("\n"))
    return sorted({word for line in lines for word in WORD[lang].findall(line)})


def session(portal, lang, raw):
    """Every page of the citizen's way, with the help and a list of services."""
    with Lines(portal, raw) as face:
        whole_way(face, lang)
        face.over()
        text = face.got.decode("utf-8")
    with Lines(portal, raw) as face:
        to_home(face, lang)
        face.enter("?")
        face.wait(says("this help", lang))
        face.enter("0")
        face.choose(says("Services by authority", lang))
        face.wait(says("Services by authority", lang))
        face.enter("1")
        face.until("services", lambda: re.search(r"(?m)^1\. ", face.text()))
        face.end_input()
        face.over()
        return text + face.got.decode("utf-8")


@case
def the_check_can_fail(_portal):
    """Presentation forms are spelled as code points, and words letter by letter are noticed too."""
    same(spelled("ar", ["سلام", "\ufeb3\ufefc\ufee1", "قيد"]), ["\ufeb3\ufefc\ufee1"])
    for lang in ("fr", "en"):
        same(spelled(lang, ["bonjour", "bcdf"]), ["bcdf"], lang)
        holds(spelled(lang, ["\ufeb3\ufefc\ufee1"]), "forms are not noticed by the voice of %s" % lang)


@case
def rows_for_the_eye_would_fail(portal):
    """The same pages composed for the eye: nearly each word is spelled, which is why speech gets letters."""
    with Lines(portal, False) as face:
        face.choose("العربية: if it is reversed")
        face.until("the end of a page", lambda: "\n" in face.text() and FORM.search(face.text()))
        face.enter("?")
        face.end_input()
        face.over()
        words = sorted({w for w in face.got.decode("utf-8").split() if len(FORM.findall(w)) > 1})
    holds(len(words) > 40, "only %d composed words came" % len(words))
    same(len(spelled("ar", words)), len(words), "composed words that the voice spells")


def add(lang, raw):
    def run(portal):
        text = session(portal, lang, raw)
        words = words_of(lang, text)
        holds(len(words) > 200, "only %d words came" % len(words))
        same(spelled(lang, words), [], "words that the voice spells")
        holds(not FORM.search(text), "presentation forms")
    run.__name__ = "%s_%s" % (lang, "terminal" if raw else "pipe")
    case(run)


for each in ("ar", "fr", "en"):
    add(each, False)
add("ar", True)


@case
def a_shadda_is_heard(portal):
    """Harakat in the data reach the voice: it doubles the letter."""
    with_it, without = readings("ar", ["مسودّة", "مسودة"])
    holds(with_it != without, "the voice does not hear a shadda")
    holds("ّ" in session(portal, "ar", False), "no shadda came in a whole session")


run_cases(Portal)
