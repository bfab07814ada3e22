/* links_hold.c - whether the conditions of a definition can hold at all. */
#include "services/definition/links_inside.h"

#include "services/definition/answer.h"
#include "services/definition/service.h"
#include "services/definition/type.h"

#include <string.h>

#define STEPS_MOST 2000   /* after so many it is taken to hold somewhere */
#define WORK_MOST 2000000 /* claims that are tried for one definition; then none is looked at */
#define TRIALS_MEMORY ((size_t)8 << 20) /* bytes */
#define CLAIMS_MOST 250 /* a rule has 200 comparisons at most, and what they need some more */

/* One comparison that has to hold, or has to fail. */
struct claim {
	struct rule_use use;
	bool holds;
	const struct rule *rule; /* the comparison itself, to try values on */
};

/* What is still to be looked at. */
struct agenda {
	const struct rule *rule;
	bool holds;
	const struct agenda *next;
};

struct search {
	const struct look *look;
	struct claim claims[CLAIMS_MOST];
	size_t count;
	int steps;
	struct arena *trials; /* of one answer's */
	long *work;           /* of the whole definition so far */
};

/* --- whether the claims about one answer can be true together --- */

struct trial {
	const char *name, *value;
	long count;
};

static const char *trial_answer(void *ctx, const char *question)
{
	const struct trial *t = ctx;

	return strcmp(t->name, question) == 0 ? t->value : NULL;
}

static long trial_count(void *ctx, const char *section)
{
	const struct trial *t = ctx;

	return strcmp(t->name, section) == 0 ? t->count : 0;
}

static bool is_about(const struct claim *c, const struct claim *one)
{
	return (c->use.subject == RULE_COUNT) == (one->use.subject == RULE_COUNT) &&
	       strcmp(c->use.name, one->use.name) == 0;
}

static bool all_hold(const struct search *s, const struct claim *about, struct trial *t)
{
	struct rule_answers answers = {.answer = trial_answer,
				       .count = trial_count,
				       .ctx = t,
				       .today = s->look->service->verified};

	*s->work += (long)s->count;
	if (*s->work > WORK_MOST)
		return true;
	for (size_t i = 0; i < s->count; i++)
		if (is_about(&s->claims[i], about) &&
		    rule_holds(s->claims[i].rule, &answers) != s->claims[i].holds)
			return false;
	return true;
}

/* Whether the question would take it; one whose limits move with the day takes all. */
static bool takes(const struct search *s, const struct question *q, const char *value)
{
	struct answer_ground g = {.terms = s->look->r->terms, .today = s->look->service->verified};
	bool moves = q->type->moves != NULL && ((q->min != NULL && q->type->moves(q->min)) ||
						(q->max != NULL && q->type->moves(q->max)));

	if ((q->type->traits & TYPE_ORDERED) == 0)
		return true;
	return answer_is_shaped(&g, q, value) &&
	       (moves || answer_check(&g, q, value, NULL) == FAULT_NONE);
}

static bool try_value(const struct search *s, const struct claim *about, const struct question *q,
		      const char *value)
{
	struct trial t = {.name = about->use.name, .value = value};

	return takes(s, q, value) && all_hold(s, about, &t);
}

static bool try_options(const struct search *s, const struct claim *about, const struct question *q)
{
	const struct type_option *options = NULL;
	size_t count = type_options(s->look->r->terms, s->trials, q, &options);

	for (size_t i = 0; i < count; i++)
		if (try_value(s, about, q, options[i].code))
			return true;
	return false;
}

static bool try_days(const struct search *s, const struct claim *about, const struct question *q,
		     const char *literal)
{
	struct date day;

	if (date_limit(literal, s->look->service->verified, &day, NULL) != FAULT_NONE)
		return false;
	for (int i = -1; i <= 1; i++)
		if (try_value(s, about, q,
			      date_iso(s->trials, date_from_number(date_number(day) + i))))
			return true;
	return false;
}

static bool try_figure(const struct search *s, const struct claim *about, const struct question *q,
		       struct rule_number at, struct rule_number step)
{
	struct rule_number near;

	return rule_number_work(at, RULE_PLUS, step, &near) &&
	       try_value(s, about, q, rule_number_text(s->trials, near, 6));
}

/* A day, or a figure, and what lies next to it with as many decimals as there may be. */
static bool try_near(const struct search *s, const struct claim *about, const struct question *q,
		     const char *literal)
{
	struct rule_number at;

	if ((q->type->traits & TYPE_DAY) != 0)
		return try_days(s, about, q, literal);
	if (!rule_number_read(literal, &at))
		return false;
	if (try_figure(s, about, q, at, rule_number_whole(0)))
		return true;
	for (int64_t under = 1; under <= 1000000; under *= 10)
		if (try_figure(s, about, q, at, (struct rule_number){1, under}) ||
		    try_figure(s, about, q, at, (struct rule_number){-1, under}))
			return true;
	return false;
}

/* The literals of the claims about one answer, as they come by. */
struct trying {
	const struct search *search;
	const struct claim *about;
	const struct question *q;
	bool found;
	bool fixed, moving; /* days that stand fast, and such as go with today */
};

