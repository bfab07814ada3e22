/* service_ends.c - whether an application comes to an end from wherever its stages and acts bring
 * it. */
#include "services/definition/service_ends.h"

#include "services/definition/service.h"
#include "services/definition/service_turn.h"

#include <string.h>

/* Whoever withdraws, the applicant can do so from everywhere: that is no decision. */
static bool is_end(const struct act *act)
{
	return act->does == ACT_ENDS && (act->by == NULL || *act->by != ACTOR_APPLICANT);
}

static bool is_way_out(const struct act *act)
{
	return act->does == ACT_MOVES || is_end(act);
}

static bool has(const struct service *s, const struct stage *at, bool (*is)(const struct act *act))
{
	const struct act *act;

	for (size_t i = 0; (act = service_each_act(s, at, i)) != NULL; i++)
		if (is(act))
			return true;
	return false;
}

/* Which stages an application gets to from these. */
static void reach_from(const struct service *s, bool *reached)
{
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < s->stage_count; i++)
			for (size_t k = 0; k < s->stage_count && reached[i]; k++)
				if (!reached[k] &&
				    service_forwards(s, &s->stages[i], &s->stages[k]))
					reached[k] = more = true;
	}
}

/* To which one leads back from an end, by the act of this id; NULL: by any. */
static void reach_after(const struct service *s, const char *id, bool *reached)
{
	for (size_t i = 0; i < s->act_count; i++) {
		const struct act *act = &s->acts[i];
		bool goes_on = act->from_ends != 0 && (id == NULL || strcmp(act->id, id) == 0);

		for (size_t k = 0; goes_on && k < act->to_count; k++)
			reached[act->to[k] - s->stages] = true;
	}
}

/* From which stages one is reached that decides. */
static void decide(const struct service *s, bool *decided)
{
	bool more = true;

	for (size_t i = 0; i < s->stage_count; i++)
		decided[i] = has(s, &s->stages[i], is_end);
	while (more) {
		more = false;
		for (size_t i = 0; i < s->stage_count; i++)
			for (size_t k = 0; k < s->stage_count && !decided[i]; k++)
				if (decided[k] && service_forwards(s, &s->stages[i], &s->stages[k]))
					decided[i] = more = true;
	}
}

/* Where the stage stands, or one of its keys: as the one or as the other form has it. */
static const struct node *node_at(const struct node *list, size_t place, const char *key,
				  const char *other)
{
	const struct node *n = list->first, *child;

	while (place-- > 0)
		n = n->next;
	child = reader_find(n, key);
	if (child == NULL)
		child = reader_find(n, other);
	return child == NULL ? n : child;
}

static bool is_short(const struct node *list, size_t place)
{
	const struct node *n = node_at(list, place, "", "");

	return reader_find(n, "actor") != NULL;
}

static bool is_left(struct reader *r, const struct node *list, const struct service *s,
		    size_t place)
{
	const struct stage *stage = &s->stages[place];

	if (stage->actor == ACTOR_APPLICANT) {
		reader_fault_new(r, node_at(list, place, "actor", "by"),
				 N_("No application can leave the stage \"{value}\": while it is "
				    "the applicant's turn the authority does nothing. Let an "
				    "officer's stage \"ask\" instead."),
				 stage->id);
		return false;
	}
	if (has(s, stage, is_way_out))
		return true;
	reader_fault_new(r, node_at(list, place, "may", "acts"),
			 is_short(list, place)
				 ? N_("No application can leave the stage \"{value}\": it may "
				      "neither approve, reject nor forward.")
				 : N_("No application can leave the stage \"{value}\": none of its "
				      "acts leads to a stage or to an end."),
			 stage->id);
	return false;
}

/* A short form says of a stage what it may, and perhaps no other one leads there; who writes acts
 * has drawn the ways. */
static void tell_unreached(struct reader *r, const struct node *list, const struct service *s,
			   size_t place)
{
	const struct node *at = node_at(list, place, "id", "id");
	const char *id = s->stages[place].id;

	if (is_short(list, place))
		reader_remark(
			r, at,
			N_("No application gets to the stage \"{value}\": none that it reaches "
			   "may forward to it."),
			id);
	else
		reader_fault_new(r, at,
				 N_("No application gets to the stage \"{value}\": no act leads "
				    "there."),
				 id);
}

