/* recovery_within.c - within a change of an account: what of it waits to be opened anew. */
#include "services/access/recovery_within.h"

#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"
#include "services/store/store_address.h"

#include <string.h>

#define DAY 86400 /* seconds */

enum fault recovery_errand(struct registry *r, const struct store_errand *what, struct error *err)
{
	struct store_errand row = *what;

	id_new(row.id);
	row.at = registry_now(r);
	vouch_row(&r->seal, &store_errand_table, &row, row.mac);
	return store_errand_add(r->store, &row, err);
}

bool recovery_is_over(const struct store_recovery *row, int64_t now)
{
	return now >= row->ready_at + (int64_t)LIMIT_RECOVERY_DAYS * DAY;
}

struct search {
	const char *what;
	struct store_recovery row;
	bool found;
};

static void keep(void *ctx, const struct store_recovery *row)
{
	struct search *s = ctx;

	if (strcmp(row->what, s->what) != 0)
		return;
	s->row = *row;
	s->found = true;
}

enum fault recovery_find(struct registry *r, const char *account, const char *what,
			 struct store_recovery *ret, bool *ret_found, struct error *err)
{
	struct search s = {.what = what};
	enum fault fault = store_recovery_each(r->store, account, keep, &s, err);

	if (fault != FAULT_NONE)
		return fault;
	*ret_found = s.found && !recovery_is_over(&s.row, registry_now(r));
	if (*ret_found)
		*ret = s.row;
	return FAULT_NONE;
}

enum fault recovery_waited(struct account_change *c, const char *what, bool *ret, struct error *err)
{
	struct store_recovery row;
	bool found = false;
	enum fault fault = recovery_find(c->registry, c->row.id, what, &row, &found, err);

	if (fault == FAULT_NONE)
		*ret = found && c->now >= row.ready_at && c->caller->recovers > 0;
	return fault;
}

static void count_proven(void *ctx, const struct store_address *row)
{
	int *count = ctx;

	*count += row->proven_at > 0;
}

enum fault recovery_end(struct account_change *c, const char *what, bool tells, struct error *err)
{
	struct store *s = c->registry->store;
	struct store_errand errand = {.kind = ERRAND_GIVEN};
	int proven = 0;
	enum fault fault = store_recovery_drop(s, c->row.id, what, err);

	if (fault == FAULT_NONE && tells)
		fault = store_address_each(s, c->row.id, count_proven, &proven, err);
	if (fault != FAULT_NONE || proven == 0)
		return fault;
	snprintf(errand.number, sizeof(errand.number), "%s", c->row.number);
	snprintf(errand.what, sizeof(errand.what), "%s", what);
	return recovery_errand(c->registry, &errand, err);
}
