/* type_phone.c - a question of type phone: a number of its country, or one with + and a calling
 * code. */
#include "services/definition/type_inside.h"

#include "i18n/digits.h"
#include "services/definition/pattern.h"

#include <string.h>

static const char *const keys[] = {"pattern", "country", "abroad", NULL};
static const char *const samples[] = {"03123456",    "71123456",     "20123456", "0551234567",
				      "01001234567", "+33639981234", NULL};

static void define(struct reader *r, const struct node *n, const char *country, struct question *q)
{
	type_inside_country(r, n, country, q);
}

/* The country's own form is a matter of reading; its words explain it all the same. */
static const char *pattern(const struct term_list *terms, const struct question *q,
			   const struct text **says)
{
	const struct country *c = term_country(terms, q->country);

	*says = q->pattern != NULL || c == NULL ? &q->says : &c->phone_says;
	return q->pattern;
}

/* The national number behind a calling code and a trunk 0, or NULL. */
static const char *national(const char *digits, const struct country *c)
{
	size_t len = strlen(c->calling_code);

	if (strncmp(digits, c->calling_code, len) != 0)
		return NULL;
	digits += len;
	return digits + (digits[0] == '0');
}

static char *phone_of(struct arena *a, const char *s, const struct country *c)
{
	bool international = s[0] == '+' || strncmp(s, "00", 2) == 0;
	const char *digits = s[0] == '+' ? s + 1 : international ? s + 2 : s;
	const char *own;

	if (!type_inside_is_digits(digits) || strlen(digits) > TYPE_DIGITS_MAX)
		return NULL;
	own = national(digits, c);
	if (international && own == NULL)
		return strlen(digits) >= 7 && digits[0] != '0' ? arena_format(a, "+%s", digits)
							       : NULL;
	if (!international && pattern_matches(c->phone_pattern, digits + (digits[0] == '0')))
		own = digits + (digits[0] == '0');
	if (own == NULL || !pattern_matches(c->phone_pattern, own))
		return NULL;
	return arena_format(a, "+%s%s", c->calling_code, own);
}

/* Three groups with a slash between them, of two, two and four digits at most. */
static bool is_slashed(const char *s)
{
	int groups = 0;

	for (size_t len; (len = strspn(s, "0123456789")) > 0; s += s[len] == '/' ? len + 1 : len)
		if (++groups > 3 || len > (groups < 3 ? 2 : 4) || (groups < 3 && s[len] != '/'))
			return false;
	return groups == 3 && *s == '\0';
}

/* In blanks a number may be parted as a day is: 03 12 1990. */
static bool is_date(struct type_entry *e)
{
	const char *s = digits_ascii(e->scratch, e->text);
	struct date day;

	if (is_slashed(s))
		return true;
	return s[strspn(s, "0123456789 ")] != '\0' && date_parse(s, &day, NULL) == FAULT_NONE;
}

static enum fault take(struct type_entry *e)
{
	const struct country *c = term_country(e->ground->terms, e->q->country);
	const char *bare = type_inside_bare(e, " -./()");

	if (is_date(e))
		return type_inside_refuse_value(
			e, N_("\"{value}\" is a date. Enter a telephone number."), e->text);
	e->kept = c == NULL ? NULL : phone_of(e->scratch, bare, c);
	if (e->kept != NULL)
		return FAULT_NONE;
	return type_inside_refuse_saying(e, c == NULL ? &e->q->says : &c->phone_says,
					 N_("Enter a telephone number. For a number in another "
					    "country, start with + and the country code."),
					 bare);
}

static bool is_shaped(const struct answer_ground *g, const struct question *q,
		      const char *canonical)
{
	(void)g, (void)q;
	return canonical[0] == '+' && type_inside_is_digits(canonical + 1);
}

bool type_phone_has_code(const char *typed)
{
	/* Blanks of all kinds, brackets and marks of direction stand before it, as telephones copy.
	 */
	typed += strcspn(typed, "+0123456789");
	return *typed == '+' || strncmp(typed, "00", 2) == 0;
}

const struct type_ops type_phone = {
	.name = "phone",
	.traits = TYPE_LTR,
	.keys = keys,
	.define = define,
	.read = take,
	.is_shaped = is_shaped,
	.pattern = pattern,
	.expects = N_("A telephone number."),
	.samples = {samples},
};
