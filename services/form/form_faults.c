/* form_faults.c - what is missing or wrong over a whole form, and how far each section is. */
#include "services/form/form_inside.h"

#include "i18n/base/array.h"

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

/* What a section's answers amount to. */
struct census {
	size_t asked, answered, missing, own; /* own: not the default */
};

static void count_item(const struct form *f, const struct group *g, int item, struct census *c)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 * 1024 * 1024);
	const struct item *values = form_inside_item(g, item);

	for (size_t i = 0; i < g->question_count; i++) {
		const char *value = values->values[i];
		const char *preset;

		if (!form_inside_asks(f, g, item, i))
			continue;
		c->asked++;
		c->answered += value != NULL;
		c->missing += value == NULL && g->questions[i].required;
		preset = value == NULL ? NULL : answer_preset(&f->ground, a, &g->questions[i]);
		c->own += value != NULL && (preset == NULL || strcmp(preset, value) != 0);
	}
}

void form_open_section(struct form *f, const struct section *s)
{
	struct group *g = form_inside_group(f, s);

	if (g != NULL)
		g->opened = true;
}

/* Eligibility has no page that could be passed by: it comes before all others. */
static bool is_opened(const struct group *g, const struct census *c)
{
	return g->section == NULL ? c->answered > 0 : g->opened || c->own > 0;
}

/* By its own answers alone: nothing is said of whether they are right. */
static enum section_state state_by_itself(const struct form *f, struct group *g)
{
	struct census c = {0};

	if (g == NULL || g->question_count == 0 || !form_inside_asks_group(f, g))
		return SECTION_NOT_ASKED;
	for (int i = 0; i < g->count; i++)
		count_item(f, g, form_inside_repeats(g) ? i + 1 : i, &c);
	if (!form_inside_repeats(g) && c.asked == 0)
		return SECTION_NOT_ASKED;
	if (c.missing == 0 && is_opened(g, &c) &&
	    (!form_inside_repeats(g) || g->count >= g->section->min))
		return SECTION_DONE;
	return c.own > 0 ? SECTION_STARTED : SECTION_EMPTY;
}

/* Faults as they are found. */
struct findings {
	struct arena *arena;
	struct form_fault *list;
	size_t count, room;
};

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
	} else if (form_inside_differs(f, g, item, index, &err)) {
		*add_fault(w, &at) = err;
	} else if (g->section == NULL && !form_inside_holds(f, g, item, q->require) &&
		   !form_clash(f, &at, false, &err)) {
		say_own(add_fault(w, &at), q->id, &q->says,
			N_("Because of this answer, you cannot apply for this service."));
	}
}

