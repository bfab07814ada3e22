/* silent_test.c - a database that is there and says nothing more, or reads nothing more: nobody
 * waits for it without end, and what it kept is told as it is. */
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/store/tap.h"
#include "tests/unit.h"

#include "services/registry/registry_inside.h"
#include "services/store/postgres.h"
#include "services/store/store_pour.h"
#include "services/store/store_visitor.h"

#include <string.h>

#define SOON 1000           /* milliseconds that are waited here for what never comes */
#define COMMITS_AT_MOST 100 /* statements of what is sent */

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

/* A portal behind a tap. */
struct house {
	struct portal portal;
	struct tap *tap;
	struct form *form;
	struct postgres *line;
};

static void house_open(struct house *h, const char *name)
{
	struct portal *p = &h->portal;

	portal_open(p, name);
	registry_close(p->registry);
	h->tap = tap_open(p->address);
	GOOD(registry_open(p->folder, tap_address(h->tap), &p->registry, &err));
	registry_use_clock(p->registry, portal_clock, p);
	h->form = portal_form(p);
	h->line = postgres_of(p->registry->store);
}

static void house_close(struct house *h)
{
	ck_assert_int_eq(portal_verify(&h->portal, true), 0);
	form_free(h->form);
	portal_close(&h->portal);
	tap_close(h->tap);
}

/* One that is there and says nothing, or nothing more, is not waited for any longer than was said,
   and what it says later is no answer to anything. */
