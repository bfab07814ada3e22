/* once.c - an act that is sent again is not done again: its operation follows from what was sent.
 */
#include "services/application/once.h"

#include "services/registry/registry_inside.h"

#include <string.h>

#define US "\x1f"

void once_operation(struct arena *arena, const struct caller *v, const struct application *a,
		    const struct wish *wish, const struct act_answers *t, char ret[ID_LENGTH + 1])
{
	char *text = arena_format(
		arena, "%s" US "%lld" US "%s" US "%s" US "%s" US "%s" US "%s" US "%s", a->id,
		(long long)a->revision, change_actor(v), wish->id, t->reason,
		t->stage == NULL ? "" : t->stage, t->task == NULL ? "" : t->task, t->words);

	if (t->office != NULL)
		text = arena_format(arena, "%s" US "%s", text, t->office);

	for (size_t i = 0; i < t->item_count; i++)
		text = arena_format(arena, "%s" US "%s" US "%d" US "%d", text, t->items[i].question,
				    t->items[i].item, (int)t->items[i].wrong);
	if (t->form != NULL)
		text = arena_format(arena, "%s" US "%s", text, form_canonical_text(t->form, arena));
	id_derive(text, ret);
}

enum fault once_check(struct change *c, struct error *err)
{
	struct ledger_entry *entries;
	size_t count = 0;
	enum fault fault = change_may(c, ACCESS_LOOK, ACCESS_NO_STAGE, err);

	if (fault == FAULT_NONE)
		fault = ledger_of(c->registry, c->row.id, c->arena, &entries, &count, err);
	for (size_t i = 0; i < count && fault == FAULT_NONE; i++)
		if (strcmp(entries[i].operation, c->operation) == 0) {
			c->is_stale = true;
			fail(err, FAULT_CONFLICT, N_("This was done before."), "%s", c->operation);
			error_code(err, APPLICATION_DONE);
			return FAULT_CONFLICT;
		}
	return fault;
}
