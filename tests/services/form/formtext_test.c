/* formtext_test.c - a blank form is written, and a filled one read with every fault by its line. */
#include "services/form/formtext.h"
#include "services/registry/limits.h"

#include "tests/services/real.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)256 * 1024 * 1024)
#define REQUEST "ABCD-1234-EFGH-5678"
#define HEAD                                                                                       \
	"service: lb-sample\nversion: 3\nrequest: " REQUEST "\nlanguage: en\n" /* lines 1 to 4 */
#define ANSWERS                                                                                    \
	"[eligibility]\nresident: yes\n[person]\nfull_name: Zeina Haddad\nbirth: 14/3/1990\n"      \
	"status: single\n[contact]\nphone: 03 123456\ncaza: lb-caza-beirut\n" /* lines 5 to 13 */
#define AGREE "[declaration]\nagree: yes\n"

static const struct date today = {2026, 11, 23};

struct bench {
	struct arena *arena;
	struct term_list terms;
	const struct service *service;
	struct fault_list *faults;
	struct filled filled;
};

static struct bench bench_open(void)
{
	struct bench b = {.arena = arena_new(ARENA)};

	b.terms = sample_terms(b.arena);
	b.service = sample_service(b.arena, &b.terms);
	b.faults = arena_take(b.arena, sizeof(*b.faults));
	return b;
}

static void bench_close(struct bench *b)
{
	form_free(b->filled.form);
	arena_free(b->arena);
}

static const char *same_words(const char *message)
{
	return message;
}

/* As gettext's: both forms, and for which number. */
static const char *both_forms(const char *one, const char *many, unsigned long n)
{
	static char said[200];

	snprintf(said, sizeof(said), "%s/%s/%lu", one, many, n);
	return said;
}

static char *blank(struct bench *b, enum lang lang, formtext_words *words)
{
	const struct formtext_order o = {
		.service = b->service,
		.terms = &b->terms,
		.lang = lang,
		.today = today,
		.request = REQUEST,
		.send = "ssh -C guest@portal.example apply lb-sample < FILE",
		.page = "ssh guest@portal.example",
		.words = words,
		.counted = words == NULL ? NULL : both_forms};

	return formtext_blank(b->arena, &o);
}

/* What is signed, or has files, in every case before it is sent is no file that could be sent. */
START_TEST(a_blank_says_how_it_is_sent)
{
	static const struct {
		const char *at, *words;
		bool by_form;
	} rows[] = {
		{"stages:\n", "signatures:\n  - {each: members, before: submit}\nstages:\n", true},
		{"stages:\n",
		 "signatures:\n  - {id: one, name: {ar: ر, fr: r, en: r}, before: submit}\n"
		 "stages:\n",
		 false},
		{"stages:\n",
		 "signatures:\n  - {id: one, name: {ar: ر, fr: r, en: r}, before: submit,\n"
		 "     when: status = single}\nstages:\n",
		 true},
		{"papers:\n",
		 "papers:\n  - {id: lease, name: {ar: ع, fr: b, en: l}, file: required}\n", false},
		{"papers:\n",
		 "papers:\n  - {id: lease, name: {ar: ع, fr: b, en: l}, file: required,\n"
		 "     when: status = single}\n",
		 true},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bench b = bench_open();
		const char *text;

		b.service =
			sample_service_of(b.arena, sample_with(b.arena, rows[i].at, rows[i].words));
		text = blank(&b, LANG_EN, NULL);
		ck_assert_msg((strstr(text, "#   ssh -C guest@portal.example apply") != NULL) ==
				      rows[i].by_form,
			      "%zu: %s", i, text);
		ck_assert_msg((strstr(text, "#   ssh guest@portal.example\n") == NULL) ==
				      rows[i].by_form,
			      "%zu", i);
		bench_close(&b);
	}
}
END_TEST

START_TEST(the_line_of_an_answer_is_found_again)
{
	struct bench b = bench_open();
	const char *text = HEAD ANSWERS AGREE;

	ck_assert_int_eq(formtext_line(b.service, text, strlen(text), "birth"), 9);
	ck_assert_int_eq(formtext_line(b.service, text, strlen(text), "spouse"), 0);
	ck_assert_int_eq(formtext_line(b.service, "\0\1", 2, "birth"), 0);
	bench_close(&b);
}
END_TEST

