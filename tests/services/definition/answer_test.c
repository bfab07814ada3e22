/* answer_test.c - answers at the edges of what their types take, and how limits are told. */
#include "services/definition/answer.h"

#include "i18n/message.h"
#include "services/definition/service_read.h"
#include "services/definition/type.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)

static const struct date today = {2026, 11, 23};

struct bench {
	struct arena *arena;
	struct term_list *terms;
	const struct service *service;
	struct answer_ground ground;
};

/* The sample with one change. */
static struct bench bench_open(const char *from, const char *to)
{
	struct bench b = {.arena = arena_new(ARENA)};
	const char *yaml = sample_with(b.arena, from, to);
	struct error err = {0};

	b.terms = arena_take(b.arena, sizeof(*b.terms));
	*b.terms = sample_terms(b.arena);
	ck_assert_msg(service_read(b.arena, b.terms, "x", yaml, strlen(yaml), &b.service, NULL,
				   &err) == FAULT_NONE,
		      "%s: %s", to, err.detail);
	b.ground = (struct answer_ground){.terms = b.terms, .today = today, .lang = LANG_EN};
	return b;
}

/* What is kept; "!" for a fault. */
static const char *taken(struct bench *b, const char *question, const char *raw)
{
	const struct question *q = service_question(b->service, question, NULL);
	struct error err = {0};
	char *kept;

	ck_assert_ptr_nonnull(q);
	return answer_read(&b->ground, b->arena, q, raw, &kept, &err) == FAULT_NONE ? kept : "!";
}

static bool is_shaped(struct bench *b, const char *question, const char *kept)
{
	return answer_is_shaped(&b->ground, service_question(b->service, question, NULL), kept);
}

START_TEST(long_numbers)
{
	struct bench b = bench_open("min: 0, max: 120", "min: -5, max: 999999999999999");

	ck_assert_str_eq(taken(&b, "member_age", "-5"), "-5");
	ck_assert_str_eq(taken(&b, "member_age", "-0005"), "-5");
	ck_assert_str_eq(taken(&b, "member_age", "-6"), "!");
	ck_assert_str_eq(taken(&b, "member_age", "-0"), "0");
	ck_assert_str_eq(taken(&b, "member_age", "999 999 999 999 999"), "999999999999999");
	ck_assert_str_eq(taken(&b, "member_age", "1000000000000000"), "!");
	ck_assert_str_eq(taken(&b, "member_age", "-"), "!");
	ck_assert(is_shaped(&b, "member_age", "-5") && is_shaped(&b, "member_age", "0"));
	ck_assert(!is_shaped(&b, "member_age", "-") && !is_shaped(&b, "member_age", "5.0"));
	ck_assert(is_shaped(&b, "member_age", "123456789012345678"));
	ck_assert(!is_shaped(&b, "member_age", "1234567890123456789"));
	arena_free(b.arena);
}
END_TEST

START_TEST(long_ids_and_phones)
{
	struct bench b = bench_open("type: national_id,",
				    "type: national_id, pattern: '[0-9]+', says: {ar: a, fr: f, "
				    "en: e},");
	char digits[42] = "";

	memset(digits, '7', 41);
	ck_assert_str_eq(taken(&b, "spouse_id", digits), "!");
	digits[40] = '\0';
	ck_assert_str_eq(taken(&b, "spouse_id", digits), digits);
	ck_assert_str_eq(taken(&b, "phone", "+331234567890123"), "+331234567890123");
	ck_assert_str_eq(taken(&b, "phone", "+3312345678901234"), "!");
	ck_assert_str_eq(taken(&b, "phone", "+3312345"), "+3312345");
	ck_assert_str_eq(taken(&b, "phone", "+331234"), "!");
	ck_assert_str_eq(taken(&b, "phone", "+0331234567"), "!");
	ck_assert_str_eq(taken(&b, "phone", "14/3/1990"), "!"); /* a day in its place */
	ck_assert_str_eq(taken(&b, "phone", "31/2/1990"), "!");
	ck_assert_str_eq(taken(&b, "phone", "14-3-1990"), "!");
	ck_assert_str_eq(taken(&b, "phone", "1990-03-14"), "!");
	ck_assert_str_eq(taken(&b, "phone", "١٤/٣/١٩٩٠"), "!");
	ck_assert_str_eq(taken(&b, "phone", "03/123456"), "+9613123456");
	ck_assert_str_eq(taken(&b, "phone", "03/123/456"), "+9613123456");
	ck_assert_str_eq(taken(&b, "phone", "03 12 1990"), "+9613121990");
	ck_assert(!is_shaped(&b, "phone", "9613123456") && !is_shaped(&b, "phone", "+"));
	ck_assert(!is_shaped(&b, "spouse_id", "12 34"));
	ck_assert_str_eq(taken(&b, "spouse_id", "12-345/678.9"), "123456789");
	ck_assert_str_eq(taken(&b, "spouse_id", "1/1/2015"), "!"); /* a day in its place */
	ck_assert_str_eq(taken(&b, "spouse_id", "3.4.1985"), "!");
	arena_free(b.arena);
}
END_TEST

