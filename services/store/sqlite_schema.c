/* sqlite_schema.c - how an older registry is brought up to date, and a new one made. */
#include "services/store/store_open.h"
#include "services/store/sqlite.h"

#define APPLICATION_ID 0x53484231 /* "SHB1", as the scripts below say it */

static int newest(void)
{
	int version = 0;

	while (sqlite_scripts[version] != NULL)
		version++;
	return version;
}

static enum fault ask(struct sqlite *s, const char *pragma, int *ret, struct error *err)
{
	sqlite3_stmt *st = NULL;
	int result = sqlite3_prepare_v2(s->database, pragma, -1, &st, NULL);

	if (result == SQLITE_OK) {
		result = sqlite3_step(st);
		if (result == SQLITE_ROW)
			*ret = sqlite3_column_int(st, 0);
	}
	sqlite3_finalize(st);
	return result == SQLITE_ROW ? FAULT_NONE : sqlite_fault(s, result, err);
}

/* All scripts in one transaction, so that what fills in digests sees the tables as this version
   has them. */
static enum fault run_scripts(struct sqlite *s, const struct store_filler *filler,
			      struct error *err)
{
	int version = 0, from, result = SQLITE_OK;
	enum fault fault = store_begin(&s->store, err);

	if (fault == FAULT_NONE)
		fault = ask(s, "PRAGMA user_version", &version, err);
	for (from = version; fault == FAULT_NONE && version < newest(); version++) {
		result = sqlite3_exec(s->database, sqlite_scripts[version], NULL, NULL, NULL);
		if (result != SQLITE_OK)
			fault = sqlite_fault(s, result, err);
	}
	if (fault == FAULT_NONE && from < newest() && filler != NULL)
		fault = filler->fill(filler->ctx, &s->store, from, err);
	if (fault == FAULT_NONE)
		fault = store_commit(&s->store, err);
	store_rollback(&s->store);
	return fault;
}

enum fault sqlite_schema_apply(struct sqlite *s, const struct store_filler *filler,
			       struct error *err)
{
	int version = 0, id = 0, moved = 0;
	enum fault fault = ask(s, "PRAGMA user_version", &version, err);

	if (fault == FAULT_NONE)
		fault = ask(s, "PRAGMA application_id", &id, err);
	if (fault == FAULT_NONE && version > 0 && id != APPLICATION_ID)
		return fail(err, FAULT_MISSING,
			    N_("This folder's registry.db is not a registry of this portal."),
			    "application_id %x", (unsigned)id);
	if (fault == FAULT_NONE)
		fault = ask(s, "SELECT count(*) FROM sqlite_schema WHERE name = 'moved_0'", &moved,
			    err);
	if (fault == FAULT_NONE && moved > 0)
		return store_moved(err);
	if (fault == FAULT_NONE && version > newest())
		return fail(err, FAULT_CONFLICT,
			    N_("This registry was created by a newer version of the portal. "
			       "Install that version."),
			    "user_version %d, known %d", version, newest());
	/* Its rows would stay without their digests for ever. */
	if (fault == FAULT_NONE && version > 0 && version < newest() && filler == NULL)
		return store_older(version, newest(), err);
	return fault == FAULT_NONE && version < newest() ? run_scripts(s, filler, err) : fault;
}
