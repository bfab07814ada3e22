/* entry_known_test.c - what a service knows of the entry that it is about: what it checks when it
 * is sent, for which entries an act is, to which office it goes; and which office's staff keep it.
 */
#include "services/access/account.h"
#include "services/access/offices.h"
#include "services/application/entry_fill.h"
#include "services/catalogue/lists.h"
#include "services/definition/kind_read.h"
#include "services/register/check.h"
#include "services/register/entry_act.h"
#include "services/register/entry_inside.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_application.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/services/sample_register.h"
#include "tests/services/sample_renewal.h"
#include "tests/unit.h"

#include <string.h>

#define NUMBER "lb-caza-zahle/2026/0001"

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static enum fault act(struct portal *p, struct application *a, const char *id)
{
	return application_act(p->registry, &p->host, a, p->service, id,
			       &(struct act_answers){.words = "So it is."}, &err);
}

static void rest(struct portal *p, const char *number)
{
	GOOD(entry_act_do(p->registry, &p->host, sample_register(p), number, "rest",
			  &(struct entry_typed){.words = "Winter."}, &err));
}

/* A year ago it would have been too early. */
START_TEST(it_is_sent_when_the_entry_says_so)
{
	struct application a;
	struct portal p;

	sample_renewal_open(
		&p, "known-early", SAMPLE_RENEWAL_CHECKS,
		"form:\n"
		"  checks:\n"
		"    - {require: entry.valid_until <= today+37m, at: club_number, "
		"says: {ar: ن, fr: n, en: It is too early.}}\n"
		"    - {require: entry.valid_until = 2029-03-14 and answered(entry.name), at: "
		"club_number, says: {ar: ن, fr: n, en: It does not hold.}}\n");
	GOOD(sample_renewal_send(&p, NUMBER, &a, &err));
	portal_close(&p);
	sample_renewal_open(&p, "known-early-2", SAMPLE_RENEWAL_CHECKS,
			    "form:\n"
			    "  checks:\n"
			    "    - {require: entry.valid_until <= today+2m, at: club_number, "
			    "says: {ar: ن, fr: n, en: It is too early.}}\n");
	ck_assert_int_eq(sample_renewal_send(&p, NUMBER, &a, &err), FAULT_INPUT);
	ck_assert_str_eq(err.said[LANG_EN], "It is too early.");
	ck_assert_str_eq(err.field, "club_number");
	/* the entry's history has nothing of it */
	ck_assert_int_eq(sample_renewal_send(&p, "lb-caza-zahle/2026/0009", &a, &err), FAULT_INPUT);
	ck_assert_ptr_null(err.said[LANG_EN]);
	portal_close(&p);
}
END_TEST

START_TEST(an_act_is_for_entries_as_they_are)
{
	struct application a;
	struct portal p;

	sample_renewal_open(&p, "known-act", SAMPLE_RENEWAL_GRANT,
			    "to: end(approved), when: entry.status = active,");
	GOOD(sample_renewal_send(&p, NUMBER, &a, &err));
	rest(&p, NUMBER);
	ck_assert_int_eq(act(&p, &a, "grant"), FAULT_DENIED);
	GOOD(entry_act_do(p.registry, &p.host, sample_register(&p), NUMBER, "wake",
			  &(struct entry_typed){.words = "Spring."}, &err));
	GOOD(act(&p, &a, "grant"));
	portal_close(&p);
}
END_TEST

/* What a definition may not name is told. */
static const char *refusal(struct portal *p, const char *from, const char *to)
{
	const char *yaml = sample_swap(p->arena, sample_renewal_yaml, from, to);
	struct definition d = {.what = NULL};
	struct term_list terms;

	GOOD(lists_terms(p->registry, p->arena, NULL, 0, &terms, &err));
	if (kind_read_as(p->arena, &terms, KIND_SERVICE, false, "lb-renewal", yaml, strlen(yaml),
			 &d, NULL, &err) == FAULT_NONE)
		return "";
	return err.say;
}

