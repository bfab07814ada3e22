/* application_draft.c - drafts: begun, saved answer by answer, read again, discarded. */
#include "services/application/application.h"

#include "services/access/pace.h"
#include "services/application/appeal.h"
#include "services/application/appeal_inside.h"
#include "services/application/answers.h"
#include "services/application/begin.h"
#include "services/application/course.h"
#include "services/application/desk.h"
#include "services/application/look.h"
#include "services/application/overdue.h"
#include "services/application/signature_inside.h"
#include "services/application/unsent.h"
#include "services/definition/service_entry.h"
#include "services/registry/limits.h"
#include "services/registry/network.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch_address.h"
#include "services/registry/vouch_paper.h"

#define DAY 86400

static enum fault check_cap(struct registry *r, const struct caller *v, struct error *err)
{
	int64_t open = 0, cap = LIMIT_DRAFTS_KEY;
	char network[NETWORK], holder[CALLER_IDENTITY];
	enum fault fault = FAULT_NONE;

	if (caller_holder(v, holder)) {
		fault = store_application_drafts_of_key(r->store, holder, &open, err);
	} else if (v->source[0] != '\0' && !v->exempt) {
		cap = LIMIT_DRAFTS_SOURCE;
		network_name(&r->seal, v->source, network);
		fault = store_application_drafts_of_source(r->store, network, registry_now(r) - DAY,
							   &open, err);
	}
	if (fault == FAULT_NONE && open >= cap)
		return fail(err, FAULT_DENIED,
			    N_("Too many applications have been started from here and not "
			       "submitted. Finish or delete one, or try again tomorrow."),
			    "%lld open drafts", (long long)open);
	return fault;
}

/* Within a change: who begins at the same time from the same place is counted too. */
static enum fault hold_cap(struct change *c, struct error *err)
{
	const struct caller *v = c->caller;
	char holder[CALLER_IDENTITY], name[CALLER_IDENTITY + 8];
	bool held = caller_holder(v, holder);

	snprintf(name, sizeof(name), "drafts %s", held ? holder : v->source);
	return held || (v->source[0] != '\0' && !v->exempt)
		       ? store_lock(c->registry->store, name, err)
		       : FAULT_NONE;
}

/* Which entry it is about may have been chosen. */
static bool is_about(const struct service *s, const struct question *q)
{
	return s->about != NULL && strcmp(q->id, s->about->by) == 0;
}

/* What was answered before there was a draft; who is served is known by more than that. */
static enum fault put_first(struct change *c, const struct form *f, struct error *err)
{
	bool all = c->caller->role == ROLE_STAFF;
	struct field_path at = {0};
	enum fault fault = FAULT_NONE;

	while (fault == FAULT_NONE && form_next(f, &at))
		if ((all || at.section == NULL || is_about(form_service(f), at.question)) &&
		    form_get(f, &at) != NULL)
			fault = answers_put(c, &at, form_get(f, &at), err);
	return fault;
}

/* One try: *ret_done false when the reference is taken. */
static enum fault begin_once(struct change *c, struct caller *v, const struct service *s,
			     const struct form *f, bool *ret_done, struct error *err)
{
	enum fault fault = change_begin(c, ACCESS_BEGIN, "", err);

	if (fault == FAULT_NONE)
		fault = hold_cap(c, err);
	if (fault == FAULT_NONE)
		fault = check_cap(c->registry, c->caller, err);
	if (fault == FAULT_NONE)
		fault = begin_add(c, s, ret_done, err);
	if (fault == FAULT_NONE && *ret_done && c->also != NULL)
		fault = appeal_add(c, c->also, s, err);
	if (fault == FAULT_NONE && *ret_done)
		fault = pace_take(c->registry, v, PACE_BEGIN, err);
	if (fault == FAULT_NONE && *ret_done && f != NULL)
		fault = put_first(c, f, err);
	if (fault == FAULT_NONE && *ret_done)
		fault = change_enter(c, LEDGER_DRAFT_OPENED, "", err);
	return fault;
}

/* `f` NULL: nothing was answered before. `first`: the id of what it is an appeal of; NULL. */
static enum fault begin(struct registry *r, struct caller *v, const struct service *s,
			const struct form *f, const char *first, enum lang lang,
			struct application *ret, char ret_pin[PIN_DIGITS + 1], struct error *err)
{
	enum fault fault = begin_check(r, s, err);
	bool done = false;

	if (fault == FAULT_NONE)
		fault = appeal_check_alone(s, first, err);

