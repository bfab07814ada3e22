/* register_read_test.c - registers are read from their definitions; what is wrong is told by its
 * line; what services do with them is held to them. */
#include "tests/unit.h"

#include "services/definition/kind_read.h"
#include "services/definition/number.h"
#include "services/definition/register.h"
#include "services/definition/service.h"
#include "services/definition/service_entry.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/services/sample_register.h"

#include <string.h>

static struct error err;
static struct arena *a;
static struct term_list terms;

static void open_terms(void)
{
	a = arena_new((size_t)64 << 20);
	ck_assert_int_eq(kind_read_terms(a, "catalogue", NULL, 0, &terms, &err), FAULT_NONE);
}

static enum fault read_one(const char *yaml, struct definition *ret)
{
	*ret = (struct definition){.what = NULL};
	err = (struct error){0};
	return kind_read(a, &terms, "a-register.yaml", yaml, strlen(yaml), ret, NULL, &err);
}

START_TEST(a_register_is_read)
{
	const struct register_definition *d;
	struct definition read;
	struct number_piece p;
	size_t at = 0;

	open_terms();
	ck_assert_msg(read_one(sample_register_yaml, &read) == FAULT_NONE, "%d %s (%s)", err.line,
		      err.say, err.detail);
	ck_assert_str_eq(read.key, "register:lb-clubs");
	d = read.what;
	ck_assert_uint_eq(d->column_count, 6);
	ck_assert_int_eq(register_column(d, "phone")->question.class, CLASS_SENSITIVE);
	ck_assert_uint_eq(register_column(d, "members")->of_count, 2);
	ck_assert_int_eq(register_status(d, "sleeping")->bears, REGISTER_RESTS);
	ck_assert_str_eq(register_bears(d, REGISTER_ENDED)->id, "dissolved");
	ck_assert_ptr_eq(register_act(d, "rest")->to, register_status(d, "sleeping"));
	ck_assert_int_eq(register_later(d, "report")->month, 3);
	ck_assert_int_eq(register_later(d, "report")->reminds[1], 7);
	ck_assert_uint_eq(register_later(d, "report")->missed,
			  REGISTER_TELLS_HEAD | REGISTER_TELLS_OWNER);
	ck_assert_ptr_eq(register_later(d, "expiry")->act, register_act(d, "lapse"));
	ck_assert(number_piece("EG-{n:5}{year", &at, &p) && p.kind == PIECE_WORDS && p.len == 3);
	ck_assert(number_piece("EG-{n:5}{year", &at, &p) && p.kind == PIECE_COUNT && p.digits == 5);
	ck_assert(number_piece("EG-{n:5}{year", &at, &p) && p.kind == PIECE_WORDS && p.len == 5);
	ck_assert(!number_piece("EG-{n:5}{year", &at, &p));
	arena_free(a);
}
END_TEST

/* Nobody is given all of one that tells of persons. */
START_TEST(whom_it_tells_of_is_read)
{
	static const struct {
		const char *from, *to;
		enum register_subject subject;
		bool persons;
	} subjects[] = {
		{"subject: organisation", "subject: person", REGISTER_PERSON, true},
		{"subject: organisation", "subject: organisation", REGISTER_ORGANISATION, false},
		{"subject: organisation", "subject: thing", REGISTER_THING, false},
		/* by a name that anybody finds */
		{"type: name, class: personal", "type: name, class: public", REGISTER_ORGANISATION,
		 true},
	};
	struct definition read;

	open_terms();
	for (size_t i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
		const struct register_definition *d;

		ck_assert_int_eq(read_one(sample_swap(a, sample_register_yaml, subjects[i].from,
						      subjects[i].to),
					  &read),
				 FAULT_NONE);
		d = read.what;
		ck_assert_int_eq(d->subject, subjects[i].subject);
		ck_assert_int_eq(register_tells_persons(d), subjects[i].persons);
	}
	arena_free(a);
}
END_TEST

START_TEST(digits_of_a_number_are_from_one_to_nine)
{
	static const char *const counts[] = {"{n}", "{n:1}", "{n:9}"};
	struct definition read;

	open_terms();
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		ck_assert_msg(read_one(sample_swap(a, sample_register_yaml, "{n:4}", counts[i]),
				       &read) == FAULT_NONE,
			      "%s: %s", counts[i], err.say);
	arena_free(a);
}
END_TEST

