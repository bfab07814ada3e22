/* words_duration.c - how long something takes, in words. */
#include "i18n/digits.h"
#include "i18n/message.h"
#include "tui/page/words.h"

static char *words_range(struct arena *a, enum lang lang, const struct duration *d)
{
	char *least = digits_show(a, lang, d->value);

	if (d->until == 0)
		return least;
	/* TRANSLATORS: the two numbers of a range, as in "2 to 7" days */
	return FILL(a, _("{least} to {most}"), {"least", least},
		    {"most", digits_show(a, lang, d->until)});
}

char *words_duration(struct arena *a, enum lang lang, const struct duration *d)
{
	const char *words = NULL;
	unsigned long n;

	if (d == NULL)
		return arena_text(a, _("not known"));
	if (d->value == 0)
		return arena_text(a, _("immediate"));
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
