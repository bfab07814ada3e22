/* type_national_id.c - a question of type national_id: digits as a country gives them out. */
#include "services/definition/type_inside.h"

#include "services/definition/pattern.h"
#include "services/definition/service.h"

#include <string.h>

static const char *const keys[] = {"pattern", "country", "unlike", NULL};
static const char *const samples[] = {"12345678",           "123456789012", "12345678901234",
				      "29001011234567",     "123456789",    "109850612345678906",
				      "100850612345678906", "1234567",      NULL};

static void define(struct reader *r, const struct node *n, const char *country, struct question *q)
{
	type_inside_country(r, n, country, q);
}

static const char *pattern(const struct term_list *terms, const struct question *q,
			   const struct text **says)
{
	const struct country *c = term_country(terms, q->country);

	if (q->pattern != NULL || c == NULL) {
		*says = &q->says;
		return q->pattern;
	}
	*says = &c->id_says;
	return c->id_pattern;
}

/* All its digits are there and one of them cannot be: to count them, or to tell its form again,
 * would hide which. */
static bool is_wrong_inside(const struct type_entry *e, const struct country *c, const char *s)
{
	return e->q->pattern == NULL && c != NULL && c->id_almost != NULL &&
	       pattern_matches(c->id_almost, s) && !pattern_matches(c->id_pattern, s);
}

/* A day in the place of the number, with its strokes, hyphens or stops: 1/1/2015. */
static bool is_day(const struct type_entry *e)
{
	struct date day;

	return strpbrk(e->text, "/-.") != NULL && date_parse(e->text, &day, NULL) == FAULT_NONE;
}

static enum fault take(struct type_entry *e)
{
	char *s = type_inside_bare(e, " -./");
	const struct country *c = term_country(e->ground->terms, e->q->country);
	const struct text *says = text_is_set(&e->q->says) || c == NULL ? &e->q->says : &c->id_says;

	bool day = is_day(e);

	if (!type_inside_is_digits(s) || strlen(s) > 40 || day)
		return type_inside_refuse_saying(e, says, N_("Enter the number using digits only."),
						 day ? e->text : s);
	if (is_wrong_inside(e, c, s)) {
		type_inside_refuse(e,
				   N_("This answer is not in the right format. Check it and enter "
				      "it again."));
		for (int lang = 0; e->err != NULL && lang < LANG_COUNT; lang++)
			e->err->said[lang] = c->id_almost_says.in[lang];
		return FAULT_INPUT;
	}
	e->kept = s;
	return FAULT_NONE;
}

static bool is_shaped(const struct answer_ground *g, const struct question *q,
		      const char *canonical)
{
	(void)g, (void)q;
	return type_inside_is_digits(canonical);
}

const struct type_ops type_national_id = {
	.name = "national_id",
	.traits = TYPE_LTR,
	.keys = keys,
	.define = define,
	.read = take,
	.is_shaped = is_shaped,
	.pattern = pattern,
	.expects = N_("The number, in digits."),
	.samples = {samples},
};
