/* service_turn_test.c - stages and acts by a role of an authority's own: read, told, and never
 * without somebody who may do them. */
#include "i18n/message.h"
#include "services/definition/kind_read.h"
#include "services/definition/role.h"
#include "services/definition/service.h"
#include "services/definition/service_read.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)256 * 1024 * 1024)
#define ROLE "role: inspector\nversion: 1\nname: {ar: مفتّش, fr: Inspecteur, en: Inspector}\n"

/* The sample's terms, with an inspector who may all of this. */
static struct term_list terms_with(struct arena *a, const char *may)
{
	struct term_list terms = sample_terms(a);
	const char *yaml = arena_format(a, ROLE "may: [%s]\n", may);
	struct definition d;

	ck_assert_int_eq(kind_read(a, &terms, "role", yaml, strlen(yaml), &d, NULL, NULL),
			 FAULT_NONE);
	kind_add(a, &terms, &d);
	return terms;
}

START_TEST(a_stage_and_an_act_are_a_roles)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = terms_with(a, "look, remind, correct, propose, order");
	const char *yaml = sample_acts(a, "by: officer", "by: inspector");
	const struct service *s = NULL;
	const struct stage *check, *board;
	const struct act *remind;
	struct error err = {0};

	ck_assert_msg(service_read(a, &terms, "x", yaml, strlen(yaml), &s, NULL, &err) ==
			      FAULT_NONE,
		      "%s", message_error(a, &err));
	check = service_stage(s, "check");
	board = service_stage(s, "board");
	remind = service_act(s, check, "remind");
	ck_assert_int_eq(check->actor, ACTOR_ROLE);
	ck_assert_str_eq(check->role->name.in[LANG_EN], "Inspector");
	ck_assert_int_eq(service_act_by(remind, check), ACTOR_ROLE);
	ck_assert_ptr_eq(service_act_role(remind, check), check->role);
	ck_assert_ptr_null(board->role);
	ck_assert_str_eq(service_turn_code(check->actor, check->role), "inspector");
	ck_assert_str_eq(service_turn_code(board->actor, board->role), "head");
	ck_assert(service_names_role(s, "inspector") && !service_names_role(s, "head"));
}
END_TEST

START_TEST(an_act_of_its_own)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = terms_with(a, "look, decide");
	const char *yaml = sample_acts(a, "from: any, by: head", "from: any, by: inspector");
	const struct service *s = NULL;
	const struct act *order;
	struct error err = {0};

	ck_assert_msg(service_read(a, &terms, "x", yaml, strlen(yaml), &s, NULL, &err) ==
			      FAULT_NONE,
		      "%s", message_error(a, &err));
	order = service_act(s, service_stage(s, "check"), "order");
	ck_assert_int_eq(service_act_by(order, service_stage(s, "check")), ACTOR_ROLE);
	ck_assert_str_eq(service_act_role(order, service_stage(s, "check"))->id, "inspector");
	ck_assert(service_names_role(s, "inspector"));
}
END_TEST

/* At a role's stage an act may be somebody else's, and is not asked of the role then. */
START_TEST(an_act_of_another_at_its_stage)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = terms_with(a, "look, correct, propose");
	char *yaml = sample_acts(a, "by: officer", "by: inspector");
	const char *remind = strstr(yaml, "{id: remind, ");
	const struct service *s = NULL;
	struct error err = {0};

	ck_assert_ptr_nonnull(remind);
	yaml = arena_format(a, "%.*s{by: head, %s", (int)(remind - yaml), yaml, remind + 1);
	ck_assert_msg(service_read(a, &terms, "x", yaml, strlen(yaml), &s, NULL, &err) ==
			      FAULT_NONE,
		      "%s", message_error(a, &err));
	ck_assert_ptr_null(service_act_role(service_act(s, service_stage(s, "check"), "remind"),
					    service_stage(s, "check")));
}
END_TEST

START_TEST(what_nobody_could_do_is_told)
{
	static const struct {
		const char *may, *from, *to, *words;
	} wrong[] = {
		{"look, ask", "by: officer", "by: inspector",
		 "Nobody can do \"remind\": its role does not have it under \"may\"; that needs "
		 "one of: remind, forward."},
		{"look, forward", "by: officer", "by: inspector",
		 "Nobody can do \"correct\": its role does not have it under \"may\"; that needs "
		 "one of: correct, ask."},
		{"look, forward", "from: any, by: head", "from: any, by: inspector",
		 "Nobody can do \"order\": its role does not have it under \"may\"; that needs "
		 "one of: order, decide."},
		{"look, ask", "for: officer, due", "for: inspector, due",
		 "Nobody can close the task \"opinion\": its role has not \"close_task\" under "
		 "\"may\"."},
		{"look", "for: officer, due", "for: inspecter, due",
		 "\"inspecter\" is none of: officer, head, authority, office(CODE), inspector. A "
		 "role of your own is imported before the services that name it, or together with "
		 "them."},
		{"look", "by: officer", "by: inspecter",
		 "\"inspecter\" is none of: applicant, officer, head, authority, inspector. A "
		 "role of your own is imported before the services that name it, or together with "
		 "them."},
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		struct term_list terms = terms_with(a, wrong[i].may);
		const char *yaml = sample_acts(a, wrong[i].from, wrong[i].to);
		const struct service *s = NULL;
		struct error err = {0};

		ck_assert_int_eq(service_read(a, &terms, "x", yaml, strlen(yaml), &s, NULL, &err),
				 FAULT_INPUT);
		ck_assert_str_eq(message_error(a, &err), wrong[i].words);
		ck_assert_int_gt(err.line, 0);
	}
}
END_TEST

