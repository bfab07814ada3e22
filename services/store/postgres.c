/* postgres.c - the registry in PostgreSQL: opened, its line kept up, checked. */
#include "services/store/store_open.h"
#include "services/store/postgres.h"

#include <time.h>

#define PATIENCE 5000 /* milliseconds that one waits for a database that does not answer */

/* What others did at once is in the way: their locks, or a key that was drawn or counted; or what
   was said to be prepared is not. */
static bool is_undone(struct postgres *s, const char *state)
{
	return strncmp(state, "40", 2) == 0 || strcmp(state, "23505") == 0 ||
	       postgres_names_are_wrong(s, state);
}

enum fault postgres_fault(struct postgres *s, const PGresult *r, struct error *err)
{
	const char *state = r == NULL ? NULL : PQresultErrorField(r, PG_DIAG_SQLSTATE);
	const char *lost = s->line == NULL ? "no answer in time" : PQerrorMessage(s->line);
	const char *said = r == NULL ? lost : PQresultErrorMessage(r);
	static const char *const busy[] = {"08", "53", "57", "58", "40", "55P03", "25006"};
	/* Of a server that ends a session the line is good a moment longer. */
	bool is_lost = state == NULL || PQstatus(s->line) != CONNECTION_OK ||
		       strncmp(state, "57P", 3) == 0;
	bool is_busy = is_lost;

	if (s->store.writing && (is_lost || is_undone(s, state)))
		s->store.undone = true;
	for (size_t i = 0; !is_busy && i < sizeof(busy) / sizeof(busy[0]); i++)
		is_busy = strncmp(state, busy[i], strlen(busy[i])) == 0;
	if (state != NULL && strcmp(state, "P0001") == 0)
		return store_frozen(err);
	/* What is read is not run again by itself, but then goes without names. */
	if (s->store.viewing && !is_lost && postgres_names_are_wrong(s, state))
		is_busy = true;
	if (is_busy)
		return fail(err, FAULT_BUSY,
			    N_("The portal cannot save anything at the moment. Everything already "
			       "saved is safe. Please try again in a few minutes."),
			    "postgresql %s: %s", state == NULL ? "line" : state, said);
	return fail(err, FAULT_BROKEN,
		    N_("There is a problem with the portal's registry. Everything already saved is "
		       "safe. Please tell the portal's operator."),
		    "postgresql %s: %s", state, said);
}

static enum fault exec_within(struct postgres *s, const char *text, int milliseconds,
			      PGresult **ret, struct error *err)
{
	enum fault fault = postgres_settle(s, NULL, err);
	PGresult *r = fault == FAULT_NONE ? postgres_ask(s, text, milliseconds) : NULL;
	ExecStatusType status = PQresultStatus(r);

	if (fault != FAULT_NONE)
		return fault;
	if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
		fault = postgres_fault(s, r, err);
	if (ret == NULL || fault != FAULT_NONE)
		PQclear(r);
	else
		*ret = r;
	return fault;
}

enum fault postgres_exec(struct postgres *s, const char *text, PGresult **ret, struct error *err)
{
	return exec_within(s, text, POSTGRES_STATEMENT, ret, err);
}

enum fault postgres_exec_all(struct postgres *s, const char *text, struct error *err)
{
	return exec_within(s, text, POSTGRES_ALL, NULL, err);
}

void postgres_undo(struct postgres *s)
{
	if (postgres_is_up(s))
		postgres_settle(s, NULL, NULL);
	postgres_drop_ahead(s);
	postgres_names_forget(s);
	if (postgres_is_up(s) && PQtransactionStatus(s->line) != PQTRANS_IDLE)
		PQclear(postgres_ask(s, "ROLLBACK", PATIENCE));
}

/* Runs `text` (NULL: nothing) on a line that is good. That one is not is often told by its first
   statement alone; and a database that is just taking over another's place answers soon. What was
   only half begun would be in the way of all that follows. */
static enum fault begin_by(struct postgres *s, const char *text, PGresult **ret, struct error *err)
{
	int64_t until = postgres_clock() + PATIENCE;
	int tries = 0;
	enum fault fault;

	for (;;) {
		fault = postgres_dial(s, err);
		if (fault == FAULT_NONE && text != NULL)
			fault = postgres_exec(s, text, ret, err);
		if (fault != FAULT_NONE)
			postgres_undo(s);
		if (fault != FAULT_BUSY || postgres_is_up(s) || postgres_clock() >= until)
			return fault;
		postgres_pause(&tries);
	}
}

enum fault postgres_find_line(struct postgres *s, struct error *err)
{
	return begin_by(s, NULL, NULL, err);
}

enum fault postgres_find_again(struct postgres *s, struct error *err)
{
	return begin_by(s, "SELECT 1", NULL, err);
}

/* What is prepared in the session is asked for on the same way. */
static enum fault view(struct store *store, struct error *err)
{
	struct postgres *s = postgres_of(store);
	PGresult *told = NULL;
	enum fault fault = begin_by(s,
				    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
				    "SELECT string_agg(name, '') FROM pg_prepared_statements",
				    &told, err);

