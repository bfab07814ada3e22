/* form_test.c - answers are kept in one form, asked for where they should be, and judged as a
 * whole. */
#include "services/form/form.h"
#include "services/registry/limits.h"

#include "services/definition/service_read.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)

static const struct date today = {2026, 11, 23};

static struct field_path path_at(const struct form *f, const char *question, int item)
{
	struct field_path at = {.item = item};

	at.question = service_question(form_service(f), question, &at.section);
	ck_assert_ptr_nonnull(at.question);
	return at;
}

/* The kept answer, or "!" and what is said. */
static const char *put(struct form *f, const char *question, int item, const char *raw)
{
	struct field_path at = path_at(f, question, item);
	static char said[200];
	struct error err = {0};

	if (form_set(f, &at, raw, LANG_EN, &err) == FAULT_NONE)
		return form_get(f, &at) == NULL ? "" : form_get(f, &at);
	ck_assert_str_eq(err.field, question);
	snprintf(said, sizeof(said), "!%s",
		 err.said[LANG_EN] != NULL ? err.said[LANG_EN] : err.say);
	return said;
}

struct typed {
	const char *question, *raw, *kept;
};

static void check_typed(struct form *f, const struct typed *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *kept = put(f, list[i].question, 0, list[i].raw);

		ck_assert_msg(strcmp(kept, list[i].kept) == 0 ||
				      (strcmp(list[i].kept, "!") == 0 && kept[0] == '!'),
			      "%s: \"%s\" gave \"%s\", not \"%s\"", list[i].question, list[i].raw,
			      kept, list[i].kept);
	}
}

