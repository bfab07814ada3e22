/* visitors_test.c - who makes room when places are full, and who waits. */
#include "tests/unit.h"

#include "server/listener/visitors.h"

#define NOW 1000000
#define LONG_AGO (NOW - 100000)

static struct visitors v;
static const struct visitors_most plenty = {.in = 1000, .of_source = 1000, .of_identity = 1000};
static const unsigned char nobody[STAY_TOKEN];

static void open_at(size_t most)
{
	visitors_open(&v, most + LIMIT_KNOCKING + LIMIT_PACKING);
}

static struct visitor_seat *knock(int pid, const char *source, int64_t since)
{
	visitors_add(&v, pid, source, "192.0.2.7", false, since);
	return visitors_find(&v, pid);
}

/* One who has been in for so long. */
static struct visitor_seat *come(int pid, const char *source, enum desk_class class, int64_t since)
{
	struct visitor_seat *p = knock(pid, source, since);

	visitors_tell(p, class, nobody, since);
	return p;
}

static void sign_in(int pid, unsigned char who, enum desk_class class, int64_t since)
{
	const unsigned char token[STAY_TOKEN] = {who};

	visitors_tell(visitors_find(&v, pid), class, token, since);
}

/* Who goes for one more who comes in: 0 for nobody. */
static int goes_for(int pid, size_t in, uint32_t dice)
{
	struct visitors_most most = plenty;
	struct visitor_seat *p;
	bool own;

	most.in = in;
	p = visitors_for(&v, visitors_find(&v, pid), &most, NOW, dice, &own);
	ck_assert(p == NULL || !own);
	return p == NULL ? 0 : p->pid;
}

START_TEST(classes_go_in_their_order)
{
	static const enum desk_class order[] = {CLASS_STALLED, CLASS_IN,      CLASS_SILENT,
						CLASS_IDLE,    CLASS_WAITING, CLASS_ACTIVE};
	enum { MANY = sizeof(order) / sizeof(order[0]) };

	open_at(40);
	/* The newcomers' part: all but these are of long ago. */
	come(99, "n", CLASS_IN, NOW);
	come(50, "k", CLASS_KEPT, LONG_AGO);
	come(51, "k", CLASS_ASIDE, LONG_AGO);
	for (int i = MANY; i > 0; i--)
		come(i, "a", order[i - 1], LONG_AGO);
	ck_assert_int_eq(goes_for(99, v.count, 7), 0);
	for (int i = 1; i <= MANY; i++) {
		ck_assert_int_eq(goes_for(99, v.count - (size_t)i, 7), i);
		visitors_find(&v, i)->leaving = true;
	}
	visitors_close(&v);
}
END_TEST

START_TEST(a_person_is_waited_for_like_one_who_is_silent)
{
	unsigned seen = 0;

	open_at(10);
	come(9, "n", CLASS_IN, NOW);
	come(1, "a", CLASS_SILENT, LONG_AGO);
	come(2, "b", CLASS_ASKED, LONG_AGO);
	come(3, "c", CLASS_IDLE, LONG_AGO);
	for (uint32_t dice = 0; dice < 20; dice++)
		seen |= 1u << goes_for(9, 3, dice);
	ck_assert_uint_eq(seen, 1u << 1 | 1u << 2);
	visitors_close(&v);
}
END_TEST

START_TEST(the_newest_comers_are_at_it)
{
	open_at(16);
	for (int i = 1; i <= 14; i++)
		come(i, "a", CLASS_ACTIVE, LONG_AGO);
	come(15, "b", CLASS_SILENT, NOW - 1000);
	come(16, "c", CLASS_SILENT, NOW - 5000);
	come(17, "d", CLASS_IN, NOW);
	/* Two of sixteen: the third newest is one of the silent. */
	for (uint32_t dice = 0; dice < 20; dice++)
		ck_assert_int_eq(goes_for(17, 16, dice), 16);
	visitors_find(&v, 16)->leaving = true;
	/* Among those at it the prefix of fourteen weighs more than the one who has just come. */
	for (uint32_t dice = 0; dice < 14 * 14; dice++)
		ck_assert_int_ne(goes_for(17, 15, dice), 15);
	/* After a while nobody is new. */
	visitors_find(&v, 15)->came = NOW - LIMIT_FRESH - 1;
	ck_assert_int_eq(goes_for(17, 15, 7), 15);
	visitors_close(&v);
}
END_TEST

