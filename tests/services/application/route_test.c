/* route_test.c - which office an application goes to: by the place that was answered, or the one
 * above it, else the other one; and on to another by an act. */
#include "services/application/route.h"

#include "services/access/offices.h"
#include "services/catalogue/versions.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)
#define CAZA "{id: caza, type: place, level: 2,"
#define ROUTE "route: {by: caza, to: affairs, otherwise: head}\n"

static struct error err;

static const struct office {
	const char *code, *above, *place;
} usual[] = {
	{"affairs", "", ""}, {"bekaa", "affairs", "LB-BI"}, {"tyre", "affairs", "lb-caza-tyre"},
	{"head", "", ""},    {"strange", "", "LB-BI"}, /* of no route */
	{NULL, NULL, NULL},
};

static void add(struct portal *p, const struct office *o)
{
	struct party office = {.name = o->code};

	snprintf(office.code, sizeof(office.code), "%s", o->code);
	snprintf(office.place, sizeof(office.place), "%s", o->place);
	GOOD(offices_add(p->registry, &p->host, o->above, &office, &err));
}

/* The sample as version 5 with that route, whose question of the place stands as `caza`. */
static void open_with(struct portal *p, const char *name, const char *route, const char *caza,
		      const struct office *offices)
{
	const char *yaml;

	portal_open(p, name);
	yaml = arena_format(p->arena, "%s%s", route, sample_acts(p->arena, CAZA, caza));
	portal_renew(p,
		     sample_swap(p->arena, yaml, "asks: [words]}\ntasks:",
				 "asks: [words]}\n  - {id: send_on, name: {ar: ن, fr: n, en: n}, "
				 "from: any, by: officer, asks: [office, words]}\ntasks:"));
	for (size_t i = 0; offices[i].code != NULL; i++)
		add(p, &offices[i]);
}

/* As it is sent from a place, with an answer besides, if any; "": it is not answered. */
static struct application send_with(struct portal *p, const char *place, const char *question,
				    const char *raw)
{
	struct form *f = portal_form(p);
	struct receipt receipt;
	struct application a;

	portal_set(p, f, "caza", 0, place);
	if (question != NULL)
		portal_set(p, f, question, 0, raw);
	GOOD(application_apply(p->registry, &p->owner, f, portal_request(), LANG_EN, &receipt,
			       &err));
	form_free(f);
	GOOD(application_open_host(p->registry, &p->host, receipt.reference, &a, &err));
	return a;
}

static struct application send(struct portal *p, const char *place)
{
	return send_with(p, place, NULL, NULL);
}

/* The code of the office that has it; "": none of its service's. */
static const char *office_of(struct portal *p, const struct application *a)
{
	struct route_office *list;
	size_t count;

	GOOD(route_offices(p->registry, &p->host, a, p->service, p->arena, &list, &count, &err));
	for (size_t i = 0; i < count; i++)
		if (list[i].has_it)
			return list[i].code;
	return "";
}

static void goes_to(struct portal *p, const char *place, const char *office)
{
	struct application a = send(p, place);

	ck_assert_msg(strcmp(office_of(p, &a), office) == 0, "%s: %s, not %s", place,
		      office_of(p, &a), office);
}

