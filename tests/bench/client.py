# client.py - runs the measuring client (client.c) and reads what it says.
import os
import subprocess


class Failed(Exception):
    """What the client said when a step did not work."""


class Client:
    def __init__(self, build, server, zlib, script=None):
        self.process = subprocess.Popen(
            [os.path.join(build, "bench", "client"), str(server.port), server.user, server.key, zlib,
             script or server.script],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def ask(self, command):
        """Sends one command; its answer's lines, each a list of columns."""
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        rows = []
        while True:
            line = self.process.stdout.readline().rstrip("\n")
            if line == "ok":
                return rows
            if line in ("failed", ""):
                self.process.stdin.close()
                words = self.process.stderr.read().strip()
                self.process.wait()
                raise Failed(f"{command}: {words}")
            rows.append(line.split("\t"))

    def close(self):
        if self.process.poll() is None:
            self.process.stdin.close()
            self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
