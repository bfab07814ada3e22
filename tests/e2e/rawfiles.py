# rawfiles.py - an SFTP client whose every packet is the test's own: what each question is answered, byte for byte.
import struct

from odd import ADJUST, DATA, Odd, number, text

(INIT, OPEN, CLOSE, READ, LSTAT, FSTAT, OPENDIR, READDIR, STAT) = (1, 3, 4, 5, 7, 8, 11, 12, 17)
(STATUS, HANDLE, CONTENT, NAME, ATTRS) = (101, 102, 103, 104, 105)
END = 1


class Files:
    """SFTP over a connection of its own: as a guest, as who has this reference and PIN, or over one that is signed in."""

    def __init__(self, port, reference=None, pin=None, seconds=30, signed_in=None):
        self.odd = signed_in or Odd(port, seconds=seconds)
        if reference is not None:
            self.odd.shake()
            assert self.odd.sign_in(reference, pin), "reference and PIN were not taken"
        elif signed_in is None:
            self.odd.enter()
        self.channels = 0
        self.begin()

    def begin(self):
        """A channel for files on this connection."""
        self.channel = self.odd.open(mine=self.channels, window=1 << 30)
        self.channels += 1
        self.came, self.asked, self.sent = b"", 0, 0
        assert self.odd.request(self.channel, "subsystem", text("sftp")), "no sftp"
        self._send(bytes([INIT]) + number(3))
        self._receive()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.odd.socket.close()

    def _send(self, payload):
        self.odd.send(bytes([DATA]) + number(self.channel) + text(text(payload)))

    def _receive(self):
        while len(self.came) < 4 or len(self.came) < 4 + struct.unpack(">I", self.came[:4])[0]:
            packet = self.odd.wait(DATA, ADJUST)
            if packet[0] == DATA:
                self.came += packet[9:]
        size = struct.unpack(">I", self.came[:4])[0]
        packet, self.came = self.came[4:4 + size], self.came[4 + size:]
        return packet

    def ask(self, kind, *fields):
        """One question and its answer: its kind, and what stands behind its number."""
        self.ask_ahead(kind, *fields)
        return self.answer(self.asked)

    def ask_ahead(self, kind, *fields):
        """A question whose answer is taken later; gives its number."""
        self.asked += 1
        self._send(bytes([kind]) + number(self.asked) + b"".join(fields))
        return self.asked

    def answer(self, which):
        """The next answer, which is this question's."""
        answer = self._receive()
        assert struct.unpack_from(">I", answer, 1)[0] == which, "the answer to another question"
        return answer[0], answer[5:]

    # --- what a test asks ---

    def size(self, kind, what):
        """What STAT and LSTAT say of a path, FSTAT of a handle."""
        said, rest = self.ask(kind, text(what))
        assert said == ATTRS, "no attributes of %r: %d %r" % (what, said, rest)
        return struct.unpack_from(">Q", rest, 4)[0]

    def open(self, path):
        said, rest = self.ask(OPEN, text(path), number(1), number(0))
        assert said == HANDLE, "not opened: %d %r" % (said, rest)
        return rest[4:]

    def read(self, handle, piece=1000):
        """All bytes of an open file, in pieces."""
        got = b""
        while True:
            said, rest = self.ask(READ, text(handle), struct.pack(">Q", len(got)), number(piece))
            if said == STATUS:
                assert struct.unpack_from(">I", rest)[0] == END, "a status of %r" % rest
                return got
            got += rest[4:]

    def close(self, handle):
        return self.ask(CLOSE, text(handle))

    def fetch(self, path, piece=1000):
        handle = self.open(path)
        got = self.read(handle, piece)
        self.close(handle)
        return got

    def list(self, folder):
        """Names with the sizes that READDIR tells."""
        said, rest = self.ask(OPENDIR, text(folder))
        assert said == HANDLE, "no folder %s" % folder
        handle, found = rest[4:], {}
        while True:
            said, rest = self.ask(READDIR, text(handle))
            if said == STATUS:
                self.close(handle)
                return found
            count, at = struct.unpack_from(">I", rest)[0], 4
            for _ in range(count):
                length = struct.unpack_from(">I", rest, at)[0]
                name = rest[at + 4:at + 4 + length].decode()
                at += 4 + length
                at += 4 + struct.unpack_from(">I", rest, at)[0]
                found[name] = struct.unpack_from(">Q", rest, at + 4)[0]
                at += 4 + 8 + 4 + 8
