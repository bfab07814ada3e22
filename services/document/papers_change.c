/* papers_change.c - a change of the papers of one application: whether it may be, and what is
 * entered of it. */
#include "services/document/papers_inside.h"

#include "i18n/base/array.h"
#include "i18n/text.h"
#include "services/application/dispatch.h"
#include "services/application/overdue.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"
#include "services/registry/vouch_paper.h"
#include "services/store/store_event.h"

#include <stdlib.h>

#define LABEL "paper name"

bool papers_by_file(const struct service *s)
{
	for (size_t i = 0; i < s->paper_count; i++)
		if (s->papers[i].way != PAPER_BROUGHT)
			return true;
	return false;
}

enum fault paper_find_any(const struct service *s, const char *id, struct error *err)
{
	for (size_t i = 0; i < s->paper_count; i++)
		if (strcmp(s->papers[i].id, id) == 0)
			return FAULT_NONE;
	fail(err, FAULT_INPUT, N_("This application asks for no document \"{id}\"."),
	     "no such paper");
	error_fill(err, "id", "%.60s", id);
	return FAULT_INPUT;
}

enum fault paper_find(const struct service *s, const char *id, const struct paper **ret,
		      struct error *err)
{
	for (size_t i = 0; i < s->paper_count; i++)
		if (strcmp(s->papers[i].id, id) == 0 && s->papers[i].way != PAPER_BROUGHT) {
			*ret = &s->papers[i];
			return FAULT_NONE;
		}
	fail(err, FAULT_INPUT, N_("This application asks for no document \"{id}\" as a file."),
	     "no such paper");
	error_fill(err, "id", "%.60s", id);
	return FAULT_INPUT;
}

/* --- names --- */

enum fault paper_label(struct arena *a, const char *typed, const char **ret, struct error *err)
{
	char *label = NULL;
	enum fault fault = text_clean(a, typed, strlen(typed), TEXT_WORDS, &label, err);

	if (fault == FAULT_NONE &&
	    (*label == '\0' || strlen(label) > LIMIT_PAPER_NAME || strchr(label, '/') != NULL ||
	     strcmp(label, ".") == 0 || strcmp(label, "..") == 0))
		fault = fail(err, FAULT_INPUT,
			     N_("Give the file a shorter name without a slash, such as scan.pdf."),
			     "%zu bytes", strlen(label));
	if (fault == FAULT_NONE)
		*ret = label;
	return fault;
}

bool paper_is_for_now(const char *label)
{
	static const char *const ends[] = {".filepart", ".partial", ".part", ".tmp"};
	size_t len = strlen(label);

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t end = strlen(ends[i]);

		if (len > end && strcmp(label + len - end, ends[i]) == 0)
			return true;
	}
	return false;
}

/* --- rows --- */

/* It stands behind the name, in a line of its own: no name has two. */
static void read_origin(struct arena *a, struct paper_row *row)
{
	const char *end = strchr(row->label, '\n');
	const char *at = end == NULL ? NULL : strchr(end, ' ');

	if (at == NULL || (size_t)(at - end) != sizeof(row->from.reference))
		return;
	memcpy(row->from.reference, end + 1, sizeof(row->from.reference) - 1);
	row->from.at = strtoll(at + 1, NULL, 10);
	row->label = arena_slice(a, row->label, (size_t)(end - row->label));
}

static void keep_row(void *ctx, const struct store_paper *row)
{
	struct paper_rows *all = ctx;

	all->rows = array_room_in(all->arena, all->rows, all->count + 1, &all->room,
				  sizeof(*all->rows));
	all->rows[all->count] = (struct paper_row){
		.row = *row,
		.label = row->label[0] == '\0' ? ""
					       : dispatch_open(all->seal, all->arena, row->id,
							       LABEL, row->label)};
	read_origin(all->arena, &all->rows[all->count++]);
}

enum fault paper_rows_read(struct registry *r, const char *application, struct paper_rows *ret,
			   struct error *err)
{
	ret->seal = &r->seal;
	ret->rows = NULL;
	ret->count = ret->room = 0;
	return store_paper_each(r->store, application, keep_row, ret, err);
}

enum fault paper_put_label(const struct seal *s, struct store_paper *row, const char *label,
			   const struct paper_origin *from, struct error *err)
{
	char all[LIMIT_PAPER_NAME + REFERENCE_DIGITS + 30];

	if (from == NULL || from->reference[0] == '\0')
		snprintf(all, sizeof(all), "%s", label);
	else
		snprintf(all, sizeof(all), "%s\n%s %lld", label, from->reference,
			 (long long)from->at);
	return dispatch_seal(s, row->id, LABEL, all, row->label, sizeof(row->label))
		       ? FAULT_NONE
		       : fail(err, FAULT_INPUT, N_("This name is too long."), "%zu bytes",
			      strlen(label));
}

bool paper_is_sent(const struct store_application *row, const struct event *events, size_t count,
		   int event)
{
	if (row->submitted_at == 0 || event == 0)
		return row->submitted_at != 0;
	for (size_t i = (size_t)event; i < count; i++)
		if (strcmp(events[i].actor, caller_role_code(ROLE_APPLICANT)) == 0 &&
		    events[i].state != STATE_WITHDRAWN)
			return true;
	return false;
}

