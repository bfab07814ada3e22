/* postgres_test.c - a line to PostgreSQL that is lost at any statement: nothing is kept by half or
 * twice, and the next call goes on by itself; databases that are none of the portal's are refused.
 */
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/services/store/tap.h"
#include "tests/unit.h"

#include "services/registry/registry_inside.h"
#include "services/store/postgres.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define STATEMENTS_MOST 400 /* of one call */

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

/* --- what is done while the line is lost --- */

/* A portal behind a tap, and what the acts work on. */
struct house {
	struct portal portal;
	struct tap *tap;
	struct form *form;
	const char *request, *value, *before;
	struct application draft, sent;
	struct caller visitor; /* of the draft */
	struct caller sender;
	int applications;
};

static void house_open(struct house *h, const char *name)
{
	struct portal *p = &h->portal;
	char pin[PIN_DIGITS + 1];

	*h = (struct house){.before = ""};
	portal_open(p, name);
	registry_close(p->registry);
	h->tap = tap_open(p->address);
	GOOD(registry_open(p->folder, tap_address(h->tap), &p->registry, &err));
	registry_use_clock(p->registry, portal_clock, p);
	h->form = portal_form(p);
	h->visitor = p->guest;
	GOOD(application_begin(p->registry, &h->visitor, p->service, LANG_EN, &h->draft, pin,
			       &err));
	h->applications = 1;
}

static void house_close(struct house *h)
{
	form_free(h->form);
	portal_close(&h->portal);
	tap_close(h->tap);
}

/* Each is somebody else, whom no pace keeps waiting. */
static void come_anew(struct house *h)
{
	h->sender = h->portal.guest;
	h->sender.exempt = true;
	h->applications++;
}

static void apply(struct house *h)
{
	struct receipt receipt;

	come_anew(h);
	GOOD(application_apply(h->portal.registry, &h->sender, h->form, portal_request(), LANG_EN,
			       &receipt, &err));
	GOOD(application_open_host(h->portal.registry, &h->portal.host, receipt.reference, &h->sent,
				   &err));
	caller_prove(&h->sender, receipt.reference, NULL, PROVEN_PIN);
}

/* A filled form is sent. */
static void prepare_submit(struct house *h)
{
	h->request = arena_text(h->portal.arena, portal_request());
	come_anew(h);
}

static enum fault run_submit(struct house *h)
{
	struct receipt receipt = {.submitted_at = -1};
	enum fault fault = application_apply(h->portal.registry, &h->sender, h->form, h->request,
					     LANG_EN, &receipt, &err);

	ck_assert((fault == FAULT_NONE) == (receipt.submitted_at != -1));
	return fault;
}

static void check_count(struct house *h)
{
	struct figures figures;

	GOOD(figures_count(h->portal.registry, &figures, &err));
	ck_assert_int_eq(figures.applications + figures.drafts, h->applications);
}

/* An answer of a draft is saved. */
static void prepare_save(struct house *h)
{
	static int count;

	if (h->value != NULL)
		h->before = h->value;
	h->value =
		arena_format(h->portal.arena, "Mayy %c%c", 'a' + count / 26 % 26, 'a' + count % 26);
	count++;
}

static enum fault run_save(struct house *h)
{
	struct application_answer answer = {.at = portal_path(&h->portal, "full_name", 0),
					    .was = h->before,
					    .now = h->value,
					    .arena = h->portal.arena};

	return application_put(h->portal.registry, &h->visitor, &h->draft, &answer, &err);
}

static enum fault load(struct house *h, const char **ret)
{
	struct portal *p = &h->portal;
	struct form *f = form_new(p->service, &p->terms, date_of(p->now));
	struct field_path at = portal_path(p, "full_name", 0);
	enum fault fault = application_load(p->registry, &h->visitor, &h->draft, f, &err);

	if (fault == FAULT_NONE)
		*ret = arena_text(p->arena, form_get(f, &at));
	form_free(f);
	return fault;
}

static void check_save(struct house *h)
{
	const char *stored = NULL;

	GOOD(load(h, &stored));
	ck_assert_str_eq(stored, h->value);
}

/* What was sent is taken back: once, whatever happens to the line. */
static void prepare_withdraw(struct house *h)
{
	apply(h);
}

static enum fault run_withdraw(struct house *h)
{
	return application_withdraw(h->portal.registry, &h->sender, &h->sent, NULL, &err);
}

static void check_withdraw(struct house *h)
{
	ck_assert_str_eq(portal_acts(&h->portal, &h->sent), "submitted looked withdrawn");
	check_count(h);
}

