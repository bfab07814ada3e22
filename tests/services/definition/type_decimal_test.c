/* type_decimal_test.c - decimal numbers: read without guessing, kept exactly, compared digit by
 * digit. */
#include "i18n/message.h"
#include "services/form/form.h"
#include "services/definition/answer.h"
#include "services/definition/service_read.h"
#include "services/definition/type.h"
#include "services/registry/limits.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)
#define WEIGHT "decimals: 3, min: 0.5, max: 2000.250"

static const struct date today = {2026, 11, 23};

/* The sample with another question of weight. */
struct bench {
	struct arena *arena;
	struct term_list *terms;
	const struct service *service;
	const struct question *weight;
	struct answer_ground ground;
};

#define CONDITION "when: weight >= 2.50"

/* With other limits; the sample's own condition need not hold within them. */
static char *with_limits(struct arena *a, const char *limits)
{
	const char *yaml = sample_with(a, WEIGHT, limits);
	const char *at = strstr(yaml, CONDITION);

	ck_assert_ptr_nonnull(at);
	return arena_format(a, "%.*swhen: answered(weight)%s", (int)(at - yaml), yaml,
			    at + strlen(CONDITION));
}

static struct bench bench_open(const char *limits)
{
	struct bench b = {.arena = arena_new(ARENA)};
	const char *yaml = with_limits(b.arena, limits);
	struct error err = {0};

	b.terms = arena_take(b.arena, sizeof(*b.terms));
	*b.terms = sample_terms(b.arena);
	ck_assert_msg(service_read(b.arena, b.terms, "x", yaml, strlen(yaml), &b.service, NULL,
				   &err) == FAULT_NONE,
		      "%s: %s", limits, err.detail);
	b.weight = service_question(b.service, "weight", NULL);
	b.ground = (struct answer_ground){.terms = b.terms, .today = today, .lang = LANG_EN};
	return b;
}

/* What is kept, or "!" and the words of the fault. */
static const char *taken(struct bench *b, const char *raw)
{
	struct error err = {0};
	char *kept;

	if (answer_read(&b->ground, b->arena, b->weight, raw, &kept, &err) == FAULT_NONE)
		return kept;
	return arena_format(b->arena, "!%s", message_error(b->arena, &err));
}

struct typed {
	const char *raw, *kept;
};

static void check_typed(struct bench *b, const struct typed *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *kept = taken(b, list[i].raw);

		ck_assert_msg(strcmp(kept, list[i].kept) == 0 ||
				      (strcmp(list[i].kept, "!") == 0 && kept[0] == '!'),
			      "\"%s\" gave \"%s\", not \"%s\"", list[i].raw, kept, list[i].kept);
	}
}

START_TEST(reads_without_guessing)
{
	static const struct typed list[] = {
		{"2.5", "2.5"},
		{"2,5", "2.5"},
		{"2٫5", "2.5"},
		{"٢٫٥", "2.5"},
		{"۲،۵", "2.5"},
		{"-2.50", "-2.5"},
		{"−2.50", "-2.5"},
		{"007.100", "7.1"},
		{"0", "0"},
		{"-0.00", "0"},
		{"0.125", "0.125"},
		{"0,125", "0.125"},
		{"1234.567", "1234.567"},
		{"1234,567", "1234.567"},
		{"1.2340", "1.234"},
		{"1,2340", "1.234"},
		{"1٫234", "1.234"},
		{"1٬234", "1234"},
		{"1 234", "1234"},
		{"1  234", "1234"},
		{"1'234,5", "1234.5"},
		{"1’234", "1234"},
		{"1 234 567", "1234567"},
		{"1\u00A0234,567", "1234.567"},
		{"1 234,567", "1234.567"},
		{"1,234.567", "1234.567"},
		{"1.234,567", "1234.567"},
		{"1,234,567", "1234567"},
		{"1.234.567,8", "1234567.8"},
		{"1,234,567.891", "1234567.891"},
		{"999999999999.999", "999999999999.999"},
		{"1,234", "!This can be read in two ways: for 1,234 write 1234, for 1.234 write "
			  "1.2340."},
		{"-12.345", "!This can be read in two ways: for -12,345 write -12345, for -12.345 "
			    "write -12.3450."},
		{"١،٢٣٤", "!This can be read in two ways: for 1,234 write 1234, for 1.234 write "
			  "1.2340."},
		{"1.23456", "!This number has too many decimals: the most possible is 3."},
		{"1234567890123", "!This number is too long: enter 12 digits at most before the "
				  "decimals."},
		{"", ""},
	};
	struct bench b = bench_open("decimals: 3");

	check_typed(&b, list, sizeof(list) / sizeof(list[0]));
	b.ground.lang = LANG_FR;
	ck_assert_str_eq(taken(&b, "1.234"),
			 "!This can be read in two ways: for 1\u00A0234 write 1234, for 1,234 "
			 "write 1.2340.");
	arena_free(b.arena);
	b = bench_open("decimals: 2");
	ck_assert_str_eq(taken(&b, "1,234"), "!This can be read in two ways: for 1,234 write 1234; "
					     "1.234 has too many decimals.");
	arena_free(b.arena);
}
END_TEST

