/* type_inside.c - what the types of questions share: refusals, digits, counts, a question's
 * country. */
#include "services/definition/type_inside.h"

#include "i18n/digits.h"
#include "i18n/text.h"
#include "i18n/utf8.h"
#include "services/definition/answer.h"
#include "services/definition/service.h"

#include <string.h>

#define VALUE_MOST 60 /* bytes of what was written, in a message about it */

enum fault type_inside_refuse(const struct type_entry *e, const char *say)
{
	return fail(e->err, FAULT_INPUT, say, "%s: not a %s", e->q->id, e->q->type->name);
}

enum fault type_inside_refuse_value(const struct type_entry *e, const char *say, const char *value)
{
	type_inside_refuse(e, say);
	error_fill(e->err, "value", "%s", text_safe(e->scratch, value, VALUE_MOST));
	return FAULT_INPUT;
}

enum fault type_inside_refuse_saying(const struct type_entry *e, const struct text *says,
				     const char *say, const char *written)
{
	type_inside_refuse(e, say);
	answer_tell_written(e->err, type_inside_is_digits(written) ? written : e->text);
	if (e->err != NULL && text_is_set(says))
		for (int lang = 0; lang < LANG_COUNT; lang++)
			e->err->said[lang] = says->in[lang];
	return FAULT_INPUT;
}

bool type_inside_is_digits(const char *s)
{
	return s[0] != '\0' && s[strspn(s, "0123456789")] == '\0';
}

bool type_inside_is_whole(const char *s)
{
	return type_inside_is_digits(s[0] == '-' ? s + 1 : s);
}

char *type_inside_bare(const struct type_entry *e, const char *signs)
{
	char *copy = digits_ascii(e->scratch, e->text), *to = copy;
	const char *s = copy;
	size_t len = strlen(s);
	uint32_t code;

	for (size_t taken; len > 0 && (taken = utf8_decode(s, len, &code)) > 0;
	     s += taken, len -= taken) {
		if (code == 0x00A0 || code == 0x202F || code == 0x2009 ||
		    (code < 0x80 && strchr(signs, (int)code) != NULL))
			continue;
		memmove(to, s, taken);
		to += taken;
	}
	*to = '\0';
	return copy;
}

int64_t type_inside_integer(const struct question *q, const char *canonical)
{
	(void)q;
	return strtoll(canonical, NULL, 10);
}

bool type_inside_is_count(const struct question *q, const char *limit)
{
	(void)q;
	return type_inside_is_digits(limit) && strlen(limit) <= 4;
}

char *type_inside_typed(struct arena *a, const char *number, enum lang lang)
{
	char *typed = arena_text(a, number);
	char *point = lang == LANG_FR ? strchr(typed, '.') : NULL;

	if (point != NULL)
		*point = ',';
	return typed;
}

static int64_t count_characters(const struct question *q, const char *s)
{
	int64_t count = 0;

	(void)q;
	for (; *s != '\0'; s++)
		count += ((unsigned char)*s & 0xC0) != 0x80;
	return count;
}

static char *show_count(struct arena *a, enum lang lang, const struct question *q, int64_t limit)
{
	(void)q;
	return digits_show(a, lang, limit);
}

const struct type_limits type_inside_characters = {
	.COUNTED_(min, "Enter at least {min} character.", "Enter at least {min} characters."),
	.COUNTED_(max, "Enter {max} character or fewer.", "Enter {max} characters or fewer."),
	.both = N_("Enter between {min} and {max} characters."),
	.COUNTED_(same, "Use exactly {min} character.", "Use exactly {min} characters."),
	.fits = type_inside_is_count,
	.measure = count_characters,
	.show = show_count,
};

bool type_inside_country(struct reader *r, const struct node *n, const char *country,
			 struct question *q)
{
	q->country = reader_word(r, n, "country", false);
	if (q->country == NULL)
		q->country = country;
	if (term_country(r->terms, q->country) != NULL)
		return true;
	reader_fault(r, n, N_("\"{value}\" is not a country of terms.yaml."), q->country);
	return false;
}
