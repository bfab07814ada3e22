/* rule_each.c - what a condition or an expression names. */
#include "services/definition/rule_inside.h"

/* Who is shown the names, and behind the "where" of which section they stand. */
struct tour {
	void (*visit)(void *ctx, struct rule_use *use);
	void *ctx;
	const char *group;
};

static void show_use(const struct tour *t, const struct rule *r, struct rule_literal *l)
{
	struct rule_use use = {
		.name = r->name, .subject = r->subject, .relation = r->relation, .group = t->group};

	if (l != NULL) {
		use.literal = l->text;
		use.literal_is_question = l->is_question;
		use.compare = l->compare;
	}
	t->visit(t->ctx, &use);
	/* Of a catalogue that visitors share nothing can be written; there nobody changes it. */
	if (l != NULL && (l->text != use.literal || l->compare != use.compare)) {
		l->text = use.literal;
		l->compare = use.compare;
	}
}

static void show_name(const struct tour *t, const char *name, enum rule_subject subject,
		      const char *group)
{
	struct rule_use use = {.name = name, .subject = subject, .group = group};

	t->visit(t->ctx, &use);
}

static void show_rule(const struct tour *t, const struct rule *r);

static void show_sum(const struct tour *t, const struct rule_sum *s)
{
	const struct tour within = {t->visit, t->ctx, s->section};

	if (s->left != NULL)
		show_sum(t, s->left);
	if (s->right != NULL)
		show_sum(t, s->right);
	if (s->section != NULL)
		show_name(t, s->section, RULE_GROUP, t->group);
	for (size_t i = 0; s->whole != NULL && i < s->whole->count; i++)
		show_name(t, s->whole->parts[i].id, RULE_PART, s->section);
	if (s->part >= PART_NAME && s->text != NULL && s->whole == NULL)
		show_name(t, s->text, RULE_PART, s->section != NULL ? s->section : t->group);
	if (s->where != NULL)
		show_rule(&within, s->where);
}

static void show_rule(const struct tour *t, const struct rule *r)
{
	if (r->left != NULL)
		show_rule(t, r->left);
	if (r->right != NULL)
		show_rule(t, r->right);
	if (r->joint == RULE_COMPARE && r->subject == RULE_ANSWERED)
		show_use(t, r, NULL);
	if (r->joint == RULE_COMPARE)
		for (size_t i = 0; i < r->literal_count; i++)
			show_use(t, r, &r->literals[i]);
	if (r->joint != RULE_RELATE && r->joint != RULE_GIVES)
		return;
	show_sum(t, r->one);
	for (size_t i = 0; i < r->other_count; i++)
		show_sum(t, r->others[i]);
}

void rule_each(const struct rule *r, void (*visit)(void *ctx, struct rule_use *use), void *ctx)
{
	show_rule(&(struct tour){visit, ctx, NULL}, r);
}
