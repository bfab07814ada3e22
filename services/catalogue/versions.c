/* versions.c - every version of every definition, kept in the registry. */
#include "services/catalogue/versions.h"

#include "services/catalogue/catalogue_inside.h"
#include "services/catalogue/lists.h"
#include "services/catalogue/others.h"
#include "services/catalogue/retire.h"
#include "services/catalogue/roles.h"
#include "services/catalogue/snapshot.h"
#include "services/definition/block.h"
#include "services/definition/kind_read.h"
#include "services/definition/service_read.h"
#include "services/definition/term.h"
#include "services/registry/folder.h"
#include "services/registry/ledger.h"
#include "services/registry/registry_inside.h"
#include "services/registry/training.h"
#include "services/registry/vouch.h"
#include "services/store/store_clock.h"

#define DEFINITION_MAX ((size_t)512 * 1024) /* bytes, as the author's guide says */

/* --- importing --- */

void versions_digest(const struct seal *s, const struct store_definition *d,
		     char ret[SEAL_DIGEST + 1])
{
	struct seal_digest digest;

	seal_digest_begin(&digest, s, "definition");
	seal_digest_text(&digest, d->service);
	seal_digest_number(&digest, d->version);
	seal_digest_bytes(&digest, d->yaml.at, d->yaml.len);
	seal_digest_end(&digest, ret);
}

static enum fault refuse(const struct versions_item *item, const char *say, int version,
			 struct error *err)
{
	fail(err, FAULT_CONFLICT, say, "%s/%d", item->id, item->version);
	error_fill(err, "version", "%d", version);
	return FAULT_CONFLICT;
}

/* A number stands for one text for ever: filled forms and open visits know nothing but the number,
   and would be taken as answers to other questions. What was taken back may come again. */
static enum fault check_number(struct registry *r, struct arena *a,
			       const struct versions_item *item, struct error *err)
{
	const struct store_definition d = {
		.service = item->id, .version = item->version, .yaml = {item->yaml, item->len}};
	struct ledger_entry *entries = NULL;
	size_t count = 0;
	char digest[SEAL_DIGEST + 1], object[112];
	enum fault fault;

	snprintf(object, sizeof(object), "%s/%d", item->id, item->version);
	versions_digest(&r->seal, &d, digest);
	fault = ledger_of(r, object, a, &entries, &count, err);
	if (fault != FAULT_NONE)
		return fault;
	for (size_t i = 0; i < count; i++)
		if (entries[i].act == LEDGER_IMPORTED && strcmp(entries[i].digest, digest) != 0)
			return refuse(item,
				      N_("Version {version} of this definition was in the "
					 "catalogue with another text and was taken back: its "
					 "number stays used up. Take the next number."),
				      item->version, err);
	return FAULT_NONE;
}

static enum fault check_newest(struct registry *r, const struct versions_item *item,
			       struct error *err)
{
	int newest = 0;
	enum fault fault = store_definition_newest(r->store, item->id, &newest, err);

	return fault == FAULT_NONE && newest > item->version
		       ? refuse(item,
				N_("The catalogue already has version {version} of this "
				   "definition. Increase the version number."),
				newest, err)
		       : fault;
}

enum fault versions_may_import(struct registry *r, struct versions_item *item, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct store_definition there;
	enum fault fault = store_definition_find(r->store, a, item->id, item->version, &there, err);

	if (fault != FAULT_NONE)
		return fault;
	item->is_new = there.yaml.at == NULL;
	if (item->is_new) {
		fault = check_newest(r, item, err);
		return fault == FAULT_NONE ? check_number(r, a, item, err) : fault;
	}
	if (!block_is_same_own(there.yaml.at, there.yaml.len, item->yaml, item->len))
		return refuse(item,
			      N_("Version {version} of this definition is in the catalogue with "
				 "another text. Increase the version number."),
			      item->version, err);
	return FAULT_NONE;
}

static enum fault add_definition(struct registry *r, struct store_definition *d, bool *ret_back,
				 struct error *err)
{
	char digest[SEAL_DIGEST + 1], object[112];
	enum fault fault;