/* A number that counts right and holds a day that there is not: what is wrong in it is said, not
 * how many digits it has; one too short is told its form. */
START_TEST(number_that_is_wrong_inside)
{
	static const char *const wrong[][2] = {
		{"29013011234567", "The date of birth in this number does not exist: "},
		{"29002301234567", "The date of birth in this number does not exist: "},
		{"2901201123456", "The national ID number has 14 digits: "},
		{"49001011234567", "The national ID number has 14 digits: "},
	};
	struct bench b = bench_open("type: national_id,", "type: national_id, country: EG,");
	const struct question *q = service_question(b.service, "spouse_id", NULL);
	char *kept;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct error err = {0};

		ck_assert_int_eq(answer_read(&b.ground, b.arena, q, wrong[i][0], &kept, &err),
				 FAULT_INPUT);
		ck_assert_ptr_nonnull(strstr(err.said[LANG_EN], wrong[i][1]));
		ck_assert_int_eq(strncmp(message_error(b.arena, &err), wrong[i][1], 12) == 0,
				 i < 2);
	}
	ck_assert_str_eq(taken(&b, "spouse_id", "29012301234567"), "29012301234567");
	arena_free(b.arena);
}
END_TEST

/* Egypt's plan of numbers has no area 091 or 07; mobiles and land lines of it are taken. */
START_TEST(phones_of_egypt)
{
	static const char *const list[][2] = {
		{"0912345678", "!"},
		{"0712345678", "!"},
		{"01312345678", "!"},
		{"01012345678", "+201012345678"},
		{"0155 123 4567", "+201551234567"},
		{"02 2345 6789", "+20223456789"},
		{"03 4567890", "+2034567890"},
		{"097 234 5678", "+20972345678"},
		{"013 234 5678", "+20132345678"},
	};
	struct bench b = bench_open("type: phone,", "type: phone, country: EG,");

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		ck_assert_str_eq(taken(&b, "phone", list[i][0]), list[i][1]);
	arena_free(b.arena);
}
END_TEST

START_TEST(addresses)
{
	static const char *const wrong[] = {
		"a@b.12",     "a@b",       "a@b.c",     "a@.org",    "a@b..org", "a@b.org.",
		"a@-b.org",   "a@b-.org",  "a@b_c.org", "@b.org",    "a.@b.org", ".a@b.org",
		"a..b@c.org", "a b@c.org", "a@b.org@",  "zeina.org", "ا@b.org",
	};
	static const char *const right[] = {"a@b.org", "a.b+c@d-e.fr.org", "a@1.org", "a@b.1c"};
	struct bench b = bench_open("version: 3", "version: 3");

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		ck_assert_msg(strcmp(taken(&b, "email", wrong[i]), "!") == 0, "%s", wrong[i]);
	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++)
		ck_assert_str_eq(taken(&b, "email", right[i]), right[i]);
	arena_free(b.arena);
}
END_TEST

