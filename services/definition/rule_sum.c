/* rule_sum.c - expressions of a form: reading them. */
#include "services/definition/rule_scan.h"

#include "services/definition/length.h"

#include <string.h>

/*
 * sum     = product { ( "+" | "-" ) product }     with blanks around the sign
 * product = atom { ( "*" | "/" ) atom }
 * atom    = "(" rule ")" | "(" sum ")" | word | "@" id | "age" "(" id ")"
 *         | "count" "(" id [ "where" rule ] ")"
 *         | ( "sum" | "min" | "max" | "distinct" ) "(" id "." id [ "where" rule ] ")"
 *         | ( "min" | "max" ) "(" sum "," sum { "," sum } ")"
 */

static struct rule_sum *new_sum(struct scan *s, enum rule_part part)
{
	struct rule_sum *sum = arena_take(s->arena, sizeof(*sum));

	sum->part = part;
	return sum;
}

static enum fault refuse_rule(struct scan *s)
{
	return rule_scan_refuse(s, N_("The condition is not understood at \"{value}\"."));
}

/* What a word is by its looks; a name may turn out to be a code. */
static struct rule_sum *make_word(struct scan *s, const char *word, bool at)
{
	struct rule_sum *sum = new_sum(s, PART_NAME);
	struct date day;

	sum->text = word;
	sum->at = at;
	if (at)
		return sum;
	if (rule_number_read(word, &sum->number))
		sum->part = PART_NUMBER;
	else if (length_parse(word, &sum->length))
		sum->part = PART_LENGTH;
	else if (date_limit(word, (struct date){2000, 1, 1}, &day, NULL) == FAULT_NONE)
		sum->part = PART_DAY;
	return sum;
}

static enum fault take_word(struct scan *s, struct rule_sum **ret)
{
	bool at = rule_scan_sign(s, "@");
	const char *word;
	enum fault fault = rule_scan_word(s, &word);

	if (fault == FAULT_NONE)
		*ret = make_word(s, word, at);
	return fault;
}

/* --- over the items of a group --- */

static enum fault take_where(struct scan *s, struct rule_sum *sum)
{
	struct parsed p = {NULL, NULL};
	enum fault fault;

	if (s->within)
		return rule_scan_refuse(
			s, N_("Within a group no other one is gone through: at \"{value}\"."));
	if (!rule_scan_keyword(s, "where"))
		return rule_scan_close(s);
	s->within = true;
	fault = rule_take(s, &p);
	s->within = false;
	if (fault == FAULT_NONE && p.rule == NULL)
		return refuse_rule(s);
	sum->where = p.rule;
	return fault == FAULT_NONE ? rule_scan_close(s) : fault;
}

/* "members.income"; false: it is no such word. */
static bool split(struct scan *s, struct rule_sum *sum, const char *word)
{
	const char *point = strchr(word, '.');

	if (point == NULL || point == word || point[1] == '\0')
		return false;
	sum->section = arena_slice(s->arena, word, (size_t)(point - word));
	sum->text = point + 1;
	return true;
}

static enum fault refuse_group(struct scan *s, const char *word)
{
	s->at -= strlen(word);
	return rule_scan_refuse(s, N_("In the brackets a repeated section and one of its questions "
				      "are wanted, with a point between them, as in "
				      "members.income: at \"{value}\"."));
}

static enum fault take_group(struct scan *s, enum rule_part part, struct rule_sum **ret)
{
	struct rule_sum *sum = new_sum(s, part);
	const char *word;
	enum fault fault = rule_scan_word(s, &word);

	*ret = sum;
	if (fault != FAULT_NONE)
		return fault;
	if (part == PART_COUNT)
		sum->section = word;
	else if (!split(s, sum, word))
		return refuse_group(s, word);
	return take_where(s, sum);
}

static enum fault take_age(struct scan *s, struct rule_sum **ret)
{
	enum fault fault = rule_scan_word(s, &(*ret = new_sum(s, PART_AGE))->text);

	return fault == FAULT_NONE ? rule_scan_close(s) : fault;
}

/* --- of several values --- */

/* A value where a rule is none. */
static enum fault take_value(struct scan *s, struct rule_sum **ret)
{
	struct parsed p = {NULL, NULL};
	enum fault fault = rule_sum_take(s, &p);

