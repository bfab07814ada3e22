/* rehearse.h - what a definition that is not imported yet would make of applications: nothing is
 * written, and no answer is told. */
#ifndef SERVICES_APPLICATION_REHEARSE_H
#define SERVICES_APPLICATION_REHEARSE_H

#include "services/access/caller.h"
#include "services/form/form.h"
#include "services/registry/registry.h"

enum rehearse_what {
	REHEARSE_LOST,    /* an answer has no place any more, or does not fit there */
	REHEARSE_REFUSED, /* who may apply is decided otherwise by this question */
	REHEARSE_WRONG,   /* the answer, or that there is none, would be refused now */
	REHEARSE_MENDED,  /* it would no more */
	REHEARSE_VALUE,   /* a value comes to something else */
	REHEARSE_PAPER,   /* a paper is called for that was not */
	REHEARSE_NO_PAPER,
	REHEARSE_FEE,
	REHEARSE_DUE,    /* the day by which it is decided, counted from the submission */
	REHEARSE_CLOSED, /* it was sent on a day on which the service is not open */
	REHEARSE_STAGE   /* the stage at which it is, is gone */
};
extern const char *const rehearse_codes[]; /* "lost", "refused", …: for files and JSON */

struct rehearse_difference {
	enum rehearse_what what;
	const char *id; /* of the question, section, value, paper, clock or stage; "" */
	int item;       /* of a repeated section; 0 */
	/* What it was and is; NULL: not told, as of values that are personal, or nothing. */
	const char *was, *is;
};

struct rehearsal {
	const char *reference;
	int version; /* that it began with */
	struct rehearse_difference *list;
	size_t count;
};

/*
 * Calls `visit` for each application of the service that was sent, `most` of them at most, by the
 * version that it began with and by `fresh`; what it is given lives for the call. *ret_more: others
 * were left out. FAULT_DENIED for whoever is not the host.
 */
MUST_USE enum fault rehearse_each(struct registry *r, const struct caller *v,
				  const struct service *fresh, const struct term_list *terms,
				  size_t most,
				  void (*visit)(void *ctx, const struct rehearsal *one), void *ctx,
				  bool *ret_more, struct error *err);

/* The same of answers at hand, sent at `sent_at` and at the stage (NULL: the first); in `a`. */
void rehearse_form(struct arena *a, const struct form *before, const struct service *fresh,
		   const struct term_list *terms, int64_t sent_at, const char *stage,
		   struct rehearsal *ret);

#endif
