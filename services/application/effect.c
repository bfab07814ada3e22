/* effect.c - what an act makes of an application: its stage, its state, a line of its history, its
 * due day, an entry. */
#include "services/application/effect.h"

#include "services/application/clocks.h"
#include "services/application/appeal_inside.h"
#include "services/application/deadline.h"
#include "services/application/task_inside.h"
#include "services/application/desk.h"
#include "services/application/effect_entry.h"
#include "services/application/issue.h"
#include "services/application/named.h"
#include "services/application/tell.h"
#include "services/application/told.h"
#include "services/application/unsent.h"
#include "services/definition/role.h"

/* The short form's acts bear the same whatever stage they lead to. What a clock does takes nothing
 * from the applicant, who is still waited for. */
static void set_state(struct change *c, const struct act *act, const struct stage *to)
{
	enum bearing bearing = act->bearing;

	if (act->does == ACT_STAYS || (act->by_clock && act->does == ACT_MOVES &&
				       change_state(c->row.state) == STATE_NEEDS_INFO))
		return;
	if (act->does == ACT_MOVES && act->told)
		bearing = to->bearing;
	snprintf(c->row.state, sizeof(c->row.state), "%s", codes_bearing[bearing]);
}

static void go_to(struct change *c, const struct service *s, const struct stage *to)
{
	enum deadline_whose whose = deadline_whose(s, to);

	snprintf(c->row.stage, sizeof(c->row.stage), "%s", to->id);
	if (whose != DEADLINE_SERVICE && whose != DEADLINE_CLOCK)
		c->row.due_at = deadline_of(s, to, c->now);
}

static bool is_same_turn(const struct stage *one, const struct stage *two)
{
	return one->actor == two->actor &&
	       (one->role == NULL || strcmp(one->role->id, two->role->id) == 0);
}

/* Who sees to it from now on: nobody yet at a stage of another actor, after an end or in another
 * office, else who has begun to, if it may be theirs. */
static void set_assignee(struct change *c, const struct stage *from, const struct stage *to,
			 bool leaves)
{
	const char *account = c->caller->account;
	struct error none;

	if (leaves || (to != NULL && from != NULL && !is_same_turn(from, to)))
		c->row.assignee[0] = '\0';
	else if (c->caller->role == ROLE_STAFF && c->row.assignee[0] == '\0' &&
		 appeal_check_decider(c->registry, c->row.id, account, &none) == FAULT_NONE)
		snprintf(c->row.assignee, sizeof(c->row.assignee), "%s", account);
}

static enum ledger_act entry_of(const struct act *act)
{
	switch (act->does) {
	case ACT_STAYS: return LEDGER_ACTED;
	case ACT_MOVES: return LEDGER_STAGED;
	case ACT_ASKS: return LEDGER_ASKED;
	case ACT_REPLIES: return LEDGER_REPLIED;
	case ACT_ENDS: break;
	}
	return act->bearing == BEARING_WITHDRAWN ? LEDGER_WITHDRAWN : LEDGER_DECIDED;
}

/* Of what the definition did not write itself the ledger's own act says it. */
static const char *reason_of(struct arena *a, const struct act *act, const char *reason)
{
	if (!act->told && act->does == ACT_MOVES)
		return "forwarded";
	if (!act->told)
		return entry_of(act) == LEDGER_DECIDED ? codes_bearing[act->bearing] : "";
	return *reason == '\0' ? act->id : arena_format(a, "%s/%s", act->id, reason);
}

enum fault effect_write(struct change *c, struct course *course, const struct act *act,
			const struct event *e, enum ledger_act entry, const char *reason,
			struct error *err)
{
	enum fault fault = change_event(c, told_pack(c->arena, e), err);

	if (fault == FAULT_NONE)
		fault = clocks_settle(c, course, err);
	if (fault == FAULT_NONE)
		fault = task_settle(c, course, err);
	if (fault == FAULT_NONE && act != NULL)
		fault = tell_applicant(c, course->service, act, e->inside ? "" : e->note, err);
	return fault == FAULT_NONE ? change_enter(c, entry, reason, err) : fault;
}

enum fault effect_take(struct change *c, struct course *course, const struct act *act,
		       const struct stage *to, const struct act_answers *t, struct error *err)
{
	struct event e = {.note = t->words, .act = "", .reason = "", .inside = act->inside};
	bool after = course_is_after(course, act);
	enum fault fault = FAULT_NONE;

	if (after)
		c->row.due_at = 0;
	/* What the applicant was still asked is asked no more. */
	if (act->does == ACT_ENDS || (act->does == ACT_MOVES && !act->by_clock))
		fault = unsent_drop(c, course, err);
	if (fault != FAULT_NONE)
		return fault;
	if (to != NULL)
		go_to(c, course->service, to);
	set_state(c, act, to);
	set_assignee(c, course->stage, to,
		     after || (act->asks & ASKS_OFFICE) != 0 || act->to_office != NULL);
	if (act->told) {
		e.act = act->id;
		e.reason = t->reason;
		fault = named_settle(course, t->items, t->item_count, &e, err);
		desk_settle(c->arena, act->form, t->form, &e);
	}
	course->doing = &e; /* entries and documents have what is filled in with this very act */
	if (fault == FAULT_NONE)
		fault = effect_entry_do(c, course, act, t, err);
	if (fault == FAULT_NONE)
		fault = issue_apply(c, course, act, err);
	if (fault == FAULT_NONE && act->does == ACT_ENDS)
		fault = effect_entry_ended(c, course->service, err);
	course->doing = NULL;
	return fault == FAULT_NONE ? effect_write(c, course, act, &e, entry_of(act),
						  reason_of(c->arena, act, t->reason), err)
				   : fault;
}