/* Something is read, by several statements. */
static void prepare_load(struct house *h)
{
	if (h->value != NULL)
		return;
	prepare_save(h);
	GOOD(run_save(h));
}

static enum fault run_load(struct house *h)
{
	const char *stored = NULL;
	enum fault fault = load(h, &stored);

	if (fault == FAULT_NONE)
		ck_assert_str_eq(stored, h->value);
	return fault;
}

/* Verify never calls a registry damaged that it could not read. */
static void must_be_none(void *ctx, const char *line)
{
	(void)ctx;
	ck_abort_msg("%s", line);
}

static enum fault run_verify(struct house *h)
{
	return verify_run(h->portal.registry, NULL, must_be_none, NULL, &err);
}

static void nothing(struct house *h)
{
	(void)h;
}

static const struct deed {
	const char *name;
	void (*prepare)(struct house *h);
	enum fault (*run)(struct house *h);
	void (*check)(struct house *h);
	int least; /* statements that it has at least */
	bool writes;
} acts[] = {
	/* verify first: it has ever more statements */
	{"verify", nothing, run_verify, nothing, 10, false},
	{"load", prepare_load, run_load, nothing, 3, false},
	{"save", prepare_save, run_save, check_save, 5, true},
	{"submit", prepare_submit, run_submit, check_count, 20, true},
	{"withdraw", prepare_withdraw, run_withdraw, check_withdraw, 6, true},
};
#define ACTS (sizeof(acts) / sizeof(acts[0]))
#define FIRST_WRITE 2

/* --- a line that is lost --- */

/* Nobody notices where something is stored: it is run again, as the same. What is read may be told
   of with the usual words, and can be done again at once. Whether the line was cut as often as it
   was to be. */
static bool must_go_on(struct house *h, const struct deed *act, const char *when)
{
	enum fault fault = act->run(h);
	bool was_cut = tap_was_cut(h->tap);

	if (fault != FAULT_NONE) {
		ck_assert_msg(fault == FAULT_BUSY && !act->writes, "%s %s: %s (%s)", act->name,
			      when, err.say, err.detail);
		ck_assert_str_eq(err.say,
				 "The portal cannot save anything at the moment. Everything "
				 "already saved is safe. Please try again in a few minutes.");
		fault = act->run(h);
		ck_assert_msg(fault == FAULT_NONE, "%s %s, again: %s (%s)", act->name, when,
			      err.say, err.detail);
	}
	act->check(h);
	return was_cut;
}

/* At its first statement, at its second, …, until there are no more. */
static void cut_everywhere(struct house *h, const struct deed *act, enum tap_end how)
{
	bool was_cut = true;
	int n = 0;

	while (was_cut) {
		char when[32];

		ck_assert_int_lt(n, STATEMENTS_MOST);
		snprintf(when, sizeof(when), "cut %d at %d", (int)how, n + 1);
		act->prepare(h);
		tap_cut(h->tap, how, ++n);
		was_cut = must_go_on(h, act, when);
	}
	ck_assert_int_gt(n, act->least);
	ck_assert_int_eq(portal_verify(&h->portal, true), 0);
}

static void cut_all(const char *name, enum tap_end how)
{
	struct house house;

	house_open(&house, name);
	for (size_t i = 0; i < ACTS; i++)
		cut_everywhere(&house, &acts[i], how);
	house_close(&house);
}

START_TEST(the_server_ends_the_line_anywhere)
{
	cut_all("pg-ended", TAP_ENDED);
}
END_TEST

START_TEST(any_statement_is_lost)
{
	cut_all("pg-lost", TAP_LOST);
}
END_TEST

START_TEST(any_answer_is_lost)
{
	cut_all("pg-unanswered", TAP_UNANSWERED);
}
END_TEST

/* Statements of an act: those that come before a cut that comes too late. */
static int statements_of(struct house *h, const struct deed *act)
{
	act->prepare(h);
	tap_cut(h->tap, TAP_ENDED, STATEMENTS_MOST);
	ck_assert_msg(act->run(h) == FAULT_NONE, "%s: %s (%s)", act->name, err.say, err.detail);
	return STATEMENTS_MOST - tap_left(h->tap);
}

/* The commit is cut off, and so is what asks whether it was kept, at any statement of it. What is
   told is true all the same. */
