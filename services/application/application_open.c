/* application_open.c - how an application is opened: by what was proven, by reference and PIN, by
 * the authority; and what a try at a PIN costs. */
#include "services/application/application.h"

#include "services/application/look.h"
#include "services/registry/budget.h"
#include "services/registry/limits.h"
#include "services/registry/pin.h"
#include "services/registry/network.h"
#include "services/registry/registry_inside.h"

/* --- trying a PIN --- */

/* One try, from where it comes. Of a reference that there is not the row is all zero: its hash ""
   is never right, and whatever is asked of it is asked all the same. */
struct attempt {
	const struct store_application *row;
	const char *reference, *pin;
	bool held;          /* by the caller's key */
	enum budget budget; /* that of its key or network */
	char subject[128];  /* of that budget; "" on the host */
	char source[NETWORK];
	bool strange;  /* neither its key nor where it was begun */
	bool crowded;  /* wrong tries at unknown references leave no rows now */
	bool refused;  /* by a budget */
	bool is_right; /* and was not refused */
};

static enum fault weigh(struct registry *r, const struct caller *v, struct attempt *t,
			struct error *err)
{
	enum fault fault = FAULT_NONE;

	network_name(&r->seal, v->source, t->source);
	if (v->key[0] != '\0')
		fault = store_application_is_held(r->store, t->row->id, v->key, &t->held, err);
	t->strange = !t->held && !network_is(&r->seal, t->row->source, v->source);
	t->budget = t->held ? BUDGET_PIN_KEY : BUDGET_PIN_NETWORK;
	if (t->held)
		snprintf(t->subject, sizeof(t->subject), "%s %s", v->key, t->reference);
	else if (t->source[0] != '\0')
		snprintf(t->subject, sizeof(t->subject), "%s %s", t->source, t->reference);
	return fault;
}

/* Before a place to hash is taken, so that who has to wait keeps nobody else waiting. */
static enum fault keep_waiting(struct registry *r, const struct attempt *t, struct error *err)
{
	int milliseconds = 0;
	enum fault fault = FAULT_NONE;

	if (!t->held)
		fault = budget_pause(r->store, BUDGET_PIN_SOURCE, t->source, registry_now(r),
				     &milliseconds, err);
	if (fault == FAULT_NONE)
		registry_wait(r, milliseconds);
	return fault;
}

/* FAULT_DENIED where a budget is used up. */
static enum fault ask_budgets(struct registry *r, struct attempt *t, struct error *err)
{
	int64_t now = registry_now(r);
	enum fault fault = budget_ask(r->store, BUDGET_PIN_UNKNOWN, "all", now, err);

	t->crowded = fault == FAULT_DENIED;
	if (fault == FAULT_NONE || t->crowded)
		fault = budget_ask(r->store, t->budget, t->subject, now, err);
	if (fault == FAULT_NONE && t->strange)
		fault = budget_ask(r->store, BUDGET_PIN_STRANGE, t->reference, now, err);
	t->refused = fault == FAULT_DENIED;
	return fault;
}

/* A reference that there is not is counted like any other, so that it is refused like any other.
   What is not to be counted is counted of nobody ("-"): the work is the same. */
static enum fault count_once(struct registry *r, const struct attempt *t, struct error *err)
{
	bool unknown = t->row->id[0] == '\0';
	bool counts = !t->refused && !(unknown && t->crowded);
	int64_t now = registry_now(r);
	enum fault fault = store_begin(r->store, err);

	if (fault == FAULT_NONE && !t->held)
		fault = budget_use(r->store, BUDGET_PIN_SOURCE, t->source, now, err);
	if (fault == FAULT_NONE)
		fault = budget_use(r->store, t->budget, counts ? t->subject : "-", now, err);
	if (fault == FAULT_NONE && t->strange)
		fault = budget_use(r->store, BUDGET_PIN_STRANGE, counts ? t->reference : "-", now,
				   err);
	if (fault == FAULT_NONE)
		fault = budget_use(r->store, BUDGET_PIN_UNKNOWN, counts && unknown ? "all" : "-",
				   now, err);
	if (fault == FAULT_NONE)
		fault = store_commit(r->store, err);
	store_rollback(r->store);
	return fault;
}

