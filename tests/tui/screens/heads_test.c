/* heads_test.c - a head's pages: who has what, one's list, all of it handed over; four eyes. */
#include "tests/tui/day.h"

#include "tui/screens/office/office.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

/* Accounts of all visits: they have one registry. */
struct people {
	struct caller officer, other, head;
	char other_number[ACCOUNT_DIGITS + 1];
};

static void hire_people(struct visit *v, struct people *to)
{
	to->officer = day_hire(v, "Rima Khoury", "officer", NULL);
	to->other = day_hire(v, "Samir Haddad", "officer", to->other_number);
	to->head = day_hire(v, "Nadia Saleh", "head", NULL);
}

static void claim(struct visit *v, struct caller *c, const struct application *from)
{
	struct application a = *from;

	GOOD(assign_claim(v->context.registry, c, &a,
			  catalogue_find(v->context.scene.catalogue, a.service), &err));
}

static void visit_heads(struct visit *v)
{
	static struct people all;
	struct day d;

	if (all.head.account[0] == '\0')
		hire_people(v, &all);
	day_begin(v, &d);
	for (int i = 0; i < 3; i++)
		claim(v, &all.officer, &d.sent[i]);
	claim(v, &all.other, &d.sent[3]);
	day_come_as(v, &all.head);
	golden_hold(v, "heads-office", false);
	golden_type(v, "7");
	golden_hold(v, "heads-holders", true);
	golden_type(v, "1");
	golden_hold(v, "heads-list", true);
	golden_type(v, "5");
	golden_hold(v, "heads-hand", true);
	golden_type(v, "2\nShe is ill.\n\n");
	golden_hold(v, "heads-done", true);
	golden_type(v, "1");
	golden_hold(v, "heads-nothing", false);
	golden_type(v, "0");
	golden_hold(v, "heads-holders-after", false);
	day_end(v, &d);
}

START_TEST(screens)
{
	golden_each(visit_heads);
}
END_TEST

static void end_roles(struct visit *v, const char *number)
{
	ARENA_CLEAN struct arena *arena = arena_new((size_t)1 << 20);
	struct caller host = caller_host();
	struct account a;

	GOOD(account_get(v->context.registry, &host, arena, number, &a, &err));
	for (size_t i = 0; i < a.grant_count; i++)
		GOOD(account_end(v->context.registry, &host, number, a.grants[i].id, &err));
}

/* The end of a grant bites in the middle of the visit, and what was typed moves nothing. */
START_TEST(who_may_no_more_moves_nothing)
{
	struct visit v;
	struct day d;
	struct people all;
	char number[ACCOUNT_DIGITS + 1];

	golden_open(&v, LANG_EN, 80, 24);
	day_begin(&v, &d);
	hire_people(&v, &all);
	claim(&v, &all.other, &d.sent[0]);
	day_come_as(&v, &all.other);
	golden_shows(&v, "Who has what", false);
	all.head = day_hire(&v, "Hala Aoun", "head", number);
	day_come_as(&v, &all.head);
	golden_shows(&v, "Who has what", true);
	stack_push(golden_stack(&v), office_queue_of(all.other_number, "Samir Haddad"));
	golden_type(&v, "3");
	golden_shows(&v, "To whom?", true);
	end_roles(&v, number);
	golden_type(&v, "1\nShe is ill.\n\n");
	golden_shows(&v, "Your account's current roles", true);
	golden_shows(&v, "were handed over", false);
	day_come_as(&v, &all.head);
	golden_shows(&v, "Who has what", false);
	day_end(&v, &d);
	golden_close(&v);
}
END_TEST

/* Nobody was chosen: that is said where they are chosen, and what was written stays. */
START_TEST(to_whom_is_said_where_it_is_chosen)
{
	struct visit v;
	struct day d;
	struct people all;

	golden_open(&v, LANG_EN, 80, 24);
	day_begin(&v, &d);
	hire_people(&v, &all);
	claim(&v, &all.other, &d.sent[0]);
	day_come_as(&v, &all.head);
	stack_push(golden_stack(&v), office_queue_of(all.other_number, "Samir Haddad"));
	golden_type(&v, "3");
	golden_type(&v, "\tShe is ill.\n\n");
	golden_shows(&v, "To whom? Say to whom.", true);
	golden_shows(&v, "She is ill.", true);
	day_end(&v, &d);
	golden_close(&v);
}
END_TEST

SUITE(heads, screens, who_may_no_more_moves_nothing, to_whom_is_said_where_it_is_chosen)
