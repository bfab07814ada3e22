#!/usr/bin/env python3
# office.py - draws an officer's way through a demonstration with xterm, for docs/OFFICE.md: docs/screens/office-*.png.
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[:0] = [os.path.join(ROOT, "tests", "e2e"), os.path.join(ROOT, "tests", "terminals")]
from picture import Display, XTerm  # noqa: E402
from shubbak import HOST, Portal  # noqa: E402
from window import png  # noqa: E402


def main():
    portal, display = Portal(made=("--demo",)), Display()
    key = os.path.join(portal.folder, "officer")
    with open(os.path.join(portal.state, "demo", "officer"), "rb") as f, open(key, "wb") as copy:
        os.chmod(key, 0o600)
        copy.write(f.read())
    t = XTerm(display, portal.folder, ["ssh", *portal.options(key, batch=False), "-t", "staff@" + HOST])

    def keep(name):
        with open(os.path.join(ROOT, "docs", "screens", "office-%s.png" % name), "wb") as f:
            picture = t.picture()
            f.write(png(picture.width, picture.height, picture.pixels))

    try:
        t.wait("One-time code")
        t.enter(portal.host("demo", "code", "officer").out.strip())
        t.wait("English")
        t.choose("English")
        t.wait("Applications that wait")
        keep("waits")
        t.choose("Mine")
        t.wait("overdue")
        keep("list")
        t.choose("Licence for a market stall")
        t.wait("Reference number")
        keep("application")
        t.choose("Ask for a correction")
        t.wait("Ask for a correction")
        keep("correction")
        t.press("Escape", "Escape", "Escape")
        t.wait("Applications that wait")
        t.press("C-l")
        t.choose(t.arabic)
        keep("arabic")
    finally:
        t.close()
        display.close()
        portal.close()


main()
