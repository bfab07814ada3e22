# notices_test.py - what an applicant is told of an act: by `notices`, in the application's language, new until it is opened; templates as files.
import os

from cases import case, holds, run_cases, same
from filler import fill
from shubbak import BINARY, ROOT, Portal, run

SERVICE = "lb-civil-status-extract"


def notices(portal, key):
    return portal.ssh("notices", "--json", user="me", key=key).json()


def applied(portal, lang):
    """An application with a key of its own, which the authority has asked something."""
    key = portal.key()
    reference = portal.apply(SERVICE, fill(portal.blank(SERVICE, lang, "me", key), SERVICE), "me", key).json()["reference"]
    same(notices(portal, key), [])
    same(portal.host("application", "ask", reference, "--words", "Which village does Salma live in?").code, 0)
    return key, reference


@case
def an_act_is_told_in_the_language_of_the_application(portal):
    for lang, words in (("ar", "تطلب الجهة المختصة جواباً"), ("fr", "vous pose une question"), ("en", "has a question for you")):
        key, reference = applied(portal, lang)
        told = notices(portal, key)
        same([(n["reference"], n["service"], n["template"], n["lang"], n["read_at"]) for n in told],
             [(reference, SERVICE, "asked", lang, None)])
        holds(words in told[0]["text"], told[0]["text"])
        holds("Salma" not in told[0]["text"], "nothing that the template does not name")
        holds(reference[:4] + " " + reference[4:8] in told[0]["text"], told[0]["text"])
        same(notices(portal, portal.key()), [], "nobody else's")


@case
def opening_the_application_reads_it(portal):
    key, reference = applied(portal, "en")
    listed = portal.ssh("notices", user="me", key=key).out
    holds("· new" in listed and "has a question for you" in listed, listed)
    same(portal.host("application", "show", reference).code, 0)
    same(notices(portal, key)[0]["read_at"], None, "the authority reads no notices")
    same(portal.ssh("track", reference, user="me", key=key).code, 0)
    holds(notices(portal, key)[0]["read_at"], "read")
    holds("· new" not in portal.ssh("notices", user="me", key=key).out, "nothing is new")
    same(portal.ssh("notices", user="me", key=portal.key()).out.strip(), "There are no notices for you.")
    same(portal.host("verify").code, 0)


@case
def a_template_is_a_file(portal):
    with open(os.path.join(ROOT, "catalogue", "templates", "asked.yaml"), encoding="utf-8") as f:
        text = f.read()
    same(portal.host("catalogue", "export", "template:asked").out, text, "exported unchanged")
    path = os.path.join(portal.folder, "asked.yaml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text.replace("version: 1", "version: 2").replace("Open application", "{full_name}: open application"))
    got = run([BINARY, "catalogue", "check", path])
    same(got.code, 2)
    holds("%s:7: en: A notice cannot tell \"full_name\"" % path in got.err, got.err)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text.replace("version: 1", "version: 2").replace("has a question for you", "wants to know something"))
    same(portal.host("catalogue", "import", path).code, 0)
    key, _ = applied(portal, "en")
    holds("wants to know something" in notices(portal, key)[0]["text"], "without a restart of anything")


run_cases(lambda: Portal())
