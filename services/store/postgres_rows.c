/* postgres_rows.c - one face for the rows of either engine: PostgreSQL's side of it. */
#include "services/store/postgres.h"
#include "services/store/statement.h"

#include <endian.h>

/* Types by their numbers in pg_type, which never change: an untyped `$1 - 86400` would be one of
   four bytes. */
static const struct {
	Oid one, many;
} types[] = {
	[DATUM_TEXT] = {25, 1009},
	[DATUM_NUMBER] = {20, 1016},
	[DATUM_BYTES] = {17, 1001},
};

#define COLUMNS_MOST ((size_t)64 * 1024 * 1024) /* bytes of rows that go together */

void postgres_put_parameter(struct parameters *p, size_t at, const struct datum *d)
{
	p->formats[at] = 1;
	p->values[at] = d->data == NULL ? "" : d->data;
	p->types[at] = types[d->kind].one;
	switch (d->kind) {
	case DATUM_TEXT: p->lengths[at] = (int)strlen(p->values[at]); return;
	case DATUM_BYTES: p->lengths[at] = (int)d->size; return;
	case DATUM_NUMBER: break;
	}
	p->numbers[at] = htobe64((uint64_t)d->number);
	p->values[at] = (const char *)&p->numbers[at];
	p->lengths[at] = sizeof(p->numbers[at]);
}

void postgres_add_number(struct buffer *to, int64_t number, size_t bytes)
{
	uint64_t big = htobe64((uint64_t)number);

	buffer_add(to, (const char *)&big + sizeof(big) - bytes, bytes);
}

void postgres_add_value(struct buffer *to, const struct datum *d)
{
	size_t size = d->kind == DATUM_TEXT ? strlen(d->data) : d->size;

	if (d->kind == DATUM_NUMBER) {
		postgres_add_number(to, sizeof(d->number), 4);
		postgres_add_number(to, d->number, sizeof(d->number));
		return;
	}
	postgres_add_number(to, (int64_t)size, 4);
	if (size > 0)
		buffer_add(to, d->data, size);
}

enum fault postgres_overfull(size_t most, struct error *err)
{
	return fail(err, FAULT_BROKEN,
		    N_("There is a problem with the portal's registry. Everything already saved is "
		       "safe. Please tell the portal's operator."),
		    "rows of more than %zu bytes", most);
}

/* Whether nothing that was begun would be lost with the line, and nothing done twice. */
static bool may_be_run_again(const struct postgres *s, const char *text)
{
	return !s->store.writing && !s->store.viewing && text[0] == 'S';
}

static void put_parameters(struct parameters *p, enum sql which, const struct datum *with,
			   size_t count)
{
	if (count > PARAMETERS_MOST)
		fatal("statement %d has %zu parameters", (int)which, count);
	for (size_t i = 0; i < count; i++)
		postgres_put_parameter(p, i, &with[i]);
}

/* Behind what was sent before, where something was, and as it is prepared where it may be. */
static enum fault ask(struct postgres *s, const char *text, const struct parameters *p, int count,
		      PGresult **ret, struct error *err)
{
	PGresult *r;
	enum fault fault;

	if (s->queued > 0 || s->names.is_told) {
		fault = postgres_queue(s, text, p, count, err);
		return fault == FAULT_NONE ? postgres_settle(s, ret, err) : fault;
	}
	r = PQsendQueryParams(s->line, text, count, p->types, p->values, p->lengths, p->formats,
			      1) == 1
		    ? postgres_answer(s, POSTGRES_STATEMENT)
		    : NULL;
	fault = postgres_is_good(r) ? FAULT_NONE : postgres_fault(s, r, err);
	if (fault == FAULT_NONE)
		*ret = r;
	else
		PQclear(r);
	return fault;
}

/* Queued, with nothing behind it: that rows come one by one ends with a queue; asked for outside of
   one, libpq would keep to it in the next. */
static enum fault stream(struct postgres *s, const char *text, const struct parameters *p,
			 int count, struct error *err)
{
	enum fault fault = postgres_queue_alone(s, text, p, count, err);

	if (fault != FAULT_NONE)
		return fault;
	s->queued = 0;
	return PQpipelineSync(s->line) == 1 && PQsetSingleRowMode(s->line) == 1
		       ? FAULT_NONE
		       : postgres_fault(s, NULL, err);
}

