# rights_beyond.py - the table of rights beyond one application: persons at a counter, accounts and offices, the ledger, whole desks; by commands, on the host, at pages and in plain lines.
import re

from cases import case, holds, same
from lines import Lines
from faces import Face, shown
from rights import LABELS, OTHER, PLACES, REACHED, SERVICE, SERVICES
from staff import Staff
from terminal import number_in



def may(role, word):
    return word in role.may


def drawn(world, name, every, row):
    """(role, …) of each role, as drawn; every other role stands on the denied side."""
    return world.draw.of(name, [(role, *each) for role in world.roles for each in every], row)


def is_denied(got, what):
    same(got.code, 4, "%s: %r" % (what, got))
    holds("do not allow this" in got.out + got.err or "staff of a centre" in got.err, "%s: %r" % (what, got))


# --- persons ---

PHONE = "03111222"


def known_person(world):
    """Somebody whom an operator of everything has added."""
    if not hasattr(world, "person"):
        world.counter = Staff(world.portal, "Rana Aoun", ["--role", "operator"])
        got = world.counter.ssh("person", "add", "--name", "'Hala Kept'", "--phone", PHONE, "--for", SERVICE, "--json")
        same(got.code, 0, repr(got))
        world.person = got.json()["id"]
    return world.person


def is_known(world, number):
    got = world.counter.ssh("person", "find", number, "--for", SERVICE, "--json")
    holds(got.code in (0, 3), repr(got))
    return got.code == 0


def typed_form(world, service):
    """What somebody at the counter tells: other words than those that the table searches for."""
    world.forms += 1
    form = re.sub(r"(?m)^request: .*$", "request: TABLE-OF-RIGHTS-%06d" % world.forms, world.blanks[service])
    for key in LABELS:
        form = re.sub(r"(?m)^%s:.*$" % key, key + ": typed", form)
    form = re.sub(r"(?m)^district:.*$", "district: lb-caza-tyre", form)
    return re.sub(r"(?m)^agree:.*$", "agree: yes", form)


def persons(world, role, deed, service):
    line, granted = world.lines[role.id], may(role, "assist") and service == SERVICE
    what = "%s for %s by %s" % (deed, service, role.id)
    world.tried(deed)
    if deed == "person find":
        got = line.ssh("person", "find", PHONE, "--for", service, "--json")
        holds(("Hala Kept" in got.out) == granted and "Hala" not in got.err, what)
    elif deed == "person add":
        number = "03%06d" % (200000 + world.cells)
        got = line.ssh("person", "add", "--name", "Somebody New", "--phone", number, "--for", service, "--json")
        same(is_known(world, number), granted, what)
    else:
        before = len(world.waiting())
        got = line.ssh("assist", service, "--person", world.person, "--consent", "--json", given=typed_form(world, service))
        same(len(world.waiting()) - before, int(granted), what)
    if granted:
        same(got.code, 0, "%s: %r" % (what, got))
    else:
        is_denied(got, what)


@case
def persons_are_for_who_may_assist(world):
    known_person(world)
    every = [(deed, service) for deed in ("person find", "person add", "assist") for service in (SERVICE, OTHER)]
    for role, deed, service in drawn(world, "persons", every, lambda role, deed, _: (role.id, deed)):
        persons(world, role, deed, service)


# --- accounts and offices ---

class Account:
    """One that the role's person has opened, so that they set it up alone; or that was there, of which nothing may change."""

    def __init__(self, world, role):
        self.world, self.role = world, role
        self.granted = may(role, "accounts")
        got = world.host_as(role, "account", "add", "--name", "Opened By " + role.id.title(), "--json") if self.granted else None
        self.number = got.json()["number"] if got else world.deputy.number
        with open(world.portal.key() + ".pub", encoding="utf-8") as f:
            self.key = f.read()

    def state(self):
        got = self.world.portal.host("account", "show", self.number, "--json").json()
        return len([k for k in got["keys"] if k["ended"] is None]), len([g for g in got["grants"] if not g["ended"]])

    def grant_of(self):
        return self.world.portal.host("account", "show", self.number, "--json").json()["grants"][0]["id"]

    def set_up(self, *words):
        same(self.world.portal.host("account", *words).code, 0, repr(words))


