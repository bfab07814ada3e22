# install_test.py - `make install` puts everything below its prefix, and the installed product needs no build tree.
import os
import shutil

import shubbak
from cases import case, holds, run_cases, same
from definitions import service, service_ids
from shubbak import BINARY, ROOT, Portal, run


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
    for path in ("bin/shubbak", "share/shubbak/catalogue/terms.yaml", "share/man/man1/shubbak.1",
                 "share/man/man5/shubbak-form.5", "share/shubbak/locale/ar/LC_MESSAGES/shubbak.mo"):
        holds(os.path.exists(os.path.join(installed.prefix, path)), "%s is not installed" % path)


@case
def it_serves_in_every_language(installed):
    for lang in ("ar", "fr", "en"):
        got = installed.ssh("services", "--json", "--lang", lang)
        same({h["id"]: h["name"] for h in got.json()}, {name: service(name)["name"][lang] for name in service_ids()})
    said = {lang: installed.ssh("help", "--lang", lang).out for lang in ("ar", "fr", "en")}
    same(len(set(said.values())), 3, "the interface is translated")


run_cases(Installed)
