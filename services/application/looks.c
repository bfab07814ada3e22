/* looks.c - who looked at an application besides its applicant, and which keys hold it: what its
 * applicant may know of both. */
#include "services/application/looks.h"

#include "services/access/publickey.h"
#include "services/application/look.h"
#include "services/party/party.h"
#include "services/registry/ledger.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"

#include <string.h>

/* Who may know is asked before the look is entered. */
static enum fault may_know(struct registry *r, struct caller *v, const struct application *a,
			   struct store_application *ret, struct error *err)
{
	enum fault fault = look_at(r, v, a, LOOK_AGAIN, ret, err);

	if (fault == FAULT_NONE)
		fault = look_may(r, v, ACCESS_KNOW, ACCESS_NO_STAGE, ret, err);
	return fault == FAULT_NONE ? look_in(r, v, LOOK_READ, ret, err) : fault;
}

/* Entries from before roles were entered name the host alone. */
static const char *role_of(const struct ledger_entry *e)
{
	if (e->role[0] != '\0')
		return e->role;
	return caller_role_code(strcmp(e->actor, "host") == 0 ? ROLE_AUTHORITY : ROLE_APPLICANT);
}

static bool is_told(const struct ledger_entry *e)
{
	return ledger_act_effect(e->act) == LEDGER_LOOKS &&
	       strcmp(role_of(e), caller_role_code(ROLE_APPLICANT)) != 0;
}

/* An office that is gone is told as none. */
static enum fault name_office(struct registry *r, struct arena *a, const char *id, const char **ret,
			      struct error *err)
{
	struct party office;
	enum fault fault;

	*ret = NULL;
	if (id[0] == '\0')
		return FAULT_NONE;
	fault = party_get(r, a, id, &office, err);
	if (fault == FAULT_NONE)
		*ret = office.name;
	return fault == FAULT_MISSING ? FAULT_NONE : fault;
}

static enum fault show(struct registry *r, struct arena *a, const struct ledger_entry *e,
		       struct looks_one *to, struct error *err)
{
	to->at = e->at;
	to->role = role_of(e);
	to->purpose = e->purpose;
	to->revision = e->revision;
	return name_office(r, a, e->office, &to->office, err);
}

/* The ledger gives an object's changes by their revisions, each with what was looked at of it
   behind it. */
enum fault looks_of(struct registry *r, struct caller *v, const struct application *a,
		    struct arena *arena, struct looks_one **ret, size_t *ret_count,
		    struct error *err)
{
	struct store_application row;
	struct ledger_entry *entries = NULL, *change = NULL;
	struct looks_one *list;
	size_t count = 0, kept = 0;
	enum fault fault = may_know(r, v, a, &row, err);

	if (fault == FAULT_NONE)
		fault = ledger_of(r, row.id, arena, &entries, &count, err);
	if (fault != FAULT_NONE)
		return fault;
	list = arena_array(arena, count + 1, sizeof(*list));
	for (size_t i = 0; fault == FAULT_NONE && i < count; i++) {
		if (ledger_act_effect(entries[i].act) != LEDGER_LOOKS)
			change = &entries[i];
		if (!is_told(&entries[i]))
			continue;
		kept++;
		fault = show(r, arena, &entries[i], &list[count - kept], err);
		if (change != NULL && change->revision == entries[i].revision)
			list[count - kept].seen_at = change->at;
	}
	if (fault != FAULT_NONE)
		return fault;
	*ret = &list[count - kept];
	*ret_count = kept;
	return FAULT_NONE;
}

struct holders {
	struct arena *arena;
	const char *keys[LIMIT_HOLDERS];
	size_t count;
};

static void keep_holder(void *ctx, const struct store_application_holder *row)
{
	struct holders *h = ctx;
	char shown[PUBLICKEY_SHOWN];

	if (h->count == LIMIT_HOLDERS)
		return;
	publickey_show(row->key, shown);
	h->keys[h->count++] = arena_text(h->arena, shown);
}

enum fault looks_holders(struct registry *r, struct caller *v, const struct application *a,
			 struct arena *arena, const char ***ret, size_t *ret_count,
			 struct error *err)
{
	struct store_application row;
	struct holders *h = arena_take(arena, sizeof(*h));
	enum fault fault = may_know(r, v, a, &row, err);

	h->arena = arena;
	if (fault == FAULT_NONE)
		fault = store_application_each_holder(r->store, row.id, keep_holder, h, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret = h->keys;
	*ret_count = h->count;
	return FAULT_NONE;
}
