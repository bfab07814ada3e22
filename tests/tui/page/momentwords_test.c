/* momentwords_test.c - where a service's country has another time than the portal, a moment says
 * whose it is. */
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

static char *told(struct arena *a, enum lang lang, const char *clock, int64_t at)
{
	struct calendar calendar = {.id = "TN"};
	const struct service s = {.country = "TN", .calendar = &calendar};

	ck_assert(zone_rule_read(clock, &calendar.clock));
	message_use(lang);
	return bare(momentwords(a, lang, &s, at));
}

START_TEST(whose_clock_it_is)
{
	static const struct {
		int minutes;
		enum lang lang;
		const char *clock, *words;
	} cases[] = {
		{120, LANG_EN, "CET-1", "28 November 2026, 13:07 (UTC+2)"},
		{120, LANG_FR, "CET-1", "28 novembre 2026 à 13\u00A0h\u00A007 (UTC+2)"},
		{120, LANG_AR, "CET-1", "28 نوفمبر 2026، 13:07 (UTC+2)"},
		{120, LANG_EN, "EET-2EEST,M3.5.0/0,M10.5.0/0", "28 November 2026, 13:07"},
		{0, LANG_EN, "CET-1", "28 November 2026, 11:07 (UTC)"},
		{-210, LANG_EN, "CET-1", "28 November 2026, 07:37 (UTC-3:30)"},
	};
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	int64_t at = date_number((struct date){2026, 11, 28}) * 86400 + 11 * 3600 + 7 * 60;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		zone_use_offset(cases[i].minutes);
		ck_assert_str_eq(told(a, cases[i].lang, cases[i].clock, at), cases[i].words);
	}
	zone_use_offset(0);
	message_use(LANG_EN);
	ck_assert_str_eq(momentwords(a, LANG_EN, NULL, at), "28 November 2026, 11:07");
}
END_TEST

SUITE(momentwords, whose_clock_it_is)
