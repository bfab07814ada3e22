/* check_missed.c - what of a register's duties was missed, for staff. */
#include "services/register/check.h"

#include "i18n/base/array.h"
#include "services/register/check_inside.h"
#include "services/register/entry_view.h"
#include "services/registry/registry_inside.h"

#include <string.h>

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

enum fault check_missed(struct registry *r, struct caller *c, const struct register_definition *d,
			struct arena *a, struct check_missed **ret, size_t *ret_count,
			struct error *err)
{
	struct lines lines = {.arena = a};
	size_t count = 0;
	enum fault fault = check_may_file(r, c, d, NULL, NULL, err);

	if (fault == FAULT_NONE)
		fault = store_register_each_missed(r->store, d->id, keep, &lines, err);
	*ret = arena_array(a, lines.count + 1, sizeof(**ret));
	for (size_t i = 0; fault == FAULT_NONE && i < lines.count; i++) {
		struct check_missed *to = &(*ret)[count];
		struct store_register_entry row;
		bool found = false;

		fault = store_register_get(r->store, lines.list[i].entry, &row, &found, err);
		if (fault != FAULT_NONE || !found ||
		    check_may_file(r, c, d, &row, NULL, NULL) != FAULT_NONE)
			continue;
		read_reason(a, d, lines.list[i].reason, to);
		fault = entry_view(r, a, d, &row, ENTRY_PUBLIC, false, false, &to->entry, err);
		count++;
	}
	*ret_count = count;
	return fault;
}
