# transfer.py - papers of 10 MiB by OpenSSH's sftp, into an application and, the same file beside it, to sshd.
import os
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SIZE, TIMES, ROUNDS = 10 << 20, 6, 5  # bytes of a file, how often in a connection, how many connections
SSHD = """Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/papers_host
AuthorizedKeysFile {folder}/papers_user.pub
Subsystem sftp internal-sftp
PermitRootLogin yes
PidFile none
UsePAM no
StrictModes no
UseDNS no
LogLevel ERROR
"""


class Failed(Exception):
    """Why something could not be measured."""


def timed(batch, where):
    """Seconds of a connection that does these commands."""
    began = time.monotonic()
    done = subprocess.run(["sftp", "-q", "-b", "-", *where], input="\n".join(batch) + "\n", capture_output=True, text=True, timeout=110,
                          check=False)
    if done.returncode != 0:
        raise Failed(f"sftp: {done.stderr.strip()[-300:]}")
    return time.monotonic() - began


def rate(file, folder, where):
    """MB a second, without what it takes to connect."""
    name = f"{folder}/measured.pdf"
    bare = timed(["pwd"], where)
    whole = timed([f"put {file} {name}", f"rm {name}"] * TIMES, where)
    return SIZE * TIMES / 1e6 / max(whole - bare, 0.001)


def options(port, key):
    return ["-P", str(port), "-i", key, "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
            "-o", "LogLevel=ERROR", "-o", "Compression=no"]


def peer(bench, servers):
    """sshd with its own sftp server, of the user who measures."""
    key = os.path.join(bench.folder, "papers_user")
    for one in (key, os.path.join(bench.folder, "papers_host")):
        servers.make_key(one)
    server = servers.Server("sshd", "peer.script", "-", key)
    config = os.path.join(bench.folder, "papers_sshd.conf")
    with open(config, "w", encoding="utf-8") as f:
        f.write(SSHD.format(port=server.port, folder=bench.folder))
    command = ["/usr/sbin/sshd", "-D", "-e", "-f", config]
    if os.geteuid() == 0:  # its empty folder is made where nobody else sees it
        command = ["unshare", "-m", "sh", "-c", "mount -t tmpfs none /run && mkdir -m 755 /run/sshd && exec " + " ".join(command)]
    return server.start(bench.folder, command), key


def measure(bench, servers):
    sys.path[:0] = [os.path.join(ROOT, "tests", "e2e")]
    os.environ["SHUBBAK"] = os.path.join(bench.build, "shubbak")
    import papers_draft  # pylint: disable=import-outside-toplevel
    import papers  # pylint: disable=import-outside-toplevel
    file = os.path.join(bench.folder, "paper.pdf")
    with open(file, "wb") as f:
        f.write(papers.large_pdf(SIZE))
    try:
        server, key = peer(bench, servers)
    except servers.Missing as why:
        bench.note(f"not measured: {why}")
        return
    draft = papers_draft.Draft()
    there = os.path.join(bench.folder, "papers")
    os.mkdir(there)
    ways = (("shubbak", draft.folder, [*options(draft.portal.port, draft.key), "me@127.0.0.1"]),
            ("sshd", there, [*options(server.port, key), "127.0.0.1"]))
    found = {name: [] for name, _, _ in ways}
    try:
        for _ in range(ROUNDS):
            for name, folder, where in ways:
                found[name].append(rate(file, folder, where))
                print(f"  {name:8} {found[name][-1]:7.1f} MB/s", flush=True)
    finally:
        draft.close()
        server.stop()
    ours, theirs = (statistics.median(found[name]) for name in ("shubbak", "sshd"))
    print(f"  papers by sftp: {ours:.0f} MB/s, sshd {theirs:.0f} MB/s, {ours / theirs:.2f} of it (wanted: at least 0.5)", flush=True)
