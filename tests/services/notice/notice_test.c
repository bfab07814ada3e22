/* notice_test.c - what is told of an act is written with it, in the application's language, and is
 * new until the applicant has the application open. */
#include "services/notice/notice.h"
#include "services/catalogue/versions.h"
#include "tests/services/portal.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s (%s)", err.say, err.detail)

static struct error err;

/* The portal with the sample whose acts are in the long form, and one application for it. */
static void open_with(struct portal *p, const char *name, const char *to, struct application *ret)
{
	portal_open(p, name);
	portal_renew(p, sample_acts(p->arena, "asks: [items", to));
	portal_send(p, ret);
}

static size_t list(struct portal *p, struct notice_item **ret)
{
	size_t count = 0;

	*ret = NULL;
	GOOD(notice_own(p->registry, &p->owner, p->arena, ret, &count, &err));
	return count;
}

static enum fault do_it(struct portal *p, struct application *a, const char *act)
{
	return application_act(p->registry, &p->host, a, p->service, act,
			       &(struct act_answers){.words = "Salma must not read this."}, &err);
}

START_TEST(an_act_is_told_until_it_is_read)
{
	struct notice_item *told;
	struct application a;
	struct portal p;

	open_with(&p, "notice-told", "asks: [reply", &a);
	ck_assert_uint_eq(list(&p, &told), 0);
	GOOD(do_it(&p, &a, "remind"));
	ck_assert_uint_eq(list(&p, &told), 0); /* words alone move nothing */
	GOOD(do_it(&p, &a, "correct"));
	ck_assert_uint_eq(list(&p, &told), 1);
	ck_assert_str_eq(told[0].template, "asked");
	ck_assert_str_eq(told[0].application.id, a.id);
	ck_assert_int_eq(told[0].read_at, 0);
	ck_assert_int_gt(told[0].at, 0);
	ck_assert_int_eq(told[0].lang, a.lang);
	ck_assert_ptr_nonnull(strstr(told[0].words, p.service->name.in[a.lang]));
	/* nothing that the template does not name */
	ck_assert_ptr_null(strstr(told[0].words, "Salma"));
	/* the host looks at it, and it is as new as before */
	GOOD(notice_read(p.registry, &p.host, &a, NOTICE_ALL, &err));
	list(&p, &told);
	ck_assert_int_eq(told[0].read_at, 0);
	GOOD(notice_read(p.registry, &p.owner, &a, NOTICE_ALL, &err));
	list(&p, &told);
	ck_assert_int_gt(told[0].read_at, 0);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(of_one_second_the_last_comes_first)
{
	struct notice_item *told;
	struct application a;
	struct portal p;

	open_with(&p, "notice-order", "asks: [reply", &a);
	for (int i = 0; i < 3; i++) {
		GOOD(do_it(&p, &a, "correct"));
		GOOD(application_reply(p.registry, &p.owner, &a, p.service, "Mended", &err));
	}
	ck_assert_uint_eq(list(&p, &told), 3);
	ck_assert_int_eq(told[0].at, told[2].at);
	ck_assert_int_gt(told[0].number, told[1].number);
	ck_assert_int_gt(told[1].number, told[2].number);
	portal_close(&p);
}
END_TEST

START_TEST(what_the_applicant_did_is_no_news)
{
	struct notice_item *told;
	struct application a;
	struct portal p;

	open_with(&p, "notice-own", "asks: [reply", &a);
	GOOD(do_it(&p, &a, "correct"));
	GOOD(application_reply(p.registry, &p.owner, &a, p.service, "It is.", &err));
	ck_assert_uint_eq(list(&p, &told), 1);
	portal_close(&p);
}
END_TEST

/* Refused, or only tried: there is nothing to tell. */
START_TEST(nothing_is_told_that_was_not_done)
{
	struct notice_item *told;
	struct application a;
	struct portal p;

	open_with(&p, "notice-undone", "asks: [reply", &a);
	ck_assert_int_eq(do_it(&p, &a, "grant"), FAULT_MISSING);
	GOOD(application_try(p.registry, &p.host, &a, p.service, "correct",
			     &(struct act_answers){.words = "Which?"}, &err));
	ck_assert_uint_eq(list(&p, &told), 0);
	portal_close(&p);
}
END_TEST

START_TEST(an_act_says_by_which_or_that_by_none)
{
	struct notice_item *told;
	struct application a;
	struct portal p;

	open_with(&p, "notice-named", "notice: moved, asks: [reply", &a);
	GOOD(do_it(&p, &a, "correct"));
	ck_assert_uint_eq(list(&p, &told), 1);
	ck_assert_str_eq(told[0].template, "moved");
	portal_close(&p);
	open_with(&p, "notice-none", "notice: none, asks: [reply", &a);
	GOOD(do_it(&p, &a, "correct"));
	ck_assert_uint_eq(list(&p, &told), 0);
	portal_close(&p);
}
END_TEST

SUITE(notice, of_one_second_the_last_comes_first, an_act_is_told_until_it_is_read,
      what_the_applicant_did_is_no_news, nothing_is_told_that_was_not_done,
      an_act_says_by_which_or_that_by_none)
