/* store_visitor.c - kept: wrong tries by subject and minute, how fast a network goes, and what a
 * key chose before. */
#include "services/store/store_visitor.h"

#include "services/store/rows.h"

#define ROW struct store_visitor_try
const struct table store_visitor_try_table = TABLE("tries", STORE_VISITOR_TRY);
#undef ROW
#define ROW struct store_visitor_pace
const struct table store_visitor_pace_table = TABLE("pace", STORE_VISITOR_PACE);
#undef ROW
#define ROW struct store_visitor_choice
const struct table store_visitor_choice_table = TABLE("choice", STORE_VISITOR_CHOICE);
#undef ROW

enum fault store_visitor_add_try(struct store *s, const char *subject, int64_t minute, int count,
				 struct error *err)
{
	return rows_insert(
		s, SQL_TRY_ADD, &store_visitor_try_table,
		&(struct store_visitor_try){.subject = subject, .minute = minute, .count = count},
		err);
}

enum fault store_visitor_each_try(struct store *s, const char *subject, int64_t since,
				  void (*visit)(void *ctx, int64_t minute, int count), void *ctx,
				  struct error *err)
{
	const struct datum with[] = {DATUM_T(subject), DATUM_N(since)};
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_TRY_EACH, with, 2, &rows, err);
	struct store_visitor_try one;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_read(&rows, &store_visitor_try_table, &one, err);
		if (fault == FAULT_NONE)
			visit(ctx, one.minute, one.count);
	}
	return fault;
}

enum fault store_visitor_drop_tries(struct store *s, const char *kind, int64_t before_minute,
				    struct error *err)
{
	char like[40];

	snprintf(like, sizeof(like), "%s%%", kind);
	return rows_run(s, SQL_TRY_DROP_OLD, ROWS_WITH(DATUM_N(before_minute), DATUM_T(like)), err);
}

enum fault store_visitor_find_pace(struct store *s, const char *subject,
				   struct store_visitor_pace *ret, bool *ret_found,
				   struct error *err)
{
	return rows_find(s, SQL_PACE_GET, subject, &store_visitor_pace_table, ret, ret_found, err);
}

enum fault store_visitor_take_pace(struct store *s, const char *subject, int64_t now,
				   int64_t seconds, int64_t most, int64_t *ret, struct error *err)
{
	return rows_find_number(
		s, SQL_PACE_TAKE,
		ROWS_WITH(DATUM_T(subject), DATUM_N(now), DATUM_N(seconds), DATUM_N(most)), ret,
		err);
}

enum fault store_visitor_drop_paces(struct store *s, int64_t now, struct error *err)
{
	return rows_run(s, SQL_PACE_DROP_FULL, ROWS_WITH(DATUM_N(now)), err);
}

enum fault store_visitor_drop_choice(struct store *s, const char *key, struct error *err)
{
	return rows_run(s, SQL_CHOICE_DROP, ROWS_WITH(DATUM_T(key)), err);
}

enum fault store_visitor_drop_choices(struct store *s, int64_t before, struct error *err)
{
	return rows_run(s, SQL_CHOICE_DROP_OLD, ROWS_WITH(DATUM_N(before)), err);
}

enum fault store_visitor_find_choice(struct store *s, const char *key,
				     struct store_visitor_choice *ret, bool *ret_found,
				     struct error *err)
{
	return rows_find(s, SQL_CHOICE_GET, key, &store_visitor_choice_table, ret, ret_found, err);
}

enum fault store_visitor_put_choice(struct store *s, const struct store_visitor_choice *choice,
				    struct error *err)
{
	return rows_insert(s, SQL_CHOICE_PUT, &store_visitor_choice_table, choice, err);
}

enum fault store_visitor_each_choice(struct store *s,
				     void (*visit)(void *ctx,
						   const struct store_visitor_choice *choice),
				     void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_stream(s, SQL_CHOICE_EACH, ROWS_BARE, &rows, err);
	struct store_visitor_choice choice;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_read(&rows, &store_visitor_choice_table, &choice, err);
		if (fault == FAULT_NONE)
			visit(ctx, &choice);
	}
	return fault;
}
