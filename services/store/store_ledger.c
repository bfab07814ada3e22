/* store_ledger.c - kept: the entries of the ledger in their order, and its head. */
#include "services/store/store_ledger.h"

#include "services/store/engine.h"

#include <sodium.h>

#define ROW struct store_ledger
const struct table store_ledger_table = TABLE("ledger", STORE_LEDGER);
#undef ROW
#define ROW struct store_ledger_origin
const struct table store_ledger_origin_table = TABLE("origin", STORE_LEDGER_ORIGIN);
#undef ROW
#define ROW struct store_ledger_head
const struct table store_ledger_head_table = TABLE("ledger_head", STORE_LEDGER_HEAD);
#undef ROW

enum fault store_ledger_add(struct store *s, const struct store_ledger *entry, struct error *err)
{
	return rows_insert(s, SQL_LEDGER_ADD, &store_ledger_table, entry, err);
}

static enum fault visit_all(struct rows *rows,
			    enum fault (*visit)(void *ctx, const struct store_ledger *entry,
						struct error *err),
			    void *ctx, struct error *err)
{
	struct store_ledger entry;
	enum fault fault = FAULT_NONE;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_read(rows, &store_ledger_table, &entry, err);
		if (fault == FAULT_NONE)
			fault = visit(ctx, &entry, err);
	}
	return fault;
}

enum fault store_ledger_each(struct store *s, enum store_ledger_order order,
			     enum fault (*visit)(void *ctx, const struct store_ledger *entry,
						 struct error *err),
			     void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault =
		rows_stream(s, order == STORE_BY_CHAIN ? SQL_LEDGER_EACH : SQL_LEDGER_BY_OBJECT,
			    ROWS_BARE, &rows, err);

	return fault == FAULT_NONE ? visit_all(&rows, visit, ctx, err) : fault;
}

enum fault store_ledger_of(struct store *s, const char *object,
			   enum fault (*visit)(void *ctx, const struct store_ledger *entry,
					       struct error *err),
			   void *ctx, struct error *err)
{
	const struct datum with = DATUM_T(object);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_stream(s, SQL_LEDGER_OF, &with, 1, &rows, err);

	return fault == FAULT_NONE ? visit_all(&rows, visit, ctx, err) : fault;
}

static struct store_ledger_told read_told(const struct rows *r)
{
	return (struct store_ledger_told){
		.entry = {.at = rows_number(r, 0),
			  .act = rows_text(r, 1),
			  .effect = (int)rows_number(r, 2),
			  .object = rows_text(r, 3),
			  .revision = rows_number(r, 4),
			  .actor = rows_text(r, 5),
			  .role = rows_text(r, 6),
			  .office = rows_text(r, 7),
			  .purpose = rows_text(r, 8),
			  .face = rows_text(r, 9),
			  .reason = rows_text(r, 10),
			  .origin = rows_text(r, 11),
			  .lane = (int)rows_number(r, 12),
			  .seq = rows_number(r, 13)},
		.reference = rows_text(r, 14),
		.service = rows_text(r, 15),
		.office = rows_text(r, 16),
		.actor_number = rows_text(r, 17),
		.object_number = rows_text(r, 18),
		.has_acted = rows_number(r, 19) != 0,
	};
}

static enum fault start_audit(struct store *s, const struct store_ledger_question *q,
			      struct rows *rows, struct error *err)
{
	const struct datum from = DATUM_N(q->from), until = DATUM_N(q->until);
	const struct datum all[] = {from, until};
	const struct datum one[] = {DATUM_T(q->object[0] != '\0' ? q->object : q->actor), from,
				    until};

	if (q->object[0] != '\0')
		return rows_stream(s, SQL_AUDIT_OBJECT, one, 3, rows, err);
	if (q->actor[0] != '\0')
		return rows_stream(s, SQL_AUDIT_ACTOR, one, 3, rows, err);
	return rows_stream(s, SQL_AUDIT_TIME, all, 2, rows, err);
}

enum fault store_ledger_audit(struct store *s, const struct store_ledger_question *q,
			      bool (*visit)(void *ctx, const struct store_ledger_told *told),
			      void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = start_audit(s, q, &rows, err);
	bool row = false, goes_on = true;

	while (fault == FAULT_NONE && goes_on &&
	       (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		const struct store_ledger_told told = read_told(&rows);

		goes_on = visit(ctx, &told);
	}
	return fault;
}

enum fault store_ledger_last(struct store *s, const char *object, struct store_ledger_last *ret,
			     struct error *err)
{
	const struct datum with = DATUM_T(object);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_LEDGER_LAST, &with, 1, &rows, err);
	struct store_ledger_last last = {.revision = 0};
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault != FAULT_NONE)
		return fault;
	if (row) {
		last.revision = rows_number(&rows, 0);
		last.effect = (int)rows_number(&rows, 1);
		snprintf(last.digest, sizeof(last.digest), "%s", rows_text(&rows, 2));
		snprintf(last.role, sizeof(last.role), "%s", rows_text(&rows, 3));
	}
	*ret = last;
	return FAULT_NONE;
}

enum fault store_ledger_hash(struct store *s, const char *origin, int lane, int64_t seq,
			     char ret[2 * STORE_HASH + 1], bool *ret_found, struct error *err)
{
	const struct datum with[] = {DATUM_T(origin), DATUM_N(lane), DATUM_N(seq)};
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_LEDGER_HASH, with, 3, &rows, err);
	struct table_bytes hash = {NULL, 0};
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault != FAULT_NONE)
		return fault;
	if (row)
		hash = rows_bytes(&rows, 0);
	*ret_found = hash.len == STORE_HASH;
	if (*ret_found)
		sodium_bin2hex(ret, 2 * STORE_HASH + 1, hash.at, hash.len);
	return FAULT_NONE;
}