START_TEST(a_commit_is_lost_and_so_is_asking)
{
	struct house house, *h = &house;
	int last;

	house_open(h, "pg-doubt");
	for (size_t i = FIRST_WRITE; i < ACTS; i++) {
		last = statements_of(h, &acts[i]);
		for (int first = 0; first < TAP_ENDS; first++)
			for (int then = 0; then < TAP_ENDS; then++)
				for (int n = 1; n <= 3; n++) {
					char when[40];

					snprintf(when, sizeof(when), "cut %d, then %d at %d", first,
						 then, n);
					acts[i].prepare(h);
					tap_cut(h->tap, (enum tap_end)first, last);
					tap_cut_again(h->tap, (enum tap_end)then, n);
					must_go_on(h, &acts[i], when);
				}
	}
	ck_assert_int_eq(portal_verify(&h->portal, true), 0);
	house_close(h);
}
END_TEST

/* A server that was started anew while nobody asked anything is not noticed by anybody. */
START_TEST(a_line_that_was_lost_long_ago_is_made_anew)
{
	struct house house, *h = &house;
	struct raw *r;

	house_open(h, "pg-idle");
	r = raw_open(h->portal.folder, h->portal.address);
	for (size_t i = 0; i < ACTS; i++) {
		acts[i].prepare(h);
		raw_run(r, "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
			   " WHERE datname = current_database() AND pid <> pg_backend_pid()");
		ck_assert_msg(acts[i].run(h) == FAULT_NONE, "%s: %s (%s)", acts[i].name, err.say,
			      err.detail);
		acts[i].check(h);
	}
	raw_close(r);
	house_close(h);
}
END_TEST

/* The database of a portal is away, and comes back while somebody waits. */
static void come_back_soon(const char *away, const char *folder)
{
	pid_t child = fork();

	if (child == 0) {
		usleep(200000);
		_exit(rename(away, folder) != 0);
	}
	ck_assert_int_gt(child, 0);
}

static void be_back(void)
{
	int status;

	ck_assert_int_gt(wait(&status), 0);
	ck_assert_int_eq(status, 0);
}

/* Who writes, or was told to wait, does so at rest as with a line that was lost; who reads is
   told. */
START_TEST(a_registry_at_rest_is_waited_for)
{
	struct house house, *h = &house;
	const char *folder, *away;
	struct figures figures;

	house_open(h, "pg-rest");
	folder = strstr(tap_address(h->tap), "host=");
	while (strstr(folder + 1, "host=") != NULL)
		folder = strstr(folder + 1, "host=");
	folder += strlen("host=");
	away = arena_format(h->portal.arena, "%s-away", folder);
	for (size_t i = FIRST_WRITE; i < ACTS; i++) {
		acts[i].prepare(h);
		registry_rest(h->portal.registry);
		ck_assert_int_eq(rename(folder, away), 0);
		ck_assert_int_eq(figures_count(h->portal.registry, &figures, &err), FAULT_BUSY);
		come_back_soon(away, folder);
		/* A form that is sent is looked for first. */
		if (acts[i].run == run_submit)
			GOOD(registry_await(h->portal.registry, &err));
		ck_assert_msg(acts[i].run(h) == FAULT_NONE, "%s: %s (%s)", acts[i].name, err.say,
			      err.detail);
		be_back();
		acts[i].check(h);
	}
	house_close(h);
}
END_TEST

/* A database may be told to give up a statement: a turn that was waited for in vain is nothing that
 * the next one finds in its way. */
START_TEST(a_turn_that_is_given_up_is_taken_later)
{
	struct application a;
	struct portal p;
	struct raw *other;
	char pin[PIN_DIGITS + 1];

	portal_open(&p, "given-up");
	registry_close(p.registry);
	GOOD(registry_open(p.folder,
			   arena_format(p.arena, "%s options='-c lock_timeout=100'", p.address),
			   &p.registry, &err));
	registry_use_clock(p.registry, portal_clock, &p);
	other = raw_open(p.folder, p.address);
	raw_run(other, "BEGIN; SELECT pg_advisory_xact_lock(7238460)");
	for (int i = 0; i < 2; i++)
		ck_assert_int_eq(
			application_begin(p.registry, &p.owner, p.service, LANG_EN, &a, pin, &err),
			FAULT_BUSY);
	raw_run(other, "COMMIT");
	GOOD(application_begin(p.registry, &p.owner, p.service, LANG_EN, &a, pin, &err));
	ck_assert_int_eq(portal_verify(&p, true), 0);
	raw_close(other);
	portal_close(&p);
}
END_TEST

/* --- databases --- */

static enum fault open_at(const struct engine_place *place, const char *address, bool create)
{
	struct store *s = NULL;
	enum fault fault = store_open(place->folder, address, create, NULL, &s, &err);

	store_close(s);
	return fault;
}

static void run_sql(const struct engine_place *place, const char *sql)
{
	struct raw *r = raw_open(place->folder, place->address);

	raw_run(r, sql);
	raw_close(r);
}

