/* course.c - where an application is in its service: which act is meant, and what stands against
 * it. */
#include "services/application/course.h"

#include "i18n/date.h"
#include "services/application/look.h"
#include "services/application/told.h"
#include "services/definition/role.h"
#include "services/registry/registry_inside.h"

#define FROM(state) (1U << (state))
#define OPEN (FROM(STATE_SUBMITTED) | FROM(STATE_AWAITING_PAYMENT) | FROM(STATE_IN_REVIEW))
#define ASKED FROM(STATE_NEEDS_INFO)

void course_open(struct course *c)
{
	const struct service *s = c->service;

	c->stage = NULL;
	if (s != NULL && strcmp(s->id, c->row->service) == 0 && s->version == c->row->version)
		c->stage = service_stage(s, c->row->stage);
}

enum fault course_history(struct course *c, struct error *err)
{
	enum fault fault = FAULT_NONE;

	if (!c->is_read)
		fault = told_events(c->registry, c->row->id, c->arena, &c->events, &c->event_count,
				    err);
	c->is_read = fault == FAULT_NONE;
	return fault;
}

/* --- which act is meant --- */

static enum application_state state_of(const struct course *c)
{
	return change_state(c->row->state);
}

bool course_is_after(const struct course *c, const struct act *act)
{
	return (act->from_ends & FROM(state_of(c))) != 0;
}

/* What is possible after this end and at its stage, too, comes once. */
const struct act *course_each_act(const struct course *c, size_t i)
{
	const struct act *act;
	size_t after = 0;

	while ((act = service_each_after(c->service, (enum bearing)state_of(c), after)) != NULL &&
	       after < i)
		after++;
	if (act != NULL)
		return act;
	i -= after;
	for (size_t k = 0; (act = service_each_act(c->service, c->stage, k)) != NULL; k++)
		if (!course_is_after(c, act) && i-- == 0)
			return act;
	return NULL;
}

static bool takes_back(enum act_does does, enum bearing bearing)
{
	return does == ACT_ENDS && bearing == BEARING_WITHDRAWN;
}

static bool is_withdrawal(const struct wish *w)
{
	return w->id == NULL ? takes_back(w->does, w->bearing)
			     : strcmp(w->id, service_withdraw.id) == 0;
}

static bool is_applicants(const struct act *act, const struct stage *at)
{
	return service_act_by(act, at) == ACTOR_APPLICANT;
}

/* The definition's own way to take it back is the only one where there is one. */
static const struct act *find_withdrawal(const struct course *c)
{
	for (size_t i = 0; c->service != NULL && i < c->service->act_count; i++) {
		const struct act *act = &c->service->acts[i];

		if (act->by != NULL && *act->by == ACTOR_APPLICANT)
			return c->stage == NULL ? NULL : service_act(c->service, c->stage, act->id);
	}
	return &service_withdraw;
}

static bool is_meant(const struct course *c, const struct act *act, const struct wish *w)
{
	if (act->by_clock)
		return false;
	if (w->id != NULL)
		return strcmp(act->id, w->id) == 0;
	return act->does == w->does && !is_applicants(act, c->stage) &&
	       (w->does != ACT_ENDS || act->bearing == w->bearing);
}

static bool leads_there(const struct course *c, const struct act *act, const struct wish *w)
{
	const struct stage *to = w->stage == NULL ? NULL : service_stage(c->service, w->stage);

	return w->id != NULL || w->does != ACT_MOVES || to == NULL || course_is_after(c, act) ||
	       service_leads(act, c->stage, to);
}

const struct act *course_find(const struct course *c, const struct wish *w)
{
	const struct act *act, *first = NULL;

	if (w->id == NULL ? w->does == ACT_REPLIES : strcmp(w->id, service_reply.id) == 0)
		return &service_reply;
	if (is_withdrawal(w))
		return find_withdrawal(c);
	for (size_t i = 0; c->stage != NULL; i++) {
		act = course_each_act(c, i);
		if (act == NULL)
			break;
		if (!is_meant(c, act, w))
			continue;
		if (leads_there(c, act, w))
			return act;
		first = first == NULL ? act : first;
	}
	return first;
}

