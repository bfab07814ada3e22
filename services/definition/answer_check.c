/* answer_check.c - whether an answer keeps the limits, the pattern and the shape of its question.
 */
#include "services/definition/answer.h"

#include "i18n/digits.h"
#include "i18n/text.h"
#include "i18n/utf8.h"
#include "services/definition/pattern.h"
#include "services/definition/service.h"
#include "services/definition/type.h"
#include "services/registry/limits.h"

#include <string.h>

#define WRITTEN_MOST 60                   /* bytes of an answer in a message about it */
#define SCRATCH_MAX ((size_t)1024 * 1024) /* bytes while one answer is checked */

void answer_tell_written(struct error *err, const char *written)
{
	ARENA_CLEAN struct arena *a = arena_new(SCRATCH_MAX);
	const char *digits = digits_ascii(a, written);
	size_t count = strlen(digits);

	if (err == NULL)
		return;
	if (count > 0 && digits[strspn(digits, "0123456789")] == '\0') {
		err->before = N_("Your {count}-digit number does not fit here.");
		error_fill(err, "count", "%zu", count);
	} else {
		err->before = N_("\"{value}\" does not fit here.");
		error_fill(err, "value", "%s", text_safe(a, written, WRITTEN_MOST));
	}
}

/* In the definition's own words where it has some. */
static enum fault refuse_saying(struct error *err, const struct question *q,
				const struct text *says, const char *canonical)
{
	fail(err, FAULT_INPUT,
	     N_("This answer is not in the right format. Check it and enter it again."),
	     "%s: pattern", q->id);
	answer_tell_written(err, canonical);
	if (err != NULL && says != NULL)
		for (int lang = 0; lang < LANG_COUNT; lang++)
			err->said[lang] = says->in[lang];
	return FAULT_INPUT;
}

const char *answer_check_pattern(const struct answer_ground *g, const struct question *q,
				 const struct text **says)
{
	const char *pattern = q->pattern;

	*says = pattern == NULL ? NULL : &q->says;
	if (q->type->pattern != NULL)
		pattern = q->type->pattern(g->terms, q, says);
	if (*says != NULL && !text_is_set(*says))
		*says = NULL;
	return pattern;
}

static int64_t limit_value(const struct answer_ground *g, const struct question *q,
			   const char *limit)
{
	const struct type_limits *l = q->type->limits;

	return l->value == NULL ? strtoll(limit, NULL, 10) : l->value(g, q, limit);
}

static void put_limit(const struct answer_ground *g, const struct question *q, const char *place,
		      const char *limit, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(SCRATCH_MAX);
	int64_t value;

	if (limit == NULL)
		return;
	value = limit_value(g, q, limit);
	if (q->type->limits->show != NULL)
		error_fill(err, place, "%s", q->type->limits->show(a, g->lang, q, value));
	else
		error_fill(err, place, "%lld", (long long)value);
}

/* Of one of them alone, or of both where they are the same. */
static void count_limit(const struct answer_ground *g, const struct question *q, const char *say,
			struct error *err)
{
	const struct type_limits *l = q->type->limits;
	const char *one = say == l->min    ? l->min_one
			  : say == l->max  ? l->max_one
			  : say == l->same ? l->same_one
					   : NULL;
	int64_t number = one == NULL ? 0 : limit_value(g, q, say == l->max ? q->max : q->min);

	if (one != NULL && number >= 0)
		error_count(err, one, (unsigned long)number);
}

static void say_limits(const struct answer_ground *g, const struct question *q, struct error *err)
{
	const struct type_limits *l = q->type->limits;
	const char *say = q->max == NULL ? l->min : q->min == NULL ? l->max : l->both;

	if (say == l->both && l->same != NULL &&
	    limit_value(g, q, q->min) == limit_value(g, q, q->max))
		say = l->same;
	fail(err, FAULT_INPUT, say, "%s: out of its limits", q->id);
	count_limit(g, q, say, err);
	put_limit(g, q, "min", q->min, err);
	put_limit(g, q, "max", q->max, err);
}

static bool moves(const struct question *q, const char *limit)
{
	return limit != NULL && q->type->moves != NULL && q->type->moves(limit);
}

bool answer_check_limits(const struct answer_ground *g, const struct question *q, struct error *ret,
			 bool *ret_moves)
{
	*ret_moves = moves(q, q->min) || moves(q, q->max);
	if (q->min == NULL && q->max == NULL)
		return false;
	say_limits(g, q, ret);
	return true;
}

static enum fault check_limits(const struct answer_ground *g, const struct question *q,
			       const char *canonical, struct error *err)
{
	const struct type_limits *l = q->type->limits;
	int64_t begin = l->measure(q, canonical);
	int64_t end = l->measure_end == NULL ? begin : l->measure_end(q, canonical);
	int64_t min = q->min == NULL ? INT64_MIN : limit_value(g, q, q->min);
	int64_t max = q->max == NULL ? INT64_MAX : limit_value(g, q, q->max);

	if (end >= min && begin <= max)
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
	const struct text *says;
	const char *pattern = answer_check_pattern(g, q, &says);

	if (strlen(canonical) > LIMIT_ANSWER)
		return fail(err, FAULT_INPUT, N_("This answer is too long. Shorten it."),
			    "%s: too long", q->id);
	if (q->type->check != NULL && q->type->check(q, canonical, err) != FAULT_NONE)
		return FAULT_INPUT;
	if (pattern != NULL && !fits_pattern(pattern, canonical))
		return refuse_saying(err, q, says, canonical);
	if (q->min != NULL || q->max != NULL)
		return check_limits(g, q, canonical, err);
	return FAULT_NONE;
}

bool answer_is_shaped(const struct answer_ground *g, const struct question *q,
		      const char *canonical)
{
	size_t len = strlen(canonical);

	if (len == 0 || len > LIMIT_ANSWER || !utf8_is_valid(canonical, len))
		return false;
	return q->type->is_shaped == NULL || q->type->is_shaped(g, q, canonical);
}
