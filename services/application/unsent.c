/* unsent.c - what an applicant corrects and has not sent yet: others are given what was sent. */
#include "services/application/unsent.h"

#include "services/application/change.h"
#include "services/application/told.h"
#include "services/definition/class.h"
#include "services/definition/service.h"
#include "services/registry/registry_inside.h"

static void put_back(struct form *f, const struct named *n, unsigned sees)
{
	struct field_path at = {.item = n->item};

	at.question = service_question(form_service(f), n->question, &at.section);
	if (at.question != NULL && class_is_among(at.question->class, sees))
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
		if (!e->items[i].is_paper)
			put_back(f, &e->items[i], sees);
	return FAULT_NONE;
}
