# rights_table_test.py - the table of rights, made from the roles: nothing that it denies succeeds and nothing that it grants is refused, by commands, a queue's file, files, plain lines and pages.
import os
import subprocess

from cases import case, holds, run_cases, same, until
from faces import Face, shown, to_dossier
from lines import Lines
from rights import CLASSES, LINED, OFFICE, PAGED, PLACES, REACHED, SERVICE, TURNS, House, hides
from shubbak import HOST
from staff import Shared, Staff
from terminal import number_in

NOBODY = "00000000079444"  # a reference that there is not


class Way:
    """How an act is done by commands: `word` is that of the roles; `turn`: whose it is whatever the stage says, where that is another's."""

    def __init__(self, name, word, *words, turn="as the stage", held=False, comes=None, block=None):
        self.name, self.word, self.words, self.held, self.comes = name, word, words, held, comes
        self.turn, self.block = turn, block

    def whose(self, stage):
        return TURNS[stage] if self.turn == "as the stage" else self.turn


def to(stage, state):
    return lambda before, after, _: (after[0], after[1], after[2] > before[2]) == (state or before[0], stage or before[1], True)


def held_by(holder):
    return lambda _, __, now: now() == holder


NEXT = {"shared": "officers", "officers": "heads", "heads": "shared"}


def ways(stage, name, deputy):
    """All that may be done with an application at a stage by who has this name."""
    return (
        Way("show", "look", "show", "REF", turn=None),
        Way("acts", "look", "acts", "REF", turn=None),
        Way("track", "look", "track", "REF", turn=None),
        Way("correct", "ask", "act", "REF", "correct", "--item", "of_person=incorrect", "--words", "Again.", comes=to(None, "needs_info"),
            block="act: correct\nitem: of_person=incorrect\nwords: Again."),
        Way("note", "forward", "act", "REF", "note", "--words", "Seen.", comes=to(None, None), block="act: note\nwords: Seen."),
        Way("onward", "forward", "act", "REF", "onward", comes=to(NEXT[stage], "in_review" if stage != "heads" else "submitted"),
            block="act: onward"),
        Way("place", "forward", "act", "REF", "place", "--to", NEXT[stage], turn=None,
            comes=to(NEXT[stage], "in_review" if stage != "heads" else "submitted"), block="act: place\nto: " + NEXT[stage]),
        Way("close_task", "forward", "act", "REF", "close_task", "--task", "visit", "--words", "Been.", turn="officer", comes=to(None, None),
            block="act: close_task\ntask: visit\nwords: Been."),
        Way("grant", "decide", "act", "REF", "grant", comes=to(None, "approved"), block="act: grant"),
        Way("assign", "assign", "assign", "REF", comes=held_by(name)),
        Way("hand over nobody's", "assign or reassign", "hand-over", "REF", "--to", deputy, "--words", "Yours.", turn=None,
            comes=held_by("Dima Nasr")),
        Way("take from another", "reassign", "hand-over", "REF", "--to", "DEPUTY2", "--words", "Yours.", turn=None, held=True,
            comes=held_by("Fadi Nasr")),
    )


def grants(role, way, place, stage):
    return any(role.grants(word, place, way.whose(stage)) for word in way.word.split(" or "))


def denied(got, role, place, way):
    """In words: not for this role; or, of what is not theirs at all, those of what is not there."""
    code = 3 if way.name == "track" or (role.looks() and place not in REACHED) else 4  # `track` is anybody's command
    same(got.code, code, "%s: %s by %s: %r" % (place, way.name, role.id, got))
    holds(got.out == "" and got.err.strip(), "%s: %s by %s: %r" % (place, way.name, role.id, got))
    return got.err


