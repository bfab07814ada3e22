/* form_told_test.c - what is told of an answer beside its own faults: that a number says otherwise,
 * that a check only warns, that a name is in other letters, or is shorter than what is asked for.
 */
#include "i18n/message.h"
#include "services/form/form.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)
#define L "label: {ar: ع, fr: f, en: e}"
#define SAYS "says: {ar: ع, fr: f, en: Look again}"
#define SEXES "choices: [{code: male, " L "}, {code: female, " L "}, {code: unsaid, " L "}]"
/* A part of its own behind the others, with as much of it as is asked for. */
#define PART                                                                                       \
	"    - id: told\n"                                                                         \
	"      title: {ar: ع, fr: f, en: Told}\n"                                                 \
	"      questions:\n"                                                                       \
	"        - {id: nid, type: national_id, country: EG, required: false, page: 1, " L "}\n"   \
	"        - {id: born, type: date, about: year, shown_by: nid, required: false,\n"          \
	"           max: today, " L "}\n"                                                          \
	"        - {id: sex, type: choice, shown_by: nid, required: false,\n"                      \
	"           " SEXES ", " L "}\n"                                                           \
	"        - {id: given, type: name, page: 2, parts: 3, required: false, " L "}\n"           \
	"        - {id: family, type: name, required: false, " L "}\n"                             \
	"        - {id: third, type: name, required: false, " L "}\n"                              \
	"        - {id: mother, type: name, whose: mother, required: false, " L "}\n"              \
	"        - {id: mothers, type: name, whose: mother, required: false, " L "}\n"             \
	"        - {id: father, type: name, whose: father, required: false, " L "}\n"              \
	"        - {id: written, type: name, script: arabic, required: false, " L "}\n"            \
	"        - {id: elsewhere, type: name, page: 3, required: false, " L "}\n"                 \
	"        - {id: one, type: number, required: false, " L "}\n"                              \
	"        - {id: two, type: number, required: false, " L "}\n"

static const struct date today = {2026, 11, 28};
static struct term_list terms;

/* The sample with the part, and what stands behind its checks. */
static struct form *form_with(struct arena *a, const char *behind)
{
	const char *yaml = sample_with(a, "    - id: members\n", PART "    - id: members\n");

	terms = sample_terms(a);
	return form_new(sample_service_of(a, arena_format(a, "%s%s", yaml, behind)), &terms, today);
}

static struct field_path at(const struct form *f, const char *question)
{
	struct field_path to = {.item = 0};

	to.question = service_question(form_service(f), question, &to.section);
	ck_assert_ptr_nonnull(to.question);
	return to;
}

static void put(struct form *f, const char *question, const char *raw)
{
	struct field_path to = at(f, question);
	struct error err = {0};

	ck_assert_msg(form_set(f, &to, raw, LANG_EN, &err) == FAULT_NONE, "%s: %s", question,
		      err.detail);
}

/* The question by which a clash is told at this one; "": none is. */
static const char *clash_at(const struct form *f, const char *question, bool named)
{
	struct field_path to = at(f, question);
	static struct error err;

	ck_assert(form_clash(f, &to, named, NULL) == form_clash(f, &to, named, &err));
	return form_clash(f, &to, named, &err) ? err.field : "";
}

/* What is worth a second look there; "": nothing is. */
static const char *remark_at(const struct form *f, const char *question)
{
	struct field_path to = at(f, question);
	static struct error err;

	if (!form_remark(f, &to, &err))
		return "";
	return err.said[LANG_EN] != NULL ? err.said[LANG_EN] : err.say;
}

static size_t faults_of(const struct form *f, const char *question)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct form_fault *faults;
	size_t count = form_faults(f, a, &faults), found = 0;

	for (size_t i = 0; i < count; i++)
		found += strcmp(faults[i].error.field, question) == 0;
	return found;
}

static enum section_state state_of(const struct form *f, const char *section)
{
	return form_section_state(f, section == NULL ? NULL
						     : service_section(form_service(f), section));
}

