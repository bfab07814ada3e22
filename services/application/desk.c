/* desk.c - what staff fill in with a task that they close, or with an act: taken up with its line
 * of the history, and what it came to. */
#include "services/application/desk.h"

#include "services/application/effect_entry_which.h"
#include "services/application/given.h"
#include "services/definition/class.h"
#include "services/registry/limits.h"

#include <string.h>

/* --- filled in --- */

static bool is_of(const struct form *filled, const struct desk_form *desk)
{
	const struct service *s = form_service(filled);

	return strcmp(s->id, desk->asks->id) == 0 && s->version == desk->asks->version;
}

static enum fault check_all(const struct form *filled, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(LIMIT_DESK + (size_t)4 * 1024 * 1024);
	struct form_fault *faults;

	if (strlen(form_canonical_text(filled, a)) > LIMIT_DESK)
		return given_at(
			fail(err, FAULT_INPUT, N_("This text is too long. Shorten it."), "form"),
			"form", err);
	if (form_faults(filled, a, &faults) == 0)
		return FAULT_NONE;
	if (err != NULL)
		*err = faults[0].error;
	return FAULT_INPUT;
}

enum fault desk_check(const struct desk_form *desk, const struct form *filled, struct error *err)
{
	if (desk == NULL && filled == NULL)
		return FAULT_NONE;
	if (desk == NULL)
		return given_at(
			fail(err, FAULT_INPUT, N_("Nothing is filled in with this."), "a form"),
			"form", err);
	if (filled == NULL || !is_of(filled, desk))
		return given_at(fail(err, FAULT_INPUT,
				     N_("Fill in the form for this and send both together."),
				     "no form"),
				"form", err);
	return check_all(filled, err);
}

void desk_settle(struct arena *a, const struct desk_form *desk, const struct form *filled,
		 struct event *e)
{
	struct desk_answer *list;
	struct field_path at = {0};

	if (desk == NULL || filled == NULL)
		return;
	list = arena_array(a, desk->section.question_count, sizeof(*list));
	while (form_next(filled, &at)) {
		const char *value = form_get(filled, &at);

		if (value != NULL && e->answer_count < desk->section.question_count)
			list[e->answer_count++] =
				(struct desk_answer){.question = at.question->id,
						     .value = arena_text(a, value),
						     .class = at.question->class};
	}
	e->answers = list;
}

/* --- what it came to --- */

static const struct question *find(const struct desk_form *desk, const char *id)
{
	for (size_t i = 0; i < desk->section.question_count; i++)
		if (strcmp(desk->section.questions[i].id, id) == 0)
			return &desk->section.questions[i];
	return NULL;
}

/* What no question of it fits any more was filled in by nobody. */
static void load_event(const struct desk_form *desk, const struct event *e, unsigned sees,
		       struct form *f)
{
	for (size_t i = 0; e != NULL && i < e->answer_count; i++) {
		const struct desk_answer *answer = &e->answers[i];
		struct field_path at = {&desk->section, 0, find(desk, answer->question)};

		if (at.question == NULL)
			continue;
		if (answer->withheld || !class_is_among(at.question->class, sees))
			(void)form_withhold(f, &at);
		else
			(void)form_load(f, &at, answer->value);
	}
}

static const struct event *last_of(const struct course *c, const char *act)
{
	if (c->doing != NULL && strcmp(c->doing->act, act) == 0)
		return c->doing;
	for (size_t i = c->event_count; i > 0; i--)
		if (strcmp(c->events[i - 1].act, act) == 0)
			return &c->events[i - 1];
	return NULL;
}

/* Conditions of the definition know it, whoever is asked by them. */
static enum fault load_entry(struct course *c, struct form *f, struct error *err)
{
	const struct service *s = c->service;
	struct store_register_entry row;
	bool found = false;
	enum fault fault =
		effect_entry_find(c->registry, c->row->id, s, s->about->book, &row, &found, err);

	return fault == FAULT_NONE && found
		       ? effect_entry_tell(c->registry, c->arena, s, &row, f, err)
		       : fault;
}

enum fault desk_load(struct course *c, unsigned sees, struct form *f, struct error *err)
{
	const struct service *s = c->service;
	struct application_task *tasks = NULL;
	size_t count = 0;
	enum fault fault = FAULT_NONE;

	if (s != NULL && s->about != NULL)
		fault = load_entry(c, f, err);
	if (fault != FAULT_NONE || s == NULL || s->desk_count == 0)
		return fault;
	fault = course_tasks(c, &tasks, &count, err);
	for (size_t i = 0; i < s->desk_count && fault == FAULT_NONE; i++) {
		const struct desk_form *desk = s->desks[i];

		if (desk->task == NULL)
			load_event(desk, last_of(c, desk->section.id), sees, f);
		for (size_t k = 0; k < count; k++)
			if (tasks[k].task == desk->task && tasks[k].closed_at > 0)
				load_event(desk, tasks[k].closing, sees, f);
	}
	return fault;
}

/* --- who is not given it --- */

void desk_withhold(struct arena *a, unsigned sees, struct event *e)
{
	struct desk_answer *list = arena_array(a, e->answer_count + 1, sizeof(*list));

	for (size_t i = 0; i < e->answer_count; i++) {
		list[i] = e->answers[i];
		list[i].withheld = !class_is_among(list[i].class, sees);
		if (list[i].withheld)
			list[i].value = "";
	}
	e->answers = list;
	if (e->inside && !class_is_among(CLASS_INTERNAL, sees))
		e->note = "";
}
