/* service.c - finds the parts of one administrative service by their ids. */
#include "services/definition/service.h"

#include "services/definition/reason.h"
#include "services/definition/role.h"

#include <string.h>

static const enum stage_actor applicant = ACTOR_APPLICANT;

const struct act service_withdraw = {
	.id = "withdraw", .does = ACT_ENDS, .bearing = BEARING_WITHDRAWN, .by = &applicant};
const struct act service_reply = {
	.id = "reply", .does = ACT_REPLIES, .bearing = BEARING_IN_REVIEW, .by = &applicant};

const struct task service_recount = {.id = SERVICE_RECOUNT, .actor = ACTOR_HEAD};

bool service_leads(const struct act *act, const struct stage *from, const struct stage *to)
{
	bool named = act->to_count == 0;

	for (size_t i = 0; i < act->to_count && !named; i++)
		named = act->to[i] == to;
	return named && from != to && act->does == ACT_MOVES;
}

static bool starts_at(const struct act *act, const struct stage *at)
{
	for (size_t i = 0; i < act->from_count; i++)
		if (act->from[i] == at)
			return true;
	return act->from_count == 0 && act->from_ends == 0;
}

const struct act *service_each_act(const struct service *s, const struct stage *at, size_t i)
{
	if (i < at->act_count)
		return at->acts[i];
	i -= at->act_count;
	for (size_t k = 0; k < s->act_count; k++)
		if (starts_at(&s->acts[k], at) && i-- == 0)
			return &s->acts[k];
	return NULL;
}

const struct act *service_act(const struct service *s, const struct stage *at, const char *id)
{
	const struct act *act;

	for (size_t i = 0; (act = service_each_act(s, at, i)) != NULL; i++)
		if (strcmp(act->id, id) == 0)
			return act;
	return NULL;
}

const struct act *service_each_after(const struct service *s, enum bearing end, size_t i)
{
	for (size_t k = 0; k < s->act_count; k++)
		if ((s->acts[k].from_ends & (1U << end)) != 0 && i-- == 0)
			return &s->acts[k];
	return NULL;
}

const struct act *service_any_act(const struct service *s, const char *id)
{
	const struct act *act = NULL;

	for (size_t i = 0; i < s->stage_count && act == NULL; i++)
		act = service_act(s, &s->stages[i], id);
	for (size_t i = 0; i < s->act_count && act == NULL; i++)
		if (strcmp(s->acts[i].id, id) == 0)
			act = &s->acts[i];
	return act;
}

bool service_forwards(const struct service *s, const struct stage *from, const struct stage *to)
{
	const struct act *act;

	for (size_t i = 0; (act = service_each_act(s, from, i)) != NULL; i++)
		if (service_leads(act, from, to))
			return true;
	return false;
}

bool service_is_usual(const struct service *s, const struct stage *at)
{
	const struct act *act;

	for (size_t k = 0; !at->occasional && k < s->stage_count; k++)
		for (size_t i = 0; (act = service_each_act(s, &s->stages[k], i)) != NULL; i++)
			if (&s->stages[k] != at && (!act->by_clock || act->by_payment) &&
			    service_leads(act, &s->stages[k], at))
				return true;
	return at == &s->stages[0];
}

const struct act *service_all_acts(const struct service *s, size_t i)
{
	if (i < s->act_count)
		return &s->acts[i];
	i -= s->act_count;
	for (size_t at = 0; at < s->stage_count; at++) {
		if (i < s->stages[at].act_count)
			return s->stages[at].acts[i];
		i -= s->stages[at].act_count;
	}
	return NULL;
}

bool service_has_effects(const struct service *s)
{
	const struct act *act;

	for (size_t i = 0; (act = service_all_acts(s, i)) != NULL; i++)
		if (act->effect_count > 0)
			return true;
	return false;
}

bool service_has_appeals(const struct service *s)
{
	const struct act *act;

	for (size_t i = 0; (act = service_all_acts(s, i)) != NULL; i++)
		if (act->appeal != NULL)
			return true;
	return false;
}

const struct role *service_act_role(const struct act *act, const struct stage *at)
{
	return act->by != NULL ? act->role : at->role;
}

const char *service_turn_code(enum stage_actor actor, const struct role *role)
{
	return role != NULL ? role->id : codes_stage_actor[actor];
}