enum access_act course_access(const struct act *act, const struct wish *w)
{
	enum act_does does = act != NULL ? act->does : w->id != NULL ? ACT_STAYS : w->does;
	enum bearing bearing = act != NULL ? act->bearing : w->bearing;
	bool own = act == NULL || (act->by != NULL && *act->by == ACTOR_APPLICANT);

	if (does == ACT_REPLIES)
		return ACCESS_REPLY;
	if (own && (takes_back(does, bearing) || is_withdrawal(w)))
		return ACCESS_WITHDRAW;
	if (does == ACT_ENDS)
		return ACCESS_DECIDE;
	return does == ACT_ASKS ? ACCESS_ASK : ACCESS_FORWARD;
}

struct access_turn course_turn(const struct course *c, const struct act *act)
{
	struct access_turn turn = {.actor = ACCESS_NO_STAGE};
	const struct role *role;

	if (c->stage == NULL)
		return turn;
	role = act == NULL ? c->stage->role : service_act_role(act, c->stage);
	turn.actor = (int)(act == NULL ? c->stage->actor : service_act_by(act, c->stage));
	turn.role = role == NULL ? NULL : role->id;
	turn.act = act == NULL ? NULL : act->id;
	return turn;
}

enum fault course_may(const struct course *c, const struct caller *who, enum access_act access,
		      const struct act *act, struct error *err)
{
	const struct access_turn turn = course_turn(c, act);
	const struct access_object o = look_object(c->row, &turn);

	return access_may(c->registry, who, access, &o, err);
}

/* --- what stands against it --- */

static unsigned states_of(enum act_does does)
{
	switch (does) {
	case ACT_STAYS: return OPEN | ASKED;
	case ACT_MOVES:
	case ACT_ASKS: return OPEN;
	case ACT_REPLIES: return ASKED;
	case ACT_ENDS: break;
	}
	return OPEN | ASKED;
}

static enum fault refuse_state(enum application_state state, bool replies, struct error *err)
{
	const char *say = N_("You cannot do this at the application's current status.");

	if (state == STATE_DRAFT)
		say = N_("This application has not been submitted yet.");
	else if (state == STATE_NEEDS_INFO)
		say = N_("Waiting for the applicant's answer.");
	else if (replies && (OPEN & FROM(state)))
		say = N_("The authority is not waiting for an answer: it has asked nothing, or "
			 "somebody has answered already. Nothing was sent now.");
	else if (state >= STATE_APPROVED)
		say = N_("This application is closed and can no longer be changed.");
	return fail(err, FAULT_CONFLICT, say, "state %s", application_state_code(state));
}

enum fault course_asked(struct course *c, const struct event **ret, struct error *err)
{
	enum fault fault;

	*ret = NULL;
	if (change_state(c->row->state) != STATE_NEEDS_INFO)
		return FAULT_NONE;
	fault = course_history(c, err);
	if (fault == FAULT_NONE)
		*ret = application_asked(c->events, c->event_count);
	return fault;
}

/* Whether it has left the stage that asked since, which a clock alone can do: then whoever has it
 * now need not wait for an answer. */
static bool is_carried_on(const struct course *c, const struct event *asked)
{
	for (const struct event *e = asked; asked != NULL && e < c->events + c->event_count; e++)
		if (strcmp(e->stage, asked->stage) != 0)
			return true;
	return false;
}

/* A question in words may be answered on paper, or never, so that a decision needs no answer; of a
   correction the applicant is changing what would be decided on. */
enum fault course_check_state(struct course *c, enum act_does does, enum bearing bearing,
			      struct error *err)
{
	enum application_state state = change_state(c->row->state);
	bool weighs = does == ACT_MOVES || (does == ACT_ENDS && !takes_back(does, bearing));
	const struct event *asked = NULL;
	enum fault fault = weighs ? course_asked(c, &asked, err) : FAULT_NONE;

	if (fault != FAULT_NONE || is_carried_on(c, asked))
		return fault;
	if ((states_of(does) & FROM(state)) == 0)
		return refuse_state(state, does == ACT_REPLIES, err);
	asked = does == ACT_ENDS ? asked : NULL;
	return fault == FAULT_NONE && asked != NULL && asked->item_count > 0
		       ? refuse_state(state, false, err)
		       : fault;
}

enum fault course_check_act(struct course *c, const struct act *act, struct error *err)
{
	return course_is_after(c, act) ? FAULT_NONE
				       : course_check_state(c, act->does, act->bearing, err);
}