def deeds_with(account):
    """By name: the words, what was done before, and by how many keys and roles there are more afterwards (None: nothing to count)."""
    number, key, world = account.number, account.key, account.world
    first = lambda *words: lambda: account.set_up(*words) if account.granted else None  # noqa: E731
    return {
        "account list": (("account", "list"), None, (0, 0)),
        "account show": (("account", "show", number), None, (0, 0)),
        "account add": (("account", "add", "--name", "Nobody Else"), None, (0, 0)),
        "account pin": (("account", "pin", number), None, (0, 0)),
        "account code": (("account", "code", number), None, (0, 0)),
        "account key add": (("account", "key", "add", number, "--name", "new", "--key", key), None, (1, 0)),
        "account key revoke": (("account", "key", "revoke", number, "--key", "new" if account.granted else "laptop"),
                               first("key", "add", number, "--name", "new", "--key", key), (-1, 0)),
        "account grant": (("account", "grant", number, "--role", "officer", "--service", SERVICE), None, (0, 1)),
        "account end": (lambda: ("account", "end", number, account.grant_of()), first("grant", number, "--role", "officer"), (0, -1)),
        "office add": (("office", "add", "new-%d" % world.cells, "--name", "New"), None, (0, 0)),
        "office list": (("office", "list"), None, (0, 0)),
        "catalogue gaps": (("catalogue", "gaps"), None, (0, 0)),
    }


@case
def accounts_are_for_who_may_open_them(world):
    """On the host; over a line nobody has these commands, whoever they are."""
    listed = lambda: (len(world.portal.host("account", "list", "--json").json()), len(world.portal.host("office", "list", "--json").json()))  # noqa: E731
    for role in world.roles:
        account = Account(world, role)
        there, count = account.state(), listed()
        for deed in deeds_with(account):
            if deed.startswith("account ") and account.granted:
                account = Account(world, role)
                there, count = (0, 0), (count[0] + 1, count[1])
            words, before, more = deeds_with(account)[deed]
            if before:
                before()
                there = account.state()
            words = words() if callable(words) else words
            got = world.host_as(role, *words)
            world.tried(deed)
            what = "%s by %s: %r" % (deed, role.id, got)
            if account.granted:
                same(got.code, 0, what)
                there, count = tuple(map(sum, zip(there, more))), (count[0] + (deed == "account add"), count[1] + (deed == "office add"))
                same(account.state() if more != (0, 0) else there, there, what)
            else:
                is_denied(got, what)
            if world.draw.all or account.granted:
                same(world.lines[role.id].ssh(*words).code, 2, "over a line: " + what)
        same((account.state(), listed()), (there, count), role.id)


@case
def no_two_roles_that_exclude_each_other_are_one_persons(world):
    """Whichever of them was first."""
    pairs = [(one, other) for one in world.roles for other in world.roles if one is not other]
    for one, other in world.draw.of("pairs", pairs, lambda one, _: one.id, lambda one, other: other.id in one.not_with):
        number = world.portal.host("account", "add", "--name", "Both", "--json").json()["number"]
        same(world.portal.host("account", "grant", number, "--role", one.id).code, 0)
        got = world.portal.host("account", "grant", number, "--role", other.id)
        world.tried("account grant")
        same(got.code, 4 if other.id in one.not_with or one.id in other.not_with else 0, "%s, then %s: %r" % (one.id, other.id, got))


# --- the ledger ---

def entries(got):
    return got.json()["entries"]


