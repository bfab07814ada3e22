/* type_name_test.c - a name that is held to one script takes its letters with what stands on and
 * between them, and says in which ones to write it. */
#include "i18n/message.h"
#include "services/definition/answer.h"
#include "services/definition/service.h"
#include "services/definition/type.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)
#define ASKED "id: full_name, type: name,"
#define ARABIC "id: full_name, type: name, script: arabic,"
#define LATIN "id: full_name, type: name, script: latin,"

#define ARABIC_TEXT "id: full_name, type: text, script: arabic,"
#define LATIN_TEXT "id: full_name, type: text, script: latin,"

#define IN_ARABIC "Write this name in Arabic letters."
#define IN_LATIN "Write this name in Latin letters."
#define LETTERS                                                                                    \
	"Write the name in letters. Only spaces, hyphens and apostrophes may stand between its "   \
	"parts."

struct bench {
	struct arena *arena;
	struct term_list terms;
	const struct service *service;
};

static struct bench bench_open(const char *to)
{
	struct bench b = {.arena = arena_new(ARENA)};

	b.terms = sample_terms(b.arena);
	b.service = sample_service_of(b.arena, sample_with(b.arena, ASKED, to));
	message_use(LANG_EN);
	return b;
}

static const struct question *asked(const struct bench *b)
{
	return service_question(b->service, "full_name", NULL);
}

/* What is kept, or what is told instead. */
static const char *outcome(const struct bench *b, const char *written)
{
	const struct answer_ground g = {.terms = &b->terms, .today = {2026, 11, 28}};
	struct error err = {0};
	char *kept;

	if (answer_read(&g, b->arena, asked(b), written, &kept, &err) == FAULT_NONE)
		return kept;
	return message_error(b->arena, &err);
}

struct row {
	const char *written, *kept; /* kept NULL: as written */
};

static void all_taken(const char *definition, const struct row *rows)
{
	struct bench b = bench_open(definition);

	for (; rows->written != NULL; rows++)
		ck_assert_str_eq(outcome(&b, rows->written),
				 rows->kept == NULL ? rows->written : rows->kept);
	arena_free(b.arena);
}

START_TEST(arabic_letters_and_what_is_on_and_between_them)
{
	static const struct row rows[] = {
		{"محمّد هِبة", NULL},
		{"ٱلرَّحْمٰن", NULL},    /* a wasla, a small alif */
		{"محـــمد", "محمد"}, /* tatweel only stretches */
		{"عبد-الرحمن", NULL},
		{"عبد‑الرحمن", "عبد-الرحمن"}, /* a hyphen that does not break */
		{"د. ريما", NULL},
		{"ݐۿ", NULL}, /* at the edges of their blocks */
		{"م.ع. حداد", NULL},
		{"أبو'علي", NULL},
		{"ڭاني ڨفصة پارلا چاد", NULL},
		{"\uFEE3\uFEA4\uFEE4\uFEAA", "محمد"}, /* as some programs write them */
		{NULL, NULL},
	};

	all_taken(ARABIC, rows);
	all_taken(ASKED, rows);
}
END_TEST

START_TEST(latin_letters_and_what_is_on_and_between_them)
{
	static const struct row rows[] = {
		{"Rima Haddad", NULL},
		{"Éloïse Lefèvre", NULL},
		{"E\u0301loise", "Éloise"}, /* an accent by itself */
		{"Jean-Marc d'Arc", NULL},
		{"Jean-Marc d’Arc", "Jean-Marc d'Arc"},
		{"J. P. Haddad", NULL},
		{"AZIZ aziz", NULL}, /* the first and the last letter */
		{"Muḥammad al-Ḥasanī", NULL},
		{"Nguyễn Thị Łucja Øre Straße", NULL},
		{"Q\u0323asim", NULL}, /* a mark that no letter of Unicode has */
		{NULL, NULL},
	};

	all_taken(LATIN, rows);
	all_taken(ASKED, rows);
}
END_TEST

