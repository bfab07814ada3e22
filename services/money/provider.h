/* provider.h - files of those who take payments elsewhere, as they come: CSV by the names of its
 * columns. */
#ifndef SERVICES_MONEY_PROVIDER_H
#define SERVICES_MONEY_PROVIDER_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PROVIDER_ROWS 100000 /* of one file */

/* What is wrong with a row by itself. */
enum provider_fault {
	PROVIDER_SOUND,
	PROVIDER_UNPAID,   /* it says that nothing was paid */
	PROVIDER_FORMULA,  /* a cell would be worked out by a spreadsheet */
	PROVIDER_SHORT,    /* it has not as many cells as the first line */
	PROVIDER_TRACE,    /* no number of the transaction, or one that is too long */
	PROVIDER_CURRENCY, /* none of ISO 4217 */
	PROVIDER_AMOUNT,   /* none that could have been paid */
	PROVIDER_SUM,      /* what was paid is neither the bill nor the bill with its charges */
	PROVIDER_DAY       /* no moment */
};

/* Texts live in the arena. */
struct provider_row {
	int line;
	enum provider_fault fault;
	const char *trace;     /* the transaction's number with the provider; "" */
	const char *reference; /* as it stands there */
	const char *currency;  /* "" where it is none */
	int64_t minor;
	int64_t paid_at; /* 0: not said */
};

struct provider_file {
	const char *provider; /* "fawry", "plain" */
	struct provider_row *rows;
	size_t count;
	int64_t said_count; /* of its own last line, with its sum; -1: it has none */
	const char *said_sum;
};

/*
 * Known are, by their columns in any order, others being left alone:
 *
 *	fawry   fawryRefNumber, merchantRefNumber, paymentAmount [, orderAmount, fawryFees]
 *	        [, orderStatus, paymentTime]: pounds of Egypt, milliseconds since 1970
 *	plain   transaction, reference, amount [, currency] [, status] [, paid_at]: a last line
 *	        TOTAL, number of payments, their sum
 *
 * Comma, semicolon or tabulator between cells, quotes around them (with line ends in them), a byte
 * order mark, lines that end with CR, LF or both. `currency`: of rows that say none, NULL: each has
 * to. FAULT_INPUT with a line: it is no such file.
 */
MUST_USE enum fault provider_read(struct arena *a, const char *text, size_t len,
				  const char *currency, struct provider_file *ret,
				  struct error *err);

#endif
