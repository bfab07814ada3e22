/* service_signatures_test.c - who has to sign, as definitions say it, and what they say wrongly. */
#include "tests/services/sample.h"
#include "tests/unit.h"

#include "services/definition/service.h"

#include <string.h>

#define SIGNED(words) "signatures:\n" words "\nstages:\n"
#define NAME "name: {ar: ر, fr: r, en: President}"

static const struct service *with(struct arena *a, const char *words)
{
	return sample_service_of(a, sample_with(a, "stages:\n", words));
}

START_TEST(each_item_some_or_one)
{
	struct arena *a = arena_new((size_t)8 << 20);
	const struct service *s = with(
		a, SIGNED("  - {each: members, covers: [person, members, phone], before: submit}\n"
			  "  - {id: president, " NAME ", before: submit}\n"
			  "  - {id: board, each: members, needed: 2, " NAME ", before: submit}"));

	ck_assert_uint_eq(s->signature_count, 3);
	ck_assert_str_eq(s->signatures[0].id, "members");
	ck_assert_str_eq(s->signatures[0].name.in[LANG_EN], "Members en");
	ck_assert_str_eq(s->signatures[0].each->id, "members");
	ck_assert_uint_eq(s->signatures[0].cover_count, 3);
	ck_assert(s->signatures[0].before_submit);
	ck_assert_ptr_null(s->signatures[1].each);
	ck_assert_int_eq(s->signatures[2].needed, 2);
	ck_assert_ptr_eq(service_signature(s, "board"), &s->signatures[2]);
	ck_assert_ptr_null(service_signature(s, "nobody"));
	ck_assert_ptr_null(s->signatures[2].when);
	s = with(a, SIGNED("  - {each: members, when: status = married, before: submit}"));
	ck_assert_ptr_nonnull(s->signatures[0].when);
	arena_free(a);
}
END_TEST

START_TEST(without_them_a_definition_is_what_it_was)
{
	struct arena *a = arena_new((size_t)8 << 20);
	const struct service *s = sample_service_of(a, sample_yaml);

	ck_assert_uint_eq(s->signature_count, 0);
	arena_free(a);
}
END_TEST

/* By the line that is wrong, which is the only one of its kind. */
START_TEST(what_is_wrong_is_told_with_its_line)
{
	static const struct {
		const char *words, *at;
	} wrong[] = {
		{SIGNED("  - {each: person, before: submit}"), "each: person"},
		{SIGNED("  - {each: nobody, before: submit}"), "each: nobody"},
		{SIGNED("  - {id: president, before: submit}"), "id: president"},
		{SIGNED("  - {" NAME ", before: submit}"), "President"},
		{SIGNED("  - {each: members, covers: [persons], before: submit}"), "persons"},
		{SIGNED("  - {each: members, covers: [], before: submit}"), "covers"},
		{SIGNED("  - {each: members, covers: [person, person], before: submit}"), "covers"},
		{SIGNED("  - {each: members, needed: 4, before: submit}"), "needed: 4"},
		{SIGNED("  - {each: members, needed: 0, before: submit}"), "needed: 0"},
		{SIGNED("  - {each: members, before: approval}"), "approval"},
		{SIGNED("  - {each: members, when: stutus = single, before: submit}"), "stutus"},
		{SIGNED("  - {each: members, when: status = alone, before: submit}"), "alone"},
		{SIGNED("  - {each: members, covers: [person]}"), "each: members"},
		{SIGNED("  - {each: members, sign: yes, before: submit}"), "sign: yes"},
		{SIGNED("  - {each: members, before: submit}\n"
			"  - {id: members, " NAME ", before: submit}"),
		 "id: members, name"},
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct arena *a = arena_new((size_t)8 << 20);

		sample_refused_at(sample_with(a, "stages:\n", wrong[i].words), wrong[i].at,
				  wrong[i].words);
		arena_free(a);
	}
}
END_TEST

SUITE(service_signatures, each_item_some_or_one, without_them_a_definition_is_what_it_was,
      what_is_wrong_is_told_with_its_line)
