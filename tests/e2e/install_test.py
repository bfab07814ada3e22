# install_test.py - `make install` puts everything below its prefix, and the installed product needs no build tree.
import os
import re
import shutil

import shubbak
from cases import Skip, case, holds, run_cases, same
from definitions import service, service_ids
from shubbak import BINARY, ROOT, Portal, run

UNIT = "%s/lib/systemd/system/shubbak.service"


class Installed(Portal):
    """A portal that the installed binary makes and serves."""

    def __init__(self):
        self.place = "/tmp/shubbak-install-%d" % os.getpid()
        built = os.path.relpath(os.path.dirname(os.path.abspath(BINARY)), ROOT)
        san = built.split("/")[1].replace("-", ",") if "/" in built else ""
        clean = {k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
        made = run(["make", "-C", ROOT, "-s", "install", "SAN=" + san, "DESTDIR=" + self.place, "PREFIX=/opt/portal"],
                   seconds=300, env=clean)
        assert made.code == 0, made
        self.prefix = self.place + "/opt/portal"
        shubbak.BINARY = self.prefix + "/bin/shubbak"
        Portal.__init__(self)

    def close(self):
        try:
            Portal.close(self)
        finally:
            shutil.rmtree(self.place, ignore_errors=True)


@case
def everything_is_below_the_prefix(installed):
    files = [os.path.join(here, name) for here, _, names in os.walk(installed.place) for name in names]
    holds(all(path.startswith(installed.prefix + "/") for path in files), "files outside of the prefix")
    for path in ("bin/shubbak", "lib/shubbak/shubbak-reader", "share/shubbak/catalogue/terms.yaml", "share/shubbak/law/eg/eg-associations.yaml",
                 "share/shubbak/law/tn/tn-associations.yaml",
                 "share/man/man1/shubbak.1",
                 "share/man/man5/shubbak-form.5", "share/shubbak/locale/ar/LC_MESSAGES/shubbak.mo",
                 "lib/systemd/system/shubbak.service"):
        holds(os.path.exists(os.path.join(installed.prefix, path)), "%s is not installed" % path)


@case
def the_unit_leaves_little_open(installed):
    """The service of systemd starts what was installed, and leaves the portal at most 1.5 of 10 exposed."""
    with open(UNIT % installed.prefix, encoding="utf-8") as f:
        unit = f.read()
    starts = re.findall(r"^ExecStart=(\S+) (.*)$", unit, re.M)
    same(starts, [("/opt/portal/bin/shubbak", "serve --state /var/lib/shubbak")])
    holds("@PREFIX@" not in unit, "a place that was not filled in")
    if shutil.which("systemd-analyze") is None:
        raise Skip("systemd-analyze is not installed: the unit's exposure is not known")
    # 1.3 of 10 with systemd 252; the threshold is in tenths.
    got = run(["systemd-analyze", "security", "--offline=yes", "--threshold=15", UNIT % installed.prefix])
    same(got.code, 0, got.out[-300:])
    holds("Unknown" not in got.err, got.err)


@case
def it_serves_in_every_language(installed):
    for lang in ("ar", "fr", "en"):
        got = installed.ssh("services", "--json", "--lang", lang)
        same({h["id"]: h["name"] for h in got.json()}, {name: service(name)["name"][lang] for name in service_ids()})
    said = {lang: installed.ssh("help", "--lang", lang).out for lang in ("ar", "fr", "en")}
    same(len(set(said.values())), 3, "the interface is translated")


@case
def what_reads_files_is_found_where_it_was_installed(installed):
    """Without it the portal serves all the same, and says what it does not do."""
    said = "there is no shubbak-reader beside this programme"
    holds(said not in installed.log(), installed.log()[:2000])
    path = os.path.join(installed.prefix, "lib/shubbak/shubbak-reader")
    installed.stop()
    os.rename(path, path + "-away")
    try:
        installed.start()
        same(installed.ssh("version").code, 0)
        holds(said in installed.log(), "nothing is said of it")
    finally:
        os.rename(path + "-away", path)


run_cases(Installed)
