/* visitors.h - who is being served: a place for each, how much each would lose, and who makes room.
 */
#ifndef SERVER_LISTENER_VISITORS_H
#define SERVER_LISTENER_VISITORS_H

#include "server/desk/desk.h"
#include "server/source.h"
#include "services/registry/limits.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct visitor_seat {
	pid_t pid;
	enum desk_class class;
	bool local, leaving; /* asked to go */
	int64_t since;       /* monotonic milliseconds: of its class */
	char source[SOURCE_ROOM];
};

/* A source whose gate was attacked waits. */
struct visitors {
	struct visitor_seat *seats;
	size_t count, room;
	struct {
		char source[SOURCE_ROOM];
		int64_t until; /* monotonic milliseconds */
	} barred[LIMIT_BARRED];
	size_t next_barred;
};

void visitors_open(struct visitors *v, size_t room);
void visitors_close(struct visitors *v);

void visitors_add(struct visitors *v, pid_t pid, const char *source, bool local);
struct visitor_seat *visitors_find(struct visitors *v, pid_t pid);
void visitors_drop(struct visitors *v, pid_t pid);

/* How many of the source are here and have not been asked to go. */
size_t visitors_of(const struct visitors *v, const char *source);

/* One of the lowest class, at random (`dice`: any number), of the source or (NULL) of all; NULL
   when all are to be kept. */
struct visitor_seat *visitors_spare(struct visitors *v, const char *source, uint32_t dice);

/* The one that waits longest for its owner, when there are more than `most`; NULL. */
struct visitor_seat *visitors_longest(struct visitors *v, enum desk_class class, size_t most);

void visitors_bar(struct visitors *v, const char *source, int64_t until);
bool visitors_is_barred(const struct visitors *v, const char *source, int64_t now);

#endif
