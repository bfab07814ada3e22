/* check.c - entries of registers as they are looked up by anybody: by number, or by words. */
#include "services/register/check.h"

#include "services/access/pace.h"
#include "services/register/check_inside.h"
#include "services/definition/class.h"
#include "services/register/entry_key.h"
#include "services/register/entry_view.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"

#include <stdlib.h>
#include <string.h>

enum fault check_missing(const struct caller *c, const struct register_definition *d,
			 struct error *err)
{
	fail(err, FAULT_MISSING,
	     N_("Nothing found. Type the whole number, or part of the name as it is registered. A "
		"registration that was not made on this portal may be missing here. To be sure, "
		"ask: {authority}"),
	     "no entry in %s", d->id);
	error_fill(err, "authority", "%s", d->authority.in[c->lang]);
	return FAULT_MISSING;
}

enum fault check_any(struct registry *r, const struct caller *c,
		     const struct register_definition *d, bool *ret, struct error *err)
{
	struct store_register_entry row;
	enum fault fault = access_may(r, c, ACCESS_VISIT, NULL, err);

	return fault == FAULT_NONE ? store_register_following(r->store, d->id, "", &row, ret, err)
				   : fault;
}

/* Of one without entries that is said: nobody is missing there. */
static enum fault missing_in(struct registry *r, const struct caller *c,
			     const struct register_definition *d, struct error *err)
{
	bool any = true;

	if (check_any(r, c, d, &any, err) == FAULT_NONE && !any) {
		fail(err, FAULT_MISSING,
		     N_("This register has no entries yet: it lists only what has been registered "
			"through this portal. About anything else, ask: {authority}"),
		     "no entry at all in %s", d->id);
		error_fill(err, "authority", "%s", d->authority.in[c->lang]);
		return FAULT_MISSING;
	}
	return check_missing(c, d, err);
}

/* --- what it costs --- */

/* Whoever looks for person after person makes a list of them. */
enum fault check_pace(struct registry *r, struct caller *c, const struct register_definition *d,
		      struct error *err)
{
	struct store_runs runs = {.count = 0};
	int64_t paced = c->paced[PACE_CHECK];
	enum fault fault;

	if (!register_tells_persons(d) || c->role != ROLE_APPLICANT)
		return FAULT_NONE;
	do {
		c->paced[PACE_CHECK] = paced;
		fault = store_begin(r->store, err);
		if (fault == FAULT_NONE)
			fault = pace_take(r, c, PACE_CHECK, err);
		if (fault == FAULT_NONE)
			fault = store_commit(r->store, err);
		store_rollback(r->store);
	} while (fault != FAULT_NONE && store_again(r->store, &runs));
	return fault;
}

/* --- by words --- */

struct candidate {
	struct store_register_entry row;
	int grade;
};
struct search {
	struct registry *registry;
	struct arena *arena;
	const struct register_definition *of;
	const char *words;
	unsigned sees;
	struct candidate *list;
	size_t count;
};

static bool has(const struct search *s, const char *id)
{
	for (size_t i = 0; i < s->count; i++)
		if (strcmp(s->list[i].row.id, id) == 0)
			return true;
	return false;
}

/* What was found by keys is compared with what stands there: keys find more than was meant. */
static enum fault weigh(struct search *s, const char *id, const struct register_column *column,
			struct error *err)
{
	struct candidate *to = &s->list[s->count];
	struct entry e;
	bool found = false;
	enum fault fault = store_register_get(s->registry->store, id, &to->row, &found, err);

	if (fault == FAULT_NONE && found)
		fault = entry_view(s->registry, s->arena, s->of, &to->row, s->sees, false, false,
				   &e, err);
	if (fault != FAULT_NONE || !found)
		return fault;
	to->grade = 0;
	for (size_t i = 0; i < e.cell_count; i++)
		if (e.cells[i].column == column)
			to->grade = entry_key_grade(s->arena, column, s->words, e.cells[i].value);
	s->count += to->grade > 0;
	return FAULT_NONE;
}

static enum fault search_column(struct search *s, const struct register_column *column,
				struct error *err)
{
	struct store_register_found *found = arena_take(s->arena, sizeof(*found));
	char keys[STORE_REGISTER_KEYS][65];
	enum fault fault = FAULT_NONE;

	if (entry_key_query(s->registry, s->arena, s->of, column, s->words, keys) > 0)
		fault = store_register_match(s->registry->store, keys, found, err);
	for (size_t i = 0; fault == FAULT_NONE && i < found->count; i++)
		if (s->count < STORE_REGISTER_FOUND && !has(s, found->ids[i]))
			fault = weigh(s, found->ids[i], column, err);
	return fault;
}

static int by_grade(const void *one, const void *two)
{
	const struct candidate *a = one, *b = two;

	if (a->grade != b->grade)
		return b->grade - a->grade;
	return strcmp(a->row.number, b->row.number);
}

static enum fault search(struct search *s, struct error *err)
{
	enum fault fault = FAULT_NONE;