static enum fault count_wrong(struct registry *r, const struct attempt *t, struct error *err)
{
	struct store_runs runs = {0};
	enum fault fault;

	do
		fault = count_once(r, t, err);
	while (fault != FAULT_NONE && store_again(r->store, &runs));
	return fault;
}

/* Where tries at unknown references are no longer counted, a refusal would tell that there is one:
   it is hashed and answered like a wrong PIN. */
static enum fault weigh_and_check(struct registry *r, struct attempt *t, struct error *err)
{
	enum fault fault = ask_budgets(r, t, err);
	bool hidden = t->refused && t->crowded && !t->held;
	if (fault != FAULT_NONE && !hidden)
		return fault;
	fault = pin_check(&r->seal, t->reference, t->pin, t->row->pin, &t->is_right, err);
	t->is_right = t->is_right && !t->refused;
	return fault == FAULT_NONE && !t->is_right ? count_wrong(r, t, err) : fault;
}

/* One hash for each try, whatever comes of it. Budgets are asked while a place to hash is held, so
   that no more than the places can pass them at the same time. */
static enum fault try_pin(struct registry *r, const struct caller *v, struct attempt *t,
			  struct error *err)
{
	int slot;
	enum fault fault = weigh(r, v, t, err);

	if (fault == FAULT_NONE)
		fault = keep_waiting(r, t, err);
	if (fault == FAULT_NONE)
		fault = pin_enter(r->hashing, &slot, err);
	if (fault != FAULT_NONE)
		return fault;
	fault = weigh_and_check(r, t, err);
	pin_leave(r->hashing, slot);
	return fault;
}

/* --- opening --- */

static enum fault missing(bool crowded, struct error *err)
{
	if (crowded)
		fail(err, FAULT_MISSING,
		     N_("There is no application with this reference number and PIN, or wrong PINs "
			"were tried for it too often. Check both, digit by digit. If both are "
			"right, come with your key (me@) or from the network where it was begun, "
			"or ask at the authority's counter or at a centre."),
		     "reference or PIN");
	else
		fail(err, FAULT_MISSING,
		     N_("There is no application with this reference number and PIN. Check both, "
			"digit by digit."),
		     "reference or PIN");
	error_code(err, "reference_or_pin");
	return FAULT_MISSING;
}

/* A PIN that is typed is checked, unless the application is theirs whatever they type; without one
 * it must have been proven before. Of a reference that there is not, nothing is theirs. */
static enum fault opens_without(struct registry *r, const struct caller *v,
				const struct store_application *row, bool typed, bool *ret,
				struct error *err)
{
	struct error why = {0};
	enum fault fault =
		look_may(r, v, typed ? ACCESS_OPEN : ACCESS_LOOK, ACCESS_NO_STAGE, row, &why);

	*ret = fault == FAULT_NONE;
	if (fault == FAULT_NONE || fault == FAULT_MISSING || fault == FAULT_DENIED)
		return FAULT_NONE;
	if (err != NULL)
		*err = why;
	return fault;
}

static enum fault open_row(struct registry *r, struct caller *v,
			   const struct store_application *row, struct application *ret,
			   struct error *err)
{
	struct store_application now;
	enum fault fault = look_at(r, v, row->id, LOOK_OPEN, &now, err);

	if (fault == FAULT_NONE)
		change_show(&now, ret);
	return fault;
}

