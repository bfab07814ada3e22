# guide_test.py - the worked examples of docs/SERVICES.md that are whole are definitions: check takes them as they stand there, with words in the place of {...}.
import os
import shutil
import tempfile

from cases import case, holds, run_cases, same
from shubbak import BINARY, ROOT, run

WORDS = '{ar: "كلمة", fr: mot, en: word}'


def example(first):
    """The example of the guide that begins with this line, as somebody writes it into a file."""
    with open(os.path.join(ROOT, "docs", "SERVICES.md"), encoding="utf-8") as f:
        lines = f.read().split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("    " + first))
    block = []
    for line in lines[at:]:
        if not line.startswith("    "):
            break
        block.append(line[4:].split("   # ")[0].replace("{...}", WORDS).replace("{ar: ..., fr: ..., en: ...}", WORDS))
    return "\n".join(block) + "\n"


class Folder:
    def __init__(self):
        self.path = tempfile.mkdtemp(prefix="shubbak-guide-")

    def write(self, name, text):
        path = os.path.join(self.path, name)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        return path

    def close(self):
        shutil.rmtree(self.path)


@case
def a_register_and_its_renewal_are_taken_as_they_stand(folder):
    register = folder.write("my-clubs.yaml", example("register: my-clubs"))
    renewal = folder.write("my-club-renewal.yaml", example("id: my-club-renewal"))
    got = run([BINARY, "catalogue", "check", register, renewal])
    same(got.code, 0, repr(got))
    # and without the register nothing of it is known
    got = run([BINARY, "catalogue", "check", renewal])
    holds(got.code != 0 and 'There is no register "my-clubs"' in got.err + got.out, repr(got))


run_cases(Folder)
