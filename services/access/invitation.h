/* invitation.h - whom one invites, and the code for it: drawn, kept as a digest, tried; for people
 * of an application and of an organisation alike. */
#ifndef SERVICES_ACCESS_INVITATION_H
#define SERVICES_ACCESS_INVITATION_H

#include "services/access/caller.h"
#include "services/access/attempt.h"
#include "services/registry/seal.h"

/* What whoever invites has typed: the person's name, clean, in `a` (else the error's field is
 * "name"); one right of `all` at least. */
MUST_USE enum fault invitation_name(struct arena *a, const char *typed, const char **ret,
				    struct error *err);
MUST_USE enum fault invitation_rights(int rights, int all, struct error *err);

/* Whether one is still to be taken; FAULT_CONFLICT. `taken`: what to do where it was already. */
struct invitation_at {
	int64_t ended, joined, until;
};
MUST_USE enum fault invitation_stands(const struct invitation_at *at, int64_t now,
				      const char *taken, struct error *err);

void invitation_draw(char ret[INVITATION_DIGITS + 1]);

/* The digest of a code as it is kept, of the row with this id. */
void invitation_digest(const struct seal *s, const char *id, const char *code,
		       char ret[SEAL_DIGEST + 1]);

/* Whether it is the code whose digest is kept ("": none); the same work whichever it is. */
bool invitation_is(const struct seal *s, const char *id, const char *kept, const char *code);

/* One try by this caller at an invitation to `name`, which lives as long as `ret`; `exists`: there
 * is such a one. A wrong one is attempt_lose's, and costs what a wrong PIN does. Faults of
 * attempt_open. */
MUST_USE enum fault invitation_try(struct registry *r, const struct caller *v, const char *name,
				   bool exists, struct attempt *ret, struct error *err);

#endif
