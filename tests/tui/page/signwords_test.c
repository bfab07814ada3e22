/* signwords_test.c - what somebody may do, as people read it. */
#include "tui/page/signwords.h"

#include "i18n/i18n.h"
#include "tests/unit.h"
#include "tui/page/orgwords.h"

#include <string.h>

START_TEST(what_they_may_do_is_a_list_of_the_language)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	const struct member both = {.state = MEMBER_JOINED, .rights = MEMBER_VIEW | MEMBER_SIGN};
	const struct member paper = {.state = MEMBER_JOINED, .rights = MEMBER_SIGN | MEMBER_PAPER};

	message_use(LANG_EN);
	ck_assert_str_eq(signwords_member(a, LANG_EN, NULL, &both), "may view and sign");
	ck_assert_str_eq(signwords_member(a, LANG_EN, NULL, &paper), "may sign");
	ck_assert_str_eq(orgwords_rights(a, LANG_EN, AGENT_RIGHTS), "view, send and manage");
	ck_assert_str_eq(orgwords_rights(a, LANG_EN, 0), "");
	/* the words themselves come untranslated here */
	ck_assert_ptr_nonnull(strstr(signwords_member(a, LANG_AR, NULL, &both), "view and sign"));
	ck_assert_str_eq(orgwords_rights(a, LANG_AR, AGENT_SEE | AGENT_FILE), "view and send");
	ck_assert_str_eq(orgwords_rights(a, LANG_AR, AGENT_RIGHTS), "view and send and manage");
}
END_TEST

/* As long as those who sign are not written down, their number says nothing. */
START_TEST(nobody_is_counted_before_the_list_is_filled_in)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct signature_standing s = {.needed = 1, .is_open = true, .missing = "x"};

	message_use(LANG_EN);
	ck_assert_str_eq(signwords_standing(a, &s),
			 "The number of signatures needed is known once the list of those who sign "
			 "is filled in.");
	s.is_open = false;
	ck_assert_ptr_nonnull(strstr(signwords_standing(a, &s), "0 of 1 have signed"));
}
END_TEST

SUITE(signwords, what_they_may_do_is_a_list_of_the_language,
      nobody_is_counted_before_the_list_is_filled_in)