	vouch_row(&r->seal, &store_definition_table, d, d->mac);
	fault = store_definition_add(r->store, d, err);
	if (fault == FAULT_NONE)
		fault = vouch_raise_stamp(&r->seal, r->store, err);
	if (fault == FAULT_NONE && kind_of(d->service) == KIND_CALENDAR)
		fault = store_clock_wake(r->store, err);
	versions_digest(&r->seal, d, digest);
	snprintf(object, sizeof(object), "%s/%d", d->service, d->version);
	if (fault == FAULT_NONE)
		fault = catalogue_inside_enter(
			r,
			&(struct ledger_entry){.act = LEDGER_IMPORTED,
					       .object = object,
					       .digest = digest,
					       .digest_recipe = VERSIONS_RECIPE},
			err);
	return fault == FAULT_NONE ? retire_end_by(r, d->service, d->version, ret_back, err)
				   : fault;
}

/* Within a transaction. */
static enum fault import_one(struct registry *r, struct versions_item *item, struct error *err)
{
	struct store_definition d = {.service = item->id,
				     .version = item->version,
				     .yaml = {item->yaml, item->len},
				     .imported_at = registry_now(r)};
	enum fault fault = versions_may_import(r, item, err);

	item->is_back = false;
	return fault == FAULT_NONE && item->is_new ? add_definition(r, &d, &item->is_back, err)
						   : fault;
}

/* --- the starter catalogue --- */

struct start {
	struct registry *registry;
	const char *data;
	struct term_list terms;
	struct arena *arena; /* terms */
	bool services;       /* their turn, when all that they name is there */
	bool is_training;
};

/* Into the registry, and what services name also into the terms. */
static enum fault start_one(struct start *m, struct arena *a, const char *name, const char *yaml,
			    size_t len, struct error *err)
{
	struct arena *keep = m->services ? a : m->arena;
	struct definition d;
	enum fault fault = kind_read(keep, &m->terms, name, yaml, len, &d, NULL, err);

	if (fault == FAULT_NONE && !m->services)
		kind_add(keep, &m->terms, &d);
	if (fault == FAULT_NONE)
		fault = import_one(
			m->registry,
			&(struct versions_item){d.key, d.version, d.kept, d.kept_len, false, false},
			err);
	return fault;
}

/* A definition of the starter catalogue: FOLDER/ID.yaml. */
static enum fault import_file(void *ctx, const char *name, struct error *err)
{
	struct start *m = ctx;
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	const char *slash = strchr(name, '/'), *dot = strrchr(name, '.');
	char path[FOLDER_PATH], *yaml;
	size_t len;
	enum fault fault;

	if (slash == NULL || dot == NULL || strcmp(dot, ".yaml") != 0)
		return FAULT_NONE;
	if (snprintf(path, sizeof(path), "%s/%s", m->data, name) >= (int)sizeof(path))
		return FAULT_NONE;
	fault = folder_read(a, path, DEFINITION_MAX, &yaml, &len, err);
	if (fault != FAULT_NONE || (kind_read_which(yaml, len) == KIND_SERVICE) != m->services)
		return fault;
	return start_one(m, a, name, yaml, len, err);
}

static enum fault import_files(struct start *m, struct error *err)
{
	enum fault fault;

	m->services = false;
	fault = folder_walk(m->data, import_file, m, err);
	m->services = true;
	return fault == FAULT_NONE ? folder_walk(m->data, import_file, m, err) : fault;
}

static enum fault import_all(void *ctx, struct registry *r, struct error *err)
{
	struct start *m = ctx;
	struct store_runs runs = {0};
	bool again = false;
	enum fault fault = kind_read_terms(m->arena, r->terms, NULL, 0, &m->terms, err);

	m->registry = r;
	if (fault != FAULT_NONE)
		return fault;
	do {
		fault = catalogue_inside_begin(r, false, err);
		if (fault == FAULT_NONE && m->is_training)
			fault = training_make(r, err);
		if (fault == FAULT_NONE)
			fault = import_files(m, err);
		fault = catalogue_inside_end(r, fault, &runs, &again, err);
	} while (again);
	return fault == FAULT_NONE ? snapshot_write(r, err) : fault;
}

