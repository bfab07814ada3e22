/* sql.c - every statement that the registry runs, each prepared once a connection. */
#include "services/store/sql.h"

#include <assert.h>

#define APPLICATION                                                                                \
	"a.id, a.reference, a.service, a.version, a.state, a.stage, a.lang, a.pin, a.source,"      \
	" a.begun_at, a.changed_at, a.submitted_at, a.due_at, a.section, a.item, a.question,"      \
	" EXISTS (SELECT 1 FROM holder o WHERE o.application = a.id)"

/* Kept to what PostgreSQL speaks too: $1 …, ON CONFLICT, no dialect's functions. */
static const char *const texts[SQL_COUNT] = {
	[SQL_DEFINITION_ADD] = "INSERT INTO definition (service, version, yaml, imported_at)"
			       " VALUES ($1, $2, $3, $4)",
	[SQL_DEFINITION_FIND] = "SELECT yaml FROM definition WHERE service = $1 AND version = $2",
	[SQL_DEFINITION_NEWEST] = "SELECT max(version) FROM definition WHERE service = $1",
	[SQL_DEFINITION_EACH] = "SELECT service, version, yaml FROM definition"
				" ORDER BY service, version",
	[SQL_DEFINITION_EACH_NEWEST] =
		"SELECT d.service, d.version, d.yaml FROM definition d WHERE d.version ="
		" (SELECT max(e.version) FROM definition e WHERE e.service = d.service)"
		" ORDER BY d.service",
	[SQL_DEFINITION_COUNT] = "SELECT count(DISTINCT service) FROM definition",
	[SQL_DEFINITION_GONE] =
		"SELECT l.object FROM ledger l WHERE l.act = 'imported' AND NOT EXISTS"
		" (SELECT 1 FROM definition d WHERE d.service || '/' || d.version = l.object)",
	[SQL_STAMP_GET] = "SELECT number FROM meta WHERE name = 'catalogue_stamp'",
	[SQL_STAMP_RAISE] = "UPDATE meta SET number = number + 1 WHERE name = 'catalogue_stamp'",

	[SQL_APPLICATION_ADD] =
		"INSERT INTO application (id, reference, service, version, state, stage, lang, pin,"
		" source, begun_at, changed_at, submitted_at, due_at, section, item, question)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', 0, '')",
	[SQL_APPLICATION_GET] = "SELECT " APPLICATION " FROM application a WHERE a.id = $1",
	[SQL_APPLICATION_FIND] = "SELECT " APPLICATION " FROM application a WHERE a.reference = $1",
	[SQL_APPLICATION_SET] = "UPDATE application SET state = $1, stage = $2, changed_at = $3,"
				" submitted_at = $4, due_at = $5 WHERE id = $6",
	[SQL_APPLICATION_SET_PIN] = "UPDATE application SET pin = $1 WHERE id = $2",
	[SQL_APPLICATION_PLACE] = "UPDATE application SET section = $1, item = $2, question = $3,"
				  " changed_at = $4 WHERE id = $5",
	[SQL_APPLICATION_DROP] = "DELETE FROM application WHERE id = $1",
	[SQL_APPLICATION_EACH] = "SELECT " APPLICATION " FROM application a"
				 " WHERE a.id > $1 ORDER BY a.id LIMIT 1",
	[SQL_APPLICATION_OF_KEY] =
		"SELECT " APPLICATION " FROM holder h JOIN application a ON a.id = h.application"
		" WHERE h.key = $1 ORDER BY a.changed_at DESC, a.id LIMIT 200",
	[SQL_APPLICATION_OLD_DRAFTS] =
		"SELECT id FROM application WHERE state = 'draft' AND changed_at < $1"
		" ORDER BY changed_at LIMIT 1",
	[SQL_APPLICATION_DRAFTS_OF_SOURCE] =
		"SELECT count(*) FROM application a WHERE a.state = 'draft' AND a.source = $1"
		" AND a.begun_at > $2"
		" AND NOT EXISTS (SELECT 1 FROM holder h WHERE h.application = a.id)",
	[SQL_APPLICATION_DRAFTS_OF_KEY] =
		"SELECT count(*) FROM holder h JOIN application a ON a.id = h.application"
		" WHERE h.key = $1 AND a.state = 'draft'",
	[SQL_APPLICATION_COUNT] = "SELECT count(*) FROM application",
	[SQL_APPLICATION_COUNT_DRAFTS] = "SELECT count(*) FROM application WHERE state = 'draft'",
	[SQL_HOLDER_ADD] = "INSERT INTO holder (key, application, since) VALUES ($1, $2, $3)"
			   " ON CONFLICT (key, application) DO NOTHING",
	[SQL_HOLDER_HAS] = "SELECT count(*) FROM holder WHERE key = $1 AND application = $2",
	[SQL_HOLDER_EACH] = "SELECT key FROM holder WHERE application = $1 ORDER BY key",
	[SQL_REQUEST_ADD] =
		"INSERT INTO request (number, application, content) VALUES ($1, $2, $3)",
	[SQL_REQUEST_FIND] = "SELECT application, content FROM request WHERE number = $1",

	[SQL_ANSWER_PUT] =
		"INSERT INTO answer (application, section, item, question, sealed)"
		" VALUES ($1, $2, $3, $4, $5) ON CONFLICT (application, section, item, question)"
		" DO UPDATE SET sealed = excluded.sealed",
	[SQL_ANSWER_DROP] = "DELETE FROM answer WHERE application = $1 AND section = $2"
			    " AND item = $3 AND question = $4",
	[SQL_ANSWER_DROP_SECTION] = "DELETE FROM answer WHERE application = $1 AND section = $2",
	[SQL_ANSWER_DROP_ALL] = "DELETE FROM answer WHERE application = $1",
	[SQL_ANSWER_EACH] = "SELECT section, item, question, sealed FROM answer"
			    " WHERE application = $1 ORDER BY section, item, question",
	[SQL_ANSWER_SIZE] = "SELECT sum(length(sealed)) FROM answer WHERE application = $1",
	[SQL_ITEMS_PUT] =
		"INSERT INTO items (application, section, count) VALUES ($1, $2, $3)"
		" ON CONFLICT (application, section) DO UPDATE SET count = excluded.count",
	[SQL_ITEMS_RAISE] =
		"INSERT INTO items (application, section, count) VALUES ($1, $2, $3)"
		" ON CONFLICT (application, section) DO UPDATE SET count = excluded.count"
		" WHERE excluded.count > items.count",
	[SQL_ITEMS_EACH] = "SELECT section, count FROM items WHERE application = $1"
			   " ORDER BY section",
	[SQL_ITEMS_DROP_ALL] = "DELETE FROM items WHERE application = $1",

	[SQL_EVENT_ADD] = "INSERT INTO event (application, number, at, state, stage, actor, note)"
			  " VALUES ($1, $2, $3, $4, $5, $6, $7)",
	[SQL_EVENT_LAST] = "SELECT max(number) FROM event WHERE application = $1",
	[SQL_EVENT_EACH] = "SELECT number, at, state, stage, actor, note FROM event"
			   " WHERE application = $1 ORDER BY number",

	[SQL_LEDGER_ADD] =
		"INSERT INTO ledger (seq, at, act, object, actor, reason, digest, prev, hash)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
	[SQL_LEDGER_EACH] = "SELECT seq, at, act, object, actor, reason, digest, prev, hash"
			    " FROM ledger ORDER BY seq",
	[SQL_LEDGER_OF] = "SELECT seq, at, act, object, actor, reason, digest, prev, hash"
			  " FROM ledger WHERE object = $1 ORDER BY seq",
	[SQL_LEDGER_DIGEST] = "SELECT digest FROM ledger WHERE object = $1 AND digest <> ''"
			      " ORDER BY seq DESC LIMIT 1",
	[SQL_LEDGER_GONE] =
		"SELECT l.object FROM ledger l WHERE l.act IN ('draft_opened', 'submitted')"
		" AND NOT EXISTS (SELECT 1 FROM application a WHERE a.id = l.object)"
		" AND NOT EXISTS (SELECT 1 FROM ledger g WHERE g.object = l.object"
		" AND g.act IN ('discarded', 'expired'))",
	[SQL_HEAD_GET] = "SELECT seq, hash, mac FROM ledger_head WHERE one = 1",
	[SQL_HEAD_PUT] = "INSERT INTO ledger_head (one, seq, hash, mac) VALUES (1, $1, $2, $3)"
			 " ON CONFLICT (one) DO UPDATE SET seq = excluded.seq,"
			 " hash = excluded.hash, mac = excluded.mac",

	[SQL_TRY_ADD] = "INSERT INTO tries (subject, minute, count) VALUES ($1, $2, 1)"
			" ON CONFLICT (subject, minute) DO UPDATE SET count = tries.count + 1",
	[SQL_TRY_EACH] = "SELECT minute, count FROM tries WHERE subject = $1 AND minute > $2"
			 " ORDER BY minute",
	[SQL_TRY_DROP_OLD] = "DELETE FROM tries WHERE minute < $1",
	[SQL_CHOICE_GET] = "SELECT lang, terminal FROM choice WHERE key = $1",
	[SQL_CHOICE_PUT] = "INSERT INTO choice (key, lang, terminal, at) VALUES ($1, $2, $3, $4)"
			   " ON CONFLICT (key) DO UPDATE SET lang = excluded.lang,"
			   " terminal = excluded.terminal, at = excluded.at",
};

