/* postgres_turn.c - what writers of PostgreSQL do side by side: begun, kept out of each other's
 * way, committed, and told apart where the line is lost meanwhile. */
#include "services/store/postgres.h"
#include "services/store/statement.h"
#include "services/store/store_ledger.h"

#include <sodium.h>
#include <time.h>

/* Advisory locks, each until the end of its transaction. Versions of the portal that let one write
   after the other take the first for themselves alone, as store_begin_alone does. */
#define LOCK_WRITING "7238460"
#define LOCK_LANE "7238461" /* and its number */
#define LOCK_NAME "7238462" /* and a hash of it: two of the same only wait for each other */

#define LANES "32"
#define LANES_LAST "31"

#define TURN "10s" /* that one waits for what others have locked */
/* And what is prepared in the session. A plan that is kept is for tables that grow: none is to go
   through all of one, which is made so dear by this that it would look worth compiling. */
#define TURN_OF_MANY_AND(more)                                                                     \
	"SELECT string_agg(name, ''), set_config('lock_timeout', '" TURN "', true)," more          \
	" set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true),"              \
	" pg_advisory_xact_lock_shared(" LOCK_WRITING ") FROM pg_prepared_statements"
#define TURN_OF_MANY TURN_OF_MANY_AND("")
/* Its commit is waited for by whoever comes after it and does wait. */
#define TURN_DEFERRED TURN_OF_MANY_AND(" set_config('synchronous_commit', 'off', true),")
#define TURN_ALONE                                                                                 \
	"SELECT set_config('lock_timeout', '" TURN "', true), pg_advisory_xact_lock(" LOCK_WRITING \
	")"

/* Nothing of it is sent before an answer is wanted. */
enum fault postgres_begin(struct store *store, bool alone, struct error *err)
{
	struct postgres *s = postgres_of(store);
	unsigned char dice[(sizeof(s->mark) - 1) / 2];
	enum fault fault = postgres_find_line(s, err);

	randombytes_buf(dice, sizeof(dice));
	sodium_bin2hex(s->mark, sizeof(s->mark), dice, sizeof(dice));
	s->lane = -1;
	postgres_names_forget(s);
	if (fault == FAULT_NONE)
		fault = postgres_queue_once(s, "BEGIN ISOLATION LEVEL READ COMMITTED", NULL, 0,
					    err);
	if (fault == FAULT_NONE)
		fault = postgres_queue_once(s,
					    alone              ? TURN_ALONE
					    : store->deferring ? TURN_DEFERRED
							       : TURN_OF_MANY,
					    NULL, 0, err);
	s->names.is_asked = fault == FAULT_NONE && !alone;
	if (fault != FAULT_NONE)
		postgres_undo(s);
	return fault;
}

void postgres_rollback(struct store *store)
{
	postgres_undo(postgres_of(store));
}

enum fault postgres_lock(struct store *store, const char *name, struct error *err)
{
	struct parameters p;

	postgres_put_parameter(&p, 0, &DATUM_T(name));
	return postgres_queue(postgres_of(store),
			      "SELECT pg_advisory_xact_lock(" LOCK_NAME ", hashtext($1))", &p, 1,
			      err);
}

/* The first that is free, so that few writers have few lanes; where none is, whichever. Which it is
   the server keeps until the end of the transaction, so that its head is read in the same turn, by
   a statement of its own: its moment comes behind the lock. */
#define OWN_LANE "portal.lane"
#define TAKE_LANE                                                                                  \
	"SELECT set_config('" OWN_LANE "', CAST(lane AS TEXT), true),"                             \
	" pg_advisory_xact_lock(" LOCK_LANE ", lane) FROM (SELECT coalesce("                       \
	"(SELECT n FROM generate_series(0, " LANES_LAST ") AS lanes (n)"                           \
	" WHERE pg_try_advisory_xact_lock(" LOCK_LANE ", n) LIMIT 1),"                             \
	" CAST(floor(random() * " LANES ") AS INTEGER)) AS lane OFFSET 0) AS own"

enum fault postgres_lane_ahead(struct store *store, const char *origin, struct error *err)
{
	struct postgres *s = postgres_of(store);
	char columns[STATEMENT_ROOM / 2], text[STATEMENT_ROOM];
	enum fault fault;

	if (s->lane >= 0)
		return FAULT_NONE;
	table_columns(&store_ledger_head_table, columns, sizeof(columns));
	snprintf(text, sizeof(text),
		 "SELECT %s FROM ledger_head WHERE origin = $1"
		 " AND lane = CAST(current_setting('" OWN_LANE "') AS BIGINT)",
		 columns);
	fault = postgres_ahead_of(s, SQL_COUNT, TAKE_LANE, "", err);
	return fault == FAULT_NONE ? postgres_ahead_of(s, SQL_HEAD_GET, text, origin, err) : fault;
}

