# rehearse_test.py - a new version is tried on the applications that there are, before it is imported: what differs is told by reference, and nothing is written.
import json
import os

from cases import case, holds, run_cases, same, until
from definitions import read_yaml
from filler import fill
from shubbak import Portal

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "lb-library-card.yaml")
NAME = "lb-library-card"


def changed(portal, *changes):
    with open(DATA, encoding="utf-8") as f:
        text = f.read()
    for old, new in (("version: 1\n", "version: 2\n"),) + changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = os.path.join(portal.folder, "next.yaml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    return path


def sent(portal, seed):
    got = portal.apply(NAME, fill(portal.blank(NAME, "en"), read_yaml(DATA), seed=seed))
    same(got.code, 0, repr(got))
    return got.json()["reference"]


@case
def what_differs_is_told_and_nothing_is_written(portal):
    same(portal.host("catalogue", "import", DATA).code, 0)
    until("visitors to get it", lambda: portal.ssh("service", NAME).code == 0)
    references = sorted(sent(portal, seed) for seed in (3, 4, 5))
    before = portal.host("verify", "--json").out
    got = portal.host("catalogue", "rehearse", changed(portal), "--json")
    same((got.code, got.json()["applications"], got.json()["differing"]), (0, 3, 0), repr(got))
    path = changed(portal, ("amount: 500000", "amount: 600000"), ("days: 5", "days: 6"),
                   ("form:\n", "values:\n  - {id: two, is: 1 + 1, class: public}\n  - {id: three, is: 1 + 2}\nform:\n"))
    got = portal.host("catalogue", "rehearse", path, "--json")
    told = got.json()
    same((got.code, told["differing"], sorted(x["reference"] for x in told["list"])), (0, 3, references), repr(got))
    for one in told["list"]:
        by = {(d["what"], d["id"]): (d["was"], d["is"]) for d in one["differences"]}
        same(by, {("fee", ""): ("500000.00 LBP", "600000.00 LBP"), ("value", "two"): (None, "2"),
                  ("value", "three"): (None, None)}, "what is personal is not told: %r" % by)
    lines = portal.host("catalogue", "rehearse", path, "--count", "2").out
    holds("Applications rehearsed: 2; with a difference: 2." in lines and "--count N" in lines, lines)
    same(portal.host("verify", "--json").out, before, "nothing was entered")
    same(portal.ssh("service", NAME, "--json").json()["version"], 1, "nothing was imported")


@case
def a_fee_is_told_as_the_answers_have_it(portal):
    same(portal.host("catalogue", "import", DATA).code, 0)
    until("visitors to get it", lambda: portal.ssh("service", NAME).code == 0)
    sent(portal, 3)
    path = changed(portal, ("amount: 500000", "amount: 500000\n  amounts: [{when: lives_here = yes, amount: 700000}]"))
    told = portal.host("catalogue", "rehearse", path, "--json").json()
    same({(d["what"], d["was"], d["is"]) for x in told["list"] for d in x["differences"]}, {("fee", "500000.00 LBP", "700000.00 LBP")})


@case
def generated_ones_and_faults(portal):
    same(portal.host("catalogue", "import", DATA).code, 0)
    path = changed(portal, ("require: lives_here = yes", "require: lives_here = no"))
    told = portal.host("catalogue", "rehearse", path, "--generate", "--count", "4", "--json").json()
    same((told["applications"], told["differing"]), (4, 4), json.dumps(told))
    holds(all(d["id"] == "lives_here" for x in told["list"] for d in x["differences"] if d["what"] == "refused"), json.dumps(told))
    same(portal.host("catalogue", "rehearse", path, "--count", "0").code, 2)
    same(portal.host("catalogue", "rehearse", changed(portal, ("form:\n", "form:\n  nonsense: 1\n"))).code, 2)


run_cases(lambda: Portal())
