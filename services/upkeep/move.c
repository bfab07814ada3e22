/* move.c - a portal's registry carried into another database, whole, and back again. */
#include "services/upkeep/move.h"

#include "services/registry/folder.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_open.h"

#include <errno.h>
#include <unistd.h>

static const char *const ends[] = {"", "-wal", "-shm"}; /* of the database's files */

/* Those from the `first` on get other names. */
static enum fault rename_files(const struct registry *r, size_t first, struct error *err)
{
	char from[FOLDER_PATH], to[FOLDER_PATH];

	for (size_t i = first; i < sizeof(ends) / sizeof(ends[0]); i++) {
		snprintf(from, sizeof(from), "%s/registry.db%s", r->folder, ends[i]);
		snprintf(to, sizeof(to), "%s/registry.db%s.moved", r->folder, ends[i]);
		if (rename(from, to) != 0 && errno != ENOENT)
			return fail(err, FAULT_BUSY,
				    N_("The portal's folder cannot be written to."), "%s: %s", from,
				    strerror(errno));
	}
	return FAULT_NONE;
}

/* Of one that was ended between two of them the log has stayed, which would be taken for that of
   the one that comes. */
static enum fault set_log_aside(const struct registry *r, struct error *err)
{
	char path[FOLDER_PATH];

	snprintf(path, sizeof(path), "%s/registry.db", r->folder);
	return access(path, F_OK) != 0 && errno == ENOENT ? rename_files(r, 1, err) : FAULT_NONE;
}

/* One that was moved away from this folder before makes room for the one that comes back. */
static enum fault set_aside(const struct registry *r, struct error *err)
{
	struct store *s = NULL;
	struct error why = {0};
	bool moved;
	enum fault fault = store_open(r->folder, NULL, false, NULL, &s, &why);

	store_close(s);
	if (fault == FAULT_MISSING)
		return set_log_aside(r, err);
	moved = why.code != NULL && strcmp(why.code, STORE_MOVED) == 0;
	if (fault == FAULT_NONE || (fault == FAULT_CONFLICT && !moved))
		return fail(err, FAULT_CONFLICT, N_("There is a registry in this folder already."),
			    "%s", r->folder);
	if (!moved) {
		*err = why;
		return fault;
	}
	return rename_files(r, 0, err);
}

enum fault move_run(struct registry *r, const char *address, const struct store_ear *ear,
		    struct store_poured *ret, struct error *err)
{
	struct store *to = NULL;
	enum fault fault = address == NULL ? set_aside(r, err) : FAULT_NONE;

	if (fault == FAULT_NONE)
		fault = store_arrive(r->folder, address, &to, err);
	if (fault == FAULT_NONE)
		fault = store_move(r->store, to, ear, ret, err);
	store_close(to);
	return fault;
}

static enum fault remove_files(const char *folder, struct error *err)
{
	char path[FOLDER_PATH];

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		snprintf(path, sizeof(path), "%s/registry.db%s", folder, ends[i]);
		if (unlink(path) != 0 && errno != ENOENT)
			return fail(err, FAULT_BUSY,
				    N_("The portal's folder cannot be written to."), "%s: %s", path,
				    strerror(errno));
	}
	return folder_sync(folder, err);
}

enum fault move_restored(const char *folder, const char *address, const struct store_ear *ear,
			 struct store_poured *ret, struct error *err)
{
	struct registry *r = NULL;
	enum fault fault = registry_open(folder, NULL, &r, err);

	if (fault == FAULT_NONE)
		fault = move_run(r, address, ear, ret, err);
	registry_close(r);
	r = NULL;
	if (fault == FAULT_NONE)
		fault = registry_open(folder, address, &r, err);
	registry_close(r);
	return fault == FAULT_NONE ? remove_files(folder, err) : fault;
}
