# ask_machine.py - a tool of a machine of machine.py: what it was called with is asked of the test, and done as that says.
#
# Hundreds of them are started: it loads nothing that it does not need.
import os
import socket
import sys

with socket.socket(socket.AF_UNIX) as s:
    s.connect(os.environ["MACHINE"])
    s.sendall("\0".join(sys.argv[1:]).encode())
    s.shutdown(socket.SHUT_WR)
    code, said = s.makefile(encoding="utf-8").read().split("\n", 1)
print(said, end="\n" if said else "", file=sys.stdout if code == "0" else sys.stderr)
sys.exit(int(code))
