/* registry.c - an opened state folder: made, opened, its definitions kept. */
#include "services/registry.h"

#include "services/folder.h"
#include "services/ledger.h"
#include "services/record.h"
#include "services/registry_inside.h"
#include "services/store/store_application.h"
#include "services/store/store_definition.h"
#include "services/store/store_ledger.h"

#include <errno.h>
#include <fcntl.h>

#define DEFINITION_MAX ((size_t)512 * 1024) /* bytes, as the author's guide says */

/* --- opening --- */

static enum fault open_parts(struct registry *r, const char *folder, bool create, struct error *err)
{
	char path[FOLDER_PATH];
	enum fault fault = store_open(folder, create, &r->store, err);

	if (fault == FAULT_NONE)
		fault = seal_read(folder, &r->seal, err);
	if (fault != FAULT_NONE)
		return fault;
	r->folder = realpath(folder, NULL);
	if (r->folder == NULL)
		return fail(err, FAULT_MISSING, N_("There is no such folder."), "%s", folder);
	snprintf(path, sizeof(path), "%s/terms", folder);
	r->terms = realpath(path, NULL);
	if (r->terms == NULL)
		return fail(err, FAULT_BROKEN,
			    N_("The portal's shared lists (terms) are missing from its folder."),
			    "%s: %s", path, strerror(errno));
	snprintf(path, sizeof(path), "%s/hashing", folder);
	r->hashing = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (r->hashing < 0)
		return fail(err, FAULT_BUSY, N_("The portal's folder cannot be written to."),
			    "hashing: %s", strerror(errno));
	return FAULT_NONE;
}

static enum fault open_registry(const char *folder, bool create, struct registry **ret,
				struct error *err)
{
	struct registry *r = calloc(1, sizeof(*r));
	enum fault fault;

	if (r == NULL)
		fatal("out of memory");
	r->hashing = -1;
	fault = open_parts(r, folder, create, err);
	if (fault != FAULT_NONE) {
		registry_close(r);
		return fault;
	}
	*ret = r;
	return FAULT_NONE;
}

enum fault registry_open(const char *folder, struct registry **ret, struct error *err)
{
	return open_registry(folder, false, ret, err);
}

void registry_close(struct registry *r)
{
	if (r == NULL)
		return;
	store_close(r->store);
	seal_wipe(&r->seal);
	if (r->hashing >= 0)
		close(r->hashing);
	free(r->folder);
	free(r->terms);
	free(r);
}

void registry_use_clock(struct registry *r, int64_t (*now)(void *ctx), void *ctx)
{
	r->now = now;
	r->now_ctx = ctx;
}

int64_t registry_now(const struct registry *r)
{
	return r->now == NULL ? (int64_t)time(NULL) : r->now(r->now_ctx);
}

const char *registry_terms(const struct registry *r)
{
	return r->terms;
}

/* --- importing --- */

struct yaml {
	const char *text;
	size_t len; /* bytes */
};