/* Two people of one application, and a list of others. */
#define PEOPLE                                                                                     \
	"    - id: parents\n"                                                                      \
	"      title: {ar: ع, fr: f, en: Parents}\n"                                              \
	"      questions:\n"                                                                       \
	"        - {id: his, type: national_id, country: LB, unlike: people, required: false,\n"   \
	"           label: {ar: ع, fr: f, en: His number}}\n"                                     \
	"        - {id: hers, type: national_id, country: LB, unlike: people, required: false, " L \
	"}\n"                                                                                      \
	"        - {id: abroad, type: national_id, country: TN, unlike: people, required: "        \
	"false, " L "}\n"                                                                          \
	"        - {id: passport, type: text, unlike: people, required: false, " L "}\n"           \
	"    - id: guests\n"                                                                       \
	"      title: {ar: ع, fr: f, en: Guests}\n"                                               \
	"      repeat: {min: 2, max: 3, item: {ar: ع, fr: f, en: Guest}}\n"                       \
	"      questions:\n"                                                                       \
	"        - {id: guest, type: name, unlike: guests, required: false, " L "}\n"              \
	"        - {id: guest_id, type: national_id, country: LB, unlike: people,\n"               \
	"           required: false, " L "}\n"

static const char *told_of_item(const struct form *f, const char *question, int item, bool named)
{
	struct field_path to = at(f, question);
	static struct error err;
	static char words[400];
	ARENA_CLEAN struct arena *a = arena_new(ARENA);

	to.item = item;
	message_use(LANG_EN);
	if (!form_clash(f, &to, named, &err) && !form_remark(f, &to, &err))
		return "";
	snprintf(words, sizeof(words), "%s", message_error(a, &err));
	return words;
}

static void put_item(struct form *f, const char *question, int item, const char *raw)
{
	struct field_path to = at(f, question);

	to.item = item;
	ck_assert(form_set(f, &to, raw, LANG_EN, NULL) == FAULT_NONE);
}

START_TEST(two_people_do_not_have_one_number)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const char *yaml = sample_with(a, "    - id: members\n", PEOPLE "    - id: members\n");
	struct form *f;

	terms = sample_terms(a);
	f = form_new(sample_service_of(a, yaml), &terms, today);
	put(f, "his", "12345678");
	ck_assert_str_eq(told_of_item(f, "his", 0, true), "");
	put(f, "hers", "١٢٣٤٥٦٧٨");
	ck_assert_str_eq(
		told_of_item(f, "hers", 0, false),
		"The same number is also in “His number” (Parents). Two people cannot have "
		"the same number: correct one of the two.");
	/* Told at the second one; and at the first, when it is given again. */
	ck_assert_str_eq(told_of_item(f, "his", 0, false), "");
	ck_assert_str_ne(told_of_item(f, "his", 0, true), "");
	ck_assert_uint_eq(faults_of(f, "hers"), 1);
	ck_assert_uint_eq(faults_of(f, "his"), 0);
	put(f, "hers", "");
	put(f, "passport", "LR 123-456");
	put_item(f, "guest_id", 1, "87654321");
	put_item(f, "guest_id", 2, "87654321");
	ck_assert_str_eq(told_of_item(f, "guest_id", 1, false), "");
	ck_assert_str_eq(
		told_of_item(f, "guest_id", 2, false),
		"The same number is also in “Guest 1”. Two people cannot have the same number: "
		"correct one of the two.");
	ck_assert_uint_eq(faults_of(f, "guest_id"), 1);
	/* With those of another part; another country's, with the same digits, is another one. */
	put_item(f, "guest_id", 2, "12345678");
	ck_assert_str_ne(told_of_item(f, "guest_id", 2, false), "");
	put_item(f, "guest_id", 2, "");
	put(f, "abroad", "12345678");
	ck_assert_str_eq(told_of_item(f, "abroad", 0, true), "");
	/* Two people may have one name. */
	put_item(f, "guest", 1, "Élie Haddad");
	put_item(f, "guest", 2, "elie haddad");
	ck_assert_str_eq(told_of_item(f, "guest", 2, false),
			 "The same name is also in “Guest 1”. Enter each person only once.");
	ck_assert_uint_eq(faults_of(f, "guest"), 0);
	form_free(f);
}
END_TEST

