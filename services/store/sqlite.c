/* sqlite.c - the registry in SQLite: opened, held by one writer at a time, checked and copied. */
#include "services/store/store_open.h"
#include "services/store/sqlite.h"

#include <errno.h>
#include <fcntl.h>

#define PATH_ROOM 4096

/* What every connection is set to. With synchronous=NORMAL a COMMIT leaves the log to be synced:
   sqlite_turn.c does that, before anybody answers. cache_size: a desk's private memory. */
static const char settings[] = "PRAGMA journal_mode = WAL;"
			       "PRAGMA synchronous = NORMAL;"
			       "PRAGMA foreign_keys = ON;"
			       "PRAGMA secure_delete = ON;"
			       "PRAGMA cell_size_check = ON;"
			       "PRAGMA trusted_schema = OFF;"
			       "PRAGMA temp_store = MEMORY;"
			       "PRAGMA mmap_size = 0;"
			       "PRAGMA cache_size = " SQLITE_CACHE ";"
			       "PRAGMA journal_size_limit = 16777216;";

/* Everybody else waits while one has the turn: what can be parsed before it is. */
static int parse_words(struct sqlite *s)
{
	int result = SQLITE_OK;

	if (s->begin == NULL)
		result = sqlite3_prepare_v3(s->database, "BEGIN IMMEDIATE", -1,
					    SQLITE_PREPARE_PERSISTENT, &s->begin, NULL);
	if (result == SQLITE_OK && s->commit == NULL)
		result = sqlite3_prepare_v3(s->database, "COMMIT", -1, SQLITE_PREPARE_PERSISTENT,
					    &s->commit, NULL);
	return result;
}

static int run_words(sqlite3_stmt *st)
{
	sqlite3_step(st);
	return sqlite3_reset(st);
}

/* Whoever writes is alone. */
static enum fault begin(struct store *store, bool alone, struct error *err)
{
	struct sqlite *s = sqlite_of(store);
	enum fault fault;
	int result = parse_words(s);

	(void)alone;
	if (result != SQLITE_OK)
		return sqlite_fault(s, result, err);
	fault = sqlite_turn_take(s, err);
	if (fault != FAULT_NONE)
		return fault;
	result = run_words(s->begin);
	if (result != SQLITE_OK) {
		sqlite_turn_give(s);
		return sqlite_fault(s, result, err);
	}
	return FAULT_NONE;
}

static enum fault commit(struct store *store, struct error *err)
{
	struct sqlite *s = sqlite_of(store);
	enum fault fault;
	int result;

	sqlite_turn_begun(s);
	result = run_words(s->commit);
	if (result != SQLITE_OK)
		return sqlite_fault(s, result, err);
	sqlite_turn_done(s);
	sqlite_turn_give(s);
	fault = sqlite_turn_sync(s, err);
	if (fault == FAULT_NONE)
		sqlite_turn_tidy(s);
	return fault;
}

static void rollback(struct store *store)
{
	struct sqlite *s = sqlite_of(store);

	if (!sqlite3_get_autocommit(s->database))
		sqlite3_exec(s->database, "ROLLBACK", NULL, NULL, NULL);
	/* Else each row that anybody reads would be synced, until somebody can write again. */
	sqlite_turn_done(s);
	sqlite_turn_give(s);
}

static enum fault view(struct store *store, struct error *err)
{
	struct sqlite *s = sqlite_of(store);
	int result = sqlite3_exec(s->database, "BEGIN", NULL, NULL, NULL);

	return result == SQLITE_OK ? FAULT_NONE : sqlite_fault(s, result, err);
}

static void view_end(struct store *store)
{
	struct sqlite *s = sqlite_of(store);

	if (!sqlite3_get_autocommit(s->database))
		sqlite3_exec(s->database, "COMMIT", NULL, NULL, NULL);
}

/* Tells every row of a check but "ok", behind `words`; clears *whole when there was one. */
static enum fault tell_rows(struct sqlite *s, const char *pragma, const char *words,
			    void (*tell)(void *ctx, const char *line), void *ctx, bool *whole,
			    struct error *err)
{
	sqlite3_stmt *st = NULL;
	int result = sqlite3_prepare_v2(s->database, pragma, -1, &st, NULL);
	char line[400];

	if (result == SQLITE_OK)
		while ((result = sqlite3_step(st)) == SQLITE_ROW) {
			const char *row = (const char *)sqlite3_column_text(st, 0);

			if (row == NULL || strcmp(row, "ok") == 0)
				continue;
			snprintf(line, sizeof(line), "%s%s", words, row);
			*whole = false;
			tell(ctx, line);
		}
	sqlite3_finalize(st);
	if ((result & 0xFF) == SQLITE_CORRUPT) {
		*whole = false;
		tell(ctx, "The registry's file is damaged.");
		return FAULT_NONE;
	}
	return result == SQLITE_DONE ? FAULT_NONE : sqlite_fault(s, result, err);
}

