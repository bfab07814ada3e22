/* staff.h - what the roles that are granted to an account reach: one application, or a list. */
#ifndef SERVICES_ACCESS_STAFF_H
#define SERVICES_ACCESS_STAFF_H

#include "i18n/base/arena.h"
#include "services/access/access.h"
#include "services/store/store_account.h"

/*
 * A grant reaches an application that was sent, while it holds, if it is of this service or of all,
 * and of this office, of one above it, or of all. It is read anew each time, within the
 * transaction of whatever asks, so that one that was ended bites at once; so does the end of the
 * key that the visit came with. Where the account or a part of it is not as the portal wrote it,
 * nothing is granted. Nobody acts for the authority on what a key of their own account holds, what
 * is for its person, about an organisation for which it acts, or what they have filled in for
 * somebody. Who assists does it in the office of
 * the grant, whichever handles the application.
 */

/* Whether it is what the person whom they serve has consented to (NULL: whether there is such a
 * person); not whether a role of theirs may assist. */
bool staff_serves(const struct caller *c, const struct access_object *o);

/* Whether it is in force at `now`, and of a role that there is. */
bool staff_grant_holds(const struct store_account_grant *g, int64_t now);

/* Whether a role of the caller's account whose definition has `word` reaches `o` (NULL: whether
 * there is any). `staged`: where it is the turn of an officer, a head or another role, a role of
 * that id; and the act's own id is as good as the word. Tells o->by of it. */
MUST_USE enum fault staff_reaches(struct registry *r, const struct caller *c, const char *word,
				  bool staged, const struct access_object *o, bool *ret,
				  struct error *err);

/* As the office of an object: which of them is not known yet, and a grant over any reaches it. Who
 * goes on asks about the one that it is. */
#define STAFF_ANY_OFFICE "*"

/* Whether the caller's account is whole, its key not revoked, and any role granted to it now. */
MUST_USE enum fault staff_is_any(struct registry *r, const struct caller *c, bool *ret,
				 struct error *err);

/* The classes, as bits by enum class, whose answers the caller is given of `o`, which they may look
 * at: of staff those that a role sees which reaches it and may look, of anybody else all. */
MUST_USE enum fault staff_sees(struct registry *r, const struct caller *c,
			       const struct access_object *o, unsigned *ret, struct error *err);

/* What the grants reach that hold now and whose role has `word`, in `a`; none for no account. */
struct staff_scope {
	char role[24];
	char service[80]; /* "": all */
	char office[33];  /* its id, with those below it; "": all */
};
MUST_USE enum fault staff_scopes(struct registry *r, const struct caller *c, const char *word,
				 struct arena *a, struct staff_scope **ret, size_t *ret_count,
				 struct error *err);

#define STAFF_LIST 200 /* ids that one call tells */

/* The ids of applications that the caller may look at, behind `after` (""), in their order; at
 * most STAFF_LIST of them. FAULT_DENIED: the caller is no account with such a role. */
MUST_USE enum fault staff_list(struct registry *r, const struct caller *c, const char *after,
			       void (*visit)(void *ctx, const char *id), void *ctx,
			       struct error *err);

/* What a list is bound by: applications of this service ("": of all) in this office. */
struct staff_reach {
	char service[80], office[33];
};

/* What the roles of the caller's account that have `word` ("look") reach, in `a`: none of them lies
 * within another. Offices below a granted one stand by themselves. FAULT_DENIED as of staff_list.
 */
MUST_USE enum fault staff_reach(struct registry *r, const struct caller *c, const char *word,
				struct arena *a, struct staff_reach **ret, size_t *ret_count,
				struct error *err);

/* Whether one of these has that service in that office. */
bool staff_reach_has(const struct staff_reach *reach, size_t count, const char *service,
		     const char *office);

/* The ids of accounts that may do what `word` says with what is of this service and office: at
 * most STAFF_LIST; access_may has the last word on each. */
MUST_USE enum fault staff_over(struct registry *r, const char *word, const char *service,
			       const char *office, void (*visit)(void *ctx, const char *id),
			       void *ctx, struct error *err);

/* Each of them once, as several calls tell them to staff_people_keep; in `arena`. */
struct staff_people {
	struct arena *arena;
	const char **ids;
	size_t count, room;
};
void staff_people_keep(void *people, const char *id);

#endif
