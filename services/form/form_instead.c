/* form_instead.c - questions of which a check of the form demands one: which others an answer may
 * be given to instead. */
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
