/* papers_before.c - a paper that was given before with another application of the same person is
 * taken for this one. */
#include "services/document/papers_inside.h"

#include "i18n/base/array.h"
#include "services/access/reference.h"
#include "services/application/dispatch.h"
#include "services/application/look.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"

#define PIECE ((size_t)64 * 1024)

/* One reading of both. */
struct offering {
	struct registry *registry;
	struct caller *caller;
	const struct paper_pair *pair;
	struct arena *arena;
	struct form *there; /* the answers of the other one */
	struct paper_rows rows;
	size_t *asked; /* papers of the first that its answers ask for; */
	size_t asked_count;
	bool any; /* they are not known */
	struct paper_offer *list;
	size_t count, room;
};

enum fault papers_before(struct registry *r, const struct caller *v, const char *reference,
			 struct application *ret, struct error *err)
{
	char digits[REFERENCE_DIGITS + 1];
	struct store_application row;
	bool found = false;
	enum fault fault = reference_read(reference, digits, err);

	if (fault == FAULT_NONE)
		fault = store_application_find(r->store, digits, &row, &found, err);
	if (fault == FAULT_NONE && !found)
		return access_missing(v, err);
	if (fault == FAULT_NONE)
		fault = look_may(r, v, ACCESS_TAKE, NULL, &row, err);
	if (fault == FAULT_NONE)
		change_show(&row, ret);
	return fault;
}

/* --- what is offered --- */

static bool is_same(const struct paper *p, const char *id)
{
	bool same = strcmp(p->id, id) == 0;

	for (size_t i = 0; i < p->same_count && !same; i++)
		same = strcmp(p->same_as[i], id) == 0;
	return same;
}

static bool is_asked(const struct offering *o, size_t paper)
{
	for (size_t i = 0; i < o->asked_count; i++)
		if (o->asked[i] == paper)
			return true;
	return o->any;
}

/* Whether it holds still: by what its own definition says, and by what this one does. */
static bool holds(const struct offering *o, const struct paper *there, const struct paper *here,
		  struct date *ret_until)
{
	struct paper as = *there;
	struct date until;

	*ret_until = (struct date){.year = 0};
	if (here->valid.value > 0)
		as.valid = here->valid;
	if (there->day == NULL)
		return true;
	if (form_valid_until(o->there, there, &until))
		*ret_until = until;
	if (form_valid_until(o->there, &as, &until) && date_compare(until, *ret_until) < 0)
		*ret_until = until;
	return !form_has_lapsed(o->there, there) && !form_has_lapsed(o->there, &as);
}

static void add(struct offering *o, const struct paper_row *row, const struct paper *here,
		struct date until)
{
	struct paper_offer *to;

	o->list = array_room_in(o->arena, o->list, o->count + 1, &o->room, sizeof(*o->list));
	to = &o->list[o->count++];
	*to = (struct paper_offer){
		.paper = here, .there = arena_text(o->arena, row->row.requirement), .until = until};
	paper_show_row(row, &to->file);
	to->file.actor = arena_text(o->arena, row->row.role);
	snprintf(to->file.sum, sizeof(to->file.sum), "%s",
		 dispatch_open(&o->registry->seal, o->arena, row->row.id, CONTENT_SUM,
			       row->row.sum));
}

static void match(struct offering *o, const struct paper_row *row)
{
	const struct service *s = o->pair->to_service;
	const struct paper *there = NULL;
	struct date until;

	if (strcmp(row->row.state, STORE_PAPER_WHOLE) != 0 ||
	    paper_find(o->pair->from_service, row->row.requirement, &there, NULL) != FAULT_NONE)
		return;
	for (size_t i = 0; i < s->paper_count; i++) {
		const struct paper *here = &s->papers[i];

		if (here->way != PAPER_BROUGHT && is_asked(o, i) && is_same(here, there->id) &&
		    paper_takes(here, paper_type_of(row->row.type)) &&
		    holds(o, there, here, &until))
			add(o, row, here, until);
	}
}

/* Both are the caller's: it is asked of each. */
static enum fault check_both(struct offering *o, struct error *err)
{
	const struct paper_pair *pair = o->pair;
	struct store_application to, from;
	enum fault fault = look_at(o->registry, o->caller, pair->to, LOOK_AGAIN, &to, err);

	if (fault == FAULT_NONE)
		fault = look_may(o->registry, o->caller, ACCESS_TAKE, NULL, &to, err);
	if (fault == FAULT_NONE)
		fault = look_at(o->registry, o->caller, pair->from, LOOK_READ, &from, err);
	if (fault == FAULT_NONE)
		fault = look_may(o->registry, o->caller, ACCESS_TAKE, NULL, &from, err);
	if (fault == FAULT_NONE && strcmp(to.id, from.id) == 0)
		return fail(err, FAULT_INPUT, N_("This is the same application: give another."),
			    "the same");
	return fault;
}

