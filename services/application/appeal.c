/* appeal.c - against a refusal: whether it may be appealed, until when, and who does not decide it.
 */
#include "services/application/appeal.h"

#include "services/application/appeal_inside.h"
#include "services/application/look.h"
#include "services/application/related_inside.h"
#include "services/application/told.h"
#include "services/catalogue/versions.h"
#include "services/definition/service.h"
#include "services/registry/registry_inside.h"

#include <string.h>

/* --- what the refusal says --- */

/* Of the act at the stage where it was refused: another stage may have one of the same id. */
static const struct appeal *find_appeal(const struct service *s, const struct event *refusal)
{
	const struct stage *at = service_stage(s, refusal->stage);
	const struct act *act = at == NULL ? NULL : service_act(s, at, refusal->act);

	act = act == NULL ? service_any_act(s, refusal->act) : act;
	return act == NULL ? NULL : act->appeal;
}

/* As the days of the newest calendar are. */
static struct calendar_count count_days(const struct service *s, const struct appeal *appeal,
					int64_t from)
{
	struct calendar_ask ask = {
		.calendar = s->calendar, .service = s->id, .length = appeal->within, .from = from};
	struct calendar_count count;

	if (s->calendar != NULL)
		ask.rules = s->calendar->rules;
	calendar_count(NULL, &ask, &count);
	return count;
}

static void read_way(const struct service *s, const struct event *events, size_t count, int64_t now,
		     struct appeal_way *ret)
{
	size_t refused = application_came_to(events, count, STATE_REJECTED);
	struct calendar_count days;

	ret->appeal = refused == count ? NULL : find_appeal(s, &events[refused]);
	if (ret->appeal == NULL)
		return;
	days = count_days(s, ret->appeal, events[refused].at);
	ret->due_at = days.due_at;
	ret->is_over = days.over_at > 0 && days.over_at <= now;
}

static enum fault read_appeals(struct registry *r, const char *id, struct arena *a,
			       struct appeal_way *ret, struct error *err)
{
	struct store_application *rows = NULL;
	size_t count = 0;
	enum fault fault = related_appeals(r, id, a, &rows, &count, err);

	for (size_t i = 0; fault == FAULT_NONE && i < count; i++) {
		enum application_state state = change_state(rows[i].state);

		if (state == STATE_DRAFT)
			snprintf(ret->draft, sizeof(ret->draft), "%.14s", rows[i].reference);
		else if (application_is_open(state))
			snprintf(ret->open, sizeof(ret->open), "%.14s", rows[i].reference);
	}
	return fault;
}

enum fault appeal_way(struct registry *r, struct caller *v, const struct application *a,
		      const struct service *s, struct appeal_way *ret, struct error *err)
{
	ARENA_CLEAN struct arena *arena = arena_new(REGISTRY_WORK);
	struct store_application row;
	struct event *events = NULL;
	size_t count = 0;
	enum fault fault = look_at(r, v, a, LOOK_READ, &row, err);

	*ret = (struct appeal_way){.appeal = NULL};
	if (fault != FAULT_NONE || change_state(row.state) != STATE_REJECTED)
		return fault;
	fault = told_events(r, row.id, arena, &events, &count, err);
	if (fault == FAULT_NONE)
		read_way(s, events, count, registry_now(r), ret);
	return fault == FAULT_NONE && ret->appeal != NULL ? read_appeals(r, row.id, arena, ret, err)
							  : fault;
}

/* --- whether it may begin --- */

static enum fault refuse_late(const struct appeal_way *way, struct error *err)
{
	struct date last = date_of(way->due_at);

	fail(err, FAULT_CONFLICT,
	     N_("The last day to appeal this refusal was {day}. It can no longer be appealed "
		"here."),
	     "over");
	error_fill(err, "day", "%d/%d/%d", last.day, last.month, last.year);
	return FAULT_CONFLICT;
}

static enum fault refuse_second(const struct appeal_way *way, struct error *err)
{
	char shown[REFERENCE_DIGITS + 4];

