/* conformance_test.c - Unicode's own test files, through our path from text to cells.
 *
 * What is left out, and counted:
 * - embeddings and overrides (LRE RLE LRO RLO PDF) and the Mongolian vowel separator: no text holds
 *   them past the door (text.h), and rows leave them out;
 * - separators of paragraphs and segments (B S): a row is one line, and a tab in it is a blank;
 * - joining letters of scripts that run from left to right or downwards (Mongolian, Phags-pa): rows
 *   show them as they are;
 * - cases with a character that came into Unicode after the version that fribidi knows, where they
 *   fail, and three letters that Unicode changed since.
 * Marks have no cell of their own, isolates and soft hyphens none at all: orders are compared
 * without them.
 */
#include "tests/unit.h"

#include "i18n/bidi.h"
#include "i18n/cluster.h"
#include "i18n/utf8.h"

#include <fribidi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "/usr/share/unicode/"
#define LINE_MOST 4096
#define CODES_MOST 400
#define CODE_COUNT 0x110000
#define SHOWN_FAULTS 40

struct tally {
	size_t checked, unseen, separators, downwards, newer, wrong;
};

/* What the data say of characters; 0 where nothing. */
static uint32_t mirror_of[CODE_COUNT];
static uint8_t age_of[CODE_COUNT]; /* the major version */
static uint32_t form_of[0x10000][4];
enum form { FORM_ISOLATED, FORM_FINAL, FORM_INITIAL, FORM_MEDIAL };

/* --- reading ---------------------------------------------------------------------------------- */

/* NULL, and a loud line, where the package unicode-data is not installed. */
static FILE *open_data(const char *name)
{
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), FOLDER "%s", name);
	f = fopen(path, "r");
	if (f == NULL)
		printf("SKIPPED: %s is not there (package unicode-data)\n", path);
	return f;
}

/* The next line that says something, without its comment. */
static bool next_line(FILE *f, char *line)
{
	while (fgets(line, LINE_MOST, f) != NULL) {
		line[strcspn(line, "#\n")] = '\0';
		if (line[strspn(line, " \t")] != '\0')
			return true;
	}
	fclose(f);
	return false;
}

/* Numbers between blanks up to ';' or the end; "x" is UINT32_MAX. Returns what comes behind. */
static const char *read_numbers(const char *s, int base, uint32_t *numbers, size_t *ret_count)
{
	*ret_count = 0;
	while (*s != '\0' && *s != ';') {
		char *end;

		if (*s == ' ' || *s == '\t') {
			s++;
			continue;
		}
		if (*ret_count == CODES_MOST)
			ck_abort_msg("a longer case than any before");
		if (*s == 'x') {
			numbers[(*ret_count)++] = UINT32_MAX;
			s++;
			continue;
		}
		numbers[(*ret_count)++] = (uint32_t)strtoul(s, &end, base);
		if (end == s)
			ck_abort_msg("no number: %s", s);
		s = end;
	}
	return *s == ';' ? s + 1 : s;
}

static bool read_mirrors(void)
{
	FILE *f = open_data("BidiMirroring.txt");
	char line[LINE_MOST];
	uint32_t a, b;
	size_t count;

	while (f != NULL && next_line(f, line)) {
		const char *rest = read_numbers(line, 16, &a, &count);

		read_numbers(rest, 16, &b, &count);
		mirror_of[a] = b;
	}
	return f != NULL;
}

static bool read_ages(void)
{
	FILE *f = open_data("DerivedAge.txt");
	char line[LINE_MOST];

	while (f != NULL && next_line(f, line)) {
		unsigned first, last, major;

		if (sscanf(line, "%x..%x ; %u", &first, &last, &major) != 3) {
			if (sscanf(line, "%x ; %u", &first, &major) != 2)
				ck_abort_msg("%s", line);
			last = first;
		}
		for (unsigned code = first; code <= last; code++)
			age_of[code] = (uint8_t)major;
	}
	return f != NULL;
}

static bool read_forms(void)
{
	static const char *const names[] = {"<isolated>", "<final>", "<initial>", "<medial>"};
	FILE *f = open_data("UnicodeData.txt");
	char line[LINE_MOST];

	while (f != NULL && next_line(f, line)) {
		unsigned presentation = (unsigned)strtoul(line, NULL, 16), letter, next;

		for (int form = 0; form < 4; form++) {
			const char *at = strstr(line, names[form]);

			if (at != NULL &&
			    sscanf(at + strlen(names[form]), "%x %x", &letter, &next) == 1)
				form_of[letter][form] = presentation;
		}
	}
	return f != NULL;
}

static unsigned fribidi_major(void)
{
	return (unsigned)strtoul(fribidi_unicode_version, NULL, 10);
}

static bool is_newer(const uint32_t *codes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (age_of[codes[i]] > fribidi_major())
			return true;
	return false;
}

/* --- one case --------------------------------------------------------------------------------- */

static struct arena *arena;

struct line {
	uint32_t codes[CODES_MOST];
	size_t count;
	size_t index_at[CODES_MOST * 4]; /* by byte: the code that begins there */
	char bytes[CODES_MOST * 4 + 1];
	size_t len;
};

