/* key_test.c - bytes in any split give the same keys; answers of a terminal are never keys. */
#include "tests/unit.h"

#include "tui/terminal/key.h"

#define KEYS_MAX 4096

/* All keys of `bytes`, with a pause at the end. */
static size_t read_all(const char *bytes, size_t len, struct key *keys)
{
	struct key_reader r = {0};
	size_t count = 0;

	for (size_t i = 0; i < len; i++)
		for (bool more = key_feed(&r, (unsigned char)bytes[i], &keys[count]); more;
		     more = key_next(&r, &keys[count]))
			count++;
	while (key_waits(&r))
		if (key_rest(&r, &keys[count]))
			count++;
	return count;
}

static void expect(const char *bytes, enum key_kind kind, uint32_t code)
{
	struct key keys[64];
	size_t count = read_all(bytes, strlen(bytes), keys);

	ck_assert_msg(count == 1, "%zu keys of \"%s\"", count, bytes);
	ck_assert_msg(keys[0].kind == kind, "kind %d of \"%s\"", (int)keys[0].kind, bytes);
	ck_assert_uint_eq(keys[0].code, code);
}

START_TEST(knows_the_sequences)
{
	expect("a", KEY_CHAR, 'a');
	expect("é", KEY_CHAR, 0xE9);
	expect("ض", KEY_CHAR, 0x636);
	expect("\r", KEY_ENTER, 0);
	expect("\n", KEY_ENTER, 0);
	expect("\r\n", KEY_ENTER, 0);
	expect("\t", KEY_TAB, 0);
	expect("\x7F", KEY_BACKSPACE, 0);
	expect("\b", KEY_BACKSPACE, 0);
	expect("\f", KEY_CTRL, 'L');
	expect("\x03", KEY_CTRL, 'C');
	expect("\x1B", KEY_ESCAPE, 0);
	expect("\x1B[A", KEY_UP, 0);
	expect("\x1BOB", KEY_DOWN, 0);
	expect("\x1B[1;5C", KEY_WORD_RIGHT, 0);
	expect("\x1BOd", KEY_WORD_LEFT, 0);
	expect("\x1BO5D", KEY_WORD_LEFT, 0);
	expect("\x1B[Z", KEY_BACKTAB, 0);
	expect("\x1B[H", KEY_HOME, 0);
	expect("\x1B[1~", KEY_HOME, 0);
	expect("\x1B[7~", KEY_HOME, 0);
	expect("\x1BOF", KEY_END, 0);
	expect("\x1B[8$", KEY_END, 0);
	expect("\x1B[3~", KEY_DELETE, 0);
	expect("\x1B[3^", KEY_WORD_DELETE, 0);
	expect("\x1B[3;5~", KEY_WORD_DELETE, 0);
	expect("\x1B[3;2~", KEY_DELETE, 0);
	expect("\x1B[1;3D", KEY_WORD_LEFT, 0);
	expect("\x1B"
	       "b",
	       KEY_WORD_LEFT, 0);
	expect("\x1B"
	       "f",
	       KEY_WORD_RIGHT, 0);
	expect("\x1B"
	       "d",
	       KEY_WORD_DELETE, 0);
	expect("\x1B\x7F", KEY_CTRL, 'W');
	expect("\x1B\x1B[D", KEY_WORD_LEFT, 0);
	expect("\x1B\x1BOC", KEY_WORD_RIGHT, 0);
	expect("\x1B[5~", KEY_PAGE_UP, 0);
	expect("\x1B[6;2~", KEY_PAGE_DOWN, 0);
	expect("\x1B[[A", KEY_NONE, 0);
	expect("\x1B[15~", KEY_NONE, 0);
	expect("\x1BOp", KEY_CHAR, '0');
	expect("\x1BOM", KEY_ENTER, 0);
	expect("\xFF", KEY_CHAR, 0xFFFD);
}
END_TEST

