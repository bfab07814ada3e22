/* edit_test.c - typing, moving and taking away in both directions, cluster by cluster. */
#include "tests/unit.h"

#include "i18n/utf8.h"
#include "tui/edit.h"

static void type(struct edit *e, const char *s)
{
	size_t len = strlen(s);
	uint32_t code;

	for (size_t at = 0; at < len;) {
		at += utf8_decode(s + at, len - at, &code);
		ck_assert(edit_key(e, &(struct key){KEY_CHAR, code}));
	}
}

static bool press(struct edit *e, enum key_kind kind)
{
	return edit_key(e, &(struct key){.kind = kind});
}

START_TEST(types_and_moves)
{
	struct edit e;

	edit_open(&e, "ab", DIRECTION_LTR, false, 1);
	ck_assert_uint_eq(e.at, 2);
	press(&e, KEY_LEFT);
	type(&e, "é");
	ck_assert_str_eq(e.text.data, "aéb");
	press(&e, KEY_HOME);
	press(&e, KEY_DELETE);
	ck_assert_str_eq(e.text.data, "éb");
	press(&e, KEY_END);
	press(&e, KEY_BACKSPACE);
	press(&e, KEY_BACKSPACE);
	press(&e, KEY_BACKSPACE);
	press(&e, KEY_DELETE);
	ck_assert_str_eq(e.text.data, "");
	ck_assert(!press(&e, KEY_ENTER));
	ck_assert(!press(&e, KEY_TAB));
	ck_assert(!press(&e, KEY_ESCAPE));
	ck_assert(!press(&e, KEY_UP));
	edit_close(&e);
}
END_TEST

START_TEST(arabic_goes_leftwards)
{
	struct edit e;

	edit_open(&e, "", DIRECTION_RTL, false, 1);
	type(&e, "سلام");
	press(&e, KEY_RIGHT); /* back in reading */
	press(&e, KEY_BACKSPACE);
	ck_assert_str_eq(e.text.data, "سلم");
	press(&e, KEY_LEFT); /* forward */
	ck_assert_uint_eq(e.at, e.text.size);
	edit_close(&e);
}
END_TEST

START_TEST(marks_go_before_their_letter)
{
	struct edit e;

	edit_open(&e, "", DIRECTION_RTL, false, 1);
	type(&e, "\u064E");
	ck_assert_str_eq(e.text.data, "");
	type(&e, "مُب");
	press(&e, KEY_RIGHT);
	press(&e, KEY_RIGHT);
	ck_assert_uint_eq(e.at, 0);
	press(&e, KEY_DELETE);
	ck_assert_str_eq(e.text.data, "ب");
	edit_close(&e);
	edit_open(&e, "مُ", DIRECTION_RTL, false, 1);
	press(&e, KEY_BACKSPACE);
	ck_assert_str_eq(e.text.data, "م");
	edit_close(&e);
}
END_TEST

START_TEST(what_has_no_place_is_left_out)
{
	struct edit e;

	edit_open(&e, "", DIRECTION_LTR, false, 1);
	type(&e, "a\u202E\u200F\u2066\xC2\x85\x62");
	ck_assert_str_eq(e.text.data, "ab");
	type(&e, "\uFEFB");
	ck_assert_str_eq(e.text.data, "abلا");
	edit_close(&e);
}
END_TEST

START_TEST(numbers_become_ascii)
{
	struct edit e;

	edit_open(&e, "", DIRECTION_RTL, true, 1);
	ck_assert_int_eq(e.direction, DIRECTION_LTR);
	type(&e, "٠٣-۷9");
	ck_assert_str_eq(e.text.data, "03-79");
	press(&e, KEY_LEFT);
	ck_assert_uint_eq(e.at, 4);
	edit_close(&e);
}
END_TEST

START_TEST(several_lines)
{
	struct edit e;

	edit_open(&e, "", DIRECTION_LTR, false, 3);
	ck_assert(!press(&e, KEY_ENTER));
	type(&e, "one");
	ck_assert(press(&e, KEY_ENTER));
	ck_assert(!press(&e, KEY_ENTER));
	type(&e, "second");
	ck_assert_str_eq(e.text.data, "one\nsecond");
	ck_assert(press(&e, KEY_UP));
	ck_assert_uint_eq(e.at, 3);
	ck_assert(!press(&e, KEY_UP));
	ck_assert(press(&e, KEY_DOWN));
	ck_assert_uint_eq(e.at, 7);
	ck_assert(!press(&e, KEY_DOWN));
	edit_key(&e, &(struct key){KEY_CTRL, 'K'});
	ck_assert_str_eq(e.text.data, "one\nsec");
	edit_key(&e, &(struct key){KEY_CTRL, 'U'});
	ck_assert_str_eq(e.text.data, "one\n");
	press(&e, KEY_WORD_LEFT);
	ck_assert_uint_eq(e.at, 0);
	edit_close(&e);
}
END_TEST

START_TEST(has_a_cap)
{
	struct edit e;

	edit_open(&e, "", DIRECTION_LTR, false, 1);
	for (int i = 0; i < EDIT_MAX + 100; i++)
		type(&e, "x");
	ck_assert_uint_eq(e.text.size, EDIT_MAX);
	ck_assert_uint_eq(e.at, EDIT_MAX);
	edit_close(&e);
}
END_TEST

SUITE(edit, types_and_moves, arabic_goes_leftwards, marks_go_before_their_letter,
      what_has_no_place_is_left_out, numbers_become_ascii, several_lines, has_a_cap)
