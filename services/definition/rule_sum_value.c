/* rule_sum_value.c - what the expressions of conditions come to for the answers given so far. */
#include "services/definition/rule_sum.h"

#include "i18n/zone.h"
#include "services/definition/calendar_count.h"

#include <string.h>

#define DAY 86400
#define WORDS_MAX 60 /* different ones of a group: as many as it has items */
#define PARTS_MAX 8  /* of an answer of several parts: those behind are not compared */

static const struct rule_value unknown = {.kind = RULE_UNKNOWN};

bool rule_sum_day(const char *s, struct date today, struct date *ret)
{
	if (strncmp(s, "today", 5) == 0)
		return date_limit(s, today, ret, NULL) == FAULT_NONE;
	if (!date_read_iso(s, ret))
		return false;
	*ret = date_first(*ret);
	return true;
}

static struct rule_value whole(int64_t number)
{
	return (struct rule_value){.kind = RULE_NUMBER, .number = rule_number_whole(number)};
}

static struct rule_value day_value(struct date day)
{
	return (struct rule_value){.kind = RULE_DAY, .number = rule_number_whole(date_number(day))};
}

/* --- names --- */

/* As an answer keeps an amount, in minor units. */
static bool read_amount(const char *answer, int decimals, struct rule_number *ret)
{
	struct rule_number unit = rule_number_whole(1);

	for (int i = 0; i < decimals; i++)
		unit.over *= 10;
	return rule_number_read(answer, ret) && rule_number_work(*ret, RULE_OVER, unit, ret);
}

static struct rule_value answer_value(const char *answer, enum rule_kind kind, int decimals,
				      struct date today)
{
	const struct rule_value words = {.kind = RULE_WORDS, .words = answer};
	struct rule_value v = {.kind = kind};
	struct date day;

	if (answer == NULL)
		return unknown;
	if (kind == RULE_AMOUNT)
		return read_amount(answer, decimals, &v.number) ? v : unknown;
	if (kind == RULE_WORDS)
		return words;
	if (kind != RULE_DAY && rule_number_read(answer, &v.number)) {
		v.kind = RULE_NUMBER;
		return v;
	}
	if (kind != RULE_NUMBER && rule_sum_day(answer, today, &day))
		return day_value(day);
	return kind == RULE_UNKNOWN ? words : unknown;
}

static struct rule_value name_value(const struct rule_sum *s, const struct rule_answers *answers)
{
	if (s->is_value)
		return answers->value == NULL ? unknown : answers->value(answers->ctx, s->text);
	return answer_value(answers->answer(answers->ctx, s->text), s->kind, s->decimals,
			    answers->today);
}

static struct rule_value age_value(const struct rule_sum *s, const struct rule_answers *answers)
{
	const char *answer = answers->answer(answers->ctx, s->text);
	struct date born;

	if (answer == NULL || !rule_sum_day(answer, answers->today, &born))
		return unknown;
	return whole(date_age(born, answers->today));
}

/* --- over the items of a group --- */

/* What the items gone through so far have come to. */
struct tally {
	struct rule_value value;
	const char *seen[WORDS_MAX];
	const char *parts[WORDS_MAX][PARTS_MAX];
	size_t count;
	bool lost; /* it is too large */
};

static void add_item(struct tally *t, const struct rule_sum *s, struct rule_value v)
{
	int order = t->count == 0 ? 0 : rule_number_compare(v.number, t->value.number);

	if (s->part == PART_SUM && t->count > 0)
		t->lost |=
			!rule_number_work(t->value.number, RULE_PLUS, v.number, &t->value.number);
	else if (t->count == 0 || (s->part == PART_LEAST && order < 0) ||
		 (s->part == PART_MOST && order > 0))
		t->value = v;
	t->count++;
}

static void add_answer(struct tally *t, const char *answer)
{
	if (answer == NULL || t->count == WORDS_MAX)
		return;
	for (size_t i = 0; i < t->count; i++)
		if (strcmp(t->seen[i], answer) == 0)
			return;
	t->seen[t->count++] = answer;
}

/* --- answers of several parts --- */