/* --- changes --- */

static enum fault check_version(const struct change *c, const struct service *s, struct error *err)
{
	if (strcmp(c->row.service, s->id) == 0 && c->row.version == s->version)
		return FAULT_NONE;
	return fail(err, FAULT_BROKEN,
		    N_("This application uses another version of the service; please tell the "
		       "portal's operator."),
		    "%s/%d, not %s/%d", c->row.service, c->row.version, s->id, s->version);
}

/* What is asked for in words alone may be any of them. */
static bool is_asked(const struct event *asked, const char *requirement)
{
	if (asked == NULL || asked->item_count == 0)
		return asked != NULL;
	for (size_t i = 0; i < asked->item_count; i++)
		if (asked->items[i].is_paper && strcmp(asked->items[i].question, requirement) == 0)
			return true;
	return false;
}

/* Of what was sent only what a correction asks for. It goes to the authority with the reply, which
 * asks for the PIN; so here who fills in may. What clocks have to do comes first: they may have
 * ended it. */
static enum fault check_correction(struct paper_change *c, const struct paper_place *at,
				   struct error *err)
{
	const struct event *asked = NULL;
	enum fault fault = overdue_apply(&c->change, &c->course, &c->over, err);

	if (fault == FAULT_NONE)
		fault = course_asked(&c->course, &asked, err);
	if (fault == FAULT_NONE && !is_asked(asked, at->requirement))
		return fail(err, FAULT_DENIED,
			    N_("This application has been submitted. You can send a document again "
			       "when the authority asks for it."),
			    "%s is not asked for", at->requirement);
	return fault;
}

static enum fault check_seer(struct paper_change *c, struct error *err)
{
	const struct access_turn turn = course_turn(&c->course, NULL);

	return change_may_at(&c->change, ACCESS_SEE, &turn, err);
}

enum fault paper_change_begin(struct paper_change *c, const struct paper_place *at,
			      struct error *err)
{
	struct change *change = &c->change;
	enum fault fault = c->anyway ? change_read(change, at->application->id, err)
				     : change_begin(change, ACCESS_FILL, at->application->id, err);

	c->over = false;
	c->course = (struct course){.registry = change->registry,
				    .caller = change->caller,
				    .row = &change->row,
				    .service = at->service,
				    .arena = change->arena};
	c->rows = (struct paper_rows){.arena = change->arena};
	if (fault == FAULT_NONE)
		course_open(&c->course);
	if (fault == FAULT_NONE && c->anyway)
		fault = check_seer(c, err);
	if (fault == FAULT_NONE)
		fault = check_version(change, at->service, err);
	if (fault == FAULT_NONE && !c->anyway && !change->was_draft)
		fault = check_correction(c, at, err);
	return fault == FAULT_NONE
		       ? paper_rows_read(change->registry, change->row.id, &c->rows, err)
		       : fault;
}

/* A draft to which papers come does not expire meanwhile. */
enum fault paper_change_end(struct paper_change *c, const struct paper_place *at, enum fault fault,
			    struct error *err)
{
	struct application now = *at->application;

	if (fault == FAULT_NONE && c->change.was_draft)
		fault = change_save(&c->change, err);
	fault = change_end(&c->change, fault, NULL, err);
	if (fault != FAULT_NONE && c->over)
		overdue_keep(c->change.registry, &now, at->service);
	return fault;
}

/* How many lines its history has (0: of a draft). */
static enum fault event_of(const struct change *c, int *ret, struct error *err)
{
	*ret = 0;
	return c->was_draft ? FAULT_NONE
			    : store_event_last(c->registry->store, c->row.id, ret, err);
}

enum fault paper_write_row(struct paper_change *c, struct store_paper *row, enum ledger_act act,
			   struct error *err)
{
	struct registry *r = c->change.registry;
	struct ledger_entry who = change_who(c->change.caller);
	enum fault fault = event_of(&c->change, &row->event, err);

	if (c->change.by.role[0] != '\0') {
		who.role = c->change.by.role;
		who.office = c->change.by.office;
	}
	snprintf(row->actor, sizeof(row->actor), "%s", change_actor(c->change.caller));
	snprintf(row->role, sizeof(row->role), "%s", change_event_actor(&c->change));
	vouch_row(&r->seal, &store_paper_table, row, row->mac);
	if (fault == FAULT_NONE)
		fault = act == LEDGER_PAPER_SHOWN ? store_paper_add(r->store, row, err)
						  : store_paper_act(r->store, row, err);
	return fault == FAULT_NONE ? vouch_paper(r, row, act, &who, err) : fault;
}

enum fault paper_drop_row(struct paper_change *c, const struct store_paper *row, struct error *err)
{
	struct registry *r = c->change.registry;
	const struct ledger_entry who = change_who(c->change.caller);
	enum fault fault = FAULT_NONE;

	if (strcmp(row->state, STORE_PAPER_COMING) != 0)
		fault = vouch_paper(r, row, LEDGER_PAPER_DROPPED, &who, err);
	return fault == FAULT_NONE ? store_paper_drop(r->store, row->id, err) : fault;
}
