/* names_test.c - statements that stay prepared in the sessions of PostgreSQL: used again by whoever
 * has the session next, made where they are missing, and left alone where they do not keep. */
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/store/tap.h"
#include "tests/unit.h"

#include "services/registry/registry_inside.h"
#include "services/store/postgres.h"
#include "services/store/store_account.h"

#include <stdlib.h>

#define NAMES "pg_prepared_statements WHERE name LIKE 'portal\\_%'"
#define USES "SELECT coalesce(sum(generic_plans + custom_plans), 0) FROM " NAMES

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static PGconn *line_of(const struct portal *p)
{
	return postgres_of(p->registry->store)->line;
}

/* In the session that the portal has. */
static int number(const struct portal *p, const char *sql)
{
	PGresult *r = PQexec(line_of(p), sql);
	int found;

	ck_assert_msg(PQresultStatus(r) == PGRES_TUPLES_OK, "%s", PQresultErrorMessage(r));
	found = (int)strtol(PQgetvalue(r, 0, 0), NULL, 10);
	PQclear(r);
	return found;
}

static void forget_all(const struct portal *p)
{
	PGresult *r = PQexec(line_of(p), "DEALLOCATE ALL");

	ck_assert_int_eq(PQresultStatus(r), PGRES_COMMAND_OK);
	PQclear(r);
}

/* By somebody whom no pace keeps waiting. */
static void apply(struct portal *p)
{
	struct caller sender = p->guest;

	sender.exempt = true;
	portal_apply(p, &sender);
}

static void must_have(struct portal *p, int applications)
{
	struct figures figures;

	GOOD(figures_count(p->registry, &figures, &err));
	ck_assert_int_eq(figures.applications, applications);
	ck_assert_int_eq(portal_verify(p, true), 0);
}

/* What one has had read and planned the next one uses; and nothing of a turn's settings stays with
   the session. */
START_TEST(what_is_prepared_is_used_again)
{
	struct portal p;
	int names, uses;

	portal_open(&p, "names-again");
	apply(&p);
	names = number(&p, "SELECT count(*) FROM " NAMES);
	uses = number(&p, USES);
	ck_assert_int_ge(names, 10);
	apply(&p);
	ck_assert_int_eq(number(&p, "SELECT count(*) FROM " NAMES), names);
	ck_assert_int_ge(number(&p, USES), uses + 10);
	ck_assert_int_eq(number(&p, "SELECT count(*) FROM pg_settings WHERE setting = 'off'"
				    " AND name = 'enable_seqscan'"),
			 0);
	must_have(&p, 2);
	portal_close(&p);
}
END_TEST

/* How often any table was gone through from end to end, in all transactions before; but for the
   one that is read outside of those that write, with nothing prepared. */
static int scans(const struct portal *p)
{
	number(p, "SELECT pg_stat_force_next_flush()");
	return number(p, "SELECT sum(seq_scan) FROM pg_stat_user_tables"
			 " WHERE relname <> 'request'");
}

/* Of a table of few rows that would be the cheapest; but plans stay when the tables have grown. */
START_TEST(what_is_prepared_goes_through_no_whole_table)
{
	struct portal p;
	int before;

	portal_open(&p, "names-scans");
	apply(&p);
	PQclear(PQexec(line_of(&p), "ANALYZE"));
	before = scans(&p);
	apply(&p);
	ck_assert_int_eq(scans(&p), before);
	portal_close(&p);
}
END_TEST

/* As behind a pooler, where it is another one each time. */
START_TEST(a_session_that_has_none_gets_them)
{
	struct portal p;

	portal_open(&p, "names-fresh");
	for (int i = 0; i < 3; i++) {
		apply(&p);
		ck_assert_int_ge(number(&p, "SELECT count(*) FROM " NAMES), 10);
		forget_all(&p);
	}
	must_have(&p, 3);
	portal_close(&p);
}
END_TEST

/* Some are there and some are not, whichever. */
START_TEST(a_session_that_has_some_gets_the_others)
{
	struct portal p;
	int names;

	portal_open(&p, "names-some");
	apply(&p);
	names = number(&p, "SELECT count(*) FROM " NAMES);
	for (int i = 0; i < names; i++) {
		char sql[200];
		PGresult *r;

		snprintf(sql, sizeof(sql),
			 "SELECT 'DEALLOCATE ' || name FROM pg_prepared_statements"
			 " ORDER BY name OFFSET %d LIMIT 1",
			 i);
		r = PQexec(line_of(&p), sql);
		PQclear(PQexec(line_of(&p), PQgetvalue(r, 0, 0)));
		PQclear(r);
		ck_assert_int_eq(number(&p, "SELECT count(*) FROM " NAMES), names - 1);
		apply(&p);
		ck_assert_int_eq(number(&p, "SELECT count(*) FROM " NAMES), names);
	}
	must_have(&p, names + 1);
	portal_close(&p);
}
END_TEST

/* One that has as many as are well for it gets no more. */
START_TEST(a_session_that_is_full_gets_none)
{
	struct portal p;
	char sql[100];

	portal_open(&p, "names-full");
	for (int i = 0; i < 200; i++) {
		snprintf(sql, sizeof(sql), "PREPARE portal_%016x AS SELECT 1", (unsigned)i);
		PQclear(PQexec(line_of(&p), sql));
	}
	apply(&p);
	ck_assert_int_eq(number(&p, "SELECT count(*) FROM " NAMES), 200);
	must_have(&p, 1);
	portal_close(&p);
}
END_TEST

/* --- of a view --- */

