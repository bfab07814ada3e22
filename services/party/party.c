/* party.c - persons, organisations and offices: who applies, who has an account, and where an
 * application is handled. */
#include "services/party/party.h"

#include "i18n/base/array.h"
#include "i18n/text.h"
#include "services/catalogue/lists.h"
#include "services/definition/reader.h"
#include "services/registry/id.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"
#include "services/store/store_party.h"

#include <string.h>

static const char *const kinds[] = {[PARTY_PERSON] = "person",
				    [PARTY_ORGANISATION] = "organisation",
				    [PARTY_OFFICE] = "office"};

const char *party_kind_code(enum party_kind kind)
{
	return kinds[kind];
}

static enum party_kind kind_of(const char *code)
{
	if (strcmp(code, kinds[PARTY_OFFICE]) == 0)
		return PARTY_OFFICE;
	return strcmp(code, kinds[PARTY_PERSON]) == 0 ? PARTY_PERSON : PARTY_ORGANISATION;
}

/* --- adding --- */

static enum fault clean_name(struct arena *a, const char *name, char **ret, struct error *err)
{
	enum fault fault;

	if (name == NULL || strlen(name) > PARTY_NAME)
		return fail(err, FAULT_INPUT,
			    N_("Enter the person's name; if it is very long, shorten it."),
			    "a name");
	fault = text_clean(a, name, strlen(name), TEXT_LINE, ret, err);
	if (fault == FAULT_NONE && **ret == '\0')
		return fail(err, FAULT_INPUT,
			    N_("Enter the person's name; if it is very long, shorten it."),
			    "a name");
	return fault;
}

static enum fault check_place(struct registry *r, struct arena *a, const char *place,
			      struct error *err)
{
	struct term_list terms;
	enum fault fault;

	if (place[0] == '\0')
		return FAULT_NONE;
	fault = lists_terms(r, a, NULL, 0, &terms, err);
	if (fault != FAULT_NONE || term_place(&terms, place) != NULL)
		return fault;
	fail(err, FAULT_INPUT,
	     N_("There is no place {place}; `catalogue export places.yaml` shows "
		"which there are."),
	     "%s", place);
	error_fill(err, "place", "%s", place);
	return FAULT_INPUT;
}

static enum fault no_office(const char *code, struct error *err)
{
	fail(err, FAULT_MISSING,
	     N_("There is no office {code}; `office list` shows which there "
		"are."),
	     "no such office");
	error_fill(err, "code", "%s", code);
	return FAULT_MISSING;
}

/* How many stand above one, itself counted; more than there may be where it is a circle. */
static enum fault depth_of(struct registry *r, const char *id, int *ret, struct error *err)
{
	char at[33];
	int depth = 0;
	enum fault fault = FAULT_NONE;

	snprintf(at, sizeof(at), "%s", id);
	while (fault == FAULT_NONE && at[0] != '\0' && depth <= PARTY_DEPTH) {
		depth++;
		fault = store_party_above(r->store, at, at, err);
	}
	if (fault == FAULT_NONE)
		*ret = depth;
	return fault;
}

static enum fault check_office(struct registry *r, struct arena *a, const struct party *p,
			       struct error *err)
{
	struct store_party row;
	bool found = false;
	int depth = 0;
	enum fault fault;

	if (!reader_is_id(p->code))
		return fail(err, FAULT_INPUT,
			    N_("An office's code has small letters, digits, - and _, and begins "
			       "with a letter: social-affairs."),
			    "an office's code");
	fault = store_party_office(r->store, p->code, a, &row, &found, err);
	if (fault == FAULT_NONE && found)
		return fail(err, FAULT_CONFLICT, N_("There is an office with this code already."),
			    "%s", p->code);
	if (fault == FAULT_NONE && p->above[0] != '\0') {
		fault = store_party_get(r->store, p->above, a, &row, &found, err);
		if (fault == FAULT_NONE && (!found || kind_of(row.kind) != PARTY_OFFICE))
			return no_office(p->above, err);
	}
	if (fault == FAULT_NONE)
		fault = depth_of(r, p->above, &depth, err);
	if (fault == FAULT_NONE && depth >= PARTY_DEPTH)
		return fail(err, FAULT_CONFLICT,
			    N_("Too many offices stand above each other here. Put it higher."),
			    "%d", depth);
	return fault == FAULT_NONE ? check_place(r, a, p->place, err) : fault;
}

static enum fault put(struct registry *r, const struct ledger_entry *by, const struct party *p,
		      struct store_party *row, struct error *err)
{
	char operation[ID_LENGTH + 1], digest[SEAL_DIGEST + 1];
	bool whole;
	int recipe = 1;
	enum fault fault;

	vouch_row(&r->seal, &store_party_table, row, row->mac);
	fault = store_party_add(r->store, row, err);
	if (fault == FAULT_NONE)
		fault = identifier_put(r, row->id, p->identifiers, p->identifier_count, err);
	if (fault == FAULT_NONE)
		fault = identifier_digest(&r->seal, r->store, row->id, row->mac, digest, &recipe,
					  &whole, err);
	id_new(operation);
	return fault == FAULT_NONE ? ledger_add(r,
						&(struct ledger_entry){.act = LEDGER_PARTY_ADDED,
								       .object = row->id,
								       .subject = row->id,
								       .revision = row->revision,
								       .actor = by->actor,
								       .role = by->role,
								       .office = by->office,
								       .purpose = by->purpose,
								       .face = by->face,
								       .operation = operation,
								       .digest = digest,
								       .digest_recipe = recipe},
						err)
				   : fault;
}

