/* links_try.c - whether what is claimed of one answer can be true together. */
#include "services/definition/links_try.h"

#include "services/definition/answer.h"
#include "services/definition/service.h"
#include "services/definition/type.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct trial {
	const char *name, *value;
	long count;
};

static const char *trial_answer(void *ctx, const char *question)
{
	const struct trial *t = ctx;

	return strcmp(t->name, question) == 0 ? t->value : NULL;
}

static long trial_count(void *ctx, const char *section)
{
	const struct trial *t = ctx;

	return strcmp(t->name, section) == 0 ? t->count : 0;
}

static bool is_about(const struct claim *c, const struct claim *one)
{
	return (c->use.subject == RULE_COUNT) == (one->use.subject == RULE_COUNT) &&
	       strcmp(c->use.name, one->use.name) == 0;
}

static bool all_hold(const struct search *s, const struct claim *about, struct trial *t)
{
	struct rule_answers answers = {.answer = trial_answer,
				       .count = trial_count,
				       .ctx = t,
				       .today = s->look->service->verified};

	*s->work += (long)s->count;
	if (*s->work > LINKS_TRY_WORK)
		return true;
	for (size_t i = 0; i < s->count; i++)
		if (is_about(&s->claims[i], about) &&
		    rule_holds(s->claims[i].rule, &answers) != s->claims[i].holds)
			return false;
	return true;
}

static bool moves(const struct question *q, const char *written)
{
	return written != NULL && q->type->moves != NULL && q->type->moves(written);
}

/* Whether the question would take it. Where its limits, or the claims, move with the day, limits
 * keep nothing away for ever. */
static bool takes(const struct search *s, const struct question *q, const char *value)
{
	struct answer_ground g = {.terms = s->look->r->terms, .today = s->look->service->verified};

	if ((q->type->traits & TYPE_ORDERED) == 0)
		return true;
	return answer_is_shaped(&g, q, value) &&
	       (s->moving || moves(q, q->min) || moves(q, q->max) ||
		answer_check(&g, q, value, NULL) == FAULT_NONE);
}

static bool try_value(const struct search *s, const struct claim *about, const struct question *q,
		      const char *value)
{
	struct trial t = {.name = about->use.name, .value = value};

	return takes(s, q, value) && all_hold(s, about, &t);
}

static bool try_options(const struct search *s, const struct claim *about, const struct question *q)
{
	const struct type_option *options = NULL;
	size_t count = type_options(s->look->r->terms, s->trials, q, &options);

	*s->work += (long)count;
	for (size_t i = 0; i < count; i++)
		if (try_value(s, about, q, options[i].code))
			return true;
	return false;
}

/* A day; or its month or year, where that is enough. */
static bool try_day(const struct search *s, const struct claim *about, const struct question *q,
		    struct date day)
{
	const struct date month = {day.year, day.month, 0}, year = {day.year, 0, 0};

	return try_value(s, about, q, date_iso(s->trials, day)) ||
	       try_value(s, about, q, date_iso(s->trials, month)) ||
	       try_value(s, about, q, date_iso(s->trials, year));
}

static bool try_days(const struct search *s, const struct claim *about, const struct question *q,
		     const char *literal)
{
	struct date day;

	if (date_limit(literal, s->look->service->verified, &day, NULL) != FAULT_NONE)
		return false;
	for (int i = -1; i <= 1; i++)
		if (try_day(s, about, q, date_from_number(date_number(day) + i)))
			return true;
	return false;
}

static bool try_figure(const struct search *s, const struct claim *about, const struct question *q,
		       struct rule_number at, struct rule_number step)
{
	struct rule_number near;

	return rule_number_work(at, RULE_PLUS, step, &near) &&
	       try_value(s, about, q, rule_number_text(s->trials, near, 6));
}

/* A day, or a figure, and what lies next to it with as many decimals as there may be. */
static bool try_near(const struct search *s, const struct claim *about, const struct question *q,
		     const char *literal)
{
	struct rule_number at;

	if ((q->type->traits & TYPE_DAY) != 0)
		return try_days(s, about, q, literal);
	if (!rule_number_read(literal, &at))
		return false;
	if (try_figure(s, about, q, at, rule_number_whole(0)))
		return true;
	for (int64_t under = 1; under <= 1000000; under *= 10)
		if (try_figure(s, about, q, at, (struct rule_number){1, under}) ||
		    try_figure(s, about, q, at, (struct rule_number){-1, under}))
			return true;
	return false;
}

/* The literals of the claims about one answer, as they come by. */
struct trying {
	const struct search *search;
	const struct claim *about;
	const struct question *q;
	bool found;
	bool fixed, moving; /* days that stand fast, and such as go with today */
	bool days, months;  /* of those so many days or weeks from it, and months or years */
};

static void try_literal(void *ctx, struct rule_use *use)
{
	struct trying *t = ctx;

	if (t->found || use->literal == NULL || use->subject == RULE_AGE)
		return;
	t->found = (t->q->type->traits & TYPE_ORDERED) != 0
			   ? try_near(t->search, t->about, t->q, use->literal)
			   : try_value(t->search, t->about, t->q, use->literal);
}

