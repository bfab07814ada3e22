/* pages_test.c - pages of PostgreSQL that are not what they should be are found by verify, where
 * its administrator lets the portal ask amcheck. */
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/unit.h"

#include <string.h>

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

SUITE_WHERE(pages, engine_is_postgres(), an_index_without_a_row_is_found,
	    rows_that_cannot_be_are_found)
