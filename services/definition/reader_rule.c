/* reader_rule.c - conditions and expressions of a definition, whose references are left as debts.
 */
#include "services/definition/reader.h"

struct debt *reader_owe(struct reader *r, const struct node *at, const struct section *scope)
{
	struct debt *d = arena_take(r->scratch, sizeof(*d));

	d->at = at;
	d->scope = scope;
	d->inside = r->inside;
	d->check = r->check;
	*r->debts_end = d;
	r->debts_end = &d->next;
	return d;
}

static const struct rule *owe_rule(struct reader *r, const struct node *n,
				   const struct section *scope, struct rule *rule)
{
	struct debt *d = reader_owe(r, n, scope);

	d->kind = DEBT_RULE;
	d->rule = rule;
	return rule;
}

const struct rule *reader_rule(struct reader *r, const struct node *map, const char *key,
			       const struct section *scope)
{
	const char *word = reader_word(r, map, key, false);
	struct rule *rule;
	struct error err;

	if (word == NULL)
		return NULL;
	if (rule_read(r->arena, word, &rule, &err) == FAULT_NONE)
		return owe_rule(r, reader_find(map, key), scope, rule);
	reader_pass(r, reader_find(map, key), &err);
	return NULL;
}

const struct rule *reader_rule_inside(struct reader *r, const struct node *n)
{
	const struct rule *ret = NULL;
	struct rule *rule;
	struct error err;

	r->inside = true;
	if (n->kind == NODE_WORD && rule_read(r->arena, n->value, &rule, &err) == FAULT_NONE)
		ret = owe_rule(r, n, NULL, rule);
	r->inside = false;
	return ret;
}

const struct rule *reader_expression(struct reader *r, const struct node *map, const char *key)
{
	const char *word = reader_word(r, map, key, true);
	struct rule *rule;
	struct error err;

	if (word == NULL)
		return NULL;
	if (rule_read_value(r->arena, word, &rule, &err) == FAULT_NONE)
		return owe_rule(r, reader_find(map, key), NULL, rule);
	reader_pass(r, reader_find(map, key), &err);
	return NULL;
}
