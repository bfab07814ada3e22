/* move_test.c - a registry carried into another database is the same, and the old one is at rest.
 */
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/unit.h"

#include "services/registry/registry_inside.h"
#include "services/store/store_open.h"
#include "services/upkeep/move.h"

#include <string.h>
#include <unistd.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s (%s)", err.say, err.detail)

static struct error err;

static struct application draft(struct portal *p)
{
	struct application a;
	char pin[PIN_DIGITS + 1];

	GOOD(application_begin(p->registry, &p->owner, p->service, LANG_EN, &a, pin, &err));
	return a;
}

static enum fault put(struct portal *p, struct registry *r, struct application *a, const char *now)
{
	return application_put(
		r, &p->owner, a,
		&(struct application_answer){.at = portal_path(p, "full_name", 0), .now = now},
		&err);
}

static void use(struct portal *p, const char *address)
{
	registry_close(p->registry);
	p->address = address;
	GOOD(registry_open(p->folder, address, &p->registry, &err));
	registry_use_clock(p->registry, portal_clock, p);
}

START_TEST(there_and_back)
{
	struct store_poured before, moved, back;
	struct registry *old = NULL;
	struct application a;
	struct receipt receipt;
	const char *address;
	struct portal p;

	portal_open_folder(&p, "move");
	receipt = portal_apply(&p, &p.owner);
	a = draft(&p);
	GOOD(put(&p, p.registry, &a, "Mayy"));
	GOOD(store_content(p.registry->store, &before, &err));
	ck_assert_int_gt(before.rows, 20);
	address = engine_address();

	GOOD(move_run(p.registry, address, NULL, &moved, &err));
	ck_assert_str_eq(moved.content, before.content);
	ck_assert_int_eq(moved.rows, before.rows);
	/* Who holds the old one open reads, and is told why nothing is written any more. */
	ck_assert_int_eq(put(&p, p.registry, &a, "Zeina"), FAULT_BUSY);
	ck_assert_ptr_nonnull(strstr(err.say, "being moved"));
	ck_assert_int_eq(registry_open(p.folder, NULL, &old, &err), FAULT_CONFLICT);
	ck_assert_str_eq(err.code, STORE_MOVED);
	ck_assert_int_eq(move_run(p.registry, address, NULL, &moved, &err), FAULT_CONFLICT);

	use(&p, address);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	GOOD(store_content(p.registry->store, &back, &err));
	ck_assert_str_eq(back.content, before.content);
	GOOD(put(&p, p.registry, &a, "Zeina"));
	portal_apply(&p, &p.owner);
	GOOD(store_content(p.registry->store, &before, &err));
	ck_assert_str_ne(back.content, before.content);

	GOOD(move_run(p.registry, NULL, NULL, &moved, &err));
	ck_assert_str_eq(moved.content, before.content);
	ck_assert_int_eq(put(&p, p.registry, &a, "Rima"), FAULT_BUSY);
	use(&p, NULL);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	GOOD(application_open(p.registry, &p.guest, receipt.reference, receipt.pin, &a, &err));
	ck_assert_int_eq(move_run(p.registry, NULL, NULL, &moved, &err), FAULT_CONFLICT);
	portal_close(&p);
}
END_TEST

/* A move that was ended in the middle, at whichever of its commits: the old one goes on, what was
   begun opens for nobody, and the next move begins anew. */
