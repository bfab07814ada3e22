/* class_test.c - classes of questions and papers are read, default to personal, and are named where
 * they are wrong. */
#include "services/definition/class.h"

#include "services/definition/service_read.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)

static const struct service *service_of(struct arena *a, const struct term_list *terms,
					const char *yaml)
{
	const struct service *s = NULL;
	struct error err = {0};

	ck_assert_msg(service_read(a, terms, "x", yaml, strlen(yaml), &s, NULL, &err) == FAULT_NONE,
		      "%s", err.detail);
	return s;
}

static enum class class_of(const struct service *s, const char *question) {
	return service_question(s, question, NULL)->class;
}

START_TEST(personal_where_nothing_is_said)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const struct service *s = sample_service(a, &terms);

	for (size_t i = 0; i < s->form->section_count; i++)
		for (size_t j = 0; j < s->form->sections[i].question_count; j++)
			ck_assert_int_eq(s->form->sections[i].questions[j].class, CLASS_PERSONAL);
	ck_assert_int_eq(class_of(s, "resident"), CLASS_PERSONAL);
	for (size_t i = 0; i < s->paper_count; i++)
		ck_assert_int_eq(s->papers[i].class, CLASS_PERSONAL);
	ck_assert_int_eq((struct question){0}.class, CLASS_SENSITIVE); /* never said is not open */
}
END_TEST

START_TEST(questions_say_theirs_or_their_sections)
{
	static const char *const names[] = {"public", "internal", "personal", "sensitive"};
	static const enum class classes[] = {CLASS_PUBLIC, CLASS_INTERNAL, CLASS_PERSONAL,
					     CLASS_SENSITIVE};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const struct service *s;
	const char *yaml;

	for (int i = 0; i < 4; i++) {
		s = service_of(a, &terms,
			       sample_with(a, "type: country,",
					   arena_format(a, "type: country, class: %s,", names[i])));
		ck_assert_int_eq(class_of(s, "nationality"), classes[i]);
		ck_assert_int_eq(class_of(s, "weight"), CLASS_PERSONAL);
	}
	yaml = sample_with(a, "    - id: contact\n", "    - id: contact\n      class: internal\n");
	s = service_of(a, &terms, yaml);
	ck_assert_int_eq(class_of(s, "phone"), CLASS_INTERNAL);
	ck_assert_int_eq(class_of(s, "heavy"), CLASS_INTERNAL);
	ck_assert_int_eq(class_of(s, "full_name"), CLASS_PERSONAL);
	s = service_of(
		a, &terms,
		sample_with(a, "      type: yesno\n", "      type: yesno\n      class: public\n"));
	ck_assert_int_eq(class_of(s, "resident"), CLASS_PUBLIC);
}
END_TEST

/* What stands in both goes before its section's. */
START_TEST(a_question_goes_before_its_section)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const char *yaml = sample_with(a, "type: country,", "type: country, class: personal,");
	const char *head = strstr(yaml, "    - id: contact\n");
	const struct service *s;

	ck_assert_ptr_nonnull(head);
	yaml = arena_format(a, "%.*s    - id: contact\n      class: public\n%s", (int)(head - yaml),
			    yaml, head + strlen("    - id: contact\n"));
	s = service_of(a, &terms, yaml);
	ck_assert_int_eq(class_of(s, "nationality"), CLASS_PERSONAL);
	ck_assert_int_eq(class_of(s, "weight"), CLASS_PUBLIC);
}
END_TEST

START_TEST(papers_say_theirs_or_their_groups)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const struct service *s = service_of(
		a, &terms, sample_with(a, "{id: photo,", "{id: photo, class: sensitive,"));

	ck_assert_str_eq(s->papers[0].id, "photo");
	ck_assert_int_eq(s->papers[0].class, CLASS_SENSITIVE);
	ck_assert_int_eq(s->papers[1].class, CLASS_PERSONAL);
	s = service_of(a, &terms,
		       sample_with(a, "  - one_of:\n", "  - class: internal\n    one_of:\n"));
	ck_assert_int_eq(s->papers[4].class, CLASS_INTERNAL);
	ck_assert_int_eq(s->papers[5].class, CLASS_INTERNAL);
	ck_assert_int_eq(s->papers[3].class, CLASS_PERSONAL);
	s = service_of(a, &terms, sample_with(a, "{id: card,", "{id: card, class: public,"));
	ck_assert_int_eq(s->papers[4].class, CLASS_PUBLIC);
	ck_assert_int_eq(s->papers[5].class, CLASS_PERSONAL);
}
END_TEST

START_TEST(a_wrong_one_is_told_the_four)
{
	static const char *const wrong[][2] = {
		{"type: country,", "type: country, class: secret,"},
		{"type: country,", "type: country, class: [public],"},
		{"type: country,", "type: country, class: Public,"},
		{"{id: photo,", "{id: photo, class: open,"},
		{"    - id: contact\n", "    - id: contact\n      class: hidden\n"},
		{"  - one_of:\n", "  - class: closed\n    one_of:\n"},
		{"version: 3", "version: 3\nclass: public"},
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	int told = 0;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		const char *yaml = sample_with(a, wrong[i][0], wrong[i][1]);
		const struct service *s = NULL;
		struct error err = {0};

		ck_assert_msg(service_read(a, &terms, "x", yaml, strlen(yaml), &s, NULL, &err) ==
				      FAULT_INPUT,
			      "%s", wrong[i][1]);
		ck_assert_int_gt(err.line, 0);
		ck_assert_str_eq(err.field, "class");
		for (size_t p = 0; p < err.fill_count; p++)
			told += strcmp(err.fills[p].value,
				       "sensitive, personal, internal, public") == 0;
	}
	ck_assert_int_eq(told, 5); /* but for the list, and where no class can stand */
}
END_TEST

START_TEST(what_follows_for_keeping)
{
	ck_assert(!class_is_sealed(CLASS_PUBLIC) && !class_is_sealed(CLASS_INTERNAL));
	ck_assert(class_is_sealed(CLASS_PERSONAL) && class_is_sealed(CLASS_SENSITIVE));
}
END_TEST

SUITE(class, personal_where_nothing_is_said, questions_say_theirs_or_their_sections,
      a_question_goes_before_its_section, papers_say_theirs_or_their_groups,
      a_wrong_one_is_told_the_four, what_follows_for_keeping)
