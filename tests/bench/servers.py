# servers.py - the servers that are measured: ours, OpenSSH's sshd with an ncurses program, wish with bubbletea.
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ADDRESS = "127.0.0.1"  # that they listen on
GO_SOURCES = "/usr/share/gocode/src/github.com/charmbracelet/"


class Missing(Exception):
    """Why a server cannot be measured here."""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """A started server: its name, port, user, key ("-": none), and the process at the root of its tree."""
    zlib_modes = ("zlib", "none")

    def __init__(self, name, script, user, key="-"):
        self.name, self.script, self.user, self.key = name, os.path.join(HERE, script), user, key
        self.port = free_port()
        self.process = None
        self.log = None

    def start(self, folder, command, ready=None):
        self.log = os.path.join(folder, f"{self.name}-{self.port}.log")
        with open(self.log, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            start_new_session=True)
        until = time.monotonic() + 20
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            if self.is_ready(ready):
                return self
            time.sleep(0.05)
        with open(self.log, encoding="utf-8", errors="replace") as log:
            words = log.read()[-300:].strip()
        self.stop()
        raise Missing(f"{self.name} did not start: {words}")

    def is_ready(self, line):
        if line is not None:
            with open(self.log, encoding="utf-8", errors="replace") as log:
                return line in log.read()
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        except OSError:
            return False
        return True

    def stop(self):
        """Ends this server by its own process id, and waits; what does not end so is killed."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def shubbak(build, folder):
    program = os.path.join(build, "shubbak")
    if not os.access(program, os.X_OK):
        raise Missing(f"{program} is not built")
    server = Server("shubbak", "shubbak.script", "guest")
    server.state = os.path.join(folder, "state")
    # A build reads the catalogue of its own tree.
    made = subprocess.run([program, "init", "--state", server.state], capture_output=True, text=True, check=False,
                          cwd=os.path.dirname(os.path.abspath(build)))
    if made.returncode != 0:
        raise Missing(f"shubbak init: {made.stderr.strip()[-300:]}")
    return server.start(folder, [program, "serve", "--state", server.state, "--listen", f"{ADDRESS}:{server.port}"],
                        "ready ")


SSHD_CONFIG = """ListenAddress {address}:{port}
HostKey {folder}/sshd_host
AuthorizedKeysFile {folder}/sshd_user.pub
ForceCommand exec {command}
PidFile none
UsePAM no
StrictModes no
PermitEmptyPasswords yes
Compression yes
MaxStartups 2000
PrintMotd no
PrintLastLog no
UseDNS no
X11Forwarding no
AllowTcpForwarding no
LogLevel ERROR
"""

# As root: a user without rights and without a password, who exists only in this mount namespace, so that sshd
# separates its privileges as it does for real visitors and signs in by "none" as we do. No log of the machine is touched.
SSHD_AS_ROOT = """mount -t tmpfs none /run && mkdir -m 755 /run/sshd && mount -t tmpfs none /var/log &&
mount --bind {folder}/passwd /etc/passwd && exec /usr/sbin/sshd -D -e -f {config}"""


def make_key(path):
    if not os.path.exists(path):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)


def readable_copy(file, folder):
    copy = shutil.copy(file, folder)
    os.chmod(copy, 0o755)
    return copy


def sshd(build, folder, peer_arguments=None, command=None):
    if not os.access("/usr/sbin/sshd", os.X_OK):
        raise Missing("openssh-server is not installed")
    # Where a user without rights can read them, wherever the build stands.
    program = readable_copy(os.path.join(build, "bench", "peer-ncurses"), folder)
    arguments = peer_arguments or [readable_copy(os.path.join(HERE, "peer.txt"), folder)]
    as_root = os.geteuid() == 0 and subprocess.run(["unshare", "-m", "true"], check=False).returncode == 0
    user = "bench" if as_root else pwd.getpwuid(os.geteuid()).pw_name
    key = os.path.join(folder, "sshd_user")
    make_key(key)
    make_key(os.path.join(folder, "sshd_host"))
    server = Server("sshd", "peer.script", user, "-" if as_root else key)
    config = os.path.join(folder, f"sshd_{server.port}.conf")
    with open(config, "w", encoding="utf-8") as f:
        f.write(SSHD_CONFIG.format(address=ADDRESS, port=server.port, folder=folder, command=command or " ".join([program] + arguments)))
    if not as_root:
        return server.start(folder, ["/usr/sbin/sshd", "-D", "-e", "-f", config])
    shutil.copy("/etc/passwd", f"{folder}/passwd")
    with open(f"{folder}/passwd", "a", encoding="utf-8") as f:
        f.write("bench::64000:64000::/:/bin/sh\n")
    return server.start(folder, ["unshare", "-m", "sh", "-c", SSHD_AS_ROOT.format(folder=folder, config=config)])


def build_wish(build):
    for package in ("wish", "bubbletea"):
        if not os.path.isdir(GO_SOURCES + package):
            raise Missing(f"golang-github-charmbracelet-{package}-dev is not installed")
    if shutil.which("go") is None:
        raise Missing("golang-go is not installed")
    program = os.path.join(build, "bench", "peer-wish")
    env = dict(os.environ, GO111MODULE="off", GOPATH="/usr/share/gocode", GOFLAGS="", GOPROXY="off",
               GOCACHE=os.path.join(build, "bench", "go"))
    done = subprocess.run(["go", "build", "-o", program, "."], cwd=os.path.join(HERE, "peer-wish"), env=env,
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Missing(f"the wish program does not build: {done.stderr.strip()[-300:]}")
    return program


def wish(build, folder, peer_arguments=None):
    program = build_wish(build)
    server = Server("wish", "peer.script", "bench")
    server.zlib_modes = ("none",)
    arguments = peer_arguments or [os.path.join(HERE, "peer.txt")]
    keys = os.path.join(folder, "wish-keys")  # a folder of its own: wish takes everybody else's rights to it away
    os.makedirs(keys, exist_ok=True)
    return server.start(folder, [program, f"{ADDRESS}:{server.port}", os.path.join(keys, "wish_ed25519")] + arguments)
