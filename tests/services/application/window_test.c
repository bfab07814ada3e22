/* window_test.c - a service with days of its own is begun and sent on them alone, by its calendar's
 * clock. */
#include "services/catalogue/versions.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define FIRST 1773525600 /* 2026-03-14 22:00:00 UTC: the 15th begins there */
#define BEHIND (FIRST + 2 * 86400)

static void open_with(struct portal *p, const char *name, const char *open)
{
	struct error err = {0};
	char *yaml;
	size_t refused;

	portal_open(p, name);
	yaml = arena_format(p->arena, "%s%s\n", sample_with(p->arena, "version: 3", "version: 4"),
			    open);
	ck_assert_int_eq(versions_import(p->registry,
					 &(struct versions_item){.id = "lb-sample",
								 .version = 4,
								 .yaml = yaml,
								 .len = strlen(yaml)},
					 1, &refused, &err),
			 FAULT_NONE);
	ck_assert_int_eq(
		versions_find(p->registry, p->arena, &p->terms, "lb-sample", 4, &p->service, &err),
		FAULT_NONE);
}

static enum fault begin(struct portal *p, struct application *ret, struct error *err)
{
	char pin[PIN_DIGITS + 1];

	*err = (struct error){0};
	return application_begin(p->registry, &p->owner, p->service, LANG_EN, ret, pin, err);
}

START_TEST(is_taken_on_its_days_alone)
{
	struct portal p;
	struct application a;
	struct error err = {0};
	struct receipt receipt;
	struct form *f;

	open_with(&p, "window", "open: {from: 2026-03-15, until: 2026-03-16}");
	p.now = FIRST - 1;
	ck_assert_int_eq(begin(&p, &a, &err), FAULT_DENIED);
	ck_assert_str_eq(err.fills[0].value, "15/3/2026");
	p.now = FIRST;
	ck_assert_msg(begin(&p, &a, &err) == FAULT_NONE, "%s", err.detail);
	f = portal_form(&p);
	p.now = BEHIND;
	ck_assert_int_eq(application_submit(p.registry, &p.owner, &a, f, &receipt, &err),
			 FAULT_DENIED);
	ck_assert_str_eq(err.fills[0].value, "16/3/2026");
	ck_assert_int_eq(begin(&p, &(struct application){.revision = 0}, &err), FAULT_DENIED);
	/* What was begun is still there, and goes on when the days are back. */
	ck_assert_int_eq(application_get(p.registry, &p.owner, &a, &err), FAULT_NONE);
	ck_assert_int_eq(a.state, STATE_DRAFT);
	p.now = BEHIND - 1;
	ck_assert_msg(application_submit(p.registry, &p.owner, &a, f, &receipt, &err) == FAULT_NONE,
		      "%s", err.detail);
	form_free(f);
	portal_close(&p);
}
END_TEST

START_TEST(one_bound_is_enough)
{
	struct portal p;
	struct application a;
	struct error err = {0};

	open_with(&p, "window-from", "open: {from: 2026-03-15}");
	p.now = FIRST - 1;
	ck_assert_int_eq(begin(&p, &a, &err), FAULT_DENIED);
	p.now = BEHIND + 86400L * 300;
	ck_assert_msg(begin(&p, &a, &err) == FAULT_NONE, "%s", err.detail);
	portal_close(&p);
	open_with(&p, "window-until", "open: {until: 2026-03-16}");
	p.now = FIRST - 86400L * 300;
	ck_assert_msg(begin(&p, &a, &err) == FAULT_NONE, "%s", err.detail);
	p.now = BEHIND;
	ck_assert_int_eq(begin(&p, &a, &err), FAULT_DENIED);
	portal_close(&p);
}
END_TEST

START_TEST(refuses_what_is_no_window)
{
	static const char *const wrong[] = {
		"open: {}",
		"open: 2026-03-15",
		"open: {from: 2026-03}",
		"open: {from: 2026-02-30}",
		"open: {from: today}",
		"open: {from: 2026-03-16, until: 2026-03-15}",
		"open: {from: 2026-03-15, to: 2026-03-16}",
	};
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		sample_refused_at(arena_format(a, "%s%s\n", sample_yaml, wrong[i]),
				  "open: ", wrong[i]);
}
END_TEST

SUITE(window, is_taken_on_its_days_alone, one_bound_is_enough, refuses_what_is_no_window)
