/* duty_people.c - the people of an entry are told that something was done with it. */
#include "services/application/duty_people.h"

#include "i18n/base/array.h"
#include "services/application/dispatch.h"
#include "services/application/organisation_inside.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_application.h"
#include "services/store/store_link.h"

#include <string.h>

/* --- who is told --- */

static enum fault holds(struct registry *r, const char *application, const char *account, bool *ret,
			struct error *err)
{
	char holder[CALLER_IDENTITY];

	*ret = false;
	if (application[0] == '\0')
		return FAULT_NONE;
	caller_account_name(account, holder);
	return store_application_is_of(r->store, application,
				       &(struct store_application_person){account, holder, ""}, ret,
				       err);
}

/* But for who holds an application that tells it by a notice of its own. */
static enum fault tell_one(struct registry *r, const struct duty_told *t, const char *account,
			   struct error *err)
{
	const struct dispatch_about about = {t->words, t->name, &t->of->authority, t->row->number};
	bool told = false;
	enum fault fault = holds(r, t->by, account, &told, err);

	if (fault == FAULT_NONE && !told && t->owner)
		fault = holds(r, t->row->application, account, &told, err);
	return fault == FAULT_NONE && !told ? dispatch_account(r, &about, account, err) : fault;
}

enum fault duty_tell_people(struct registry *r, struct arena *a, const struct duty_told *t,
			    struct error *err)
{
	const struct organisation_at at = {.of = t->of, .number = t->row->number};
	struct org o = {.registry = r, .at = &at, .arena = a, .row = *t->row};
	enum fault fault = t->words == NULL ? FAULT_NONE : org_read(&o, err);

	for (size_t i = 0; i < o.count && fault == FAULT_NONE; i++)
		if (org_lives(&o.agents[i]))
			fault = tell_one(r, t, o.agents[i].account, err);
	return fault;
}

enum fault duty_has_people(struct registry *r, struct arena *a, const struct register_definition *d,
			   const struct store_register_entry *row, bool *ret, struct error *err)
{
	const struct organisation_at at = {.of = d, .number = row->number};
	struct org o = {.registry = r, .at = &at, .arena = a, .row = *row};
	enum fault fault = org_read(&o, err);

	*ret = false;
	for (size_t i = 0; i < o.count && fault == FAULT_NONE; i++)
		*ret = *ret || org_lives(&o.agents[i]);
	return fault;
}

/* --- whose doing it was --- */

struct keys {
	struct arena *arena;
	const char **list;
	size_t count, room;
};

static void keep_key(void *ctx, const struct store_application_holder *holder)
{
	struct keys *k = ctx;

	k->list = array_room_in(k->arena, k->list, k->count + 1, &k->room, sizeof(*k->list));
	k->list[k->count++] = arena_text(k->arena, holder->key);
}

static void note_people(void *ctx, const struct store_link *link)
{
	bool *is = ctx;

	*is = *is || strcmp(link->kind, AGENCY_LINK) == 0;
}

/* Nobody holds it, no staff have helped, and yet its people alone send it. */
static enum fault is_of_slip(struct registry *r, const char *application, bool *ret,
			     struct error *err)
{
	struct store_application row;
	bool found = false, people = false;
	enum fault fault = store_link_each_of(r->store, application, note_people, &people, err);

	if (fault == FAULT_NONE)
		fault = store_application_get(r->store, application, &row, &found, err);
	*ret = people && found && row.helper[0] == '\0';
	return fault;
}

enum fault duty_is_owners(struct registry *r, struct arena *a,
			  const struct store_register_entry *row, const char *application,
			  bool *ret, struct error *err)
{
	struct keys of = {.arena = a}, own = {.arena = a};
	enum fault fault = store_application_each_holder(r->store, application, keep_key, &of, err);

	*ret = false;
	if (fault == FAULT_NONE && of.count == 0)
		return is_of_slip(r, application, ret, err);
	if (fault == FAULT_NONE)
		fault = store_application_each_holder(r->store, row->application, keep_key, &own,
						      err);
	for (size_t i = 0; i < of.count && fault == FAULT_NONE; i++)
		for (size_t k = 0; k < own.count; k++)
			*ret = *ret || strcmp(of.list[i], own.list[k]) == 0;
	return fault;
}