static enum fault read_bytes(struct bench *b, const char *bytes, size_t len)
{
	struct error err = {0};
	enum fault fault;

	form_free(b->filled.form);
	*b->faults = (struct fault_list){0};
	fault = formtext_read(b->service, &b->terms, today, bytes, len, &b->filled, b->faults,
			      &err);
	ck_assert_int_eq(fault == FAULT_NONE, b->faults->count == 0);
	ck_assert_int_eq(fault == FAULT_NONE, b->filled.form != NULL);
	if (fault != FAULT_NONE)
		ck_assert_int_eq(err.line, b->faults->items[0].line);
	return fault;
}

static enum fault read_text(struct bench *b, const char *text)
{
	return read_bytes(b, text, strlen(text));
}

static const char *kept(struct bench *b, const char *question, int item)
{
	struct field_path at = {.item = item};

	at.question = service_question(b->service, question, &at.section);
	return form_get(b->filled.form, &at);
}

START_TEST(reads_a_filled_form)
{
	struct bench b = bench_open();

	ck_assert_int_eq(read_text(&b, HEAD ANSWERS AGREE), FAULT_NONE);
	ck_assert_str_eq(b.filled.service, "lb-sample");
	ck_assert_str_eq(b.filled.request, REQUEST);
	ck_assert_int_eq(b.filled.version, 3);
	ck_assert_int_eq(b.filled.lang, LANG_EN);
	ck_assert_str_eq(kept(&b, "full_name", 0), "Zeina Haddad");
	ck_assert_str_eq(kept(&b, "birth", 0), "1990-03-14");
	ck_assert_str_eq(kept(&b, "phone", 0), "+9613123456");
	bench_close(&b);
}
END_TEST

/* Blanks, hyphens and marks that editors put in, in keys, headings and answers. */
START_TEST(reads_what_editors_write)
{
	struct bench b = bench_open();
	struct error err;

	ck_assert_int_eq(
		read_text(&b,
			  "service\u00A0: lb\u2011sample\nversion:\u202F٣\nrequest: "
			  "ABCD–1234–EFGH–5678"
			  "\n\u200Elanguage\u2007: en\n[eligibility]\nresident\u200F: yes\n"
			  "[\u00A0person ]\nfull_name:\u00A0Zeina\u00A0Abou\u2011Jaoude\n"
			  "birth: 14–3–1990\nstatus: single\n[contact]\nphone: 03‑123\u00A0456\n"
			  "caza: lb-caza-beirut\n\u00A0\n[declaration]\nagree:\u00A0yes\n"),
		FAULT_NONE);
	ck_assert_str_eq(kept(&b, "full_name", 0), "Zeina Abou-Jaoude");
	ck_assert_str_eq(kept(&b, "birth", 0), "1990-03-14");
	ck_assert_str_eq(kept(&b, "phone", 0), "+9613123456");
	ck_assert_str_eq(b.filled.request, REQUEST);
	ck_assert_int_eq(read_text(&b, HEAD ANSWERS "story: 10–15 «x»\n" AGREE), FAULT_NONE);
	ck_assert_str_eq(kept(&b, "story", 0), "10–15 «x»");
	ck_assert_int_eq(read_bytes(&b, "PK\x03\x04\xFF\0\n\xFF\n\xFF\n\xFF\n", 14), FAULT_INPUT);
	ck_assert_uint_eq(b.faults->count, 1);
	ck_assert_int_eq(read_text(&b, HEAD "Pr\xE9nom: x\nNom: \xE9\n"), FAULT_INPUT);
	ck_assert_uint_eq(b.faults->count, 1);
	ck_assert_int_eq(b.faults->items[0].line, 5);
	err = b.faults->items[0];
	ck_assert_ptr_nonnull(strstr(err.say, "not plain text in UTF-8"));
	bench_close(&b);
}
END_TEST

