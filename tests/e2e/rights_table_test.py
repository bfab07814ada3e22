# rights_table_test.py - the table of rights, made from the roles: nothing that it denies succeeds and nothing that it grants is refused, by commands, a queue's file, files, plain lines and pages.
#
# Of each row one cell is tried on each face, drawn by RIGHTS_SEED, which is the commit's where it is not set; RIGHTS=all tries them
# all (`make check-rights`).
import os

from cases import case, holds, run_cases, same
from rights import CLASSES, LABELS, OTHER, PLACES, REACHED, SERVICE, hides
from rights_world import NOBODY, World, denied, grants, ways


@case
def by_commands_each_act_of_each_role_at_each_place(world):
    for role, place, stage, way in world.cells_of("ssh", "commands"):
        line = world.lines[role.id]
        said = world.cell(role, way, place, stage, lambda r: line.ssh(*world.words_of(way, r)))
        if said and place not in REACHED and role.looks():
            same(said.replace(world.kept(place, stage, way.held and "other"), "").split(),
                 line.ssh(*world.words_of(way, NOBODY)).err.replace(NOBODY, "").split(), "what is not theirs is told as what is not there: %s" % way.name)
    world.all_are_still()


@case
def on_the_host_the_same_holds_for_whose_account_is_named(world):
    for role, place, stage, way in world.cells_of("host", "on the host"):
        world.cell(role, way, place, stage, lambda r: world.host_as(role, "application", *world.words_of(way, r)))
    world.all_are_still()


@case
def by_a_queues_file_each_act_that_it_takes(world):
    for role, place, stage, way in world.cells_of("file", "queue file"):
        for do in [lambda text: world.lines[role.id].ssh("decide", given=text)] + \
                  [lambda text: world.host_as(role, "application", "decide-all", given=text)] * world.draw.all:
            granted = grants(role, way, place, stage)
            reference = world.sent(place, stage) if granted else world.kept(place, stage)
            before = world.fresh(reference, stage, None)
            got = do("queue: 1\n\n[%s]\nrevision: %d\n%s\n" % (reference, before[2], way.block))
            world.tried("queue file")
            if granted:
                same(got.code, 0, "%s by %s: %r" % (way.name, role.id, got))
                holds(way.comes(before, world.known(reference), None), "%s by %s: %r" % (way.name, role.id, got))
            else:
                denied(got, role, place, way)
    world.all_are_still()


@case
def the_queue_has_what_it_reaches_and_nothing_else(world):
    by_place = {place: world.kept(place) for place in PLACES}
    for role in world.roles:
        for words, ask in (("ssh", world.lines[role.id].ssh), ("host", lambda *w: world.host_as(role, "application", *w))):
            for filters in ((), ("--service", SERVICE), ("--unassigned",), ("--service", OTHER)):
                got = ask("queue", *filters, "--json")
                world.tried("queue")
                if not role.looks():
                    same((got.code, got.json()["errors"][0]["line"]), (4, None), "%s: %r" % (role.id, got))
                    continue
                listed = {row["reference"] for row in got.json()["applications"]}
                same({place for place, reference in by_place.items() if reference in listed}, set(REACHED) if OTHER not in filters else set(),
                     "%s %s %s" % (role.id, words, filters))
            ended(world, role, ask)
            world.tried("queue --again", "queue --ended")


def ended(world, role, ask):
    """What has ended is of who looks, what silence decided by other days of who hands over a desk; and nothing that is not theirs."""
    for words, may in ((("queue", "--ended", "--json"), role.looks()), (("queue", "--again", "--json"), "reassign" in role.may)):
        got = ask(*words)
        if not may:
            same(got.code, 4, "%s: %r" % (role.id, got))
            continue
        same(got.code, 0, "%s: %r" % (role.id, got))
        holds(not {row["reference"] for row in got.json()["applications"]} & {world.kept(place) for place in PLACES if place not in REACHED},
              "%s is listed what is not theirs: %r" % (role.id, got))


def shows_by_class(world, role, text, of):
    """In words each answer or that it is withheld."""
    if role.looks():
        hides(text, role, of)
    world.tried(*["class " + named for named in CLASSES.values()])


@case
def answers_are_seen_by_class(world):
    """On each command that tells answers; what nobody asked for is searched in all that any face ever tells (Heard)."""
    for role in world.roles:
        line, reference = world.lines[role.id], world.kept("in")
        ends = world.sent("in")
        faces = [line.ssh, lambda *w, role=role: world.host_as(role, "application", *w)]
        for ask in faces if world.draw.all else world.draw.of("classes " + role.id, [(face,) for face in faces], lambda _: 0)[0]:
            shows_by_class(world, role, ask("show", reference).out, "show")
            shows_by_class(world, role, ask("queue", "--form").out, "queue --form")
            for words in (("show", reference, "--json"), ("acts", reference), ("acts", reference, "--json"), ("queue",), ("queue", "--json"), ("queue", "--form", "--json")):
                ask(*words)
        for words in (("track", reference), ("track", reference, "--json"), ("copy", reference), ("looks", reference), ("looks",), ("notices",), ("copy", "--json")):
            line.ssh(*words)
        if role.grants("decide", "in", None):
            shows_by_class(world, role, line.ssh("act", ends, "note", "--words", "Seen.").out, "what an act answers")
        # What a file with a fault in it is told by line says nothing of an answer either.
        line.ssh("decide", given="queue: 1\n\n[%s]\nrevision: 99\nact: grant\n" % reference)
        line.ssh("act", ends, "correct", "--item", "of_secret=incorrect", "--words", "Again.")
        holds(not role.looks() or LABELS["of_secret"] in line.ssh("show", reference).out, "its label is no secret")