class World(House):
    """The house, what stays as it is whoever tries, and what the roles' people sign in with."""

    def __init__(self):
        super().__init__()
        self.second = Staff(self.portal, "Fadi Nasr", ["--role", "officer"], ["--role", "head"])
        self.people = {role.id: self.member(role) for role in self.roles}
        self.lines = {role.id: Shared(self.people[role.id]) for role in self.roles}
        self.still, self.first = {}, {}
        self.cells = 0

    def close(self):
        for line in self.lines.values():
            line.__exit__()
        super().close()

    def kept(self, place, stage, held, service=None):
        """One that nobody may change: for what is denied."""
        key = place, stage, held, service
        if key not in self.still:
            reference = self.sent(place, stage, held, service)
            self.still[key] = reference, self.known(reference)
        return self.still[key][0]

    def fresh(self, reference, stage, held):
        """Of one that was sent just now: what the first that came there so was."""
        if (stage, held) not in self.first:
            self.first[stage, held] = self.known(reference)
        return self.first[stage, held]

    def all_are_still(self):
        now = self.all_known()
        for key, (reference, before) in self.still.items():
            same(now.get(reference), (before, "Dima Nasr" if key[2] else None), "what was denied, at %s %s, and who has it" % key[:2])

    def cell(self, role, way, place, stage, do):
        """One of the table: `do` is how it is done with a reference; what came of it is what the table says."""
        self.cells += 1
        if not grants(role, way, place, stage):
            return denied(do(self.kept(place, stage, way.held)), role, place, way)
        reference = self.kept(place, stage, way.held) if way.comes is None else self.sent(place, stage, way.held)
        before = self.fresh(reference, stage, way.held)
        got = do(reference)
        same(got.code, 0, "%s, %s: %s by %s: %r" % (place, stage, way.name, role.id, got))
        if way.comes is not None:
            holds(way.comes(before, self.known(reference), lambda: self.holder(reference)),
                  "%s, %s: %s by %s: %r" % (place, stage, way.name, role.id, got))
        return ""


def words_of(world, way, reference):
    put = {"REF": reference, "DEPUTY2": world.second.number}
    return [put.get(word, word) for word in way.words]


def spots():
    """Where, and at which stage: each stage within what is granted, the first one elsewhere."""
    for place in PLACES:
        for stage in TURNS if place == "in" else ("shared",):
            yield place, stage


def quoted(words):
    return ["'%s'" % word if " " in word else word for word in words]


# What the definitions of roles call an act: what this table tries, and what a test of its own does.
TRIED = {"look", "ask", "decide", "forward", "assign", "reassign", "accounts", "audit"}
ELSEWHERE = {"assist": "operator_test.py", "renew": "new_pin_test.py"}


@case
def each_word_of_a_role_is_tried(world):
    for role in world.roles:
        for word in set(role.may) - TRIED:
            holds(os.path.exists(os.path.join(os.path.dirname(os.path.abspath(__file__)), ELSEWHERE.get(word, "?"))),
                  "%s may %s, which no test has" % (role.id, word))


@case
def by_commands_each_act_of_each_role_at_each_place(world):
    for role in world.roles:
        line = world.lines[role.id]
        for place, stage in spots():
            for way in ways(stage, world.people[role.id].name, world.deputy.number):
                said = world.cell(role, way, place, stage, lambda r: line.ssh(*quoted(words_of(world, way, r))))
                if said and place not in REACHED and role.looks():
                    same(said.replace(world.kept(place, stage, way.held), "").split(), line.ssh(*quoted(words_of(world, way, NOBODY))).err.replace(NOBODY, "").split(),
                         "what is not theirs is told as what is not there: %s" % way.name)
    world.all_are_still()



@case
def by_a_queues_file_each_act_that_it_takes(world):
    for role in world.roles:
        line = world.lines[role.id]
        for place in ("in", "beside"):
            for way in (w for w in ways("shared", "", "") if w.block):
                reference = world.sent(place) if grants(role, way, place, "shared") else world.kept(place, "shared", False)
                before = world.known(reference)
                got = line.ssh("decide", given="queue: 1\n\n[%s]\nrevision: %d\n%s\n" % (reference, before[2], way.block))
                world.cells += 1
                if grants(role, way, place, "shared"):
                    same(got.code, 0, "%s by %s: %r" % (way.name, role.id, got))
                    holds(way.comes(before, world.known(reference), None), "%s by %s: %r" % (way.name, role.id, got))
                else:
                    denied(got, role, place, way)
    world.all_are_still()


