/* visitors_test.c - who makes room when places are full, and who waits. */
#include "tests/unit.h"

#include "server/listener/visitors.h"

static struct visitors v;

static void come(int pid, const char *source, enum desk_class class)
{
	visitors_add(&v, pid, source, "192.0.2.7", false);
	visitors_find(&v, pid)->class = class;
}

START_TEST(lowest_class_makes_room)
{
	visitors_open(&v, 10);
	come(1, "a", CLASS_KEPT);
	come(2, "a", CLASS_ACTIVE);
	come(3, "b", CLASS_IDLE);
	come(4, "b", CLASS_SILENT);
	come(5, "b", CLASS_SILENT);
	ck_assert_int_eq(visitors_spare(&v, NULL, 0)->pid, 4);
	ck_assert_int_eq(visitors_spare(&v, NULL, 1)->pid, 5);
	ck_assert_int_eq(visitors_spare(&v, "a", 7)->pid, 2);
	visitors_find(&v, 2)->leaving = true;
	ck_assert_ptr_null(visitors_spare(&v, "a", 7));
	ck_assert_uint_eq(visitors_of(&v, "a"), 1);
	visitors_drop(&v, 4);
	ck_assert_ptr_null(visitors_find(&v, 4));
	ck_assert_uint_eq(v.count, 4);
	visitors_close(&v);
}
END_TEST

START_TEST(each_of_a_class_may_be_chosen)
{
	unsigned seen = 0;

	visitors_open(&v, 10);
	for (int i = 0; i < 8; i++)
		come(i + 1, "a", CLASS_KNOCKING);
	for (uint32_t dice = 100; dice < 108; dice++)
		seen |= 1u << visitors_spare(&v, NULL, dice)->pid;
	ck_assert_uint_eq(seen, 0x1FEu);
	visitors_close(&v);
}
END_TEST

START_TEST(attackers_wait)
{
	visitors_open(&v, 1);
	visitors_bar(&v, "192.0.2.7", 5000);
	ck_assert(visitors_is_barred(&v, "192.0.2.7", 4999));
	ck_assert(!visitors_is_barred(&v, "192.0.2.7", 5000));
	ck_assert(!visitors_is_barred(&v, "192.0.2.8", 1));
	visitors_close(&v);
}
END_TEST

START_TEST(who_waits_longest_goes)
{
	visitors_open(&v, 10);
	for (int i = 1; i <= 3; i++) {
		come(i, "a", CLASS_WAITING);
		visitors_find(&v, i)->since = i == 2 ? 50 : 100;
	}
	come(4, "a", CLASS_KNOCKING);
	ck_assert_ptr_null(visitors_longest(&v, CLASS_WAITING, 3));
	ck_assert_int_eq(visitors_longest(&v, CLASS_WAITING, 2)->pid, 2);
	visitors_find(&v, 2)->leaving = true;
	ck_assert_ptr_null(visitors_longest(&v, CLASS_WAITING, 2));
	/* For a newcomer's sake half a login goes before a visit that waits, and that before one
	   who is at it. */
	come(5, "a", CLASS_ACTIVE);
	come(6, "a", CLASS_ASIDE);
	ck_assert_int_eq(visitors_spare(&v, NULL, 0)->pid, 4);
	visitors_drop(&v, 4);
	ck_assert_int_eq(visitors_spare(&v, NULL, 0)->class, CLASS_WAITING);
	visitors_close(&v);
}
END_TEST

SUITE(visitors, lowest_class_makes_room, each_of_a_class_may_be_chosen, attackers_wait,
      who_waits_longest_goes)
