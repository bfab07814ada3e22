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
	ck_assert_str_eq(paperwords_standing(a, &need), "you may add it, or bring it on paper");
	need.asked = false;
	ck_assert_str_eq(paperwords_standing(a, &need), "missing");
	need.asked = true;
	paper.way = PAPER_REQUIRED;
	ck_assert_str_eq(paperwords_standing(a, &need), "missing; send it before you submit");
	ck_assert_str_eq(paperwords_sentence(a, &need), "Missing; send it before you submit.");
	need.standing = STANDING_CAME;
	ck_assert_str_eq(paperwords_sentence(a, &need), "Received");
}
END_TEST

/* What may be brought on paper is not among what is missing. */
START_TEST(what_need_not_come_is_not_missing)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct paper must = {.way = PAPER_REQUIRED};
	struct paper may = {.way = PAPER_ACCEPTED};
	struct paper_need needs[] = {
		{.paper = &must, .asked = true, .standing = STANDING_MISSING},
		{.paper = &may, .asked = true, .standing = STANDING_MISSING},
	};
	struct papers papers = {.needs = needs, .count = 2, .asked = 1, .open = true};

	message_use(LANG_EN);
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		must.name.in[lang] = "Statutes";
		may.name.in[lang] = "Photo";
	}
	ck_assert_str_eq(paperwords_lacking(a, LANG_EN, &papers),
			 "Documents received: 0 of 1. Missing: Statutes. You may add: Photo");
	papers = (struct papers){.needs = needs + 1, .count = 1, .open = true};
	ck_assert_str_eq(paperwords_lacking(a, LANG_EN, &papers),
			 "No document has to be sent as a file. You may add: Photo");
	papers.open = false;
	ck_assert_str_eq(paperwords_lacking(a, LANG_EN, &papers),
			 "No document has to be sent as a file.");
}
END_TEST

SUITE(paperwords, what_need_not_come_is_not_missing, a_missing_one_says_whether_it_must_be_a_file)
