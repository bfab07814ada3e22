/* rule_type.c - of which kind the expressions of a rule are, and whether they fit each other. */
#include "services/definition/rule_type.h"

#include "services/definition/rule_inside.h"

#include <string.h>

/* From where it is looked at. */
struct outlook {
	const struct rule_world *world;
	const char *group; /* behind whose "where" it stands; NULL */
};

static const struct rule_type unknown = {.kind = RULE_UNKNOWN};

static struct rule_type refuse(const struct outlook *o, const char *say, const char *value)
{
	o->world->tell(o->world->ctx, say, value);
	return unknown;
}

static bool is_figure(struct rule_type t)
{
	return t.kind == RULE_NUMBER || t.kind == RULE_AMOUNT;
}

/* What is compared, added, or taken as the less of two. */
static bool go_together(struct rule_type one, struct rule_type two)
{
	if (one.kind == RULE_AMOUNT && two.kind == RULE_AMOUNT)
		return strcmp(one.currency, two.currency) == 0;
	if (one.kind == two.kind)
		return one.kind != RULE_LENGTH;
	return is_figure(one) && is_figure(two) && (one.written || two.written);
}

static struct rule_type refuse_kinds(const struct outlook *o, const char *near)
{
	return refuse(o,
		      N_("What stands at \"{value}\" does not go together: numbers go with "
			 "numbers, amounts with amounts in the same currency, days with days."),
		      near);
}

/* The first word of an expression, by which a message tells where it is. */
static const char *near(const struct rule_sum *s)
{
	while (s->left != NULL)
		s = s->left;
	return s->section != NULL && s->text == NULL ? s->section : s->text;
}

/* --- names --- */

static struct rule_type name_type(const struct outlook *o, struct rule_sum *s, bool only)
{
	const struct rule_world *w = o->world;
	const char *group = only ? s->section : o->group;
	struct rule_type t;

	s->is_value = !only && s->part == PART_NAME && w->is_value(w->ctx, s->text);
	t = s->is_value ? w->value(w->ctx, s->text) : w->question(w->ctx, s->text, group, only);
	s->kind = t.kind;
	s->decimals = t.decimals;
	return t;
}

static struct rule_type age_type(const struct outlook *o, struct rule_sum *s)
{
	struct rule_type t = name_type(o, s, false);

	if (t.kind != RULE_DAY && t.kind != RULE_UNKNOWN)
		return refuse(o, N_("\"{value}\" is not a date, so it has no age."), s->text);
	return t.kind == RULE_DAY ? (struct rule_type){.kind = RULE_NUMBER} : t;
}

static struct rule_type check_rule(const struct outlook *o, struct rule *r);

static struct rule_type group_type(const struct outlook *o, struct rule_sum *s)
{
	const struct rule_world *w = o->world;
	const struct outlook within = {w, s->section};
	struct rule_type t = {.kind = RULE_NUMBER};

	if (w->group(w->ctx, s->section) == 0)
		return unknown;
	if (s->where != NULL)
		check_rule(&within, s->where);
	if (s->part == PART_DISTINCT)
		s->whole = w->whole(w->ctx, s->text, s->section);
	if (s->whole != NULL)
		return t;
	if (s->part != PART_COUNT)
		t = name_type(o, s, true);
	if (s->part == PART_DISTINCT && t.kind != RULE_UNKNOWN)
		return (struct rule_type){.kind = RULE_NUMBER};
	if (t.kind == RULE_WORDS || (t.kind == RULE_DAY && s->part == PART_SUM))
		return refuse(o,
			      N_("\"{value}\" is no number and no amount: it has no sum, nor a "
				 "least or greatest one."),
			      s->text);
	return t;
}

/* --- of two --- */

static struct rule_type add_type(const struct outlook *o, const struct rule_sum *s,
				 struct rule_type one, struct rule_type two)
{
	bool back = s->part == PART_TAKE;

	if (one.kind == RULE_DAY && two.kind == RULE_LENGTH) {
		if (back && s->right->length.unit == UNIT_WORKING_DAY)
			return refuse(o,
				      N_("Working days are counted forwards alone, not before "
					 "\"{value}\"."),
				      near(s));
		return one;
	}
	if (one.kind == RULE_DAY && two.kind == RULE_DAY && back)
		return (struct rule_type){.kind = RULE_NUMBER};
	if (!is_figure(one) || !is_figure(two) || !go_together(one, two))
		return refuse_kinds(o, near(s));
	one.written = one.written && two.written;
	return one.kind == RULE_AMOUNT ? one : two;
}

static struct rule_type times_type(const struct outlook *o, const struct rule_sum *s,
				   struct rule_type one, struct rule_type two)
{
	bool amounts = one.kind == RULE_AMOUNT && two.kind == RULE_AMOUNT;

	if (!is_figure(one) || !is_figure(two) ||
	    (two.kind == RULE_AMOUNT && s->part == PART_OVER && !amounts) ||
	    (amounts && (s->part == PART_TIMES || !go_together(one, two))))
		return refuse_kinds(o, near(s));
	if (amounts)
		return (struct rule_type){.kind = RULE_NUMBER};
	return one.kind == RULE_AMOUNT ? one : two;
}

static struct rule_type sum_type(const struct outlook *o, struct rule_sum *s);

static struct rule_type two_type(const struct outlook *o, const struct rule_sum *s)
{
	struct rule_type one = sum_type(o, s->left), two = sum_type(o, s->right);

	if (one.kind == RULE_UNKNOWN || two.kind == RULE_UNKNOWN)
		return unknown;
	if (s->part == PART_ADD || s->part == PART_TAKE)
		return add_type(o, s, one, two);
	if (s->part == PART_TIMES || s->part == PART_OVER)
		return times_type(o, s, one, two);
	if (one.kind == RULE_WORDS || !go_together(one, two))
		return refuse_kinds(o, near(s));
	one.written = one.written && two.written;
	return one.kind == RULE_NUMBER ? two : one;
}