static enum fault check(struct store *store, void (*tell)(void *ctx, const char *line), void *ctx,
			bool *ret_whole, struct error *err)
{
	struct sqlite *s = sqlite_of(store);
	bool whole = true;
	enum fault fault =
		tell_rows(s, "PRAGMA integrity_check", "Database: ", tell, ctx, &whole, err);

	if (fault == FAULT_NONE)
		fault = tell_rows(s, "PRAGMA foreign_key_check",
				  "A row refers to one that is missing, in table ", tell, ctx,
				  &whole, err);
	if (fault == FAULT_NONE)
		*ret_whole = whole;
	return fault;
}

static enum fault copy(struct store *store, const char *file, struct error *err)
{
	struct sqlite *s = sqlite_of(store);
	sqlite3_stmt *st = NULL;
	int result = sqlite3_prepare_v2(s->database, "VACUUM INTO $1", -1, &st, NULL);

	if (result == SQLITE_OK)
		result = sqlite3_bind_text(st, 1, file, -1, SQLITE_STATIC);
	if (result == SQLITE_OK)
		result = sqlite3_step(st);
	sqlite3_finalize(st);
	return result == SQLITE_DONE ? FAULT_NONE : sqlite_fault(s, result, err);
}

static enum fault settle(struct store *store, struct error *err)
{
	return sqlite_turn_seen(sqlite_of(store), err);
}

static enum fault trim(struct store *store, struct error *err)
{
	struct sqlite *s = sqlite_of(store);
	enum fault fault = sqlite_turn_take(s, err);
	int result;

	if (fault != FAULT_NONE)
		return fault;
	/* A long reader (verify, a backup) must not make all writers wait behind this. */
	sqlite3_busy_timeout(s->database, 0);
	result = sqlite3_wal_checkpoint_v2(s->database, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL,
					   NULL);
	sqlite3_busy_timeout(s->database, SQLITE_PATIENCE);
	sqlite_turn_give(s);
	if (result == SQLITE_OK || (result & 0xFF) == SQLITE_BUSY)
		return FAULT_NONE;
	return sqlite_fault(s, result, err);
}

/* What is refused on every table; sqlite_schema.c finds them. */
static enum fault freeze(struct store *store, struct error *err)
{
	static const char *const names[] = {SQL_TABLES(SQL_TABLE_TEXT)};
	static const char *const acts[] = {"INSERT", "UPDATE", "DELETE"};
	struct sqlite *s = sqlite_of(store);
	int result = SQLITE_OK;

	for (size_t i = 0; result == SQLITE_OK && i < 3 * SQL_TABLE_COUNT; i++) {
		char text[200];

		snprintf(text, sizeof(text),
			 "CREATE TRIGGER moved_%zu BEFORE %s ON %s"
			 " BEGIN SELECT RAISE(ABORT, 'moved'); END",
			 i, acts[i % 3], names[i / 3]);
		result = sqlite3_exec(s->database, text, NULL, NULL, NULL);
	}
	return result == SQLITE_OK ? FAULT_NONE : sqlite_fault(s, result, err);
}

static void rest(struct store *store)
{
	struct sqlite *s = sqlite_of(store);

	for (int i = 0; i < SQL_COUNT; i++)
		sqlite3_finalize(s->statements[i]);
	memset(s->statements, 0, sizeof(s->statements));
	sqlite3_finalize(s->begin);
	sqlite3_finalize(s->commit);
	s->begin = s->commit = NULL;
	sqlite3_close(s->database);
	s->database = NULL;
	sqlite_turn_close(s);
}

static enum fault wake(struct store *store, bool patient, struct error *err);

static void close_all(struct store *store)
{
	struct sqlite *s = sqlite_of(store);

	rest(store);
	free(s->folder);
	free(s->file);
	free(s->home);
	free(s);
}

static const struct engine engine = {
	.name = "SQLite",
	.start = sqlite_start,
	.next = sqlite_next,
	.end = sqlite_end,
	.number = sqlite_number,
	.text = sqlite_text,
	.bytes = sqlite_bytes,
	.compile = sqlite_compile,
	.ready = sqlite_ready,
	.fill_begin = sqlite_fill_begin,
	.fill_end = sqlite_fill_end,
	.pour_begin = sqlite_pour_begin,
	.pour_row = sqlite_pour_row,
	.pour_end = sqlite_pour_end,
	.begin = begin,
	.commit = commit,
	.rollback = rollback,
	.view = view,
	.view_end = view_end,
	.check = check,
	.copy = copy,
	.trim = trim,
	.settle = settle,
	.freeze = freeze,
	.arrived = sqlite_arrived,
	.rest = rest,
	.wake = wake,
	.close = close_all,
};

/* --- opening --- */

/* Settings that are no pragma. The write-ahead log stays when the last one closes, so that a
   sandboxed process never needs to remove a file. */
