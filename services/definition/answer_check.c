/* answer_check.c - whether an answer keeps the limits, the pattern and the shape of its question.
 */
#include "services/definition/answer.h"

#include "i18n/digits.h"
#include "i18n/money.h"
#include "i18n/utf8.h"
#include "services/definition/pattern.h"
#include "services/definition/service.h"
#include "services/definition/term.h"

#include <string.h>

#define SCRATCH_MAX ((size_t)1024 * 1024) /* bytes while one answer is checked */

static bool is_digits(const char *s)
{
	return s[0] != '\0' && s[strspn(s, "0123456789")] == '\0';
}

static bool is_whole(const char *s)
{
	return is_digits(s[0] == '-' ? s + 1 : s);
}

/* In the definition's own words where it has some. */
static enum fault refuse_saying(struct error *err, const struct question *q,
				const struct text *says, const char *say)
{
	fail(err, FAULT_INPUT, say, "%s: pattern", q->id);
	if (err != NULL && text_is_set(says))
		for (int lang = 0; lang < LANG_COUNT; lang++)
			err->said[lang] = says->in[lang];
	return FAULT_INPUT;
}

static const char *id_pattern(const struct answer_ground *g, const struct question *q)
{
	const struct country *c = term_country(g->terms, q->country);

	if (q->pattern != NULL)
		return q->pattern;
	return c == NULL ? NULL : c->id_pattern;
}

/* A limit in the unit that its type counts in. */
static int64_t limit_value(const struct answer_ground *g, const struct question *q, const char *s)
{
	struct date day = {0};
	int64_t number = 0;

	if (q->type == QUESTION_DATE) {
		if (date_limit(s, g->today, &day, NULL) == FAULT_NONE)
			number = date_number(day);
	} else if (q->type == QUESTION_MONEY) {
		if (money_parse(s, q->currency, &number, NULL) != FAULT_NONE)
			number = 0;
	} else {
		number = strtoll(s, NULL, 10);
	}
	return number;
}

static int64_t count_characters(const char *s)
{
	int64_t count = 0;

	for (; *s != '\0'; s++)
		count += ((unsigned char)*s & 0xC0) != 0x80;
	return count;
}

static int64_t count_choices(const char *s)
{
	int64_t count = 1;

	for (; *s != '\0'; s++)
		count += *s == ',';
	return count;
}

static int64_t size_of(const struct question *q, const char *canonical)
{
	struct date day = {0};

	switch (q->type) {
	case QUESTION_DATE:
		if (date_parse(canonical, &day, NULL) != FAULT_NONE)
			return 0;
		return date_number(day);
	case QUESTION_NUMBER:
	case QUESTION_MONEY: return strtoll(canonical, NULL, 10);
	case QUESTION_CHOICES: return count_choices(canonical);
	default: return count_characters(canonical);
	}
}

/* What to say when it is too little, too much, or either way out of a range of two ends. */
static const struct {
	const char *min, *max, *both;
} limit_words[] = {
	[QUESTION_TEXT] = {N_("Use at least {min} characters."),
			   N_("Use {max} characters at most."),
			   N_("Use from {min} to {max} characters.")},
	[QUESTION_NAME] = {N_("Use at least {min} characters."),
			   N_("Use {max} characters at most."),
			   N_("Use from {min} to {max} characters.")},
	[QUESTION_DATE] = {N_("Enter a date that is not before {min}."),
			   N_("Enter a date that is not after {max}."),
			   N_("Enter a date from {min} to {max}.")},
	[QUESTION_NUMBER] = {N_("Enter a number that is not less than {min}."),
			     N_("Enter a number that is not more than {max}."),
			     N_("Enter a number from {min} to {max}.")},
	[QUESTION_MONEY] = {N_("Enter an amount that is not less than {min}."),
			    N_("Enter an amount that is not more than {max}."),
			    N_("Enter an amount from {min} to {max}.")},
	[QUESTION_CHOICES] = {N_("Choose at least {min}."), N_("Choose {max} at most."),
			      N_("Choose from {min} to {max}.")},
	[QUESTION_PLACE] = {NULL, NULL, NULL},
};

static void put_limit(const struct answer_ground *g, const struct question *q, const char *place,
		      int64_t limit, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(SCRATCH_MAX);

	if (q->type == QUESTION_DATE)
		error_place(err, place, "%s", date_show(a, g->lang, date_from_number(limit)));
	else if (q->type == QUESTION_MONEY)
		error_place(err, place, "%s", money_show(a, g->lang, limit, q->currency));
	else
		error_place(err, place, "%lld", (long long)limit);
}

