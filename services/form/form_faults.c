/* form_faults.c - what is missing or wrong over a whole form, and in one part of it. */
#include "services/form/form_inside.h"

#include "i18n/base/array.h"
#include "services/definition/type.h"

#include <string.h>

const struct question *form_refused(const struct form *f)
{
	const struct group *g = form_inside_group(f, NULL);

	for (size_t i = 0; g != NULL && i < g->question_count; i++)
		if (g->items[0].values[i] != NULL && form_inside_asks(f, g, 0, i) &&
		    !form_inside_holds(f, g, 0, g->questions[i].require))
			return &g->questions[i];
	return NULL;
}

/* Faults as they are found; with `one` the first is enough. */
struct findings {
	struct arena *arena;
	struct form_fault *list;
	size_t count, room;
	bool one;
};

static bool is_enough(const struct findings *w)
{
	return w->one && w->count > 0;
}

static struct error *add_fault(struct findings *w, const struct field_path *at)
{
	w->list = array_room_in(w->arena, w->list, w->count + 1, &w->room, sizeof(*w->list));
	w->list[w->count].at = *at;
	return &w->list[w->count++].error;
}

/* `field`: the id of the question or section by which it stands. */
static void say_own(struct error *err, const char *field, const struct text *says, const char *say)
{
	fail(err, FAULT_INPUT, say, "%s: a rule of the form does not hold", field);
	if (err == NULL)
		return;
	snprintf(err->field, sizeof(err->field), "%s", field);
	for (int lang = 0; text_is_set(says) && lang < LANG_COUNT; lang++)
		err->said[lang] = says->in[lang];
}

static void find_at_path(const struct form *f, const struct group *g, int item, size_t index,
			 struct findings *w)
{
	const struct question *q = &g->questions[index];
	const char *value = form_inside_item(g, item)->values[index];
	struct field_path at = {g->section, item, q};
	struct error err;

	if (!form_inside_asks(f, g, item, index))
		return;
	if (value == NULL) {
		if (q->required)
			form_inside_refuse_missing(add_fault(w, &at), q);
		return;
	}
	if (answer_check(&f->ground, q, value, &err) != FAULT_NONE) {
		snprintf(err.field, sizeof(err.field), "%s", q->id);
		*add_fault(w, &at) = err;
	} else if (form_inside_differs(f, g, item, index, &err) ||
		   (q->type != &type_name && form_inside_alike(f, &at, true, &err))) {
		*add_fault(w, &at) = err;
	} else if (g->section == NULL && !form_inside_holds(f, g, item, q->require) &&
		   !form_clash(f, &at, false, &err)) {
		say_own(add_fault(w, &at), q->id, &q->says,
			N_("With this answer, you cannot apply for this service."));
	}
}

static void find_in_item(const struct form *f, const struct group *g, int item, struct findings *w)
{
	for (size_t i = 0; i < g->question_count && !is_enough(w); i++)
		find_at_path(f, g, item, i, w);
}

static void find_in_group(const struct form *f, struct group *g, struct findings *w)
{
	struct field_path at = {g->section, 0, NULL};
	struct error *err;

	if (!form_inside_asks_group(f, g))
		return;
	if (form_inside_repeats(g) && g->count < g->section->min) {
		err = add_fault(w, &at);
		fail(err, FAULT_INPUT, N_("The list needs at least {min}: add what is missing."),
		     "%s: too few", g->section->id);
		error_fill(err, "min", "%d", g->section->min);
		snprintf(err->field, sizeof(err->field), "%s", g->section->id);
	}
	for (int i = 0; i < g->count; i++)
		find_in_item(f, g, form_inside_repeats(g) ? i + 1 : i, w);
}

static bool is_found(const struct findings *w, const struct field_path *at)
{
	for (size_t i = 0; i < w->count; i++)
		if (w->list[i].at.question == at->question && w->list[i].at.item == at->item)
			return true;
	return false;
}

/* What a check names, as it is gone through from an item of its question's group. */
struct naming {
	const struct form *f;
	const struct group *from;
	int item;
	const struct question *wanted;
	bool named, complete; /* `wanted` is; every one that is asked has an answer */
	bool summed;          /* it goes over items, or names what is worked out */
};

bool form_given(const struct form *f, const struct field_path *at)
{
	size_t index = 0;
	const struct group *g = form_inside_path(f, at, &index);
	const struct item *item = g == NULL ? NULL : form_inside_item(g, at->item);

	return item != NULL && item->values[index] != NULL && item->given[index];
}

static void note_question(struct naming *n, const char *id)
{
	struct field_path at;

	at.question = service_question(n->f->service, id, &at.section);
	if (at.question == NULL && form_inside_waits(n->f, id))
		n->complete = false;
	if (at.question == NULL)
		return;
	at.item = form_inside_group(n->f, at.section) == n->from ? n->item : 0;
	n->named = n->named || at.question == n->wanted;
	if (form_asks(n->f, &at) && !form_given(n->f, &at))
		n->complete = false;
}

