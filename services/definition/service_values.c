/* service_values.c - what a definition works out of the answers, by expressions. */
#include "services/definition/service_values.h"

#include "services/definition/class.h"
#include "services/definition/sections.h"
#include "services/definition/service.h"

static void check_id(struct reader *r, const struct node *n, const struct service *s,
		     const char *id)
{
	const struct node *at = reader_find(n, "id");

	if (sections_reserves(id))
		reader_fault(r, at, N_("\"{value}\" is reserved: choose another id."), id);
	else if (service_value(s, id) != NULL)
		reader_fault(r, at, N_("The id \"{value}\" appears twice here."), id);
	else if (service_question(s, id, NULL) != NULL || service_section(s, id) != NULL)
		reader_fault(r, at, N_("The id \"{value}\" is used twice in this form."), id);
}

static void read_value(struct reader *r, const struct node *n, struct service *s)
{
	static const char *const keys[] = {"id", "name", "is", "class", NULL};
	struct service_value *to = &s->values[s->value_count];
	size_t before = r->count;

	if (!reader_map(r, n, keys)) {
		reader_doubt(r, before, NULL);
		return;
	}
	to->id = reader_id(r, n, "id");
	to->name = reader_text(r, n, "name", false, READER_NAME_MAX);
	class_read(r, n, CLASS_PERSONAL, &to->class);
	r->inside = true;
	to->is = reader_expression(r, n, "is");
	r->inside = false;
	if (to->id != NULL)
		check_id(r, n, s, to->id);
	reader_doubt(r, before, to->id);
	s->value_count += to->id != NULL && to->is != NULL;
}

void service_values_read(struct reader *r, const struct node *root, struct service *s)
{
	const struct node *list = reader_list(r, root, "values", false, READER_LIST_MAX);

	if (list == NULL)
		return;
	if (reader_lacks(root, "form"))
		reader_fault(r, list,
			     N_("\"{key}\" needs \"form\": they are worked out of its answers."),
			     NULL);
	s->values = arena_array(r->arena, list->count, sizeof(*s->values));
	for (const struct node *n = list->first; n != NULL; n = n->next)
		read_value(r, n, s);
}
