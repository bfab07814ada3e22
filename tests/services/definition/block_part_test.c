/* block_part_test.c - questions of type person and organisation: one answer, typed and kept in
 * parts, told apart as a whole. */
#include "services/definition/kind_read.h"
#include "services/definition/own.h"
#include "services/definition/rule.h"
#include "services/definition/service.h"
#include "services/definition/type.h"
#include "services/definition/service_read.h"
#include "services/form/form.h"

#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)256 * 1024 * 1024)
#define T(word) "{ar: \"" word " ع\", fr: \"" word " fr\", en: \"" word " en\"}"
#define CONTACT "    - id: contact\n      title: " T("Contact") "\n      questions:\n"
#define FOUNDERS                                                                                   \
	"    - id: founders\n      title: " T(                                                     \
		"Founders") "\n"                                                                   \
			    "      repeat: {min: 2, max: 4, item: " T(                             \
				    "founder") "}\n      questions:\n"
#define LAST "    - {require: school != none"

static const char *with(struct arena *a, const char *questions)
{
	return sample_with(a, CONTACT, arena_format(a, "%s%s", CONTACT, questions));
}

/* Of founders, with this check. */
static const char *with_founders(struct arena *a, const char *question, const char *require)
{
	const char *yaml =
		sample_with(a, "  checks:\n", arena_format(a, FOUNDERS "%s  checks:\n", question));
	const char *at = strstr(yaml, LAST);

	return arena_format(a,
			    "%.*s    - {require: \"%s\", at: founders, says: " T("Twice") "}\n%s",
			    (int)(at - yaml), yaml, require, at);
}

static const struct question *part(const struct service *s, const char *id)
{
	const struct question *q = service_question(s, id, NULL);

	ck_assert_msg(q != NULL, "no %s", id);
	return q;
}

START_TEST(the_blocks_of_the_program_are_sound)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = sample_terms(a);
	size_t blocks = 0;

	for (size_t i = 0; i < own_count; i++) {
		struct definition d;
		struct error err = {0};

		ck_assert_msg(kind_read(a, &t, own_files[i].name, own_files[i].yaml,
					(size_t)(own_files[i].end - own_files[i].yaml), &d, NULL,
					&err) == FAULT_NONE,
			      "%s:%d: %s", own_files[i].name, err.line, err.say);
		blocks += d.kind == KIND_BLOCK;
	}
	ck_assert_uint_eq(blocks, 6);
}
END_TEST

START_TEST(an_answer_has_parts)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct service *s = sample_service_of(
		a, with(a, "        - {id: guardian, type: person, label: " T(
				   "Guardian") ", class: internal, when: status = single,\n"
					       "           with: {father_name: {required: true, "
					       "script: arabic, label: " T(
						       "Father") "}, number: {class: sensitive}}}\n"
								 "        - {id: owner, type: "
								 "organisation, label: " T(
									 "Owner") ", required: "
										  "false}\n"));
	const struct whole *w = service_whole(s, "guardian");

	ck_assert(w != NULL && w->count == 5 && w->parts == part(s, "guardian_given_name"));
	ck_assert_str_eq(w->parts[0].label.in[LANG_EN], "Guardian en – First name");
	ck_assert_str_eq(w->parts[0].label.in[LANG_AR], "Guardian ع – الاسم");
	ck_assert_str_eq(part(s, "guardian_father_name")->label.in[LANG_FR], "Father fr");
	ck_assert(part(s, "guardian_father_name")->required);
	ck_assert_str_eq(type_expects(part(s, "guardian_father_name")),
			 "A name, in Arabic letters.");
	ck_assert(!part(s, "guardian_number")->required);
	ck_assert_int_eq(part(s, "guardian_number")->class, CLASS_SENSITIVE);
	ck_assert_int_eq(part(s, "guardian_birth_date")->class, CLASS_INTERNAL);
	ck_assert_ptr_nonnull(part(s, "guardian_birth_date")->when);
	ck_assert_int_eq(part(s, "guardian_number")->of, QUESTION_PART);
	/* Another one, of which nothing has to be said; most are of the service's own country. */
	ck_assert(service_whole(s, "owner")->count == 3 && !part(s, "owner_name")->required);
	ck_assert_str_eq(part(s, "owner_country")->preset, "LB");
	ck_assert_ptr_null(service_whole(s, "guardian_number"));
}
END_TEST

