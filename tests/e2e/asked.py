#!/usr/bin/env python3
# asked.py ANSWERS COMMAND… - runs a command in a terminal of its own inside this one, and answers in this one's place
# when the program asks what terminal it is: ANSWERS is a file with JSON, [[seconds, "bytes in hex"], …], sent one after
# the other from the question on. What was asked never reaches the terminal outside. All that the command has sent is kept
# in ANSWERS.sent, its process in ANSWERS.pid.
import fcntl
import json
import os
import pty
import select
import sys
import termios
import time
import tty

QUESTIONS = b"\x1b[8$p\x1b[>0q\x1b[>c\x1b[6n"


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        answers = [(seconds, bytes.fromhex(data)) for seconds, data in json.load(f)]
    size = fcntl.ioctl(0, termios.TIOCGWINSZ, b"\0" * 8)
    pid, inner = pty.fork()
    if pid == 0:
        os.execvp(sys.argv[2], sys.argv[2:])
    fcntl.ioctl(inner, termios.TIOCSWINSZ, size)
    tty.setraw(0)
    with open(sys.argv[1] + ".pid", "w", encoding="ascii") as f:
        f.write(str(pid))
    sent = open(sys.argv[1] + ".sent", "wb", buffering=0)
    held, due, at = b"", None, 0
    while True:
        wait = None if due is None or at == len(answers) else max(0.0, due - time.monotonic())
        ready = select.select([0, inner], [], [], wait)[0]
        if inner in ready:
            try:
                got = os.read(inner, 65536)
            except OSError:
                got = b""
            if not got:
                break
            held += got
            sent.write(got)
            if QUESTIONS in held:
                held = held.replace(QUESTIONS, b"")
                at, due = 0, time.monotonic() + (answers[0][0] if answers else 0)
                with open(sys.argv[1] + ".asked", "a", encoding="utf-8") as f:
                    f.write("asked\n")
            # A question may come apart over two reads.
            keep = max((n for n in range(1, len(QUESTIONS)) if held.endswith(QUESTIONS[:n])), default=0)
            while held[:len(held) - keep]:
                held = held[os.write(1, held[:len(held) - keep]):]
        if 0 in ready:
            typed = os.read(0, 65536)
            if not typed:
                break
            os.write(inner, typed)
        if due is not None and at < len(answers) and time.monotonic() >= due:
            os.write(inner, answers[at][1])
            at += 1
            due = time.monotonic() + (answers[at][0] if at < len(answers) else 0)
    _, status = os.waitpid(pid, 0)
    with open(sys.argv[1] + ".asked", "a", encoding="utf-8") as f:
        f.write("over\n")
    sys.exit(os.waitstatus_to_exitcode(status))


main()