static struct rule_type sum_type(const struct outlook *o, struct rule_sum *s)
{
	switch (s->part) {
	case PART_NUMBER: return (struct rule_type){.kind = RULE_NUMBER, .written = true};
	case PART_DAY: return (struct rule_type){.kind = RULE_DAY};
	case PART_LENGTH: return (struct rule_type){.kind = RULE_LENGTH};
	case PART_CODE: return (struct rule_type){.kind = RULE_WORDS};
	case PART_NAME: return name_type(o, s, false);
	case PART_AGE: return age_type(o, s);
	case PART_COUNT:
	case PART_SUM:
	case PART_LEAST:
	case PART_MOST:
	case PART_DISTINCT: return group_type(o, s);
	case PART_ADD:
	case PART_TAKE:
	case PART_TIMES:
	case PART_OVER:
	case PART_LESSER:
	case PART_GREATER: break;
	}
	return two_type(o, s);
}

/* --- comparisons --- */

static bool is_order(enum rule_relation relation)
{
	return relation == RULE_LESS || relation == RULE_AT_MOST || relation == RULE_MORE ||
	       relation == RULE_AT_LEAST;
}

/* A word beside what has words: one of its codes, whatever it looks like. */
static void check_code(const struct outlook *o, struct rule_type one, struct rule_sum *code)
{
	bool known = true;

	if (one.question != NULL)
		known = o->world->code(o->world->ctx, one.question, &code->text);
	else if (one.truth && strcmp(code->text, "yes") != 0 && strcmp(code->text, "no") != 0)
		refuse(o, N_("\"{value}\" is neither yes nor no, as what it is compared with."),
		       code->text);
	if (known)
		code->part = PART_CODE;
}

static void check_other(const struct outlook *o, struct rule_type one, struct rule_sum *s)
{
	struct rule_type two;

	if (one.kind == RULE_WORDS && s->part <= PART_CODE) {
		check_code(o, one, s);
		return;
	}
	if (s->part == PART_CODE) {
		refuse(o,
		       N_("\"{value}\" is no number, amount or day. Another question, or a value, "
			  "is written with @ before it."),
		       s->text);
		return;
	}
	two = sum_type(o, s);
	if (two.kind != RULE_UNKNOWN && !go_together(one, two))
		refuse_kinds(o, near(s));
}

static void check_relation(const struct outlook *o, struct rule *r)
{
	struct rule_type one = sum_type(o, r->one);

	if (one.kind == RULE_UNKNOWN)
		return;
	if (one.kind == RULE_LENGTH || r->relation == RULE_HAS) {
		refuse_kinds(o, near(r->one));
		return;
	}
	if (one.kind == RULE_WORDS && is_order(r->relation)) {
		refuse(o,
		       N_("\"{value}\" is not a number, amount or date, so it cannot be less or "
			  "more."),
		       near(r->one));
		return;
	}
	for (size_t i = 0; i < r->other_count; i++)
		check_other(o, one, r->others[i]);
}

/* A comparison that looks as if it were of an answer names a value, or lies beside one. */
static bool names_value(const struct outlook *o, const struct rule *r)
{
	const struct rule_world *w = o->world;

	if (r->subject == RULE_ANSWER && w->is_value(w->ctx, r->name))
		return true;
	for (size_t i = 0; i < r->literal_count; i++)
		if (r->literals[i].is_question && w->is_value(w->ctx, r->literals[i].text))
			return true;
	return false;
}

static struct rule_type check_rule(const struct outlook *o, struct rule *r)
{
	const struct rule_type truth = {.kind = RULE_WORDS, .truth = true};
	struct rule_type t;

	if (r->left != NULL)
		check_rule(o, r->left);
	if (r->right != NULL)
		check_rule(o, r->right);
	if (r->joint == RULE_COMPARE && names_value(o, r))
		r->joint = RULE_RELATE;
	if (r->joint == RULE_RELATE)
		check_relation(o, r);
	if (r->joint != RULE_GIVES)
		return truth;
	t = sum_type(o, r->one);
	t.written = false;
	return t.kind == RULE_LENGTH ? refuse_kinds(o, near(r->one)) : t;
}

struct rule_type rule_type(struct rule *r, const struct rule_world *world)
{
	return check_rule(&(struct outlook){world, NULL}, r);
}

/* --- what it costs --- */

static long rule_cost(const struct rule *r, const struct rule_world *w);

static long sum_cost(const struct rule_sum *s, const struct rule_world *w)
{
	long cost = 1;

	if (s->left != NULL)
		cost += sum_cost(s->left, w);
	if (s->right != NULL)
		cost += sum_cost(s->right, w);
	if (s->section != NULL)
		cost = w->group(w->ctx, s->section) *
		       (1 + (s->whole == NULL ? 0 : (long)s->whole->count) +
			(s->where == NULL ? 0 : rule_cost(s->where, w)));
	return cost;
}

static long rule_cost(const struct rule *r, const struct rule_world *w)
{
	long cost = (long)r->literal_count;

	if (r->left != NULL)
		cost += rule_cost(r->left, w);
	if (r->right != NULL)
		cost += rule_cost(r->right, w);
	if (r->joint != RULE_RELATE && r->joint != RULE_GIVES)
		return cost;
	cost += sum_cost(r->one, w);
	for (size_t i = 0; i < r->other_count; i++)
		cost += sum_cost(r->others[i], w);
	return cost;
}

long rule_type_cost(const struct rule *r, const struct rule_world *world)
{
	return rule_cost(r, world);
}