@case
def the_queue_has_what_it_reaches_and_nothing_else(world):
    for place in PLACES:
        world.kept(place, "shared", False)
    by_place = {place: world.kept(place, "shared", False) for place in PLACES}
    for role in world.roles:
        got = world.lines[role.id].ssh("queue", "--json")
        if not role.looks():
            same((got.code, got.json()["errors"][0]["line"]), (4, None), "%s: %r" % (role.id, got))
            continue
        listed = {row["reference"] for row in got.json()["applications"]}
        same({place for place, reference in by_place.items() if reference in listed}, set(REACHED), role.id)


@case
def on_the_host_the_same_holds_for_whose_account_is_named(world):
    for role in world.roles:
        number = world.people[role.id].number
        for place in ("in", "of another service"):
            for way in ways("shared", world.people[role.id].name, world.deputy.number):
                if way.name == "track":
                    continue
                world.cell(role, way, place, "shared",
                           lambda r: world.portal.host("application", *words_of(world, way, r), "--as", number))
    world.all_are_still()


@case
def accounts_and_the_ledger_are_for_the_roles_that_have_them(world):
    """Both by commands of the host; the ledger tells of what the grant reaches."""
    for role in world.roles:
        number = world.people[role.id].number
        for words in (("account", "list"), ("account", "show", world.deputy.number), ("account", "add", "--name", "Nobody Else"), ("office", "list")):
            got = world.portal.host(*words, "--as", number)
            same(got.code, 0 if "accounts" in role.may else 4, "%s by %s: %r" % (words, role.id, got))
        for place in PLACES:
            got = world.portal.host("audit", "--reference", world.kept(place, "shared", False), "--purpose", "Yearly", "--as", number)
            world.cells += 1
            wanted = 4 if "audit" not in role.may else 0 if place in REACHED else 3
            same(got.code, wanted, "the ledger of one %s by %s: %r" % (place, role.id, got))
    same(len([a for a in world.portal.host("account", "list", "--json").json() if a["name"] == "Nobody Else"]),
         len([r for r in world.roles if "accounts" in r.may]), "who was added")


@case
def answers_are_seen_by_class(world):
    """On each command that tells answers."""
    for role in world.roles:
        line, reference = world.lines[role.id], world.kept("in", "shared", False)
        for words in (("show", reference), ("show", reference, "--json"), ("acts", reference), ("queue", "--form"), ("track", reference)):
            got = line.ssh(*words)
            world.cells += len(CLASSES)
            if words[0] in ("acts", "track") or "--json" in words or not role.looks():
                holds("told " not in got.out or role.looks() and "told sensitive" not in got.out, "%s: %r" % (words, got))
            else:
                hides(got.out, role, "show" if words[0] == "show" else "queue --form")


@case
def files_are_of_who_may_look(world):
    """A receipt is fetched by its name; no folder lists what is somebody else's."""
    places = {place: world.kept(place, "shared", False) for place in PLACES}
    for role in world.roles:
        member = world.people[role.id]
        target = os.path.join(world.portal.folder, role.id)
        os.mkdir(target)
        got = member.sftp("ls -1 /receipts", *("-get /receipts/%s.txt %s/" % (r, target) for r in (*places.values(), NOBODY)),
                          "-put %s /receipts/" % member.key, "-rm /receipts/%s.txt" % places["in"], "-get /services/%s/form.en.txt %s/" % (SERVICE, target))
        same(got.code, 0, "%s: %r" % (role.id, got))
        told = [line for line in got.out.split("\n") if not line.startswith("sftp>")]
        holds(not any(r in line for r in places.values() for line in told if "Fetching" not in line), "%s: listed: %r" % (role.id, got))
        came = set(os.listdir(target)) - {"form.en.txt"}
        same(came, {places[p] + ".txt" for p in PLACES if role.reaches(p)}, "%s: %r" % (role.id, got))
        holds(os.path.exists(os.path.join(target, "form.en.txt")), "a form is for anybody: %r" % got)
        for name in came:
            with open(os.path.join(target, name), encoding="utf-8") as f:
                holds("told " not in f.read(), "an answer in a receipt")
        world.cells += len(PLACES)
    world.all_are_still()



