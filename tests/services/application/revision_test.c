/* revision_test.c - two at once: one wins, the other is told what stands there and loses nothing.
 */
#include "tests/services/portal.h"
#include "tests/unit.h"

#include "services/registry/id.h"
#include "services/registry/ledger.h"

#include <string.h>

static struct portal p;
static struct error err;

#define IS(call, expected)                                                                         \
	ck_assert_msg((call) == (expected), "%s: %d %s (%s)", #call, (int)err.fault, err.say,      \
		      err.detail)
#define GOOD(call) IS(call, FAULT_NONE)

static struct application begin(struct caller *v)
{
	struct application a;
	char pin[PIN_DIGITS + 1];

	GOOD(application_begin(p.registry, v, p.service, LANG_EN, &a, pin, &err));
	return a;
}

static enum fault put(struct application *a, const char *question, const char *was, const char *now,
		      struct application_answer *ret)
{
	*ret = (struct application_answer){
		.at = portal_path(&p, question, 0), .was = was, .now = now, .arena = p.arena};
	return application_put(p.registry, &p.guest, a, ret, &err);
}

static const char *stored(const struct application *a, const char *question)
{
	struct form *f = form_new(p.service, &p.terms, date_of(p.now));
	struct field_path at = portal_path(&p, question, 0);
	struct application now = *a;
	const char *value;

	GOOD(application_load(p.registry, &p.guest, &now, f, &err));
	value = arena_text(p.arena, form_get(f, &at));
	form_free(f);
	return value;
}

static struct application opened(struct caller *v, const char *reference)
{
	struct application a;

	if (v->role == ROLE_AUTHORITY)
		GOOD(application_open_host(p.registry, v, reference, &a, &err));
	else
		GOOD(application_open(p.registry, v, reference, NULL, &a, &err));
	return a;
}

START_TEST(every_change_raises_it)
{
	struct application_answer one;
	struct field_path at;
	struct ledger_entry *list;
	struct receipt receipt;
	struct application a;
	struct form *f;
	size_t count;

	portal_open(&p, "raises");
	f = portal_form(&p);
	a = begin(&p.guest);
	ck_assert_int_eq(a.revision, 1);
	GOOD(put(&a, "full_name", NULL, "Mayy", &one));
	GOOD(put(&a, "full_name", "Mayy", NULL, &one));
	ck_assert(!one.behind);
	ck_assert_int_eq(a.revision, 3);
	at = portal_path(&p, "birth", 0);
	GOOD(application_stand(p.registry, &p.guest, &a, &at, &err));
	ck_assert_int_eq(a.revision, 3); /* nothing that anybody said */
	GOOD(application_put_section(p.registry, &p.guest, &a, f,
				     service_section(p.service, "members"), &err));
	ck_assert_int_eq(a.revision, 4);
	GOOD(application_submit(p.registry, &p.guest, &a, f, &receipt, &err));
	ck_assert_int_eq(a.revision, 5);
	a = opened(&p.host, a.reference);
	ck_assert_int_eq(a.revision, 5);
	GOOD(application_ask(p.registry, &p.host, &a, p.service, "What?", &err));
	ck_assert_int_eq(a.revision, 6);
	/* Saved answers leave a gap; a look carries what it saw. */
	GOOD(ledger_of(p.registry, a.id, p.arena, &list, &count, &err));
	ck_assert_uint_eq(count, 4);
	ck_assert_int_eq(list[0].revision, 1);
	ck_assert_int_eq(list[1].revision, 5);
	ck_assert_int_eq(list[2].act, LEDGER_LOOKED);
	ck_assert_int_eq(list[2].revision, 5);
	ck_assert_int_eq(list[3].revision, 6);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	form_free(f);
	portal_close(&p);
}
END_TEST

/* What an act does to a struct that is behind: words of who was faster, and what is there now. */
static void refused(enum fault fault, const struct application *a, const char *words, int revision,
		    enum application_state state)
{
	ck_assert_int_eq(fault, FAULT_CONFLICT);
	ck_assert_msg(strstr(err.say, words) != NULL, "%s", err.say);
	ck_assert_int_eq(a->revision, revision);
	ck_assert_int_eq(a->state, state);
}

