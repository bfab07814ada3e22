/* duty_people.c - the people of an entry are told that something was done with it. */
#include "services/application/duty_people.h"

#include "services/application/dispatch.h"
#include "services/application/organisation_inside.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_application.h"

/* But for who holds the application that the entry came of: the application's own notice tells
 * them. */
static enum fault tell_one(const struct org *o, const struct template *t, const char *account,
			   struct error *err)
{
	const struct dispatch_about about = {&t->brief, &o->at->of->name, &o->at->of->authority,
					     o->row.number};
	char holder[CALLER_IDENTITY];
	bool holds = false;
	enum fault fault;

	caller_account_name(account, holder);
	fault = store_application_is_of(o->registry->store, o->row.application,
					&(struct store_application_person){account, holder, ""},
					&holds, err);
	return fault == FAULT_NONE && !holds ? dispatch_account(o->registry, &about, account, err)
					     : fault;
}

enum fault duty_tell_people(struct registry *r, struct arena *a,
			    const struct register_definition *d,
			    const struct store_register_entry *row, const struct template *t,
			    struct error *err)
{
	const struct organisation_at at = {.of = d, .number = row->number};
	struct org o = {.registry = r, .at = &at, .arena = a, .row = *row};
	enum fault fault = t == NULL ? FAULT_NONE : org_read(&o, err);

	for (size_t i = 0; i < o.count && fault == FAULT_NONE; i++)
		if (org_lives(&o.agents[i]))
			fault = tell_one(&o, t, o.agents[i].account, err);
	return fault;
}
