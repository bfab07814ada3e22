/* rows.c - one face for the rows of either engine: what stands on it, whichever the engine is. */
#include "services/store/engine.h"

#include <assert.h>

static enum fault start(struct store *s, enum sql which, const struct datum *with, size_t count,
			bool is_stream, struct rows *ret, struct error *err)
{
	struct rows rows = {.store = s, .is_stream = is_stream};
	enum fault fault = store_wake(s, err);

	assert(!s->streaming);
	if (fault != FAULT_NONE)
		return fault;
	fault = s->engine->start(s, which, with, count, is_stream, &rows, err);
	if (fault != FAULT_NONE)
		return fault;
	s->streaming = is_stream;
	*ret = rows;
	return FAULT_NONE;
}

enum fault rows_ready(struct store *s, const enum sql *which, size_t count, struct error *err)
{
	enum fault fault = s->engine->ready == NULL ? FAULT_NONE : store_wake(s, err);

	return fault == FAULT_NONE && s->engine->ready != NULL
		       ? s->engine->ready(s, which, count, err)
		       : fault;
}

enum fault rows_start(struct store *s, enum sql which, const struct datum *with, size_t count,
		      struct rows *ret, struct error *err)
{
	return start(s, which, with, count, false, ret, err);
}

enum fault rows_stream(struct store *s, enum sql which, const struct datum *with, size_t count,
		       struct rows *ret, struct error *err)
{
	return start(s, which, with, count, true, ret, err);
}

enum fault rows_next(struct rows *r, bool *ret_row, struct error *err)
{
	return r->store->engine->next(r, ret_row, err);
}

void rows_end(struct rows *r)
{
	if (r->store == NULL)
		return;
	r->store->engine->end(r);
	if (r->is_stream)
		r->store->streaming = false;
	*r = (struct rows){.store = NULL};
}

int64_t rows_number(const struct rows *r, int column)
{
	return r->store->engine->number(r, column);
}

const char *rows_text(const struct rows *r, int column)
{
	return r->store->engine->text(r, column);
}

struct table_bytes rows_bytes(const struct rows *r, int column)
{
	return r->store->engine->bytes(r, column);
}

enum fault rows_compile(struct store *s, struct error *err)
{
	return s->engine->compile(s, err);
}

enum fault rows_run(struct store *s, enum sql which, const struct datum *with, size_t count,
		    struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = store_wake(s, err);
	bool row = false;

	assert(!s->streaming);
	if (fault != FAULT_NONE)
		return fault;
	if (s->engine->run != NULL)
		return s->engine->run(s, which, with, count, err);
	fault = rows_start(s, which, with, count, &rows, err);
	return fault == FAULT_NONE ? rows_next(&rows, &row, err) : fault;
}

enum fault rows_ahead(struct store *s, const enum sql *which, size_t count, const char *with,
		      struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; s->engine->ahead != NULL && i < count && fault == FAULT_NONE; i++)
		fault = s->engine->ahead(s, which[i], with, err);
	return fault;
}

enum fault rows_lock(struct store *s, enum sql which, const struct datum *with, size_t count,
		     struct error *err)
{
	return s->engine->lock == NULL ? FAULT_NONE : rows_run(s, which, with, count, err);
}

enum fault rows_tell(struct store *s, enum sql which, const struct datum *with, size_t count,
		     void (*tell)(void *ctx, const char *text), void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_stream(s, which, with, count, &rows, err);
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row)
		tell(ctx, rows_text(&rows, 0));
	return fault;
}

enum fault rows_find_number(struct store *s, enum sql which, const struct datum *with, size_t count,
			    int64_t *ret, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, which, with, count, &rows, err);
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault == FAULT_NONE)
		*ret = row ? rows_number(&rows, 0) : 0;
	return fault;
}

enum fault rows_insert(struct store *s, enum sql which, const struct table *t, const void *row,
		       struct error *err)
{
	struct datum with[ROWS_FIELDS_MOST];

	assert(t->count <= ROWS_FIELDS_MOST);
	for (size_t i = 0; i < t->count; i++)
		with[i] = table_datum(&t->fields[i], row);
	return rows_run(s, which, with, t->count, err);
}

enum fault rows_insert_all(struct store *s, enum sql which, const struct table *t,
			   const void *const *rows, size_t count, struct error *err)
{
	enum fault fault = FAULT_NONE;

	if (s->engine->insert != NULL && count > 0)
		return s->engine->insert(s, which, t, rows, count, err);
	for (size_t i = 0; i < count && fault == FAULT_NONE; i++)
		fault = rows_insert(s, which, t, rows[i], err);
	return fault;
}

enum fault rows_update(struct store *s, enum sql which, const struct table *t, unsigned writes,
		       const void *row, struct error *err)
{
	struct datum with[ROWS_FIELDS_MOST];
	size_t count = 0;

	assert(t->count < ROWS_FIELDS_MOST);
	for (size_t i = 0; i < t->count; i++)
		if (t->fields[i].writes & writes)
			with[count++] = table_datum(&t->fields[i], row);
	with[count++] = table_datum(&t->fields[0], row);
	return rows_run(s, which, with, count, err);
}

static struct datum column(const struct rows *r, const struct table_field *f, int at)
{
	struct table_bytes bytes;

	switch (f->kind) {
	case TABLE_CHARS:
	case TABLE_TEXT: return DATUM_T(rows_text(r, at));
	case TABLE_INT:
	case TABLE_NUMBER: return DATUM_N(rows_number(r, at));
	case TABLE_BYTES: break;
	}
	bytes = rows_bytes(r, at);
	return (struct datum){.kind = DATUM_BYTES, .data = bytes.at, .size = bytes.len};
}

/* Text that goes on behind a NUL would be read as what stands before it. */
static bool is_whole(const struct rows *r, const struct datum *d, int at)
{
	return d->kind != DATUM_TEXT || rows_bytes(r, at).len == strlen(d->data);
}

static enum fault misfit(const struct table *t, const struct table_field *f, struct error *err)
{
	return fail(err, FAULT_BROKEN,
		    N_("There is a problem with the portal's registry. Everything already saved is "
		       "safe. Please tell the portal's operator."),
		    "%s.%s does not fit", t->name, f->name);
}

enum fault rows_values(const struct rows *r, const struct table *t,
		       struct datum values[ROWS_FIELDS_MOST], struct error *err)
{
	assert(t->count <= ROWS_FIELDS_MOST);
	for (size_t i = 0; i < t->count; i++) {
		values[i] = column(r, &t->fields[i], (int)i);
		if (!is_whole(r, &values[i], (int)i))
			return misfit(t, &t->fields[i], err);
	}
	return FAULT_NONE;
}

enum fault rows_read(const struct rows *r, const struct table *t, void *row, struct error *err)
{
	for (size_t i = 0; i < t->count; i++) {
		struct datum d = column(r, &t->fields[i], (int)i);

		if (!table_put(&t->fields[i], row, &d) || !is_whole(r, &d, (int)i))
			return misfit(t, &t->fields[i], err);
	}
	return FAULT_NONE;
}

enum fault rows_find(struct store *s, enum sql which, const char *key, const struct table *t,
		     void *row, bool *ret_found, struct error *err)
{
	const struct datum with = DATUM_T(key);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, which, &with, 1, &rows, err);
	bool found = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &found, err);
	if (fault == FAULT_NONE && found)
		fault = rows_read(&rows, t, row, err);
	if (fault == FAULT_NONE)
		*ret_found = found;
	return fault;
}