START_TEST(refuses_what_is_no_number)
{
	static const struct typed list[] = {
		{"two", "!Enter a number in digits, such as 2.5."},
		{"1e5", "!"},
		{"+1", "!"},
		{"--1", "!"},
		{"1-234", "!"},
		{"-", "!"},
		{".", "!"},
		{",5", "!"},
		{"5.", "!"},
		{"-.5", "!"},
		{"1.2.3", "!"},
		{"14.3.1990", "!"},
		{"1,23,456", "!"},
		{"1234,567,890", "!"},
		{"0,123,456", "!"},
		{"1,234.567,8", "!"},
		{"1,234 567", "!"},
		{"1,234,567.891.2", "!"},
		{"1 23", "!"},
		{"1 2340", "!"},
		{"1 2341", "!"},
		{"1 234 5", "!"},
		{"1٫2٫3", "!"},
		{"1٫2.3", "!"},
		{"2.5 kg", "!"},
		{"٢x", "!"},
		{"0x10", "!"},
		{"NaN", "!"},
		{"½", "!"},
		{"2.5\x1b[2J", "!"},
		{"\xff\xfe", "!"},
	};
	struct bench b = bench_open("decimals: 3");
	char *longest = arena_take(b.arena, LIMIT_ANSWER + 1);

	check_typed(&b, list, sizeof(list) / sizeof(list[0]));
	memset(longest, '9', LIMIT_ANSWER);
	ck_assert_int_eq(taken(&b, longest)[0], '!');
	longest[1] = '.';
	ck_assert_int_eq(taken(&b, longest)[0], '!');
	memset(longest, '0', LIMIT_ANSWER);
	ck_assert_str_eq(taken(&b, longest), "0");
	longest[1] = '.';
	ck_assert_str_eq(taken(&b, longest), "0");
	for (int i = 0; i < LIMIT_ANSWER; i++)
		longest[i] = i % 4 == 1 ? ',' : '1';
	ck_assert_int_eq(taken(&b, longest)[0], '!');
	arena_free(b.arena);
}
END_TEST