enum fault party_add(struct registry *r, const struct ledger_entry *by, struct party *p,
		     struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct store_party row = {.name = "", .since = registry_now(r), .revision = 1};
	char *name;
	enum fault fault = clean_name(a, p->name, &name, err);

	if (fault == FAULT_NONE)
		fault = store_lock(r->store, "offices", err);
	if (fault == FAULT_NONE && p->kind == PARTY_OFFICE)
		fault = check_office(r, a, p, err);
	if (fault != FAULT_NONE)
		return fault;
	id_new(row.id);
	snprintf(row.kind, sizeof(row.kind), "%s", kinds[p->kind]);
	snprintf(row.code, sizeof(row.code), "%s", p->code);
	snprintf(row.above, sizeof(row.above), "%s", p->above);
	snprintf(row.place, sizeof(row.place), "%s", p->place);
	if (p->kind == PARTY_PERSON) {
		struct sealed sealed = seal_words(&r->seal, a, row.id, "name", name);

		row.sealed = (struct table_bytes){sealed.bytes, sealed.len};
	} else {
		row.name = name;
	}
	fault = put(r, by, p, &row, err);
	if (fault == FAULT_NONE) {
		memcpy(p->id, row.id, sizeof(p->id));
		p->since = row.since;
		p->revision = row.revision;
	}
	return fault;
}

/* --- finding --- */

static enum fault show(const struct registry *r, struct arena *a, const struct store_party *row,
		       struct party *ret, struct error *err)
{
	struct party p = {.kind = kind_of(row->kind),
			  .since = row->since,
			  .revision = row->revision,
			  .name = row->name};
	char *name;
	enum fault fault = FAULT_NONE;

	if (!vouch_holds(&r->seal, &store_party_table, row))
		return fail(err, FAULT_BROKEN,
			    N_("There is a problem with the portal's registry. Everything already "
			       "saved is safe. Please tell the portal's operator."),
			    "party %s is not as the portal wrote it", row->id);
	if (p.kind == PARTY_PERSON) {
		fault = seal_open_words(&r->seal, a, row->id, "name",
					(struct sealed){row->sealed.at, row->sealed.len}, &name,
					err);
		p.name = fault == FAULT_NONE ? name : "";
	}
	if (fault != FAULT_NONE)
		return fault;
	snprintf(p.id, sizeof(p.id), "%s", row->id);
	snprintf(p.code, sizeof(p.code), "%s", row->code);
	snprintf(p.above, sizeof(p.above), "%s", row->above);
	snprintf(p.place, sizeof(p.place), "%s", row->place);
	*ret = p;
	return FAULT_NONE;
}

enum fault party_get(struct registry *r, struct arena *a, const char *id, struct party *ret,
		     struct error *err)
{
	struct store_party row;
	bool found = false;
	enum fault fault = store_party_get(r->store, id, a, &row, &found, err);

	if (fault == FAULT_NONE && !found)
		return fail(err, FAULT_MISSING, N_("There is no such person or office."),
			    "no such party");
	return fault == FAULT_NONE ? show(r, a, &row, ret, err) : fault;
}

enum fault party_office(struct registry *r, struct arena *a, const char *code, struct party *ret,
			struct error *err)
{
	struct store_party row;
	bool found = false;
	enum fault fault = store_party_office(r->store, code, a, &row, &found, err);

	if (fault == FAULT_NONE && !found)
		return no_office(code, err);
	return fault == FAULT_NONE ? show(r, a, &row, ret, err) : fault;
}

struct list {
	const struct registry *registry;
	struct arena *arena;
	struct party *items;
	size_t count, room;
};

static enum fault keep(void *ctx, const struct store_party *row, struct error *err)
{
	struct list *l = ctx;
	struct store_party kept = *row;
	enum fault fault;

	kept.name = arena_text(l->arena, row->name);
	l->items = array_room_in(l->arena, l->items, l->count + 1, &l->room, sizeof(*l->items));
	fault = show(l->registry, l->arena, &kept, &l->items[l->count], err);
	l->count += fault == FAULT_NONE;
	return fault;
}

enum fault party_offices(struct registry *r, struct arena *a, struct party **ret, size_t *ret_count,
			 struct error *err)
{
	struct list l = {.registry = r, .arena = a};
	enum fault fault = store_party_each(r->store, STORE_OFFICES, keep, &l, err);

	if (fault == FAULT_NONE) {
		*ret = l.items;
		*ret_count = l.count;
	}
	return fault;
}

enum fault party_is_within(struct registry *r, const char *id, const char *top, bool *ret,
			   struct error *err)
{
	char at[33];
	enum fault fault = FAULT_NONE;

	snprintf(at, sizeof(at), "%s", id);
	for (int i = 0; i < PARTY_DEPTH && at[0] != '\0' && strcmp(at, top) != 0; i++) {
		fault = store_party_above(r->store, at, at, err);
		if (fault != FAULT_NONE)
			return fault;
	}
	*ret = at[0] != '\0' && strcmp(at, top) == 0;
	return FAULT_NONE;
}
