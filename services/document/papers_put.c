/* papers_put.c - a file that is put for an application: begun, gone on with, judged, taken. */
#include "services/document/papers_inside.h"
#include "services/document/passing.h"

#include "i18n/base/array.h"
#include "services/application/dispatch.h"
#include "services/registry/id.h"
#include "services/registry/limits.h"
#include "services/registry/network.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"

struct paper_upload {
	struct registry *registry;
	struct caller *caller;
	struct application application;
	struct arena *arena;
	struct paper_place at;
	struct store_paper row; /* `sum` of one that is coming: which visit goes on with it */
	struct content content;
	struct paper_origin from; /* reference "": it is sent */
	int64_t came;             /* bytes that are not counted yet */
	struct passing_sum passing;
	bool over; /* it was taken or thrown away */
};

/* --- beginning --- */

static struct paper_row *find_coming(struct paper_change *c, const struct paper_place *at)
{
	for (size_t i = 0; i < c->rows.count; i++) {
		struct paper_row *one = &c->rows.rows[i];

		if (strcmp(one->row.state, STORE_PAPER_COMING) == 0 &&
		    strcmp(one->row.requirement, at->requirement) == 0 &&
		    strcmp(one->label, at->label) == 0)
			return one;
	}
	return NULL;
}

static enum fault make(struct paper_change *c, struct paper_upload *u, struct error *err)
{
	struct registry *r = u->registry;
	struct store_paper *row = &u->row;
	enum fault fault;

	*row = (struct store_paper){.at = c->change.now};
	id_new(row->id);
	memcpy(row->application, c->change.row.id, sizeof(row->application));
	snprintf(row->requirement, sizeof(row->requirement), "%s", u->at.requirement);
	snprintf(row->state, sizeof(row->state), "%s", STORE_PAPER_COMING);
	network_name(&r->seal, u->caller->source, row->source);
	id_new(row->sum);
	content_begin(r, row);
	fault = paper_put_label(&r->seal, row, u->at.label, &u->from, err);
	if (fault == FAULT_NONE)
		fault = paper_room_check(c, row->source, err);
	vouch_row(&r->seal, &store_paper_table, row, row->mac);
	return fault == FAULT_NONE ? store_paper_add(r->store, row, err) : fault;
}

/* From now on whoever went on with it elsewhere does no more. */
static enum fault take_on(struct paper_change *c, struct paper_upload *u,
			  const struct store_paper *before, struct error *err)
{
	u->row = *before;
	u->row.at = c->change.now;
	id_new(u->row.sum);
	vouch_row(&u->registry->seal, &store_paper_table, &u->row, u->row.mac);
	return store_paper_act(u->registry->store, &u->row, err);
}

/* Who takes it from elsewhere needs to be the applicant; who sends it, to edit. */
static enum fault change_of(struct paper_change *c, const struct paper_upload *u, struct error *err)
{
	enum fault fault = paper_change_begin(c, &u->at, err);

	return fault == FAULT_NONE && u->from.reference[0] != '\0'
		       ? change_may(&c->change, ACCESS_TAKE, ACCESS_NO_STAGE, err)
		       : fault;
}

static enum fault begin_once(struct paper_change *c, struct paper_upload *u, bool anew,
			     struct error *err)
{
	struct paper_row *before;
	enum fault fault = change_of(c, u, err);

	if (fault != FAULT_NONE)
		return fault;
	before = find_coming(c, &u->at);
	/* The half of one that was being taken says of itself where it comes from: what is sent
	 * does not go on with it. */
	if (before != NULL && !anew && before->from.reference[0] == '\0')
		return take_on(c, u, &before->row, err);
	if (before != NULL)
		fault = store_paper_drop(u->registry->store, before->row.id, err);
	return fault == FAULT_NONE ? make(c, u, err) : fault;
}

static enum fault begin(struct paper_upload *u, bool anew, struct error *err)
{
	struct paper_change c = {.change = {.registry = u->registry, .caller = u->caller}};
	enum fault fault;

