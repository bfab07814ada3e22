# slow_line_test.py - who comes over a very slow line, or one that loses packets, gets in; `make abuse` has more of them.
from cases import Skip, case, holds, run_cases
from slow_line import Unable, in_a_namespace

LOGINS = 2


def all_get_in(milliseconds, loss):
    try:
        logins = in_a_namespace(LOGINS, milliseconds, loss)
    except Unable as e:
        raise Skip(str(e)) from e
    holds(len(logins) == LOGINS and all(arrived for arrived, _ in logins), "logins: %s" % logins)


@case
def two_seconds_there_and_back():
    all_get_in(2000, 0)


@case
def one_packet_in_ten_is_lost():
    all_get_in(200, 10)


run_cases()
