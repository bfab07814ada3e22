/* raw_postgres.c - a registry's database past the engine: PostgreSQL's. */
#include "tests/services/raw_inside.h"

#include "tests/unit.h"

#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

/* Types by their numbers in pg_type, which never change. */
#define TYPE_BYTEA 17
#define TYPE_INT8 20
#define TYPE_INT4 23
#define TYPE_TEXT 25

struct line {
	struct raw raw; /* first */
	PGconn *connection;
};

static PGconn *connection_of(struct raw *r)
{
	return ((struct line *)r)->connection;
}

static void close_line(struct raw *r)
{
	PQfinish(connection_of(r));
	free(r);
}

static int must(PGresult *result, const char *sql)
{
	ExecStatusType status = PQresultStatus(result);

	ck_assert_msg(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK, "%s: %s", sql,
		      PQresultErrorMessage(result));
	return (int)strtol(PQcmdTuples(result), NULL, 10);
}

static int run(struct raw *r, const char *sql)
{
	PGresult *result = PQexec(connection_of(r), sql);
	int changed = must(result, sql);

	PQclear(result);
	return changed;
}

static enum raw_kind kind_of(Oid type)
{
	if (type == TYPE_BYTEA)
		return RAW_BYTES;
	return type == TYPE_INT8 || type == TYPE_INT4 ? RAW_NUMBER : RAW_TEXT;
}

static void tell_row(const PGresult *result, int at, raw_row *row, void *ctx)
{
	struct raw_value values[RAW_CELLS];
	unsigned char *bytes[RAW_CELLS] = {NULL};
	int count = PQnfields(result);

	ck_assert_int_le(count, RAW_CELLS);
	for (int i = 0; i < count; i++) {
		values[i] = (struct raw_value){(const unsigned char *)PQgetvalue(result, at, i),
					       (size_t)PQgetlength(result, at, i),
					       kind_of(PQftype(result, i))};
		if (values[i].kind == RAW_BYTES)
			values[i].at = bytes[i] = PQunescapeBytea(values[i].at, &values[i].len);
	}
	row(ctx, values, count);
	for (int i = 0; i < count; i++)
		PQfreemem(bytes[i]);
}

static int each(struct raw *r, const char *sql, const struct raw_value *value, raw_row *row,
		void *ctx)
{
	const char *at = value == NULL ? NULL : (const char *)value->at;
	int len = value == NULL ? 0 : (int)value->len, binary = 1, changed;
	Oid type = value != NULL && value->kind == RAW_BYTES ? TYPE_BYTEA : TYPE_TEXT;
	PGresult *result =
		PQexecParams(connection_of(r), sql, value != NULL, &type, &at, &len, &binary, 0);

	changed = must(result, sql);
	for (int i = 0; i < PQntuples(result); i++)
		tell_row(result, i, row, ctx);
	PQclear(result);
	return changed;
}

static const struct raw_engine engine = {
	.close = close_line,
	.run = run,
	.each = each,
	.keep_references = "SET session_replication_role = origin",
	.columns = "SELECT table_name::text, column_name::text, data_type::text"
		   " FROM information_schema.columns WHERE table_schema = 'public'"
		   " ORDER BY table_name, ordinal_position",
	.number = "bigint",
	.text = "text",
};

struct raw *raw_open_postgres(const char *address)
{
	struct line *l = calloc(1, sizeof(*l));
	PGconn *c = PQconnectdb(address);

	ck_assert_msg(PQstatus(c) == CONNECTION_OK, "%s", PQerrorMessage(c));
	*l = (struct line){{.engine = &engine}, c};
	run(&l->raw, "SET client_min_messages = error; SET session_replication_role = replica");
	return &l->raw;
}
