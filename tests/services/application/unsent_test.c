/* unsent_test.c - what an applicant corrects and never sends: what others are given and what is
 * decided by meanwhile, and what is left of it when the application ends. */
#include "services/application/unsent.h"

#include "services/application/answers.h"
#include "services/catalogue/versions.h"
#include "services/registry/registry_inside.h"
#include "services/upkeep/tick.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s (%s)", err.say, err.detail)
#define ALL (~0U)
#define N "name: {ar: ن, fr: n, en: n}"

static struct error err;

static const struct named items[] = {
	{.wrong = WRONG_INCORRECT, .question = "full_name"},
	{.wrong = WRONG_INCORRECT, .question = "status"},
	{.wrong = WRONG_INCORRECT, .question = "income"},
	{.wrong = WRONG_INCORRECT, .item = 1, .question = "school"},
	{.wrong = WRONG_OUTDATED, .is_paper = true, .question = "photo"},
};

/* An application in which these are asked for again. */
static void open_asked(struct portal *p, const char *name, const char *(*yaml)(struct arena *a),
		       struct application *ret)
{
	struct versions_item item = {.id = "lb-sample", .version = 4};
	const struct act_answers wrong = {.words = "Please look.", .items = items, .item_count = 5};
	struct receipt receipt;
	size_t refused;

	portal_open(p, name);
	item.yaml = yaml(p->arena);
	item.len = strlen(item.yaml);
	GOOD(versions_import(p->registry, &item, 1, &refused, &err));
	GOOD(versions_find(p->registry, p->arena, &p->terms, "lb-sample", 4, &p->service, &err));
	receipt = portal_apply(p, &p->owner);
	GOOD(application_open(p->registry, &p->owner, receipt.reference, NULL, ret, &err));
	GOOD(application_act(p->registry, &p->host, ret, p->service, "correct", &wrong, &err));
}

static const char *usual(struct arena *a)
{
	return sample_acts(a, "{id: remind,", "{id: remind, when: status = married,");
}

static const char *with_clocks(struct arena *a)
{
	return sample_clocks(a, "clocks:\n"
				"  - {id: legal, " N ", starts: submitted, length: 20 days,"
				" when_over: stands}\n"
				"  - {id: first, " N ", starts: submitted, length: 90 days,"
				" when_over: escalate}\n"
				"  - {id: shelf, " N ", starts: entered(archive), length: 3 days,"
				" when_over: lapse}\n");
}

static void put(struct portal *p, struct application *a, const char *question, int item,
		const char *now)
{
	struct application_answer answer = {.service = p->service,
					    .at = portal_path(p, question, item),
					    .now = now,
					    .was = "",
					    .arena = p->arena};

	GOOD(application_put(p->registry, &p->owner, a, &answer, &err));
}

static void correct_all(struct portal *p, struct application *a)
{
	put(p, a, "full_name", 0, "Maya");
	put(p, a, "status", 0, "single");
	put(p, a, "income", 0, "100");
	put(p, a, "school", 1, "Baalbek");
}

/* "name|status|income|school" as they are there for that caller; "-": nothing stands there. */
static const char *seen(struct portal *p, const struct application *from, struct caller *v)
{
	static const char *const of[] = {"full_name", "status", "income", "school"};
	struct form *f = form_new(p->service, &p->terms, date_of(p->now));
	struct application a = *from;
	char *all = arena_text(p->arena, "");

	GOOD(application_load(p->registry, v, &a, f, &err));
	for (size_t i = 0; i < 4; i++) {
		struct field_path at = portal_path(p, of[i], i == 3);
		const char *value = form_get(f, &at);

		all = arena_format(p->arena, "%s%s|", all, value == NULL ? "-" : value);
	}
	form_free(f);
	return all;
}

#define SENT "Mayy Haddad|married|-|Zahle 2|"
#define CORRECTED "Maya|single|100|Baalbek|"

START_TEST(others_are_given_what_was_sent)
{
	const struct act_answers words = {.words = "Please answer."};
	struct portal p;
	struct application a, theirs;

	open_asked(&p, "unsent-given", usual, &a);
	correct_all(&p, &a);
	ck_assert_str_eq(seen(&p, &a, &p.owner), CORRECTED);
	ck_assert_str_eq(seen(&p, &a, &p.host), SENT);
	/* what may be done is for answers that were sent, too */
	theirs = a;
	GOOD(application_act(p.registry, &p.host, &theirs, p.service, "remind", &words, &err));
	GOOD(application_get(p.registry, &p.owner, &a, &err));
	GOOD(application_reply(p.registry, &p.owner, &a, p.service, NULL, &err));
	ck_assert_str_eq(seen(&p, &a, &p.host), CORRECTED);
	theirs = a;
	ck_assert_int_eq(
		application_act(p.registry, &p.host, &theirs, p.service, "remind", &words, &err),
		FAULT_DENIED);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* Whoever may not read an answer is not told either that a correction has given, or taken, one. */
START_TEST(what_is_withheld_is_so_as_it_was_sent)
{
	struct portal p;
	struct application a;
	struct store_application row;
	struct form *f;
	struct field_path income, name;
	bool found = false;

	open_asked(&p, "unsent-class", usual, &a);
	correct_all(&p, &a);
	income = portal_path(&p, "income", 0);
	name = portal_path(&p, "full_name", 0);
	f = form_new(p.service, &p.terms, date_of(p.now));
	GOOD(store_application_get(p.registry->store, a.id, &row, &found, &err));
	GOOD(answers_load(p.registry, a.id, 0, f, &err));
	ck_assert(form_is_withheld(f, &income));
	GOOD(unsent_hide(p.registry, &row, 0, f, &err));
	ck_assert(!form_is_withheld(f, &income));
	ck_assert(form_is_withheld(f, &name));
	ck_assert_ptr_null(form_get(f, &name));
	form_free(f);
	portal_close(&p);
}
END_TEST

static void ends_with_what_was_sent(struct portal *p, struct application *a,
				    enum application_state state)
{
	GOOD(application_get(p->registry, &p->owner, a, &err));
	ck_assert_int_eq(a->state, state);
	ck_assert_str_eq(seen(p, a, &p->host), SENT);
	ck_assert_str_eq(seen(p, a, &p->owner), SENT);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}

START_TEST(taken_back_with_what_was_sent)
{
	struct portal p;
	struct application a;

	open_asked(&p, "unsent-taken", usual, &a);
	correct_all(&p, &a);
	GOOD(application_withdraw(p.registry, &p.owner, &a, p.service, &err));
	ends_with_what_was_sent(&p, &a, STATE_WITHDRAWN);
}
END_TEST

START_TEST(silence_decides_on_what_was_sent)
{
	struct portal p;
	struct application a;
	struct tick done;

	open_asked(&p, "unsent-over", with_clocks, &a);
	correct_all(&p, &a);
	p.now += 21L * 86400;
	GOOD(tick_run(p.registry, &done, &err));
	ck_assert_int_eq(done.changed, 1);
	ends_with_what_was_sent(&p, &a, STATE_APPROVED);
}
END_TEST

SUITE(unsent, others_are_given_what_was_sent, what_is_withheld_is_so_as_it_was_sent,
      taken_back_with_what_was_sent, silence_decides_on_what_was_sent)
