/* paid.c - whether nothing of a fee of an application is owed any more. */
#include "services/application/paid.h"

#include "services/money/due.h"

static enum fault refuse(const struct charge *charge, struct error *err)
{
	fail(err, FAULT_DENIED, N_("The fee \"{fee}\" has to be paid first."), "owed");
	error_fill(err, "fee", "%s", charge->id);
	return FAULT_DENIED;
}

/* The act that raises it was done. */
static enum fault had_its_act(struct course *c, const struct charge *charge, bool *ret,
			      struct error *err)
{
	enum fault fault = charge->act == NULL ? FAULT_NONE : course_history(c, err);

	*ret = charge->act == NULL;
	for (size_t i = 0; fault == FAULT_NONE && charge->act != NULL && i < c->event_count; i++)
		*ret = *ret || strcmp(c->events[i].act, charge->act) == 0;
	return fault;
}

enum fault paid_check(struct course *c, const struct charge *charge, struct error *err)
{
	struct due *dues = NULL;
	size_t count = 0;
	bool found = false, raised = false;
	enum fault fault = due_list(c->registry, c->row->id, c->arena, &dues, &count, err);

	for (size_t i = 0; fault == FAULT_NONE && i < count; i++) {
		if (strcmp(dues[i].charge, charge->id) != 0)
			continue;
		if (!due_is_settled(&dues[i]))
			return refuse(charge, err);
		found = true;
	}
	if (fault == FAULT_NONE && !found)
		fault = had_its_act(c, charge, &raised, err);
	return fault == FAULT_NONE && !found && !raised ? refuse(charge, err) : fault;
}
