/* links_values.c - what the names in a definition's expressions stand for, and what they cost. */
#include "services/definition/links_inside.h"

#include "i18n/money.h"
#include "services/definition/service.h"
#include "services/definition/service_fees.h"
#include "services/definition/type.h"
#include "services/registry/limits.h"

static void tell(void *ctx, const char *say, const char *value)
{
	const struct look *l = ctx;

	reader_fault(l->r, l->debt->at, say, value);
}

/* --- questions --- */

static struct rule_type type_of(const struct question *q)
{
	struct rule_type t = {.kind = RULE_WORDS, .question = q};

	if ((q->type->traits & TYPE_NUMERIC) != 0)
		t = (struct rule_type){.kind = RULE_NUMBER};
	else if ((q->type->traits & TYPE_DAY) != 0)
		t = (struct rule_type){.kind = RULE_DAY};
	else if (q->currency != NULL)
		t = (struct rule_type){.kind = RULE_AMOUNT,
				       .currency = q->currency,
				       .decimals = money_decimals(q->currency)};
	return t;
}

static struct rule_type question(void *ctx, const char *id, const char *group, bool only)
{
	const struct look *l = ctx;
	const struct section *home = NULL;
	const struct question *q = links_question(l, id, group);

	if (q == NULL)
		return (struct rule_type){.kind = RULE_UNKNOWN};
	(void)service_named(l->service, id, &home);
	if (only && (home == NULL || home != service_section(l->service, group)))
		reader_fault_known(l->r, l->debt->at,
				   N_("\"{value}\" is no question of the section \"{known}\"."), id,
				   group);
	else if ((q->type->traits & TYPE_SEVERAL) != 0)
		reader_fault(l->r, l->debt->at,
			     N_("\"{value}\" takes several choices: compare it with \"has\"."), id);
	else
		return type_of(q);
	return (struct rule_type){.kind = RULE_UNKNOWN};
}

static const struct whole *whole(void *ctx, const char *id, const char *group)
{
	const struct look *l = ctx;
	const struct whole *w = service_whole(l->service, id);

	return w != NULL && w->section != NULL && w->section == service_section(l->service, group)
		       ? w
		       : NULL;
}

static long group(void *ctx, const char *id)
{
	const struct look *l = ctx;
	const struct section *s = service_section(l->service, id);

	if (reader_is_doubted(l->r, id, s != NULL))
		return 0;
	if (s != NULL && s->repeats)
		return s->max;
	tell(ctx, N_("There is no repeated section \"{value}\" that could be counted."), id);
	return 0;
}

static bool code(void *ctx, const struct question *q, const char **ret)
{
	return links_code(ctx, q, ret);
}

/* --- values --- */

static bool is_value(void *ctx, const char *id)
{
	const struct look *l = ctx;

	return service_value(l->service, id) != NULL;
}

static const struct debt *debt_of(const struct look *l, const struct rule *rule)
{
	for (const struct debt *d = l->r->debts; d != NULL; d = d->next)
		if (d->kind == DEBT_RULE && d->rule == rule)
			return d;
	return l->debt;
}

/* One that waits for itself is of no kind: the circle is told by links_circle. */
static struct rule_type value(void *ctx, const char *id)
{
	struct look *l = ctx;
	const struct service_value *v = service_value(l->service, id);
	struct links_value *known = &l->values[v - l->service->values];
	const struct debt *before = l->debt;

	l->debt = debt_of(l, v->is);
	if (known->state == LINKS_NEW && l->debt->rule == v->is)
		links_values_settle(l);
	l->debt = before;
	return known->type;
}

static struct rule_world world_of(struct look *l)
{
	return (struct rule_world){l, is_value, value, question, whole, group, code, tell};
}

void links_values_settle(struct look *l)
{
	const struct rule_world world = world_of(l);
	struct service_value *v = NULL;
	struct links_value *known = NULL;

	for (size_t i = 0; i < l->service->value_count && v == NULL; i++)
		if (l->service->values[i].is == l->debt->rule)
			v = &l->service->values[i];
	if (v == NULL) {
		const struct rule_type type = rule_type(l->debt->rule, &world);

		service_fees_settle(l->r, l->debt, l->service, &type);
		return;
	}
	known = &l->values[v - l->service->values];
	if (known->state != LINKS_NEW)
		return;
	known->state = LINKS_BUSY;
	known->type = rule_type(l->debt->rule, &world);
	known->state = LINKS_KNOWN;
	v->kind = known->type.kind;
	v->currency = known->type.currency;
	v->question = known->type.question;
	v->truth = known->type.truth;
}

void links_values_bound(struct look *l)
{
	const struct rule_world world = world_of(l);
	long cost = 0;

	for (l->debt = l->r->debts; l->debt != NULL; l->debt = l->debt->next) {
		const struct section *s = l->debt->scope;

		if (l->debt->kind != DEBT_RULE)
			continue;
		cost += rule_type_cost(l->debt->rule, &world) *
			(s != NULL && s->repeats ? s->max : 1);
		if (cost <= LIMIT_NAMES)
			continue;
		reader_fault_new(
			l->r, l->debt->at,
			N_("The conditions and values of this definition look up more than "
			   "{value} answers altogether, over all items of its groups: "
			   "name fewer."),
			arena_format(l->r->scratch, "%d", LIMIT_NAMES));
		return;
	}
}
