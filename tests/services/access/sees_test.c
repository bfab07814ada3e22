/* sees_test.c - which answers staff are given: those of the classes that their roles see, on every
 * way by which an answer is read; everybody else is given all. */
#include "services/catalogue/versions.h"
#include "tests/services/portal.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

/* A question of each class. */
static const char *const of_class[] = {[CLASS_SENSITIVE] = "status",
				       [CLASS_PERSONAL] = "full_name",
				       [CLASS_INTERNAL] = "caza",
				       [CLASS_PUBLIC] = "resident"};

static const char *with_classes(struct portal *p)
{
	static const char *const changes[][2] = {
		{"type: yesno\n", "type: yesno\n      class: public\n"},
		{"type: place,", "type: place, class: internal,"},
		{"type: choice\n", "type: choice\n          class: sensitive\n"},
	};
	char *yaml = sample_acts(p->arena, "stages:", "stages:");

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		char *at = strstr(yaml, changes[i][0]);

		ck_assert_ptr_nonnull(at);
		yaml = arena_format(p->arena, "%.*s%s%s", (int)(at - yaml), yaml, changes[i][1],
				    at + strlen(changes[i][0]));
	}
	return yaml;
}

struct desk {
	struct portal portal;
	struct caller staff;
	struct account_paper paper;
	struct account_grant grant;
	struct application application;
};

static void open_desk(struct desk *d, const char *name, const char *role)
{
	struct portal *p = &d->portal;

	portal_open(p, name);
	portal_renew(p, with_classes(p));
	GOOD(application_open_host(p->registry, &p->host, portal_apply(p, &p->owner).reference,
				   &d->application, &err));
	GOOD(account_open(p->registry, &p->host, "Rima Khoury", &d->paper, &err));
	d->grant = (struct account_grant){.until = 0};
	snprintf(d->grant.role, sizeof(d->grant.role), "%s", role);
	GOOD(account_grant(p->registry, &p->host, d->paper.number, &d->grant, &err));
	d->staff = caller_host();
	GOOD(account_act_as(p->registry, &d->staff, d->paper.number, &err));
}

static struct form *load(struct desk *d, struct caller *c)
{
	struct portal *p = &d->portal;
	struct form *f = form_new(p->service, &p->terms, date_of(p->now));

	GOOD(application_load(p->registry, c, &d->application, f, &err));
	return f;
}

/* Of each class: a value, or nothing but that something stands there. */
static void check(struct desk *d, struct caller *c, unsigned sees)
{
	struct form *f = load(d, c);

	for (int class = CLASS_SENSITIVE; class <= CLASS_PUBLIC; class ++) {
		struct field_path at = portal_path(&d->portal, of_class[class], 0);
		bool given = (sees & 1U << class) != 0;

		ck_assert_int_eq(at.question->class, class);
		ck_assert_msg((form_get(f, &at) != NULL) == given, "%s", codes_class[class]);
		ck_assert_msg(form_is_withheld(f, &at) == !given, "%s", codes_class[class]);
		if (!given)
			ck_assert_str_eq(form_show(f, d->portal.arena, &at, LANG_EN), "");
	}
	form_free(f);
}

#define ALL                                                                                        \
	(1U << CLASS_SENSITIVE | 1U << CLASS_PERSONAL | 1U << CLASS_INTERNAL | 1U << CLASS_PUBLIC)

static void each_class(const char *name, const char *role)
{
	struct desk d;

	open_desk(&d, name, role);
	check(&d, &d.staff, ALL & ~(1U << CLASS_SENSITIVE));
	check(&d, &d.portal.host, ALL);
	check(&d, &d.portal.owner, ALL);
	portal_close(&d.portal);
}

START_TEST(an_officer_is_given_what_the_role_sees)
{
	each_class("sees-officer", "officer");
}
END_TEST

START_TEST(a_head_is_given_what_the_role_sees)
{
	each_class("sees-head", "head");
}
END_TEST

