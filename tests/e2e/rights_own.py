# rights_own.py - the table of rights of applicants: what is open to whose key or PIN it is, to nobody else, and to no role whatever numbers it has.
import os
import shlex

from cases import case, holds, same, until
from definitions import read_yaml
from faces import shown
from filler import fill
from lines import Lines
from rights import SERVICE, SERVICES
from rights_beyond import typed_form
from rights_world import NOBODY
from terminal import Terminal, number_in
from walk import to_home, track

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
STALL = "lb-stall-permit"
# Who comes: by which user and key, with which line first on standard input.
CALLERS = {"guest": ("guest", None, False), "guest with the PIN": ("guest", None, True), "stranger": ("me", "other", False),
           "stranger with the PIN": ("me", "other", True), "holder": ("me", "own", False), "holder with the PIN": ("me", "own", True)}
BY_KEY = {"holder", "holder with the PIN"}
BY_PIN = {"guest with the PIN", "stranger with the PIN", "holder with the PIN"}
# Each act: its words, who may, and whether it changes something.
DEEDS = {"track": (("track", "REF"), BY_KEY | BY_PIN, False), "looks": (("looks", "REF"), BY_KEY | BY_PIN, False),
         "receipt": (("receipt", "REF"), BY_KEY | BY_PIN, False), "issued": (("issued", "REF"), BY_KEY | BY_PIN, False),
         "copy": (("copy", "REF"), BY_KEY | BY_PIN, False), "notices by": (("notices", "by", "REF"), BY_PIN, False),
         "members": (("members", "REF"), BY_PIN, False),
         "add an address": (("notices", "by", "REF", "--add", "sms:+9613123456"), BY_PIN, True),
         "withdraw": (("withdraw", "REF"), BY_PIN, True), "reply": (("reply", "REF", "--words", "It is here."), BY_PIN, True),
         "blank form of an appeal": (("appeal", "REF", "--form"), BY_PIN, False)}


class Own:
    """An applicant's key, and one of a stranger's."""

    def __init__(self, world):
        self.world, self.portal = world, world.portal
        self.keys = {"own": self.portal.key(), "other": self.portal.key()}

    def applied(self, key=None):
        form = typed_form(self.world, SERVICE).replace(": typed", ": told own")
        got = self.portal.apply(SERVICE, form, "me", key or self.keys["own"])
        same(got.code, 0, repr(got))
        return got.json()["reference"], got.json()["pin"]

    def refused(self):
        """One against which there is an appeal."""
        key = {"user": "me", "key": self.keys["own"]}
        form = fill(self.portal.blank(STALL, "en", **key), read_yaml(os.path.join(DATA, STALL + ".yaml")), seed=self.world.cells)
        sent = self.portal.apply(STALL, form, **key).json()
        got = self.portal.host("application", "act", sent["reference"], "object", "--reason", "full", "--words", "No room is left.")
        same(got.code, 0, repr(got))
        return sent["reference"], sent["pin"]

    def asked(self):
        """One whose answer is waited for."""
        reference, pin = self.applied()
        same(self.portal.host("application", "act", reference, "correct", "--item", "of_person=incorrect", "--words", "Where is it?").code, 0)
        return reference, pin

    def fresh(self, deed):
        return self.asked() if deed == "reply" else self.applied()

    def ask(self, caller, words, pin):
        user, key, shows = CALLERS[caller]
        return self.portal.ssh(*map(shlex.quote, words), user=user, key=key and self.keys[key], given=(pin if shows else "") + "\n")


def own_of(world):
    if not hasattr(world, "own"):
        world.own = Own(world)
        world.owned = {"blank form of an appeal": world.own.refused(), "reply": world.own.asked(), None: world.own.applied()}
    return world.own


def state(world, reference):
    got = world.portal.host("application", "show", reference, "--json")
    same(got.code, 0, repr(got))
    return got.json()["state"], got.json()["version"]


def of(world, deed):
    own_of(world)
    return world.owned.get(deed, world.owned[None])


