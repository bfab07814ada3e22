/* statewords_test.c - the words of a state by country, where Arabic has such. */
#include "tests/tui/golden.h"
#include "tests/unit.h"
#include "tui/page/statewords.h"

#include "i18n/message.h"

static const char *words(enum lang lang, const char *country, enum application_state state)
{
	const struct service of = {.country = country};

	message_use(lang);
	return statewords(country == NULL ? NULL : &of, state);
}

START_TEST(a_country_has_its_own)
{
	struct visit v;

	golden_open(&v, LANG_AR, 40, 15);
	ck_assert_str_eq(words(LANG_AR, "LB", STATE_IN_REVIEW), "قيد الدرس");
	ck_assert_str_eq(words(LANG_AR, "TN", STATE_IN_REVIEW), "قيد الدرس");
	ck_assert_str_eq(words(LANG_AR, "DZ", STATE_IN_REVIEW), "قيد الدراسة");
	ck_assert_str_eq(words(LANG_AR, "EG", STATE_IN_REVIEW), "قيد الدراسة");
	ck_assert_str_eq(words(LANG_AR, NULL, STATE_IN_REVIEW), "قيد الدراسة");
	ck_assert_str_eq(words(LANG_AR, "LB", STATE_SUBMITTED), "تمّ التقديم");
	ck_assert_str_eq(words(LANG_FR, "TN", STATE_IN_REVIEW), "En cours d'instruction");
	ck_assert_str_eq(words(LANG_EN, "LB", STATE_IN_REVIEW), "In review");
	golden_close(&v);
}
END_TEST

/* At a stage that falls to an officer, who comes may be the applicant: nobody is named. */
START_TEST(who_sees_to_a_stage)
{
	ARENA_CLEAN struct arena *a = arena_new(4096);
	struct stage stage = {.id = "photo", .actor = ACTOR_OFFICER};

	message_use(LANG_EN);
	stage.name.in[LANG_EN] = "Visit for the photo";
	ck_assert_ptr_null(statewords_by(a, &stage, LANG_EN));
	ck_assert_str_eq(statewords_awaited(a, &stage, LANG_EN), "Visit for the photo");
	stage.bearing = BEARING_AWAITING_PAYMENT;
	ck_assert_str_eq(statewords_by(a, &stage, LANG_EN), "by you");
	stage = (struct stage){.id = "end", .actor = ACTOR_HEAD, .name = stage.name};
	ck_assert_str_eq(statewords_by(a, &stage, LANG_EN), "by the head of the office");
	ck_assert_str_eq(statewords_awaited(a, &stage, LANG_EN),
			 "Visit for the photo, by the head of the office");
}
END_TEST

SUITE(statewords, a_country_has_its_own, who_sees_to_a_stage)
