/* assign.h - which of the authority's staff has an application: taken up, handed over, given back.
 */
#ifndef SERVICES_APPLICATION_ASSIGN_H
#define SERVICES_APPLICATION_ASSIGN_H

#include "services/application/application.h"

/*
 * Having it gives no right and takes none away: it says who sees to it. Who does an act of the
 * authority with one that nobody has, has it from then on; at a stage of another actor nobody has
 * it any more. Each is entered with whose account it is; words of it stand in the history, which
 * the applicant is not shown of them.
 *
 * `s` is the version that the application began with. FAULT_CONFLICT: it is at an end, or somebody
 * was faster: who has it by now is told, as of every change (application.h).
 */

/* To the caller's account. FAULT_CONFLICT: another has it already. FAULT_DENIED: not for their
 * roles at this stage. */
MUST_USE enum fault assign_claim(struct registry *r, const struct caller *v, struct application *a,
				 const struct service *s, struct error *err);

/* From who has it, or by whoever may hand over what others have, to the account of this number, as
 * typed. FAULT_MISSING: no account has it, or it may not act on this application. FAULT_INPUT: no
 * words (NULL or none), too long ones; they have it already. */
MUST_USE enum fault assign_hand_over(struct registry *r, const struct caller *v,
				     struct application *a, const struct service *s,
				     const char *number, const char *words, struct error *err);

/* To nobody, by the same. */
MUST_USE enum fault assign_release(struct registry *r, const struct caller *v,
				   struct application *a, const struct service *s,
				   struct error *err);

/* To whom it can be handed over: those who may act on it now, by name, in `a`. */
struct assign_person {
	char number[ACCOUNT_DIGITS + 1];
	const char *name;
	bool has_it;
};
MUST_USE enum fault assign_people(struct registry *r, struct caller *v, const struct application *a,
				  const struct service *s, struct arena *arena,
				  struct assign_person **ret, size_t *ret_count, struct error *err);

/* Who has it, in which office, and whether the caller may take it up or hand it over as it is now,
 * else why not. */
struct assign_state {
	const char *holder;               /* a name in `arena`; "": nobody */
	const char *office, *office_name; /* its code and name in `arena`; "": of none */
	bool mine;
	struct error claim, move; /* fault NONE: they may */
};
MUST_USE enum fault assign_state(struct registry *r, struct caller *v, const struct application *a,
				 const struct service *s, struct arena *arena,
				 struct assign_state *ret, struct error *err);

#endif
