/* check_missed.c - what of a register's duties was missed and not made good since, for
 * staff. */
#include "services/register/check.h"

#include "i18n/base/array.h"
#include "services/register/check_inside.h"
#include "services/register/entry_view.h"
#include "services/register/later_next.h"
#include "services/registry/registry_inside.h"

#include <string.h>

#define SHOWN_MOST 100
#define LOOKED_MOST 2000 /* of what was missed last, most of which is made good by then */

struct line {
	const char *entry, *reason;
};
struct lines {
	struct arena *arena;
	struct line *list;
	size_t count, room;
};

static void keep(void *ctx, const char *entry, const char *reason)
{
	struct lines *l = ctx;

	l->list = array_room_in(l->arena, l->list, l->count + 1, &l->room, sizeof(*l->list));
	l->list[l->count++] =
		(struct line){arena_text(l->arena, entry), arena_text(l->arena, reason)};
}

/* "annual_report/2027-03-31". */
static void read_reason(struct arena *a, const struct register_definition *d, const char *reason,
			struct check_missed *to)
{
	size_t len = strcspn(reason, "/");

	to->later = register_later(d, arena_slice(a, reason, len));
	if (reason[len] == '\0' || !date_read_iso(reason + len + 1, &to->day))
		to->day = (struct date){0, 0, 0};
}

/* Whether it is still to be done, and this account's to see: *ret. */
static enum fault take(struct registry *r, struct caller *c, const struct register_definition *d,
		       struct arena *a, const struct line *line, struct check_missed *to, bool *ret,
		       struct error *err)
{
	struct later_due due;
	struct store_register_entry row;
	bool found = false, good = false;
	enum fault fault = store_register_get(r->store, line->entry, &row, &found, err);

	*ret = false;
	if (fault != FAULT_NONE || !found ||
	    check_may_file(r, c, d, &row, NULL, NULL) != FAULT_NONE)
		return fault;
	read_reason(a, d, line->reason, to);
	due = (struct later_due){.later = to->later, .day = to->day};
	fault = later_made_good(r, a, d, &row, &due, &good, err);
	*ret = fault == FAULT_NONE && !good;
	if (*ret)
		fault = entry_view(r, a, d, &row, ENTRY_PUBLIC, false, false, &to->entry, err);
	return fault;
}

enum fault check_missed(struct registry *r, struct caller *c, const struct register_definition *d,
			struct arena *a, struct check_missed **ret, size_t *ret_count,
			struct error *err)
{
	struct lines lines = {.arena = a};
	size_t at = 0, count = 0;
	enum fault fault = check_may_file(r, c, d, NULL, NULL, err);

	*ret = arena_array(a, SHOWN_MOST, sizeof(**ret));
	for (bool more = true; fault == FAULT_NONE && more && count < SHOWN_MOST;) {
		bool open = false;

		if (at == lines.count && at < LOOKED_MOST)
			fault = store_register_each_missed(r->store, d->id, (int64_t)at, keep,
							   &lines, err);
		more = at < lines.count;
		if (fault == FAULT_NONE && more)
			fault = take(r, c, d, a, &lines.list[at++], &(*ret)[count], &open, err);
		count += open;
	}
	*ret_count = count;
	return fault;
}
