/* application.c - one request by one applicant: its states, how it is opened, what is known of it.
 */
#include "services/application/application.h"

#include "services/application/answers.h"
#include "services/registry/budget.h"
#include "services/application/change.h"
#include "services/registry/limits.h"
#include "services/registry/pin.h"
#include "services/application/record.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_event.h"
#include "services/store/store_visitor.h"

static const struct {
	const char *code, *message;
} states[] = {
	/* TRANSLATORS: statuses of an application. */
	[STATE_DRAFT] = {"draft", N_("Draft")},
	[STATE_SUBMITTED] = {"submitted", N_("Submitted")},
	[STATE_AWAITING_PAYMENT] = {"awaiting_payment", N_("Awaiting payment")},
	[STATE_IN_REVIEW] = {"in_review", N_("In review")},
	[STATE_NEEDS_INFO] = {"needs_info", N_("Your answer is needed")},
	[STATE_APPROVED] = {"approved", N_("Approved")},
	[STATE_REJECTED] = {"rejected", N_("Refused")},
	[STATE_WITHDRAWN] = {"withdrawn", N_("Withdrawn")},
	[STATE_EXPIRED] = {"expired", N_("Expired")},
};

const char *application_state_code(enum application_state s)
{
	return states[s].code;
}

const char *application_state_message(enum application_state s)
{
	return states[s].message;
}

/* --- opening --- */

/* A look at what was submitted is entered; at a draft, not. */
static enum fault look(struct registry *r, const struct caller *v,
		       const struct store_application *row, struct application *ret,
		       struct error *err)
{
	struct change c = {.registry = r, .caller = v};
	enum fault fault;

	if (row->submitted_at == 0) {
		change_show(row, ret);
		return FAULT_NONE;
	}
	fault = change_begin(&c, row->id, err);
	if (fault == FAULT_NONE)
		fault = change_note(&c, "looked", err);
	return change_end(&c, fault, ret, err);
}

static enum fault missing(struct error *err)
{
	return fail(err, FAULT_MISSING,
		    N_("There is no application with this reference number and PIN. Check both, "
		       "digit by digit."),
		    "reference or PIN");
}

/* Without a PIN: by a key that holds it, or because the visitor signed in to it. */
static enum fault is_owner(struct registry *r, const struct caller *v,
			   const struct store_application *row, bool *ret, struct error *err)
{
	if (v->reference[0] != '\0' && strcmp(v->reference, row->reference) == 0) {
		*ret = true;
		return FAULT_NONE;
	}
	if (v->key[0] == '\0')
		return FAULT_NONE;
	return store_application_is_held(r->store, row->id, v->key, ret, err);
}

static enum fault count_wrong(struct registry *r, const struct caller *v, enum budget which,
			      const char *reference, struct error *err)
{
	int64_t now = registry_now(r);
	enum fault fault = store_begin(r->store, err);

	if (fault == FAULT_NONE)
		fault = budget_use(r->store, which, reference, now, err);
	if (fault == FAULT_NONE)
		fault = budget_use(r->store, BUDGET_PIN_SOURCE, v->source, now, err);
	if (fault == FAULT_NONE)
		fault = store_commit(r->store, err);
	store_rollback(r->store);
	return fault;
}

/* Budgets are asked while a place to hash is held, so that no more than the places can pass them at
   the same time. The row of an unknown reference is all zero: its hash "" is never right. */
static enum fault prove(struct registry *r, const struct caller *v,
			const struct store_application *row, const char *reference, const char *pin,
			struct error *err)
{
	bool home = v->source[0] != '\0' && strcmp(row->source, v->source) == 0;
	enum budget which = home ? BUDGET_PIN_HOME : BUDGET_PIN_REFERENCE;
	int64_t now = registry_now(r);
	bool right = false;
	int place;
	enum fault fault = pin_enter(r->hashing, &place, err);

