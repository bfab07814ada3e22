/* course_needs.c - what an act needs besides its turn: who has done what before, what is closed,
 * signed and paid, and what was answered. */
#include "services/application/course.h"

#include "i18n/date.h"
#include "services/application/answers.h"
#include "services/application/appeal_inside.h"
#include "services/application/desk.h"
#include "services/application/effect_entry_which.h"
#include "services/application/look.h"
#include "services/application/signature_inside.h"
#include "services/application/unsent.h"
#include "services/definition/rule.h"
#include "services/money/due.h"
#include "services/registry/registry_inside.h"

/* Reasons begin with the act's id: "propose", "object/late". Those of the short forms, after which
 * it goes on, are entered by what came of them. */
static bool is_of(const struct ledger_entry *e, const char *act)
{
	size_t len = strlen(act), closing = strlen(SERVICE_CLOSE);

	if (strncmp(e->reason, SERVICE_CLOSE, closing) == 0 && e->reason[closing] == '/' &&
	    strcmp(&e->reason[closing + 1], act) == 0)
		return true; /* a task */

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
	fail(err, FAULT_DENIED, N_("Someone other than the person who did “{act}” has to do this."),
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
	fail(err, FAULT_DENIED, N_("The task “{task}” has to be closed first."), "task open");
	error_fill(err, "task", "%s", task->id);
	return FAULT_DENIED;
}

static enum fault need_signed(struct course *c, const struct signature *s, struct error *err)
{
	struct signing g = {.registry = c->registry,
			    .row = c->row,
			    .service = c->service,
			    .arena = c->arena,
			    .lang = c->caller->lang};
	unsigned sees = 0;
	enum fault fault = look_sees(c->registry, c->caller, c->row, &sees, err);

	g.hidden = ~sees;
	if (fault == FAULT_NONE)
		fault = signing_open(&g, err);
	if (fault == FAULT_NONE)
		fault = signing_need(&g, s, err);
	signing_close(&g);
	return fault;
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
	fail(err, FAULT_DENIED, N_("“{act}” has already been done as often as the service allows."),
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
		fail(err, FAULT_DENIED, N_("“{act}” is not for an application with these answers."),
		     "its condition does not hold");
		error_fill(err, "act", "%s", act->id);
		return FAULT_DENIED;
	}
	for (size_t i = 0; i < act->need_count; i++) {
		const struct need *need = &act->needs[i];

		if (need->kind != NEED_RULE || form_holds(f, need->rule))
			continue;
		fail(err, FAULT_DENIED,
		     N_("“{act}” is not possible with the results of the tasks. It needs: "
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

/* What it changes of an entry has to be for entries of that status; it is weighed again when it is
 * done. What a clock does goes on without. */
static enum fault need_entry(struct course *c, const struct act *act, struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; fault == FAULT_NONE && !act->by_clock && i < act->entry_count; i++) {
		const struct entry_effect *e = &act->entries[i];
		const char *book = service_entry_book(c->service, e);
		const struct register_definition *d =
			book == NULL ? NULL : register_find(c->service->terms, book);
		struct store_register_entry row;
		bool found = false;

		if (d == NULL)
			continue;
		fault = effect_entry_find(c->registry, c->row->id, c->service, book, &row, &found,
					  err);
		if (fault == FAULT_NONE && found && !effect_entry_takes(d, &row, e, err))
			return FAULT_DENIED;
	}
	return fault;
}

/* Of an appeal, whatever its definition says. */
static enum fault need_decider(struct course *c, const struct act *act, struct error *err)
{
	bool decides = (act->does == ACT_ENDS && act->bearing != BEARING_WITHDRAWN) ||
		       act->effect_count > 0;

	return decides ? appeal_check_decider(c->registry, c->row->id, change_actor(c->caller), err)
		       : FAULT_NONE;
}

enum fault course_check_needs(struct course *c, const struct act *act, struct error *err)
{
	enum fault fault = need_few(c, act, err);

	if (fault == FAULT_NONE)
		fault = need_decider(c, act, err);
	if (fault == FAULT_NONE)
		fault = need_entry(c, act, err);
	for (size_t i = 0; i < act->need_count && fault == FAULT_NONE; i++) {
		const struct need *need = &act->needs[i];

		if (need->kind == NEED_ANOTHER)
			fault = need_another(c, need->act, err);
		else if (need->kind == NEED_SIGNED)
			fault = need_signed(c, need->signature, err);
		else if (need->kind == NEED_PAID && need->charge != NULL)
			fault = need_paid(c, need->charge, err);
		else if (need->task != NULL)
			fault = need_closed(c, need->task, err);
	}
	return fault == FAULT_NONE ? need_answers(c, act, err) : fault;
}
