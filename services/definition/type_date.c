/* type_date.c - a question of type date: a day of the civil calendar. */
#include "services/definition/type_inside.h"

#include <string.h>

static const char *const samples[] = {"1985-06-15", "2024-11-03", "2026-05-02", "2027-06-01",
				      "2015-09-20", "1998-02-28", NULL};

static const char *const keys[] = {"about", "shown_by", NULL};
static const char *const abouts[] = {
	[DATE_ABOUT_DAY] = "day", [DATE_ABOUT_MONTH] = "month", [DATE_ABOUT_YEAR] = "year", NULL};

struct own {
	enum date_about about;
};

static enum date_about about_of(const struct question *q)
{
	return q->own == NULL ? DATE_ABOUT_DAY : ((const struct own *)q->own)->about;
}

/* Names of months are those of the service's country. */
static void define(struct reader *r, const struct node *n, const char *country, struct question *q)
{
	struct own *own = arena_take(r->arena, sizeof(*own));
	const struct node *about = reader_find(n, "about");
	int which = about == NULL ? -1 : reader_one_of(r, about, abouts);

	own->about = which < 0 ? DATE_ABOUT_DAY : (enum date_about)which;
	q->own = own;
	q->country = country;
}

static bool is_limit(const char *s)
{
	static const struct date some_day = {2000, 1, 1};
	struct date day;

	return date_limit(s, some_day, &day, NULL) == FAULT_NONE;
}

static bool limit_fits(const struct question *q, const char *limit)
{
	(void)q;
	return is_limit(limit);
}

static int64_t limit_value(const struct answer_ground *g, const struct question *q,
			   const char *limit)
{
	struct date day = {0};

	(void)q;
	return date_limit(limit, g->today, &day, NULL) == FAULT_NONE ? date_number(day) : 0;
}

static int64_t measure(const struct question *q, const char *canonical)
{
	struct date day = {0};

	(void)q;
	return date_read_iso(canonical, &day) ? date_number(date_first(day)) : 0;
}

static int64_t measure_end(const struct question *q, const char *canonical)
{
	struct date day = {0};

	(void)q;
	return date_read_iso(canonical, &day) ? date_number(date_last(day)) : 0;
}

static char *show_limit(struct arena *a, enum lang lang, const struct question *q, int64_t limit)
{
	return date_show(a, lang, q->country, date_from_number(limit));
}

static const struct type_limits limits = {
	.min = N_("Enter a date on or after {min}."),
	.max = N_("Enter a date on or before {max}."),
	.both = N_("Enter a date between {min} and {max}."),
	.refusal = N_("\"{value}\" is not a date limit: write 1990-03-14, today, today-18y or "
		      "today+30d."),
	.fits = limit_fits,
	.value = limit_value,
	.measure = measure,
	.measure_end = measure_end,
	.show = show_limit,
};

static bool literal(const struct term_list *terms, struct arena *a, const struct question *q,
		    const char **literal)
{
	(void)terms, (void)a, (void)q;
	return is_limit(*literal);
}

static enum fault take(struct type_entry *e)
{
	struct date day;
	enum fault fault = date_parse_about(e->text, about_of(e->q), &day, e->err);

	if (fault == FAULT_NONE)
		e->kept = date_iso(e->scratch, day);
	return fault;
}

static bool is_shaped(const struct answer_ground *g, const struct question *q, const char *s)
{
	enum date_about about = about_of(q);
	struct date day;

	(void)g;
	return date_read_iso(s, &day) && (day.day != 0 || about != DATE_ABOUT_DAY) &&
	       (day.month != 0 || about == DATE_ABOUT_YEAR);
}

static bool moves(const char *written)
{
	return strncmp(written, "today", 5) == 0;
}

static char *preset(const struct answer_ground *g, struct arena *a, const struct question *q)
{
	struct date day;

	return date_limit(q->preset, g->today, &day, NULL) == FAULT_NONE ? date_iso(a, day) : NULL;
}

static char *show(const struct answer_ground *g, struct arena *a, const struct question *q,
		  const char *canonical, enum lang lang)
{
	struct date day;

	(void)g;
	return date_read_iso(canonical, &day) ? date_show(a, lang, q->country, day) : NULL;
}

static char *edit(struct arena *a, const struct question *q, const char *canonical, enum lang lang)
{
	struct date day;

	(void)q, (void)lang;
	if (!date_read_iso(canonical, &day) || day.month == 0)
		return NULL;
	if (day.day == 0)
		return arena_format(a, "%d/%04d", day.month, day.year);
	return arena_format(a, "%d/%d/%04d", day.day, day.month, day.year);
}

static const char *expects_of(const struct question *q)
{
	switch (about_of(q)) {
	case DATE_ABOUT_MONTH:
		return N_("For example 14/3/1990. If you do not know the day: month and year "
			  "(3/1990).");
	case DATE_ABOUT_YEAR:
		return N_("For example 14/3/1990. If you do not know the day: month and year "
			  "(3/1990), or only the year (1990).");
	case DATE_ABOUT_DAY: break;
	}
	return NULL;
}

/* Nobody who asks here was alive then; years of the Hijri calendar look so. */
static const char *remark(const struct question *q, const char *canonical)
{
	(void)q;
	return strtol(canonical, NULL, 10) < 1850
		       ? N_("This year is very long ago. If it is a Hijri year, write the date in "
			    "the Gregorian calendar.")
		       : NULL;
}

const struct type_ops type_date = {
	.name = "date",
	.traits = TYPE_ORDERED | TYPE_DAY | TYPE_LTR,
	.keys = keys,
	.limits = &limits,
	.define = define,
	.literal = literal,
	.read = take,
	.is_shaped = is_shaped,
	.moves = moves,
	.preset = preset,
	.show = show,
	.edit = edit,
	.remark = remark,
	.expects = N_("A date such as 14/3/1990."),
	.hint = N_("Day, month, year: for example 14/3/1990."),
	.expects_of = expects_of,
	.samples = {samples},
};
