/* type_country_test.c - countries: found by code and by name in every language, never by a guess.
 */
#include "services/definition/answer.h"
#include "services/definition/type.h"
#include "services/form/form.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)

static const struct date today = {2026, 11, 23};

/* The code that is kept, "" for none, "!" for a fault. */
static const char *taken(struct arena *a, const struct answer_ground *g, const struct question *q,
			 const char *raw)
{
	struct error err = {0};
	char *kept;

	if (answer_read(g, a, q, raw, &kept, &err) == FAULT_NONE)
		return kept;
	ck_assert_int_eq(err.fault, FAULT_INPUT);
	ck_assert_ptr_nonnull(err.say);
	return "!";
}

START_TEST(takes_codes_and_names)
{
	static const char *const list[][2] = {
		{"LB", "LB"},
		{"lb", "LB"},
		{"Lebanon", "LB"},
		{"LIBAN", "LB"},
		{"لبنان", "LB"},
		{"لُبنان", "LB"},
		{"Emirates", "AE"},
		{"الامارات العربية المتحدة", "AE"},
		{"cote d'ivoire", "CI"},
		{"Guinea", "GN"},
		{"Palestine", "PS"},
		{"no", "NO"},
		{"Sudan", "SD"},
		{"", ""},
		{"Guinée-", "GN"},
		{"12", "!"},
		{"١٢", "!"},
		{"Korea", "!"},
		{"Saint", "!"},
		{"Atlantis", "!"},
		{"XX", "!"},
		{"LBN", "!"},
		{"Leb", "!"},
		{"LB,TN", "!"},
		{"\x1b[2J", "!"},
		{"\xff", "!"},
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const struct question *q = service_question(sample_service(a, &terms), "nationality", NULL);
	struct answer_ground g = {.terms = &terms, .today = today, .lang = LANG_EN};

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		ck_assert_msg(strcmp(taken(a, &g, q, list[i][0]), list[i][1]) == 0,
			      "\"%s\" gave %s, not %s", list[i][0], taken(a, &g, q, list[i][0]),
			      list[i][1]);
}
END_TEST

START_TEST(takes_every_name)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const struct question *q = service_question(sample_service(a, &terms), "nationality", NULL);
	struct answer_ground g = {.terms = &terms, .today = today, .lang = LANG_EN};
	struct term_list shorter = terms;
	struct answer_ground few = g;
	const struct type_option *list;

	ck_assert_uint_eq(type_options(&terms, a, q, &list), 249);
	for (size_t i = 0; i < 249; i++) {
		ck_assert_str_eq(taken(a, &g, q, list[i].code), list[i].code);
		ck_assert(answer_is_shaped(&g, q, list[i].code));
		for (int lang = 0; lang < LANG_COUNT; lang++) {
			const char *name = list[i].name->in[lang];

			ck_assert_msg(strcmp(taken(a, &g, q, name), list[i].code) == 0,
				      "%s gave %s", name, taken(a, &g, q, name));
			ck_assert_str_eq(answer_show(&g, a, q, list[i].code, (enum lang)lang),
					 name);
		}
	}
	ck_assert(!answer_is_shaped(&g, q, "XX") && !answer_is_shaped(&g, q, "lb"));
	ck_assert(!answer_is_shaped(&g, q, "") && !answer_is_shaped(&g, q, "L"));
	/* A portal's own list may grow shorter: what was answered before stays an answer. */
	shorter.world_count = 0;
	few.terms = &shorter;
	ck_assert(answer_is_shaped(&few, q, "SY") && !answer_is_shaped(&few, q, "XX"));
	ck_assert_str_eq(answer_show(&g, a, q, "XX", LANG_EN), "XX");
}
END_TEST

START_TEST(stands_in_conditions)
{
	static const char *const wrong[] = {
		"nationality != XX",      "nationality = lb",      "nationality = Lebanon",
		"nationality > LB",       "nationality has LB",    "nationality = @status",
		"nationality != @weight", "status = @nationality", "nationality = @nowhere"};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const struct service *s = sample_service(a, &terms);
	struct form *f = form_new(s, &terms, today);
	struct field_path at = {0}, permit = {0};
	struct error err = {0};
	int line;

	at.question = service_question(s, "nationality", &at.section);
	permit.question = service_question(s, "permit", &permit.section);
	ck_assert(!form_asks(f, &permit));
	ck_assert_int_eq(form_set(f, &at, "liban", LANG_FR, &err), FAULT_NONE);
	ck_assert(!form_asks(f, &permit));
	ck_assert_int_eq(form_set(f, &at, "تونس", LANG_AR, &err), FAULT_NONE);
	ck_assert(form_asks(f, &permit));
	ck_assert_str_eq(form_show(f, a, &at, LANG_FR), "Tunisie");
	form_free(f);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		ck_assert_msg(sample_read(sample_with(a, "nationality != LB", wrong[i]), &line) ==
				      FAULT_INPUT,
			      "%s", wrong[i]);
	ck_assert_int_eq(
		sample_read(sample_with(a, "type: country", "type: country, default: LB"), &line),
		FAULT_NONE);
	ck_assert_int_eq(
		sample_read(sample_with(a, "type: country", "type: country, default: XX"), &line),
		FAULT_INPUT);
	ck_assert_int_eq(
		sample_read(sample_with(a, "type: country", "type: country, level: 1"), &line),
		FAULT_INPUT);
}
END_TEST

SUITE(type_country, takes_codes_and_names, takes_every_name, stands_in_conditions)
