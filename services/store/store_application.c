/* store_application.c - kept: one row for each application, the keys that hold it, and the numbers
 * of the filled forms that made it. */
#include "services/store/store_application.h"

#include "i18n/base/array.h"
#include "services/store/rows.h"

#define ROW struct store_application
const struct table store_application_table = TABLE("application", STORE_APPLICATION);
#undef ROW
#define ROW struct store_application_holder
const struct table store_application_holder_table = TABLE("holder", STORE_APPLICATION_HOLDER);
#undef ROW
#define ROW struct store_application_request
const struct table store_application_request_table = TABLE("request", STORE_APPLICATION_REQUEST);
#undef ROW

enum fault store_application_add(struct store *s, const struct store_application *row,
				 struct error *err)
{
	return rows_insert(s, SQL_APPLICATION_ADD, &store_application_table, row, err);
}

enum fault store_application_ready(struct store *s, struct error *err)
{
	static const enum sql submission[] = {
		SQL_APPLICATION_GET, SQL_ANSWER_EACH, SQL_ITEMS_EACH,   SQL_ANSWER_ADD,
		SQL_EVENT_ADD,       SQL_HOLDER_EACH, SQL_REQUEST_EACH, SQL_APPLICATION_ACT,
		SQL_HEAD_GET,        SQL_LEDGER_ADD,  SQL_HEAD_PUT,     SQL_LINK_OF,
	};

	return rows_ready(s, submission, sizeof(submission) / sizeof(submission[0]), err);
}

enum fault store_application_ready_act(struct store *s, struct error *err)
{
	static const enum sql act[] = {
		SQL_APPLICATION_GET, SQL_ANSWER_EACH, SQL_ITEMS_EACH, SQL_EVENT_EACH,
		SQL_EVENT_LAST,      SQL_EVENT_ADD,   SQL_LINK_OF,    SQL_HOLDER_EACH,
		SQL_REQUEST_EACH,    SQL_NOTICE_EACH, SQL_NOTICE_ADD, SQL_ANSWER_CLEAR,
		SQL_APPLICATION_ACT, SQL_HEAD_GET,    SQL_LEDGER_ADD, SQL_HEAD_PUT,
	};

	return rows_ready(s, act, sizeof(act) / sizeof(act[0]), err);
}

/* The listed columns, and HELD of statement.c behind them. */
static enum fault read_row(const struct rows *r, struct store_application *ret, struct error *err)
{
	enum fault fault = rows_read(r, &store_application_table, ret, err);

	ret->held = rows_number(r, (int)store_application_table.count) != 0;
	return fault;
}

static enum fault one(struct store *s, enum sql which, const char *by,
		      struct store_application *ret, bool *ret_found, struct error *err)
{
	const struct datum with = DATUM_T(by);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, which, &with, 1, &rows, err);
	struct store_application found;
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault == FAULT_NONE && row)
		fault = read_row(&rows, &found, err);
	if (fault != FAULT_NONE)
		return fault;
	if (row)
		*ret = found;
	*ret_found = row;
	return FAULT_NONE;
}

enum fault store_application_lock(struct store *s, const char *id, struct error *err)
{
	return rows_lock(s, SQL_APPLICATION_LOCK, ROWS_WITH(DATUM_T(id)), err);
}

enum fault store_application_ahead(struct store *s, const char *id, bool draft, struct error *err)
{
	static const enum sql of_draft[] = {SQL_HOLDER_EACH, SQL_REQUEST_EACH, SQL_LINK_OF,
					    SQL_ANSWER_EACH, SQL_ITEMS_EACH,   SQL_EVENT_EACH};
	static const enum sql of_sent[] = {SQL_HOLDER_EACH,  SQL_REQUEST_EACH, SQL_LINK_OF,
					   SQL_ANSWER_CLEAR, SQL_NOTICE_EACH,  SQL_HOLDER_EACH};

