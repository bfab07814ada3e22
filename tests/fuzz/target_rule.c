/* target_rule.c - conditions: what is read is kept as it was written, and holds as its parts do.
 *
 * Expressions give what they give, also in brackets.
 *
 * An input is `rule | rule | name=value | name=value …`. */
#include "services/definition/rule.h"
#include "tests/fuzz/must.h"
#include "tests/fuzz/target.h"

#include <string.h>

#define ANSWERS_MOST 40
#define WORDS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:+"

struct answers {
	char *lines[ANSWERS_MOST]; /* name=value */
	size_t count;
};

static const char *answer(void *ctx, const char *question)
{
	const struct answers *all = ctx;
	size_t len = strlen(question);

	for (size_t i = 0; i < all->count; i++)
		if (strncmp(all->lines[i], question, len) == 0 && all->lines[i][len] == '=')
			return all->lines[i] + len + 1;
	return NULL;
}

static long count(void *ctx, const char *section)
{
	const char *number = answer(ctx, section);

	return number == NULL ? 0 : (long)strlen(number);
}

/* Each item of a group has the same answers. */
static void step(void *ctx, const char *section, long item)
{
	(void)ctx;
	must(section[0] != '\0' && item >= 0, "an expression goes through a group");
}

/* One rule, or none, and whether it holds. */
struct known {
	const char *text;
	struct rule *rule;
	bool holds;
};

static void check_use(void *ctx, struct rule_use *use)
{
	size_t *uses = ctx;

	++*uses;
	must(use->name[0] != '\0' && strspn(use->name, WORDS) == strlen(use->name),
	     "a rule's name is a word");
	must((use->literal == NULL) == (use->subject == RULE_ANSWERED ||
					use->subject == RULE_PART || use->subject == RULE_GROUP),
	     "what is compared has something to be compared with");
	must(use->literal == NULL || (use->literal[0] != '\0' &&
				      strspn(use->literal, WORDS) == strlen(use->literal)),
	     "a rule's value is a word");
	must(use->relation <= RULE_HAS && use->subject <= RULE_GROUP, "a comparison is of a kind");
}

static bool holds(const struct rule *rule, struct answers *all)
{
	struct rule_answers from = {.answer = answer,
				    .count = count,
				    .ctx = all,
				    .today = {2026, 11, 23},
				    .step = step};
	bool once = rule_holds(rule, &from);

	must(rule_holds(rule, &from) == once, "a rule holds the second time as it did the first");
	return once;
}

/* False: it is no rule, which was said in words. */
static bool read_rule(struct arena *a, const char *text, struct answers *all, struct known *ret)
{
	struct error err = {0};
	size_t uses = 0;

	*ret = (struct known){.text = text};
	if (rule_read(a, text, &ret->rule, &err) != FAULT_NONE) {
		must_be_told(&err, 0);
		must(ret->rule == NULL, "nothing comes back with a fault");
		return false;
	}
	must(strcmp(rule_text(ret->rule), text) == 0, "a rule is kept as it was written");
	rule_each(ret->rule, check_use, &uses);
	must(uses > 0 || strpbrk(text, "0123456789") != NULL || strstr(text, "today") != NULL,
	     "a rule compares something");
	ret->holds = holds(ret->rule, all);
	return true;
}

/* Brackets and nots, at most. */
static int depth(const char *text)
{
	int all = 0;

	for (const char *s = text; *s != '\0'; s++)
		all += *s == '(' || strncmp(s, "not", 3) == 0;
	return all;
}

/* What is made of rules is a rule, where it is not too long or too deep, and holds as it must. */
static void check_made(struct arena *a, const char *text, struct answers *all, bool expected)
{
	struct known made;

	if (read_rule(a, text, all, &made))
		must(made.holds == expected, "a rule holds as its parts do");
	else
		must(strlen(text) > RULE_TEXT_MAX || depth(text) >= RULE_DEPTH_MAX,
		     "what is made of rules is a rule");
}

static void check_alone(struct arena *a, const struct known *one, struct answers *all)
{
	const char *s = one->text;

	check_made(a, arena_format(a, "(%s)", s), all, one->holds);
	check_made(a, arena_format(a, "\t( %s\n)", s), all, one->holds);
	check_made(a, arena_format(a, "not(%s)", s), all, !one->holds);
	check_made(a, arena_format(a, "not (%s) or %s", s, s), all, true);
	check_made(a, arena_format(a, "(%s) and not (%s)", s, s), all, false);
}

