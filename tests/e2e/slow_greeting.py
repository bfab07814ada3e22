# slow_greeting.py - inside a namespace: what clients are told over a slow line that loses the first packet of each of them.
#
#   slow_greeting.py MILLISECONDS USER...
#
# Prints as JSON, for each user, how `ssh -v USER@portal version` went: code, standard output and standard error.
import concurrent.futures
import json
import sys

from shubbak import Portal
from slow_line import FAR, Line, Unable


def main():
    try:
        line = Line(int(sys.argv[1]), 0)
    except Unable as e:
        print(e, file=sys.stderr)
        return 3
    portal = Portal(address="0.0.0.0")
    try:
        portal.address, line.port = FAR, portal.port
        with concurrent.futures.ThreadPoolExecutor(len(sys.argv)) as pool:
            runs = {user: pool.submit(portal.ssh, "version", user=user, env={"LC_ALL": "C.UTF-8"}, flags=["-v"]) for user in sys.argv[2:]}
        print(json.dumps({user: (got.result().code, got.result().out, got.result().err) for user, got in runs.items()}))
    finally:
        portal.kill()
        portal.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
