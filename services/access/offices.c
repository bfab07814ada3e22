/* offices.c - the offices that handle applications, for who may add and list them. */
#include "services/access/offices.h"

#include "services/access/access.h"
#include "services/registry/registry_inside.h"

#include <string.h>

static enum fault find_above(struct registry *r, const char *code, struct party *office,
			     struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct party over = {.id = ""};
	enum fault fault = FAULT_NONE;

	if (code[0] != '\0')
		fault = party_office(r, a, code, &over, err);
	if (fault == FAULT_NONE)
		memcpy(office->above, over.id, sizeof(office->above));
	return fault;
}

/* Of the kind and below the office that it says. */
static enum fault add(struct registry *r, const struct caller *c, const char *above,
		      struct party *party, struct error *err)
{
	const struct ledger_entry by = {.actor = c->account[0] != '\0' ? c->account : "host",
					.role = caller_role_code(c->role),
					.office = c->office,
					.purpose = c->purpose,
					.face = caller_face_code(c->face)};
	struct store_runs runs = {0};
	struct party added;
	enum fault fault;

	do {
		added = *party;
		fault = store_begin(r->store, err);
		if (fault == FAULT_NONE)
			fault = access_may(r, c, ACCESS_ACCOUNTS, NULL, err);
		if (fault == FAULT_NONE)
			fault = find_above(r, above, &added, err);
		if (fault == FAULT_NONE)
			fault = party_add(r, &by, &added, err);
		if (fault == FAULT_NONE)
			fault = store_commit(r->store, err);
		store_rollback(r->store);
	} while (fault != FAULT_NONE && store_again(r->store, &runs));
	if (fault == FAULT_NONE)
		*party = added;
	return fault;
}

enum fault offices_add(struct registry *r, const struct caller *c, const char *above,
		       struct party *office, struct error *err)
{
	office->kind = PARTY_OFFICE;
	return add(r, c, above, office, err);
}

enum fault offices_add_organisation(struct registry *r, const struct caller *c,
				    struct party *organisation, struct error *err)
{
	*organisation = (struct party){.kind = PARTY_ORGANISATION, .name = organisation->name};
	return add(r, c, "", organisation, err);
}

enum fault offices_list(struct registry *r, const struct caller *c, struct arena *a,
			struct party **ret, size_t *ret_count, struct error *err)
{
	enum fault fault = access_may(r, c, ACCESS_ACCOUNTS, NULL, err);

	return fault == FAULT_NONE ? party_offices(r, a, ret, ret_count, err) : fault;
}