/* Nothing there yet: only who wants to make one does; of several at once, one. */
START_TEST(an_empty_database_is_made_once)
{
	struct engine_place place;
	pid_t children[4];
	struct raw *r;
	int status;

	engine_place(&place, "pg-empty");
	ck_assert_int_eq(open_at(&place, place.address, false), FAULT_MISSING);
	for (int i = 0; i < 4; i++)
		if ((children[i] = fork()) == 0)
			_exit((int)open_at(&place, place.address, true));
	for (int i = 0; i < 4; i++) {
		ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
		ck_assert_int_eq(status, 0);
	}
	GOOD(open_at(&place, place.address, false));
	r = raw_open(place.folder, place.address);
	ck_assert_int_eq(raw_number(r, "SELECT count(*) FROM origin"), 1);
	raw_close(r);
}
END_TEST

/* Made beside the test's own, with another collation or encoding, and dropped again. */
static void is_refused(const struct engine_place *place, const char *how)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);

	run_sql(place, "DROP DATABASE IF EXISTS other");
	run_sql(place, arena_format(a, "CREATE DATABASE other TEMPLATE template0 %s", how));
	ck_assert_int_eq(open_at(place, arena_format(a, "%s dbname=other", place->address), true),
			 FAULT_CONFLICT);
	ck_assert_ptr_nonnull(strstr(err.say, "LC_COLLATE C, encoding UTF8"));
	run_sql(place, "DROP DATABASE other");
}

START_TEST(databases_that_are_none_of_ours_are_refused)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);
	struct engine_place place;

	engine_place(&place, "pg-refused");
	run_sql(&place, "CREATE TABLE letters (a text)");
	ck_assert_int_eq(open_at(&place, place.address, false), FAULT_MISSING);
	GOOD(open_at(&place, place.address, true));
	run_sql(&place, "UPDATE registry SET version = 999");
	ck_assert_int_eq(open_at(&place, place.address, false), FAULT_CONFLICT);
	ck_assert_int_eq(open_at(&place, place.address, true), FAULT_CONFLICT);
	is_refused(&place, "LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'");
	is_refused(&place, "ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'");
	/* Nobody is there, or the database is not. */
	ck_assert_int_eq(open_at(&place, "host=/nowhere dbname=x", true), FAULT_BUSY);
	ck_assert_int_eq(open_at(&place, arena_format(a, "%s dbname=nowhere", place.address), true),
			 FAULT_BUSY);
}
END_TEST

/* What a demonstration stores waits for the disk once, at its end; each other commit by itself. */
START_TEST(what_is_deferred_waits_for_the_disk_at_its_end)
{
	struct portal p;
	struct caller visitor;
	struct raw *d;

	portal_open(&p, "pg-deferred");
	visitor = p.guest;
	visitor.exempt = true;
	d = raw_open(p.folder, p.address);
	raw_run(d, "CREATE TABLE spied (number SERIAL, waits TEXT)");
	raw_run(d, "CREATE FUNCTION spy() RETURNS trigger AS $$ BEGIN INSERT INTO spied (waits)"
		   " VALUES (current_setting('synchronous_commit')); RETURN NEW; END $$"
		   " LANGUAGE plpgsql");
	raw_run(d, "CREATE TRIGGER spy AFTER INSERT ON done FOR EACH ROW EXECUTE FUNCTION spy()");
	portal_apply(&p, &visitor);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM spied WHERE waits <> 'on'"), 0);
	raw_run(d, "DELETE FROM spied");
	registry_defer(p.registry);
	portal_apply(&p, &visitor);
	ck_assert_int_gt(raw_number(d, "SELECT count(*) FROM spied"), 0);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM spied WHERE waits <> 'off'"), 0);
	GOOD(registry_settle(p.registry, &err));
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM spied WHERE waits = 'on'"), 1);
	raw_run(d, "DROP TRIGGER spy ON done");
	raw_run(d, "DROP FUNCTION spy");
	raw_run(d, "DROP TABLE spied");
	raw_close(d);
	portal_close(&p);
}
END_TEST

SUITE_WHERE(postgres, engine_is_postgres(), a_turn_that_is_given_up_is_taken_later,
	    the_server_ends_the_line_anywhere, any_statement_is_lost, any_answer_is_lost,
	    a_commit_is_lost_and_so_is_asking, a_line_that_was_lost_long_ago_is_made_anew,
	    a_registry_at_rest_is_waited_for, an_empty_database_is_made_once,
	    databases_that_are_none_of_ours_are_refused,
	    what_is_deferred_waits_for_the_disk_at_its_end)
