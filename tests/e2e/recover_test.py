# recover_test.py - an account is opened anew by waiting: asked for over ssh, its address told, stopped by a key or the PIN, given at the end of days that pass by a clock that is set by hand.
import os
import re

from cases import case, holds, run_cases, same, until
from shubbak import HOST, Portal, run
from staff import Staff
from terminal import Terminal


class Training(Portal):
    """With a clock that is set by hand, and an administrator."""

    def __init__(self):
        Portal.__init__(self, serve=False, made=("--training",))
        self.start()
        self.admin = self.host("account", "add", "--name", "Nadia Haddad", "--json").json()["number"]
        same(self.host("account", "grant", self.admin, "--role", "administrator").code, 0)
        self.sent = set()

    def later(self, days):
        """So many days on."""
        same(self.host("clock", "set", "+%dd" % days).code, 0)

    def message(self, to):
        """The next that lies there to be sent to somebody."""
        folder = os.path.join(self.state, "spool")

        def look():
            for name in sorted(os.listdir(folder)):
                path = os.path.join(folder, name)
                if name.startswith(".") or path in self.sent:
                    continue
                with open(path, encoding="utf-8") as f:
                    head, words = f.read().split("\n\n", 1)
                if "To: %s\n" % to in head + "\n":
                    self.sent.add(path)
                    return words.strip()
            return None
        return until("a message to " + to, look)

    def person(self, name, to):
        """An account with an address that is proven; its number and PIN."""
        account = self.host("account", "add", "--name", name, "--json").json()
        me = (account["number"], account["pin"])
        same(self.ssh_me(*me, "notices", "by", "--add", "sms:" + to).code, 0)
        code = re.search(r"\b\d{6}\b", self.message(to)).group(0)
        same(self.ssh_me(*me, "notices", "by", "--code", code).code, 0)
        return me

    def waits(self, number):
        got = self.host("account", "show", number, "--json")
        same(got.code, 0, repr(got))
        return [w["what"] for w in got.json()["waits"]]

    def asked(self, number, to):
        """Asked for by nobody in particular; the code that the address was sent."""
        got = self.ssh("account", "recover", number, "--json")
        same((got.code, got.json()), (0, {"days": 7}))
        until("that it waits", lambda: self.waits(number) == ["pin"])
        words = self.message(to)
        holds(number in words, words)
        return re.search(r"\b\d{8}\b", words).group(0)


@case
def who_has_the_code_gets_a_pin_after_the_days(portal):
    me = portal.person("Rima Khoury", "+9613000001")
    code = portal.asked(me[0], "+9613000001")
    got = portal.ssh("account", "recover", me[0], "--finish", given=code + "\n")
    same(got.code, 4, repr(got))
    holds("you get the new PIN only from" in got.err, got.err)
    got = portal.ssh_me(*me, "account", "--json")
    same([w["what"] for w in got.json()["waits"]], ["pin"])
    holds("Somebody has asked for a new PIN or key for your account" in got.err, "each command says it: %r" % got)
    portal.later(7)
    same(portal.ssh("account", "recover", me[0], "--finish", given="%08d\n" % ((int(code) + 1) % 10**8)).code, 3)
    fresh = portal.ssh("account", "recover", me[0], "--finish", "--json", given=code + "\n").json()
    same(portal.ssh_me(*me, "account").code != 0, True, "the PIN before")
    got = portal.ssh_me(fresh["number"], fresh["pin"], "account", "--json")
    same((got.code, got.json()["waits"], got.err), (0, [], ""))
    holds("has a new PIN" in portal.message("+9613000001"), "its person is told")
    same(portal.ssh("account", "recover", me[0], "--finish", given=code + "\n").code, 3, "once")
    same(portal.host("verify").code, 0)


