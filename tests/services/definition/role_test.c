/* role_test.c - roles are read from their definitions; what is wrong is told by its line. */
#include "tests/unit.h"

#include "services/catalogue/roles.h"
#include "services/definition/codes.h"
#include "services/definition/kind_read.h"

#include <string.h>

#define NAMES "name: {ar: \"موظف\", fr: \"Agent\", en: \"Officer\"}\n"

static struct error err;

static enum fault read_one(const char *yaml, const struct role **ret)
{
	static struct arena *a;
	const struct term_list none = {.others = NULL};
	struct definition d = {.what = NULL};
	enum fault fault;

	if (a == NULL)
		a = arena_new(1 << 20);
	fault = kind_read_as(a, &none, KIND_ROLE, false, "a-role.yaml", yaml, strlen(yaml), &d,
			     NULL, &err);
	*ret = d.what;
	return fault;
}

START_TEST(a_role_is_read)
{
	const struct role *r = NULL;

	ck_assert_msg(read_one("role: officer\nversion: 2\n" NAMES "may: [look, ask]\n"
			       "sees: [public, personal]\nnot_with: [auditor]\n",
			       &r) == FAULT_NONE,
		      "%s (%s)", err.say, err.detail);
	ck_assert_str_eq(r->id, "officer");
	ck_assert_int_eq(r->version, 2);
	ck_assert_str_eq(r->name.in[LANG_FR], "Agent");
	ck_assert(role_may(r, "ask") && !role_may(r, "decide"));
	ck_assert(role_may_act(r, "ask", NULL) && !role_may_act(r, "decide", "grant"));
	ck_assert_uint_eq(r->sees, 1U << CLASS_PUBLIC | 1U << CLASS_PERSONAL);
}
END_TEST

START_TEST(what_is_wrong_is_told_by_its_line)
{
	static const struct {
		const char *yaml;
		int line;
	} wrong[] = {
		{"role: Officer\nversion: 1\n" NAMES "may: [look]\nsees: [public]\n", 1},
		{"role: an-officer-with-a-very-long-name\nversion: 1\n" NAMES
		 "may: [look]\nsees: [public]\n",
		 1},
		{"role: a-role-of-24-letters-yes\nversion: 1\n" NAMES "may: [look]\n", 1},
		{"role: officer\nversion: 0\n" NAMES "may: [look]\nsees: [public]\n", 2},
		{"role: officer\nversion: 1\n" NAMES "may: [look, look]\nsees: [public]\n", 4},
		{"role: officer\nversion: 1\n" NAMES "may: [Look]\nsees: [public]\n", 4},
		{"role: officer\nversion: 1\n" NAMES "may: [look]\nsees: [secret]\n", 5},
		{"role: officer\nversion: 1\n" NAMES "may: [look]\nmight: [ask]\n", 5},
		{"role: officer\nversion: 1\n" NAMES "sees: [public]\n", 1},
		{"role: officer\n\tversion: 1\n", 2},
		{"role: clock\nversion: 1\n" NAMES "may: [look]\n", 1},
		{"role: a\nversion: 1\n" NAMES "may: [look, accounts]\n", 4},
		{"role: a\nversion: 1\n" NAMES "may: [accounts, audit]\n", 4},
		{"role: a\nversion: 1\n" NAMES "may: [inspect, audit]\n", 4},
		{"role: a\nversion: 1\n" NAMES "may: [look]\nnot_with: [b, a]\n", 5},
	};
	const struct role *r = NULL;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		err = (struct error){0};
		ck_assert_msg(read_one(wrong[i].yaml, &r) == FAULT_INPUT, "%s", wrong[i].yaml);
		ck_assert_msg(err.line == wrong[i].line, "%s: line %d", wrong[i].yaml, err.line);
	}
}
END_TEST

/* An act's id that is one of the portal's words is that word. */
START_TEST(acts_are_by_their_ids)
{
	const struct role *r = NULL;

	ck_assert_int_eq(read_one("role: a\nversion: 1\n" NAMES "may: [look, ask, inspect]\n", &r),
			 FAULT_NONE);
	ck_assert(role_may_act(r, "decide", "inspect") && !role_may_act(r, "decide", "grant"));
	ck_assert(!role_may_act(r, "decide", "ask") && !role_may_act(r, "decide", "look"));
	ck_assert(!role_may(r, "close_task"));
	ck_assert_uint_eq(role_parts(r), ROLE_OF_APPLICATIONS);
	ck_assert_int_eq(read_one("role: a\nversion: 1\n" NAMES "may: [forward]\n", &r),
			 FAULT_NONE);
	ck_assert(role_may(r, "close_task"));
	ck_assert_int_eq(
		read_one("role: of-23-letters-it-is-yes\nversion: 1\n" NAMES "may: []\n", &r),
		FAULT_NONE);
	ck_assert_uint_eq(role_parts(r), 0);
	ck_assert(!role_excludes(r, roles_find("auditor")));
}
END_TEST

/* Nobody may administer and decide, whichever of the two says so. */
START_TEST(the_roles_that_there_are)
{
	size_t count;
	const struct role *const *all = roles_all(&count);

	ck_assert_uint_ge(count, 3);
	for (size_t i = 0; i + 1 < count; i++)
		ck_assert_int_lt(strcmp(all[i]->id, all[i + 1]->id), 0);
	ck_assert(role_excludes(roles_find("administrator"), roles_find("officer")));
	ck_assert(role_excludes(roles_find("head"), roles_find("administrator")));
	ck_assert(!role_excludes(roles_find("head"), roles_find("officer")));
	ck_assert(!role_may(roles_find("administrator"), "look"));
	ck_assert_ptr_null(roles_find("minister"));
}
END_TEST

SUITE(role, a_role_is_read, what_is_wrong_is_told_by_its_line, acts_are_by_their_ids,
      the_roles_that_there_are)