/* How a question's limits are told; "" where it has none that stand still. */
static const char *told(const char *from, const char *to, const char *question)
{
	static char words[200];
	struct bench b = bench_open(from, to);
	struct error err = {0};
	bool moves;

	words[0] = '\0';
	if (answer_check_limits(&b.ground, service_question(b.service, question, NULL), &err,
				&moves) &&
	    !moves)
		snprintf(words, sizeof(words), "%s", message_error(b.arena, &err));
	arena_free(b.arena);
	return words;
}

static const char *shown(struct bench *b, const char *question, const char *kept, enum lang lang)
{
	return answer_show(&b->ground, b->arena, service_question(b->service, question, NULL), kept,
			   lang);
}

/* As pages and files write it again. */
static void check_returns(struct bench *b, const char *question, const char *kept)
{
	const struct question *q = service_question(b->service, question, NULL);

	for (int lang = 0; lang < LANG_COUNT; lang++)
		ck_assert_str_eq(taken(b, question, shown(b, question, kept, (enum lang)lang)),
				 kept);
	ck_assert_str_eq(taken(b, question, answer_show_edit(b->arena, q, kept, LANG_EN)), kept);
	ck_assert_str_eq(taken(b, question, answer_show_plain(b->arena, q, kept)), kept);
}

START_TEST(dates_as_the_portal_writes_them)
{
	struct bench b = bench_open("version: 3", "version: 3");
	struct question algerian = *service_question(b.service, "birth", NULL);

	ck_assert_str_eq(algerian.country, "LB"); /* the service's */
	ck_assert_str_eq(shown(&b, "birth", "1990-03-14", LANG_AR), "14 آذار 1990");
	algerian.country = "DZ";
	ck_assert_str_eq(answer_show(&b.ground, b.arena, &algerian, "1990-01-14", LANG_AR),
			 "14 جانفي 1990");
	ck_assert_str_eq(taken(&b, "birth", "14 يناير 1990"), "1990-01-14");
	ck_assert_str_eq(taken(&b, "birth", "14 كانون الثاني 1990"), "1990-01-14");
	check_returns(&b, "birth", "1990-03-14");
	ck_assert_str_eq(answer_show_edit(b.arena, &algerian, "1990-03-14", LANG_FR), "14/3/1990");
	ck_assert_str_eq(taken(&b, "birth", "3/1990"), "!");
	ck_assert_str_eq(taken(&b, "birth", "1990"), "!");
	ck_assert(!is_shaped(&b, "birth", "1990-03") && !is_shaped(&b, "birth", "1990"));
	arena_free(b.arena);
}
END_TEST

START_TEST(dates_known_about)
{
	struct bench b =
		bench_open("id: birth, type: date,", "id: birth, type: date, about: month,");

	ck_assert_str_eq(taken(&b, "birth", "3/2016"), "2016-03");
	ck_assert_str_eq(taken(&b, "birth", "مارس 2016"), "2016-03");
	ck_assert_str_eq(taken(&b, "birth", "14/3/2016"), "2016-03-14");
	ck_assert_str_eq(taken(&b, "birth", "2016"), "!");
	ck_assert_str_eq(shown(&b, "birth", "2016-03", LANG_FR), "mars 2016");
	check_returns(&b, "birth", "2016-03");
	/* Refused where it lies beyond a limit as a whole: today is 23 November 2026. */
	ck_assert_str_eq(taken(&b, "birth", "11/2026"), "2026-11");
	ck_assert_str_eq(taken(&b, "birth", "12/2026"), "!");
	ck_assert_str_eq(taken(&b, "birth", "12/1899"), "!");
	ck_assert(is_shaped(&b, "birth", "2016-03") && !is_shaped(&b, "birth", "2016"));
	arena_free(b.arena);
	b = bench_open("id: birth, type: date,", "id: birth, type: date, about: year,");
	ck_assert_str_eq(taken(&b, "birth", "١٩٦٠"), "1960");
	ck_assert_str_eq(taken(&b, "birth", "3/1960"), "1960-03");
	ck_assert_str_eq(taken(&b, "birth", "2027"), "!");
	ck_assert_str_eq(shown(&b, "birth", "1960", LANG_EN), "1960");
	check_returns(&b, "birth", "1960");
	ck_assert(is_shaped(&b, "birth", "1960") && !is_shaped(&b, "birth", "0000"));
	arena_free(b.arena);
}
END_TEST

