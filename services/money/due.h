/* due.h - what is owed for an application: how it stands, and that each change of it is entered in
 * the ledger. */
#ifndef SERVICES_MONEY_DUE_H
#define SERVICES_MONEY_DUE_H

#include "i18n/base/arena.h"
#include "services/definition/types.h"
#include "services/money/rf.h"
#include "services/registry/ledger.h"
#include "services/registry/seal.h"
#include "services/store/store_due.h"

/* By what came for it; cancelled: nobody owes it any more; refunded: all that came went back. */
enum due_state { DUE_OPEN, DUE_PART, DUE_PAID, DUE_OVER, DUE_CANCELLED, DUE_REFUNDED };
extern const char *const due_states[]; /* their codes; NULL behind the last */

/* How something came, or went back. */
enum payment_kind {
	PAYMENT_COUNTER,
	PAYMENT_FILE,
	PAYMENT_UNDO,
	PAYMENT_REFUND,
	PAYMENT_LET_OFF /* nothing came: it is not owed any more, with the words of why */
};
extern const char *const payment_kinds[];

/* By what it is paid at a counter: the last four are proven by a number that stands on them. */
enum payment_means {
	MEANS_CASH,
	MEANS_CARD,
	MEANS_TRANSFER,
	MEANS_STAMP,   /* a fiscal stamp, of paper or electronic */
	MEANS_FRANKED, /* by a machine */
	MEANS_RECEIPT, /* of whoever took it for the treasury */
	MEANS_NOTICE   /* of payment, by the administration */
};
extern const char *const payment_means[];
bool payment_needs_proof(enum payment_means means);

/* What came: as it is shown. */
struct payment {
	enum payment_kind kind;
	char number[16]; /* of its receipt */
	int64_t amount;  /* less than 0: it went back */
	int64_t paid_at;
	int means; /* enum payment_means; -1: of a provider's file */
	const char *source, *trace;
	bool undone;
};

struct due {
	char id[33], application[33];
	const char *charge; /* id of the fee in its service */
	char reference[RF_ROOM];
	char currency[4];
	int64_t amount, paid, at, due_at;
	enum due_state state;
	struct payment *payments;
	size_t payment_count;
};

/* What is still owed; 0: nothing. */
int64_t due_rest(const struct due *d);
/* Whether nothing of it is owed any more. */
bool due_is_settled(const struct due *d);

/*
 * A due is an object of the ledger by its id, and each change of it an entry with the digest that
 * its row carries, which covers the rows of all its payments:
 *
 *	mac := "due and its payments" | row | row of each payment, by when it was entered
 *
 * What came and is for no due yet is an object by itself: LEDGER_PAYMENT_KEPT with the digest of
 * its row, LEDGER_PAYMENT_MATCHED when its due is found, which vouches for it from then on.
 */
#define DUE_RECIPE 1

MUST_USE enum fault due_digest(const struct seal *seal, struct store *s,
			       const struct store_due *row, char ret[SEAL_DIGEST + 1],
			       struct error *err);

/* Before it is changed, as that signs it anew. FAULT_BROKEN: it, or what came for it, was changed
 * past the portal. */
MUST_USE enum fault due_check_whole(const struct seal *seal, struct store *s,
				    const struct store_due *row, struct error *err);

/* Within a transaction that holds the application: a new one, all of `row` but its id, reference
 * and digest set; `by`: who does it, in what role, with the application's subject and the fee as
 * reason. */
MUST_USE enum fault due_raise(struct registry *r, struct store_due *row,
			      const struct ledger_entry *by, struct error *err);

/* The same: a payment is entered to it (its due, id, number, digest are set here), and it stands as
 * follows from that; `act` and `by` as above. */
MUST_USE enum fault due_enter(struct registry *r, struct store_due *row,
			      struct store_payment *payment, enum ledger_act act,
			      const struct ledger_entry *by, struct error *err);
/* The same of one that is cancelled, with a payment of nothing that has the words of why (NULL: it
 * says itself, as with an application that was taken back). */
MUST_USE enum fault due_cancel(struct registry *r, struct store_due *row,
			       struct store_payment *payment, const struct ledger_entry *by,
			       struct error *err);

/* What came for no due that is known is kept, as due_enter does it; and goes to the due that it was
 * for. */
MUST_USE enum fault due_keep(struct registry *r, struct store_payment *payment,
			     const struct ledger_entry *by, struct error *err);
MUST_USE enum fault due_match(struct registry *r, struct store_due *row,
			      struct store_payment *payment, const struct ledger_entry *by,
			      struct error *err);

/* All of an application's with their payments, as they were raised, in `a`. */
MUST_USE enum fault due_list(struct registry *r, const char *application, struct arena *a,
			     struct due **ret, size_t *ret_count, struct error *err);
/* FAULT_DENIED: this fee of the application is owed, or (`raised` false) is not raised yet. One
 * that is not owed in this case is as good as paid. */
MUST_USE enum fault due_check_paid(struct registry *r, const char *application,
				   const struct charge *charge, bool raised, struct error *err);
/* One row as it is shown, with its payments. */
MUST_USE enum fault due_show(struct registry *r, const struct store_due *row, struct arena *a,
			     struct due *ret, struct error *err);

#endif
