/* postgres_check.c - whether what PostgreSQL keeps on its pages is whole. */
#include "services/store/postgres.h"

#include <stdlib.h>

/* Questions to amcheck, one a row: each index with the rows that it leads to, and each table.
   Where the administrator of the database did not install it, or did not let the portal ask, there
   are none. */
static const char questions[] =
	"WITH amcheck AS (SELECT n.nspname AS room FROM pg_extension e"
	"  JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'amcheck'"
	"  AND has_function_privilege("
	"    to_regprocedure(format('%I.bt_index_check(regclass, boolean)', n.nspname)), 'execute')"
	"  AND has_function_privilege(to_regprocedure(format("
	"    '%I.verify_heapam(regclass, boolean, boolean, text, bigint, bigint)', n.nspname)),"
	"    'execute'))"
	"SELECT c.relname, CASE c.relkind"
	"  WHEN 'i' THEN format('SELECT %I.bt_index_check(%s, true)', room, c.oid)"
	"  ELSE format('SELECT format(''block %%s, row %%s: %%s'', blkno, offnum, msg)"
	" FROM %I.verify_heapam(%s)', room, c.oid) END"
	" FROM amcheck, pg_class c WHERE c.relkind IN ('r', 'i')"
	" AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relkind, c.relname";

struct check {
	struct postgres *s;
	void (*tell)(void *ctx, const char *line);
	void *ctx;
	bool whole;
};

static void find(struct check *c, const char *name, const char *what)
{
	char line[400];

	snprintf(line, sizeof(line), "Database: %s: %s", name, what);
	line[strcspn(line, "\n")] = '\0';
	c->tell(c->ctx, line);
	c->whole = false;
}

static bool is_damage(const PGresult *r)
{
	const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);

	return state != NULL && (strcmp(state, "XX001") == 0 || strcmp(state, "XX002") == 0);
}

/* An error would end the view that all is looked at in. */
static enum fault ask(struct check *c, const char *name, const char *question, struct error *err)
{
	enum fault fault = postgres_exec(c->s, "SAVEPOINT page", NULL, err);
	PGresult *r = fault == FAULT_NONE ? postgres_ask(c->s, question, POSTGRES_ALL) : NULL;

	if (r == NULL)
		return fault == FAULT_NONE ? postgres_fault(c->s, NULL, err) : fault;
	if (is_damage(r))
		find(c, name, PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY));
	else if (!postgres_is_good(r))
		fault = postgres_fault(c->s, r, err);
	for (int i = 0; i < PQntuples(r); i++)
		if (PQgetvalue(r, i, 0)[0] != '\0')
			find(c, name, PQgetvalue(r, i, 0));
	PQclear(r);
	return fault == FAULT_NONE ? postgres_exec(c->s, "ROLLBACK TO page", NULL, err) : fault;
}

enum fault postgres_check(struct store *store, void (*tell)(void *ctx, const char *line), void *ctx,
			  bool *ret_whole, struct error *err)
{
	struct check c = {postgres_of(store), tell, ctx, true};
	PGresult *list = NULL;
	enum fault fault = postgres_exec(c.s, questions, &list, err);

	for (int i = 0; fault == FAULT_NONE && i < PQntuples(list); i++)
		fault = ask(&c, PQgetvalue(list, i, 0), PQgetvalue(list, i, 1), err);
	PQclear(list);
	if (fault == FAULT_NONE)
		*ret_whole = c.whole;
	return fault;
}
