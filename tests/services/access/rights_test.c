/* rights_test.c - every call that takes a registry, tried by callers who may not: they are told
 * nothing, and nothing changes.
 *
 * tools/check-rights reads the headers and fails where a call has no row here, or in
 * rights_account_test.c.
 */
#include "tests/services/access/rights_try.h"
#include "tests/unit.h"

#include "services/application/look.h"
#include "services/application/rehearse.h"

#include <string.h>

/* --- the calls --- */

TRY(application_begin)
{
	return application_begin(REGISTRY, c, h->portal.service, LANG_EN, &(struct application){0},
				 (char[PIN_DIGITS + 1]){0}, &h->err);
}

TRY(application_begin_with)
{
	return application_begin_with(REGISTRY, c, h->form, LANG_EN, &(struct application){0},
				      (char[PIN_DIGITS + 1]){0}, &h->err);
}

TRY(application_apply)
{
	return application_apply(REGISTRY, c, h->form, portal_request(), LANG_EN,
				 &(struct receipt){0}, &h->err);
}

TRY(application_put)
{
	struct field_path at = portal_path(&h->portal, "full_name", 0);

	return application_put(REGISTRY, c, a,
			       &(struct application_answer){.at = at, .now = "Nobody"}, &h->err);
}

TRY(application_stand)
{
	struct field_path at = portal_path(&h->portal, "birth", 0);

	return application_stand(REGISTRY, c, a, &at, &h->err);
}

TRY(application_put_section)
{
	return application_put_section(REGISTRY, c, a, h->form,
				       service_section(h->portal.service, "members"), &h->err);
}

TRY(application_load)
{
	struct form *f = form_new(h->portal.service, &h->portal.terms, date_of(h->portal.now));
	struct field_path at = portal_path(&h->portal, "full_name", 0);
	enum fault fault = application_load(REGISTRY, c, a, f, &h->err);

	if (fault != FAULT_NONE)
		ck_assert_ptr_null(form_get(f, &at));
	form_free(f);
	return fault;
}

TRY(application_discard)
{
	return application_discard(REGISTRY, c, a, &h->err);
}

/* Without a PIN, and with a wrong one. */
TRY(application_open)
{
	struct application opened = {.version = -1};
	enum fault fault = application_open(REGISTRY, c, a->reference, NULL, &opened, &h->err);

	if (fault == FAULT_MISSING)
		fault = application_open(REGISTRY, c, a->reference, "000000", &opened, &h->err);
	ck_assert((fault == FAULT_NONE) == (opened.version != -1));
	return fault;
}

/* Needed by who has its key and nothing else, and told to nobody else. */
TRY(application_needs_pin)
{
	bool needs = false;

	c->proven_count = 0;
	GOOD(application_needs_pin(REGISTRY, c, a->reference, &needs, &h->err));
	return needs ? FAULT_NONE : FAULT_MISSING;
}

/* Even the right PIN proves nothing of what they may not look at: application_open does. */
TRY(application_prove)
{
	const char *pin = "000000";

	for (int v = 0; v < VICTIMS; v++)
		if (strcmp(h->victims[v].id, a->id) == 0)
			pin = h->pins[v];
	return application_prove(REGISTRY, c, a, pin, &h->err);
}

TRY(application_get)
{
	struct application before = *a;
	enum fault fault = application_get(REGISTRY, c, a, &h->err);

	ck_assert(fault == FAULT_NONE || memcmp(&before, a, sizeof(before)) == 0);
	return fault;
}

TRY(application_open_host)
{
	struct application opened;

	return application_open_host(REGISTRY, c, a->reference, &opened, &h->err);
}

/* Nobody else's can be named: missing is what is not in the list. */
TRY(application_mine)
{
	struct application *list;
	size_t count;
	enum fault fault = application_mine(REGISTRY, c, h->portal.arena, &list, &count, &h->err);

	ck_assert_int_eq(fault, FAULT_NONE);
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].id, a->id) == 0)
			return FAULT_NONE;
	return FAULT_MISSING;
}

TRY(application_own)
{
	return application_own(REGISTRY, c, a, &h->err);
}

TRY(application_submit)
{
	struct receipt receipt;

	return application_submit(REGISTRY, c, a, h->form, &receipt, &h->err);
}

TRY(application_withdraw)
{
	return application_withdraw(REGISTRY, c, a, NULL, &h->err);
}

TRY(application_reply)
{
	return application_reply(REGISTRY, c, a, NULL, "this one", &h->err);
}

TRY(application_act)
{
	struct act_answers answers = {.words = "What?"};

	return application_act(REGISTRY, c, a, h->portal.service, "ask", &answers, &h->err);
}