	if (fault != FAULT_NONE)
		return fault;
	fault = budget_ask(r->store, which, reference, now, err);
	if (fault == FAULT_NONE)
		fault = budget_ask(r->store, BUDGET_PIN_SOURCE, v->source, now, err);
	if (fault == FAULT_NONE)
		fault = pin_check(&r->seal, reference, pin, row->pin, &right, err);
	if (fault == FAULT_NONE && !right)
		fault = count_wrong(r, v, which, reference, err);
	pin_leave(r->hashing, place);
	if (fault == FAULT_NONE && !right)
		return missing(err);
	return fault;
}

enum fault application_open(struct registry *r, const struct caller *v, const char *reference,
			    const char *pin, struct application *ret, struct error *err)
{
	struct store_application row = {.submitted_at = 0};
	char digits[REFERENCE_DIGITS + 1], secret[PIN_DIGITS + 1];
	bool found = false, owner = false;
	enum fault fault = reference_read(reference, digits, err);

	if (fault == FAULT_NONE)
		fault = store_application_find(r->store, digits, &row, &found, err);
	if (fault == FAULT_NONE && found)
		fault = is_owner(r, v, &row, &owner, err);
	if (fault != FAULT_NONE)
		return fault;
	if (owner)
		return look(r, v, &row, ret, err);
	if (pin == NULL || *pin == '\0')
		return missing(err);
	fault = reference_read_pin(pin, secret, err);
	if (fault == FAULT_NONE)
		fault = prove(r, v, &row, digits, secret, err);
	sodium_memzero(secret, sizeof(secret));
	return fault == FAULT_NONE ? look(r, v, &row, ret, err) : fault;
}

enum fault application_open_host(struct registry *r, const struct caller *v, const char *reference,
				 struct application *ret, struct error *err)
{
	struct store_application row;
	char digits[REFERENCE_DIGITS + 1];
	bool found = false;
	enum fault fault;

	if (v->role != ROLE_AUTHORITY)
		return fail(err, FAULT_DENIED, N_("Only the portal's host may do this."),
			    "not on the host");
	fault = reference_read(reference, digits, err);
	if (fault == FAULT_NONE)
		fault = store_application_find(r->store, digits, &row, &found, err);
	if (fault != FAULT_NONE)
		return fault;
	if (!found)
		return fail(err, FAULT_MISSING,
			    N_("There is no application with this reference number."),
			    "no such reference");
	return look(r, v, &row, ret, err);
}

enum fault application_mine(struct registry *r, const struct caller *v, struct arena *a,
			    struct application **ret, size_t *ret_count, struct error *err)
{
	struct store_application *rows = NULL, signed_in;
	struct application *list;
	size_t count = 0, shown = 0;
	bool found = false;
	enum fault fault = FAULT_NONE;

	if (v->key[0] != '\0')
		fault = store_application_of_key(r->store, v->key, a, &rows, &count, err);
	if (fault == FAULT_NONE && v->reference[0] != '\0')
		fault = store_application_find(r->store, v->reference, &signed_in, &found, err);
	if (fault != FAULT_NONE)
		return fault;
	list = arena_array(a, count + 1, sizeof(*list));
	if (found)
		change_show(&signed_in, &list[shown++]);
	for (size_t i = 0; i < count; i++)
		if (!found || strcmp(rows[i].id, signed_in.id) != 0)
			change_show(&rows[i], &list[shown++]);
	*ret = list;
	*ret_count = shown;
	return FAULT_NONE;
}

static void count_holder(void *ctx, const char *key)
{
	(void)key;
	++*(int *)ctx;
}

static enum fault add_holder(struct change *c, struct error *err)
{
	struct store *s = c->registry->store;
	int holders = 0;
	enum fault fault = store_application_each_holder(s, c->row.id, count_holder, &holders, err);

	if (fault == FAULT_NONE && holders >= LIMIT_HOLDERS)
		return fail(err, FAULT_DENIED,
			    N_("Too many keys open this application already. Use its PIN."),
			    "%d holders", holders);
	if (fault == FAULT_NONE)
		fault = store_application_hold(
			s, &(struct store_application_holder){c->caller->key, c->row.id, c->now},
			err);
	c->row.held = true;
	return fault == FAULT_NONE ? change_enter(c, "linked", "", err) : fault;
}

