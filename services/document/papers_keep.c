/* papers_keep.c - papers that are there: another name, taken back, seen at a counter, forgotten. */
#include "services/document/papers_inside.h"

#include "services/registry/id.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"

#define HOUR 3600
#define FORGOTTEN_AT_ONCE 1000

static enum fault is_none(struct error *err)
{
	return fail(err, FAULT_MISSING,
		    N_("There is no such file, or it was sent with the application and stays "
		       "there."),
		    "no such paper");
}

/* The last of that name which the authority was not given. */
static enum fault find(struct paper_change *c, const struct paper_place *at,
		       const struct paper_row **ret, struct error *err)
{
	enum fault fault = c->change.was_draft ? FAULT_NONE : course_history(&c->course, err);

	*ret = NULL;
	for (size_t i = 0; fault == FAULT_NONE && i < c->rows.count; i++) {
		const struct paper_row *one = &c->rows.rows[i];
		bool coming = strcmp(one->row.state, STORE_PAPER_COMING) == 0;

		if (strcmp(one->row.requirement, at->requirement) == 0 &&
		    strcmp(one->label, at->label) == 0 && (coming || !at->half) &&
		    strcmp(one->row.state, STORE_PAPER_SHOWN) != 0 &&
		    (coming || !paper_is_sent(&c->change.row, c->course.events,
					      c->course.event_count, one->row.event)) &&
		    (*ret == NULL || coming))
			*ret = one;
	}
	return fault == FAULT_NONE && *ret == NULL ? is_none(err) : fault;
}

/* A step of a change of one place. */
struct step {
	const struct paper_place *at;
	const char *label; /* the new one */
	bool shown;
	enum fault (*run)(struct paper_change *c, const struct step *step, struct error *err);
};

static enum fault change(struct registry *r, struct caller *v, bool anyway, const struct step *step,
			 struct error *err)
{
	struct paper_change c = {.change = {.registry = r, .caller = v}, .anyway = anyway};
	const struct paper *paper;
	/* Also what is no file is seen at a counter. */
	enum fault fault =
		anyway ? paper_find_any(step->at->service, step->at->requirement, err)
		       : paper_find(step->at->service, step->at->requirement, &paper, err);

	if (fault != FAULT_NONE)
		return fault;
	do {
		fault = paper_change_begin(&c, step->at, err);
		if (fault == FAULT_NONE)
			fault = step->run(&c, step, err);
		fault = paper_change_end(&c, step->at, fault, err);
	} while (change_again(&c.change, fault));
	return fault;
}

/* Whether one that is whole has this name already. */
static bool is_taken(const struct paper_change *c, const struct step *step)
{
	for (size_t i = 0; i < c->rows.count; i++)
		if (strcmp(c->rows.rows[i].row.state, STORE_PAPER_WHOLE) == 0 &&
		    strcmp(c->rows.rows[i].row.requirement, step->at->requirement) == 0 &&
		    strcmp(c->rows.rows[i].label, step->label) == 0)
			return true;
	return false;
}

/* What was left half under a name does not stand before what gets it now. */
static enum fault drop_coming(struct paper_change *c, const struct step *step,
			      const struct store_paper *but, struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; fault == FAULT_NONE && i < c->rows.count; i++) {
		const struct paper_row *one = &c->rows.rows[i];

		if (strcmp(one->row.state, STORE_PAPER_COMING) == 0 &&
		    strcmp(one->row.requirement, step->at->requirement) == 0 &&
		    strcmp(one->label, step->label) == 0 && strcmp(one->row.id, but->id) != 0)
			fault = paper_drop_row(c, &one->row, err);
	}
	return fault;
}

static enum fault rename_it(struct paper_change *c, const struct step *step, struct error *err)
{
	const struct paper_row *found = NULL;
	struct store_paper row;
	enum fault fault = find(c, step->at, &found, err);

