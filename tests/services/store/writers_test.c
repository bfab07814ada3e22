/* writers_test.c - several who write at once: who works elsewhere waits for nobody, of two at one
 * place one is told, counts are exact, what was undone is run again, and every lane of the ledger
 * holds.
 */
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include "services/access/pace.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_application.h"
#include "services/store/store_ledger.h"
#include "services/upkeep/move.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WRITERS 8

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

/* Another desk's registry in the same process. */
static struct registry *open_beside(struct portal *p)
{
	struct registry *r = NULL;

	GOOD(registry_open(p->folder, p->address, &r, &err));
	registry_use_clock(r, portal_clock, p);
	return r;
}

/* A process with a registry of its own. */
static pid_t begin_beside(struct portal *p, int which, int (*work)(struct portal *p, int which))
{
	pid_t child = fork();

	if (child == 0) {
		p->registry = open_beside(p);
		_exit(work(p, which));
	}
	return child;
}

/* What it returns, from 0 to 100. */
static int end_beside(pid_t child)
{
	int status;

	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFEXITED(status));
	ck_assert_int_le(WEXITSTATUS(status), 100);
	return WEXITSTATUS(status);
}

/* So many of them; what each returns, summed. */
static int side_by_side(struct portal *p, int count, int (*work)(struct portal *p, int which))
{
	pid_t children[WRITERS];
	int sum = 0;

	for (int i = 0; i < count; i++)
		children[i] = begin_beside(p, i, work);
	for (int i = 0; i < count; i++)
		sum += end_beside(children[i]);
	return sum;
}

static struct application sent(struct portal *p, struct receipt *ret)
{
	struct application a;

	*ret = portal_apply(p, &p->other);
	GOOD(application_open_host(p->registry, &p->host, ret->reference, &a, &err));
	return a;
}

/* --- elsewhere --- */

/* A writer that has come as far as its entry: it holds an application and a lane. */
static void hold(struct registry *r, const char *id, int expected_lane)
{
	int lane = -1;

	GOOD(store_begin(r->store, &err));
	GOOD(store_application_lock(r->store, id, &err));
	GOOD(store_ledger_lane(r->store, &lane, &err));
	ck_assert_int_eq(lane, expected_lane);
	GOOD(store_ledger_lane(r->store, &lane, &err));
	ck_assert_int_eq(lane, expected_lane);
}

START_TEST(who_works_elsewhere_waits_for_nobody)
{
	struct registry *one, *two;
	struct application a;
	struct receipt receipt;
	struct portal p;
	struct raw *r;

	portal_open(&p, "writers-elsewhere");
	a = sent(&p, &receipt);
	one = open_beside(&p);
	two = open_beside(&p);
	hold(one, a.id, 0);
	portal_apply(&p, &p.guest);
	hold(two, "none", 1);
	portal_apply(&p, &p.owner);
	GOOD(expire_run(p.registry, &(int64_t){0}, &err));
	r = raw_open(p.folder, p.address);
	ck_assert_int_eq(raw_number(r, "SELECT count(*) FROM ledger WHERE lane = 1"), 1);
	ck_assert_int_eq(raw_number(r, "SELECT count(*) FROM ledger WHERE lane = 2"), 1);
	registry_close(one);
	registry_close(two);
	portal_apply(&p, &p.guest);
	ck_assert_int_eq(raw_number(r, "SELECT count(*) FROM ledger WHERE lane = 2"), 1);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	raw_close(r);
	portal_close(&p);
}
END_TEST

/* --- at one place --- */

static int withdraw(struct portal *p, int which)
{
	struct caller v = p->other;
	struct application a;
	enum fault fault;

	(void)which;
	GOOD(application_open_host(p->registry, &p->host, p->other.reference, &a, &err));
	a.revision = 1;
	fault = application_withdraw(p->registry, &v, &a, NULL, &err);
	ck_assert_msg(fault == FAULT_NONE || fault == FAULT_CONFLICT, "%s", err.detail);
	ck_assert_int_eq(a.state, STATE_WITHDRAWN);
	return fault == FAULT_NONE;
}