START_TEST(a_set_of_one_compares_nothing)
{
	static const char lone[] =
		"        - {id: lone, type: national_id, country: LB, unlike: people, " L "}\n"
		"        - {id: code,";
	ARENA_CLEAN struct arena *a = arena_new(ARENA);

	sample_refused_at(sample_with(a, "        - {id: code,", lone), "id: lone", lone);
}
END_TEST

/* What asks who may apply is of nobody: there is no part to name. */
START_TEST(who_may_apply_is_compared_with_nobody)
{
	static const char asked[] = "    - id: resident\n      type: text\n      unlike: people\n";
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	char *yaml = sample_with(a, "    - id: members\n", PEOPLE "    - id: members\n");
	const char *from = "    - id: resident\n      type: yesno\n";
	const char *cut = strstr(yaml, from);
	const char *rule = strstr(yaml, "      require: resident = yes\n");

	ck_assert(cut != NULL && rule != NULL);
	yaml = arena_format(a, "%.*s%s%.*s      require: answered(resident)\n%s", (int)(cut - yaml),
			    yaml, asked, (int)(rule - cut - (long)strlen(from)), cut + strlen(from),
			    strchr(rule, '\n') + 1);
	sample_refused_at(yaml, "      unlike: people\n", asked);
}
END_TEST

START_TEST(a_number_that_says_otherwise_is_a_fault)
{
	static const struct {
		const char *nid, *born, *sex;
		bool born_differs, sex_differs;
	} rows[] = {
		{"29003141234512", "14/3/1990", "male", false, false},
		{"29003141234512", "3/1990", "male", false, false},
		{"29003141234512", "1990", "", false, false},
		{"29003141234512", "15/3/1990", "male", true, false},
		{"29003141234512", "4/1990", "female", true, true},
		{"29003141234512", "1991", "unsaid", true, true},
		{"29003141234522", "", "male", false, true},
		{"29003141234522", "14/3/1990", "female", false, false},
		{"30003141234522", "14/3/1990", "female", true, false},
		{"", "15/3/1990", "female", false, false},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		struct form *f = form_with(a, "");

		put(f, "nid", rows[i].nid);
		put(f, "born", rows[i].born);
		put(f, "sex", rows[i].sex);
		ck_assert_str_eq(clash_at(f, "born", false), rows[i].born_differs ? "born" : "");
		ck_assert_str_eq(clash_at(f, "sex", false), rows[i].sex_differs ? "sex" : "");
		/* Who changes the number is told it there, too. */
		ck_assert_str_eq(clash_at(f, "nid", false), "");
		ck_assert_str_eq(clash_at(f, "nid", true), rows[i].born_differs  ? "born"
							   : rows[i].sex_differs ? "sex"
										 : "");
		ck_assert_str_eq(clash_at(f, "family", true), "");
		ck_assert_uint_eq(faults_of(f, "born"), rows[i].born_differs);
		ck_assert_uint_eq(faults_of(f, "sex"), rows[i].sex_differs);
		ck_assert_int_eq(state_of(f, "told") == SECTION_WRONG,
				 rows[i].born_differs || rows[i].sex_differs);
		form_free(f);
	}
}
END_TEST

START_TEST(it_is_told_what_the_number_says_otherwise)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct form *f = form_with(a, "");
	struct field_path born = at(f, "born"), sex = at(f, "sex");
	struct error err;

	put(f, "nid", "29003141234512");
	put(f, "born", "1991");
	put(f, "sex", "female");
	ck_assert(form_clash(f, &born, false, &err));
	ck_assert_ptr_nonnull(strstr(err.say, "date of birth"));
	ck_assert(form_clash(f, &sex, false, &err));
	ck_assert_ptr_nonnull(strstr(err.say, "sex"));
	form_free(f);
}
END_TEST

