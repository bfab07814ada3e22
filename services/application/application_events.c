/* application_events.c - the history of an application, and what it says of where it stands. */
#include "services/application/application.h"

#include "services/application/look.h"
#include "services/application/told.h"
#include "services/definition/class.h"
#include "services/definition/service.h"
#include "services/registry/registry_inside.h"

size_t application_came_to(const struct event *events, size_t count, enum application_state state)
{
	for (size_t i = count; i > 0; i--)
		if (events[i - 1].state == state && (i == 1 || events[i - 2].state != state))
			return i - 1;
	return count;
}

int64_t application_since(const struct event *events, size_t count, enum application_state state)
{
	size_t at = application_came_to(events, count, state);

	return at < count ? events[at].at : 0;
}

int64_t application_stage_since(const struct event *events, size_t count, const char *stage)
{
	int64_t at = 0;

	for (size_t i = count; i > 0; i--) {
		const struct event *e = &events[i - 1];

		if (strcmp(e->stage, stage) == 0)
			at = e->at;
		else if (e->stage[0] != '\0' && at != 0)
			break;
		if (at != 0 && i > 1 && told_is_reopening(&e[-1], e))
			break;
	}
	return at;
}

/* What staff write to each other is nothing for the applicant. */
static size_t leave_out_staffs(struct event *events, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (strcmp(events[i].act, SERVICE_HAND_OVER) != 0 &&
		    strcmp(events[i].act, SERVICE_CLOSE) != 0 &&
		    strcmp(events[i].act, SERVICE_RECOUNT) != 0)
			events[kept++] = events[i];
	return kept;
}

static void withhold(struct event *e, const struct service *s, unsigned sees, struct arena *a)
{
	struct named *items = arena_array(a, e->item_count + 1, sizeof(*items));

	for (size_t i = 0; i < e->item_count; i++) {
		const struct question *q =
			s == NULL ? NULL : service_question(s, e->items[i].question, NULL);

		items[i] = e->items[i];
		items[i].withheld =
			!items[i].is_paper && (q == NULL || !class_is_among(q->class, sees));
		if (items[i].withheld)
			items[i].was = "";
	}
	e->items = items;
}

enum fault application_events(struct registry *r, struct caller *v, const struct application *a,
			      const struct service *s, struct arena *arena, struct event **ret,
			      size_t *ret_count, struct error *err)
{
	struct store_application row;
	unsigned sees = 0;
	enum fault fault = look_at(r, v, a, LOOK_READ, &row, err);

	if (fault == FAULT_NONE)
		fault = look_sees(r, v, &row, &sees, err);
	if (fault == FAULT_NONE)
		fault = told_events(r, row.id, arena, ret, ret_count, err);
	if (fault == FAULT_NONE && v->role == ROLE_APPLICANT)
		*ret_count = leave_out_staffs(*ret, *ret_count);
	for (size_t i = 0; fault == FAULT_NONE && v->role == ROLE_STAFF && i < *ret_count; i++)
		withhold(&(*ret)[i], s, sees, arena);
	return fault;
}

const struct event *application_asked(const struct event *events, size_t count)
{
	while (count > 0 && events[count - 1].state == STATE_NEEDS_INFO)
		if (strcmp(events[--count].actor, caller_role_code(ROLE_AUTHORITY)) == 0 &&
		    (count == 0 || events[count - 1].state != STATE_NEEDS_INFO))
			return &events[count];
	return NULL;
}
