/* invitation.h - the code of an invitation: drawn, kept as a digest, tried; for people of an
 * application and of an organisation alike. */
#ifndef SERVICES_ACCESS_INVITATION_H
#define SERVICES_ACCESS_INVITATION_H

#include "services/access/caller.h"
#include "services/access/attempt.h"
#include "services/registry/seal.h"

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
