/* edit_test.c - typing, moving and taking away in both directions, cluster by cluster. */
#include "tests/unit.h"

#include "i18n/cluster.h"
#include "i18n/utf8.h"
#include "services/registry/limits.h"
#include "tui/face/edit.h"

static void type(struct edit *e, const char *s)
{
	size_t len = strlen(s);
	uint32_t code;

	for (size_t at = 0; at < len;) {
		at += utf8_decode(s + at, len - at, &code);
		ck_assert(edit_key(e, &(struct key){.kind = KEY_CHAR, .code = code}));
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

/* What a paste brings along: blanks stay blanks, hyphens are hyphens, dashes of free text stay. */
START_TEST(folds_what_is_pasted)
{
	struct edit e;

	edit_open(&e, "", DIRECTION_LTR, false, 1);
	type(&e, "a\u202Fb\u00A0c\u3000d");
	type(&e, "\uFEFF\u200Fe‑f–g−h");
	ck_assert_str_eq(e.text.data, "a b c de-f–g-h");
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
	ck_assert(press(&e, KEY_DOWN)); /* back where it came from, past the shorter line */
	ck_assert_uint_eq(e.at, 10);
	ck_assert(!press(&e, KEY_DOWN));
	press(&e, KEY_UP);
	press(&e, KEY_LEFT);
	press(&e, KEY_RIGHT);
	press(&e, KEY_DOWN);
	ck_assert_uint_eq(e.at, 7);
	edit_key(&e, &(struct key){.kind = KEY_CTRL, .code = 'K'});
	ck_assert_str_eq(e.text.data, "one\nsec");
	edit_key(&e, &(struct key){.kind = KEY_CTRL, .code = 'U'});
	ck_assert_str_eq(e.text.data, "one\n");
	press(&e, KEY_WORD_LEFT);
	ck_assert_uint_eq(e.at, 0);
	edit_close(&e);
}
END_TEST

START_TEST(up_and_down_go_by_rows)
{
	struct edit e;

	edit_open(&e, "one two three four", DIRECTION_LTR, false, 3);
	e.cols = 9; /* "one two", "three", "four" */
	ck_assert(press(&e, KEY_UP));
	ck_assert_uint_eq(e.at, 12);
	ck_assert(press(&e, KEY_UP));
	ck_assert_uint_eq(e.at, 4);
	ck_assert(!press(&e, KEY_UP));
	ck_assert(press(&e, KEY_DOWN));
	ck_assert(press(&e, KEY_DOWN));
	ck_assert_uint_eq(e.at, 18);
	ck_assert(!press(&e, KEY_DOWN));
	edit_close(&e);
	/* Behind a last line end there is one row more; a word too long for a row is two. */
	edit_open(&e, "abcdefgh\n\n", DIRECTION_LTR, false, 3);
	e.cols = 4;
	ck_assert(press(&e, KEY_UP));
	ck_assert_uint_eq(e.at, 9);
	ck_assert(press(&e, KEY_UP));
	ck_assert_uint_eq(e.at, 4);
	press(&e, KEY_END);
	ck_assert(press(&e, KEY_UP));
	ck_assert_uint_eq(e.at, 3);
	for (int i = 0; i < 3; i++)
		ck_assert(press(&e, KEY_DOWN));
	ck_assert_uint_eq(e.at, 10);
	ck_assert(!press(&e, KEY_DOWN));
	edit_close(&e);
}
END_TEST

START_TEST(words_by_the_way_they_run)
{
	struct edit e;

	edit_open(&e, "بيت في بيروت", DIRECTION_RTL, false, 1);
	press(&e, KEY_WORD_RIGHT); /* the arrow to the right goes back to the word before */
	ck_assert_uint_eq(e.at, strlen("بيت في "));
	press(&e, KEY_WORD_RIGHT);
	press(&e, KEY_WORD_RIGHT);
	ck_assert_uint_eq(e.at, 0);
	press(&e, KEY_WORD_LEFT);
	ck_assert_uint_eq(e.at, strlen("بيت "));
	press(&e, KEY_WORD_DELETE);
	ck_assert_str_eq(e.text.data, "بيت بيروت");
	edit_key(&e, &(struct key){.kind = KEY_CTRL, .code = 'W'});
	ck_assert_str_eq(e.text.data, "بيروت");
	edit_close(&e);
}
END_TEST

START_TEST(a_paragraph_runs_as_its_first_letter)
{
	struct edit e;
	static const char text[] = "سلام\nhello\n12";

	ck_assert_int_eq(typed_base(text, sizeof(text) - 1, 0, DIRECTION_LTR), DIRECTION_RTL);
	ck_assert_int_eq(typed_base(text, sizeof(text) - 1, 10, DIRECTION_RTL), DIRECTION_LTR);
	ck_assert_int_eq(typed_base(text, sizeof(text) - 1, 16, DIRECTION_RTL), DIRECTION_RTL);
	ck_assert_int_eq(typed_base(text, sizeof(text) - 1, 16, DIRECTION_LTR), DIRECTION_LTR);
	/* A Latin name in an Arabic field: its arrows go as it runs. */
	edit_open(&e, "Rima", DIRECTION_RTL, false, 1);
	press(&e, KEY_LEFT);
	ck_assert_uint_eq(e.at, 3);
	edit_close(&e);
	edit_open(&e, "ريما", DIRECTION_LTR, false, 1);
	press(&e, KEY_RIGHT);
	ck_assert_uint_eq(e.at, 6);
	edit_close(&e);
}
END_TEST

/* Every form of every Arabic letter becomes letters of the alphabet. */
START_TEST(forms_become_letters)
{
	struct edit e;
	uint32_t code;

	edit_open(&e, "", DIRECTION_RTL, false, 1);
	type(&e, "\uFEF7\uFEB3\uFEFC\uFEE1 \uFDF2");
	ck_assert_str_eq(e.text.data, "لأسلام الله");
	for (uint32_t form = 0xFB50; form <= 0xFEFC; form++) {
		if ((form > 0xFBB1 && form < 0xFBD3) || (form > 0xFD3D && form < 0xFE70) ||
		    form == 0xFE73 || form == 0xFE75)
			continue; /* signs, and what Unicode has not given yet */
		press(&e, KEY_END);
		edit_key(&e, &(struct key){.kind = KEY_CTRL, .code = 'U'});
		edit_key(&e, &(struct key){.kind = KEY_CHAR, .code = form});
		for (size_t at = 0; at < e.text.size;) {
			at += utf8_decode(e.text.data + at, e.text.size - at, &code);
			ck_assert_msg(code < 0xFB50, "%04X gave %04X", (unsigned)form,
				      (unsigned)code);
		}
	}
	edit_close(&e);
}
END_TEST

START_TEST(a_pasted_text_stays_whole)
{
	struct edit e;
	struct key k = {.kind = KEY_ENTER, .pasted = true};

	edit_open(&e, "one", DIRECTION_LTR, false, 1);
	ck_assert(edit_key(&e, &k));
	k.kind = KEY_TAB;
	ck_assert(edit_key(&e, &k));
	type(&e, "two");
	ck_assert_str_eq(e.text.data, "one  two");
	edit_close(&e);
	edit_open(&e, "", DIRECTION_LTR, false, 3);
	k.kind = KEY_ENTER;
	type(&e, "one");
	edit_key(&e, &k);
	edit_key(&e, &k); /* an empty line of a pasted text ends no answer */
	type(&e, "two");
	ck_assert_str_eq(e.text.data, "one\n\ntwo");
	edit_close(&e);
	/* What finds no room ends the text: nothing shorter behind it rejected in. */
	edit_open(&e, "", DIRECTION_RTL, false, 1);
	for (int i = 0; i < LIMIT_ANSWER - 1; i++)
		type(&e, "x");
	ck_assert(!e.full);
	k = (struct key){.kind = KEY_CHAR, .code = 0x628, .pasted = true};
	edit_key(&e, &k);
	ck_assert(e.full);
	k.code = 'y';
	edit_key(&e, &k);
	ck_assert_uint_eq(e.text.size, LIMIT_ANSWER - 1);
	press(&e, KEY_PASTE_END);
	ck_assert(!e.full);
	type(&e, "y");
	ck_assert_uint_eq(e.text.size, LIMIT_ANSWER);
	edit_close(&e);
}
END_TEST

START_TEST(the_cursor_never_stands_in_a_cluster)
{
	struct edit e;

	edit_open(&e, "a🇱x🇧b", DIRECTION_LTR, false, 1);
	press(&e, KEY_LEFT);
	press(&e, KEY_LEFT);
	press(&e, KEY_BACKSPACE); /* what was two signs is a flag now */
	ck_assert_str_eq(e.text.data, "a🇱🇧b");
	ck_assert_uint_eq(e.at, 9);
	press(&e, KEY_LEFT);
	ck_assert_uint_eq(e.at, 1);
	edit_close(&e);
}
END_TEST

/* Any keys in any order: the text stays valid, the cursor between clusters, within bounds. */
START_TEST(any_keys)
{
	static const enum key_kind kinds[] = {
		KEY_BACKSPACE, KEY_DELETE, KEY_LEFT, KEY_RIGHT,       KEY_UP,
		KEY_DOWN,      KEY_HOME,   KEY_END,  KEY_WORD_LEFT,   KEY_WORD_RIGHT,
		KEY_ENTER,     KEY_CTRL,   KEY_NONE, KEY_WORD_DELETE, KEY_PASTE_END};
	static const uint32_t codes[] = {'a',    ' ',    '7',    0x628,   0x644,   0x627,  0x64E,
					 0x651,  0x301,  0xFEFB, 0x1F1F1, 0x1F1E7, 0x200D, 0x1F468,
					 0x65E5, 0x202E, 0xFFFD, 0x640,   0x664};
	uint32_t state = 7;
	struct edit e;

	edit_open(&e, "", DIRECTION_RTL, false, 4);
	for (int i = 0; i < 25000; i++) {
		struct key k = {.kind = KEY_CHAR};
		size_t size;

		state = state * 1664525 + 1013904223;
		e.cols = (int)(state >> 28);
		k.code = codes[(state >> 8) % (sizeof(codes) / sizeof(codes[0]))];
		k.pasted = (state >> 20) % 9 == 0;
		if (state >> 31 != 0 && !k.pasted)
			k.kind = kinds[(state >> 16) % (sizeof(kinds) / sizeof(kinds[0]))];
		if (k.kind == KEY_CTRL)
			k.code = (uint32_t) "AEUKWX"[(state >> 24) % 6];
		edit_key(&e, &k);
		ck_assert_uint_le(e.at, e.text.size);
		ck_assert(utf8_is_valid(e.text.data, e.text.size));
		for (size = 0; size < e.at;)
			size += cluster_next(e.text.data + size, e.text.size - size, NULL);
		ck_assert_msg(size == e.at, "the cursor stands in a cluster at step %d", i);
	}
	edit_close(&e);
}
END_TEST

START_TEST(has_a_cap)
{
	struct edit e;

	edit_open(&e, "", DIRECTION_LTR, false, 1);
	for (int i = 0; i < LIMIT_ANSWER + 100; i++)
		type(&e, "x");
	ck_assert_uint_eq(e.text.size, LIMIT_ANSWER);
	ck_assert_uint_eq(e.at, LIMIT_ANSWER);
	edit_close(&e);
}
END_TEST

SUITE(edit, types_and_moves, folds_what_is_pasted, arabic_goes_leftwards,
      marks_go_before_their_letter, what_has_no_place_is_left_out, numbers_become_ascii,
      several_lines, up_and_down_go_by_rows, words_by_the_way_they_run,
      a_paragraph_runs_as_its_first_letter, forms_become_letters, a_pasted_text_stays_whole,
      the_cursor_never_stands_in_a_cluster, any_keys, has_a_cap)