	do {
		fault = begin_once(&c, u, anew, err);
		fault = paper_change_end(&c, &u->at, fault, err);
	} while (change_again(&c.change, fault));
	return fault == FAULT_NONE ? content_open(&u->content, u->registry, &u->row, true, err)
				   : fault;
}

static enum fault open_upload(struct registry *r, struct caller *v, const struct paper_place *at,
			      const struct paper_origin *from, bool anew, struct paper_upload **ret,
			      struct error *err)
{
	struct paper_upload *u = array_new(1, sizeof(*u));
	const struct paper *paper;
	enum fault fault = paper_find(at->service, at->requirement, &paper, err);

	*u = (struct paper_upload){.registry = r,
				   .caller = v,
				   .application = *at->application,
				   .arena = arena_new(REGISTRY_WORK),
				   .at = *at,
				   .from = *from,
				   .content = {.blob = {.file = -1}}};
	u->at.application = &u->application;
	u->at.requirement = arena_text(u->arena, at->requirement);
	if (fault == FAULT_NONE)
		fault = paper_label(u->arena, at->label, &u->at.label, err);
	if (fault == FAULT_NONE)
		fault = begin(u, anew, err);
	if (fault == FAULT_NONE) {
		*ret = u;
		return FAULT_NONE;
	}
	u->over = true;
	paper_close(u);
	return fault;
}

enum fault paper_begin(struct registry *r, struct caller *v, const struct paper_place *at,
		       bool anew, struct paper_upload **ret, struct error *err)
{
	return open_upload(r, v, at, &(struct paper_origin){.at = 0}, anew, ret, err);
}

enum fault paper_begin_from(struct registry *r, struct caller *v, const struct paper_place *at,
			    const struct paper_origin *from, struct paper_upload **ret,
			    struct error *err)
{
	return open_upload(r, v, at, from, true, ret, err);
}

int64_t paper_come(const struct paper_upload *u)
{
	return u->content.size;
}

/* --- going on --- */

/* Whether it is still this visit's: not thrown away, nor gone on with elsewhere. */
static enum fault is_mine(const struct paper_upload *u, struct error *err)
{
	struct store_paper now;
	bool found = false;
	enum fault fault = store_paper_get(u->registry->store, u->row.id, &now, &found, err);

	if (fault != FAULT_NONE || (found && strcmp(now.sum, u->row.sum) == 0))
		return fault;
	return fail(err, FAULT_CONFLICT,
		    N_("The rest of this file was sent over another connection, or the file was "
		       "removed. Look at what is there before you go on."),
		    "paper %s", u->row.id);
}

enum fault paper_write(struct paper_upload *u, int64_t offset, const void *bytes, size_t len,
		       struct error *err)
{
	const int64_t at_hand = u->content.number, room = (int64_t)CHUNK;
	enum fault fault = FAULT_NONE;

	if (u->over || offset < 0 || offset > LIMIT_PAPER || len > LIMIT_PAPER ||
	    offset + (int64_t)len > LIMIT_PAPER)
		return fail(
			err, FAULT_INPUT,
			N_("A file can have 10 MiB at most. Scan it at a lower resolution or in "
			   "grey, or send it in parts."),
			"%zu bytes from %lld on", len, (long long)offset);
	/* Whatever leaves the chunk at hand stores it, wherever it ends. */
	if (offset / room != at_hand || (offset + (int64_t)len) / room != at_hand)
		fault = is_mine(u, err);
	u->came += u->from.reference[0] == '\0' ? (int64_t)len : 0;
	if (fault == FAULT_NONE && u->from.reference[0] == '\0')
		passing_add(&u->passing, u->content.size, offset, bytes, len);
	return fault == FAULT_NONE ? content_write(&u->content, offset, bytes, len, err) : fault;
}

