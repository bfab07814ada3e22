/* later_next.c - when the portal has to look at an entry next, for what falls due as long as it
 * holds. */
#include "services/register/later_next.h"

#include "i18n/base/array.h"
#include "services/definition/codes.h"
#include "services/register/entry_inside.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_application.h"

#include <string.h>

#define DAY 86400
#define CYCLES 400 /* years that are looked through */
#define LOOK_AGAIN ((int64_t)7 * DAY)

char *later_reason(struct arena *a, const struct later_due *due)
{
	return arena_format(a, "%s/%s", due->later->id, date_iso(a, due->day));
}

/* What the history has of duties. */
struct line {
	const char *act, *reason, *application;
	int64_t at;
	bool used;
};
struct lines {
	struct arena *arena;
	struct line *list;
	size_t count, room;
};

/* What an entry has in the column by which a duty is for some alone. */
struct value {
	const char *text; /* NULL: none */
	int64_t revision; /* that gave it this */
	int64_t since;
};
struct values {
	struct registry *registry;
	const struct register_definition *of;
	struct value *list; /* at the place of its duty */
	struct lines *lines;
	enum fault fault;
	struct error *err;
};

/* They come by revision: the last one stays. */
static void keep_value(void *ctx, const struct store_register_value *row)
{
	struct values *v = ctx;

	for (size_t i = 0; v->fault == FAULT_NONE && i < v->of->later_count; i++) {
		const struct register_column *only = v->of->laters[i].only;
		char *text = NULL;

		if (only == NULL || strcmp(only->question.id, row->name) != 0)
			continue;
		v->fault =
			entry_value(v->registry, v->lines->arena, row->entry, row, &text, v->err);
		v->list[i] = (struct value){
			.text = text == NULL ? NULL : entry_value_as(&only->question, text),
			.revision = row->revision};
	}
}

static bool is_for(const struct values *v, size_t place)
{
	const struct register_later *later = &v->of->laters[place];

	return later->only == NULL ||
	       (v->list[place].text != NULL && strcmp(v->list[place].text, later->value) == 0);
}

