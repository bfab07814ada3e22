/* ended_test.c - what staff find again of what is at an end: within their grants, the latest act
 * first, each once. */
#include "tests/services/portal.h"
#include "tests/unit.h"

#include "services/application/ended.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)
#define DAY ((int64_t)24 * 60 * 60)
#define MOST 10

/* Two of the staff of all, one of an office alone, and a day with two applications granted, one
 * refused, one taken back and one that waits. */
struct world {
	struct portal portal;
	struct caller rima, samir, tyre;
	struct application first, second, refused, withdrawn, waiting;
	char office[33];
};

static struct caller hire(struct portal *p, const char *name, const char *office)
{
	struct caller c = p->host;
	struct account_grant g = {.since = 0};
	struct account_paper paper;

	snprintf(g.office, sizeof(g.office), "%s", office);
	GOOD(account_open(p->registry, &p->host, name, &paper, &err));
	for (int i = 0; i < 2; i++) {
		snprintf(g.role, sizeof(g.role), "%s", i == 0 ? "officer" : "head");
		GOOD(account_grant(p->registry, &p->host, paper.number, &g, &err));
	}
	GOOD(account_act_as(p->registry, &c, paper.number, &err));
	c.face = FACE_PAGES;
	return c;
}

static struct application apply(struct portal *p)
{
	struct application a;

	GOOD(application_open_host(p->registry, &p->host, portal_apply(p, &p->owner).reference, &a,
				   &err));
	return a;
}

static void refuse(struct portal *p, struct caller *c, struct application *a)
{
	p->now += 60;
	GOOD(application_stage(p->registry, c, a, p->service, "issue", "", &err));
	GOOD(application_decide(p->registry, c, a, p->service, false, "No.", &err));
}

static void open_world(struct world *w, const char *name)
{
	struct portal *p = &w->portal;
	struct party tyre = {.name = "Centre of Tyre"};

	portal_open(p, name);
	snprintf(tyre.code, sizeof(tyre.code), "%s", "tyre");
	GOOD(offices_add(p->registry, &p->host, "", &tyre, &err));
	memcpy(w->office, tyre.id, sizeof(w->office));
	w->rima = hire(p, "Rima Khoury", "");
	w->samir = hire(p, "Samir Haddad", "");
	w->tyre = hire(p, "Karim Aoun", "tyre");
	w->first = apply(p);
	w->second = apply(p);
	w->refused = apply(p);
	w->withdrawn = apply(p);
	w->waiting = apply(p);
	refuse(p, &w->rima, &w->first);
	refuse(p, &w->samir, &w->second);
	p->now += 60;
	GOOD(application_ask(p->registry, &w->rima, &w->refused, p->service, "Which?", &err));
	GOOD(application_ask(p->registry, &w->rima, &w->waiting, p->service, "Which?", &err));
	GOOD(application_reply(p->registry, &p->owner, &w->refused, p->service, "This.", &err));
	refuse(p, &w->samir, &w->refused);
	GOOD(application_withdraw(p->registry, &p->owner, &w->withdrawn, p->service, &err));
}

/* Their references in order, with blanks between. */
static const char *found(struct world *w, struct caller *c, const struct ended_filter *f,
			 size_t most, bool *ret_more)
{
	struct portal *p = &w->portal;
	struct ended_row *rows;
	const char *list = "";
	size_t count;

	GOOD(ended_list(p->registry, c, f, most, p->arena, &rows, &count, ret_more, &err));
	for (size_t i = 0; i < count; i++) {
		ck_assert(i == 0 || rows[i - 1].at >= rows[i].at);
		ck_assert_int_eq(
			rows[i].mine,
			strcmp(rows[i].by, c == &w->rima ? "Rima Khoury" : "Samir Haddad") == 0);
		ck_assert_int_eq(rows[i].application.state, STATE_REJECTED);
		list = arena_format(p->arena, "%s%s%s", list, i == 0 ? "" : " ",
				    rows[i].application.reference);
	}
	return list;
}

static const char *these(struct world *w, const struct application *a, const struct application *b,
			 const struct application *c)
{
	return arena_format(w->portal.arena, "%s%s%s%s%s", a->reference, b == NULL ? "" : " ",
			    b == NULL ? "" : b->reference, c == NULL ? "" : " ",
			    c == NULL ? "" : c->reference);
}