static void note_value(struct naming *n, const struct service_value *v)
{
	bool doubt = false;

	n->summed = true;
	if (form_inside_value(n->f, v, &doubt).kind == RULE_UNKNOWN)
		n->complete = false;
}

static void note_use(void *ctx, struct rule_use *use)
{
	struct naming *n = ctx;
	const struct service_value *v = service_value(n->f->service, use->name);

	if (v != NULL)
		note_value(n, v);
	else if (use->group != NULL || use->subject == RULE_GROUP)
		n->summed = true;
	else if (use->subject != RULE_COUNT)
		note_question(ctx, use->name);
	if (use->literal != NULL && use->literal_is_question)
		note_question(ctx, use->literal);
}

/* Over the items of a group, and of what is worked out, nothing is said until all is. */
static bool clashes(const struct form *f, const struct check *c, const struct field_path *at,
		    bool named)
{
	const struct section *home;
	const struct question *q = service_question(f->service, c->at, &home);
	struct group *g = q == NULL ? NULL : form_inside_group(f, home);
	struct naming n = {f,    g,    home == at->section ? at->item : 0, at->question, false,
			   true, false};
	struct field_path there = {home, n.item, q};

	if (g == NULL || !form_asks(f, &there))
		return false;
	rule_each(c->require, note_use, &n);
	return n.complete && !n.summed && (q == at->question || (named && n.named)) &&
	       !form_inside_holds(f, g, n.item, c->require);
}

void form_inside_say_check(const struct check *c, const char *field, struct error *err)
{
	say_own(err, field, &c->says,
		N_("This answer does not match your other answers. Check it."));
}

bool form_clash(const struct form *f, const struct field_path *at, bool named, struct error *err)
{
	const struct form_definition *d = f->service->form;
	size_t index = 0;
	const struct group *g = form_inside_path(f, at, &index);

	if (g != NULL &&
	    (form_inside_differs(f, g, at->item, index, err) ||
	     (named && form_inside_denies(f, g, at->item, index, err)) ||
	     (at->question->type != &type_name && form_inside_alike(f, at, !named, err))))
		return true;
	for (size_t i = 0; d != NULL && i < d->check_count; i++)
		if (!d->checks[i].warns && clashes(f, &d->checks[i], at, named)) {
			form_inside_say_check(&d->checks[i], d->checks[i].at, err);
			return true;
		}
	return false;
}

/* Of a section, where its message stands: the first question that is asked there, or a repeated
 * section as a whole. False where the section is not asked. */
static bool first_of(const struct form *f, const struct section *s, struct field_path *ret)
{
	struct group *g = form_inside_group(f, s);

	*ret = (struct field_path){s, 0, NULL};
	if (g == NULL || !form_inside_asks_group(f, g))
		return false;
	if (form_inside_repeats(g))
		return true;
	for (size_t i = 0; i < g->question_count && ret->question == NULL; i++)
		if (form_inside_asks(f, g, 0, i))
			ret->question = &g->questions[i];
	return ret->question != NULL;
}

static void find_by_section(const struct form *f, const struct check *c, struct findings *w)
{
	const struct section *s = service_section(f->service, c->at);
	struct field_path at;

	if (s == NULL || !first_of(f, s, &at) || form_inside_holds(f, NULL, 0, c->require))
		return;
	form_inside_say_check(c, at.question == NULL ? s->id : at.question->id, add_fault(w, &at));
}

/* What is said of an entry is weighed where it is known: when the application is sent. */
struct waiting {
	const struct form *f;
	bool any;
};

static void note_entry(void *ctx, struct rule_use *use)
{
	struct waiting *w = ctx;

	w->any = w->any || form_inside_waits(w->f, use->name) ||
		 (use->literal_is_question && form_inside_waits(w->f, use->literal));
}

static bool waits(const struct form *f, const struct check *c)
{
	struct waiting w = {f, false};

	rule_each(c->require, note_entry, &w);
	return w.any;
}

/* In a repeated section a check is made for each item; where its question is not asked, or has a
 * fault of its own, nothing is said. */
static void find_by_check_at(const struct form *f, const struct check *c, const struct group *g,
			     const struct field_path *at, struct findings *w)
{
	if (form_asks(f, at) && !is_found(w, at) && !form_inside_holds(f, g, at->item, c->require))
		form_inside_say_check(c, at->question->id, add_fault(w, at));
}