static enum fault read_there(struct offering *o, struct error *err)
{
	const struct paper_pair *pair = o->pair;
	struct application from = *pair->from;
	enum fault fault;

	o->there = form_new(pair->from_service, pair->from_service->terms,
			    date_of(registry_now(o->registry)));
	fault = application_load(o->registry, o->caller, &from, o->there, err);
	o->rows = (struct paper_rows){.arena = o->arena};
	return fault == FAULT_NONE ? paper_rows_read(o->registry, from.id, &o->rows, err) : fault;
}

enum fault papers_offered(struct registry *r, struct caller *v, const struct paper_pair *pair,
			  const struct form *f, struct arena *arena, struct paper_offer **ret,
			  size_t *ret_count, struct error *err)
{
	struct offering o = {
		.registry = r, .caller = v, .pair = pair, .arena = arena, .any = f == NULL};
	enum fault fault = check_both(&o, err);

	if (f != NULL)
		o.asked_count = form_papers(f, arena, &o.asked);
	if (fault == FAULT_NONE)
		fault = read_there(&o, err);
	for (size_t i = 0; fault == FAULT_NONE && i < o.rows.count; i++)
		match(&o, &o.rows.rows[i]);
	form_free(o.there);
	*ret = o.list;
	*ret_count = o.count;
	return fault;
}

/* --- taking one --- */

static enum fault copy(struct paper_upload *u, struct content *from, struct error *err)
{
	unsigned char *piece = array_new(PIECE, 1);
	int64_t at = 0;
	size_t len = 1;
	enum fault fault = FAULT_NONE;

	while (fault == FAULT_NONE && len > 0) {
		fault = content_read(from, at, piece, PIECE, &len, err);
		if (fault == FAULT_NONE && len > 0)
			fault = paper_write(u, at, piece, len, err);
		at += (int64_t)len;
	}
	sodium_memzero(piece, PIECE);
	free(piece);
	return fault;
}

static enum fault take(struct registry *r, struct caller *v, const struct paper_pair *pair,
		       const struct paper_offer *offer, const struct store_paper *row,
		       struct error *err)
{
	const struct paper_file *file = &offer->file;
	const struct paper_facts facts = {.verdict = PAPER_FINE,
					  .type = file->type,
					  .pages = file->pages,
					  .width = file->width,
					  .height = file->height,
					  .bytes = file->bytes};
	const struct paper_place at = {pair->to, pair->to_service, offer->paper->id, file->label,
				       false};
	struct paper_origin from = {.at = file->from.at != 0 ? file->from.at : file->at};
	struct paper_place half = at;
	struct paper_upload *u = NULL;
	struct content content;
	enum fault fault;

	/* What the ledger does not vouch for is not entered anew. */
	if (!vouch_holds(&r->seal, &store_paper_table, row))
		return fail(err, FAULT_BROKEN, N_("A document is damaged in the registry."),
			    "paper %s", row->id);
	fault = paper_enter_read(r, v, ACCESS_TAKE, row, err);

	snprintf(from.reference, sizeof(from.reference), "%s", pair->from->reference);
	if (fault == FAULT_NONE)
		fault = paper_begin_from(r, v, &at, &from, &u, err);
	if (fault != FAULT_NONE)
		return fault;
	fault = content_open(&content, r, row, false, err);
	if (fault == FAULT_NONE)
		fault = copy(u, &content, err);
	if (fault == FAULT_NONE)
		fault = paper_end_as(u, &facts, file->sum, err);
	content_close(&content);
	paper_close(u);
	half.half = true;
	if (fault != FAULT_NONE)
		(void)!paper_drop(r, v, &half, NULL);
	return fault;
}

enum fault paper_take(struct registry *r, struct caller *v, const struct paper_pair *pair,
		      const char *requirement, const char *file, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct paper_offer *list = NULL;
	struct store_paper row;
	bool found = false;
	size_t count = 0;
	enum fault fault = papers_offered(r, v, pair, NULL, a, &list, &count, err);

	for (size_t i = 0; fault == FAULT_NONE && i < count; i++) {
		if (strcmp(list[i].file.id, file) != 0 ||
		    strcmp(list[i].paper->id, requirement) != 0)
			continue;
		fault = store_paper_get(r->store, file, &row, &found, err);
		if (fault == FAULT_NONE && found)
			return take(r, v, pair, &list[i], &row, err);
	}
	return fault == FAULT_NONE ? fail(err, FAULT_MISSING,
					  N_("This document cannot be used here: it is missing, of "
					     "another kind, or no longer valid."),
					  "not offered")
				   : fault;
}