START_TEST(keeps_its_limits)
{
	static const struct typed list[] = {
		{"0.5", "0.5"},
		{"0.499", "!Enter a number between 0.5 and 2,000.25."},
		{"2000.25", "2000.25"},
		{"2000.251", "!Enter a number between 0.5 and 2,000.25."},
		{"-1", "!Enter a number between 0.5 and 2,000.25."},
	};
	static const struct typed negative[] = {
		{"-1.25", "-1.25"},
		{"-1.24", "!Enter a number that is -1.25 or less."},
		{"-999999999999.99", "-999999999999.99"},
	};
	struct bench b = bench_open(WEIGHT);
	struct error err = {0};
	bool moves;

	check_typed(&b, list, sizeof(list) / sizeof(list[0]));
	ck_assert(answer_check_limits(&b.ground, b.weight, &err, &moves));
	ck_assert(!moves);
	b.ground.lang = LANG_FR;
	ck_assert_str_eq(taken(&b, "0.4"), "!Enter a number between 0,5 and 2\u00A0000,25.");
	arena_free(b.arena);
	b = bench_open("decimals: 2, max: -1.25");
	check_typed(&b, negative, sizeof(negative) / sizeof(negative[0]));
	arena_free(b.arena);
	b = bench_open("decimals: 6, min: 999999999999.999999");
	ck_assert_str_eq(taken(&b, "999999999999.999999"), "999999999999.999999");
	ck_assert_str_eq(taken(&b, "999999999999.999998"),
			 "!Enter a number that is 999,999,999,999.999999 or more.");
	arena_free(b.arena);
}
END_TEST

START_TEST(refuses_wrong_definitions)
{
	static const char *const wrong[] = {
		"min: 0.5",
		"decimals: 0",
		"decimals: 7",
		"decimals: two",
		"decimals: 2, min: 0.555",
		"decimals: 2, min: 1e3",
		"decimals: 2, min: \"1,5\"",
		"decimals: 2, min: 1234567890123",
		"decimals: 2, min: 2.5, max: 2.25",
		"decimals: 2, min: 10, max: 9.5",
		"decimals: 2, lines: 3",
		"decimals: 2, default: 1.555",
		"decimals: 2, min: 2, default: 1.5",
		"decimals: 2, default: some",
	};
	static const char *const right[] = {
		"decimals: 1",
		"decimals: 6, min: -0.000001, max: 0.000001",
		"decimals: 2, min: 2.50, max: 2.5",
		"decimals: 3, default: 1.234",
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	int line;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		ck_assert_msg(sample_read(with_limits(a, wrong[i]), &line) == FAULT_INPUT, "%s",
			      wrong[i]);
	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++)
		ck_assert_msg(sample_read(with_limits(a, right[i]), &line) == FAULT_NONE, "%s",
			      right[i]);
	ck_assert_int_eq(sample_read(sample_with(a, "max: 40", "max: 40, decimals: 2"), &line),
			 FAULT_INPUT);
}
END_TEST

START_TEST(compares_exactly)
{
	static const struct {
		const char *one, *two;
		int order;
	} pairs[] = {
		{"2.5", "2.5", 0},        {"2.5", "2.45", 1},
		{"2", "2.000001", -1},    {"10", "9.5", 1},
		{"-10", "-9.5", -1},      {"-0.5", "0", -1},
		{"0", "-0.5", 1},         {"999999999999999", "999999999999.999999", 1},
		{"0.1", "1990-03-14", 2}, {"LB", "1", 2},
		{"1.", "1", 2},           {"", "1", 2},
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		ck_assert_msg(type_decimal.compare(pairs[i].one, pairs[i].two) == pairs[i].order,
			      "%s and %s", pairs[i].one, pairs[i].two);
}
END_TEST

/* Whether the question `heavy` is asked under this condition. */
static bool asks(const char *when, const char *weight, const char *shoe)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const char *yaml = sample_with(a, CONDITION, when);
	const struct service *s = NULL;
	struct field_path at = {0};
	struct error err = {0};
	struct form *f;
	bool asked;

	ck_assert_msg(service_read(a, &terms, "x", yaml, strlen(yaml), &s, NULL, &err) ==
			      FAULT_NONE,
		      "%s: %s", when, err.detail);
	f = form_new(s, &terms, today);
	at.question = service_question(s, "weight", &at.section);
	ck_assert_msg(form_set(f, &at, weight, LANG_EN, &err) == FAULT_NONE, "%s: %s", weight,
		      message_error(a, &err));
	at.question = service_question(s, "shoe", &at.section);
	ck_assert_int_eq(form_set(f, &at, shoe, LANG_EN, &err), FAULT_NONE);
	at.question = service_question(s, "heavy", &at.section);
	asked = form_asks(f, &at);
	form_free(f);
	return asked;
}

