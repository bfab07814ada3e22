/* duty_people.c - the people of an entry are told that something was done with it. */
#include "services/application/duty_people.h"

#include "services/application/dispatch.h"
#include "services/application/organisation_inside.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_address.h"

#define ADDRESSES 8

struct addresses {
	struct store_address rows[ADDRESSES];
	size_t count;
};

static void keep_address(void *ctx, const struct store_address *row)
{
	struct addresses *to = ctx;

	if (row->proven_at > 0 && to->count < ADDRESSES)
		to->rows[to->count++] = *row;
}

/* Which entry it is, by its number, and nothing of persons. */
static const char *words_for(const struct org *o, const struct template *t, enum lang lang)
{
	const struct template brief = {.id = t->id, .version = t->version, .text = t->brief};
	const char *values[TEMPLATE_PLACES] = {[TEMPLATE_SERVICE] = o->at->of->name.in[lang],
					       [TEMPLATE_AUTHORITY] = o->at->of->authority.in[lang],
					       [TEMPLATE_REFERENCE] = o->row.number};

	return t->brief.in[lang] == NULL ? o->row.number
					 : template_fill(o->arena, &brief, lang, values);
}

static enum fault tell_one(const struct org *o, const struct template *t, const char *account,
			   struct error *err)
{
	struct addresses to = {.count = 0};
	char holder[CALLER_IDENTITY];
	bool holds = false;
	enum fault fault;

	caller_account_name(account, holder);
	fault = store_application_is_of(o->registry->store, o->row.application,
					&(struct store_application_person){account, holder, ""},
					&holds, err);
	if (fault == FAULT_NONE && !holds)
		fault = store_address_each(o->registry->store, account, keep_address, &to, err);
	for (size_t i = 0; i < to.count && fault == FAULT_NONE; i++) {
		enum lang lang = LANG_EN;

		lang_find(to.rows[i].lang, &lang);
		fault = dispatch_add(o->registry, &to.rows[i], NULL, 0, words_for(o, t, lang), err);
	}
	return fault;
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
