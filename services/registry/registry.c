/* registry.c - an opened state folder: made, opened, closed. */
#include "services/registry/registry.h"

#include "services/registry/folder.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"
#include "services/store/store_definition.h"
#include "services/store/store_open.h"
#include "services/store/store_ledger.h"

#include <errno.h>
#include <fcntl.h>

const struct registry_file registry_files[] = {
	{"registry.db", true, false},
	{"registry.db-wal", true, true},
	{"registry.db-shm", true, true},
	{"writers", true, true},
	{"hashing", true, true},
	{"keys/answers.key", false, false},
	{"keys/pin.key", false, false},
	{"keys/digest.key", false, false},
	{"keys/signing.key", false, false},
	{"keys/signers", false, false},
	{"terms", false, false},
	{"documents", true, false},
	{NULL, false, false},
};

/* --- opening --- */

/* The keys are read before all else is there, since rows get their digests while the tables are
   brought up to date. */
struct filling {
	struct registry *registry;
	const char *folder;
};

static enum fault other_keys(struct error *err)
{
	return fail(err, FAULT_CONFLICT,
		    N_("The keys in this folder are not those that this registry was made with. "
		       "Carry them over from a host that serves it: `shubbak backup --keys FILE` "
		       "there, `shubbak init --join FILE` here."),
		    "keys");
}

/* Of a registry that does not tell its keys yet. Two rows are looked at, so that one that was
   changed past the portal is verify's to tell; so is one without its digest, which no keys made. */
static enum fault were_these(const struct seal *seal, struct store *s, struct error *err)
{
	struct store_definition_stamp stamp = {.mac = ""};
	struct store_ledger_origin home;
	bool found = false;
	enum fault fault = store_ledger_home(s, &home, err);

	if (fault == FAULT_NONE)
		fault = store_definition_find_stamp(s, &stamp, &found, err);
	if (fault != FAULT_NONE || home.mac[0] == '\0' || stamp.mac[0] == '\0' ||
	    vouch_holds(seal, &store_ledger_origin_table, &home) ||
	    vouch_holds(seal, &store_definition_stamp_table, &stamp))
		return fault;
	return other_keys(err);
}

/* The ledger is written by way of the registry, which has its store only when that is open. */
static enum fault enter_addresses(struct registry *r, struct store *s, struct error *err)
{
	enum fault fault;

	r->store = s;
	fault = vouch_address_fill(r, err);
	r->store = NULL;
	return fault;
}

/* Of a folder that is older than signatures are: by whoever brings its tables up to date. */
static enum fault make_signer(const char *folder, int from, struct error *err)
{
	struct signer s;
	enum fault fault = signer_read(folder, &s, err);
	bool missing = fault == FAULT_NONE && !s.there;

	signer_wipe(&s);
	return missing && from > 0 && from < STORE_ISSUES ? signer_rotate(folder, false, err)
							  : fault;
}

static enum fault fill_digests(void *ctx, struct store *s, int from, struct error *err)
{
	struct filling *f = ctx;
	const struct seal *seal = &f->registry->seal;
	enum fault fault = seal_read(f->folder, &f->registry->seal, err);

	if (fault == FAULT_NONE)
		fault = make_signer(f->folder, from, err);
	if (fault == FAULT_NONE && from < STORE_VOUCHED)
		fault = vouch_fill(seal, s, err);
	else if (fault == FAULT_NONE && from < STORE_VOUCHED_AS)
		fault = vouch_fill_submitted(seal, s, VOUCH_CONTENT, err);
	else if (fault == FAULT_NONE && from >= STORE_TOLD && from < STORE_TOLD_VOUCHED)
		fault = vouch_fill_submitted(seal, s, VOUCH_CLEAR, err);
	if (fault == FAULT_NONE && from >= STORE_VOUCHED && from < STORE_KEYED)
		fault = were_these(seal, s, err);
	if (fault == FAULT_NONE && from < STORE_KEYED)
		fault = vouch_fill_keys(seal, s, err);
	return fault == FAULT_NONE && from >= STORE_TOLD_VOUCHED && from < STORE_ADDRESSED
		       ? enter_addresses(f->registry, s, err)
		       : fault;
}

/* With other keys nothing would be found, and what is written would be damage to all others. A row
   without its digest was changed past the portal, which is verify's to tell: no other keys made it.
 */
static enum fault keys_fit(const struct registry *r, struct error *err)
{
	struct store_definition_stamp keys = {.mac = ""};
	char mac[SEAL_DIGEST + 1];
	bool found = false;
	enum fault fault = store_definition_find_keys(r->store, &keys, &found, err);

	vouch_keys(&r->seal, mac);
	if (fault == FAULT_NONE && keys.mac[0] != '\0' && strcmp(keys.mac, mac) != 0)
		return other_keys(err);
	return fault;
}

enum fault registry_home(struct registry *r, struct error *err)
{
	struct store_ledger_origin home;
	enum fault fault;

	if (r->origin[0] != '\0')
		return FAULT_NONE;
	fault = store_ledger_home(r->store, &home, err);
	if (fault == FAULT_NONE)
		fault = keys_fit(r, err);
	if (fault == FAULT_NONE)
		snprintf(r->origin, sizeof(r->origin), "%s", home.id);
	return fault;
}

bool registry_is_training(const struct registry *r)
{
	return r->is_training;
}

enum fault registry_read_clock(struct registry *r, struct error *err)
{
	struct store_definition_stamp row = {.number = 0};
	bool found = false;
	enum fault fault = store_definition_find_clock(r->store, &row, &found, err);

