/* owner.h - whose a portal's state folder is: a user's of its own, under whom its desks and its
 * clerk run, and never root's. */
#ifndef SERVER_OWNER_H
#define SERVER_OWNER_H

#include "i18n/base/error.h"

#include <stdbool.h>
#include <sys/types.h>

#define OWNER_STANDARD "shubbak"

struct owner {
	uid_t uid;
	gid_t gid;
	char name[64];  /* or the number, where nobody has it */
	bool is_number; /* no user has it */
};

/* The user of this name or number (NULL: OWNER_STANDARD, or a number that nobody has where there is
   no such user). FAULT_INPUT: there is none of this name, or it is root. */
MUST_USE enum fault owner_find(const char *name, struct owner *ret, struct error *err);

/* Whether it can reach `folder`, which need not be there yet: FAULT_DENIED names a folder above it
   that lets nobody pass. */
MUST_USE enum fault owner_may_pass(const struct owner *o, const char *folder, struct error *err);

/* Gives it a state folder with all that is in it, but for what the listener goes by: configuration,
   host keys and shared lists become root's, which the owner may read (the host keys: not even
   that). As root only. Links, and files that have a second name, are passed by or refused. */
MUST_USE enum fault owner_give(const struct owner *o, const char *state, struct error *err);

/* For a command on the host that root runs: makes this process the owner of the folder, for good or
   until it is told otherwise, so that whatever its desks may have left there is met with no more
   than their own rights. Nothing where somebody else runs it. */
void owner_become(const char *state);
void owner_stand_in(const char *state);
void owner_step_back(void);

/* A database at a socket is told by which name its owner comes, where the address does not say it:
   within the fence nobody can look a name up. For the process and what it forks or executes. */
void owner_name(const char *state);

/* FAULT_DENIED, with the command that mends it: the folder is root's. A folder that is missing is
   nobody's, and not told here. */
MUST_USE enum fault owner_check(const char *state, struct error *err);

/* The command line that gives `state` to a user: fills `{command}` of a message. */
void owner_command(struct error *err, const char *state);

#endif
