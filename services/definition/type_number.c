/* type_number.c - a question of type number: a whole number. */
#include "services/definition/type_inside.h"

#include "i18n/digits.h"

#include <errno.h>
#include <string.h>

#define YEARS_END 10000

static const char *const samples[] = {"2", "1", "10", "40", "100", "1990", "500", "2024", NULL};

static bool limit_fits(const struct question *q, const char *limit)
{
	(void)q;
	return type_inside_is_whole(limit) && strlen(limit) - (limit[0] == '-') <= TYPE_DIGITS_MAX;
}

/* A number of four digits may be a year. */
static char *show_limit(struct arena *a, enum lang lang, const struct question *q, int64_t limit)
{
	(void)q;
	return limit > -YEARS_END && limit < YEARS_END ? arena_format(a, "%lld", (long long)limit)
						       : digits_show(a, lang, limit);
}

static const struct type_limits limits = {
	.min = N_("Enter a number that is {min} or more."),
	.max = N_("Enter a number that is {max} or less."),
	.both = N_("Enter a number between {min} and {max}."),
	.fits = limit_fits,
	.measure = type_inside_integer,
	.show = show_limit,
};

static bool literal(const struct term_list *terms, struct arena *a, const struct question *q,
		    const char **literal)
{
	char *end;

	(void)terms, (void)a, (void)q;
	errno = 0;
	(void)strtoll(*literal, &end, 10);
	return errno == 0 && **literal != '\0' && *end == '\0';
}

static enum fault take(struct type_entry *e)
{
	const char *s = type_inside_bare(e, " ");
	const char *digits = s[0] == '-' ? s + 1 : s;

	if (!type_inside_is_digits(digits))
		return type_inside_refuse(e, N_("Enter a whole number in digits."));
	digits += strspn(digits, "0");
	if (*digits == '\0')
		digits = "0";
	if (strlen(digits) > TYPE_DIGITS_MAX)
		return type_inside_refuse(
			e, N_("This number is too long. Enter no more than 15 digits."));
	e->kept = arena_format(e->scratch, "%s%s", s[0] == '-' && digits[0] != '0' ? "-" : "",
			       digits);
	return FAULT_NONE;
}

static bool is_shaped(const struct answer_ground *g, const struct question *q, const char *s)
{
	(void)g, (void)q;
	return type_inside_is_whole(s) && strlen(s) <= 18;
}

const struct type_ops type_number = {
	.name = "number",
	.traits = TYPE_ORDERED | TYPE_NUMERIC | TYPE_LTR,
	.limits = &limits,
	.literal = literal,
	.read = take,
	.is_shaped = is_shaped,
	.expects = N_("A whole number."),
	.samples = {samples},
};
