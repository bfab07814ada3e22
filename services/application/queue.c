/* queue.c - the applications that wait for the authority, as one of its staff lists them. */
#include "services/application/queue.h"

#include "i18n/base/array.h"
#include "services/access/account_parts.h"
#include "services/access/staff.h"
#include "services/application/change.h"
#include "services/application/recount.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_queue.h"

#include <stdlib.h>

#define AGAIN_WORD "reassign" /* a head's: whoever may hand over what others have */

/* Granted pairs that are read one by one, each in the order of its own index; of more, all that
   waits is read in order, and what they do not reach is left out. */
#define WAYS_MOST 24

struct found {
	struct store_queue_place place;
	struct queue_row row;
	char holder[33];
};

struct walk {
	const struct caller *caller;
	const struct staff_reach *reach;
	size_t reach_count;
	struct arena *arena;
	struct found *found;
	size_t count, room;
	struct store_queue_place last; /* the row read last, whether it was kept or not */
	size_t read;                   /* rows of the statement under way */
};

void queue_show(const struct store_queue_row *row, struct application *ret)
{
	*ret = (struct application){.version = row->version,
				    .revision = row->revision,
				    .state = change_state(row->state),
				    .submitted_at = row->submitted_at,
				    .due_at = row->due_at};
	snprintf(ret->id, sizeof(ret->id), "%s", row->place.id);
	snprintf(ret->reference, sizeof(ret->reference), "%.14s", row->reference);
	snprintf(ret->service, sizeof(ret->service), "%s", row->service);
	snprintf(ret->stage, sizeof(ret->stage), "%s", row->stage);
}

static void keep(void *ctx, const struct store_queue_row *row)
{
	struct walk *w = ctx;
	struct found *to;

	w->read++;
	w->last = row->place;
	if (!staff_reach_has(w->reach, w->reach_count, row->service, row->office))
		return;
	w->found = array_room_in(w->arena, w->found, w->count + 1, &w->room, sizeof(*w->found));
	to = &w->found[w->count++];
	*to = (struct found){.place = row->place};
	queue_show(row, &to->row.application);
	snprintf(to->holder, sizeof(to->holder), "%s", row->assignee);
	to->row.mine = strcmp(row->assignee, w->caller->account) == 0;
}

static int by_place(const void *one, const void *two)
{
	const struct found *a = one, *b = two;

	if (a->place.due != b->place.due)
		return a->place.due < b->place.due ? -1 : 1;
	return strcmp(a->place.id, b->place.id);
}

/* Two grants may reach the same. */
static void merge(struct walk *w, size_t most)
{
	size_t kept = 0;

	if (w->count > 0)
		qsort(w->found, w->count, sizeof(*w->found), by_place);
	for (size_t i = 0; i < w->count && kept < most; i++)
		if (kept == 0 || by_place(&w->found[kept - 1], &w->found[i]) != 0)
			w->found[kept++] = w->found[i];
	w->count = kept;
}

/* In order from `place` on, until enough of it is reached. */
static enum fault walk_on(struct walk *w, struct store *s, const struct store_queue_filter *f,
			  struct store_queue_place place, size_t most, struct error *err)
{
	size_t before = w->count;
	enum fault fault;

	do {
		w->read = 0;
		fault = store_queue_page(s, f, &place, (int64_t)most, keep, w, err);
		place = w->last;
	} while (fault == FAULT_NONE && w->read == most && w->count - before < most);
	return fault;
}

/* A filter by service leaves of a pair what lies within both. */
static bool narrow(const struct staff_reach *reach, struct store_queue_filter *f)
{
	f->office = reach->office;
	if (reach->service[0] == '\0')
		return true;
	if (f->service[0] != '\0' && strcmp(f->service, reach->service) != 0)
		return false;
	f->service = reach->service;
	return true;
}

static enum fault walk_all(struct walk *w, struct store *s, const struct store_queue_filter *f,
			   struct store_queue_place place, size_t most, struct error *err)
{
	enum fault fault = FAULT_NONE;

