/* issued_test.c - documents that acts and clocks issue: their numbers, what stands in them, who is
 * given them, what their code tells anybody; replaced, revoked, expired, and changed past the
 * portal. */
#include "services/access/offices.h"
#include "services/application/checked.h"
#include "services/application/issued.h"
#include "services/registry/budget.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/registry/signer.h"
#include "services/store/store_issued.h"
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/services/tamper.h"
#include "tests/unit.h"

#include <string.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)
#define N "name: {ar: ن, fr: n, en: n}"
#define DAY ((int64_t)86400)
#define WORDS(text) (&(struct act_answers){.words = (text)})

static struct error err;

#define ACTS                                                                                       \
	"acts:\n"                                                                                  \
	"  - {id: certify, " N                                                                     \
	", from: any, by: head, to: end(approved), asks: [words], effects: [{issue: card}]}\n"     \
	"  - {id: anew, " N                                                                        \
	", from: end(approved), by: head, asks: [words], effects: [{issue: card}]}\n"              \
	"  - {id: strike, " N                                                                      \
	", from: end(approved), by: head, asks: [words], effects: [{revoke: card}]}\n"             \
	"  - {id: take_back"
#define OUTPUTS                                                                                    \
	"outputs:\n"                                                                               \
	"  - id: card\n"                                                                           \
	"    name: {ar: بطاقة, fr: Carte, en: Card}\n"                                        \
	"    number: {text: \"C{n:3}-{year}\"}\n"                                                  \
	"    valid: 30d\n"                                                                         \
	"    holder: full_name\n"                                                                  \
	"    text:\n"                                                                              \
	"      ar: \"{full_name} {number} {birth} {submitted}\\n{#each members}- "                 \
	"{member_name}\\n{/each}\"\n"                                                              \
	"      fr: \"{full_name} {number} {birth} {submitted}\\n{#each members}- "                 \
	"{member_name}\\n{/each}\"\n"                                                              \
	"      en: \"{full_name} has {number}, born {birth}, sent {submitted}.\\n\\n{#each "       \
	"members}- "                                                                               \
	"{member_name}\\n{/each}\"\n"                                                              \
	"form:\n"

static const char *with_card(struct portal *p)
{
	char *yaml = sample_acts(p->arena, "acts:\n  - {id: take_back", ACTS);

	return sample_swap(p->arena, yaml, "form:\n", OUTPUTS);
}

static void open_with_card(struct portal *p, const char *name)
{
	portal_open(p, name);
	portal_renew(p, with_card(p));
}

static void sent(struct portal *p, struct application *ret)
{
	struct receipt r = portal_apply(p, &p->owner);

	GOOD(application_open(p->registry, &p->owner, r.reference, r.pin, ret, &err));
}

static void act(struct portal *p, struct application *a, const char *id)
{
	GOOD(application_act(p->registry, &p->host, a, p->service, id, WORDS("So it is."), &err));
}

static size_t list(struct portal *p, struct caller *v, struct application *a, struct issued **ret)
{
	size_t count = 0;

	GOOD(issued_list(p->registry, v, a, p->service, p->arena, ret, &count, &err));
	return count;
}

static enum fault check(struct portal *p, const char *code, struct checked *ret)
{
	struct caller anybody = caller_visitor("203.0.113.0/24", FACE_COMMAND);

	return checked_find(p->registry, &anybody, &p->terms, code, p->arena, ret, &err);
}