/* The first comparison of an answer with a word. */
struct comparison {
	const char *name, *value;
};

static void take_first(void *ctx, struct rule_use *use)
{
	struct comparison *c = ctx;

	if (c->name == NULL && use->subject == RULE_ANSWER && !use->literal_is_question)
		*c = (struct comparison){use->name, use->literal};
}

static bool is_so(struct arena *a, const struct comparison *c, const char *format,
		  struct answers *all)
{
	struct known one;
	char *text = arena_format(a, "%s", format), *to;

	to = strchr(text, 'V');
	*to = '\0';
	text = arena_format(a, "%s %s%s%s", c->name, text, c->value, to + 1);
	return read_rule(a, text, all, &one) && one.holds;
}

/* Relations are made of one another. */
static void check_relations(struct arena *a, const struct known *one, struct answers *all)
{
	struct comparison c = {NULL, NULL};
	bool equal, less, more;

	rule_each(one->rule, take_first, &c);
	if (c.name == NULL || strlen(c.name) + strlen(c.value) > RULE_TEXT_MAX / 2)
		return;
	equal = is_so(a, &c, "= V", all);
	less = is_so(a, &c, "< V", all);
	more = is_so(a, &c, "> V", all);
	must(equal + less + more <= 1, "what is less is not more");
	must(is_so(a, &c, "<= V", all) == (less || equal), "at most is less or equal");
	must(is_so(a, &c, ">= V", all) == (more || equal), "at least is more or equal");
	must(is_so(a, &c, "in (V)", all) == equal, "one of one is equal");
	must(is_so(a, &c, "!= V", all) == (answer(all, c.name) != NULL && !equal),
	     "what is answered is equal or not");
}

static void check_two(struct arena *a, const struct known *one, const struct known *two,
		      struct answers *all)
{
	const char *s = one->text, *t = two->text;

	check_made(a, arena_format(a, "%s or %s", s, t), all, one->holds || two->holds);
	check_made(a, arena_format(a, "(%s) and (%s)", s, t), all, one->holds && two->holds);
	check_made(a, arena_format(a, "not (%s) and not (%s)", s, t), all,
		   !one->holds && !two->holds);
	check_made(a, arena_format(a, "(%s) and %s or %s", s, s, t), all, one->holds || two->holds);
}

/* What an expression gives is what it is equal to, and it is the same in brackets. */
static void check_value(struct arena *a, const char *text, struct answers *all)
{
	struct rule_answers from = {.answer = answer,
				    .count = count,
				    .ctx = all,
				    .today = {2026, 11, 23},
				    .step = step};
	struct rule_value once, again;
	struct rule *one = NULL, *two = NULL;
	struct error err = {0};

	if (rule_read_value(a, text, &one, &err) != FAULT_NONE) {
		must_be_told(&err, 0);
		must(one == NULL, "nothing comes back with a fault");
		return;
	}
	once = rule_gives(one, &from);
	must(once.kind <= RULE_WORDS, "what is given is of a kind");
	must((once.kind == RULE_WORDS) == (once.words != NULL), "words are given as words");
	must(once.kind == RULE_UNKNOWN || once.kind == RULE_WORDS || once.kind == RULE_LENGTH ||
		     once.number.under > 0,
	     "a number is one");
	if (rule_read_value(a, arena_format(a, "(%s)", text), &two, NULL) != FAULT_NONE)
		return;
	again = rule_gives(two, &from);
	must(again.kind == once.kind, "brackets change nothing");
	must(once.kind == RULE_UNKNOWN || once.kind == RULE_WORDS || once.kind == RULE_LENGTH ||
		     rule_number_compare(once.number, again.number) == 0,
	     "brackets change no number");
}

void target_rule(const uint8_t *data, size_t size)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	struct input in = {data, size};
	const char *first = input_text(a, &in, '|'), *second = input_text(a, &in, '|');
	struct answers all = {.count = 0};
	struct known one, two;

	while (in.left > 0 && all.count < ANSWERS_MOST)
		all.lines[all.count++] = input_text(a, &in, '|');
	check_value(a, first, &all);
	must(holds(NULL, &all), "where there is no rule it holds");
	if (!read_rule(a, first, &all, &one))
		return;
	check_alone(a, &one, &all);
	check_relations(a, &one, &all);
	if (read_rule(a, second, &all, &two))
		check_two(a, &one, &two, &all);
}