/* Of what was imported once the service stays, with the id alone, and what a role lost is no fault
 * of it. */
START_TEST(a_stored_one_stays_without_its_role)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list without = sample_terms(a), with = terms_with(a, "look");
	const char *yaml = sample_acts(a, "by: officer", "by: inspector");
	const struct service *s = NULL;
	struct error err = {0};

	ck_assert_int_eq(service_read_stored(a, &without, "x", yaml, strlen(yaml), &s, &err),
			 FAULT_NONE);
	ck_assert_str_eq(service_stage(s, "check")->role->id, "inspector");
	ck_assert_str_eq(service_stage(s, "check")->role->name.in[LANG_AR], "inspector");
	ck_assert_int_eq(service_read_stored(a, &with, "x", yaml, strlen(yaml), &s, &err),
			 FAULT_NONE);
	ck_assert_str_eq(service_stage(s, "check")->role->name.in[LANG_FR], "Inspecteur");
}
END_TEST

START_TEST(a_short_form_has_one_too)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list able = terms_with(a, "look, ask, forward"),
			 unable = terms_with(a, "look, ask");
	const char *yaml = sample_with(a, "actor: officer", "actor: inspector");
	const struct service *s = NULL;
	struct error err = {0};

	ck_assert_msg(service_read(a, &able, "x", yaml, strlen(yaml), &s, NULL, &err) == FAULT_NONE,
		      "%s", message_error(a, &err));
	ck_assert_str_eq(s->stages[0].role->id, "inspector");
	ck_assert_int_eq(service_read(a, &unable, "x", yaml, strlen(yaml), &s, NULL, &err),
			 FAULT_INPUT);
}
END_TEST

/* The sample with a role, a template and a calendar that it names. */
static const char *sample_with_clock(struct arena *a)
{
	const char *yaml = sample_acts(a, "by: officer", "by: inspector"), *at;

	at = strstr(yaml, "asks: [items, words]");
	yaml = arena_format(a, "%.*snotice: call-in, %s", (int)(at - yaml), yaml, at);
	at = strstr(yaml, "tasks:\n  - ");
	return arena_format(a,
			    "%.*sclocks:\n  - {id: law, name: {ar: ن, fr: n, en: n}, starts: "
			    "submitted, length: 9 days, calendar: XX}\n%s",
			    (int)(at - yaml), yaml, at);
}

/* What is told in its own file is not told again by who names it. */
START_TEST(what_has_faults_of_its_own_is_named_all_the_same)
{
	static const struct definition faulty[] = {
		{.kind = KIND_ROLE, .key = "role:inspector", .id = "inspector"},
		{.kind = KIND_TEMPLATE, .key = "template:call-in", .id = "call-in"},
		{.kind = KIND_CALENDAR, .key = "calendar:XX", .id = "XX"}};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const char *yaml = sample_with_clock(a);
	const struct service *s = NULL;
	struct error err = {0};

	for (size_t i = 0; i < 3; i++) {
		ck_assert_int_eq(service_read(a, &terms, "x", yaml, strlen(yaml), &s, NULL, &err),
				 FAULT_INPUT);
		kind_add(a, &terms, &faulty[i]);
	}
	ck_assert_msg(service_read(a, &terms, "x", yaml, strlen(yaml), &s, NULL, &err) ==
			      FAULT_NONE,
		      "%s", message_error(a, &err));
	ck_assert(service_stage(s, "check")->role->is_unknown);
	/* of another that is missing the message names those that there are */
	yaml = sample_acts(a, "by: officer", "by: inspecter");
	ck_assert_int_eq(service_read(a, &terms, "x", yaml, strlen(yaml), &s, NULL, &err),
			 FAULT_INPUT);
}
END_TEST

SUITE(service_turn, what_has_faults_of_its_own_is_named_all_the_same,
      an_act_of_another_at_its_stage, a_stage_and_an_act_are_a_roles, an_act_of_its_own,
      what_nobody_could_do_is_told, a_stored_one_stays_without_its_role, a_short_form_has_one_too)
