/* postgres.c - the registry in PostgreSQL: opened, held by one writer at a time, checked. */
#include "services/store/postgres.h"

#define LOCK_WRITING "7238460"

enum fault postgres_fault(struct postgres *s, const PGresult *r, struct error *err)
{
	const char *state = r == NULL ? NULL : PQresultErrorField(r, PG_DIAG_SQLSTATE);
	const char *said = r == NULL ? PQerrorMessage(s->line) : PQresultErrorMessage(r);
	static const char *const busy[] = {"08", "53", "57", "58", "40", "55P03", "25006"};
	bool is_busy = state == NULL || PQstatus(s->line) != CONNECTION_OK;

	for (size_t i = 0; !is_busy && i < sizeof(busy) / sizeof(busy[0]); i++)
		is_busy = strncmp(state, busy[i], strlen(busy[i])) == 0;
	if (is_busy)
		return fail(err, FAULT_BUSY,
			    N_("The portal cannot store anything just now. What was stored before "
			       "is safe; please try again in a few minutes."),
			    "postgresql %s: %s", state == NULL ? "line" : state, said);
	return fail(err, FAULT_BROKEN,
		    N_("The portal's registry did not work as it should. What was stored before is "
		       "safe; please tell the portal's operator."),
		    "postgresql %s: %s", state, said);
}

enum fault postgres_exec(struct postgres *s, const char *text, PGresult **ret, struct error *err)
{
	PGresult *r = PQexec(s->line, text);
	ExecStatusType status = PQresultStatus(r);
	enum fault fault = FAULT_NONE;

	if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
		fault = postgres_fault(s, r, err);
	if (ret == NULL || fault != FAULT_NONE)
		PQclear(r);
	else
		*ret = r;
	return fault;
}

/* A COMMIT that was cancelled while it waited for the standby says that it was done, and this. */
static void notice(void *ctx, const PGresult *r)
{
	const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);

	if (state != NULL && strcmp(state, "01000") == 0)
		((struct postgres *)ctx)->is_local = true;
}

enum fault postgres_connect(struct postgres *s, struct error *err)
{
	if (s->line != NULL && PQstatus(s->line) == CONNECTION_OK)
		return FAULT_NONE;
	PQfinish(s->line);
	s->line = PQconnectdb(s->address);
	if (PQstatus(s->line) != CONNECTION_OK)
		return postgres_fault(s, NULL, err);
	PQsetNoticeReceiver(s->line, notice, s);
	return FAULT_NONE;
}

/* Writers take turns: what one has read, no other changes until it has written. */
static enum fault begin(struct store *store, struct error *err)
{
	struct postgres *s = postgres_of(store);
	enum fault fault = postgres_connect(s, err);

	if (fault == FAULT_NONE)
		fault = postgres_exec(s, "BEGIN; SELECT pg_advisory_xact_lock(" LOCK_WRITING ")",
				      NULL, err);
	return fault;
}

/* A COMMIT of what had failed is said to be a ROLLBACK. */
static enum fault commit(struct store *store, struct error *err)
{
	struct postgres *s = postgres_of(store);
	PGresult *r = NULL;
	enum fault fault;
	bool kept;

	s->is_local = false;
	fault = postgres_exec(s, "COMMIT", &r, err);
	if (fault != FAULT_NONE)
		return fault;
	kept = strcmp(PQcmdStatus(r), "COMMIT") == 0 && !s->is_local;
	PQclear(r);
	return kept ? FAULT_NONE
		    : fail(err, FAULT_BUSY,
			   N_("The portal cannot store anything just now. What was stored before "
			      "is safe; please try again in a few minutes."),
			   "postgresql: rolled back");
}

static void undo(struct postgres *s)
{
	if (s->line != NULL && PQtransactionStatus(s->line) != PQTRANS_IDLE)
		PQclear(PQexec(s->line, "ROLLBACK"));
}

static void rollback(struct store *store)
{
	undo(postgres_of(store));
}

static enum fault view(struct store *store, struct error *err)
{
	struct postgres *s = postgres_of(store);
	enum fault fault = postgres_connect(s, err);

	if (fault == FAULT_NONE)
		fault = postgres_exec(s, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", NULL,
				      err);
	s->viewing = fault == FAULT_NONE;
	return fault;
}

static void view_end(struct store *store)
{
	undo(postgres_of(store));
	postgres_of(store)->viewing = false;
}

/* Pages and indexes are for pg_amcheck, references are the database's own word; that all rows can
   be read is what verify tries. */
static enum fault check(struct store *store, void (*tell)(void *ctx, const char *line), void *ctx,
			bool *ret_whole, struct error *err)
{
	(void)tell, (void)ctx;
	*ret_whole = true;
	return postgres_connect(postgres_of(store), err);
}

static enum fault trim(struct store *store, struct error *err)
{
	(void)store, (void)err;
	return FAULT_NONE;
}

static void close_all(struct store *store)
{
	struct postgres *s = postgres_of(store);

	PQfinish(s->line);
	free(s->address);
	free(s);
}

static const struct engine engine = {
	.name = "PostgreSQL",
	.start = postgres_start,
	.next = postgres_next,
	.end = postgres_end,
	.number = postgres_number,
	.text = postgres_text,
	.bytes = postgres_bytes,
	.compile = postgres_compile,
	.begin = begin,
	.commit = commit,
	.rollback = rollback,
	.view = view,
	.view_end = view_end,
	.check = check,
	.trim = trim,
	.close = close_all,
};

enum fault postgres_open(const char *address, bool create, const struct store_filler *filler,
			 struct store **ret, struct error *err)
{
	struct postgres *s = calloc(1, sizeof(*s));
	enum fault fault;

	if (s == NULL || (s->address = strdup(address)) == NULL)
		fatal("out of memory");
	s->store.engine = &engine;
	fault = postgres_connect(s, err);
	if (fault == FAULT_NONE)
		fault = postgres_schema_apply(s, create, filler, err);
	if (fault != FAULT_NONE) {
		store_close(&s->store);
		return fault;
	}
	*ret = &s->store;
	return FAULT_NONE;
}