static void say_limits(const struct answer_ground *g, const struct question *q, struct error *err)
{
	const char *say = q->max == NULL ? limit_words[q->type].min : limit_words[q->type].max;

	if (q->min != NULL && q->max != NULL)
		say = limit_words[q->type].both;
	fail(err, FAULT_INPUT, say, "%s: out of its limits", q->id);
	if (q->min != NULL)
		put_limit(g, q, "min", limit_value(g, q, q->min), err);
	if (q->max != NULL)
		put_limit(g, q, "max", limit_value(g, q, q->max), err);
}

static bool moves(const struct question *q, const char *limit)
{
	return limit != NULL && q->type == QUESTION_DATE && strncmp(limit, "today", 5) == 0;
}

bool answer_check_limits(const struct answer_ground *g, const struct question *q, struct error *ret)
{
	if ((q->min == NULL && q->max == NULL) || moves(q, q->min) || moves(q, q->max))
		return false;
	say_limits(g, q, ret);
	return true;
}

static enum fault check_limits(const struct answer_ground *g, const struct question *q,
			       const char *canonical, struct error *err)
{
	int64_t size = size_of(q, canonical);
	int64_t min = q->min == NULL ? INT64_MIN : limit_value(g, q, q->min);
	int64_t max = q->max == NULL ? INT64_MAX : limit_value(g, q, q->max);

	if (size >= min && size <= max)
		return FAULT_NONE;
	if (err != NULL)
		say_limits(g, q, err);
	return FAULT_INPUT;
}

/* Digits of another script fit a pattern of ASCII digits. */
static bool fits_pattern(const char *pattern, const char *s)
{
	ARENA_CLEAN struct arena *a = arena_new(SCRATCH_MAX);

	return pattern_matches(pattern, s) || pattern_matches(pattern, digits_ascii(a, s));
}

enum fault answer_check(const struct answer_ground *g, const struct question *q,
			const char *canonical, struct error *err)
{
	const char *pattern = q->type == QUESTION_NATIONAL_ID ? id_pattern(g, q) : q->pattern;
	const struct country *c = q->country == NULL ? NULL : term_country(g->terms, q->country);
	const struct text *says = &q->says;

	if (strlen(canonical) > ANSWER_MAX)
		return fail(err, FAULT_INPUT, N_("This answer is too long."), "%s: too long",
			    q->id);
	if (q->type == QUESTION_NATIONAL_ID && q->pattern == NULL && c != NULL)
		says = &c->id_says;
	if (pattern != NULL && !fits_pattern(pattern, canonical))
		return refuse_saying(err, q, says, N_("This answer does not have the right form."));
	if (q->min != NULL || q->max != NULL)
		return check_limits(g, q, canonical, err);
	return FAULT_NONE;
}

static bool is_iso_day(const char *s)
{
	struct date day;

	return strlen(s) == 10 && s[4] == '-' && s[7] == '-' &&
	       date_parse(s, &day, NULL) == FAULT_NONE;
}

static bool are_choices(const struct question *q, const char *s)
{
	while (*s != '\0') {
		size_t len = strcspn(s, ",");
		bool found = false;

		for (size_t i = 0; !found && i < q->choice_count; i++)
			found = strlen(q->choices[i].code) == len &&
				strncmp(q->choices[i].code, s, len) == 0;
		if (!found)
			return false;
		s += len;
		s += *s == ',' && s[1] != '\0';
	}
	return true;
}

static bool is_place(const struct answer_ground *g, const struct question *q, const char *s)
{
	const struct place_entry *p = term_place(g->terms, s);

	return p != NULL && p->level == q->level && strcmp(p->country, q->country) == 0;
}

bool answer_is_shaped(const struct answer_ground *g, const struct question *q,
		      const char *canonical)
{
	size_t len = strlen(canonical);

	if (len == 0 || len > ANSWER_MAX || !utf8_is_valid(canonical, len))
		return false;
	switch (q->type) {
	case QUESTION_TEXT:
	case QUESTION_NAME: return true;
	case QUESTION_DATE: return is_iso_day(canonical);
	case QUESTION_NUMBER:
	case QUESTION_MONEY: return is_whole(canonical) && len <= 18;
	case QUESTION_CHOICE: return strchr(canonical, ',') == NULL && are_choices(q, canonical);
	case QUESTION_CHOICES: return are_choices(q, canonical);
	case QUESTION_YESNO: return strcmp(canonical, "yes") == 0 || strcmp(canonical, "no") == 0;
	case QUESTION_NATIONAL_ID: return is_digits(canonical);
	case QUESTION_PHONE: return canonical[0] == '+' && is_digits(canonical + 1);
	case QUESTION_EMAIL: return strchr(canonical, '@') != NULL;
	case QUESTION_PLACE: return is_place(g, q, canonical);
	}
	return false;
}
