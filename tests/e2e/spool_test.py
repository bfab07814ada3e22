# spool_test.py - what a person is told reaches them: how many notices they have not read, wherever they have signed in; read where they are opened.
from cases import case, holds, run_cases, same
from definitions import says
from filler import fill
from lines import Lines
from shubbak import HOST, Portal
from terminal import Terminal

SERVICE = "lb-civil-status-extract"


def notices(portal, key):
    return portal.ssh("notices", "--json", user="me", key=key).json()


def asked(portal, key=None, count=1):
    """Applications that the authority has asked something about; their receipts."""
    user = "me" if key else "guest"
    receipts = []
    for seed in range(count):
        form = fill(portal.blank(SERVICE, "en", user, key), SERVICE, seed=seed + 1)
        got = portal.apply(SERVICE, form, user, key)
        same(got.code, 0, repr(got))
        receipts.append(got.json())
        same(portal.host("application", "ask", receipts[-1]["reference"], "--words", "Which village?").code, 0)
    return receipts


def pages(portal, key=None, numbers=None):
    """me@ as pages: by a key, or by a number and PIN."""
    if key:
        return Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"]))
    return Terminal(portal, ["ssh", "-t", *portal.options(None, batch=False), "me@" + HOST], env=portal.ask_pass(*numbers))


def to_home(face):
    face.settle()
    if not face.shows("Welcome to the counter"):
        face.choose("English")
    face.wait("Welcome to the counter")


@case
def who_signs_in_by_key_sees_how_many_are_unread(portal):
    key = portal.key()
    receipts = asked(portal, key, 2)
    with pages(portal, key) as t:
        to_home(t)
        holds(t.shows("Unread: 2 ·"), "in the first row: %s" % t.text())
        holds(t.shows("Notices for you"), t.text())
        t.choose("Notices for you")
        t.wait("Not read yet")
        t.enter("1")
        t.wait("asks you something")
        holds(t.shows("Unread: 1 ·"), "the one that is open is read: %s" % t.text())
        same(sorted(n["read_at"] is None for n in notices(portal, key)), [False, True])
        t.type("n")
        t.settle()
        t.wait("asks you something")
        holds(not t.shows("Unread:"), "all are read: %s" % t.text())
        t.choose("Open the application")
        t.wait("Your answer is needed")
    same([n["read_at"] is None for n in notices(portal, key)], [False, False])
    same(len(receipts), 2)
    same(portal.host("verify").code, 0)


@case
def plain_lines_say_it_too(portal):
    key = portal.key()
    receipt = asked(portal, key, 1)[0]
    lines = Lines(portal, True, user="plain-me", key=key)
    lines.wait("1")
    if not lines.shows("Welcome to the counter"):
        lines.enter("1")
    lines.wait("Unread: 1")
    lines.choose("My applications and drafts")
    lines.wait("Unread: 1")
    lines.choose("Notices for you")
    lines.wait("Not read yet")
    lines.enter("1")
    lines.wait("asks you something")
    lines.close()
    holds(notices(portal, key)[0]["read_at"], "read")
    # What was read stays at hand.
    lines = Lines(portal, True, user="plain-me", key=key)
    lines.wait("Notices for you")
    holds(not lines.shows("Unread"), lines.text())
    lines.close()
    same(portal.host("application", "show", receipt["reference"]).code, 0)


@case
def by_a_number_and_its_pin(portal):
    """A reference and its PIN; an account and its PIN, for what its key holds."""
    receipt = asked(portal)[0]
    me = (receipt["reference"], receipt["pin"])
    same([n["read_at"] for n in portal.ssh_me(*me, "notices", "--json").json()], [None])
    with pages(portal, numbers=me) as t:
        t.wait("Your answer is needed")  # it opens at once, and is read
        holds(not t.shows("Unread"), t.text())
        t.choose("To the home page")
        t.choose("Notices for you")
        t.wait("Read")
    holds(portal.ssh_me(*me, "notices", "--json").json()[0]["read_at"], "read")
    key = portal.key()
    asked(portal, key, 1)
    with open(key + ".pub", encoding="utf-8") as f:
        line = f.read()
    account = portal.host("account", "add", "--name", "Rima Khoury", "--json").json()
    same(portal.host("account", "key", "add", account["number"], "--name", "home", "--key", line).code, 0)
    with pages(portal, numbers=(account["number"], account["pin"])) as t:
        to_home(t)
        holds(t.shows("Unread: 1 · Rima Khoury"), t.text())


@case
def a_guest_is_told_nothing_of_it(portal):
    receipt = asked(portal)[0]
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        to_home(t)
        holds(not t.shows("Notices"), t.text())
        t.choose("Track an application")
        t.enter(receipt["reference"])
        t.enter(receipt["pin"])
        t.wait("Your answer is needed")
        holds(not t.shows("Unread"), t.text())
        holds(not t.shows(says("Notices for you", "en")), t.text())


run_cases(lambda: Portal())