static void one_of(const char *name, int count)
{
	struct receipt receipt;
	struct application a;
	struct portal p;

	portal_open(&p, name);
	a = sent(&p, &receipt);
	caller_sign_in(&p.other, receipt.reference);
	ck_assert_int_eq(a.revision, 1);
	ck_assert_int_eq(side_by_side(&p, count, withdraw), 1);
	ck_assert_ptr_nonnull(strstr(portal_acts(&p, &a), "withdrawn"));
	ck_assert_ptr_null(strstr(strstr(portal_acts(&p, &a), "withdrawn") + 1, "withdrawn"));
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}

START_TEST(of_several_at_one_application_one_wins)
{
	one_of("writers-two", 2);
	one_of("writers-eight", WRITERS);
}
END_TEST

/* Each time another visit, with the same key. */
static int begin_many(struct portal *p, int which)
{
	char pin[PIN_DIGITS + 1];
	struct application a;
	int begun = 0;

	(void)which;
	for (int i = 0; i < LIMIT_DRAFTS_KEY; i++) {
		struct caller v = p->owner;
		enum fault fault;

		v.exempt = true;
		fault = application_begin(p->registry, &v, p->service, LANG_EN, &a, pin, &err);
		if (fault == FAULT_DENIED)
			return begun;
		GOOD(fault);
		begun++;
	}
	return begun;
}

START_TEST(drafts_are_capped_for_all_together)
{
	struct figures figures;
	struct portal p;

	portal_open(&p, "writers-drafts");
	ck_assert_int_eq(side_by_side(&p, WRITERS, begin_many), LIMIT_DRAFTS_KEY);
	GOOD(figures_count(p.registry, &figures, &err));
	ck_assert_int_eq(figures.drafts, LIMIT_DRAFTS_KEY);
	portal_close(&p);
}
END_TEST

/* The same version from several hosts is new to one; the stamp counts each. */
static int import(struct portal *p, int which)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	const char *version = strstr(sample_yaml, "version: 3");
	int new = 0;
	size_t refused;

	(void)which;
	ck_assert_ptr_nonnull(version);
	for (int i = 4; i < 10; i++) {
		char *yaml = arena_format(a, "%.*sversion: %d%s", (int)(version - sample_yaml),
					  sample_yaml, i, version + strlen("version: 3"));
		struct versions_item item = {"lb-sample", i, yaml, strlen(yaml), false, false};
		enum fault fault = versions_import(p->registry, &item, 1, &refused, &err);

		/* Somebody else came with a later one first. */
		ck_assert_msg(fault == FAULT_NONE || fault == FAULT_CONFLICT, "%s", err.detail);
		new += fault == FAULT_NONE &&item.is_new;
	}
	return new;
}

START_TEST(imports_at_once_are_each_new_to_one)
{
	struct versions_now before, after;
	struct portal p;
	struct raw *r;
	int added;

	portal_open(&p, "writers-imports");
	GOOD(versions_look(p.registry, &before, &err));
	added = side_by_side(&p, 4, import);
	r = raw_open(p.folder, p.address);
	ck_assert_int_eq(raw_number(r, "SELECT count(*) FROM definition"), 1 + added);
	ck_assert_int_eq(raw_number(r, "SELECT max(version) FROM definition"), 9);
	GOOD(versions_look(p.registry, &after, &err));
	ck_assert_int_eq(after.stamp, before.stamp + added);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	raw_close(r);
	portal_close(&p);
}
END_TEST

/* --- everything at once --- */

static void try_pin(struct portal *p, struct caller *v, const char *reference)
{
	struct application a;

	ck_assert_int_ne(application_open(p->registry, v, reference, "000000", &a, &err),
			 FAULT_NONE);
}

