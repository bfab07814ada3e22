/* related.h - how applications hang together: which one is about which, as all who may see one of
 * them are told. */
#ifndef SERVICES_APPLICATION_RELATED_H
#define SERVICES_APPLICATION_RELATED_H

#include "services/application/application.h"

/* What the one is to the other. */
enum related_kind {
	RELATED_APPEALS,     /* it is an appeal of the other */
	RELATED_APPEALED_BY, /* the other is an appeal of it */
};
extern const char *const related_codes[]; /* "appeals", "appealed_by" */

/* Nothing more of the other one than that: to open it is a right of its own. */
struct related {
	enum related_kind kind;
	char reference[REFERENCE_DIGITS + 1];
	char service[80]; /* its id */
	enum application_state state;
};

/* All of them in `arena`, those that it is about first; others' drafts are told to its applicant
 * alone. A look, as at application_open. */
MUST_USE enum fault related_of(struct registry *r, struct caller *v, const struct application *a,
			       struct arena *arena, struct related **ret, size_t *ret_count,
			       struct error *err);

#endif