static void note_day(void *ctx, struct rule_use *use)
{
	struct trying *t = ctx;
	const char *word = use->subject == RULE_AGE ? "today-1y" : use->literal;
	bool moving = moves(t->q, word);
	char unit = word == NULL || strcmp(word, "today") == 0 ? '\0' : word[strlen(word) - 1];

	t->moving |= moving;
	t->fixed |= !moving && word != NULL;
	t->days |= moving && (unit == 'd' || unit == 'w');
	t->months |= moving && (unit == 'm' || unit == 'y');
}

static void each_literal(struct trying *t, void (*visit)(void *ctx, struct rule_use *use))
{
	for (size_t i = 0; i < t->search->count; i++)
		if (is_about(&t->search->claims[i], t->about))
			rule_each(t->search->claims[i].rule, visit, t);
}

/* A limit as answers are kept. */
static bool try_limit(const struct search *s, const struct claim *about, const struct question *q,
		      const char *limit)
{
	return limit != NULL &&
	       (q->type->literal == NULL ||
		q->type->literal(s->look->r->terms, s->trials, q, &limit)) &&
	       try_near(s, about, q, limit);
}

/* What lies far from all literals, or from none, within its own limits. */
static bool try_far(const struct search *s, const struct claim *about, const struct question *q)
{
	bool is_day = (q->type->traits & TYPE_DAY) != 0;

	return try_limit(s, about, q, q->min) || try_limit(s, about, q, q->max) ||
	       try_near(s, about, q, is_day ? "today" : "0");
}

static bool try_literals(const struct search *s, const struct claim *about,
			 const struct question *q)
{
	struct trying t = {.search = s, .about = about, .q = q};

	each_literal(&t, try_literal);
	if ((q->type->traits & TYPE_ORDERED) != 0)
		return t.found || try_far(s, about, q);
	/* Something that none of them names. */
	return t.found || try_value(s, about, q, "\x01");
}

/* Of days that stand fast and such as go with today the one comes to lie on the other's side; and
 * so do a month ago and thirty days ago. */
static bool days_change(struct search *s, const struct claim *about, const struct question *q)
{
	struct trying t = {.search = s, .about = about, .q = q};

	if ((q->type->traits & TYPE_DAY) != 0)
		each_literal(&t, note_day);
	s->moving = t.moving;
	return (t.fixed && t.moving) || (t.days && t.months);
}

/* Of several choices exactly those that are claimed. */
static bool try_several(const struct search *s, const struct claim *about)
{
	struct trial t = {.name = about->use.name, .value = ","};

	for (size_t i = 0; i < s->count; i++)
		if (is_about(&s->claims[i], about) && s->claims[i].holds &&
		    s->claims[i].use.literal != NULL)
			t.value =
				arena_format(s->trials, "%s,%s", t.value, s->claims[i].use.literal);
	return all_hold(s, about, &t);
}

/* A section that is not asked has no items. */
static bool try_numbers(const struct search *s, const struct claim *about)
{
	const struct section *group = service_section(s->look->service, about->use.name);

	for (int i = 0; group != NULL && i <= group->max; i++) {
		struct trial t = {.name = about->use.name, .count = i};

		if ((i >= group->min || (i == 0 && group->when != NULL)) && all_hold(s, about, &t))
			return true;
	}
	return group == NULL;
}

/* Born so many years ago, or about so many. */
static void try_age(void *ctx, struct rule_use *use)
{
	struct trying *t = ctx;
	const struct search *s = t->search;
	struct date today = s->look->service->verified;
	long age = use->subject == RULE_AGE ? strtol(use->literal, NULL, 10) : LONG_MAX;
	bool is_near = age > -today.year && age < today.year;

	for (int i = 0; i < 6 && !t->found && is_near; i++) {
		struct date month = {today.year - (int)age + i / 2 - 1, today.month, 1};

		t->found = date_is_valid(month) &&
			   try_day(s, t->about, t->q,
				   date_from_number(date_number(month) + i % 2 * 31));
	}
}

static bool try_ages(const struct search *s, const struct claim *about, const struct question *q)
{
	struct trying t = {.search = s, .about = about, .q = q};

	each_literal(&t, try_age);
	return t.found;
}

/* Claims that all have to fail do so where there is no answer. */
static bool is_claimed(const struct search *s, const struct claim *about)
{
	for (size_t i = 0; i < s->count; i++)
		if (is_about(&s->claims[i], about) && s->claims[i].holds)
			return true;
	return about->use.subject == RULE_COUNT;
}

bool links_try(struct search *s, const struct claim *about)
{
	const struct question *q = service_named(s->look->service, about->use.name, NULL);

	arena_reset(s->trials);
	if (!is_claimed(s, about))
		return true;
	if (about->use.subject == RULE_COUNT)
		return try_numbers(s, about);
	if (q == NULL || days_change(s, about, q))
		return true;
	if ((q->type->traits & TYPE_SEVERAL) != 0)
		return try_several(s, about);
	if (q->type->options != NULL)
		return try_options(s, about, q);
	return try_literals(s, about, q) || try_ages(s, about, q);
}