static int do_all(struct portal *p, int which)
{
	struct preference choice = {.lang = LANG_AR};
	struct receipt receipt;
	struct application a;
	int64_t expired;

	for (int i = 0; i < 6; i++) {
		struct caller v = (which + i) % 2 == 0 ? p->guest : p->other;

		v.exempt = false;
		memset(v.key, "ab"[which % 2], 64);
		GOOD(preference_set(p->registry, &v, &choice, &err));
		receipt = portal_apply(p, &v);
		try_pin(p, &p->other, receipt.reference);
		try_pin(p, &p->guest, p->owner.reference);
		GOOD(application_open_host(p->registry, &p->host, p->owner.reference, &a, &err));
		if (which == 0)
			import(p, 0);
		GOOD(expire_run(p->registry, &expired, &err));
	}
	return 0;
}

START_TEST(nobody_waits_in_a_circle)
{
	struct receipt receipt;
	struct portal p;
	struct raw *r;

	portal_open(&p, "writers-circle");
	sent(&p, &receipt);
	snprintf(p.owner.reference, sizeof(p.owner.reference), "%s", receipt.reference);
	ck_assert_int_eq(side_by_side(&p, 6, do_all), 0);
	r = raw_open(p.folder, p.address);
	ck_assert_int_eq(raw_number(r, "SELECT count(*) FROM application"), 1 + 6 * 6);
	if (engine_is_postgres())
		ck_assert_int_eq(raw_number(r, "SELECT deadlocks FROM pg_stat_database"
					       " WHERE datname = current_database()"),
				 0);
	raw_close(r);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* --- undone --- */

/* The next `times` entries of the ledger fail as the database says it by this code. */
static void undo_next(struct raw *r, const char *code, int times)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);

	raw_run(r, "DROP TRIGGER IF EXISTS fails ON ledger; DROP SEQUENCE IF EXISTS runs;"
		   "CREATE SEQUENCE runs");
	raw_run(r,
		arena_format(a,
			     "CREATE OR REPLACE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql"
			     " AS 'BEGIN IF nextval(''runs'') <= %d THEN RAISE EXCEPTION ''x''"
			     " USING ERRCODE = ''%s''; END IF; RETURN NEW; END';"
			     "CREATE TRIGGER fails BEFORE INSERT ON ledger FOR EACH ROW"
			     " EXECUTE FUNCTION fails()",
			     times, code));
}

START_TEST(what_others_undid_is_run_again)
{
	static const char *const codes[] = {"40001", "40P01", "23505"};
	struct application draft;
	struct figures figures;
	char pin[PIN_DIGITS + 1];
	struct receipt receipt;
	struct portal p;
	struct raw *r;
	struct form *f;

	portal_open(&p, "writers-undone");
	f = portal_form(&p);
	r = raw_open(p.folder, p.address);
	for (int i = 0; i < 3; i++) {
		int64_t paced;

		undo_next(r, codes[i], 3);
		portal_apply(&p, &p.guest);
		paced = p.guest.paced[PACE_SUBMIT];
		ck_assert_int_eq(raw_number(r, "SELECT last_value FROM runs"), 4);
		undo_next(r, codes[i], 3);
		GOOD(application_begin_with(p.registry, &p.guest, f, LANG_EN, &draft, pin, &err));
		undo_next(r, codes[i], 3);
		GOOD(application_submit(p.registry, &p.guest, &draft, f, &receipt, &err));
		ck_assert_str_eq(portal_acts(&p, &draft), "draft_opened submitted");
		/* A visit's own pace is taken once. */
		ck_assert_int_eq(p.guest.paced[PACE_SUBMIT], paced + LIMIT_SUBMIT_VISIT_SECONDS);
	}
	GOOD(figures_count(p.registry, &figures, &err));
	ck_assert_int_eq(figures.applications, 6);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	form_free(f);
	raw_close(r);
	portal_close(&p);
}
END_TEST

