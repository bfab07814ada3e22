/* holding.c - what each of the authority's staff has of what waits; and that all of it, or some,
 * goes to another. */
#include "services/application/holding.h"

#include "i18n/base/array.h"
#include "services/access/account_parts.h"
#include "services/access/staff.h"
#include "services/application/given.h"
#include "services/catalogue/versions.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_queue.h"

#include <stdlib.h>

/* --- who has what --- */

/* Of one account in one service and office. */
struct part {
	char assignee[33], service[80], office[33];
	int64_t all, overdue, oldest;
};

struct tally {
	const struct staff_reach *reach;
	size_t reach_count;
	const char *only; /* id of an account; NULL: everybody's */
	struct arena *arena;
	struct part *parts;
	size_t count, room;
};

static void keep(void *ctx, const struct store_queue_held *row)
{
	struct tally *t = ctx;
	struct part *to;

	if (!staff_reach_has(t->reach, t->reach_count, row->service, row->office) ||
	    (t->only != NULL && strcmp(t->only, row->assignee) != 0))
		return;
	t->parts = array_room_in(t->arena, t->parts, t->count + 1, &t->room, sizeof(*t->parts));
	to = &t->parts[t->count++];
	*to = (struct part){.all = row->all, .overdue = row->overdue, .oldest = row->oldest};
	snprintf(to->assignee, sizeof(to->assignee), "%s", row->assignee);
	snprintf(to->service, sizeof(to->service), "%s", row->service);
	snprintf(to->office, sizeof(to->office), "%s", row->office);
}

/* What lies where roles with `word` reach. */
static enum fault read_parts(struct registry *r, const struct caller *v, const char *word,
			     struct tally *t, struct error *err)
{
	struct staff_reach *reach = NULL;
	enum fault fault = staff_reach(r, v, word, t->arena, &reach, &t->reach_count, err);

	t->reach = reach;
	return fault == FAULT_NONE
		       ? store_queue_held(r->store, queue_overdue(registry_now(r)), keep, t, err)
		       : fault;
}

static enum fault name_it(struct registry *r, struct arena *a, const char *id, struct holding *to,
			  struct error *err)
{
	struct store_account row = {.number = ""};
	bool found = false;
	enum fault fault = store_account_find(r->store, STORE_BY_ID, id, &row, &found, err);

	if (fault == FAULT_NONE)
		fault = account_parts_name(r, a, id, &to->name, err);
	snprintf(to->number, sizeof(to->number), "%.10s", row.number);
	return fault;
}

static int by_name(const void *one, const void *two)
{
	const struct holding *a = one, *b = two;
	int order = strcmp(a->name, b->name);

	return order != 0 ? order : strcmp(a->number, b->number);
}

/* The parts come by account. */
static enum fault add_up(struct registry *r, const struct tally *t, struct arena *a,
			 struct holding *list, size_t *count, struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; fault == FAULT_NONE && i < t->count; i++) {
		const struct part *part = &t->parts[i];
		struct holding *to;

		if (i == 0 || strcmp(t->parts[i - 1].assignee, part->assignee) != 0) {
			to = &list[(*count)++];
			*to = (struct holding){.name = "", .oldest = part->oldest};
			fault = name_it(r, a, part->assignee, to, err);
		}
		to = &list[*count - 1];
		to->all += part->all;
		to->overdue += part->overdue;
		to->oldest = part->oldest < to->oldest ? part->oldest : to->oldest;
	}
	return fault;
}

enum fault holding_list(struct registry *r, const struct caller *v, struct arena *a,
			struct holding **ret, size_t *ret_count, struct error *err)
{
	ARENA_CLEAN struct arena *work = arena_new(REGISTRY_WORK);
	struct tally t = {.arena = work};
	struct holding *list;
	size_t count = 0;
	enum fault fault = read_parts(r, v, "reassign", &t, err);

	if (fault != FAULT_NONE)
		return fault;
	list = arena_array(a, t.count, sizeof(*list));
	fault = add_up(r, &t, a, list, &count, err);
	if (fault != FAULT_NONE)
		return fault;
	if (count > 0)
		qsort(list, count, sizeof(*list), by_name);
	*ret = list;
	*ret_count = count;
	return FAULT_NONE;
}

