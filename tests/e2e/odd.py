# odd.py - an SSH client that does what no honest one does: every packet is the test's own.
import ctypes
import hashlib
import os
import socket
import struct

_sodium = ctypes.CDLL("libsodium.so.23")
(DISCONNECT, IGNORE, SERVICE_REQUEST, KEXINIT, NEWKEYS, ECDH_INIT) = (1, 2, 5, 20, 21, 30)
(AUTH_REQUEST, AUTH_FAILURE, AUTH_SUCCESS, INFO_REQUEST, INFO_RESPONSE) = (50, 51, 52, 60, 61)
KEY_OK = 60  # in the place of INFO_REQUEST, by the method
PROHIBITED = 1  # why a channel is not opened
(GLOBAL, OPEN, OPEN_OK, OPEN_NO, ADJUST, DATA, EXTENDED, EOF, CLOSE, REQUEST, SUCCESS, FAILURE) = (80, *range(90, 101))


def text(value):
    """A string as SSH writes it."""
    value = value.encode() if isinstance(value, str) else value
    return struct.pack(">I", len(value)) + value


def number(value):
    return struct.pack(">I", value & 0xffffffff)


def _mpint(value):
    value = value.lstrip(b"\0")
    return text(b"\0" + value if value and value[0] & 0x80 else value)


def text_at(payload, at):
    """The string that stands at this place of a packet."""
    size = struct.unpack_from(">I", payload, at)[0]
    return payload[at + 4:at + 4 + size]


_chacha, _poly = _sodium.crypto_stream_chacha20_xor_ic, _sodium.crypto_onetimeauth
_chacha.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulonglong, ctypes.c_char_p, ctypes.c_uint64, ctypes.c_char_p)
_poly.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulonglong, ctypes.c_char_p)
_BLOCK = b"\0" * 64  # the first one's is the key of the tag


class _Half:
    """One direction of chacha20-poly1305@openssh.com. Some tests send half a million packets: small ones go through the same room."""

    def __init__(self):
        self.sequence, self.key = 0, None
        self.room, self.sum = ctypes.create_string_buffer(512), ctypes.create_string_buffer(16)

    def stream(self, key, data):
        room = self.room if len(data) <= len(self.room) else ctypes.create_string_buffer(len(data))
        _chacha(room, data, len(data), struct.pack(">Q", self.sequence), 0, key)
        return ctypes.string_at(room, len(data))

    def head(self, data):
        return self.stream(self.key[32:], data)

    def body(self, data):
        """The key of its tag, and what is behind the first block."""
        out = self.stream(self.key[:32], _BLOCK + data)
        return out[:32], out[64:]

    def tag(self, once, data):
        _poly(self.sum, data, len(data), once)
        return self.sum.raw


class KeyPair:
    """An Ed25519 key of nobody else's."""

    def __init__(self):
        point, self._secret = ctypes.create_string_buffer(32), ctypes.create_string_buffer(64)
        _sodium.crypto_sign_keypair(point, self._secret)
        self.public = text("ssh-ed25519") + text(point.raw)

    def sign(self, data):
        out = ctypes.create_string_buffer(64)
        _sodium.crypto_sign_detached(out, None, data, ctypes.c_ulonglong(len(data)), self._secret)
        return text("ssh-ed25519") + text(out.raw)


