/* party_test.c - offices form a tree with places; what is no office, no place or too deep is
 * refused by its words. */
#include "tests/services/portal.h"
#include "tests/unit.h"

#include "services/registry/registry_inside.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static enum fault add(struct portal *p, const char *code, const char *above, const char *place)
{
	struct party office = {.name = "An office"};

	snprintf(office.code, sizeof(office.code), "%s", code);
	snprintf(office.place, sizeof(office.place), "%s", place);
	return offices_add(p->registry, &p->host, above, &office, &err);
}

static bool within(struct portal *p, const char *id, const char *top)
{
	bool is = false;

	GOOD(party_is_within(p->registry, id, top, &is, &err));
	return is;
}

START_TEST(offices_stand_below_each_other)
{
	struct portal p;
	struct party *all;
	size_t count;

	portal_open(&p, "party-tree");
	GOOD(add(&p, "ministry", "", ""));
	GOOD(add(&p, "beirut", "ministry", "LB-BA"));
	GOOD(add(&p, "annex", "beirut", ""));
	GOOD(add(&p, "court", "", ""));
	GOOD(offices_list(p.registry, &p.host, p.arena, &all, &count, &err));
	ck_assert_uint_eq(count, 4);
	ck_assert_str_eq(all[0].code, "annex");
	ck_assert_str_eq(all[1].place, "LB-BA");
	ck_assert_str_eq(all[2].code, "court");
	ck_assert(within(&p, all[0].id, all[3].id));
	ck_assert(within(&p, all[3].id, all[3].id));
	ck_assert(!within(&p, all[3].id, all[0].id));
	ck_assert(!within(&p, all[0].id, all[2].id));
	ck_assert(!within(&p, "", all[2].id));
	ck_assert(!within(&p, "nobody", all[2].id));
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(what_is_no_office_is_refused)
{
	struct portal p;

	portal_open(&p, "party-refused");
	GOOD(add(&p, "ministry", "", ""));
	ck_assert_int_eq(add(&p, "ministry", "", ""), FAULT_CONFLICT);
	ck_assert_int_eq(add(&p, "Ministry", "", ""), FAULT_INPUT);
	ck_assert_int_eq(add(&p, "", "", ""), FAULT_INPUT);
	ck_assert_int_eq(add(&p, "beirut", "nowhere", ""), FAULT_MISSING);
	ck_assert_int_eq(add(&p, "beirut", "", "XX-1"), FAULT_INPUT);
	ck_assert_str_eq(err.fills[0].value, "XX-1");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(a_tree_is_no_deeper_than_may_be_walked)
{
	char code[16] = "", above[16];
	struct portal p;

	portal_open(&p, "party-deep");
	for (int i = 0; i < PARTY_DEPTH; i++) {
		snprintf(above, sizeof(above), "%s", code);
		snprintf(code, sizeof(code), "o%d", i);
		GOOD(add(&p, code, above, ""));
	}
	ck_assert_int_eq(add(&p, "too-deep", code, ""), FAULT_CONFLICT);
	portal_close(&p);
}
END_TEST

SUITE(party, offices_stand_below_each_other, what_is_no_office_is_refused,
      a_tree_is_no_deeper_than_may_be_walked)
