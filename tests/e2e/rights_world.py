# rights_world.py - the world that the table of rights is tried in: its people, what stays as it is whoever tries, and what each of them was ever told.
from cases import holds, same
from rights import CLASSES, PLACES, REACHED, SERVICE, TURNS, House
from rights_draw import Draw
from staff import Shared, Staff

NOBODY = "00000000079444"  # a reference that there is not


class Way:
    """How an act is done by commands: `word` is that of the roles; `turn`: whose it is whatever the stage says, where that is another's;
    `held`: who has it before, "other" or "me"; `comes`: what is another one afterwards; `block`: how a queue's file says it."""

    def __init__(self, name, word, *words, turn="as the stage", held=None, comes=None, block=None, faces=("ssh", "host"), code=0):
        self.name, self.word, self.words, self.held, self.comes = name, word, words, held, comes
        self.code = code
        self.turn, self.block, self.faces = turn, block, faces + (("file",) if block else ())

    def whose(self, stage):
        return TURNS[stage] if self.turn == "as the stage" else self.turn


def to(stage, state):
    return lambda before, after, _: (after[0], after[1], after[2] > before[2]) == (state or before[0], stage or before[1], True)


def held_by(holder):
    return lambda _, __, now: now() == holder


NEXT = {"shared": "officers", "officers": "heads", "heads": "shared"}


def ways(stage, name, deputy):
    """All that may be done with an application at a stage by who has this name."""
    state = "in_review" if stage != "heads" else "submitted"
    host = {"faces": ("host",)}
    return (
        Way("show", "look", "show", "REF", turn=None),
        Way("acts", "look", "acts", "REF", turn=None),
        Way("clocks", "look", "clocks", "REF", turn=None, **host),
        Way("correct", "ask", "act", "REF", "correct", "--item", "of_person=incorrect", "--words", "Again.", comes=to(None, "needs_info"),
            block="act: correct\nitem: of_person=incorrect\nwords: Again."),
        Way("ask", "ask", "ask", "REF", "--words", "Which?", code=2, **host),  # here it is asked which answers are wrong
        Way("note", "forward", "act", "REF", "note", "--words", "Seen.", comes=to(None, None), block="act: note\nwords: Seen."),
        Way("onward", "forward", "act", "REF", "onward", comes=to(NEXT[stage], state), block="act: onward"),
        Way("place", "forward", "act", "REF", "place", "--to", NEXT[stage], turn=None, comes=to(NEXT[stage], state),
            block="act: place\nto: " + NEXT[stage]),
        Way("stage", "forward", "stage", "REF", "--stage", NEXT[stage], comes=to(NEXT[stage], state), **host),
        Way("close_task", "forward", "act", "REF", "close_task", "--task", "visit", "--words", "Been.", turn="officer", comes=to(None, None),
            block="act: close_task\ntask: visit\nwords: Been."),
        Way("grant", "decide", "act", "REF", "grant", comes=to(None, "approved"), block="act: grant"),
        Way("decide", "decide", "decide", "REF", "--approve", comes=to(None, "approved"), **host),
        Way("assign", "assign", "assign", "REF", comes=held_by(name)),
        Way("release", "assign", "assign", "REF", "--release", turn=None, held="me", comes=held_by(None)),
        Way("hand over nobody's", "assign or reassign", "hand-over", "REF", "--to", deputy, "--words", "Yours.", turn=None,
            comes=held_by("Dima Nasr")),
        Way("take from another", "reassign", "hand-over", "REF", "--to", "DEPUTY2", "--words", "Yours.", turn=None, held="other",
            comes=held_by("Fadi Nasr")),
    )


def grants(role, way, place, stage):
    return any(role.grants(word, place, way.whose(stage)) for word in way.word.split(" or "))


def denied(got, role, place, way):
    """In words: not for this role; or, of what is not theirs at all, those of what is not there."""
    code = 3 if role.looks() and place not in REACHED else 4
    same(got.code, code, "%s: %s by %s: %r" % (place, way.name, role.id, got))
    holds(got.out == "" and got.err.strip(), "%s: %s by %s: %r" % (place, way.name, role.id, got))
    return got.err


