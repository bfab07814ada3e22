/* till_file.c - what was paid elsewhere is taken in from a provider's file: each row is accounted
 * for. */
#include "services/till/till_file.h"

#include "i18n/base/array.h"
#include "i18n/money.h"
#include "services/application/fees.h"
#include "services/registry/registry_inside.h"
#include "services/till/till_inside.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

const char *const till_results[] = {"paid",  "part",    "over",    "kept",      "before",
				    "twice", "clashes", "refused", "not_yours", NULL};
const char *const till_whys[] = {"unknown", "currency", "cancelled", NULL};

struct import {
	struct registry *registry;
	struct caller *caller;
	const struct term_list *terms;
	const char *provider;
	char file[SEAL_DIGEST + 1]; /* of its bytes */
	const struct provider_row *row;
};

/* --- the file as a whole --- */

/* Of one currency; false: of several, or too much. */
static bool add_up(const struct provider_file *f, const char **ret_currency, int64_t *ret_sum,
		   int64_t *ret_count)
{
	*ret_currency = NULL;
	*ret_sum = *ret_count = 0;
	for (size_t i = 0; i < f->count; i++) {
		const struct provider_row *row = &f->rows[i];

		if (row->fault != PROVIDER_SOUND)
			continue;
		if (*ret_currency != NULL && strcmp(*ret_currency, row->currency) != 0)
			return false;
		*ret_currency = row->currency;
		(*ret_count)++;
		if (*ret_sum > INT64_MAX - row->minor)
			return false;
		*ret_sum += row->minor;
	}
	return true;
}

static enum fault check_total(const struct provider_file *f, int64_t said, const char *said_sum,
			      struct error *err)
{
	const char *currency;
	int64_t sum, count, of = 0;
	bool alone = add_up(f, &currency, &sum, &count);
	bool sums = said_sum == NULL || said_sum[0] == '\0' ||
		    (alone && currency != NULL && money_read(said_sum, currency, &of) && of == sum);

	if ((said < 0 || said == count) && sums)
		return FAULT_NONE;
	fail(err, FAULT_INPUT,
	     N_("The file does not add up: {count} of its rows are payments, but it states another "
		"number or another total. Nothing was imported; ask whoever made it."),
	     "%lld rows", (long long)count);
	error_fill(err, "count", "%lld", (long long)count);
	return FAULT_INPUT;
}

/* Which of them stand there before: places in the order of their numbers. */
struct order {
	const struct provider_row *row;
	size_t place;
};

static int by_trace(const void *one, const void *two)
{
	const struct order *a = one, *b = two;
	int order = strcmp(a->row->trace, b->row->trace);

	return order != 0 ? order : a->place < b->place ? -1 : 1;
}

static void find_twice(const struct provider_file *f, struct arena *a, bool *twice)
{
	struct order *list = arena_array(a, f->count + 1, sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; i < f->count; i++)
		if (f->rows[i].fault == PROVIDER_SOUND)
			list[count++] = (struct order){&f->rows[i], i};
	qsort(list, count, sizeof(*list), by_trace);
	for (size_t i = 1; i < count; i++)
		twice[list[i].place] = strcmp(list[i].row->trace, list[i - 1].row->trace) == 0;
}

/* --- one row --- */

static void fill(const struct import *m, struct store_payment *p)
{
	snprintf(p->currency, sizeof(p->currency), "%s", m->row->currency);
	snprintf(p->source, sizeof(p->source), "%s", m->provider);
	snprintf(p->trace, sizeof(p->trace), "%s", m->row->trace);
	snprintf(p->file, sizeof(p->file), "%s", m->file);
	if (m->row->paid_at > 0)
		p->paid_at = m->row->paid_at;
}

/* What its number was taken in as, also by another import at the same time. */
static enum fault find(const struct import *m, struct store_payment *ret, bool *ret_found,
		       struct error *err)
{
	return store_payment_trace(m->registry->store, m->provider, m->row->trace, ret, ret_found,
				   err);
}

/* Its number was taken in already: with the same amount, and for the same. */
static enum fault compare(const struct import *m, const struct store_payment *before,
			  struct till_row *ret, struct error *err)
{
	struct store_due due = {.reference = ""};
	char rf[RF_ROOM] = "";
	bool found = before->due[0] != '\0', same;
	enum fault fault = FAULT_NONE;

	if (found)
		fault = store_due_get(m->registry->store, before->due, &due, &found, err);
	same = before->amount == m->row->minor && strcmp(before->currency, m->row->currency) == 0 &&
	       (!found || !rf_read(m->row->reference, rf) || strcmp(rf, due.reference) == 0);
	ret->result = same ? TILL_BEFORE : TILL_CLASHES;
	memcpy(ret->number, before->number, sizeof(ret->number));
	return fault;
}

static struct ledger_entry kept_by(const struct import *m, const char *why)
{
	struct ledger_entry by = {.actor = change_actor(m->caller),
				  .role = caller_role_code(m->caller->role),
				  .office = m->caller->office,
				  .face = caller_face_code(m->caller->face)};

	by.reason = why;
	return by;
}

/* What came and is for no due that can be told. */
static enum fault keep(const struct import *m, enum till_why why, struct till_row *ret,
		       struct error *err)
{
	struct registry *r = m->registry;
	const struct ledger_entry by = kept_by(m, till_whys[why]);
	int64_t now = registry_now(r);
	struct store_payment p = {.amount = m->row->minor, .paid_at = now, .at = now};
	struct store_payment before;
	struct store_runs runs = {0};
	bool found = false;
	enum fault fault;

