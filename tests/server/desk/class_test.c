/* class_test.c - who is kept for what, and for how long. */
#include "tests/unit.h"

#include "server/desk/desk_inside.h"
#include "services/registry/limits.h"

#include <fcntl.h>
#include <unistd.h>

/* A visit, in which a key was pressed just now. Whether it is at pages is the same to its class. */
static struct desk at_it(void)
{
	struct desk d = {.serving = SERVING_COMMAND, .any_key = true, .key_at = loop_now()};

	d.wire.state = VISIT_SERVED;
	return d;
}

START_TEST(a_login_moves_or_waits_for_a_person)
{
	struct desk d = at_it();

	d.wire.state = VISIT_START;
	ck_assert_int_eq(desk_class_now(&d), CLASS_KNOCKING);
	d.wire.state = VISIT_KNOCKING;
	d.is_asked = true;
	ck_assert_int_eq(desk_class_now(&d), CLASS_ASKED);
}
END_TEST

START_TEST(a_guest_is_at_it_while_keys_come)
{
	struct desk d = at_it();

	ck_assert_int_eq(desk_class_now(&d), CLASS_ACTIVE);
	d.key_at -= DESK_IDLE_CLASS + 1;
	ck_assert_int_eq(desk_class_now(&d), CLASS_IDLE);
	d.any_key = false;
	ck_assert_int_eq(desk_class_now(&d), CLASS_SILENT);
	d.serving = SERVING_NOTHING;
	ck_assert_int_eq(desk_class_now(&d), CLASS_IN);
}
END_TEST

START_TEST(a_draft_keeps_while_it_changes)
{
	struct desk d = at_it();

	d.draft_at = (int64_t)time(NULL);
	ck_assert_int_eq(desk_class_now(&d), CLASS_KEPT);
	d.draft_at -= DESK_DRAFT_SECONDS + 1;
	ck_assert_int_eq(desk_class_now(&d), CLASS_ACTIVE);
}
END_TEST

START_TEST(a_sign_in_keeps_while_keys_come)
{
	struct desk d = at_it();

	caller_sign_in(&d.caller, "11111111111111");
	ck_assert_int_eq(desk_class_now(&d), CLASS_KEPT);
	d.key_at -= DESK_IDLE_CLASS + 1;
	ck_assert_int_eq(desk_class_now(&d), CLASS_KEPT);
	d.key_at = loop_now() - DESK_KEPT - 1;
	ck_assert_int_eq(desk_class_now(&d), CLASS_IDLE);
	d.any_key = false;
	ck_assert_int_eq(desk_class_now(&d), CLASS_SILENT);
	d.stay.until = 1;
	ck_assert_int_eq(desk_class_now(&d), CLASS_WAITING);
}
END_TEST

/* A command whose answer waits; stay_test.py has pages. */
START_TEST(a_line_that_has_stalled_goes_first_and_long_before_it_is_lost)
{
	struct desk d = at_it();
	const int64_t now = loop_now();

	d.serving = SERVING_COMMAND;
	d.moved_at = now - LIMIT_STALL;
	ck_assert_msg(desk_stalled_for(&d, now) == 0, "nothing is on its way");
	ck_assert_int_eq(desk_class_now(&d), CLASS_ACTIVE);
	d.errors.size = 1;
	ck_assert_int_eq(desk_stalled_for(&d, now), LIMIT_STALL);
	ck_assert_int_eq(desk_class_now(&d), CLASS_STALLED);
	d.moved_at = now;
	ck_assert_int_eq(desk_class_now(&d), CLASS_ACTIVE);
	d.finished = true;
	d.errors.size = 0;
	d.moved_at = now - LIMIT_STALL_FIRST - 1;
	ck_assert_int_eq(desk_class_now(&d), CLASS_STALLED);
	d.draft_at = (int64_t)time(NULL);
	ck_assert_msg(desk_class_now(&d) == CLASS_KEPT, "a draft keeps it");
	ck_assert(LIMIT_STALL == 150000 && LIMIT_UNANSWERED == LIMIT_STALL);
}
END_TEST

START_TEST(a_line_is_tried_for_three_round_trips)
{
	struct desk d = at_it();

	desk_stay_trip(&d, 700);
	ck_assert_msg(d.stay.try_until == 0, "it is not tried");
	d.stay.tried_at = 1000;
	d.stay.try_until = 1000 + STAY_TRY_MOST;
	desk_stay_trip(&d, 0);
	ck_assert_msg(d.stay.try_until == 1000 + STAY_TRY_MOST, "nobody knows");
	desk_stay_trip(&d, 700);
	ck_assert_int_eq(d.stay.try_until, 3100);
	desk_stay_trip(&d, 2000);
	ck_assert_int_eq(d.stay.try_until, 7000);
	desk_stay_trip(&d, 20);
	ck_assert_int_eq(d.stay.try_until, 1000 + STAY_TRY_LEAST);
	desk_stay_trip(&d, UINT16_MAX);
	ck_assert_msg(d.stay.try_until <= 1000 + STAY_TRY_MOST, "for ever");
}
END_TEST

START_TEST(the_listener_hears_what_is_new)
{
	const struct desk_setup setup = {.stay_key = (const unsigned char[STAY_KEY]){7}};
	struct desk_setup told = setup;
	struct desk d = at_it();
	struct desk_note note;
	int ends[2];

	ck_assert_int_eq(pipe2(ends, O_NONBLOCK), 0);
	told.notes = ends[1];
	d.setup = &told;
	desk_class_tell(&d, CLASS_KNOCKING);
	ck_assert_int_lt(read(ends[0], &note, sizeof(note)), 0);
	/* A phase is over: the same class again. */
	d.has_moved = true;
	desk_class_tell(&d, CLASS_KNOCKING);
	desk_class_tell(&d, CLASS_KNOCKING);
	ck_assert_int_eq(read(ends[0], &note, sizeof(note)), sizeof(note));
	ck_assert(note.class == CLASS_KNOCKING && stay_is_nobody(note.token));
	ck_assert_int_lt(read(ends[0], &note, sizeof(note)), 0);
	/* Somebody signs in while the class stays. */
	desk_class_tell(&d, CLASS_ACTIVE);
	caller_sign_in(&d.caller, "11111111111111");
	desk_class_tell(&d, CLASS_ACTIVE);
	ck_assert_int_eq(read(ends[0], &note, sizeof(note)), sizeof(note));
	ck_assert(stay_is_nobody(note.token));
	ck_assert_int_eq(read(ends[0], &note, sizeof(note)), sizeof(note));
	ck_assert(note.class == CLASS_ACTIVE && !stay_is_nobody(note.token));
	close(ends[0]);
	close(ends[1]);
}
END_TEST

SUITE(class, a_login_moves_or_waits_for_a_person, a_guest_is_at_it_while_keys_come,
      a_draft_keeps_while_it_changes, a_sign_in_keeps_while_keys_come,
      a_line_that_has_stalled_goes_first_and_long_before_it_is_lost,
      a_line_is_tried_for_three_round_trips, the_listener_hears_what_is_new)
