/* entry_asked.c - whether a register has the entry of this number, and whether the caller may send
 * for it: told as the number is typed, in the words of the end. */
#include "services/application/entry_asked.h"

#include "services/application/organisation_inside.h"
#include "services/definition/service_entry.h"
#include "services/register/entry_inside.h"
#include "services/registry/registry_inside.h"

#include <string.h>

enum fault entry_asked_none(const struct service *s, const struct register_definition *d,
			    enum lang lang, struct error *err)
{
	fail(err, FAULT_INPUT,
	     N_("No entry has this number in the register “{register}”. Check the number: it is on "
		"the document that you were given when the entry was made."),
	     "no such entry");
	error_fill(err, "register", "%s", d == NULL ? s->about->book : d->name.in[lang]);
	if (err != NULL)
		snprintf(err->field, sizeof(err->field), "%s", s->about->by);
	return FAULT_INPUT;
}

enum fault entry_asked(struct registry *r, const struct caller *c, const struct service *s,
		       const char *number, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	const struct register_definition *d = NULL;
	struct store_register_entry row;
	bool found = false;
	enum fault fault = access_may(r, c, ACCESS_VISIT, NULL, err);

	if (fault != FAULT_NONE || s->about == NULL || number == NULL || number[0] == '\0')
		return fault;
	fault = entry_definition(r, a, s->terms, s->about->book, &d, err);
	if (fault == FAULT_NONE && d != NULL && register_tells_persons(d))
		return FAULT_NONE;
	if (fault == FAULT_NONE && d != NULL)
		fault = entry_by_number(r, d->id, number, &row, &found, err);
	if (fault == FAULT_NONE && !found)
		return entry_asked_none(s, d, c->lang, err);
	if (fault != FAULT_NONE || !s->about->people || c->served.person[0] != '\0' ||
	    c->role != ROLE_APPLICANT)
		return fault;
	return org_may_file(&(struct org_filer){.registry = r,
						.caller = c,
						.arena = a,
						.of = d,
						.row = &row,
						.service = s->id,
						.now = registry_now(r)},
			    err);
}
