/* fees.c - the fees of an application: what happens to it raises them, and goes on when they are
 * paid. */
#include "services/application/fees.h"

#include "i18n/base/array.h"
#include "services/application/answers.h"
#include "services/application/clocks.h"
#include "services/application/deadline.h"
#include "services/application/desk.h"
#include "services/application/effect.h"
#include "services/application/task_inside.h"
#include "services/application/tell.h"
#include "services/application/told.h"
#include "services/registry/registry_inside.h"

#define ROUNDS 8 /* acts by payment, one after the other */

struct ledger_entry fees_by(const struct change *c, const char *charge)
{
	struct ledger_entry by = change_who(c->caller);

	if (c->by.role[0] != '\0')
		by.role = c->by.role;
	if (c->by.office[0] != '\0')
		by.office = c->by.office;
	by.subject = c->row.subject;
	by.reason = charge;
	return by;
}

/* --- lines of the history that nobody writes --- */

/* As the portal, with an operation of its own. */
struct aside {
	const struct caller *caller;
	struct caller portal;
	struct access_by by;
	char operation[ID_LENGTH + 1];
};

static void step_aside(struct change *c, struct aside *s)
{
	s->caller = c->caller;
	s->by = c->by;
	s->portal = caller_portal();
	memcpy(s->operation, c->operation, sizeof(s->operation));
	id_new(c->operation);
	c->caller = &s->portal;
	c->by = (struct access_by){.role = ""};
}

static void step_back(struct change *c, const struct aside *s)
{
	memcpy(c->operation, s->operation, sizeof(c->operation));
	c->caller = s->caller;
	c->by = s->by;
}

/* `told`: TOLD_COUNT of no notice. */
static enum fault write_line(struct change *c, struct course *course, const char *act,
			     const char *charge, enum told_of told, struct error *err)
{
	const struct event e = {.note = "", .act = act, .reason = charge};
	struct aside aside;
	enum fault fault;

	step_aside(c, &aside);
	fault = change_event(c, told_pack(c->arena, &e), err);
	if (fault == FAULT_NONE)
		fault = clocks_settle(c, course, err);
	if (fault == FAULT_NONE)
		fault = task_settle(c, course, err);
	if (fault == FAULT_NONE && told != TOLD_COUNT)
		fault = tell_fee(c, course->service, told, charge, err);
	if (fault == FAULT_NONE)
		fault = change_enter(c, LEDGER_ACTED, arena_format(c->arena, "%s/%s", act, charge),
				     err);
	step_back(c, &aside);
	course->is_read = false;
	return fault;
}

/* --- raising --- */

static enum fault cannot_tell(const struct charge *charge, struct error *err)
{
	fail(err, FAULT_INPUT,
	     N_("The fee “{fee}” cannot be worked out: an answer that it depends on is missing or "
		"too large."),
	     "%s", charge->id);
	error_fill(err, "fee", "%s", charge->id);
	return FAULT_INPUT;
}

static bool starts_a_clock(const struct service *s, const struct charge *charge)
{
	for (size_t i = 0; i < s->clock_count; i++)
		if (s->clocks[i].charge == charge)
			return true;
	return false;
}

/* One that was raised before, and that somebody still owes or has paid, is not owed twice. */
static enum fault is_raised(struct change *c, const struct charge *charge, bool *ret,
			    int *ret_count, struct error *err)
{
	struct due *dues = NULL;
	size_t count = 0;
	enum fault fault = due_list(c->registry, c->row.id, c->arena, &dues, &count, err);

	*ret = false;
	for (size_t i = 0; i < count; i++)
		*ret = *ret ||
		       (strcmp(dues[i].charge, charge->id) == 0 && dues[i].state != DUE_CANCELLED);
	*ret_count = (int)count;
	return fault;
}

static enum fault raise_one(struct change *c, struct course *course, const struct charge *charge,
			    const struct form *f, struct error *err)
{
	const struct service *s = course->service;
	const struct ledger_entry by = fees_by(c, charge->id);
	struct store_due row = {.at = c->now};
	bool raised = false;
	int before = 0;
	enum fault fault = is_raised(c, charge, &raised, &before, err);

	if (fault != FAULT_NONE || raised)
		return fault;
	if (!form_charge(f, charge, &row.amount))
		return cannot_tell(charge, err);
	if (row.amount == 0)
		return starts_a_clock(s, charge) ? write_line(c, course, SERVICE_FEE_NONE,
							      charge->id, TOLD_COUNT, err)
						 : FAULT_NONE;
	snprintf(row.application, sizeof(row.application), "%s", c->row.id);
	row.number = before + 1;
	snprintf(row.charge, sizeof(row.charge), "%s", charge->id);
	snprintf(row.currency, sizeof(row.currency), "%s", charge->currency);
	if (charge->due.value > 0)
		row.due_at = deadline_after(c->now, &charge->due, s);
	fault = due_raise(c->registry, &row, &by, err);
	return fault == FAULT_NONE
		       ? write_line(c, course, SERVICE_FEE_DUE, charge->id, TOLD_FEE_DUE, err)
		       : fault;
}

/* By the submission (`act` NULL), or by the act. */
static bool is_by(const struct charge *charge, const struct act *act)
{
	return act == NULL ? charge->act == NULL
			   : charge->act != NULL && strcmp(charge->act, act->id) == 0;
}