static bool is_part(const struct question *q, const char *ending)
{
	size_t len = strlen(q->id), end = strlen(ending);

	return len > end && strcmp(q->id + len - end, ending) == 0;
}

static bool is_same(const char *one, const char *other)
{
	return one == other || (one != NULL && other != NULL && strcmp(one, other) == 0);
}

/* Two that have numbers are the same where these are, of one country; else where all but the number
 * is the same. */
static bool is_same_whole(const struct whole *w, const char *const *one, const char *const *other)
{
	bool by_number = false, number = true, all = true, country = true;

	for (size_t i = 0; i < w->count && i < PARTS_MAX; i++) {
		bool same = is_same(one[i], other[i]);

		if (is_part(&w->parts[i], "_number")) {
			by_number = one[i] != NULL && other[i] != NULL;
			number = same;
			continue;
		}
		all = all && same;
		country = country && (same || !is_part(&w->parts[i], "_country"));
	}
	return by_number ? number && country : all;
}

static void add_whole(struct tally *t, const struct rule_sum *s, const struct rule_answers *answers)
{
	const char **mine = t->parts[t->count];
	bool any = false;

	if (t->count == WORDS_MAX)
		return;
	for (size_t i = 0; i < s->whole->count && i < PARTS_MAX; i++) {
		mine[i] = answers->answer(answers->ctx, s->whole->parts[i].id);
		any = any || mine[i] != NULL;
	}
	for (size_t i = 0; i < t->count && any; i++)
		any = !is_same_whole(s->whole, t->parts[i], mine);
	t->count += any;
}

static void take_item(struct tally *t, const struct rule_sum *s, const struct rule_answers *answers)
{
	struct rule_value v;

	if (s->where != NULL && !rule_holds(s->where, answers))
		return;
	if (s->part == PART_COUNT) {
		t->count++;
		return;
	}
	if (s->whole != NULL) {
		add_whole(t, s, answers);
		return;
	}
	if (s->part == PART_DISTINCT) {
		add_answer(t, answers->answer(answers->ctx, s->text));
		return;
	}
	v = answer_value(answers->answer(answers->ctx, s->text), s->kind, s->decimals,
			 answers->today);
	if (v.kind != RULE_UNKNOWN && v.kind != RULE_WORDS)
		add_item(t, s, v);
}

/* An item whose question has no answer is passed by; a sum of none is 0. */
static struct rule_value group_value(const struct rule_sum *s, const struct rule_answers *answers)
{
	long items = answers->count(answers->ctx, s->section);
	struct tally t = {.value = unknown};

	if (answers->step == NULL)
		return s->part == PART_COUNT && s->where == NULL ? whole(items) : unknown;
	for (long i = 1; i <= items; i++) {
		answers->step(answers->ctx, s->section, i);
		take_item(&t, s, answers);
	}
	answers->step(answers->ctx, s->section, 0);
	if (s->part == PART_COUNT || s->part == PART_DISTINCT)
		return whole((int64_t)t.count);
	if (s->part == PART_SUM && t.count == 0)
		t.value = (struct rule_value){s->kind == RULE_UNKNOWN ? RULE_NUMBER : s->kind,
					      rule_number_whole(0), NULL};
	return t.lost ? unknown : t.value;
}

/* --- days and lengths --- */

/* Working days go by the calendar, from the day behind. */
static bool add_working_days(int64_t day, struct duration length,
			     const struct rule_answers *answers, int64_t *ret)
{
	const struct calendar *c = answers->calendar;
	int64_t noon = day * DAY + DAY / 2, there;
	struct calendar_ask ask = {.calendar = c, .length = length};
	struct calendar_count count;

	ask.from = c == NULL ? zone_utc(noon) : zone_rule_utc(&c->clock, noon);
	calendar_count(NULL, &ask, &count);
	if (count.due_at == 0)
		return false;
	there = count.due_at +
		(c == NULL ? zone_offset(count.due_at) : zone_rule_offset(&c->clock, count.due_at));
	*ret = there / DAY - (there % DAY < 0);
	return true;
}