/* An application comes to an end from wherever it gets. */
static void check_ends(struct reader *r, const struct node *list, const struct service *s)
{
	bool reached[READER_LIST_MAX] = {false}, decided[READER_LIST_MAX];
	bool left = true;

	reached[0] = true;
	reach_after(s, NULL, reached);
	reach_from(s, reached);
	decide(s, decided);
	for (size_t i = 0; i < s->stage_count; i++)
		if (reached[i])
			left = is_left(r, list, s, i) && left;
		else
			tell_unreached(r, list, s, i);
	if (left && !decided[0])
		reader_fault_new(r, list,
				 N_("No application is ever decided: no stage that it reaches may "
				    "approve or reject."),
				 NULL);
	for (size_t i = 1; i < s->stage_count && left && decided[0]; i++)
		if (reached[i] && !decided[i])
			reader_fault_new(
				r, node_at(list, i, "forward", "acts"),
				N_("No application that is at the stage \"{value}\" is ever "
				   "decided: it leads to no stage that may approve or "
				   "reject."),
				s->stages[i].id);
}

/* --- acts and clocks that come too early, or never --- */

static bool opens(const struct stage *stage, const struct task *task)
{
	for (size_t i = 0; i < stage->task_count; i++)
		if (stage->tasks[i] == task)
			return true;
	return false;
}

/* Where an application gets to, and which tasks were opened on its way, by places. */
struct ways {
	const struct service *service;
	bool reached[READER_LIST_MAX], opened[READER_LIST_MAX];
};

static bool is_possible(const struct ways *w, const struct act *act)
{
	for (size_t i = 0; i < act->need_count; i++)
		if (act->needs[i].task != NULL &&
		    !w->opened[act->needs[i].task - w->service->tasks])
			return false;
	return true;
}

static void enter(struct ways *w, size_t stage, bool *more)
{
	const struct stage *at = &w->service->stages[stage];

	*more = *more || !w->reached[stage];
	w->reached[stage] = true;
	for (size_t i = 0; i < at->task_count; i++)
		w->opened[at->tasks[i] - w->service->tasks] = true;
}

/* By acts alone that are possible there; after an end, too. */
static void walk_on(struct ways *w, const struct act *act, bool *more)
{
	for (size_t k = 0; act->from_ends != 0 && is_possible(w, act) && k < act->to_count; k++)
		enter(w, (size_t)(act->to[k] - w->service->stages), more);
}

static void walk(struct ways *w)
{
	const struct service *s = w->service;
	const struct act *act;
	bool more = false;

	enter(w, 0, &more);
	while (more) {
		more = false;
		for (size_t i = 0; i < s->act_count; i++)
			walk_on(w, &s->acts[i], &more);
		for (size_t i = 0; i < s->stage_count; i++)
			for (size_t n = 0;
			     w->reached[i] && (act = service_each_act(s, &s->stages[i], n)) != NULL;
			     n++)
				for (size_t k = 0; is_possible(w, act) && k < s->stage_count; k++)
					if (service_leads(act, &s->stages[i], &s->stages[k]))
						enter(w, k, &more);
	}
}

static void check_act(struct reader *r, const struct node *n, const struct ways *w,
		      const struct act *act)
{
	const struct node *needs = reader_find(n, "needs");
	const struct node *word = needs == NULL ? NULL : needs->first;

	for (size_t i = 0; i < act->need_count; i++, word = word->next)
		if (act->needs[i].task != NULL &&
		    !w->opened[act->needs[i].task - w->service->tasks])
			reader_fault_new(
				r, word,
				N_("\"{value}\" can never be closed before this act: no stage that "
				   "is reached without it opens that task."),
				act->needs[i].task->id);
}

/* The acts of `map`, which were all understood. */
static void check_acts(struct reader *r, const struct node *map, const struct ways *w,
		       const struct stage *at)
{
	const struct node *list = reader_find(map, "acts");
	const struct node *n = list == NULL ? NULL : list->first;

	for (size_t i = 0; n != NULL; i++, n = n->next)
		check_act(r, n, w, at == NULL ? &w->service->acts[i] : at->acts[i]);
}