/* Of a number of a country that says nothing, and of one that is not asked, nothing is compared. */
START_TEST(a_number_that_says_nothing_is_let_be)
{
	static const char *const swaps[][2] = {
		{"country: EG", "country: LB"},
		{"id: nid, type: national_id, country: EG,",
		 "id: nid, type: national_id, country: EG, when: status = widowed,"},
	};

	for (size_t i = 0; i < 2; i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		const char *yaml =
			sample_with(a, "    - id: members\n", PART "    - id: members\n");
		struct field_path to;
		struct form *f;

		terms = sample_terms(a);
		yaml = sample_swap(a, yaml, swaps[i][0], swaps[i][1]);
		f = form_new(sample_service_of(a, yaml), &terms, today);
		to = at(f, "nid");
		ck_assert(form_load(f, &to, "29003141234512"));
		put(f, "born", "15/3/1990");
		put(f, "sex", "female");
		ck_assert_str_eq(clash_at(f, "born", true), "");
		ck_assert_str_eq(clash_at(f, "sex", true), "");
		form_free(f);
	}
}
END_TEST

START_TEST(names_of_one_person_are_in_the_same_letters)
{
	static const struct {
		const char *question, *name, *told; /* those that are told now, each with a blank */
	} rows[] = {
		{"given", "Rima Ali Haddad", ""}, {"mother", "منى حداد", ""},
		{"father", "علي حداد", ""},       {"written", "ريما", ""},
		{"elsewhere", "ريما", ""},        {"family", "حداد", "family "},
		{"third", "سلمى", "given "},      {"family", "Haddad", "third "},
		{"third", "Salma", ""},           {"mothers", "Mona", "mothers "},
		{"mother", "Mona Haddad", ""},    {"family", "", ""},
	};
	static const char *const names[] = {"given",   "family", "third",   "mother",
					    "mothers", "father", "written", "elsewhere"};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct form *f = form_with(a, "");

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *told = "";

		put(f, rows[i].question, rows[i].name);
		for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++)
			if (remark_at(f, names[k])[0] != '\0')
				told = arena_format(a, "%s%s ", told, names[k]);
		ck_assert_msg(strcmp(told, rows[i].told) == 0, "%zu: %s", i, told);
	}
	ck_assert_str_eq(state_of(f, "told") == SECTION_WRONG ? "wrong" : "", "");
	form_free(f);
}
END_TEST

START_TEST(a_short_name_is_looked_at_twice)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct form *f = form_with(a, "");

	ck_assert_str_eq(remark_at(f, "given"), "");
	put(f, "given", "Rima Haddad");
	ck_assert_ptr_nonnull(strstr(remark_at(f, "given"), "shorter"));
	put(f, "given", "Rima Ali Haddad");
	ck_assert_str_eq(remark_at(f, "given"), "");
	put(f, "family", "Haddad");
	ck_assert_str_eq(remark_at(f, "family"), "");
	form_free(f);
}
END_TEST

/* As soon as what it names is answered; it is no fault of anything. */
START_TEST(what_only_warns_is_told_and_taken)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct form *f =
		form_with(a, "    - {require: \"one < @two\", at: two, warns: true, " SAYS "}\n");

	put(f, "two", "3");
	ck_assert_str_eq(remark_at(f, "two"), "");
	put(f, "one", "5");
	ck_assert_str_eq(remark_at(f, "two"), "Look again");
	ck_assert_str_eq(remark_at(f, "one"), "");
	ck_assert_str_eq(clash_at(f, "two", true), "");
	ck_assert_str_eq(clash_at(f, "one", true), "");
	ck_assert_uint_eq(faults_of(f, "two"), 0);
	ck_assert_int_eq(state_of(f, "told"), SECTION_DONE);
	put(f, "two", "6");
	ck_assert_str_eq(remark_at(f, "two"), "");
	form_free(f);
}
END_TEST