class Odd:
    """A connection; each step is taken only when the test takes it."""

    def __init__(self, port, host="127.0.0.1", seconds=20, receive=None, ahead=b""):
        self.socket = socket.socket()
        if receive:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.settimeout(seconds)
        self.socket.connect((host, port))
        self.socket.sendall(ahead)  # a balancer's header
        self.sending, self.receiving = _Half(), _Half()
        self.buffer = b""
        self.room = {}  # bytes that the server still takes, by the client's number of a channel

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    # --- packets ---

    def _bytes(self, count):
        while len(self.buffer) < count:
            more = self.socket.recv(65536)
            if not more:
                raise EOFError("the server has ended the connection")
            self.buffer += more
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def packed(self, payload):
        """A packet as it goes over the line."""
        half = self.sending
        around = 8 - (len(payload) + (1 if half.key else 5)) % 8
        around += 8 if around < 4 else 0
        head = struct.pack(">I", 1 + len(payload) + around)
        body = bytes([around]) + payload + bytes(around)
        if half.key:
            head = half.head(head)
            once, body = half.body(body)
            body += half.tag(once, head + body)
        half.sequence += 1
        return head + body

    def send(self, *payloads):
        self.socket.sendall(b"".join(self.packed(p) for p in payloads))

    def receive(self):
        half = self.receiving
        head = self._bytes(4)
        size = struct.unpack(">I", half.head(head) if half.key else head)[0]
        body = self._bytes(size)
        if half.key:
            once, clear = half.body(body)
            if self._bytes(16) != half.tag(once, head + body):
                raise ValueError("a packet that is not the server's")
            body = clear
        half.sequence += 1
        payload = body[1:len(body) - body[0]]
        if payload[0] in (OPEN_OK, ADJUST):
            mine = struct.unpack_from(">I", payload, 1)[0]
            more = struct.unpack_from(">I", payload, 9 if payload[0] == OPEN_OK else 5)[0]
            self.room[mine] = self.room.get(mine, 0) + more
        return payload

    def wait(self, *kinds):
        """The next packet of one of these kinds; others are passed over."""
        while True:
            payload = self.receive()
            if payload[0] in kinds:
                return payload
            if payload[0] == DISCONNECT:
                raise EOFError("disconnected: %r" % payload[5:])

    def is_ended(self):
        """Reads on until the server has ended the connection; False when it does not in time."""
        try:
            while True:
                self.receive()
        except socket.timeout:
            return False
        except (EOFError, OSError):
            return True

    # --- steps ---

    def banner(self):
        self.socket.sendall(b"SSH-2.0-odd\r\n")
        line = b""
        while not line.endswith(b"\n"):
            line += self._bytes(1)
        self.server_banner = line.strip()

    def offer(self):
        lists = ["curve25519-sha256", "ssh-ed25519"] + ["chacha20-poly1305@openssh.com"] * 2 + \
            ["hmac-sha2-256-etm@openssh.com"] * 2 + ["none,zlib@openssh.com"] * 2 + ["", ""]
        self.mine = bytes([KEXINIT]) + os.urandom(16) + b"".join(text(each) for each in lists) + b"\0" * 5
        self.send(self.mine)
        self.theirs = self.wait(KEXINIT)

    def exchange(self):
        secret = os.urandom(32)
        public, shared = ctypes.create_string_buffer(32), ctypes.create_string_buffer(32)
        _sodium.crypto_scalarmult_base(public, secret)
        self.send(bytes([ECDH_INIT]) + text(public.raw))
        reply = self.wait(ECDH_INIT + 1)
        host_key = text_at(reply, 1)
        point = text_at(reply, 5 + len(host_key))
        _sodium.crypto_scalarmult(shared, secret, point)
        secret_number = _mpint(shared.raw)
        digest = hashlib.sha256(b"".join(text(each) for each in (
            b"SSH-2.0-odd", self.server_banner, self.mine, self.theirs, host_key, public.raw, point))
            + secret_number).digest()
        self.session = getattr(self, "session", digest)
        self.send(bytes([NEWKEYS]))
        self.wait(NEWKEYS)
        for half, letter in ((self.sending, b"C"), (self.receiving, b"D")):
            key = hashlib.sha256(secret_number + digest + letter + self.session).digest()
            half.key = key + hashlib.sha256(secret_number + digest + key).digest()

    def shake(self):
        self.banner()
        self.offer()
        self.exchange()
        self.send(bytes([SERVICE_REQUEST]) + text("ssh-userauth"))
        self.wait(6)
        return self

    def auth(self, user, method, rest=b""):
        self.send(bytes([AUTH_REQUEST]) + text(user) + text("ssh-connection") + text(method) + rest)

    def ask_about(self, key, algorithm, user="me"):
        """Whether a signature by a key, as it goes over the line, would be taken."""
        self.auth(user, "publickey", b"\0" + text(algorithm) + text(key))
        return self.wait(AUTH_FAILURE, KEY_OK)[0] == KEY_OK

    def enter(self, user="guest"):
        self.shake()
        self.auth(user, "none")
        self.wait(AUTH_SUCCESS)
        return self

    def sign_in_by(self, key, user="me"):
        rest = b"\1" + text("ssh-ed25519") + text(key.public)
        request = bytes([AUTH_REQUEST]) + text(user) + text("ssh-connection") + text("publickey") + rest
        self.send(request + text(key.sign(text(self.session) + request)))
        self.wait(AUTH_SUCCESS)

    def sign_in(self, reference, pin, user="me"):
        """By reference and PIN; whether they were taken."""
        self.auth(user, "keyboard-interactive", text("") * 2)
        self.wait(INFO_REQUEST)
        self.send(bytes([INFO_RESPONSE]) + number(2) + text(reference) + text(pin))
        return self.wait(AUTH_SUCCESS, AUTH_FAILURE)[0] == AUTH_SUCCESS

    def open(self, mine=0, window=1 << 20, packet=32768, kind="session", rest=b""):
        """The server's number of a new channel; None when it refuses."""
        self.send(bytes([OPEN]) + text(kind) + number(mine) + number(window) + number(packet) + rest)
        answer = self.wait(OPEN_OK, OPEN_NO)
        if answer[0] == OPEN_NO:
            self.refusal = struct.unpack_from(">I", answer, 5)[0]
        return struct.unpack_from(">I", answer, 5)[0] if answer[0] == OPEN_OK else None

    def request(self, channel, kind, rest=b"", answer=True):
        """A request on a channel; whether it was granted, where an answer is wanted."""
        self.send(bytes([REQUEST]) + number(channel) + text(kind) + (b"\1" if answer else b"\0") + rest)
        return self.wait(SUCCESS, FAILURE)[0] == SUCCESS if answer else None

    def terminal(self, channel, cols=80, rows=24, term="xterm"):
        return self.request(channel, "pty-req", text(term) + number(cols) + number(rows) + number(0) * 2 + text(b"\0"))

    def run(self, words, given=b"", heard=None):
        """One command on a channel of its own: its code, standard output and standard error; `heard` gets the output piece
        by piece, also of a command whose connection breaks."""
        channel, err, code = self.open(window=1 << 24), b"", None
        heard = [] if heard is None else heard
        self.request(channel, "exec", text(words), answer=False)
        pieces = [given[at:at + 16384] for at in range(0, len(given), 16384)]
        self.send(*[bytes([DATA]) + number(channel) + text(piece) for piece in pieces], bytes([EOF]) + number(channel))
        while True:
            packet = self.wait(DATA, EXTENDED, REQUEST, CLOSE)
            if packet[0] == DATA:
                heard.append(text_at(packet, 5))
            elif packet[0] == EXTENDED:
                err += text_at(packet, 9)
            elif packet[0] == REQUEST and text_at(packet, 5) == b"exit-status":
                code = struct.unpack(">I", packet[-4:])[0]
            elif packet[0] == CLOSE:
                self.send(bytes([CLOSE]) + number(channel))
                return code, b"".join(heard).decode(), err.decode()
