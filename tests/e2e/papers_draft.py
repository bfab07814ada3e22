# papers_draft.py - a portal with a draft that a key holds, whose one paper may be sent as files.
import os

from cases import same
from papers import write
from shubbak import Portal, portal_with
from terminal import Terminal
from walk import to_parts

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "lb-kiosk-permit.yaml")
LABEL, PAPER = "Permit for a kiosk on the pavement", "plan_of_place"


class Draft:
    """A portal with a draft that a key holds, whose one paper may be sent as files."""

    def __init__(self):
        home = Portal(serve=False)
        try:
            with open(DATA, encoding="utf-8") as f:
                text = f.read().replace("{id: %s," % PAPER, "{id: %s, file: required," % PAPER)
            self.portal = portal_with(write(home.folder, "lb-kiosk-permit.yaml", text.encode()))
        finally:
            home.close()
        self.key = self.portal.key()
        with Terminal(self.portal, self.portal.ssh_line(user="me", key=self.key, flags=["-t"])) as t:
            self.reference, self.pin = to_parts(t, "en", LABEL)
        self.reference = "".join(c for c in self.reference if c.isdigit())
        self.folder = "/applications/%s/%s" % (self.reference, PAPER)
        self.listener = self.portal.server.pid

    def sftp(self, *commands, portal=None):
        return (portal or self.portal).sftp(*commands, user="me", key=self.key, seconds=120)

    def put(self, name, data):
        return self.sftp("put %s %s/%s" % (write(self.portal.folder, name, data), self.folder, name))

    def files(self):
        got = self.portal.ssh("papers", self.reference, "--json", user="me", key=self.key)
        same(got.code, 0, repr(got))
        return {f["name"]: f for f in got.json()["papers"][0]["files"]}

    def drop(self, name):
        same(self.sftp("rm %s/%s" % (self.folder, name)).code, 0)

    def close(self):
        self.portal.close()