enum fault store_ledger_gone(struct store *s, const char *begun, const char *begun_too,
			     void (*tell)(void *ctx, const char *object), void *ctx,
			     struct error *err)
{
	return rows_tell(s, SQL_LEDGER_GONE, ROWS_WITH(DATUM_T(begun), DATUM_T(begun_too)), tell,
			 ctx, err);
}

enum fault store_ledger_lane(struct store *s, int *ret, struct error *err)
{
	if (s->engine->take_lane != NULL)
		return s->engine->take_lane(s, ret, err);
	*ret = 0;
	return FAULT_NONE;
}

enum fault store_ledger_lane_ahead(struct store *s, const char *origin, struct error *err)
{
	return s->engine->lane_ahead == NULL ? FAULT_NONE : s->engine->lane_ahead(s, origin, err);
}

static enum fault read_head(const struct rows *rows, struct store_ledger_head *ret,
			    struct error *err)
{
	enum fault fault = rows_read(rows, &store_ledger_head_table, ret, err);

	if (fault != FAULT_NONE)
		return fault;
	memset(ret->last, 0, STORE_HASH);
	if (ret->hash.len == STORE_HASH)
		memcpy(ret->last, ret->hash.at, STORE_HASH);
	return FAULT_NONE;
}

enum fault store_ledger_head(struct store *s, const char *origin, int lane,
			     struct store_ledger_head *ret, struct error *err)
{
	const struct datum with[] = {DATUM_T(origin), DATUM_N(lane)};
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_HEAD_GET, with, 2, &rows, err);
	struct store_ledger_head head = {.lane = lane};
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault == FAULT_NONE && row)
		fault = read_head(&rows, &head, err);
	if (fault != FAULT_NONE)
		return fault;
	if (!row)
		snprintf(head.origin, sizeof(head.origin), "%s", origin);
	*ret = head;
	ret->hash = (struct table_bytes){ret->last, STORE_HASH};
	return FAULT_NONE;
}

enum fault store_ledger_each_head(struct store *s,
				  void (*visit)(void *ctx, const struct store_ledger_head *head),
				  void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_HEAD_EACH, ROWS_BARE, &rows, err);
	struct store_ledger_head head;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = read_head(&rows, &head, err);
		if (fault == FAULT_NONE)
			visit(ctx, &head);
	}
	return fault;
}

enum fault store_ledger_put_head(struct store *s, const struct store_ledger_head *head,
				 struct error *err)
{
	return rows_insert(s, SQL_HEAD_PUT, &store_ledger_head_table, head, err);
}

static enum fault tally_rows(struct store *s, struct store_ledger_tally *ret, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_APPLICATION_TALLY, ROWS_BARE, &rows, err);
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault == FAULT_NONE && row) {
		ret->drafts = rows_number(&rows, 0);
		ret->applications = rows_number(&rows, 1);
	}
	return fault;
}

static enum fault tally_heads(struct store *s, struct store_ledger_tally *ret, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_HEAD_TALLY, ROWS_BARE, &rows, err);
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault == FAULT_NONE && row)
		*ret = (struct store_ledger_tally){rows_number(&rows, 0), rows_number(&rows, 1),
						   rows_number(&rows, 2),
						   rows_number(&rows, 3) > 0};
	return fault;
}

enum fault store_ledger_tally(struct store *s, struct store_ledger_tally *ret, struct error *err)
{
	struct store_ledger_tally tally = {.entries = 0};
	enum fault fault = tally_heads(s, &tally, err);

	if (fault == FAULT_NONE && tally.is_stale)
		fault = tally_rows(s, &tally, err);
	if (fault == FAULT_NONE)
		*ret = tally;
	return fault;
}

enum fault store_ledger_recount(struct store *s, struct error *err)
{
	return rows_run(s, SQL_HEAD_RECOUNT, ROWS_BARE, err);
}

enum fault store_ledger_each_origin(struct store *s,
				    void (*visit)(void *ctx,
						  const struct store_ledger_origin *origin),
				    void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_ORIGIN_EACH, ROWS_BARE, &rows, err);
	struct store_ledger_origin origin;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_read(&rows, &store_ledger_origin_table, &origin, err);
		if (fault == FAULT_NONE)
			visit(ctx, &origin);
	}
	return fault;
}

enum fault store_ledger_put_origin(struct store *s, const struct store_ledger_origin *origin,
				   struct error *err)
{
	return rows_update(s, SQL_ORIGIN_PUT, &store_ledger_origin_table, TABLE_ACTS, origin, err);
}

enum fault store_ledger_home(struct store *s, struct store_ledger_origin *ret, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_ORIGIN_HOME, ROWS_BARE, &rows, err);
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault == FAULT_NONE && !row)
		return fail(err, FAULT_BROKEN,
			    N_("There is a problem with the portal's registry. Everything already "
			       "saved is safe. Please tell the portal's operator."),
			    "the ledger has no origin of its own");
	return fault == FAULT_NONE ? rows_read(&rows, &store_ledger_origin_table, ret, err) : fault;
}

enum fault store_ledger_has_origin(struct store *s, const char *id, bool *ret, struct error *err)
{
	int64_t count = 0;
	enum fault fault = rows_find_number(s, SQL_ORIGIN_HAS, ROWS_WITH(DATUM_T(id)), &count, err);

	if (fault == FAULT_NONE)
		*ret = count > 0;
	return fault;
}