START_TEST(acts_on_what_was_seen_only)
{
	struct application theirs, ours, other;
	struct receipt receipt;

	portal_open(&p, "seen");
	receipt = portal_apply(&p, &p.guest);
	theirs = opened(&p.guest, receipt.reference);
	ours = other = opened(&p.host, receipt.reference);
	GOOD(application_ask(p.registry, &p.host, &ours, p.service, "What?", &err));
	refused(application_withdraw(p.registry, &p.guest, &theirs, NULL, &err), &theirs,
		"The authority has changed", 2, STATE_NEEDS_INFO);
	refused(application_decide(p.registry, &p.host, &other, p.service, true, NULL, &err),
		&other, "changed elsewhere", 2, STATE_NEEDS_INFO);
	/* Who has been told may go on. */
	GOOD(application_reply(p.registry, &p.guest, &theirs, p.service, "This", &err));
	refused(application_stage(p.registry, &p.host, &ours, p.service, "issue", "", &err), &ours,
		"The applicant has changed", 3, STATE_IN_REVIEW);
	GOOD(application_stage(p.registry, &p.host, &ours, p.service, "issue", "", &err));
	refused(application_ask(p.registry, &p.host, &other, p.service, "And?", &err), &other,
		"changed elsewhere", 4, STATE_IN_REVIEW);
	refused(application_reply(p.registry, &p.guest, &theirs, p.service, "Again", &err), &theirs,
		"The authority has changed", 4, STATE_IN_REVIEW);
	ck_assert_str_eq(portal_acts(&p, &ours), "submitted looked looked asked replied staged");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* Linking a key fights with nothing: it is done, and the struct says what is there. */
START_TEST(linking_takes_what_is_there)
{
	struct application theirs, ours;
	struct receipt receipt;

	portal_open(&p, "linking");
	receipt = portal_apply(&p, &p.guest);
	theirs = opened(&p.guest, receipt.reference);
	ours = opened(&p.host, receipt.reference);
	GOOD(application_ask(p.registry, &p.host, &ours, p.service, "What?", &err));
	memset(p.guest.key, 'b', 64);
	GOOD(application_own(p.registry, &p.guest, &theirs, &err));
	ck_assert_int_eq(theirs.revision, 3);
	ck_assert_int_eq(theirs.state, STATE_NEEDS_INFO);
	refused(application_decide(p.registry, &p.host, &ours, p.service, true, NULL, &err), &ours,
		"The applicant has changed", 3, STATE_NEEDS_INFO);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(different_questions_merge)
{
	struct application_answer one;
	struct application a, b;

	portal_open(&p, "merge");
	a = b = begin(&p.guest);
	GOOD(put(&a, "full_name", NULL, "Mayy", &one));
	GOOD(put(&b, "birth", NULL, "1990-03-14", &one));
	ck_assert(one.behind);
	ck_assert_int_eq(b.revision, 1); /* its form has not seen the name */
	ck_assert_str_eq(stored(&a, "full_name"), "Mayy");
	ck_assert_str_eq(stored(&a, "birth"), "1990-03-14");
	GOOD(put(&a, "phone", "", "+9613123456", &one));
	ck_assert(one.behind);
	ck_assert_int_eq(a.revision, 2);
	ck_assert_str_eq(stored(&a, "phone"), "+9613123456");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(the_same_question_is_told)
{
	struct application_answer one;
	struct application a, b;

	portal_open(&p, "told");
	a = b = begin(&p.guest);
	GOOD(put(&a, "full_name", NULL, "Mayy", &one));
	IS(put(&b, "full_name", NULL, "Nour", &one), FAULT_CONFLICT);
	ck_assert_str_eq(one.there, "Mayy");
	ck_assert_int_eq(b.revision, 1);
	ck_assert_str_eq(stored(&a, "full_name"), "Mayy");
	/* Both say the same: nothing is stored, nobody is told. */
	GOOD(put(&b, "full_name", NULL, "Mayy", &one));
	ck_assert_ptr_null(one.there);
	ck_assert_int_eq(a.revision, 2);
	GOOD(put(&a, "full_name", "Mayy", "Mayy", &one));
	ck_assert(!one.behind);
	/* With what stands there before their eyes it is theirs to say. */
	GOOD(put(&b, "full_name", "Mayy", "Nour", &one));
	ck_assert_str_eq(stored(&a, "full_name"), "Nour");
	IS(put(&a, "full_name", "Mayy", NULL, &one), FAULT_CONFLICT);
	ck_assert_str_eq(one.there, "Nour");
	GOOD(put(&b, "full_name", "Nour", NULL, &one));
	IS(put(&a, "full_name", "Mayy", "May", &one), FAULT_CONFLICT);
	ck_assert_str_eq(one.there, "");
	/* Nothing stands there: taking away is what was done already. */
	GOOD(put(&a, "full_name", "Mayy", "", &one));
	ck_assert_ptr_null(stored(&a, "full_name"));
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* A default is nobody's answer; one that was taken away is. */
START_TEST(defaults_are_no_answers)
{
	struct application_answer one;
	struct application a, b;

	portal_open(&p, "defaults");
	a = b = begin(&p.guest);
	GOOD(put(&a, "full_name", NULL, "Mayy", &one));
	GOOD(put(&b, "status", "single", "married", &one));
	ck_assert_str_eq(stored(&a, "status"), "married");
	a = b;
	GOOD(put(&b, "status", "married", NULL, &one));
	IS(put(&a, "status", "single", "widowed", &one), FAULT_CONFLICT);
	ck_assert_str_eq(one.there, "");
	GOOD(put(&a, "status", NULL, "widowed", &one));
	portal_close(&p);
}
END_TEST

/* A form that is older than the registry's answers is never stored over them, however often it is
 * tried; with the answers read again it goes on. */
START_TEST(an_older_form_is_never_stored)
{
	const struct section *members;
	struct application_answer one;
	struct application a, b;
	struct receipt receipt;
	struct form *f, *fresh;

	portal_open(&p, "older-form");
	members = service_section(p.service, "members");
	f = portal_form(&p);
	a = b = begin(&p.guest);
	GOOD(put(&a, "income", NULL, "100050", &one));
	for (int i = 0; i < 2; i++) {
		refused(application_submit(p.registry, &p.guest, &b, f, &receipt, &err), &b,
			"changed elsewhere", 1, STATE_DRAFT);
		refused(application_put_section(p.registry, &p.guest, &b, f, members, &err), &b,
			"changed elsewhere", 1, STATE_DRAFT);
		refused(application_discard(p.registry, &p.guest, &b, &err), &b,
			"changed elsewhere", 1, STATE_DRAFT);
		GOOD(put(&b, "full_name", i == 0 ? NULL : "Mayy", "Mayy", &one));
	}
	ck_assert_str_eq(stored(&a, "income"), "100050");
	fresh = form_new(p.service, &p.terms, date_of(p.now));
	GOOD(application_load(p.registry, &p.guest, &b, fresh, &err));
	ck_assert_int_eq(b.revision, 3);
	form_free(fresh);
	GOOD(application_put_section(p.registry, &p.guest, &b, f, members, &err));
	GOOD(application_submit(p.registry, &p.guest, &b, f, &receipt, &err));
	ck_assert_int_eq(b.revision, 5);
	/* The other learns that it is no draft any more. */
	refused(put(&a, "income", "100050", "1", &one), &a, "already been submitted", 5,
		STATE_SUBMITTED);
	ck_assert_ptr_null(one.there);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	form_free(f);
	portal_close(&p);
}
END_TEST

/* Who acted, for what and from which face stands in the entry, each act with an operation of its
 * own. */
START_TEST(entries_say_who_and_for_what)
{
	struct ledger_entry *list;
	struct receipt receipt;
	struct application a;
	size_t count;

	portal_open(&p, "who");
	receipt = portal_apply(&p, &p.owner);
	snprintf(p.host.office, sizeof(p.host.office), "zahle");
	p.host.purpose = "inspection";
	a = opened(&p.host, receipt.reference);
	GOOD(ledger_of(p.registry, a.id, p.arena, &list, &count, &err));
	ck_assert_uint_eq(count, 2);
	ck_assert_str_eq(list[0].actor, p.owner.key);
	ck_assert_str_eq(list[0].role, "applicant");
	ck_assert_str_eq(list[0].face, "pages");
	ck_assert_str_eq(list[0].office, "");
	ck_assert_str_eq(list[0].purpose, "");
	ck_assert_int_eq(list[0].digest_recipe, 2);
	ck_assert_str_eq(list[1].actor, "host");
	ck_assert_str_eq(list[1].role, "authority");
	ck_assert_str_eq(list[1].face, "host");
	ck_assert_str_eq(list[1].office, "zahle");
	ck_assert_str_eq(list[1].purpose, "inspection");
	ck_assert_uint_eq(strlen(list[0].operation), ID_LENGTH);
	ck_assert_str_ne(list[0].operation, list[1].operation);
	portal_close(&p);
}
END_TEST

SUITE(revision, every_change_raises_it, acts_on_what_was_seen_only, linking_takes_what_is_there,
      different_questions_merge, the_same_question_is_told, defaults_are_no_answers,
      an_older_form_is_never_stored, entries_say_who_and_for_what)
