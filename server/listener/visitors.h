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

/*
 * Two rooms, so that neither crowd takes the other's places. Who knocks is asked to go for who
 * knocks, who is in for who comes in:
 *
 *     knocking: LIMIT_KNOCKING places, and     in: the configuration's `visitors`; a person who is
 *     those that nobody who is in takes        waited for in a login counts as in
 *
 *     1. stalled in a phase, at random        1. its line has stalled
 *     2. where nobody is: who has been        2. in, and nothing asked for
 *        in its phase for longest             3. no key pressed ever; a person is waited for
 *                                             4. idle          5. its line is lost
 *                                             6. at it, and the newest comers
 *                                             7. kept: only where more are than may be kept
 *
 * Among equals each is drawn with the weight of its prefix: how many of it are in that room.
 * Times are monotonic milliseconds.
 */
struct visitor_seat {
	pid_t pid;
	enum desk_class class;
	bool exempt;                     /* of a network that is not counted together */
	bool leaving, killed;            /* asked to go; made to */
	int64_t since;                   /* of its class, or of the phase of its login */
	int64_t came;                    /* when it has come in */
	int64_t left;                    /* when it was asked to go */
	uint64_t prefix;                 /* a hash of `source` */
	unsigned char token[STAY_TOKEN]; /* of who has signed in; zeros: nobody */
	char source[SOURCE_ROOM];
	char line[SOURCE_ROOM]; /* of source_line */
};

/* How many there may be at once. */
struct visitors_most {
	size_t in, of_source, of_identity;
};

struct visitors_weight {
	uint64_t prefix;
	uint32_t count; /* 0: the place is free */
};

/* A line whose gate was attacked waits; its neighbours do not. */
struct visitors {
	struct visitor_seat *seats;
	size_t count, room;
	unsigned char key[16];           /* of the hashes */
	struct visitors_weight *weights; /* a table by the hash, made anew for each choice */
	size_t weights_room;             /* a power of two */
	struct {
		char line[SOURCE_ROOM];
		int64_t until; /* monotonic milliseconds */
	} barred[LIMIT_BARRED];
	size_t next_barred;
};

void visitors_open(struct visitors *v, size_t room);
void visitors_close(struct visitors *v);

/* One who knocks, from a source, over a line (source_name, source_line). */
void visitors_add(struct visitors *v, pid_t pid, const char *source, const char *line, bool exempt,
		  int64_t now);
struct visitor_seat *visitors_find(struct visitors *v, pid_t pid);
void visitors_drop(struct visitors *v, pid_t pid);

/* What its desk says of one: how much it would lose now, and who it is. */
void visitors_tell(struct visitor_seat *p, enum desk_class class,
		   const unsigned char token[STAY_TOKEN], int64_t now);

/* Who goes so that one more may knock; NULL: there is room. `dice`: any number. Who is given is to
 * be marked as leaving by the caller, here and below. */
struct visitor_seat *visitors_for_knock(struct visitors *v, size_t most_in, int64_t now,
					uint32_t dice);

/* Who goes because of `p`, who has come in or signed in: of the same identity, of the same source,
 * of all. To be asked until it gives NULL. `*ret_own`: for a cap of its identity or source. */
struct visitor_seat *visitors_for(struct visitors *v, const struct visitor_seat *p,
				  const struct visitors_most *most, int64_t now, uint32_t dice,
				  bool *ret_own);

/* The one that waits longest for its owner, when there are more than `most`; NULL. */
struct visitor_seat *visitors_longest(struct visitors *v, enum desk_class class, size_t most);

/* Of those who were asked to go and not made to, when there are more than `most`: who has been
 * asked first; NULL. */
struct visitor_seat *visitors_slowest(struct visitors *v, size_t most);

void visitors_bar(struct visitors *v, const char *line, int64_t until);
bool visitors_is_barred(const struct visitors *v, const char *line, int64_t now);

#endif
