/* budget_test.c - how long wrong PINs make somebody wait, and what an attacker gains in a day: the
 * figures that docs/SECURITY.md gives. */
#include "tests/services/engine.h"
#include "tests/unit.h"

#include "i18n/base/arena.h"
#include "services/access/reference.h"
#include "services/registry/budget.h"
#include "services/registry/folder.h"
#include "services/registry/limits.h"
#include "services/store/store_open.h"
#include "services/store/store_visitor.h"

#include <string.h>

#define START ((int64_t)1700000000 / 3600 * 3600)
#define DAY_MINUTES 1440

static struct error err;

static struct store *open_store(const char *name)
{
	struct engine_place place;
	struct store *s;

	engine_place(&place, name);
	ck_assert_int_eq(folder_make(place.folder, &err), FAULT_NONE);
	ck_assert_msg(store_open(place.folder, place.address, true, NULL, &s, &err) == FAULT_NONE,
		      "%s", err.detail);
	return s;
}

static void use(struct store *s, enum budget which, const char *subject, int64_t now)
{
	ck_assert_int_eq(budget_use(s, which, subject, now, &err), FAULT_NONE);
}

/* Minutes that the next try has to wait; 0: none. */
static int waits(struct store *s, enum budget which, const char *subject, int64_t now)
{
	enum fault fault = budget_ask(s, which, subject, now, &err);

	if (fault == FAULT_NONE)
		return 0;
	ck_assert_int_eq(fault, FAULT_DENIED);
	ck_assert_str_eq(err.code, "too_many_tries");
	ck_assert_str_eq(err.fills[0].name, "minutes");
	return (int)strtol(err.fills[0].value, NULL, 10);
}

START_TEST(each_wrong_pin_lengthens_the_wait)
{
	static const int after[] = {0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15};
	struct store *s = open_store("budget-waits");
	int64_t now = START;

	ck_assert_int_eq(store_begin(s, &err), FAULT_NONE);
	for (size_t i = 0; i < sizeof(after) / sizeof(after[0]); i++) {
		use(s, BUDGET_PIN_NETWORK, "a 1", now);
		ck_assert_int_eq(waits(s, BUDGET_PIN_NETWORK, "a 1", now), after[i]);
		/* Neither another reference nor another network nor a key waits for it. */
		ck_assert_int_eq(waits(s, BUDGET_PIN_NETWORK, "a 2", now), 0);
		ck_assert_int_eq(waits(s, BUDGET_PIN_NETWORK, "b 1", now), 0);
		ck_assert_int_eq(waits(s, BUDGET_PIN_KEY, "a 1", now), 0);
		if (after[i] > 0)
			ck_assert_int_eq(
				waits(s, BUDGET_PIN_NETWORK, "a 1", now + (after[i] - 1) * 60), 1);
		now += after[i] * 60;
		ck_assert_int_eq(waits(s, BUDGET_PIN_NETWORK, "a 1", now), 0);
	}
	/* A day later all are forgotten, and one typing error is none. */
	now += DAY_MINUTES * 60;
	use(s, BUDGET_PIN_NETWORK, "a 1", now);
	ck_assert_int_eq(waits(s, BUDGET_PIN_NETWORK, "a 1", now), 0);
	ck_assert_int_eq(waits(s, BUDGET_PIN_NETWORK, "", now), 0);
	store_rollback(s);
	store_close(s);
}
END_TEST

/* Whenever in its minute it was tried. */
START_TEST(nobody_waits_less_than_is_said)
{
	struct store *s = open_store("budget-seconds");
	const int64_t last = START + 59;

	ck_assert_int_eq(store_begin(s, &err), FAULT_NONE);
	for (int i = 0; i < LIMIT_PIN_FREE; i++)
		use(s, BUDGET_PIN_NETWORK, "a 1", last);
	ck_assert_int_eq(waits(s, BUDGET_PIN_NETWORK, "a 1", last), 2);
	ck_assert_int_eq(waits(s, BUDGET_PIN_NETWORK, "a 1", last + 59), 1);
	ck_assert_int_eq(waits(s, BUDGET_PIN_NETWORK, "a 1", last + 61), 0);
	store_rollback(s);
	store_close(s);
}
END_TEST

static void add_count(void *ctx, int64_t minute, int count)
{
	(void)minute;
	*(int *)ctx += count;
}

/* As many as are kept of a subject. */
static int tries_of(struct store *s, const char *subject)
{
	int sum = 0;

	ck_assert_int_eq(store_visitor_each_try(s, subject, 0, add_count, &sum, &err), FAULT_NONE);
	return sum;
}

