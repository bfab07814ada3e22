/* vouch_object.c - rows that are each an object of the ledger: compared with what it has. */
#include "services/registry/vouch_object.h"

#include "services/registry/registry_inside.h"

struct vouch_object {
	char id[33], mac[SEAL_DIGEST + 1];
	bool holds;
	struct vouch_object *next;
};

void vouch_objects_add(struct vouch_objects *o, const char *id, const char *mac, const void *row)
{
	struct vouch_object *one = arena_take(o->arena, sizeof(*one));

	snprintf(one->id, sizeof(one->id), "%s", id);
	snprintf(one->mac, sizeof(one->mac), "%s", mac);
	one->holds = vouch_holds(&o->registry->seal, o->table, row);
	if (o->last == NULL)
		o->first = one;
	else
		o->last->next = one;
	o->last = one;
}

static void find(struct vouch_objects *o, const char *id, const char *how)
{
	char line[120];

	snprintf(line, sizeof(line), "%s %s %s.", o->what, id, how);
	o->tell(o->ctx, line);
	o->found = true;
}

static void compare(struct vouch_objects *o, const struct vouch_object *one,
		    const struct ledger_last *last)
{
	if (last->revision == 0 || last->ended)
		find(o, one->id, "was put in past the ledger");
	else if (!one->holds)
		find(o, one->id, "is not as the portal wrote it");
	else if (last->recipe != o->recipe || strcmp(last->digest, one->mac) != 0)
		find(o, one->id, "is not as the ledger has it: it was changed");
}

enum fault vouch_objects_compare(struct vouch_objects *o, struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (const struct vouch_object *one = o->first; one != NULL && fault == FAULT_NONE;
	     one = one->next) {
		struct ledger_last last;

		fault = ledger_last(o->registry, one->id, &last, err);
		if (fault == FAULT_NONE)
			compare(o, one, &last);
	}
	return fault;
}

void vouch_objects_gone(void *ctx, const char *object)
{
	find(ctx, object, "(id) was taken out past the ledger");
}
