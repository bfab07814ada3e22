/* rule_holds.c - whether a condition of a form holds for the answers given so far. */
#include "services/definition/rule_sum.h"

#include <errno.h>
#include <string.h>

/* Codes, names and numbers that are too long to be one are not. */
static bool read_number(const char *s, long long *ret)
{
	char *end;

	if (s[strspn(s, "-0123456789")] != '\0' || strlen(s) > 18)
		return false;
	errno = 0;
	*ret = strtoll(s, &end, 10);
	return errno == 0 && end != s && *end == '\0';
}

/* -1, 0, 1; 2 when the two cannot be put in order and differ. */
static int compare(const char *answer, const char *value, struct date today)
{
	struct date day, other_day;
	long long number, other;

	if (strcmp(answer, value) == 0)
		return 0;
	if (read_number(answer, &number) && read_number(value, &other))
		return (number > other) - (number < other);
	if (rule_sum_day(answer, today, &day) && rule_sum_day(value, today, &other_day))
		return date_compare(day, other_day);
	return 2;
}

static bool list_has(const char *list, const char *code)
{
	size_t len = strlen(code);

	for (const char *s = list; s != NULL; s = strchr(s, ',')) {
		s += *s == ',';
		if (strncmp(s, code, len) == 0 && (s[len] == ',' || s[len] == '\0'))
			return true;
	}
	return false;
}

static bool fits(enum rule_relation relation, int order)
{
	switch (relation) {
	case RULE_EQUAL:
	case RULE_IN: return order == 0;
	case RULE_NOT_EQUAL: return order != 0;
	case RULE_LESS: return order == -1;
	case RULE_AT_MOST: return order == -1 || order == 0;
	case RULE_MORE: return order == 1;
	case RULE_AT_LEAST: return order == 1 || order == 0;
	case RULE_HAS: break; /* of a list */
	}
	return false;
}

static bool test(const struct rule *r, const struct rule_literal *l, const char *answer,
		 const char *value, struct date today)
{
	if (r->relation == RULE_HAS)
		return list_has(answer, value);
	return fits(r->relation,
		    l->compare != NULL ? l->compare(answer, value) : compare(answer, value, today));
}

/* The left side in words; NULL when there is no answer. */
static const char *subject_value(const struct rule *r, const struct rule_answers *answers,
				 char room[24])
{
	const char *answer;
	struct date born;

	if (r->subject == RULE_COUNT) {
		snprintf(room, 24, "%ld", answers->count(answers->ctx, r->name));
		return room;
	}
	answer = answers->answer(answers->ctx, r->name);
	if (answer == NULL || r->subject != RULE_AGE)
		return answer;
	if (!rule_sum_day(answer, answers->today, &born))
		return NULL;
	snprintf(room, 24, "%d", date_age(born, answers->today));
	return room;
}

static bool comparison_holds(const struct rule *r, const struct rule_answers *answers)
{
	char room[24];
	const char *answer = subject_value(r, answers, room);

	if (answer == NULL || r->subject == RULE_ANSWERED)
		return answer != NULL;
	for (size_t i = 0; i < r->literal_count; i++) {
		const struct rule_literal *l = &r->literals[i];
		const char *value =
			l->is_question ? answers->answer(answers->ctx, l->text) : l->text;

		if (value != NULL && test(r, l, answer, value, answers->today))
			return true;
	}
	return false;
}

/* -1, 0, 1; 2 when the two cannot be put in order and differ. */
static int order_of(struct rule_value one, struct rule_value two)
{
	if ((one.kind == RULE_WORDS) != (two.kind == RULE_WORDS))
		return 2;
	if (one.kind == RULE_WORDS)
		return strcmp(one.words, two.words) == 0 ? 0 : 2;
	return rule_number_compare(one.number, two.number);
}

static bool relation_holds(const struct rule *r, const struct rule_answers *answers)
{
	struct rule_value one = rule_sum_value(r->one, answers);

	for (size_t i = 0; one.kind != RULE_UNKNOWN && i < r->other_count; i++) {
		struct rule_value two = rule_sum_value(r->others[i], answers);

		if (two.kind != RULE_UNKNOWN && fits(r->relation, order_of(one, two)))
			return true;
	}
	return false;
}

bool rule_holds(const struct rule *r, const struct rule_answers *answers)
{
	struct rule_value value;

	if (r == NULL)
		return true;
	switch (r->joint) {
	case RULE_AND: return rule_holds(r->left, answers) && rule_holds(r->right, answers);
	case RULE_OR: return rule_holds(r->left, answers) || rule_holds(r->right, answers);
	case RULE_NOT: return !rule_holds(r->left, answers);
	case RULE_COMPARE: return comparison_holds(r, answers);
	case RULE_RELATE: return relation_holds(r, answers);
	case RULE_GIVES:
		value = rule_sum_value(r->one, answers);
		return value.kind == RULE_WORDS && strcmp(value.words, "yes") == 0;
	}
	return false;
}

struct rule_value rule_gives(const struct rule *r, const struct rule_answers *answers)
{
	if (r->joint == RULE_GIVES)
		return rule_sum_value(r->one, answers);
	return (struct rule_value){.kind = RULE_WORDS,
				   .words = rule_holds(r, answers) ? "yes" : "no"};
}
