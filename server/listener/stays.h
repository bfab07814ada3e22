/* stays.h - which desk may be taken back by whom: the listener's list of tokens. */
#ifndef SERVER_LISTENER_STAYS_H
#define SERVER_LISTENER_STAYS_H

#include "server/desk/stay.h"

struct stay_seat {
	pid_t pid;
	unsigned char token[STAY_TOKEN];
	int fd; /* to that desk */
};
struct stays {
	struct stay_seat *seats;
	size_t count, room;
};

void stays_close(struct stays *s);

/* `pid` may be taken back by who has `token`, over `fd`, which is the list's from now on (-1: the
   one that is known). One desk an identity: returns the pid of the one that had the token before
   and is forgotten, 0 when there was none. */
pid_t stays_put(struct stays *s, pid_t pid, const unsigned char token[STAY_TOKEN], int fd);

const struct stay_seat *stays_find(const struct stays *s, const unsigned char token[STAY_TOKEN]);
bool stays_has(const struct stays *s, pid_t pid);
void stays_drop(struct stays *s, pid_t pid);

#endif
