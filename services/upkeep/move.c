/* move.c - a portal's registry carried into another database, whole, and back again. */
#include "services/upkeep/move.h"

#include "i18n/base/array.h"
#include "services/document/blob.h"
#include "services/registry/folder.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_open.h"

#include <errno.h>
#include <unistd.h>

/* Ids, read whole before anything else is asked of the store. */
struct arena_list {
	struct arena *arena;
	char (*ids)[33];
	size_t count, room;
};

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

/* --- papers --- */

static enum fault remove_paper(void *ctx, const char *name, struct error *err)
{
	char path[FOLDER_PATH];

	(void)err;
	snprintf(path, sizeof(path), "%s/%s", (const char *)ctx, name);
	unlink(path);
	return FAULT_NONE;
}

/* Of papers whose bytes stand in rows from now on. */
static enum fault remove_papers(const char *folder, struct error *err)
{
	char papers[FOLDER_PATH];

	snprintf(papers, sizeof(papers), "%.*s/documents", FOLDER_PATH - 16, folder);
	return folder_walk(papers, remove_paper, papers, err);
}

static void keep_id(void *ctx, const struct store_paper *row)
{
	struct arena_list *l = ctx;

	l->ids = array_room_in(l->arena, l->ids, l->count + 1, &l->room, sizeof(*l->ids));
	memcpy(l->ids[l->count++], row->id, sizeof(*l->ids));
}

static enum fault carry_chunk(struct blob *b, struct store *to, int64_t number,
			      unsigned char *bytes, struct error *err)
{
	struct store_paper_chunk row = {.number = number, .sealed = {bytes, 0}};
	enum fault fault = blob_get(b, number, bytes, &row.sealed.len, err);

	memcpy(row.paper, b->paper, sizeof(row.paper));
	return fault == FAULT_NONE ? store_paper_put_chunk(to, &row, err) : fault;
}

/* Sealed as they are, from the file into rows. */
static enum fault carry_paper(struct registry *r, const char *id, struct store *to,
			      struct error *err)
{
	unsigned char *bytes = array_new(CHUNK_SEALED, 1);
	struct blob b = {.file = -1};
	struct store_paper row;
	bool found = false;
	int64_t count = 0;
	size_t len = 0;
	enum fault fault = store_paper_get(r->store, id, &row, &found, err);

	if (fault == FAULT_NONE && found)
		fault = blob_open(&b, r, &row, false, err);
	if (fault == FAULT_NONE && b.file >= 0)
		fault = blob_last(&b, &count, &len, err);
	if (fault == FAULT_NONE && count > 0)
		fault = store_begin(to, err);
	for (int64_t i = 0; fault == FAULT_NONE && i < count; i++)
		fault = carry_chunk(&b, to, i, bytes, err);
	if (fault == FAULT_NONE && count > 0)
		fault = store_commit(to, err);
	store_rollback(to);
	blob_close(&b);
	free(bytes);
	return fault;
}

/* Where both keep them in rows they have come as such. */
static enum fault carry_papers(void *ctx, struct store *to, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_FILL);
	struct arena_list l = {.arena = a};
	struct registry *r = ctx;
	enum fault fault = FAULT_NONE;

	if (!store_paper_in_files(r->store))
		return FAULT_NONE;
	fault = store_paper_all(r->store, keep_id, &l, err);
	for (size_t i = 0; fault == FAULT_NONE && i < l.count; i++)
		fault = carry_paper(r, l.ids[i], to, err);
	return fault;
}

enum fault move_run(struct registry *r, const char *address, const struct store_ear *ear,
		    struct store_poured *ret, struct error *err)
{
	const struct store_carry carry = {carry_papers, r};
	struct store *to = NULL;
	enum fault fault = address == NULL ? set_aside(r, err) : FAULT_NONE;

	/* What was left here when it was moved away is older than the rows that come. */
	if (fault == FAULT_NONE && address == NULL)
		fault = remove_papers(r->folder, err);
	if (fault == FAULT_NONE)
		fault = store_arrive(r->folder, address, &to, err);
	if (fault == FAULT_NONE)
		fault = store_move(r->store, to, &carry, ear, ret, err);
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
	return remove_papers(folder, err) == FAULT_NONE ? folder_sync(folder, err) : FAULT_BUSY;
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
