/* store_paper.c - kept: papers that were put for applications, and their sealed bytes where no file
 * beside the database has them. */
#include "services/store/store_paper.h"

#include "services/store/engine.h"

#define ROW struct store_paper
const struct table store_paper_table = TABLE("paper", STORE_PAPER);
#undef ROW
#define ROW struct store_paper_chunk
const struct table store_paper_chunk_table = TABLE("paper_chunk", STORE_PAPER_CHUNK);
#undef ROW

/* Of the engine whose database is a file there are files. */
bool store_paper_in_files(const struct store *s)
{
	return s->engine->copy != NULL;
}

enum fault store_paper_add(struct store *s, const struct store_paper *row, struct error *err)
{
	return rows_insert(s, SQL_PAPER_ADD, &store_paper_table, row, err);
}

enum fault store_paper_act(struct store *s, const struct store_paper *row, struct error *err)
{
	return rows_update(s, SQL_PAPER_ACT, &store_paper_table, TABLE_ACTS, row, err);
}

enum fault store_paper_get(struct store *s, const char *id, struct store_paper *ret,
			   bool *ret_found, struct error *err)
{
	return rows_find(s, SQL_PAPER_GET, id, &store_paper_table, ret, ret_found, err);
}

enum fault store_paper_drop(struct store *s, const char *id, struct error *err)
{
	return rows_run(s, SQL_PAPER_DROP, ROWS_WITH(DATUM_T(id)), err);
}

static enum fault visit_rows(struct rows *rows, store_paper_visit *visit, void *ctx,
			     struct error *err)
{
	struct store_paper row;
	bool found = false;
	enum fault fault;

	while ((fault = rows_next(rows, &found, err)) == FAULT_NONE && found) {
		fault = rows_read(rows, &store_paper_table, &row, err);
		if (fault != FAULT_NONE)
			return fault;
		visit(ctx, &row);
	}
	return fault;
}

enum fault store_paper_each(struct store *s, const char *application, store_paper_visit *visit,
			    void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault =
		rows_start(s, SQL_PAPER_EACH, ROWS_WITH(DATUM_T(application)), &rows, err);

	return fault == FAULT_NONE ? visit_rows(&rows, visit, ctx, err) : fault;
}

enum fault store_paper_all(struct store *s, store_paper_visit *visit, void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_stream(s, SQL_PAPER_ALL, ROWS_BARE, &rows, err);

	return fault == FAULT_NONE ? visit_rows(&rows, visit, ctx, err) : fault;
}

enum fault store_paper_has(struct store *s, const char *name, bool *ret, struct error *err)
{
	int64_t count = 0;
	enum fault fault =
		rows_find_number(s, SQL_PAPER_HAS, ROWS_WITH(DATUM_T(name)), &count, err);

	if (fault == FAULT_NONE)
		*ret = count > 0;
	return fault;
}

enum fault store_paper_old(struct store *s, int64_t before, char ret_id[33], bool *ret_found,
			   struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_PAPER_OLD, ROWS_WITH(DATUM_N(before)), &rows, err);

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, ret_found, err);
	if (fault == FAULT_NONE && *ret_found)
		snprintf(ret_id, 33, "%s", rows_text(&rows, 0));
	return fault;
}

enum fault store_paper_coming(struct store *s, const char *source, int64_t since, int64_t *ret,
			      struct error *err)
{
	return rows_find_number(s, SQL_PAPER_COMING, ROWS_WITH(DATUM_T(source), DATUM_N(since)),
				ret, err);
}

enum fault store_paper_gone(struct store *s, const char *put, const char *shown,
			    void (*tell)(void *ctx, const char *object), void *ctx,
			    struct error *err)
{
	return rows_tell(s, SQL_PAPER_GONE, ROWS_WITH(DATUM_T(put), DATUM_T(shown)), tell, ctx,
			 err);
}

/* --- chunks --- */

enum fault store_paper_put_chunk(struct store *s, const struct store_paper_chunk *row,
				 struct error *err)
{
	return rows_insert(s, SQL_PAPER_PUT_CHUNK, &store_paper_chunk_table, row, err);
}

enum fault store_paper_get_chunk(struct store *s, const char *paper, int64_t number, void *to,
				 size_t room, size_t *ret_len, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_PAPER_GET_CHUNK,
				      ROWS_WITH(DATUM_T(paper), DATUM_N(number)), &rows, err);
	struct table_bytes bytes = {NULL, 0};
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault != FAULT_NONE)
		return fault;
	if (row)
		bytes = rows_bytes(&rows, 0);
	if (bytes.len > room)
		return fail(err, FAULT_BROKEN, N_("A document is damaged in the registry."),
			    "chunk %lld of %s: %zu bytes", (long long)number, paper, bytes.len);
	if (bytes.len > 0)
		memcpy(to, bytes.at, bytes.len);
	*ret_len = bytes.len;
	return FAULT_NONE;
}

enum fault store_paper_last_chunk(struct store *s, const char *paper, int64_t *ret_count,
				  size_t *ret_len, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault =
		rows_start(s, SQL_PAPER_LAST_CHUNK, ROWS_WITH(DATUM_T(paper)), &rows, err);
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret_count = row ? rows_number(&rows, 0) + 1 : 0;
	*ret_len = row ? (size_t)rows_number(&rows, 1) : 0;
	return FAULT_NONE;
}

enum fault store_paper_cut_chunks(struct store *s, const char *paper, int64_t from,
				  struct error *err)
{
	return rows_run(s, SQL_PAPER_CUT_CHUNKS, ROWS_WITH(DATUM_T(paper), DATUM_N(from)), err);
}