	if (fault != FAULT_NONE)
		return fault;
	r->is_training = found && vouch_holds(&r->seal, &store_definition_stamp_table, &row);
	r->ahead = r->is_training ? row.number : 0;
	return FAULT_NONE;
}

/* All but the database. */
static enum fault open_folder(struct registry *r, const char *folder, struct error *err)
{
	char path[FOLDER_PATH];
	enum fault fault = seal_read(folder, &r->seal, err);

	if (fault == FAULT_NONE)
		fault = signer_read(folder, &r->signer, err);
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

static struct registry *new_registry(void)
{
	struct registry *r = calloc(1, sizeof(*r));

	if (r == NULL)
		fatal("out of memory");
	r->hashing = -1;
	return r;
}

static enum fault hand_out(struct registry *r, enum fault fault, struct registry **ret)
{
	if (fault == FAULT_NONE)
		*ret = r;
	else
		registry_close(r);
	return fault;
}

enum opening { OPEN, UPGRADE, CREATE };

static enum fault open_registry(const char *folder, const char *address, enum opening how,
				struct registry **ret, struct error *err)
{
	struct registry *r = new_registry();
	struct filling filling = {r, folder};
	enum fault fault = store_open(
		folder, address, how == CREATE,
		&(struct store_filler){fill_digests, &filling, how == UPGRADE}, &r->store, err);

	if (fault == FAULT_NONE)
		fault = open_folder(r, folder, err);
	if (fault == FAULT_NONE)
		fault = registry_home(r, err);
	if (fault == FAULT_NONE)
		fault = registry_read_clock(r, err);
	return hand_out(r, fault, ret);
}

enum fault registry_open(const char *folder, const char *address, struct registry **ret,
			 struct error *err)
{
	return open_registry(folder, address, OPEN, ret, err);
}

enum fault registry_upgrade(const char *folder, const char *address, struct registry **ret,
			    struct error *err)
{
	return open_registry(folder, address, UPGRADE, ret, err);
}

enum fault registry_open_later(const char *folder, const char *address, struct registry **ret,
			       struct error *err)
{
	struct registry *r = new_registry();
	enum fault fault = store_open_later(folder, address, &r->store, err);

	if (fault == FAULT_NONE)
		fault = open_folder(r, folder, err);
	return hand_out(r, fault, ret);
}

void registry_rest(struct registry *r)
{
	store_rest(r->store);
}

enum fault registry_await(struct registry *r, struct error *err)
{
	return store_await(r->store, err);
}

bool registry_is_resting(const struct registry *r)
{
	return store_is_resting(r->store);
}

bool registry_is_here(const char *address)
{
	return address == NULL || store_open_is_here(address);
}

void registry_close(struct registry *r)
{
	if (r == NULL)
		return;
	store_close(r->store);
	seal_wipe(&r->seal);
	signer_wipe(&r->signer);
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

int64_t registry_machine_now(const struct registry *r)
{
	return r->now == NULL ? (int64_t)time(NULL) : r->now(r->now_ctx);
}

int64_t registry_now(const struct registry *r)
{
	return registry_machine_now(r) + r->ahead;
}

void registry_use_wait(struct registry *r, void (*wait)(void *ctx, int milliseconds), void *ctx)
{
	r->wait = wait;
	r->wait_ctx = ctx;
}

void registry_wait(const struct registry *r, int milliseconds)
{
	if (milliseconds > 0 && r->wait != NULL)
		r->wait(r->wait_ctx, milliseconds);
}

void registry_defer(struct registry *r)
{
	store_defer(r->store);
}

enum fault registry_settle(struct registry *r, struct error *err)
{
	return store_settle(r->store, err);
}

const char *registry_terms(const struct registry *r)
{
	return r->terms;
}

/* --- making --- */

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

static enum fault fill(const struct registry_start *start, const char *folder, char secret[65],
		       struct registry **ret, struct error *err)
{
	char path[FOLDER_PATH];
	enum fault fault = folder_add(folder, "keys", err);

	if (fault == FAULT_NONE)
		fault = folder_add(folder, "documents", err);
	if (fault == FAULT_NONE)
		fault = copy_terms(folder, start->data, err);
	if (fault == FAULT_NONE)
		fault = seal_make(folder, err);
	if (fault == FAULT_NONE)
		fault = signer_make(folder, err);
	if (fault == FAULT_NONE)
		fault = make_backup_key(folder, secret, err);
	snprintf(path, sizeof(path), "%s/registry.db", folder);
	if (fault == FAULT_NONE && start->address == NULL)
		fault = folder_write(path, "", 0, err);
	if (fault == FAULT_NONE)
		fault = open_registry(folder, start->address, CREATE, ret, err);
	if (fault == FAULT_NONE)
		fault = start->fill(start->ctx, *ret, err);
	if (fault == FAULT_NONE)
		fault = folder_sync(folder, err);
	return fault;
}

enum fault registry_create(const char *folder, const struct registry_start *start,
			   char backup_secret[65], struct error *err)
{
	struct registry *r = NULL;
	enum fault fault;

	if (sodium_init() < 0)
		return fail(err, FAULT_BROKEN, N_("The portal's encryption could not be started."),
			    "sodium_init");
	fault = folder_make(folder, err);
	if (fault != FAULT_NONE)
		return fault;
	/* Another portal's has other keys. */
	if (start->address != NULL) {
		fault = store_open_nothing(folder, start->address, err);
		if (fault != FAULT_MISSING)
			return fault;
	}
	fault = fill(start, folder, backup_secret, &r, err);
	registry_close(r);
	if (fault != FAULT_NONE)
		folder_clear(folder);
	return fault;
}