static int harden(sqlite3 *d)
{
	int keep = 1;
	int result = sqlite3_db_config(d, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);

	if (result == SQLITE_OK)
		result = sqlite3_db_config(d, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	if (result == SQLITE_OK)
		result = sqlite3_db_config(d, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	if (result == SQLITE_OK)
		result = sqlite3_db_config(d, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	if (result == SQLITE_OK)
		result = sqlite3_file_control(d, "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
	return result;
}

/* Whatever SQLite opens or asks for once (its random source, the log's index) it has after this, so
   that a sandbox may close behind it. */
static int warm(sqlite3 *d)
{
	unsigned char dice[8];

	sqlite3_randomness(sizeof(dice), dice);
	return sqlite3_exec(d, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
}

/* No process of ours has threads, nor asks how much SQLite has taken: a thousand locks an act. */
static void settle_library(void)
{
	static bool done;

	if (!done && sqlite3_config(SQLITE_CONFIG_SINGLETHREAD) == SQLITE_OK)
		sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	done = true;
}

static struct sqlite *new_store(void)
{
	struct sqlite *s = calloc(1, sizeof(*s));

	if (s == NULL)
		fatal("out of memory");
	s->store.engine = &engine;
	s->turn = -1;
	return s;
}

static enum fault open_file(struct sqlite *s, const char *path, bool create, const char *pragmas,
			    struct error *err)
{
	int result, flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;

	settle_library();
	result = sqlite3_open_v2(path, &s->database, create ? flags | SQLITE_OPEN_CREATE : flags,
				 NULL);
	if (result == SQLITE_OK)
		result = sqlite3_extended_result_codes(s->database, 1);
	if (result == SQLITE_OK)
		result = sqlite3_busy_timeout(s->database, SQLITE_PATIENCE);
	if (result == SQLITE_OK)
		result = harden(s->database);
	if (result == SQLITE_OK)
		result = sqlite3_exec(s->database, pragmas, NULL, NULL, NULL);
	return result == SQLITE_OK ? FAULT_NONE : sqlite_fault(s, result, err);
}

static enum fault open_database(struct sqlite *s, const char *folder, bool create,
				struct error *err)
{
	char path[PATH_ROOM];

	snprintf(path, sizeof(path), "%s/registry.db", folder);
	/* SQLite gives its other files the mode of this one. */
	if (create)
		close(open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
	if (!create && access(path, F_OK) != 0 && errno == ENOENT)
		return fail(err, FAULT_MISSING,
			    N_("There is no registry in this folder. Create one with init."),
			    "no %s", path);
	return open_file(s, path, create, settings, err);
}

static enum fault open_all(struct sqlite *s, bool create, const struct store_filler *filler,
			   struct error *err)
{
	enum fault fault = open_database(s, s->folder, create, err);
	char path[PATH_ROOM];
	int result;

	if (fault == FAULT_NONE) {
		snprintf(path, sizeof(path), "%s/writers", s->folder);
		fault = sqlite_turn_open(s, path, err);
		sqlite_turn_watch(s);
	}
	if (fault == FAULT_NONE)
		fault = sqlite_schema_apply(s, filler, err);
	if (fault == FAULT_NONE && (result = warm(s->database)) != SQLITE_OK)
		fault = sqlite_fault(s, result, err);
	return fault;
}

static enum fault wake(struct store *store, bool patient, struct error *err)
{
	(void)patient;
	return open_all(sqlite_of(store), false, NULL, err);
}

enum fault sqlite_open_later(const char *folder, struct store **ret, struct error *err)
{
	struct sqlite *s = new_store();

	s->folder = realpath(folder, NULL);
	s->store.resting = true;
	if (s->folder == NULL || strlen(s->folder) > PATH_ROOM - 32) {
		store_close(&s->store);
		return fail(err, FAULT_MISSING, N_("There is no such folder."), "%s: %s", folder,
			    strerror(errno));
	}
	*ret = &s->store;
	return FAULT_NONE;
}

enum fault sqlite_open(const char *folder, bool create, const struct store_filler *filler,
		       struct store **ret, struct error *err)
{
	struct store *store = NULL;
	enum fault fault = sqlite_open_later(folder, &store, err);

	if (fault != FAULT_NONE)
		return fault;
	store->resting = false;
	fault = open_all(sqlite_of(store), create, filler, err);
	if (fault == FAULT_NONE)
		*ret = store;
	else
		store_close(store);
	return fault;
}

enum fault sqlite_make(const char *file, struct store **ret, struct error *err)
{
	struct sqlite *s = new_store();
	enum fault fault = open_file(s, file, true,
				     "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;", err);

	if (fault == FAULT_NONE)
		fault = sqlite_schema_apply(s, NULL, err);
	if (fault != FAULT_NONE) {
		store_close(&s->store);
		return fault;
	}
	*ret = &s->store;
	return FAULT_NONE;
}
