/* renew.c - a lost reference or PIN of an application is given anew at a counter, to whom it
 * belongs.
 */
#include "services/application/renew.h"

#include "services/access/pace.h"
#include "services/application/change.h"
#include "services/application/tell.h"
#include "services/registry/pin.h"
#include "services/registry/registry_inside.h"

#include <string.h>

static enum fault is_none(struct error *err)
{
	return fail(err, FAULT_MISSING,
		    N_("We cannot find an application with this reference number."),
		    "no such reference");
}

/* Each number that is tried takes one of the visit's, also one that is nobody's. */
static enum fault find(struct change *c, const char *digits, struct error *err)
{
	struct store_application row;
	bool found = false;
	enum fault fault = store_application_find(c->registry->store, digits, &row, &found, err);

	if (fault == FAULT_NONE)
		fault = change_read(c, found ? row.id : "", err);
	if (fault == FAULT_NONE)
		fault = pace_take(c->registry, c->paced, PACE_FIND, err);
	if (fault != FAULT_NONE)
		return fault;
	return found ? change_may(c, ACCESS_GIVE, ACCESS_NO_STAGE, err) : is_none(err);
}

enum fault renew_find(struct registry *r, struct caller *v, const char *reference,
		      struct application *ret, struct error *err)
{
	struct change c = {.registry = r, .caller = v, .paced = v, .is_upkeep = true};
	char digits[REFERENCE_DIGITS + 1];
	struct error why = {0};
	enum fault fault = access_may(r, v, ACCESS_GIVE, NULL, err), may = FAULT_NONE;

	if (fault == FAULT_NONE)
		fault = reference_read(reference, digits, err);
	if (fault != FAULT_NONE)
		return fault;
	do {
		/* What is refused is committed all the same: it was tried. */
		may = find(&c, digits, &why);
		fault = may == FAULT_MISSING || may == FAULT_DENIED ? FAULT_NONE : may;
		if (fault == FAULT_NONE && may == FAULT_NONE)
			change_show(&c.row, ret);
		fault = change_end(&c, fault, NULL, fault == FAULT_NONE ? err : &why);
	} while (change_again(&c, fault));
	if (fault != FAULT_NONE) {
		if (why.fault == fault && err != NULL)
			*err = why;
		return fault;
	}
	return may == FAULT_NONE ? FAULT_NONE : is_none(err);
}

static enum fault give_once(struct change *c, const struct application *a, const struct service *s,
			    const char *hash, struct error *err)
{
	enum fault fault = change_begin(c, ACCESS_GIVE, a->id, err);

	if (fault == FAULT_NONE)
		fault = change_compare(c, a, err);
	if (fault == FAULT_NONE)
		fault = change_event(c, "", err);
	if (fault != FAULT_NONE)
		return fault;
	snprintf(c->row.pin, sizeof(c->row.pin), "%s", hash);
	fault = tell_renewed(c, s, err);
	return fault == FAULT_NONE ? change_enter(c, LEDGER_RENEWED, "counter", err) : fault;
}

static enum fault draw(struct registry *r, const char *reference, char pin[PIN_DIGITS + 1],
		       char hash[PIN_HASH], struct error *err)
{
	int slot;
	enum fault fault = pin_enter(r->hashing, &slot, err);

	if (fault != FAULT_NONE)
		return fault;
	reference_new_pin(pin);
	fault = pin_hash(&r->seal, reference, pin, hash, err);
	pin_leave(r->hashing, slot);
	return fault;
}

enum fault renew_give(struct registry *r, struct caller *v, struct application *a,
		      const struct service *s, bool seen, struct receipt *ret, struct error *err)
{
	struct change c = {.registry = r, .caller = v};
	char hash[PIN_HASH] = "", pin[PIN_DIGITS + 1] = "";
	enum fault fault = access_may(r, v, ACCESS_GIVE, NULL, err);

	if (fault == FAULT_NONE && !seen)
		return fail(err, FAULT_INPUT,
			    N_("First ask for an identity document, and check that the application "
			       "is this person's; then confirm it."),
			    "nobody has seen who it is");
	if (fault == FAULT_NONE)
		fault = draw(r, a->reference, pin, hash, err);
	if (fault != FAULT_NONE)
		return fault;
	do {
		fault = give_once(&c, a, s, hash, err);
		fault = change_end(&c, fault, a, err);
	} while (change_again(&c, fault));
	if (fault == FAULT_NONE) {
		*ret = (struct receipt){.submitted_at = a->submitted_at, .due_at = a->due_at};
		memcpy(ret->reference, a->reference, sizeof(ret->reference));
		memcpy(ret->pin, pin, sizeof(ret->pin));
	}
	sodium_memzero(pin, sizeof(pin));
	return fault;
}