/* But not for ever; and what is nobody else's doing is not run again. */
START_TEST(what_is_always_undone_is_told)
{
	struct receipt receipt;
	struct caller before;
	struct portal p;
	struct raw *r;
	struct form *f;

	portal_open(&p, "writers-always");
	f = portal_form(&p);
	r = raw_open(p.folder, p.address);
	before = p.guest;
	undo_next(r, "40P01", 1000);
	ck_assert_int_eq(application_apply(p.registry, &p.guest, f, portal_request(), LANG_EN,
					   &receipt, &err),
			 FAULT_BUSY);
	ck_assert_ptr_nonnull(strstr(err.say, "cannot save anything at the moment"));
	ck_assert_int_eq(raw_number(r, "SELECT last_value FROM runs"), 6);
	ck_assert_int_eq(p.guest.paced[PACE_SUBMIT], before.paced[PACE_SUBMIT]);
	undo_next(r, "23514", 1000);
	ck_assert_int_eq(application_apply(p.registry, &p.guest, f, portal_request(), LANG_EN,
					   &receipt, &err),
			 FAULT_BROKEN);
	ck_assert_int_eq(raw_number(r, "SELECT last_value FROM runs"), 1);
	raw_run(r, "DROP TRIGGER fails ON ledger");
	ck_assert_int_eq(raw_number(r, "SELECT count(*) FROM application"), 0);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	form_free(f);
	raw_close(r);
	portal_close(&p);
}
END_TEST

/* --- lanes --- */

/* A portal whose ledger has three lanes: an application is sent in the first, asked about in the
   third and withdrawn in the first, others are sent in the second. `r` keeps what the heads were
   before the last of them, in a table `heads`. */
static struct application lanes_open(struct portal *p, const char *name, struct raw **r)
{
	struct registry *one, *two;
	struct receipt receipt;
	struct application a;

	portal_open(p, name);
	a = sent(p, &receipt);
	caller_sign_in(&p->other, receipt.reference);
	one = open_beside(p);
	two = open_beside(p);
	*r = raw_open(p->folder, p->address);
	hold(one, "none", 0);
	portal_apply(p, &p->guest);
	raw_run(*r, "CREATE TEMPORARY TABLE heads AS SELECT * FROM ledger_head");
	portal_apply(p, &p->guest);
	hold(two, "none", 1);
	GOOD(application_ask(p->registry, &p->host, &a, p->service, "Which?", &err));
	registry_close(one);
	registry_close(two);
	GOOD(application_withdraw(p->registry, &p->other, &a, NULL, &err));
	return a;
}

START_TEST(every_lane_holds)
{
	static const char *const faults[][2] = {
		/* An entry in the middle, the last one, and a head. */
		{"DELETE FROM ledger WHERE lane = 1 AND seq = 1", NULL},
		{"DELETE FROM ledger WHERE lane = 1 AND seq = 2", NULL},
		{"DELETE FROM ledger_head WHERE lane = 2", NULL},
		{"UPDATE ledger SET actor = 'guest' WHERE lane = 2", NULL},
		/* The last one, and the head as it was before it. */
		{"DELETE FROM ledger WHERE lane = 1 AND seq = 2",
		 "DELETE FROM ledger_head WHERE lane = 1;"
		 "INSERT INTO ledger_head SELECT * FROM heads WHERE lane = 1"},
		/* A lane with all that was in it; and as if it were another's. */
		{"DELETE FROM ledger WHERE lane = 2", "DELETE FROM ledger_head WHERE lane = 2"},
		{"DELETE FROM ledger WHERE lane = 1", "DELETE FROM ledger_head WHERE lane = 1"},
		{"UPDATE ledger SET lane = 5 WHERE lane = 2",
		 "UPDATE ledger_head SET lane = 5 WHERE lane = 2"},
	};
	struct application a;
	struct portal p;
	struct raw *r;

	a = lanes_open(&p, "writers-lanes", &r);
	ck_assert_str_eq(portal_acts(&p, &a), "submitted looked asked withdrawn");
	ck_assert_int_eq(raw_number(r, "SELECT count(DISTINCT lane) FROM ledger"), 3);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	raw_keep(r);
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		raw_run(r, faults[i][0]);
		if (faults[i][1] != NULL)
			raw_run(r, faults[i][1]);
		ck_assert_msg(portal_verify(&p, false) > 0, "not found: %s", faults[i][0]);
		raw_put_back(r);
		ck_assert_int_eq(portal_verify(&p, true), 0);
	}
	raw_close(r);
	portal_close(&p);
}
END_TEST