bool service_names_role(const struct service *s, const char *id)
{
	const struct act *act;

	for (size_t i = 0; i < s->stage_count; i++)
		if (s->stages[i].role != NULL && strcmp(s->stages[i].role->id, id) == 0)
			return true;
	for (size_t i = 0; i < s->task_count; i++)
		if (s->tasks[i].role != NULL && strcmp(s->tasks[i].role->id, id) == 0)
			return true;
	for (size_t i = 0; (act = service_all_acts(s, i)) != NULL; i++)
		if (act->role != NULL && strcmp(act->role->id, id) == 0)
			return true;
	return false;
}

enum stage_actor service_act_by(const struct act *act, const struct stage *at)
{
	return act->by != NULL ? *act->by : at->actor;
}

const struct reason *service_reason(const struct act *act, const char *code)
{
	return reason_find(act->reasons, act->reason_count, code);
}

static enum told_of told_of(enum bearing end)
{
	switch (end) {
	case BEARING_APPROVED: return TOLD_APPROVED;
	case BEARING_REJECTED: return TOLD_REJECTED;
	default: return TOLD_CLOSED;
	}
}

const struct template *service_notice(const struct service *s, const struct act *act)
{
	if (act->is_untold || act->notice != NULL)
		return act->notice;
	switch (act->does) {
	case ACT_ASKS: return s->notices[TOLD_ASKED];
	case ACT_ENDS: return s->notices[told_of(act->bearing)];
	case ACT_MOVES: return s->notices[TOLD_MOVED];
	case ACT_STAYS:
	case ACT_REPLIES: break;
	}
	return NULL;
}

const struct task *service_any_task(const struct service *s, const char *id)
{
	return strcmp(id, service_recount.id) == 0 ? &service_recount : service_task(s, id);
}

const struct task *service_task(const struct service *s, const char *id)
{
	for (size_t i = 0; i < s->task_count; i++)
		if (strcmp(s->tasks[i].id, id) == 0)
			return &s->tasks[i];
	return NULL;
}

const struct clock *service_clock(const struct service *s, const char *id)
{
	for (size_t i = 0; i < s->clock_count; i++)
		if (strcmp(s->clocks[i].id, id) == 0)
			return &s->clocks[i];
	return NULL;
}

static bool does(const struct clock *clock, const char *act)
{
	return clock != NULL && clock->when_over != NULL && strcmp(clock->when_over->id, act) == 0;
}

const struct clock *service_clock_doing(const struct service *s, const char *act)
{
	for (size_t i = 0; i < s->clock_count; i++)
		if (does(&s->clocks[i], act))
			return &s->clocks[i];
	for (size_t i = 0; i < s->task_count; i++)
		if (does(s->tasks[i].clock, act))
			return s->tasks[i].clock;
	return NULL;
}

bool service_estimates(const struct service *s)
{
	return s->duration != NULL && s->duration->estimate;
}

const struct duration *service_time(const struct service *s)
{
	for (size_t i = 0; i < s->clock_count && s->duration == NULL; i++)
		if (s->clocks[i].length.value > 0 && (s->clocks[i].starts == CLOCK_SUBMITTED ||
						      s->clocks[i].starts == CLOCK_COMPLETE))
			return &s->clocks[i].length;
	return s->duration;
}

bool service_clock_runs(const struct clock *clock, const struct service *s, const struct stage *at)
{
	if (clock->when_over == NULL)
		return clock->starts != CLOCK_ENTERED || at == clock->stage;
	return service_act(s, at, clock->when_over->id) == clock->when_over;
}

bool service_takes(const struct service *s)
{
	return s->form != NULL && (s->end == NULL || !s->end->over);
}

const struct section *service_section(const struct service *s, const char *id)
{
	const struct form_definition *f = s->form;

	for (size_t i = 0; f != NULL && i < f->section_count; i++)
		if (f->sections[i].id != NULL && strcmp(f->sections[i].id, id) == 0)
			return &f->sections[i];
	return NULL;
}

const struct stage *service_stage(const struct service *s, const char *id)
{
	for (size_t i = 0; i < s->stage_count; i++)
		if (strcmp(s->stages[i].id, id) == 0)
			return &s->stages[i];
	return NULL;
}

