/* appeal.h - against a refusal: another service is begun for the application, which is linked to it
 * and decided by somebody else. */
#ifndef SERVICES_APPLICATION_APPEAL_H
#define SERVICES_APPLICATION_APPEAL_H

#include "services/application/application.h"

/* The way to appeal, as the definition has it and the calendar counts it now. */
struct appeal_way {
	const struct appeal *appeal; /* of the act that refused it last; NULL: there is none */
	int64_t due_at;              /* on its last day */
	bool is_over;                /* that day has gone by */
	/* An appeal of it that was sent and has not ended yet; "": none. */
	char open[REFERENCE_DIGITS + 1];
	/* One that was begun, and not sent; "": none. */
	char draft[REFERENCE_DIGITS + 1];
};

/* By the definition `s` that it began with. A look, as at application_open. */
MUST_USE enum fault appeal_way(struct registry *r, struct caller *v, const struct application *a,
			       const struct service *s, struct appeal_way *ret, struct error *err);

/*
 * application_begin_with for an appeal of `first`, whose caller must have proven it: FAULT_DENIED
 * with the code ACCESS_PIN_NEEDED where they have come with a key alone. FAULT_CONFLICT: it is not
 * refused (any more), nobody can appeal to this service against it, its last day has gone by (which
 * is said), or another appeal of it is open.
 */
MUST_USE enum fault appeal_begin(struct registry *r, struct caller *v,
				 const struct application *first, const struct form *f,
				 enum lang lang, struct application *ret,
				 char ret_pin[PIN_DIGITS + 1], struct error *err);

/* application_apply in the same way. What was sent before gives a new PIN, as there. */
MUST_USE enum fault appeal_apply(struct registry *r, struct caller *v,
				 const struct application *first, const struct form *f,
				 const char *request, enum lang lang, struct receipt *ret,
				 struct error *err);

#endif