	for (int i = 0; i < BEGIN_ROUNDS && fault == FAULT_NONE && !done; i++) {
		struct change c = {.registry = r, .caller = v, .paced = v, .also = first};

		fault = check_cap(r, v, err);
		if (fault == FAULT_NONE)
			fault = pace_ask(r, v, PACE_BEGIN, err);
		if (fault == FAULT_NONE)
			fault = begin_row(r, v, s, lang, &c.row, ret_pin, err);
		if (fault != FAULT_NONE)
			break;
		do {
			fault = begin_once(&c, v, s, f, &done, err);
			fault = change_end(&c, fault, done ? ret : NULL, err);
		} while (change_again(&c, fault));
		if (fault == FAULT_NONE && done)
			caller_prove(v, ret->reference, c.row.pin, PROVEN_HERE);
	}
	if (fault == FAULT_NONE && !done)
		return fail(err, FAULT_BUSY,
			    N_("The portal is very busy. Please try again in a few minutes."),
			    "no free reference");
	return fault;
}

enum fault application_begin(struct registry *r, struct caller *v, const struct service *s,
			     enum lang lang, struct application *ret, char ret_pin[PIN_DIGITS + 1],
			     struct error *err)
{
	return begin(r, v, s, NULL, NULL, lang, ret, ret_pin, err);
}

enum fault application_begin_with(struct registry *r, struct caller *v, const struct form *f,
				  enum lang lang, struct application *ret,
				  char ret_pin[PIN_DIGITS + 1], struct error *err)
{
	return begin(r, v, form_service(f), f, NULL, lang, ret, ret_pin, err);
}

enum fault appeal_begin(struct registry *r, struct caller *v, const struct application *first,
			const struct form *f, enum lang lang, struct application *ret,
			char ret_pin[PIN_DIGITS + 1], struct error *err)
{
	return begin(r, v, form_service(f), f, first->id, lang, ret, ret_pin, err);
}

static enum fault put_standing(struct change *c, const struct field_path *at, struct error *err)
{
	if (at != NULL) {
		snprintf(c->row.section, sizeof(c->row.section), "%s",
			 answers_section(at->section));
		snprintf(c->row.question, sizeof(c->row.question), "%s",
			 at->question == NULL ? "" : at->question->id);
		c->row.item = at->item;
	}
	return change_save(c, err);
}

static enum fault put(struct change *c, const struct application *a,
		      struct application_answer *answer, bool *ret_behind, struct error *err)
{
	const char *now = answer->now != NULL && *answer->now != '\0' ? answer->now : NULL;
	bool is_there = false;
	enum fault fault = FAULT_NONE;

	*ret_behind = a->revision != c->before;
	if (*ret_behind)
		fault = answers_compare(c, answer, &is_there, err);
	if (fault == FAULT_NONE && !is_there) {
		c->row.revision++;
		fault = answers_put(c, &answer->at, now, err);
		if (fault == FAULT_NONE)
			fault = signing_unsettle(c, err);
	}
	return fault == FAULT_NONE ? put_standing(c, &answer->at, err) : fault;
}

static bool is_named(const struct event *asked, const struct field_path *at)
{
	for (size_t i = 0; i < asked->item_count; i++) {
		const struct named *n = &asked->items[i];

		if (!n->is_paper && strcmp(n->question, at->question->id) == 0 &&
		    n->item == at->item)
			return true;
	}
	return false;
}

/* Of what was sent only the answers that the authority has named; each is an entry of its own,
   since the ledger vouches for what was submitted. What clocks have to do comes first: they may
   have ended it. */
static enum fault correct(struct change *c, const struct application *a,
			  const struct application_answer *answer, bool *ret_over,
			  struct error *err)
{
	bool taken = answer->now == NULL || *answer->now == '\0';
	const struct event *asked;
	struct course course = {.registry = c->registry,
				.caller = c->caller,
				.row = &c->row,
				.service = answer->service,
				.arena = c->arena};
	enum fault fault;

	course_open(&course);
	fault = overdue_apply(c, &course, ret_over, err);
	if (fault == FAULT_NONE)
		fault = course_asked(&course, &asked, err);
	if (fault == FAULT_NONE && (asked == NULL || asked->item_count == 0))
		return begin_sent(c, err);
	if (fault == FAULT_NONE)
		fault = change_may(c, ACCESS_CORRECT, ACCESS_NO_STAGE, err);
	if (fault == FAULT_NONE)
		fault = change_compare(c, a, err);
	if (fault == FAULT_NONE && !is_named(asked, &answer->at))
		return fail(err, FAULT_DENIED,
			    N_("Only the answers that the authority has named can be changed."),
			    "%s is not named", answer->at.question->id);
	if (fault == FAULT_NONE && taken && answer->at.question->required)
		return fail(err, FAULT_INPUT, N_("Answer this question."), "taken away");
	if (fault == FAULT_NONE)
		fault = answers_put(c, &answer->at, taken ? NULL : answer->now, err);
	if (fault == FAULT_NONE)
		fault = signing_unsettle(c, err);
	return fault == FAULT_NONE ? change_enter(c, LEDGER_CORRECTED, answer->at.question->id, err)
				   : fault;
}