START_TEST(keeps_canonical_answers)
{
	static const struct typed list[] = {
		{"full_name", "  Zeina  ", "Zeina"},
		{"full_name", "زينة الحاج", "زينة الحاج"},
		{"full_name", "Jean-Luc d'Arc", "Jean-Luc d'Arc"},
		{"full_name", "Zeina 2",
		 "!Write the name in letters. Only spaces, hyphens and apostrophes may stand "
		 "between its parts."},
		{"full_name", "زينة ٢", "!"},
		{"full_name", "...", "!"},
		{"full_name", "", "!Answer this question."},
		{"birth", "14/3/1990", "1990-03-14"},
		{"birth", "١٤ ٣ ١٩٩٠", "1990-03-14"},
		{"birth", "1990-03-14", "1990-03-14"},
		{"birth", "31/2/1990", "!"},
		{"birth", "1/1/2030", "!Enter a date between {min} and {max}."},
		{"status", "2", "married"},
		{"status", "٣", "widowed"},
		{"status", "veuf / VEUVE", "widowed"},
		{"status", "متأهّل", "married"},
		{"status", "SINGLE", "single"},
		{"status", "4",
		 "!\"{value}\" is not one of the answers here. Write a number or a name as shown, "
		 "or one of these: {codes}."},
		{"status", "0", "!"},
		{"income", "12.5", "1250"},
		{"income", "١٢٫٥٠", "1250"},
		{"income", "1000000.01", "!Enter an amount between {min} and {max}."},
		{"income", "twelve", "!"},
		{"phone", "03 123 456", "+9613123456"},
		{"phone", "٠٣١٢٣٤٥٦", "+9613123456"},
		{"phone", "+961 (0)3-123456", "+9613123456"},
		{"phone", "00961 3 123456", "+9613123456"},
		{"phone", "+33 6 12 34 56 78", "+33612345678"},
		{"phone", "12", "!"},
		{"phone", "+961 12", "!"},
		{"email", "Zeina@Example.ORG", "Zeina@example.org"},
		{"email", "zeina@example", "!"},
		{"email", "a b@example.org", "!"},
		{"email", "a..b@example.org", "!"},
		{"email", "", ""},
		{"story", "one\r\ntwo", "one\ntwo"},
		{"code", "AB12", "AB12"},
		{"code", "AB١٢", "AB١٢"},
		{"code", "12AB", "!Two letters and digits en"},
		{"code", "AB12x", "!Two letters and digits en"},
		{"aids", "3, 1", "wheelchair,hearing"},
		{"aids", "fauteuil roulant، béquille", "wheelchair,crutch"},
		{"aids", "1 2", "wheelchair,crutch"},
		{"aids", "1 2 3", "!Choose no more than {max}."},
		{"aids", "1, 9", "!"},
		{"resident", "نعم", "yes"},
		{"resident", "N", "no"},
		{"resident", "Oui", "yes"},
		{"resident", "2", "no"},
		{"resident", "ن", "yes"},
		{"resident", "perhaps", "!Answer yes or no, not \"{value}\"."},
		{"caza", "بيروت", "lb-caza-beirut"},
		{"caza", "lb-caza-METN", "lb-caza-metn"},
		{"caza", "metn", "lb-caza-metn"},
		{"caza", "999", "!"},
		{"caza", "Atlantis", "!"},
		{"spouse_id", "12345 67-8", "12345678"},
		{"spouse_id", "12ab", "!"},
		{"spouse_id", "1", "!"},
		{"weight", "12,50", "12.5"},
		{"weight", "12,500", "!"},
		{"weight", "0.4", "!Enter a number between {min} and {max}."},
		{"weight", "", ""},
		{"nationality", "Égypte", "EG"},
		{"nationality", "Nowhere",
		 "!\"{value}\" is not the name of one country: write its whole name or its "
		 "two-letter code."},
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	struct form *f = form_new(sample_service(a, &terms), &terms, today);

	check_typed(f, list, sizeof(list) / sizeof(list[0]));
	form_free(f);
}
END_TEST

START_TEST(refuses_what_harms)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	struct form *f = form_new(sample_service(a, &terms), &terms, today);
	char *longest = arena_take(a, LIMIT_ANSWER + 10);

	memset(longest, 'x', LIMIT_ANSWER + 1);
	ck_assert_str_eq(put(f, "story", 0, longest), "!This answer is too long. Shorten it.");
	ck_assert_int_eq(put(f, "story", 0, "\x1b[2J")[0], '!');
	ck_assert_int_eq(put(f, "story", 0, "\xff\xfe")[0], '!');
	ck_assert_int_eq(put(f, "full_name", 0, "a\nb")[0], '!');
	memset(longest, ',', LIMIT_ANSWER);
	longest[LIMIT_ANSWER] = '\0';
	ck_assert_str_eq(put(f, "aids", 0, longest), "");
	for (int i = 0; i + 1 < LIMIT_ANSWER; i += 2)
		memcpy(longest + i, "q ", 2);
	ck_assert_int_eq(put(f, "aids", 0, longest)[0], '!');
	form_free(f);
}
END_TEST

START_TEST(asks_by_conditions)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	struct form *f = form_new(sample_service(a, &terms), &terms, today);
	struct field_path spouse = path_at(f, "spouse", 0), id = path_at(f, "spouse_id", 0);
	const struct section *members = service_section(form_service(f), "members");

	ck_assert_str_eq(form_get(f, &(struct field_path){spouse.section, 0,
							  path_at(f, "status", 0).question}),
			 "single");
	ck_assert(!form_asks(f, &spouse));
	ck_assert(!form_asks_section(f, members));
	ck_assert_str_eq(put(f, "status", 0, "married"), "married");
	ck_assert(form_asks(f, &spouse));
	ck_assert(form_asks_section(f, members));
	ck_assert(!form_asks(f, &id));
	ck_assert_str_eq(put(f, "spouse", 0, "Rami"), "Rami");
	ck_assert(form_asks(f, &id));
	put(f, "status", 0, "single");
	ck_assert(!form_asks(f, &id));
	ck_assert_str_eq(form_get(f, &spouse), "Rami");
	ck_assert_ptr_null(strstr(form_canonical_text(f, a), "spouse"));
	form_free(f);
}
END_TEST

