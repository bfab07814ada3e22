/* ahead.c - what the digest of an application is made of, read before the writers' turn. */
#include "services/application/ahead.h"

#include "services/application/look.h"
#include "services/registry/registry_inside.h"

static enum fault read_all(struct change *c, struct arena *a, const char *id, struct error *err)
{
	struct registry *r = c->registry;
	struct record_content *content = arena_take(a, sizeof(*content));
	struct store_application row;
	bool found = false;
	enum fault fault = store_application_ready_act(r->store, err);

	if (fault == FAULT_NONE)
		fault = store_application_get(r->store, id, &row, &found, err);
	if (fault != FAULT_NONE || !found || change_state(row.state) == STATE_DRAFT)
		return fault;
	fault = look_may(r, c->caller, ACCESS_LOOK, NULL, &row, err);
	if (fault == FAULT_NONE)
		fault = record_read(r, &row, a, content, err);
	if (fault == FAULT_NONE)
		c->ahead = content;
	return fault;
}

void ahead_read(struct change *c, struct arena *a, const char *id)
{
	struct store *s = c->registry->store;
	struct error none;

	if (!store_takes_turns(s) || store_peek(s, &none) != FAULT_NONE)
		return;
	(void)!read_all(c, a, id, &none);
	store_view_end(s);
}
