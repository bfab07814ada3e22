/* remind.c - staff are reminded of a task that is due soon. */
#include "services/application/remind.h"

#include "services/access/staff.h"
#include "services/application/dispatch.h"
#include "services/application/task_inside.h"
#include "services/definition/template.h"
#include "services/registry/registry_inside.h"

/* With the beginning of the day that lies so long before the one on which it is due, but not before
 * the task was there. */
static int64_t moment(const struct application_clock *k, size_t i)
{
	const struct duration *before = &k->clock->task->reminds[i];
	const struct calendar *calendar = k->clock->calendar;
	int64_t last = date_number(calendar_day(calendar, k->count.over_at - 1));
	int64_t at = calendar_begin(
		calendar,
		date_from_number(last - before->value * (before->unit == UNIT_WEEK ? 7 : 1)));

	return at > k->since ? at : k->since;
}

static bool is_reminded(const struct application_clock *k)
{
	return k->runs && k->clock->task != NULL && k->count.over_at > 0;
}

int64_t remind_next(const struct application_clock *k, int64_t now)
{
	int64_t next = 0;

	for (size_t i = 0; is_reminded(k) && i < k->clock->task->remind_count; i++)
		if (moment(k, i) > now && (next == 0 || moment(k, i) < next))
			next = moment(k, i);
	return next;
}

/* The latest that is there by now; 0: none. */
static int64_t last_by(const struct application_clock *k, int64_t now)
{
	int64_t last = 0;

	for (size_t i = 0; is_reminded(k) && i < k->clock->task->remind_count; i++)
		if (moment(k, i) <= now && now < k->count.over_at && moment(k, i) > last)
			last = moment(k, i);
	return last;
}

/* --- to whom --- */

/* Who has the application sees to its own tasks, but for those of a role. */
static enum fault find_people(struct change *c, const struct task *task, struct staff_people *p,
			      struct error *err)
{
	const char **offices = NULL;
	size_t count = 0;
	enum fault fault;

	if (task->office == NULL && task->role == NULL && c->row.assignee[0] != '\0') {
		staff_people_keep(p, c->row.assignee);
		return FAULT_NONE;
	}
	fault = task_offices(c->registry, c->arena, &c->row, task, &offices, &count, err);
	for (size_t i = 0; i < count && fault == FAULT_NONE; i++)
		fault = staff_over(c->registry, "close_task", c->row.service, offices[i],
				   staff_people_keep, p, err);
	return fault;
}

static enum fault tell_one(struct change *c, const struct task *task,
			   const struct dispatch_about *about, const char *account,
			   struct error *err)
{
	struct caller them = {.face = c->caller->face};
	struct error why;

	caller_act_as(&them, account);
	if (task_may(c->registry, &them, &c->row, task, ACCESS_CLOSE, &why) != FAULT_NONE)
		return FAULT_NONE;
	return dispatch_account(c->registry, about, account, err);
}

/* --- once --- */

static enum fault is_entered(struct change *c, const char *operation, bool *ret, struct error *err)
{
	struct ledger_entry *entries;
	size_t count = 0;
	enum fault fault = ledger_of(c->registry, c->row.id, c->arena, &entries, &count, err);

	for (size_t i = 0; fault == FAULT_NONE && i < count; i++)
		*ret = *ret || strcmp(entries[i].operation, operation) == 0;
	return fault;
}

static enum fault tell(struct change *c, const struct service *s, const struct task *task,
		       struct error *err)
{
	const struct template *t = s->notices[TOLD_TASK];
	const struct dispatch_about about = {t == NULL ? NULL : &t->text, &s->name, &s->authority,
					     c->row.reference};
	struct staff_people people = {.arena = c->arena};
	enum fault fault = find_people(c, task, &people, err);

	if (fault == FAULT_MISSING)
		return FAULT_NONE; /* it is nobody's yet */
	for (size_t i = 0; i < people.count && fault == FAULT_NONE; i++)
		fault = tell_one(c, task, &about, people.ids[i], err);
	return fault;
}

static enum fault remind(struct change *c, const struct service *s,
			 const struct application_clock *k, int64_t at, struct error *err)
{
	const struct task *task = k->clock->task;
	char before[ID_LENGTH + 1];
	bool done = false;
	enum fault fault;

	memcpy(before, c->operation, sizeof(before));
	id_derive(arena_format(c->arena, "remind\x1f%s\x1f%s\x1f%lld\x1f%lld", c->row.id, task->id,
			       (long long)k->since, (long long)at),
		  c->operation);
	fault = is_entered(c, c->operation, &done, err);
	if (fault == FAULT_NONE && !done)
		fault = tell(c, s, task, err);
	c->is_upkeep = true;
	if (fault == FAULT_NONE && !done)
		fault = change_enter(c, LEDGER_RENEWED,
				     arena_format(c->arena, "reminded/%s", task->id), err);
	memcpy(c->operation, before, sizeof(before));
	return fault;
}

enum fault remind_apply(struct change *c, struct course *course,
			const struct application_clock *list, size_t count, struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; i < count && fault == FAULT_NONE; i++) {
		int64_t at = last_by(&list[i], c->now);

		if (at > 0)
			fault = remind(c, course->service, &list[i], at, err);
	}
	return fault;
}
