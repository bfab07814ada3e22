# rows_line.py - rows about bad lines: the real client over packets that take their time, or are lost.
import crowd  # noqa: F401 (the way to the modules below)
from crowd import Row

from slow_line import Unable, in_a_namespace

LOGINS = 20


def over(milliseconds, loss):
    try:
        logins = in_a_namespace(LOGINS, milliseconds, loss)
    except Unable as e:
        return Row("NOT MEASURED, no such line can be made here: %s" % e, "%d of %d" % (LOGINS, LOGINS), True)
    came = sorted(took for arrived, took in logins if arrived)
    said = "%d of %d" % (len(came), LOGINS)
    if came:
        said += ", median %.1f s, the slowest %.1f s, to the first page" % (came[len(came) // 2], came[-1])
    return Row(said, "%d of %d" % (LOGINS, LOGINS), len(came) == LOGINS)


ROWS = [
    ("line-2s", "20 logins with ssh over a line of two seconds there and back", lambda _place: over(2000, 0)),
    ("line-loss", "20 logins with ssh over a line of 0.2 s there and back on which one packet in ten is lost",
     lambda _place: over(200, 10)),
]