/* Statements whose rows come whole, and those that are a stream. */
START_TEST(what_a_view_prepares_the_next_one_uses)
{
	struct portal p;
	int names, uses;

	portal_open(&p, "names-view");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	names = number(&p, "SELECT count(*) FROM " NAMES);
	uses = number(&p, USES);
	ck_assert_int_ge(names, 30);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	ck_assert_int_eq(number(&p, "SELECT count(*) FROM " NAMES), names);
	ck_assert_int_ge(number(&p, USES), uses + names);
	apply(&p);
	ck_assert_int_ge(number(&p, "SELECT count(*) FROM " NAMES), names + 10);
	portal_close(&p);
}
END_TEST

/* Else a look at everything would have taken all names from those who write. */
START_TEST(a_view_leaves_room_for_writers)
{
	struct portal p;
	char sql[100];

	portal_open(&p, "names-room");
	for (int i = 0; i < 120; i++) {
		snprintf(sql, sizeof(sql), "PREPARE portal_%016x AS SELECT 1", (unsigned)i);
		PQclear(PQexec(line_of(&p), sql));
	}
	ck_assert_int_eq(portal_verify(&p, true), 0);
	ck_assert_int_eq(number(&p, "SELECT count(*) FROM " NAMES), 120);
	apply(&p);
	ck_assert_int_ge(number(&p, "SELECT count(*) FROM " NAMES), 130);
	must_have(&p, 1);
	portal_close(&p);
}
END_TEST

static enum fault look(struct store *s)
{
	struct store_account row;
	bool found;

	return store_account_find(s, STORE_BY_NUMBER, "none", &row, &found, &err);
}

/* Whose plans are for something else. */
START_TEST(writers_have_the_same_statement_by_another_name)
{
	struct portal p;
	struct store *s;

	portal_open(&p, "names-apart");
	s = p.registry->store;
	GOOD(store_view(s, &err));
	GOOD(look(s));
	store_view_end(s);
	GOOD(store_begin(s, &err));
	GOOD(look(s));
	store_rollback(s);
	ck_assert_int_eq(number(&p, "SELECT count(*) FROM " NAMES), 2);
	ck_assert_int_eq(number(&p, "SELECT count(DISTINCT statement) FROM " NAMES), 1);
	portal_close(&p);
}
END_TEST

/* --- names that do not keep --- */

/* In a view that is told, in a visitor's words; the next one goes without. */
START_TEST(a_view_whose_names_are_gone_is_told)
{
	struct portal p;
	struct store *s;

	portal_open(&p, "names-view-gone");
	s = p.registry->store;
	GOOD(store_view(s, &err));
	GOOD(look(s));
	ck_assert_int_eq(number(&p, "SELECT count(*) FROM " NAMES), 1);
	forget_all(&p);
	ck_assert_int_eq(look(s), FAULT_BUSY);
	store_view_end(s);
	GOOD(store_view(s, &err));
	GOOD(look(s));
	store_view_end(s);
	ck_assert_int_eq(number(&p, "SELECT count(*) FROM " NAMES), 0);
	must_have(&p, 0);
	portal_close(&p);
}
END_TEST

/* One is tried on each line, and no more. */
START_TEST(a_pooler_with_names_of_its_own_is_left_alone)
{
	struct portal p;
	struct tap *tap;

	portal_open(&p, "names-renamed");
	registry_close(p.registry);
	tap = tap_open(p.address);
	tap_rename(tap);
	GOOD(registry_open(p.folder, tap_address(tap), &p.registry, &err));
	registry_use_clock(p.registry, portal_clock, &p);
	for (int i = 0; i < 2; i++)
		apply(&p);
	ck_assert_int_eq(number(&p, "SELECT count(*) FROM " NAMES), 0);
	ck_assert_int_eq(number(&p, "SELECT count(*) FROM pg_prepared_statements"
				    " WHERE name LIKE 'pooler\\_%'"),
			 1);
	must_have(&p, 2);
	portal_close(&p);
	tap_close(tap);
}
END_TEST

/* A clock that takes the names away in the middle of a transaction, once. */
struct thief {
	struct portal *portal;
	bool is_done;
};

static int64_t steal(void *ctx)
{
	struct thief *t = ctx;
	PGconn *line = line_of(t->portal);

	if (!t->is_done && PQpipelineStatus(line) == PQ_PIPELINE_OFF &&
	    PQtransactionStatus(line) == PQTRANS_INTRANS) {
		forget_all(t->portal);
		t->is_done = true;
	}
	return portal_clock(t->portal);
}

/* Whatever stands between, what is told to be prepared may be gone: it is done without, once. */
START_TEST(names_that_are_gone_are_done_without)
{
	struct portal p;
	struct thief thief = {&p, false};

	portal_open(&p, "names-gone");
	apply(&p);
	registry_use_clock(p.registry, steal, &thief);
	apply(&p);
	ck_assert(thief.is_done);
	ck_assert_int_eq(number(&p, "SELECT count(*) FROM " NAMES), 0);
	must_have(&p, 2);
	portal_close(&p);
}
END_TEST

SUITE_WHERE(names, engine_is_postgres(), what_is_prepared_is_used_again,
	    what_is_prepared_goes_through_no_whole_table, a_session_that_has_none_gets_them,
	    a_session_that_has_some_gets_the_others, a_session_that_is_full_gets_none,
	    what_a_view_prepares_the_next_one_uses, a_view_leaves_room_for_writers,
	    writers_have_the_same_statement_by_another_name, a_view_whose_names_are_gone_is_told,
	    a_pooler_with_names_of_its_own_is_left_alone, names_that_are_gone_are_done_without)