TRY(application_try)
{
	const struct act_answers answers = {.words = "Which one?"};

	return application_try(REGISTRY, c, a, h->portal.service, "ask", &answers, &h->err);
}

TRY(application_acts)
{
	struct application_course course;

	return application_acts(REGISTRY, c, a, h->portal.service, h->portal.arena, &course,
				&h->err);
}

TRY(application_tasks)
{
	struct application_task *tasks;
	size_t count;

	return application_tasks(REGISTRY, c, a, h->portal.service, h->portal.arena, &tasks, &count,
				 &h->err);
}

TRY(application_clocks)
{
	struct application_clock *clocks;
	size_t count;

	return application_clocks(REGISTRY, c, a, h->portal.service, h->portal.arena, &clocks,
				  &count, &h->err);
}

TRY(application_ask)
{
	return application_ask(REGISTRY, c, a, h->portal.service, "What?", &h->err);
}

TRY(application_decide)
{
	return application_decide(REGISTRY, c, a, h->portal.service, true, "", &h->err);
}

TRY(application_stage)
{
	return application_stage(REGISTRY, c, a, h->portal.service, "issue", "", &h->err);
}

TRY(application_events)
{
	struct event *events;
	size_t count;

	return application_events(REGISTRY, c, a, h->portal.service, h->portal.arena, &events,
				  &count, &h->err);
}

TRY(looks_of)
{
	struct looks_told told;

	return looks_of(REGISTRY, c, a, h->portal.arena, &told, &h->err);
}

TRY(looks_holders)
{
	const char **keys;
	size_t count;

	return looks_holders(REGISTRY, c, a, h->portal.arena, &keys, &count, &h->err);
}

static void tell_rehearsed(void *ctx, const struct rehearsal *one)
{
	(void)one;
	++*(size_t *)ctx;
}

TRY(rehearse_each)
{
	size_t told = 0;
	bool more;
	enum fault fault = rehearse_each(REGISTRY, c, h->portal.service, &h->portal.terms, 10,
					 tell_rehearsed, &told, &more, &h->err);

	(void)a;
	ck_assert(fault == FAULT_NONE || told == 0);
	return fault;
}

TRY(audit_list)
{
	c->purpose = "to see";
	return audit_list(REGISTRY, c, &(struct audit_question){.reference = a->reference},
			  h->portal.arena, &(struct audit){.count = 0}, &h->err);
}

/* Missing where it is not the choice that the owner's key made. */
TRY(preference_get)
{
	struct preference p = {0};
	bool known;

	ck_assert_int_eq(preference_get(REGISTRY, c, &p, &known, &h->err), FAULT_NONE);
	return known && p.lang == LANG_FR ? FAULT_NONE : FAULT_MISSING;
}

TRY(preference_set)
{
	return preference_set(REGISTRY, c, &(struct preference){LANG_AR, 1}, &h->err);
}

TRY(preference_forget)
{
	return preference_forget(REGISTRY, c, &h->err);
}

/* Every act on what is there, but those that are everybody's. */
TRY(access_may)
{
	struct access_object o = {.id = a->id, .reference = a->reference, .actor = ACCESS_NO_STAGE};
	enum fault fault = FAULT_MISSING;

	for (int act = ACCESS_LOOK; act <= ACCESS_EXPIRE; act++)
		if (access_may(REGISTRY, c, (enum access_act)act, &o, &h->err) == FAULT_NONE)
			fault = FAULT_NONE;
	return fault;
}

/* As a list has it. */
static struct store_application sent(const struct application *a)
{
	struct store_application row = {.submitted_at = 1};

	snprintf(row.id, sizeof(row.id), "%s", a->id);
	snprintf(row.reference, sizeof(row.reference), "%s", a->reference);
	return row;
}

TRY(look_may)
{
	struct store_application row = sent(a);

	return look_may(REGISTRY, c, ACCESS_LOOK, NULL, &row, &h->err);
}

TRY(look_at)
{
	struct store_application row;

	return look_at(REGISTRY, c, a, LOOK_OPEN, &row, &h->err);
}

TRY(look_in)
{
	struct store_application row = sent(a);

	return look_in(REGISTRY, c, LOOK_OPEN, &row, &h->err);
}

/* --- every call by everybody --- */

