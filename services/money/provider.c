/* provider.c - files of those who take payments elsewhere, as they come: CSV by the names of its
 * columns. */
#include "services/money/provider.h"

#include "i18n/base/array.h"
#include "i18n/date.h"
#include "i18n/money.h"
#include "i18n/text.h"
#include "services/money/csv.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define TRACE_MOST 79
#define AMOUNT_MOST ((int64_t)1 << 53) /* also sums of many of them are told exactly */

enum column {
	COLUMN_TRACE,
	COLUMN_REFERENCE,
	COLUMN_AMOUNT,
	COLUMN_BILL,    /* without the provider's charges */
	COLUMN_CHARGES, /* of the provider */
	COLUMN_CURRENCY,
	COLUMN_STATUS,
	COLUMN_DAY,
	COLUMNS
};

/* The first three are there in every file of it. */
static const struct shape {
	const char *provider, *currency; /* NULL: as the row says it */
	const char *columns[COLUMNS];
	bool milliseconds;
} shapes[] = {
	{"fawry",
	 "EGP",
	 {"fawryRefNumber", "merchantRefNumber", "paymentAmount", "orderAmount", "fawryFees", NULL,
	  "orderStatus", "paymentTime"},
	 true},
	{"plain",
	 NULL,
	 {"transaction", "reference", "amount", NULL, NULL, "currency", "status", "paid_at"},
	 false},
};

struct reading {
	struct arena *arena;
	const struct shape *shape;
	int places[COLUMNS]; /* -1: it has none */
	size_t width;
	const char *currency;
	const char **cells;
	size_t count;
};

static int place_of(const char *const *cells, size_t count, const char *name)
{
	for (size_t i = 0; name != NULL && i < count && i < CSV_CELLS; i++)
		if (strcasecmp(cells[i], name) == 0)
			return (int)i;
	return -1;
}

/* By the first line; false: it is none that is known. */
static bool find_shape(struct reading *r)
{
	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
		r->shape = &shapes[i];
		for (int k = 0; k < COLUMNS; k++)
			r->places[k] = place_of(r->cells, r->count, shapes[i].columns[k]);
		if (r->places[COLUMN_TRACE] >= 0 && r->places[COLUMN_REFERENCE] >= 0 &&
		    r->places[COLUMN_AMOUNT] >= 0)
			return true;
	}
	return false;
}

/* "" where the column is not there. */
static const char *cell(const struct reading *r, enum column which)
{
	int place = r->places[which];

	return place < 0 || (size_t)place >= r->count ? "" : r->cells[place];
}

/* A spreadsheet would work it out; no number of ours or of theirs begins so. */
static bool is_formula(const char *text)
{
	return *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
}

static bool any_formula(const struct reading *r)
{
	for (size_t i = 0; i < r->count && i < CSV_CELLS; i++)
		if (is_formula(r->cells[i]))
			return true;
	return false;
}

static bool read_amount(const char *text, const char *currency, int64_t *ret)
{
	return *text != '\0' && money_read(text, currency, ret) && *ret >= 0 && *ret <= AMOUNT_MOST;
}

/* What came for the bill; the provider's charges are its own, whoever bears them. */
static enum provider_fault read_sum(const struct reading *r, const char *currency, int64_t *ret)
{
	int64_t paid = 0, bill = 0, charges = 0;
	bool has_bill = cell(r, COLUMN_BILL)[0] != '\0';
	bool has_charges = cell(r, COLUMN_CHARGES)[0] != '\0';

	if (!read_amount(cell(r, COLUMN_AMOUNT), currency, &paid) || paid == 0 ||
	    (has_bill && !read_amount(cell(r, COLUMN_BILL), currency, &bill)) ||
	    (has_charges && !read_amount(cell(r, COLUMN_CHARGES), currency, &charges)))
		return PROVIDER_AMOUNT;
	if (has_bill && paid != bill && paid != bill + charges)
		return PROVIDER_SUM;
	*ret = has_bill ? bill : paid;
	return *ret > 0 ? PROVIDER_SOUND : PROVIDER_AMOUNT;
}

static bool is_paid(const struct reading *r)
{
	const char *status = cell(r, COLUMN_STATUS);

	return r->places[COLUMN_STATUS] < 0 || strcasecmp(status, "PAID") == 0 ||
	       strcasecmp(status, "DELIVERED") == 0;
}

/* Milliseconds since 1970, or "2026-03-14", also with an hour behind it, of which the day counts.
 */
