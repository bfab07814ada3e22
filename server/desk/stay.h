/* stay.h - the few words by which a visit that has lost its line is passed on to the next one. */
#ifndef SERVER_DESK_STAY_H
#define SERVER_DESK_STAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * A desk with a draft, or with somebody signed in, tells the listener who may have it, as a token
 * (a keyed hash: the listener learns nobody's name), and leaves a descriptor there. Whoever has
 * proven the same identity at another desk claims it:
 *
 *     newcomer's desk        listener            desk that stayed
 *          |--- CLAIM, its end --->|                   |
 *          |                       |--- CLAIM, end --->|  its line is dead, or does not answer
 *          |<------------------------ READY -----------|
 *          |---- struct stay_visit, its gate's end --->|
 *          |<------------------------ TAKEN -----------|  draws on the new line
 *
 * The newcomer's end is closed instead wherever that goes no further; the newcomer then serves the
 * visitor itself, from the registry. All ends are packets, so that a word is whole or not there.
 */
#define STAY_TOKEN 16
#define STAY_KEY 32

/* Descriptors that a desk keeps for this; its sandbox lets descriptors pass on these alone. */
enum {
	STAY_FDS = 60,
	STAY_LISTENER = STAY_FDS, /* to the listener, all desks' */
	STAY_OWN,                 /* from the listener: claims */
	STAY_CLAIMED,             /* to the desk that is claimed */
	STAY_OFFERED,             /* to the newcomer who claims this one */
};

/* READ and DRAW: a reader is to be started, on the descriptor that comes with it (reader.h). */
enum stay_word { STAY_HERE, STAY_CLAIM, STAY_READ, STAY_DRAW };
struct stay_note {
	int32_t pid;
	int32_t word;                    /* enum stay_word */
	unsigned char token[STAY_TOKEN]; /* HERE with zeros: nobody may have it any more */
};

#define STAY_READY 'R'
#define STAY_TAKEN 'T'

/* The token of an identity ("key:…", "reference:…"). */
void stay_token(const unsigned char key[STAY_KEY], const char *identity,
		unsigned char ret[STAY_TOKEN]);
bool stay_is_nobody(const unsigned char token[STAY_TOKEN]);

/* One packet, and a descriptor with it unless `fd` is -1. False: it could not be sent now. */
bool stay_send(int to, const void *data, size_t size, int fd);

/* One packet of at most `room` bytes. Bytes that came; 0: the other end is closed; -1: nothing
   now. `*ret_fd` is the descriptor that came with it, -1 without; it is the caller's. */
ssize_t stay_receive(int from, void *data, size_t room, int *ret_fd);

/* From now on the kernel says of each packet that comes to this end which process has sent it, and
 * stay_hear() gives that: a desk cannot speak for another. 0 where it was not asked to. */
bool stay_ask_who(int end);
ssize_t stay_hear(int from, void *data, size_t room, int *ret_fd, pid_t *ret_pid);

/* A pair of ends. */
bool stay_pair(int ret[2]);

#endif
