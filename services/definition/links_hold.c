/* links_hold.c - whether the conditions of a definition can hold at all. */
#include "services/definition/links_try.h"

#include "services/definition/service.h"

#define STEPS_MOST 2000                 /* after so many it is taken to hold somewhere */
#define TRIALS_MEMORY ((size_t)8 << 20) /* bytes */

/* What is still to be looked at. */
struct agenda {
	const struct rule *rule;
	bool holds;
	const struct agenda *next;
};

static bool holds_somewhere(struct search *s, const struct agenda *agenda);

static void note(void *ctx, struct rule_use *use)
{
	struct claim *c = ctx;

	/* One of several literals with another answer among them leaves it open. */
	if (c->use.name == NULL || use->literal_is_question)
		c->use = *use;
}

/* What has an answer is asked, and so is what its conditions name. */
static bool go_on(struct search *s, const struct claim *c, const struct agenda *rest)
{
	const struct section *home = NULL;
	const struct question *q = service_question(s->look->service, c->use.name, &home);
	struct agenda asked = {.rule = q == NULL ? NULL : q->when, .holds = true, .next = rest};
	struct agenda within = {.rule = home == NULL ? NULL : home->when, .holds = true};

	if (!c->holds || q == NULL || c->use.subject == RULE_COUNT)
		return holds_somewhere(s, rest);
	rest = asked.rule == NULL ? rest : &asked;
	within.next = rest;
	return holds_somewhere(s, within.rule == NULL ? rest : &within);
}

static bool claim(struct search *s, const struct agenda *at)
{
	struct claim c = {.holds = at->holds, .rule = at->rule};
	size_t before = s->count;
	bool possible = true;

	rule_each(at->rule, note, &c);
	if (c.use.name != NULL && !c.use.literal_is_question && s->count < LINKS_TRY_CLAIMS) {
		s->claims[s->count++] = c;
		possible = links_try(s, &c);
	}
	possible = possible && go_on(s, &c, at->next);
	s->count = before;
	return possible;
}

static bool either(struct search *s, const struct agenda *at, const struct rule *left,
		   const struct rule *right)
{
	const struct agenda one = {left, at->holds, at->next}, two = {right, at->holds, at->next};

	return holds_somewhere(s, &one) || holds_somewhere(s, &two);
}

static bool both(struct search *s, const struct agenda *at, const struct rule *left,
		 const struct rule *right)
{
	const struct agenda two = {right, at->holds, at->next}, one = {left, at->holds, &two};

	return holds_somewhere(s, &one);
}

static bool holds_somewhere(struct search *s, const struct agenda *agenda)
{
	const struct rule *left, *right;

	if (agenda == NULL || ++s->steps > STEPS_MOST || *s->work > LINKS_TRY_WORK)
		return true;
	switch (rule_joint(agenda->rule, &left, &right)) {
	case RULE_AND:
		return agenda->holds ? both(s, agenda, left, right)
				     : either(s, agenda, left, right);
	case RULE_OR:
		return agenda->holds ? either(s, agenda, left, right)
				     : both(s, agenda, left, right);
	case RULE_NOT:
		return holds_somewhere(s, &(struct agenda){left, !agenda->holds, agenda->next});
	case RULE_COMPARE: return claim(s, agenda);
	case RULE_RELATE:
	case RULE_GIVES: break;
	}
	return holds_somewhere(s, agenda->next);
}

static bool is_value(const struct service *s, const struct rule *rule)
{
	for (size_t i = 0; i < s->value_count; i++)
		if (s->values[i].is == rule)
			return true;
	return false;
}

void links_hold_check(struct look *l)
{
	ARENA_CLEAN struct arena *trials = arena_new(TRIALS_MEMORY);
	struct search *s = arena_take(l->r->scratch, sizeof(*s));
	long work = 0;

	for (const struct debt *d = l->r->debts; d != NULL; d = d->next) {
		const struct rule *within = d->scope == NULL ? NULL : d->scope->when;
		const struct agenda outer = {within, true, NULL};
		const struct agenda agenda = {d->rule, true, within == NULL ? NULL : &outer};

		if (d->kind != DEBT_RULE || is_value(l->service, d->rule))
			continue;
		*s = (struct search){.look = l, .work = &work, .trials = trials};
		if (!holds_somewhere(s, &agenda))
			reader_fault_new(l->r, d->at,
					 N_("No answers make this condition hold: \"{value}\"."),
					 rule_text(d->rule));
	}
}