START_TEST(what_is_not_known_of_it_is_told)
{
#define CHECK(rule)                                                                                \
	"form:\n  checks:\n    - {require: " rule                                                  \
	", at: club_number, says: {ar: ن, fr: n, en: n}}\n"
	static const struct {
		const char *from, *to, *says;
	} rows[] = {
		{"", "", ""},
		{SAMPLE_RENEWAL_CHECKS, CHECK("entry.name != seat"), ""},
		{SAMPLE_RENEWAL_CHECKS, CHECK("entry.colour = red"), "Of the entry"},
		/* what is personal nobody is told by trying */
		{SAMPLE_RENEWAL_CHECKS, CHECK("entry.chair = club_number"), "Of the entry"},
		{SAMPLE_RENEWAL_CHECKS, CHECK("entry.status = asleep"), "\"{value}\" can never"},
		{"        - {id: club",
		 "        - {id: more, type: yesno, when: entry.status = active, label: {ar: ن, "
		 "fr: "
		 "m, en: m}}\n        - {id: club",
		 "\"{value}\" is of the entry"},
		{"about: {register: lb-clubs",
		 "values:\n  - {id: works, is: entry.status = active, class: internal, name: {ar: "
		 "ن, "
		 "fr: w, en: w}}\nfees:\n  - {id: fee, name: {ar: ن, fr: f, en: f}, amount: 9 LBP, "
		 "when: works = yes, raised: submit}\nabout: {register: lb-clubs",
		 "\"{value}\" is made of what the entry has"},
		{"about: {register: lb-clubs",
		 "values:\n  - {id: works, is: entry.status = active, class: internal, name: {ar: "
		 "ن, "
		 "fr: w, en: w}}\nfees:\n  - {id: fee, name: {ar: ن, fr: f, en: f}, amount: 9 LBP, "
		 "when: works = yes, raised: grant}\nabout: {register: lb-clubs",
		 ""},
		{"since: valid_until, valid: 1y", "since: valid_until", "Say with \"valid\""},
		{SAMPLE_RENEWAL_CHANGE, "{from: asleep}", "There is no status"},
		{SAMPLE_RENEWAL_CHANGE, "{from: dissolved, valid: 1y}", "An entry with the status"},
		{SAMPLE_RENEWAL_CHANGE, "{from: {a: b}}", "Write the statuses"},
		{"text: {ar: \"{register_number}\", fr: \"{register_number}\", en: \"Of "
		 "{register_number}.\"}",
		 "text: {ar: ن, fr: n, en: n}", "As long as which entry?"},
		{"club_name: name", "club_number: name", "\"{value}\" must be another question"},
		{"club_name: name", "club_name: phone", "No question is answered"},
		{"club_name: name", "club_name: members", "No question is answered"},
		{"who: chair", "who: born", "The column is of another type than the question"},
		{"about: {register: lb-clubs",
		 "route: {by: entry, to: top}\nabout: {register: "
		 "lb-clubs",
		 "Where no office"},
		{"about: {register: lb-clubs",
		 "route: {by: entry, to: top, otherwise: top}\nabout: {register: lb-clubs", ""},
	};
	struct portal p;

	sample_renewal_open(&p, "known-refused", "", "");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *says = refusal(&p, rows[i].from, rows[i].to);

		ck_assert_msg(rows[i].says[0] == '\0'
				      ? says[0] == '\0'
				      : strncmp(says, rows[i].says, strlen(rows[i].says)) == 0,
			      "row %zu: %s, line %d", i, says, err.line);
	}
	portal_close(&p);
}
END_TEST

/* What is filled in for whoever types that number, with blanks between. */
static const char *filled(struct portal *p, struct caller *c, const char *number)
{
	struct entry_filled *list = NULL;
	const char *all = "";
	size_t count;

	GOOD(entry_fill(p->registry, c, p->service, number, p->arena, &list, &count, &err));
	for (size_t i = 0; i < count; i++)
		all = arena_format(p->arena, "%s%s=%s;", all, list[i].at.question->id,
				   list[i].value);
	return all;
}

START_TEST(its_number_fills_in_what_who_types_it_may_know)
{
	struct account_paper paper;
	struct application a;
	struct caller head;
	struct portal p;

	sample_renewal_open(&p, "known-fill", "", "");
	GOOD(sample_renewal_send(&p, NUMBER, &a, &err));
	head = portal_hire(&p, "Nour Head", "head", "", &paper);
	ck_assert_str_eq(filled(&p, &p.owner, NUMBER), "club_name=Cedar Hikers;who=Mayy Haddad;");
	ck_assert_str_eq(filled(&p, &p.guest, NUMBER), "club_name=Cedar Hikers;");
	ck_assert_str_eq(filled(&p, &p.other, NUMBER), "club_name=Cedar Hikers;");
	ck_assert_str_eq(filled(&p, &head, NUMBER), "club_name=Cedar Hikers;");
	ck_assert_str_eq(filled(&p, &p.owner, "lb-caza-zahle/2026/0009"), "");
	ck_assert_str_eq(filled(&p, &p.owner, NULL), ""); /* not answered yet */
	portal_close(&p);
}
END_TEST

/* What check paces is no list of persons by this way either; whose it is pays nothing. */
START_TEST(a_register_of_persons_is_not_listed_by_filling_in)
{
	struct application a;
	struct portal p;
	const char *yaml;

	sample_renewal_open(&p, "known-paced", "", "");
	yaml = sample_swap(p.arena, sample_register_yaml, "version: 1", "version: 3");
	portal_import(&p, "register:lb-clubs", 3,
		      sample_swap(p.arena, yaml, "type: name, class: personal",
				  "type: name, class: public"));
	GOOD(sample_renewal_send(&p, NUMBER, &a, &err));
	for (int i = 0; i < LIMIT_CHECK_VISIT; i++)
		ck_assert_str_eq(filled(&p, &p.other, i % 2 == 0 ? NUMBER : "lb-caza-zahle/2026/9"),
				 i % 2 == 0 ? "club_name=Cedar Hikers;who=Mayy Haddad;" : "");
	ck_assert_str_eq(filled(&p, &p.other, NUMBER), "");
	for (int i = 0; i < 2 * LIMIT_CHECK_VISIT; i++)
		ck_assert_str_ne(filled(&p, &p.owner, NUMBER), "");
	p.now += LIMIT_CHECK_VISIT_SECONDS;
	ck_assert_str_ne(filled(&p, &p.other, NUMBER), "");
	portal_close(&p);
}
END_TEST