START_TEST(strange_networks_share_one_budget)
{
	struct store *s = open_store("budget-strange");
	int64_t last;

	ck_assert_int_eq(store_begin(s, &err), FAULT_NONE);
	for (int i = 0; i < LIMIT_PIN_STRANGE; i++) {
		last = START + i * 20;
		ck_assert_int_eq(waits(s, BUDGET_PIN_STRANGE, "1", last), 0);
		use(s, BUDGET_PIN_STRANGE, "1", last);
	}
	/* Forgotten no sooner than a day after they were tried, and no later than an hour after. */
	ck_assert_int_gt(waits(s, BUDGET_PIN_STRANGE, "1", last), 0);
	ck_assert_str_eq(err.fills[1].name, "hours");
	ck_assert_int_le(strtol(err.fills[1].value, NULL, 10), 25);
	ck_assert_int_gt(waits(s, BUDGET_PIN_STRANGE, "1", START + (DAY_MINUTES - 1) * 60), 0);
	ck_assert_int_eq(waits(s, BUDGET_PIN_STRANGE, "1", START + (DAY_MINUTES + 60) * 60), 0);
	ck_assert_int_eq(waits(s, BUDGET_PIN_STRANGE, "2", last), 0);
	/* Tries of networks go sooner than those of references. */
	use(s, BUDGET_PIN_SOURCE, "a", last);
	ck_assert_int_eq(budget_forget(s, last + (int64_t)2 * 3600, &err), FAULT_NONE);
	ck_assert_int_eq(tries_of(s, "source a"), 0);
	ck_assert_int_eq(tries_of(s, "reference 1"), LIMIT_PIN_STRANGE);
	ck_assert_int_eq(budget_forget(s, last + (int64_t)2 * DAY_MINUTES * 60, &err), FAULT_NONE);
	ck_assert_int_eq(tries_of(s, "reference 1"), 0);
	ck_assert_int_eq(waits(s, BUDGET_PIN_STRANGE, "1", last), 0);
	store_rollback(s);
	store_close(s);
}
END_TEST

START_TEST(a_network_is_kept_waiting_but_never_long)
{
	struct store *s = open_store("budget-pause");
	int pause = -1, longest = 0;

	ck_assert_int_eq(store_begin(s, &err), FAULT_NONE);
	for (int i = 0; i < 10 * LIMIT_PIN_SOURCE; i++) {
		ck_assert_int_eq(budget_pause(s, BUDGET_PIN_SOURCE, "a", START, &pause, &err),
				 FAULT_NONE);
		ck_assert_int_ge(pause, longest);
		ck_assert_int_eq(pause > 0, i >= LIMIT_PIN_SOURCE);
		longest = pause;
		use(s, BUDGET_PIN_SOURCE, "a", START);
	}
	ck_assert_int_eq(longest, LIMIT_PIN_PAUSE);
	ck_assert_int_eq(budget_pause(s, BUDGET_PIN_SOURCE, "b", START, &pause, &err), FAULT_NONE);
	ck_assert_int_eq(pause, 0);
	ck_assert_int_eq(budget_pause(s, BUDGET_PIN_SOURCE, "a",
				      START + LIMIT_PIN_SOURCE_MINUTES * 60, &pause, &err),
			 FAULT_NONE);
	ck_assert_int_eq(pause, 0);
	store_rollback(s);
	store_close(s);
}
END_TEST

/* --- what an attacker gains ---------------------------------------------------------------------
 */

/* One more try at the reference from a network, if it is allowed. */
static bool try_from(struct store *s, int network, bool strange, int64_t now)
{
	char subject[32];

	snprintf(subject, sizeof(subject), "%d 1", network);
	if (strange && waits(s, BUDGET_PIN_STRANGE, "1", now) > 0)
		return false;
	if (waits(s, BUDGET_PIN_NETWORK, subject, now) > 0)
		return false;
	use(s, BUDGET_PIN_NETWORK, subject, now);
	if (strange)
		use(s, BUDGET_PIN_STRANGE, "1", now);
	return true;
}

/* Tries at one reference within a day, as fast as they are let, by somebody with addresses in so
 * many networks. */
static int tries_in_a_day(int networks, bool strange)
{
	struct store *s = open_store(strange ? (networks == 1     ? "attack-1"
						: networks == 100 ? "attack-100"
								  : "attack-10000")
					     : "attack-home");
	int tries = 0;

	ck_assert_int_eq(store_begin(s, &err), FAULT_NONE);
	for (int minute = 0; minute < DAY_MINUTES; minute++) {
		bool shut = strange && waits(s, BUDGET_PIN_STRANGE, "1", START + minute * 60) > 0;

		for (int network = 0; network < networks && !shut; network++)
			while (try_from(s, network, strange, START + minute * 60))
				tries++;
	}
	store_rollback(s);
	store_close(s);
	return tries;
}

static const char *chance(struct arena *a, double tries)
{
	double pins = 1;

	for (int i = 0; i < PIN_DIGITS; i++)
		pins *= 10;
	return arena_format(a, "%.3f %%", 100 * tries / pins);
}

static void expect_row(struct arena *a, const char *text, const char *who, int tries)
{
	const char *row = arena_format(a, "| %s | %d | %s |\n", who, tries, chance(a, tries));

	ck_assert_msg(strstr(text, row) != NULL, "docs/SECURITY.md lacks: %s", row);
}

START_TEST(the_guide_gives_these_figures)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	char *text;
	size_t len;
	int home = tries_in_a_day(1, false), most = tries_in_a_day(10000, true);

	ck_assert_int_eq(folder_read(a, "docs/SECURITY.md", 1 << 20, &text, &len, &err),
			 FAULT_NONE);
	expect_row(a, text, "1", tries_in_a_day(1, true));
	expect_row(a, text, "100", tries_in_a_day(100, true));
	expect_row(a, text, "10,000", most);
	expect_row(a, text, "1, in the network where it was begun", home);
	expect_row(a, text, "10,000, and one there", most + home);
	ck_assert_int_le(most, LIMIT_PIN_STRANGE);
}
END_TEST

SUITE(budget, each_wrong_pin_lengthens_the_wait, nobody_waits_less_than_is_said,
      strange_networks_share_one_budget, a_network_is_kept_waiting_but_never_long)

/* Forty thousand tries, whose arithmetic is the same on either engine. */
SUITE_WHERE(budget_guide, !engine_is_postgres(), the_guide_gives_these_figures)