/* The PIN as typed against the row; remembers in `v` that it was right. */
static enum fault prove(struct registry *r, struct caller *v, const struct store_application *row,
			const char *reference, const char *pin, struct error *err)
{
	char secret[PIN_DIGITS + 1];
	struct attempt t = {.row = row, .reference = reference, .pin = secret};
	enum fault fault = reference_read_pin(pin, secret, err);

	if (fault != FAULT_NONE && err != NULL)
		snprintf(err->field, sizeof(err->field), "pin");
	if (fault == FAULT_NONE)
		fault = try_pin(r, v, &t, err);
	sodium_memzero(secret, sizeof(secret));
	if (fault != FAULT_NONE)
		return fault;
	if (!t.is_right)
		return missing(t.crowded, err);
	caller_prove(v, row->reference, t.held ? PROVEN_PIN_OWN : PROVEN_PIN);
	return FAULT_NONE;
}

enum fault application_open(struct registry *r, struct caller *v, const char *reference,
			    const char *pin, struct application *ret, struct error *err)
{
	struct store_application row = {.submitted_at = 0};
	char digits[REFERENCE_DIGITS + 1];
	bool found = false, owner = false, typed = pin != NULL && *pin != '\0';
	enum fault fault = reference_read(reference, digits, err);

	if (fault == FAULT_NONE)
		fault = store_application_find(r->store, digits, &row, &found, err);
	if (fault == FAULT_NONE)
		fault = opens_without(r, v, &row, typed, &owner, err);
	if (fault != FAULT_NONE)
		return fault;
	if (owner)
		return open_row(r, v, &row, ret, err);
	if (!typed)
		return missing(false, err);
	fault = prove(r, v, &row, digits, pin, err);
	return fault == FAULT_NONE ? open_row(r, v, &row, ret, err) : fault;
}

enum fault application_needs_pin(struct registry *r, const struct caller *v, const char *reference,
				 bool *ret, struct error *err)
{
	struct store_application row = {.submitted_at = 0};
	char digits[REFERENCE_DIGITS + 1];
	struct error why = {0};
	bool found = false;
	enum fault fault = reference_read(reference, digits, err);

	if (fault == FAULT_NONE)
		fault = store_application_find(r->store, digits, &row, &found, err);
	if (fault != FAULT_NONE)
		return fault;
	fault = look_may(r, v, ACCESS_SUBMIT, ACCESS_NO_STAGE, &row, &why);
	*ret = why.code != NULL && strcmp(why.code, ACCESS_PIN_NEEDED) == 0;
	if (fault == FAULT_NONE || fault == FAULT_MISSING || fault == FAULT_DENIED)
		return FAULT_NONE;
	if (err != NULL)
		*err = why;
	return fault;
}

enum fault application_prove(struct registry *r, struct caller *v, const struct application *a,
			     const char *pin, struct error *err)
{
	struct store_application row;
	enum fault fault = look_at(r, v, a->id, LOOK_AGAIN, &row, err);

	if (fault == FAULT_NONE)
		fault = prove(r, v, &row, row.reference, pin, err);
	if (fault == FAULT_MISSING && err != NULL && err->code != NULL) {
		err->say = N_("This is not the PIN of this application. Check it, digit by digit.");
		err->code = "pin_wrong";
	}
	return fault;
}

enum fault application_open_host(struct registry *r, struct caller *v, const char *reference,
				 struct application *ret, struct error *err)
{
	struct store_application row;
	char digits[REFERENCE_DIGITS + 1];
	bool found = false;
	enum fault fault = access_may(r, v, ACCESS_OPEN_ANY, NULL, err);

	if (fault == FAULT_NONE)
		fault = reference_read(reference, digits, err);
	if (fault == FAULT_NONE)
		fault = store_application_find(r->store, digits, &row, &found, err);
	if (fault != FAULT_NONE)
		return fault;
	if (found)
		fault = look_may(r, v, ACCESS_LOOK, ACCESS_NO_STAGE, &row, err);
	if (!found || fault == FAULT_MISSING)
		return fail(err, FAULT_MISSING,
			    N_("There is no application with this reference number."),
			    "no such reference");
	return fault == FAULT_NONE ? open_row(r, v, &row, ret, err) : fault;
}
