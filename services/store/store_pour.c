/* store_pour.c - all rows of one database into another, whichever engine keeps either. */
#include "services/store/store_pour.h"

#include "services/store/engine.h"
#include "services/store/store_account.h"
#include "services/store/store_address.h"
#include "services/store/store_answer.h"
#include "services/store/store_application.h"
#include "services/store/store_clock.h"
#include "services/store/store_definition.h"
#include "services/store/store_event.h"
#include "services/store/store_agent.h"
#include "services/store/store_issued.h"
#include "services/store/store_ledger.h"
#include "services/store/store_link.h"
#include "services/store/store_member.h"
#include "services/store/store_notice.h"
#include "services/store/store_paper.h"
#include "services/store/store_party.h"
#include "services/store/store_due.h"
#include "services/store/store_recovery.h"
#include "services/store/store_register.h"
#include "services/store/store_vain.h"
#include "services/store/store_visitor.h"

#include <sodium.h>

#define HEARD_EVERY 10000 /* rows */

#define TABLE_OF(name, text, list) [SQL_TABLE_##name] = &list,
static const struct table *const tables[SQL_TABLE_COUNT] = {SQL_TABLES(TABLE_OF)};

/* --- the digest of rows in no order: the sum of theirs --- */

#define SUMS (STORE_CONTENT / 2 / sizeof(uint64_t))

struct content {
	const struct store_ear *ear; /* NULL: nobody's */
	bool again;
	int64_t rows;
	uint64_t sums[SUMS];
};

static void add_datum(crypto_generichash_state *h, const struct datum *d)
{
	uint64_t head[2] = {d->kind, d->kind == DATUM_NUMBER ? (uint64_t)d->number : d->size};

	if (d->kind == DATUM_TEXT)
		head[1] = strlen(d->data);
	crypto_generichash_update(h, (const unsigned char *)head, sizeof(head));
	if (d->kind != DATUM_NUMBER && head[1] > 0)
		crypto_generichash_update(h, d->data, head[1]);
}

static void add_row(struct content *c, int which, const struct datum *values, size_t count)
{
	crypto_generichash_state h;
	uint64_t sums[SUMS];
	const struct datum table = DATUM_N(which);

	crypto_generichash_init(&h, NULL, 0, sizeof(sums));
	add_datum(&h, &table);
	for (size_t i = 0; i < count; i++)
		add_datum(&h, &values[i]);
	crypto_generichash_final(&h, (unsigned char *)sums, sizeof(sums));
	for (size_t i = 0; i < SUMS; i++)
		c->sums[i] += sums[i];
	c->rows++;
}

static void tell(const struct content *c, struct store_poured *ret)
{
	ret->rows = c->rows;
	sodium_bin2hex(ret->content, sizeof(ret->content), (const unsigned char *)c->sums,
		       sizeof(c->sums));
}

/* --- rows --- */

/* A new database has a row of its own in two tables. */
static enum fault empty(struct store *s, struct error *err)
{
	enum fault fault = rows_run(s, SQL_META_EMPTY, ROWS_BARE, err);

	return fault == FAULT_NONE ? rows_run(s, SQL_ORIGIN_EMPTY, ROWS_BARE, err) : fault;
}

/* Each row of a table into `to` (NULL: nowhere), and into the digest. */
static enum fault walk_rows(struct store *from, struct store *to, int which, struct content *c,
			    struct error *err)
{
	const struct table *t = tables[which];
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault =
		rows_stream(from, (enum sql)((int)SQL_ALL + which), ROWS_BARE, &rows, err);
	struct datum values[ROWS_FIELDS_MOST];
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_values(&rows, t, values, err);
		if (fault == FAULT_NONE && to != NULL)
			fault = to->engine->pour_row(to, values, t->count, err);
		if (fault != FAULT_NONE)
			break;
		add_row(c, which, values, t->count);
		if (c->ear != NULL && c->rows % HEARD_EVERY == 0)
			c->ear->hear(c->ear->ctx, c->again, c->rows);
	}
	return fault;
}

static enum fault walk_table(struct store *from, struct store *to, int which, struct content *c,
			     struct error *err)
{
	enum fault fault = FAULT_NONE;

	if (to != NULL)
		fault = to->engine->pour_begin(to, (enum sql_table)which, tables[which], err);
	if (fault == FAULT_NONE)
		fault = walk_rows(from, to, which, c, err);
	if (fault == FAULT_NONE && to != NULL)
		fault = to->engine->pour_end(to, err);
	return fault;
}

static enum fault walk(struct store *from, struct store *to, const struct store_ear *ear,
		       struct store_poured *ret, struct error *err)
{
	struct content c = {.ear = ear, .again = to == NULL};
	enum fault fault = FAULT_NONE;

	for (int i = 0; fault == FAULT_NONE && i < SQL_TABLE_COUNT; i++)
		fault = walk_table(from, to, i, &c, err);
	if (fault == FAULT_NONE)
		tell(&c, ret);
	return fault;
}

static enum fault read_again(struct store *s, const struct store_ear *ear, struct store_poured *ret,
			     struct error *err)
{
	enum fault fault = store_view(s, err);

	if (fault != FAULT_NONE)
		return fault;
	fault = walk(s, NULL, ear, ret, err);
	store_view_end(s);
	return fault;
}

enum fault store_content(struct store *s, struct store_poured *ret, struct error *err)
{
	return read_again(s, NULL, ret, err);
}

/* Within a view or a transaction of `from`; what `to` has kept is read again. */
static enum fault pour(struct store *from, struct store *to, const struct store_ear *ear,
		       struct store_poured *ret, struct error *err)
{
	struct store_poured there;
	enum fault fault = store_begin_alone(to, err);

	if (fault == FAULT_NONE)
		fault = empty(to, err);
	if (fault == FAULT_NONE)
		fault = to->engine->fill_begin(to, err);
	if (fault == FAULT_NONE)
		fault = walk(from, to, ear, ret, err);
	if (fault == FAULT_NONE)
		fault = to->engine->fill_end(to, err);
	if (fault == FAULT_NONE)
		fault = store_commit(to, err);
	store_rollback(to);
	if (fault == FAULT_NONE)
		fault = read_again(to, ear, &there, err);
	if (fault == FAULT_NONE &&
	    (there.rows != ret->rows || strcmp(there.content, ret->content) != 0))
		fault = fail(err, FAULT_BROKEN,
			     N_("The copy is not what was copied. Nothing was changed; please tell "
				"the portal's operator."),
			     "%lld rows of %lld", (long long)there.rows, (long long)ret->rows);
	return fault;
}

enum fault store_pour(struct store *from, struct store *to, struct store_poured *ret,
		      struct error *err)
{
	enum fault fault = store_view(from, err);

	if (fault != FAULT_NONE)
		return fault;
	fault = pour(from, to, NULL, ret, err);
	store_view_end(from);
	return fault;
}

enum fault store_move(struct store *from, struct store *to, const struct store_carry *carry,
		      const struct store_ear *ear, struct store_poured *ret, struct error *err)
{
	enum fault fault = store_begin_alone(from, err);

	if (fault == FAULT_NONE)
		fault = pour(from, to, ear, ret, err);
	if (fault == FAULT_NONE)
		fault = carry->carry(carry->ctx, to, err);
	if (fault == FAULT_NONE)
		fault = from->engine->freeze(from, err);
	if (fault == FAULT_NONE)
		fault = to->engine->arrived(to, err);
	if (fault == FAULT_NONE)
		fault = store_commit(from, err);
	store_rollback(from);
	return fault;
}
