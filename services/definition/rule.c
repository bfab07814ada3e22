/* rule.c - conditions of a form: reading them, and what they name. */
#include "services/definition/rule_inside.h"

#include <string.h>

#define USES_MAX 200 /* comparisons in one rule */

/*
 * rule    = both { "or" both }
 * both    = one { "and" one }
 * one     = "not" one | "(" rule ")" | "answered" "(" id ")" | subject test
 * subject = id | "age" "(" id ")" | "count" "(" id ")"
 * test    = compare value | "in" "(" value { "," value } ")" | "has" value
 * value   = word | "@" id
 */
struct scan {
	struct arena *arena;
	const char *text, *at;
	size_t depth, uses;
	struct error *err;
};

static const char *const too_large = N_(
	"The condition is too large at \"{value}\": it may have 1000 bytes, 200 comparisons and 20 "
	"brackets in each other.");
_Static_assert(RULE_TEXT_MAX == 1000 && USES_MAX == 200 && RULE_DEPTH_MAX == 20, "as it says");

static enum fault refuse(struct scan *s, const char *say)
{
	fail(s->err, FAULT_INPUT, say, "condition, byte %zu: %s", (size_t)(s->at - s->text),
	     s->text);
	if (*s->at == '\0')
		error_fill(s->err, "value", "%s", s->text);
	else
		error_fill(s->err, "value", "%.60s", s->at);
	return FAULT_INPUT;
}

typedef enum fault take(struct scan *s, struct rule **ret);

static void skip_blanks(struct scan *s)
{
	s->at += strspn(s->at, " \t\n");
}

static size_t word_len(const char *at)
{
	return strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:+");
}

/* True, and past it, when `sign` stands next. */
static bool take_sign(struct scan *s, const char *sign)
{
	skip_blanks(s);
	if (strncmp(s->at, sign, strlen(sign)) != 0)
		return false;
	s->at += strlen(sign);
	return true;
}

static bool take_keyword(struct scan *s, const char *word)
{
	skip_blanks(s);
	if (word_len(s->at) != strlen(word) || strncmp(s->at, word, strlen(word)) != 0)
		return false;
	s->at += strlen(word);
	return true;
}

/* A function's name and its "(": else nothing is taken, for the word may be a question's id. */
static bool take_function(struct scan *s, const char *name)
{
	const char *before = s->at;

	if (take_keyword(s, name) && take_sign(s, "("))
		return true;
	s->at = before;
	return false;
}

static enum fault take_word(struct scan *s, const char **ret)
{
	size_t len;

	skip_blanks(s);
	len = word_len(s->at);
	if (len == 0)
		return refuse(s, N_("A word is missing in the condition at \"{value}\"."));
	*ret = arena_slice(s->arena, s->at, len);
	s->at += len;
	return FAULT_NONE;
}

static enum fault take_value(struct scan *s, struct rule *r)
{
	struct rule_literal *l = &r->literals[r->literal_count];

	if (r->literal_count == r->room)
		return refuse(s, N_("The condition has too many values at \"{value}\"."));
	l->is_question = take_sign(s, "@");
	r->literal_count++;
	return take_word(s, &l->text);
}

static enum fault take_close(struct scan *s)
{
	if (take_sign(s, ")"))
		return FAULT_NONE;
	return refuse(s, N_("A closing bracket is missing in the condition at \"{value}\"."));
}

/* As many values as a list up to its bracket can hold. */
static size_t list_length(const char *at)
{
	size_t commas = 0;

	for (; *at != '\0' && *at != ')'; at++)
		commas += *at == ',';
	return commas + 1;
}

static enum fault take_list(struct scan *s, struct rule *r)
{
	enum fault fault;

	if (!take_sign(s, "("))
		return refuse(s, N_("After \"in\" the values stand in brackets, at \"{value}\"."));
	do
		fault = take_value(s, r);
	while (fault == FAULT_NONE && take_sign(s, ","));
	return fault == FAULT_NONE ? take_close(s) : fault;
}

static bool take_relation(struct scan *s, enum rule_relation *ret)
{
	static const struct {
		const char *sign;
		enum rule_relation relation;
	} signs[] = {{"!=", RULE_NOT_EQUAL}, {"<=", RULE_AT_MOST}, {">=", RULE_AT_LEAST},
		     {"<", RULE_LESS},       {">", RULE_MORE},     {"=", RULE_EQUAL}};

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (take_sign(s, signs[i].sign)) {
			*ret = signs[i].relation;
			return true;
		}
	*ret = RULE_HAS;
	return take_keyword(s, "has");
}

static enum fault take_test(struct scan *s, struct rule *r)
{
	if (take_keyword(s, "in")) {
		r->room = list_length(s->at);
		r->literals = arena_array(s->arena, r->room, sizeof(*r->literals));
		r->relation = RULE_IN;
		return take_list(s, r);
	}
	r->room = 1;
	r->literals = arena_take(s->arena, sizeof(*r->literals));
	if (!take_relation(s, &r->relation))
		return refuse(s, N_("One of = != < <= > >= in has is missing in the condition at "
				    "\"{value}\"."));
	return take_value(s, r);
}

