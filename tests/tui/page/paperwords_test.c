/* paperwords_test.c - how a document stands that may be sent as a file, as people read it. */
#include "tui/page/paperwords.h"

#include "i18n/i18n.h"
#include "tests/unit.h"

/* Somebody who has no file knows which ones hold the application up. */
START_TEST(a_missing_one_says_whether_it_must_be_a_file)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct paper paper = {.way = PAPER_ACCEPTED};
	struct paper_need need = {.paper = &paper, .asked = true, .standing = STANDING_MISSING};

	message_use(LANG_EN);
	ck_assert_str_eq(paperwords_standing(a, &need), "missing; may be brought on paper instead");
	need.asked = false;
	ck_assert_str_eq(paperwords_standing(a, &need), "missing");
	need.asked = true;
	paper.way = PAPER_REQUIRED;
	ck_assert_str_eq(paperwords_standing(a, &need),
			 "missing; it must be here before you submit");
}
END_TEST

SUITE(paperwords, a_missing_one_says_whether_it_must_be_a_file)