static void find_by_check(const struct form *f, const struct check *c, struct findings *w)
{
	const struct section *home;
	const struct question *q = service_question(f->service, c->at, &home);
	struct group *g = q == NULL ? NULL : form_inside_group(f, home);

	if (q == NULL)
		find_by_section(f, c, w);
	for (int i = 0; g != NULL && i < g->count; i++) {
		const struct field_path at = {home, form_inside_repeats(g) ? i + 1 : i, q};

		find_by_check_at(f, c, g, &at, w);
	}
}

size_t form_faults(const struct form *f, struct arena *a, struct form_fault **ret)
{
	struct findings w = {.arena = a};
	const struct form_definition *d = f->service->form;

	for (size_t i = 0; i < f->group_count; i++)
		find_in_group(f, &f->groups[i], &w);
	for (size_t i = 0; d != NULL && i < d->check_count; i++)
		if (!d->checks[i].warns && !waits(f, &d->checks[i]))
			find_by_check(f, &d->checks[i], &w);
	form_order_faults(f, a, w.list, w.count);
	*ret = w.list;
	return w.count;
}

/* --- before all is answered --- */

/* Whether a check waits for what a part of the form is still to say, other than the one here. */
struct elsewhere {
	const struct form *f;
	const struct group *here; /* NULL: each part is waited for */
	bool *seen;               /* by the places of the service's values */
	bool open;
};

static void note_parts(void *ctx, struct rule_use *use);

static void note_part(struct elsewhere *e, const char *name)
{
	const struct service_value *v = service_value(e->f->service, name);
	const struct section *home = service_section(e->f->service, name);
	enum section_state state;
	struct group *g;

	if (v != NULL && !e->seen[v - e->f->service->values]) {
		e->seen[v - e->f->service->values] = true;
		rule_each(v->is, note_parts, e);
	}
	if (home == NULL && service_question(e->f->service, name, &home) == NULL)
		return;
	g = form_inside_group(e->f, home);
	state = form_inside_state(e->f, g);
	e->open = e->open || (g != e->here && state < SECTION_DONE && state != SECTION_NOT_ASKED);
}

static void note_parts(void *ctx, struct rule_use *use)
{
	note_part(ctx, use->name);
	if (use->literal != NULL && use->literal_is_question)
		note_part(ctx, use->literal);
}

static bool waits_for_a_part(const struct form *f, const struct check *c, const struct group *here)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 * 1024);
	struct elsewhere e = {.f = f, .here = here};

	e.seen = arena_array(a, f->service->value_count + 1, sizeof(*e.seen));
	rule_each(c->require, note_parts, &e);
	return e.open;
}

/* Of a check that stands by that part: at this item, at each (0), or by the part as a whole. */
static void find_by_check_in(const struct form *f, const struct check *c, struct group *g, int item,
			     struct findings *w)
{
	const struct section *home = NULL;
	const struct question *q = service_question(f->service, c->at, &home);
	bool open = waits_for_a_part(f, c, g);

	if (q == NULL && !open && item == 0 && service_section(f->service, c->at) == g->section)
		find_by_section(f, c, w);
	for (int i = 0; q != NULL && home == g->section && i < g->count; i++) {
		const struct field_path at = {home, form_inside_repeats(g) ? i + 1 : i, q};

		if (item != 0 && at.item != item)
			continue;
		if (!open || clashes(f, c, &at, false) || form_needs(f, &at, false, NULL))
			find_by_check_at(f, c, g, &at, w);
	}
}

bool form_inside_is_wrong(const struct form *f, struct group *g, int item)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1024 * 1024);
	const struct form_definition *d = f->service->form;
	struct findings w = {.arena = a, .one = true};

	if (item == 0)
		find_in_group(f, g, &w);
	else
		find_in_item(f, g, item, &w);
	for (size_t i = 0; d != NULL && i < d->check_count && !is_enough(&w); i++)
		if (!d->checks[i].warns && !waits(f, &d->checks[i]))
			find_by_check_in(f, &d->checks[i], g, item, &w);
	return w.count > 0;
}

/* What is worked out of answers, or goes over items, is told once the parts that it names are
 * filled in. */
static bool is_settled(const struct form *f, const struct check *c, const struct group *g, int item)
{
	struct naming n = {f, g, item, NULL, false, true, false};

	rule_each(c->require, note_use, &n);
	return n.complete && (!n.summed || !waits_for_a_part(f, c, NULL));
}

bool form_inside_warns(const struct form *f, const struct field_path *at, struct error *ret)
{
	const struct form_definition *d = f->service->form;
	const struct group *g = form_inside_group(f, at->section);

	for (size_t i = 0; d != NULL && i < d->check_count; i++) {
		const struct check *c = &d->checks[i];

		if (c->warns && strcmp(c->at, at->question->id) == 0 && !waits(f, c) &&
		    !form_inside_holds(f, g, at->item, c->require) &&
		    is_settled(f, c, g, at->item)) {
			form_inside_say_check(c, c->at, ret);
			return true;
		}
	}
	return false;
}
