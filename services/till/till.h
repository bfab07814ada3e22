/* till.h - what people pay is taken at a counter, undone where it was a mistake, and given back. */
#ifndef SERVICES_TILL_TILL_H
#define SERVICES_TILL_TILL_H

#include "services/application/application.h"
#include "services/money/due.h"

/*
 * Asked for ACCESS_PAY to take, ACCESS_UNPAY for what takes back, of the application that it is
 * for; whoever may either may find a due. None of it is a look at the application: its service and
 * what is owed are told, and nothing that was answered.
 *
 * What was entered is never changed or taken away: a mistake is undone by a counter-entry, by
 * another person than who entered it; so is what goes back of what was taken at a counter. Of an
 * application that was taken back nothing is owed once all that came for it went back.
 */

/* A due as it is found: its application's service, and how it stands. */
struct till_due {
	struct due due;
	char reference[REFERENCE_DIGITS + 1]; /* of the application */
	enum application_state state;
	enum lang lang; /* the applicant's */
	const struct service *service;
	const struct charge *charge; /* NULL: the service's version cannot be read */
};

/* By its reference as typed (rf_read). In `a`. FAULT_MISSING: there is none, or it is not for the
 * caller, in the same words. FAULT_INPUT: it is no such reference. FAULT_BUSY with {seconds}: too
 * many at once (pace.h). */
MUST_USE enum fault till_find(struct registry *r, struct caller *v, const struct term_list *terms,
			      const char *reference, struct arena *a, struct till_due *ret,
			      struct error *err);

struct till_taken {
	int64_t amount; /* 0: all that is still owed */
	enum payment_means means;
	const char *proof; /* the number of a stamp or of another's receipt; NULL or "" */
};

/* Takes it; `d` is how it stands then, `ret` the payment, whose number is the receipt's.
 * FAULT_INPUT: more than is owed, no number where there has to be one. FAULT_CONFLICT: nothing is
 * owed any more, or that number was used before. */
MUST_USE enum fault till_take(struct registry *r, struct caller *v, const struct till_taken *t,
			      struct arena *a, struct till_due *d, struct payment *ret,
			      struct error *err);

/* What takes back, each with words of why, which staff alone read. `d` as above. */
/* The payment of that number was a mistake. FAULT_DENIED: the caller has entered it.
 * FAULT_CONFLICT: it was undone before, or what came by it went back. FAULT_MISSING: there is none.
 */
MUST_USE enum fault till_undo(struct registry *r, struct caller *v, const struct term_list *terms,
			      const char *number, const char *words, struct arena *a,
			      struct till_due *ret, struct error *err);
/* So much was given back; 0: what came too much. FAULT_DENIED: the caller has taken of it at a
 * counter. */
MUST_USE enum fault till_refund(struct registry *r, struct caller *v, int64_t amount,
				const char *words, struct arena *a, struct till_due *d,
				struct payment *ret, struct error *err);
/* Nobody owes it any more. FAULT_CONFLICT: something came for it, which goes back first. */
MUST_USE enum fault till_let_off(struct registry *r, struct caller *v, const char *words,
				 struct arena *a, struct till_due *d, struct error *err);

/* What came on one day (all zero: today): by currency and kind; all that the caller may undo or
 * take in. Asked for ACCESS_UNPAY. */
struct till_sum {
	char currency[4];
	enum payment_kind kind;
	int64_t count, amount;
};
MUST_USE enum fault till_day(struct registry *r, const struct caller *v, struct date day,
			     struct arena *a, struct till_sum **ret, size_t *ret_count,
			     struct error *err);

#endif
