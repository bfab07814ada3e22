/* store_queue.c - kept: the applications that wait for the authority, as staff list them. */
#include "services/store/store_queue.h"

#include "services/store/rows.h"
#include "services/store/store_clock.h"

/* In the order of the statements' columns. */
static struct store_queue_row read_row(const struct rows *r)
{
	struct store_queue_row row = {.place = {.due = rows_number(r, 0)},
				      .reference = rows_text(r, 2),
				      .service = rows_text(r, 3),
				      .version = (int)rows_number(r, 4),
				      .state = rows_text(r, 5),
				      .stage = rows_text(r, 6),
				      .office = rows_text(r, 7),
				      .assignee = rows_text(r, 8),
				      .submitted_at = rows_number(r, 9),
				      .due_at = rows_number(r, 10),
				      .revision = rows_number(r, 11)};

	snprintf(row.place.id, sizeof(row.place.id), "%s", rows_text(r, 1));
	return row;
}

/* Each has an index in whose order it reads, and stops as soon as it has enough. */
static enum sql way_of(const struct store_queue_filter *f)
{
	if (f->assignee[0] != '\0')
		return SQL_QUEUE_OF_ASSIGNEE;
	if (f->office[0] != '\0')
		return SQL_QUEUE_OF_OFFICE;
	return f->service[0] != '\0' ? SQL_QUEUE_OF_SERVICE : SQL_QUEUE_OF_ALL;
}

enum fault store_queue_page(struct store *s, const struct store_queue_filter *f,
			    const struct store_queue_place *after, int64_t most,
			    void (*visit)(void *ctx, const struct store_queue_row *row), void *ctx,
			    struct error *err)
{
	/* An end of the index: where nothing is overdue, nothing is read. */
	int64_t last = f->overdue == 0 ? STORE_QUEUE_NEVER : f->overdue - 1;
	const struct datum with[] = {
		DATUM_N(after->due),    DATUM_T(after->id), DATUM_T(f->assignee),
		DATUM_N(f->unassigned), DATUM_N(last),      DATUM_T(f->service),
		DATUM_T(f->stage),      DATUM_T(f->office), DATUM_N(most)};
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault =
		rows_stream(s, way_of(f), with, sizeof(with) / sizeof(with[0]), &rows, err);
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		struct store_queue_row one = read_row(&rows);

		visit(ctx, &one);
	}
	return fault;
}

enum fault store_queue_again(struct store *s, const char *service, const char *after, int64_t most,
			     void (*visit)(void *ctx, const struct store_queue_row *row), void *ctx,
			     struct error *err)
{
	char key[sizeof(STORE_CLOCK_AGAIN) + sizeof(((struct store_queue_place *)0)->id)];
	const struct datum with[] = {DATUM_T(key), DATUM_T(service), DATUM_N(most)};
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault;
	bool row = false;

	snprintf(key, sizeof(key), "%s%s", STORE_CLOCK_AGAIN, after);
	fault = rows_stream(s, SQL_CLOCK_AGAIN, with, sizeof(with) / sizeof(with[0]), &rows, err);
	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		struct store_queue_row one = read_row(&rows);

		visit(ctx, &one);
	}
	return fault;
}

enum fault store_queue_again_count(struct store *s,
				   void (*visit)(void *ctx, const struct store_queue_count *row),
				   void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_stream(s, SQL_CLOCK_AGAIN_COUNT, ROWS_BARE, &rows, err);
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row)
		visit(ctx, &(struct store_queue_count){.service = rows_text(&rows, 0),
						       .office = rows_text(&rows, 1),
						       .stage = "",
						       .all = rows_number(&rows, 2)});
	return fault;
}

enum fault store_queue_count(struct store *s, const struct store_queue_filter *f,
			     void (*visit)(void *ctx, const struct store_queue_count *row),
			     void *ctx, struct error *err)
{
	const struct datum with[] = {DATUM_T(f->assignee), DATUM_N(f->overdue),
				     DATUM_T(f->service)};
	ROWS_CLEAN struct rows rows = {.store = NULL};
	bool row = false, of_all = f->service[0] == '\0';
	enum fault fault = rows_stream(s, of_all ? SQL_QUEUE_COUNT : SQL_QUEUE_COUNT_OF_SERVICE,
				       with, of_all ? 2 : 3, &rows, err);

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row)
		visit(ctx, &(struct store_queue_count){.service = rows_text(&rows, 0),
						       .office = rows_text(&rows, 1),
						       .stage = rows_text(&rows, 2),
						       .all = rows_number(&rows, 3),
						       .mine = rows_number(&rows, 4),
						       .unassigned = rows_number(&rows, 5),
						       .overdue = rows_number(&rows, 6)});
	return fault;
}

enum fault store_queue_held(struct store *s, int64_t before,
			    void (*visit)(void *ctx, const struct store_queue_held *row), void *ctx,
			    struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_stream(s, SQL_QUEUE_HELD, ROWS_WITH(DATUM_N(before)), &rows, err);
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row)
		visit(ctx, &(struct store_queue_held){.assignee = rows_text(&rows, 0),
						      .service = rows_text(&rows, 1),
						      .office = rows_text(&rows, 2),
						      .all = rows_number(&rows, 3),
						      .overdue = rows_number(&rows, 4),
						      .oldest = rows_number(&rows, 5)});
	return fault;
}

enum fault store_queue_ended(struct store *s, const struct store_ended_question *q,
			     bool (*visit)(void *ctx, const struct store_queue_row *row), void *ctx,
			     struct error *err)
{
	const struct datum with[] = {DATUM_N(q->from), DATUM_N(q->until), DATUM_T(q->service),
				     DATUM_T(q->actor)};
	bool of_actor = q->actor[0] != '\0', row = false, on = true;
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_stream(s, of_actor ? SQL_ENDED_OF_ACTOR : SQL_ENDED, with,
				       of_actor ? 4 : 3, &rows, err);

	while (fault == FAULT_NONE && on && (fault = rows_next(&rows, &row, err)) == FAULT_NONE &&
	       row) {
		struct store_queue_row one = read_row(&rows);

		on = visit(ctx, &one);
	}
	return fault;
}
