/* formtext_condition.c - the condition of a question or section in words, with the labels of what
 * it names. */
#include "services/form/formtext_condition.h"

#include "i18n/base/buffer.h"
#include "i18n/digits.h"
#include "i18n/message.h"
#include "services/definition/service.h"
#include "services/definition/type.h"

#include <string.h>

#define WORDS_MOST ((size_t)256 << 10) /* bytes: 200 comparisons with their labels */

/* One comparison on its way to words. */
struct clause {
	struct arena *arena;
	const struct formtext_ground *ground;
	struct rule_use use; /* the last one of it */
	const char *answers; /* what is compared with: “a” or “b” */
	bool quoted;         /* as a person answers it, not as a figure */
};

static const char *say(const struct formtext_ground *g, const char *message)
{
	return g->words == NULL ? message : g->words(message);
}

/* The words by which the form asks for it. */
static const char *label_of(const struct clause *c, const char *id)
{
	const struct section *home;
	const struct question *q = service_question(c->ground->service, id, &home);
	const struct section *s = service_section(c->ground->service, id);

	if (c->use.subject == RULE_COUNT)
		return s == NULL ? id : s->title.in[c->ground->answers.lang];
	return q == NULL ? id : q->label.in[c->ground->answers.lang];
}

static const struct question *asked(const struct clause *c)
{
	const struct section *home;

	return service_question(c->ground->service, c->use.name, &home);
}

static bool is_figure(const struct rule_use *use)
{
	return use->subject == RULE_AGE || use->subject == RULE_COUNT;
}

/* A value of the rule as the person would read it. */
static const char *shown(const struct clause *c, const char *literal)
{
	const struct answer_ground *g = &c->ground->answers;
	const struct question *q = asked(c);
	struct date day;

	if (is_figure(&c->use))
		return digits_show(c->arena, g->lang, strtoll(literal, NULL, 10));
	if (q == NULL)
		return literal;
	if ((q->type->traits & TYPE_DAY) != 0 &&
	    date_limit(literal, g->today, &day, NULL) == FAULT_NONE)
		return date_show(c->arena, g->lang, q->country, day);
	return answer_show(g, c->arena, q, literal, g->lang);
}

static const char *value_of(const struct clause *c)
{
	if (c->use.literal_is_question)
		return FILL(c->arena, say(c->ground, N_("the answer to “{question}”")),
			    {"question", label_of(c, c->use.literal)});
	if (!c->quoted)
		return shown(c, c->use.literal);
	/* TRANSLATORS: an answer in quotation marks */
	return FILL(c->arena, say(c->ground, N_("“{answer}”")),
		    {"answer", shown(c, c->use.literal)});
}

static void add_value(void *ctx, struct rule_use *use)
{
	struct clause *c = ctx;

	c->use = *use;
	c->quoted =
		!is_figure(use) && (use->relation == RULE_EQUAL || use->relation == RULE_IN ||
				    use->relation == RULE_NOT_EQUAL || use->relation == RULE_HAS);
	if (use->literal == NULL)
		return;
	if (c->answers == NULL)
		c->answers = value_of(c);
	else
		c->answers = FILL(c->arena,
				  /* TRANSLATORS: one of several answers */
				  say(c->ground, N_("{first} or {next}")), {"first", c->answers},
				  {"next", value_of(c)});
}

/* --- the words of a comparison ---------------------------------------------------------------- */

static const char *const plain[] = {
	[RULE_EQUAL] = N_("you answered {answer} to “{question}”"),
	[RULE_NOT_EQUAL] = N_("you gave another answer than {answer} to “{question}”"),
	[RULE_LESS] = N_("your answer to “{question}” is less than {answer}"),
	[RULE_AT_MOST] = N_("your answer to “{question}” is {answer} or less"),
	[RULE_MORE] = N_("your answer to “{question}” is more than {answer}"),
	[RULE_AT_LEAST] = N_("your answer to “{question}” is {answer} or more"),
	[RULE_IN] = N_("you answered {answer} to “{question}”"),
	[RULE_HAS] = N_("{answer} is among your answers to “{question}”"),
};

static const char *const days[] = {
	[RULE_LESS] = N_("your answer to “{question}” is before {answer}"),
	[RULE_AT_MOST] = N_("your answer to “{question}” is {answer} or earlier"),
	[RULE_MORE] = N_("your answer to “{question}” is after {answer}"),
	[RULE_AT_LEAST] = N_("your answer to “{question}” is {answer} or later"),
};

static const char *const ages[] = {
	[RULE_EQUAL] = N_("the age that follows from “{question}” is {answer} years"),
	[RULE_NOT_EQUAL] = N_("the age that follows from “{question}” is not {answer} years"),
	[RULE_LESS] = N_("the age that follows from “{question}” is under {answer} years"),
	[RULE_AT_MOST] = N_("the age that follows from “{question}” is {answer} years or less"),
	[RULE_MORE] = N_("the age that follows from “{question}” is over {answer} years"),
	[RULE_AT_LEAST] = N_("the age that follows from “{question}” is {answer} years or more"),
	[RULE_IN] = N_("the age that follows from “{question}” is {answer} years"),
};