static void spell(struct line *t)
{
	t->len = 0;
	for (size_t i = 0; i < t->count; i++) {
		t->index_at[t->len] = i;
		t->len += utf8_encode(t->codes[i], t->bytes + t->len);
	}
}

/* One that is drawn in a cell of its own. */
static bool has_cell(uint32_t code)
{
	FriBidiCharType type = fribidi_get_bidi_type(code);

	return cluster_code_cols(code) > 0 && !FRIBIDI_IS_EXPLICIT_OR_ISOLATE_OR_BN_OR_NSM(type);
}

static bool is_left_out(const struct line *t, struct tally *tally)
{
	for (size_t i = 0; i < t->count; i++) {
		FriBidiCharType type = fribidi_get_bidi_type(t->codes[i]);

		if (FRIBIDI_IS_EXPLICIT(type)) {
			tally->unseen++;
			return true;
		}
		if (FRIBIDI_IS_SEPARATOR(type)) {
			tally->separators++;
			return true;
		}
	}
	return false;
}

/* True when the row's cells stand in this order of code indices. `levels`: mirrors are looked at
 * too; NULL: only the order. */
static bool stands_in_order(const struct line *t, enum direction base, const uint32_t *order,
			    size_t count, const uint32_t *levels)
{
	size_t cells_count, at = 0;
	struct bidi_cell *cells;

	arena_reset(arena);
	cells = bidi_row(arena, t->bytes, t->len, base, BIDI_JOINED, &cells_count);
	for (size_t i = 0; i < count; i++) {
		uint32_t code = t->codes[order[i]];

		if (!has_cell(code))
			continue;
		if (at == cells_count || t->index_at[cells[at].from] != order[i])
			return false;
		if (levels != NULL && levels[order[i]] % 2 == 1 && mirror_of[code] != 0)
			code = mirror_of[code];
		if (levels != NULL && mirror_of[code] != 0 && cells[at].code[0] != code)
			return false;
		at++;
	}
	return at == cells_count;
}

static void judge(const struct line *t, bool right, const char *line, struct tally *tally)
{
	if (right) {
		tally->checked++;
	} else if (is_newer(t->codes, t->count)) {
		tally->newer++;
	} else if (tally->wrong++ < SHOWN_FAULTS) {
		printf("wrong: %s\n", line);
	}
}

static void report(const char *name, const struct tally *t)
{
	printf("count: %s: %zu right, %zu wrong; left out: %zu with what the door keeps out, %zu "
	       "with "
	       "separators, %zu "
	       "not from right to left, %zu newer than fribidi's Unicode %s\n",
	       name, t->checked, t->wrong, t->unseen, t->separators, t->downwards, t->newer,
	       fribidi_unicode_version);
	fflush(stdout);
	ck_assert_uint_eq(t->wrong, 0);
}

/* --- BidiTest.txt ----------------------------------------------------------------------------- */

/* One character for each class; a soft hyphen for BN. */
static uint32_t code_of_class(const char *name)
{
	static const struct {
		const char *name;
		uint32_t code;
	} classes[] = {{"L", 'a'},      {"R", 0x5D0},    {"EN", '1'},     {"ES", '+'},
		       {"ET", '$'},     {"AN", 0x661},   {"CS", ','},     {"B", 0x2029},
		       {"S", '\t'},     {"WS", ' '},     {"ON", '!'},     {"NSM", 0x300},
		       {"AL", 0x628},   {"BN", 0xAD},    {"LRE", 0x202A}, {"RLE", 0x202B},
		       {"PDF", 0x202C}, {"LRO", 0x202D}, {"RLO", 0x202E}, {"LRI", 0x2066},
		       {"RLI", 0x2067}, {"FSI", 0x2068}, {"PDI", 0x2069}};

	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
		if (strcmp(classes[i].name, name) == 0)
			return classes[i].code;
	ck_abort_msg("no class %s", name);
	return 0;
}

/* Classes up to ';', then the paragraphs' directions: 1 by the text, 2 left to right, 4 right to
 * left. */
static unsigned read_classes(char *line, struct line *t)
{
	char *rest = strchr(line, ';'), *save = NULL;

	ck_assert_ptr_nonnull(rest);
	*rest++ = '\0';
	t->count = 0;
	for (char *name = strtok_r(line, " \t", &save); name != NULL;
	     name = strtok_r(NULL, " \t", &save))
		t->codes[t->count++] = code_of_class(name);
	return (unsigned)strtoul(rest, NULL, 10);
}

