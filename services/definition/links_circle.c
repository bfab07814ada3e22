/* links_circle.c - whether the conditions of a form wait for each other in a circle. */
#include "services/definition/links_circle.h"

#include "services/definition/sections.h"
#include "services/definition/service.h"

#define GRAPH_MAX                                                                                  \
	(SECTIONS_FORM_QUESTIONS_MAX + SECTIONS_QUESTIONS_MAX + SECTIONS_MAX + READER_LIST_MAX)

/* The graph of who must be known before whom: sections, questions and values are its nodes. */
struct circle {
	struct reader *reader;
	const struct service *service;
	const void *path[GRAPH_MAX]; /* nodes on the way, outermost first */
	const char *ids[GRAPH_MAX];  /* theirs */
	size_t depth;
	const void **settled; /* those from which no circle can be reached */
	size_t settled_count;
	const struct rule *rule; /* the one being followed */
};

static void follow_rule(struct circle *c, const struct rule *rule);

static const struct debt *debt_of(const struct reader *r, const struct rule *rule)
{
	for (const struct debt *d = r->debts; d != NULL; d = d->next)
		if (d->kind == DEBT_RULE && d->rule == rule)
			return d;
	return NULL;
}

static bool stands_in(const void *const *list, size_t count, const void *thing)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == thing)
			return true;
	return false;
}

/* From where the circle begins on the path, and back there. */
static void tell_circle(const struct circle *c, const void *thing, const char *id)
{
	const struct debt *d = c->rule == NULL ? NULL : debt_of(c->reader, c->rule);
	char members[KNOWN_MAX] = "";
	size_t at = 0;

	while (c->path[at] != thing)
		at++;
	for (; at < c->depth; at++)
		known_add(members, c->ids[at]);
	known_add(members, id);
	if (d != NULL)
		reader_fault(c->reader, d->at,
			     N_("These conditions go round in a circle: {value}. Each needs the "
				"answer of the next one."),
			     members);
}

/* Enters a node; false when nothing is left to do there. */
static bool enter(struct circle *c, const void *thing, const char *id)
{
	if (stands_in(c->settled, c->settled_count, thing))
		return false;
	if (stands_in(c->path, c->depth, thing)) {
		tell_circle(c, thing, id);
		return false;
	}
	c->ids[c->depth] = id;
	c->path[c->depth++] = thing;
	return true;
}

static void leave(struct circle *c, const void *thing)
{
	c->depth--;
	c->settled[c->settled_count++] = thing;
}

static void visit_section(struct circle *c, const struct section *s)
{
	if (s == NULL || !enter(c, s, s->id))
		return;
	follow_rule(c, s->when);
	leave(c, s);
}

static void visit_question(struct circle *c, const struct question *q, const struct section *home)
{
	if (!enter(c, q, q->id))
		return;
	visit_section(c, home);
	follow_rule(c, q->when);
	leave(c, q);
}

static void visit_value(struct circle *c, const struct service_value *v)
{
	if (v == NULL || !enter(c, v, v->id))
		return;
	follow_rule(c, v->is);
	leave(c, v);
}

static void visit_name(struct circle *c, const char *name)
{
	const struct section *home = NULL;
	const struct question *q = service_question(c->service, name, &home);

	visit_value(c, service_value(c->service, name));
	if (q != NULL)
		visit_question(c, q, home);
}

static void follow_use(void *ctx, struct rule_use *use)
{
	struct circle *c = ctx;

	if (use->subject == RULE_COUNT || use->subject == RULE_GROUP)
		visit_section(c, service_section(c->service, use->name));
	else
		visit_name(c, use->name);
	if (use->literal_is_question)
		visit_name(c, use->literal);
}

static void follow_rule(struct circle *c, const struct rule *rule)
{
	const struct rule *before = c->rule;

	if (rule == NULL)
		return;
	c->rule = rule;
	rule_each(rule, follow_use, c);
	c->rule = before;
}

void links_circle_check(struct reader *r, const struct service *s)
{
	const struct form_definition *f = s->form;
	struct circle c = {.reader = r, .service = s};

	c.settled = arena_array(r->scratch, GRAPH_MAX, sizeof(*c.settled));
	for (size_t i = 0; i < f->eligibility_count; i++)
		visit_question(&c, &f->eligibility[i], NULL);
	for (size_t i = 0; i < f->section_count; i++) {
		visit_section(&c, &f->sections[i]);
		for (size_t j = 0; j < f->sections[i].question_count; j++)
			visit_question(&c, &f->sections[i].questions[j], &f->sections[i]);
	}
	for (size_t i = 0; i < s->value_count; i++)
		visit_value(&c, &s->values[i]);
}
