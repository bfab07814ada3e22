# files_test.py - the tree of files: one true size whoever asks how, one look a visit, the same bytes until the visit ends.
import os
import re
import time

from cases import case, holds, run_cases, same
from definitions import services_with_form
from filler import fill
from rawfiles import FSTAT, LSTAT, STAT, Files
from records import applied, looks
from shubbak import Portal
from walk import SERVICE

FORM = "/services/%s/form.fr.txt" % SERVICE


def sizes(files, path):
    """All that is said of a file's size, and what comes when it is fetched."""
    folder, name = path.rsplit("/", 1)
    handle = files.open(path)
    said = [files.list(folder)[name], files.size(STAT, path), files.size(LSTAT, path), files.size(FSTAT, handle)]
    got = files.read(handle)
    files.close(handle)
    return said, got


@case
def a_form_has_one_size(portal):
    with Files(portal.port) as files:
        for name in services_with_form()[:6]:
            for lang in ("ar", "fr", "en"):
                said, got = sizes(files, "/services/%s/form.%s.txt" % (name, lang))
                same(set(said), {len(got)}, "%s, %s" % (name, lang))
                holds(len(got) > 500, "no form of %s" % name)


@case
def each_handle_of_a_form_has_its_request_number(portal):
    """Fetched twice in one visit it applies twice; whatever pieces it is read in."""
    with Files(portal.port) as files:
        first, second, pieces = files.fetch(FORM), files.fetch(FORM), files.fetch(FORM, 7)
        forms = [each.decode() for each in (first, second, pieces)]
        numbers = [re.search(r"^request: ([0-9A-Z-]{23})$", each, re.M).group(1) for each in forms]
        same(len(set(numbers)), 3, "request numbers")
        same([each.replace(number, "") for each, number in zip(forms, numbers)].count(forms[0].replace(numbers[0], "")), 3)
    got = [portal.apply(SERVICE, fill(each, SERVICE)) for each in forms]
    same([each.code for each in got], [0, 0, 0], repr(got))
    same(len({each.json()["reference"] for each in got}), 3, "applications")


@case
def stats_as_fast_as_they_go_are_one_look(portal):
    reference, pin = applied(portal)
    path = "/receipts/%s.txt" % reference
    with Files(portal.port, reference, pin) as files:
        began, count = time.monotonic(), 0
        while time.monotonic() - began < 10 and count < 30000:
            files.size((STAT, LSTAT)[count % 2], path)
            count += 1
        holds(count > 100, "only %d answers" % count)
        said, got = sizes(files, path)
        same(set(said), {len(got)}, "the sizes of a receipt")
    same(looks(portal, reference), 1, "looks after %d questions" % count)


@case
def more_receipts_than_a_page_has_are_one_look_each(portal):
    """Their sizes are told in the list, and telling them again, over another channel too, is no further look."""
    key = portal.key()
    blank = portal.blank(SERVICE, user="me", key=key)
    references = []
    for i in range(36):
        form = re.sub(r"^request: .*$", "request: AAAAA-BBBBB-CCCCC-%05d" % i, fill(blank, SERVICE, seed=i), flags=re.M)
        got = portal.apply(SERVICE, form, user="me", key=key)
        same(got.code, 0, repr(got))
        references.append(got.json()["reference"])
    folder = os.path.join(portal.folder, "all")
    os.makedirs(folder)
    got = portal.sftp("ls -l /receipts", "ls -l /receipts", "get -r /receipts %s" % folder, "ls -l /receipts", user="me", key=key)
    same(got.code, 0, repr(got))
    lines = [line.split() for line in got.out.split("\n") if line.endswith(".txt") and line.startswith("-r")]
    listed = [(int(words[4]), words[-1].split("/")[-1]) for words in lines]
    same(len(listed), 3 * 36, "lines of the lists: %s" % got.out[-500:])
    for size, name in listed:
        same(size, os.path.getsize(os.path.join(folder, "receipts", name)), "the size of %s" % name)
    same({looks(portal, each) for each in references}, {1}, "looks")


@case
def what_changes_meanwhile_is_in_the_next_visit(portal):
    reference, pin = applied(portal)
    path = "/receipts/%s.txt" % reference
    with Files(portal.port, reference, pin) as files:
        before = files.fetch(path)
        done = portal.host("application", "ask", reference, "--words", "A clearer copy, please.")
        same(done.code, 0, repr(done))
        said, got = sizes(files, path)
        same((set(said), got), ({len(before)}, before), "the file of this visit")
    with Files(portal.port, reference, pin) as files:
        said, got = sizes(files, path)
        same(set(said), {len(got)}, "the sizes in the next visit")
        holds(b"clearer copy" in got, "the next visit's file does not have it: %r" % got)


run_cases(Portal)
