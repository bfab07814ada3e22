/* domain_test.c - domains in letters of any script lead to ASCII and back. */
#include "tests/unit.h"

#include "i18n/domain.h"

#include <string.h>

START_TEST(to_ascii_and_back)
{
	static const char *const both[][2] = {
		{"exämple.org", "xn--exmple-cua.org"},
		{"مثال.لبنان", "xn--mgbh0fb.xn--mgbb7fjb"},
		{"straße.example", "xn--strae-oqa.example"},
	};
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	for (size_t i = 0; i < sizeof(both) / sizeof(both[0]); i++) {
		ck_assert_str_eq(domain_ascii(a, both[i][0]), both[i][1]);
		ck_assert_str_eq(domain_own(a, both[i][1]), both[i][0]);
	}
	ck_assert_str_eq(domain_ascii(a, "Example.ORG"), "example.org");
	ck_assert_str_eq(domain_ascii(a, "EXÄMPLE.org"), "xn--exmple-cua.org");
	ck_assert_str_eq(domain_ascii(a, "example.lb"), "example.lb");
	ck_assert_str_eq(domain_ascii(a, "r3---a.example"), "r3---a.example");
	ck_assert_str_eq(domain_ascii(a, "ä.lb"), "xn--4ca.lb");
	ck_assert_ptr_null(domain_own(a, "example.org"));
}
END_TEST

START_TEST(refuses)
{
	static const char *const bad[] = {
		"",        "org",       "ä",   "-ä.org",  "a..org",       "a b.org",
		"ä b.org", "example.1", "ä.o", "a_b.org", "a\u2028ä.org", "example.12"};
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	char *huge = arena_take(a, 5000);

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(domain_ascii(a, bad[i]) == NULL, "%s", bad[i]);
	memset(huge, 'a', 4000);
	ck_assert_ptr_null(domain_ascii(a, huge));
	ck_assert_ptr_null(domain_own(a, "xn--a.org"));
	ck_assert_ptr_null(domain_own(a, "xn--.org"));
}
END_TEST

/* 63 bytes of one label, 253 of all. */
START_TEST(as_long_as_names_may_be)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	char name[256];

	memset(name, 'a', sizeof(name));
	name[63] = name[127] = name[191] = '.';
	name[253] = '\0';
	ck_assert_str_eq(domain_ascii(a, name), name);
	name[253] = 'a';
	name[254] = '\0';
	ck_assert_ptr_null(domain_ascii(a, name));
	snprintf(name + 63, 6, "a.org");
	ck_assert_ptr_null(domain_ascii(a, name));
	snprintf(name + 63, 6, ".org");
	ck_assert_str_eq(domain_ascii(a, name), name);
}
END_TEST

SUITE(domain, to_ascii_and_back, refuses, as_long_as_names_may_be)
