/* type_decimal.c - a question of type decimal: an exact number with decimals, kept as "-12.5". */
#include "services/definition/type_inside.h"

#include "i18n/digits.h"
#include "i18n/number.h"

#include <string.h>

#define WHOLE_MAX 12   /* digits before the decimals; with these all values fit 64 bits */
#define DECIMALS_MAX 6 /* digits behind them */

struct decimal {
	int decimals;
};

static const char *const keys[] = {"decimals", NULL};
static const char *const samples[] = {"2.5", "1", "10", "0.5", "100", NULL};

static int decimals_of(const struct question *q)
{
	return ((const struct decimal *)q->own)->decimals;
}

static void define(struct reader *r, const struct node *n, const char *country, struct question *q)
{
	static const long range[2] = {1, DECIMALS_MAX};
	struct decimal *own = arena_take(r->arena, sizeof(*own));

	(void)country;
	own->decimals = DECIMALS_MAX;
	reader_number(r, n, "decimals", true, range, &own->decimals);
	q->own = own;
}

/* --- as it is kept, and written in definitions --- */

/* Digits, and perhaps a point and more digits; a - may stand before them. */
static bool is_decimal(const char *s)
{
	size_t len;

	s += *s == '-';
	len = strspn(s, "0123456789");
	if (len == 0 || s[len] == '\0')
		return len > 0;
	return s[len] == '.' && type_inside_is_digits(s + len + 1);
}

/* Without zeros that mean nothing, and -0; `s` is a decimal. */
static char *canonical_of(struct arena *a, const char *s)
{
	const char *sign = *s == '-' ? "-" : "";
	const char *whole = s + strlen(sign) + strspn(s + strlen(sign), "0");
	size_t len = strcspn(whole, "."), tail = strlen(whole);

	while (tail > len && (whole[tail - 1] == '0' || whole[tail - 1] == '.'))
		tail--;
	if (tail == 0)
		return arena_text(a, "0");
	return arena_format(a, "%s%s%.*s", sign, len == 0 ? "0" : "", (int)tail, whole);
}

static int count_decimals(const char *canonical)
{
	const char *point = strchr(canonical, '.');

	return point == NULL ? 0 : (int)strlen(point + 1);
}

static size_t count_whole(const char *canonical)
{
	return strcspn(canonical, ".") - (*canonical == '-');
}

static bool has_room(const struct question *q, const char *canonical)
{
	return count_whole(canonical) <= WHOLE_MAX && count_decimals(canonical) <= decimals_of(q);
}

/* In units of the last decimal that the question has. */
static int64_t measure(const struct question *q, const char *canonical)
{
	int64_t value = 0;

	for (const char *s = canonical; *s != '\0'; s++)
		if (*s != '-' && *s != '.')
			value = value * 10 + (*s - '0');
	for (int have = count_decimals(canonical); have < decimals_of(q); have++)
		value *= 10;
	return *canonical == '-' ? -value : value;
}

/* "1,234.5", "1 234,5" of a canonical number. */
static char *said(struct arena *a, enum lang lang, const char *canonical)
{
	const char *size = canonical + (*canonical == '-');
	const char *point = strchr(size, '.');
	const char *whole = digits_show(a, lang, strtoll(size, NULL, 10));

	if (point == NULL)
		return arena_format(a, "%.1s%s", *canonical == '-' ? "-" : "", whole);
	return arena_format(a, "%.1s%s%s%s", *canonical == '-' ? "-" : "", whole,
			    lang == LANG_FR ? "," : ".", point + 1);
}

/* --- limits and conditions --- */

static bool limit_fits(const struct question *q, const char *limit)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);

	return is_decimal(limit) && has_room(q, canonical_of(a, limit));
}

static int64_t limit_value(const struct answer_ground *g, const struct question *q,
			   const char *limit)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);

	(void)g;
	return measure(q, canonical_of(a, limit));
}

static char *show_limit(struct arena *a, enum lang lang, const struct question *q, int64_t limit)
{
	long long unit = 1, size = limit < 0 ? -limit : limit;

	for (int i = 0; i < decimals_of(q); i++)
		unit *= 10;
	return said(a, lang,
		    canonical_of(a, arena_format(a, "%s%lld.%0*lld", limit < 0 ? "-" : "",
						 size / unit, decimals_of(q), size % unit)));
}

static const struct type_limits limits = {
	.min = N_("Enter a number that is {min} or more."),
	.max = N_("Enter a number that is {max} or less."),
	.both = N_("Enter a number between {min} and {max}."),
	.fits = limit_fits,
	.value = limit_value,
	.measure = measure,
	.show = show_limit,
};

static bool literal(const struct term_list *terms, struct arena *a, const struct question *q,
		    const char **literal)
{
	(void)terms, (void)q;
	if (!is_decimal(*literal))
		return false;
	*literal = canonical_of(a, *literal);
	return true;
}