/* What other roles see makes nobody see more of what those roles do not reach. */
START_TEST(an_auditor_is_given_nothing)
{
	struct desk d;
	struct form *f;

	open_desk(&d, "sees-auditor", "auditor");
	f = form_new(d.portal.service, &d.portal.terms, date_of(d.portal.now));
	ck_assert_int_eq(application_load(d.portal.registry, &d.staff, &d.application, f, &err),
			 FAULT_MISSING);
	form_free(f);
	portal_close(&d.portal);
}
END_TEST

/* Whether the applicant is married is withheld; that a spouse and members are named is not. */
START_TEST(what_a_withheld_answer_opens_stands)
{
	struct desk d;
	struct form *f;
	struct field_path spouse, member;

	open_desk(&d, "sees-opens", "officer");
	f = load(&d, &d.staff);
	spouse = portal_path(&d.portal, "spouse", 0);
	member = portal_path(&d.portal, "member_name", 1);
	ck_assert(form_asks(f, &spouse));
	ck_assert_str_eq(form_get(f, &spouse), "Karim Saab");
	ck_assert(form_asks(f, &member));
	ck_assert_str_eq(form_get(f, &member), "Lina");
	form_free(f);
	portal_close(&d.portal);
}
END_TEST

/* What an answer was when a correction of it was asked for is that answer. */
static void check_events(struct desk *d, struct caller *c, const struct service *s,
			 const char *status, const char *name)
{
	struct event *events;
	const struct named *items;
	size_t count = 0;

	GOOD(application_events(d->portal.registry, c, &d->application, s, d->portal.arena, &events,
				&count, &err));
	ck_assert_uint_eq(events[count - 1].item_count, 3);
	items = events[count - 1].items;
	ck_assert_str_eq(items[0].question, "status");
	ck_assert_str_eq(items[0].was, status);
	ck_assert(items[0].withheld == (*status == '\0'));
	ck_assert_str_eq(items[1].was, name);
	ck_assert(items[1].withheld == (*name == '\0'));
	ck_assert(items[2].is_paper && !items[2].withheld);
}

START_TEST(what_was_named_is_withheld_too)
{
	static const struct named items[] = {{.question = "status"},
					     {.question = "full_name"},
					     {.question = "photo", .is_paper = true}};
	struct desk d;
	struct portal *p = &d.portal;

	open_desk(&d, "sees-named", "officer");
	GOOD(application_act(
		p->registry, &d.staff, &d.application, p->service, "correct",
		&(struct act_answers){.words = "Please look.", .items = items, .item_count = 3},
		&err));
	check_events(&d, &d.staff, p->service, "", "Mayy Haddad");
	check_events(&d, &d.staff, NULL, "", "");
	check_events(&d, &p->host, p->service, "married", "Mayy Haddad");
	check_events(&d, &p->owner, NULL, "married", "Mayy Haddad");
	portal_close(p);
}
END_TEST

/* In the middle of a visit: no class is left of a role that was ended, or of a key. */
START_TEST(an_ended_role_sees_nothing)
{
	struct desk d;
	struct portal *p = &d.portal;
	struct form *f;

	open_desk(&d, "sees-ended", "officer");
	check(&d, &d.staff, ALL & ~(1U << CLASS_SENSITIVE));
	GOOD(account_end(p->registry, &p->host, d.paper.number, d.grant.id, &err));
	f = form_new(p->service, &p->terms, date_of(p->now));
	ck_assert_int_eq(application_load(p->registry, &d.staff, &d.application, f, &err),
			 FAULT_MISSING);
	form_free(f);
	portal_close(p);
}
END_TEST

SUITE(sees, an_officer_is_given_what_the_role_sees, a_head_is_given_what_the_role_sees,
      an_auditor_is_given_nothing, what_a_withheld_answer_opens_stands,
      what_was_named_is_withheld_too, an_ended_role_sees_nothing)
