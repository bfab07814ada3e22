/* reason.c - the reasons that an act has to choose from, as a definition has them. */
#include "services/definition/reason.h"

#include <string.h>

const struct reason *reason_find(const struct reason *of, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(of[i].code, code) == 0)
			return &of[i];
	return NULL;
}

static void read_one(struct reader *r, const struct node *n, bool law, struct reason_list *to)
{
	static const char *const keys[] = {"code", "name", "law", NULL};
	struct reason *reason = &to->of[to->count];

	if (!reader_map(r, n, keys))
		return;
	reason->code = reader_id(r, n, "code");
	reason->name = reader_text(r, n, "name", true, READER_NAME_MAX);
	reason->law = reader_text(r, n, "law", law, READER_NAME_MAX);
	if (reason->code == NULL)
		return;
	if (reason_find(to->of, to->count, reason->code) != NULL)
		reader_fault(r, n, N_("The id \"{value}\" appears twice here."), reason->code);
	to->count++;
}

struct reason_list reason_read(struct reader *r, const struct node *act, bool asked, bool law)
{
	const struct node *list = reader_list(r, act, "reasons", asked, READER_LIST_MAX);
	struct reason_list to = {.count = 0};

	if (list == NULL)
		return to;
	if (!asked)
		reader_fault(r, list,
			     N_("There are reasons, but the act asks for none: write \"reason\" "
				"into its \"asks\"."),
			     NULL);
	to.of = arena_array(r->arena, list->count, sizeof(*to.of));
	for (const struct node *i = list->first; i != NULL; i = i->next)
		read_one(r, i, law, &to);
	return to;
}
