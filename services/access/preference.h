/* preference.h - what the owner of a key chose before: the language, and how a terminal is sent
 * Arabic. */
#ifndef SERVICES_ACCESS_PREFERENCE_H
#define SERVICES_ACCESS_PREFERENCE_H

#include "services/access/caller.h"
#include "services/registry/registry.h"

struct preference {
	enum lang lang;
	int terminal; /* how it is sent Arabic: enum terminal_kind, and PREFERENCE_OF times the
			 terminal that it was chosen on, as tui/terminal/probe.h numbers them; 0:
			 nothing */
};
#define PREFERENCE_OF 256

/* The caller's own key's: nobody else's can be named. *ret_known false when the key is new, or
 * there is none. */
MUST_USE enum fault preference_get(struct registry *r, const struct caller *c,
				   struct preference *ret, bool *ret_known, struct error *err);

/* Without a key nothing is kept. FAULT_BUSY: too many new keys have come from this network. */
MUST_USE enum fault preference_set(struct registry *r, struct caller *c, const struct preference *p,
				   struct error *err);

/* What the caller's own key chose is there no more; applications and drafts stay with it. Nothing
 * to forget is no fault. */
MUST_USE enum fault preference_forget(struct registry *r, const struct caller *c,
				      struct error *err);

#endif