/* The sample with a column more, and its duty written otherwise. */
static const char *with_duty(const char *due)
{
	const char *yaml =
		sample_swap(a, sample_register_yaml, "statuses:\n",
			    "  - {id: grants, type: yesno, class: internal, label: {ar: ن, fr: "
			    "Grants fr, en: Grants}}\nstatuses:\n");

	return sample_swap(a, yaml, "due: 31 March", due);
}

/* One whose day nobody knows is a duty all the same, which is told; one may be for some alone. */
START_TEST(a_duty_is_read_without_its_day_and_for_some_alone)
{
	static const char *const wrong[] = {"due: 31 March, only: {seat: LB-BA}",
					    "due: 31 March, only: {grants: perhaps}",
					    "due: 31 March, only: {grants: yes, name: no}",
					    "due: 31 March, only: yes",
					    "due: unknown, only: {shops: yes}",
					    "due: unsaid",
					    "due: 31 March, first: soon"};
	static struct fault_list faults;
	const struct register_later *later;
	const char *yaml;
	struct definition read;

	open_terms();
	yaml = with_duty("due: unknown, only: {grants: yes}");
	ck_assert_msg(kind_read(a, &terms, "a-register.yaml", yaml, strlen(yaml), &read, &faults,
				&err) == FAULT_NONE,
		      "%d %s", err.line, err.say);
	ck_assert_uint_eq(faults.remark_count, 1);
	ck_assert_int_eq(faults.remarks[0].line, 39);
	later = register_later(read.what, "report");
	ck_assert_int_eq(later->month, 0);
	ck_assert_ptr_eq(later->only, register_column(read.what, "grants"));
	ck_assert_str_eq(later->value, "yes");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		ck_assert_msg(read_one(with_duty(wrong[i]), &read) == FAULT_INPUT, "%s", wrong[i]);
		ck_assert_msg(err.line == 39, "%s: %d %s", wrong[i], err.line, err.say);
	}
	arena_free(a);
}
END_TEST

START_TEST(what_is_wrong_is_told_by_its_line)
{
	static const struct {
		const char *from, *to;
		int line;
	} wrong[] = {
		{"country: LB", "country: XX", 3},
		{"subject: organisation", "subject: club", 6},
		{"/{n:4}", "", 7},
		{"/{n:4}", "/{n:0}", 7},
		{"/{n:4}", "/{n:10}", 7},
		{"{seat}/{year}/{n:4}", "{year}/{n:4}", 7},
		{"scope: [seat, year]", "scope: [chair, year]", 7},
		{"{seat}/{year}", "{seat}/{year}/{phone}", 7},
		{"{seat}/{year}/{n:4}", "{seat}/{year}/{n:4}/{seat", 7},
		{"{seat}/{year}/{n:4}", "{seat}}/{year}/{n:4}", 7},
		{"class: public, find: name", "class: secret, find: name", 9},
		{"class: sensitive,", "class: sensitive, find: exact,", 13},
		{"class: internal\n", "class: internal\n    find: name\n", 17},
		{"id: chair", "id: name", 11},
		{"id: chair", "id: status", 11},
		{"  - suspended\n", "  - asleep\n", 23},
		{"bears: rests", "bears: sleeps", 24},
		{"  - active\n", "", 21},
		{"from: active, to: sleeping, asks: [words]",
		 "from: active, to: gone, asks: [words]", 27},
		{"to: sleeping, asks: [words]}", "to: sleeping}", 27},
		{"by: head, from: active", "by: applicant, from: active", 27},
		{"by: head, from: active", "by: auditor, from: active", 27},
		{"asks: [reason, words]", "asks: [words]", 34},
		{"by: clock, from: active, to: suspended", "by: clock, from: active", 36},
		{"due: 31 March", "due: 31 February", 38},
		{"remind: [60d]", "remind: [2m]", 39},
		{"act: lapse", "act: wake", 26},
		{"on: valid_until", "on: founded", 39},
		{"on: valid_until", "on: valid_until, first: 2028", 39},
		{", act: lapse", "", 26},
	};
	struct definition read;

	open_terms();
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		const char *yaml = sample_swap(a, sample_register_yaml, wrong[i].from, wrong[i].to);

		ck_assert_msg(read_one(yaml, &read) == FAULT_INPUT, "%s", wrong[i].to);
		ck_assert_msg(err.line == wrong[i].line, "%s: line %d: %s", wrong[i].to, err.line,
			      err.say);
	}
	arena_free(a);
}
END_TEST

