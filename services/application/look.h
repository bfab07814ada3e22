/* look.h - reading what the registry has of an application: who may, and the entry that it leaves.
 */
#ifndef SERVICES_APPLICATION_LOOK_H
#define SERVICES_APPLICATION_LOOK_H

#include "services/application/change.h"

/* Why the row is read. */
enum look {
	LOOK_AGAIN, /* its state, by who has it open: no entry */
	LOOK_READ,  /* what was submitted is read: entered once a visit */
	LOOK_OPEN   /* it is opened: entered once a visit, the authority's each time */
};

/* The row of `a` (its id and its reference) as it stands in the registry. FAULT_MISSING: there is
 * none, or it is not for this caller. A draft is looked at without an entry. */
MUST_USE enum fault look_at(struct registry *r, struct caller *c, const struct application *a,
			    enum look why, struct store_application *ret, struct error *err);

/* The same with a row that was read in this very call; where the look is entered, it is that of the
 * entry's transaction afterwards. */
MUST_USE enum fault look_in(struct registry *r, struct caller *c, enum look why,
			    struct store_application *row, struct error *err);

/* May the caller do `act` with this row, where it is that turn (NULL: whoever's it is)? */
MUST_USE enum fault look_may(struct registry *r, const struct caller *c, enum access_act act,
			     const struct access_turn *turn, const struct store_application *row,
			     struct error *err);

/* The row that the visit was signed in with; *ret_found false: with none, or it has another PIN by
 * now. */
MUST_USE enum fault look_signed_in(struct registry *r, const struct caller *c,
				   struct store_application *ret, bool *ret_found,
				   struct error *err);

/* The row as access_may is asked of it. */
struct access_object look_object(const struct store_application *row,
				 const struct access_turn *turn);

/* Whether what staff have among themselves is kept from the caller: the applicant, and one of staff
 * who serves them. */
bool look_is_applicants(const struct caller *c, const struct store_application *row);

/* The classes, as bits by enum class, whose answers the caller is given of this row: staff_sees. */
MUST_USE enum fault look_sees(struct registry *r, const struct caller *c,
			      const struct store_application *row, unsigned *ret,
			      struct error *err);

#endif