/* Whether `s` with this text may come in: *ret_new false when it is there already. */
static enum fault may_import(struct registry *r, const struct service *s, struct yaml yaml,
			     bool *ret_new, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct store_definition there;
	int newest = 0;
	enum fault fault = store_definition_find(r->store, a, s->id, s->version, &there, err);

	if (fault == FAULT_NONE)
		fault = store_definition_newest(r->store, s->id, &newest, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret_new = there.yaml == NULL;
	if (there.yaml != NULL &&
	    (there.len != yaml.len || memcmp(there.yaml, yaml.text, yaml.len) != 0)) {
		fail(err, FAULT_CONFLICT,
		     N_("Version {version} of this service is in the catalogue with another text. "
			"Raise its version."),
		     "%s/%d", s->id, s->version);
		error_place(err, "version", "%d", s->version);
		return FAULT_CONFLICT;
	}
	if (there.yaml == NULL && newest > s->version) {
		fail(err, FAULT_CONFLICT,
		     N_("The catalogue has version {version} of this service already. Raise its "
			"version."),
		     "%s/%d", s->id, s->version);
		error_place(err, "version", "%d", newest);
		return FAULT_CONFLICT;
	}
	return FAULT_NONE;
}

static enum fault add_definition(struct registry *r, const struct store_definition *d,
				 struct error *err)
{
	char digest[SEAL_DIGEST + 1], object[112];
	enum fault fault = store_definition_add(r->store, d, registry_now(r), err);

	if (fault == FAULT_NONE)
		fault = store_definition_raise(r->store, err);
	record_of_definition(&r->seal, d, digest);
	snprintf(object, sizeof(object), "%s/%d", d->service, d->version);
	if (fault == FAULT_NONE)
		fault = ledger_add(r,
				   &(struct ledger_entry){.act = "imported",
							  .object = object,
							  .actor = "host",
							  .digest = digest},
				   err);
	return fault;
}

/* Within a transaction. */
static enum fault import_one(struct registry *r, const struct service *s, struct yaml yaml,
			     bool *ret_new, struct error *err)
{
	struct store_definition d = {
		.service = s->id, .version = s->version, .yaml = yaml.text, .len = yaml.len};
	enum fault fault = may_import(r, s, yaml, ret_new, err);

	return fault == FAULT_NONE && *ret_new ? add_definition(r, &d, err) : fault;
}

/* --- making --- */

struct making {
	struct registry *registry;
	const char *data;
	struct term_list terms;
	struct arena *arena; /* terms */
};

static enum fault copy_terms(const char *folder, const char *data, struct error *err)
{
	static const char *const files[] = {"terms.yaml", "places.yaml"};
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	enum fault fault = folder_add(folder, "terms", err);
	char from[FOLDER_PATH], to[FOLDER_PATH], *bytes;
	size_t len;

	for (size_t i = 0; i < 2 && fault == FAULT_NONE; i++) {
		snprintf(from, sizeof(from), "%s/%s", data, files[i]);
		snprintf(to, sizeof(to), "%s/terms/%s", folder, files[i]);
		fault = folder_read(a, from, REGISTRY_WORK / 4, &bytes, &len, err);
		if (fault == FAULT_NONE)
			fault = folder_write(to, bytes, len, err);
	}
	return fault;
}

static enum fault make_backup_key(const char *folder, char secret[65], struct error *err)
{
	unsigned char public[crypto_box_PUBLICKEYBYTES], private[crypto_box_SECRETKEYBYTES];
	char hex[2 * sizeof(public) + 2], path[FOLDER_PATH];

	crypto_box_keypair(public, private);
	sodium_bin2hex(secret, 65, private, sizeof(private));
	sodium_memzero(private, sizeof(private));
	sodium_bin2hex(hex, sizeof(hex) - 1, public, sizeof(public));
	snprintf(path, sizeof(path), "%s/backup.pub", folder);
	return folder_write(path, hex, strlen(hex), err);
}

/* A definition of the starter catalogue: COUNTRY/ID.yaml. */
static enum fault import_file(void *ctx, const char *name, struct error *err)
{
	struct making *m = ctx;
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	const char *slash = strchr(name, '/'), *dot = strrchr(name, '.');
	const struct service *service;
	char path[FOLDER_PATH], *yaml;
	bool is_new;
	size_t len;
	enum fault fault;

	if (slash == NULL || dot == NULL || strcmp(dot, ".yaml") != 0)
		return FAULT_NONE;
	if (snprintf(path, sizeof(path), "%s/%s", m->data, name) >= (int)sizeof(path))
		return FAULT_NONE;
	fault = folder_read(a, path, DEFINITION_MAX, &yaml, &len, err);
	if (fault == FAULT_NONE)
		fault = service_read(a, &m->terms, name, yaml, len, &service, NULL, err);
	if (fault == FAULT_NONE)
		fault = import_one(m->registry, service, (struct yaml){yaml, len}, &is_new, err);
	return fault;
}

static enum fault fill(struct making *m, const char *folder, char secret[65], struct error *err)
{
	char path[FOLDER_PATH];
	enum fault fault = folder_add(folder, "keys", err);

	if (fault == FAULT_NONE)
		fault = folder_add(folder, "documents", err);
	if (fault == FAULT_NONE)
		fault = copy_terms(folder, m->data, err);
	if (fault == FAULT_NONE)
		fault = seal_make(folder, err);
	if (fault == FAULT_NONE)
		fault = make_backup_key(folder, secret, err);
	snprintf(path, sizeof(path), "%s/registry.db", folder);
	if (fault == FAULT_NONE)
		fault = folder_write(path, "", 0, err);
	if (fault == FAULT_NONE)
		fault = open_registry(folder, true, &m->registry, err);
	if (fault == FAULT_NONE)
		fault = term_read(m->arena, m->registry->terms, &m->terms, err);
	if (fault == FAULT_NONE)
		fault = store_begin(m->registry->store, err);
	if (fault == FAULT_NONE)
		fault = folder_walk(m->data, import_file, m, err);
	if (fault == FAULT_NONE)
		fault = store_commit(m->registry->store, err);
	if (fault == FAULT_NONE)
		fault = registry_snapshot(m->registry, err);
	if (fault == FAULT_NONE)
		fault = folder_sync(folder, err);
	return fault;
}

enum fault registry_create(const char *folder, const char *data, char backup_secret[65],
			   struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct making m = {.data = data, .arena = a};
	enum fault fault;

	if (sodium_init() < 0)
		return fail(err, FAULT_BROKEN, N_("The portal's cryptography does not start."),
			    "sodium_init");
	fault = folder_make(folder, err);
	if (fault != FAULT_NONE)
		return fault;
	fault = fill(&m, folder, backup_secret, err);
	registry_close(m.registry);
	if (fault != FAULT_NONE)
		folder_clear(folder);
	return fault;
}

/* --- definitions --- */

enum fault registry_import(struct registry *r, const struct service *s, const char *yaml,
			   size_t len, bool *ret_new, struct error *err)
{
	bool is_new = false;
	enum fault fault = store_begin(r->store, err);

	if (fault == FAULT_NONE)
		fault = import_one(r, s, (struct yaml){yaml, len}, &is_new, err);
	if (fault == FAULT_NONE && is_new)
		fault = store_commit(r->store, err);
	store_rollback(r->store);
	if (fault == FAULT_NONE)
		*ret_new = is_new;
	return fault;
}

static enum fault load_one(void *ctx, const struct store_definition *d, struct error *err)
{
	return catalogue_take(ctx, d->service, d->yaml, d->len, err);
}

enum fault registry_load(struct registry *r, struct catalogue *c, struct error *err)
{
	enum fault fault = store_definition_each(r->store, true, load_one, c, err);

	if (fault == FAULT_NONE)
		catalogue_seal(c);
	return fault;
}

enum fault registry_yaml(struct registry *r, struct arena *a, const char *id, int version,
			 const char **ret, size_t *ret_len, struct error *err)
{
	struct store_definition d = {.yaml = NULL};
	enum fault fault = FAULT_NONE;

	if (version == 0)
		fault = store_definition_newest(r->store, id, &version, err);
	if (fault == FAULT_NONE)
		fault = store_definition_find(r->store, a, id, version, &d, err);
	if (fault != FAULT_NONE)
		return fault;
	if (d.yaml == NULL)
		return fail(err, FAULT_MISSING, N_("The catalogue has no such service."), "%s/%d",
			    id, version);
	*ret = d.yaml;
	*ret_len = d.len;
	return FAULT_NONE;
}

enum fault registry_service(struct registry *r, struct arena *a, const struct term_list *terms,
			    const char *id, int version, const struct service **ret,
			    struct error *err)
{
	const char *yaml = NULL;
	size_t len = 0;
	enum fault fault = registry_yaml(r, a, id, version, &yaml, &len, err);

	return fault == FAULT_NONE ? service_read(a, terms, id, yaml, len, ret, NULL, err) : fault;
}

int64_t registry_catalogue_stamp(struct registry *r)
{
	int64_t stamp = -1;

	return store_definition_stamp(r->store, &stamp, NULL) == FAULT_NONE ? stamp : -1;
}

enum fault registry_count(struct registry *r, struct registry_figures *ret, struct error *err)
{
	struct registry_figures f = {0};
	struct store_head head;
	enum fault fault = store_definition_count(r->store, &f.services, err);

	if (fault == FAULT_NONE)
		fault = store_application_count(r->store, &f.drafts, &f.applications, err);
	if (fault == FAULT_NONE)
		fault = store_ledger_head(r->store, &head, err);
	if (fault != FAULT_NONE)
		return fault;
	f.ledger_entries = head.seq;
	sodium_bin2hex(f.ledger_head, sizeof(f.ledger_head), head.hash, sizeof(head.hash));
	*ret = f;
	return FAULT_NONE;
}