START_TEST(bidi_test)
{
	FILE *f = open_data("BidiTest.txt");
	char line[LINE_MOST], whole[LINE_MOST];
	uint32_t order[CODES_MOST];
	size_t order_count = 0;
	struct tally tally = {0};
	static struct line t;

	if (f == NULL)
		return;
	arena = arena_new((size_t)1 << 20);
	while (next_line(f, line)) {
		unsigned bases;

		if (strncmp(line, "@Reorder:", 9) == 0)
			read_numbers(line + 9, 10, order, &order_count);
		if (line[0] == '@')
			continue;
		snprintf(whole, sizeof(whole), "%s", line);
		bases = read_classes(line, &t);
		if (is_left_out(&t, &tally))
			continue;
		spell(&t);
		for (unsigned base = 2; base <= 4; base *= 2)
			if (bases & base)
				judge(&t,
				      stands_in_order(&t, base == 2 ? DIRECTION_LTR : DIRECTION_RTL,
						      order, order_count, NULL),
				      whole, &tally);
	}
	arena_free(arena);
	report("BidiTest.txt", &tally);
	ck_assert_uint_gt(tally.checked, 50000);
}
END_TEST

/* --- BidiCharacterTest.txt -------------------------------------------------------------------- */

START_TEST(bidi_character_test)
{
	FILE *f = open_data("BidiCharacterTest.txt");
	char line[LINE_MOST];
	uint32_t levels[CODES_MOST], order[CODES_MOST], numbers[CODES_MOST];
	struct tally tally = {0};
	static struct line t;

	if (f == NULL || !read_mirrors() || !read_ages())
		return;
	arena = arena_new((size_t)1 << 20);
	while (next_line(f, line)) {
		size_t count;
		enum direction base;
		const char *rest = read_numbers(line, 16, t.codes, &t.count);

		rest = read_numbers(rest, 10, numbers, &count); /* as asked for; may be "by text" */
		rest = read_numbers(rest, 10, numbers, &count);
		base = numbers[0] == 0 ? DIRECTION_LTR : DIRECTION_RTL;
		rest = read_numbers(rest, 10, levels, &count);
		read_numbers(rest, 10, order, &count);
		if (is_left_out(&t, &tally))
			continue;
		spell(&t);
		judge(&t, stands_in_order(&t, base, order, count, levels), line, &tally);
	}
	arena_free(arena);
	report("BidiCharacterTest.txt", &tally);
	ck_assert_uint_gt(tally.checked, 10000);
}
END_TEST

/* --- ArabicShaping.txt ------------------------------------------------------------------------ */

#define BEH 0x628
#define ISOLATED_BEH 0xFE8F
#define FINAL_BEH 0xFE90
#define INITIAL_BEH 0xFE91

/* A letter between two behs: which of them it joins says its type, and so does its own form. */
static bool joins_as(const struct line *t, char type)
{
	static const enum form forms[] = {['D'] = FORM_MEDIAL,
					  ['R'] = FORM_FINAL,
					  ['L'] = FORM_INITIAL,
					  ['U'] = FORM_ISOLATED};
	bool to_first = strchr("DCRT", type) != NULL, to_last = strchr("DCLT", type) != NULL;
	uint32_t letter = t->codes[1], form = letter;
	size_t count;
	struct bidi_cell *cells;

	arena_reset(arena);
	cells = bidi_row(arena, t->bytes, t->len, DIRECTION_RTL, BIDI_JOINED, &count);
	if (count != (has_cell(letter) ? 3 : 2) ||
	    cells[count - 1].code[0] != (to_first ? INITIAL_BEH : ISOLATED_BEH) ||
	    cells[0].code[0] != (to_last ? FINAL_BEH : ISOLATED_BEH))
		return false;
	if (letter < 0x10000 && strchr("DRLU", type) != NULL &&
	    form_of[letter][forms[(int)type]] != 0)
		form = form_of[letter][forms[(int)type]];
	if (letter == 0x202F)
		form = ' '; /* a blank that parts no words is a blank like any in its cell */
	return count == 2 || cells[1].code[0] == form ||
	       (type == 'U' && cells[1].code[0] == letter); /* a hamza stands as it is */
}

/* Three Mandaic letters, which fribidi 1.0.8 has as an older Unicode had them. */
static bool was_changed(uint32_t letter)
{
	return letter >= 0x856 && letter <= 0x858;
}

START_TEST(arabic_shaping)
{
	FILE *f = open_data("ArabicShaping.txt");
	char line[LINE_MOST];
	struct tally tally = {0};
	static struct line t;

	if (f == NULL || !read_forms() || !read_ages())
		return;
	arena = arena_new((size_t)1 << 20);
	while (next_line(f, line)) {
		uint32_t letter = (uint32_t)strtoul(line, NULL, 16);
		const char *type = strchr(line, ';');

		type = type == NULL ? NULL : strchr(type + 1, ';');
		ck_assert_ptr_nonnull(type);
		t.codes[0] = t.codes[2] = BEH;
		t.codes[1] = letter;
		t.count = 3;
		spell(&t);
		if (fribidi_get_bidi_type(letter) == FRIBIDI_TYPE_LTR)
			tally.downwards++;
		else if (letter == 0x180E)
			tally.unseen++;
		else if (was_changed(letter) && !joins_as(&t, 'R'))
			tally.newer++;
		else
			judge(&t, joins_as(&t, type[1 + strspn(type + 1, " ")]), line, &tally);
	}
	arena_free(arena);
	report("ArabicShaping.txt", &tally);
	ck_assert_uint_gt(tally.checked, 300);
}
END_TEST

SUITE(conformance, bidi_test, bidi_character_test, arabic_shaping)
