/* application_events.c - the history of an application, and what it says of where it stands. */
#include "services/application/application.h"

#include "services/application/desk.h"
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

int64_t application_stage_until(const struct event *events, size_t count, const char *stage)
{
	int64_t until = 0;
	bool there = false;

	for (size_t i = 0; i < count; i++) {
		const struct event *e = &events[i];
		bool is_there = e->stage[0] == '\0' ? there : strcmp(e->stage, stage) == 0;
		bool stays = is_there && application_is_open(e->state);

		if (stays)
			until = 0;
		else if ((there || is_there) && until == 0)
			until = e->at;
		there = stays;
	}
	return until;
}

/* What staff write to each other is nothing for the applicant; what was filled in with it is, where
 * it may be published. */
static bool is_staffs(const struct event *e)
{
	return strcmp(e->act, SERVICE_HAND_OVER) == 0 || strcmp(e->act, SERVICE_CLOSE) == 0 ||
	       strcmp(e->act, SERVICE_RECOUNT) == 0 || e->inside;
}

static size_t keep_public(struct arena *a, struct event *e)
{
	struct desk_answer *answers = arena_array(a, e->answer_count, sizeof(*answers));
	size_t kept = 0;

	for (size_t i = 0; i < e->answer_count; i++)
		if (e->answers[i].class == CLASS_PUBLIC)
			answers[kept++] = e->answers[i];
	e->answers = answers;
	e->answer_count = kept;
	return kept;
}

static bool moves(const struct event *e, const struct event *before)
{
	return before == NULL || before->state != e->state || strcmp(before->stage, e->stage) != 0;
}

static size_t leave_out_staffs(struct arena *a, struct event *events, size_t count)
{
	struct event before = {.stage = ""};
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		struct event *e = &events[i];
		bool staffs = is_staffs(e), any = keep_public(a, e) > 0;
		bool moved = moves(e, i == 0 ? NULL : &before);

		before = *e;
		if (staffs)
			e->note = "";
		if (!staffs || any || (e->inside && moved))
			events[kept++] = *e;
	}
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
	desk_withhold(a, sees, e);
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
	if (fault == FAULT_NONE && look_is_applicants(v, &row))
		*ret_count = leave_out_staffs(arena, *ret, *ret_count);
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