enum fault application_put(struct registry *r, const struct caller *v, struct application *a,
			   struct application_answer *answer, struct error *err)
{
	struct change c = {.registry = r, .caller = v};
	bool behind = false, over = false;
	enum fault fault;

	do {
		behind = over = false;
		fault = change_begin(&c, ACCESS_FILL, a->id, err);
		if (fault == FAULT_NONE)
			fault = c.was_draft ? put(&c, a, answer, &behind, err)
					    : correct(&c, a, answer, &over, err);
		fault = change_end(&c, fault, a, err);
	} while (change_again(&c, fault));
	if (fault != FAULT_NONE && over)
		overdue_keep(r, a, answer->service);
	if (fault == FAULT_NONE)
		answer->behind = behind;
	return fault;
}

enum fault application_stand(struct registry *r, const struct caller *v, struct application *a,
			     const struct field_path *at, struct error *err)
{
	struct change c = {.registry = r, .caller = v};
	enum fault fault;

	do {
		fault = begin_again(&c, ACCESS_FILL, a->id, err);
		if (fault == FAULT_NONE && at->section != NULL)
			fault = answers_open_section(&c, at->section, err);
		if (fault == FAULT_NONE)
			fault = put_standing(&c, at, err);
		fault = change_end(&c, fault, a, err);
	} while (change_again(&c, fault));
	return fault;
}

enum fault application_put_section(struct registry *r, const struct caller *v,
				   struct application *a, const struct form *f,
				   const struct section *s, struct error *err)
{
	struct change c = {.registry = r, .caller = v};
	enum fault fault;

	do {
		fault = begin_again(&c, ACCESS_FILL, a->id, err);
		if (fault == FAULT_NONE)
			fault = change_compare(&c, a, err);
		if (fault == FAULT_NONE) {
			c.row.revision++;
			fault = answers_put_section(&c, f, s, err);
			if (fault == FAULT_NONE)
				fault = signing_unsettle(&c, err);
		}
		if (fault == FAULT_NONE)
			fault = put_standing(&c, NULL, err);
		fault = change_end(&c, fault, a, err);
	} while (change_again(&c, fault));
	return fault;
}

/* What staff filled in, which is theirs alone. */
static enum fault load_inside(struct registry *r, const struct caller *v,
			      const struct store_application *row, unsigned sees, struct form *f,
			      struct error *err)
{
	ARENA_CLEAN struct arena *arena = arena_new(REGISTRY_WORK);
	struct course course = {
		.registry = r, .caller = v, .row = row, .service = form_service(f), .arena = arena};

	course_open(&course);
	return desk_load(&course, sees, f, err);
}

enum fault application_load(struct registry *r, struct caller *v, struct application *a,
			    struct form *f, struct error *err)
{
	struct store_application row;
	unsigned sees = 0;
	enum fault fault = look_at(r, v, a, LOOK_READ, &row, err);

	if (fault == FAULT_NONE)
		fault = look_sees(r, v, &row, &sees, err);
	if (fault == FAULT_NONE)
		fault = answers_load(r, row.id, sees, f, err);
	if (fault == FAULT_NONE && !look_is_applicants(v, &row) && row.submitted_at > 0) {
		fault = unsent_hide(r, &row, sees, f, err);
		if (fault == FAULT_NONE)
			fault = load_inside(r, v, &row, sees, f, err);
	}
	if (fault == FAULT_NONE)
		change_show(&row, a);
	return fault;
}

enum fault application_discard(struct registry *r, const struct caller *v, struct application *a,
			       struct error *err)
{
	struct change c = {.registry = r, .caller = v};
	const struct ledger_entry who = change_who(v);
	enum fault fault;

	do {
		fault = begin_again(&c, ACCESS_DISCARD, a->id, err);
		if (fault == FAULT_NONE)
			fault = change_compare(&c, a, err);
		if (fault == FAULT_NONE)
			fault = vouch_address_end_all(r, c.row.id, &who, err);
		if (fault == FAULT_NONE)
			fault = vouch_paper_end_all(r, c.row.id, &who, err);
		if (fault == FAULT_NONE)
			fault = store_application_drop(r->store, c.row.id, err);
		if (fault == FAULT_NONE)
			fault = change_note(&c, LEDGER_DISCARDED, err);
		fault = change_end(&c, fault, fault == FAULT_NONE ? NULL : a, err);
	} while (change_again(&c, fault));
	return fault;
}