	if (fault == FAULT_NONE && p.sum == NULL)
		return refuse_rule(s);
	*ret = p.sum;
	return fault;
}

static struct rule_sum *join(struct scan *s, enum rule_part part, struct rule_sum *left,
			     struct rule_sum *right)
{
	struct rule_sum *sum = new_sum(s, part);

	sum->left = left;
	sum->right = right;
	return sum;
}

static enum fault take_several(struct scan *s, enum rule_part part, struct rule_sum **ret)
{
	enum fault fault = FAULT_NONE;

	while (fault == FAULT_NONE && rule_scan_sign(s, ",")) {
		struct rule_sum *next = NULL;

		fault = take_value(s, &next);
		*ret = join(s, part, *ret, next);
	}
	return fault == FAULT_NONE ? rule_scan_close(s) : fault;
}

/* "min(members.income)" goes through a group, "min(income, 500)" takes one of several. */
static enum fault take_extreme(struct scan *s, bool least, struct rule_sum **ret)
{
	enum rule_part group = least ? PART_LEAST : PART_MOST;
	struct scan ahead = *s;
	const char *word;

	ahead.err = NULL;
	if (rule_scan_word(&ahead, &word) == FAULT_NONE && strchr(word, '.') != NULL &&
	    !rule_number_read(word, &(struct rule_number){0, 1}))
		return take_group(s, group, ret);
	if (take_value(s, ret) != FAULT_NONE)
		return FAULT_INPUT;
	return take_several(s, least ? PART_LESSER : PART_GREATER, ret);
}

/* --- atoms, products, sums --- */

static enum fault take_brackets(struct scan *s, struct parsed *ret)
{
	enum fault fault = rule_take(s, ret);

	return fault == FAULT_NONE ? rule_scan_close(s) : fault;
}

static enum fault take_inner(struct scan *s, struct parsed *ret)
{
	*ret = (struct parsed){NULL, NULL};
	if (rule_scan_sign(s, "("))
		return take_brackets(s, ret);
	if (rule_scan_function(s, "age"))
		return take_age(s, &ret->sum);
	if (rule_scan_function(s, "count"))
		return take_group(s, PART_COUNT, &ret->sum);
	if (rule_scan_function(s, "sum"))
		return take_group(s, PART_SUM, &ret->sum);
	if (rule_scan_function(s, "distinct"))
		return take_group(s, PART_DISTINCT, &ret->sum);
	if (rule_scan_function(s, "min"))
		return take_extreme(s, true, &ret->sum);
	if (rule_scan_function(s, "max"))
		return take_extreme(s, false, &ret->sum);
	return take_word(s, &ret->sum);
}

static enum fault take_atom(struct scan *s, struct parsed *ret)
{
	enum fault fault;

	if (s->depth == RULE_DEPTH_MAX)
		return rule_scan_refuse_size(s);
	s->depth++;
	fault = take_inner(s, ret);
	s->depth--;
	return fault;
}

/* The sign between two atoms, or two products. */
static bool take_sign(struct scan *s, bool products, enum rule_part *ret)
{
	if (products) {
		*ret = rule_scan_apart(s, '+') ? PART_ADD : PART_TAKE;
		return *ret == PART_ADD || rule_scan_apart(s, '-');
	}
	*ret = rule_scan_sign(s, "*") ? PART_TIMES : PART_OVER;
	return *ret == PART_TIMES || rule_scan_sign(s, "/");
}

static enum fault take_chain(struct scan *s, bool products, struct parsed *ret)
{
	enum fault fault = products ? take_chain(s, false, ret) : take_atom(s, ret);
	enum rule_part part;

	while (fault == FAULT_NONE && take_sign(s, products, &part)) {
		struct parsed next = {NULL, NULL};

		if (ret->sum == NULL)
			return refuse_rule(s);
		fault = products ? take_chain(s, false, &next) : take_atom(s, &next);
		if (fault == FAULT_NONE && next.sum == NULL)
			return refuse_rule(s);
		ret->sum = join(s, part, ret->sum, next.sum);
	}
	return fault;
}

enum fault rule_sum_take(struct scan *s, struct parsed *ret)
{
	return take_chain(s, true, ret);
}