START_TEST(repeats_sections)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	struct form *f = form_new(sample_service(a, &terms), &terms, today);
	const struct section *members = service_section(form_service(f), "members");
	struct field_path school = path_at(f, "school", 2), job = path_at(f, "member_job", 1);
	struct error err;

	put(f, "status", 0, "married");
	ck_assert_int_eq(form_items(f, members), 1);
	ck_assert_int_eq(form_add_item(f, members, &err), FAULT_NONE);
	ck_assert_int_eq(form_add_item(f, members, &err), FAULT_NONE);
	ck_assert_int_eq(form_add_item(f, members, &err), FAULT_CONFLICT);
	ck_assert_str_eq(put(f, "member_age", 1, "40"), "40");
	ck_assert_str_eq(put(f, "member_age", 2, "9"), "9");
	ck_assert(form_asks(f, &school));
	ck_assert(form_asks(f, &job));
	ck_assert_str_eq(form_get(f, &job), "no");
	ck_assert_int_eq(form_drop_item(f, members, 1, &err), FAULT_NONE);
	ck_assert_int_eq(form_items(f, members), 2);
	school.item = 1;
	ck_assert(form_asks(f, &school));
	ck_assert_int_eq(form_drop_item(f, members, 7, &err), FAULT_MISSING);
	ck_assert_ptr_null(form_get(f, &(struct field_path){members, 7, school.question}));
	form_free(f);
}
END_TEST

static void fill(struct form *f)
{
	put(f, "resident", 0, "yes");
	put(f, "full_name", 0, "Zeina Haddad");
	put(f, "birth", 0, "14/3/1990");
	put(f, "phone", 0, "03 123456");
	put(f, "caza", 0, "1");
}

START_TEST(judges_the_whole)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	struct form *f = form_new(sample_service(a, &terms), &terms, today);
	const struct section *person = service_section(form_service(f), "person");
	const struct section *members = service_section(form_service(f), "members");
	struct form_fault *faults;
	struct error err;

	ck_assert_uint_eq(form_faults(f, a, &faults), 5);
	ck_assert_str_eq(faults[0].error.field, "resident");
	ck_assert_int_eq(form_section_state(f, NULL), SECTION_EMPTY);
	ck_assert_int_eq(form_section_state(f, person), SECTION_EMPTY);
	ck_assert_int_eq(form_section_state(f, members), SECTION_NOT_ASKED);
	put(f, "full_name", 0, "Zeina");
	ck_assert_int_eq(form_section_state(f, person), SECTION_STARTED);
	fill(f);
	ck_assert_uint_eq(form_faults(f, a, &faults), 0);
	ck_assert_int_eq(form_section_state(f, person), SECTION_DONE);
	put(f, "resident", 0, "no");
	ck_assert_int_eq(form_section_state(f, NULL), SECTION_WRONG);
	ck_assert_uint_eq(form_faults(f, a, &faults), 1);
	ck_assert_str_eq(faults[0].error.said[LANG_FR], "Residents only fr");
	ck_assert_str_eq(form_refused(f)->id, "resident");
	put(f, "resident", 0, "yes");
	ck_assert_ptr_null(form_refused(f));
	put(f, "status", 0, "widowed");
	ck_assert_int_eq(form_drop_item(f, members, 1, &err), FAULT_NONE);
	ck_assert_uint_eq(form_faults(f, a, &faults), 1);
	ck_assert_ptr_null(faults[0].at.question);
	ck_assert_str_eq(faults[0].error.field, "members");
	form_free(f);
}
END_TEST