def ledger(world, role, ask, place, by):
    """The ledger of one place, asked by application, office, account or day."""
    reference = world.kept(place)
    asked = {"application": ("--reference", reference), "office": ("--office", "ministry"), "account": ("--account", world.deputy.number),
             "day": ("--day", world.today, "--account", "host")}[by]
    got = ask("audit", *asked, "--purpose", "Yearly", "--json")
    what = "the ledger by %s at %s by %s: %r" % (by, place, role.id, got)
    world.tried("audit by " + by)
    if not may(role, "audit"):
        return is_denied(got, what)
    if by == "application" and place not in REACHED:
        return same((got.code, got.out.count("entry")), (3, 0), what)
    same(got.code, 0, what)
    reached = {world.kept(each) for each in REACHED}
    of_others = {world.kept(each) for each in PLACES if each not in REACHED}
    told = {e["reference"] for e in entries(got)}
    holds(not told & of_others, what)
    holds(by != "application" or told == {reference}, what)
    return holds(by != "office" or reached <= told, what)


@case
def the_ledger_is_for_who_may_audit_it(world):
    world.today = re.search(r"\d{4}-\d{2}-\d{2}", world.portal.host("application", "show", world.kept("in")).out).group()
    for place in PLACES:
        same(world.portal.host("application", "show", world.kept(place), "--as", world.deputy.number).code, 0)
    every = [(face, place, by) for face in ("ssh", "host") for by in ("application", "office", "account", "day") for place in (PLACES if by == "application" else ("in",))]
    for role, face, place, by in drawn(world, "ledger", every, lambda role, face, _, by: (role.id, face, by)):
        ask = world.lines[role.id].ssh if face == "ssh" else lambda *w, role=role: world.host_as(role, *w)
        ledger(world, role, ask, place, by)


# --- whole desks ---

def desk(world, name):
    """A desk with one application that a grant over the office reaches, and one that it does not."""
    member = Staff(world.portal, name, ["--role", "officer"])
    both = [world.sent(place) for place in ("in", "beside")]
    for reference in both:
        world.done("assign", reference, "--as", member.number)
    return member, both


@case
def desks_are_for_who_may_reassign(world):
    member, (reached, beside) = desk(world, "Karim Aoun")
    for role in sorted(world.roles, key=lambda role: may(role, "reassign")):
        for ask in (world.lines[role.id].ssh, lambda *w, role=role: world.host_as(role, "application", *w)):
            got = ask("holders", "--json")
            listed = ask("queue", "--holder", member.number, "--json")
            world.tried("holders", "queue of a holder")
            if may(role, "reassign"):
                held = {h["account"]: h["waiting"] for h in got.json()}
                same((got.code, held.get(member.number)), (0, 1), "%s: %r" % (role.id, got))
                same([r["reference"] for r in listed.json()["applications"]], [reached], "%s: %r" % (role.id, listed))
            else:
                same(got.code, 4, "%s: %r" % (role.id, got))
                holds("Karim" not in got.out + got.err, repr(got))
                holds(beside not in listed.out and (role.looks() or listed.code == 4), "%s: %r" % (role.id, listed))
            moved = ask("hand-over", "--all-of", member.number, "--to", world.second.number, "--words", "Ill.", "--json")
            world.tried("hand over a desk")
            same(moved.code, 0 if may(role, "reassign") else 4, "%s: %r" % (role.id, moved))
            same((world.holder(reached), world.holder(beside)), ("Fadi Nasr" if may(role, "reassign") else "Karim Aoun", "Karim Aoun"), role.id)
            if may(role, "reassign"):
                world.done("hand-over", reached, "--to", member.number, "--words", "Back.", "--as", world.second.number)


# --- at pages and in plain lines ---

ENTRIES = {"All": "look", "Who has what": "reassign", "Accounts": "accounts", "Who viewed and who acted": "audit", "Serve a person": "assist"}
CITIZENS = ("My applications and drafts", "Track an application", "My account", "Notices for you")