START_TEST(an_act_issues_it)
{
	struct portal p;
	struct application a;
	struct issued *one = NULL;
	struct checked c;
	struct date today;
	const char *day;

	open_with_card(&p, "issued-act");
	sent(&p, &a);
	ck_assert_uint_eq(list(&p, &p.owner, &a, &one), 0);
	day = date_show(p.arena, LANG_EN, "LB", date_of(p.now));
	p.now += 3 * DAY;
	act(&p, &a, "certify");
	ck_assert_uint_eq(list(&p, &p.owner, &a, &one), 1);
	today = date_of(p.now);
	ck_assert_str_eq(one->number, arena_format(p.arena, "C001-%04d", today.year));
	ck_assert_str_eq(one->title, "Card");
	ck_assert_uint_eq(strlen(one->code), DOCUMENT_DIGITS);
	ck_assert_int_eq(date_number(one->until), date_number(today) + 30);
	ck_assert_uint_ge(one->line_count, 3);
	ck_assert_int_eq(one->lines[0].kind, ISSUED_TEXT);
	ck_assert_ptr_nonnull(strstr(one->lines[0].words, one->number));
	ck_assert_ptr_nonnull(strstr(one->lines[0].words, day));
	ck_assert_int_eq(one->lines[1].kind, ISSUED_GAP);
	ck_assert_int_eq(one->lines[2].kind, ISSUED_ITEM);
	GOOD(check(&p, one->code, &c));
	ck_assert(c.valid);
	ck_assert_str_eq(c.holder, one->holder);
	ck_assert_str_eq(c.holder_is.in[LANG_FR], "Name fr");
	ck_assert_str_eq(c.number, one->number);
	ck_assert_str_eq(c.title.in[LANG_FR], "Carte");
	ck_assert_int_gt(c.proof.seq, 0);
	ck_assert_int_ge(c.proof.head, c.proof.seq);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* What was tried and not kept leaves no gap. */
START_TEST(numbers_have_no_gaps)
{
	struct portal p;
	struct application a;
	struct issued *one = NULL;

	open_with_card(&p, "issued-numbers");
	for (int i = 1; i <= 3; i++) {
		sent(&p, &a);
		GOOD(application_try(p.registry, &p.host, &a, p.service, "certify", WORDS("No."),
				     &err));
		ck_assert_int_eq(application_act(p.registry, &p.host, &a, p.service, "certify",
						 WORDS(""), &err),
				 FAULT_INPUT);
		act(&p, &a, "certify");
		ck_assert_uint_eq(list(&p, &p.owner, &a, &one), 1);
		ck_assert_int_eq(strncmp(one->number, arena_format(p.arena, "C%03d-", i), 5), 0);
	}
	/* Another year counts anew. */
	p.now += 366 * DAY;
	sent(&p, &a);
	act(&p, &a, "certify");
	list(&p, &p.owner, &a, &one);
	ck_assert_int_eq(strncmp(one->number, "C001-", 5), 0);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

static void open_office(struct portal *p, const char *above, const char *code, const char *place)
{
	struct party office = {.name = code};

	snprintf(office.code, sizeof(office.code), "%s", code);
	snprintf(office.place, sizeof(office.place), "%s", place);
	GOOD(offices_add(p->registry, &p->host, above, &office, &err));
}

static void sent_from(struct portal *p, const char *place, struct application *ret)
{
	struct form *f = portal_form(p);
	struct receipt r;

	portal_set(p, f, "caza", 0, place);
	GOOD(application_apply(p->registry, &p->owner, f, portal_request(), LANG_EN, &r, &err));
	form_free(f);
	GOOD(application_open(p->registry, &p->owner, r.reference, r.pin, ret, &err));
}

/* Also where the codes of two begin alike; what has no room is not cut. */
START_TEST(offices_count_each_for_itself)
{
	static const char *const places[] = {"lb-caza-tyre", "lb-caza-zahle"};
	static const char *const codes[] = {"social-affairs-of-the-south",
					    "social-affairs-of-the-bekaa"};
	static const char too_long[] = "an-office-whose-code-no-number-has-room-for-twice";
	struct portal p;
	struct application a;
	struct issued *one = NULL;

	portal_open(&p, "issued-offices");
	portal_renew(&p, arena_format(p.arena, "route: {by: caza, to: %s, otherwise: %s}\n%s",
				      too_long, too_long,
				      sample_swap(p.arena, with_card(&p), "\"C{n:3}-{year}\"",
						  "\"{office}/{office}/{n}\", scope: office")));
	open_office(&p, "", too_long, "");
	for (int i = 0; i < 2; i++) {
		open_office(&p, too_long, codes[i], places[i]);
		sent_from(&p, i == 0 ? "Tyre" : "Zahle", &a);
		act(&p, &a, "certify");
		ck_assert_uint_eq(list(&p, &p.owner, &a, &one), 1);
		ck_assert_str_eq(one->number, arena_format(p.arena, "%s/%s/1", codes[i], codes[i]));
	}
	sent_from(&p, "Tripoli", &a);
	ck_assert_int_eq(application_act(p.registry, &p.host, &a, p.service, "certify",
					 WORDS("So it is."), &err),
			 FAULT_DENIED);
	ck_assert_str_eq(err.detail, "issued number");
	ck_assert_uint_eq(list(&p, &p.owner, &a, &one), 0);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(replaced_revoked_expired)
{
	struct portal p;
	struct application a;
	struct issued *all = NULL;
	struct checked c;

	open_with_card(&p, "issued-status");
	sent(&p, &a);
	act(&p, &a, "certify");
	act(&p, &a, "anew");
	ck_assert_uint_eq(list(&p, &p.owner, &a, &all), 2);
	ck_assert_int_eq(all[0].status, ISSUED_REPLACED);
	ck_assert_int_eq(all[1].status, ISSUED_VALID);
	ck_assert_ptr_eq(issued_newest(all, 2, "card"), &all[1]);
	ck_assert_ptr_eq(issued_coded(all, 2, all[0].code), &all[0]);
	GOOD(check(&p, all[0].code, &c));
	ck_assert(!c.valid && c.status == ISSUED_REPLACED && c.ended_at == p.now);
	/* The last day is one on which it holds. */
	p.now += 30 * DAY;
	GOOD(check(&p, all[1].code, &c));
	ck_assert(c.valid);
	p.now += DAY;
	GOOD(check(&p, all[1].code, &c));
	ck_assert(!c.valid && c.status == ISSUED_EXPIRED);
	act(&p, &a, "strike");
	GOOD(check(&p, all[1].code, &c));
	ck_assert_int_eq(c.status, ISSUED_REVOKED);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* As of its own day, whoever looks first. */
START_TEST(a_clock_issues_it)
{
	static const char stands[] = "acts:\n  - {id: stands, " N
				     ", from: any, by: clock, to: end(approved), effects: [{issue: "
				     "card}]}\n  - {id: certify";
	struct portal p;
	struct application a;
	struct issued *one = NULL;
	char *yaml;

	portal_open(&p, "issued-clock");
	yaml = sample_swap(p.arena, with_card(&p), "acts:\n  - {id: certify", stands);
	portal_renew(&p,
		     arena_format(p.arena,
				  "clocks:\n  - {id: legal, " N
				  ", starts: submitted, length: 20 days, when_over: stands}\n%s",
				  yaml));
	sent(&p, &a);
	p.now += 40 * DAY;
	ck_assert_int_eq(application_act(p.registry, &p.host, &a, p.service, "order",
					 WORDS("Too late."), &err),
			 FAULT_CONFLICT);
	ck_assert_uint_eq(list(&p, &p.owner, &a, &one), 1);
	ck_assert_int_le(one->at, p.now - 18 * DAY);
	ck_assert_int_eq(date_number(one->until), date_number(date_of(one->at)) + 30);
	portal_close(&p);
}
END_TEST

/* It names personal answers; what a role does not see it is not given by way of a document. */
START_TEST(classes_are_respected)
{
	static const char role[] =
		"role: reader\nversion: 1\n" N "\nmay: [look]\nsees: [public]\nnot_with: []\n";
	struct portal p;
	struct application a;
	struct issued *one = NULL;
	struct account_paper paper;
	struct caller officer, reader;

	open_with_card(&p, "issued-classes");
	sent(&p, &a);
	act(&p, &a, "certify");
	portal_import(&p, "role:reader", 1, role);
	officer = portal_hire(&p, "Rima Khoury", "officer", "", &paper);
	reader = portal_hire(&p, "Sami Nassar", "reader", "", &paper);
	ck_assert_uint_eq(list(&p, &officer, &a, &one), 1);
	ck_assert(!one->withheld && one->line_count > 0);
	ck_assert_uint_eq(list(&p, &reader, &a, &one), 1);
	ck_assert(one->withheld && one->line_count == 0 && one->code == NULL &&
		  one->holder == NULL);
	ck_assert_str_eq(one->title, "Card");
	portal_close(&p);
}
END_TEST

START_TEST(codes_are_not_guessed)
{
	struct portal p;
	struct application a;
	struct issued *one = NULL;
	struct caller anybody = caller_visitor("203.0.113.0/24", FACE_PAGES);
	struct caller other = caller_visitor("198.51.100.0/24", FACE_PAGES);
	struct checked c;
	char code[DOCUMENT_DIGITS + 1];

	open_with_card(&p, "issued-guess");
	sent(&p, &a);
	act(&p, &a, "certify");
	list(&p, &p.owner, &a, &one);
	ck_assert_int_eq(
		checked_find(p.registry, &anybody, &p.terms, "1234567890123456", p.arena, &c, &err),
		FAULT_INPUT);
	for (int i = 0; i < LIMIT_CODE_SOURCE; i++) {
		reference_new_document(code);
		ck_assert_int_eq(
			checked_find(p.registry, &anybody, &p.terms, code, p.arena, &c, &err),
			FAULT_MISSING);
		ck_assert_str_eq(err.code, CHECKED_UNKNOWN);
	}
	/* From there nothing is looked up any more; from elsewhere it is. */
	ck_assert_int_eq(checked_find(p.registry, &anybody, &p.terms, one->code, p.arena, &c, &err),
			 FAULT_DENIED);
	GOOD(checked_find(p.registry, &other, &p.terms, one->code, p.arena, &c, &err));
	p.now += (LIMIT_CODE_MINUTES + 1) * 60;
	GOOD(checked_find(p.registry, &anybody, &p.terms, one->code, p.arena, &c, &err));
	portal_close(&p);
}
END_TEST

START_TEST(a_receipt_has_a_code)
{
	struct portal p;
	struct application a, draft;
	struct checked c;
	char first[RECEIPT_DIGITS + 1], second[RECEIPT_DIGITS + 1], pin[PIN_DIGITS + 1];

	open_with_card(&p, "issued-receipt");
	GOOD(application_begin(p.registry, &p.guest, p.service, LANG_EN, &draft, pin, &err));
	ck_assert_int_eq(checked_receipt(p.registry, &p.guest, &draft, first, &err),
			 FAULT_CONFLICT);
	sent(&p, &a);
	GOOD(checked_receipt(p.registry, &p.owner, &a, first, &err));
	GOOD(check(&p, first, &c));
	ck_assert(c.valid && c.kind == CHECKED_RECEIPT && c.at == a.submitted_at);
	ck_assert_uint_eq(c.proof.field_count, 0);
	ck_assert_int_gt(c.proof.seq, 0);
	act(&p, &a, "certify");
	GOOD(checked_receipt(p.registry, &p.owner, &a, second, &err));
	ck_assert_str_ne(first, second);
	GOOD(check(&p, second, &c));
	ck_assert(c.valid && c.kind == CHECKED_DECISION && c.state == STATE_APPROVED);
	/* A draft's reference with any mark is nothing. */
	snprintf(second, sizeof(second), "%s000000", draft.reference);
	ck_assert_int_eq(check(&p, second, &c), FAULT_MISSING);
	portal_close(&p);
}
END_TEST

START_TEST(what_is_changed_past_the_portal_is_found)
{
	struct portal p;
	struct application a;
	struct issued *one = NULL;
	struct checked c;
	struct raw *d;

	open_with_card(&p, "issued-tamper");
	sent(&p, &a);
	act(&p, &a, "certify");
	act(&p, &a, "anew");
	list(&p, &p.owner, &a, &one);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	d = tamper_open(&p);
	tamper_rows(&p, d, "issued");
	tamper_rows(&p, d, "numbering");
	tamper_columns(&p, d, "issued", "status = 'valid'");
	/* One that was replaced is made valid again by the row of before. */
	raw_keep(d);
	raw_run(d, "UPDATE issued SET status = 'valid', ended_at = 0 WHERE status = 'replaced'");
	ck_assert_int_eq(check(&p, one->code, &c), FAULT_BROKEN);
	ck_assert_int_gt(portal_verify(&p, false), 0);
	raw_put_back(d);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	raw_run(d, "UPDATE numbering SET n = n + 1");
	ck_assert_int_eq(portal_verify(&p, false), 1);
	raw_close(d);
	portal_close(&p);
}
END_TEST

/* A folder of before gets its key when its tables are brought up to date, and not another one. */
START_TEST(an_older_folder_gets_a_key)
{
	struct portal p;
	struct raw *d;
	char *lines = NULL, *again = NULL, path[FOLDER_PATH + 32];

	portal_open(&p, "issued-older");
	snprintf(path, sizeof(path), "%s/keys/signing.key", p.folder);
	ck_assert_int_eq(unlink(path), 0);
	snprintf(path, sizeof(path), "%s/keys/signers", p.folder);
	ck_assert_int_eq(unlink(path), 0);
	ck_assert_int_eq(signer_lines(p.arena, p.folder, &lines, &err), FAULT_MISSING);
	d = tamper_open(&p);
	raw_run(d, RAW_BACK_TO_19);
	raw_run(d, engine_is_postgres() ? "UPDATE registry SET version = 19"
					: "PRAGMA user_version = 19");
	raw_close(d);
	registry_close(p.registry);
	GOOD(registry_upgrade(p.folder, p.address, &p.registry, &err));
	GOOD(signer_lines_of(p.registry, p.arena, &lines, &err));
	ck_assert_ptr_nonnull(signer_sign_for(p.registry, p.arena, "a", 1));
	GOOD(signer_rotate(p.folder, false, &err));
	GOOD(signer_lines(p.arena, p.folder, &again, &err));
	ck_assert_ptr_nonnull(strstr(again, lines));
	ck_assert_ptr_ne(strstr(again, lines), again);
	ck_assert_str_ne(signer_fingerprint(p.arena, again), signer_fingerprint(p.arena, lines));
	portal_close(&p);
}
END_TEST

SUITE(issued, an_act_issues_it, numbers_have_no_gaps, offices_count_each_for_itself,
      replaced_revoked_expired, a_clock_issues_it, classes_are_respected, codes_are_not_guessed,
      a_receipt_has_a_code, what_is_changed_past_the_portal_is_found, an_older_folder_gets_a_key)