void paper_close(struct paper_upload *u)
{
	struct error err = {0};

	if (u == NULL)
		return;
	/* What cannot be kept is sent again. */
	if (!u->over && u->content.changed && is_mine(u, &err) == FAULT_NONE &&
	    content_keep(&u->content, &err) != FAULT_NONE)
		u->over = true;
	if (u->came > 0)
		(void)!paper_room_count(u->registry, u->caller, u->came, false, &err);
	content_close(&u->content);
	sum_free(u->passing.sum);
	arena_free(u->arena);
	free(u);
}

/* --- the end --- */

static enum fault judge_it(struct paper_upload *u, const struct paper_judge *judge,
			   struct paper_facts *ret, char ret_sum[PAPER_SUM + 1], struct error *err)
{
	enum fault fault;

	if (judge == NULL)
		return fail(err, FAULT_BUSY, paper_verdict_message(PAPER_UNJUDGED), "no judge");
	fault = paper_room_count(u->registry, u->caller, u->came, true, err);
	if (fault != FAULT_NONE)
		return fault;
	u->came = 0;
	fault = passing_judge(&u->content, &u->passing, judge, ret, ret_sum, err);
	ret->bytes = u->content.size;
	return fault;
}

static enum fault throw_away(struct paper_upload *u, struct error *err)
{
	struct paper_change c = {.change = {.registry = u->registry, .caller = u->caller}};
	enum fault fault;

	do {
		fault = paper_change_begin(&c, &u->at, err);
		if (fault == FAULT_NONE)
			fault = store_paper_drop(u->registry->store, u->row.id, err);
		fault = paper_change_end(&c, &u->at, fault, err);
	} while (change_again(&c.change, fault));
	u->over = true;
	return fault;
}

/* What is no paper goes at once. */
static enum fault refuse(struct paper_upload *u, enum paper_verdict verdict, struct error *err)
{
	const char *say = paper_verdict_message(verdict);
	enum fault fault;

	if (verdict == PAPER_UNJUDGED)
		return fail(err, FAULT_BUSY, say, "unjudged");
	if (verdict == PAPER_CUT)
		return fail(err, FAULT_CONFLICT, say, "cut");
	fault = throw_away(u, err);
	if (fault != FAULT_NONE)
		return fault;
	fail(err, FAULT_INPUT, say, "%s", paper_verdict_code(verdict));
	error_code(err, paper_verdict_code(verdict));
	return FAULT_INPUT;
}

/* So does one of a type that this paper is not taken as. */
static enum fault check_type(struct paper_upload *u, enum paper_type type, struct error *err)
{
	const struct paper *paper;
	enum fault fault = paper_find(u->at.service, u->at.requirement, &paper, err);

	if (fault != FAULT_NONE || paper_takes(paper, type))
		return fault;
	fault = throw_away(u, err);
	if (fault != FAULT_NONE)
		return fault;
	fail(err, FAULT_INPUT,
	     N_("This document is only accepted as {types}. Scan or save it in that format, then "
		"send it."),
	     "%s", paper_type_code(type));
	error_code(err, "type");
	error_fill(err, "types", "%s", paper_types(u->arena, paper));
	return FAULT_INPUT;
}

/* One of the same name that the authority was not given yet makes room. */
static enum fault replace(struct paper_change *c, const struct paper_upload *u, struct error *err)
{
	enum fault fault = FAULT_NONE;

	if (!c->change.was_draft)
		fault = course_history(&c->course, err);
	for (size_t i = 0; fault == FAULT_NONE && i < c->rows.count; i++) {
		const struct paper_row *one = &c->rows.rows[i];

		if (strcmp(one->row.state, STORE_PAPER_WHOLE) == 0 &&
		    strcmp(one->row.requirement, u->at.requirement) == 0 &&
		    strcmp(one->label, u->at.label) == 0 &&
		    !paper_is_sent(&c->change.row, c->course.events, c->course.event_count,
				   one->row.event))
			fault = paper_drop_row(c, &one->row, err);
	}
	return fault;
}