START_TEST(checks_stand_by_their_question)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	struct form *f = form_new(sample_service(a, &terms), &terms, today);
	const struct section *members = service_section(form_service(f), "members");
	const struct section *person = service_section(form_service(f), "person");
	struct form_fault *faults;
	struct field_path third;
	struct error err;

	fill(f);
	put(f, "status", 0, "widowed");
	for (int i = 1; i <= 3; i++) {
		if (i > 1)
			ck_assert_int_eq(form_add_item(f, members, &err), FAULT_NONE);
		put(f, "member_name", i, "Ali");
		put(f, "member_age", i, i == 2 ? "8" : "30");
	}
	put(f, "school", 2, "none");
	ck_assert_uint_eq(form_faults(f, a, &faults), 2);
	ck_assert_str_eq(faults[0].error.field, "status");
	ck_assert_str_eq(faults[1].error.said[LANG_EN], "No school is no answer en");
	ck_assert_int_eq(faults[1].at.item, 2);
	/* No part is done whose answers a check refuses, but it waits for what another part says.
	 */
	ck_assert_int_eq(form_section_state(f, members), SECTION_WRONG);
	ck_assert_int_eq(form_section_state(f, person), SECTION_WRONG);
	third = path_at(f, "member_name", 3);
	ck_assert(form_load(f, &third, ""));
	ck_assert_int_eq(form_section_state(f, members), SECTION_STARTED);
	ck_assert_int_eq(form_section_state(f, person), SECTION_DONE);
	put(f, "member_name", 3, "Ali");
	put(f, "aids", 0, "wheelchair");
	ck_assert_int_eq(form_section_state(f, person), SECTION_DONE);
	put(f, "school", 2, "Beirut school");
	ck_assert_int_eq(form_section_state(f, members), SECTION_DONE);
	ck_assert_uint_eq(form_faults(f, a, &faults), 0);
	form_free(f);
}
END_TEST

/* A number without its code is told so before anything else; what is none is told otherwise. */
START_TEST(from_abroad_a_number_has_its_code)
{
	static const char wants[] =
		"!From abroad, write the number with + and the country code, as "
		"in +33 6 12 34 56 78, even if it is a number of the country where "
		"you apply.";
	static const struct typed list[] = {
		{"phone", "06 12 34 56 78", wants},
		{"phone", "03 123 456", wants},
		{"phone", "twelve", wants},
		{"phone", "+33 6 12 34 56 78", "+33612345678"},
		{"phone", "\u202A\u00A0(٠٠٣٣) 612345678", "+33612345678"},
		{"phone", "", "!Answer this question."},
		{"phone", "\t\u00A0", "!Answer this question."},
		{"phone", "\u200E", "!Answer this question."},
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const char *yaml = sample_with(a, "type: phone,", "type: phone, abroad: status = married,");
	struct form *f = form_new(sample_service_of(a, yaml), &terms, today);
	char *much = arena_take(a, (size_t)200 * 1024);

	ck_assert_str_eq(put(f, "phone", 0, "03 123 456"), "+9613123456");
	put(f, "status", 0, "married");
	check_typed(f, list, sizeof(list) / sizeof(list[0]));
	memset(much, '1', (size_t)200 * 1024 - 1);
	ck_assert_str_eq(put(f, "phone", 0, much), "!This answer is too long. Shorten it.");
	form_free(f);
}
END_TEST

/* The sample with its first check at this. */
static struct form *with_check_at(struct arena *a, struct term_list *terms, const char *at)
{
	const char *yaml =
		sample_with(a, "      at: status\n", arena_format(a, "      at: %s\n", at));
	const struct service *s = NULL;
	struct error err;

	*terms = sample_terms(a);
	ck_assert_msg(service_read(a, terms, "x", yaml, strlen(yaml), &s, NULL, &err) == FAULT_NONE,
		      "%s", err.detail);
	return form_new(s, terms, today);
}

START_TEST(checks_stand_by_their_section)
{
	static const struct {
		const char *section, *field;
		bool by_question;
	} rows[] = {{"person", "full_name", true}, {"members", "members", false}};

	for (size_t r = 0; r < 2; r++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		struct term_list terms;
		struct form *f = with_check_at(a, &terms, rows[r].section);
		struct form_fault *faults;
		struct error err;

		fill(f);
		put(f, "status", 0, "widowed");
		for (int i = 1; i <= 3; i++) {
			if (i > 1)
				ck_assert_int_eq(
					form_add_item(f,
						      service_section(form_service(f), "members"),
						      &err),
					FAULT_NONE);
			put(f, "member_name", i, "Ali");
			put(f, "member_age", i, "30");
		}
		ck_assert_uint_eq(form_faults(f, a, &faults), 1);
		ck_assert_str_eq(faults[0].error.field, rows[r].field);
		ck_assert_str_eq(faults[0].error.said[LANG_EN], "Too many members en");
		ck_assert_str_eq(faults[0].at.section->id, rows[r].section);
		ck_assert((faults[0].at.question != NULL) == rows[r].by_question);
		form_free(f);
	}
}
END_TEST

START_TEST(steps_in_order)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	struct form *f = form_new(sample_service(a, &terms), &terms, today);
	struct field_path at = {0};
	char path[400] = "";
	size_t len = 0;
	struct error err;

	fill(f);
	put(f, "status", 0, "married");
	ck_assert_int_eq(form_add_item(f, service_section(form_service(f), "members"), &err),
			 FAULT_NONE);
	put(f, "member_age", 2, "3");
	while (form_next(f, &at))
		len += (size_t)snprintf(path + len, sizeof(path) - len, "%s%d ", at.question->id,
					at.item);
	ck_assert_str_eq(path, "resident0 full_name0 birth0 status0 spouse0 income0 phone0 email0 "
			       "caza0 story0 code0 nationality0 weight0 shoe0 aids0 member_name1 "
			       "member_age1 member_name2 "
			       "member_age2 school2 ");
	form_free(f);
}
END_TEST