/* --- to whom --- */

/* Whose account it is that gives, and what it has is told to none who could not have it moved. */
static enum fault find_from(struct registry *r, const struct caller *v, const char *number,
			    struct store_account *ret, struct error *err)
{
	enum fault fault = access_may(r, v, ACCESS_REASSIGN, NULL, err);

	if (fault == FAULT_DENIED)
		fault = access_may(r, v, ACCESS_ASSIGN, NULL, err);
	if (fault == FAULT_NONE && number == NULL)
		snprintf(ret->id, sizeof(ret->id), "%s", v->account);
	else if (fault == FAULT_NONE)
		fault = account_parts_find(r, number, ret, err);
	return fault;
}

/* What others have, a head hands over; what is one's own, whoever takes up applications. */
static const char *word_for(const struct caller *v, const struct store_account *from)
{
	return strcmp(v->account, from->id) == 0 ? "assign" : "reassign";
}

static int person_by_name(const void *one, const void *two)
{
	const struct assign_person *a = one, *b = two;
	int order = strcmp(a->name, b->name);

	return order != 0 ? order : strcmp(a->number, b->number);
}

static enum fault name_people(struct registry *r, const struct staff_people *p, const char *but,
			      struct arena *a, struct assign_person *list, size_t *count,
			      struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; fault == FAULT_NONE && i < p->count; i++) {
		struct holding one = {.name = ""};

		if (strcmp(p->ids[i], but) == 0)
			continue;
		fault = name_it(r, a, p->ids[i], &one, err);
		list[*count] = (struct assign_person){.name = one.name};
		memcpy(list[(*count)++].number, one.number, sizeof(one.number));
	}
	return fault;
}

enum fault holding_people(struct registry *r, const struct caller *v, const char *from,
			  struct arena *a, struct assign_person **ret, size_t *ret_count,
			  struct error *err)
{
	ARENA_CLEAN struct arena *work = arena_new(REGISTRY_WORK);
	struct store_account row = {.id = ""};
	struct staff_people p = {.arena = work};
	struct tally t = {.arena = work, .only = row.id};
	struct assign_person *list;
	size_t count = 0;
	enum fault fault = find_from(r, v, from, &row, err);

	if (fault == FAULT_NONE)
		fault = read_parts(r, v, word_for(v, &row), &t, err);
	for (size_t i = 0; fault == FAULT_NONE && i < t.count; i++)
		fault = staff_over(r, "assign", t.parts[i].service, t.parts[i].office,
				   staff_people_keep, &p, err);
	if (fault != FAULT_NONE)
		return fault;
	list = arena_array(a, p.count, sizeof(*list));
	fault = name_people(r, &p, row.id, a, list, &count, err);
	if (fault != FAULT_NONE)
		return fault;
	if (count > 0)
		qsort(list, count, sizeof(*list), person_by_name);
	*ret = list;
	*ret_count = count;
	return FAULT_NONE;
}

/* --- one after the other --- */

struct move {
	struct registry *registry;
	const struct caller *caller;
	const struct term_list *terms;
	const char *to, *words;
	struct arena *arena; /* of the results */
	struct arena *work;
	struct arena *read;              /* of the services */
	const struct service **services; /* read so far */
	size_t service_count, service_room;
	struct holding_moved *moved;
	size_t room;
};

/* The version that it began with; each is read once, while there is room for them. */
static enum fault find_service(struct move *m, const struct application *a,
			       const struct service **ret, struct error *err)
{
	enum fault fault;

	for (size_t i = 0; i < m->service_count; i++)
		if (m->services[i]->version == a->version &&
		    strcmp(m->services[i]->id, a->service) == 0) {
			*ret = m->services[i];
			return FAULT_NONE;
		}
	if (arena_used(m->read) > REGISTRY_WORK / 2) {
		arena_reset(m->read);
		m->services = NULL;
		m->service_count = m->service_room = 0;
	}
	fault = versions_find(m->registry, m->read, m->terms, a->service, a->version, ret, err);
	if (fault != FAULT_NONE)
		return fault;
	m->services = array_room_in(m->read, m->services, m->service_count + 1, &m->service_room,
				    sizeof(*m->services));
	m->services[m->service_count++] = *ret;
	return FAULT_NONE;
}