const char *sql_text(enum sql statement)
{
	return texts[statement];
}

enum fault sql_fault(struct store *s, int result, struct error *err)
{
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
			    N_("The portal cannot store anything just now. What was stored before "
			       "is safe; please try again in a few minutes."),
			    "sqlite %d: %s", result, sqlite3_errmsg(store_database(s)));
	default:
		return fail(err, FAULT_BROKEN,
			    N_("The portal's registry did not work as it should. What was stored "
			       "before is safe; please tell the portal's operator."),
			    "sqlite %d: %s", result, sqlite3_errmsg(store_database(s)));
	}
}

static int bind(sqlite3_stmt *st, int at, const struct sql_value *v)
{
	switch (v->kind) {
	case SQL_TEXT: return sqlite3_bind_text(st, at, v->data, -1, SQLITE_STATIC);
	case SQL_NUMBER: return sqlite3_bind_int64(st, at, v->number);
	case SQL_BYTES: return sqlite3_bind_blob64(st, at, v->data, v->size, SQLITE_STATIC);
	}
	return SQLITE_MISUSE;
}

enum fault sql_start(struct store *s, enum sql which, const struct sql_value *values, size_t count,
		     sqlite3_stmt **ret, struct error *err)
{
	sqlite3_stmt **st = store_statement(s, which);
	int result = SQLITE_OK;

	if (*st == NULL)
		result = sqlite3_prepare_v3(store_database(s), texts[which], -1,
					    SQLITE_PREPARE_PERSISTENT, st, NULL);
	for (size_t i = 0; result == SQLITE_OK && i < count; i++)
		result = bind(*st, (int)i + 1, &values[i]);
	if (result != SQLITE_OK)
		return sql_fault(s, result, err);
	*ret = *st;
	return FAULT_NONE;
}

