# backup_test.py - a backup made while people apply, restored elsewhere, whole and with every receipt that was given before.
import os
import re
import shutil
import sqlite3
import threading

from cases import case, holds, run_cases, same
from filler import fill
from records import restore, secret_of
from shubbak import BINARY, Portal, copy_state, run

SERVICE = "lb-civil-status-extract"


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
def what_never_ends_is_no_file(portal):
    """A pipe without a writer, a device and a folder, wherever a command is given a file to read."""
    pipe = os.path.join(portal.folder, "pipe")
    os.mkfifo(pipe)
    state = os.path.join(portal.folder, "piped")
    same(run([BINARY, "init", "--state", state]).code, 0)
    conf = os.path.join(state, "shubbak.conf")
    for path in (pipe, "/dev/zero", portal.folder):
        for got in (restore(portal, path, "00" * 32, os.path.join(portal.folder, "nowhere")), portal.host("verify", "--anchor", path)):
            same(got.code, 2, "%s: %r" % (path, got))
            holds("is not a file: a folder, a pipe or a device is not read." in got.err, repr(got))
    os.remove(conf)
    os.mkfifo(conf)
    got = run([BINARY, "serve", "--listen", "127.0.0.1:0", "--state", state])
    holds(got.code in (2, 4) and "shubbak.conf" in got.err, repr(got))


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


TAMPERING = (  # what a thief or an administrator might do to the registry behind the portal's back
    "delete from ledger where seq = (select max(seq) - 1 from ledger)",
    "delete from ledger where seq = (select max(seq) from ledger)",
    "delete from application where id = (select max(id) from application where state = 'submitted')",
    "update application set state = 'approved' where id = (select max(id) from application where state = 'submitted')",
    "update application set submitted_at = submitted_at - 86400 where id = (select max(id) from application where state = 'submitted')",
    "delete from answer where (application, question) in (select application, question from answer limit 1)",
    "update answer set sealed = (select sealed from answer limit 1 offset 1) where (application, question) in "
    "(select application, question from answer limit 1)",
)


@case
def tampering_is_found(portal):
    portal.stop()
    same(portal.host("verify").code, 0)
    copy = os.path.join(portal.folder, "tampered")
    for statement in TAMPERING:
        shutil.rmtree(copy, ignore_errors=True)
        copy_state(portal.state, copy)
        db = sqlite3.connect(os.path.join(copy, "registry.db"))
        db.execute("pragma foreign_keys = on")
        holds(db.execute(statement).rowcount > 0, "nothing to change: %s" % statement)
        db.commit()
        db.close()
        got = run([BINARY, "verify", "--state", copy])
        holds(got.code not in (0, 2), "not found: %s: %r" % (statement, got))
    portal.start()


run_cases(Portal)