# --- pages and plain lines ---

VISIT = "Close the task: Visit of the place"
# What a page of an application offers, by the word of the roles; whose turn it is, where it is not the stage's.
OFFERED = {"Ask for a correction": ("ask", "stage"), "Note": ("forward", "stage"), "Pass on": ("forward", "stage"), "Grant": ("decide", "stage"),
           "Put it there": ("forward", None), VISIT: ("forward", "officer"), "Take it up": ("assign", "stage"),
           "Hand it over": ("assign or reassign", None)}


def offers(role, stage):
    """What the table says that this role is offered of one that nobody has."""
    turn = {"stage": TURNS[stage]}
    return {label for label, (words, whose) in OFFERED.items()
            if any(role.grants(word, "in", turn.get(whose, whose)) for word in words.split(" or "))}


def back_home(face):
    """From an application over its list, which may be empty by now."""
    face.enter("0")
    face.wait("All")
    face.enter("0")
    face.wait("Find a service")


LINE, TICKS, CHOICE = {"type": "text", "lines": 3}, {"type": "choices"}, {"type": "choice"}
STEPS = {"Ask for a correction": ((TICKS, "3"), (CHOICE, "1"), (LINE, "Again.")), "Note": ((LINE, "Seen."),), "Pass on": (), "Grant": (),
         "Put it there": ((CHOICE, "1"), (LINE, "")), VISIT: ((LINE, "Been."),), "Take it up": None, "Hand it over": ((CHOICE, "1"), (LINE, "Yours."))}
FIELDS = {"Ask for a correction": ("Which answers", "What is wrong", "What the applicant reads"), "Note": ("What the applicant reads",), "Pass on": (),
          "Grant": (), "Put it there": ("To which stage", "What the applicant reads"), VISIT: ("What came of it",), "Take it up": None,
          "Hand it over": ("To whom", "What they should know")}


def do(face, label):
    """The act of this label, from the application's page to what came of it."""
    face.choose(label)
    for field, (question, answer) in zip(FIELDS[label] or (), STEPS[label] or ()):
        face.wait(field)
        face.answer(question, answer)
    if label == "Take it up":
        face.wait("With: me" if isinstance(face, Lines) else "me")
    elif label == "Hand it over":
        face.wait("handed over to")
    else:
        face.wait("Not yet: back")
        face.choose(label)
        face.wait("done.")


def by_face(world, pages, service, stages):
    """Of each role: what is offered at each stage is what the table grants; each of it, done once at the first, comes about."""
    beside = world.kept("beside", "shared", False, service)
    for role in world.roles:
        member = world.member(role, service)
        with Face(member, pages) as face:
            if not role.looks():
                face.wait("Leave")
                holds("Permit for a desk" not in shown(face) and not number_in(shown(face).split("\n"), "All"), shown(face))
                continue
            for stage in stages:
                reference = world.sent("in", stage, service=service)
                to_dossier(face, reference, beside)
                text = shown(face)
                same({label for label in OFFERED if number_in(text.split("\n"), label)}, offers(role, stage), "%s at %s:\n%s" % (role.id, stage, text))
                hides(text, role, "a page")
                world.cells += len(OFFERED) + len(CLASSES)
                back_home(face)
            for label in sorted(offers(role, stages[0])):
                reference = world.sent("in", stages[0], service=service)
                to_dossier(face, reference, beside)
                before = world.known(reference)
                do(face, label)
                holds(world.known(reference)[2] > before[2], "%s by %s" % (label, role.id))
                world.cells += 1
                back_home(face)
    world.all_are_still()


