/* move.c - a portal's registry carried into another database, whole, and back again. */
#include "services/upkeep/move.h"

#include "services/registry/folder.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_open.h"

#include <errno.h>

/* One that was moved away from this folder before makes room for the one that comes back. */
static enum fault set_aside(const struct registry *r, struct error *err)
{
	static const char *const ends[] = {"", "-wal", "-shm"};
	char from[FOLDER_PATH], to[FOLDER_PATH];
	struct store *s = NULL;
	struct error why = {0};
	bool moved;
	enum fault fault = store_open(r->folder, NULL, false, NULL, &s, &why);

	store_close(s);
	if (fault == FAULT_MISSING)
		return FAULT_NONE;
	moved = why.code != NULL && strcmp(why.code, STORE_MOVED) == 0;
	if (fault == FAULT_NONE || (fault == FAULT_CONFLICT && !moved))
		return fail(err, FAULT_CONFLICT, N_("There is a registry in this folder already."),
			    "%s", r->folder);
	if (!moved) {
		*err = why;
		return fault;
	}
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		snprintf(from, sizeof(from), "%s/registry.db%s", r->folder, ends[i]);
		snprintf(to, sizeof(to), "%s/registry.db%s.moved", r->folder, ends[i]);
		if (rename(from, to) != 0 && errno != ENOENT)
			return fail(err, FAULT_BUSY,
				    N_("The portal's folder cannot be written to."), "%s: %s", from,
				    strerror(errno));
	}
	return FAULT_NONE;
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
