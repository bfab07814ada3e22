/* clocks_wrong_test.c - what is wrong with an answer, and which clock heeds it; the days that are
 * told of one that stopped. */
#include "services/catalogue/versions.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s (%s)", err.say, err.detail)
#define DAY 86400
#define N "name: {ar: ن, fr: n, en: n}"

static struct error err;

static const char clocks[] =
	"clocks:\n"
	"  - {id: legal, " N ", starts: submitted, length: 20 days, paused_by: "
	"[correct(incomplete)], restarted_by: [reply(outdated)], when_over: stands}\n"
	"  - {id: first, " N ", starts: submitted, length: 1 year, when_over: escalate}\n"
	"  - {id: shelf, " N ", starts: entered(archive), length: 3 days, when_over: lapse}\n";

/* What is wrong says what it does to which clock: what was missing stops the one, what is true no
 * more begins it anew; what is not true does nothing to it. */
START_TEST(what_is_wrong_says_what_stops_it)
{
	static const struct {
		enum named_wrong wrong;
		const char *asked, *replied; /* the last day, then; "": none while it stands */
	} each[] = {{WRONG_INCORRECT, "2026-04-03", "2026-04-03"},
		    {WRONG_INCOMPLETE, "", "2026-04-06"},
		    {WRONG_OUTDATED, "2026-04-03", "2026-04-07"}};

	for (size_t i = 0; i < sizeof(each) / sizeof(each[0]); i++) {
		struct named item = {.wrong = each[i].wrong, .question = "full_name"};
		struct act_answers wrong = {.words = "Look.", .items = &item, .item_count = 1};
		struct portal p;
		struct application a;
		struct receipt receipt;
		char name[32];

		snprintf(name, sizeof(name), "clocks-wrong-%zu", i);
		portal_open(&p, name);
		portal_renew(&p, sample_clocks(p.arena, clocks));
		receipt = portal_apply(&p, &p.owner);
		GOOD(application_open(p.registry, &p.owner, receipt.reference, NULL, &a, &err));
		p.now += DAY;
		GOOD(application_act(p.registry, &p.host, &a, p.service, "correct", &wrong, &err));
		ck_assert_str_eq(a.due_at == 0 ? "" : date_iso(p.arena, date_of(a.due_at)),
				 each[i].asked);
		p.now += 3 * DAY;
		GOOD(application_reply(p.registry, &p.owner, &a, p.service, "Mended", &err));
		ck_assert_str_eq(date_iso(p.arena, date_of(a.due_at)), each[i].replied);
		portal_close(&p);
	}
}
END_TEST

static const struct application_clock *read_clocks(struct portal *p, struct application *a)
{
	struct application_clock *list;
	size_t count;

	GOOD(application_clocks(p->registry, &p->owner, a, p->service, p->arena, &list, &count,
				&err));
	ck_assert_uint_eq(count, 3);
	return list;
}

static const char *last_day(struct portal *p, const struct application_clock *k)
{
	ck_assert_uint_gt(k->count.run_count, 0);
	return date_iso(p->arena, k->count.runs[k->count.run_count - 1].last);
}

/* What has stopped has no days to come: 14 March 2026 is a Saturday. */
START_TEST(no_days_behind_the_one_on_which_it_stopped)
{
	struct portal p;
	struct application a;
	const struct application_clock *list;

	portal_open(&p, "clocks-stopped");
	portal_renew(&p, sample_clocks(p.arena, sample_clocks_usual));
	portal_send(&p, &a);
	list = read_clocks(&p, &a);
	ck_assert_str_eq(last_day(&p, &list[0]), "2026-04-03");
	ck_assert_str_eq(last_day(&p, &list[1]), "2026-03-24");
	p.now += 4L * DAY;
	GOOD(application_act(p.registry, &p.host, &a, p.service, "order",
			     &(struct act_answers){.words = "At once."}, &err));
	p.now += 2L * DAY;
	list = read_clocks(&p, &a);
	ck_assert(!list[0].runs && !list[1].runs);
	ck_assert_str_eq(last_day(&p, &list[0]), "2026-03-18");
	ck_assert_int_eq(list[0].count.runs[list[0].count.run_count - 1].counted, 4);
	ck_assert_str_eq(last_day(&p, &list[1]), "2026-03-18");
	ck_assert_int_eq(list[1].count.runs[list[1].count.run_count - 1].counted, 3);
	portal_close(&p);
}
END_TEST

SUITE(clocks_wrong, what_is_wrong_says_what_stops_it, no_days_behind_the_one_on_which_it_stopped)
