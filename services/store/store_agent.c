/* store_agent.c - kept: who acts for an organisation that a register has. */
#include "services/store/store_agent.h"

#include "services/store/rows.h"

#define ROW struct store_agent
const struct table store_agent_table = TABLE("agent", STORE_AGENT);
#undef ROW

enum fault store_agent_add(struct store *s, const struct store_agent *row, struct error *err)
{
	return rows_insert(s, SQL_AGENT_ADD, &store_agent_table, row, err);
}

enum fault store_agent_act(struct store *s, const struct store_agent *row, struct error *err)
{
	return rows_update(s, SQL_AGENT_ACT, &store_agent_table, TABLE_ACTS, row, err);
}

static enum fault each(struct store *s, enum sql which, const struct datum *with, size_t count,
		       store_agent_visit *visit, void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, which, with, count, &rows, err);
	struct store_agent row;
	bool found = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &found, err)) == FAULT_NONE &&
	       found) {
		fault = rows_read(&rows, &store_agent_table, &row, err);
		if (fault == FAULT_NONE)
			visit(ctx, &row);
	}
	return fault;
}

enum fault store_agent_each(struct store *s, const char *entry, store_agent_visit *visit, void *ctx,
			    struct error *err)
{
	return each(s, SQL_AGENT_EACH, ROWS_WITH(DATUM_T(entry)), visit, ctx, err);
}

enum fault store_agent_all(struct store *s, store_agent_visit *visit, void *ctx, struct error *err)
{
	return each(s, SQL_AGENT_ALL, ROWS_BARE, visit, ctx, err);
}

enum fault store_agent_gone(struct store *s, const char *act,
			    void (*tell)(void *ctx, const char *object), void *ctx,
			    struct error *err)
{
	return rows_tell(s, SQL_AGENT_GONE, ROWS_WITH(DATUM_T(act)), tell, ctx, err);
}

enum fault store_agent_of_account(struct store *s, const char *account,
				  void (*tell)(void *ctx, const char *entry), void *ctx,
				  struct error *err)
{
	return rows_tell(s, SQL_AGENT_OF_ACCOUNT, ROWS_WITH(DATUM_T(account)), tell, ctx, err);
}