static void hand_over(struct move *m, const struct application *a)
{
	struct holding_moved *moved = m->moved;
	struct holding_result *to;
	const struct service *s = NULL;
	struct error err = {0};
	enum fault fault;

	moved->results = array_room_in(m->arena, moved->results, moved->count + 1, &m->room,
				       sizeof(*moved->results));
	to = &moved->results[moved->count++];
	*to = (struct holding_result){.application = *a};
	fault = find_service(m, a, &s, &err);
	if (fault == FAULT_NONE)
		fault = assign_hand_over(m->registry, m->caller, &to->application, s, m->to,
					 m->words, &err);
	if (fault != FAULT_NONE)
		to->why = memcpy(arena_take(m->arena, sizeof(err)), &err, sizeof(err));
}

/* Behind the last one, so that what stays is not met again. */
static enum fault hand_over_page(struct move *m, const struct holding_wish *w, size_t most,
				 struct error *err)
{
	const struct queue_filter filter = {.holder = w->from, .mine = w->from == NULL};
	struct queue_row *rows;
	size_t count = 0;
	enum fault fault = queue_page(m->registry, m->caller, &filter, w->after, most, m->work,
				      &rows, &count, &m->moved->more, err);

	for (size_t i = 0; fault == FAULT_NONE && i < count; i++)
		hand_over(m, &rows[i].application);
	if (fault != FAULT_NONE || count == 0)
		return fault;
	m->moved->last = rows[count - 1];
	m->moved->last.holder = "";
	return FAULT_NONE;
}

static void hand_over_chosen(struct move *m, const struct holding_wish *w, size_t most)
{
	for (size_t i = 0; i < w->chosen_count && i < most; i++)
		hand_over(m, &w->chosen[i]);
	m->moved->more = w->chosen_count > most;
}

/* Before any is done: what would be wrong with each of them. */
static enum fault check(struct move *m, const struct holding_wish *w, struct error *err)
{
	struct store_account from = {.id = ""}, to = {.id = ""};
	struct staff_reach *reach;
	size_t count;
	enum fault fault = find_from(m->registry, m->caller, w->from, &from, err);

	if (fault == FAULT_NONE)
		fault = staff_reach(m->registry, m->caller, word_for(m->caller, &from), m->work,
				    &reach, &count, err);
	if (fault == FAULT_NONE)
		fault = account_parts_find(m->registry, w->to, &to, err);
	if (fault == FAULT_NONE && strcmp(from.id, to.id) == 0)
		return fail(err, FAULT_INPUT, N_("They have these applications already."), "same");
	if (fault == FAULT_NONE)
		fault = given_words(m->work, w->words, NULL, &m->words, err);
	if (fault == FAULT_NONE && m->words[0] == '\0')
		return fail(err, FAULT_INPUT,
			    N_("Write a few words for the person who goes on with it."),
			    "no words");
	return fault;
}

enum fault holding_move(struct registry *r, const struct caller *v, const struct term_list *terms,
			const struct holding_wish *w, struct arena *a, struct holding_moved *ret,
			struct error *err)
{
	ARENA_CLEAN struct arena *work = arena_new(REGISTRY_WORK);
	ARENA_CLEAN struct arena *read = arena_new(REGISTRY_WORK);
	size_t most = w->most == 0 || w->most > LIMIT_HAND_OVER ? LIMIT_HAND_OVER : w->most;
	struct holding_moved moved = {.count = 0};
	struct move m = {.registry = r,
			 .caller = v,
			 .terms = terms,
			 .to = w->to,
			 .arena = a,
			 .work = work,
			 .read = read,
			 .moved = &moved};
	enum fault fault = check(&m, w, err);

	if (fault == FAULT_NONE && w->chosen == NULL)
		fault = hand_over_page(&m, w, most, err);
	else if (fault == FAULT_NONE)
		hand_over_chosen(&m, w, most);
	if (fault == FAULT_NONE)
		*ret = moved;
	return fault;
}
