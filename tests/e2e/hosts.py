# hosts.py - several portal hosts in front of one registry: the first is made, each other joins it by the first one's keys.
import os
import shutil
import sys

from cases import same
from records import secret_of
from shubbak import HOST, Portal, free_port

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from postgres import Cluster as Primary  # noqa: E402


class Cluster(Primary):
    """A primary that runs from the beginning."""

    def __init__(self, **settings):
        super().__init__(**settings)
        self.make()
        self.start()

    def close(self):
        self.__exit__()


def carry_keys(portal):
    """The sealed file of a portal's keys."""
    file = os.path.join(portal.folder, "keys.sealed")
    got = portal.host("backup", file, "--keys")
    same(got.code, 0, repr(got))
    return file


class Joined(Portal):
    """Another host of the registry of `first`: a folder and a port of its own."""

    def __init__(self, first, serve=True, settings=None):  # pylint: disable=super-init-not-called
        self.address, self.cluster = HOST, first.cluster
        self.folder = self.make_folder()
        self.state = os.path.join(self.folder, "state")
        self.keys, self.server, self.port = 0, None, free_port()
        file = shutil.copy(carry_keys(first), self.folder)
        self.said = self.host("init", "--join", file, given=secret_of(first) + "\n")
        same(self.said.code, 0, repr(self.said))
        if settings:
            self.set(**settings)
        if serve:
            self.start()

    def set(self, **settings):
        with open(os.path.join(self.state, "shubbak.conf"), "a", encoding="utf-8") as f:
            f.write("".join("%s = %s\n" % each for each in settings.items()))
