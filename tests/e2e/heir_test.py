# heir_test.py - the listener ends what desks leave behind, and nothing else that happens to be its child.
import os
import signal

from cases import case, run_cases, same, until
from processes import children, gone
from shubbak import BINARY, HOST, Portal, free_port, run
from terminal import Terminal
from walk import stopped_gate


class AccompaniedPortal(Portal):
    """One that a script executes behind two things of its own: one stays the portal's child, the other starts a program of the
    portal's own once there is a file, and goes, as who leaves a backup in the background of a container does."""

    SCRIPT = """
        sleep 1000 >/dev/null & echo $! >"$1/stays"
        { until [ -e "$1/go" ]; do sleep 0.1; done; "$2" serve --state "$1/second" --listen "$3" & echo $! >"$1/came"; } >/dev/null &
        shift 3; exec "$@" """

    def command(self, *words):
        line = Portal.command(self, *words)
        if words[0] != "serve":
            return line
        return ["sh", "-c", self.SCRIPT, "sh", self.folder, BINARY, "%s:%d" % (HOST, free_port()), *line]

    def pid(self, name):
        with open(os.path.join(self.folder, name), encoding="ascii") as f:
            return int(f.read() or 0)


@case
def whom_no_desk_has_left_is_left_alone():
    """What a script began before the portal, and a shubbak of another's that lost its parent: neither is ended, or waited for."""
    portal, beside = AccompaniedPortal(serve=False), []
    try:
        same(run([BINARY, "init", "--state", os.path.join(portal.folder, "second")], seconds=120).code, 0)
        portal.start()
        beside.append(portal.pid("stays"))
        with open(os.path.join(portal.folder, "go"), "w", encoding="ascii"):
            pass
        until("the second one's number", lambda: os.path.exists(os.path.join(portal.folder, "came")) and portal.pid("came"))
        beside.append(portal.pid("came"))
        until("it to come to the listener", lambda: beside[1] in children(portal.server.pid))
        until("listener and clerk", lambda: len(portal.processes()) == 2)
        usual, listener = portal.processes(), portal.server.pid
        for renewed in (False, True):
            with Terminal(portal, portal.ssh_line(flags=["-t"])) as t:
                desk, gate = stopped_gate(portal, usual, t)
                try:
                    os.kill(desk, signal.SIGKILL)
                    if renewed:
                        os.kill(listener, signal.SIGUSR2)
                    until("the gate to end", lambda: gone(gate))
                finally:
                    if not gone(gate):
                        os.kill(gate, signal.SIGKILL)
            # They were there before the gate was.
            same([pid for pid in beside if gone(pid)], [], "ended, although no desk has left them; %s" % portal.log()[-1000:])
        portal.stop()
        same([pid for pid in beside if gone(pid)], [], "ended with the portal")
    finally:
        for pid in beside:
            if not gone(pid):
                os.kill(pid, signal.SIGTERM)
        portal.close()


run_cases()