	if (fault == FAULT_NONE)
		postgres_names_are(s, told);
	return fault;
}

static void view_end(struct store *store)
{
	postgres_undo(postgres_of(store));
}

/* Marks of a day ago are nobody's doubt any more. Erased text is the database's to overwrite. */
static enum fault trim(struct store *store, struct error *err)
{
	long long day_ago = (long long)time(NULL) - 86400;
	char text[100];

	snprintf(text, sizeof(text), "DELETE FROM done WHERE at BETWEEN %lld AND %lld", -day_ago,
		 day_ago);
	return begin_by(postgres_of(store), text, NULL, err);
}

/* What is refused on every table; postgres_schema.c finds it. */
static enum fault freeze(struct store *store, struct error *err)
{
	static const char *const names[] = {SQL_TABLES(SQL_TABLE_TEXT)};
	struct postgres *s = postgres_of(store);
	enum fault fault = postgres_exec(s,
					 "CREATE FUNCTION moved() RETURNS trigger LANGUAGE plpgsql"
					 " AS 'BEGIN RAISE EXCEPTION ''moved''; END'",
					 NULL, err);

	for (size_t i = 0; fault == FAULT_NONE && i < SQL_TABLE_COUNT; i++) {
		char text[200];

		snprintf(text, sizeof(text),
			 "CREATE TRIGGER moved BEFORE INSERT OR UPDATE OR DELETE ON %s"
			 " EXECUTE FUNCTION moved()",
			 names[i]);
		fault = postgres_exec(s, text, NULL, err);
	}
	return fault;
}

/* postgres_schema.c makes it. */
static enum fault arrived(struct store *store, struct error *err)
{
	return postgres_exec(postgres_of(store), "DROP TABLE arriving", NULL, err);
}

static void rest(struct store *store)
{
	struct postgres *s = postgres_of(store);

	PQfinish(s->line);
	s->line = NULL;
	s->queued = 0;
}

static enum fault wake(struct store *store, bool patient, struct error *err)
{
	struct postgres *s = postgres_of(store);
	enum fault fault = patient ? postgres_find_line(s, err) : postgres_dial(s, err);

	return fault == FAULT_NONE ? postgres_schema_apply(s, false, NULL, err) : fault;
}

static void close_all(struct store *store)
{
	struct postgres *s = postgres_of(store);

	PQfinish(s->line);
	postgres_names_forget(s);
	PQclear(s->aids);
	buffer_close(&s->piece);
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
	.run = postgres_run,
	.ahead = postgres_ahead,
	.insert = postgres_insert,
	.compile = postgres_compile,
	.fill_begin = postgres_fill_begin,
	.fill_end = postgres_fill_end,
	.pour_begin = postgres_pour_begin,
	.pour_row = postgres_pour_row,
	.pour_end = postgres_pour_end,
	.begin = postgres_begin,
	.commit = postgres_commit,
	.rollback = postgres_rollback,
	.lock = postgres_lock,
	.settle = postgres_flush,
	.lane_ahead = postgres_lane_ahead,
	.take_lane = postgres_take_lane,
	.view = view,
	.view_end = view_end,
	.check = postgres_check,
	.trim = trim,
	.freeze = freeze,
	.arrived = arrived,
	.rest = rest,
	.wake = wake,
	.close = close_all,
};

static struct postgres *new_store(const char *address)
{
	struct postgres *s = calloc(1, sizeof(*s));

	if (s == NULL || (s->address = strdup(address)) == NULL)
		fatal("out of memory");
	s->store.engine = &engine;
	s->silence = POSTGRES_SILENCE;
	s->doubt = POSTGRES_DOUBT;
	return s;
}

static enum fault hand_out(struct postgres *s, enum fault fault, struct store **ret)
{
	if (fault == FAULT_NONE)
		*ret = &s->store;
	else
		store_close(&s->store);
	return fault;
}

enum fault postgres_open(const char *address, bool create, const struct store_filler *filler,
			 struct store **ret, struct error *err)
{
	enum fault fault = postgres_load(err);
	struct postgres *s;

	if (fault != FAULT_NONE)
		return fault;
	s = new_store(address);
	fault = postgres_dial(s, err);
	if (fault == FAULT_NONE)
		fault = postgres_schema_apply(s, create, filler, err);
	return hand_out(s, fault, ret);
}

enum fault postgres_open_later(const char *address, struct store **ret, struct error *err)
{
	enum fault fault = postgres_load(err);

	if (fault != FAULT_NONE)
		return fault;
	*ret = &new_store(address)->store;
	(*ret)->resting = true;
	return FAULT_NONE;
}

enum fault postgres_arrive(const char *address, struct store **ret, struct error *err)
{
	enum fault fault = postgres_load(err);
	struct postgres *s;

	if (fault != FAULT_NONE)
		return fault;
	s = new_store(address);
	fault = postgres_dial(s, err);
	if (fault == FAULT_NONE)
		fault = postgres_schema_arrive(s, err);
	return hand_out(s, fault, ret);
}