START_TEST(shows_and_loads)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	struct form *f = form_new(sample_service(a, &terms), &terms, today);
	struct field_path status = path_at(f, "status", 0), income = path_at(f, "income", 0);
	struct field_path aids = path_at(f, "aids", 0), third = path_at(f, "member_name", 3);

	ck_assert(form_load(f, &status, "married"));
	ck_assert_str_eq(form_show(f, a, &status, LANG_FR), "Marié");
	ck_assert(!form_load(f, &status, "divorced"));
	ck_assert_str_eq(form_get(f, &status), "married");
	ck_assert(form_load(f, &status, ""));
	ck_assert_ptr_null(form_get(f, &status));
	ck_assert_str_eq(form_show(f, a, &status, LANG_FR), "");
	ck_assert(form_load(f, &income, "1250"));
	ck_assert_ptr_nonnull(strstr(form_show(f, a, &income, LANG_EN), "12.50"));
	ck_assert(!form_load(f, &income, "12.50"));
	ck_assert(form_load(f, &aids, "wheelchair,crutch"));
	ck_assert_str_eq(form_show(f, a, &aids, LANG_AR), "كرسي، عكاز");
	ck_assert(!form_load(f, &aids, "wheelchair,nothing"));
	ck_assert(form_load(f, &third, "Ali"));
	ck_assert_int_eq(form_items(f, third.section), 3);
	third.item = 4;
	ck_assert(!form_load(f, &third, "Ali"));
	form_free(f);
}
END_TEST

START_TEST(asks_for_papers)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	struct form *f = form_new(sample_service(a, &terms), &terms, today);
	size_t *papers;

	fill(f);
	ck_assert_uint_eq(form_papers(f, a, &papers),
			  2); /* photo; the report is the person's to judge */
	ck_assert_uint_eq(papers[1], 2);
	put(f, "birth", 0, "14/3/2020");
	ck_assert_uint_eq(form_papers(f, a, &papers), 5);
	put(f, "income", 0, "100.50");
	ck_assert_uint_eq(form_papers(f, a, &papers), 5);
	put(f, "income", 0, "100.51");
	ck_assert_uint_eq(form_papers(f, a, &papers), 6);
	form_free(f);
}
END_TEST

START_TEST(writes_canonical_text)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	struct form *f = form_new(sample_service(a, &terms), &terms, today);

	fill(f);
	put(f, "story", 0, "a\\b\nc");
	ck_assert_str_eq(form_canonical_text(f, a), "eligibility/0/resident=yes\n"
						    "person/0/full_name=Zeina Haddad\n"
						    "person/0/birth=1990-03-14\n"
						    "person/0/status=single\n"
						    "contact/0/phone=+9613123456\n"
						    "contact/0/caza=lb-caza-beirut\n"
						    "contact/0/story=a\\\\b\\nc\n");
	form_free(f);
}
END_TEST

