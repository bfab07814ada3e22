/* course.c - where an application is in its service: which act is meant, and what stands against
 * it. */
#include "services/application/course.h"

#include "i18n/date.h"
#include "services/application/answers.h"
#include "services/application/appeal_inside.h"
#include "services/application/desk.h"
#include "services/application/look.h"
#include "services/application/told.h"
#include "services/application/unsent.h"
#include "services/definition/role.h"
#include "services/definition/rule.h"
#include "services/money/due.h"
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
	const char *say = N_("The status of this application does not allow this now.");

	if (state == STATE_DRAFT)
		say = N_("This application has not been submitted yet.");
	else if (state == STATE_NEEDS_INFO)
		say = N_("The applicant's answer is being waited for.");
	else if (replies && (OPEN & FROM(state)))
		say = N_("The authority has not asked anything, so there is nothing to answer.");
	else if (state >= STATE_APPROVED)
		say = N_("This application is closed. Nothing can be changed in it any more.");
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

/* A question in words may be answered on paper, or never, so that a decision needs no answer; of a
   correction the applicant is changing what would be decided on. */
enum fault course_check_state(struct course *c, enum act_does does, enum bearing bearing,
			      struct error *err)
{
	enum application_state state = change_state(c->row->state);
	const struct event *asked = NULL;
	enum fault fault = FAULT_NONE;

	if ((states_of(does) & FROM(state)) == 0)
		return refuse_state(state, does == ACT_REPLIES, err);
	if (does == ACT_ENDS && !takes_back(does, bearing))
		fault = course_asked(c, &asked, err);
	return fault == FAULT_NONE && asked != NULL && asked->item_count > 0
		       ? refuse_state(state, false, err)
		       : fault;
}

enum fault course_check_act(struct course *c, const struct act *act, struct error *err)
{
	return course_is_after(c, act) ? FAULT_NONE
				       : course_check_state(c, act->does, act->bearing, err);
}

/* Reasons begin with the act's id: "propose", "object/late". Those of the short forms, after which
 * it goes on, are entered by what came of them. */
static bool is_of(const struct ledger_entry *e, const char *act)
{
	size_t len = strlen(act);

	if (e->act == LEDGER_ASKED && e->reason[0] == '\0')
		return strcmp(act, "ask") == 0;
	if (e->act == LEDGER_STAGED && strcmp(e->reason, "forwarded") == 0 &&
	    strcmp(act, "forward") == 0)
		return true;
	return strncmp(e->reason, act, len) == 0 &&
	       (e->reason[len] == '\0' || e->reason[len] == '/');
}

/* Who did it last, as the ledger knows them; "": nobody. */
static enum fault done_by(struct course *c, const char *act, const char **ret, struct error *err)
{
	struct ledger_entry *entries;
	size_t count = 0;
	enum fault fault = ledger_of(c->registry, c->row->id, c->arena, &entries, &count, err);

	if (fault != FAULT_NONE)
		return fault;
	while (count > 0 && !is_of(&entries[count - 1], act))
		count--;
	*ret = count == 0 ? "" : entries[count - 1].actor;
	return FAULT_NONE;
}

enum fault course_four_eyes(struct course *c, const struct act *act, const char **ret_act,
			    const char **ret_by, struct error *err)
{
	enum fault fault = FAULT_NONE;

	*ret_act = *ret_by = "";
	for (size_t i = 0; i < act->need_count && fault == FAULT_NONE && **ret_by == '\0'; i++) {
		if (act->needs[i].kind != NEED_ANOTHER)
			continue;
		*ret_act = act->needs[i].act;
		fault = done_by(c, *ret_act, ret_by, err);
	}
	return fault;
}

static enum fault need_another(struct course *c, const char *act, struct error *err)
{
	const char *by = "";
	enum fault fault = done_by(c, act, &by, err);

	if (fault != FAULT_NONE || strcmp(by, change_actor(c->caller)) != 0)
		return fault;
	fail(err, FAULT_DENIED, N_("Another person has to do this than the one who did \"{act}\"."),
	     "same caller");
	error_fill(err, "act", "%s", act);
	return FAULT_DENIED;
}

static enum fault need_closed(struct course *c, const struct task *task, struct error *err)
{
	struct application_task *tasks;
	size_t count = 0;
	enum fault fault = course_tasks(c, &tasks, &count, err);

	for (size_t i = 0; i < count; i++)
		if (tasks[i].task == task && tasks[i].closed_at > 0)
			return FAULT_NONE;
	if (fault != FAULT_NONE)
		return fault;
	fail(err, FAULT_DENIED, N_("The task \"{task}\" has to be closed first."), "task open");
	error_fill(err, "task", "%s", task->id);
	return FAULT_DENIED;
}