/* What nobody of the staff had to do with, and what waits, is none of it. */
START_TEST(the_latest_first_each_once)
{
	struct world w;
	struct ended_filter all = {.mine = false}, mine = {.mine = true};
	bool more;

	open_world(&w, "ended");
	ck_assert_str_eq(found(&w, &w.rima, &all, MOST, &more),
			 these(&w, &w.refused, &w.second, &w.first));
	ck_assert(!more);
	ck_assert_str_eq(found(&w, &w.rima, &all, 2, &more),
			 these(&w, &w.refused, &w.second, NULL));
	ck_assert(more);
	/* One's own acts, whoever came after. */
	ck_assert_str_eq(found(&w, &w.rima, &mine, MOST, &more),
			 these(&w, &w.refused, &w.first, NULL));
	ck_assert_str_eq(found(&w, &w.samir, &mine, MOST, &more),
			 these(&w, &w.refused, &w.second, NULL));
	portal_close(&w.portal);
}
END_TEST

START_TEST(a_day_and_a_service_narrow_it)
{
	struct world w;
	struct portal *p = &w.portal;
	int64_t now;
	bool more;

	open_world(&w, "ended-day");
	now = p->now;
	ck_assert_str_eq(
		found(&w, &w.rima, &(struct ended_filter){.service = "lb-sample"}, MOST, &more),
		these(&w, &w.refused, &w.second, &w.first));
	ck_assert_str_eq(
		found(&w, &w.rima, &(struct ended_filter){.service = "lb-other"}, MOST, &more), "");
	ck_assert_str_eq(found(&w, &w.rima, &(struct ended_filter){.from = now - 90, .until = now},
			       MOST, &more),
			 "");
	ck_assert_str_eq(found(&w, &w.rima,
			       &(struct ended_filter){.from = now - 60, .until = now + 1}, MOST,
			       &more),
			 these(&w, &w.refused, NULL, NULL));
	/* Without a day the last weeks. */
	p->now += (ENDED_DAYS - 1) * DAY;
	ck_assert_str_eq(found(&w, &w.rima, &(struct ended_filter){.mine = false}, MOST, &more),
			 these(&w, &w.refused, &w.second, &w.first));
	p->now += 2 * DAY;
	ck_assert_str_eq(found(&w, &w.rima, &(struct ended_filter){.mine = false}, MOST, &more),
			 "");
	ck_assert_str_eq(found(&w, &w.rima, &(struct ended_filter){.from = now, .until = now + DAY},
			       MOST, &more),
			 these(&w, &w.refused, NULL, NULL));
	portal_close(p);
}
END_TEST

START_TEST(no_more_than_the_grants_reach)
{
	struct world w;
	struct portal *p = &w.portal;
	struct ended_filter all = {.mine = false};
	struct ended_row *rows;
	struct assign_state state;
	size_t count;
	bool more;

	open_world(&w, "ended-reach");
	ck_assert_str_eq(found(&w, &w.tyre, &all, MOST, &more), "");
	portal_tamper(p,
		      arena_format(p->arena, "UPDATE application SET office = '%s' WHERE id = '%s'",
				   w.office, w.second.id));
	GOOD(ended_list(p->registry, &w.tyre, &all, MOST, p->arena, &rows, &count, &more, &err));
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(rows[0].application.reference, w.second.reference);
	ck_assert_str_eq(rows[0].by, "Samir Haddad");
	ck_assert_int_eq(ended_list(p->registry, &p->owner, &all, MOST, p->arena, &rows, &count,
				    &more, &err),
			 FAULT_DENIED);
	/* Whoever is told of an application is told its office. */
	portal_tamper(p,
		      arena_format(p->arena, "UPDATE application SET office = '%s' WHERE id = '%s'",
				   w.office, w.waiting.id));
	GOOD(assign_state(p->registry, &w.rima, &w.waiting, p->service, p->arena, &state, &err));
	ck_assert_str_eq(state.office, "tyre");
	ck_assert_str_eq(state.office_name, "Centre of Tyre");
	GOOD(assign_state(p->registry, &w.rima, &w.first, p->service, p->arena, &state, &err));
	ck_assert_str_eq(state.office, "");
	portal_close(p);
}
END_TEST

SUITE(ended, the_latest_first_each_once, a_day_and_a_service_narrow_it,
      no_more_than_the_grants_reach)