static bool asks_at(const struct form *f, const char *question, int item)
{
	struct field_path at = path_at(f, question, item);

	return form_asks(f, &at);
}

static bool withhold(struct form *f, const char *question)
{
	struct field_path at = path_at(f, question, 0);

	return form_withhold(f, &at);
}

static bool wants_paper(const struct form *f, struct arena *a, const char *id)
{
	const struct service *s = form_service(f);
	size_t *papers, count = form_papers(f, a, &papers);

	for (size_t i = 0; i < count; i++)
		if (strcmp(s->papers[papers[i]].id, id) == 0)
			return true;
	return false;
}

/* A withheld answer has no value, not even its default's; what it decides is as what stands says,
 * and the person judges of papers. */
START_TEST(withholds)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	struct form *f = form_new(sample_service(a, &terms), &terms, today);
	struct field_path status = path_at(f, "status", 0), spouse = path_at(f, "spouse", 0);
	struct field_path elsewhere = {.question = status.question}, member;

	fill(f);
	ck_assert(!wants_paper(f, a, "consent"));
	ck_assert(withhold(f, "status") && withhold(f, "birth"));
	ck_assert_ptr_null(form_get(f, &status));
	ck_assert(form_is_withheld(f, &status));
	ck_assert(!form_is_withheld(f, &spouse));
	ck_assert(wants_paper(f, a, "consent"));
	ck_assert(!wants_paper(f, a, "payslip"));
	ck_assert(!asks_at(f, "spouse", 0));
	ck_assert(!asks_at(f, "member_name", 1)); /* a default stands there alone */
	ck_assert(form_load(f, &spouse, "Karim Saab"));
	ck_assert(asks_at(f, "spouse", 0));
	member = path_at(f, "member_name", 1);
	ck_assert(form_withhold(f, &member));
	ck_assert(asks_at(f, "member_name", 1));
	/* What is typed there stands there. */
	put(f, "status", 0, "single");
	ck_assert(!form_is_withheld(f, &status));
	ck_assert(!asks_at(f, "spouse", 0) && !asks_at(f, "member_name", 1));
	ck_assert(!form_withhold(f, &elsewhere) && !form_is_withheld(f, &elsewhere));
	form_free(f);
}
END_TEST

/* Of which other questions one will do, by the check that names them: how many there are for
 * `email`, without an answer and once `code` has one. */
START_TEST(says_which_will_do_instead)
{
	static const struct {
		const char *check;
		size_t before, after;
	} rows[] = {
		{"answered(email) or answered(code)", 1, 0},
		{"answered(code) or answered(email) or answered(story)", 2, 0},
		{"answered(code) or answered(story)", 0, 0},
		{"answered(email)", 0, 0},
		{"answered(email) and answered(code)", 0, 0},
		{"answered(email) or answered(code) and answered(story)", 0, 0},
		{"answered(code) and answered(story) or answered(email)", 0, 0},
		{"answered(email) or not answered(code)", 0, 0},
		{"answered(email) or answered(code) or status = married", 0, 0},
		{"answered(email) or answered(story) or answered(spouse)", 1, 1},
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const struct question *others[4];

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *yaml =
			sample_with(a, "count(members) <= 2 or aids has wheelchair", rows[i].check);
		struct form *f = form_new(sample_service_of(a, yaml), &terms, today);
		const struct question *q = path_at(f, "email", 0).question;

		ck_assert_msg(form_instead(f, q, others, 4) == rows[i].before, "%s", rows[i].check);
		ck_assert_uint_eq(form_instead(f, q, others, 0), 0);
		put(f, "code", 0, "AB12");
		ck_assert_msg(form_instead(f, q, others, 4) == rows[i].after, "%s, then",
			      rows[i].check);
		form_free(f);
	}
}
END_TEST

SUITE(form, from_abroad_a_number_has_its_code, says_which_will_do_instead, keeps_canonical_answers,
      refuses_what_harms, asks_by_conditions, repeats_sections, judges_the_whole,
      checks_stand_by_their_question, checks_stand_by_their_section, steps_in_order,
      shows_and_loads, asks_for_papers, writes_canonical_text, withholds)
