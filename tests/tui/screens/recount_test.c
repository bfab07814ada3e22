/* recount_test.c - what silence decided by days that a newer calendar counts otherwise: it waits on
 * the head's home, in a list, and on the page of the application with both lists of days. */
#include "tests/tui/day.h"

#include "services/upkeep/tick.h"

#include <string.h>

#define SERVICE "demo-market-stall"
#define DAY ((int64_t)24 * 60 * 60)

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

/* One application and one head for all visits, which only look. */
static int64_t now = 1773480000; /* 14 March 2026 */
static struct catalogue *stalls;
static struct application one;
static struct caller head;

static int64_t clock_of_test(void *ctx)
{
	(void)ctx;
	return now;
}

static void import(struct visit *v, const char *id, int version, const char *yaml)
{
	struct versions_item item = {
		.id = id, .version = version, .yaml = yaml, .len = strlen(yaml)};
	size_t refused;

	GOOD(versions_import(v->context.registry, &item, 1, &refused, &err));
}

/* Without its route, which would need an office. */
static const char *stall_yaml(struct arena *a)
{
	char *yaml = arena_take(a, 32768), *route, *end;
	FILE *f = fopen("dist/demo/demo-market-stall.yaml", "r");
	size_t len;

	ck_assert_ptr_nonnull(f);
	len = fread(yaml, 1, 32767, f);
	fclose(f);
	yaml[len] = '\0';
	route = strstr(yaml, "\nroute: ");
	ck_assert_ptr_nonnull(route);
	end = strchr(route + 1, '\n');
	memmove(route, end, strlen(end) + 1);
	return yaml;
}

static void tick(struct visit *v, int64_t again)
{
	struct tick done = {.changed = 0};

	GOOD(tick_run(v->context.registry, &done, &err));
	ck_assert_int_eq(done.again, again);
}

/* Sent on a Saturday; handed to the head on 26 March, granted on 3 April; a decree of later leaves
 * two days of March out. */
static void let_it_be_decided(struct visit *v)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);

	import(v, SERVICE, 1, stall_yaml(a));
	GOOD(catalogue_open("catalogue", &stalls, &err));
	GOOD(versions_load(v->context.registry, stalls, &err));
	catalogue_freeze(stalls);
	v->context.scene.catalogue = stalls;
	one = day_send(v, SERVICE);
	for (int i = 0; i < 21; i++) {
		now += DAY;
		tick(v, 0);
	}
	import(v, "calendar:LB", 3,
	       "calendar: LB\nversion: 3\nzone: Asia/Beirut\nclock: EET-2EEST,M3.5.0/0,M10.5.0/0\n"
	       "weekend: [sat, sun]\nholidays:\n"
	       "  - {date: 2026-05-01, name: {ar: عيد العمل, fr: Fête du travail, en: Labour "
	       "Day}}\n"
	       "suspensions:\n  - {from: 2026-03-16, until: 2026-03-17, services: [all], "
	       "law: {ar: المرسوم 9, fr: Décret 9, en: Decree 9}}\n");
	tick(v, 1);
	head = day_hire(v, "Nadia Saleh", "head", NULL);
}

static void visit_recount(struct visit *v)
{
	registry_use_clock(v->context.registry, clock_of_test, NULL);
	if (stalls == NULL)
		let_it_be_decided(v);
	stack_context(golden_stack(v))->scene.catalogue = stalls;
	v->hide_reference = one.reference;
	day_come_as(v, &head);
	golden_hold(v, "recount-home", false);
	golden_type(v, "8");
	golden_hold(v, "recount-list", true);
	golden_type(v, "1\n");
	golden_hold(v, "recount", true);
	golden_type(v, "3\n");
	golden_hold(v, "recount-close", true);
	v->hide_reference = NULL;
}

START_TEST(it_is_looked_at_again)
{
	golden_each(visit_recount);
}
END_TEST

SUITE(recount_page, it_is_looked_at_again)