static enum fault take_comparison(struct scan *s, struct rule **ret)
{
	struct rule *r = arena_take(s->arena, sizeof(*r));
	enum fault fault;
	bool called = true;

	if (++s->uses > USES_MAX)
		return refuse(s, too_large);
	r->joint = RULE_COMPARE;
	if (take_function(s, "answered"))
		r->subject = RULE_ANSWERED;
	else if (take_function(s, "age"))
		r->subject = RULE_AGE;
	else if (take_function(s, "count"))
		r->subject = RULE_COUNT;
	else
		called = false;
	fault = take_word(s, &r->name);
	if (fault == FAULT_NONE && called)
		fault = take_close(s);
	if (fault == FAULT_NONE && r->subject != RULE_ANSWERED)
		fault = take_test(s, r);
	if (fault == FAULT_NONE)
		*ret = r;
	return fault;
}

static enum fault take_rule(struct scan *s, struct rule **ret);

static enum fault take_not(struct scan *s, struct rule **ret);

static enum fault take_one(struct scan *s, struct rule **ret)
{
	enum fault fault;

	if (s->depth == RULE_DEPTH_MAX)
		return refuse(s, too_large);
	s->depth++;
	if (take_keyword(s, "not")) {
		fault = take_not(s, ret);
	} else if (take_sign(s, "(")) {
		fault = take_rule(s, ret);
		if (fault == FAULT_NONE)
			fault = take_close(s);
	} else {
		fault = take_comparison(s, ret);
	}
	s->depth--;
	return fault;
}

static enum fault take_not(struct scan *s, struct rule **ret)
{
	struct rule *r = arena_take(s->arena, sizeof(*r));
	enum fault fault = take_one(s, &r->left);

	r->joint = RULE_NOT;
	*ret = r;
	return fault;
}

/* One or more parts, joined from the left by a word. */
static enum fault take_joined(struct scan *s, enum rule_joint joint, take *part, struct rule **ret)
{
	const char *word = joint == RULE_AND ? "and" : "or";
	enum fault fault = part(s, ret);

	while (fault == FAULT_NONE && take_keyword(s, word)) {
		struct rule *r = arena_take(s->arena, sizeof(*r));

		r->joint = joint;
		r->left = *ret;
		fault = part(s, &r->right);
		*ret = r;
	}
	return fault;
}

static enum fault take_both(struct scan *s, struct rule **ret)
{
	return take_joined(s, RULE_AND, take_one, ret);
}

static enum fault take_rule(struct scan *s, struct rule **ret)
{
	return take_joined(s, RULE_OR, take_both, ret);
}

enum fault rule_read(struct arena *a, const char *text, struct rule **ret, struct error *err)
{
	struct scan s = {.arena = a, .text = text, .at = text, .err = err};
	struct rule *r;
	enum fault fault;

	if (strlen(text) > RULE_TEXT_MAX)
		return refuse(&s, too_large);
	fault = take_rule(&s, &r);
	if (fault != FAULT_NONE)
		return fault;
	skip_blanks(&s);
	if (*s.at != '\0')
		return refuse(&s, N_("The condition is not understood at \"{value}\"."));
	r->text = arena_text(a, text);
	*ret = r;
	return FAULT_NONE;
}

const char *rule_text(const struct rule *r)
{
	return r->text;
}

enum rule_joint rule_joint(const struct rule *r, const struct rule **left,
			   const struct rule **right)
{
	*left = r->left;
	*right = r->right;
	return r->joint;
}

static void show_use(const struct rule *r, struct rule_literal *l,
		     void (*visit)(void *ctx, struct rule_use *use), void *ctx)
{
	struct rule_use use = {.name = r->name, .subject = r->subject, .relation = r->relation};

	if (l != NULL) {
		use.literal = l->text;
		use.literal_is_question = l->is_question;
		use.compare = l->compare;
	}
	visit(ctx, &use);
	/* Of a catalogue that visitors share nothing can be written; there nobody changes it. */
	if (l != NULL && (l->text != use.literal || l->compare != use.compare)) {
		l->text = use.literal;
		l->compare = use.compare;
	}
}

void rule_each(const struct rule *r, void (*visit)(void *ctx, struct rule_use *use), void *ctx)
{
	if (r->joint != RULE_COMPARE) {
		rule_each(r->left, visit, ctx);
		if (r->right != NULL)
			rule_each(r->right, visit, ctx);
		return;
	}
	if (r->subject == RULE_ANSWERED)
		show_use(r, NULL, visit, ctx);
	for (size_t i = 0; i < r->literal_count; i++)
		show_use(r, &r->literals[i], visit, ctx);
}
