# faces.py - somebody of the staff who has come in by pages or in plain lines, and the way to one application.
import re

from cases import holds
from lines import Lines
from terminal import Terminal, flat


class Face:
    """As a context: the terminal or the lines, in English, at the first page; `hears` is told of each screen, and of all lines at the end."""

    def __init__(self, member, pages, hears=None):
        self.hears = hears
        member.renew()
        if pages:
            self.face = Terminal(member.portal, member.line(), 90, 80)
            self.face.wait("One-time code")
            self.face.enter(member.code())
            if hears:
                self.listen()
        else:
            self.face = Lines(member.portal, False, command=member.line("plain-staff", ("-T",)), env=member.typing(member.code()))
        self.face.wait("English")
        self.face.choose("English")

    def listen(self):
        screen = self.face.screen

        def heard():
            text = screen()
            self.hears(text)
            return text
        self.face.screen = heard

    def __enter__(self):
        return self.face

    def __exit__(self, *how):
        self.face.__exit__(*how)
        if self.hears and isinstance(self.face, Lines):
            self.hears(self.face.got.decode("utf-8", "replace"))


def as_it_is(face):
    return "\n".join(face.lines())


def shown(face):
    """The same once it does not change any more."""
    face.settle()
    return as_it_is(face)


def row_in(face, reference):
    """The number of its row in a list; None."""
    for line in face.lines():
        m = re.match(r"\W*(\d+)\W", line)
        if m and flat(reference) in flat(line):
            return m.group(1)
    return None


def to_dossier(face, reference, never=()):
    """From what waits, over the list of all of it (in which some references never stand), to an application's page."""
    face.wait("Waiting applications")
    face.choose("All")
    face.wait("Sort and filter")
    face.settle()
    number = row_in(face, reference)
    while not number:
        holds(not any(each in flat(as_it_is(face)) for each in never), "of another office: %s" % as_it_is(face))
        holds(isinstance(face, Lines) and "+ more" in as_it_is(face), "not listed: %s" % as_it_is(face))
        face.enter("+")
        face.wait("0 back, ? help")
        number = row_in(face, reference)
    holds(not any(each in flat(as_it_is(face)) for each in never), "of another office: %s" % as_it_is(face))
    face.enter(number)
    face.wait("History")
    face.wait(reference)
