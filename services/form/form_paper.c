/* form_paper.c - until when a paper is valid, by the answers of a form. */
#include "services/form/form_inside.h"

bool form_valid_until(const struct form *f, const struct paper *p, struct date *ret)
{
	static const char units[] = {[UNIT_DAY] = 'd', [UNIT_WEEK] = 'w', [UNIT_MONTH] = 'm'};
	const struct field_path at = {p->day_in, 0, p->day};
	const char *kept = p->day == NULL || !form_asks(f, &at) ? NULL : form_get(f, &at);
	struct date day;
	char word[40];

	if (kept == NULL || !date_read_iso(kept, &day))
		return false;
	snprintf(word, sizeof(word), "today+%d%c", p->valid.value, units[p->valid.unit]);
	return date_limit(word, date_last(day), ret, NULL) == FAULT_NONE;
}

bool form_has_lapsed(const struct form *f, const struct paper *p)
{
	struct date until;

	return form_valid_until(f, p, &until) && date_compare(until, f->ground.today) < 0;
}

/* Whether another of which one is enough may stand in its place: where it came itself, one that
 * came as well. */
static bool has_other(const struct form *f, const size_t *asked, size_t count, size_t paper,
		      const bool *came)
{
	const struct paper *all = f->service->papers;

	for (size_t i = 0; i < count; i++)
		if (asked[i] != paper && all[paper].choice > 0 &&
		    all[asked[i]].choice == all[paper].choice &&
		    !form_has_lapsed(f, &all[asked[i]]) &&
		    (came == NULL || !came[paper] || came[asked[i]]))
			return true;
	return false;
}

const struct paper *form_lapsed(const struct form *f, const bool *came)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 16);
	size_t *asked = NULL, count = form_papers(f, a, &asked);

	for (size_t i = 0; i < count; i++) {
		const struct paper *p = &f->service->papers[asked[i]];

		if (p->day != NULL && form_has_lapsed(f, p) &&
		    !has_other(f, asked, count, asked[i], came))
			return p;
	}
	return NULL;
}