START_TEST(ended_in_the_middle_it_is_begun_anew)
{
	struct store_poured poured, moved;
	struct store *half = NULL;
	const char *address;
	struct application a;
	struct portal p;

	portal_open_folder(&p, "move-half");
	portal_apply(&p, &p.owner);
	a = draft(&p);
	address = engine_address();
	for (int poured_too = 0; poured_too < 2; poured_too++) {
		GOOD(store_arrive(p.folder, address, &half, &err));
		if (poured_too)
			GOOD(store_pour(p.registry->store, half, &poured, &err));
		store_close(half);
		ck_assert_int_eq(store_open(p.folder, address, true, NULL, &half, &err),
				 FAULT_CONFLICT);
		ck_assert_ptr_nonnull(strstr(err.say, "move it again"));
		GOOD(put(&p, p.registry, &a, poured_too ? "Mayy" : "Rima"));
	}
	GOOD(move_run(p.registry, address, NULL, &moved, &err));
	ck_assert_str_ne(moved.content, poured.content);
	use(&p, address);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	ck_assert_int_eq(store_arrive(p.folder, address, &half, &err), FAULT_CONFLICT);

	ck_assert_int_eq(rename(arena_format(p.arena, "%s/registry.db", p.folder),
				arena_format(p.arena, "%s/kept", p.folder)),
			 0);
	GOOD(store_arrive(p.folder, NULL, &half, &err));
	GOOD(store_pour(p.registry->store, half, &poured, &err));
	store_close(half);
	ck_assert_int_eq(store_open(p.folder, NULL, false, NULL, &half, &err), FAULT_MISSING);
	GOOD(put(&p, p.registry, &a, "Zeina"));
	GOOD(move_run(p.registry, NULL, NULL, &moved, &err));
	ck_assert_str_ne(moved.content, poured.content);
	use(&p, NULL);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* The way back was ended when the old file had another name, and its log not yet. */
START_TEST(a_log_that_was_left_is_nobody_elses)
{
	const char *address, *log;
	struct store_poured moved;
	struct portal p;

	portal_open_folder(&p, "move-log");
	portal_apply(&p, &p.owner);
	log = arena_format(p.arena, "%s/registry.db-wal", p.folder);
	address = engine_address();
	GOOD(move_run(p.registry, address, NULL, &moved, &err));
	use(&p, address);
	ck_assert_int_eq(rename(arena_format(p.arena, "%s/registry.db", p.folder),
				arena_format(p.arena, "%s/registry.db.moved", p.folder)),
			 0);
	unlink(log);
	GOOD(folder_write(log, "of the old one", 14, &err));
	GOOD(move_run(p.registry, NULL, NULL, &moved, &err));
	ck_assert_int_ne(access(log, F_OK), 0);
	ck_assert_int_eq(access(arena_format(p.arena, "%s.moved", log), F_OK), 0);
	use(&p, NULL);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* A backup of either engine is a file; what comes out of it goes on into a database, once. */
START_TEST(what_was_restored_goes_into_a_database)
{
	const char *address = engine_address(), *file, *folder;
	struct store_poured before, moved;
	struct application a;
	struct receipt receipt;
	struct portal p;

	portal_open(&p, "move-restored");
	receipt = portal_apply(&p, &p.owner);
	GOOD(store_content(p.registry->store, &before, &err));
	file = arena_format(p.arena, "%s/restored.file", unit_folder());
	folder = arena_format(p.arena, "%s/restored-here", unit_folder());
	GOOD(backup_write(p.registry, file, &err));
	for (int again = 0; again < 2; again++) {
		folder_clear(folder);
		GOOD(backup_restore(file, p.secret, folder, &err));
		if (again)
			break;
		GOOD(move_restored(folder, address, NULL, &moved, &err));
		ck_assert_str_eq(moved.content, before.content);
		ck_assert_int_ne(access(arena_format(p.arena, "%s/registry.db", folder), F_OK), 0);
		ck_assert_int_ne(access(arena_format(p.arena, "%s/registry.db-wal", folder), F_OK),
				 0);
	}
	ck_assert_int_eq(move_restored(folder, address, NULL, &moved, &err), FAULT_CONFLICT);
	ck_assert_int_eq(access(arena_format(p.arena, "%s/registry.db", folder), F_OK), 0);
	use(&p, address);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	GOOD(application_open(p.registry, &p.guest, receipt.reference, receipt.pin, &a, &err));
	portal_close(&p);
}
END_TEST

static void count_calls(void *ctx, bool again, int64_t rows)
{
	int *calls = ctx;

	ck_assert_int_gt(rows, 0);
	calls[again]++;
}

/* More rows than are told of one by one. */
START_TEST(it_is_told_how_far_it_is)
{
	int calls[2] = {0};
	struct store_poured moved;
	struct portal p;

	portal_open_folder(&p, "move-told");
	portal_tamper(&p, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
			  " WHERE i < 25000) INSERT INTO tries SELECT 'x' || i, 1, 1 FROM n");
	GOOD(move_run(p.registry, engine_address(), &(struct store_ear){count_calls, calls}, &moved,
		      &err));
	ck_assert_int_gt(moved.rows, 25000);
	ck_assert_int_eq(calls[false], 2);
	ck_assert_int_eq(calls[true], 2);
	portal_close(&p);
}
END_TEST

/* The digest is of values, whatever their order, and of each. */
START_TEST(content_is_what_the_rows_are)
{
	struct store_poured one, two;
	struct application a;
	struct portal p;

	portal_open(&p, "content");
	a = draft(&p);
	GOOD(store_content(p.registry->store, &one, &err));
	GOOD(store_content(p.registry->store, &two, &err));
	ck_assert_str_eq(one.content, two.content);
	ck_assert_uint_eq(strlen(one.content), STORE_CONTENT);
	GOOD(put(&p, p.registry, &a, "Mayy"));
	GOOD(store_content(p.registry->store, &two, &err));
	ck_assert_str_ne(one.content, two.content);
	ck_assert_int_gt(two.rows, one.rows);
	portal_close(&p);
}
END_TEST

SUITE(move, content_is_what_the_rows_are)
/* It takes two engines. */
SUITE_WHERE(moves, engine_is_postgres(), there_and_back, ended_in_the_middle_it_is_begun_anew,
	    a_log_that_was_left_is_nobody_elses, what_was_restored_goes_into_a_database,
	    it_is_told_how_far_it_is)