static int apply(struct portal *p, int which)
{
	(void)which;
	portal_apply(p, &p->guest);
	return 0;
}

/* More writers than lanes: one more waits for one of them, whichever. */
START_TEST(where_no_lane_is_free_one_is_waited_for)
{
	static const char waiting[] = "SELECT count(*) FROM pg_locks WHERE NOT granted"
				      " AND locktype = 'advisory' AND classid = 7238461";
	struct figures figures;
	struct portal p;
	struct raw *r;
	pid_t child;
	int tries = 0;

	portal_open(&p, "writers-no-lane");
	r = raw_open(p.folder, p.address);
	raw_run(r, "BEGIN; SELECT pg_advisory_xact_lock(7238461, n) FROM generate_series(0, 31) n");
	child = begin_beside(&p, 0, apply);
	while (raw_number(r, waiting) == 0 && tries++ < 3000)
		usleep(10000);
	ck_assert_int_eq(raw_number(r, waiting), 1);
	raw_run(r, "COMMIT");
	ck_assert_int_eq(end_beside(child), 0);
	GOOD(figures_count(p.registry, &figures, &err));
	ck_assert_int_eq(figures.applications, 1);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	raw_close(r);
	portal_close(&p);
}
END_TEST

static void use(struct portal *p, const char *address)
{
	registry_close(p->registry);
	p->address = address;
	p->registry = open_beside(p);
}

/* Carried into a file, where writers take turns, and back; and in a backup. */
START_TEST(lanes_are_carried_along)
{
	char file[FOLDER_PATH], folder[FOLDER_PATH];
	struct registry *back = NULL;
	const char *heads, *first;
	struct store_poured moved;
	struct figures before, after;
	struct portal p;
	struct raw *r;

	lanes_open(&p, "writers-carried", &r);
	raw_close(r);
	first = p.address;
	heads = portal_heads(p.registry, p.arena);
	GOOD(figures_count(p.registry, &before, &err));
	snprintf(file, sizeof(file), "%s/lanes.backup", unit_folder());
	snprintf(folder, sizeof(folder), "%s/lanes-restored", unit_folder());
	GOOD(backup_write(p.registry, file, &err));
	GOOD(backup_restore(file, p.secret, folder, &err));
	GOOD(registry_open(folder, NULL, &back, &err));
	ck_assert_str_eq(portal_heads(back, p.arena), heads);
	registry_close(back);
	GOOD(move_run(p.registry, NULL, NULL, &moved, &err));
	use(&p, NULL);
	ck_assert_str_eq(portal_heads(p.registry, p.arena), heads);
	portal_apply(&p, &p.guest);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	GOOD(figures_count(p.registry, &after, &err));
	ck_assert_int_eq(after.ledger_entries, before.ledger_entries + 1);
	GOOD(move_run(p.registry, engine_address(), NULL, &moved, &err));
	portal_close(&p);
	engine_release(first);
}
END_TEST

SUITE(writers, of_several_at_one_application_one_wins, drafts_are_capped_for_all_together,
      imports_at_once_are_each_new_to_one, nobody_waits_in_a_circle)
SUITE_WHERE(writers_side_by_side, engine_is_postgres(), who_works_elsewhere_waits_for_nobody,
	    what_others_undid_is_run_again, what_is_always_undone_is_told, every_lane_holds,
	    where_no_lane_is_free_one_is_waited_for, lanes_are_carried_along)
