/* sqlite_rows.c - one face for the rows of either engine: SQLite's side of it. */
#include "services/store/sqlite.h"
#include "services/store/statement.h"

#include <assert.h>

enum fault sqlite_fault(struct sqlite *s, int result, struct error *err)
{
	if (result == SQLITE_CONSTRAINT_TRIGGER)
		return store_frozen(err);
	switch (result & 0xFF) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_NOMEM:
	case SQLITE_READONLY:
	case SQLITE_CANTOPEN:
	case SQLITE_PROTOCOL:
	case SQLITE_INTERRUPT:
		return fail(err, FAULT_BUSY,
			    N_("The portal cannot save anything at the moment. Everything already "
			       "saved is safe. Please try again in a few minutes."),
			    "sqlite %d: %s", result, sqlite3_errmsg(s->database));
	default:
		return fail(err, FAULT_BROKEN,
			    N_("There is a problem with the portal's registry. Everything already "
			       "saved is safe. Please tell the portal's operator."),
			    "sqlite %d: %s", result, sqlite3_errmsg(s->database));
	}
}

int sqlite_bind(sqlite3_stmt *st, int at, const struct datum *d)
{
	switch (d->kind) {
	case DATUM_TEXT: return sqlite3_bind_text(st, at, d->data, -1, SQLITE_STATIC);
	case DATUM_NUMBER: return sqlite3_bind_int64(st, at, d->number);
	case DATUM_BYTES:
		return sqlite3_bind_blob64(st, at, d->data == NULL ? "" : d->data, d->size,
					   SQLITE_STATIC);
	}
	return SQLITE_MISUSE;
}

/* SQLite counts $1 as it comes, whatever its number says; ?1 is the first. */
static void write_text(enum sql which, char to[STATEMENT_ROOM])
{
	statement_write(which, "", false, to);
	for (char *c = to; (c = strchr(c, '$')) != NULL;)
		*c = '?';
}

static int prepare(struct sqlite *s, enum sql which)
{
	char text[STATEMENT_ROOM];

	if (s->statements[which] != NULL)
		return SQLITE_OK;
	write_text(which, text);
	return sqlite3_prepare_v3(s->database, text, -1, SQLITE_PREPARE_PERSISTENT,
				  &s->statements[which], NULL);
}

enum fault sqlite_ready(struct store *store, const enum sql *which, size_t count, struct error *err)
{
	struct sqlite *s = sqlite_of(store);
	int result = SQLITE_OK;

	for (size_t i = 0; i < count && result == SQLITE_OK; i++)
		result = prepare(s, which[i]);
	return result == SQLITE_OK ? FAULT_NONE : sqlite_fault(s, result, err);
}

enum fault sqlite_start(struct store *store, enum sql which, const struct datum *with, size_t count,
			bool is_stream, struct rows *ret, struct error *err)
{
	struct sqlite *s = sqlite_of(store);
	int result = prepare(s, which);

	(void)is_stream;
	for (size_t i = 0; result == SQLITE_OK && i < count; i++)
		result = sqlite_bind(s->statements[which], (int)i + 1, &with[i]);
	if (result != SQLITE_OK)
		return sqlite_fault(s, result, err);
	ret->result = s->statements[which];
	/* What is written otherwise nobody would sync. */
	assert(store->writing || sqlite3_stmt_readonly(s->statements[which]));
	return FAULT_NONE;
}

enum fault sqlite_next(struct rows *r, bool *ret_row, struct error *err)
{
	int result = sqlite3_step(r->result);

	if (result != SQLITE_ROW && result != SQLITE_DONE)
		return sqlite_fault(sqlite_of(r->store), result, err);
	*ret_row = result == SQLITE_ROW;
	return r->store->writing ? FAULT_NONE : sqlite_turn_seen(sqlite_of(r->store), err);
}

void sqlite_end(struct rows *r)
{
	sqlite3_reset(r->result);
	sqlite3_clear_bindings(r->result);
}

int64_t sqlite_number(const struct rows *r, int column)
{
	return sqlite3_column_int64(r->result, column);
}

const char *sqlite_text(const struct rows *r, int column)
{
	const unsigned char *text = sqlite3_column_text(r->result, column);

	return text == NULL ? "" : (const char *)text;
}

struct table_bytes sqlite_bytes(const struct rows *r, int column)
{
	struct table_bytes bytes = {.at = sqlite3_column_blob(r->result, column)};

	bytes.len = (size_t)sqlite3_column_bytes(r->result, column);
	return bytes;
}

enum fault sqlite_compile(struct store *store, struct error *err)
{
	struct sqlite *s = sqlite_of(store);

	for (int i = 0; i < SQL_COUNT; i++) {
		sqlite3_stmt *st = NULL;
		char text[STATEMENT_ROOM];
		int result;

		write_text((enum sql)i, text);
		result = sqlite3_prepare_v2(s->database, text, -1, &st, NULL);
		sqlite3_finalize(st);
		if (result != SQLITE_OK)
			return fail(err, FAULT_BROKEN, N_("A statement does not compile."),
				    "%d: %s", i, sqlite3_errmsg(s->database));
	}
	return FAULT_NONE;
}