	s->list = arena_array(s->arena, STORE_REGISTER_FOUND + 1, sizeof(*s->list));
	for (size_t i = 0; fault == FAULT_NONE && i < s->of->column_count; i++) {
		const struct register_column *c = &s->of->columns[i];

		if (c->find != REGISTER_FIND_NOT && class_is_among(c->question.class, s->sees))
			fault = search_column(s, c, err);
	}
	if (s->count > 0)
		qsort(s->list, s->count, sizeof(*s->list), by_grade);
	return fault;
}

/* --- answers --- */

static enum fault by_number(struct registry *r, const struct register_definition *d,
			    const char *words, struct search *to, struct error *err)
{
	bool found = false;
	enum fault fault;

	to->list = arena_array(to->arena, STORE_REGISTER_FOUND + 1, sizeof(*to->list));
	fault = entry_by_number(r, d->id, words, &to->list[0].row, &found, err);
	to->count = found;
	return fault;
}

static enum fault find(struct registry *r, const struct caller *c,
		       const struct register_definition *d, const char *words, struct search *s,
		       struct error *err)
{
	enum fault fault;

	fault = by_number(r, d, words, s, err);
	if (fault == FAULT_NONE && s->count == 0)
		fault = search(s, err);
	return fault == FAULT_NONE && s->count == 0 ? missing_in(r, c, d, err) : fault;
}

enum fault check_find(struct registry *r, struct caller *c, const struct register_definition *d,
		      const char *words, struct arena *a, struct entry **ret, size_t *ret_count,
		      bool *ret_more, struct error *err)
{
	struct search s = {
		.registry = r, .arena = a, .of = d, .words = words, .sees = ENTRY_PUBLIC};
	struct entry *list;
	size_t count;
	enum fault fault = check_pace(r, c, d, err);

	if (fault == FAULT_NONE)
		fault = access_may(r, c, ACCESS_VISIT, NULL, err);
	if (fault == FAULT_NONE)
		fault = find(r, c, d, words, &s, err);
	if (fault != FAULT_NONE)
		return fault;
	count = s.count < CHECK_MOST ? s.count : CHECK_MOST;
	list = arena_array(a, count, sizeof(*list));
	for (size_t i = 0; fault == FAULT_NONE && i < count; i++)
		fault = entry_view(r, a, d, &s.list[i].row, ENTRY_PUBLIC, false, s.count == 1,
				   &list[i], err);
	*ret = list;
	*ret_count = count;
	*ret_more = s.count > count;
	return fault;
}

enum fault check_entry(struct registry *r, struct caller *c, const struct register_definition *d,
		       const char *number, struct arena *a, struct entry *ret, struct error *err)
{
	struct search s = {.arena = a};
	enum fault fault = access_may(r, c, ACCESS_VISIT, NULL, err);

	if (fault == FAULT_NONE)
		fault = by_number(r, d, number, &s, err);
	if (fault == FAULT_NONE && s.count == 0)
		return missing_in(r, c, d, err);
	return fault == FAULT_NONE
		       ? entry_view(r, a, d, &s.list[0].row, ENTRY_PUBLIC, false, true, ret, err)
		       : fault;
}

/* --- all of them --- */

enum fault check_count(struct registry *r, const struct caller *c,
		       const struct register_definition *d, int64_t *ret, struct error *err)
{
	enum fault fault = access_may(r, c, ACCESS_VISIT, NULL, err);

	return fault == FAULT_NONE ? store_register_tally(r->store, d->id, ret, err) : fault;
}

/* Each is read by itself: nothing else may be asked while rows come, and it may be long. */
static enum fault each(struct registry *r, const struct register_definition *d,
		       enum fault (*visit)(void *ctx, const struct entry *e, struct error *err),
		       void *ctx, struct error *err)
{
	struct store_register_entry row = {.number = ""};
	bool found = true;

	for (;;) {
		ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
		struct entry e;
		enum fault fault =
			store_register_following(r->store, d->id, row.number, &row, &found, err);

		if (fault == FAULT_NONE && found)
			fault = entry_view(r, a, d, &row, ENTRY_PUBLIC, false, false, &e, err);
		if (fault == FAULT_NONE && found)
			fault = visit(ctx, &e, err);
		if (fault != FAULT_NONE || !found)
			return fault;
	}
}

enum fault check_each(struct registry *r, const struct caller *c,
		      const struct register_definition *d,
		      enum fault (*visit)(void *ctx, const struct entry *e, struct error *err),
		      void *ctx, struct error *err)
{
	enum fault fault = access_may(r, c, ACCESS_VISIT, NULL, err);

	if (fault == FAULT_NONE && register_tells_persons(d))
		fault = check_may_all(r, c, d, err);
	if (fault == FAULT_NONE)
		fault = store_view(r->store, err);
	if (fault != FAULT_NONE)
		return fault;
	fault = each(r, d, visit, ctx, err);
	store_view_end(r->store);
	return fault;
}
