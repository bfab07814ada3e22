# kinds.py - the terminals that are tried: how each is started, and how its own reordering is switched off for a reference.
import os
import shlex
import shutil

FONT, POINTS = "DejaVu Sans Mono", 13
CORNER = "+0+0"


class Kind:
    """One terminal. `own` tells how it is started as it comes, `off` how it is started so that it reorders nothing."""

    name = program = ""
    plain = ""  # what is sent to it first, as a reference, so that it reorders nothing
    sized_by_pixels = False
    slack = 3  # pixels of a cell by which it may draw the same letter differently beside others: less than a dot
    steady_cursor = True  # drawn the same however it came to its place

    def missing(self):
        return None if shutil.which(self.program) else "%s is not installed" % self.program

    def prepare(self, home, own):
        """Writes its configuration."""

    def command(self, cols, rows, own):
        raise NotImplementedError

    def client(self, ssh):
        """What runs in it to reach the portal."""
        return ssh

    @staticmethod
    def write(home, path, *lines):
        path = os.path.join(home, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write("\n".join(lines) + "\n")


class XTerm(Kind):
    name = program = "xterm"

    def command(self, cols, rows, own):
        return ["xterm", "-u8", "-fa", FONT, "-fs", str(POINTS), "-b", "0", "-bw", "0", "+sb",
                "-geometry", "%dx%d%s" % (cols, rows, CORNER), "-e"]


class Alacritty(Kind):
    name = program = "alacritty"

    def command(self, cols, rows, own):
        options = ("font.normal.family='%s'" % FONT, "font.size=%d" % POINTS, "font.offset.y=4", "window.dimensions.columns=%d" % cols,
                   "window.dimensions.lines=%d" % rows, "window.decorations=none")
        return ["alacritty", "--config-file", "/dev/null", *[w for o in options for w in ("-o", o)], "-e"]


class St(Kind):
    name, program = "st", "stterm"
    steady_cursor = False

    def command(self, cols, rows, own):
        return ["stterm", "-g", "%dx%d%s" % (cols, rows, CORNER), "-f", "%s:size=%d" % (FONT, POINTS), "-e"]


class Urxvt(Kind):
    name = program = "urxvt"

    def command(self, cols, rows, own):
        return ["urxvt", "+sb", "-b", "0", "-geometry", "%dx%d%s" % (cols, rows, CORNER),
                "-fn", "xft:%s:size=%d" % (FONT, POINTS), "-e"]


class Zutty(Kind):
    name = program = "zutty"

    def command(self, cols, rows, own):
        return ["zutty", "-font", FONT.replace(" ", ""), "-fontpath", "/usr/share/fonts/truetype/dejavu", "-fontsize", "17",
                "-geometry", "%dx%d" % (cols, rows), "-e"]


class PuTTY(Kind):
    """pterm is PuTTY's own terminal, with any program in it."""

    name = program = "pterm"
    session = ()

    def prepare(self, home, own):
        off = () if own else ("DisableBidi=1", "DisableArabicShaping=1")
        self.write(home, ".putty/sessions/counter", "ScrollBar=0", "BlinkCur=0", "WindowBorder=0", *self.session, *off)

    def command(self, cols, rows, own):
        return ["pterm", "-load", "counter", "-fn", "client:%s %d" % (FONT, POINTS), "-cs", "UTF-8",
                "-geometry", "%dx%d%s" % (cols, rows, CORNER), "-e"]


class SilentPuTTY(PuTTY):
    name = "pterm-silent"
    session = ("Answerback=",)


class Mlterm(Kind):
    name = program = "mlterm"

    def prepare(self, home, own):
        self.write(home, ".mlterm/aafont", "DEFAULT=%s" % FONT)

    def command(self, cols, rows, own):
        return ["mlterm", "--geometry", "%dx%d%s" % (cols, rows, CORNER), "--km=utf8", "--type=xft", "--fontsize=17",
                "--sbmod=none", "--lsp=4", *([] if own else ["--ctl=false"]), "-e"]


class Vte(Kind):
    name, program = "VTE", "xfce4-terminal"
    plain = "\x1b[8l"

    def prepare(self, home, own):
        self.write(home, ".config/xfce4/terminal/terminalrc", "[Configuration]", "MiscCursorBlinks=FALSE",
                   "MiscConfirmClose=FALSE", "CellHeightScale=1.2", "MiscHighlightUrls=FALSE")

    def command(self, cols, rows, own):
        return ["dbus-run-session", "xfce4-terminal", "--disable-server", "--geometry", "%dx%d%s" % (cols, rows, CORNER),
                "--font", "%s %d" % (FONT, POINTS), "--hide-menubar", "--hide-scrollbar", "--hide-toolbar", "--hide-borders",
                "-x"]


class Konsole(Kind):
    name = program = "konsole"
    steady_cursor = False

    def command(self, cols, rows, own):
        properties = ["Font=%s,%d" % (FONT, POINTS), "TerminalColumns=%d" % cols, "TerminalRows=%d" % rows,
                      "ScrollBarPosition=2", "LineSpacing=4", "BlinkingCursorEnabled=false"]
        properties += [] if own else ["BidiRenderingEnabled=false"]
        return ["dbus-run-session", "konsole", "--nofork", "--hide-menubar", "--hide-tabbar",
                *[w for p in properties for w in ("-p", p)], "-e"]


class Kitty(Kind):
    name = program = "kitty"

    def command(self, cols, rows, own):
        options = ("font_family=%s" % FONT, "font_size=%d" % POINTS, "initial_window_width=%dc" % cols,
                   "initial_window_height=%dc" % rows, "remember_window_size=no", "cursor_blink_interval=0",
                   "window_padding_width=0", "adjust_line_height=4", "placement_strategy=top-left", "update_check_interval=0",
                   "shell_integration=disabled", "detect_urls=no", "force_ltr=%s" % ("no" if own else "yes"))
        return ["kitty", "--config", "NONE", *[w for o in options for w in ("-o", o)]]


class QTerminal(Kind):
    name = program = "qterminal"
    steady_cursor = False
    sized_by_pixels = True

    def prepare(self, home, own):
        self.write(home, ".config/qterminal.org/qterminal.ini", "[General]", "fontFamily=%s" % FONT, "fontSize=%d" % POINTS,
                   "MenuVisible=false", "ScrollbarPosition=0", "HideTabBarWithOneTab=true", "AskOnExit=false",
                   "KeyboardCursorBlink=false", "TerminalMargin=0", "enabledBidiSupport=%s" % ("true" if own else "false"))

    def command(self, cols, rows, own):
        return ["dbus-run-session", "qterminal", "--geometry", "%dx%d%s" % (cols, rows, CORNER), "-e"]


ALONE = (XTerm(), Alacritty(), St(), Urxvt(), Zutty(), PuTTY(), SilentPuTTY(), Mlterm(), Vte(), Konsole(), Kitty(), QTerminal())


class Within(Kind):
    """A terminal with tmux or screen between it and ssh."""

    def __init__(self, kind, between):
        self.kind, self.between = kind, between
        self.name = "%s+%s" % (kind.name, between)
        self.plain, self.sized_by_pixels = kind.plain, kind.sized_by_pixels
        self.steady_cursor = kind.steady_cursor
        self.prepare, self.command = kind.prepare, kind.command

    def missing(self):
        return self.kind.missing() or (None if shutil.which(self.between) else "%s is not installed" % self.between)

    def client(self, ssh):
        words = " ".join(shlex.quote(word) for word in ssh)
        if self.between == "tmux":
            return ["sh", "-c", "echo 'set -g status off' >tmux.conf && TMUX_TMPDIR=$HOME exec tmux -u -f tmux.conf new-session "
                    + shlex.quote(words)]
        return ["sh", "-c", "mkdir -m 700 screens && SCREENDIR=$HOME/screens exec screen -c /dev/null -U " + words]


BETWEEN = tuple(Within(kind, between) for kind, between in (
    (XTerm(), "tmux"), (XTerm(), "screen"), (Vte(), "tmux"), (Vte(), "screen"), (PuTTY(), "tmux"), (PuTTY(), "screen")))


class Fault:
    """What a terminal does wrong by itself, whatever it is sent: on which pages, and in which rows, by cells of theirs."""

    def __init__(self, name, pages, rows, words):
        self.name, self.pages, self.rows, self.words = name, pages, rows, words

    def explains(self, name, page, row):
        return name == self.name and page in self.pages and any(cells in row for cells in self.rows)


FAULTS = (
    Fault("kitty", ("form",), ("\u0621\ufe8e\ufee0\ufecb",),
          "reads right, but lam and alef typed side by side are set one or two pixels from their cells; its reference cannot"
          " draw them at all, since its font makes one sign of them"),
    Fault("qterminal", ("home", "search", "service", "numbers", "form", "table", "receipt"), ("",),
          "turns each run of one look around by itself, at its own place, so the pieces of a row of several looks change places,"
          " and letters drift from their cells in a long run"),
)