@case
def what_is_an_applicants_is_theirs_by_key_or_pin(world):
    own = own_of(world)
    for caller, deed in world.draw.of("own", [(c, d) for c in CALLERS for d in DEEDS], lambda caller, deed: (caller, deed)):
        words, who, changes = DEEDS[deed]
        granted = caller in who
        reference, pin = own.fresh(deed) if granted and changes else of(world, deed)
        before = state(world, reference) if changes else None
        got = own.ask(caller, [reference if w == "REF" else w for w in words], pin)
        world.tried(deed)
        what = "%s by %s: %r" % (deed, caller, got)
        if granted:
            same(got.code, 0, what)
            holds(deed != "withdraw" or state(world, reference)[0] == "withdrawn", what)
            holds(deed != "reply" or state(world, reference)[0] != "needs_info", what)
            holds(deed != "copy" or "told own" in got.out, what)
        else:
            holds(got.code in (2, 3, 4) and got.out == "" and "told own" not in got.err, what)
            same(state(world, reference) if changes else None, before, what)
            if not world.draw.all:
                continue
            # Without its PIN it is as if it were not there; of their own key's they are told that it is needed.
            gone = own.ask(caller, [NOBODY if w == "REF" else w for w in words], pin)
            same(got.err.replace(reference, "") == gone.err.replace(NOBODY, ""), caller not in BY_KEY, what + repr(gone))


@case
def no_role_is_an_applicant_whatever_it_knows(world):
    """The right PIN on the first line: it is the office's right that counts, or none."""
    for role, deed in world.draw.of("own by staff", [(r, d) for r in world.roles for d in DEEDS], lambda role, deed: (role.id, deed)):
        reference, pin = of(world, deed)
        before, words = state(world, reference) if DEEDS[deed][2] else None, [reference if w == "REF" else w for w in DEEDS[deed][0]]
        got = world.lines[role.id].ssh(*words, given=pin + "\n")
        world.tried(deed)
        granted = deed in ("track", "receipt", "issued") and role.looks()  # these are anybody's commands
        what = "%s by %s: %r" % (deed, role.id, got)
        holds(got.code == 0 if granted else got.code in (3, 4) and got.out == "", what)
        holds("told own" not in got.out + got.err, what)
        same(state(world, reference) if DEEDS[deed][2] else None, before, what)


@case
def lists_and_accounts_are_ones_own(world):
    own = own_of(world)
    reference = of(world, None)[0]
    number = world.portal.host("account", "add", "--name", "Salma Own", "--json").json()
    key = world.portal.key()
    with open(key + ".pub", encoding="utf-8") as f:
        same(world.portal.host("account", "key", "add", number["number"], "--name", "own", "--key", f.read()).code, 0)
    shown_number = number["number"]
    for caller, (user, of_key, _) in CALLERS.items():
        for words in (("notices", "--json"), ("looks", "--json"), ("copy", "--json"), ("account", "--json"), ("account", "new-pin")):
            got = world.portal.ssh(*words, user=user, key=of_key and own.keys[of_key], given="12345678\n")
            world.tried("own " + " ".join(words))
            holds((reference in got.out) == (caller in BY_KEY and words[0] in ("looks", "copy")), "%s by %s: %r" % (words, caller, got))
            holds(words[0] != "account" or got.code == 4, "%s by %s: %r" % (words, caller, got))
    for role in world.roles:
        for words in (("notices", "--json"), ("looks", "--json"), ("copy", "--json"), ("account", "--json"), ("account", "new-pin"), ("notices", "by")):
            got = world.lines[role.id].ssh(*words, given="12345678\n")
            world.tried("own " + " ".join(words))
            holds(reference not in got.out and got.code == (0 if words[0] == "notices" and len(words) == 2 and words[1] == "--json" else 3 if words[0] in ("looks", "copy") else 4),
                  "%s by %s: %r" % (words, role.id, got))
        form = typed_form(world, SERVICE)
        got = world.lines[role.id].ssh("apply", SERVICE, given=form)
        world.tried("apply")
        same((got.code, got.out), (4, ""), "%s applies in no name of their own: %r" % (role.id, got))
    mine = lambda *words, given="\n": world.portal.ssh(*words, user="me", key=key, given=given)  # noqa: E731
    same((mine("account", "--json").json()["number"], mine("notices", "by").code), (shown_number, 4))
    same(world.portal.ssh_me(shown_number, number["pin"], "notices", "by").code, 0, "where messages go, by number and PIN")
    same(mine("account", "new-pin", given="00000000\n").code != 0, True, "with a wrong PIN")
    got = mine("account", "new-pin", "--json", given=number["pin"] + "\n")
    same(got.code, 0, repr(got))
    holds(got.json()["pin"] != number["pin"], "another one")


