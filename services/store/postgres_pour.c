/* postgres_pour.c - any number of rows into the tables of PostgreSQL, as fast as it takes them. */
#include "services/store/postgres.h"
#include "services/store/table.h"

#define PIECE 65536                           /* bytes that are handed over together */
#define PIECE_MOST ((size_t)64 * 1024 * 1024) /* with the row that goes over it */

/* What a table is looked up by and what refers to it, as a word that takes it away and one that
   makes it again: in one piece from the rows that are there it is made several times as fast as row
   by row. References are made last. */
static const char aids[] =
	"SELECT format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid), 0 "
	"AS n"
	" FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
	" WHERE c.relnamespace = current_schema()::text::regnamespace AND NOT EXISTS"
	" (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', "
	"'u'))"
	" UNION ALL"
	" SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),"
	" format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,"
	" pg_get_constraintdef(oid)), 1"
	" FROM pg_constraint WHERE contype = 'f'"
	" AND connamespace = current_schema()::text::regnamespace"
	" ORDER BY n";

enum fault postgres_fill_begin(struct store *store, struct error *err)
{
	struct postgres *s = postgres_of(store);
	enum fault fault;

	PQclear(s->aids);
	s->aids = NULL;
	fault = postgres_exec(s, aids, &s->aids, err);
	for (int i = 0; fault == FAULT_NONE && i < PQntuples(s->aids); i++)
		fault = postgres_exec_all(s, PQgetvalue(s->aids, i, 0), err);
	return fault;
}

enum fault postgres_fill_end(struct store *store, struct error *err)
{
	struct postgres *s = postgres_of(store);
	enum fault fault = postgres_exec(s, "SET LOCAL maintenance_work_mem = '256MB'", NULL, err);

	for (int i = 0; fault == FAULT_NONE && i < PQntuples(s->aids); i++)
		fault = postgres_exec_all(s, PQgetvalue(s->aids, i, 1), err);
	PQclear(s->aids);
	s->aids = NULL;
	return fault;
}

/* --- COPY in its binary form --- */

static enum fault hand_over(struct postgres *s, struct error *err)
{
	int put = PQputCopyData(s->line, s->piece.data, (int)s->piece.size);

	s->piece.size = 0;
	if (put == 1 && postgres_is_sent(s, postgres_clock() + s->silence))
		return FAULT_NONE;
	return postgres_fault(s, NULL, err);
}

static enum fault begin_copy(struct postgres *s, const char *text, struct error *err)
{
	PGresult *r = PQsendQuery(s->line, text) == 1
			      ? postgres_result(s, postgres_clock() + s->silence)
			      : NULL;
	enum fault fault =
		PQresultStatus(r) == PGRES_COPY_IN ? FAULT_NONE : postgres_fault(s, r, err);

	PQclear(r);
	if (fault != FAULT_NONE)
		PQclear(postgres_answer(s, POSTGRES_STATEMENT));
	return fault;
}

enum fault postgres_pour_begin(struct store *store, enum sql_table which, const struct table *t,
			       struct error *err)
{
	static const char head[] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0"; /* no flags, nothing more */
	struct postgres *s = postgres_of(store);
	BUFFER_CLEAN struct buffer text;
	enum fault fault = postgres_settle(s, NULL, err);

	(void)which;
	if (fault != FAULT_NONE)
		return fault;
	buffer_open(&text, 4096);
	buffer_format(&text, "COPY %s (", t->name);
	for (size_t i = 0; i < t->count; i++)
		buffer_format(&text, "%s%s", i == 0 ? "" : ", ", t->fields[i].name);
	buffer_format(&text, ") FROM STDIN BINARY");
	fault = begin_copy(s, text.data, err);
	if (fault != FAULT_NONE)
		return fault;
	buffer_close(&s->piece); /* of one that a fault has cut off */
	buffer_open(&s->piece, PIECE_MOST);
	buffer_add(&s->piece, head, 19);
	return FAULT_NONE;
}

enum fault postgres_pour_row(struct store *store, const struct datum *values, size_t count,
			     struct error *err)
{
	struct postgres *s = postgres_of(store);

	postgres_add_number(&s->piece, (int64_t)count, 2);
	for (size_t i = 0; i < count; i++)
		postgres_add_value(&s->piece, &values[i]);
	if (s->piece.full)
		return postgres_overfull(PIECE_MOST, err);
	return s->piece.size < PIECE ? FAULT_NONE : hand_over(s, err);
}

/* The rows are told to be wrong, if they are, when all have been sent. */
enum fault postgres_pour_end(struct store *store, struct error *err)
{
	struct postgres *s = postgres_of(store);
	enum fault fault;
	PGresult *r;

	postgres_add_number(&s->piece, -1, 2);
	fault = hand_over(s, err);
	buffer_close(&s->piece);
	if (fault == FAULT_NONE && PQputCopyEnd(s->line, NULL) != 1)
		fault = postgres_fault(s, NULL, err);
	while (fault == FAULT_NONE &&
	       (r = postgres_result(s, postgres_clock() + s->silence)) != NULL) {
		if (PQresultStatus(r) != PGRES_COMMAND_OK)
			fault = postgres_fault(s, r, err);
		PQclear(r);
	}
	return fault == FAULT_NONE && s->line == NULL ? postgres_fault(s, NULL, err) : fault;
}
