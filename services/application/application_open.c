/* application_open.c - how an application is opened: by what was proven, by reference and PIN, by
 * the authority; and what a try at a PIN costs. */
#include "services/application/application.h"

#include "services/access/attempt.h"
#include "services/application/look.h"
#include "services/application/member_inside.h"
#include "services/registry/pin.h"
#include "services/registry/registry_inside.h"

/* --- trying a PIN --- */

/* One hash for each try, whatever comes of it. Of a reference that there is not the row is all
   zero: whatever is asked of it is asked all the same. */
static enum fault try_pin(struct registry *r, const struct caller *v,
			  const struct store_application *row, const char *pin, const char *hash,
			  struct attempt *t, struct error *err)
{
	enum fault fault = FAULT_NONE;

	network_name(&r->seal, v->source, t->source);
	if (v->key[0] != '\0')
		fault = store_application_is_held(r->store, row->id, v->key, &t->held, err);
	t->exists = row->id[0] != '\0';
	t->strange = !t->held && !network_is(&r->seal, row->source, v->source);
	t->budget = t->held ? BUDGET_PIN_KEY : BUDGET_PIN_NETWORK;
	if (t->held)
		snprintf(t->subject, sizeof(t->subject), "%s %s", v->key, t->name);
	else if (t->source[0] != '\0')
		snprintf(t->subject, sizeof(t->subject), "%s %s", t->source, t->name);
	return fault == FAULT_NONE ? attempt_pin(r, t, pin, hash, err) : fault;
}

/* --- opening --- */

static enum fault missing(bool crowded, struct error *err)
{
	if (crowded)
		fail(err, FAULT_MISSING,
		     N_("We cannot find an application with this reference number and PIN, or too "
			"many wrong PINs were tried for it. Check both numbers, digit by digit. If "
			"both are right, connect with your key (me@) or from the network where you "
			"began it, or ask at the authority's counter or at a centre."),
		     "reference or PIN");
	else
		fail(err, FAULT_MISSING,
		     N_("We cannot find an application with this reference number and PIN. Check "
			"both numbers."),
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
	enum fault fault = look_may(r, v, typed ? ACCESS_OPEN : ACCESS_LOOK, NULL, row, &why);

	*ret = fault == FAULT_NONE;
	if (fault == FAULT_NONE || fault == FAULT_MISSING || fault == FAULT_DENIED)
		return FAULT_NONE;
	if (err != NULL)
		*err = why;
	return fault;
}

/* `row` as it was just read. */
static enum fault open_row(struct registry *r, struct caller *v, struct store_application *row,
			   struct application *ret, struct error *err)
{
	enum fault fault = look_in(r, v, LOOK_OPEN, row, err);

	if (fault == FAULT_NONE)
		change_show(row, ret);
	return fault;
}

/* Behind a hash, which takes its time: as it is by now. */
static enum fault open_proven(struct registry *r, struct caller *v, struct store_application *row,
			      struct application *ret, struct error *err)
{
	bool found = false;
	struct store_application now;
	enum fault fault =
		store_application_again(r->store, row->id, row->reference, &now, &found, err);

	if (fault == FAULT_NONE && !found)
		fault = access_missing(v, err);
	return fault == FAULT_NONE ? open_row(r, v, &now, ret, err) : fault;
}

/* A longer one is a member's own. */
static enum fault find_hash(struct registry *r, const struct store_application *row,
			    const char *pin, char ret[PIN_HASH], struct error *err)
{
	if (strlen(pin) == MEMBER_PIN_DIGITS)
		return member_hash_of(r, row->id, pin, ret, err);
	snprintf(ret, PIN_HASH, "%s", row->pin);
	return FAULT_NONE;
}

/* The PIN as typed against the row; remembers in `v` that it was right. */
static enum fault prove(struct registry *r, struct caller *v, const struct store_application *row,
			const char *reference, const char *pin, struct error *err)
{
	char secret[MEMBER_PIN_DIGITS + 1], hash[PIN_HASH];
	struct attempt t = {.name = reference};
	enum fault fault = reference_read_any_pin(pin, secret, err);

	if (fault != FAULT_NONE && err != NULL)
		snprintf(err->field, sizeof(err->field), "pin");
	if (fault == FAULT_NONE)
		fault = find_hash(r, row, secret, hash, err);
	if (fault == FAULT_NONE)
		fault = try_pin(r, v, row, secret, hash, &t, err);
	sodium_memzero(secret, sizeof(secret));
	if (fault != FAULT_NONE)
		return fault;
	if (!t.is_right)
		return missing(t.crowded, err);
	caller_prove(v, row->reference, hash, t.held ? PROVEN_PIN_OWN : PROVEN_PIN);
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
	return fault == FAULT_NONE ? open_proven(r, v, &row, ret, err) : fault;
}

enum fault application_reached(struct registry *r, const struct caller *v, const char *reference,
			       struct error *err)
{
	struct store_application row = {.submitted_at = 0};
	char digits[REFERENCE_DIGITS + 1];
	bool found = false;
	enum fault fault = reference_read(reference, digits, err);

	if (fault == FAULT_NONE)
		fault = store_application_find(r->store, digits, &row, &found, err);
	if (fault == FAULT_NONE && !found)
		fault = access_missing(v, err);
	return fault == FAULT_NONE ? look_may(r, v, ACCESS_LOOK, NULL, &row, err) : fault;
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
	fault = look_may(r, v, ACCESS_SUBMIT, NULL, &row, &why);
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
	enum fault fault = look_at(r, v, a, LOOK_AGAIN, &row, err);

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
		fault = open_row(r, v, &row, ret, err);
	if (!found || fault == FAULT_MISSING)
		return fail(err, FAULT_MISSING,
			    N_("We cannot find an application with this reference number."),
			    "no such reference");
	return fault;
}