@case
def files_of_an_applicant_are_theirs(world):
    own = own_of(world)
    reference = of(world, None)[0]
    for caller in ("guest", "stranger", "holder"):
        user, key, _ = CALLERS[caller]
        target = os.path.join(world.portal.folder, "own-" + caller)
        os.mkdir(target)
        got = world.portal.sftp("ls -1 /receipts", "-get /receipts/%s.txt %s/" % (reference, target), user=user, key=key and own.keys[key])
        world.tried("receipt")
        same((got.code, os.listdir(target)), (0, [reference + ".txt"] if caller == "holder" else []), "%s: %r" % (caller, got))


def visit(world, pages):
    """The applicant sees all of it with both numbers; a stranger's wrong ones open nothing."""
    reference, pin = of(world, None)
    portal = world.portal
    with Terminal(portal, portal.ssh_line(flags=["-t"]), 90, 60) if pages else Lines(portal, raw=False) as face:
        to_home(face, "en")
        holds(not number_in(shown(face).split("\n"), "My account"), shown(face))
        track(face, "en", reference, "%06d" % ((int(pin) + 1) % 1000000), "Check both")
        holds("told own" not in shown(face), shown(face))
    with Terminal(portal, portal.ssh_line(flags=["-t"]), 90, 60) if pages else Lines(portal, raw=False) as face:
        to_home(face, "en")
        track(face, "en", reference, pin)
        face.choose("View my answers")
        face.wait("told own")
        face.choose("Who looked at my data")
        face.wait("looked")
    world.tried("track", "looks", "looks")


def by_key(world, pages, act):
    """Who has come with its key alone sees it; what acts in the applicant's name asks for the PIN first."""
    own, key = own_of(world), world.portal.key()
    reference, pin = own.applied(key)
    portal = world.portal
    with Terminal(portal, portal.ssh_line(user="me", key=key, flags=["-t"]), 90, 60) if pages else Lines(portal, False, "plain-me", key) as face:
        to_home(face, "en")
        face.choose("My applications and drafts")
        face.wait(reference)
        face.choose(SERVICES[SERVICE])
        face.wait("Status")
        face.choose(act)
        if act == "Notices (SMS, email)":
            face.wait("Tracking PIN")
            holds(not face.shows("obile number or email address"), shown(face))
            face.enter("%06d" % ((int(pin) + 1) % 1000000))
            face.wait("PIN")
            face.settle()
            holds(not face.shows("obile number or email address"), shown(face))
            face.enter_over(pin)
            face.wait("obile number or email address")
            world.tried("add an address")
            return
        face.wait("Withdraw my application")
        face.choose("Withdraw my application")
        face.wait("Tracking PIN")
        same(state(world, reference)[0], "submitted", "by key alone")
        face.enter("%06d" % ((int(pin) + 1) % 1000000))
        face.wait("PIN")
        face.settle()
        same(state(world, reference)[0], "submitted", "with a wrong PIN")
        face.enter_over(pin)
        until("the withdrawal", lambda: state(world, reference)[0] == "withdrawn")
    world.tried("track", "withdraw", "withdraw")


@case
def plain_lines_ask_a_key_for_the_pin(world):
    for act in ("Notices (SMS, email)", "Withdraw this application"):
        by_key(world, False, act)


@case
def pages_ask_a_key_for_the_pin(world):
    for act in ("Notices (SMS, email)", "Withdraw this application"):
        by_key(world, True, act)


@case
def plain_lines_open_ones_own(world):
    visit(world, False)


@case
def pages_open_ones_own(world):
    visit(world, True)
