/* duewords.h - what is owed and what came for it, as people read it, in the language in use. */
#ifndef TUI_PAGE_DUEWORDS_H
#define TUI_PAGE_DUEWORDS_H

#include "services/form/form.h"
#include "services/services.h"
#include "tui/page/slip.h"

/* The fee's name; its id where the definition (which may be NULL) does not have it. */
const char *duewords_name(const struct service *s, const char *charge, enum lang lang);

/* "To be paid", "Paid in part"; "Cash"; "Refunded". */
const char *duewords_state(enum due_state state);
const char *duewords_means(const struct payment *p);

/* "14 March 2027, 10:05: 400.00 EGP, cash, receipt P1234567890" */
char *duewords_payment(struct arena *a, enum lang lang, const struct service *s,
		       const struct due *d, const struct payment *p);

/* "1,000.00 EGP", "50.00 EGP to 90.00 EGP, by your answers", "0.25 %, from 10.00 EGP to …". */
char *duewords_charge(struct arena *a, enum lang lang, const struct charge *charge);
/* What the fees come to together, in a list: "50.00 EGP", "from 50.00 EGP", "varies by case";
 * NULL: there are none. */
char *duewords_short(struct arena *a, enum lang lang, const struct service *s);
/* What a list says of a service's fee, told or due, and may be filtered by. */
enum fee_kind duewords_kind(const struct service *s);
/* The same by the answers of a form, where they say it already (NULL: there are none). */
char *duewords_cost(struct arena *a, enum lang lang, const struct form *f,
		    const struct charge *charge);
/* What was paid of one that nobody owes any more, and did not go back; NULL: nothing. */
char *duewords_left(struct arena *a, enum lang lang, const struct due *d);

/* "12 December 2026 (15 days left)", by its last day; NULL: none is told, or nothing is owed. */
char *duewords_until(struct arena *a, enum lang lang, const struct service *s, const struct due *d,
		     int64_t now);

/* What a line of the history says of a fee; "" where it is about none. */
const char *duewords_event(struct arena *a, enum lang lang, const struct service *s,
			   const struct event *e);

/* Whether there is a code for what is still owed, and its text in `a`; NULL: there is none. */
char *duewords_code(struct arena *a, const struct paying *p, const struct due *d);

/* A receipt for what came, or went back, as slip_parts; `p` is one of the due's. */
size_t duewords_receipt(struct arena *a, enum lang lang, const struct service *s,
			const struct due *d, const struct payment *p,
			struct slip_part ret[SLIP_PARTS]);

#endif