static void try_literal(void *ctx, struct rule_use *use)
{
	struct trying *t = ctx;

	if (t->found || use->literal == NULL || use->subject == RULE_AGE)
		return;
	t->found = (t->q->type->traits & TYPE_ORDERED) != 0
			   ? try_near(t->search, t->about, t->q, use->literal)
			   : try_value(t->search, t->about, t->q, use->literal);
}

static void note_day(void *ctx, struct rule_use *use)
{
	struct trying *t = ctx;
	bool moves = use->subject == RULE_AGE ||
		     (use->literal != NULL && strncmp(use->literal, "today", 5) == 0);

	t->moving = t->moving || moves;
	t->fixed = t->fixed || (!moves && use->literal != NULL);
}

static void each_literal(struct trying *t, void (*visit)(void *ctx, struct rule_use *use))
{
	for (size_t i = 0; i < t->search->count; i++)
		if (is_about(&t->search->claims[i], t->about))
			rule_each(t->search->claims[i].rule, visit, t);
}

/* What lies far from all literals, or from none, within its own limits. */
static bool try_far(const struct search *s, const struct claim *about, const struct question *q)
{
	bool is_day = (q->type->traits & TYPE_DAY) != 0;

	return (q->min != NULL && try_near(s, about, q, q->min)) ||
	       (q->max != NULL && try_near(s, about, q, q->max)) ||
	       try_near(s, about, q, is_day ? "today" : "0");
}

static bool try_literals(const struct search *s, const struct claim *about,
			 const struct question *q)
{
	struct trying t = {.search = s, .about = about, .q = q};

	each_literal(&t, try_literal);
	if ((q->type->traits & TYPE_ORDERED) != 0)
		return t.found || try_far(s, about, q);
	/* Something that none of them names. */
	return t.found || try_value(s, about, q, "\x01");
}

/* Of days that stand fast and such as go with today the one comes to lie on the other's side. */
static bool days_change(const struct search *s, const struct claim *about, const struct question *q)
{
	struct trying t = {.search = s, .about = about, .q = q};

	if ((q->type->traits & TYPE_DAY) == 0)
		return false;
	each_literal(&t, note_day);
	return t.fixed && t.moving;
}

/* Of several choices exactly those that are claimed. */
static bool try_several(const struct search *s, const struct claim *about)
{
	struct trial t = {.name = about->use.name, .value = ","};

	for (size_t i = 0; i < s->count; i++)
		if (is_about(&s->claims[i], about) && s->claims[i].holds &&
		    s->claims[i].use.literal != NULL)
			t.value =
				arena_format(s->trials, "%s,%s", t.value, s->claims[i].use.literal);
	return all_hold(s, about, &t);
}

static bool try_numbers(const struct search *s, const struct claim *about)
{
	const struct section *group = service_section(s->look->service, about->use.name);

	for (int i = group == NULL ? 0 : group->min; group != NULL && i <= group->max; i++) {
		struct trial t = {.name = about->use.name, .count = i};

		if (all_hold(s, about, &t))
			return true;
	}
	return group == NULL;
}

/* Born so many years ago. */
static bool try_ages(const struct search *s, const struct claim *about, const struct question *q)
{
	struct date today = s->look->service->verified;

	for (int years = -1; years <= 130; years++)
		for (int days = 0; days < 2; days++) {
			struct date born =
				date_first((struct date){today.year - years, today.month, 0});

			born = date_from_number(date_number(born) + days * 31);
			if (try_value(s, about, q, date_iso(s->trials, born)))
				return true;
		}
	return false;
}

static bool has_age(const struct search *s, const struct claim *about)
{
	for (size_t i = 0; i < s->count; i++)
		if (is_about(&s->claims[i], about) && s->claims[i].use.subject == RULE_AGE)
			return true;
	return false;
}

/* Claims that all have to fail do so where there is no answer. */
static bool is_claimed(const struct search *s, const struct claim *about)
{
	for (size_t i = 0; i < s->count; i++)
		if (is_about(&s->claims[i], about) && s->claims[i].holds)
			return true;
	return about->use.subject == RULE_COUNT;
}

/* What is on several lists at once, or is compared with another answer, is not tried. */
static bool is_possible(const struct search *s, const struct claim *about)
{
	const struct question *q = service_question(s->look->service, about->use.name, NULL);

	arena_reset(s->trials);
	if (!is_claimed(s, about))
		return true;
	if (about->use.subject == RULE_COUNT)
		return try_numbers(s, about);
	if (q == NULL || days_change(s, about, q))
		return true;
	if ((q->type->traits & TYPE_SEVERAL) != 0)
		return try_several(s, about);
	if (q->type->options != NULL)
		return try_options(s, about, q);
	if (try_literals(s, about, q))
		return true;
	return (q->type->traits & TYPE_DAY) != 0 && has_age(s, about) && try_ages(s, about, q);
}

/* --- the ways in which a rule can hold --- */

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
	if (c.use.name != NULL && !c.use.literal_is_question && s->count < CLAIMS_MOST) {
		s->claims[s->count++] = c;
		possible = is_possible(s, &c);
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

	if (agenda == NULL || ++s->steps > STEPS_MOST || *s->work > WORK_MOST)
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