enum fault postgres_take_lane(struct store *store, int *ret, struct error *err)
{
	struct postgres *s = postgres_of(store);
	PGresult *r = NULL;
	enum fault fault = FAULT_NONE;

	if (s->lane < 0)
		fault = postgres_take_ahead(s, SQL_COUNT, NULL, 0, &r, err);
	if (fault == FAULT_NONE && s->lane < 0 && r == NULL) {
		fault = postgres_queue(s, TAKE_LANE, NULL, 0, err);
		if (fault == FAULT_NONE)
			fault = postgres_settle(s, &r, err);
	}
	if (fault != FAULT_NONE)
		return fault;
	if (s->lane < 0)
		s->lane = (int)strtol(PQgetvalue(r, 0, 0), NULL, 10);
	PQclear(r);
	*ret = s->lane;
	return FAULT_NONE;
}

/* --- committing --- */

static enum fault undone(struct postgres *s, struct error *err)
{
	s->store.undone = true;
	return fail(err, FAULT_BUSY,
		    N_("The portal cannot save anything at the moment. Everything already saved is "
		       "safe. Please try again in a few minutes."),
		    "postgresql: not committed");
}

static enum fault unknown(struct postgres *s, struct error *err)
{
	s->store.undone = false;
	fail(err, FAULT_BUSY,
	     N_("The connection to the portal's records broke off, and it is not known whether "
		"this was saved. Look at what is there before you do it again."),
	     "postgresql: commit in doubt");
	error_code(err, STORE_DOUBT);
	return FAULT_BUSY;
}

/* Puts the mark in where it is not, in a transaction of its own and with its time below zero. Where
   the other is under way this waits for it; where it was kept, or is kept meanwhile, its mark
   stands there; and once ours does, the other cannot be kept any more. Of a mark of ours that went
   in unheard, the time tells whose it is. */
static enum fault resolve(struct postgres *s, int64_t until, struct error *err)
{
	int64_t left;
	int tries = 0;
	char text[200];
	struct error why;

	snprintf(text, sizeof(text),
		 "INSERT INTO done VALUES ('%s', %lld) ON CONFLICT DO NOTHING;"
		 "SELECT at FROM done WHERE operation = '%s'",
		 s->mark, -(long long)time(NULL), s->mark);
	while ((left = until - postgres_clock()) > 0) {
		if (postgres_dial(s, &why) == FAULT_NONE) {
			PGresult *r = postgres_ask(s, text, (int)left);
			bool is_told = PQresultStatus(r) == PGRES_TUPLES_OK && PQntuples(r) == 1;
			bool is_kept = is_told && PQgetvalue(r, 0, 0)[0] != '-';

			PQclear(r);
			if (is_told)
				return is_kept ? FAULT_NONE : undone(s, err);
		}
		postgres_pause(&tries);
	}
	return unknown(s, err);
}

/* A COMMIT of what had failed is said to be a ROLLBACK; one that is told to be on this machine
   alone may go with it. One that has no answer waits for the standby: cancelled it would be on the
   primary alone, so that it is left to itself. */
enum fault postgres_commit(struct store *store, struct error *err)
{
	struct postgres *s = postgres_of(store);
	int64_t until = postgres_clock() + s->doubt;
	struct parameters p;
	PGresult *r = NULL;
	enum fault fault;
	bool kept;

	postgres_put_parameter(&p, 0, &DATUM_T(s->mark));
	postgres_put_parameter(&p, 1, &DATUM_N(time(NULL)));
	s->is_local = false;
	fault = postgres_queue(s, "INSERT INTO done VALUES ($1, $2)", &p, 2, err);
	if (fault == FAULT_NONE)
		fault = postgres_queue_once(s, "COMMIT", NULL, 0, err);
	if (fault == FAULT_NONE)
		fault = postgres_settle_until(s, until, &r, err);
	postgres_drop_ahead(s);
	postgres_names_forget(s);
	kept = fault == FAULT_NONE && strcmp(PQcmdStatus(r), "COMMIT") == 0;
	PQclear(r);
	if (kept)
		return s->is_local ? unknown(s, err) : FAULT_NONE;
	if (!postgres_is_up(s))
		return resolve(s, until, err);
	return fault == FAULT_NONE ? undone(s, err) : fault;
}

/* The log is written in order: what is waited for has all before it with it. */
enum fault postgres_flush(struct store *store, struct error *err)
{
	enum fault fault = postgres_begin(store, false, err);

	return fault == FAULT_NONE ? postgres_commit(store, err) : fault;
}