def serve(world, face, role, service=SERVICE):
    """As far as who it is whom the number finds."""
    face.choose("Serve a person" if may(role, "assist") else "Find a service")
    face.wait("Find a service")
    face.enter(SERVICES[service].lower())
    face.settle()
    face.choose(SERVICES[service])
    face.wait("Municipality of the example")
    if not may(role, "assist"):
        holds("Who is at the counter" not in shown(face), shown(face))
        return
    face.choose("Apply now")
    face.wait("Who is at the counter?")
    face.enter(PHONE)
    face.wait("Who is it?" if service == SERVICE else "Your account's current roles")
    holds(face.shows("Hala Kept") == (service == SERVICE), shown(face))
    world.tried("person find")


def serve_for_another(world, face, role):
    """Of a service over which nothing was granted."""
    serve(world, face, role, OTHER)


def who_has_what(world, face, _):
    face.choose("Who has what")
    face.wait("Karim Aoun")
    face.choose("Karim Aoun")
    face.wait("With Karim Aoun")
    face.choose("Hand over all of them")
    face.wait("To whom?")
    face.answer({"type": "choice"}, "1")  # of however many there are
    face.wait("What they should know")
    face.answer({"type": "text", "lines": 3}, "Ill.")
    face.wait("1 application was handed over to")
    world.tried("hand over a desk")


def accounts(world, face, _):
    face.choose("Accounts")
    face.settle()
    face.choose("Open an account")  # below however many there are
    face.wait("Whose account is it?")
    face.enter("Opened Here")
    face.wait("the PIN is not shown again")
    face.choose("Give a new PIN")
    face.wait("The old one will stop working")
    face.choose("Give a new PIN")
    face.wait("the PIN is not shown again")
    face.choose("Give a new secret for one-time codes")
    face.wait("Codes of the old one")
    face.choose("Give a new secret for one-time codes")
    face.wait("Secret of the one-time codes")
    holds("Opened Here" in world.portal.host("account", "list").out, "who was added")
    world.tried("account add", "account pin", "account code")


def looks_and_acts(world, face, _):
    face.choose("Who viewed and who acted")
    face.wait("Reason for the search")
    for text in ("Yearly", world.deputy.number, "", "", ""):
        face.enter(text)
        face.settle()
    face.wait("Results")
    world.tried("audit by account")


WITHIN = {"Who has what": who_has_what, "Accounts": accounts, "Who viewed and who acted": looks_and_acts, "Serve a person": serve}


def deeds_of(world, role):
    """What of these pages opens something; and what is sought in vain: to serve somebody, or for another service."""
    found = [(WITHIN[label], label) for label, word in ENTRIES.items() if label in WITHIN and may(role, word)]
    return found + [(serve_for_another if may(role, "assist") else serve, None)]


def beyond_by_face(world, pages):
    """Each role's first page has what the roles say; and what is there, opens. What is a citizen's is nobody's of staff."""
    known_person(world)
    desk(world, "Karim Aoun")
    deeds = [(role, *deed) for role in world.roles for deed in deeds_of(world, role)]
    for role, deed, _ in world.draw.of("beyond by pages %s" % pages, deeds, lambda role, *_: role.id, lambda _, __, label: label is not None):
        with Face(world.member(role), pages, lambda text, role=role: world.hears(role, text)) as face:
            face.wait("Leave")
            there = shown(face).split("\n")
            same({label for label in ENTRIES if number_in(there, label)}, {label for label, word in ENTRIES.items() if may(role, word)}, "\n".join(there))
            holds(not any(number_in(there, label) for label in CITIZENS), "\n".join(there))
            world.tried(*("page " + label for label in ENTRIES))
            deed(world, face, role)


@case
def plain_lines_have_what_is_beyond(world):
    beyond_by_face(world, False)


@case
def pages_have_what_is_beyond(world):
    beyond_by_face(world, True)