/* The fault's message for what was written. */
static const char *refused(struct bench *b, const char *question, const char *raw)
{
	struct error err = {0};
	char *kept;

	ck_assert_int_eq(answer_read(&b->ground, b->arena,
				     service_question(b->service, question, NULL), raw, &kept,
				     &err),
			 FAULT_INPUT);
	return message_error(b->arena, &err);
}

START_TEST(choices_by_code_number_and_label)
{
	struct bench b = bench_open("version: 3", "version: 3");
	static const char *const written[] = {"married", "MARRIED", "2", "٢", "متأهّل", NULL};
	static const char *const places[] = {"lb-caza-beirut", "LB-CAZA‑BEIRUT", "بيروت", NULL};

	for (int i = 0; written[i] != NULL; i++)
		ck_assert_str_eq(taken(&b, "status", written[i]), "married");
	for (int i = 0; places[i] != NULL; i++)
		ck_assert_str_eq(taken(&b, "caza", places[i]), "lb-caza-beirut");
	ck_assert_str_eq(
		refused(&b, "status", "M"),
		"\"M\" is not one of the answers here. Write a number or a name as shown, or "
		"one of these: single, married, widowed.");
	ck_assert_ptr_nonnull(strstr(refused(&b, "aids", "crutch, wheel"), "\"wheel\""));
	ck_assert_ptr_nonnull(strstr(refused(&b, "aids", "crutch, wheel"), "wheelchair, "));
	ck_assert_str_eq(refused(&b, "resident", "maybe"), "Answer yes or no, not \"maybe\".");
	ck_assert_ptr_nonnull(strstr(refused(&b, "nationality", "Atlantis"), "\"Atlantis\""));
	arena_free(b.arena);
}
END_TEST

START_TEST(names_with_titles_and_of_one_word)
{
	struct bench b = bench_open("version: 3", "version: 3");
	const struct question *q = service_question(b.service, "full_name", NULL);

	ck_assert_str_eq(taken(&b, "full_name", "Dr. Ben Salah"), "Dr. Ben Salah");
	ck_assert_ptr_nonnull(answer_remark(q, "Dr. Ben Salah"));
	ck_assert_ptr_nonnull(answer_remark(q, "Mme Ben Salah"));
	ck_assert_ptr_nonnull(answer_remark(q, "السيدة ريما حداد"));
	ck_assert_ptr_null(answer_remark(q, "Amel Ben Salah"));
	ck_assert_ptr_null(answer_remark(q, "Dr"));
	ck_assert_str_eq(taken(&b, "full_name", "Suharto"), "Suharto");
	ck_assert_str_eq(taken(&b, "full_name", "ـ"), "!");
	ck_assert_str_eq(taken(&b, "full_name", "\uFEE3\uFEA4\uFEE4\uFEAA"), "محمد");
	arena_free(b.arena);
	b = bench_open("id: full_name, type: name,", "id: full_name, type: name, single: false,");
	ck_assert_str_eq(taken(&b, "full_name", "Suharto"), "!");
	ck_assert_str_eq(taken(&b, "full_name", "Rami Haddad"), "Rami Haddad");
	arena_free(b.arena);
}
END_TEST

