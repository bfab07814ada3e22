/* own_role_test.c - a role of an authority's own: which acts and answers it has, what a version of
 * it does in the middle of a visit, and what is refused for those who have it. */
#include "services/catalogue/versions.h"
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include "i18n/message.h"
#include "services/access/staff.h"
#include "services/application/look.h"
#include "services/application/task.h"
#include "services/registry/registry_inside.h"

#include <string.h>

#define NAME "name: {ar: مفتّش, fr: Inspecteur, en: Inspector}\n"
#define WORDS (&(struct act_answers){.words = "So it is."})

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

struct desk {
	struct portal portal;
	struct account_paper paper;
	struct account_grant grant;
	struct caller staff;
	struct application application;
	int version; /* of the role, the newest */
};

static enum fault import_key(struct portal *p, const char *key, int version, const char *yaml)
{
	struct versions_item item = {
		.id = key, .version = version, .yaml = yaml, .len = strlen(yaml)};
	size_t refused;

	return versions_import(p->registry, &item, 1, &refused, &err);
}

/* `rest`: what stands behind its name. */
static enum fault import_role(struct desk *d, const char *id, const char *rest)
{
	struct portal *p = &d->portal;

	d->version++;
	return import_key(
		p, arena_format(p->arena, "role:%s", id), d->version,
		arena_format(p->arena, "role: %s\nversion: %d\n" NAME "%s", id, d->version, rest));
}

static void give(struct desk *d, const char *role, const struct account_paper *paper)
{
	d->grant = (struct account_grant){.until = 0};
	snprintf(d->grant.role, sizeof(d->grant.role), "%s", role);
	GOOD(account_grant(d->portal.registry, &d->portal.host, paper->number, &d->grant, &err));
}

static void act_as(struct desk *d, const struct account_paper *paper, struct caller *ret)
{
	*ret = caller_host();
	GOOD(account_act_as(d->portal.registry, ret, paper->number, &err));
}

/* The sample, at whose first stage it is the inspector's turn, and one who has that role. */
static void open_desk(struct desk *d, const char *name, const char *rest)
{
	struct portal *p = &d->portal;
	struct definition role;
	const char *yaml;

	d->version = 0;
	portal_open(p, name);
	GOOD(import_role(d, "inspector", rest));
	yaml = arena_format(p->arena, "role: inspector\nversion: 1\n" NAME "%s", rest);
	GOOD(kind_read(p->arena, &p->terms, "role", yaml, strlen(yaml), &role, NULL, &err));
	kind_add(p->arena, &p->terms, &role);
	GOOD(import_key(p, "lb-sample", 4, sample_acts(p->arena, "by: officer", "by: inspector")));
	GOOD(versions_find(p->registry, p->arena, &p->terms, "lb-sample", 4, &p->service, &err));
	GOOD(application_open_host(p->registry, &p->host, portal_apply(p, &p->owner).reference,
				   &d->application, &err));
	GOOD(account_open(p->registry, &p->host, "Ines Haddad", &d->paper, &err));
	give(d, "inspector", &d->paper);
	act_as(d, &d->paper, &d->staff);
}

static enum fault do_act(struct desk *d, const struct caller *c, const char *act)
{
	struct portal *p = &d->portal;
	struct act_answers closing = {.words = "Been.", .task = "opinion"};
	bool closes = strcmp(act, SERVICE_CLOSE) == 0;

	return application_act(p->registry, c, &d->application, p->service, act,
			       closes ? &closing : WORDS, &err);
}

START_TEST(an_act_is_the_roles_by_its_id_or_by_the_portals_word)
{
	static const struct {
		const char *may;
		enum fault remind, correct, close;
	} rows[] = {
		{"may: [look]\n", FAULT_DENIED, FAULT_DENIED, FAULT_DENIED},
		{"may: [look, remind]\n", FAULT_NONE, FAULT_DENIED, FAULT_DENIED},
		{"may: [look, close_task]\n", FAULT_DENIED, FAULT_DENIED, FAULT_NONE},
		{"may: [look, forward]\n", FAULT_NONE, FAULT_DENIED, FAULT_NONE},
		{"may: [look, decide, assign]\n", FAULT_DENIED, FAULT_DENIED, FAULT_DENIED},
		{"may: [look, ask]\n", FAULT_DENIED, FAULT_INPUT, FAULT_DENIED},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct desk d;
		char name[32];

		snprintf(name, sizeof(name), "own-role-%zu", i);
		open_desk(&d, name, rows[i].may);
		ck_assert_int_eq(do_act(&d, &d.staff, "remind"), rows[i].remind);
		/* Nothing is ticked: they may, and are told what is missing. */
		ck_assert_int_eq(do_act(&d, &d.staff, "correct"), rows[i].correct);
		if (rows[i].close == FAULT_NONE) /* the task is an officer's in the sample */
			ck_assert_int_eq(do_act(&d, &d.staff, SERVICE_CLOSE), FAULT_DENIED);
		portal_close(&d.portal);
	}
}
END_TEST

