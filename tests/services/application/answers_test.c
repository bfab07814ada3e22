/* answers_test.c - answers are kept by their class, sealed or clear; either way they are read, and
 * vouched for. */
#include "services/application/answers.h"

#include "services/application/record.h"
#include "services/definition/class.h"
#include "services/definition/service_read.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

/* The sample with classes as its next version, which the portal's forms are of from then on. */
static void use_classes(struct portal *p)
{
	static const char *const changes[][2] = {
		{"version: 3", "version: 4"},
		{"type: yesno\n", "type: yesno\n      class: public\n"},
		{"    - id: contact\n", "    - id: contact\n      class: internal\n"},
		{"type: email,", "type: email, class: sensitive,"},
		{"type: choice\n", "type: choice\n          class: public\n"},
	};
	const char *yaml = sample_yaml;

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++)
		yaml = sample_swap(p->arena, yaml, changes[i][0], changes[i][1]);
	portal_renew(p, yaml);
}

static struct application opened(struct portal *p, const char *reference)
{
	struct application a;
	struct error err;

	ck_assert_int_eq(application_open_host(p->registry, &p->host, reference, &a, &err),
			 FAULT_NONE);
	return a;
}

static enum fault load(struct portal *p, struct application *a, struct form **ret)
{
	struct error err;

	*ret = form_new(p->service, &p->terms, date_of(p->now));
	return application_load(p->registry, &p->host, a, *ret, &err);
}

static enum fault put(struct portal *p, struct application *a, struct application_answer answer,
		      const char **ret_there)
{
	struct error err;
	enum fault fault;

	answer.arena = p->arena;
	fault = application_put(p->registry, &p->guest, a, &answer, &err);
	if (ret_there != NULL)
		*ret_there = answer.there;
	return fault;
}

/* What the rows of an application are, by class. */
struct rows {
	struct portal *portal;
	const char *id;
	int sealed, clear;
	int64_t length;
};

static enum fault look_at_row(void *ctx, const struct store_answer *row, struct error *err)
{
	struct rows *r = ctx;
	const struct question *q = service_question(r->portal->service, row->question, NULL);
	char *words;

	ck_assert_int_eq(record_answer(&r->portal->registry->seal, r->portal->arena, r->id, row,
				       &words, err),
			 FAULT_NONE);
	r->length += (int64_t)(row->sealed.len + strlen(row->clear));
	if (class_is_sealed(q->class)) {
		r->sealed++;
		ck_assert_str_eq(row->clear, "");
		ck_assert_uint_ge(row->sealed.len, strlen(words) + 40);
	} else {
		r->clear++;
		ck_assert_uint_eq(row->sealed.len, 0);
		ck_assert_str_eq(row->clear, words);
	}
	return FAULT_NONE;
}

static struct rows rows_of(struct portal *p, const char *id)
{
	struct rows r = {.portal = p, .id = id};
	struct error err;
	int64_t size = 0;

	ck_assert_int_eq(store_answer_each(p->registry->store, id, look_at_row, &r, &err),
			 FAULT_NONE);
	ck_assert_int_eq(store_answer_size(p->registry->store, id, &size, &err), FAULT_NONE);
	ck_assert_int_eq(size, r.length);
	return r;
}

