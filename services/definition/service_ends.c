/* service_ends.c - whether an application comes to an end from wherever its stages and acts bring
 * it. */
#include "services/definition/service_ends.h"

#include "services/definition/service.h"

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

/* Which stages an application gets to from the first one, or from an end. */
static void reach(const struct service *s, bool *reached)
{
	bool more = true;

	reached[0] = true;
	for (size_t i = 0; i < s->act_count; i++)
		for (size_t k = 0; k < s->acts[i].to_count && s->acts[i].from_ends != 0; k++)
			reached[s->acts[i].to[k] - s->stages] = true;
	while (more) {
		more = false;
		for (size_t i = 0; i < s->stage_count; i++)
			for (size_t k = 0; k < s->stage_count && reached[i]; k++)
				if (!reached[k] &&
				    service_forwards(s, &s->stages[i], &s->stages[k]))
					reached[k] = more = true;
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

	reach(s, reached);
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

/* What opens at no stage is never closed. */
static void check_tasks(struct reader *r, const struct node *root, const struct service *s)
{
	const struct node *list = reader_find(root, "tasks");
	const struct node *n = list == NULL ? NULL : list->first;

	for (size_t i = 0; i < s->task_count; i++, n = n->next) {
		bool opens = false;

		for (size_t k = 0; k < s->stage_count; k++)
			for (size_t t = 0; t < s->stages[k].task_count; t++)
				opens = opens || s->stages[k].tasks[t] == &s->tasks[i];
		if (!opens)
			reader_fault(
				r, n,
				N_("Nobody can close the task \"{value}\": no stage has it in its "
				   "\"tasks\"."),
				s->tasks[i].id);
	}
}

void service_ends_check(struct reader *r, const struct node *root, const struct service *s)
{
	check_ends(r, reader_find(root, "stages"), s);
	check_tasks(r, root, s);
}