/* By a run before whose commit the line to the database was lost. */
static bool was_taken(const struct paper_change *c, const struct store_paper *whole)
{
	for (size_t i = 0; i < c->rows.count; i++)
		if (strcmp(c->rows.rows[i].row.id, whole->id) == 0)
			return strcmp(c->rows.rows[i].row.sum, whole->sum) == 0;
	return false;
}

static enum fault take_once(struct paper_change *c, struct paper_upload *u,
			    const struct store_paper *whole, struct error *err)
{
	struct store_paper row = *whole;
	enum fault fault = change_of(c, u, err);

	if (fault == FAULT_NONE && was_taken(c, whole))
		return FAULT_NONE;
	if (fault == FAULT_NONE)
		fault = is_mine(u, err);
	if (fault == FAULT_NONE)
		fault = paper_room_take(c, row.bytes, err);
	if (fault == FAULT_NONE)
		fault = replace(c, u, err);
	row.put_at = row.at = c->change.now;
	return fault == FAULT_NONE ? paper_write_row(c, &row, LEDGER_PAPER_PUT, err) : fault;
}

static enum fault take(struct paper_upload *u, const struct paper_facts *facts, const char *sum,
		       struct error *err)
{
	struct paper_change c = {.change = {.registry = u->registry, .caller = u->caller}};
	struct store_paper row = u->row;
	enum fault fault = is_mine(u, err);

	if (fault == FAULT_NONE)
		fault = content_end(&u->content, err);
	snprintf(row.state, sizeof(row.state), "%s", STORE_PAPER_WHOLE);
	snprintf(row.type, sizeof(row.type), "%s", paper_type_code(facts->type));
	row.pages = facts->pages;
	row.width = facts->width;
	row.height = facts->height;
	row.bytes = u->content.size;
	if (!dispatch_seal(&u->registry->seal, row.id, CONTENT_SUM, sum, row.sum, sizeof(row.sum)))
		fatal("a sum finds no room");
	if (fault != FAULT_NONE)
		return fault;
	do {
		fault = take_once(&c, u, &row, err);
		fault = paper_change_end(&c, &u->at, fault, err);
	} while (change_again(&c.change, fault));
	u->over = u->over || fault == FAULT_NONE;
	return fault;
}

enum fault paper_end(struct paper_upload *u, const struct paper_judge *judge,
		     struct paper_facts *ret, struct error *err)
{
	struct paper_facts facts = {.verdict = PAPER_OTHER};
	char sum[PAPER_SUM + 1] = "";
	enum fault fault = is_mine(u, err);

	if (fault == FAULT_NONE)
		fault = content_keep(&u->content, err);
	if (fault == FAULT_NONE && u->content.size > 0)
		fault = judge_it(u, judge, &facts, sum, err);
	if (fault != FAULT_NONE)
		return fault;
	if (facts.verdict != PAPER_FINE)
		return refuse(u, facts.verdict, err);
	fault = check_type(u, facts.type, err);
	if (fault == FAULT_NONE)
		fault = take(u, &facts, sum, err);
	if (fault == FAULT_NONE && ret != NULL)
		*ret = facts;
	return fault;
}

enum fault paper_end_as(struct paper_upload *u, const struct paper_facts *facts, const char *sum,
			struct error *err)
{
	char copied[PAPER_SUM + 1];
	enum fault fault = is_mine(u, err);

	if (fault == FAULT_NONE)
		fault = content_keep(&u->content, err);
	if (fault == FAULT_NONE)
		fault = passing_sum(&u->content, copied, err);
	if (fault == FAULT_NONE && strcmp(copied, sum) != 0)
		fault = fail(err, FAULT_BROKEN, N_("A document is damaged in the registry."),
			     "another sum than where it was taken from");
	return fault == FAULT_NONE ? take(u, facts, copied, err) : fault;
}