START_TEST(each_is_drawn_by_the_weight_of_its_prefix)
{
	int drawn[8] = {0};

	open_at(1);
	for (int i = 1; i <= 3; i++)
		knock(i, "many", LONG_AGO);
	knock(4, "few", LONG_AGO);
	for (int i = 100; v.count < LIMIT_KNOCKING; i++)
		knock(i, "moving", NOW);
	come(99, "x", CLASS_KEPT, NOW);
	/* 3 * 3 + 1 */
	for (uint32_t dice = 0; dice < 10; dice++)
		drawn[visitors_for_knock(&v, 1, NOW, dice)->pid]++;
	ck_assert_int_eq(drawn[1] + drawn[2] + drawn[3], 9);
	ck_assert_int_eq(drawn[4], 1);
	/* This machine's own addresses are many people's. */
	for (int i = 1; i <= 3; i++)
		visitors_find(&v, i)->exempt = true;
	memset(drawn, 0, sizeof(drawn));
	for (uint32_t dice = 0; dice < 4; dice++)
		drawn[visitors_for_knock(&v, 1, NOW, dice)->pid]++;
	ck_assert_int_eq(drawn[4], 1);
	visitors_close(&v);
}
END_TEST

START_TEST(who_stalls_goes_and_who_moves_stays)
{
	open_at(2);
	knock(1, "a", NOW - LIMIT_STALLED - 1);
	for (int i = 2; i < LIMIT_KNOCKING; i++)
		knock(i, "b", NOW - i);
	/* Free places of those who are in are also for who knocks; theirs are for nobody else. */
	ck_assert_ptr_null(visitors_for_knock(&v, 2, NOW, 3));
	knock(LIMIT_KNOCKING, "b", NOW);
	ck_assert_ptr_null(visitors_for_knock(&v, 2, NOW, 3));
	come(1001, "c", CLASS_SILENT, LONG_AGO);
	come(1002, "c", CLASS_SILENT, LONG_AGO);
	for (uint32_t dice = 0; dice < 20; dice++)
		ck_assert_int_eq(visitors_for_knock(&v, 2, NOW, dice)->pid, 1);
	/* A finished phase: now nobody stalls, and the one longest in its phase goes. */
	visitors_tell(visitors_find(&v, 1), CLASS_KNOCKING, nobody, NOW);
	ck_assert_int_eq(visitors_for_knock(&v, 2, NOW, 3)->pid, LIMIT_KNOCKING - 1);
	/* A person who is waited for needs no place of theirs. */
	visitors_tell(visitors_find(&v, 2), CLASS_ASKED, nobody, NOW);
	ck_assert_ptr_null(visitors_for_knock(&v, 2, NOW, 3));
	visitors_close(&v);
}
END_TEST