static enum fault create(const char *folder, const char *address, const char *data,
			 bool is_training, char backup_secret[65], struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct start m = {.data = data, .arena = a, .is_training = is_training};

	return registry_create(folder, &(struct registry_start){data, address, import_all, &m},
			       backup_secret, err);
}

enum fault versions_create(const char *folder, const char *address, const char *data,
			   char backup_secret[65], struct error *err)
{
	return create(folder, address, data, false, backup_secret, err);
}

enum fault versions_create_training(const char *folder, const char *address, const char *data,
				    char backup_secret[65], struct error *err)
{
	return create(folder, address, data, true, backup_secret, err);
}

/* --- the registry's versions --- */

static enum fault import_items(struct registry *r, struct versions_item *items, size_t count,
			       size_t *ret_refused, bool *ret_any, struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; fault == FAULT_NONE && i < count; i++) {
		fault = import_one(r, &items[i], err);
		if (fault != FAULT_NONE)
			*ret_refused = i;
		*ret_any = *ret_any || items[i].is_new;
	}
	return fault;
}

/* A list is kept as a definition is, under its file's name, so that every host has it, and the
   ledger vouches for it: each other text is the next version. */
static enum fault store_lists(struct registry *r, const struct term_file *lists, size_t count,
			      bool *ret_any, struct error *err)
{
	enum fault fault = lists_keep(r, lists, count, err);

	for (size_t i = 0; fault == FAULT_NONE && i < count; i++) {
		ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
		struct store_definition d = {.service = lists[i].name,
					     .yaml = {lists[i].yaml, lists[i].len},
					     .imported_at = registry_now(r)};
		struct store_definition there = {.yaml = {NULL, 0}};
		bool is_back;

		fault = store_definition_newest(r->store, d.service, &d.version, err);
		if (fault == FAULT_NONE && d.version > 0)
			fault = store_definition_find(r->store, a, d.service, d.version, &there,
						      err);
		if (fault != FAULT_NONE || (there.yaml.len == d.yaml.len &&
					    memcmp(there.yaml.at, d.yaml.at, d.yaml.len) == 0))
			continue;
		d.version++;
		fault = add_definition(r, &d, &is_back, err);
		*ret_any = true;
	}
	return fault;
}

/* What can fail is done before the definitions are committed: the lists are on the disk by then and
 * only change their names. */
static enum fault import_in_turn(struct registry *r, const struct term_file *lists,
				 size_t list_count, struct versions_item *items, size_t count,
				 size_t *ret_refused, struct error *err)
{
	struct store_runs runs = {0};
	bool any, again = false;
	enum fault fault;

	do {
		any = false;
		*ret_refused = count;
		fault = catalogue_inside_begin(r, false, err);
		if (fault == FAULT_NONE)
			fault = store_lists(r, lists, list_count, &any, err);
		if (fault == FAULT_NONE)
			fault = import_items(r, items, count, ret_refused, &any, err);
		if (fault == FAULT_NONE)
			fault = roles_check_items(r, items, count, err);
		if (fault == FAULT_NONE)
			fault = lists_put(r, lists, list_count, err);
		fault = catalogue_inside_end(r, fault, &runs, &again, err);
	} while (again);
	if (fault == FAULT_NONE)
		fault = lists_set(r, lists, list_count, err);
	else
		lists_drop(r, lists, list_count);
	return fault == FAULT_NONE && (any || list_count > 0) ? snapshot_write(r, err) : fault;
}

enum fault versions_import_with(struct registry *r, const struct term_file *lists,
				size_t list_count, struct versions_item *items, size_t count,
				size_t *ret_refused, struct error *err)
{
	int turn = -1;
	enum fault fault =
		list_count == 0 ? FAULT_NONE : lists_enter(r, lists, list_count, &turn, err);

	*ret_refused = count;
	if (fault == FAULT_NONE)
		fault = import_in_turn(r, lists, list_count, items, count, ret_refused, err);
	lists_leave(turn);
	return fault;
}

