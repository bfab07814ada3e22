/* words_duration.c - how long something takes, in words. */
#include "i18n/digits.h"
#include "i18n/message.h"
#include "tui/page/words.h"

static char *words_range(struct arena *a, enum lang lang, const struct duration *d)
{
	char *least = digits_show(a, lang, d->value);

	if (d->until == 0 || d->until == d->value)
		return least;
	/* TRANSLATORS: the two numbers of a range, as in "2 to 7" days */
	return FILL(a, _("{least} to {most}"), {"least", least},
		    {"most", digits_show(a, lang, d->until)});
}

/* Where the least is one or two of the unit, Arabic has a word for that and no number. */
static const char *from_few(const struct duration *d)
{
	static const char *const one[] = {[UNIT_MINUTE] = L_("minute", "1 to {most}"),
					  [UNIT_HOUR] = L_("hour", "1 to {most}"),
					  [UNIT_DAY] = L_("day", "1 to {most}"),
					  [UNIT_WORKING_DAY] = L_("working day", "1 to {most}"),
					  [UNIT_WEEK] = L_("week", "1 to {most}"),
					  [UNIT_MONTH] = L_("month", "1 to {most}")};
	static const char *const two[] = {[UNIT_MINUTE] = L_("minute", "2 to {most}"),
					  [UNIT_HOUR] = L_("hour", "2 to {most}"),
					  [UNIT_DAY] = L_("day", "2 to {most}"),
					  [UNIT_WORKING_DAY] = L_("working day", "2 to {most}"),
					  [UNIT_WEEK] = L_("week", "2 to {most}"),
					  [UNIT_MONTH] = L_("month", "2 to {most}")};
	const char *key = d->until <= 2 || d->value > 2 ? NULL
			  : d->value == 1               ? one[d->unit]
							: two[d->unit];
	const char *words = key == NULL ? NULL : message_get(key);

	return words == key ? NULL : words;
}

char *words_duration(struct arena *a, enum lang lang, const struct duration *d)
{
	const char *words = NULL;
	unsigned long n;

	if (d == NULL)
		return arena_text(a, _("not known"));
	if (d->value == 0)
		return arena_text(a, _("immediate"));
	words = from_few(d);
	if (words != NULL)
		return FILL(a, words,
			    {"most", words_duration(a, lang,
						    &(struct duration){.value = d->until,
								       .unit = d->unit})});
	/* The words for two of a unit may be without the number. */
	n = (unsigned long)(d->until == 2 ? 3 : duration_most(d));
	switch (d->unit) {
	case UNIT_MINUTE: words = P_("{count} minute", "{count} minutes", n); break;
	case UNIT_HOUR: words = P_("{count} hour", "{count} hours", n); break;
	case UNIT_DAY: words = P_("{count} day", "{count} days", n); break;
	case UNIT_WORKING_DAY: words = P_("{count} working day", "{count} working days", n); break;
	case UNIT_WEEK: words = P_("{count} week", "{count} weeks", n); break;
	case UNIT_MONTH: words = P_("{count} month", "{count} months", n); break;
	}
	return FILL(a, words, {"count", words_range(a, lang, d)});
}
