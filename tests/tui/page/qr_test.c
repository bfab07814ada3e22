/* qr_test.c - a QR code's modules are the same on a screen and for paper, and no more than it
 * holds. */
#include "tests/unit.h"

#include "tui/page/qr.h"

#include <string.h>

#define MARGIN 2 /* modules left white around it on a screen */

/* Whether the module is ink, as its half block says. */
static bool is_ink(const struct qr *qr, int x, int y)
{
	const char *at = qr->lines[(y + MARGIN) / 2];
	bool lower = (y + MARGIN) % 2 != 0;

	for (int i = 0; i < x + MARGIN; i++)
		at += *at == ' ' ? 1 : 3;
	if (*at == ' ')
		return false;
	return strncmp(at, "█", 3) == 0 || strncmp(at, lower ? "▄" : "▀", 3) == 0;
}

START_TEST(modules_are_those_of_the_screen)
{
	struct arena *a = arena_new((size_t)1 << 20);
	const unsigned char *modules;
	struct qr qr;
	int side = 0, dark = 0;

	ck_assert(
		qr_modules(a, "ssh guest@portal.example check 1234567890123456", &side, &modules));
	ck_assert(qr_draw(a, "ssh guest@portal.example check 1234567890123456", false, &qr));
	ck_assert_int_eq(qr.cols, side + 2 * MARGIN);
	for (int y = 0; y < side; y++)
		for (int x = 0; x < side; x++) {
			ck_assert_msg(((modules[y * side + x] & 1) != 0) == is_ink(&qr, x, y),
				      "%d %d", x, y);
			dark += modules[y * side + x] & 1;
		}
	ck_assert_int_gt(dark, side * side / 3);
	arena_free(a);
}
END_TEST

START_TEST(what_is_too_long_is_none)
{
	static char words[5000];
	struct arena *a = arena_new((size_t)1 << 20);
	const unsigned char *modules;
	int side;

	memset(words, 'x', sizeof(words) - 1);
	ck_assert(!qr_modules(a, words, &side, &modules));
	arena_free(a);
}
END_TEST

SUITE(qr, modules_are_those_of_the_screen, what_is_too_long_is_none)