START_TEST(kept_by_class)
{
	struct portal p;
	struct receipt receipt;
	struct application a;
	struct form *f, *again;
	struct rows rows;

	portal_open(&p, "classes");
	use_classes(&p);
	receipt = portal_apply(&p, &p.guest);
	a = opened(&p, receipt.reference);
	rows = rows_of(&p, a.id);
	ck_assert_int_eq(rows.clear, 5);  /* resident, status; phone, caza, story */
	ck_assert_int_eq(rows.sealed, 6); /* names, birth, spouse, the member's */
	f = portal_form(&p);
	ck_assert_int_eq(load(&p, &a, &again), FAULT_NONE);
	ck_assert_str_eq(form_canonical_text(again, p.arena), form_canonical_text(f, p.arena));
	form_free(f);
	form_free(again);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* One that began under a version without classes keeps everything sealed. */
START_TEST(an_application_keeps_its_versions_classes)
{
	struct portal p;
	const struct service *older;
	struct application a;
	struct error err;
	struct field_path at;
	struct rows rows;
	char pin[PIN_DIGITS + 1];

	portal_open(&p, "older-classes");
	older = p.service;
	ck_assert_int_eq(application_begin(p.registry, &p.guest, older, LANG_EN, &a, pin, &err),
			 FAULT_NONE);
	use_classes(&p);
	p.service = older;
	at = portal_path(&p, "phone", 0);
	ck_assert_int_eq(
		put(&p, &a, (struct application_answer){.at = at, .now = "+9613123456"}, NULL),
		FAULT_NONE);
	rows = rows_of(&p, a.id);
	ck_assert_int_eq(rows.sealed, 1);
	ck_assert_int_eq(rows.clear, 0);
	portal_close(&p);
}
END_TEST

/* Autosave: what is taken away of a question with a default stays as an empty answer. */
START_TEST(drafts_change_what_is_clear)
{
	static const char *const values[] = {"married", "single", NULL, "widowed", NULL};
	struct portal p;
	struct application a, other;
	struct error err;
	struct field_path at;
	struct form *f;
	const char *there = NULL;
	char pin[PIN_DIGITS + 1];

	portal_open(&p, "clear-draft");
	use_classes(&p);
	ck_assert_int_eq(application_begin(p.registry, &p.guest, p.service, LANG_EN, &a, pin, &err),
			 FAULT_NONE);
	at = portal_path(&p, "status", 0);
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		ck_assert_int_eq(
			put(&p, &a,
			    (struct application_answer){.at = at,
							.was = i == 0 ? "single" : values[i - 1],
							.now = values[i]},
			    NULL),
			FAULT_NONE);
		ck_assert_int_eq(rows_of(&p, a.id).clear, 1);
		ck_assert_int_eq(load(&p, &a, &f), FAULT_NONE);
		if (values[i] == NULL)
			ck_assert_ptr_null(form_get(f, &at));
		else
			ck_assert_str_eq(form_get(f, &at), values[i]);
		form_free(f);
	}
	at = portal_path(&p, "story", 0);
	other = a;
	ck_assert_int_eq(put(&p, &a, (struct application_answer){.at = at, .now = "one"}, NULL),
			 FAULT_NONE);
	ck_assert_int_eq(rows_of(&p, a.id).clear, 2);
	ck_assert_int_eq(
		put(&p, &other, (struct application_answer){.at = at, .now = "two"}, &there),
		FAULT_CONFLICT); /* a visit that read before "one" stood there */
	ck_assert_str_eq(there, "one");
	ck_assert_int_eq(put(&p, &a, (struct application_answer){.at = at, .was = "one"}, NULL),
			 FAULT_NONE);
	ck_assert_int_eq(rows_of(&p, a.id).clear, 1);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* Two visits in one draft: what stands clear is compared and told like what is sealed. */
START_TEST(what_is_clear_is_compared_too)
{
	struct portal p;
	struct application a, b;
	struct error err;
	char pin[PIN_DIGITS + 1];
	struct application_answer answer = {.now = "two"};

	portal_open(&p, "clear-compared");
	use_classes(&p);
	ck_assert_int_eq(application_begin(p.registry, &p.guest, p.service, LANG_EN, &a, pin, &err),
			 FAULT_NONE);
	b = a;
	answer.at = portal_path(&p, "story", 0);
	answer.arena = p.arena;
	ck_assert_int_eq(
		put(&p, &a, (struct application_answer){.at = answer.at, .was = NULL, .now = "one"},
		    NULL),
		FAULT_NONE);
	ck_assert_int_eq(application_put(p.registry, &p.guest, &b, &answer, &err), FAULT_CONFLICT);
	ck_assert_str_eq(answer.there, "one");
	ck_assert_int_eq(
		put(&p, &b,
		    (struct application_answer){.at = answer.at, .was = "one", .now = "two"}, NULL),
		FAULT_NONE);
	/* A default is nobody's answer; what was put in its place is. */
	answer = (struct application_answer){.at = portal_path(&p, "status", 0), .was = "single"};
	answer.now = "married";
	ck_assert_int_eq(put(&p, &a, answer, NULL), FAULT_NONE);
	answer.now = "widowed";
	ck_assert_int_eq(put(&p, &b, answer, NULL), FAULT_CONFLICT);
	/* What a sealed question has in the open is nobody's answer. */
	ck_assert_int_eq(put(&p, &a,
			     (struct application_answer){.at = portal_path(&p, "full_name", 0),
							 .was = NULL,
							 .now = "Mayy"},
			     NULL),
			 FAULT_NONE);
	portal_tamper(&p, "UPDATE answer SET clear = 'Rima', sealed = decode('', 'hex')"
			  " WHERE question = 'full_name'");
	ck_assert_int_eq(put(&p, &b,
			     (struct application_answer){.at = portal_path(&p, "full_name", 0),
							 .was = NULL,
							 .now = "Nour"},
			     NULL),
			 FAULT_BROKEN);
	portal_close(&p);
}
END_TEST

/* As a version before classes kept them, and vouched for by this one. */
static void seal_answer(struct portal *p, const char *id, const char *section, const char *question,
			const char *words)
{
	struct store_answer row = {
		.application = id, .section = section, .question = question, .clear = ""};
	struct store_application whole;
	struct sealed sealed;
	struct error err;
	char place[200];
	bool found = false;

	record_answer_binding(place, sizeof(place), section, 0, question);
	sealed = seal_words(&p->registry->seal, p->arena, id, place, words);
	row.sealed = (struct table_bytes){sealed.bytes, sealed.len};
	ck_assert_int_eq(store_begin(p->registry->store, &err), FAULT_NONE);
	ck_assert_int_eq(store_answer_put(p->registry->store, &row, &err), FAULT_NONE);
	ck_assert_int_eq(store_application_get(p->registry->store, id, &whole, &found, &err),
			 FAULT_NONE);
	ck_assert_int_eq(
		vouch_application(&p->registry->seal, p->registry->store, &whole, whole.mac, &err),
		FAULT_NONE);
	ck_assert_int_eq(store_application_save(p->registry->store, &whole, &err), FAULT_NONE);
	ck_assert_int_eq(store_commit(p->registry->store, &err), FAULT_NONE);
}

START_TEST(either_way_is_read_and_vouched_for)
{
	struct portal p;
	struct receipt receipt;
	struct application a;
	struct form *f;
	struct field_path at;

	portal_open(&p, "sealed-public");
	use_classes(&p);
	receipt = portal_apply(&p, &p.guest);
	a = opened(&p, receipt.reference);
	seal_answer(&p, a.id, "eligibility", "resident", "yes");
	seal_answer(&p, a.id, "contact", "story", "one\ntwo = three");
	ck_assert_int_eq(load(&p, &a, &f), FAULT_NONE);
	at = portal_path(&p, "story", 0);
	ck_assert_str_eq(form_get(f, &at), "one\ntwo = three");
	form_free(f);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	seal_answer(&p, a.id, "contact", "story", "one\ntwo = four");
	ck_assert_int_eq(portal_verify(&p, false), 1);
	portal_close(&p);
}
END_TEST

START_TEST(what_is_changed_past_the_engine_is_found)
{
	struct portal p;
	struct receipt receipt;
	struct application a;
	struct form *f;

	portal_open(&p, "clear-tampered");
	use_classes(&p);
	receipt = portal_apply(&p, &p.guest);
	a = opened(&p, receipt.reference);
	portal_tamper(&p, "UPDATE answer SET clear = 'single' WHERE question = 'status'");
	ck_assert_int_eq(portal_verify(&p, false), 1);
	portal_tamper(&p, "UPDATE answer SET clear = 'divorced' WHERE question = 'status'");
	ck_assert_int_eq(load(&p, &a, &f), FAULT_BROKEN);
	form_free(f);
	portal_tamper(&p, "UPDATE answer SET clear = 'married' WHERE question = 'status'");
	ck_assert_int_eq(load(&p, &a, &f), FAULT_NONE);
	form_free(f);
	ck_assert_int_eq(portal_verify(&p, true), 0);

	/* What stands in another section's place is no answer of this one. */
	portal_tamper(&p, "UPDATE answer SET section = 'contact' WHERE question = 'status'");
	ck_assert_int_eq(load(&p, &a, &f), FAULT_BROKEN);
	form_free(f);
	portal_tamper(&p, "UPDATE answer SET section = 'person' WHERE question = 'status'");
	ck_assert_int_eq(portal_verify(&p, true), 0);

	/* Words beside sealed ones, or in their place, are not believed. */
	portal_tamper(&p, "UPDATE answer SET clear = 'Rima' WHERE question = 'full_name'");
	ck_assert_int_eq(load(&p, &a, &f), FAULT_BROKEN);
	form_free(f);
	ck_assert_int_eq(portal_verify(&p, false), 1);
	portal_tamper(&p,
		      "UPDATE answer SET sealed = decode('', 'hex') WHERE question = 'full_name'");
	ck_assert_int_eq(load(&p, &a, &f), FAULT_BROKEN);
	form_free(f);
	ck_assert_int_eq(portal_verify(&p, false), 1);
	portal_close(&p);
}
END_TEST

/* A draft of a guest, begun now. */
static struct application begun(struct portal *p)
{
	struct application a;
	struct error err;
	char pin[PIN_DIGITS + 1];

	ck_assert_int_eq(
		application_begin(p->registry, &p->guest, p->service, LANG_EN, &a, pin, &err),
		FAULT_NONE);
	return a;
}

START_TEST(entries_come_back_as_many_as_there_were)
{
	struct portal p;
	struct application a;
	struct field_path at;
	struct form *f;

	portal_open(&p, "entries");
	a = begun(&p);
	at = portal_path(&p, "member_name", 3);
	ck_assert_int_eq(put(&p, &a, (struct application_answer){.at = at, .now = "Lina"}, NULL),
			 FAULT_NONE);
	ck_assert_int_eq(load(&p, &a, &f), FAULT_NONE);
	ck_assert_int_eq(form_items(f, at.section), 3);
	ck_assert_str_eq(form_get(f, &at), "Lina");
	form_free(f);
	/* Also where nothing is answered in the last ones any more. */
	ck_assert_int_eq(put(&p, &a, (struct application_answer){.at = at, .was = "Lina"}, NULL),
			 FAULT_NONE);
	ck_assert_int_eq(load(&p, &a, &f), FAULT_NONE);
	ck_assert_int_eq(form_items(f, at.section), 3);
	form_free(f);
	portal_close(&p);
}
END_TEST

/* One that is too long itself, and one that is so beside the others. */
START_TEST(answers_are_not_too_long_together)
{
	struct portal p;
	struct application a;
	struct application_answer answer;
	char words[LIMIT_ANSWER + 2];

	portal_open(&p, "too-long");
	a = begun(&p);
	memset(words, 'a', LIMIT_ANSWER + 1);
	words[LIMIT_ANSWER + 1] = '\0';
	answer = (struct application_answer){.at = portal_path(&p, "story", 0), .now = words};
	ck_assert_int_eq(put(&p, &a, answer, NULL), FAULT_INPUT);
	words[LIMIT_ANSWER] = '\0';
	ck_assert_int_eq(put(&p, &a, answer, NULL), FAULT_NONE);
	portal_tamper(&p, arena_format(p.arena, "UPDATE answer SET sealed = %s%d%s",
				       engine_is_postgres() ? "decode(repeat('00', " : "zeroblob(",
				       LIMIT_ANSWERS - LIMIT_ANSWER,
				       engine_is_postgres() ? "), 'hex')" : ")"));
	answer.at = portal_path(&p, "full_name", 0);
	ck_assert_int_eq(put(&p, &a, answer, NULL), FAULT_DENIED);
	answer.now = "Mayy Haddad";
	ck_assert_int_eq(put(&p, &a, answer, NULL), FAULT_NONE);
	portal_close(&p);
}
END_TEST

/* --- submitting --- */

/* The bytes that an answer is sealed as. */
struct sealed_as {
	const char *question;
	unsigned char bytes[200];
	size_t len;
};

static enum fault keep_bytes(void *ctx, const struct store_answer *row, struct error *err)
{
	struct sealed_as *s = ctx;

	(void)err;
	if (strcmp(row->question, s->question) != 0)
		return FAULT_NONE;
	ck_assert_uint_eq(s->len, 0);
	ck_assert_uint_le(row->sealed.len, sizeof(s->bytes));
	memcpy(s->bytes, row->sealed.at, row->sealed.len);
	s->len = row->sealed.len;
	return FAULT_NONE;
}

static struct sealed_as sealed_as(struct portal *p, const char *id, const char *question)
{
	struct sealed_as s = {.question = question};
	struct error err;

	ck_assert_int_eq(store_answer_each(p->registry->store, id, keep_bytes, &s, &err),
			 FAULT_NONE);
	return s;
}

static bool is_same_row(const struct sealed_as *a, const struct sealed_as *b)
{
	return a->len > 0 && a->len == b->len && memcmp(a->bytes, b->bytes, a->len) == 0;
}

/* Everything that a form has, as autosave puts it. */
static void save_all(struct portal *p, struct application *a, const struct form *f)
{
	struct field_path at = {0};
	struct error err;

	while (form_next(f, &at))
		ck_assert_int_eq(put(p, a,
				     (struct application_answer){.at = at,
								 .was = at.question->preset,
								 .now = form_get(f, &at)},
				     NULL),
				 FAULT_NONE);
	ck_assert_int_eq(application_put_section(p->registry, &p->guest, a, f,
						 &p->service->form->sections[0], &err),
			 FAULT_NONE);
}

/* A draft that was saved has nearly all already: what stands there as it was declared stays as it
   is, another answer takes the place of what stands there, and what is not asked goes. */
START_TEST(submitting_writes_what_differs)
{
	struct portal p;
	struct application a;
	struct receipt receipt;
	struct error err;
	struct form *f, *again;
	struct sealed_as name, phone, now;
	char pin[PIN_DIGITS + 1];

	portal_open(&p, "differs");
	f = portal_form(&p);
	ck_assert_int_eq(application_begin(p.registry, &p.guest, p.service, LANG_EN, &a, pin, &err),
			 FAULT_NONE);
	save_all(&p, &a, f);
	name = sealed_as(&p, a.id, "full_name");
	phone = sealed_as(&p, a.id, "phone");
	ck_assert_uint_gt(sealed_as(&p, a.id, "spouse").len, 0);
	portal_set(&p, f, "phone", 0, "03654321");
	portal_set(&p, f, "status", 0, "single");
	ck_assert_msg(application_submit(p.registry, &p.guest, &a, f, &receipt, &err) == FAULT_NONE,
		      "%s (%s)", err.say, err.detail);
	now = sealed_as(&p, a.id, "full_name");
	ck_assert(is_same_row(&name, &now));
	now = sealed_as(&p, a.id, "phone");
	ck_assert(now.len > 0 && !is_same_row(&phone, &now));
	ck_assert_uint_eq(sealed_as(&p, a.id, "spouse").len, 0);
	ck_assert_int_eq(load(&p, &a, &again), FAULT_NONE);
	ck_assert_str_eq(form_canonical_text(again, p.arena), form_canonical_text(f, p.arena));
	form_free(f);
	form_free(again);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* What somebody put there by hand is not taken for what was declared. */
START_TEST(submitting_writes_over_what_was_tampered_with)
{
	struct portal p;
	struct application a;
	struct receipt receipt;
	struct error err;
	struct form *f, *again;
	char pin[PIN_DIGITS + 1];

	portal_open(&p, "differs-tampered");
	f = portal_form(&p);
	ck_assert_int_eq(application_begin(p.registry, &p.guest, p.service, LANG_EN, &a, pin, &err),
			 FAULT_NONE);
	save_all(&p, &a, f);
	portal_tamper(
		&p,
		"UPDATE answer SET sealed = decode('00010203', 'hex') WHERE question = 'phone'");
	portal_tamper(&p, "UPDATE answer SET clear = 'Mayy Haddad', sealed = decode('', 'hex')"
			  " WHERE question = 'full_name'");
	portal_tamper(&p, "UPDATE items SET count = 2 WHERE count = 1");
	ck_assert_msg(application_submit(p.registry, &p.guest, &a, f, &receipt, &err) == FAULT_NONE,
		      "%s (%s)", err.say, err.detail);
	ck_assert_int_eq(load(&p, &a, &again), FAULT_NONE);
	ck_assert_str_eq(form_canonical_text(again, p.arena), form_canonical_text(f, p.arena));
	ck_assert_int_eq(rows_of(&p, a.id).clear, 0);
	form_free(f);
	form_free(again);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

SUITE(answers, kept_by_class, an_application_keeps_its_versions_classes,
      drafts_change_what_is_clear, what_is_clear_is_compared_too,
      either_way_is_read_and_vouched_for, what_is_changed_past_the_engine_is_found,
      entries_come_back_as_many_as_there_were, answers_are_not_too_long_together,
      submitting_writes_what_differs, submitting_writes_over_what_was_tampered_with)
