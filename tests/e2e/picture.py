# picture.py - a person's eyes for a test: real xterms on an X server of their own, and how to find text in pictures.
#
# An xterm runs this file as its program. It passes bytes both ways between xterm and the ssh client, which has a
# terminal of its own, and takes packets from the test by a socket:
#
#     test --- 'k' keys -----> [ this file ] --- keys, answers of xterm ---> ssh ---> the portal
#          --- 's' sequence ->      |  ^
#                                   v  | what ssh prints; a sequence once ssh is quiet
#                                 xterm
import os
import pty
import select
import shutil
import socket
import struct
import subprocess
import sys
import termios
import tty

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from cases import patience, until  # noqa: E402
from terminal import Terminal  # noqa: E402

FONT = ("-fa", "DejaVu Sans Mono", "-fs", "13")
PIXEL = 4  # bytes
QUIET = 0.05  # seconds without output after which a frame is taken to be whole
PACKET = 65536
KEYS = {"Enter": "\r", "Escape": "\x1b", "Tab": "\t", "PageDown": "\x1b[6~", "PageUp": "\x1b[5~", "Left": "\x1b[D",
        "Right": "\x1b[C", "Home": "\x1b[H", "End": "\x1b[F", "BSpace": "\x7f", "C-l": "\x0c", "C-u": "\x15"}