START_TEST(answers_are_no_keys)
{
	static const char *const answers[] = {
		"\x1B[8;1$y",        "\x1B[>41;379;0c",         "\x1B[?1;2c",
		"\x1B[24;80R",       "\x1BP>|XTerm(379)\x1B\\", "\x1B]11;rgb:0000/0000/0000\x07",
		"\x1B]lxterm\x1B\\", "\x1BP1$r0m\x1B\\"};

	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		char text[128];
		struct key keys[64];
		size_t count;

		snprintf(text, sizeof(text), "%sx", answers[i]);
		count = read_all(text, strlen(text), keys);
		ck_assert_msg(count >= 1, "nothing left behind answer %zu", i);
		for (size_t k = 0; k + 1 < count; k++)
			ck_assert(keys[k].kind == KEY_NONE || keys[k].kind == KEY_ANSWER);
		ck_assert_int_eq(keys[count - 1].kind, KEY_CHAR);
		ck_assert_uint_eq(keys[count - 1].code, 'x');
	}
}
END_TEST

START_TEST(typed_ahead_escape_loses_nothing)
{
	struct key keys[64];

	ck_assert_uint_eq(read_all("\x1B"
				   "3",
				   2, keys),
			  2);
	ck_assert_int_eq(keys[0].kind, KEY_ESCAPE);
	ck_assert_uint_eq(keys[1].code, '3');
	ck_assert_uint_eq(read_all("\x1B\x1B[A", 4, keys), 2);
	ck_assert_int_eq(keys[0].kind, KEY_ESCAPE);
	ck_assert_int_eq(keys[1].kind, KEY_UP);
	ck_assert_uint_eq(read_all("\x1B"
				   "Paris",
				   6, keys),
			  6);
	ck_assert_uint_eq(keys[1].code, 'P');
	ck_assert_uint_eq(read_all("\x1B\x1B", 2, keys), 2);
	ck_assert_int_eq(keys[1].kind, KEY_ESCAPE);
	ck_assert_uint_eq(read_all("\x1B\x1B[", 3, keys), 3);
	ck_assert_int_eq(keys[1].kind, KEY_ESCAPE);
	ck_assert_uint_eq(keys[2].code, '[');
	ck_assert_uint_eq(read_all("\x1B\x1BOk", 4, keys), 2);
	ck_assert_int_eq(keys[0].kind, KEY_ESCAPE);
	ck_assert_uint_eq(keys[1].code, '+');
	ck_assert_uint_eq(read_all("\x1B[", 2, keys), 2);
	ck_assert_uint_eq(keys[1].code, '[');
	ck_assert_uint_eq(read_all("\xC3"
				   "a",
				   2, keys),
			  2);
	ck_assert_uint_eq(keys[0].code, 0xFFFD);
	ck_assert_uint_eq(keys[1].code, 'a');
	ck_assert_uint_eq(read_all("\xE2\x82(", 3, keys), 2);
}
END_TEST

START_TEST(a_paste_is_marked)
{
	struct key keys[64];
	struct key_reader r = {0};

	static const char text[] = "\x1B[200~a\r\n\t\x03\x1B[A\x1B[201~b";

	ck_assert_uint_eq(read_all(text, sizeof(text) - 1, keys), 8);
	ck_assert_int_eq(keys[0].kind, KEY_NONE);
	ck_assert(keys[1].kind == KEY_CHAR && keys[1].code == 'a' && keys[1].pasted);
	ck_assert(keys[2].kind == KEY_ENTER && keys[2].pasted);
	ck_assert(keys[3].kind == KEY_TAB && keys[3].pasted);
	ck_assert_int_eq(keys[4].kind, KEY_NONE);
	ck_assert_int_eq(keys[5].kind, KEY_NONE);
	ck_assert_int_eq(keys[6].kind, KEY_PASTE_END);
	ck_assert(keys[7].code == 'b' && !keys[7].pasted);
	/* An end alone, and Escape where the end is missing. */
	ck_assert_uint_eq(read_all("\x1B[201~", 6, keys), 1);
	ck_assert_int_eq(keys[0].kind, KEY_NONE);
	for (const char *s = "\x1B[200~a\x1B"; *s != '\0'; s++)
		key_feed(&r, (unsigned char)*s, &keys[0]);
	ck_assert(key_rest(&r, &keys[0]) && keys[0].kind == KEY_ESCAPE);
	ck_assert(key_feed(&r, '\r', &keys[0]) && !keys[0].pasted);
}
END_TEST