/* What the act of a service enters is held to the register that is there. */
START_TEST(effects_are_held_to_the_register)
{
	static const struct {
		const char *effect;
	} wrong[] = {
		{"enter: {register: lb-shops, name: story}"},
		{"enter: {register: lb-clubs, name: story}"},
		{"enter: {register: lb-clubs, seat: caza, title: story}"},
		{"enter: {register: lb-clubs, seat: caza, name: nothing}"},
		{"enter: {register: lb-clubs, seat: caza, name: members}"},
		{"enter: {register: lb-clubs, seat: caza, members: story}"},
		{"enter: {register: lb-clubs, seat: caza, status: gone}"},
		{"change: {name: story}"},
		{"enter: {register: lb-clubs, seat: caza, born: story}"},
		{"enter: {register: lb-clubs, seat: caza, valid: 3 working_days}"},
		{"enter: {register: lb-clubs, seat: caza, since: tomorrow}"},
	};
	struct definition read;

	open_terms();
	ck_assert_int_eq(read_one(sample_register_yaml, &read), FAULT_NONE);
	kind_add(a, &terms, &read);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		const char *yaml = sample_acts(
			a, "to: end(approved), asks: [words]}",
			arena_format(a, "to: end(approved), asks: [words], effects: [{%s}]}",
				     wrong[i].effect));

		ck_assert_msg(read_one(yaml, &read) == FAULT_INPUT, "%s", wrong[i].effect);
		ck_assert_msg(err.line > 0, "%s: no line", wrong[i].effect);
	}
	ck_assert_msg(read_one(sample_acts(a, "to: end(approved), asks: [words]}",
					   "to: end(approved), asks: [words], effects: [{enter: "
					   "{register: lb-clubs, seat: caza, name: story, valid: "
					   "1y, since: complete_day}}]}"),
			       &read) == FAULT_NONE,
		      "%d %s", err.line, err.say);
	arena_free(a);
}
END_TEST

/* Only organisations have people who could send it. */
START_TEST(from_people_is_for_organisations)
{
	static const struct {
		const char *subject, *about;
		bool good;
	} tries[] = {
		{"organisation", "register: lb-clubs, by: full_name", true},
		{"organisation", "register: lb-clubs, by: full_name, from: people", true},
		{"organisation", "register: lb-clubs, by: full_name, from: anybody", false},
		{"organisation", "register: lb-clubs, by: full_name, from: [people]", false},
		{"person", "register: lb-clubs, by: full_name", true},
		{"person", "register: lb-clubs, by: full_name, from: people", false},
		{"thing", "register: lb-clubs, by: full_name, from: people", false},
	};
	struct definition read;

	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		const struct service *s;
		enum fault fault;

		open_terms();
		ck_assert_int_eq(
			read_one(sample_swap(a, sample_register_yaml, "subject: organisation",
					     arena_format(a, "subject: %s", tries[i].subject)),
				 &read),
			FAULT_NONE);
		kind_add(a, &terms, &read);
		fault = read_one(
			sample_acts(a, "\nform:\n",
				    arena_format(a, "\nabout: {%s}\nform:\n", tries[i].about)),
			&read);
		ck_assert_msg((fault == FAULT_NONE) == tries[i].good, "%zu: %d %s", i, err.line,
			      err.say);
		s = read.what;
		if (fault == FAULT_NONE)
			ck_assert_int_eq(s->about->people, strstr(tries[i].about, "from") != NULL);
		arena_free(a);
	}
}
END_TEST

SUITE(register_read, a_register_is_read, whom_it_tells_of_is_read,
      digits_of_a_number_are_from_one_to_nine, a_duty_is_read_without_its_day_and_for_some_alone,
      what_is_wrong_is_told_by_its_line, effects_are_held_to_the_register,
      from_people_is_for_organisations)
