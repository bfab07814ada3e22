# eg_association_test.py - Egypt's registration of an association by law: ten founders sign the draft, an answer that is changed uncovers their signatures, the fee
# is paid at a counter, two people decide, anybody finds the entry and checks the certificate; silence of sixty working days enters another as of its day.
import os
import subprocess

from cases import case, holds, run_cases, same, until
from definitions import service
from lines import Lines
from shubbak import Portal
from staff import Shared, Staff
from walk import begin, to_home

SERVICE, REGISTER = "eg-association-notification", "eg-associations"
FOUNDERS = ["Mona Adel", "Karim Farouk", "Hoda Salem", "Tarek Nabil", "Salma Wahba", "Omar Zaki", "Nadia Fahmy", "Youssef Amin", "Laila Hosny", "Sherif Kamal"]
BOARD = FOUNDERS[:5]
PARTS = [(title, None) for title in ("The association", "The seat", "The founders", "The board", "The founders' representative")]


def good(got):
    same(got.code, 0, repr(got))
    return got


class Guests(Shared):
    """One connection of people without an account; commands go over it one by one."""

    def __init__(self, portal):
        self.portal, self.path = portal, os.path.join(portal.folder, "guests")
        line = portal.ssh_line(flags=["-M", "-S", self.path, "-N"])
        self.process = subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        until("the shared connection", lambda: os.path.exists(self.path), 30)

    def ssh(self, *words, given=b""):
        return self.portal.ssh(*words, given=given, flags=["-S", self.path, "-o", "ControlMaster=no"])


class House:
    def __init__(self):
        self.portal = Portal(serve=False, made=("--training",))
        over = ("--service", SERVICE)
        self.staff = {"officer": Staff(self.portal, "Amal Sobhy", ("--role", "officer", *over)),
                      "head": Staff(self.portal, "Hany Lotfy", ("--role", "head", *over)),
                      "cashier": Staff(self.portal, "Rania Ezzat", ("--role", "cashier"))}
        self.portal.start()
        self.lines = {who: Shared(each) for who, each in self.staff.items()}
        self.guests = Guests(self.portal)

    def close(self):
        for line in (*self.lines.values(), self.guests):
            line.__exit__()
        self.portal.close()

    def ssh(self, who, *words, given=b""):
        return self.lines[who].ssh(*words, given=given)

    def guest(self, *words, given=""):
        return self.guests.ssh(*words, given=given)

    def key(self, name):
        path = os.path.join(self.portal.folder, "key-" + name)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path], check=True)
        return path

    def signed(self, key, text):
        """What ssh-keygen makes of the text."""
        done = subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-n", "shubbak", "-f", key, "-"], input=text.encode(), capture_output=True, check=True)
        return done.stdout.decode()

    def signatures(self, applied):
        return good(self.guest("track", applied[0], "--json", given=applied[1] + "\n")).json()["signatures"]


def typed(t, *answers):
    """The answers of a page, one after another."""
    for label, answer in answers:
        t.wait(label)
        t.enter(answer)


def fill(t, name):
    """All parts of the draft."""
    t.choose("The association")
    typed(t, ("Name of the association", name), ("Purposes and nature", "To teach adults to read"))
    t.enter("")
    typed(t, ("Field of work", "Education"), ("Geographical scope", "Dakahlia"))
    t.choose("The seat")
    typed(t, ("Governorate of the seat", "Dakahlia"), ("Address of the seat", "12 Nile Street"))
    t.enter("")
    t.choose("The founders")
    for i, founder in enumerate(FOUNDERS):
        t.choose("Founder %d" % (i + 1))
        typed(t, ("Name", founder), ("The founder is", "1"), ("Nationality", "1"), ("National ID number", "2850101210%04d" % (1010 + i)))
    t.choose("The list is complete: continue")
    t.choose("The board")
    for i, member in enumerate(BOARD):
        t.choose("Member %d" % (i + 1))
        typed(t, ("Name", member), ("Nationality", "1"))
    t.choose("The list is complete: continue")
    t.choose("The founders' representative")
    typed(t, ("Name", FOUNDERS[0]), ("Telephone number", "0100 123 4567"))
    t.wait("Your application, part by part")


def begun(t, name):
    to_home(t, "en")
    label = service(SERVICE)["name"]["en"]
    t.enter(label)
    numbers = begin(t, "en", label, lambda: typed(t, ("convicted of a felony", "2")))
    fill(t, name)
    return numbers


@case
def ten_founders_sign_and_the_association_is_entered(house):
    with Lines(house.portal, False) as t:
        applied = begun(t, "Readers of the Delta")
        print(applied)
        print(repr(house.guest("track", applied[0], "--json", given=applied[1] + "\n")))


run_cases(House)