/* The parts of the sample that ask for something. */
static void fill(struct form *f)
{
	put(f, "resident", "yes");
	put(f, "full_name", "Zeina");
	put(f, "birth", "14/3/1990");
	put(f, "status", "single");
	put(f, "phone", "03 123 456");
	put(f, "caza", "metn");
}

/* What is worked out of several parts has no one moment at which all that it names is answered. */
START_TEST(what_warns_of_a_value_waits_for_the_parts_of_it)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct form *f =
		form_with(a, "    - {require: total < 10, at: one, warns: true, " SAYS "}\n"
			     "values:\n"
			     "  - {id: half, is: shoe + 1}\n"
			     "  - {id: total, is: half + one + half}\n");

	put(f, "one", "5");
	ck_assert_str_eq(remark_at(f, "one"), "");
	put(f, "shoe", "40");
	ck_assert_str_eq(remark_at(f, "one"), "");
	fill(f);
	ck_assert_str_eq(remark_at(f, "one"), "Look again");
	put(f, "shoe", ""); /* nobody knows what it comes to */
	ck_assert_str_eq(remark_at(f, "one"), "");
	put(f, "shoe", "1");
	ck_assert_str_eq(remark_at(f, "one"), "");
	ck_assert_int_eq(state_of(f, "told"), SECTION_DONE);
	form_free(f);
}
END_TEST

/* The same of a check that refuses: a part is not wrong because of what another is to say. */
START_TEST(a_part_waits_for_what_a_value_is_made_of)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct form *f = form_with(a, "    - {require: total < 10, at: one, " SAYS "}\n"
				      "values:\n"
				      "  - {id: total, is: shoe + one}\n");

	put(f, "one", "5");
	ck_assert_int_eq(state_of(f, "told"), SECTION_DONE);
	put(f, "shoe", "40");
	fill(f);
	ck_assert_int_eq(state_of(f, "told"), SECTION_WRONG);
	put(f, "shoe", "1");
	ck_assert_int_eq(state_of(f, "told"), SECTION_DONE);
	form_free(f);
}
END_TEST

/* Also where it is the other side of a comparison, and of what stands by the part as a whole. */
START_TEST(a_part_waits_for_the_other_side)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct form *f =
		form_with(a, "    - {require: one < @shoe, at: one, " SAYS "}\n"
			     "    - {require: one < 30, at: told, " SAYS "}\n"
			     "    - {require: one < @two, at: one, warns: true, " SAYS "}\n");

	put(f, "one", "5");
	ck_assert_str_eq(remark_at(f, "one"), "");
	ck_assert_int_eq(state_of(f, "told"), SECTION_DONE);
	fill(f);
	ck_assert_int_eq(state_of(f, "told"), SECTION_WRONG);
	put(f, "shoe", "40");
	ck_assert_int_eq(state_of(f, "told"), SECTION_DONE);
	put(f, "one", "35");
	ck_assert_int_eq(state_of(f, "told"), SECTION_WRONG);
	ck_assert_int_eq(state_of(f, "person"), SECTION_DONE);
	put(f, "two", "7");
	ck_assert_str_eq(remark_at(f, "one"), "Look again");
	form_free(f);
}
END_TEST

/* Over the items of another part nothing is told before they are filled in. */
START_TEST(what_warns_of_items_waits_for_them)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct form *f =
		form_with(a, "    - {require: count(members where member_age > 3) > 1, at: one,\n"
			     "       warns: true, " SAYS "}\n");
	struct field_path name, age;

	put(f, "one", "5");
	put(f, "status", "married");
	ck_assert_str_eq(remark_at(f, "one"), "");
	name = at(f, "member_name");
	age = at(f, "member_age");
	name.item = age.item = 1;
	ck_assert_int_eq(form_set(f, &age, "30", LANG_EN, NULL), FAULT_NONE);
	ck_assert_str_eq(remark_at(f, "one"), "");
	ck_assert_int_eq(form_set(f, &name, "Ali", LANG_EN, NULL), FAULT_NONE);
	ck_assert_str_eq(remark_at(f, "one"), "Look again");
	form_free(f);
}
END_TEST