	if (f->assignee[0] != '\0' || w->reach_count > WAYS_MOST)
		return walk_on(w, s, f, place, most, err);
	for (size_t i = 0; fault == FAULT_NONE && i < w->reach_count; i++) {
		struct store_queue_filter one = *f;

		if (narrow(&w->reach[i], &one))
			fault = walk_on(w, s, &one, place, most, err);
	}
	return fault;
}

/* Of each holder the name is read once. */
static enum fault name_holders(struct registry *r, struct walk *w, struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; fault == FAULT_NONE && i < w->count; i++) {
		struct found *f = &w->found[i];
		size_t k = 0;

		while (k < i && strcmp(w->found[k].holder, f->holder) != 0)
			k++;
		if (k < i)
			f->row.holder = w->found[k].row.holder;
		else
			fault = account_parts_name(r, w->arena, f->holder, &f->row.holder, err);
	}
	return fault;
}

static struct store_queue_place place_of(const struct queue_row *after)
{
	struct store_queue_place place = {.due = 0};

	if (after == NULL)
		return place;
	place.due = after->application.due_at == 0 ? STORE_QUEUE_NEVER : after->application.due_at;
	memcpy(place.id, after->application.id, sizeof(place.id));
	return place;
}

int64_t queue_overdue(int64_t now)
{
	return date_begin(date_of(now));
}

static const char *text(const char *s)
{
	return s == NULL ? "" : s;
}

/* What a person is to look at again lies in an order of its own. */
static enum fault walk_again(struct walk *w, struct registry *r, const struct queue_filter *f,
			     const char *after, size_t most, struct error *err)
{
	enum fault fault;

	snprintf(w->last.id, sizeof(w->last.id), "%s", after);
	do {
		w->read = 0;
		fault = store_queue_again(r->store, text(f->service), w->last.id, (int64_t)most,
					  keep, w, err);
	} while (fault == FAULT_NONE && w->read == most && w->count < most);
	for (size_t i = 0; fault == FAULT_NONE && i < w->count && i < most; i++) {
		struct queue_row *row = &w->found[i].row;

		fault = recount_last(r, row->application.id, &row->decided, &row->now, err);
	}
	return fault;
}

static enum fault walk_waiting(struct walk *w, struct registry *r, const struct queue_filter *f,
			       const struct queue_row *after, size_t most, struct error *err)
{
	struct store_queue_filter filter = {.assignee = f->mine ? w->caller->account : "",
					    .unassigned = f->unassigned,
					    .overdue =
						    f->overdue ? queue_overdue(registry_now(r)) : 0,
					    .service = text(f->service),
					    .office = "",
					    .stage = text(f->stage)};
	struct store_account holder;
	enum fault fault =
		f->holder == NULL ? FAULT_NONE : account_parts_find(r, f->holder, &holder, err);

	if (fault == FAULT_NONE && f->holder != NULL)
		filter.assignee = holder.id;
	if (fault == FAULT_NONE)
		fault = walk_all(w, r->store, &filter, place_of(after), most, err);
	if (fault == FAULT_NONE)
		merge(w, most);
	return fault;
}

enum fault queue_page(struct registry *r, const struct caller *v, const struct queue_filter *f,
		      const struct queue_row *after, size_t most, struct arena *a,
		      struct queue_row **ret, size_t *ret_count, bool *ret_more, struct error *err)
{
	ARENA_CLEAN struct arena *work = arena_new(REGISTRY_WORK);
	struct walk w = {.caller = v, .arena = work};
	struct staff_reach *reach = NULL;
	struct queue_row *rows;
	enum fault fault = staff_reach(r, v, f->again ? AGAIN_WORD : "look", work, &reach,
				       &w.reach_count, err);