/* "required: true" says no more than that they are as they are. */
START_TEST(a_part_is_required_by_itself)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct service *s = sample_service_of(
		a, with(a, "        - {id: heir, type: person, required: true, label: " T(
				   "Heir") "}\n"
					   "        - {id: other, type: person, required: false, "
					   "label: " T("Other") ",\n"
								"           with: {number: "
								"{required: true}}}\n"));

	ck_assert(part(s, "heir_given_name")->required && !part(s, "heir_father_name")->required);
	ck_assert(!part(s, "other_given_name")->required && part(s, "other_number")->required);
	ck_assert_int_eq(part(s, "heir_number")->of, QUESTION_PART);
}
END_TEST

START_TEST(what_is_the_applicants_is_marked_where_it_can_be_known)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct service *s = sample_service_of(
		a,
		with(a, "        - {id: me, type: person, is: applicant, label: " T(
				"Me") "}\n"
				      "        - {id: called, type: name, is: applicant, label: " T(
					      "Called") "}\n"));

	ck_assert_int_eq(part(s, "me_number")->of, QUESTION_APPLICANT);
	ck_assert_int_eq(part(s, "me_given_name")->of, QUESTION_PART);
	ck_assert_int_eq(part(s, "called")->of, QUESTION_APPLICANT);
	ck_assert_int_eq(part(s, "phone")->of, QUESTION_OF_NONE);
}
END_TEST

/* A section that is gone through several times is about others, or about nobody in particular. */
START_TEST(the_applicant_is_one_person)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const char *again = "      questions:\n        - {id: member_name";
	const char *const own[] = {"{id: me, type: person, is: applicant, label: " T("Me") "}",
				   "{id: me, type: name, is: applicant, label: " T("Me") "}"};

	for (size_t i = 0; i < 2; i++) {
		const char *at = strstr(sample_yaml, again) + strlen("      questions:\n");

		sample_refused_at(arena_format(a, "%.*s        - %s\n%s", (int)(at - sample_yaml),
					       sample_yaml, own[i], at),
				  "{id: me", own[i]);
	}
}
END_TEST

START_TEST(its_message_stands_by_its_first_part)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const char *yaml = with(a, "        - {id: heir, type: person, label: " T("Heir") "}\n");
	const char *at = strstr(yaml, LAST);
	const struct service *s = sample_service_of(
		a, arena_format(a,
				"%.*s    - {require: heir_birth_date > @birth, at: heir, says: " T(
					"Older") "}\n%s",
				(int)(at - yaml), yaml, at));

	ck_assert_str_eq(s->form->checks[1].at, "heir_given_name");
}
END_TEST

static const struct {
	const char *question, *at, *field, *words;
} wrong[] = {
	{"{id: x, type: person}", "{id: x, type: person}", "questions", "is missing"},
	{"{id: X, type: person, label: " T("X") "}", "{id: X", "id", "not an id"},
	{"{id: x, type: persons, label: " T("X") "}", "{id: x", "type", "must be one of"},
	{"{id: x, type: person, lable: " T("X") "}", "{id: x", "lable", "not known here"},
	{"{id: x, type: person, min: 3, label: " T("X") "}", "{id: x", "min", "not known here"},
	{"{id: x, type: person, as: y, label: " T("X") "}", "{id: x", "as", "not known here"},
	{"{id: x, type: person, required: no, label: " T("X") "}", "{id: x", "required",
	 "must be one of"},
	{"{id: x, type: person, is: owner, label: " T("X") "}", "{id: x", "is", "must be one of"},
	{"{id: x, type: text, is: applicant, label: " T("X") "}", "{id: x", "is", "not for a"},
	{"{id: x, type: person, only: [age], label: " T("X") "}", "{id: x", "only", "no question"},
	{"{id: phone, type: person, label: " T("X") "}", "        - {id: phone, type: phone",
	 "questions", "is used twice"},
	{"{id: x, type: person, when: x_number = 1, label: " T("X") "}", "{id: x", "when",
	 "circle"},
	{"{id: x, type: text, when: y = 1, label: " T(
		 "X") "}\n        - {id: y, type: person, label: " T("Y") "}",
	 "{id: x", "when", "has several answers"},
};