@case
def a_key_stops_it_over_ssh(portal):
    me, key = portal.person("Sami Nassar", "+9613000002"), portal.key()
    with open(key + ".pub", encoding="utf-8") as f:
        line = f.read()
    same(portal.host("account", "key", "add", me[0], "--name", "home", "--key", line).code, 0)
    holds("has a new PIN, key or codes" in portal.message("+9613000002"), "a key is told of")
    code = portal.asked(me[0], "+9613000002")
    same(portal.ssh("account", "stop").code, 4, "a guest")
    same(portal.ssh("account", "stop", user="me", key=portal.key()).code, 4, "another key")
    same(portal.ssh("account", "stop", user="me", key=key).code, 0)
    same(portal.waits(me[0]), [])
    portal.later(7)
    same(portal.ssh("account", "recover", me[0], "--finish", given=code + "\n").code, 3)
    same(portal.ssh_me(*me, "account").code, 0, "the PIN is as it was")
    same(portal.host("verify").code, 0)


@case
def on_a_page_by_its_pin(portal):
    me = portal.person("Lina Saad", "+9613000003")
    with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
        t.choose("English")
        t.choose("Track an application")
        t.wait("I have lost my PIN")
        t.press("Tab", "Tab")
        t.choose("I have lost my PIN")
        t.wait("First ask for a new PIN here")
        t.enter(me[0])
        t.enter("")
        t.wait("If there is an account with this number")
    until("that it waits", lambda: portal.waits(me[0]) == ["pin"])
    with Terminal(portal, ["ssh", "-t", *portal.options(None, batch=False), "me@" + HOST], env=portal.ask_pass(*me)) as t:
        t.settle()
        if not t.shows("Welcome to Shubbak"):
            t.choose("English")
        t.wait("Somebody has asked for a new PIN or key for your account")
        t.choose("Services by sector")
        t.wait("Somebody has asked for a new PIN or key for your account")
        t.press("Escape")
        t.choose("A new PIN or key was requested")
        t.wait("somebody who knows the account's number")
        t.choose("Stop the request")
        t.wait("Stopped: nothing new is given")
    same(portal.waits(me[0]), [])


@case
def one_administrator_gives_it_once_it_has_waited(portal):
    rima = Staff(portal, "Karim Aoun", ["--role", "officer"])
    portal.later(2)  # it is no new account any more

    def pin():
        return portal.host("account", "pin", rima.number, "--as", portal.admin, "--json")
    same(pin().code, 4)
    until("that it waits", lambda: portal.waits(rima.number) == ["pin"])
    with rima.at() as t:
        t.wait("Somebody has asked for a new PIN or key for your account")
        t.choose("A new PIN or key was requested")
        t.wait("Nadia Haddad")
    got = rima.ssh("account", "stop")
    same(got.code, 0, repr(got))
    same(pin().code, 4, "what was stopped is asked for anew")
    until("that it waits", lambda: portal.waits(rima.number) == ["pin"])
    portal.later(6)
    same(pin().code, 4)
    portal.later(7)
    same(pin().code, 0)
    same(portal.host("verify").code, 0)


@case
def a_number_that_is_nobodys_is_told_the_same(portal):
    me = portal.person("Nour Haidar", "+9613000004")
    other = portal.host("account", "add", "--name", "X", "--json").json()["number"]
    nobody = None
    for i in range(10**6):  # the check digits of a number that there is not
        digits = "%08d" % (int(other[:8]) + i + 1)
        number = digits + "%02d" % (98 - int(digits) * 100 % 97)
        got = portal.host("account", "show", number)
        if got.code == 3:
            nobody = number
            break
    one, two = portal.ssh("account", "recover", me[0]), portal.ssh("account", "recover", nobody)
    same((one.code, one.raw.replace(me[0].encode(), b"#"), one.err), (two.code, two.raw.replace(nobody.encode(), b"#"), two.err))
    one, two = (portal.ssh("account", "recover", n, "--finish", given="00000000\n") for n in (me[0], nobody))
    same((one.code, one.err), (3, two.err))
    same(two.code, 3)


run_cases(Training)
