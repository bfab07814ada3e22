/* plan_test.c - a queue is read by an index in its own order, on either engine: what its first page
 * costs does not grow with what waits; and what writing a row costs besides.
 *
 * Times say nothing on a machine that is busy; that there is neither a walk through a table nor a
 * sort of all of it does.
 */
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/unit.h"

#include "services/store/statement.h"

#include <stdio.h>
#include <string.h>

/* Without rows PostgreSQL would walk through the table, and for values at hand it plans anew. */
#define BY_INDEX                                                                                   \
	"SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off;"            \
	"SET plan_cache_mode = force_generic_plan"

static const struct {
	enum sql which;
	const char *index, *with; /* numbers where the statement takes them */
} reads[] = {
	{SQL_QUEUE_OF_ALL, "application_queue", "0, '', '', 0, 0, '', '', '', 200"},
	{SQL_QUEUE_OF_SERVICE, "application_queue_service", "0, '', '', 0, 0, 'a', '', '', 200"},
	{SQL_QUEUE_OF_OFFICE, "application_queue_office", "0, '', '', 0, 0, '', '', 'a', 200"},
	{SQL_QUEUE_OF_ASSIGNEE, "application_queue_assignee", "0, '', 'a', 0, 0, '', '', '', 200"},
	{SQL_QUEUE_COUNT, "application_queue_count", "'a', 0"},
	{SQL_QUEUE_COUNT_OF_SERVICE, "application_queue_count", "'a', 0, 'a'"},
};

struct plan {
	struct arena *arena;
	char *lines;
};

/* SQLite's words stand in the last column. */
static void add_line(void *ctx, const struct raw_value *values, int count)
{
	struct plan *plan = ctx;
	const struct raw_value *v = &values[count - 1];

	plan->lines = arena_format(plan->arena, "%s%.*s\n", plan->lines, (int)v->len,
				   (const char *)v->at);
}

static const char *plan_of(struct portal *p, enum sql which, const char *with)
{
	struct plan plan = {.arena = p->arena, .lines = arena_text(p->arena, "")};
	char text[STATEMENT_ROOM];
	struct raw *r = raw_open(p->folder, p->address);

	statement_write(which, "", false, text);
	if (engine_is_postgres()) {
		raw_run(r, BY_INDEX);
		raw_run(r, arena_format(p->arena, "PREPARE queue AS %s", text));
		raw_each(r, arena_format(p->arena, "EXPLAIN EXECUTE queue(%s)", with), add_line,
			 &plan);
	} else {
		raw_each(r, arena_format(p->arena, "EXPLAIN QUERY PLAN %s", text), add_line, &plan);
	}
	raw_close(r);
	return plan.lines;
}

/* Whether the plan reads by this index, and by no other whose name begins so. */
static bool is_by(const char *plan, const char *index)
{
	const char *at = strstr(plan, index);

	return at != NULL && strchr(" (\n", at[strlen(index)]) != NULL &&
	       strstr(at + 1, "application_queue") == NULL;
}

/* Of what is overdue nothing behind it is read, also where it is little or nothing. */
static bool ends_at_a_day(const char *plan)
{
	const char *at = strstr(plan, engine_is_postgres() ? "<= $5" : "<expr><?");
	const char *other = strstr(plan, "Filter:");

	return at != NULL && (other == NULL || at < other);
}

START_TEST(a_queue_is_read_in_its_order)
{
	struct portal p;

	portal_open(&p, "plan");
	for (size_t i = 0; i < sizeof(reads) / sizeof(reads[0]); i++) {
		const char *plan = plan_of(&p, reads[i].which, reads[i].with);
		bool counts = strcmp(reads[i].index, "application_queue_count") == 0;

		ck_assert_msg(is_by(plan, reads[i].index), "%s: %s", reads[i].index, plan);
		ck_assert_msg(strstr(plan, "Seq Scan") == NULL, "%s", plan);
		ck_assert_msg(counts || ends_at_a_day(plan), "%s", plan);
		/* What is counted is few rows, which are then sorted; each of all is only read. */
		ck_assert_msg(counts || (strstr(plan, "TEMP B-TREE") == NULL &&
					 strstr(plan, "Sort") == NULL),
			      "%s: %s", reads[i].index, plan);
		ck_assert_msg(!counts || engine_is_postgres() ||
				      strstr(plan, "COVERING INDEX") != NULL,
			      "%s", plan);
	}
	portal_close(&p);
}
END_TEST

/* Whoever acted for the authority, among the many others. */
START_TEST(what_staff_did_is_read_by_indexes_of_their_own)
{
	static const struct {
		enum sql which;
		const char *index, *with;
	} asked[] = {{SQL_AUDIT_TIME, "ledger_staff_at", "0, 0"},
		     {SQL_AUDIT_ACTOR, "ledger_staff_actor", "'a', 0, 0"},
		     {SQL_ENDED, "ledger_staff_at", "0, 0, ''"},
		     {SQL_ENDED_OF_ACTOR, "ledger_staff_actor", "0, 0, '', 'a'"}};
	struct portal p;

	portal_open(&p, "plan-staff");
	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		const char *plan = plan_of(&p, asked[i].which, asked[i].with);

		ck_assert_msg(strstr(plan, asked[i].index) != NULL, "%s: %s", asked[i].index, plan);
	}
	portal_close(&p);
}
END_TEST

/* The second column is what a step does. */
static void must_be_no_table(void *ctx, const struct raw_value *values, int count)
{
	static const char opens[] = "OpenEphemeral";

	ck_assert_int_gt(count, 1);
	ck_assert_msg(values[1].len != strlen(opens) ||
			      memcmp(values[1].at, opens, strlen(opens)) != 0,
		      "a table of its own for %s", (const char *)ctx);
}

/* Whatever row is written: no index, and nothing else, is weighed by means of a table that SQLite
   makes and throws away. */
START_TEST(no_row_that_is_written_costs_a_table)
{
	char text[STATEMENT_ROOM];
	struct portal p;
	struct raw *r;
	int looked = 0;

	ENGINE_ONLY_SQLITE("SQLite's own steps");
	portal_open(&p, "plan-steps");
	r = raw_open(p.folder, p.address);
	for (int i = 0; i < SQL_ALL; i++) {
		statement_write((enum sql)i, "", false, text);
		/* What is told of them is gathered in one. */
		if (strstr(text, "SELECT") != NULL || strstr(text, "RETURNING") != NULL)
			continue;
		raw_each(r, arena_format(p.arena, "EXPLAIN %s", text), must_be_no_table, text);
		looked++;
	}
	ck_assert_int_gt(looked, 40);
	raw_close(r);
	portal_close(&p);
}
END_TEST

SUITE(plan, a_queue_is_read_in_its_order, what_staff_did_is_read_by_indexes_of_their_own,
      no_row_that_is_written_costs_a_table)