	w.reach = reach;
	most = most > QUEUE_MOST ? QUEUE_MOST : most;
	if (fault == FAULT_NONE)
		fault = f->again ? walk_again(&w, r, f, after == NULL ? "" : after->application.id,
					      most + 1, err)
				 : walk_waiting(&w, r, f, after, most + 1, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret_more = w.count > most;
	w.count = *ret_more ? most : w.count;
	fault = name_holders(r, &w, err);
	if (fault != FAULT_NONE)
		return fault;
	rows = arena_array(a, w.count, sizeof(*rows));
	for (size_t i = 0; i < w.count; i++) {
		rows[i] = w.found[i].row;
		rows[i].holder = arena_text(a, rows[i].holder);
	}
	*ret = rows;
	*ret_count = w.count;
	return FAULT_NONE;
}

/* --- how many --- */

struct tally {
	struct walk walk;
	struct arena *arena;
	struct queue_counts counts;
	size_t room;
};

static void add(struct queue_count *to, const struct store_queue_count *row)
{
	to->all += row->all;
	to->mine += row->mine;
	to->unassigned += row->unassigned;
	to->overdue += row->overdue;
}

/* They come by service and stage. */
static void count_one(void *ctx, const struct store_queue_count *row)
{
	struct tally *t = ctx;
	struct queue_counts *c = &t->counts;
	struct queue_count *last = c->count == 0 ? NULL : &c->of[c->count - 1];

	if (!staff_reach_has(t->walk.reach, t->walk.reach_count, row->service, row->office))
		return;
	if (last == NULL || strcmp(last->service, row->service) != 0 ||
	    strcmp(last->stage, row->stage) != 0) {
		c->of = array_room_in(t->arena, c->of, c->count + 1, &t->room, sizeof(*c->of));
		last = &c->of[c->count++];
		*last = (struct queue_count){.service = arena_text(t->arena, row->service),
					     .stage = arena_text(t->arena, row->stage)};
	}
	add(last, row);
	add(&c->sum, row);
}

/* Service by service where each grant names one, so that what else waits costs nothing. */
static enum fault count_all(struct tally *t, struct store *s, struct store_queue_filter f,
			    struct error *err)
{
	const char *services[WAYS_MOST];
	enum fault fault = FAULT_NONE;
	size_t count = 0;

	/* They are sorted: one over all services comes first. */
	for (size_t i = 0; i < t->walk.reach_count; i++) {
		const char *service = t->walk.reach[i].service;

		if (count > 0 && strcmp(services[count - 1], service) == 0)
			continue;
		if (service[0] == '\0' || count == WAYS_MOST)
			return store_queue_count(s, &f, count_one, t, err);
		services[count++] = service;
	}
	for (size_t i = 0; fault == FAULT_NONE && i < count; i++) {
		f.service = services[i];
		fault = store_queue_count(s, &f, count_one, t, err);
	}
	return fault;
}

enum fault queue_counts(struct registry *r, const struct caller *v, struct arena *a,
			struct queue_counts *ret, struct error *err)
{
	const struct store_queue_filter all = {
		.assignee = v->account, .overdue = queue_overdue(registry_now(r)), .service = ""};
	ARENA_CLEAN struct arena *work = arena_new(REGISTRY_WORK);
	struct tally t = {.arena = a};
	struct staff_reach *reach = NULL;
	enum fault fault = staff_reach(r, v, "look", work, &reach, &t.walk.reach_count, err);

	t.walk.reach = reach;
	if (fault == FAULT_NONE)
		fault = count_all(&t, r->store, all, err);
	if (fault == FAULT_NONE)
		*ret = t.counts;
	return fault;
}

struct again {
	struct walk walk;
	int64_t all;
};

static void count_again(void *ctx, const struct store_queue_count *row)
{
	struct again *n = ctx;

	n->all += staff_reach_has(n->walk.reach, n->walk.reach_count, row->service, row->office)
			  ? row->all
			  : 0;
}

enum fault queue_again_count(struct registry *r, const struct caller *v, int64_t *ret,
			     struct error *err)
{
	ARENA_CLEAN struct arena *work = arena_new(REGISTRY_WORK);
	struct again n = {.all = 0};
	struct staff_reach *reach = NULL;
	enum fault fault = staff_reach(r, v, AGAIN_WORD, work, &reach, &n.walk.reach_count, err);

	n.walk.reach = reach;
	if (fault == FAULT_NONE)
		fault = store_queue_again_count(r->store, count_again, &n, err);
	if (fault == FAULT_NONE)
		*ret = n.all;
	return fault;
}
