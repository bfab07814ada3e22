/* effect_entry_which.c - which entry of a register an application is about or has made, whether an
 * act may change it as it is, and until when it is valid then. */
#include "services/application/effect_entry_which.h"

#include "i18n/date.h"
#include "services/definition/known.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_link.h"

#include <string.h>

static void keep_about(void *ctx, const struct store_link *link)
{
	char *to = ctx;

	if (strcmp(link->kind, EFFECT_ENTRY_ABOUT) == 0)
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
	     N_("The entry has the status \"{status}\"; this act is possible with: {known}."),
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
