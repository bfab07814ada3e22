/* rule_holds.c - whether a condition of a form holds for the answers given so far. */
#include "services/definition/rule_inside.h"

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

/* A month or a year that stands alone counts as its first day. */
static bool read_day(const char *s, struct date today, struct date *ret)
{
	if (strncmp(s, "today", 5) == 0)
		return date_limit(s, today, ret, NULL) == FAULT_NONE;
	if (!date_read_iso(s, ret))
		return false;
	*ret = date_first(*ret);
	return true;
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
	if (read_day(answer, today, &day) && read_day(value, today, &other_day))
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

static bool test(const struct rule *r, const struct rule_literal *l, const char *answer,
		 const char *value, struct date today)
{
	int order = l->compare != NULL ? l->compare(answer, value) : compare(answer, value, today);

	switch (r->relation) {
	case RULE_EQUAL:
	case RULE_IN: return order == 0;
	case RULE_NOT_EQUAL: return order != 0;
	case RULE_LESS: return order == -1;
	case RULE_AT_MOST: return order == -1 || order == 0;
	case RULE_MORE: return order == 1;
	case RULE_AT_LEAST: return order == 1 || order == 0;
	case RULE_HAS: return list_has(answer, value);
	}
	return false;
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
	if (!read_day(answer, answers->today, &born))
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

bool rule_holds(const struct rule *r, const struct rule_answers *answers)
{
	if (r == NULL)
		return true;
	switch (r->joint) {
	case RULE_AND: return rule_holds(r->left, answers) && rule_holds(r->right, answers);
	case RULE_OR: return rule_holds(r->left, answers) || rule_holds(r->right, answers);
	case RULE_NOT: return !rule_holds(r->left, answers);
	case RULE_COMPARE: return comparison_holds(r, answers);
	}
	return false;
}