static const char *const counts[] = {
	[RULE_EQUAL] = N_("the number of entries under “{question}” is {answer}"),
	[RULE_NOT_EQUAL] = N_("the number of entries under “{question}” is not {answer}"),
	[RULE_LESS] = N_("the number of entries under “{question}” is less than {answer}"),
	[RULE_AT_MOST] = N_("the number of entries under “{question}” is {answer} or less"),
	[RULE_MORE] = N_("the number of entries under “{question}” is more than {answer}"),
	[RULE_AT_LEAST] = N_("the number of entries under “{question}” is {answer} or more"),
	[RULE_IN] = N_("the number of entries under “{question}” is {answer}"),
};

/* Two answers beside each other. */
static const char *between(const struct rule_use *use)
{
	if (use->relation == RULE_EQUAL || use->relation == RULE_IN)
		return N_("your answer to “{question}” is the same as {answer}");
	return use->relation == RULE_NOT_EQUAL
		       ? N_("your answer to “{question}” is not the same as {answer}")
		       : NULL;
}

static const char *message_of(const struct clause *c)
{
	const struct question *q = asked(c);
	const char *same = c->use.literal_is_question ? between(&c->use) : NULL;

	switch (c->use.subject) {
	case RULE_ANSWERED: return N_("you answered “{question}”");
	case RULE_AGE: return ages[c->use.relation];
	case RULE_COUNT: return counts[c->use.relation];
	case RULE_ANSWER:
	case RULE_PART:
	case RULE_GROUP: break;
	}
	if (same != NULL)
		return same;
	if (!c->quoted && q != NULL && (q->type->traits & TYPE_DAY) != 0)
		return days[c->use.relation];
	return plain[c->use.relation];
}

static const char *comparison(struct arena *a, const struct formtext_ground *g,
			      const struct rule *r)
{
	struct clause c = {.arena = a, .ground = g};
	const struct rule *left, *right;

	/* What is worked out of several answers is nobody's to work out by hand. */
	if (rule_joint(r, &left, &right) != RULE_COMPARE)
		return say(g, N_("your other answers require it"));
	rule_each(r, add_value, &c);
	return FILL(a, say(g, message_of(&c)), {"question", label_of(&c, c.use.name)},
		    {"answer", c.answers == NULL ? "" : c.answers});
}

/* --- several of them -------------------------------------------------------------------------- */

/* What stands above the lines of a joint. */
static const char *heading(enum rule_joint joint, bool holds)
{
	if (joint == RULE_AND)
		return holds ? N_("all of these hold") : N_("not all of these hold");
	return holds ? N_("one of these holds") : N_("none of these holds");
}

struct lines {
	struct arena *arena; /* scratch */
	const struct formtext_ground *ground;
	struct buffer out;
};

static void put(struct lines *l, int depth, const char *first, const char *next, const char *words)
{
	const char *message = depth == 0 ? first : next;

	for (int i = 1; i < depth; i++)
		buffer_text(&l->out, "  ");
	buffer_text(&l->out, FILL(l->arena, say(l->ground, message), {"condition", words}));
	buffer_text(&l->out, "\n");
}

static void put_rule(struct lines *l, const struct rule *r, bool holds, int depth);

/* The parts of one joint, also of those of its kind within it, stand below one heading. */
static void put_parts(struct lines *l, const struct rule *r, enum rule_joint joint, int depth)
{
	const struct rule *left, *right;

	if (rule_joint(r, &left, &right) != joint) {
		put_rule(l, r, true, depth);
		return;
	}
	put_parts(l, left, joint, depth);
	put_parts(l, right, joint, depth);
}

static void put_rule(struct lines *l, const struct rule *r, bool holds, int depth)
{
	const struct rule *left, *right;
	enum rule_joint joint = rule_joint(r, &left, &right);

	if (joint == RULE_NOT) {
		put_rule(l, left, !holds, depth);
	} else if (joint == RULE_AND || joint == RULE_OR) {
		put(l, depth, N_("Only if {condition}:"),
		    /* TRANSLATORS: one of several conditions, which has lines of its own below */
		    N_("- {condition}:"), say(l->ground, heading(joint, holds)));
		put_parts(l, r, joint, depth + 1);
	} else {
		holds = holds || joint != RULE_COMPARE;
		put(l, depth, holds ? N_("Only if {condition}.") : N_("Not if {condition}."),
		    holds ? N_("- {condition}")
			  /* TRANSLATORS: one of several conditions */
			  : N_("- it is not true that {condition}"),
		    comparison(l->arena, l->ground, r));
	}
}

char *formtext_condition(struct arena *a, const struct formtext_ground *g, const struct rule *r)
{
	ARENA_CLEAN struct arena *scratch = arena_new((size_t)16 << 20);
	struct lines l = {.arena = scratch, .ground = g};
	char *text;

	buffer_open(&l.out, WORDS_MOST);
	put_rule(&l, r, true, 0);
	text = arena_slice(a, l.out.data, l.out.size);
	buffer_close(&l.out);
	return text;
}