	snprintf(p.kind, sizeof(p.kind), "%s", payment_kinds[PAYMENT_FILE]);
	snprintf(p.account, sizeof(p.account), "%s", m->caller->account);
	snprintf(p.why, sizeof(p.why), "%s", till_whys[why]);
	fill(m, &p);
	do {
		fault = store_begin(r->store, err);
		if (fault == FAULT_NONE)
			fault = find(m, &before, &found, err);
		if (fault == FAULT_NONE && !found)
			fault = due_keep(r, &p, &by, err);
		if (fault == FAULT_NONE && !found)
			fault = store_commit(r->store, err);
		store_rollback(r->store);
	} while (fault != FAULT_NONE && store_again(r->store, &runs));
	if (fault != FAULT_NONE)
		return fault;
	if (found)
		return compare(m, &before, ret, err);
	ret->result = TILL_KEPT;
	ret->why = (int)why;
	memcpy(ret->number, p.number, sizeof(ret->number));
	return FAULT_NONE;
}

static enum fault enter(struct till_work *w, struct error *err)
{
	const struct import *m = w->wish;
	struct store_payment other;
	struct ledger_entry by;
	bool found = false;
	enum fault fault = find(m, &other, &found, err);

	/* Both come out as what becomes of the row. */
	if (fault == FAULT_NONE && (found || w->d->due.state == DUE_CANCELLED))
		return fail(err, FAULT_CONFLICT, N_("This payment has already been imported."),
			    "meanwhile");
	if (fault != FAULT_NONE)
		return fault;
	w->payment = till_inside_payment(w, PAYMENT_FILE, m->row->minor);
	fill(m, &w->payment);
	by = fees_by(&w->change, w->row.charge);
	return due_enter(w->registry, &w->row, &w->payment, LEDGER_DUE_PAID, &by, err);
}

static enum fault book(const struct import *m, struct till_due *d, struct arena *a,
		       struct till_row *ret, struct error *err)
{
	struct till_work w = {.registry = m->registry,
			      .caller = m->caller,
			      .d = d,
			      .arena = a,
			      .right = ACCESS_IMPORT,
			      .work = enter,
			      .wish = m};
	struct store_payment before;
	bool found = false;
	enum fault fault = till_inside_run(&w, err);

	if (fault == FAULT_MISSING || fault == FAULT_DENIED) {
		ret->result = TILL_NOT_YOURS;
		return FAULT_NONE;
	}
	if (fault == FAULT_CONFLICT && d->due.state == DUE_CANCELLED)
		return keep(m, TILL_CANCELLED, ret, err);
	if (fault == FAULT_CONFLICT && find(m, &before, &found, NULL) == FAULT_NONE && found)
		return compare(m, &before, ret, err);
	if (fault != FAULT_NONE)
		return fault;
	ret->result = d->due.state == DUE_OVER   ? TILL_OVER
		      : d->due.state == DUE_PART ? TILL_PART
						 : TILL_PAID;
	memcpy(ret->number, w.payment.number, sizeof(ret->number));
	return FAULT_NONE;
}

static enum fault take_row(const struct import *m, struct till_row *ret, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct store_payment before;
	struct till_due d;
	char rf[RF_ROOM];
	bool found = false, known = false;
	enum fault fault = find(m, &before, &found, err);

	if (fault != FAULT_NONE)
		return fault;
	if (found)
		return compare(m, &before, ret, err);
	if (rf_read(m->row->reference, rf))
		fault = till_inside_read(m->registry, m->terms, rf, a, &d, &known, err);
	if (fault != FAULT_NONE)
		return fault;
	if (!known)
		return keep(m, TILL_UNKNOWN, ret, err);
	memcpy(ret->application, d.reference, sizeof(ret->application));
	if (strcmp(d.due.currency, m->row->currency) != 0)
		return keep(m, TILL_CURRENCY, ret, err);
	if (d.due.state == DUE_CANCELLED)
		return keep(m, TILL_CANCELLED, ret, err);
	return book(m, &d, a, ret, err);
}

enum fault till_import(struct registry *r, struct caller *v, const struct term_list *terms,
		       const char *text, size_t len, const struct till_totals *totals,
		       void (*visit)(void *ctx, const struct till_row *row), void *ctx,
		       struct till_tally *ret, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_FILL);
	struct import m = {.registry = r, .caller = v, .terms = terms};
	struct provider_file f = {.count = 0};
	unsigned char digest[SEAL_DIGEST / 2];
	bool *twice;
	enum fault fault = access_may(r, v, ACCESS_IMPORT, NULL, err);

	if (fault == FAULT_NONE)
		fault = provider_read(a, text, len, totals->currency, &f, err);
	if (fault == FAULT_NONE)
		fault = check_total(&f, f.said_count, f.said_sum, err);
	if (fault == FAULT_NONE)
		fault = check_total(&f, totals->count, totals->sum, err);
	if (fault != FAULT_NONE)
		return fault;
	crypto_hash_sha256(digest, (const unsigned char *)text, len);
	sodium_bin2hex(m.file, sizeof(m.file), digest, sizeof(digest));
	m.provider = f.provider;
	twice = arena_array(a, f.count + 1, sizeof(*twice));
	find_twice(&f, a, twice);
	*ret = (struct till_tally){.rows = f.count};
	for (size_t i = 0; i < f.count; i++) {
		struct till_row row = {.row = &f.rows[i], .result = TILL_REFUSED, .why = -1};

		m.row = &f.rows[i];
		if (twice[i])
			row.result = TILL_TWICE;
		else if (f.rows[i].fault == PROVIDER_SOUND)
			fault = take_row(&m, &row, err);
		if (fault != FAULT_NONE)
			return fault;
		ret->results[row.result]++;
		visit(ctx, &row);
	}
	return FAULT_NONE;
}