START_TEST(a_line_that_says_nothing_is_given_up)
{
	static const char *const slow[] = {
		"SELECT 1 FROM pg_sleep(30)",
		"SELECT repeat('x', 50000) UNION ALL SELECT '' FROM pg_sleep(30)"};
	struct postgres *s;
	struct portal p;
	PGresult *r;

	portal_open(&p, "pg-silent");
	s = postgres_of(p.registry->store);
	for (size_t i = 0; i < 2; i++) {
		GOOD(postgres_find_line(s, &err));
		ck_assert_ptr_null(postgres_ask(s, slow[i], 200));
		ck_assert(!postgres_is_up(s));
		GOOD(postgres_find_line(s, &err));
		r = postgres_ask(s, "SELECT 2", POSTGRES_STATEMENT);
		ck_assert_str_eq(PQgetvalue(r, 0, 0), "2");
		PQclear(r);
	}
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* --- a COMMIT --- */

static enum fault submit(struct house *h, const char *request)
{
	struct caller sender = h->portal.guest;
	struct receipt receipt;

	sender.exempt = true;
	return application_apply(h->portal.registry, &sender, h->form, request, LANG_EN, &receipt,
				 &err);
}

static int64_t submitted(struct house *h)
{
	struct figures figures;

	GOOD(figures_count(h->portal.registry, &figures, &err));
	return figures.applications;
}

/* At which of its statements a form that is sent is committed, by having the line cut ever later;
   what is cut off is run again. */
static int commit_of(struct house *h)
{
	int n = 0;

	do {
		ck_assert_int_lt(n, COMMITS_AT_MOST);
		tap_cut(h->tap, TAP_LOST, ++n);
		GOOD(submit(h, portal_request()));
	} while (tap_was_cut(h->tap));
	return n - 1;
}

/* Kept or not: who sent it is told that it is not known, and the same form again is the same. */
START_TEST(a_commit_that_is_never_answered_is_told_as_not_known)
{
	static const enum tap_end ends[] = {TAP_SWALLOWED, TAP_SILENT};
	struct house house, *h = &house;
	int last;

	house_open(h, "pg-held");
	last = commit_of(h);
	for (size_t i = 0; i < 2; i++) {
		const char *request = arena_text(h->portal.arena, portal_request());
		int64_t before = submitted(h);

		h->line->doubt = SOON;
		tap_cut(h->tap, ends[i], last);
		ck_assert_int_eq(submit(h, request), FAULT_BUSY);
		ck_assert_str_eq(err.code, STORE_DOUBT);
		ck_assert_ptr_nonnull(strstr(err.say, "Send the same form again"));
		ck_assert(tap_was_cut(h->tap));
		h->line->doubt = POSTGRES_DOUBT;
		ck_assert_int_eq(submitted(h), before + (ends[i] == TAP_SILENT));
		GOOD(submit(h, request));
		ck_assert_int_eq(submitted(h), before + 1);
	}
	house_close(h);
}
END_TEST

/* --- streams --- */

#define FIRST_STREAM 2 /* statement of store_content: its view is begun before */

/* Before its first row, and within its rows. */
START_TEST(a_stream_that_falls_silent_is_a_lost_line)
{
	static const enum tap_end ends[] = {TAP_SWALLOWED, TAP_SILENT, TAP_HALF};
	struct store_poured before, after;
	struct house house, *h = &house;
	struct store *s;

	house_open(h, "pg-stream");
	s = h->portal.registry->store;
	for (size_t i = 0; i < 3; i++) {
		h->line->silence = POSTGRES_SILENCE;
		GOOD(store_content(s, &before, &err)); /* its statements are prepared then */
		h->line->silence = SOON;
		tap_cut(h->tap, ends[i], FIRST_STREAM + SQL_TABLE_DEFINITION);
		ck_assert_int_eq(store_content(s, &after, &err), FAULT_BUSY);
		ck_assert_ptr_nonnull(strstr(err.detail, "no answer in time"));
		ck_assert(tap_was_cut(h->tap));
	}
	h->line->silence = POSTGRES_SILENCE;
	GOOD(store_content(s, &after, &err));
	ck_assert_str_eq(after.content, before.content);
	house_close(h);
}
END_TEST

/* --- rows that are poured --- */

#define ROWS_MOST 100000 /* more bytes than any socket holds */

/* So many tries of nobody, as statements 3 (COPY), 4 (its rows, while they are few) and 5 (their
   end) from the next on; the fault that ends them. */
static enum fault pour(struct house *h, int count)
{
	struct store *s = h->portal.registry->store;
	enum fault fault = store_begin(s, &err);

	if (fault == FAULT_NONE)
		fault = s->engine->pour_begin(s, SQL_TABLE_TRIES, &store_visitor_try_table, &err);
	for (int i = 0; i < count && fault == FAULT_NONE; i++) {
		const struct datum row[] = {DATUM_T("nobody"), DATUM_N(i), DATUM_N(1)};

		fault = s->engine->pour_row(s, row, 3, &err);
	}
	if (fault == FAULT_NONE)
		fault = s->engine->pour_end(s, &err);
	if (fault == FAULT_NONE)
		fault = store_commit(s, &err);
	store_rollback(s);
	return fault;
}

START_TEST(who_pours_into_a_silent_database_ends)
{
	static const struct {
		enum tap_end how;
		int nth, rows;
	} cuts[] = {{TAP_SWALLOWED, 3, 1}, {TAP_SWALLOWED, 4, ROWS_MOST}, {TAP_SILENT, 5, 1}};
	struct house house, *h = &house;
	struct store_poured before, after;

	house_open(h, "pg-pour");
	GOOD(store_content(h->portal.registry->store, &before, &err));
	h->line->silence = SOON;
	for (size_t i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++) {
		tap_cut(h->tap, cuts[i].how, cuts[i].nth);
		ck_assert_int_eq(pour(h, cuts[i].rows), FAULT_BUSY);
		ck_assert_msg(strstr(err.detail, "no answer in time") != NULL, "%zu: %s", i,
			      err.detail);
		ck_assert(tap_was_cut(h->tap));
	}
	h->line->silence = POSTGRES_SILENCE;
	GOOD(store_content(h->portal.registry->store, &after, &err));
	ck_assert_str_eq(after.content, before.content);
	GOOD(pour(h, 1000));
	GOOD(store_content(h->portal.registry->store, &after, &err));
	ck_assert_int_eq(after.rows, before.rows + 1000);
	house_close(h);
}
END_TEST

/* Who wants no more rows does not wait for the rest. */
START_TEST(the_rest_of_a_silent_stream_is_let_go)
{
	struct house house, *h = &house;
	struct rows rows = {.store = NULL};
	struct store *s;
	bool row = false;

	house_open(h, "pg-rest-of");
	s = h->portal.registry->store;
	h->line->silence = SOON;
	GOOD(pour(h, 1000));
	tap_cut(h->tap, TAP_HALF, 1);
	GOOD(rows_stream(s, (enum sql)((int)SQL_ALL + SQL_TABLE_TRIES), ROWS_BARE, &rows, &err));
	GOOD(rows_next(&rows, &row, &err));
	ck_assert(row);
	rows_end(&rows);
	ck_assert(tap_was_cut(h->tap));
	h->line->silence = POSTGRES_SILENCE;
	ck_assert_int_eq(submitted(h), 0);
	house_close(h);
}
END_TEST

SUITE_WHERE(silent, engine_is_postgres(), a_line_that_says_nothing_is_given_up,
	    a_commit_that_is_never_answered_is_told_as_not_known,
	    a_stream_that_falls_silent_is_a_lost_line, the_rest_of_a_silent_stream_is_let_go,
	    who_pours_into_a_silent_database_ends)