START_TEST(reads_every_line_end_and_mark)
{
	struct bench b = bench_open();
	const char *text = HEAD "# a note\n" ANSWERS
				"\n story\nstory: One,\n\ttwo.\n\n  Three.\n\naids: crutch,\n "
				"hearing aid\n" AGREE;
	char *other = arena_text(b.arena, text);

	ck_assert_int_eq(read_text(&b, text), FAULT_INPUT);
	ck_assert_int_eq(b.faults->items[0].line, 14); /* the answer that it seems to go on */
	text = HEAD "# a note\n" ANSWERS
		    "story: One,\n\ttwo.\n\n  Three.\n\naids: crutch,\n hearing "
		    "aid\n" AGREE;
	ck_assert_int_eq(read_text(&b, text), FAULT_NONE);
	ck_assert_str_eq(kept(&b, "story", 0), "One,\ntwo.\n\nThree.");
	ck_assert_str_eq(kept(&b, "aids", 0), "crutch,hearing");
	other = arena_text(b.arena, text);
	for (char *s = other; *s != '\0'; s++)
		*s = *s == '\n' ? '\r' : *s;
	ck_assert_int_eq(read_text(&b, other), FAULT_NONE);
	ck_assert_str_eq(kept(&b, "story", 0), "One,\ntwo.\n\nThree.");
	ck_assert_int_eq(
		read_text(&b, "\xEF\xBB\xBFservice: lb-sample\r\nversion: 3\r\nrequest: " REQUEST
			      "\r\nlanguage: ar\r\n" ANSWERS "\xE2\x80\x8F" AGREE),
		FAULT_NONE);
	ck_assert_int_eq(b.filled.lang, LANG_AR);
	/* A line of blanks is an empty one, behind a mark too. */
	ck_assert_int_eq(read_text(&b, HEAD "\u200F \n" ANSWERS AGREE "\u200E\t\n"), FAULT_NONE);
	ck_assert_int_eq(read_text(&b, "service: lb-sample  \nversion: 3 \nrequest: " REQUEST
				       "\t\nlanguage: fr \n" ANSWERS AGREE " \n"),
			 FAULT_NONE);
	bench_close(&b);
}
END_TEST

/* A form of another service has nothing that could be answered here: that is said, and no more. */
START_TEST(a_form_of_another_service_is_one_fault)
{
	struct bench b = bench_open();

	ck_assert_int_eq(read_text(&b, "service: other\nversion: 9\nrequest: " REQUEST
				       "\nlanguage: en\n[garden]\nroses: 3\n[person]\nsoil: 1\n"),
			 FAULT_INPUT);
	ck_assert_uint_eq(b.faults->count, 1);
	ck_assert_int_eq(b.faults->items[0].line, 1);
	ck_assert_str_eq(b.faults->items[0].field, "service");
	bench_close(&b);
}
END_TEST

START_TEST(names_every_fault_by_line)
{
	static const struct {
		const char *text;
		int line;
		const char *field;
	} forms[] = {
		{"version: 3\nrequest: " REQUEST "\nlanguage: en\n" ANSWERS AGREE, 1, "service"},
		{"service: other\nversion: 3\nrequest: " REQUEST "\nlanguage: en\n" ANSWERS AGREE,
		 1, "service"},
		{"service: lb-sample\nversion: 2\nrequest: " REQUEST
		 "\nlanguage: en\n" ANSWERS AGREE,
		 2, "version"},
		{"service: lb-sample\nversion: 3\nrequest: short\nlanguage: en\n" ANSWERS AGREE, 3,
		 "request"},
		{"service: lb-sample\nversion: 3\nrequest: " REQUEST
		 "\nlanguage: de\n" ANSWERS AGREE,
		 4, "language"},
		{"colour: red\n" HEAD ANSWERS AGREE, 1, "colour"},
		{"service: lb-sample\n" HEAD ANSWERS AGREE, 2, "service"},
		{HEAD ANSWERS, 13, "agree"},
		{HEAD ANSWERS "[declaration]\nagree: no\n", 15, "agree"},
		{HEAD ANSWERS "[declaration]\n", 14, "agree"},
		{HEAD ANSWERS "colour: red\n" AGREE, 14, "colour"},
		{HEAD ANSWERS "full_name: Zeina\n" AGREE, 14, "full_name"},
		{HEAD ANSWERS "phone: 03 123456\n" AGREE, 14, "phone"},
		{HEAD ANSWERS "email: nowhere\n" AGREE, 14, "email"},
		{HEAD ANSWERS "just words\n" AGREE, 14, ""},
		{HEAD ANSWERS "[garden]\nroses: 3\n" AGREE, 14, ""},
		{HEAD ANSWERS "[person]\n" AGREE, 14, ""},
		{HEAD ANSWERS "[contact 2]\n" AGREE, 14, ""},
		{HEAD ANSWERS "[members 2]\n" AGREE, 14, ""},
		{HEAD ANSWERS "[members\n" AGREE, 14, ""},
		{HEAD ANSWERS "[]\n" AGREE, 14, ""},
		{HEAD ANSWERS "\xff\n" AGREE, 14, ""},
		{HEAD ANSWERS "story: a\x1b[2J\n" AGREE, 14, "story"},
		{HEAD "[eligibility]\nresident: no\n[person]\nfull_name: A\nbirth: 1/1/1990\n"
		      "[contact]\nphone: 03123456\ncaza: 1\n" AGREE,
		 6, "resident"},
		{HEAD "[eligibility]\nresident: yes\n[person]\nfull_name: A\nbirth:\n"
		      "[contact]\nphone: 03123456\ncaza: 1\n" AGREE,
		 9, "birth"},
		{HEAD "[eligibility]\nresident: yes\n[person]\nfull_name: A\n"
		      "[contact]\nphone: 03123456\ncaza: 1\n" AGREE,
		 7, "birth"},
		{"", 1, ""},
		{"\n\n\n", 1, ""},
		{"version: 3\n", 1, "language"},
		{"version: 3\n", 1, "agree"},
	};
	struct bench b = bench_open();

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		bool named = false;

		ck_assert_msg(read_text(&b, forms[i].text) == FAULT_INPUT, "form %zu was taken", i);
		for (size_t j = 0; j < b.faults->count; j++)
			named = named || (b.faults->items[j].line == forms[i].line &&
					  strcmp(b.faults->items[j].field, forms[i].field) == 0);
		ck_assert_msg(named, "form %zu: line %d (%s), not %d (%s)", i,
			      b.faults->items[0].line, b.faults->items[0].field, forms[i].line,
			      forms[i].field);
		for (size_t j = 1; j < b.faults->count; j++)
			ck_assert_int_le(b.faults->items[j - 1].line, b.faults->items[j].line);
	}
	bench_close(&b);
}
END_TEST

