/* application.c - one request by one applicant: its states, how it is opened, what is known of it.
 */
#include "services/application/application.h"

#include "i18n/base/array.h"
#include "services/access/person.h"
#include "services/application/answers.h"
#include "services/application/look.h"
#include "services/registry/limits.h"
#include "services/application/record.h"
#include "services/registry/registry_inside.h"

static const char *const messages[] = {
	/* TRANSLATORS: statuses of an application. */
	[STATE_DRAFT] = N_("Draft"),
	[STATE_SUBMITTED] = N_("Submitted"),
	[STATE_AWAITING_PAYMENT] = N_("Awaiting payment"),
	[STATE_IN_REVIEW] = N_("In review"),
	[STATE_NEEDS_INFO] = N_("Your answer is needed"),
	[STATE_APPROVED] = N_("Approved"),
	[STATE_REJECTED] = N_("Refused"),
	[STATE_WITHDRAWN] = N_("Withdrawn"),
	[STATE_EXPIRED] = N_("Expired"),
};

bool application_is_open(enum application_state s)
{
	return s == STATE_SUBMITTED || s == STATE_AWAITING_PAYMENT || s == STATE_IN_REVIEW ||
	       s == STATE_NEEDS_INFO;
}

const char *application_state_code(enum application_state s)
{
	return codes_bearing[s];
}

const char *application_state_message(enum application_state s)
{
	return messages[s];
}

/* --- whose they are --- */

/* By the account, where the visit is one's; else by the key alone. */
static enum fault list_held(struct registry *r, const struct caller *v, struct arena *a,
			    struct store_application **ret, size_t *ret_count, struct error *err)
{
	struct person person;
	bool is = false;
	enum fault fault = person_of(r, v, &person, &is, err);

	if (fault == FAULT_NONE && is)
		fault = store_application_of_account(r->store, &person.row, a, ret, ret_count, err);
	if (fault != FAULT_NONE || v->account[0] != '\0')
		return fault;
	return v->key[0] == '\0'
		       ? FAULT_NONE
		       : store_application_of_key(r->store, v->key, a, ret, ret_count, err);
}

enum fault application_mine(struct registry *r, const struct caller *v, struct arena *a,
			    struct application **ret, size_t *ret_count, struct error *err)
{
	struct store_application *rows = NULL, signed_in;
	struct application *list;
	size_t count = 0, shown = 0;
	bool found = false;
	enum fault fault = FAULT_NONE;

	if (v->role != ROLE_STAFF)
		fault = list_held(r, v, a, &rows, &count, err);
	if (fault == FAULT_NONE)
		fault = look_signed_in(r, v, &signed_in, &found, err);
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

static void count_holder(void *ctx, const struct store_application_holder *holder)
{
	(void)holder;
	++*(int *)ctx;
}

static enum fault add_holder(struct change *c, const char *holder, struct error *err)
{
	struct store *s = c->registry->store;
	int holders = 0;
	enum fault fault = store_application_each_holder(s, c->row.id, count_holder, &holders, err);

	if (fault == FAULT_NONE && holders >= LIMIT_HOLDERS)
		return fail(err, FAULT_DENIED,
			    N_("No more keys can be linked to this application. Use its PIN."),
			    "%d holders", holders);
	if (fault == FAULT_NONE)
		fault = store_application_hold(
			s, &(struct store_application_holder){holder, c->row.id, c->now}, err);
	c->row.held = true;
	return fault == FAULT_NONE ? change_enter(c, LEDGER_LINKED, "", err) : fault;
}

enum fault application_own(struct registry *r, const struct caller *v, struct application *a,
			   struct error *err)
{
	struct change c = {.registry = r, .caller = v};
	char holder[CALLER_IDENTITY];
	bool held = false;
	enum fault fault;

	if (!caller_holder(v, holder))
		return fail(err, FAULT_DENIED,
			    N_("You connected without a key. Connect as me@ with your key."),
			    "no key");
	do {
		fault = change_begin(&c, ACCESS_LINK, a->id, err);
		if (fault == FAULT_NONE)
			fault = store_application_is_held(r->store, a->id, holder, &held, err);
		if (fault == FAULT_NONE && !held)
			fault = add_holder(&c, holder, err);
		fault = change_end(&c, fault, a, err);
	} while (change_again(&c, fault));
	return fault;
}

enum fault application_get(struct registry *r, struct caller *v, struct application *a,
			   struct error *err)
{
	struct store_application row;
	enum fault fault = look_at(r, v, a, LOOK_AGAIN, &row, err);

	if (fault == FAULT_NONE)
		change_show(&row, a);
	return fault;
}
