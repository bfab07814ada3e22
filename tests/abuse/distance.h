/* distance.h - a visitor far away: bytes take their time both ways between a client and a line. */
#ifndef TESTS_ABUSE_DISTANCE_H
#define TESTS_ABUSE_DISTANCE_H

/* Milliseconds there and back for the `n`th visitor: none, 40, 80 in turn. A login has ten ways
 * there and back, so that the farthest of them takes three quarters of a second where the portal
 * takes none. */
unsigned distance_of(unsigned n);

/* The end for the client to use instead of `fd`, which a thread carries on from here and closes;
 * `fd` itself where there is no distance. -1: none could be made, and `fd` is closed. */
int distance_between(int fd, unsigned n);

#endif