static bool raises_any(const struct service *s, const struct act *act)
{
	for (size_t i = 0; s != NULL && i < s->charge_count; i++)
		if (is_by(&s->charges[i], act))
			return true;
	return false;
}

/* By all answers, and by what staff filled in, whoever acts. */
static enum fault raise_all(struct change *c, struct course *course, const struct act *act,
			    struct error *err)
{
	const struct service *s = course->service;
	struct form *f;
	enum fault fault;

	if (!raises_any(s, act))
		return FAULT_NONE;
	f = form_new(s, s->terms, date_of(c->now));
	fault = answers_load_within(c->registry, c->row.id, ~0U, f, err);
	if (fault == FAULT_NONE)
		fault = desk_load(course, ~0U, f, err);
	for (size_t i = 0; fault == FAULT_NONE && i < s->charge_count; i++)
		if (is_by(&s->charges[i], act))
			fault = raise_one(c, course, &s->charges[i], f, err);
	form_free(f);
	return fault;
}

/* --- what is paid goes on --- */

static const struct act *find_payable(struct course *course)
{
	struct error none;
	const struct act *act;

	course_open(course);
	for (size_t i = 0; course->stage != NULL && (act = course_each_act(course, i)) != NULL; i++)
		if (act->by_payment && course_check_act(course, act, &none) == FAULT_NONE &&
		    course_check_needs(course, act, &none) == FAULT_NONE)
			return act;
	return NULL;
}

static enum fault go_on(struct change *c, struct course *course, struct error *err)
{
	const struct act_answers nothing = {.words = "", .reason = ""};
	enum fault fault = FAULT_NONE;

	for (int i = 0; fault == FAULT_NONE && i < ROUNDS; i++) {
		const struct act *act = find_payable(course);
		struct aside aside;

		if (act == NULL)
			break;
		step_aside(c, &aside);
		fault = effect_take(c, course, act, act->to_count > 0 ? act->to[0] : NULL, &nothing,
				    err);
		step_back(c, &aside);
		course->is_read = false;
		if (fault == FAULT_NONE)
			fault = raise_all(c, course, act, err);
	}
	course_open(course);
	return fault;
}

/* Of what somebody has taken back. What was paid of it goes back by other entries, if it does. */
struct owed {
	struct arena *arena;
	struct store_due *rows;
	size_t count, room;
};

static void keep_owed(void *ctx, const struct store_due *row)
{
	struct owed *u = ctx;

	if (strcmp(row->state, due_states[DUE_OPEN]) != 0 &&
	    strcmp(row->state, due_states[DUE_PART]) != 0)
		return;
	u->rows = array_room_in(u->arena, u->rows, u->count + 1, &u->room, sizeof(*u->rows));
	u->rows[u->count++] = *row;
}

static enum fault cancel_owed(struct change *c, struct error *err)
{
	struct owed u = {.arena = c->arena};
	enum fault fault = store_due_each(c->registry->store, c->row.id, keep_owed, &u, err);

	for (size_t i = 0; fault == FAULT_NONE && i < u.count; i++) {
		const struct ledger_entry by = fees_by(c, u.rows[i].charge);

		fault = due_check_whole(&c->registry->seal, c->registry->store, &u.rows[i], err);
		if (fault == FAULT_NONE)
			fault = due_cancel(c->registry, &u.rows[i], NULL, &by, err);
	}
	return fault;
}

enum fault fees_take(struct change *c, struct course *course, const struct act *act,
		     const struct stage *to, const struct act_answers *t, struct error *err)
{
	enum fault fault = effect_take(c, course, act, to, t, err);

	if (fault == FAULT_NONE && act->does == ACT_ENDS && act->bearing == BEARING_WITHDRAWN)
		fault = cancel_owed(c, err);
	if (fault != FAULT_NONE || course->service == NULL || course->service->charge_count == 0)
		return fault;
	course->is_read = false;
	fault = raise_all(c, course, act, err);
	return fault == FAULT_NONE ? go_on(c, course, err) : fault;
}

enum fault fees_submitted(struct change *c, const struct service *s, struct error *err)
{
	struct course course = {.registry = c->registry,
				.caller = c->caller,
				.row = &c->row,
				.service = s,
				.arena = c->arena};
	enum fault fault;

	if (s->charge_count == 0)
		return FAULT_NONE;
	c->content = NULL; /* there will be more in it */
	course_open(&course);
	fault = raise_all(c, &course, NULL, err);
	return fault == FAULT_NONE ? go_on(c, &course, err) : fault;
}

enum fault fees_came(struct change *c, struct course *course, const struct due *due,
		     enum due_state before, struct error *err)
{
	const struct due was = {.state = before};
	bool now = due_is_settled(due), then = due_is_settled(&was);
	enum told_of told = due->state == DUE_OVER ? TOLD_FEE_OVER : TOLD_FEE_PAID;
	enum fault fault = FAULT_NONE;

	if (now == then && due->state == before)
		return FAULT_NONE;
	if (now && (!then || due->state == DUE_OVER))
		fault = write_line(c, course, SERVICE_FEE_PAID, due->charge,
				   due->state == DUE_CANCELLED ? TOLD_COUNT : told, err);
	else if (then && !now && change_state(c->row.state) != STATE_WITHDRAWN)
		fault = write_line(c, course, SERVICE_FEE_DUE, due->charge, TOLD_FEE_DUE, err);
	return fault == FAULT_NONE && now && course->service != NULL ? go_on(c, course, err)
								     : fault;
}
