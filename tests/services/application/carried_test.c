/* carried_test.c - a question that is open when a clock carries the application to another stage:
 * who has it there waits for nobody, and the applicant may answer until somebody goes on. */
#include "services/application/application.h"

#include "services/upkeep/tick.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)
#define WORDS(text) (&(struct act_answers){.words = (text)})
#define DAY 86400

static struct error err;

static enum fault act(struct portal *p, struct application *a, const char *id,
		      const struct act_answers *answers)
{
	return application_act(p->registry, &p->host, a, p->service, id, answers, &err);
}

static enum fault put_name(struct portal *p, struct application *a, const char *name)
{
	struct application_answer answer = {
		.at = portal_path(p, "full_name", 0), .service = p->service, .now = name};

	return application_put(p->registry, &p->owner, a, &answer, &err);
}

/* A correction is asked and begun; then the first stage's time is over. */
static void carry(struct portal *p, const char *name, struct application *a)
{
	static const struct named item = {.wrong = WRONG_INCORRECT, .question = "full_name"};
	struct act_answers wrong = {.words = "Look.", .items = &item, .item_count = 1};
	struct tick done;

	portal_open(p, name);
	portal_renew(p, sample_clocks(p->arena, sample_clocks_usual));
	portal_send(p, a);
	GOOD(act(p, a, "correct", &wrong));
	GOOD(put_name(p, a, "Half Changed"));
	ck_assert_int_eq(act(p, a, "propose", WORDS(NULL)), FAULT_CONFLICT);
	p->now += 15 * (int64_t)DAY;
	GOOD(tick_run(p->registry, &done, &err));
	GOOD(application_get(p->registry, &p->host, a, &err));
	ck_assert_str_eq(a->stage, "board");
	ck_assert_int_eq(a->state, STATE_NEEDS_INFO);
}

static const char *name_of(struct portal *p, struct application *a)
{
	struct form *f = form_new(p->service, &p->terms, date_of(p->now));
	struct field_path at = portal_path(p, "full_name", 0);
	const char *name;

	GOOD(application_load(p->registry, &p->owner, a, f, &err));
	name = arena_text(p->arena, form_get(f, &at));
	form_free(f);
	return name;
}

START_TEST(who_has_it_next_may_hand_it_on)
{
	struct portal p;
	struct application a;
	struct application_course course;
	struct application_clock *clocks;
	size_t count;

	carry(&p, "carried-on", &a);
	GOOD(application_clocks(p.registry, &p.host, &a, p.service, p.arena, &clocks, &count,
				&err));
	ck_assert(clocks[0].paused);
	/* what may be done says the list, too */
	GOOD(application_acts(p.registry, &p.host, &a, p.service, p.arena, &course, &err));
	for (size_t i = 0; i < course.act_count; i++)
		ck_assert_msg(course.acts[i].possible, "%s: %s", course.acts[i].act->id,
			      course.acts[i].why.say);
	GOOD(act(&p, &a, "send_back", &(struct act_answers){.stage = "check"}));
	ck_assert_int_ne(a.state, STATE_NEEDS_INFO);
	ck_assert_str_ne(name_of(&p, &a), "Half Changed");
	GOOD(application_clocks(p.registry, &p.host, &a, p.service, p.arena, &clocks, &count,
				&err));
	ck_assert(!clocks[0].paused);
	ck_assert_int_eq(application_reply(p.registry, &p.owner, &a, p.service, "Late", &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(who_has_it_next_may_decide)
{
	struct portal p;
	struct application a;

	carry(&p, "carried-end", &a);
	GOOD(act(&p, &a, "grant", WORDS(NULL)));
	ck_assert_int_eq(a.state, STATE_APPROVED);
	ck_assert_str_ne(name_of(&p, &a), "Half Changed");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(until_then_it_can_be_answered)
{
	struct portal p;
	struct application a;

	carry(&p, "carried-reply", &a);
	GOOD(application_reply(p.registry, &p.owner, &a, p.service, "Mended", &err));
	ck_assert_str_eq(a.stage, "board");
	ck_assert_int_eq(a.state, STATE_IN_REVIEW);
	ck_assert_str_eq(name_of(&p, &a), "Half Changed");
	GOOD(act(&p, &a, "grant", WORDS(NULL)));
	portal_close(&p);
}
END_TEST

SUITE(carried, who_has_it_next_may_hand_it_on, who_has_it_next_may_decide,
      until_then_it_can_be_answered)
