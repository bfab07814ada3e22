/* momentwords.c - a moment of a service's application, in words, by the clock of the place that the
 * service is of. */
#include "tui/page/momentwords.h"

#include "i18n/i18n.h"
#include "i18n/zone.h"
#include "services/definition/calendar.h"
#include "services/definition/calendar_count.h"
#include "services/definition/service.h"

/* Seconds that the clocks there are ahead of UTC. */
static int64_t ahead_of(const struct service *s, int64_t at)
{
	return s == NULL || s->calendar == NULL ? zone_offset(at)
						: zone_rule_offset(&s->calendar->clock, at);
}

/* "UTC+2", "UTC-3:30", "UTC". */
static char *distance(struct arena *a, int64_t seconds)
{
	int minutes = (int)(seconds / 60), ahead = minutes < 0 ? -minutes : minutes;
	const char *sign = minutes < 0 ? "-" : "+";

	if (minutes == 0)
		return arena_text(a, "UTC");
	return ahead % 60 == 0 ? arena_format(a, "UTC%s%d", sign, ahead / 60)
			       : arena_format(a, "UTC%s%d:%02d", sign, ahead / 60, ahead % 60);
}

/* "Tunis time"; NULL: the portal's clock shows the same. */
static const char *whose(struct arena *a, enum lang lang, const struct service *s, int64_t at)
{
	int64_t ahead = ahead_of(s, at);

	if (ahead == zone_offset(at))
		return NULL;
	return text_is_set(&s->calendar->time) ? s->calendar->time.in[lang]
					       : bidi_isolate(a, distance(a, ahead));
}

char *momentwords(struct arena *a, enum lang lang, const struct service *s, int64_t at)
{
	return date_moment_ahead(a, lang, s == NULL ? NULL : s->country, at, ahead_of(s, at));
}

char *momentwords_first(struct arena *a, enum lang lang, const struct service *s, int64_t at)
{
	char *moment = momentwords(a, lang, s, at);
	const char *clock = whose(a, lang, s, at);

	if (clock == NULL)
		return moment;
	/* TRANSLATORS: a moment, and by which clock: "28 November 2026, 12:07 (Tunis time)" */
	return FILL(a, _("{moment} ({clock})"), {"moment", bidi_isolate(a, moment)},
		    {"clock", clock});
}

char *momentwords_all(struct arena *a, enum lang lang, const struct service *s, int64_t now)
{
	const char *clock = whose(a, lang, s, now);

	if (clock == NULL)
		return NULL;
	/* TRANSLATORS: above several moments, by which clock: "All times are Tunis time." */
	return FILL(a, _("All times are {clock}."), {"clock", clock});
}

struct date momentwords_day(const struct service *s, int64_t at)
{
	return s == NULL || s->calendar == NULL ? date_of(at) : calendar_day(s->calendar, at);
}