START_TEST(one_identity_and_one_source_have_their_caps)
{
	struct visitors_most most = {.in = 100, .of_source = 4, .of_identity = 2};
	struct visitor_seat *p;
	bool own = false;

	open_at(100);
	come(1, "a", CLASS_IN, LONG_AGO);
	come(2, "b", CLASS_IN, LONG_AGO);
	come(3, "c", CLASS_IN, NOW);
	sign_in(1, 1, CLASS_KEPT, LONG_AGO);
	sign_in(2, 1, CLASS_KEPT, LONG_AGO);
	sign_in(3, 1, CLASS_KEPT, NOW);
	/* Also those who are kept, and never the newest for whose sake it is asked. */
	for (uint32_t dice = 0; dice < 8; dice++) {
		p = visitors_for(&v, visitors_find(&v, 3), &most, NOW, dice, &own);
		ck_assert(own && (p->pid == 1 || p->pid == 2));
	}
	visitors_find(&v, 2)->leaving = true;
	ck_assert_ptr_null(visitors_for(&v, visitors_find(&v, 3), &most, NOW, 0, &own));
	/* Guests have no identity in common. */
	for (int i = 10; i < 14; i++)
		come(i, "d", i == 13 ? CLASS_IDLE : CLASS_KEPT, LONG_AGO);
	ck_assert_ptr_null(visitors_for(&v, visitors_find(&v, 13), &most, NOW, 0, &own));
	come(14, "d", CLASS_IN, NOW);
	ck_assert_int_eq(visitors_for(&v, visitors_find(&v, 14), &most, NOW, 3, &own)->pid, 13);
	visitors_find(&v, 13)->leaving = true;
	come(15, "d", CLASS_ACTIVE, NOW);
	ck_assert_int_eq(visitors_for(&v, visitors_find(&v, 15), &most, NOW, 3, &own)->pid, 14);
	visitors_find(&v, 14)->class = CLASS_KEPT;
	p = visitors_for(&v, visitors_find(&v, 15), &most, NOW, 3, &own);
	ck_assert(own && p->class == CLASS_KEPT);
	visitors_find(&v, 15)->exempt = true;
	ck_assert_ptr_null(visitors_for(&v, visitors_find(&v, 15), &most, NOW, 3, &own));
	visitors_close(&v);
}
END_TEST

START_TEST(the_kept_leave_some_places_to_others)
{
	open_at(16);
	for (int i = 1; i <= 14; i++)
		come(i, i <= 10 ? "many" : "few", CLASS_KEPT, LONG_AGO);
	come(20, "x", CLASS_ACTIVE, LONG_AGO);
	come(21, "y", CLASS_ACTIVE, LONG_AGO);
	come(22, "z", CLASS_IN, NOW);
	/* Fourteen of sixteen may be kept: one of the others goes. */
	ck_assert_int_ge(goes_for(22, 16, 0), 20);
	visitors_find(&v, 20)->class = CLASS_KEPT;
	/* One more: one of these goes, most likely of those that are many. */
	for (uint32_t dice = 0; dice < 200; dice++)
		ck_assert_int_lt(goes_for(22, 16, dice), 21);
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
	open_at(10);
	for (int i = 1; i <= 3; i++)
		come(i, "a", CLASS_WAITING, i == 2 ? 50 : 100);
	come(4, "a", CLASS_IN, 10);
	ck_assert_ptr_null(visitors_longest(&v, CLASS_WAITING, 3));
	ck_assert_int_eq(visitors_longest(&v, CLASS_WAITING, 2)->pid, 2);
	visitors_find(&v, 2)->leaving = true;
	ck_assert_ptr_null(visitors_longest(&v, CLASS_WAITING, 2));
	visitors_close(&v);
}
END_TEST

START_TEST(who_packs_longest_goes_at_once)
{
	open_at(10);
	for (int i = 1; i <= 3; i++) {
		come(i, "a", CLASS_SILENT, 100);
		visitors_find(&v, i)->leaving = i != 3;
		visitors_find(&v, i)->left = i == 2 ? 50 : 100;
	}
	ck_assert_ptr_null(visitors_slowest(&v, 2));
	ck_assert_int_eq(visitors_slowest(&v, 1)->pid, 2);
	visitors_find(&v, 2)->killed = true;
	ck_assert_ptr_null(visitors_slowest(&v, 1));
	visitors_drop(&v, 1);
	ck_assert_ptr_null(visitors_find(&v, 1));
	ck_assert_uint_eq(v.count, 2);
	visitors_close(&v);
}
END_TEST

SUITE(visitors, classes_go_in_their_order, a_person_is_waited_for_like_one_who_is_silent,
      the_newest_comers_are_at_it, each_is_drawn_by_the_weight_of_its_prefix,
      who_stalls_goes_and_who_moves_stays, one_identity_and_one_source_have_their_caps,
      the_kept_leave_some_places_to_others, attackers_wait, who_waits_longest_goes,
      who_packs_longest_goes_at_once)
