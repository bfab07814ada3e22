/* type_money.c - a question of type money: an amount of one currency, kept in its minor unit. */
#include "services/definition/type_inside.h"

#include "i18n/money.h"

#include <string.h>

static const char *const keys[] = {"currency", NULL};
static const char *const samples[] = {"250", "1000", "0", "100000", NULL};

static void define(struct reader *r, const struct node *n, const char *country, struct question *q)
{
	(void)country;
	q->currency = reader_word(r, n, "currency", true);
	if (q->currency == NULL || money_decimals(q->currency) >= 0)
		return;
	reader_fault(r, reader_find(n, "currency"),
		     N_("\"{value}\" is not a currency of ISO 4217."), q->currency);
	q->currency = NULL;
}

static bool limit_fits(const struct question *q, const char *limit)
{
	int64_t minor;

	return q->currency == NULL || money_read(limit, q->currency, &minor);
}

static int64_t limit_value(const struct answer_ground *g, const struct question *q,
			   const char *limit)
{
	int64_t minor;

	(void)g;
	return money_read(limit, q->currency, &minor) ? minor : 0;
}

static char *show_limit(struct arena *a, enum lang lang, const struct question *q, int64_t limit)
{
	return money_show(a, lang, limit, q->currency);
}

static const struct type_limits limits = {
	.min = N_("Enter an amount that is {min} or more."),
	.max = N_("Enter an amount that is {max} or less."),
	.both = N_("Enter an amount between {min} and {max}."),
	.fits = limit_fits,
	.value = limit_value,
	.measure = type_inside_integer,
	.show = show_limit,
};

/* The decimal amount of a definition in minor units, as answers are kept. */
static bool literal(const struct term_list *terms, struct arena *a, const struct question *q,
		    const char **literal)
{
	int64_t minor;

	(void)terms;
	if (q->currency == NULL || !money_read(*literal, q->currency, &minor))
		return false;
	*literal = arena_format(a, "%lld", (long long)minor);
	return true;
}

static enum fault take(struct type_entry *e)
{
	int64_t minor;
	enum fault fault = money_parse(e->text, e->q->currency, e->ground->lang, &minor, e->err);

	if (fault == FAULT_NONE)
		e->kept = arena_format(e->scratch, "%lld", (long long)minor);
	return fault;
}

static bool is_shaped(const struct answer_ground *g, const struct question *q, const char *s)
{
	(void)g, (void)q;
	return type_inside_is_whole(s) && strlen(s) <= (s[0] == '-' ? 19 : 18);
}

static char *show(const struct answer_ground *g, struct arena *a, const struct question *q,
		  const char *canonical, enum lang lang)
{
	(void)g;
	return money_show(a, lang, strtoll(canonical, NULL, 10), q->currency);
}

static char *plain(struct arena *a, const struct question *q, const char *canonical)
{
	return money_plain(a, strtoll(canonical, NULL, 10), q->currency);
}

/* Decimals that are all 0 nobody types. */
static char *edit(struct arena *a, const struct question *q, const char *canonical, enum lang lang)
{
	char *typed = plain(a, q, canonical);
	char *point = strchr(typed, '.');

	if (point != NULL && point[1 + strspn(point + 1, "0")] == '\0')
		*point = '\0';
	return type_inside_typed(a, typed, lang);
}

/* In a definition there is a point before decimals, and nothing between thousands. */
static char *preset(const struct answer_ground *g, struct arena *a, const struct question *q)
{
	int64_t minor;

	(void)g;
	return money_read(q->preset, q->currency, &minor)
		       ? arena_format(a, "%lld", (long long)minor)
		       : NULL;
}

static void fill(const struct question *q, enum lang lang, struct error *words)
{
	error_fill(words, "currency", "%s",
		   q->currency == NULL ? "" : money_in_words(lang, q->currency));
}

const struct type_ops type_money = {
	.name = "money",
	.traits = TYPE_ORDERED | TYPE_LTR,
	.keys = keys,
	.limits = &limits,
	.define = define,
	.literal = literal,
	.read = take,
	.is_shaped = is_shaped,
	.preset = preset,
	.show = show,
	.plain = plain,
	.edit = edit,
	.expects = N_("An amount in {currency}, such as 12.50."),
	.unit = N_("An amount in {currency}."),
	.fill = fill,
	.samples = {samples},
};
