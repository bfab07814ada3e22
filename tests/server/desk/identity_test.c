/* identity_test.c - what a gate says of who comes in is a claim: staff are who has shown a code. */
#include "tests/unit.h"

#include "server/desk/desk_inside.h"

#include <string.h>
#include <sys/socket.h>

#define KEY "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

/* A desk whose gate is ours; nothing can be proven, since it has no registry. */
struct pair {
	struct desk desk;
	struct config config;
	struct desk_setup setup;
	struct wire gate;
};

static void open_pair(struct pair *p)
{
	int ends[2];

	*p = (struct pair){.desk.registry_tried = true};
	p->setup.config = &p->config;
	p->desk.setup = &p->setup;
	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	wire_open(&p->desk.wire, ends[0], END_DESK);
	wire_open(&p->gate, ends[1], END_GATE);
	desk_identity_begin(&p->desk);
}

static void close_pair(struct pair *p)
{
	wire_close(&p->desk.wire);
	wire_close(&p->gate);
}

static void say(struct pair *p, enum wire_kind kind, const struct buffer *b)
{
	ck_assert(wire_put(&p->gate, kind, b->data, b->size));
	ck_assert(wire_flush(&p->gate));
	ck_assert(wire_fill(&p->desk.wire));
	desk_hear(&p->desk);
}

static void hello(struct pair *p)
{
	BUFFER_CLEAN struct buffer b;

	buffer_open(&b, 100);
	wire_add_text(&b, "SSH-2.0-x");
	wire_add_number(&b, 0, 1);
	say(p, WIRE_HELLO, &b);
}

static void enter(struct pair *p, unsigned name, const char *key)
{
	BUFFER_CLEAN struct buffer b;

	buffer_open(&b, 100);
	wire_add_number(&b, 0, 1);
	wire_add_number(&b, name, 1);
	wire_add_text(&b, key);
	say(p, WIRE_ENTER, &b);
}

static void show(struct pair *p, enum wire_kind kind, const char *who, const char *secret)
{
	BUFFER_CLEAN struct buffer b;

	buffer_open(&b, 200);
	wire_add_text(&b, who);
	wire_add_text(&b, secret);
	say(p, kind, &b);
}

START_TEST(a_gate_that_claims_staff_does_not_get_in)
{
	static const char *const keys[] = {KEY, ""};

	for (int shown = 0; shown < 2; shown++)
		for (int i = 0; i < 2; i++) {
			struct pair p;

			open_pair(&p);
			hello(&p);
			if (shown)
				show(&p, WIRE_CODE, KEY, "123456");
			ck_assert_ptr_null(p.desk.over);
			enter(&p, NAME_STAFF, keys[i]);
			ck_assert_str_eq(p.desk.over, "an identity without a proof");
			ck_assert_int_eq(p.desk.caller.role, ROLE_APPLICANT);
			ck_assert_str_eq(p.desk.caller.account, "");
			close_pair(&p);
		}
}
END_TEST

START_TEST(a_key_that_is_claimed_makes_no_staff)
{
	struct pair p;

	open_pair(&p);
	hello(&p);
	enter(&p, NAME_ME, KEY);
	ck_assert_ptr_null(p.desk.over);
	ck_assert_int_eq(p.desk.caller.role, ROLE_APPLICANT);
	ck_assert_str_eq(p.desk.caller.key, KEY);
	close_pair(&p);
}
END_TEST

/* As if a code had been shown: who is staff comes in as staff, and shows nothing else. */
START_TEST(staff_come_in_as_nobody_else)
{
	static const unsigned names[] = {NAME_GUEST, NAME_ME};
	struct pair p;

	for (int i = 0; i < 2; i++) {
		open_pair(&p);
		hello(&p);
		caller_act_as(&p.desk.caller, "00000000000000000000000000000001");
		enter(&p, names[i], i == 0 ? "" : KEY);
		ck_assert_str_eq(p.desk.over, "an identity without a proof");
		close_pair(&p);
	}
	open_pair(&p);
	hello(&p);
	caller_act_as(&p.desk.caller, "00000000000000000000000000000001");
	show(&p, WIRE_PIN, "79927398713", "123456");
	ck_assert_str_eq(p.desk.over, "a second proof");
	close_pair(&p);
	open_pair(&p);
	hello(&p);
	caller_act_as(&p.desk.caller, "00000000000000000000000000000001");
	enter(&p, NAME_STAFF, "");
	ck_assert_ptr_null(p.desk.over);
	close_pair(&p);
}
END_TEST

START_TEST(a_name_that_is_none_ends_the_visit)
{
	struct pair p;

	open_pair(&p);
	hello(&p);
	enter(&p, NAME_STAFF + 1, KEY);
	ck_assert_str_eq(p.desk.over, "an identity that is none");
	close_pair(&p);
}
END_TEST

/* A visit that staff have left is not taken over by a key, which a gate may claim. */
START_TEST(what_staff_left_is_not_a_keys)
{
	struct caller staff = caller_visitor("", FACE_PAGES), key = staff;
	char one[CALLER_IDENTITY], two[CALLER_IDENTITY];

	memcpy(key.key, KEY, sizeof(KEY));
	memcpy(staff.key, KEY, sizeof(KEY));
	caller_act_as(&staff, "00000000000000000000000000000001");
	ck_assert(caller_identity(&staff, one) && caller_identity(&key, two));
	ck_assert_str_eq(one, "staff:00000000000000000000000000000001");
	ck_assert_str_eq(two, "key:" KEY);
}
END_TEST

SUITE(identity, a_gate_that_claims_staff_does_not_get_in, a_key_that_is_claimed_makes_no_staff,
      staff_come_in_as_nobody_else, a_name_that_is_none_ends_the_visit,
      what_staff_left_is_not_a_keys)
