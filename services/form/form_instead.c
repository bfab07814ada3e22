/* form_instead.c - questions that a check of the form demands an answer to: which others may have
 * it instead, and which one lacks it just now. */
#include "services/definition/rule.h"
#include "services/definition/service.h"
#include "services/form/form_inside.h"

#include <string.h>

/* What answered() names, joined by "or" alone. */
struct others {
	const struct form *form;
	const struct question *own, **list;
	size_t count, room;
	bool other;  /* something else is named, too */
	bool names;  /* its own question is */
	bool filled; /* one of the others has an answer */
};

static bool is_either(const struct rule *r)
{
	const struct rule *left, *right;
	enum rule_joint joint = rule_joint(r, &left, &right);

	return joint == RULE_OR ? is_either(left) && is_either(right) : joint == RULE_COMPARE;
}

static void note(void *ctx, struct rule_use *use)
{
	struct others *o = ctx;
	struct field_path at = {0};

	at.question = service_question(o->form->service, use->name, &at.section);
	if (use->subject != RULE_ANSWERED || at.question == NULL || at.section == NULL ||
	    at.section->repeats) {
		o->other = true;
	} else if (at.question == o->own) {
		o->names = true;
	} else if (form_asks(o->form, &at)) {
		o->filled = o->filled || form_get(o->form, &at) != NULL;
		if (o->count < o->room)
			o->list[o->count++] = at.question;
	}
}

size_t form_instead(const struct form *f, const struct question *q, const struct question **ret,
		    size_t room)
{
	const struct form_definition *d = f->service->form;

	for (size_t i = 0; d != NULL && i < d->check_count; i++) {
		struct others o = {.form = f, .own = q, .list = ret, .room = room};

		if (d->checks[i].warns || !is_either(d->checks[i].require))
			continue;
		rule_each(d->checks[i].require, note, &o);
		if (o.names && !o.other && !o.filled)
			return o.count;
	}
	return 0;
}

/* --- what is demanded just now --- */

struct demand {
	const struct form *form;
	const struct field_path *at;
	bool passed;   /* what may stay empty up to the end of its page was left so */
	bool asked;    /* answered() names it */
	bool complete; /* all else that is named was given */
};

static bool is_given(const struct demand *n, const char *name)
{
	struct field_path at = {0};

	at.question = service_question(n->form->service, name, &at.section);
	if (at.question == NULL ||
	    (at.section != NULL && at.section->repeats && at.section != n->at->section))
		return at.question == NULL && !form_inside_waits(n->form, name) &&
		       service_value(n->form->service, name) == NULL;
	at.item = at.section == n->at->section ? n->at->item : 0;
	return !form_asks(n->form, &at) || form_given(n->form, &at);
}

static bool is_left(const struct demand *n, const char *name)
{
	const struct section *home = NULL;
	const struct question *q = service_question(n->form->service, name, &home);

	return n->passed && q != NULL && !q->required && home == n->at->section &&
	       q->page <= n->at->question->page;
}

static void note_demand(void *ctx, struct rule_use *use)
{
	struct demand *n = ctx;
	bool empty = use->subject == RULE_ANSWERED;

	if (use->group != NULL || use->subject == RULE_COUNT || use->subject == RULE_GROUP)
		n->complete = false; /* it goes over items */
	else if (empty && strcmp(use->name, n->at->question->id) == 0)
		n->asked = true;
	else if (!is_given(n, use->name) && !(empty && is_left(n, use->name)))
		n->complete = false;
	if (use->literal != NULL && use->literal_is_question && !is_given(n, use->literal))
		n->complete = false;
}

bool form_needs(const struct form *f, const struct field_path *at, bool passed, struct error *err)
{
	const struct form_definition *d = f->service->form;
	const struct group *g = form_inside_group(f, at->section);

	if (d == NULL || g == NULL || at->question->required || !form_asks(f, at) ||
	    form_get(f, at) != NULL)
		return false;
	for (size_t i = 0; i < d->check_count; i++) {
		const struct check *c = &d->checks[i];
		struct demand n = {.form = f, .at = at, .passed = passed, .complete = true};

		if (c->warns || strcmp(c->at, at->question->id) != 0)
			continue;
		rule_each(c->require, note_demand, &n);
		if (n.asked && n.complete && !form_inside_holds(f, g, at->item, c->require)) {
			form_inside_say_check(c, c->at, err);
			return true;
		}
	}
	return false;
}