#define MARRIED                                                                                    \
	"[eligibility]\nresident: yes\n[person]\nfull_name: Zeina\nbirth: 14/3/1990\n"             \
	"status: married\nspouse: Rami\n[contact]\nphone: 03 123456\ncaza: beirut\n"

START_TEST(reads_repeated_sections)
{
	struct bench b = bench_open();

	ck_assert_int_eq(read_text(&b,
				   HEAD MARRIED "[members 1]\nmember_name: Ali\nmember_age: 9\n"
						"school: Beirut\n[members 2]\nmember_name: Mona\n"
						"member_age: ٣٠\n" AGREE),
			 FAULT_NONE);
	ck_assert_str_eq(kept(&b, "member_age", 2), "30");
	ck_assert_str_eq(kept(&b, "member_job", 2), "no");
	ck_assert_int_eq(read_text(&b, HEAD MARRIED "[members]\nmember_name: Ali\nmember_age: 9\n"
						    "school: Beirut\n[members 2]\nmember_name:\n"
						    "member_age:\nschool:\nmember_job: no\n" AGREE),
			 FAULT_NONE);
	ck_assert_int_eq(form_items(b.filled.form, service_section(b.service, "members")), 1);
	ck_assert_int_eq(read_text(&b, HEAD MARRIED "[members 1]\nmember_age: 9\n[members 2]\n"
						    "member_name: Mona\nmember_age: 200\n" AGREE),
			 FAULT_INPUT);
	ck_assert_uint_eq(b.faults->count, 3);
	ck_assert_int_eq(b.faults->items[0].line, 15);
	ck_assert_int_eq(b.faults->items[2].line, 19);
	ck_assert_int_eq(read_text(&b, HEAD MARRIED AGREE), FAULT_INPUT);
	ck_assert_int_eq(read_text(&b, HEAD MARRIED
				   "[members 1]\nmember_name: A\nmember_age: 30\n"
				   "[members 2]\nmember_name: A\nmember_age: 30\n"
				   "[members 3]\nmember_name: A\nmember_age: 30\n"
				   "[members 4]\nmember_name: A\nmember_age: 30\n" AGREE),
			 FAULT_INPUT);
	ck_assert_int_eq(b.faults->items[1].line, 24);
	bench_close(&b);
}
END_TEST

