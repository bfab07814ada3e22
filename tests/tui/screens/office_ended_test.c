/* office_ended_test.c - what staff find again: the list of what has ended, and one application by
 * its reference number. */
#include "tests/tui/day.h"

#include <string.h>

static struct error err;
static int64_t later; /* seconds behind the machine's fixed moment, a visit each */
static int64_t begun;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static int64_t clock_now(void *ctx)
{
	(void)ctx;
	return begun + later;
}

/* Each visit is weeks after the one before, which has its own in the registry. */
static void go_on(struct visit *v)
{
	if (begun == 0)
		begun = registry_now(v->context.registry);
	later += (int64_t)40 * 24 * 60 * 60;
	registry_use_clock(v->context.registry, clock_now, NULL);
}

/* Refused by one of the staff: from wherever it is, if need be on its way. */
static void refuse(struct visit *v, struct caller *c, struct application *a)
{
	const struct service *s = catalogue_find(v->context.scene.catalogue, a->service);

	later += 3600;
	for (size_t i = 0; i < s->stage_count && a->state != STATE_REJECTED; i++) {
		(void)!application_decide(v->context.registry, c, a, s, false,
					  "The names do not match.", &err);
		if (a->state != STATE_REJECTED && i + 1 < s->stage_count)
			(void)!application_stage(v->context.registry, c, a, s, s->stages[i + 1].id,
						 "", &err);
	}
	ck_assert_int_eq(a->state, STATE_REJECTED);
}

static void visit_ended(struct visit *v)
{
	static struct caller officer, other; /* of all visits: they have one registry */
	struct day d;

	if (officer.account[0] == '\0') {
		officer = day_hire(v, "Rima Khoury", "officer", NULL);
		other = day_hire(v, "Samir Haddad", "officer", NULL);
	}
	go_on(v);
	day_begin(v, &d);
	for (int i = 0; i < 2; i++)
		refuse(v, i == 0 ? &officer : &other, &d.sent[2 * i]);
	day_come_as(v, &officer);
	golden_type(v, "5");
	golden_hold(v, "ended", true);
	golden_type(v, "1\n");
	golden_hold(v, "ended-one", false);
	golden_type(v, "0"
		       "0"
		       "6");
	golden_hold(v, "ended-number", false);
	golden_type(v, "12345\n");
	golden_hold(v, "ended-number-wrong", false);
	day_end(v, &d);
}

START_TEST(screens)
{
	golden_each(visit_ended);
}
END_TEST

static struct caller hire_over(struct visit *v, const char *service)
{
	struct caller host = caller_host(), c = host;
	struct account_grant g = {.role = "officer"};
	struct account_paper paper;

	snprintf(g.service, sizeof(g.service), "%s", service);
	GOOD(account_open(v->context.registry, &host, "Nadia Saleh", &paper, &err));
	GOOD(account_grant(v->context.registry, &host, paper.number, &g, &err));
	GOOD(account_act_as(v->context.registry, &c, paper.number, &err));
	return c;
}

/* Also one that the queue has no more; and of none that the roles do not reach it is said that it
 * is there. */
START_TEST(one_by_its_number)
{
	struct visit v;
	struct day d;
	struct caller officer, one, elsewhere;

	golden_open(&v, LANG_EN, 80, 24);
	officer = day_hire(&v, "Rima Khoury", "officer", NULL);
	one = day_hire(&v, "Karim Aoun", "officer", NULL);
	elsewhere = hire_over(&v, "lb-disability-card");
	day_begin(&v, &d);
	refuse(&v, &officer, &d.sent[0]);
	day_come_as(&v, &one);
	golden_type(&v, "6");
	golden_type(&v, d.sent[0].reference);
	golden_type(&v, "\n");
	golden_shows(&v, "Refused", true);
	golden_shows(&v, "Bulletin no. 3", true);
	golden_type(&v, "0");
	golden_shows(&v, "Waiting applications", true);
	day_come_as(&v, &elsewhere);
	golden_type(&v, "6");
	golden_type(&v, d.sent[0].reference);
	golden_type(&v, "\n");
	golden_shows(&v, "Open an application", true);
	golden_shows(&v, "Bulletin no. 3", false);
	day_end(&v, &d);
	golden_close(&v);
}
END_TEST

START_TEST(n_goes_on_to_the_next_that_ended)
{
	struct visit v;
	struct day d;
	struct caller officer;

	golden_open(&v, LANG_EN, 80, 24);
	officer = day_hire(&v, "Rima Khoury", "officer", NULL);
	go_on(&v);
	day_begin(&v, &d);
	refuse(&v, &officer, &d.sent[0]);
	refuse(&v, &officer, &d.sent[2]);
	day_come_as(&v, &officer);
	golden_type(&v, "5");
	golden_shows(&v, "Sort and filter", true);
	golden_type(&v, "1\n");
	golden_shows(&v, "Ended", false);
	golden_type(&v, "n");
	golden_shows(&v, "Refused", true);
	golden_type(&v, "0");
	golden_shows(&v, "Ended on", true);
	day_end(&v, &d);
	golden_close(&v);
}
END_TEST

SUITE(office_ended, screens, one_by_its_number, n_goes_on_to_the_next_that_ended)
