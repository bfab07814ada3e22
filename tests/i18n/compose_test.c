/* compose_test.c - composed text is Unicode's NFC, whichever way it is found. */
#include "i18n/compose.h"

#include "i18n/utf8.h"
#include "tests/unit.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static void is_as_unicode_says(struct arena *a, const char *s)
{
	utf8proc_uint8_t *whole = utf8proc_NFC((const utf8proc_uint8_t *)s);

	ck_assert_str_eq(compose(a, s, strlen(s)), (const char *)whole);
	free(whole);
}

/* Each code point of the planes' beginning, alone, behind a letter, and before a mark. */
START_TEST(each_code_point)
{
	for (uint32_t code = 1; code < 0x3100; code++) {
		ARENA_CLEAN struct arena *a = arena_new(1 << 16);
		char one[8], text[64];

		one[utf8_encode(code, one)] = '\0';
		is_as_unicode_says(a, one);
		snprintf(text, sizeof(text), "e%s, \xd8\xa7%s, %s\xcc\x81, %s\xd9\x94", one, one,
			 one, one);
		is_as_unicode_says(a, text);
	}
}
END_TEST

START_TEST(what_is_typed_in_parts)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);

	ck_assert_str_eq(compose(a, "e\xcc\x81t\xc3\xa9", 6), "\xc3\xa9t\xc3\xa9");
	ck_assert_str_eq(compose(a, "\xd8\xa7\xd9\x94", 4), "\xd8\xa3");
	ck_assert_str_eq(compose(a, "abc", 2), "ab");
	ck_assert_str_eq(compose(a, NULL, 0), "");
}
END_TEST

SUITE(compose, each_code_point, what_is_typed_in_parts)