enum service_way service_way_in(const struct service *s)
{
	for (size_t i = 0; i < s->signature_count; i++) {
		const struct signature *one = &s->signatures[i];

		if (one->before_submit && one->when == NULL &&
		    (one->each == NULL || (one->each->min > 0 && one->each->when == NULL)))
			return SERVICE_SIGNED_FIRST;
	}
	for (size_t i = 0; i < s->paper_count; i++) {
		const struct paper *one = &s->papers[i];

		if (one->way == PAPER_REQUIRED && one->when == NULL &&
		    (one->in == NULL || one->in->when == NULL))
			return SERVICE_FILES_FIRST;
	}
	return SERVICE_BY_FORM;
}

const struct signature *service_signature(const struct service *s, const char *id)
{
	for (size_t i = 0; i < s->signature_count; i++)
		if (strcmp(s->signatures[i].id, id) == 0)
			return &s->signatures[i];
	return NULL;
}

const struct service_value *service_value(const struct service *s, const char *id)
{
	for (size_t i = 0; i < s->value_count; i++)
		if (strcmp(s->values[i].id, id) == 0)
			return &s->values[i];
	return NULL;
}

const struct charge *service_charge(const struct service *s, const char *id)
{
	for (size_t i = 0; i < s->charge_count; i++)
		if (strcmp(s->charges[i].id, id) == 0)
			return &s->charges[i];
	return NULL;
}

static const struct question *find_question(const struct question *list, size_t count,
					    const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].id != NULL && strcmp(list[i].id, id) == 0)
			return &list[i];
	return NULL;
}

const struct question *service_question(const struct service *s, const char *id,
					const struct section **ret_section)
{
	const struct form_definition *f = s->form;
	const struct question *q;

	if (ret_section != NULL)
		*ret_section = NULL;
	if (f == NULL)
		return NULL;
	q = find_question(f->eligibility, f->eligibility_count, id);
	for (size_t i = 0; q == NULL && i < f->section_count; i++) {
		q = find_question(f->sections[i].questions, f->sections[i].question_count, id);
		if (q != NULL && ret_section != NULL)
			*ret_section = &f->sections[i];
	}
	return q;
}

/* "entry.seat". */
static const struct question *of_entry(const struct service *s, const char *id,
				       const struct section **ret_section)
{
	const struct section *known = service_entry_known(s);
	size_t len = known == NULL ? 0 : strlen(known->id);
	const struct question *q = NULL;

	if (known != NULL && s->form != NULL && strncmp(id, known->id, len) == 0 && id[len] == '.')
		q = find_question(known->questions, known->question_count, id + len + 1);
	if (q != NULL && ret_section != NULL)
		*ret_section = known;
	return q;
}

const struct question *service_named(const struct service *s, const char *id,
				     const struct section **ret_section)
{
	const struct question *q = service_question(s, id, ret_section);

	for (size_t i = 0; q == NULL && i < s->desk_count; i++) {
		const struct section *one = &s->desks[i]->section;
		size_t len = strlen(one->id);

		if (strncmp(id, one->id, len) != 0 || id[len] != '.')
			continue;
		q = find_question(one->questions, one->question_count, id + len + 1);
		if (q != NULL && ret_section != NULL)
			*ret_section = one;
	}
	return q == NULL ? of_entry(s, id, ret_section) : q;
}

const struct desk_form *service_desk(const struct service *s, const struct section *section)
{
	for (size_t i = 0; i < s->desk_count; i++)
		if (&s->desks[i]->section == section)
			return s->desks[i];
	return NULL;
}

const struct whole *service_whole(const struct service *s, const char *id)
{
	const struct whole *w = s->form == NULL ? NULL : s->form->wholes;

	while (w != NULL && strcmp(w->id, id) != 0)
		w = w->next;
	return w;
}

bool text_is_set(const struct text *t)
{
	return t->in[LANG_AR] != NULL;
}

bool text_is_alike(const struct text *one, const struct text *other)
{
	for (int lang = 0; lang < LANG_COUNT; lang++)
		if (one->in[lang] != NULL && other->in[lang] != NULL &&
		    strcmp(one->in[lang], other->in[lang]) == 0)
			return true;
	return false;
}
