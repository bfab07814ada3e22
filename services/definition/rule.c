/* rule.c - conditions of a form: reading them, and what they name. */
#include "services/definition/rule_scan.h"

#include <string.h>

/*
 * rule    = both { "or" both }
 * both    = one { "and" one }
 * one     = "not" one | "answered" "(" id ")" | sum [ test ]
 * test    = compare sum | "in" "(" sum { "," sum } ")" | "has" value
 *
 * A sum (rule_sum.c) in brackets may be a rule: what stands there says which it is.
 */
typedef enum fault take(struct scan *s, struct parsed *ret);

static enum fault refuse_no_test(struct scan *s)
{
	return rule_scan_refuse(s, N_("One of = != < <= > >= in has is missing in the condition at "
				      "\"{value}\"."));
}

/* As many values as a list up to its bracket can hold: commas within others are too many, which
 * does no harm. */
static size_t list_length(const char *at)
{
	size_t commas = 0;

	for (; *at != '\0'; at++)
		commas += *at == ',';
	return commas + 1;
}

static enum fault take_other(struct scan *s, struct rule *r)
{
	struct parsed p = {NULL, NULL};
	enum fault fault = rule_sum_take(s, &p);

	if (fault == FAULT_NONE && p.sum == NULL)
		return rule_scan_refuse(s, N_("The condition is not understood at \"{value}\"."));
	if (fault == FAULT_NONE) {
		/* Beside an operator a bare word is a code. */
		if (p.sum->part == PART_NAME && !p.sum->at)
			p.sum->part = PART_CODE;
		r->others[r->other_count++] = p.sum;
	}
	return fault;
}

static enum fault take_list(struct scan *s, struct rule *r)
{
	enum fault fault;

	if (!rule_scan_sign(s, "("))
		return rule_scan_refuse(
			s, N_("After \"in\" the values must be in brackets, at \"{value}\"."));
	do
		fault = take_other(s, r);
	while (fault == FAULT_NONE && rule_scan_sign(s, ","));
	return fault == FAULT_NONE ? rule_scan_close(s) : fault;
}

static bool take_relation(struct scan *s, enum rule_relation *ret)
{
	static const struct {
		const char *sign;
		enum rule_relation relation;
	} signs[] = {{"!=", RULE_NOT_EQUAL}, {"<=", RULE_AT_MOST}, {">=", RULE_AT_LEAST},
		     {"<", RULE_LESS},       {">", RULE_MORE},     {"=", RULE_EQUAL}};

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (rule_scan_sign(s, signs[i].sign)) {
			*ret = signs[i].relation;
			return true;
		}
	*ret = RULE_HAS;
	return rule_scan_keyword(s, "has");
}

/* --- comparisons of one answer with words --- */

static bool is_plain(const struct rule_sum *s)
{
	return (s->part == PART_NAME && !s->at) || s->part == PART_AGE ||
	       (s->part == PART_COUNT && s->where == NULL && s->text == NULL);
}

static bool is_word(const struct rule_sum *s)
{
	return s->part <= PART_NAME;
}

/* The simple comparison that it is, where it is one. */
static void make_plain(struct scan *s, struct rule *r)
{
	for (size_t i = 0; i < r->other_count; i++)
		if (!is_word(r->others[i]))
			return;
	if (!is_plain(r->one))
		return;
	r->joint = RULE_COMPARE;
	r->subject = r->one->part == PART_AGE     ? RULE_AGE
		     : r->one->part == PART_COUNT ? RULE_COUNT
						  : RULE_ANSWER;
	r->name = r->subject == RULE_COUNT ? r->one->section : r->one->text;
	r->literals = arena_array(s->arena, r->other_count, sizeof(*r->literals));
	r->literal_count = r->other_count;
	for (size_t i = 0; i < r->other_count; i++)
		r->literals[i] = (struct rule_literal){.text = r->others[i]->text,
						       .is_question = r->others[i]->at};
}

static enum fault take_test(struct scan *s, struct rule *r)
{
	enum fault fault;

	r->joint = RULE_RELATE;
	if (rule_scan_keyword(s, "in")) {
		r->others = arena_array(s->arena, list_length(s->at), sizeof(struct rule_sum *));
		r->relation = RULE_IN;
		fault = take_list(s, r);
	} else {
		r->others = arena_array(s->arena, 1, sizeof(struct rule_sum *));
		if (!take_relation(s, &r->relation))
			return refuse_no_test(s);
		fault = take_other(s, r);
	}
	if (fault != FAULT_NONE)
		return fault;
	make_plain(s, r);
	if (r->relation == RULE_HAS && r->joint != RULE_COMPARE)
		return rule_scan_refuse(s, N_("The condition is not understood at \"{value}\"."));
	return FAULT_NONE;
}

static bool test_follows(struct scan *s)
{
	struct scan ahead = *s;
	enum rule_relation relation;

	return rule_scan_keyword(&ahead, "in") || take_relation(&ahead, &relation);
}

