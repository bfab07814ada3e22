/* rest_test.c - who reads for a while finds all as it was, though page and picture were let go. */
#include "tests/tui/fixture.h"
#include "tests/unit.h"

#include <string.h>

static void same_pictures(struct fixture *one, struct fixture *other, const char *key)
{
	BUFFER_CLEAN struct buffer a = fixture_text(one), b = fixture_text(other);

	ck_assert_uint_gt(a.size, 0);
	ck_assert_msg(strcmp(a.data, b.data) == 0, "after %s:\n%s\nfor\n%s", key, b.data, a.data);
}

static void rests_between(struct screen *make(struct fixture *s), enum lang lang)
{
	static const char *const keys[] = {"a", "\x7F",          FIXTURE_DOWN, FIXTURE_UP, "\t",
					   "b", FIXTURE_BACKTAB, "\x1B[6~",    " ",        "?",
					   "0", FIXTURE_DOWN,    FIXTURE_DOWN, "x"};
	struct fixture busy, resting;

	fixture_open(&busy, lang, 80, 24);
	fixture_open(&resting, lang, 80, 24);
	fixture_show(&busy, make(&busy));
	fixture_show(&resting, make(&resting));
	for (int turn = 0; turn < 3; turn++)
		for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
			pages_rest(resting.pages);
			fixture_type(&busy, keys[i], true);
			fixture_type(&resting, keys[i], true);
			pages_rest(resting.pages);
			pages_rest(resting.pages);
			same_pictures(&busy, &resting, keys[i]);
		}
	fixture_close(&busy);
	fixture_close(&resting);
}

START_TEST(what_stands_there_is_made_again)
{
	rests_between(fixture_menu, LANG_EN);
	rests_between(fixture_form, LANG_AR);
	rests_between(fixture_search, LANG_FR);
}
END_TEST

START_TEST(a_rest_is_no_other_page)
{
	struct fixture s;
	bool whole;

	fixture_open(&s, LANG_EN, 80, 24);
	fixture_show(&s, fixture_form(&s));
	pages_grid(s.pages, &whole);
	pages_rest(s.pages);
	pages_grid(s.pages, &whole);
	ck_assert(!whole);
	fixture_close(&s);
}
END_TEST

SUITE(rest, what_stands_there_is_made_again, a_rest_is_no_other_page)