/* A small generator with a fixed seed, so that a failure can be repeated. */
static uint32_t dice(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

/* Keys read with a copy of the reader in the place of each split, as if the bytes had come in
 * pieces, and with or without the calls between. */
static size_t read_split(const char *bytes, size_t len, uint32_t *state, struct key *keys)
{
	struct key_reader r = {0};
	size_t count = 0;

	for (size_t i = 0; i < len; i++) {
		if (dice(state) % 3 == 0) {
			struct key_reader copy = r;

			(void)key_waits(&r);
			r = copy;
		}
		if (key_feed(&r, (unsigned char)bytes[i], &keys[count]))
			count++;
		while (dice(state) % 2 == 0 && key_next(&r, &keys[count]))
			count++;
	}
	while (key_next(&r, &keys[count]))
		count++;
	while (key_waits(&r))
		if (key_rest(&r, &keys[count]))
			count++;
	return count;
}

START_TEST(any_bytes_in_any_split)
{
	static const char alphabet[] = "\x1B\x1B\x1B[[O]P_\\\x07;?$>0123456789ACDRZcmy~lL\r\nG \t"
				       "\xC3\xA9\xD8\xB6\xE2\x82\xAC\xF0\xFF\x80";
	static struct key one[KEYS_MAX], other[KEYS_MAX];
	uint32_t state = 20260314;

	for (int round = 0; round < 20000; round++) {
		char bytes[96];
		size_t len = 1 + dice(&state) % sizeof(bytes), count;

		for (size_t i = 0; i < len; i++)
			bytes[i] = dice(&state) % 8 == 0
					   ? (char)dice(&state)
					   : alphabet[dice(&state) % (sizeof(alphabet) - 1)];
		count = read_all(bytes, len, one);
		ck_assert_uint_eq(read_split(bytes, len, &state, other), count);
		for (size_t i = 0; i < count; i++) {
			ck_assert_int_eq(one[i].kind, other[i].kind);
			ck_assert_uint_eq(one[i].code, other[i].code);
			if (one[i].kind == KEY_CHAR)
				ck_assert(one[i].code >= 0x20 && one[i].code <= 0x10FFFF);
		}
	}
}
END_TEST

START_TEST(a_long_sequence_is_swallowed)
{
	char bytes[300];
	struct key keys[64];

	memset(bytes, ';', sizeof(bytes));
	memcpy(bytes, "\x1B[", 2);
	memcpy(bytes + 290, "mabc", 5);
	ck_assert_uint_eq(read_all(bytes, 294, keys), 3);
	ck_assert_uint_eq(keys[0].code, 'a');
}
END_TEST

START_TEST(digits_and_letters_of_keyboards)
{
	struct key k = {.kind = KEY_CHAR, .code = 0x664};

	ck_assert_int_eq(key_digit(&k, false, false), 4);
	k.code = 0x6F7;
	ck_assert_int_eq(key_digit(&k, false, false), 7);
	k.code = 0xE9;
	ck_assert_int_eq(key_digit(&k, true, false), 2);
	ck_assert_int_eq(key_digit(&k, true, true), -1);
	ck_assert_int_eq(key_digit(&k, false, false), -1);
	k.code = 0xE0;
	ck_assert_int_eq(key_digit(&k, true, false), 0);
	k.code = '(';
	ck_assert_int_eq(key_digit(&k, true, true), 5);
	k.code = '_';
	ck_assert_int_eq(key_digit(&k, true, true), 8);
	k.code = 0x636;
	ck_assert_int_eq(key_letter(&k), 'q');
	k.code = 0x645;
	ck_assert_int_eq(key_letter(&k), 'l');
	k.code = 'L';
	ck_assert_int_eq(key_letter(&k), 'l');
	k.code = '7';
	ck_assert_int_eq(key_letter(&k), 0);
}
END_TEST

SUITE(key, knows_the_sequences, answers_are_no_keys, typed_ahead_escape_loses_nothing,
      a_paste_is_marked, any_bytes_in_any_split, a_long_sequence_is_swallowed,
      digits_and_letters_of_keyboards)