enum fault application_own(struct registry *r, const struct caller *v, struct application *a,
			   struct error *err)
{
	struct change c = {.registry = r, .caller = v};
	bool held = false;
	enum fault fault;

	if (v->key[0] == '\0')
		return fail(err, FAULT_DENIED,
			    N_("You came in without a key. Connect as me@ with your key."),
			    "no key");
	fault = change_begin(&c, a->id, err);
	if (fault == FAULT_NONE)
		fault = store_application_is_held(r->store, a->id, v->key, &held, err);
	if (fault == FAULT_NONE && !held)
		fault = add_holder(&c, err);
	return change_end(&c, fault, a, err);
}

enum fault application_get(struct registry *r, struct application *a, struct error *err)
{
	struct store_application row;
	bool found = false;
	enum fault fault = store_application_get(r->store, a->id, &row, &found, err);

	if (fault != FAULT_NONE)
		return fault;
	if (!found)
		return fail(err, FAULT_MISSING, N_("This application is no longer kept."), "wiped");
	change_show(&row, a);
	return FAULT_NONE;
}

/* --- history --- */

struct history {
	struct registry *registry;
	const char *id;
	struct arena *arena;
	struct event *events;
	size_t count, room;
};

static enum fault keep_event(void *ctx, const struct store_event *e, struct error *err)
{
	struct history *h = ctx;
	char place[32], *note;
	enum fault fault;

	record_event_place(place, sizeof(place), e->number);
	fault = seal_open_words(&h->registry->seal, h->arena, h->id, place,
				(struct sealed){e->note.at, e->note.len}, &note, err);
	if (fault != FAULT_NONE)
		return fault;
	if (h->count == h->room) {
		struct event *more;

		h->room = h->room == 0 ? 8 : 2 * h->room;
		more = arena_array(h->arena, h->room, sizeof(*more));
		if (h->count > 0)
			memcpy(more, h->events, h->count * sizeof(*more));
		h->events = more;
	}
	h->events[h->count++] = (struct event){.at = e->at,
					       .state = change_state(e->state),
					       .stage = arena_text(h->arena, e->stage),
					       .actor = arena_text(h->arena, e->actor),
					       .note = note};
	return FAULT_NONE;
}

enum fault application_events(struct registry *r, const struct application *a, struct arena *arena,
			      struct event **ret, size_t *ret_count, struct error *err)
{
	struct history h = {.registry = r, .id = a->id, .arena = arena};
	enum fault fault = store_event_each(r->store, a->id, keep_event, &h, err);

	if (fault == FAULT_NONE) {
		*ret = h.events;
		*ret_count = h.count;
	}
	return fault;
}

/* --- identities --- */

enum fault application_preference(struct registry *r, const struct caller *v,
				  struct preference *ret, bool *ret_known, struct error *err)
{
	struct store_visitor_choice choice;
	bool known = false;
	enum fault fault = FAULT_NONE;

	if (v->key[0] != '\0')
		fault = store_visitor_find_choice(r->store, v->key, &choice, &known, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret_known = known && lang_find(choice.lang, &ret->lang);
	if (*ret_known)
		ret->terminal = choice.terminal;
	return FAULT_NONE;
}

enum fault application_prefer(struct registry *r, const struct caller *v,
			      const struct preference *p, struct error *err)
{
	struct store_visitor_choice choice = {.terminal = p->terminal, .at = registry_now(r)};
	enum fault fault;

	if (v->key[0] == '\0')
		return FAULT_NONE;
	snprintf(choice.key, sizeof(choice.key), "%s", v->key);
	snprintf(choice.lang, sizeof(choice.lang), "%s", lang_code(p->lang));
	fault = store_begin(r->store, err);
	if (fault == FAULT_NONE)
		fault = store_visitor_put_choice(r->store, &choice, err);
	if (fault == FAULT_NONE)
		fault = store_commit(r->store, err);
	store_rollback(r->store);
	return fault;
}
