/* pages_test.c - pages of PostgreSQL that are not what they should be are found by verify, where
 * its administrator lets the portal ask amcheck. */
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/services/store/tap.h"
#include "tests/unit.h"

#include "services/registry/registry_inside.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static void run_sql(struct portal *p, const char *sql)
{
	struct raw *r = raw_open(p->folder, p->address);

	raw_run(r, sql);
	raw_close(r);
}

/* An index that a row was not entered into. */
static void hide_a_row(struct portal *p, const char *index)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);
	static const char words[] = "UPDATE pg_index SET indisready = %s, indisvalid = %s"
				    " WHERE indexrelid = '%s'::regclass";

	run_sql(p, arena_format(a, words, "false", "false", index));
	run_sql(p, "INSERT INTO pace VALUES ('someone', 1)");
	run_sql(p, arena_format(a, words, "true", "true", index));
}

START_TEST(an_index_without_a_row_is_found)
{
	struct portal p;

	portal_open(&p, "pages-index");
	portal_apply(&p, &p.guest);
	hide_a_row(&p, "pace_pkey");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	run_sql(&p, "CREATE EXTENSION amcheck");
	ck_assert_ptr_nonnull(strstr(portal_findings(&p), "Database: pace_pkey: heap tuple"));
	ck_assert_int_eq(portal_verify(&p, false), 1);
	run_sql(&p, "REINDEX INDEX pace_pkey");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(rows_that_cannot_be_are_found)
{
	struct portal p;

	portal_open(&p, "pages-heap");
	portal_apply(&p, &p.guest);
	run_sql(&p, "CREATE EXTENSION amcheck");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	/* As if rows of before had been frozen, which they were not. */
	run_sql(&p, "UPDATE pg_class SET relfrozenxid = pg_current_xact_id()::xid"
		    " WHERE relname = 'event'");
	ck_assert_ptr_nonnull(strstr(portal_findings(&p), "Database: event: block 0, row 1: xmin"));
	portal_close(&p);
}
END_TEST

static void must_be_none(void *ctx, const char *line)
{
	(void)ctx;
	ck_abort_msg("%s", line);
}

/* A check whose line is lost at the nth statement; false where it has fewer. What was not looked at
   to its end is neither whole nor damaged. */
static bool is_cut(struct portal *p, struct tap *t, int nth)
{
	struct store *s = p->registry->store;
	bool whole = false, was_cut;
	enum fault fault;

	GOOD(store_view(s, &err));
	tap_cut(t, TAP_LOST, nth);
	fault = store_check(s, must_be_none, NULL, &whole, &err);
	was_cut = tap_was_cut(t);
	store_view_end(s);
	ck_assert_msg(fault == (was_cut ? FAULT_BUSY : FAULT_NONE), "at %d: %s", nth, err.detail);
	ck_assert(whole == !was_cut);
	return was_cut;
}

START_TEST(a_line_that_is_lost_is_no_damage)
{
	struct portal p;
	struct tap *t;
	int last = 1;

	portal_open(&p, "pages-lost");
	run_sql(&p, "CREATE EXTENSION amcheck");
	registry_close(p.registry);
	t = tap_open(p.address);
	GOOD(registry_open(p.folder, tap_address(t), &p.registry, &err));
	registry_use_clock(p.registry, portal_clock, &p);
	for (int n = 1; n <= 6; n++)
		ck_assert(is_cut(&p, t, n));
	/* And at each of its last ones. */
	while (is_cut(&p, t, last))
		last += 30;
	while (!is_cut(&p, t, last))
		last--;
	for (int n = 1; n <= 3; n++)
		ck_assert(is_cut(&p, t, last - n));
	portal_close(&p);
	tap_close(t);
}
END_TEST

SUITE_WHERE(pages, engine_is_postgres(), an_index_without_a_row_is_found,
	    rows_that_cannot_be_are_found, a_line_that_is_lost_is_no_damage)
