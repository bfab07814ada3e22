# search_test.py - a passport is found by whatever people call it, and words forgive accents, hamza and typing errors.
from cases import case, holds, run_cases, same, until
from definitions import service
from shubbak import Portal


def found(portal, words, lang="en", *options):
    got = portal.ssh("search", *words.split(), "--json", "--lang", lang, *options)
    same(got.code, 0, "search %s: %r" % (words, got))
    return [head["id"] for head in got.json()]


def passport_among_five(portal, words):
    for lang in ("ar", "fr", "en"):
        first = found(portal, words, lang)[:5]
        holds(any("passport" in name for name in first), "%s (%s) found %s" % (words, lang, first))


@case
def passeport(portal):
    passport_among_five(portal, "passeport")


@case
def passport(portal):
    passport_among_five(portal, "passport")


@case
def jawaz_safar(portal):
    passport_among_five(portal, "جواز سفر")


@case
def jawazat(portal):
    passport_among_five(portal, "جوازات")


@case
def pasport(portal):
    passport_among_five(portal, "pasport")


@case
def other_ways_of_writing(portal):
    """Folding of Arabic and French, prefixes, change language, a typing error."""
    for words, wanted in (("الهوية", "identity"), ("هويه", "identity"), ("naissance", "birth"), ("l'extrait naissance", "birth"),
                          ("IDENTITE", "identity"), ("identité", "identity"), ("disabilty", "disab"),
                          ("handicap", "disab"), ("معوقين", "disab"), ("إعاقة", "disab"), ("اعاقه", "disab"), ("takaful", "takaful"),
                          ("تكافل", "takaful"), ("nursery", "nursery"), ("حضانة", "nursery")):
        first = found(portal, words)[:5]
        holds(any(wanted in name for name in first), "%r found %s" % (words, first))


@case
def wishes_and_errors(portal):
    """Whole sentences, endings, an error behind a prefix, two errors in a long word, a forgotten blank."""
    for words, wanted in (("i want to renew my passport", "passport"), ("je voudrais ouvrir une crèche", "nursery"),
                          ("بدي جدد الباسبور", "passport"), ("legaliser une signature", "signature"),
                          ("للحظانة", "nursery"), ("بالجوازت", "passport"), ("assosiaton", "association"),
                          ("casierjudiciaire", "record"), ("cartehandicap", "disab"), ("سجلعدلي", "record")):
        first = found(portal, words)[:5]
        holds(any(wanted in name for name in first), "%r found %s" % (words, first))


@case
def names_find_themselves(portal):
    for name in ("lb-judicial-record", "tn-birth-extract", "dz-disability-card", "eg-takaful", "lb-daem-registration"):
        for lang in ("ar", "fr", "en"):
            words = service(name)["name"][lang].replace("'", " ").replace("(", " ").replace(")", " ").replace('"', " ")
            first = found(portal, words, lang)[:3]
            holds(name in first, "%r found %s, not %s" % (words, first, name))


@case
def nothing_found(portal):
    same(found(portal, "zzzzqqqqxxxx"), [], "words that are nowhere")


@case
def words_that_three_networks_searched_in_vain_are_told_the_administrator(portal):
    """By the command and on lines; of what one network typed, of numbers and of what found something nothing."""
    gaps = lambda *words: portal.host("catalogue", "gaps", *words)  # noqa: E731
    same(gaps().out, "There are none yet: a word is listed once it was searched for from three networks.\n")
    same(portal.ssh("search", "Wyvernbeast", "A123", "وحيدالقرنين", source="127.0.1.1").err, "No results found.\n")
    same(portal.ssh("search", "--json", "wyvernbeast", "hippogryphes", source="127.0.2.1").json(), [])
    same(portal.ssh("search", "pasport", "wyvernbeast", source="127.0.4.1").err, "No exact match. The closest:\n")
    got = portal.ssh(user="plain", given="3\nwyvernbeast\n", source="127.0.3.1")
    until("the third network's to be counted", lambda: len(gaps("--json").json()) > 0, 10)
    listed = gaps("--json").json()
    same([(row["word"], row["count"]) for row in listed], [("wyvernbeast", 3)], repr(got))
    same(gaps().out, "     3  %s  wyvernbeast\n" % listed[0]["last"])


@case
def hostile_words(portal):
    """Nothing that is typed as words to search for does more than find nothing."""
    for words in ("%s%n%x", "\\'\\;", "*", "((((", "-", "a" * 900, "\\\"", "\u202eabc", "..", "ـــ", "ال"):
        got = portal.ssh("search", "--json", "--", words)
        holds(got.code in (0, 2), "search %r: %r" % (words[:20], got))


run_cases(Portal)
