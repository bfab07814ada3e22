/* training_test.c - a registry for trying is one from its first entry on; no other becomes one. */
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/unit.h"

#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"

#include <string.h>

#define DAY ((int64_t)24 * 60 * 60)

static struct error err;
#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s (%s)", err.say, err.detail)

static struct registry *make(const char *name, struct engine_place *place)
{
	struct registry *r = NULL;
	char secret[65];

	engine_place(place, name);
	GOOD(versions_create_training(place->folder, place->address, "catalogue", secret, &err));
	GOOD(registry_open(place->folder, place->address, &r, &err));
	return r;
}

static void hear(void *ctx, const char *line)
{
	int *count = ctx;

	if (strstr(line, "clock") != NULL)
		++*count;
}

static int findings(struct registry *r)
{
	int count = 0;
	enum fault f = verify_run(r, NULL, hear, &count, &err);

	ck_assert_int_eq(f == FAULT_NONE, count == 0);
	return count;
}

START_TEST(its_clock_goes_where_it_is_set)
{
	struct engine_place place;
	struct registry *r = make("training", &place), *other = NULL;
	int64_t real = registry_machine_now(r);

	ck_assert(registry_is_training(r));
	ck_assert_int_le(registry_now(r) - real, 60);
	GOOD(training_set(r, 30 * DAY, &err));
	ck_assert_int_ge(registry_now(r) - real, 30 * DAY);
	ck_assert_int_le(registry_machine_now(r) - real, 60);
	GOOD(registry_open(place.folder, place.address, &other, &err));
	ck_assert_int_ge(registry_now(other) - real, 30 * DAY);
	GOOD(training_set(other, -DAY, &err));
	ck_assert_int_ge(registry_now(r) - real, 30 * DAY);
	GOOD(registry_read_clock(r, &err));
	ck_assert_int_le(registry_now(r) - real, 60 - DAY);
	ck_assert_int_eq(training_set(r, TRAINING_MOST + 1, &err), FAULT_INPUT);
	ck_assert_int_eq(training_set(r, -TRAINING_MOST - 1, &err), FAULT_INPUT);
	GOOD(training_set(r, 0, &err));
	ck_assert_int_eq(findings(r), 0);
	registry_close(other);
	registry_close(r);
}
END_TEST

START_TEST(no_other_becomes_one)
{
	struct portal p;

	portal_open(&p, "not-training");
	ck_assert(!registry_is_training(p.registry));
	ck_assert_int_eq(training_set(p.registry, DAY, &err), FAULT_DENIED);
	GOOD(store_begin(p.registry->store, &err));
	ck_assert_int_eq(training_make(p.registry, &err), FAULT_CONFLICT);
	store_rollback(p.registry->store);
	/* Past the portal: it is none, and verify tells. */
	portal_tamper(&p,
		      "INSERT INTO meta (name, number, mac) SELECT 'clock', 86400, mac FROM meta"
		      " WHERE name = 'keys'");
	GOOD(registry_read_clock(p.registry, &err));
	ck_assert(!registry_is_training(p.registry));
	ck_assert_int_eq(registry_now(p.registry), p.now);
	ck_assert_int_eq(training_set(p.registry, DAY, &err), FAULT_DENIED);
	ck_assert_int_gt(portal_verify(&p, false), 0);
	portal_tamper(&p, "DELETE FROM meta WHERE name = 'clock'");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* With the portal's own keys, but not by its engine: the ledger has no first entry of it. */
START_TEST(a_row_without_its_first_entry_is_found)
{
	struct store_definition_stamp row = {.name = STORE_DEFINITION_CLOCK, .number = DAY};
	struct portal p;

	portal_open(&p, "planted-training");
	vouch_row(&p.registry->seal, &store_definition_stamp_table, &row, row.mac);
	GOOD(store_begin(p.registry->store, &err));
	GOOD(store_definition_put_clock(p.registry->store, &row, &err));
	GOOD(store_commit(p.registry->store, &err));
	ck_assert_int_eq(training_set(p.registry, DAY, &err), FAULT_DENIED);
	ck_assert_int_eq(findings(p.registry), 1);
	portal_close(&p);
}
END_TEST

START_TEST(its_row_taken_away_or_changed_is_found)
{
	static const char *const ways[] = {"DELETE FROM meta WHERE name = 'clock'",
					   "UPDATE meta SET number = 7 WHERE name = 'clock'"};

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		struct engine_place place;
		struct registry *r = make(i == 0 ? "training-gone" : "training-changed", &place);
		struct portal p = {.address = place.address};

		GOOD(training_set(r, DAY, &err));
		snprintf(p.folder, sizeof(p.folder), "%s", place.folder);
		portal_tamper(&p, ways[i]);
		ck_assert_int_eq(findings(r), 1);
		GOOD(registry_read_clock(r, &err));
		ck_assert(!registry_is_training(r));
		registry_close(r);
	}
}
END_TEST

SUITE(training, its_clock_goes_where_it_is_set, no_other_becomes_one,
      a_row_without_its_first_entry_is_found, its_row_taken_away_or_changed_is_found)