class Picture:
    """The pixels of a window as xwd dumps them, and the cells of the terminal that they show.

        25 numbers of 32 bits | name | colours, 12 bytes each | lines of pixels, 4 bytes each: blue, green, red, none
    """

    def __init__(self, dump, cols, rows):
        head = struct.unpack(">25I", dump[:100])
        self.width, self.height, order, bits, colours = head[4], head[5], head[7], head[11], head[19]
        assert (order, bits, head[12]) == (0, 32, 4 * self.width), "pixels of another kind: %s" % (head,)
        self.pixels = dump[head[0] + 12 * colours:]
        self.cols, self.rows = cols, rows
        self.cell = (self.width // cols, self.height // rows)
        assert (self.cell[0] * cols, self.cell[1] * rows) == (self.width, self.height), \
            "%dx%d pixels are no %dx%d cells" % (self.width, self.height, cols, rows)

    def cells(self, row, col, count):
        """The pixel lines of `count` cells of a row."""
        wide, high = self.cell
        lines = []
        for y in range(row * high, (row + 1) * high):
            begin = PIXEL * (y * self.width + col * wide)
            lines.append(self.pixels[begin:begin + PIXEL * count * wide])
        return lines

    def find(self, lines, first, last):
        """Every (row, column) at which these cells stand. Those before `first` and from `last` on are blanks: letters on
        either side hang over into them by some pixels, which stay there or not by what was drawn later, so only their
        middle third must be bare paper."""
        wide, high = PIXEL * self.cell[0], self.cell[1]
        inner = self.cell[0] // 3 * PIXEL
        text = [line[first * wide:last * wide] for line in lines]
        told = max(range(high), key=lambda y: len(set(text[y])))  # the line of pixels that tells most
        bare = [(n * wide + inner, lines[0][n * wide + inner:(n + 1) * wide - inner])
                for n in (*range(first), *range(last, len(lines[0]) // wide))]
        found = []
        for row in range(self.rows):
            here = self.cells(row, 0, self.cols)
            at = here[told].find(text[told])
            while at >= 0:
                begin = at - first * wide
                if at % wide == 0 and all(a.startswith(b, at) for a, b in zip(here, text)) and all(
                        line.startswith(paper, begin + off) for off, paper in bare for line in here):
                    found.append((row, begin // wide))
                at = here[told].find(text[told], at + PIXEL)
        return found

    def ppm(self):
        """The same as a file that every viewer of pictures knows."""
        out = bytearray(3 * self.width * self.height)
        for n in range(3):
            out[n::3] = self.pixels[2 - n:PIXEL * self.width * self.height:PIXEL]
        return b"P6\n%d %d\n255\n" % (self.width, self.height) + out


class Display:
    """An X server without a screen, on a number that it finds free itself. Its pointer rests in the middle; windows
    stay in the upper half, so that none has it and every cursor is a hollow box."""

    def __init__(self, size="1800x2800", *options):
        self.server, self.name = None, None
        if shutil.which("Xvfb"):
            self.start(size, options)

    def start(self, size, options):
        near, far = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(far), "-screen", "0", size + "x24", "-nolisten", "tcp",
                                        "-noreset", *options], pass_fds=[far], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
        os.close(far)
        with os.fdopen(near, "rb") as said:
            ready, _, _ = select.select([said], [], [], patience(20))
            number = said.readline().strip().decode() if ready else ""
        if not number:
            self.close()
            raise AssertionError("Xvfb did not say its number")
        self.name = ":" + number

    def close(self):
        if self.server:
            self.server.terminate()
            self.server.wait()


class XTerm(Terminal):
    """One xterm with what it shows as a picture and as text; with a command, or for drawing into it."""

    count = 0

    def __init__(self, display, folder, command=(), cols=80, rows=24, at="+0+0"):
        XTerm.count += 1
        self.display, self.cols, self.rows = display, cols, rows
        self.printed = os.path.join(folder, "xterm-%d.txt" % XTerm.count)
        self.environment = {"PATH": os.environ["PATH"], "HOME": folder, "LC_ALL": "C.UTF-8", "DISPLAY": display.name}
        path = os.path.join(folder, "xterm-%d.socket" % XTerm.count)
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as door:
            door.bind(path)
            door.listen(1)
            door.settimeout(patience(20))
            # xterm writes its screen as text to a printer when it is told to: that is how the test reads it.
            self.child = subprocess.Popen(
                ["xterm", "-u8", *FONT, "-b", "0", "-bw", "0", "+sb", "-geometry", "%dx%d%s" % (cols, rows, at),
                 "-xrm", "*printerCommand: cat >'%s.part' && mv '%s.part' '%s'" % ((self.printed,) * 3),
                 "-xrm", "*printerAutoClose: true", "-xrm", "*printAttributes: 0",
                 "-e", sys.executable, os.path.abspath(__file__), path, *command],
                env=self.environment, stdin=subprocess.DEVNULL)
            try:
                self.line, _ = door.accept()
            except OSError as e:
                self.child.kill()
                self.child.wait()
                raise AssertionError("xterm did not start: %s" % e) from e
        self.line.settimeout(patience(20))
        self.window = self.line.recv(PACKET).decode()

    def type(self, text):
        self.line.send(b"k" + text.encode("utf-8"))

    def press(self, *keys):
        self.type("".join(KEYS[key] for key in keys))

    def enter(self, text):
        self.type(text + KEYS["Enter"])

    def draw(self, text):
        """Text and sequences straight to xterm."""
        self.line.send(b"s" + text.encode("utf-8"))

    def screen(self):
        if os.path.exists(self.printed):
            os.unlink(self.printed)
        self.draw("\x1b[i")
        until("xterm to print its screen", lambda: os.path.exists(self.printed), 10)
        with open(self.printed, encoding="utf-8") as f:
            return "\n".join(row.rstrip() for row in f.read().replace("\f", "").replace("\r", "").split("\n"))

    def look(self):
        """The picture of the window as it is."""
        done = subprocess.run(["xwd", "-silent", "-id", self.window], capture_output=True, timeout=patience(20),
                              env=self.environment)
        assert done.returncode == 0, "xwd: %s" % done.stderr.decode("utf-8", "replace")
        return Picture(done.stdout, self.cols, self.rows)

    def picture(self):
        """The picture once two in a row are the same."""
        last = [self.look()]

        def settled():
            before, last[0] = last[0], self.look()
            return before.pixels == last[0].pixels

        until("the picture to stand still", settled, 10)
        return last[0]

    def close(self):
        self.line.close()
        self.child.terminate()
        self.child.wait()


# --- inside xterm ---


def start_client(command):
    """The client on a terminal of its own, as large as xterm; gives our end of it."""
    child, near = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    termios.tcsetwinsize(near, termios.tcgetwinsize(0))
    return near


def pass_on(line, near):
    """Bytes both ways until the test, the client or xterm ends."""
    waiting = b""
    sources = [0, line] + ([near] if near is not None else [])
    while True:
        ready, _, _ = select.select(sources, [], [], QUIET if waiting else None)
        if not ready:
            os.write(1, waiting)
            waiting = b""
        for source in ready:
            got = line.recv(PACKET) if source is line else os.read(source, PACKET)
            if not got:
                return
            if source is line and got[:1] == b"s":
                waiting += got[1:]
            elif source is near:
                os.write(1, got)
            elif near is not None:
                os.write(near, got[1:] if source is line else got)


def inside(path, command):
    # xterm tells its programs the number of its window.
    tty.setraw(0)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
        line.connect(path)
        near = start_client(command) if command else None
        line.send(os.environ["WINDOWID"].encode())
        try:
            pass_on(line, near)
        except OSError:
            pass  # the other side of a terminal is gone: the same as its end


if __name__ == "__main__":
    inside(sys.argv[1], sys.argv[2:])