static bool read_moment(const struct reading *r, int64_t *ret)
{
	const char *text = cell(r, COLUMN_DAY);
	char *end;
	struct date day;

	*ret = 0;
	if (*text == '\0')
		return true;
	if (r->shape->milliseconds && strspn(text, "0123456789") == strlen(text)) {
		*ret = strtoll(text, &end, 10) / 1000;
		return strlen(text) < 16;
	}
	if (strlen(text) < 10 ||
	    date_parse(arena_slice(r->arena, text, 10), &day, NULL) != FAULT_NONE)
		return false;
	*ret = date_begin(day);
	return true;
}

static const char *currency_of(const struct reading *r)
{
	const char *currency = r->shape->currency;

	if (currency == NULL)
		currency = cell(r, COLUMN_CURRENCY);
	if (currency[0] == '\0' && r->currency != NULL)
		currency = r->currency;
	return money_decimals(currency) < 0 ? "" : currency;
}

static enum provider_fault weigh(const struct reading *r, struct provider_row *row)
{
	enum provider_fault sum;

	if (any_formula(r))
		return PROVIDER_FORMULA;
	if (r->count != r->width)
		return PROVIDER_SHORT;
	if (row->trace[0] == '\0' || strlen(row->trace) > TRACE_MOST)
		return PROVIDER_TRACE;
	if (row->currency[0] == '\0')
		return PROVIDER_CURRENCY;
	if (!is_paid(r))
		return PROVIDER_UNPAID;
	sum = read_sum(r, row->currency, &row->minor);
	if (sum != PROVIDER_SOUND)
		return sum;
	return read_moment(r, &row->paid_at) ? PROVIDER_SOUND : PROVIDER_DAY;
}

static void read_row(struct reading *r, int line, struct provider_row *to)
{
	*to = (struct provider_row){
		.line = line,
		.trace = text_safe(r->arena, cell(r, COLUMN_TRACE), TRACE_MOST + 1),
		.reference = text_safe(r->arena, cell(r, COLUMN_REFERENCE), TRACE_MOST),
		.currency = currency_of(r)};
	to->fault = weigh(r, to);
	if (to->fault != PROVIDER_SOUND)
		to->minor = 0;
}

/* "TOTAL,12,1200.00" */
static bool read_total(const struct reading *r, struct provider_file *ret)
{
	if (r->shape->milliseconds || strcasecmp(cell(r, COLUMN_TRACE), "TOTAL") != 0)
		return false;
	ret->said_count = strtoll(cell(r, COLUMN_REFERENCE), NULL, 10);
	ret->said_sum = cell(r, COLUMN_AMOUNT);
	return true;
}

static enum fault is_none(int line, const char *say, struct error *err)
{
	fail(err, FAULT_INPUT, say, "line %d", line);
	if (err != NULL)
		err->line = line;
	return FAULT_INPUT;
}

static enum fault read_head(struct reading *r, struct csv *c, struct error *err)
{
	const char *hole = memchr(c->at, '\0', (size_t)(c->end - c->at));
	bool broken = false;
	int line = 1;

	/* A cell would end there, and an amount be another. */
	for (const char *s = c->at; hole != NULL && s < hole; s++)
		line += *s == '\n';
	if (hole != NULL)
		return is_none(line,
			       N_("This file is damaged, or is no text: have it made anew, as CSV "
				  "in UTF-8."),
			       err);
	if (csv_next(c, r->arena, r->cells, &r->count, &broken) && !broken && find_shape(r)) {
		r->width = r->count;
		return FAULT_NONE;
	}
	return is_none(1,
		       N_("This is no file of payments that is known: its first line names the "
			  "columns, as transaction, reference, amount, currency."),
		       err);
}

enum fault provider_read(struct arena *a, const char *text, size_t len, const char *currency,
			 struct provider_file *ret, struct error *err)
{
	const char **cells = arena_array(a, CSV_CELLS, sizeof(*cells));
	struct reading r = {.arena = a, .currency = currency, .cells = cells};
	struct provider_file f = {.said_count = -1, .said_sum = ""};
	struct csv c;
	size_t room = 0;
	bool broken = false, over = false;
	enum fault fault;

	csv_open(&c, text, len);
	fault = read_head(&r, &c, err);
	while (fault == FAULT_NONE && csv_next(&c, a, r.cells, &r.count, &broken)) {
		if (broken || over)
			return is_none(c.line,
				       broken ? N_("The quotes of this line do not end.")
					      : N_("Nothing comes behind the line TOTAL."),
				       err);
		over = read_total(&r, &f);
		if (over)
			continue;
		if (f.count == PROVIDER_ROWS)
			return is_none(c.line, N_("The file is too long: give it in parts."), err);
		f.rows = array_room_in(a, f.rows, f.count + 1, &room, sizeof(*f.rows));
		read_row(&r, c.line, &f.rows[f.count++]);
	}
	if (fault != FAULT_NONE)
		return fault;
	f.provider = r.shape->provider;
	*ret = f;
	return FAULT_NONE;
}
