/* papers_room.c - how much may be put: for one application, and from one network. */
#include "services/document/papers_inside.h"

#include "services/registry/budget.h"
#include "services/registry/limits.h"
#include "services/registry/network.h"
#include "services/registry/registry_inside.h"

#define DAY 86400
#define MIB ((int64_t)1024 * 1024)

/* --- of an application --- */

static int64_t bytes_of(const struct paper_rows *rows)
{
	int64_t sum = 0;

	for (size_t i = 0; i < rows->count; i++)
		sum += strcmp(rows->rows[i].row.state, STORE_PAPER_COMING) == 0
			       ? 0
			       : rows->rows[i].row.bytes;
	return sum;
}

static enum fault too_much(const char *say, struct error *err)
{
	return fail(err, FAULT_DENIED, say, "a quota of papers");
}

static enum fault too_many(struct error *err)
{
	return too_much(N_("There are too many files for this application. Remove what is not "
			   "needed, then send this one again."),
			err);
}

enum fault paper_room_take(const struct paper_change *c, int64_t bytes, struct error *err)
{
	return bytes_of(&c->rows) + bytes > LIMIT_PAPERS_BYTES ? too_many(err) : FAULT_NONE;
}

/* --- of a network --- */

enum fault paper_room_check(struct paper_change *c, const char *source, struct error *err)
{
	struct store *s = c->change.registry->store;
	int64_t now = c->change.now, coming = 0;
	enum fault fault;

	if (c->rows.count >= LIMIT_PAPERS || bytes_of(&c->rows) >= LIMIT_PAPERS_BYTES)
		return too_many(err);
	if (source[0] == '\0' || c->change.caller->exempt)
		return FAULT_NONE;
	fault = store_paper_coming(s, source, now - DAY, &coming, err);
	if (fault == FAULT_NONE && coming * LIMIT_PAPER >= (int64_t)LIMIT_PAPER_SOURCE_BYTES)
		return too_much(N_("Too much was sent from your network today. Please send the "
				   "rest tomorrow, or bring it to the counter."),
				err);
	if (fault == FAULT_NONE)
		fault = budget_ask(s, BUDGET_PAPER_BYTES, source, now, err);
	if (fault == FAULT_NONE)
		fault = budget_ask(s, BUDGET_PAPER_SOURCE, source, now, err);
	return fault == FAULT_NONE ? budget_use(s, BUDGET_PAPER_SOURCE, source, now, err) : fault;
}

static enum fault count_once(struct store *s, const char *source, int64_t now, int mib, bool judges,
			     struct error *err)
{
	enum fault fault = store_begin(s, err);

	if (fault == FAULT_NONE && judges)
		fault = budget_ask(s, BUDGET_PAPER_JUDGED, source, now, err);
	if (fault == FAULT_NONE && judges)
		fault = budget_use(s, BUDGET_PAPER_JUDGED, source, now, err);
	if (fault == FAULT_NONE)
		fault = budget_use_many(s, BUDGET_PAPER_BYTES, source, now, mib, err);
	return fault == FAULT_NONE ? store_commit(s, err) : fault;
}

enum fault paper_room_count(struct registry *r, const struct caller *v, int64_t bytes, bool judges,
			    struct error *err)
{
	int64_t now = registry_now(r);
	struct store_runs runs = {0};
	char source[NETWORK];
	enum fault fault;

	network_name(&r->seal, v->source, source);
	if (source[0] == '\0' || v->exempt)
		return FAULT_NONE;
	do {
		fault = count_once(r->store, source, now, (int)((bytes + MIB - 1) / MIB), judges,
				   err);
		store_rollback(r->store);
	} while (fault != FAULT_NONE && store_again(r->store, &runs));
	return fault;
}