/* Of two numbers in canonical form, without their signs: digit by digit, so that it is exact. */
static int compare_sizes(const char *one, const char *two)
{
	size_t len = strcspn(one, "."), other = strcspn(two, ".");
	int order = strcmp(one, two);

	return len != other ? (len > other) - (len < other) : (order > 0) - (order < 0);
}

static int compare(const char *one, const char *two)
{
	if (!is_decimal(one) || !is_decimal(two))
		return 2;
	if (*one == '-' && *two == '-')
		return compare_sizes(two + 1, one + 1);
	if (*one == '-' || *two == '-')
		return *one == '-' ? -1 : 1;
	return compare_sizes(one, two);
}

/* --- as it is typed --- */

static enum fault refuse_ambiguous(const struct type_entry *e, const struct number *n)
{
	bool possible = decimals_of(e->q) >= 3;
	char *one = arena_format(e->scratch, "%s%s%s", n->sign, n->whole, n->decimals);
	char *two = arena_format(e->scratch, "%s%s.%s", n->sign, n->whole, n->decimals);

	type_inside_refuse(e, possible ? N_("This can be read in two ways: for {whole} write "
					    "{plain}, for {decimal} write {exact}.")
				       : N_("This can be read in two ways: for {whole} write "
					    "{plain}; {decimal} has too many decimals."));
	error_fill(e->err, "whole", "%s", said(e->scratch, e->ground->lang, one));
	error_fill(e->err, "plain", "%s", one);
	error_fill(e->err, "decimal", "%s", said(e->scratch, e->ground->lang, two));
	if (possible)
		error_fill(e->err, "exact", "%s0", two);
	return FAULT_INPUT;
}

static enum fault keep(struct type_entry *e, const char *written)
{
	char *canonical = canonical_of(e->scratch, written);

	if (count_whole(canonical) > WHOLE_MAX)
		return type_inside_refuse(e, N_("This number is too long: enter 12 digits at most "
						"before the decimals."));
	if (count_decimals(canonical) > decimals_of(e->q)) {
		type_inside_refuse(e, N_("This number has too many decimals: the most possible "
					 "is {decimals}."));
		error_fill(e->err, "decimals", "%d", decimals_of(e->q));
		return FAULT_INPUT;
	}
	e->kept = canonical;
	return FAULT_NONE;
}

static enum fault take(struct type_entry *e)
{
	struct number n;

	if (!number_read(e->scratch, e->text, strlen(e->text), &n))
		return type_inside_refuse(e, N_("Enter a number in digits, such as 2.5."));
	if (!n.decided)
		return refuse_ambiguous(e, &n);
	return keep(e, arena_format(e->scratch, "%s%s.%s", n.sign, n.whole,
				    n.decimals[0] == '\0' ? "0" : n.decimals));
}

/* --- as it is shown --- */

static bool is_shaped(const struct answer_ground *g, const struct question *q,
		      const char *canonical)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);

	(void)g;
	return is_decimal(canonical) && strcmp(canonical, canonical_of(a, canonical)) == 0 &&
	       has_room(q, canonical);
}

static char *show(const struct answer_ground *g, struct arena *a, const struct question *q,
		  const char *canonical, enum lang lang)
{
	(void)g, (void)q;
	return said(a, lang, canonical);
}

static char *plain(struct arena *a, const struct question *q, const char *canonical)
{
	(void)q;
	return number_plain(a, canonical);
}

static char *edit(struct arena *a, const struct question *q, const char *canonical, enum lang lang)
{
	return type_inside_typed(a, plain(a, q, canonical), lang);
}

/* In a definition there is a point before decimals, and nothing between thousands. */
static char *preset(const struct answer_ground *g, struct arena *a, const struct question *q)
{
	char *canonical;

	(void)g;
	if (!is_decimal(q->preset))
		return NULL;
	canonical = canonical_of(a, q->preset);
	return has_room(q, canonical) ? canonical : NULL;
}

static void fill(const struct question *q, enum lang lang, struct error *words)
{
	(void)lang;
	error_fill(words, "decimals", "%d", decimals_of(q));
}

const struct type_ops type_decimal = {
	.name = "decimal",
	.traits = TYPE_ORDERED | TYPE_NUMERIC | TYPE_LTR,
	.keys = keys,
	.limits = &limits,
	.define = define,
	.literal = literal,
	.compare = compare,
	.read = take,
	.is_shaped = is_shaped,
	.preset = preset,
	.show = show,
	.plain = plain,
	.edit = edit,
	.expects = N_("A number such as 2.5; decimals at most: {decimals}."),
	.hint = N_("A number such as 2.5; decimals at most: {decimals}."),
	.fill = fill,
	.samples = {samples},
};