START_TEST(addresses_with_own_letters)
{
	struct bench b = bench_open("version: 3", "version: 3");

	ck_assert_str_eq(taken(&b, "email", "zeina@exämple.org"), "zeina@xn--exmple-cua.org");
	ck_assert_str_eq(taken(&b, "email", "Zeina@EXÄMPLE.org"), "Zeina@xn--exmple-cua.org");
	ck_assert_str_eq(taken(&b, "email", "zeina@مثال.لبنان"), "zeina@xn--mgbh0fb.xn--mgbb7fjb");
	ck_assert_str_eq(shown(&b, "email", "zeina@xn--exmple-cua.org", LANG_EN),
			 "zeina@exämple.org");
	check_returns(&b, "email", "zeina@xn--exmple-cua.org");
	check_returns(&b, "email", "zeina@xn--mgbh0fb.xn--mgbb7fjb");
	check_returns(&b, "email", "zeina@example.org");
	ck_assert_str_eq(shown(&b, "email", "z@xn--a.org", LANG_EN), "z@xn--a.org");
	ck_assert_str_eq(taken(&b, "email", "zeïna@example.org"), "!");
	ck_assert_str_eq(taken(&b, "email", "zeina@exa mple.org"), "!");
	ck_assert_str_eq(taken(&b, "email", "zeina@-ä.org"), "!");
	ck_assert_str_eq(taken(&b, "email", "zeina@ä"), "!");
	ck_assert_str_eq(taken(&b, "email", "zeina@"), "!");
	arena_free(b.arena);
}
END_TEST

START_TEST(years_of_another_calendar)
{
	struct bench b = bench_open("version: 3", "version: 3");
	const struct question *q = service_question(b.service, "birth", NULL);

	ck_assert_ptr_nonnull(answer_remark(q, "1410-03-14"));
	ck_assert_ptr_nonnull(answer_remark(q, "1849-12-31"));
	ck_assert_ptr_null(answer_remark(q, "1850-01-01"));
	arena_free(b.arena);
}
END_TEST

/* As a form has them before anybody answers; "" for none. */
static const char *preset(struct bench *b, const char *question)
{
	const char *kept =
		answer_preset(&b->ground, b->arena, service_question(b->service, question, NULL));

	return kept == NULL ? "" : kept;
}

START_TEST(defaults_of_days_and_amounts)
{
	struct bench b =
		bench_open("id: birth, type: date,", "id: birth, type: date, default: today-18y,");

	ck_assert_str_eq(preset(&b, "birth"), "2008-11-23");
	ck_assert_str_eq(preset(&b, "income"), "");
	arena_free(b.arena);
	b = bench_open("type: money, currency: LBP,",
		       "type: money, currency: LBP, default: 12.50,");
	ck_assert_str_eq(preset(&b, "income"), "1250");
	ck_assert_str_eq(preset(&b, "birth"), "");
	ck_assert_str_eq(taken(&b, "income", "12.50"), "1250");
	ck_assert_str_eq(taken(&b, "income", "12.505"), "!");
	ck_assert(is_shaped(&b, "income", "1250") && is_shaped(&b, "income", "-1250"));
	ck_assert(!is_shaped(&b, "income", "12.50") && !is_shaped(&b, "income", ""));
	ck_assert(is_shaped(&b, "income", "123456789012345678"));
	ck_assert(!is_shaped(&b, "income", "1234567890123456789"));
	ck_assert(is_shaped(&b, "income", "-123456789012345678"));
	ck_assert(!is_shaped(&b, "income", "-1234567890123456789"));
	arena_free(b.arena);
	b = bench_open(
		"        - {id: income,",
		"        - {id: yen, type: money, currency: JPY, label: {ar: a, fr: f, en: e}}\n"
		"        - {id: income,");
	ck_assert_str_eq(taken(&b, "yen", "250"), "250");
	arena_free(b.arena);
}
END_TEST

