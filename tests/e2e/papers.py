# papers.py - files as people send them: made here byte by byte, good and bad; and a line that drops.
import io
import os
import random
import socket
import struct
import threading
import zipfile
import zlib

from shubbak import HOST


def pdf(stream=b"q Q", head=b"", tail=b""):
    """A PDF of one page with this content."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
               b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream)]
    out, places = head + b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    return out + b"xref\n0 5\n0000000000 65535 f \n%strailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (table, len(out)) + tail


def large_pdf(size):
    """One of so many bytes, which no packing makes smaller; the same each time."""
    filler = random.Random(7).randbytes(size)
    return pdf(filler[:size - (len(pdf(filler)) - size)])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, rows):
    """A white picture that says it has these sides, and has so many rows."""
    packed = zlib.compress((b"\0" + b"\xff" * ((width + 7) // 8)) * rows, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)) \
        + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def archive():
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w") as z:
        z.writestr("a.txt", "hello")
    return to.getvalue()


def bad():
    """(name, bytes) of each kind that is not taken."""
    return [("letter.pdf", b"Dear office,\n"), ("scan.pdf", archive()), ("nothing.pdf", b""), ("two.pdf", pdf(tail=archive())),
            ("page.pdf", pdf(head=b"<html></html>\n")), ("broken.pdf", pdf().replace(b"/Kids[3 0 R]", b"/Kids[9 9 9]")),
            ("bomb.png", png(60000, 60000, 3))]


class Dropping:
    """A port before the portal's, which cuts the line after so many bytes of the client's, so many times."""

    def __init__(self, target, after, times):
        self.target, self.after, self.times, self.dropped = target, after, times, 0
        self.port = socket.create_server((HOST, 0))
        self.number = self.port.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near = self.port.accept()[0]
            except OSError:
                return
            far = socket.create_connection((HOST, self.target))
            cuts = self.dropped < self.times
            for one, other, most in ((near, far, self.after if cuts else None), (far, near, None)):
                threading.Thread(target=self.carry, args=(one, other, most), daemon=True).start()

    def carry(self, one, other, most):
        passed, data = 0, b"x"
        while data:
            try:
                data = one.recv(65536)
                passed += len(data)
                if most is not None and passed > most:
                    self.dropped += 1
                    for each in (one, other):  # at once, without a word
                        each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                        each.shutdown(socket.SHUT_RDWR)
                    return
                other.sendall(data)
                if not data:
                    other.shutdown(socket.SHUT_WR)
            except OSError:
                return

    def close(self):
        self.port.close()


def write(folder, name, data):
    path = os.path.join(folder, name)
    with open(path, "wb") as f:
        f.write(data)
    return path
