/* sqlite_pour.c - a whole database of SQLite filled with rows, in a file that gets its name when it
 * is whole. */
#include "services/store/sqlite.h"
#include "services/store/table.h"

#include <errno.h>
#include <fcntl.h>

#define PATH_ROOM 4096
#define CACHE_FILLING "-262144" /* kB of pages that are kept while it is filled */

/* Rows come in another order than those of some indexes: pages are written out once, not again and
   again. */
enum fault sqlite_fill_begin(struct store *store, struct error *err)
{
	struct sqlite *s = sqlite_of(store);
	int result =
		sqlite3_exec(s->database, "PRAGMA cache_size = " CACHE_FILLING, NULL, NULL, NULL);

	return result == SQLITE_OK ? FAULT_NONE : sqlite_fault(s, result, err);
}

enum fault sqlite_fill_end(struct store *store, struct error *err)
{
	struct sqlite *s = sqlite_of(store);
	int result =
		sqlite3_exec(s->database, "PRAGMA cache_size = " SQLITE_CACHE, NULL, NULL, NULL);

	return result == SQLITE_OK ? FAULT_NONE : sqlite_fault(s, result, err);
}

enum fault sqlite_pour_begin(struct store *store, enum sql_table which, const struct table *t,
			     struct error *err)
{
	struct sqlite *s = sqlite_of(store);
	(void)t;
	s->filling = (enum sql)((int)SQL_FILL + (int)which);
	return sqlite_ready(store, &s->filling, 1, err);
}

enum fault sqlite_pour_row(struct store *store, const struct datum *values, size_t count,
			   struct error *err)
{
	struct sqlite *s = sqlite_of(store);
	sqlite3_stmt *st = s->statements[s->filling];
	int result = SQLITE_OK;

	for (size_t i = 0; result == SQLITE_OK && i < count; i++)
		result = sqlite_bind(st, (int)i + 1, &values[i]);
	if (result == SQLITE_OK) {
		sqlite3_step(st);
		result = sqlite3_reset(st);
	}
	return result == SQLITE_OK ? FAULT_NONE : sqlite_fault(s, result, err);
}

enum fault sqlite_pour_end(struct store *store, struct error *err)
{
	(void)err;
	sqlite3_clear_bindings(sqlite_of(store)->statements[sqlite_of(store)->filling]);
	return FAULT_NONE;
}

/* --- one that another is moved into --- */

static enum fault keep_file(const char *file, struct error *err)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	bool kept = fd >= 0 && fsync(fd) == 0;
	enum fault fault = FAULT_NONE;

	if (!kept)
		fault = fail(err, FAULT_BUSY, N_("The portal's folder cannot be written to."),
			     "%s: %s", file, strerror(errno));
	if (fd >= 0)
		close(fd);
	return fault;
}

/* The file is whole only now that it is on the disk, and has its name only when it is whole. */
enum fault sqlite_arrived(struct store *store, struct error *err)
{
	struct sqlite *s = sqlite_of(store);
	char *slash = strrchr(s->home, '/');
	enum fault fault = keep_file(s->file, err);

	if (fault == FAULT_NONE && rename(s->file, s->home) != 0)
		fault = fail(err, FAULT_BUSY, N_("The portal's folder cannot be written to."),
			     "%s: %s", s->home, strerror(errno));
	if (fault != FAULT_NONE)
		return fault;
	*slash = '\0';
	fault = keep_file(s->home, err);
	*slash = '/';
	return fault;
}

enum fault sqlite_arrive(const char *folder, struct store **ret, struct error *err)
{
	char home[PATH_ROOM], file[PATH_ROOM], full[PATH_ROOM];
	struct sqlite *s;
	enum fault fault;

	if (realpath(folder, full) == NULL || strlen(full) > PATH_ROOM - 32)
		return fail(err, FAULT_MISSING, N_("There is no such folder."), "%s: %s", folder,
			    strerror(errno));
	snprintf(home, sizeof(home), "%.*s/registry.db", PATH_ROOM - 32, full);
	snprintf(file, sizeof(file), "%.*s/registry.db.new", PATH_ROOM - 32, full);
	if (access(home, F_OK) == 0)
		return fail(err, FAULT_CONFLICT, N_("There is a registry in this folder already."),
			    "%s", home);
	unlink(file);
	close(open(file, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
	fault = sqlite_make(file, ret, err);
	if (fault != FAULT_NONE)
		return fault;
	s = sqlite_of(*ret);
	s->file = strdup(file);
	s->home = strdup(home);
	if (s->file == NULL || s->home == NULL)
		fatal("out of memory");
	return FAULT_NONE;
}
