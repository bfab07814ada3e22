/* unsent.c - what an applicant corrects and has not sent yet: others are given what was sent. */
#include "services/application/unsent.h"

#include "services/application/answers.h"
#include "services/application/told.h"
#include "services/definition/class.h"
#include "services/definition/service.h"
#include "services/registry/registry_inside.h"

static bool find(const struct service *s, const struct named *n, struct field_path *ret)
{
	*ret = (struct field_path){.item = n->item};
	if (!n->is_paper)
		ret->question = service_question(s, n->question, &ret->section);
	return ret->question != NULL;
}

/* Of what is withheld it is told that something stands there: neither is that of the correction. */
static void put_back(struct form *f, const struct named *n, unsigned sees)
{
	struct field_path at;

	if (!find(form_service(f), n, &at))
		return;
	if (*n->was != '\0' && !class_is_among(at.question->class, sees))
		(void)form_withhold(f, &at);
	else
		(void)form_load(f, &at, n->was);
}

enum fault unsent_hide(struct registry *r, const struct store_application *row, unsigned sees,
		       struct form *f, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct event *events = NULL;
	const struct event *e;
	size_t count = 0;
	enum fault fault;

	if (change_state(row->state) != STATE_NEEDS_INFO)
		return FAULT_NONE;
	fault = told_events(r, row->id, a, &events, &count, err);
	if (fault != FAULT_NONE)
		return fault;
	e = application_asked(events, count);
	for (size_t i = 0; e != NULL && i < e->item_count; i++)
		put_back(f, &e->items[i], sees);
	return FAULT_NONE;
}

enum fault unsent_drop(struct change *c, struct course *course, struct error *err)
{
	const struct event *asked = NULL;
	struct field_path at;
	enum fault fault = course->service == NULL ? FAULT_NONE : course_asked(course, &asked, err);

	for (size_t i = 0; fault == FAULT_NONE && asked != NULL && i < asked->item_count; i++) {
		const struct named *n = &asked->items[i];

		if (find(course->service, n, &at))
			fault = answers_put(c, &at, *n->was == '\0' ? NULL : n->was, err);
	}
	return fault;
}