START_TEST(limits_in_words)
{
	ck_assert_str_eq(told("max: 40", "max: 40", "full_name"), "Enter 40 characters or fewer.");
	ck_assert_str_eq(told("max: 40", "max: 1500", "full_name"),
			 "Enter 1,500 characters or fewer.");
	ck_assert_str_eq(told("min: 0, max: 120", "min: 0, max: 100000", "member_age"),
			 "Enter a number between 0 and 100,000.");
	ck_assert_str_eq(told("max: 40", "min: 2", "full_name"), "Enter at least 2 characters.");
	ck_assert_str_eq(told("max: 40", "max: 1", "full_name"), "Enter 1 character or fewer.");
	ck_assert_str_eq(told("max: 40", "min: 1", "full_name"), "Enter at least 1 character.");
	ck_assert_str_eq(told("max: 40", "min: 1, max: 1", "full_name"),
			 "Use exactly 1 character.");
	ck_assert_str_eq(told("max: 40", "min: 8, max: 8", "full_name"),
			 "Use exactly 8 characters.");
	ck_assert_str_eq(told("max: 2\n", "max: 2\n          min: 2\n", "aids"),
			 "Choose 2 of them.");
	ck_assert_str_eq(told("max: 40", "min: 2, max: 40", "full_name"),
			 "Enter between 2 and 40 characters.");
	ck_assert_str_eq(told("max: 40", "max: 40", "phone"), "");
	ck_assert_str_eq(told("max: today}", "max: today}", "birth"), "");
	ck_assert_str_eq(told("max: today}", "max: 2020-01-31}", "birth"),
			 "Enter a date between 1 January 1900 and 31 January 2020.");
	ck_assert_str_eq(told("min: 1900-01-01, max: today}", "min: 2020-01-31}", "birth"),
			 "Enter a date on or after 31 January 2020.");
	ck_assert_str_eq(told("max: 2\n", "max: 2\n", "aids"), "Choose no more than 2.");
	ck_assert_str_eq(told("min: 0, max: 1000000.00", "min: 0.50", "income"),
			 "Enter an amount that is 0.50 LBP or more.");
}
END_TEST

/* As it was typed, by the rule of the language that the page says. */
START_TEST(amounts_shown_back)
{
	struct bench b = bench_open(
		"        - {id: income,",
		"        - {id: dinars, type: money, currency: TND, label: {ar: a, fr: f, en: e}}\n"
		"        - {id: income,");
	const struct question *pounds = service_question(b.service, "income", NULL);
	const struct question *dinars = service_question(b.service, "dinars", NULL);

	ck_assert_str_eq(answer_show_edit(b.arena, pounds, "300", LANG_FR), "3");
	ck_assert_str_eq(answer_show_edit(b.arena, pounds, "1250", LANG_FR), "12,50");
	ck_assert_str_eq(answer_show_edit(b.arena, pounds, "1250", LANG_EN), "12.50");
	ck_assert_str_eq(answer_show_edit(b.arena, dinars, "150000500", LANG_FR), "150000,500");
	ck_assert_str_eq(answer_show_edit(b.arena, dinars, "5000000", LANG_EN), "5000");
	b.ground.lang = LANG_FR;
	ck_assert_str_eq(taken(&b, "dinars", answer_show_edit(b.arena, dinars, "1234", LANG_FR)),
			 "1234");
	arena_free(b.arena);
}
END_TEST

/* What has to be words is neither one letter nor a day with words stuck to it. */
START_TEST(words_are_more_than_a_letter)
{
	struct bench b = bench_open("id: full_name, type: name,",
				    "id: full_name, type: text, letters: true,");

	ck_assert_str_eq(taken(&b, "full_name", "x"), "!");
	ck_assert_str_eq(taken(&b, "full_name", "x."), "!");
	ck_assert_str_eq(taken(&b, "full_name", "ع"), "!");
	ck_assert_str_eq(taken(&b, "full_name", "1/11/2006Tripoli"), "!");
	ck_assert_str_eq(taken(&b, "full_name", "١/١١/٢٠٠٦طرابلس"), "!");
	ck_assert_str_eq(taken(&b, "full_name", "Eu"), "Eu");
	ck_assert_str_eq(taken(&b, "full_name", "A 1"), "A 1");
	ck_assert_str_eq(taken(&b, "full_name", "12B, Hamra"), "12B, Hamra");
	ck_assert_str_eq(taken(&b, "full_name", "1/11/2006: Tripoli"), "1/11/2006: Tripoli");
	arena_free(b.arena);
}
END_TEST

SUITE(answer, amounts_shown_back, long_numbers, long_ids_and_phones, number_that_is_wrong_inside,
      phones_of_egypt, addresses, dates_as_the_portal_writes_them, dates_known_about,
      choices_by_code_number_and_label, names_with_titles_and_of_one_word,
      addresses_with_own_letters, years_of_another_calendar, defaults_of_days_and_amounts,
      limits_in_words, words_are_more_than_a_letter)
