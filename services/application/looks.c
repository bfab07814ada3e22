/* looks.c - who looked at an application besides its applicant, and which keys hold it: what its
 * applicant may know of both. */
#include "services/application/looks.h"

#include "i18n/base/array.h"
#include "services/access/publickey.h"
#include "services/application/look.h"
#include "services/catalogue/roles.h"
#include "services/party/party.h"
#include "services/registry/id.h"
#include "services/registry/ledger.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Who may know is asked before the look is entered. */
static enum fault may_know(struct registry *r, struct caller *v, const struct application *a,
			   struct store_application *ret, struct error *err)
{
	enum fault fault = look_at(r, v, a, LOOK_AGAIN, ret, err);

	if (fault == FAULT_NONE)
		fault = look_may(r, v, ACCESS_KNOW, NULL, ret, err);
	if (fault == FAULT_NONE)
		fault = roles_look(r, err); /* whoever tells them has the names of roles */
	return fault == FAULT_NONE ? look_in(r, v, LOOK_READ, ret, err) : fault;
}

/* A look as it stands in the ledger. */
struct look_row {
	int64_t at, revision, seen_at;
	size_t number; /* in the order in which they were heard */
	enum ledger_act act;
	bool of_person;
	char role[40], office[ID_LENGTH + 1], purpose[LIMIT_PURPOSE + 1];
};

/* The newest of them: behind LOOKS_MOST the next one takes the place of the oldest. */
struct hearing {
	struct arena *arena;
	struct look_row *rows;
	size_t room, told;            /* how many there were */
	bool of_person;               /* what is heard now */
	int64_t revision, changed_at; /* of the last change before */
};

/* Entries from before roles were entered name the host alone. */
static const char *role_of(const struct store_ledger *e)
{
	if (e->role[0] != '\0')
		return e->role;
	return caller_role_code(strcmp(e->actor, "host") == 0 ? ROLE_AUTHORITY : ROLE_APPLICANT);
}

static bool is_look(const struct store_ledger *e)
{
	return ledger_act_effect(ledger_act_find(e->act)) == LEDGER_LOOKS;
}

static bool is_told(const struct store_ledger *e)
{
	return is_look(e) && strcmp(role_of(e), caller_role_code(ROLE_APPLICANT)) != 0;
}

/* The ledger gives an object's changes by their revisions, each with what was looked at of it
   behind it. */
static enum fault keep(void *ctx, const struct store_ledger *e, struct error *err)
{
	struct hearing *h = ctx;
	struct look_row *to;

	(void)err;
	if (!is_look(e)) {
		h->revision = e->revision;
		h->changed_at = e->at;
	}
	if (!is_told(e))
		return FAULT_NONE;
	if (h->told < LOOKS_MOST)
		h->rows = array_room_in(h->arena, h->rows, h->told + 1, &h->room, sizeof(*h->rows));
	to = &h->rows[h->told % LOOKS_MOST];
	*to = (struct look_row){
		.at = e->at,
		.number = h->told++,
		.act = ledger_act_find(e->act),
		.of_person = h->of_person,
		.revision = e->revision,
		.seen_at = h->revision == e->revision && !h->of_person ? h->changed_at : 0};
	snprintf(to->role, sizeof(to->role), "%s", role_of(e));
	snprintf(to->office, sizeof(to->office), "%s", e->office);
	snprintf(to->purpose, sizeof(to->purpose), "%s", e->purpose);
	return FAULT_NONE;
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

/* The newest first. */
static int compare(const void *one, const void *two)
{
	const struct look_row *a = one, *b = two;

	if (a->at != b->at)
		return a->at < b->at ? 1 : -1;
	return a->number < b->number ? 1 : -1;
}

/* One office after the other has its name asked for once. */
static enum fault show(struct registry *r, const struct hearing *h, struct looks_told *told,
		       struct error *err)
{
	const char *office = "", *name = NULL;
	enum fault fault = FAULT_NONE;

	if (told->count > 0)
		qsort(h->rows, told->count, sizeof(*h->rows), compare);
	for (size_t i = 0; i < told->count && fault == FAULT_NONE; i++) {
		const struct look_row *row = &h->rows[i];

		if (strcmp(row->office, office) != 0)
			fault = name_office(r, h->arena, row->office, &name, err);
		office = row->office;
		told->list[i] = (struct looks_one){.at = row->at,
						   .act = ledger_act_code(row->act),
						   .of_person = row->of_person,
						   .role = row->role,
						   .office = name,
						   .purpose = row->purpose,
						   .revision = row->revision,
						   .seen_at = row->seen_at};
	}
	return fault;
}

enum fault looks_of(struct registry *r, struct caller *v, const struct application *a,
		    struct arena *arena, struct looks_told *ret, struct error *err)
{
	struct store_application row;
	struct hearing h = {.arena = arena};
	struct looks_told told;
	enum fault fault = may_know(r, v, a, &row, err);

	h.of_person = true;
	if (fault == FAULT_NONE && row.subject[0] != '\0')
		fault = store_ledger_of(r->store, row.subject, keep, &h, err);
	h.of_person = false;
	h.revision = 0;
	if (fault == FAULT_NONE)
		fault = store_ledger_of(r->store, row.id, keep, &h, err);
	if (fault != FAULT_NONE)
		return fault;
	told.more = h.told > LOOKS_MOST;
	told.count = told.more ? LOOKS_MOST : h.told;
	told.list = arena_array(arena, told.count + 1, sizeof(*told.list));
	fault = show(r, &h, &told, err);
	if (fault == FAULT_NONE)
		*ret = told;
	return fault;
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
