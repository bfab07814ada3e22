/* number_test.c - numbers of a register have no gaps, also where two enter at the same time, and
 * some of what they began is undone. */
#include "tests/services/portal.h"
#include "tests/services/sample_register.h"
#include "tests/unit.h"

#include "services/register/entry_inside.h"
#include "services/register/entry_number.h"
#include "services/registry/registry_inside.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define EACH 8 /* entries of each of the two */

/* One entry; every third time it is undone first. */
static enum fault enter_one(struct registry *r, struct arena *a, const struct entry_deed *deed,
			    bool undone, struct error *err)
{
	struct store_register_entry row;
	enum fault fault = store_begin(r->store, err);

	if (fault == FAULT_NONE)
		fault = entry_enter(r, a, deed, &row, err);
	if (fault == FAULT_NONE && !undone)
		fault = store_commit(r->store, err);
	store_rollback(r->store);
	return fault;
}

static bool enter_all(struct portal *p, const struct register_definition *d)
{
	const struct entry_put puts[] = {{register_column(d, "name"), "Club"},
					 {register_column(d, "seat"), "lb-caza-zahle"}};
	const struct entry_deed deed = {.of = d,
					.act = ENTRY_ENTER,
					.at = p->now,
					.puts = puts,
					.put_count = 2,
					.by = {.actor = "host", .role = "authority"}};
	struct registry *r = NULL;
	struct error err;
	bool good = registry_open(p->folder, p->address, &r, &err) == FAULT_NONE;

	for (int i = 0; good && i < EACH; i++) {
		struct store_runs runs = {.count = 0};
		enum fault fault;

		if (i % 3 == 0)
			(void)!enter_one(r, p->arena, &deed, true, &err);
		do
			fault = enter_one(r, p->arena, &deed, false, &err);
		while (fault != FAULT_NONE && store_again(r->store, &runs));
		good = fault == FAULT_NONE;
	}
	registry_close(r);
	return good;
}

START_TEST(two_at_once_leave_no_gap)
{
	const struct register_definition *d;
	struct store_register_entry row;
	struct portal p;
	struct error err;
	int64_t count = 0;
	pid_t children[2];
	bool found = false;
	int status;

	sample_register_open(&p, "number-two");
	d = sample_register(&p);
	for (int i = 0; i < 2; i++) {
		children[i] = fork();
		ck_assert_int_ge(children[i], 0);
		if (children[i] == 0)
			_exit(enter_all(&p, d) ? 0 : 1);
	}
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
		ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	ck_assert_int_eq(store_register_tally(p.registry->store, d->id, &count, &err), FAULT_NONE);
	ck_assert_int_eq(count, 2 * EACH);
	ck_assert_int_eq(
		entry_by_number(p.registry, d->id, "LB CAZA zahle 2026/0016", &row, &found, &err),
		FAULT_NONE);
	ck_assert(found && row.counted == 2 * EACH);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* "Club/11" and "Club 1/1" differ by what is left out when numbers are compared. */
START_TEST(a_number_that_may_be_two_is_none)
{
	static const char *const names[] = {"Club", "Club 1"};
	struct register_definition d;
	struct store_register_entry row;
	struct portal p;
	struct error err;
	bool found = true;

	sample_register_open(&p, "number-alike");
	d = *sample_register(&p);
	d.number.text = "{name}/{n}";
	d.number.scope_count = 1;
	d.number.scope[0] = "name";
	for (int i = 0; i < 12; i++) {
		const struct entry_put put = {register_column(&d, "name"), names[i == 11]};
		const struct entry_deed deed = {.of = &d,
						.act = ENTRY_ENTER,
						.at = p.now,
						.puts = &put,
						.put_count = 1,
						.by = {.actor = "host", .role = "authority"}};

		ck_assert_int_eq(enter_one(p.registry, p.arena, &deed, false, &err), FAULT_NONE);
	}
	ck_assert_int_eq(entry_by_number(p.registry, d.id, "club 11", &row, &found, &err),
			 FAULT_NONE);
	ck_assert(!found);
	ck_assert_int_eq(entry_by_number(p.registry, d.id, "Club 1/1", &row, &found, &err),
			 FAULT_NONE);
	ck_assert(found && row.counted == 1);
	ck_assert_int_eq(entry_by_number(p.registry, d.id, "club 10", &row, &found, &err),
			 FAULT_NONE);
	ck_assert(found && row.counted == 10);
	portal_close(&p);
}
END_TEST

START_TEST(a_number_is_read_as_people_write_it)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	ck_assert_str_eq(entry_number_fold(a, " EG-C / ٢٠٢٦ 00012"), "egc202600012");
	ck_assert_str_eq(entry_number_fold(a, "168/2009"), "1682009");
	ck_assert_str_eq(entry_number_fold(a, " - / "), "");
}
END_TEST

SUITE(register_number, two_at_once_leave_no_gap, a_number_that_may_be_two_is_none,
      a_number_is_read_as_people_write_it)