	if (fault != FAULT_NONE)
		return fault;
	row = found->row;
	fault = paper_put_label(&c->change.registry->seal, &row, step->label, &found->from, err);
	if (fault != FAULT_NONE)
		return fault;
	if (strcmp(row.state, STORE_PAPER_COMING) != 0 && is_taken(c, step))
		return fail(err, FAULT_CONFLICT,
			    N_("There is already a file with this name. Remove it first, or choose "
			       "another name."),
			    "name taken");
	if (strcmp(row.state, STORE_PAPER_COMING) != 0)
		return paper_write_row(c, &row, LEDGER_PAPER_PUT, err);
	fault = drop_coming(c, step, &found->row, err);
	vouch_row(&c->change.registry->seal, &store_paper_table, &row, row.mac);
	return fault == FAULT_NONE ? store_paper_act(c->change.registry->store, &row, err) : fault;
}

enum fault paper_rename(struct registry *r, struct caller *v, const struct paper_place *at,
			const char *label, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct paper_place place = *at;
	struct step step = {.at = &place, .run = rename_it};
	enum fault fault = paper_label(a, at->label, &place.label, err);

	if (fault == FAULT_NONE)
		fault = paper_label(a, label, &step.label, err);
	return fault == FAULT_NONE ? change(r, v, false, &step, err) : fault;
}

static enum fault drop_it(struct paper_change *c, const struct step *step, struct error *err)
{
	const struct paper_row *found = NULL;
	enum fault fault = find(c, step->at, &found, err);

	return fault == FAULT_NONE ? paper_drop_row(c, &found->row, err) : fault;
}

enum fault paper_drop(struct registry *r, struct caller *v, const struct paper_place *at,
		      struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct paper_place place = *at;
	struct step step = {.at = &place, .run = drop_it};
	enum fault fault = paper_label(a, at->label, &place.label, err);

	return fault == FAULT_NONE ? change(r, v, false, &step, err) : fault;
}

/* --- at a counter --- */

static const struct store_paper *find_shown(const struct paper_change *c,
					    const struct paper_place *at)
{
	for (size_t i = c->rows.count; i > 0; i--)
		if (strcmp(c->rows.rows[i - 1].row.state, STORE_PAPER_SHOWN) == 0 &&
		    strcmp(c->rows.rows[i - 1].row.requirement, at->requirement) == 0)
			return &c->rows.rows[i - 1].row;
	return NULL;
}

static enum fault show_it(struct paper_change *c, const struct step *step, struct error *err)
{
	const struct store_paper *before = find_shown(c, step->at);
	struct store_paper row = {.at = c->change.now, .put_at = c->change.now};
	enum fault fault = FAULT_NONE;

	if (before != NULL)
		fault = paper_drop_row(c, before, err);
	if (fault != FAULT_NONE || !step->shown)
		return fault;
	id_new(row.id);
	memcpy(row.application, c->change.row.id, sizeof(row.application));
	snprintf(row.requirement, sizeof(row.requirement), "%s", step->at->requirement);
	snprintf(row.state, sizeof(row.state), "%s", STORE_PAPER_SHOWN);
	content_begin(c->change.registry, &row);
	row.key[0] = '\0';
	return paper_write_row(c, &row, LEDGER_PAPER_SHOWN, err);
}

enum fault paper_show(struct registry *r, struct caller *v, const struct paper_place *at,
		      bool shown, struct error *err)
{
	return change(r, v, true, &(struct step){.at = at, .shown = shown, .run = show_it}, err);
}

/* --- what nobody came back to --- */

static enum fault forget_one(struct registry *r, int64_t before, bool *ret_any, struct error *err)
{
	struct caller portal = caller_portal();
	struct change c = {.registry = r, .caller = &portal};
	char id[33];
	enum fault fault;

	do {
		*ret_any = false;
		fault = change_begin(&c, ACCESS_EXPIRE, "", err);
		if (fault == FAULT_NONE)
			fault = store_paper_old(r->store, before, id, ret_any, err);
		if (fault == FAULT_NONE && *ret_any)
			fault = store_paper_drop(r->store, id, err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	return fault;
}

enum fault papers_forget(struct registry *r, struct error *err)
{
	const int64_t before = registry_now(r) - (int64_t)LIMIT_PAPER_HOURS * HOUR;
	bool any = true;
	enum fault fault = FAULT_NONE;

	for (int i = 0; fault == FAULT_NONE && any && i < FORGOTTEN_AT_ONCE; i++)
		fault = forget_one(r, before, &any, err);
	return fault == FAULT_NONE ? blob_sweep(r, registry_machine_now(r) - HOUR, err) : fault;
}