START_TEST(is_refused_by_its_line)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct term_list t = sample_terms(a);
		const char *yaml = with(a, arena_format(a, "        - %s\n", wrong[i].question));
		const char *at = strstr(yaml, wrong[i].at);
		struct definition d;
		struct error err = {0};
		int line = 1;

		ck_assert_msg(kind_read(a, &t, "x", yaml, strlen(yaml), &d, NULL, &err) ==
				      FAULT_INPUT,
			      "%s is taken", wrong[i].question);
		for (const char *c = yaml; c < at; c++)
			line += *c == '\n';
		ck_assert_msg(err.line == line && strcmp(err.field, wrong[i].field) == 0 &&
				      strstr(err.say, wrong[i].words) != NULL,
			      "%s: %d: %s: %s", wrong[i].question, err.line, err.field, err.say);
	}
}
END_TEST

/* --- told apart --- */

static void set(struct form *f, const struct service *s, int item, const char *id, const char *raw)
{
	struct field_path at = {.item = item};
	struct error err = {0};

	at.question = service_question(s, id, &at.section);
	ck_assert_msg(form_set(f, &at, raw, LANG_EN, &err) == FAULT_NONE, "%s: %s", id, err.say);
}

/* Two founders with these parts; whether they count as one. */
static bool are_one(const struct service *s, const struct term_list *t, const char *const *ids,
		    const char *const (*parts)[2])
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct form *f = form_new(s, t, (struct date){2026, 11, 27});
	struct form_fault *faults = NULL;
	size_t count;
	bool one = false;

	for (int k = 0; ids[k] != NULL; k++)
		for (int i = 0; i < 2; i++)
			if (parts[k][i] != NULL)
				set(f, s, i + 1, ids[k], parts[k][i]);
	count = form_faults(f, a, &faults);
	for (size_t i = 0; i < count; i++)
		one = one || strcmp(faults[i].error.field, "founders") == 0;
	form_free(f);
	return one;
}

