/* momentwords.c - a moment of a service's application, in words. */
#include "tui/page/momentwords.h"

#include "i18n/i18n.h"
#include "i18n/zone.h"
#include "services/definition/calendar.h"

/* "UTC+2", "UTC-3:30", "UTC". */
static char *clock_of(struct arena *a, int64_t seconds)
{
	int minutes = (int)(seconds / 60), ahead = minutes < 0 ? -minutes : minutes;
	const char *sign = minutes < 0 ? "-" : "+";

	if (minutes == 0)
		return arena_text(a, "UTC");
	return ahead % 60 == 0 ? arena_format(a, "UTC%s%d", sign, ahead / 60)
			       : arena_format(a, "UTC%s%d:%02d", sign, ahead / 60, ahead % 60);
}

char *momentwords(struct arena *a, enum lang lang, const struct service *s, int64_t at)
{
	char *moment = date_moment(a, lang, s == NULL ? NULL : s->country, at);
	int64_t here = zone_offset(at);

	if (s == NULL || s->calendar == NULL || zone_rule_offset(&s->calendar->clock, at) == here)
		return moment;
	/* TRANSLATORS: a moment, and by which clock: "28 November 2026, 13:07 (UTC+2)" */
	return FILL(a, _("{moment} ({clock})"), {"moment", bidi_isolate(a, moment)},
		    {"clock", bidi_isolate(a, clock_of(a, here))});
}
