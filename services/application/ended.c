/* ended.c - the applications that are at an end, as one of the staff finds them again. */
#include "services/application/ended.h"

#include "i18n/base/array.h"
#include "services/access/account_parts.h"
#include "services/access/staff.h"
#include "services/application/queue.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_queue.h"

#include <string.h>

struct finding {
	const struct caller *caller;
	struct staff_reach *reach;
	size_t reach_count;
	struct arena *arena; /* of what is told */
	struct ended_row *rows;
	size_t count, room, most;
	bool more;
};

/* `by` is the account's id until all are read. */
static bool keep(void *ctx, const struct store_queue_row *row)
{
	struct finding *f = ctx;
	struct ended_row *to;

	if (!staff_reach_has(f->reach, f->reach_count, row->service, row->office))
		return true;
	if (f->count == f->most) {
		f->more = true;
		return false;
	}
	f->rows = array_room_in(f->arena, f->rows, f->count + 1, &f->room, sizeof(*f->rows));
	to = &f->rows[f->count++];
	*to = (struct ended_row){.at = row->place.due,
				 .by = arena_text(f->arena, row->assignee),
				 .mine = strcmp(row->assignee, f->caller->account) == 0};
	queue_show(row, &to->application);
	return true;
}

/* Of each account the name is read once. */
static enum fault name_them(struct registry *r, struct finding *f, struct error *err)
{
	const char **ids = arena_array(f->arena, f->count + 1, sizeof(*ids));
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; fault == FAULT_NONE && i < f->count; i++) {
		size_t k = 0;

		ids[i] = f->rows[i].by;
		while (k < i && strcmp(ids[k], ids[i]) != 0)
			k++;
		if (k < i)
			f->rows[i].by = f->rows[k].by;
		else if (strcmp(ids[i], "host") == 0)
			f->rows[i].by = "";
		else
			fault = account_parts_name(r, f->arena, ids[i], &f->rows[i].by, err);
	}
	return fault;
}

enum fault ended_list(struct registry *r, const struct caller *v, const struct ended_filter *f,
		      size_t most, struct arena *a, struct ended_row **ret, size_t *ret_count,
		      bool *ret_more, struct error *err)
{
	ARENA_CLEAN struct arena *work = arena_new(REGISTRY_WORK);
	struct finding found = {.caller = v, .arena = a, .most = most};
	int64_t until = f->until != 0 ? f->until : registry_now(r) + 1;
	struct store_ended_question q = {
		.from = f->from != 0 || f->until != 0 ? f->from
						      : until - (int64_t)ENDED_DAYS * 24 * 60 * 60,
		.until = until,
		.service = f->service == NULL ? "" : f->service,
		.actor = f->mine ? v->account : ""};
	enum fault fault = staff_reach(r, v, "look", work, &found.reach, &found.reach_count, err);

	if (fault == FAULT_NONE)
		fault = store_queue_ended(r->store, &q, keep, &found, err);
	if (fault == FAULT_NONE)
		fault = name_them(r, &found, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret = found.rows;
	*ret_count = found.count;
	*ret_more = found.more;
	return FAULT_NONE;
}