START_TEST(another_script_is_told_which_letters)
{
	static const struct {
		const char *definition, *written, *told;
	} rows[] = {
		{ARABIC, "Rima Haddad", "\"Rima Haddad\" does not fit here. " IN_ARABIC},
		{ARABIC, "ريما Haddad", IN_ARABIC},
		{ARABIC, "É", IN_ARABIC},
		{ARABIC, "Рима", IN_ARABIC},
		{ARABIC, "ري\u0301ما", IN_ARABIC}, /* an accent */
		{LATIN, "ريما حداد", IN_LATIN},
		{LATIN, "Rima حداد", IN_LATIN},
		{LATIN, "Ри́ма", IN_LATIN},
		{LATIN, "Ρίμα", IN_LATIN},
		{LATIN, "Rimَa", IN_LATIN}, /* a fatha */
		{LATIN, "רימה", IN_LATIN},
		/* What is no letter is told as of any name. */
		{ARABIC, "ريما 2", LETTERS},
		{ARABIC, "ريما ٢", LETTERS},
		{ARABIC, "ريما، حداد", LETTERS},
		{ARABIC, "- . '", LETTERS},
		{ARABIC, "ـ", LETTERS},
		{LATIN, "Rima2", LETTERS},
		{LATIN, "Rima × Haddad", LETTERS},
		{LATIN, "Rima_Haddad", LETTERS},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bench b = bench_open(rows[i].definition);
		const char *told = outcome(&b, rows[i].written);

		ck_assert_msg(strstr(told, rows[i].told) != NULL, "%s: %s", rows[i].written, told);
		arena_free(b.arena);
	}
}
END_TEST

/* On pages and in blank forms, before it is written. */
START_TEST(it_is_told_before_it_is_written)
{
	static const struct row rows[] = {{ARABIC, "A name, in Arabic letters."},
					  {LATIN, "A name, in Latin letters."},
					  {ASKED, NULL}};

	for (size_t i = 0; i < 3; i++) {
		struct bench b = bench_open(rows[i].written);

		ck_assert_pstr_eq(type_unit(asked(&b)), rows[i].kept);
		ck_assert_str_eq(type_expects(asked(&b)),
				 rows[i].kept == NULL ? "A name, in letters." : rows[i].kept);
		arena_free(b.arena);
	}
}
END_TEST

/* With a pattern, and of one word or not: each holds by itself. */
START_TEST(other_rules_stand_beside_it)
{
	struct bench b = bench_open(LATIN " single: false, pattern: '[A-Za-z -]+', says: "
					  "{ar: ع, fr: f, en: Without accents.},");

	ck_assert_str_eq(outcome(&b, "Rima Haddad"), "Rima Haddad");
	ck_assert_ptr_nonnull(strstr(outcome(&b, "Éloïse Haddad"), "Without accents."));
	ck_assert_ptr_nonnull(strstr(outcome(&b, "ريما حداد"), IN_LATIN));
	ck_assert_ptr_nonnull(strstr(outcome(&b, "Rima"), "Write the whole name: the first name"));
	arena_free(b.arena);
	b = bench_open(ASKED " single: false, parts: 4,");
	ck_assert_str_eq(
		outcome(&b, "Rima"),
		"Write the whole name as it is on the identity document, usually 4 names.");
	ck_assert_str_eq(outcome(&b, "Rima Haddad"), "Rima Haddad");
	arena_free(b.arena);
}
END_TEST

/* What is kept already is looked at again: as it is sent, and where a new version is rehearsed. */
START_TEST(what_is_kept_is_held_to_it)
{
	static const struct row rows[] = {{ARABIC, "Rima Haddad"},
					  {LATIN, "ريما حداد"},
					  {ASKED " single: false,", "Suharto"}};

	for (size_t i = 0; i < 3; i++) {
		struct bench b = bench_open(rows[i].written);
		const struct answer_ground g = {.terms = NULL};
		struct error err = {0};

		ck_assert_int_eq(answer_check(&g, asked(&b), rows[i].kept, &err), FAULT_INPUT);
		ck_assert_str_eq(message_error(b.arena, &err), outcome(&b, rows[i].kept));
		ck_assert_int_eq(answer_check(&g, asked(&b), rows[i].kept, NULL), FAULT_INPUT);
		arena_free(b.arena);
		b = bench_open(ASKED);
		ck_assert_int_eq(answer_check(&g, asked(&b), rows[i].kept, NULL), FAULT_NONE);
		arena_free(b.arena);
	}
}
END_TEST

