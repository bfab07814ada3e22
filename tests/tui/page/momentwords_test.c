/* momentwords_test.c - a moment is by the clock of the service's place, and says whose that is
 * where the portal has another. */
#include "tests/unit.h"

#include "i18n/i18n.h"
#include "i18n/zone.h"
#include "services/definition/calendar.h"
#include "tui/page/momentwords.h"

#include <string.h>

/* Without the marks that set apart. */
static char *bare(char *s)
{
	char *to = s;

	for (const char *from = s; *from != '\0';)
		if (strncmp(from, "\u2066", 2) == 0 && (unsigned char)from[2] >= 0xA6)
			from += 3;
		else
			*to++ = *from++;
	*to = '\0';
	return s;
}

static struct calendar calendar = {.id = "TN"};
static const struct service there = {.country = "TN", .calendar = &calendar};

static int64_t noon(void)
{
	return date_number((struct date){2026, 11, 28}) * 86400 + 12 * 3600 + 7 * 60;
}

static void named(bool has_name)
{
	calendar.time = has_name ? (struct text){.in = {[LANG_AR] = "بتوقيت تونس",
							[LANG_FR] = "heure de Tunis",
							[LANG_EN] = "Tunis time"}}
				 : (struct text){.in = {NULL}};
}

START_TEST(is_the_clock_of_the_office)
{
	static const char *const words[LANG_COUNT] = {
		[LANG_AR] = "28 نوفمبر 2026، 13:07 (بتوقيت تونس)",
		[LANG_FR] = "28 novembre 2026 à 13\u00A0h\u00A007 (heure de Tunis)",
		[LANG_EN] = "28 November 2026, 13:07 (Tunis time)"};
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);

	ck_assert(zone_rule_read("CET-1", &calendar.clock));
	named(true);
	zone_use_offset(120);
	for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
		message_use(lang);
		ck_assert_str_eq(bare(momentwords_first(a, lang, &there, noon())), words[lang]);
	}
	message_use(LANG_EN);
	ck_assert_str_eq(momentwords_all(a, LANG_EN, &there, noon()), "All times are Tunis time.");
	ck_assert_str_eq(momentwords(a, LANG_EN, &there, noon()), "28 November 2026, 13:07");
	zone_use_offset(0);
}
END_TEST

START_TEST(is_told_where_the_portal_has_another)
{
	static const struct {
		int minutes; /* the portal's */
		const char *clock, *words;
	} cases[] = {
		{60, "CET-1", "28 November 2026, 13:07"},
		{120, "EET-2EEST,M3.5.0/0,M10.5.0/0", "28 November 2026, 14:07"},
		{120, "CET-1", "28 November 2026, 13:07 (UTC+1)"},
		{0, "<-0330>3:30", "28 November 2026, 08:37 (UTC-3:30)"},
		{120, "GMT0", "28 November 2026, 12:07 (UTC)"},
	};
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);

	message_use(LANG_EN);
	named(false);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		ck_assert(zone_rule_read(cases[i].clock, &calendar.clock));
		zone_use_offset(cases[i].minutes);
		ck_assert_str_eq(bare(momentwords_first(a, LANG_EN, &there, noon())),
				 cases[i].words);
	}
	zone_use_offset(120);
	ck_assert_str_eq(momentwords_first(a, LANG_EN, NULL, noon()), "28 November 2026, 14:07");
	ck_assert_ptr_null(momentwords_all(a, LANG_EN, NULL, noon()));
	zone_use_offset(0);
}
END_TEST

START_TEST(has_the_day_of_the_office)
{
	const int64_t evening = noon() + 10 * 3600 + 30 * 60; /* 22:37 UTC */

	ck_assert(zone_rule_read("CET-1", &calendar.clock));
	zone_use_offset(120);
	ck_assert_int_eq(date_of(evening).day, 29);
	ck_assert_int_eq(momentwords_day(&there, evening).day, 28);
	ck_assert_int_eq(momentwords_day(NULL, evening).day, 29);
	zone_use_offset(0);
}
END_TEST

SUITE(momentwords, is_the_clock_of_the_office, is_told_where_the_portal_has_another,
      has_the_day_of_the_office)
