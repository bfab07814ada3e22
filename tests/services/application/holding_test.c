/* holding_test.c - what each of the staff has, within what a head's grants reach; all of it or some
 * handed over, each by itself and once. */
#include "tests/services/portal.h"
#include "tests/unit.h"

#include "services/application/holding.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

#define APPLICATIONS 4

struct staff {
	struct caller caller;
	struct account_paper paper;
};

struct world {
	struct portal portal;
	struct application applications[APPLICATIONS];
	struct staff rima, samir, head, other_head;
};

static struct staff hire(struct portal *p, const char *name, const char *role, const char *office)
{
	struct staff s = {.caller = p->host};
	struct account_grant g = {.since = 0};

	GOOD(account_open(p->registry, &p->host, name, &s.paper, &err));
	GOOD(account_act_as(p->registry, &s.caller, s.paper.number, &err));
	snprintf(g.role, sizeof(g.role), "%s", role);
	snprintf(g.office, sizeof(g.office), "%s", office);
	GOOD(account_grant(p->registry, &p->host, s.paper.number, &g, &err));
	s.caller.face = FACE_PAGES;
	return s;
}

/* Rima has all of them. */
static void open_world(struct world *w, const char *name)
{
	struct portal *p = &w->portal;
	struct party office = {.code = "elsewhere", .name = "An office"};

	portal_open(p, name);
	GOOD(offices_add(p->registry, &p->host, "", &office, &err));
	w->rima = hire(p, "Rima Khoury", "officer", "");
	w->samir = hire(p, "Samir Haddad", "officer", "");
	w->head = hire(p, "Nadia Saleh", "head", "");
	w->other_head = hire(p, "Hala Aoun", "head", "elsewhere");
	for (int i = 0; i < APPLICATIONS; i++) {
		struct application *a = &w->applications[i];

		p->now += 60;
		GOOD(application_open_host(p->registry, &p->host,
					   portal_apply(p, &p->owner).reference, a, &err));
		GOOD(assign_claim(p->registry, &w->rima.caller, a, p->service, &err));
	}
}

static size_t has(struct world *w, const struct staff *s)
{
	struct queue_row *rows;
	size_t count;
	bool more;

	GOOD(queue_page(w->portal.registry, &s->caller, &(struct queue_filter){.mine = true}, NULL,
			QUEUE_MOST, w->portal.arena, &rows, &count, &more, &err));
	return count;
}

static enum fault move(struct world *w, const struct staff *by, const struct staff *from,
		       const struct staff *to, const struct application *chosen, size_t *ret)
{
	struct portal *p = &w->portal;
	const struct holding_wish wish = {.from = from->paper.number,
					  .to = to->paper.number,
					  .words = "He is ill.",
					  .chosen = chosen,
					  .chosen_count = 1};
	struct holding_moved moved = {.count = 0};
	enum fault fault =
		holding_move(p->registry, &by->caller, &p->terms, &wish, p->arena, &moved, &err);

	*ret = 0;
	for (size_t i = 0; fault == FAULT_NONE && i < moved.count; i++)
		*ret += moved.results[i].why == NULL;
	return fault;
}

START_TEST(who_has_what_is_told_to_heads_within_their_grants)
{
	struct world w;
	struct portal *p = &w.portal;
	struct holding *list;
	size_t count;

	open_world(&w, "holding-list");
	GOOD(holding_list(p->registry, &w.head.caller, p->arena, &list, &count, &err));
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(list[0].name, "Rima Khoury");
	ck_assert_str_eq(list[0].number, w.rima.paper.number);
	ck_assert_int_eq(list[0].all, APPLICATIONS);
	ck_assert_int_eq(list[0].overdue, 0);
	ck_assert_int_eq(list[0].oldest, w.applications[0].submitted_at);
	p->now = date_begin(date_from_number(date_number(date_of(w.applications[0].due_at)) + 1)) -
		 1;
	GOOD(holding_list(p->registry, &w.head.caller, p->arena, &list, &count, &err));
	ck_assert_int_eq(list[0].overdue, 0);
	p->now++;
	GOOD(holding_list(p->registry, &w.head.caller, p->arena, &list, &count, &err));
	ck_assert_int_ge(list[0].overdue, 1);
	GOOD(holding_list(p->registry, &w.other_head.caller, p->arena, &list, &count, &err));
	ck_assert_uint_eq(count, 0);
	ck_assert_int_eq(holding_list(p->registry, &w.rima.caller, p->arena, &list, &count, &err),
			 FAULT_DENIED);
	portal_close(p);
}
END_TEST

