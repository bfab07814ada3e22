/* service_stages.c - the stages that an application goes through, as a definition has them. */
#include "services/definition/service_stages.h"

#include "services/definition/service.h"

#define DECIDES (STAGE_APPROVE | STAGE_REJECT)

static const struct node *read_stages(struct reader *r, const struct node *root, struct service *s)
{
	static const char *const keys[] = {"id", "name", "actor", "may", "days", NULL};
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

/* From a stage that may forward every other can be reached, so an application goes through all of
 * them or stays at the first. */
static size_t reached(const struct service *s)
{
	return s->stages[0].may & STAGE_FORWARD ? s->stage_count : 1;
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
	unsigned may = 0;
	size_t count = reached(s);
	bool left = true;

	for (size_t i = 0; i < count; i++) {
		may |= s->stages[i].may;
		left = is_left(r, list, s, i) && left;
	}
	for (size_t i = count; i < s->stage_count; i++)
		reader_remark(
			r, node_at(list, i, "id"),
			N_("No application gets to the stage \"{value}\": the first one may not "
			   "forward."),
			s->stages[i].id);
	if (left && (may & DECIDES) == 0)
		reader_fault_new(r, list,
				 N_("No application is ever decided: no stage that it reaches may "
				    "approve or reject."),
				 NULL);
}

void service_stages_read(struct reader *r, const struct node *root, struct service *s)
{
	size_t before = r->count;
	const struct node *list = read_stages(r, root, s);

	/* What was not understood would be told twice. */
	if (list != NULL && s->stage_count > 0 && r->count == before)
		check_ends(r, list, s);
}
