/* service_stages.c - the stages that an application goes through, as a definition has them. */
#include "services/definition/service_stages.h"

#include "services/definition/known.h"
#include "services/definition/service.h"

#define DECIDES (STAGE_APPROVE | STAGE_REJECT)

static const struct node *read_stages(struct reader *r, const struct node *root, struct service *s)
{
	static const char *const keys[] = {"id", "name", "actor", "may", "days", "forward", NULL};
	static const long days[2] = {1, 3650};
	const struct node *list = reader_list(r, root, "stages", false, READER_LIST_MAX);

	if (list == NULL)
		return NULL;
	s->stages = arena_array(r->arena, list->count, sizeof(*s->stages));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		struct stage *to = &s->stages[s->stage_count];
		int actor;

		if (!reader_map(r, n, keys))
			continue;
		to->id = reader_id(r, n, "id");
		to->name = reader_text(r, n, "name", true, READER_NAME_MAX);
		actor = reader_choice(r, n, "actor", codes_stage_actor);
		to->actor = actor < 0 ? ACTOR_OFFICER : (enum stage_actor)actor;
		to->may = reader_bits(r, n, "may", codes_stage_act);
		reader_number(r, n, "days", false, days, &to->days);
		if (to->id == NULL)
			continue;
		if (service_stage(s, to->id) != NULL)
			reader_fault(r, n, N_("The id \"{value}\" stands here twice."), to->id);
		s->stage_count++;
	}
	return list;
}

static void refuse_target(struct reader *r, const struct node *n, const struct service *s,
			  const char *id)
{
	char known[KNOWN_MAX] = "";

	for (size_t i = 0; i < s->stage_count; i++)
		known_add(known, s->stages[i].id);
	reader_fault_known(r, n, N_("There is no stage \"{value}\"; there is {known}."), id, known);
}

static void read_targets(struct reader *r, const struct node *list, const struct service *s,
			 struct stage *from)
{
	from->forward = arena_array(r->arena, list->count, sizeof(const struct stage *));
	from->may |= STAGE_FORWARD;
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		const char *id = n->kind == NODE_WORD ? n->value : "";
		const struct stage *to = service_stage(s, id);

		if (to == NULL)
			refuse_target(r, n, s, id);
		else if (to == from)
			reader_fault(r, n, N_("A stage cannot forward to itself."), NULL);
		else
			from->forward[from->forward_count++] = to;
	}
}

/* When all stages are read: where each leads to. */
static void read_forward(struct reader *r, const struct node *list, struct service *s)
{
	size_t i = 0;

	for (const struct node *n = list->first; n != NULL; n = n->next, i++) {
		const struct node *to = reader_list(r, n, "forward", false, READER_LIST_MAX);

		if (to != NULL)
			read_targets(r, to, s, &s->stages[i]);
	}
}

/* Which stages an application gets to from the first one. */
static void reach(const struct service *s, bool *reached)
{
	bool more = true;

	reached[0] = true;
	while (more) {
		more = false;
		for (size_t i = 0; i < s->stage_count; i++)
			for (size_t k = 0; k < s->stage_count && reached[i]; k++)
				if (!reached[k] && service_forwards(&s->stages[i], &s->stages[k]))
					reached[k] = more = true;
	}
}

/* From which stages one is reached that decides. */
static void decide(const struct service *s, bool *decided)
{
	bool more = true;

	for (size_t i = 0; i < s->stage_count; i++)
		decided[i] = (s->stages[i].may & DECIDES) != 0;
	while (more) {
		more = false;
		for (size_t i = 0; i < s->stage_count; i++)
			for (size_t k = 0; k < s->stage_count && !decided[i]; k++)
				if (decided[k] && service_forwards(&s->stages[i], &s->stages[k]))
					decided[i] = more = true;
	}
}

/* Where the key of that stage stands, else where the stage does. */
static const struct node *node_at(const struct node *list, size_t place, const char *key)
{
	const struct node *n = list->first, *child;

	while (place-- > 0)
		n = n->next;
	child = reader_find(n, key);
	return child == NULL ? n : child;
}

static bool is_left(struct reader *r, const struct node *list, const struct service *s,
		    size_t place)
{
	const struct stage *stage = &s->stages[place];

	if (stage->actor == ACTOR_APPLICANT) {
		reader_fault_new(r, node_at(list, place, "actor"),
				 N_("No application can leave the stage \"{value}\": while it is "
				    "the applicant's turn the authority does nothing. Let an "
				    "officer's stage \"ask\" instead."),
				 stage->id);
		return false;
	}
	if ((stage->may & (DECIDES | STAGE_FORWARD)) == 0) {
		reader_fault_new(r, node_at(list, place, "may"),
				 N_("No application can leave the stage \"{value}\": it may "
				    "neither approve, reject nor forward."),
				 stage->id);
		return false;
	}
	return true;
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
			reader_remark(
				r, node_at(list, i, "id"),
				N_("No application gets to the stage \"{value}\": none that it "
				   "reaches may forward to it."),
				s->stages[i].id);
	if (left && !decided[0])
		reader_fault_new(r, list,
				 N_("No application is ever decided: no stage that it reaches may "
				    "approve or reject."),
				 NULL);
	for (size_t i = 1; i < s->stage_count && left && decided[0]; i++)
		if (reached[i] && !decided[i])
			reader_fault_new(
				r, node_at(list, i, "forward"),
				N_("No application that is at the stage \"{value}\" is ever "
				   "decided: it leads to no stage that may approve or "
				   "reject."),
				s->stages[i].id);
}

void service_stages_read(struct reader *r, const struct node *root, struct service *s)
{
	size_t before = r->count;
	const struct node *list = read_stages(r, root, s);

	if (list != NULL && r->count == before)
		read_forward(r, list, s);
	/* What was not understood would be told twice. */
	if (list != NULL && s->stage_count > 0 && r->count == before)
		check_ends(r, list, s);
}