enum fault postgres_start(struct store *store, enum sql which, const struct datum *with,
			  size_t count, bool is_stream, struct rows *ret, struct error *err)
{
	struct postgres *s = postgres_of(store);
	struct parameters p;
	char text[STATEMENT_ROOM];
	PGresult *r = NULL;
	enum fault fault;

	put_parameters(&p, which, with, count);
	statement_write(which, STATEMENT_LOCKS, false, text);
	ret->at = -1;
	if (is_stream)
		return stream(s, text, &p, (int)count, err);
	fault = postgres_take_ahead(s, which, with, count, &r, err);
	if (fault == FAULT_NONE && r == NULL)
		fault = ask(s, text, &p, (int)count, &r, err);
	/* That the line is gone is told by the first statement alone. */
	if (fault == FAULT_BUSY && may_be_run_again(s, text) &&
	    postgres_find_again(s, err) == FAULT_NONE)
		fault = ask(s, text, &p, (int)count, &r, err);
	ret->result = r;
	return fault;
}

/* Without a transaction its answer is all that tells of it. */
static enum fault send(struct postgres *s, const char *text, const struct parameters *p, int count,
		       struct error *err)
{
	PGresult *r = NULL;
	enum fault fault;

	if (s->store.writing)
		return postgres_queue(s, text, p, count, err);
	fault = ask(s, text, p, count, &r, err);
	PQclear(r);
	return fault;
}

enum fault postgres_run(struct store *store, enum sql which, const struct datum *with, size_t count,
			struct error *err)
{
	struct parameters p;
	char text[STATEMENT_ROOM];

	put_parameters(&p, which, with, count);
	statement_write(which, STATEMENT_LOCKS, false, text);
	return send(postgres_of(store), text, &p, (int)count, err);
}

/* One column of all rows as an array, in the binary form of array_recv: one dimension, no NULLs,
   the type of what is in it, how many there are, and that they count from 1. Returns the array's
   own type. */
static Oid add_column(struct buffer *to, const struct table_field *f, const void *const *rows,
		      size_t count)
{
	struct datum first = table_datum(f, rows[0]);

	postgres_add_number(to, 1, 4);
	postgres_add_number(to, 0, 4);
	postgres_add_number(to, (int64_t)types[first.kind].one, 4);
	postgres_add_number(to, (int64_t)count, 4);
	postgres_add_number(to, 1, 4);
	for (size_t i = 0; i < count; i++) {
		struct datum d = table_datum(f, rows[i]);

		postgres_add_value(to, &d);
	}
	return types[first.kind].many;
}

enum fault postgres_insert(struct store *store, enum sql which, const struct table *t,
			   const void *const *rows, size_t count, struct error *err)
{
	BUFFER_CLEAN struct buffer columns = {.data = NULL};
	struct parameters p;
	char text[STATEMENT_ROOM];
	size_t ends[ROWS_FIELDS_MOST + 1] = {0};

	buffer_open(&columns, COLUMNS_MOST);
	for (size_t i = 0; i < t->count; i++) {
		p.types[i] = add_column(&columns, &t->fields[i], rows, count);
		ends[i + 1] = columns.size;
	}
	if (columns.full)
		return postgres_overfull(COLUMNS_MOST, err);
	for (size_t i = 0; i < t->count; i++) {
		p.values[i] = columns.data + ends[i];
		p.lengths[i] = (int)(ends[i + 1] - ends[i]);
		p.formats[i] = 1;
	}
	statement_write(which, STATEMENT_LOCKS, true, text);
	return send(postgres_of(store), text, &p, (int)t->count, err);
}

/* The next row of a stream, which comes as a result of its own; behind the last an empty one. */
static enum fault fetch(struct rows *r, bool *ret_row, struct error *err)
{
	struct postgres *s = postgres_of(r->store);

	PQclear(r->result);
	r->result = postgres_result(s, postgres_clock() + s->silence);
	r->at = 0;
	if (s->line == NULL || (r->result != NULL && !postgres_is_good(r->result)))
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
	struct postgres *s = postgres_of(r->store);
	PGresult *rest;

	PQclear(r->result);
	while (r->is_stream && (rest = postgres_result(s, postgres_clock() + s->silence)) != NULL)
		PQclear(rest);
	if (r->is_stream && s->line != NULL) {
		PQclear(postgres_result(s, postgres_clock() + s->silence)); /* of the sync */
		PQexitPipelineMode(s->line);
	}
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

		statement_write((enum sql)i, STATEMENT_LOCKS, false, text);
		r = PQprepare(s->line, "", text, 0, NULL);
		good = postgres_is_good(r);
		if (!good)
			fail(err, FAULT_BROKEN, N_("A statement does not compile."), "%d: %s", i,
			     PQresultErrorMessage(r));
		PQclear(r);
		if (!good)
			return FAULT_BROKEN;
	}
	return FAULT_NONE;
}
