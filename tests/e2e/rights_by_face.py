# rights_by_face.py - the table of rights at pages and in plain lines: what is offered is what it grants, and comes about; and what ends in the middle of a visit.
import os
import subprocess

from cases import case, holds, same, until
from faces import Face, shown, to_dossier
from lines import Lines
from rights import LINED, OFFICE, PAGED, PLACES, REACHED, SERVICE, TURNS, hides
from rights_world import NOBODY
from shubbak import HOST
from staff import Shared
from terminal import number_in

VISIT = "Close the task: Visit of the place"
# What a page of an application offers, by the word of the roles; whose turn it is, where it is not the stage's; and who has it then: nobody,
# another, they themselves.
OFFERED = {"Ask for a correction": ("ask", "stage", "nom"), "Note": ("forward", "stage", "nom"), "Pass on": ("forward", "stage", "nom"),
           "Grant": ("decide", "stage", "nom"), "Put it there": ("forward", None, "nom"), VISIT: ("forward", "officer", "nom"),
           "Take it up": ("assign", "stage", "n"), "Hand it to a colleague": ("assign or reassign", None, "nm"), "Hand it to a colleague ": ("reassign", None, "o"),
           "Return it to the queue": ("assign", None, "m")}
HELD = {None: "n", "other": "o", "me": "m"}
SPOTS = [("in", stage, None) for stage in TURNS] + [("in", "shared", "other"), ("in", "shared", "me"), ("below", "shared", None)]
ROWS = {"Ask for a correction": "correct", "Note": "note", "Pass on": "onward", "Grant": "grant", "Put it there": "place", VISIT: "close_task",
        "Take it up": "assign", "Hand it to a colleague": "hand over nobody's", "Return it to the queue": "release"}


def offers(role, place, stage, held):
    """What the table says that this role is offered."""
    turn = {"stage": TURNS[stage]}
    return {label.strip() for label, (words, whose, of) in OFFERED.items()
            if HELD[held] in of and any(role.grants(word, place, turn.get(whose, whose)) for word in words.split(" or "))}


def back_home(face):
    """From an application over its list, which may be empty by now."""
    face.enter("0")
    face.wait("All")
    face.enter("0")
    face.wait("Find a service")


LINE, TICKS, CHOICE = {"type": "text", "lines": 3}, {"type": "choices"}, {"type": "choice"}
STEPS = {"Ask for a correction": ((TICKS, "3"), (CHOICE, "1"), (LINE, "Again.")), "Note": ((LINE, "Seen."),), "Pass on": (), "Grant": (),
         "Put it there": ((CHOICE, "1"), (LINE, "")), VISIT: ((LINE, "Been."),), "Hand it to a colleague": ((CHOICE, "1"), (LINE, "Yours."))}
FIELDS = {"Ask for a correction": ("Which answers", "What is wrong", "What the applicant reads"), "Note": ("What the applicant reads",), "Pass on": (),
          "Grant": (), "Put it there": ("To which stage", "What the applicant reads"), VISIT: ("Result",),
          "Hand it to a colleague": ("To whom", "What they should know")}


def do(face, label):
    """The act of this label, from the application's page to what came of it."""
    face.choose(label)
    for field, (question, answer) in zip(FIELDS.get(label, ()), STEPS.get(label, ())):
        face.wait(field)
        face.answer(question, answer)
    if label in ("Take it up", "Return it to the queue"):
        who = "me" if label == "Take it up" else "nobody"
        face.wait("With: " + who if isinstance(face, Lines) else who)
    elif label == "Hand it to a colleague":
        face.wait("handed over to")
    else:
        face.wait("Not yet: back")
        face.choose(label)
        face.wait("done.")


def is_offered(world, face, role, spot, reference):
    """At the application's page, with its help, on which stands what is not possible."""
    text = shown(face)
    same({label.strip() for label in OFFERED if number_in(text.split("\n"), label.strip())}, offers(role, *spot), "%s at %s:\n%s" % (role.id, spot, text))
    hides(text, role, "a page")
    world.tried(*ROWS.values(), "class public", "class internal", "class personal", "class sensitive")


def by_face(world, pages, service):
    """Of each role: what is offered at each spot is what the table grants; each of it comes about."""
    never = [world.kept(place, service=service if of == SERVICE else None) for place, (of, _) in PLACES.items()
             if place not in REACHED and (world.draw.all or place == "beside")]
    face_name = "pages" if pages else "lines"
    looking = [role for role in world.roles if role.looks()]
    asked = world.draw.of(face_name + " offer", [(role, spot) for role in looking for spot in SPOTS], lambda role, _: role.id)
    done = world.draw.of(face_name + " do", [(role, spot, label) for role in looking for spot in SPOTS for label in sorted(offers(role, *spot))],
                         lambda role, *_: role.id)
    for role in world.roles:
        member = world.member(role, service)
        with Face(member, pages, lambda text, role=role: world.hears(role, text)) as face:
            if not role.looks():
                face.wait("Leave")
                holds("Permit for a" not in shown(face) and not number_in(shown(face).split("\n"), "All"), shown(face))
                world.tried("list")
                continue
            for of, spot in asked:
                if of is role:
                    to_dossier(face, world.sent(*spot, service=service, me=member), never)
                    is_offered(world, face, role, spot, None)
                    back_home(face)
            for of, spot, label in done:
                if of is not role:
                    continue
                reference = world.sent(*spot, service=service, me=member)
                to_dossier(face, reference, never)
                before = world.known(reference), world.holder(reference)
                do(face, label)
                after = world.known(reference), world.holder(reference)
                holds(after[0][2] > before[0][2] and after != before, "%s by %s" % (label, role.id))
                world.tried(ROWS[label])
                back_home(face)
                world.end(reference)
    world.all_are_still()


@case
def plain_lines_offer_what_the_table_grants(world):
    by_face(world, False, LINED)


@case
def pages_offer_what_the_table_grants(world):
    by_face(world, True, PAGED)


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
        reference, beside = world.sent("in", service=service), world.kept("beside", service=service)
        before = world.known(reference)
        member = world.member(role, service)
        with Face(member, pages) as face:
            to_dossier(face, reference, [beside])
            end(world, member)
            face.choose("Take it up")
            face.wait("no longer has such")
            holds("told personal" not in shown(face), shown(face))
            face.enter("0")
            face.wait("Your account's current roles")
            holds("Permit for a" not in shown(face), shown(face))
        same((world.known(reference), world.holder(reference)), (before, None), "nothing is done")


@case
def a_grant_that_ends_bites_on_commands_and_files_of_the_same_connection(world):
    role, reference = looking(world), world.kept("in")
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
                    got = line.ssh("acts", world.kept("in", stage), "--json")
                    same(got.code, 0, repr(got))
                    same({a["act"]: a["possible"] for a in got.json()["acts"]}[label], role.grants(word, "in", turn), "%s at %s by %s" % (label, stage, role.id))
