/* later_next.c - when the portal has to look at an entry next, for what falls due as long as it
 * holds. */
#include "services/register/later_next.h"

#include "i18n/base/array.h"
#include "services/register/entry_inside.h"
#include "services/registry/registry_inside.h"

#include <string.h>

#define DAY 86400
#define CYCLES 400 /* years that are looked through */

char *later_reason(struct arena *a, const struct later_due *due)
{
	return arena_format(a, "%s/%s", due->later->id, date_iso(a, due->day));
}

/* What the history has of duties. */
struct line {
	const char *act, *reason;
	int64_t at;
	bool used;
};
struct lines {
	struct arena *arena;
	struct line *list;
	size_t count, room;
};

static void keep(void *ctx, const struct store_register_event *row)
{
	struct lines *l = ctx;

	if (strcmp(row->act, LATER_REMINDED) != 0 && strcmp(row->act, LATER_MISSED) != 0 &&
	    strcmp(row->act, ENTRY_SENT) != 0)
		return;
	l->list = array_room_in(l->arena, l->list, l->count + 1, &l->room, sizeof(*l->list));
	l->list[l->count++] = (struct line){.act = arena_text(l->arena, row->act),
					    .reason = arena_text(l->arena, row->reason),
					    .at = row->at};
}

/* What was sent first meets what was open first, also too late. */
static bool take_sent(struct lines *l, const char *service, int64_t opens)
{
	for (size_t i = 0; service != NULL && i < l->count; i++)
		if (!l->list[i].used && l->list[i].at >= opens &&
		    strcmp(l->list[i].act, ENTRY_SENT) == 0 &&
		    strcmp(l->list[i].reason, service) == 0) {
			l->list[i].used = true;
			return true;
		}
	return false;
}

static void read_told(const struct lines *l, struct later_due *due)
{
	const char *reason = later_reason(l->arena, due);

	for (size_t i = 0; i < l->count; i++) {
		if (strcmp(l->list[i].reason, reason) != 0)
			continue;
		if (strcmp(l->list[i].act, LATER_MISSED) == 0)
			due->missed = true;
		else if (l->list[i].at > due->reminded)
			due->reminded = l->list[i].at;
	}
}

static struct later_due due_on(struct lines *l, const struct register_later *later, struct date day,
			       int64_t opens)
{
	struct later_due due = {.later = later, .day = day};

	due.over_at = date_begin(date_from_number(date_number(day) + 1));
	due.met = take_sent(l, later->service, opens);
	read_told(l, &due);
	return due;
}

struct found {
	struct later_due *list;
	size_t count;
};

/* The last one that is over, if nobody has been told yet, and the first that is not. */
static void add_years(struct lines *l, const struct register_later *later,
		      const struct store_register_entry *row, int64_t now, struct found *to)
{
	int year = date_of(row->since).year + 1;
	int64_t opens = row->since;
	struct later_due last = {.later = NULL};

	for (int i = 0; i < CYCLES; i++) {
		struct date day = {year + i, later->month, later->day};
		struct later_due due = due_on(l, later, day, opens);

		opens = due.over_at;
		if (due.over_at > now) {
			if (last.later != NULL && !last.met && !last.missed)
				to->list[to->count++] = last;
			to->list[to->count++] = due;
			return;
		}
		last = due;
	}
}

static void add(struct lines *l, const struct register_later *later,
		const struct store_register_entry *row, int64_t now, struct found *to)
{
	struct later_due due;

	if (!later->on_valid_until) {
		add_years(l, later, row, now, to);
		return;
	}
	if (row->until == 0)
		return;
	due = due_on(l, later, date_of(row->until - 1), INT64_MAX);
	due.over_at = row->until;
	if (!due.missed)
		to->list[to->count++] = due;
}

enum fault later_list(struct registry *r, struct arena *a, const struct register_definition *d,
		      const struct store_register_entry *row, struct later_due **ret,
		      size_t *ret_count, struct error *err)
{
	const struct register_status *status = register_status(d, row->status);
	struct lines l = {.arena = a};
	struct found found = {.list = arena_array(a, 2 * d->later_count + 1, sizeof(*found.list))};
	enum fault fault = FAULT_NONE;

	if (d->later_count > 0 && status != NULL && status->bears == REGISTER_HOLDS) {
		fault = store_register_each_event(r->store, row->id, keep, &l, err);
		for (size_t i = 0; fault == FAULT_NONE && i < d->later_count; i++)
			add(&l, &d->laters[i], row, registry_now(r), &found);
	}
	*ret = found.list;
	*ret_count = found.count;
	return fault;
}

int64_t later_reminder(const struct later_due *due, int64_t now, int64_t *ret_next)
{
	int64_t last = 0;

	*ret_next = due->missed ? 0 : due->over_at;
	for (size_t i = 0; !due->met && i < due->later->remind_count; i++) {
		int64_t at = due->over_at - (int64_t)due->later->reminds[i] * DAY;

		if (at <= now && at > last)
			last = at;
		if (at > now && at < *ret_next)
			*ret_next = at;
	}
	return last > due->reminded && due->over_at > now ? last : 0;
}

enum fault later_next(struct registry *r, struct arena *a, const struct register_definition *d,
		      const struct store_register_entry *row, int64_t *ret, struct error *err)
{
	struct later_due *list = NULL;
	size_t count = 0;
	enum fault fault = later_list(r, a, d, row, &list, &count, err);

	*ret = 0;
	for (size_t i = 0; fault == FAULT_NONE && i < count; i++) {
		int64_t next, reminder = later_reminder(&list[i], registry_now(r), &next);

		next = reminder > 0 ? reminder : next;
		if (next > 0 && (*ret == 0 || next < *ret))
			*ret = next;
	}
	return fault;
}