/* Raised with the submission, or by an act that was done. */
static enum fault need_paid(struct course *c, const struct charge *charge, struct error *err)
{
	bool raised = charge->act == NULL;
	enum fault fault = raised ? FAULT_NONE : course_history(c, err);

	for (size_t i = 0; fault == FAULT_NONE && !raised && i < c->event_count; i++)
		raised = strcmp(c->events[i].act, charge->act) == 0;
	return fault == FAULT_NONE ? due_check_paid(c->registry, c->row->id, charge, raised, err)
				   : fault;
}

/* As its own id in the history; the short forms' acts have no bound. */
static enum fault need_few(struct course *c, const struct act *act, struct error *err)
{
	enum fault fault = act->most == 0 ? FAULT_NONE : course_history(c, err);
	int times = 0;

	for (size_t i = 0; act->most > 0 && i < c->event_count; i++)
		times += strcmp(c->events[i].act, act->id) == 0;
	if (fault != FAULT_NONE || act->most == 0 || times < act->most)
		return fault;
	fail(err, FAULT_DENIED,
	     N_("\"{act}\" was done with this application as often as the service allows."),
	     "%d times", times);
	error_fill(err, "act", "%s", act->id);
	return FAULT_DENIED;
}

static bool needs_answers(const struct act *act)
{
	bool any = act->when != NULL;

	for (size_t i = 0; i < act->need_count; i++)
		any = any || act->needs[i].kind == NEED_RULE;
	return any;
}

/* What staff came to is told by the condition, what was applied for by the act alone. */
static enum fault weigh_answers(const struct act *act, const struct form *f, struct error *err)
{
	if (!form_holds(f, act->when)) {
		fail(err, FAULT_DENIED,
		     N_("\"{act}\" is for applications with other answers, as the service says "
			"it."),
		     "its condition does not hold");
		error_fill(err, "act", "%s", act->id);
		return FAULT_DENIED;
	}
	for (size_t i = 0; i < act->need_count; i++) {
		const struct need *need = &act->needs[i];

		if (need->kind != NEED_RULE || form_holds(f, need->rule))
			continue;
		fail(err, FAULT_DENIED,
		     N_("\"{act}\" is not possible after what came of the tasks. It needs: "
			"{need}."),
		     "a need does not hold");
		error_fill(err, "act", "%s", act->id);
		error_fill(err, "need", "%.180s", rule_text(need->rule));
		return FAULT_DENIED;
	}
	return FAULT_NONE;
}

/* Over all answers, also those that whoever acts does not see: the definition decides by them; as
   they were sent, where it is not the applicant. */
static enum fault need_answers(struct course *c, const struct act *act, struct error *err)
{
	struct form *f;
	enum fault fault;

	if (!needs_answers(act))
		return FAULT_NONE;
	f = form_new(c->service, c->service->terms, date_of(registry_now(c->registry)));
	fault = answers_load_within(c->registry, c->row->id, ~0U, f, err);
	if (fault == FAULT_NONE && !look_is_applicants(c->caller, c->row))
		fault = unsent_hide(c->registry, c->row, ~0U, f, err);
	if (fault == FAULT_NONE)
		fault = desk_load(c, ~0U, f, err);
	if (fault == FAULT_NONE)
		fault = weigh_answers(act, f, err);
	form_free(f);
	return fault;
}

/* Of an appeal, whatever its definition says. */
static enum fault need_decider(struct course *c, const struct act *act, struct error *err)
{
	bool decides = (act->does == ACT_ENDS && !takes_back(act->does, act->bearing)) ||
		       act->effect_count > 0;

	return decides ? appeal_check_decider(c->registry, c->row->id, change_actor(c->caller), err)
		       : FAULT_NONE;
}

enum fault course_check_needs(struct course *c, const struct act *act, struct error *err)
{
	enum fault fault = need_few(c, act, err);

	if (fault == FAULT_NONE)
		fault = need_decider(c, act, err);
	for (size_t i = 0; i < act->need_count && fault == FAULT_NONE; i++) {
		const struct need *need = &act->needs[i];

		if (need->kind == NEED_ANOTHER)
			fault = need_another(c, need->act, err);
		else if (need->kind == NEED_PAID && need->charge != NULL)
			fault = need_paid(c, need->charge, err);
		else if (need->task != NULL)
			fault = need_closed(c, need->task, err);
	}
	return fault == FAULT_NONE ? need_answers(c, act, err) : fault;
}