START_TEST(it_goes_to_the_office_of_its_place)
{
	struct portal p;

	open_with(&p, "route-place", ROUTE, CAZA, usual);
	goes_to(&p, "Tyre", "tyre");
	goes_to(&p, "Zahle", "bekaa");  /* of the governorate above */
	goes_to(&p, "Tripoli", "head"); /* nobody's */
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* The first by its code; what is nearer than that of the governorate comes before it. */
START_TEST(two_of_one_place_are_told_apart)
{
	static const struct office offices[] = {{"affairs", "", ""},
						{"zahle-two", "affairs", "lb-caza-zahle"},
						{"bekaa", "affairs", "LB-BI"},
						{"zahle-one", "bekaa", "lb-caza-zahle"},
						{"head", "", ""},
						{NULL, NULL, NULL}};
	struct portal p;

	open_with(&p, "route-two", ROUTE, CAZA, offices);
	goes_to(&p, "Zahle", "zahle-one");
	portal_close(&p);
}
END_TEST

START_TEST(what_is_not_answered_or_not_asked_goes_to_the_other)
{
	struct portal p;

	open_with(&p, "route-empty", ROUTE, CAZA " required: false,", usual);
	goes_to(&p, "", "head");
	goes_to(&p, "Tyre", "tyre");
	portal_close(&p);
	/* Typed before the answer was another by which it is asked. */
	open_with(&p, "route-unasked", ROUTE, CAZA " when: answered(email),", usual);
	goes_to(&p, "Tyre", "head");
	portal_close(&p);
}
END_TEST

/* Which the portal does not have: it is no office's, and nothing is lost. */
START_TEST(an_office_that_is_not_there_has_nothing)
{
	static const struct office none[] = {{NULL, NULL, NULL}};
	static const struct office other[] = {{"head", "", ""}, {NULL, NULL, NULL}};
	static const struct office top[] = {{"affairs", "", ""}, {NULL, NULL, NULL}};
	struct portal p;

	open_with(&p, "route-none", ROUTE, CAZA, none);
	goes_to(&p, "Tyre", "");
	portal_close(&p);
	open_with(&p, "route-no-top", ROUTE, CAZA, other);
	goes_to(&p, "Tyre", "head");
	portal_close(&p);
	open_with(&p, "route-no-other", ROUTE, CAZA, top);
	goes_to(&p, "Tyre", "");
	portal_close(&p);
}
END_TEST

START_TEST(all_go_to_one_without_a_place)
{
	struct portal p;

	open_with(&p, "route-all", "route: {to: affairs}\n", CAZA, usual);
	goes_to(&p, "Tyre", "affairs");
	portal_close(&p);
	open_with(&p, "route-no-route", "", CAZA, usual);
	goes_to(&p, "Tyre", "");
	portal_close(&p);
}
END_TEST

/* Of several ways the first whose condition holds; whoever sends it on may choose any of them. */
START_TEST(what_is_answered_says_which_way)
{
	static const char ways[] = "route:\n  - {when: nationality = EG, to: strange}\n"
				   "  - {when: answered(nationality), by: caza, to: affairs, "
				   "otherwise: head}\n  - {to: head}\n";
	struct portal p;
	struct application a;
	struct route_office *list;
	size_t count;

	open_with(&p, "route-ways", ways, CAZA, usual);
	a = send_with(&p, "Tyre", "nationality", "EG");
	ck_assert_str_eq(office_of(&p, &a), "strange");
	a = send_with(&p, "Tyre", "nationality", "LB");
	ck_assert_str_eq(office_of(&p, &a), "tyre");
	a = send_with(&p, "Tripoli", "nationality", "LB");
	ck_assert_str_eq(office_of(&p, &a), "head");
	a = send(&p, "Tyre");
	ck_assert_str_eq(office_of(&p, &a), "head");
	GOOD(route_offices(p.registry, &p.host, &a, p.service, p.arena, &list, &count, &err));
	ck_assert_uint_eq(count, 5);
	portal_close(&p);
	open_with(&p, "route-no-way", "route: [{when: nationality = EG, to: strange}]\n", CAZA,
		  usual);
	goes_to(&p, "Tyre", "");
	portal_close(&p);
}
END_TEST

static enum fault send_on(struct portal *p, struct application *a, const char *office)
{
	return application_act(p->registry, &p->host, a, p->service, "send_on",
			       &(struct act_answers){.office = office, .words = "Yours."}, &err);
}

START_TEST(an_act_sends_it_on_within_its_service)
{
	struct portal p;
	struct application a;
	struct route_office *list;
	size_t count;

	open_with(&p, "route-on", ROUTE, CAZA, usual);
	a = send(&p, "Tyre");
	GOOD(route_offices(p.registry, &p.host, &a, p.service, p.arena, &list, &count, &err));
	ck_assert_uint_eq(count, 4); /* all but the strange one */
	GOOD(send_on(&p, &a, "bekaa"));
	ck_assert_str_eq(office_of(&p, &a), "bekaa");
	GOOD(send_on(&p, &a, "head"));
	ck_assert_str_eq(office_of(&p, &a), "head");
	ck_assert_int_eq(send_on(&p, &a, "head"), FAULT_CONFLICT);
	ck_assert_str_eq(err.field, "office");
	ck_assert_int_eq(send_on(&p, &a, "strange"), FAULT_INPUT);
	ck_assert_str_eq(err.fills[0].value, "affairs, bekaa, head, tyre");
	ck_assert_int_eq(send_on(&p, &a, "nowhere"), FAULT_INPUT);
	ck_assert_int_eq(send_on(&p, &a, ""), FAULT_INPUT);
	ck_assert_str_eq(office_of(&p, &a), "head");
	ck_assert_int_eq(
		route_offices(p.registry, &p.owner, &a, p.service, p.arena, &list, &count, &err),
		FAULT_DENIED);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

SUITE(route, it_goes_to_the_office_of_its_place, two_of_one_place_are_told_apart,
      what_is_not_answered_or_not_asked_goes_to_the_other, an_office_that_is_not_there_has_nothing,
      all_go_to_one_without_a_place, what_is_answered_says_which_way,
      an_act_sends_it_on_within_its_service)