	return draft ? rows_ahead(s, of_draft, sizeof(of_draft) / sizeof(of_draft[0]), id, err)
		     : rows_ahead(s, of_sent, sizeof(of_sent) / sizeof(of_sent[0]), id, err);
}

enum fault store_application_get(struct store *s, const char *id, struct store_application *ret,
				 bool *ret_found, struct error *err)
{
	return one(s, SQL_APPLICATION_GET, id, ret, ret_found, err);
}

enum fault store_application_find(struct store *s, const char *reference,
				  struct store_application *ret, bool *ret_found, struct error *err)
{
	return one(s, SQL_APPLICATION_FIND, reference, ret, ret_found, err);
}

enum fault store_application_again(struct store *s, const char *id, const char *reference,
				   struct store_application *ret, bool *ret_found,
				   struct error *err)
{
	struct store_application found;
	bool row = false;
	enum fault fault = store_application_find(s, reference, &found, &row, err);

	if (fault != FAULT_NONE)
		return fault;
	/* A reference that is free again may have been drawn for another. */
	*ret_found = row && strcmp(found.id, id) == 0;
	if (*ret_found)
		*ret = found;
	return FAULT_NONE;
}

enum fault store_application_next(struct store *s, const char *id, struct store_application *ret,
				  bool *ret_found, struct error *err)
{
	return one(s, SQL_APPLICATION_EACH, id, ret, ret_found, err);
}

enum fault store_application_act(struct store *s, const struct store_application *row,
				 struct error *err)
{
	return rows_update(s, SQL_APPLICATION_ACT, &store_application_table, TABLE_ACTS, row, err);
}

enum fault store_application_save(struct store *s, const struct store_application *row,
				  struct error *err)
{
	return rows_update(s, SQL_APPLICATION_SAVE, &store_application_table, TABLE_SAVES, row,
			   err);
}

enum fault store_application_drop(struct store *s, const char *id, struct error *err)
{
	enum fault fault = rows_run(s, SQL_ADDRESS_DROP_OF, ROWS_WITH(DATUM_T(id)), err);

	return fault == FAULT_NONE ? rows_run(s, SQL_APPLICATION_DROP, ROWS_WITH(DATUM_T(id)), err)
				   : fault;
}

/* At most as many as the statement lists. */
static enum fault list_of(struct store *s, enum sql which, const struct datum *with, size_t params,
			  struct arena *a, struct store_application **ret, size_t *ret_count,
			  struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, which, with, params, &rows, err);
	struct store_application *list = NULL;
	size_t count = 0, room = 0;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		list = array_room_in(a, list, count + 1, &room, sizeof(*list));
		fault = read_row(&rows, &list[count], err);
		count++;
	}
	if (fault == FAULT_NONE) {
		*ret = list;
		*ret_count = count;
	}
	return fault;
}

enum fault store_application_of_key(struct store *s, const char *key, struct arena *a,
				    struct store_application **ret, size_t *ret_count,
				    struct error *err)
{
	const struct datum with = DATUM_T(key);

	return list_of(s, SQL_APPLICATION_OF_KEY, &with, 1, a, ret, ret_count, err);
}

enum fault store_application_of_account(struct store *s, const struct store_application_person *p,
					struct arena *a, struct store_application **ret,
					size_t *ret_count, struct error *err)
{
	const struct datum with[] = {DATUM_T(p->holder), DATUM_T(p->account), DATUM_T(p->key)};

	return list_of(s, SQL_APPLICATION_OF_ACCOUNT, with, 3, a, ret, ret_count, err);
}

static enum fault find_id(struct store *s, enum sql which, const struct datum *with, size_t count,
			  char ret_id[33], bool *ret_found, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, which, with, count, &rows, err);
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault == FAULT_NONE) {
		if (row)
			snprintf(ret_id, 33, "%s", rows_text(&rows, 0));
		*ret_found = row;
	}
	return fault;
}