static enum fault take_answered(struct scan *s, struct rule **ret)
{
	struct rule *r = arena_take(s->arena, sizeof(*r));
	enum fault fault = rule_scan_word(s, &r->name);

	r->joint = RULE_COMPARE;
	r->subject = RULE_ANSWERED;
	*ret = r;
	return fault == FAULT_NONE ? rule_scan_close(s) : fault;
}

static enum fault take_comparison(struct scan *s, struct parsed *ret)
{
	struct rule *r;
	enum fault fault;

	if (rule_scan_function(s, "answered")) {
		*ret = (struct parsed){NULL, NULL};
		return ++s->uses > RULE_USES_MAX ? rule_scan_refuse_size(s)
						 : take_answered(s, &ret->rule);
	}
	fault = rule_sum_take(s, ret);
	if (fault != FAULT_NONE || ret->sum == NULL || !test_follows(s))
		return fault;
	if (++s->uses > RULE_USES_MAX)
		return rule_scan_refuse_size(s);
	r = arena_take(s->arena, sizeof(*r));
	r->one = ret->sum;
	*ret = (struct parsed){r, NULL};
	return take_test(s, r);
}

/* --- joints --- */

static enum fault take_one(struct scan *s, struct parsed *ret);

static enum fault take_not(struct scan *s, struct parsed *ret)
{
	struct rule *r = arena_take(s->arena, sizeof(*r));
	struct parsed p = {NULL, NULL};
	enum fault fault = take_one(s, &p);

	if (fault == FAULT_NONE && p.rule == NULL)
		return refuse_no_test(s);
	r->joint = RULE_NOT;
	r->left = p.rule;
	*ret = (struct parsed){r, NULL};
	return fault;
}

static enum fault take_one(struct scan *s, struct parsed *ret)
{
	enum fault fault;

	if (!rule_scan_keyword(s, "not"))
		return take_comparison(s, ret);
	if (s->depth == RULE_DEPTH_MAX)
		return rule_scan_refuse_size(s);
	s->depth++;
	fault = take_not(s, ret);
	s->depth--;
	return fault;
}

/* One or more parts, joined from the left by a word. */
static enum fault take_joined(struct scan *s, enum rule_joint joint, take *part, struct parsed *ret)
{
	const char *word = joint == RULE_AND ? "and" : "or";
	enum fault fault = part(s, ret);

	while (fault == FAULT_NONE && rule_scan_keyword(s, word)) {
		struct rule *r = arena_take(s->arena, sizeof(*r));
		struct parsed next = {NULL, NULL};

		if (ret->rule == NULL)
			return refuse_no_test(s);
		fault = part(s, &next);
		if (fault == FAULT_NONE && next.rule == NULL)
			return refuse_no_test(s);
		r->joint = joint;
		r->left = ret->rule;
		r->right = next.rule;
		ret->rule = r;
	}
	return fault;
}

static enum fault take_both(struct scan *s, struct parsed *ret)
{
	return take_joined(s, RULE_AND, take_one, ret);
}

enum fault rule_take(struct scan *s, struct parsed *ret)
{
	return take_joined(s, RULE_OR, take_both, ret);
}

/* --- the whole text --- */

enum fault rule_take_all(struct scan *s, struct parsed *ret)
{
	enum fault fault;

	if (strlen(s->text) > RULE_TEXT_MAX)
		return rule_scan_refuse_size(s);
	fault = rule_take(s, ret);
	if (fault != FAULT_NONE)
		return fault;
	rule_scan_blanks(s);
	if (*s->at == '\0')
		return FAULT_NONE;
	return rule_scan_refuse(s, *s->at == '+' || *s->at == '-'
					   ? N_("Spaces stand on both sides of + and -, as in "
						"income - rent: at \"{value}\".")
					   : N_("The condition is not understood at \"{value}\"."));
}

enum fault rule_read(struct arena *a, const char *text, struct rule **ret, struct error *err)
{
	struct scan s = {.arena = a, .text = text, .at = text, .err = err};
	struct parsed p = {NULL, NULL};
	enum fault fault = rule_take_all(&s, &p);

	if (fault == FAULT_NONE && p.rule == NULL)
		return refuse_no_test(&s);
	if (fault != FAULT_NONE)
		return fault;
	p.rule->text = arena_text(a, text);
	*ret = p.rule;
	return FAULT_NONE;
}

enum fault rule_read_value(struct arena *a, const char *text, struct rule **ret, struct error *err)
{
	struct scan s = {.arena = a, .text = text, .at = text, .err = err};
	struct parsed p = {NULL, NULL};
	enum fault fault = rule_take_all(&s, &p);

	if (fault != FAULT_NONE)
		return fault;
	if (p.rule == NULL) {
		p.rule = arena_take(a, sizeof(*p.rule));
		p.rule->joint = RULE_GIVES;
		p.rule->one = p.sum;
	}
	p.rule->text = arena_text(a, text);
	*ret = p.rule;
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
