/* office_tree_test.c - an administrator's page of offices: a tree with places, and who has a role
 * in each. */
#include "tests/tui/day.h"

#include "tui/screens/office/accounts.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static void add_office(struct visit *v, const char *code, const char *name, const char *above,
		       const char *place)
{
	struct caller host = caller_host();
	struct party office = {.name = name};

	snprintf(office.code, sizeof(office.code), "%s", code);
	snprintf(office.place, sizeof(office.place), "%s", place);
	GOOD(offices_add(v->context.registry, &host, above, &office, &err));
}

static void hire_at(struct visit *v, const char *name, const char *office, bool ended)
{
	struct caller host = caller_host();
	struct account_grant g = {.role = "officer"};
	struct account_paper paper;

	snprintf(g.office, sizeof(g.office), "%s", office);
	GOOD(account_open(v->context.registry, &host, name, &paper, &err));
	GOOD(account_grant(v->context.registry, &host, paper.number, &g, &err));
	if (ended)
		GOOD(account_end(v->context.registry, &host, paper.number, g.id, &err));
}

/* A ministry with two centres, and one centre below one of them. */
static struct caller furnish(struct visit *v)
{
	struct caller admin = day_hire(v, "Nadia Haddad", "administrator", NULL);

	add_office(v, "social-affairs", "Ministry of Social Affairs", "", "");
	add_office(v, "tyre", "Centre of Tyre", "social-affairs", "lb-caza-tyre");
	add_office(v, "beirut", "Centre of Beirut", "social-affairs", "lb-caza-beirut");
	add_office(v, "tyre-port", "The port", "tyre", "");
	hire_at(v, "Rima Khoury", "tyre", false);
	hire_at(v, "Samir Haddad", "social-affairs", false);
	hire_at(v, "Karim Aoun", "tyre", true);
	return admin;
}

static void visit_offices(struct visit *v)
{
	static struct caller admin; /* of all visits: they have one registry */

	if (admin.account[0] == '\0')
		admin = furnish(v);
	day_come_as(v, &admin);
	golden_type(v, "2");
	golden_hold(v, "offices", true);
	golden_type(v, "3");
	golden_hold(v, "offices-one", true);
}

START_TEST(screens)
{
	golden_each(visit_offices);
}
END_TEST

/* Roles of the office itself, and those over it; none that has ended, none of another. */
START_TEST(who_has_a_role_there)
{
	struct visit v;
	struct caller admin;

	golden_open(&v, LANG_EN, 80, 24);
	admin = furnish(&v);
	day_come_as(&v, &admin);
	golden_type(&v, "2"
			"4");
	golden_shows(&v, "The port", true);
	golden_shows(&v, "Centre of Tyre", true);
	golden_shows(&v, "Rima Khoury", true);
	golden_shows(&v, "Samir Haddad", true);
	golden_shows(&v, "Nadia Haddad", true);
	golden_shows(&v, "Karim Aoun", false);
	/* The one before, as in any list. */
	golden_type(&v, "pp");
	golden_shows(&v, "Centre of Beirut", true);
	golden_shows(&v, "Rima Khoury", false);
	golden_shows(&v, "Samir Haddad", true);
	golden_close(&v);
}
END_TEST

/* Who may not open accounts has no such page, and where the right ends meanwhile nothing stands. */
START_TEST(nobody_else_sees_them)
{
	struct visit v;
	struct caller officer;

	golden_open(&v, LANG_EN, 80, 24);
	(void)furnish(&v);
	officer = day_hire(&v, "Tarek Saad", "officer", NULL);
	day_come_as(&v, &officer);
	golden_shows(&v, "Offices", false);
	stack_push(golden_stack(&v), office_tree_new());
	golden_shows(&v, "Centre of Tyre", false);
	golden_shows(&v, "do not allow", true);
	golden_close(&v);
}
END_TEST

SUITE(office_tree, screens, who_has_a_role_there, nobody_else_sees_them)