	reference_show(way->open, shown);
	fail(err, FAULT_CONFLICT,
	     N_("An appeal against this refusal is already being decided: {reference}."),
	     "another is open");
	error_fill(err, "reference", "%s", shown);
	return FAULT_CONFLICT;
}

static enum fault weigh(const struct appeal_way *way, const struct service *to, struct error *err)
{
	if (way->appeal == NULL || strcmp(way->appeal->service, to->id) != 0)
		return fail(err, FAULT_CONFLICT,
			    N_("This service does not take appeals against this application."),
			    "no appeal to %s", to->id);
	if (way->open[0] != '\0')
		return refuse_second(way, err);
	return way->is_over ? refuse_late(way, err) : FAULT_NONE;
}

enum fault appeal_check(struct change *c, const char *first, const struct service *to,
			struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct registry *r = c->registry;
	struct appeal_way way = {.appeal = NULL};
	struct store_application row;
	const struct service *s = NULL;
	struct event *events = NULL;
	bool found = false;
	size_t count = 0;
	enum fault fault = store_application_get(r->store, first, &row, &found, err);

	if (fault == FAULT_NONE && !found)
		return access_missing(c->caller, err);
	if (fault == FAULT_NONE && change_state(row.state) != STATE_REJECTED)
		return fail(err, FAULT_CONFLICT,
			    N_("Only an application that was refused can be appealed."), "state %s",
			    row.state);
	if (fault == FAULT_NONE)
		fault = versions_find(r, a, to->terms, row.service, row.version, &s, err);
	if (fault == FAULT_NONE)
		fault = told_events(r, row.id, a, &events, &count, err);
	if (fault != FAULT_NONE)
		return fault;
	read_way(s, events, count, c->now, &way);
	fault = read_appeals(r, row.id, a, &way, err);
	return fault == FAULT_NONE ? weigh(&way, to, err) : fault;
}

enum fault appeal_add(struct change *c, const char *first, const struct service *to,
		      struct error *err)
{
	struct registry *r = c->registry;
	struct store_application row;
	bool found = false;
	enum fault fault = store_application_get(r->store, first, &row, &found, err);

	if (fault == FAULT_NONE && !found)
		return access_missing(c->caller, err);
	if (fault == FAULT_NONE)
		fault = look_may(r, c->caller, ACCESS_APPEAL, NULL, &row, err);
	if (fault == FAULT_NONE)
		fault = appeal_check(c, first, to, err);
	return fault == FAULT_NONE ? related_add_appeal(r, c->row.id, first, err) : fault;
}

/* What it does with the application that it is about needs one. */
enum fault appeal_check_alone(const struct service *s, const char *first, struct error *err)
{
	if ((first != NULL && first[0] != '\0') || !service_has_effects(s))
		return FAULT_NONE;
	return fail(err, FAULT_CONFLICT,
		    N_("This is an appeal against a refusal. It begins with the application that "
		       "was refused: open that one and choose to appeal, or type: appeal "
		       "REFERENCE."),
		    "an appeal of nothing");
}

/* --- who does not decide it --- */

static enum fault check_decided(struct registry *r, const char *id, const char *actor,
				struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct ledger_entry *entries = NULL;
	size_t count = 0;
	enum fault fault = ledger_of(r, id, a, &entries, &count, err);

	for (size_t i = 0; fault == FAULT_NONE && i < count; i++)
		if (entries[i].act == LEDGER_DECIDED && strcmp(entries[i].actor, actor) == 0)
			return fail(err, FAULT_DENIED,
				    N_("This is an appeal: the person who decided the original "
				       "application cannot decide it."),
				    "decided %s", id);
	return fault;
}

enum fault appeal_check_decider(struct registry *r, const char *id, const char *actor,
				struct error *err)
{
	char first[33] = "";
	enum fault fault = related_appealed(r, id, first, err);

	while (fault == FAULT_NONE && first[0] != '\0') {
		char one[33];

		memcpy(one, first, sizeof(one));
		fault = check_decided(r, one, actor, err);
		if (fault == FAULT_NONE)
			fault = related_appealed(r, one, first, err);
	}
	return fault;
}
