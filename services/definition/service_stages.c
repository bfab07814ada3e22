/* service_stages.c - the stages that an application goes through, as a definition has them. */
#include "services/definition/service_stages.h"

#include "services/definition/service.h"

void service_stages_read(struct reader *r, const struct node *root, struct service *s)
{
	static const char *const keys[] = {"id", "name", "actor", "may", "days", NULL};
	static const long days[2] = {1, 3650};
	const struct node *list = reader_list(r, root, "stages", false, READER_LIST_MAX);

	if (list == NULL)
		return;
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
}
