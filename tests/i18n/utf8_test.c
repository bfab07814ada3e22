/* utf8_test.c - only well-formed UTF-8 is taken, and every code point survives the round. */
#include "tests/unit.h"

#include "i18n/utf8.h"
#include "tests/i18n/random.h"

#include <string.h>
#include <utf8proc.h>

START_TEST(every_code_point_returns)
{
	char bytes[4];

	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		size_t size = utf8_encode(c, bytes);
		bool surrogate = c >= 0xD800 && c <= 0xDFFF;
		uint32_t code = c;

		if (utf8_decode(bytes, size, &code) != (surrogate ? 0 : size) || code != c ||
		    utf8_decode(bytes, size - 1, &code) != 0)
			ck_abort_msg("U+%04X", c);
	}
}
END_TEST

START_TEST(refuses)
{
	static const char *const bad[] = {
		"\x80",
		"\xC0\x80",
		"\xC1\xBF",
		"\xE0\x80\x80",
		"\xE0\x9F\xBF",
		"\xED\xA0\x80",
		"\xF0\x8F\xBF\xBF",
		"\xF4\x90\x80\x80",
		"\xF5\x80\x80\x80",
		"\xFF",
		"\xC3",
		"\xE2\x82",
		"\xC3(",
		"\xE2\x28\xA1",
		"\xF0\x9F\x98",
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		uint32_t code;

		ck_assert_uint_eq(utf8_decode(bad[i], strlen(bad[i]), &code), 0);
		ck_assert(!utf8_is_valid(bad[i], strlen(bad[i])));
	}
	ck_assert(utf8_is_valid("", 0));
	ck_assert(utf8_is_valid("شبّاك é €", strlen("شبّاك é €")));
	ck_assert(!utf8_is_valid("شبّاك", 3));
	ck_assert(utf8_is_plain("a ~", 3));
	ck_assert(!utf8_is_plain("a\n", 2));
	ck_assert(!utf8_is_plain("a\x7F", 2));
	ck_assert(!utf8_is_plain("é", 2));
}
END_TEST

START_TEST(agrees_with_utf8proc)
{
	uint32_t seed = 7;
	char s[9];

	for (int i = 0; i < 200000; i++) {
		utf8proc_int32_t theirs = 0;
		utf8proc_ssize_t size;
		uint32_t ours = 0;

		random_bytes(&seed, s, 8);
		s[0] = (char)((unsigned char)s[0] | 0xC0);
		s[1] = (char)(((unsigned char)s[1] & 0x3F) | 0x80);
		size = utf8proc_iterate((const utf8proc_uint8_t *)s, 8, &theirs);
		if (utf8_decode(s, 8, &ours) != (size < 0 ? 0 : (size_t)size))
			ck_abort_msg("size at %d", i);
		if (size > 0 && (int)ours != theirs)
			ck_abort_msg("code point at %d", i);
	}
}
END_TEST

SUITE(utf8, every_code_point_returns, refuses, agrees_with_utf8proc)
