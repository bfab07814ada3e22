/* type_test.c - the table of the types of questions: every row is whole, and keys belong to their
 * types. */
#include "services/definition/type.h"

#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)
#define KEYS 100

START_TEST(rows_are_whole)
{
	int count = 0;

	for (; type_names[count] != NULL; count++) {
		const struct type_ops *t = type_at(count);

		ck_assert_str_eq(t->name, type_names[count]);
		ck_assert_msg(t->read != NULL, "%s reads nothing", t->name);
		ck_assert_msg(t->samples[0] != NULL && t->samples[0][0] != NULL, "%s", t->name);
		ck_assert_msg(t->fill == NULL || t->unit != NULL || t->hint != NULL ||
				      t->expects != NULL,
			      "%s fills no message", t->name);
		for (int i = 0; i < count; i++)
			ck_assert_str_ne(t->name, type_names[i]);
		if (t->limits == NULL)
			continue;
		ck_assert_msg(strstr(t->limits->min, "{min}") && strstr(t->limits->max, "{max}") &&
				      strstr(t->limits->both, "{min}") &&
				      strstr(t->limits->both, "{max}"),
			      "%s", t->name);
	}
	ck_assert_int_ge(count, 12);
}
END_TEST

/* "default" is nobody's: it is for every question. */
START_TEST(keys_belong_to_types)
{
	const char *keys[KEYS] = {NULL};
	size_t count = type_all_keys(keys, KEYS);

	ck_assert(type_has_key(&type_text, "lines") && type_has_key(&type_text, "pattern"));
	ck_assert(type_has_key(&type_text, "min") && type_has_key(&type_text, "max"));
	ck_assert(!type_has_key(&type_text, "level") && !type_has_key(&type_text, "default"));
	ck_assert(type_has_key(&type_place, "level") && type_has_key(&type_place, "country"));
	ck_assert(!type_has_key(&type_place, "min") && !type_has_key(&type_email, "pattern"));
	ck_assert_uint_ge(count, 9);
	ck_assert_ptr_null(keys[count]);
	for (size_t i = 0; i < count; i++) {
		bool owned = false;

		for (int j = 0; type_names[j] != NULL; j++)
			owned = owned || type_has_key(type_at(j), keys[i]);
		ck_assert_msg(owned, "%s", keys[i]);
	}
	ck_assert_uint_eq(type_all_keys(keys, 3), 3);
}
END_TEST

START_TEST(options_and_words)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const struct service *s = sample_service(a, &terms);
	const struct type_option *list;
	struct error words;
	size_t count = type_options(&terms, a, service_question(s, "status", NULL), &list);

	ck_assert_uint_eq(count, 3);
	ck_assert_str_eq(list[1].code, "married");
	ck_assert_str_eq(list[1].name->in[LANG_FR], "Marié");
	count = type_options(&terms, a, service_question(s, "resident", NULL), &list);
	ck_assert_uint_eq(count, 2);
	ck_assert_str_eq(list[0].code, "yes");
	ck_assert_str_eq(list[1].short_name->in[LANG_AR], "لا");
	count = type_options(&terms, a, service_question(s, "caza", NULL), &list);
	ck_assert_uint_gt(count, 20);
	ck_assert_ptr_eq(list[0].name, &term_place(&terms, list[0].code)->name);
	ck_assert_ptr_eq(list[0].short_name, &term_place(&terms, list[0].code)->short_name);
	ck_assert_uint_eq(type_options(&terms, a, service_question(s, "birth", NULL), &list), 0);

	words = type_words(service_question(s, "income", NULL), LANG_EN, type_money.unit);
	ck_assert_uint_eq(words.fill_count, 1);
	ck_assert_str_eq(words.fills[0].value, "LBP");
	words = type_words(service_question(s, "income", NULL), LANG_AR, type_money.unit);
	ck_assert_str_eq(words.fills[0].value, "الليرة اللبنانية");
	words = type_words(service_question(s, "birth", NULL), LANG_EN, type_date.hint);
	ck_assert_uint_eq(words.fill_count, 0);
	ck_assert_str_eq(words.say, type_date.hint);
}
END_TEST

SUITE(type, rows_are_whole, keys_belong_to_types, options_and_words)