enum fault store_application_old_draft(struct store *s, int64_t before, char ret_id[33],
				       bool *ret_found, struct error *err)
{
	return find_id(s, SQL_APPLICATION_OLD_DRAFTS, ROWS_WITH(DATUM_N(before)), ret_id, ret_found,
		       err);
}

enum fault store_application_old_network(struct store *s, char ret_id[33], bool *ret_found,
					 struct error *err)
{
	return find_id(s, SQL_APPLICATION_OLD_NETWORKS, ROWS_BARE, ret_id, ret_found, err);
}

enum fault store_application_drafts_of_source(struct store *s, const char *source, int64_t since,
					      int64_t *ret, struct error *err)
{
	return rows_find_number(s, SQL_APPLICATION_DRAFTS_OF_SOURCE,
				ROWS_WITH(DATUM_T(source), DATUM_N(since)), ret, err);
}

enum fault store_application_drafts_of_key(struct store *s, const char *key, int64_t *ret,
					   struct error *err)
{
	return rows_find_number(s, SQL_APPLICATION_DRAFTS_OF_KEY, ROWS_WITH(DATUM_T(key)), ret,
				err);
}

enum fault store_application_count_of(struct store *s, const char *service, int version,
				      int64_t *ret, struct error *err)
{
	return rows_find_number(s, SQL_APPLICATION_COUNT_OF,
				ROWS_WITH(DATUM_T(service), DATUM_N(version)), ret, err);
}

enum fault store_application_hold(struct store *s, const struct store_application_holder *holder,
				  struct error *err)
{
	return rows_insert(s, SQL_HOLDER_ADD, &store_application_holder_table, holder, err);
}

enum fault store_application_is_held(struct store *s, const char *id, const char *key, bool *ret,
				     struct error *err)
{
	int64_t count = 0;
	enum fault fault = rows_find_number(s, SQL_HOLDER_HAS, ROWS_WITH(DATUM_T(key), DATUM_T(id)),
					    &count, err);

	if (fault == FAULT_NONE)
		*ret = count > 0;
	return fault;
}

enum fault store_application_is_of(struct store *s, const char *id,
				   const struct store_application_person *p, bool *ret,
				   struct error *err)
{
	int64_t count = 0;
	enum fault fault = rows_find_number(
		s, SQL_HOLDER_IS_OF_ACCOUNT,
		ROWS_WITH(DATUM_T(p->holder), DATUM_T(p->account), DATUM_T(p->key), DATUM_T(id)),
		&count, err);

	if (fault == FAULT_NONE)
		*ret = count > 0;
	return fault;
}

enum fault store_application_each_holder(struct store *s, const char *id,
					 void (*visit)(void *ctx,
						       const struct store_application_holder *h),
					 void *ctx, struct error *err)
{
	const struct datum with = DATUM_T(id);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_HOLDER_EACH, &with, 1, &rows, err);
	struct store_application_holder holder;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_read(&rows, &store_application_holder_table, &holder, err);
		if (fault == FAULT_NONE)
			visit(ctx, &holder);
	}
	return fault;
}

enum fault store_application_add_request(struct store *s, const struct store_application_request *r,
					 struct error *err)
{
	return rows_insert(s, SQL_REQUEST_ADD, &store_application_request_table, r, err);
}

enum fault store_application_find_request(struct store *s, const char *number,
					  struct store_application_request *ret, bool *ret_found,
					  struct error *err)
{
	return rows_find(s, SQL_REQUEST_FIND, number, &store_application_request_table, ret,
			 ret_found, err);
}

enum fault store_application_each_request(struct store *s, const char *id,
					  void (*visit)(void *ctx,
							const struct store_application_request *r),
					  void *ctx, struct error *err)
{
	const struct datum with = DATUM_T(id);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_REQUEST_EACH, &with, 1, &rows, err);
	struct store_application_request request;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_read(&rows, &store_application_request_table, &request, err);
		if (fault == FAULT_NONE)
			visit(ctx, &request);
	}
	return fault;
}