START_TEST(leaves_alone_what_is_not_asked)
{
	struct bench b = bench_open();

	ck_assert_int_eq(read_text(&b, HEAD ANSWERS "[members 1]\nmember_name: 12\n" AGREE),
			 FAULT_NONE);
	ck_assert_ptr_null(kept(&b, "member_name", 1));
	bench_close(&b);
}
END_TEST

START_TEST(refuses_bulk)
{
	struct bench b = bench_open();
	char *large = arena_take(b.arena, LIMIT_FORMTEXT + 10);

	memset(large, 'x', LIMIT_FORMTEXT + 1);
	ck_assert_int_eq(read_bytes(&b, large, LIMIT_FORMTEXT + 1), FAULT_INPUT);
	ck_assert_int_eq(read_bytes(&b, large, LIMIT_FORMTEXT), FAULT_INPUT);
	memset(large, '\n', LIMIT_FORMTEXT);
	ck_assert_int_eq(read_bytes(&b, large, LIMIT_FORMTEXT), FAULT_INPUT);
	for (size_t i = 0; i + 3 <= LIMIT_FORMTEXT; i += 3)
		memcpy(large + i, "a:\n", 3);
	ck_assert_int_eq(read_bytes(&b, large, LIMIT_FORMTEXT), FAULT_INPUT);
	ck_assert(b.faults->more);
	for (size_t i = 0; i + 3 <= LIMIT_FORMTEXT; i += 3)
		memcpy(large + i, " x\n", 3);
	memcpy(large, "[contact]\nstory:\n", 17);
	ck_assert_int_eq(read_bytes(&b, large, LIMIT_FORMTEXT), FAULT_INPUT);
	ck_assert_int_eq(read_bytes(&b, "\0\0\0", 3), FAULT_INPUT);
	bench_close(&b);
}
END_TEST

/* Every blank of the catalogue: readable as it stands, with nothing but answers and the declaration
 * missing; so every line of it is a line that the reader knows. */
START_TEST(reads_its_own_blanks)
{
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue();
	size_t forms = 0;

	for (size_t i = 0; i < 3 * catalogue_count(c); i++) {
		struct bench b = {.arena = arena_new(ARENA), .terms = *catalogue_terms(c)};
		const char *text;

		b.service = catalogue_at(c, i / 3);
		b.faults = arena_take(b.arena, sizeof(*b.faults));
		text = blank(&b, (enum lang)(i % 3), same_words);
		ck_assert_int_eq(text == NULL, b.service->form == NULL);
		if (text != NULL) {
			forms++;
			ck_assert_uint_lt(strlen(text), LIMIT_FORMTEXT);
			ck_assert_int_eq(read_text(&b, text), FAULT_INPUT);
			ck_assert_uint_eq(b.filled.lang, i % 3);
			for (size_t j = 0; j < b.faults->count; j++)
				ck_assert_msg(
					strcmp(b.faults->items[j].say, "Answer this question.") ==
							0 ||
						strcmp(b.faults->items[j].field, "agree") == 0 ||
						b.faults->items[j].said[0] != NULL,
					"%s line %d: %s", b.service->id, b.faults->items[j].line,
					b.faults->items[j].say);
		}
		bench_close(&b);
	}
	ck_assert_uint_ge(forms, 3 * 12);
}
END_TEST

START_TEST(writes_a_blank)
{
	struct bench b = bench_open();
	const char *text = blank(&b, LANG_FR, NULL);

	ck_assert_ptr_nonnull(strstr(text, "\nservice: lb-sample\nversion: 3\nrequest: " REQUEST
					   "\nlanguage: fr\n"));
	ck_assert_ptr_nonnull(strstr(text, "\n[members 1]\n"));
	ck_assert_ptr_nonnull(strstr(text, "#     married = Marié\n"));
	ck_assert_ptr_nonnull(strstr(text, "\nstatus: single\n"));
	ck_assert_ptr_nonnull(strstr(text, "#   Only if you answered “Marié” to “Status fr”.\n"));
	ck_assert_ptr_nonnull(
		strstr(text, "#   ssh -C guest@portal.example apply lb-sample < FILE\n#\n"));
	ck_assert_ptr_nonnull(strstr(text, "\n[declaration]\n\nagree:\n"));
	ck_assert_ptr_nonnull(strstr(text, "LBP"));
	bench_close(&b);
}
END_TEST