def spots():
    """Where, and at which stage: each stage within what is granted, the first one elsewhere."""
    for place in PLACES:
        for stage in TURNS if place == "in" else ("shared",):
            yield place, stage


class Heard(Shared):
    """A line over which nothing may come that the role does not see."""

    def __init__(self, world, role):
        super().__init__(world.people[role.id])
        self.world, self.role = world, role

    def ssh(self, *words, given=b""):
        quoted = [("'%s'" % w if " " in w else w) for w in words]
        got = super().ssh(*quoted, given=given)
        if got.code == 255:  # nobody has used it for so long that it has ended
            super().__exit__()
            super().__init__(self.staff)
            got = super().ssh(*quoted, given=given)
        return self.world.heard(self.role, got)


class World(House):
    """The house, what stays as it is whoever tries, and what the roles' people sign in with."""

    def __init__(self):
        super().__init__()
        self.draw = Draw()
        self.second = Staff(self.portal, "Fadi Nasr", ["--role", "officer"], ["--role", "head"])
        self.people = {role.id: self.member(role) for role in self.roles}
        self.lines = {role.id: Heard(self, role) for role in self.roles}
        self.still, self.first = {}, {}
        self.rows = set()  # those of which a cell was tried
        self.cells = 0

    def close(self):
        for line in self.lines.values():
            line.__exit__()
        super().close()

    def tried(self, *rows):
        self.rows.update(rows)
        self.cells += len(rows)

    # --- what is told ---

    def unseen(self, role):
        return [named for named in CLASSES.values() if not role.looks() or named not in role.sees]

    def hears(self, role, text):
        for named in self.unseen(role):
            holds("told " + named not in text, "%s is told what is %s: %s" % (role.id, named, text[-3000:]))

    def heard(self, role, got):
        self.hears(role, got.out + got.err)
        return got

    def host_as(self, role, *words, given=b""):
        return self.heard(role, self.portal.host(*words, "--as", self.people[role.id].number, given=given))

    # --- applications ---

    def sent(self, place, stage="shared", held=None, service=None, me=None):
        if held != "me":
            return super().sent(place, stage, held == "other", service)
        reference = super().sent(place, "shared", False, service)
        self.done("assign", reference, "--as", me.number)
        if stage != "shared":
            self.done("act", reference, "place", "--to", stage)
        return reference

    def end(self, reference):
        """So that lists stay short."""
        self.portal.host("application", "act", reference, "grant")

    def kept(self, place, stage="shared", held=None, service=None):
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
        self.tried(way.name)
        if not grants(role, way, place, stage):
            return denied(do(self.kept(place, stage, way.held and "other")), role, place, way)
        me = self.people[role.id]
        reference = self.kept(place, stage) if way.comes is None else self.sent(place, stage, way.held, me=me)
        before = self.fresh(reference, stage, way.held)
        got = do(reference)
        same(got.code, way.code, "%s, %s: %s by %s: %r" % (place, stage, way.name, role.id, got))
        if way.comes is not None:
            holds(way.comes(before, self.known(reference), lambda: self.holder(reference)),
                  "%s, %s: %s by %s: %r" % (place, stage, way.name, role.id, got))
        return ""

    def words_of(self, way, reference):
        put = {"REF": reference, "DEPUTY2": self.second.number}
        return [put.get(word, word) for word in way.words]

    def cells_of(self, face, name):
        """(role, place, stage, way) of this face, as drawn; `name` of the draw."""
        every = [(role, place, stage, way) for role in self.roles for place, stage in spots()
                 for way in ways(stage, self.people[role.id].name, self.deputy.number) if face in way.faces]
        return self.draw.of(name, every, lambda role, _, __, way: (role.id, way.name), lambda role, place, stage, way: grants(role, way, place, stage))