/* What a definition leaves open is asked of what is typed: a name that was taken before stays,
 * signed as it is. */
START_TEST(what_is_left_open_is_asked_of_what_is_typed)
{
	char longest[101] = "", longer[102] = "";
	const struct {
		const char *name;
		enum fault typed;
	} rows[] = {{longest, FAULT_NONE}, {longer, FAULT_INPUT}, {"Rima حداد", FAULT_INPUT}};
	struct bench b = bench_open(ASKED);
	const struct answer_ground g = {.terms = &b.terms, .today = {2026, 11, 28}};
	const struct question *q = service_question(b.service, "spouse", NULL);
	char *kept;

	memset(longest, 'a', 100);
	memset(longer, 'a', 101);
	ck_assert_ptr_null(q->max);
	for (size_t i = 0; i < 3; i++) {
		ck_assert_int_eq(answer_read(&g, b.arena, q, rows[i].name, &kept, NULL),
				 rows[i].typed);
		ck_assert_int_eq(answer_check(&g, q, rows[i].name, NULL), FAULT_NONE);
	}
	arena_free(b.arena);
}
END_TEST

/* Demonstrations and rehearsals find a name in each language. */
START_TEST(a_sample_fits_each_script)
{
	static const char *const definitions[] = {ASKED, ARABIC, LATIN, ARABIC_TEXT, LATIN_TEXT};

	for (size_t i = 0; i < sizeof(definitions) / sizeof(definitions[0]); i++) {
		struct bench b = bench_open(definitions[i]);

		for (int lang = 0; lang < LANG_COUNT; lang++) {
			bool found = false;

			for (const char *const *s = type_name.samples[lang]; *s != NULL; s++)
				found = found || strcmp(outcome(&b, *s), *s) == 0;
			ck_assert_msg(found, "%s: %d", definitions[i], lang);
		}
		arena_free(b.arena);
	}
}
END_TEST

/* The name of an association has figures and signs, too. */
START_TEST(a_text_is_held_to_its_letters)
{
	static const struct {
		const char *definition, *written, *told;
	} rows[] = {
		{ARABIC_TEXT, "جمعية 8 آذار (بيروت)", "جمعية 8 آذار (بيروت)"},
		{ARABIC_TEXT, "Les amis de la mer", "Write this in Arabic letters."},
		{ARABIC_TEXT, "جمعية SOS", "Write this in Arabic letters."},
		{ARABIC_TEXT, "12", "Write this in Arabic letters."},
		{LATIN_TEXT, "Amis de l'été 2000+", "Amis de l'été 2000+"},
		{LATIN_TEXT, "أصدقاء البحر", "Write this in Latin letters."},
		{LATIN_TEXT, "Amis (البحر)", "Write this in Latin letters."},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bench b = bench_open(rows[i].definition);
		const char *told = outcome(&b, rows[i].written);

		ck_assert_msg(strstr(told, rows[i].told) != NULL, "%s: %s", rows[i].written, told);
		arena_free(b.arena);
	}
}
END_TEST

SUITE(type_name, a_text_is_held_to_its_letters, arabic_letters_and_what_is_on_and_between_them,
      latin_letters_and_what_is_on_and_between_them, another_script_is_told_which_letters,
      it_is_told_before_it_is_written, other_rules_stand_beside_it, what_is_kept_is_held_to_it,
      what_is_left_open_is_asked_of_what_is_typed, a_sample_fits_each_script)