START_TEST(stands_in_conditions)
{
	static const char *const wrong[] = {
		"when: weight >= heavy",    "when: weight >= 1e3",
		"when: weight has 2",       "when: weight >= @income",
		"when: income > @weight",   "when: weight = @birth",
		"when: weight = @status",   "when: age(birth) > 2.5",
		"when: weight >= @nothing", "when: count(members) > @nationality",
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	int line;

	ck_assert(asks("when: weight >= 2.50", "2.5", ""));
	ck_assert(!asks("when: weight >= 2.50", "2.4990", ""));
	ck_assert(asks("when: weight = 2.500", "2.5", ""));
	ck_assert(asks("when: \"weight in (1, 2.50)\"", "2.5", ""));
	ck_assert(asks("when: weight != 2.5", "2.5010", ""));
	ck_assert(asks("when: weight < 10", "9.75", ""));
	ck_assert(!asks("when: weight > -1", "", ""));
	ck_assert(asks("when: weight > @shoe", "40.5", "40"));
	ck_assert(!asks("when: weight > @shoe", "39.9990", "40"));
	ck_assert(asks("when: shoe < @weight", "40.5", "40"));
	ck_assert(asks("when: count(members) < @weight", "0.5", ""));
	ck_assert(!asks("when: count(members) > @weight", "0.5", ""));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		ck_assert_msg(sample_read(sample_with(a, "when: weight >= 2.50", wrong[i]),
					  &line) == FAULT_INPUT,
			      "%s", wrong[i]);
}
END_TEST

START_TEST(shows_and_takes_again)
{
	static const char *const values[] = {"0",       "-0.5",     "2.5",   "1.234",   "-12.345",
					     "123.456", "1234.567", "0.125", "1234567", "12.34"};
	struct bench b = bench_open("decimals: 3");

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		ck_assert(answer_is_shaped(&b.ground, b.weight, values[i]));
		ck_assert_str_eq(taken(&b, answer_show_plain(b.arena, b.weight, values[i])),
				 values[i]);
		ck_assert_str_eq(taken(&b, answer_show_edit(b.arena, b.weight, values[i], LANG_FR)),
				 values[i]);
	}
	ck_assert_str_eq(answer_show_plain(b.arena, b.weight, "1.234"), "1.2340");
	ck_assert_str_eq(answer_show_plain(b.arena, b.weight, "0.125"), "0.125");
	ck_assert_str_eq(answer_show(&b.ground, b.arena, b.weight, "-1234.5", LANG_EN), "-1,234.5");
	ck_assert_str_eq(answer_show(&b.ground, b.arena, b.weight, "1234.5", LANG_FR),
			 "1\u00A0234,5");
	ck_assert_str_eq(answer_show(&b.ground, b.arena, b.weight, "-0.05", LANG_AR), "-0.05");
	ck_assert_str_eq(answer_show(&b.ground, b.arena, b.weight, "7", LANG_AR), "7");
	arena_free(b.arena);
}
END_TEST

START_TEST(knows_its_shape)
{
	static const char *const wrong[] = {"2.50",   "02",  "-0", "1.2345", ".5", "5.",
					    "1,5",    "1e3", "-",  "2.5 ",   "+1", "1234567890123",
					    "1.23.4", "two", "--1"};
	struct bench b = bench_open("decimals: 3, default: 1.234");

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		ck_assert_msg(!answer_is_shaped(&b.ground, b.weight, wrong[i]), "%s", wrong[i]);
	ck_assert_str_eq(answer_preset(&b.ground, b.arena, b.weight), "1.234");
	arena_free(b.arena);
}
END_TEST

SUITE(type_decimal, reads_without_guessing, refuses_what_is_no_number, keeps_its_limits,
      refuses_wrong_definitions, compares_exactly, stands_in_conditions, shows_and_takes_again,
      knows_its_shape)
