# rights_draw.py - which cells of the table of rights are tried: all of them, or of each row one that is drawn by a seed.
import os
import random
import subprocess


def commit():
    """Each commit draws others, and the same one always the same."""
    here = os.path.dirname(os.path.abspath(__file__))
    got = subprocess.run(["git", "-C", here, "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True, check=False)
    return got.stdout.strip() if got.returncode == 0 else "1"


class Draw:
    """RIGHTS=all tries every cell; else RIGHTS_SEED draws, which is the commit's where it is not set."""

    def __init__(self):
        self.all = os.environ.get("RIGHTS") == "all"
        self.seed = os.environ.get("RIGHTS_SEED") or commit()

    def __str__(self):
        return "all cells" if self.all else "drawn by RIGHTS_SEED=" + self.seed

    def of(self, name, cells, row, side=lambda *_: True):
        """Of each row one, in their order: first the side is drawn on which it is, granted or denied, so that neither is rare."""
        cells = list(cells)
        if self.all:
            return cells
        by, rows = random.Random("%s %s" % (self.seed, name)), {}
        for i, cell in enumerate(cells):
            rows.setdefault(row(*cell), {}).setdefault(bool(side(*cell)), []).append(i)
        return [cells[i] for i in sorted(by.choice(sides[by.choice(sorted(sides))]) for sides in rows.values())]
