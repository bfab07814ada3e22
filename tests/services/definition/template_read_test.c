/* template_read_test.c - templates of notices: read by their first key, refused by line where they
 * tell what no notice may, filled in three languages; which of them an act names. */
#include "services/definition/kind_read.h"
#include "services/definition/service.h"
#include "services/definition/service_read.h"
#include "services/definition/template.h"

#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)256 * 1024 * 1024)
#define HEAD "template: call-in\nversion: 2\nto: applicant\n"
#define WHOLE                                                                                      \
	HEAD "text:\n  ar: 'تعالوا: {service} {reference}'\n"                                \
	     "  fr: '{reference} : venez pour {service}'\n"                                        \
	     "  en: 'Come for {service}, {reference}'\n"

START_TEST(is_read_and_filled)
{
	static const char *const values[TEMPLATE_PLACES] = {
		[TEMPLATE_SERVICE] = "{words}", [TEMPLATE_REFERENCE] = "12-3"};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = sample_terms(a);
	const struct template *found;
	struct definition d;
	struct error err = {0};

	ck_assert_int_eq(kind_read_which(WHOLE, strlen(WHOLE)), KIND_TEMPLATE);
	ck_assert_msg(kind_read(a, &t, "x", WHOLE, strlen(WHOLE), &d, NULL, &err) == FAULT_NONE,
		      "%s", err.say);
	ck_assert_str_eq(d.key, "template:call-in");
	ck_assert_int_eq(d.version, 2);
	ck_assert_ptr_null(template_find(&t, "call-in"));
	kind_add(a, &t, &d);
	found = template_find(&t, "call-in");
	/* What is filled in is not looked at for places. */
	ck_assert_str_eq(template_fill(a, found, LANG_EN, values), "Come for {words}, 12-3");
	ck_assert_str_eq(template_fill(a, found, LANG_FR, values), "12-3 : venez pour {words}");
	ck_assert_str_eq(template_fill(a, found, LANG_AR, values), "تعالوا: {words} 12-3");
}
END_TEST

/* It need not be sensible: whoever acts by it must not be ended by it. */
START_TEST(many_places_cost_what_they_tell)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	char words[4001] = "", text[2001] = "";
	const char *values[TEMPLATE_PLACES] = {[TEMPLATE_WORDS] = words};
	struct template t = {.text = {{text, text, text}}};
	char *filled;

	memset(words, 'w', sizeof(words) - 1);
	for (size_t i = 0; i + 8 <= sizeof(text); i += 8)
		memcpy(text + i, "{words} ", 8);
	filled = template_fill(a, &t, LANG_EN, values);
	ck_assert_uint_eq(strlen(filled), 250 * 4001);
	ck_assert_int_eq(filled[strlen(filled) - 1], ' ');
}
END_TEST

static const struct sample_wrong wrong[] = {
	{"templete: x\nversion: 1\nto: applicant\n", 1, "templete"},
	{"template: 'a b'\nversion: 1\nto: applicant\ntext: {ar: a, fr: a, en: a}\n", 1,
	 "template"},
	{"template: x\nto: applicant\ntext: {ar: a, fr: a, en: a}\n", 1, ""},
	{"template: x\nversion: 1\nto: everybody\ntext: {ar: a, fr: a, en: a}\n", 3, "to"},
	{HEAD, 1, ""},
	{HEAD "text: {ar: a, fr: a}\n", 4, "text"},
	{HEAD "text:\n  ar: a\n  fr: '{full_name}'\n  en: a\n", 6, "fr"},
	{HEAD "text:\n  ar: a\n  fr: a\n  en: '{stage'\n", 7, "en"},
	{HEAD "text:\n  ar: a\n  fr: '{stage}'\n  en: '{stage}'\n", 4, "text"},
	{HEAD "text: {ar: a, fr: a, en: a}\nsubject: x\n", 5, "subject"},
};

START_TEST(is_refused_with_line_and_key)
{
	sample_refused(wrong, sizeof(wrong) / sizeof(wrong[0]));
}
END_TEST

static enum fault read_service(struct arena *a, const char *to, const struct service **ret,
			       struct error *err)
{
	struct term_list t = sample_terms(a);
	const char *yaml = sample_acts(a, "asks: [items, words]", to);

	return service_read(a, &t, "x", yaml, strlen(yaml), ret, NULL, err);
}

static const char *told_by(const struct service *s, const char *stage, const char *act)
{
	const struct template *t = service_notice(s, service_act(s, service_stage(s, stage), act));

	return t == NULL ? "none" : t->id;
}

START_TEST(acts_name_them)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct service *s = NULL;
	struct error err = {0};

	ck_assert_int_eq(read_service(a, "asks: [items, words]", &s, &err), FAULT_NONE);
	ck_assert_str_eq(told_by(s, "check", "correct"), "asked");
	ck_assert_str_eq(told_by(s, "check", "remind"), "none");
	ck_assert_str_eq(told_by(s, "check", "propose"), "moved");
	ck_assert_str_eq(told_by(s, "board", "object"), "rejected");
	ck_assert_int_eq(read_service(a, "notice: none, asks: [items, words]", &s, &err),
			 FAULT_NONE);
	ck_assert_str_eq(told_by(s, "check", "correct"), "none");
	ck_assert_int_eq(read_service(a, "notice: closed, asks: [items, words]", &s, &err),
			 FAULT_NONE);
	ck_assert_str_eq(told_by(s, "check", "correct"), "closed");
	ck_assert_int_eq(read_service(a, "notice: aked, asks: [items, words]", &s, &err),
			 FAULT_INPUT);
	ck_assert_str_eq(err.field, "notice");
	ck_assert_ptr_nonnull(strstr(err.say, "no template"));
}
END_TEST

SUITE(template_read, is_read_and_filled, many_places_cost_what_they_tell,
      is_refused_with_line_and_key, acts_name_them)
