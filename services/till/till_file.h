/* till_file.h - what was paid elsewhere is taken in from a provider's file: each row is accounted
 * for. */
#ifndef SERVICES_TILL_TILL_FILE_H
#define SERVICES_TILL_TILL_FILE_H

#include "services/money/provider.h"
#include "services/till/till.h"

/* What came of a row. */
enum till_result {
	TILL_PAID,     /* the due is paid with it */
	TILL_PART,     /* something of it is still owed */
	TILL_OVER,     /* more came than was owed */
	TILL_KEPT,     /* it came, and is kept until somebody says what for */
	TILL_BEFORE,   /* taken in before, by this file or another */
	TILL_TWICE,    /* it stands in this file before */
	TILL_CLASHES,  /* the same number was taken in with another amount, or for another due */
	TILL_REFUSED,  /* the row is wrong by itself: provider_fault */
	TILL_NOT_YOURS /* its service is not for the caller */
};
extern const char *const till_results[];

/* Why one is kept. */
enum till_why { TILL_UNKNOWN, TILL_CURRENCY, TILL_CANCELLED };
extern const char *const till_whys[];

struct till_row {
	const struct provider_row *row;
	enum till_result result;
	int why;         /* enum till_why of what is kept; else -1 */
	char number[16]; /* of the receipt; "" */
	char application[REFERENCE_DIGITS + 1];
};

struct till_tally {
	size_t rows, results[TILL_NOT_YOURS + 1];
};

/* What the caller knows of the file from elsewhere; a count of -1 and a NULL sum: nothing. */
struct till_totals {
	const char *currency; /* of rows that say none; NULL */
	int64_t count;        /* of payments in it */
	const char *sum;      /* of them, in their currency */
};

/*
 * Rows are taken in one after the other, each in a transaction of its own, so that nothing is half
 * done; the provider's number of a transaction counts once, so that the same file again, from its
 * beginning, goes on where it stopped. Each row is told to `visit` when it is durable, in the
 * file's order.
 *
 * Asked for ACCESS_IMPORT. FAULT_INPUT, with a line where it has one: it is no such file, or its
 * number of payments or their sum are not what its last line or `totals` say; nothing is taken in
 * then. Any other fault: the rows told until then are.
 */
MUST_USE enum fault till_import(struct registry *r, struct caller *v, const struct term_list *terms,
				const char *text, size_t len, const struct till_totals *totals,
				void (*visit)(void *ctx, const struct till_row *row), void *ctx,
				struct till_tally *ret, struct error *err);

/* What is kept: by when it came, in `a`. Asked for ACCESS_UNPAY. */
struct till_kept {
	char number[16], currency[4];
	int64_t amount, paid_at, at;
	const char *source, *trace;
	int why;
};
MUST_USE enum fault till_kept(struct registry *r, const struct caller *v, struct arena *a,
			      struct till_kept **ret, size_t *ret_count, struct error *err);

/* The payment of that number was for this due. As till_refund. FAULT_CONFLICT: it is in another
 * currency, or is for one already. */
MUST_USE enum fault till_match(struct registry *r, struct caller *v, const char *number,
			       struct arena *a, struct till_due *d, struct error *err);

#endif