START_TEST(all_of_it_goes_each_once)
{
	struct world w;
	struct assign_person *people;
	size_t done, count;

	open_world(&w, "holding-all");
	GOOD(holding_people(w.portal.registry, &w.head.caller, w.rima.paper.number, w.portal.arena,
			    &people, &count, &err));
	ck_assert_uint_ge(count, 1);
	for (size_t i = 0; i < count; i++)
		ck_assert_str_ne(people[i].number, w.rima.paper.number);
	/* One alone, as it was listed; then as it is no more. */
	GOOD(move(&w, &w.head, &w.rima, &w.samir, &w.applications[2], &done));
	ck_assert_uint_eq(done, 1);
	GOOD(move(&w, &w.head, &w.rima, &w.samir, &w.applications[2], &done));
	ck_assert_uint_eq(done, 0);
	ck_assert_uint_eq(has(&w, &w.samir), 1);
	GOOD(move(&w, &w.head, &w.rima, &w.samir, NULL, &done));
	ck_assert_uint_eq(done, APPLICATIONS - 1);
	GOOD(move(&w, &w.head, &w.rima, &w.samir, NULL, &done));
	ck_assert_uint_eq(done, 0);
	ck_assert_uint_eq(has(&w, &w.samir), APPLICATIONS);
	ck_assert_int_eq(portal_verify(&w.portal, true), 0);
	portal_close(&w.portal);
}
END_TEST

START_TEST(what_may_not_go_stays)
{
	struct world w;
	size_t done;

	open_world(&w, "holding-stays");
	ck_assert_int_eq(move(&w, &w.samir, &w.rima, &w.samir, NULL, &done), FAULT_DENIED);
	/* Of offices that are another's. */
	GOOD(move(&w, &w.other_head, &w.rima, &w.samir, NULL, &done));
	ck_assert_uint_eq(done, 0);
	/* Nobody who may not act on it has it. */
	GOOD(move(&w, &w.head, &w.rima, &w.other_head, NULL, &done));
	ck_assert_uint_eq(done, 0);
	ck_assert_int_eq(move(&w, &w.head, &w.rima, &w.rima, NULL, &done), FAULT_INPUT);
	ck_assert_uint_eq(has(&w, &w.rima), APPLICATIONS);
	/* One's own goes on without a head. */
	GOOD(move(&w, &w.rima, &w.rima, &w.samir, NULL, &done));
	ck_assert_uint_eq(done, APPLICATIONS);
	ck_assert_int_eq(portal_verify(&w.portal, true), 0);
	portal_close(&w.portal);
}
END_TEST

/* More than a slice has, into an arena that holds no more: what stays is not met again. */
START_TEST(much_goes_slice_by_slice)
{
	enum { MANY = 40, SLICE = 7 };
	struct world w;
	struct portal *p = &w.portal;
	struct application chosen[MANY];
	struct holding_moved moved = {.more = true};
	struct holding_wish wish = {.words = "He is ill.", .most = SLICE};
	struct queue_row last;
	struct application a;
	size_t slices = 0, all = 0, stayed = 0;

	open_world(&w, "holding-slices");
	for (int i = APPLICATIONS; i < MANY; i++) {
		p->now += 600; /* not all at once */
		GOOD(application_open_host(p->registry, &p->host,
					   portal_apply(p, &p->owner).reference, &a, &err));
		GOOD(assign_claim(p->registry, &w.rima.caller, &a, p->service, &err));
		chosen[i] = a;
	}
	wish.from = w.rima.paper.number;
	wish.to = w.other_head.paper.number;
	/* Nobody who may not act on it has it: all of them stay, and each is tried once. */
	while (moved.more) {
		ARENA_CLEAN struct arena *small = arena_new((size_t)64 << 10);

		GOOD(holding_move(p->registry, &w.head.caller, &p->terms, &wish, small, &moved,
				  &err));
		ck_assert_uint_le(moved.count, SLICE);
		for (size_t i = 0; i < moved.count; i++)
			stayed += moved.results[i].why != NULL;
		last = moved.last;
		wish.after = &last;
	}
	ck_assert_uint_eq(stayed, MANY);
	/* The rest of a list that was marked. */
	wish = (struct holding_wish){.from = w.rima.paper.number,
				     .to = w.samir.paper.number,
				     .words = "He is ill.",
				     .most = SLICE,
				     .chosen = &chosen[APPLICATIONS],
				     .chosen_count = MANY - APPLICATIONS};
	for (moved.more = true; moved.more; slices++) {
		ARENA_CLEAN struct arena *small = arena_new((size_t)64 << 10);

		GOOD(holding_move(p->registry, &w.head.caller, &p->terms, &wish, small, &moved,
				  &err));
		for (size_t i = 0; i < moved.count; i++)
			all += moved.results[i].why == NULL;
		wish.chosen += moved.count;
		wish.chosen_count -= moved.count;
	}
	ck_assert_uint_eq(slices, 6);
	ck_assert_uint_eq(all, MANY - APPLICATIONS);
	ck_assert_uint_eq(has(&w, &w.rima), APPLICATIONS);
	portal_close(p);
}
END_TEST

SUITE(holding, who_has_what_is_told_to_heads_within_their_grants, all_of_it_goes_each_once,
      what_may_not_go_stays, much_goes_slice_by_slice)
