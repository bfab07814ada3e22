/* rulewords.c - a condition as people read it: the labels of its questions, the names of choices.
 */
#include "tui/page/rulewords.h"

#include "i18n/i18n.h"
#include "i18n/message.h"
#include "services/definition/rule.h"
#include "services/form/form.h"
#include "tui/page/words.h"

#include <string.h>

struct reading {
	struct arena *arena;
	enum lang lang;
	const struct service *service;
	struct form *form; /* shows what an answer would be */
};

/* Of one comparison. */
struct compared {
	const struct reading *reading;
	struct rule_use use;
	const struct section *home;
	const struct question *question;
	const char *values; /* "One or Other" */
	bool unknown;
};

static const struct question *find(const struct reading *r, const char *id,
				   const struct section **ret_home)
{
	*ret_home = NULL;
	return service_named(r->service, id, ret_home);
}

static const char *value_words(const struct compared *c, const struct rule_use *use)
{
	const struct reading *r = c->reading;
	const struct section *home;
	const struct question *other =
		use->literal_is_question ? find(r, use->literal, &home) : NULL;
	struct field_path at = {c->home, c->home != NULL && c->home->repeats, c->question};

	if (use->literal_is_question)
		return other == NULL ? use->literal : words_of(&other->label, r->lang);
	if (use->subject != RULE_ANSWER || !form_load(r->form, &at, use->literal))
		return use->literal;
	return form_show(r->form, r->arena, &at, r->lang);
}

static void keep(void *ctx, struct rule_use *use)
{
	struct compared *c = ctx;
	const char *value;

	c->use = *use;
	c->question = use->subject == RULE_COUNT ? NULL : find(c->reading, use->name, &c->home);
	c->unknown = c->question == NULL;
	if (c->unknown || use->literal == NULL)
		return;
	value = value_words(c, use);
	/* TRANSLATORS: one of several answers that are asked for: "Favourable or No objection" */
	c->values = c->values == NULL ? value
				      : FILL(c->reading->arena, _("{one} or {other}"),
					     {"one", c->values}, {"other", value});
}

static const char *relation_words(enum rule_relation relation, bool negated)
{
	/* TRANSLATORS: what an answer has to be, behind its question: "Advice: not Unfavourable",
	   "Employees: at least 10" */
	switch (relation) {
	case RULE_EQUAL:
	case RULE_IN:
	case RULE_HAS: return negated ? _("not {value}") : "{value}";
	case RULE_NOT_EQUAL: return negated ? "{value}" : _("not {value}");
	case RULE_LESS: return negated ? _("at least {value}") : _("less than {value}");
	case RULE_AT_MOST: return negated ? _("more than {value}") : _("at most {value}");
	case RULE_MORE: return negated ? _("at most {value}") : _("more than {value}");
	case RULE_AT_LEAST: break;
	}
	return negated ? _("less than {value}") : _("at least {value}");
}

static const char *is_words(const struct compared *c, bool negated)
{
	if (c->use.subject == RULE_ANSWERED)
		return negated ? _("no answer") : _("any answer");
	return FILL(c->reading->arena, relation_words(c->use.relation, negated),
		    {"value", c->values});
}

static const char *compare_words(const struct reading *r, const struct rule *rule, bool negated)
{
	struct compared c = {.reading = r};
	const char *label;

	rule_each(rule, keep, &c);
	if (c.unknown || c.question == NULL)
		return NULL;
	label = words_of(&c.question->label, r->lang);
	if (c.use.subject == RULE_AGE)
		label = FILL(r->arena, _("Years since “{question}”"), {"question", label});
	label = words_labelled(r->arena, label, is_words(&c, negated));
	return c.home == NULL ? label
			      : arena_format(r->arena, "%s · %s", words_of(&c.home->title, r->lang),
					     label);
}

/* What is not said of two is said of each the other way round. `within`: of two others. */
static const char *words_for(const struct reading *r, const struct rule *rule, bool negated,
			     bool within)
{
	const struct rule *left, *right;
	enum rule_joint joint = rule_joint(rule, &left, &right);
	const char *one, *other, *both;

	if (joint == RULE_NOT)
		return words_for(r, left, !negated, within);
	if (joint == RULE_COMPARE)
		return compare_words(r, rule, negated);
	if (joint != RULE_AND && joint != RULE_OR)
		return NULL;
	one = words_for(r, left, negated, true);
	other = words_for(r, right, negated, true);
	if (one == NULL || other == NULL)
		return NULL;
	both = (joint == RULE_AND) != negated ? _("{one}, and {other}") : _("{one}, or {other}");
	both = FILL(r->arena, both, {"one", one}, {"other", other});
	return within ? arena_format(r->arena, "(%s)", both) : both;
}

const char *rulewords(struct arena *a, enum lang lang, const struct service *s,
		      const struct rule *rule)
{
	struct reading r = {.arena = a, .lang = lang, .service = s};
	const char *words;

	r.form = form_new(s, s->terms, (struct date){2000, 1, 1});
	words = words_for(&r, rule, false, false);
	form_free(r.form);
	return words;
}