/* What holds no answer at all is one fault, not one for each question. */
START_TEST(an_empty_form_is_one_fault)
{
	static const char *const forms[] = {"", "\n \n\n", "# a note\n#\n\n", "\xEF\xBB\xBF\r\n"};
	struct bench b = bench_open();

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		ck_assert_int_eq(read_text(&b, forms[i]), FAULT_INPUT);
		ck_assert_uint_eq(b.faults->count, 1);
		ck_assert_ptr_nonnull(strstr(b.faults->items[0].say, "No form has arrived."));
		ck_assert(!b.filled.lang_said);
	}
	bench_close(&b);
}
END_TEST

/* The blank of a task's form is had by its own id, with the application's number. */
START_TEST(an_empty_form_of_staff_says_where_its_blank_is)
{
	struct bench b = bench_open();
	struct form_definition form = *b.service->form;
	struct service asks = *b.service;

	form.inside = true;
	asks.id = "lb-sample.visit";
	asks.form = &form;
	b.service = &asks;
	ck_assert_int_eq(read_text(&b, ""), FAULT_INPUT);
	ck_assert_uint_eq(b.faults->count, 1);
	ck_assert_ptr_nonnull(strstr(b.faults->items[0].say, "acts REFERENCE --form {value}"));
	ck_assert_str_eq(b.faults->items[0].fills[0].value, "visit");
	bench_close(&b);
}
END_TEST

START_TEST(says_its_language_whatever_is_wrong)
{
	struct bench b = bench_open();

	ck_assert_int_eq(read_text(&b, "version: 3\nlanguage: fr\n"), FAULT_INPUT);
	ck_assert(b.filled.lang_said);
	ck_assert_int_eq(b.filled.lang, LANG_FR);
	ck_assert_int_eq(read_text(&b, "version: 3\nlanguage: de\n"), FAULT_INPUT);
	ck_assert(!b.filled.lang_said);
	bench_close(&b);
}
END_TEST

/* Limits that stand still and those that move with the day. */
START_TEST(tells_limits)
{
	struct bench b = bench_open();
	const char *text = blank(&b, LANG_EN, NULL);

	ck_assert_ptr_nonnull(
		strstr(text, "#   Enter a date between 1 January 1900 and 23 November 2026."));
	ck_assert_ptr_nonnull(strstr(text, "for 23 November 2026.\nbirth:\n"));
	ck_assert_ptr_nonnull(strstr(text, "#   Enter a number between 0 and 120.\nmember_age:\n"));
	ck_assert_ptr_nonnull(strstr(text, "#   Enter 40 characters or fewer.\n"));
	text = blank(&b, LANG_EN, same_words);
	ck_assert_ptr_nonnull(strstr(text, "Enter 40 character or fewer./Enter 40 characters or "
					   "fewer./40\n"));
	bench_close(&b);
}
END_TEST

START_TEST(survives_mutations)
{
	static const char bytes[] = "[]:#\n\r\t 12,\xd9\xff\x01";
	struct bench b = bench_open();
	const char *text = HEAD MARRIED "[members 1]\nmember_name: Ali\nmember_age: 30\n" AGREE;
	char *form = arena_take(b.arena, strlen(text) + 1);
	unsigned state = 20260314;
	size_t refused = 0;

	for (int i = 0; i < 3000; i++) {
		size_t len = strlen(text);

		memcpy(form, text, len);
		for (int n = 0; n < 1 + i % 4; n++) {
			state = state * 1664525U + 1013904223U;
			form[(state >> 8) % len] = bytes[(state >> 4) % (sizeof(bytes) - 1)];
		}
		refused += read_bytes(&b, form, len) != FAULT_NONE;
	}
	ck_assert_uint_gt(refused, 1000);
	ck_assert_uint_lt(refused, 3000);
	bench_close(&b);
}
END_TEST

SUITE(formtext, a_blank_says_how_it_is_sent, the_line_of_an_answer_is_found_again,
      an_empty_form_is_one_fault, an_empty_form_of_staff_says_where_its_blank_is,
      a_form_of_another_service_is_one_fault, says_its_language_whatever_is_wrong, tells_limits,
      survives_mutations, reads_a_filled_form, reads_what_editors_write,
      reads_every_line_end_and_mark, names_every_fault_by_line, reads_repeated_sections,
      leaves_alone_what_is_not_asked, refuses_bulk, reads_its_own_blanks, writes_a_blank)