/* What is told at once at the question is wrong at once in its part, however far the other is. */
START_TEST(a_part_is_wrong_as_soon_as_it_is_told)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct form *f = form_with(
		a,
		"    - {require: \"not (resident = no and status = married)\", at: resident, " SAYS
		"}\n    - {require: \"one < 3 or status != married\", at: one, " SAYS "}\n");

	put(f, "one", "5");
	put(f, "resident", "no");
	ck_assert_int_eq(state_of(f, NULL), SECTION_WRONG);
	ck_assert_int_eq(state_of(f, "told"), SECTION_DONE);
	put(f, "status", "married");
	ck_assert_int_eq(state_of(f, "person"), SECTION_STARTED);
	ck_assert_str_eq(clash_at(f, "resident", false), "resident");
	ck_assert_int_eq(state_of(f, NULL), SECTION_WRONG);
	ck_assert_int_eq(state_of(f, "told"), SECTION_WRONG);
	put(f, "one", "2");
	ck_assert_int_eq(state_of(f, "told"), SECTION_DONE);
	form_free(f);
}
END_TEST

/* Nobody is told that another answer will do where none is demanded. */
START_TEST(what_only_warns_demands_nothing)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct question *others[4];
	struct form *f =
		form_with(a, "    - {require: answered(email) or answered(code), at: email,\n"
			     "       warns: true, " SAYS "}\n");

	ck_assert_uint_eq(form_instead(f, at(f, "email").question, others, 4), 0);
	form_free(f);
}
END_TEST

/* Why an answer that may stay empty is needed just now; "": it is not. */
static const char *needed_at(const struct form *f, const char *question, bool passed)
{
	struct field_path to = at(f, question);
	static struct error err;

	ck_assert(form_needs(f, &to, passed, NULL) == form_needs(f, &to, passed, &err));
	return form_needs(f, &to, passed, &err) ? err.said[LANG_EN] : "";
}

START_TEST(what_a_check_demands_is_told_once_all_else_is_known)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct form *f = form_with(
		a, "    - {require: one = 1 or answered(family), at: family, " SAYS "}\n"
		   "    - {require: answered(third) or answered(given), at: third, " SAYS "}\n"
		   "    - {require: answered(father), at: father, warns: true, " SAYS "}\n");

	ck_assert_str_eq(needed_at(f, "family", false), "");
	ck_assert_str_eq(needed_at(f, "father", true), "");
	put(f, "one", "1");
	ck_assert_str_eq(needed_at(f, "family", true), "");
	put(f, "one", "2");
	ck_assert_str_eq(needed_at(f, "family", false), "Look again");
	put(f, "family", "Haddad");
	ck_assert_str_eq(needed_at(f, "family", true), "");
	/* Of two that are on one page either will do, until both are passed by. */
	ck_assert_str_eq(needed_at(f, "third", false), "");
	ck_assert_str_eq(needed_at(f, "third", true), "Look again");
	put(f, "given", "Rami Elias Khoury");
	ck_assert_str_eq(needed_at(f, "third", true), "");
	form_free(f);
}
END_TEST

SUITE(form_told, two_people_do_not_have_one_number, a_set_of_one_compares_nothing,
      who_may_apply_is_compared_with_nobody, a_part_waits_for_the_other_side,
      what_warns_of_items_waits_for_them, a_number_that_says_otherwise_is_a_fault,
      it_is_told_what_the_number_says_otherwise, a_number_that_says_nothing_is_let_be,
      names_of_one_person_are_in_the_same_letters, a_short_name_is_looked_at_twice,
      what_only_warns_is_told_and_taken, what_warns_of_a_value_waits_for_the_parts_of_it,
      a_part_waits_for_what_a_value_is_made_of, a_part_is_wrong_as_soon_as_it_is_told,
      what_only_warns_demands_nothing, what_a_check_demands_is_told_once_all_else_is_known)
