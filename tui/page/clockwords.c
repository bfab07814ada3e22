/* clockwords.c - how a time runs, as people read it: from when to when, and each day that counts or
 * does not. */
#include "tui/page/clockwords.h"

#include "i18n/message.h"
#include "tui/page/words.h"

const char *clockwords_name(const struct application_clock *k, enum lang lang)
{
	return text_is_set(&k->clock->name) ? words_of(&k->clock->name, lang)
					    : _("The time for the whole service");
}

static const char *state_words(const struct application_clock *k, bool estimate)
{
	if (k->since == 0)
		return _("{length}; not started yet");
	if (k->paused)
		return _("{length}; paused until the applicant answers");
	if (!k->runs)
		return _("{length}; no longer running");
	if (estimate)
		return k->count.due_at == 0 ? _("about {length}")
					    : _("about {length}; around {day}");
	return k->count.due_at == 0 ? "{length}" : _("{length}; last day: {day}");
}

char *clockwords_state(struct arena *a, enum lang lang, const struct service *s,
		       const struct application_clock *k)
{
	return FILL(a, state_words(k, service_estimates(s)),
		    {"length", words_duration(a, lang, &k->clock->length)},
		    {"day", date_show(a, lang, s->country, date_of(k->count.due_at))});
}

static const char *why_words(const struct calendar_run *run)
{
	switch (run->why) {
	case WHY_COUNTED: return _("{days}: counted ({number} in all)");
	case WHY_FIRST: return _("{days}: the time begins; this day does not count");
	case WHY_PAUSED: return _("{days}: not counted, waiting for the applicant's answer");
	case WHY_SUSPENDED: return _("{days}: not counted, suspended by {reason}");
	case WHY_WEEKEND: return _("{days}: not counted, weekend");
	case WHY_HOLIDAY:
		return run->holiday->expected ? _("{days}: not counted, {reason} (expected date, "
						  "may still change)")
					      : _("{days}: not counted, {reason}");
	case WHY_CLEAR: return _("{days}: not counted, but still within the time limit");
	case WHY_MOVED: break;
	}
	return _("{days}: the last day, because the day before is not a working day");
}

char *clockwords_run(struct arena *a, enum lang lang, const struct service *s,
		     const struct calendar_run *run)
{
	const char *days = date_show(a, lang, s->country, run->first), *reason = "";

	if (date_compare(run->first, run->last) != 0)
		days = FILL(a, _("{first} to {last}"), {"first", days},
			    {"last", date_show(a, lang, s->country, run->last)});
	if (run->holiday != NULL)
		reason = words_of(&run->holiday->name, lang);
	if (run->suspension != NULL)
		reason = words_of(&run->suspension->law, lang);
	return FILL(a, why_words(run), {"days", days}, {"reason", reason},
		    {"number", arena_format(a, "%d", run->counted)});
}

char *clockwords_recount(struct arena *a, enum lang lang, const char *country, struct date decided,
			 struct date now)
{
	const char *day = date_show(a, lang, country, decided);

	if (date_compare(decided, now) == 0)
		return FILL(a,
			    _("Decided on {day} because no answer came in time; today's calendar "
			      "gives that day again"),
			    {"day", day});
	if (now.year == 0)
		return FILL(a,
			    _("To review: decided on {day} because no answer came in time, but by "
			      "today's calendar the time has no end"),
			    {"day", day});
	return FILL(a,
		    _("To review: decided on {day} because no answer came in time, but by today's "
		      "calendar the last day is {now}"),
		    {"day", day}, {"now", date_show(a, lang, country, now)});
}

char *clockwords_by(struct arena *a, enum lang lang, const struct application_recount *t,
		    bool before)
{
	const char *name = words_of(&t->clock->name, lang);
	int version = before ? t->version_before : t->version;
	const char *words = before ? _("{name}, by the calendar used at the time ({calendar}, "
				       "version {version})")
				   : _("{name}, by today's calendar ({calendar}, version "
				       "{version})");

	return FILL(a, words, {"name", name}, {"calendar", t->calendar},
		    {"version", arena_format(a, "%d", version)});
}
