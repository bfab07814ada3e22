# backup_test.py - a backup made while people apply, restored elsewhere, whole and with every receipt that was given before.
import os
import re
import shutil
import threading

from cases import case, holds, run_cases, same
from filler import fill
from shubbak import BINARY, Portal, run

SERVICE = "lb-civil-status-extract"


def secret_of(portal):
    """The private half of the backup key, as init printed it once."""
    found = re.findall(r"\b[0-9a-f]{64}\b", portal.said.out)
    same(len(found), 1, "init prints the backup's secret once: %r" % portal.said.out[-500:])
    return found[0]


def restore(portal, file, secret, folder):
    return run([BINARY, "restore", file, "--state", folder], secret + "\n")


@case
def backup_while_serving(portal):
    receipts, stop = [], threading.Event()

    def keep_applying():
        while not stop.is_set():
            got = portal.apply(SERVICE, fill(portal.blank(SERVICE), SERVICE))
            if got.code == 0:
                receipts.append(got.json())

    for _ in range(3):
        got = portal.apply(SERVICE, fill(portal.blank(SERVICE), SERVICE))
        same(got.code, 0, repr(got))
        receipts.append(got.json())
    before = list(receipts)
    writer = threading.Thread(target=keep_applying)
    writer.start()
    file = os.path.join(portal.folder, "backup.sealed")
    try:
        got = portal.host("backup", file)
    finally:
        stop.set()
        writer.join()
    same(got.code, 0, repr(got))
    same(os.stat(file).st_mode & 0o077, 0, "others may read the backup")
    with open(file, "rb") as f:
        raw = f.read()
    holds(b"SQLite format" not in raw and SERVICE.encode() not in raw, "the backup is not sealed")
    folder = os.path.join(portal.folder, "restored")
    got = restore(portal, file, secret_of(portal), folder)
    same(got.code, 0, repr(got))
    verified = run([BINARY, "verify", "--state", folder])
    same(verified.code, 0, repr(verified))
    portal.stop()
    live = portal.state
    try:
        portal.state = folder
        portal.start()
        for receipt in before:
            got = portal.ssh("track", receipt["reference"], "--json", given=receipt["pin"] + "\n")
            same((got.code, got.json()["state"]), (0, "submitted"), "in the restored portal: %r" % got)
        portal.stop()
    finally:
        portal.state = live
    portal.start()


@case
def refused_restores(portal):
    file = os.path.join(portal.folder, "second.sealed")
    same(portal.host("backup", file).code, 0)
    folder = os.path.join(portal.folder, "elsewhere")
    same(restore(portal, file, "00" * 32, folder).code, 4, "a wrong secret")
    holds(not os.path.exists(os.path.join(folder, "registry.db")), "a refused restore left something behind")
    with open(file, "r+b") as f:
        f.seek(os.path.getsize(file) // 2)
        byte = f.read(1)
        f.seek(-1, 1)
        f.write(bytes([byte[0] ^ 1]))
    got = restore(portal, file, secret_of(portal), folder)
    holds(got.code in (2, 4), "a damaged backup: %r" % got)
    shutil.rmtree(folder, ignore_errors=True)
    got = portal.host("restore", file, given=secret_of(portal) + "\n")
    same(got.code, 4, "into a filled folder: %r" % got)


@case
def tampering_is_found(portal):
    """verify finds a changed answer, a missing entry of the ledger, a damaged page."""
    import sqlite3  # only here: a thief's view of the registry
    portal.stop()
    copy = os.path.join(portal.folder, "tampered")
    for table_word, change in (("ledger", "delete"), ("answer", "update")):
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(portal.state, copy)
        db = sqlite3.connect(os.path.join(copy, "registry.db"))
        tables = [row[0] for row in db.execute("select name from sqlite_master where type = 'table'") if table_word in row[0]]
        holds(tables, "no table named like %s" % table_word)
        if change == "delete":
            db.execute("delete from %s where rowid = (select max(rowid) - 1 from %s)" % (tables[0], tables[0]))
        else:
            column = [row[1] for row in db.execute("pragma table_info(%s)" % tables[0])][-1]
            db.execute("update %s set %s = cast('x' || %s as blob) where rowid = (select max(rowid) from %s)" % (
                tables[0], column, column, tables[0]))
        db.commit()
        db.close()
        got = run([BINARY, "verify", "--state", copy])
        holds(got.code != 0, "%s of %s was not found: %r" % (change, tables[0], got))
    same(portal.host("verify").code, 0)
    portal.start()


run_cases(Portal)