START_TEST(persons_are_counted_as_a_whole)
{
	static const char *const ids[] = {"who_given_name", "who_father_name", "who_family_name",
					  "who_birth_date", "who_number",      NULL};
	static const struct {
		const char *const parts[5][2];
		bool one;
	} rows[] = {
		{{{"Rana", "Rana"}, {"Ali", "Ali"}, {"Haddad", "Haddad"}, {"1990", "1990"}}, true},
		{{{"Rana", "Rana"}, {"Ali", NULL}, {"Haddad", "Haddad"}, {"1990", "1990"}}, false},
		{{{"Rana", "Rana"}, {NULL, NULL}, {"Haddad", "Haddad"}, {"1990", "1991"}}, false},
		{{{"Rana", "Rania"},
		  {NULL, NULL},
		  {"Haddad", "H"},
		  {"1990", "1991"},
		  {"012345678901", "012345678901"}},
		 true},
		{{{"Rana", "Rana"},
		  {NULL, NULL},
		  {"Haddad", "Haddad"},
		  {"1990", "1990"},
		  {"012345678901", "112345678901"}},
		 false},
		{{{"Rana", "Rana"},
		  {NULL, NULL},
		  {"Haddad", "Haddad"},
		  {"1990", "1990"},
		  {"012345678901", NULL}},
		 true},
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = sample_terms(a);
	const struct service *s = sample_service_of(
		a, with_founders(a, "        - {id: who, type: person, label: " T("Who") "}\n",
				 "distinct(founders.who) >= count(founders)"));

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		ck_assert_msg(are_one(s, &t, ids, rows[i].parts) == rows[i].one, "row %zu", i);
}
END_TEST

/* A number is of its country's register. */
START_TEST(organisations_are_counted_by_number_and_country)
{
	static const char *const ids[] = {"firm_name", "firm_number", "firm_country", NULL};
	static const struct {
		const char *const parts[3][2];
		bool one;
	} rows[] = {
		{{{"Cedar", "Olive"}, {"77", "77"}, {"LB", "LB"}}, true},
		{{{"Cedar", "Olive"}, {"77", "77"}, {"LB", "TN"}}, false},
		{{{"Cedar", "Cedar"}, {"77", NULL}, {"LB", "LB"}}, true},
		{{{"Cedar", "Cedar"}, {NULL, NULL}, {"LB", "TN"}}, false},
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = sample_terms(a);
	const struct service *s = sample_service_of(
		a,
		with_founders(a, "        - {id: firm, type: organisation, label: " T("Firm") "}\n",
			      "distinct(founders.firm where firm_name != None) > 1"));

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		ck_assert_msg(are_one(s, &t, ids, rows[i].parts) == rows[i].one, "row %zu", i);
}
END_TEST

static enum fault read_founders(const char *question, const char *require, const char **ret_say)
{
	static char say[200];
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = sample_terms(a);
	const char *yaml = with_founders(a, question, require);
	const struct service *s;
	struct error err = {.say = ""};
	enum fault fault = service_read(a, &t, "x", yaml, strlen(yaml), &s, NULL, &err);

	snprintf(say, sizeof(say), "%s", err.say);
	*ret_say = say;
	return fault;
}

START_TEST(a_whole_is_compared_by_distinct_alone)
{
	static const char who[] = "        - {id: who, type: person, label: " T("Who") "}\n";
	static const char circle[] = "        - {id: who, type: person, label: " T(
		"Who") ",\n"
		       "           with: {number: {when: distinct(founders.who) > 1}}}\n";
	const char *say;

	ck_assert_int_eq(read_founders(who, "distinct(founders.who_number) > 1", &say), FAULT_NONE);
	ck_assert_int_eq(read_founders(who, "max(founders.who) > 1", &say), FAULT_INPUT);
	ck_assert_int_eq(read_founders(who, "count(founders where who = 1) > 1", &say),
			 FAULT_INPUT);
	ck_assert_msg(strstr(say, "has several answers") != NULL, "%s", say);
	ck_assert_int_eq(read_founders(who, "distinct(members.who) > 1", &say), FAULT_INPUT);
	ck_assert_int_eq(read_founders(circle, "distinct(founders.who) > 1", &say), FAULT_INPUT);
	ck_assert_msg(strstr(say, "circle") != NULL, "%s", say);
}
END_TEST

START_TEST(a_block_may_ask_for_persons)
{
	static const char yaml[] =
		"block: pair\nversion: 1\nquestions:\n"
		"  - {id: one, type: person, label: " T(
			"One") "}\n"
			       "  - {id: two, type: person, label: " T(
				       "Two") ",\n"
					      "     when: one_birth_date < today-18y}\n";
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = sample_terms(a);
	const char *text =
		with_founders(a, "        - {use: pair, as: p}\n", "distinct(founders.p_two) > 1");
	struct definition block, d;
	struct error err = {0};

	ck_assert_msg(kind_read(a, &t, "x", yaml, strlen(yaml), &block, NULL, &err) == FAULT_NONE,
		      "%d %s", err.line, err.say);
	kind_add(a, &t, &block);
	ck_assert_msg(kind_read(a, &t, "x", text, strlen(text), &d, NULL, &err) == FAULT_NONE,
		      "%d %s", err.line, err.say);
	ck_assert_uint_eq(service_whole(d.what, "p_one")->count, 5);
	ck_assert_ptr_null(service_whole(d.what, "one"));
	ck_assert_str_eq(rule_text(part(d.what, "p_two_number")->when),
			 "p_one_birth_date < today-18y");
}
END_TEST

SUITE(block_part, the_blocks_of_the_program_are_sound, an_answer_has_parts,
      a_part_is_required_by_itself, what_is_the_applicants_is_marked_where_it_can_be_known,
      its_message_stands_by_its_first_part, the_applicant_is_one_person, is_refused_by_its_line,
      persons_are_counted_as_a_whole, organisations_are_counted_by_number_and_country,
      a_whole_is_compared_by_distinct_alone, a_block_may_ask_for_persons)