@case
def plain_lines_offer_what_the_table_grants(world):
    by_face(world, False, LINED, list(TURNS))


@case
def pages_offer_what_the_table_grants(world):
    by_face(world, True, PAGED, ["shared", "officers"])



# --- in the middle of a visit ---

def looking(world):
    """The role with the most to lose."""
    return max(world.roles, key=lambda role: len(role.may) if role.looks() else 0)


def end(world, member):
    for grant in member.grants:
        same(world.portal.host("account", "end", member.number, grant).code, 0)


@case
def a_grant_that_ends_bites_on_an_open_page_and_line(world):
    """At the application: the act is refused, its answers are told no more, nothing is listed any more."""
    role = looking(world)
    for pages, service in ((True, PAGED), (False, LINED)):
        reference, beside = world.sent("in", service=service), world.kept("beside", "shared", False, service)
        before = world.known(reference)
        member = world.member(role, service)
        with Face(member, pages) as face:
            to_dossier(face, reference, beside)
            end(world, member)
            face.choose("Take it up")
            face.wait("no longer here")
            holds("told personal" not in shown(face), shown(face))
            face.enter("0")
            face.wait("This is not for the roles")
            holds("Permit for a desk" not in shown(face), shown(face))
        same((world.known(reference), world.holder(reference)), (before, None), "nothing is done")


@case
def a_grant_that_ends_bites_on_commands_and_files_of_the_same_connection(world):
    role, reference = looking(world), world.kept("in", "shared", False)
    member = world.member(role)
    member.renew()
    target = os.path.join(world.portal.folder, "cut")
    os.mkdir(target)
    environment = dict({"PATH": os.environ["PATH"], "HOME": world.portal.folder, "TERM": "dumb"}, **member.typing(member.code()))
    sftp = subprocess.Popen(["sftp", "-q", *world.portal.options(member.key, port_flag="-P", batch=False), "staff@" + HOST], stdin=subprocess.PIPE,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    try:
        def get(name):
            sftp.stdin.write(("get /receipts/%s.txt %s/%s\n" % (reference, target, name)).encode())
            sftp.stdin.flush()
        get("before")
        until("the receipt", lambda: os.path.exists(os.path.join(target, "before")))
        with Shared(member) as line:
            same(line.ssh("show", reference).code, 0)
            end(world, member)
            for words in (("show", reference), ("queue",), ("acts", reference), ("act", reference, "note", "--words", "Seen."), ("decide",)):
                same(line.ssh(*words, given="queue: 1\n").code, 4, "%s" % (words,))
        get("after")
        sftp.stdin.write(("get /services/%s/form.en.txt %s/form\n" % (SERVICE, target)).encode())
        sftp.stdin.close()
        until("a form, which is anybody's", lambda: os.path.exists(os.path.join(target, "form")))
        holds(not os.path.exists(os.path.join(target, "after")), "the same file once more")
    finally:
        sftp.kill()
        sftp.wait()
    world.all_are_still()


@case
def another_role_is_another_right_at_once(world):
    """One role is ended and another granted while the line is open: from now on it is that row of the table."""
    roles = [role for role in world.roles if role.looks()]
    member = world.member(roles[0])
    with Shared(member) as line:
        for role in (*roles, roles[0]):
            end(world, member)
            member.grants = [member.told("grant", member.number, "--role", role.id, "--service", SERVICE, "--office", OFFICE)["id"]]
            for stage, turn in TURNS.items():
                for word, label in (("decide", "grant"), ("forward", "note")):
                    got = line.ssh("acts", world.kept("in", stage, False), "--json")
                    same(got.code, 0, repr(got))
                    same({a["act"]: a["possible"] for a in got.json()["acts"]}[label], role.grants(word, "in", turn), "%s at %s by %s" % (label, stage, role.id))


@case
def it_was_all_of_the_table(world):
    print("count: %d cells of %d roles" % (world.cells, len(world.roles)))
    same(world.portal.host("verify").code, 0)


run_cases(World)
