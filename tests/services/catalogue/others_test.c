/* others_test.c - definitions of other kinds than services: imported by one, seen by all, gone by
 * as the newest, and never taken for a service. */
#include "services/catalogue/others.h"

#include "services/services.h"
#include "services/upkeep/figures.h"
#include "tests/services/portal.h"
#include "tests/services/tamper.h"
#include "tests/unit.h"

#include <string.h>

#define NEXT "calendar: EG\nversion: %d\nzone: Africa/Cairo\nclock: CET-%d\nweekend: [fri, sat]\n"

static struct error err;

static enum fault bring(struct portal *p, int version, int hours)
{
	char yaml[200];
	struct versions_item item = {.id = "calendar:EG", .version = version, .yaml = yaml};
	size_t refused;

	snprintf(yaml, sizeof(yaml), NEXT, version, hours);
	item.len = strlen(yaml);
	return versions_import(p->registry, &item, 1, &refused, &err);
}

/* What the database, the snapshot and a host's act go by: hours that the clock is ahead of UTC. */
static void check_hours(struct portal *p, int hours)
{
	CATALOGUE_CLEAN struct catalogue *database = NULL, *snapshot = NULL;
	struct term_list terms;
	const char *last;

	ck_assert_int_eq(catalogue_open(registry_terms(p->registry), &database, &err), FAULT_NONE);
	ck_assert_int_eq(versions_load(p->registry, database, &err), FAULT_NONE);
	ck_assert_int_eq(catalogue_open(registry_terms(p->registry), &snapshot, &err), FAULT_NONE);
	ck_assert_int_eq(snapshot_load(p->folder, snapshot, &err), FAULT_NONE);
	ck_assert_int_eq(lists_terms(p->registry, p->arena, NULL, 0, &terms, &err), FAULT_NONE);
	ck_assert_int_eq(calendar_find(catalogue_terms(database), "EG")->clock.winter,
			 hours * 3600);
	ck_assert_int_eq(calendar_find(catalogue_terms(snapshot), "EG")->clock.winter,
			 hours * 3600);
	ck_assert_int_eq(calendar_find(&terms, "EG")->clock.winter, hours * 3600);
	ck_assert_uint_eq(catalogue_count(database), 1);
	ck_assert_uint_eq(catalogue_count(snapshot), 1);
	ck_assert_uint_eq(catalogue_passed_over(snapshot, &last), 0);
}

START_TEST(every_host_goes_by_the_newest)
{
	struct figures before = {0}, after = {0};
	struct portal p;
	const char *yaml;
	size_t len;
	bool ended;

	portal_open(&p, "others-newest");
	ck_assert_int_eq(figures_count(p.registry, &before, &err), FAULT_NONE);
	/* The program's own, as in a registry of before there were calendars. */
	check_hours(&p, 2);
	ck_assert_int_eq(bring(&p, 1, 5), FAULT_NONE);
	check_hours(&p, 5);
	ck_assert_int_eq(bring(&p, 1, 6), FAULT_CONFLICT);
	ck_assert_int_eq(bring(&p, 2, 6), FAULT_NONE);
	check_hours(&p, 6);
	ck_assert_int_eq(bring(&p, 1, 7), FAULT_CONFLICT);
	ck_assert_int_eq(versions_text(p.registry, p.arena, "calendar:EG", 1, &yaml, &len, &err),
			 FAULT_NONE);
	ck_assert_ptr_nonnull(strstr(yaml, "CET-5"));
	ck_assert_int_eq(versions_text(p.registry, p.arena, "calendar:XX", 0, &yaml, &len, &err),
			 FAULT_MISSING);
	ck_assert_int_eq(retire_set(p.registry, "calendar:EG", date_of(p.now), NULL, &err),
			 FAULT_MISSING);
	ck_assert_int_eq(retire_take_back(p.registry, "calendar:EG", 2, &ended, &err), FAULT_NONE);
	check_hours(&p, 5);
	ck_assert_int_eq(figures_count(p.registry, &after, &err), FAULT_NONE);
	ck_assert_int_eq(after.services, before.services);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_tamper(&p, "DELETE FROM definition WHERE service = 'calendar:EG'");
	ck_assert_int_gt(portal_verify(&p, false), 0);
	portal_close(&p);
}
END_TEST

/* Of a later version, or damaged: nobody is shown less for it. */
START_TEST(one_that_cannot_be_read_keeps_nothing_away)
{
	struct versions_item item = {
		.id = "calendar:EG", .version = 9, .yaml = "calendar: [", .len = 11};
	CATALOGUE_CLEAN struct catalogue *c = NULL;
	struct term_list terms;
	struct portal p;
	const char *last;
	size_t refused;

	portal_open(&p, "others-unread");
	ck_assert_int_eq(versions_import(p.registry, &item, 1, &refused, &err), FAULT_NONE);
	ck_assert_int_eq(catalogue_open(registry_terms(p.registry), &c, &err), FAULT_NONE);
	ck_assert_int_eq(versions_load(p.registry, c, &err), FAULT_NONE);
	ck_assert_uint_eq(catalogue_passed_over(c, &last), 1);
	ck_assert_str_eq(last, "calendar:EG");
	ck_assert_uint_eq(catalogue_count(c), 1);
	ck_assert_ptr_nonnull(calendar_find(catalogue_terms(c), "EG"));
	ck_assert_int_eq(lists_terms(p.registry, p.arena, NULL, 0, &terms, &err), FAULT_NONE);
	portal_close(&p);
}
END_TEST

SUITE(others, every_host_goes_by_the_newest, one_that_cannot_be_read_keeps_nothing_away)