enum fault sql_next(struct store *s, sqlite3_stmt *st, bool *ret_row, struct error *err)
{
	int result = sqlite3_step(st);

	if (result != SQLITE_ROW && result != SQLITE_DONE)
		return sql_fault(s, result, err);
	*ret_row = result == SQLITE_ROW;
	return FAULT_NONE;
}

void sql_cleanup(sqlite3_stmt **st)
{
	if (*st == NULL)
		return;
	sqlite3_reset(*st);
	sqlite3_clear_bindings(*st);
}

enum fault sql_run(struct store *s, enum sql which, const struct sql_value *values, size_t count,
		   struct error *err)
{
	SQL_CLEAN sqlite3_stmt *st = NULL;
	enum fault fault = sql_start(s, which, values, count, &st, err);
	bool row = false;

	return fault == FAULT_NONE ? sql_next(s, st, &row, err) : fault;
}

enum fault sql_number(struct store *s, enum sql which, const struct sql_value *values, size_t count,
		      int64_t *ret, struct error *err)
{
	SQL_CLEAN sqlite3_stmt *st = NULL;
	enum fault fault = sql_start(s, which, values, count, &st, err);
	bool row = false;

	if (fault == FAULT_NONE)
		fault = sql_next(s, st, &row, err);
	if (fault == FAULT_NONE)
		*ret = row ? sqlite3_column_int64(st, 0) : 0;
	return fault;
}

const char *sql_column(sqlite3_stmt *st, int column)
{
	const unsigned char *text = sqlite3_column_text(st, column);

	return text == NULL ? "" : (const char *)text;
}

bool sql_copy(sqlite3_stmt *st, int column, char *to, size_t room)
{
	int len = snprintf(to, room, "%s", sql_column(st, column));

	return len >= 0 && (size_t)len < room;
}