enum fault versions_import(struct registry *r, struct versions_item *items, size_t count,
			   size_t *ret_refused, struct error *err)
{
	return versions_import_with(r, NULL, 0, items, count, ret_refused, err);
}

static enum fault load_one(void *ctx, const struct store_definition *d, struct error *err)
{
	if (term_file_name(d->service) != NULL || kind_of(d->service) != KIND_SERVICE)
		return FAULT_NONE;
	return catalogue_take(ctx, d->service, d->yaml.at, d->yaml.len, err);
}

static enum fault load_other(void *ctx, const char *key, const char *yaml, size_t len,
			     struct error *err)
{
	return catalogue_take(ctx, key, yaml, len, err);
}

enum fault versions_load(struct registry *r, struct catalogue *c, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct term_file lists[LISTS_MAX];
	size_t count = 0;
	enum fault fault = lists_read(r, a, lists, &count, err);

	if (fault == FAULT_NONE)
		fault = catalogue_use_lists(c, lists, count, err);
	if (fault == FAULT_NONE)
		fault = others_each(r, load_other, c, err);
	if (fault == FAULT_NONE)
		fault = store_definition_each(r->store, true, load_one, c, err);
	if (fault == FAULT_NONE)
		fault = retire_tell(r, c, err);
	if (fault == FAULT_NONE)
		catalogue_freeze(c);
	return fault;
}

enum fault versions_missing(struct registry *r, const char *id, int version, struct error *err)
{
	int newest = 0;
	enum fault fault = store_definition_newest(r->store, id, &newest, err);

	if (fault != FAULT_NONE)
		return fault;
	if (newest == 0 && kind_of(id) == KIND_SERVICE) {
		fail(err, FAULT_MISSING, N_("There is no service {id}."), "no such service");
	} else if (newest == 0) {
		fail(err, FAULT_MISSING, N_("There is no {id} in this registry."), "no such key");
	} else {
		fail(err, FAULT_MISSING,
		     kind_of(id) == KIND_SERVICE
			     ? N_("The service {id} has no version {version}; its newest is "
				  "{newest}.")
			     : N_("{id} has no version {version}; its newest is {newest}."),
		     "no such version");
		error_fill(err, "version", "%d", version);
		error_fill(err, "newest", "%d", newest);
	}
	error_fill(err, "id", "%s", id);
	return FAULT_MISSING;
}

enum fault versions_text(struct registry *r, struct arena *a, const char *id, int version,
			 const char **ret, size_t *ret_len, struct error *err)
{
	struct store_definition d = {.yaml = {NULL, 0}};
	enum fault fault = FAULT_NONE;

	if (version == 0)
		fault = store_definition_newest(r->store, id, &version, err);
	if (fault == FAULT_NONE)
		fault = store_definition_find(r->store, a, id, version, &d, err);
	if (fault != FAULT_NONE)
		return fault;
	if (d.yaml.at == NULL)
		return versions_missing(r, id, version, err);
	*ret = d.yaml.at;
	*ret_len = d.yaml.len;
	return FAULT_NONE;
}

enum fault versions_find(struct registry *r, struct arena *a, const struct term_list *terms,
			 const char *id, int version, const struct service **ret, struct error *err)
{
	const char *yaml = NULL;
	size_t len = 0;
	enum fault fault = versions_text(r, a, id, version, &yaml, &len, err);

	return fault == FAULT_NONE ? service_read_stored(a, terms, id, yaml, len, ret, err) : fault;
}

enum fault versions_each(struct registry *r,
			 enum fault (*visit)(void *ctx, const struct store_definition *d,
					     struct error *err),
			 void *ctx, struct error *err)
{
	return store_definition_each(r->store, false, visit, ctx, err);
}

enum fault versions_look(struct registry *r, struct versions_now *ret, struct error *err)
{
	char today[RETIRE_DAY];

	retire_today(r, today);
	return store_definition_now(r->store, today, &ret->stamp, &ret->ended, err);
}