static void find_in_group(const struct form *f, struct group *g, struct findings *w)
{
	struct field_path at = {g->section, 0, NULL};
	struct error *err;

	if (!form_inside_asks_group(f, g))
		return;
	if (form_inside_repeats(g) && g->count < g->section->min) {
		err = add_fault(w, &at);
		fail(err, FAULT_INPUT, N_("Add at least {min} here."), "%s: too few",
		     g->section->id);
		error_fill(err, "min", "%d", g->section->min);
		snprintf(err->field, sizeof(err->field), "%s", g->section->id);
	}
	for (int i = 0; i < g->count; i++)
		for (size_t j = 0; j < g->question_count; j++)
			find_at_path(f, g, form_inside_repeats(g) ? i + 1 : i, j, w);
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

/* Over the items of a group, and what is worked out of them, nothing is said until all is. */
static void note_use(void *ctx, struct rule_use *use)
{
	struct naming *n = ctx;

	if (use->group != NULL || use->subject == RULE_GROUP ||
	    service_value(n->f->service, use->name) != NULL)
		n->complete = false;
	else if (use->subject != RULE_COUNT)
		note_question(ctx, use->name);
	if (use->literal != NULL && use->literal_is_question)
		note_question(ctx, use->literal);
}

static bool clashes(const struct form *f, const struct check *c, const struct field_path *at,
		    bool named)
{
	const struct section *home;
	const struct question *q = service_question(f->service, c->at, &home);
	struct group *g = q == NULL ? NULL : form_inside_group(f, home);
	struct naming n = {f, g, home == at->section ? at->item : 0, at->question, false, true};
	struct field_path there = {home, n.item, q};

	if (g == NULL || !form_asks(f, &there))
		return false;
	rule_each(c->require, note_use, &n);
	return n.complete && (q == at->question || (named && n.named)) &&
	       !form_inside_holds(f, g, n.item, c->require);
}

static bool find_clash(const struct form *f, const struct field_path *at, bool named, bool warns,
		       struct error *err)
{
	const struct form_definition *d = f->service->form;

	for (size_t i = 0; d != NULL && i < d->check_count; i++)
		if (d->checks[i].warns == warns && clashes(f, &d->checks[i], at, named)) {
			say_own(err, d->checks[i].at, &d->checks[i].says,
				N_("This answer does not match your other answers. Check it."));
			return true;
		}
	return false;
}

bool form_inside_warns(const struct form *f, const struct field_path *at, struct error *ret)
{
	return find_clash(f, at, false, true, ret);
}

bool form_clash(const struct form *f, const struct field_path *at, bool named, struct error *err)
{
	size_t index = 0;
	const struct group *g = form_inside_path(f, at, &index);

	return (g != NULL && form_inside_differs(f, g, at->item, index, err)) ||
	       find_clash(f, at, named, false, err);
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
	say_own(add_fault(w, &at), at.question == NULL ? s->id : at.question->id, &c->says,
		N_("This answer does not match your other answers. Check it."));
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
static void find_by_check(const struct form *f, const struct check *c, struct findings *w)
{
	const struct section *home;
	const struct question *q = service_question(f->service, c->at, &home);
	struct group *g = q == NULL ? NULL : form_inside_group(f, home);

	if (q == NULL)
		find_by_section(f, c, w);
	for (int i = 0; g != NULL && i < g->count; i++) {
		struct field_path at = {home, form_inside_repeats(g) ? i + 1 : i, q};

		if (form_asks(f, &at) && !is_found(w, &at) &&
		    !form_inside_holds(f, g, at.item, c->require))
			say_own(add_fault(w, &at), q->id, &c->says,
				N_("This answer does not match your other answers. Check it."));
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
	*ret = w.list;
	return w.count;
}

/* Whether a check waits for what another part of the form is still to say. */
struct elsewhere {
	const struct form *f;
	const struct group *here;
	bool open;
};

static void note_part(struct elsewhere *e, const char *name)
{
	const struct section *home = service_section(e->f->service, name);
	struct group *g;

	if (home == NULL && service_question(e->f->service, name, &home) == NULL)
		return;
	g = form_inside_group(e->f, home);
	if (g != e->here && state_by_itself(e->f, g) < SECTION_DONE)
		e->open = e->open || state_by_itself(e->f, g) != SECTION_NOT_ASKED;
}

static void note_parts(void *ctx, struct rule_use *use)
{
	note_part(ctx, use->name);
	if (use->literal != NULL && use->literal_is_question)
		note_part(ctx, use->literal);
}

static bool stands_in(const struct form *f, const struct check *c, const struct group *g)
{
	const struct section *home = NULL;

	if (service_question(f->service, c->at, &home) == NULL)
		home = service_section(f->service, c->at);
	return home == g->section;
}

/* Something is refused there, or a rule over several answers does not hold. */
static bool is_at_fault(const struct form *f, struct group *g)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 * 1024 * 1024);
	const struct form_definition *d = f->service->form;
	struct findings w = {.arena = a};

	find_in_group(f, g, &w);
	for (size_t i = 0; d != NULL && w.count == 0 && i < d->check_count; i++) {
		struct elsewhere e = {f, g, false};

		if (d->checks[i].warns || !stands_in(f, &d->checks[i], g) ||
		    waits(f, &d->checks[i]))
			continue;
		rule_each(d->checks[i].require, note_parts, &e);
		if (!e.open)
			find_by_check(f, &d->checks[i], &w);
	}
	return w.count > 0;
}

enum section_state form_section_state(const struct form *f, const struct section *s)
{
	struct group *g = form_inside_group(f, s);
	enum section_state state = state_by_itself(f, g);

	return state == SECTION_DONE && is_at_fault(f, g) ? SECTION_WRONG : state;
}
