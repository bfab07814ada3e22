/* form_asks.c - which questions of a form are asked, by the conditions over the answers so far. */
#include "services/form/form_inside.h"

#include <string.h>

/* A rule is looked at from a place: in a repeated section its names mean the same item. */
struct viewpoint {
	const struct form *f;
	const struct group *from;
	int item;
	bool *doubt; /* is told where an answer is withheld */
	/* The group that an expression goes through, and where it is; NULL: none. */
	const struct group *through;
	int at;
};

static int item_of(const struct viewpoint *v, const struct group *g)
{
	if (g == v->through)
		return v->at;
	return g == v->from ? v->item : 0;
}

static const char *answer_from(void *ctx, const char *question)
{
	const struct viewpoint *v = ctx;
	const struct section *home;
	const struct question *q = service_named(v->f->service, question, &home);
	struct group *g = q == NULL ? NULL : form_inside_group(v->f, home);
	int item = g == NULL ? 0 : item_of(v, g);
	const struct item *values = g == NULL ? NULL : form_inside_item(g, item);
	size_t index;

	if (values == NULL)
		return NULL;
	index = (size_t)(q - g->questions);
	*v->doubt |= values->withheld[index];
	return values->values[index] != NULL && form_inside_asks(v->f, g, item, index)
		       ? values->values[index]
		       : NULL;
}

static long count_from(void *ctx, const char *section)
{
	const struct viewpoint *v = ctx;
	const struct section *s = service_section(v->f->service, section);
	struct group *g = s == NULL ? NULL : form_inside_group(v->f, s);

	return g != NULL && form_inside_asks_group(v->f, g) ? g->count : 0;
}

static void step_to(void *ctx, const char *section, long item)
{
	struct viewpoint *v = ctx;
	const struct section *s = service_section(v->f->service, section);

	v->through = s == NULL || item == 0 ? NULL : form_inside_group(v->f, s);
	v->at = (int)item;
}

static struct rule_value value_from(void *ctx, const char *id)
{
	const struct viewpoint *v = ctx;
	const struct service_value *value = service_value(v->f->service, id);

	return value == NULL ? (struct rule_value){.kind = RULE_UNKNOWN}
			     : form_inside_value(v->f, value, v->doubt);
}

static struct rule_answers answers_of(struct viewpoint *v)
{
	return (struct rule_answers){.answer = answer_from,
				     .count = count_from,
				     .ctx = v,
				     .today = v->f->ground.today,
				     .step = step_to,
				     .value = value_from,
				     .calendar = v->f->service->calendar};
}

bool form_inside_weighs(const struct form *f, const struct group *from, int item,
			const struct rule *rule, bool *ret_doubt)
{
	struct viewpoint v = {f, from, item, ret_doubt, NULL, 0};
	struct rule_answers answers = answers_of(&v);

	*ret_doubt = false;
	return rule_holds(rule, &answers);
}

bool form_inside_holds(const struct form *f, const struct group *from, int item,
		       const struct rule *rule)
{
	bool doubt;

	return form_inside_weighs(f, from, item, rule, &doubt);
}

struct rule_value form_inside_value(const struct form *f, const struct service_value *value,
				    bool *ret_doubt)
{
	struct worked *w = &f->values[value - f->service->values];
	struct viewpoint v = {f, NULL, 0, &w->doubt, NULL, 0};
	struct rule_answers answers = answers_of(&v);

	if (w->state == WORKED_NOT) {
		w->state = WORKED_BUSY;
		w->value = (struct rule_value){.kind = RULE_UNKNOWN};
		w->doubt = false;
		w->value = rule_gives(value->is, &answers);
		w->state = WORKED_OUT;
	}
	*ret_doubt |= w->doubt;
	return w->value;
}

struct rule_value form_inside_gives(const struct form *f, const struct rule *rule)
{
	bool doubt = false;
	struct viewpoint v = {f, NULL, 0, &doubt, NULL, 0};
	struct rule_answers answers = answers_of(&v);

	return rule_gives(rule, &answers);
}

static bool anything_is_given(const struct group *g)
{
	for (int i = 0; i < g->count; i++)
		for (size_t k = 0; k < g->question_count; k++)
			if (g->items[i].given[k])
				return true;
	return false;
}

/* Where a withheld answer decides, what stands there says what it decided. */
static unsigned char group_asked(const struct form *f, const struct group *g)
{
	bool doubt, holds = g->section == NULL ||
			    form_inside_weighs(f, NULL, 0, g->section->when, &doubt);

	if (g->section != NULL && doubt)
		holds = anything_is_given(g);
	return holds ? ASKED_YES : ASKED_NO;
}

static unsigned char question_asked(const struct form *f, const struct group *g, int item,
				    size_t index)
{
	bool doubt, holds = form_inside_weighs(f, g, item, g->questions[index].when, &doubt);

	if (doubt)
		holds = form_inside_item(g, item)->given[index];
	return holds ? ASKED_YES : ASKED_NO;
}

bool form_inside_asks_group(const struct form *f, struct group *g)
{
	if (f->asks_all)
		return true;
	if (g->asked == ASKED_UNKNOWN)
		g->asked = group_asked(f, g);
	return g->asked == ASKED_YES;
}

bool form_inside_asks(const struct form *f, const struct group *g, int item, size_t index)
{
	const struct item *values = form_inside_item(g, item);
	unsigned char *asked;

	if (values == NULL || !form_inside_asks_group(f, form_inside_group(f, g->section)))
		return false;
	if (f->asks_all || g->inside)
		return true;
	asked = &values->asked[index];
	if (*asked == ASKED_UNKNOWN)
		*asked = question_asked(f, g, item, index);
	return *asked == ASKED_YES;
}

bool form_asks_section(const struct form *f, const struct section *s)
{
	struct group *g = form_inside_group(f, s);

	return g != NULL && g->question_count > 0 && form_inside_asks_group(f, g);
}

bool form_asks(const struct form *f, const struct field_path *at)
{
	size_t index = 0;
	const struct group *g = form_inside_path(f, at, &index);

	return g != NULL && form_inside_asks(f, g, at->item, index);
}

/* The next question of the form whether it is asked or not; group and index move on. */
static bool step(const struct form *f, size_t *group, int *item, size_t *index)
{
	(*index)++;
	while (*group < f->group_count) {
		const struct group *g = &f->groups[*group];

		if (*index < g->question_count && form_inside_item(g, *item) != NULL)
			return true;
		if (*index >= g->question_count && form_inside_repeats(g) && *item < g->count) {
			(*item)++;
			*index = 0;
			continue;
		}
		(*group)++;
		*index = 0;
		*item = *group < f->group_count && form_inside_repeats(&f->groups[*group]) ? 1 : 0;
	}
	return false;
}

bool form_next(const struct form *f, struct field_path *at)
{
	size_t index = SIZE_MAX, group = 0;
	int item = 0;

	if (at->question != NULL) {
		const struct group *g = form_inside_path(f, at, &index);

		if (g == NULL)
			return false;
		group = (size_t)(g - f->groups);
		item = at->item;
	}
	while (step(f, &group, &item, &index)) {
		const struct group *g = &f->groups[group];

		if (!form_inside_asks(f, g, item, index))
			continue;
		*at = (struct field_path){g->section, item, &g->questions[index]};
		return true;
	}
	return false;
}