def gives_anew(role, place):
    """At a counter of whatever office it is; else as far as the grant reaches."""
    return "renew" in role.may and (place in REACHED or ("assist" in role.may and PLACES[place][0] == SERVICE))


@case
def a_pin_that_is_lost_is_given_anew_by_who_may(world):
    """On a slip; nothing else changes, and who may not changes nothing."""
    every = [(role, place, face) for role in world.roles for place in PLACES for face in ("ssh", "host")]
    for role, place, face in world.draw.of("renew", every, lambda role, _, face: (role.id, face), lambda role, place, _: gives_anew(role, place)):
        reference = world.sent(place) if gives_anew(role, place) else world.kept(place)
        words = ("new-pin", reference, "--seen")
        got = world.lines[role.id].ssh(*words) if face == "ssh" else world.host_as(role, "application", *words)
        world.tried("renew")
        if gives_anew(role, place):
            same(got.code, 0, "%s, %s by %s: %r" % (place, face, role.id, got))
            holds(max(len(line) for line in got.out.splitlines()) <= 40, got.out)
        else:
            holds(got.code in (3, 4) and got.out == "" and got.err.strip(), "%s, %s by %s: %r" % (place, face, role.id, got))


def witnesses(role, place):
    """The same of signatures on paper."""
    return "witness" in role.may and (place in REACHED or ("assist" in role.may and PLACES[place][0] == SERVICE))


@case
def a_signature_on_paper_is_entered_by_who_may(world):
    """Nothing is signed in this service: whoever may is told so."""
    every = [(role, place) for role in world.roles for place in PLACES]
    for role, place in world.draw.of("witness", every, lambda role, _: role.id, witnesses):
        got = world.lines[role.id].ssh("witness", world.kept(place), "--for", "1", "--name", "Nada", "--check", "12345678", "--seen")
        world.tried("witness")
        if witnesses(role, place):
            holds(got.code == 2 and "needs no signature" in got.err, "%s by %s: %r" % (place, role.id, got))
        else:
            holds(got.code in (3, 4) and got.out == "" and got.err.strip(), "%s by %s: %r" % (place, role.id, got))


@case
def files_are_of_who_may_look(world):
    """A receipt is fetched by its name; no folder lists what is somebody else's."""
    places = {place: world.kept(place) for place in PLACES}
    for role in world.roles:
        member = world.people[role.id]
        target = os.path.join(world.portal.folder, role.id)
        os.mkdir(target)
        got = world.heard(role, member.sftp(
            "ls -1 /receipts", *("-get /receipts/%s.txt %s/" % (r, target) for r in (*places.values(), NOBODY)),
            "-put %s /receipts/" % member.key, "-rm /receipts/%s.txt" % places["in"], "-get /services/%s/form.en.txt %s/" % (SERVICE, target)))
        same(got.code, 0, "%s: %r" % (role.id, got))
        told = [line for line in got.out.split("\n") if not line.startswith("sftp>")]
        holds(not any(r in line for r in places.values() for line in told if "Fetching" not in line), "%s: listed: %r" % (role.id, got))
        came = set(os.listdir(target)) - {"form.en.txt"}
        same(came, {places[p] + ".txt" for p in PLACES if role.reaches(p)}, "%s: %r" % (role.id, got))
        holds(os.path.exists(os.path.join(target, "form.en.txt")), "a form is for anybody: %r" % got)
        for name in came:
            with open(os.path.join(target, name), encoding="utf-8") as f:
                holds("told " not in f.read(), "an answer in a receipt")
        world.tried(*["receipt"] * len(PLACES))
    world.all_are_still()


import rights_by_face  # noqa: E402, F401 pylint: disable=wrong-import-position,unused-import
import rights_beyond  # noqa: E402, F401 pylint: disable=wrong-import-position,unused-import
import rights_rows  # noqa: E402 pylint: disable=wrong-import-position
import rights_own  # noqa: E402, F401 pylint: disable=wrong-import-position,unused-import


@case
def it_was_all_of_the_table(world):
    print("count: %d cells of %d rows and %d roles, %s" % (world.cells, len(world.rows), len(world.roles), world.draw))
    rights_rows.check(world)
    same(world.portal.host("verify").code, 0)


run_cases(World)
