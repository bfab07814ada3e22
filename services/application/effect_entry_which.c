/* effect_entry_which.c - which entry of a register an application is about or has made, whether an
 * act may change it as it is, and until when it is valid then. */
#include "services/application/effect_entry_which.h"

#include "i18n/date.h"
#include "services/access/agency.h"
#include "services/definition/known.h"
#include "services/register/entry_inside.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_link.h"

#include <string.h>

static void keep_about(void *ctx, const struct store_link *link)
{
	char *to = ctx;

	if (strcmp(link->kind, AGENCY_ABOUT) == 0)
		snprintf(to, 33, "%s", link->other);
}

enum fault effect_entry_find(struct registry *r, const char *application, const struct service *s,
			     const char *book, struct store_register_entry *ret, bool *ret_found,
			     struct error *err)
{
	char id[33] = "";
	enum fault fault = FAULT_NONE;

	*ret_found = false;
	if (s->about != NULL && strcmp(s->about->book, book) == 0)
		fault = store_link_each_of(r->store, application, keep_about, id, err);
	if (fault != FAULT_NONE)
		return fault;
	return id[0] == '\0' ? store_register_of(r->store, application, book, ret, ret_found, err)
			     : store_register_get(r->store, id, ret, ret_found, err);
}

/* --- what is known of it --- */

struct telling {
	struct registry *registry;
	struct arena *arena;
	const struct section *known;
	const char *entry;
	struct form *form;
	enum fault fault;
	struct error *err;
};

static void tell(struct telling *t, const char *id, const char *value)
{
	for (size_t i = 0; i < t->known->question_count; i++) {
		const struct field_path at = {t->known, 0, &t->known->questions[i]};

		if (strcmp(at.question->id, id) == 0)
			(void)form_load(t->form, &at, entry_value_as(at.question, value));
	}
}

static bool knows(const struct section *known, const char *id)
{
	for (size_t i = 0; i < known->question_count; i++)
		if (strcmp(known->questions[i].id, id) == 0)
			return true;
	return false;
}

/* They come by revision: the last one stays. */
static void tell_value(void *ctx, const struct store_register_value *row)
{
	struct telling *t = ctx;
	char *value = NULL;

	if (t->fault != FAULT_NONE || !knows(t->known, row->name))
		return;
	t->fault = entry_value(t->registry, t->arena, t->entry, row, &value, t->err);
	if (t->fault == FAULT_NONE)
		tell(t, row->name, value);
}

enum fault effect_entry_tell(struct registry *r, struct arena *a, const struct service *s,
			     const struct store_register_entry *row, struct form *f,
			     struct error *err)
{
	struct telling t = {.registry = r,
			    .arena = a,
			    .known = service_entry_known(s),
			    .entry = row->id,
			    .form = f,
			    .err = err};
	enum fault fault;

	if (t.known == NULL)
		return FAULT_NONE;
	tell(&t, "number", row->number);
	tell(&t, "status", row->status);
	tell(&t, "since", date_iso(a, date_of(row->since)));
	tell(&t, "valid_until", row->until == 0 ? "" : date_iso(a, date_of(row->until - 1)));
	fault = store_register_each_value(r->store, row->id, tell_value, &t, err);
	return fault == FAULT_NONE ? t.fault : fault;
}

/* --- whether it is for this one --- */

/* As it says; else what enters is for all, and nothing else for an entry that has ended. */
static bool is_for(const struct register_status *status, const struct entry_effect *e)
{
	for (size_t i = 0; i < e->from_count; i++)
		if (strcmp(e->from[i], status->id) == 0)
			return true;
	return e->from_count == 0 &&
	       (e->kind == ENTRY_EFFECT_ENTER || status->bears != REGISTER_ENDED);
}

bool effect_entry_takes(const struct register_definition *d, const struct store_register_entry *row,
			const struct entry_effect *e, struct error *err)
{
	const struct register_status *status = register_status(d, row->status);
	char known[KNOWN_MAX] = "";

	if (status == NULL || is_for(status, e))
		return true;
	for (size_t i = 0; i < d->status_count; i++)
		if (is_for(&d->statuses[i], e))
			known_add(known, d->statuses[i].id);
	fail(err, FAULT_DENIED,
	     N_("The entry has the status “{status}”; this act is possible with: {known}."),
	     "status %s", row->status);
	error_fill(err, "status", "%s", row->status);
	error_fill(err, "known", "%s", known);
	return false;
}

/* --- until when --- */

/* The day that starts it does not count: a year from 4 January ends with 4 January; in a month
 * without that day, with its last. */
static struct date last_day(struct date day, const struct duration *valid)
{
	int months = day.year * 12 + day.month - 1 + valid->value;

	if (valid->unit != UNIT_MONTH)
		return date_from_number(date_number(day) +
					valid->value * (valid->unit == UNIT_WEEK ? 7 : 1));
	day.year = months / 12;
	day.month = months % 12 + 1;
	return date_is_valid(day) ? day : date_last((struct date){day.year, day.month, 0});
}

int64_t effect_entry_until(const struct entry_effect *e, int64_t since, int64_t before)
{
	struct date from = date_of(since);

	if (e->valid.value == 0)
		return 0;
	if (e->since == ENTRY_SINCE_UNTIL && before > 0)
		from = date_of(before - 1);
	return date_begin(date_from_number(date_number(last_day(from, &e->valid)) + 1));
}