static struct rule_value move_day(struct rule_value day, struct duration length, bool back,
				  const struct rule_answers *answers)
{
	static const char letters[] = {[UNIT_DAY] = 'd', [UNIT_WEEK] = 'w', [UNIT_MONTH] = 'm'};
	struct date from = date_from_number(day.number.over), to;
	char moved[40];
	int64_t number;

	if (length.unit == UNIT_WORKING_DAY)
		return !back && add_working_days(day.number.over, length, answers, &number)
			       ? day_value(date_from_number(number))
			       : unknown;
	snprintf(moved, sizeof(moved), "today%c%d%c", back ? '-' : '+', length.value,
		 letters[length.unit]);
	return date_limit(moved, from, &to, NULL) == FAULT_NONE && date_is_valid(to) ? day_value(to)
										     : unknown;
}

/* --- of two --- */

static struct rule_value pick(struct rule_value one, struct rule_value two, bool least)
{
	int order = rule_number_compare(one.number, two.number);

	return (order <= 0) == least ? one : two;
}

/* A day and a length make a day, two days a number of them; else the kind of an amount stays, but
 * an amount by an amount is a number. */
static enum rule_kind kind_of_two(const struct rule_sum *s, enum rule_kind one, enum rule_kind two)
{
	bool amounts = one == RULE_AMOUNT && two == RULE_AMOUNT;

	if (one == RULE_DAY)
		return s->part == PART_TAKE && two == RULE_DAY ? RULE_NUMBER : RULE_UNKNOWN;
	if (two == RULE_DAY)
		return RULE_UNKNOWN;
	if (s->part == PART_OVER && amounts)
		return RULE_NUMBER;
	return one == RULE_AMOUNT || two == RULE_AMOUNT ? RULE_AMOUNT : RULE_NUMBER;
}

static struct rule_value two_value(const struct rule_sum *s, const struct rule_answers *answers)
{
	static const enum rule_sign signs[] = {[PART_ADD] = RULE_PLUS,
					       [PART_TAKE] = RULE_MINUS,
					       [PART_TIMES] = RULE_TIMES,
					       [PART_OVER] = RULE_OVER};
	struct rule_value one = rule_sum_value(s->left, answers);
	struct rule_value two = rule_sum_value(s->right, answers), ret = {.kind = RULE_UNKNOWN};

	if (one.kind == RULE_UNKNOWN || two.kind == RULE_UNKNOWN || one.kind == RULE_WORDS ||
	    two.kind == RULE_WORDS)
		return unknown;
	if (one.kind == RULE_DAY && two.kind == RULE_LENGTH &&
	    (s->part == PART_ADD || s->part == PART_TAKE))
		return move_day(one, s->right->length, s->part == PART_TAKE, answers);
	if (one.kind == RULE_LENGTH || two.kind == RULE_LENGTH)
		return unknown;
	if (s->part == PART_LESSER || s->part == PART_GREATER)
		return (one.kind == RULE_DAY) == (two.kind == RULE_DAY)
			       ? pick(one, two, s->part == PART_LESSER)
			       : unknown;
	ret.kind = kind_of_two(s, one.kind, two.kind);
	return ret.kind != RULE_UNKNOWN &&
			       rule_number_work(one.number, signs[s->part], two.number, &ret.number)
		       ? ret
		       : unknown;
}

struct rule_value rule_sum_value(const struct rule_sum *s, const struct rule_answers *answers)
{
	struct date day;

	switch (s->part) {
	case PART_NUMBER: return (struct rule_value){RULE_NUMBER, s->number, NULL};
	case PART_DAY:
		return rule_sum_day(s->text, answers->today, &day) ? day_value(day) : unknown;
	case PART_LENGTH: return (struct rule_value){.kind = RULE_LENGTH};
	case PART_CODE: return (struct rule_value){.kind = RULE_WORDS, .words = s->text};
	case PART_NAME: return name_value(s, answers);
	case PART_AGE: return age_value(s, answers);
	case PART_COUNT:
	case PART_SUM:
	case PART_LEAST:
	case PART_MOST:
	case PART_DISTINCT: return group_value(s, answers);
	case PART_ADD:
	case PART_TAKE:
	case PART_TIMES:
	case PART_OVER:
	case PART_LESSER:
	case PART_GREATER: return two_value(s, answers);
	}
	return unknown;
}
