/* postgres_rows.c - one face for the rows of either engine: PostgreSQL's side of it. */
#include "services/store/postgres.h"
#include "services/store/statement.h"

#include <endian.h>

#define PARAMETERS_MOST 40
/* Types by their numbers in pg_type, which never change: an untyped `$1 - 86400` would be one of
   four bytes. */
#define TYPE_BYTEA 17
#define TYPE_INT8 20
#define TYPE_TEXT 25

/* What libpq takes of a statement's parameters, all in binary. */
struct parameters {
	Oid types[PARAMETERS_MOST];
	const char *values[PARAMETERS_MOST];
	int lengths[PARAMETERS_MOST], formats[PARAMETERS_MOST];
	uint64_t numbers[PARAMETERS_MOST]; /* the big end first */
};

static void put_parameter(struct parameters *p, size_t at, const struct datum *d)
{
	p->formats[at] = 1;
	p->values[at] = d->data == NULL ? "" : d->data;
	switch (d->kind) {
	case DATUM_TEXT:
		p->types[at] = TYPE_TEXT;
		p->lengths[at] = (int)strlen(p->values[at]);
		return;
	case DATUM_BYTES:
		p->types[at] = TYPE_BYTEA;
		p->lengths[at] = (int)d->size;
		return;
	case DATUM_NUMBER: break;
	}
	p->numbers[at] = htobe64((uint64_t)d->number);
	p->types[at] = TYPE_INT8;
	p->values[at] = (const char *)&p->numbers[at];
	p->lengths[at] = sizeof(p->numbers[at]);
}

static bool is_good(const PGresult *r)
{
	ExecStatusType status = PQresultStatus(r);

	return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK ||
	       status == PGRES_SINGLE_TUPLE;
}

/* Whether nothing that was begun would be lost with the line, and nothing done twice. */
static bool may_be_run_again(const struct postgres *s, const char *text)
{
	return !s->store.writing && !s->viewing && text[0] == 'S';
}

static enum fault run(struct postgres *s, const char *text, const struct parameters *p, int count,
		      PGresult **ret, struct error *err)
{
	PGresult *r = PQsendQueryParams(s->line, text, count, p->types, p->values, p->lengths,
					p->formats, 1) == 1
			      ? postgres_line_answer(s, POSTGRES_STATEMENT)
			      : NULL;
	enum fault fault = is_good(r) ? FAULT_NONE : postgres_fault(s, r, err);

	if (fault == FAULT_NONE)
		*ret = r;
	else
		PQclear(r);
	return fault;
}

enum fault postgres_start(struct store *store, enum sql which, const struct datum *with,
			  size_t count, bool is_stream, struct rows *ret, struct error *err)
{
	struct postgres *s = postgres_of(store);
	struct parameters p;
	char text[STATEMENT_ROOM];
	PGresult *r = NULL;
	enum fault fault;

	if (count > PARAMETERS_MOST)
		fatal("statement %d has %zu parameters", (int)which, count);
	for (size_t i = 0; i < count; i++)
		put_parameter(&p, i, &with[i]);
	statement_write(which, text);
	ret->at = -1;
	if (is_stream)
		return PQsendQueryParams(s->line, text, (int)count, p.types, p.values, p.lengths,
					 p.formats, 1) == 1 &&
				       PQsetSingleRowMode(s->line) == 1
			       ? FAULT_NONE
			       : postgres_fault(s, NULL, err);
	fault = run(s, text, &p, (int)count, &r, err);
	/* That the line is gone is told by the first statement alone. */
	if (fault == FAULT_BUSY && may_be_run_again(s, text) &&
	    postgres_find_again(s, err) == FAULT_NONE)
		fault = run(s, text, &p, (int)count, &r, err);
	ret->result = r;
	return fault;
}

/* The next row of a stream, which comes as a result of its own; behind the last an empty one. */
static enum fault fetch(struct rows *r, bool *ret_row, struct error *err)
{
	struct postgres *s = postgres_of(r->store);

	PQclear(r->result);
	r->result = PQgetResult(s->line);
	r->at = 0;
	if (r->result != NULL && !is_good(r->result))
		return postgres_fault(s, r->result, err);
	*ret_row = r->result != NULL && PQntuples(r->result) > 0;
	return FAULT_NONE;
}

enum fault postgres_next(struct rows *r, bool *ret_row, struct error *err)
{
	if (r->is_stream)
		return fetch(r, ret_row, err);
	*ret_row = ++r->at < PQntuples(r->result);
	return FAULT_NONE;
}

void postgres_end(struct rows *r)
{
	PGresult *rest;

	PQclear(r->result);
	while (r->is_stream && (rest = PQgetResult(postgres_of(r->store)->line)) != NULL)
		PQclear(rest);
}

int64_t postgres_number(const struct rows *r, int column)
{
	const char *value = PQgetvalue(r->result, r->at, column);
	uint64_t eight;
	uint32_t four;
	uint16_t two;

	switch (PQgetlength(r->result, r->at, column)) {
	case 8: memcpy(&eight, value, 8); return (int64_t)be64toh(eight);
	case 4: memcpy(&four, value, 4); return (int32_t)be32toh(four);
	case 2: memcpy(&two, value, 2); return (int16_t)be16toh(two);
	case 1: return *value;
	default: return 0;
	}
}

const char *postgres_text(const struct rows *r, int column)
{
	return PQgetvalue(r->result, r->at, column);
}

struct table_bytes postgres_bytes(const struct rows *r, int column)
{
	return (struct table_bytes){PQgetvalue(r->result, r->at, column),
				    (size_t)PQgetlength(r->result, r->at, column)};
}

enum fault postgres_compile(struct store *store, struct error *err)
{
	struct postgres *s = postgres_of(store);

	for (int i = 0; i < SQL_COUNT; i++) {
		char text[STATEMENT_ROOM];
		PGresult *r;
		bool good;

		statement_write((enum sql)i, text);
		r = PQprepare(s->line, "", text, 0, NULL);
		good = is_good(r);
		if (!good)
			fail(err, FAULT_BROKEN, N_("A statement does not compile."), "%d: %s", i,
			     PQresultErrorMessage(r));
		PQclear(r);
		if (!good)
			return FAULT_BROKEN;
	}
	return FAULT_NONE;
}
