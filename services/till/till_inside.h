/* till_inside.h - for the files till*.c alone: one change of a due, with what follows from it. */
#ifndef SERVICES_TILL_TILL_INSIDE_H
#define SERVICES_TILL_TILL_INSIDE_H

#include "services/application/change.h"
#include "services/till/till.h"

struct till_work {
	struct registry *registry;
	struct caller *caller;
	struct till_due *d; /* which; told how it stands afterwards */
	struct arena *arena;
	enum access_act right;
	struct store_due row; /* as it is within the change */
	struct change change;
	/* What is done with the row, within the change, which has asked; what it fills in is set
	   anew with each run. */
	enum fault (*work)(struct till_work *w, struct error *err);
	const void *wish;
	struct store_payment payment;
};

/* Runs it in one transaction. */
MUST_USE enum fault till_inside_run(struct till_work *w, struct error *err);

/* A payment by the caller, now. */
struct store_payment till_inside_payment(const struct till_work *w, enum payment_kind kind,
					 int64_t amount);
/* The payment as it is shown to who has entered it. */
void till_inside_show(const struct till_work *w, struct payment *ret);

/* What is found by a reference that is one: *ret_found false, there is none. */
MUST_USE enum fault till_inside_read(struct registry *r, const struct term_list *terms,
				     const char *reference, struct arena *a, struct till_due *ret,
				     bool *ret_found, struct error *err);

/* Words sealed to the payment; false: they are too long. */
MUST_USE bool till_inside_seal(const struct till_work *w, const char *words,
			       struct store_payment *payment);

#endif