/* Of those of the caller; which one it is, is asked as well. */
static size_t tasks_of(struct desk *d, struct caller *c)
{
	struct portal *p = &d->portal;
	struct task_row *rows = NULL, one;
	size_t count = 0;
	enum fault fault;

	GOOD(task_list(p->registry, c, &p->terms, p->arena, &rows, &count, &err));
	fault = task_open(p->registry, c, d->application.reference, "opinion", &p->terms, p->arena,
			  &one, &err);
	ck_assert_int_eq(fault, count == 0 ? FAULT_MISSING : FAULT_NONE);
	return count;
}

/* What a list says of it, and what is shown of the application: what the role sees. */
static void check_listed(struct desk *d)
{
	struct portal *p = &d->portal;
	struct task_row *rows = NULL;
	struct field_path at = portal_path(p, "full_name", 0);
	struct form *f = form_new(p->service, &p->terms, date_of(p->now));
	size_t count = 0;

	GOOD(task_list(p->registry, &d->staff, &p->terms, p->arena, &rows, &count, &err));
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(rows[0].application.reference, d->application.reference);
	ck_assert(!rows[0].task.overdue);
	ck_assert_str_eq(rows[0].office, "");
	GOOD(task_load(p->registry, &d->staff, &rows[0], f, &err));
	ck_assert(task_shows(rows[0].task.task, &at));
	ck_assert_ptr_null(form_get(f, &at)); /* personal */
	form_free(f);
	p->now += 20 * (int64_t)86400;
	GOOD(task_list(p->registry, &d->staff, &p->terms, p->arena, &rows, &count, &err));
	ck_assert(rows[0].task.overdue);
}

/* The same with the task `opinion` for the inspector, and an application that has it. */
static void open_task(struct desk *d, const char *name, const char *rest)
{
	struct portal *p = &d->portal;
	const char *yaml;

	open_desk(d, name, rest);
	yaml = sample_acts(p->arena, "for: officer, due", "for: inspector, due");
	GOOD(import_key(p, "lb-sample", 5,
			sample_swap(p->arena, yaml, "version: 4", "version: 5")));
	GOOD(versions_find(p->registry, p->arena, &p->terms, "lb-sample", 5, &p->service, &err));
	ck_assert(service_names_role(p->service, "inspector"));
	GOOD(application_open_host(p->registry, &p->host, portal_apply(p, &p->owner).reference,
				   &d->application, &err));
}