/* Whose turn it is has to have something to do. */
static void check_turn(struct reader *r, const struct node *n, const struct service *s,
		       const struct stage *stage)
{
	const char *turn = service_turn_code(stage->actor, stage->role);
	const struct act *act;

	for (size_t i = 0; (act = service_each_act(s, stage, i)) != NULL; i++)
		if (act->by_payment ||
		    (!act->by_clock && strcmp(service_turn_code(service_act_by(act, stage),
								service_act_role(act, stage)),
					      turn) == 0))
			return;
	reader_remark(r, n,
		      N_("The stage is by \"{value}\", but none of the acts that can be done there "
			 "is."),
		      turn);
}

/* All ways out are for some applications alone: another one would stay. */
static void check_ways(struct reader *r, const struct node *n, const struct service *s,
		       const struct stage *stage)
{
	bool bound = false;
	const struct act *act;

	for (size_t i = 0; (act = service_each_act(s, stage, i)) != NULL; i++) {
		if (is_way_out(act) && act->when == NULL)
			return;
		bound = bound || is_way_out(act);
	}
	if (bound)
		reader_remark(
			r, n,
			N_("Each act that leads out of the stage \"{value}\" has a condition: an "
			   "application for which none holds stays there."),
			stage->id);
}

/* From where it starts, its act can be done somewhere, or it runs without one. */
static bool ever_runs(const struct service *s, const struct clock *clock)
{
	bool from[READER_LIST_MAX] = {false};
	const char *starter = clock->charge == NULL ? clock->act : clock->charge->act;
	const struct act *act;

	from[0] = clock->starts == CLOCK_SUBMITTED ||
		  (clock->starts == CLOCK_PAID && starter == NULL);
	for (size_t i = 0; i < s->stage_count; i++) {
		if (clock->starts == CLOCK_ENTERED)
			from[i] = &s->stages[i] == clock->stage;
		else if (starter != NULL && (act = service_act(s, &s->stages[i], starter)) != NULL)
			from[i] = act->does != ACT_ENDS;
	}
	if (starter != NULL)
		reach_after(s, starter, from);
	for (size_t i = 0; i < clock->restarted_count; i++)
		reach_after(s, clock->restarted_by[i].id, from);
	reach_from(s, from);
	for (size_t i = 0; i < s->stage_count; i++)
		if (from[i] && service_clock_runs(clock, s, &s->stages[i]))
			return true;
	return false;
}

static void check_clocks(struct reader *r, const struct node *root, const struct service *s)
{
	const struct node *list = reader_find(root, "clocks");
	const struct node *n = list == NULL ? NULL : list->first;

	for (size_t i = 0; i < s->clock_count; i++, n = n->next)
		if (!ever_runs(s, &s->clocks[i]))
			reader_fault_new(
				r, n,
				N_("The clock \"{value}\" never runs: from where it starts no "
				   "stage is reached at which what it does can be done."),
				s->clocks[i].id);
}

static void check_stages(struct reader *r, const struct node *root, const struct service *s)
{
	const struct node *n = reader_find(root, "stages")->first;
	struct ways w = {.service = s};

	walk(&w);
	for (size_t i = 0; i < s->stage_count; i++, n = n->next) {
		check_acts(r, n, &w, &s->stages[i]);
		if (reader_find(n, "by") == NULL)
			continue;
		check_turn(r, reader_find(n, "by"), s, &s->stages[i]);
		check_ways(r, reader_find(n, "id"), s, &s->stages[i]);
	}
	check_acts(r, root, &w, NULL);
}

/* What opens at no stage is never closed. */
static void check_tasks(struct reader *r, const struct node *root, const struct service *s)
{
	const struct node *list = reader_find(root, "tasks");
	const struct node *n = list == NULL ? NULL : list->first;

	for (size_t i = 0; i < s->task_count; i++, n = n->next) {
		bool any = false;

		for (size_t k = 0; k < s->stage_count; k++)
			any = any || opens(&s->stages[k], &s->tasks[i]);
		if (!any)
			reader_fault(
				r, n,
				N_("Nobody can close the task \"{value}\": no stage has it in its "
				   "\"tasks\"."),
				s->tasks[i].id);
	}
}

void service_ends_check(struct reader *r, const struct node *root, const struct service *s)
{
	size_t before = r->count;

	check_ends(r, reader_find(root, "stages"), s);
	check_tasks(r, root, s);
	if (r->count != before)
		return;
	check_stages(r, root, s);
	check_clocks(r, root, s);
}