static const struct rights_row rows[] = {
	ROW(application_begin, true, false),
	ROW(application_begin_with, true, false),
	ROW(application_apply, true, false),
	ROW(application_put, false, false),
	ROW(application_stand, false, false),
	ROW(application_put_section, false, false),
	ROW(application_load, false, false),
	ROW(application_discard, false, false),
	ROW(application_open, false, true),
	ROW(application_needs_pin, false, true),
	ROW(application_prove, false, false),
	ROW(application_get, false, false),
	ROW(application_open_host, false, true),
	ROW(application_mine, false, false),
	ROW(application_own, false, false),
	ROW(application_submit, false, false),
	ROW(application_withdraw, false, false),
	ROW(application_reply, false, false),
	ROW(application_act, false, false),
	ROW(application_try, false, false),
	ROW(application_acts, false, false),
	ROW(application_tasks, false, false),
	ROW(application_clocks, false, false),
	ROW(application_ask, false, false),
	ROW(application_decide, false, false),
	ROW(application_stage, false, false),
	ROW(application_events, false, false),
	ROW(looks_of, false, false),
	ROW(looks_holders, false, false),
	ROW(audit_list, false, true),
	ROW(rehearse_each, false, true),
	ROW(preference_get, false, false),
	ROW(preference_set, true, false),
	ROW(preference_forget, true, false),
	ROW(access_may, false, true),
	ROW(look_may, false, true),
	ROW(look_at, false, false),
	ROW(look_in, false, true),
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

START_TEST(strangers_are_told_nothing_and_change_nothing)
{
	rights_try_strangers("strangers", rows, ROWS);
}
END_TEST

START_TEST(who_may_does)
{
	rights_try_owners(rows, ROWS);
}
END_TEST

static const struct {
	enum fault (*run)(struct house *h, struct caller *c, struct application *a);
	enum victim victim;
} by_pin[] = {{try_application_submit, VICTIM_DRAFT},
	      {try_application_reply, VICTIM_ASKED},
	      {try_application_withdraw, VICTIM_SUBMITTED}};
#define BY_PIN ((int)(sizeof(by_pin) / sizeof(by_pin[0])))

/* Another visit of the owner, from elsewhere, of whom the gate says the key and nothing else. */
static struct caller another_visit(const struct house *h)
{
	struct caller c = rights_house_intrude(h, ANOTHER_KEY);

	memcpy(c.key, h->portal.owner.key, sizeof(c.key));
	return c;
}

/* Nor does a wrong PIN change anything. */
START_TEST(a_key_alone_does_not_act)
{
	struct house here, *h = &here;
	char wrong[] = "000000";
	BUFFER_CLEAN struct buffer before, after;

	rights_house_open(h, "rights-key", "");
	before = rights_house_content(h, true);
	for (int i = 0; i < BY_PIN; i++) {
		struct caller c = another_visit(h);
		struct application a = h->victims[by_pin[i].victim];

		ck_assert_int_eq(by_pin[i].run(h, &c, &a), FAULT_DENIED);
		ck_assert_str_eq(h->err.code, ACCESS_PIN_NEEDED);
		wrong[0] = h->pins[by_pin[i].victim][0] == '0' ? '1' : '0';
		ck_assert_int_eq(application_prove(REGISTRY, &c, &a, wrong, &h->err),
				 FAULT_MISSING);
		ck_assert_str_eq(h->err.code, "pin_wrong");
		ck_assert_int_eq(by_pin[i].run(h, &c, &a), FAULT_DENIED);
	}
	after = rights_house_content(h, true);
	ck_assert(rights_is_same(&before, &after));
	rights_house_close(h);
}
END_TEST

/* What lets the owner act: the PIN, having begun it in this visit, or an operator's setting. */
START_TEST(with_its_pin_or_begun_in_this_visit_it_does)
{
	enum { WITH_PIN, BEGUN, BY_SETTING };

	for (int way = WITH_PIN; way <= BY_SETTING; way++) {
		struct house here, *h = &here;

		rights_house_open(h, "rights-way-",
				  way == WITH_PIN ? "1"
				  : way == BEGUN  ? "2"
						  : "3");
		for (int i = 0; i < BY_PIN; i++) {
			struct caller c = way == BEGUN ? h->portal.owner : another_visit(h);
			struct application a = h->victims[by_pin[i].victim];

			c.key_acts = way == BY_SETTING;
			if (way == WITH_PIN)
				GOOD(application_prove(REGISTRY, &c, &a, h->pins[by_pin[i].victim],
						       &h->err));
			/* It stays a visit of the key, and may wait for its owner. */
			ck_assert(caller_identity(&c, (char[CALLER_IDENTITY]){0}));
			GOOD(by_pin[i].run(h, &c, &a));
		}
		ck_assert_int_eq(portal_verify(&h->portal, true), 0);
		rights_house_close(h);
	}
}
END_TEST

SUITE(rights, strangers_are_told_nothing_and_change_nothing, who_may_does, a_key_alone_does_not_act,
      with_its_pin_or_begun_in_this_visit_it_does)