static void keep(void *ctx, const struct store_register_event *row)
{
	struct values *v = ctx;
	struct lines *l = v->lines;

	for (size_t i = 0; i < v->of->later_count; i++)
		if (v->list[i].revision == row->number)
			v->list[i].since = row->at;
	if (strcmp(row->act, LATER_REMINDED) != 0 && strcmp(row->act, LATER_MISSED) != 0 &&
	    strcmp(row->act, ENTRY_SENT) != 0)
		return;
	l->list = array_room_in(l->arena, l->list, l->count + 1, &l->room, sizeof(*l->list));
	l->list[l->count++] = (struct line){.act = arena_text(l->arena, row->act),
					    .reason = arena_text(l->arena, row->reason),
					    .application = arena_text(l->arena, row->application),
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

/* --- what waits for a decision --- */

static bool is_open(const char *state)
{
	static const enum bearing ends[] = {BEARING_APPROVED, BEARING_REJECTED, BEARING_WITHDRAWN,
					    BEARING_EXPIRED};

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (strcmp(codes_bearing[ends[i]], state) == 0)
			return false;
	return true;
}

/* An end is met by what asks for a new one, until that is decided: then the entry has another end,
 * or this one. */
static bool waits(struct values *v, const char *service)
{
	struct lines *l = v->lines;
	bool any = false;

	for (size_t i = 0; service != NULL && i < l->count && v->fault == FAULT_NONE && !any; i++) {
		struct store_application row;
		bool found = false;

		if (strcmp(l->list[i].act, ENTRY_SENT) != 0 ||
		    strcmp(l->list[i].reason, service) != 0)
			continue;
		v->fault = store_application_get(v->registry->store, l->list[i].application, &row,
						 &found, v->err);
		any = v->fault == FAULT_NONE && found && is_open(row.state);
	}
	return any;
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

static int64_t over_at(struct date day)
{
	return date_begin(date_from_number(date_number(day) + 1));
}

static struct later_due due_on(struct lines *l, const struct register_later *later, struct date day,
			       int64_t opens)
{
	struct later_due due = {.later = later, .day = day};

	due.over_at = over_at(day);
	due.met = take_sent(l, later->service, opens);
	read_told(l, &due);
	return due;
}

struct found {
	struct later_due *list;
	size_t count;
};

/* The first year of a duty, and from when on it can be met. */
static int first_year(const struct register_later *later, int64_t since, int64_t *ret_opens)
{
	int year = date_of(since).year + 1;

	*ret_opens = since;
	if (later->first <= year)
		return year;
	*ret_opens = over_at((struct date){later->first - 1, later->month, later->day});
	return later->first;
}

/* The last one that is over, if nobody has been told yet, and the first that is not. */
static void add_years(struct lines *l, const struct register_later *later, int64_t since,
		      int64_t now, struct found *to)
{
	struct later_due last = {.later = NULL};
	int64_t opens;
	int year = first_year(later, since, &opens);

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

/* What is for some alone is so from when on they are among them. */
static int64_t since_when(const struct values *v, const struct register_later *later,
			  const struct store_register_entry *row)
{
	int64_t since = later->only == NULL ? 0 : v->list[later - v->of->laters].since;

	return since > row->since ? since : row->since;
}

static void add(struct values *v, size_t place, const struct store_register_entry *row,
		struct found *to)
{
	const struct register_later *later = &v->of->laters[place];
	struct lines *l = v->lines;
	int64_t since = since_when(v, later, row);
	struct later_due due;

	if (!is_for(v, place) || (!later->on_valid_until && later->month == 0))
		return;
	if (!later->on_valid_until) {
		add_years(l, later, since, registry_now(v->registry), to);
		return;
	}
	if (row->until == 0)
		return;
	due = (struct later_due){
		.later = later, .day = date_of(row->until - 1), .over_at = row->until};
	due.met = waits(v, later->service);
	read_told(l, &due);
	if (!due.missed)
		to->list[to->count++] = due;
}

static bool asks_for_values(const struct register_definition *d)
{
	for (size_t i = 0; i < d->later_count; i++)
		if (d->laters[i].only != NULL)
			return true;
	return false;
}

static enum fault read_history(struct values *v, const struct store_register_entry *row)
{
	struct store *store = v->registry->store;
	enum fault fault = FAULT_NONE;

	v->list = arena_array(v->lines->arena, v->of->later_count + 1, sizeof(*v->list));
	if (asks_for_values(v->of))
		fault = store_register_each_value(store, row->id, keep_value, v, v->err);
	fault = fault == FAULT_NONE ? v->fault : fault;
	if (fault == FAULT_NONE)
		fault = store_register_each_event(store, row->id, keep, v, v->err);
	return fault;
}

enum fault later_list(struct registry *r, struct arena *a, const struct register_definition *d,
		      const struct store_register_entry *row, struct later_due **ret,
		      size_t *ret_count, struct error *err)
{
	const struct register_status *status = register_status(d, row->status);
	struct lines l = {.arena = a};
	struct values v = {.registry = r, .of = d, .lines = &l, .err = err};
	struct found found = {.list = arena_array(a, 2 * d->later_count + 1, sizeof(*found.list))};
	enum fault fault = FAULT_NONE;

	if (d->later_count > 0 && status != NULL && status->bears == REGISTER_HOLDS) {
		fault = read_history(&v, row);
		for (size_t i = 0; fault == FAULT_NONE && i < d->later_count; i++)
			add(&v, i, row, &found);
		fault = fault == FAULT_NONE ? v.fault : fault;
	}
	*ret = found.list;
	*ret_count = found.count;
	return fault;
}

/* Whether the day of that year was met, which may be another day now: what was sent first meets
 * what was open first. */
static bool is_met(const struct values *v, const struct register_later *later,
		   const struct store_register_entry *row, int year)
{
	int64_t opens;
	int first = first_year(later, since_when(v, later, row), &opens);

	for (int i = first; i <= year && i < first + CYCLES; i++) {
		struct later_due due =
			due_on(v->lines, later, (struct date){i, later->month, later->day}, opens);

		if (i == year)
			return due.met;
		opens = due.over_at;
	}
	return false;
}

enum fault later_made_good(struct registry *r, struct arena *a, const struct register_definition *d,
			   const struct store_register_entry *row, const struct later_due *missed,
			   bool *ret, struct error *err)
{
	const struct register_later *later = missed->later;
	struct lines l = {.arena = a};
	struct values v = {.registry = r, .of = d, .lines = &l, .err = err};
	enum fault fault = FAULT_NONE;

	*ret = later != NULL && later->on_valid_until &&
	       (row->until == 0 || row->until > over_at(missed->day));
	if (later == NULL || later->on_valid_until || later->month == 0)
		return FAULT_NONE;
	fault = read_history(&v, row);
	*ret = fault == FAULT_NONE && is_met(&v, later, row, missed->day.year);
	return fault;
}

int64_t later_reminder(const struct later_due *due, int64_t now, int64_t *ret_next)
{
	int64_t last = 0;

	*ret_next = due->missed || (due->met && due->over_at <= now) ? 0 : due->over_at;
	for (size_t i = 0; !due->met && i < due->later->remind_count; i++) {
		int64_t at = date_begin(
			date_from_number(date_number(due->day) - due->later->reminds[i]));

		if (at <= now && at > last)
			last = at;
		if (at > now && at < *ret_next)
			*ret_next = at;
	}
	return last > due->reminded && due->over_at > now ? last : 0;
}

/* Also where nothing is due: a newer version of its register may ask for something else. */
static int64_t look_again(const struct register_definition *d,
			  const struct store_register_entry *row, int64_t now)
{
	const struct register_status *status = register_status(d, row->status);

	return status != NULL && status->bears == REGISTER_HOLDS ? now + LOOK_AGAIN : 0;
}

enum fault later_next(struct registry *r, struct arena *a, const struct register_definition *d,
		      const struct store_register_entry *row, int64_t *ret, struct error *err)
{
	struct later_due *list = NULL;
	size_t count = 0;
	enum fault fault = later_list(r, a, d, row, &list, &count, err);

	*ret = look_again(d, row, registry_now(r));
	for (size_t i = 0; fault == FAULT_NONE && i < count; i++) {
		int64_t next, reminder = later_reminder(&list[i], registry_now(r), &next);

		next = reminder > 0 ? reminder : next;
		if (next > 0 && (*ret == 0 || next < *ret))
			*ret = next;
	}
	return fault;
}