/* At a stage of the officer's a task is the inspector's, and what needs it waits for them. */
START_TEST(a_task_by_a_role_is_nobody_elses)
{
	static const char *const others[] = {"officer", "head"};
	struct desk d;
	struct portal *p = &d.portal;
	struct account_paper paper;
	struct caller c;

	open_task(&d, "own-role-task", "may: [look, close_task]\n");
	GOOD(account_open(p->registry, &p->host, "Sami Nasr", &paper, &err));
	act_as(&d, &paper, &c);
	for (size_t i = 0; i < 2; i++) {
		give(&d, others[i], &paper);
		ck_assert_int_eq(do_act(&d, &c, SERVICE_CLOSE), FAULT_DENIED);
		ck_assert_uint_eq(tasks_of(&d, &c), 0);
	}
	ck_assert_int_eq(do_act(&d, &d.staff, "remind"), FAULT_DENIED);
	ck_assert_uint_eq(tasks_of(&d, &d.staff), 1);
	check_listed(&d);
	GOOD(do_act(&d, &d.staff, SERVICE_CLOSE));
	ck_assert_uint_eq(tasks_of(&d, &d.staff), 0);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* Who may not look closes their task with its form or words alone. */
START_TEST(who_may_close_and_not_look_is_given_no_answer)
{
	struct desk d;
	struct portal *p = &d.portal;
	struct task_row *rows = NULL;
	struct field_path at = {0};
	struct form *f;
	size_t count = 0;

	open_task(&d, "own-role-blind", "may: [close_task]\nsees: [public, internal, personal]\n");
	GOOD(task_list(p->registry, &d.staff, &p->terms, p->arena, &rows, &count, &err));
	ck_assert_uint_eq(count, 1);
	f = form_new(p->service, &p->terms, date_of(p->now));
	GOOD(task_load(p->registry, &d.staff, &rows[0], f, &err));
	while (form_next(f, &at))
		ck_assert_ptr_null(form_get(f, &at));
	ck_assert_int_eq(task_load(p->registry, &p->guest, &rows[0], f, &err), FAULT_MISSING);
	form_free(f);
	GOOD(do_act(&d, &d.staff, SERVICE_CLOSE));
	portal_close(p);
}
END_TEST

START_TEST(a_stage_by_a_role_is_nobody_elses)
{
	static const char *const others[] = {"officer", "head"};
	struct desk d;

	open_desk(&d, "own-role-turn", "may: [look, forward]\n");
	for (size_t i = 0; i < 2; i++) {
		struct account_paper paper;
		struct caller c;

		GOOD(account_open(d.portal.registry, &d.portal.host, "Other", &paper, &err));
		give(&d, others[i], &paper);
		act_as(&d, &paper, &c);
		ck_assert_int_eq(do_act(&d, &c, "remind"), FAULT_DENIED);
	}
	GOOD(do_act(&d, &d.staff, "remind"));
	ck_assert_int_eq(portal_verify(&d.portal, true), 0);
	portal_close(&d.portal);
}
END_TEST

/* Nothing is asked for anew by the visit: rights and classes are those of the newest version. */
START_TEST(a_version_bites_in_the_middle_of_a_visit)
{
	struct desk d;
	struct store_application row;
	unsigned sees;

	open_desk(&d, "own-role-newer", "may: [look, remind]\nsees: [public, internal]\n");
	GOOD(do_act(&d, &d.staff, "remind"));
	GOOD(import_role(&d, "inspector", "may: [look]\nsees: [public]\n"));
	ck_assert_int_eq(do_act(&d, &d.staff, "remind"), FAULT_DENIED);
	GOOD(look_at(d.portal.registry, &d.staff, &d.application, LOOK_AGAIN, &row, &err));
	GOOD(look_sees(d.portal.registry, &d.staff, &row, &sees, &err));
	ck_assert_uint_eq(sees, 1U << CLASS_PUBLIC);
	GOOD(import_role(&d, "inspector", "may: []\n"));
	ck_assert_int_eq(do_act(&d, &d.staff, "remind"), FAULT_MISSING);
	portal_close(&d.portal);
}
END_TEST

/* Past the portal nobody may more: such a role is none, and verify tells. */
START_TEST(a_role_that_was_changed_past_the_portal_is_none)
{
	struct desk d;
	bool any = true;

	open_desk(&d, "own-role-tampered", "may: [look, remind]\n");
	portal_tamper(&d.portal, "UPDATE definition SET version = version + 1 "
				 "WHERE service = 'role:inspector'");
	portal_tamper(&d.portal, "UPDATE meta SET number = number + 1 "
				 "WHERE name = 'catalogue_stamp'");
	ck_assert_int_eq(do_act(&d, &d.staff, "remind"), FAULT_MISSING);
	GOOD(staff_is_any(d.portal.registry, &d.staff, &any, &err));
	ck_assert(!any);
	ck_assert_int_gt(portal_verify(&d.portal, false), 0);
	portal_close(&d.portal);
}
END_TEST

static void begins_later(struct desk *d, const char *role, const struct account_paper *paper)
{
	d->grant = (struct account_grant){.since = d->portal.now + 1000};
	snprintf(d->grant.role, sizeof(d->grant.role), "%s", role);
	GOOD(account_grant(d->portal.registry, &d->portal.host, paper->number, &d->grant, &err));
}

/* Grants to come count, those that have ended do not. */
START_TEST(nobody_gets_two_that_exclude_each_other_by_a_version)
{
	struct account_grant g = {.role = "inspector"};
	struct desk d;
	bool ended;

	open_desk(&d, "own-role-both", "may: [look]\n");
	begins_later(&d, "officer", &d.paper);
	ck_assert_int_eq(import_role(&d, "inspector", "may: [look]\nnot_with: [officer]\n"),
			 FAULT_CONFLICT);
	ck_assert_ptr_nonnull(strstr(message_error(d.portal.arena, &err), "both: 1."));
	GOOD(account_end(d.portal.registry, &d.portal.host, d.paper.number, d.grant.id, &err));
	d.version--;
	GOOD(import_role(&d, "inspector", "may: [look]\nnot_with: [officer]\n"));
	snprintf(g.role, sizeof(g.role), "officer");
	ck_assert_int_eq(account_grant(d.portal.registry, &d.portal.host, d.paper.number, &g, &err),
			 FAULT_CONFLICT);
	/* Nor by taking back the version that let them: what comes again is looked at, too. */
	GOOD(import_role(&d, "inspector", "may: [look]\n"));
	GOOD(account_grant(d.portal.registry, &d.portal.host, d.paper.number, &g, &err));
	ck_assert_int_eq(
		retire_take_back(d.portal.registry, "role:inspector", d.version, &ended, &err),
		FAULT_CONFLICT);
	portal_close(&d.portal);
}
END_TEST

/* Whoever opens accounts or reads the ledger has no other role, whatever files leave out. */
START_TEST(the_three_parts_exclude_each_other)
{
	static const char *const others[] = {"administrator", "auditor"};
	struct desk d;

	open_desk(&d, "own-role-parts", "may: [look]\n");
	for (size_t i = 0; i < 2; i++) {
		struct account_grant g = {.until = 0};

		snprintf(g.role, sizeof(g.role), "%s", others[i]);
		ck_assert_int_eq(
			account_grant(d.portal.registry, &d.portal.host, d.paper.number, &g, &err),
			FAULT_CONFLICT);
	}
	portal_close(&d.portal);
}
END_TEST

/* A definition's key is no service's id. */
START_TEST(no_role_is_granted_over_a_role)
{
	struct account_grant g = {.role = "officer", .service = "role:inspector"};
	struct desk d;

	open_desk(&d, "own-role-over", "may: [look]\n");
	ck_assert_int_eq(account_grant(d.portal.registry, &d.portal.host, d.paper.number, &g, &err),
			 FAULT_MISSING);
	portal_close(&d.portal);
}
END_TEST

START_TEST(a_role_that_is_in_use_is_not_taken_back)
{
	struct registry *r;
	struct desk d;
	bool ended;

	open_desk(&d, "own-role-used", "may: [look, remind]\n");
	r = d.portal.registry;
	ck_assert_int_eq(retire_take_back(r, "role:inspector", 1, &ended, &err), FAULT_CONFLICT);
	ck_assert_ptr_nonnull(strstr(err.say, "accounts have it"));
	GOOD(account_end(r, &d.portal.host, d.paper.number, d.grant.id, &err));
	ck_assert_int_eq(retire_take_back(r, "role:inspector", 1, &ended, &err), FAULT_CONFLICT);
	ck_assert_ptr_nonnull(strstr(err.say, "names it"));
	/* Served no more: then it is for the application that has that version. */
	GOOD(import_key(&d.portal, "lb-sample", 5,
			sample_swap(d.portal.arena,
				    sample_acts(d.portal.arena, "stages:", "stages:"), "version: 4",
				    "version: 5")));
	ck_assert_int_eq(retire_take_back(r, "role:inspector", 1, &ended, &err), FAULT_CONFLICT);
	ck_assert_ptr_nonnull(strstr(err.say, "names it"));
	portal_tamper(&d.portal, "UPDATE application SET version = 5");
	GOOD(retire_take_back(r, "role:inspector", 1, &ended, &err));
	portal_tamper(&d.portal, "UPDATE application SET version = 4");
	GOOD(import_role(&d, "clerk", "may: [look]\n"));
	GOOD(retire_take_back(r, "role:clerk", 2, &ended, &err));
	/* Of the program's own what it brings is there again. */
	GOOD(import_role(&d, "officer", "may: [look]\n"));
	GOOD(roles_look(r, &err));
	ck_assert(!role_may(roles_find("officer"), "decide"));
	GOOD(retire_take_back(r, "role:officer", 3, &ended, &err));
	GOOD(roles_look(r, &err));
	ck_assert(role_may(roles_find("officer"), "decide"));
	ck_assert_int_eq(portal_verify(&d.portal, true), 0);
	portal_close(&d.portal);
}
END_TEST

/* --- a deputy: a role for some days --- */

START_TEST(a_deputys_role_ends_in_the_middle_of_a_visit)
{
	struct desk d;
	struct portal *p = &d.portal;
	struct account_paper paper;
	struct account_grant g = {.role = "inspector"};
	struct caller c;

	open_desk(&d, "own-role-deputy", "may: [look, remind]\n");
	GOOD(account_open(p->registry, &p->host, "Sami Nasr", &paper, &err));
	g.since = p->now + 10;
	g.until = p->now + 20;
	GOOD(account_grant(p->registry, &p->host, paper.number, &g, &err));
	act_as(&d, &paper, &c);
	ck_assert_int_eq(do_act(&d, &c, "remind"), FAULT_MISSING);
	p->now += 10;
	GOOD(do_act(&d, &c, "remind"));
	p->now += 9;
	GOOD(do_act(&d, &c, "remind"));
	p->now += 1;
	ck_assert_int_eq(do_act(&d, &c, "remind"), FAULT_MISSING);
	portal_close(p);
}
END_TEST

SUITE(own_role, a_task_by_a_role_is_nobody_elses, who_may_close_and_not_look_is_given_no_answer,
      an_act_is_the_roles_by_its_id_or_by_the_portals_word, a_stage_by_a_role_is_nobody_elses,
      a_version_bites_in_the_middle_of_a_visit, a_role_that_was_changed_past_the_portal_is_none,
      nobody_gets_two_that_exclude_each_other_by_a_version, the_three_parts_exclude_each_other,
      no_role_is_granted_over_a_role, a_role_that_is_in_use_is_not_taken_back,
      a_deputys_role_ends_in_the_middle_of_a_visit)
