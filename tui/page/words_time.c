/* words_time.c - by when an application is answered, as people read it: a day that a law or the
 * authority has set, or about when, where nobody but an estimate says it. */
#include "i18n/i18n.h"
#include "tui/page/words.h"

static enum deadline_whose whose_time(const struct words_time *t)
{
	return t->service == NULL ? DEADLINE_NONE : deadline_whose(t->service, t->stage);
}

static const char *time_words(const struct words_time *t)
{
	enum deadline_whose whose = whose_time(t);

	if (whose == DEADLINE_CLOCK)
		return "{day}";
	if (t->asked)
		return t->of_staff ? _("{day} at first; we do not know whether the time keeps "
				       "running until the applicant answers")
				   : _("{day} at first; we do not know whether the time keeps "
				       "running until you answer");
	if (whose == DEADLINE_SERVICE)
		return _("{day}, by the time given for the whole service");
	if (whose == DEADLINE_STAGE && t->service->duration != NULL)
		return _("{day}, for this stage only");
	if (whose == DEADLINE_STAGE)
		return _("{day}, for this stage only; the time for the whole service is not known");
	return "{day}";
}

/* Whether no more than an estimate says the time. */
static bool is_estimate(const struct words_time *t)
{
	enum deadline_whose whose = whose_time(t);

	return t->due_at != 0 && (whose == DEADLINE_SERVICE || whose == DEADLINE_CLOCK) &&
	       service_estimates(t->service);
}

/* What is behind a day that nobody has promised is not counted as overdue. */
static char *about(struct arena *a, enum lang lang, const struct words_time *t, const char *day)
{
	bool is_over = t->now != 0 && date_compare(date_of(t->due_at), date_of(t->now)) < 0;
	const char *words;

	if (whose_time(t) == DEADLINE_CLOCK)
		words = is_over ? _("around {day}; that day has passed") : _("around {day}");
	else
		words = is_over ? _("usually about {time}; that time has passed")
				: _("usually about {time}, so around {day}");
	return FILL(a, words, {"day", day},
		    {"time", words_duration(a, lang, t->service->duration)});
}

const char *words_time_label(const struct words_time *t)
{
	return is_estimate(t) ? _("Answer expected") : _("Due by");
}

const char *words_time_origin(const struct words_time *t, enum lang lang)
{
	return is_estimate(t) ? words_of(&t->service->duration->note, lang) : NULL;
}

char *words_time(struct arena *a, enum lang lang, const struct words_time *t)
{
	bool is_open = t->asked && whose_time(t) != DEADLINE_CLOCK;
	const char *left = t->now == 0 || is_open ? NULL : words_due(a, t->due_at, t->now);
	const char *day;

	if (t->due_at == 0 && whose_time(t) == DEADLINE_AT_ONCE)
		return arena_text(a, _("no date (this service is usually done at once)"));
	if (t->due_at == 0 && whose_time(t) == DEADLINE_CLOCK && !t->asked &&
	    service_estimates(t->service))
		return arena_text(a, _("not known (no time limit published)"));
	if (t->due_at == 0 && whose_time(t) == DEADLINE_CLOCK)
		return arena_text(a, !t->asked     ? _("no time limit is running now")
				     : t->of_staff ? _("paused until the applicant answers")
						   : _("paused until you answer"));
	if (t->due_at == 0)
		return arena_text(a, _("not known (no time limit published)"));
	day = date_show(a, lang, t->service == NULL ? NULL : t->service->country,
			date_of(t->due_at));
	if (is_estimate(t) && !is_open)
		return about(a, lang, t, day);
	if (is_estimate(t))
		day = FILL(a, _("around {day}"), {"day", day});
	if (left != NULL)
		day = FILL(a, _("{date} ({left})"), {"date", day}, {"left", left});
	return FILL(a, time_words(t), {"day", day});
}