/* --- offices --- */

static void add_office(struct portal *p, const char *above, const char *code, char ret[33])
{
	struct party office = {.name = code};

	snprintf(office.code, sizeof(office.code), "%s", code);
	GOOD(offices_add(p->registry, &p->host, above, &office, &err));
	memcpy(ret, office.id, sizeof(office.id));
}

/* An entry of that office. */
static const char *enter(struct portal *p, const char *office)
{
	const struct register_definition *d = sample_register(p);
	const struct entry_put puts[] = {{register_column(d, "name"), "Olive Singers"},
					 {register_column(d, "seat"), "lb-caza-zahle"}};
	const struct entry_deed deed = {.of = d,
					.act = ENTRY_ENTER,
					.at = p->now,
					.office = office,
					.puts = puts,
					.put_count = 2,
					.by = {.actor = "host", .role = "authority"}};
	struct store_register_entry row;

	GOOD(store_begin(p->registry->store, &err));
	GOOD(entry_enter(p->registry, p->arena, &deed, &row, &err));
	GOOD(store_commit(p->registry->store, &err));
	return arena_text(p->arena, row.number);
}

START_TEST(it_goes_to_the_office_that_keeps_the_entry)
{
	char top[33], ours[33], other[33];
	struct application a;
	struct portal p;
	struct store_application row;
	const char *number;
	bool found;

	sample_renewal_open(&p, "known-route", "about: {",
			    "route: {by: entry, to: top, otherwise: top}\nabout: {");
	add_office(&p, "", "top", top);
	add_office(&p, "top", "ours", ours);
	add_office(&p, "", "other", other);
	number = enter(&p, ours);
	GOOD(sample_renewal_send(&p, number, &a, &err));
	GOOD(store_application_get(p.registry->store, a.id, &row, &found, &err));
	ck_assert_str_eq(row.office, ours);
	/* one of another tree, or of none, is for the one that takes the others */
	number = enter(&p, other);
	GOOD(sample_renewal_send(&p, number, &a, &err));
	GOOD(store_application_get(p.registry->store, a.id, &row, &found, &err));
	ck_assert_str_eq(row.office, top);
	portal_close(&p);
}
END_TEST

static enum fault nothing(void *ctx, const struct entry *e, struct error *error)
{
	(void)ctx, (void)e, (void)error;
	return FAULT_NONE;
}

START_TEST(an_office_keeps_its_own_entries)
{
	struct account_grant g = {.role = "head", .office = "ours", .service = "register:lb-clubs"};
	const struct entry_typed words = {.words = "Winter."};
	const struct register_definition *d;
	const char *ours_number, *other_number;
	struct caller head = caller_host();
	struct account_paper paper;
	char ours[33], other[33];
	struct entry_act *acts;
	struct entry e;
	struct portal p;
	size_t count;
	struct register_definition persons;

	sample_register_open(&p, "known-office");
	add_office(&p, "", "ours", ours);
	add_office(&p, "", "other", other);
	ours_number = enter(&p, ours);
	other_number = enter(&p, other);
	GOOD(account_open(p.registry, &p.host, "Nour Head", &paper, &err));
	GOOD(account_grant(p.registry, &p.host, paper.number, &g, &err));
	GOOD(account_act_as(p.registry, &head, paper.number, &err));
	d = sample_register(&p);
	GOOD(check_file(p.registry, &head, d, ours_number, p.arena, &e, &err));
	ck_assert_int_eq(check_file(p.registry, &head, d, other_number, p.arena, &e, &err),
			 FAULT_DENIED);
	GOOD(entry_act_list(p.registry, &head, d, ours_number, p.arena, &acts, &count, &err));
	ck_assert(acts[0].possible);
	ck_assert_int_eq(
		entry_act_list(p.registry, &head, d, other_number, p.arena, &acts, &count, &err),
		FAULT_DENIED);
	/* all of a register of persons is for who has all its offices */
	persons = *d;
	persons.subject = REGISTER_PERSON;
	ck_assert_int_eq(check_each(p.registry, &head, &persons, nothing, NULL, &err),
			 FAULT_DENIED);
	GOOD(entry_act_do(p.registry, &head, d, ours_number, "rest", &words, &err));
	ck_assert_int_eq(entry_act_do(p.registry, &head, d, other_number, "rest", &words, &err),
			 FAULT_DENIED);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

SUITE(entry_known, it_is_sent_when_the_entry_says_so, an_act_is_for_entries_as_they_are,
      what_is_not_known_of_it_is_told, a_register_of_persons_is_not_listed_by_filling_in,
      its_number_fills_in_what_who_types_it_may_know, it_goes_to_the_office_that_keeps_the_entry,
      an_office_keeps_its_own_entries)
