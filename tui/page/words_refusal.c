/* words_refusal.c - where else a service is applied for, what can be done against a refusal, and
 * how an application hangs together with others. */
#include "tui/page/words.h"

#include "i18n/i18n.h"

char *words_elsewhere(struct arena *a, enum lang lang, const struct service *s)
{
	const char *how = words_of(&s->channel, lang);

	return how[0] == '\0'
		       ? FILL(a, _("We do not know where and how to apply. Ask: {authority}"),
			      {"authority", words_of(&s->authority, lang)})
		       : FILL(a, _("Where and how: {how}"), {"how", how});
}

char *words_refusal(struct arena *a, enum lang lang, const struct words_refused *r)
{
	const struct remedy *own = r->service->if_refused;
	const struct duration days = {.value = own == NULL ? 0 : own->days, .unit = UNIT_DAY};
	const char *day, *time;
	int64_t last;

	if (own == NULL)
		return arena_text(
			a, r->set != NULL && r->set[0] != '\0'
				   ? r->set
				   : _("We do not know how, or by when, you can object. Ask the "
				       "authority soon, and give your reference number:"));
	if (days.value == 0 || r->at == 0)
		return arena_text(a, words_of(&own->text, lang));
	last = deadline_after(r->at, &days, r->service);
	day = date_show(a, lang, r->service->country, date_of(last));
	time = words_duration(a, lang, &days);
	if (date_compare(date_of(r->now), date_of(last)) > 0)
		return FILL(
			a, _("{remedy} The last day for that was {day} ({time} from the refusal)."),
			{"remedy", words_of(&own->text, lang)}, {"day", day}, {"time", time});
	return FILL(a, _("{remedy} At the latest: {day} ({time} from the refusal)."),
		    {"remedy", words_of(&own->text, lang)}, {"day", day}, {"time", time});
}

const char *words_related(enum related_kind kind)
{
	/* TRANSLATORS: label of the reference number of the refused application that an appeal is
	   about; and the other way */
	return kind == RELATED_APPEALS ? _("Appeal against") : _("Appeal made");
}

char *words_related_one(struct arena *a, const struct related *r)
{
	return words_labelled(a, words_reference(a, r->reference),
			      _(application_state_message(r->state)));
}

char *words_appeal(struct arena *a, enum lang lang, const struct service *s,
		   const struct appeal_way *way)
{
	const char *day = date_show(a, lang, s->country, date_of(way->due_at));
	const char *time = words_duration(a, lang, &way->appeal->within);

	if (way->open[0] != '\0')
		return FILL(
			a,
			_("An appeal against this refusal is already being decided: {reference}."),
			{"reference", words_reference(a, way->open)});
	if (way->is_over)
		return FILL(a,
			    _("The last day to appeal this refusal was {day} ({time} from it). "
			      "It can no longer be appealed here."),
			    {"day", day}, {"time", time});
	return FILL(a,
		    _("You can appeal here until {day} ({time} from the refusal). Someone else "
		      "will decide it."),
		    {"day", day}, {"time", time});
}

bool words_refusal_stands(const struct related *first)
{
	return first->state == STATE_REJECTED;
}

const char *words_appeal_end(bool granted, const struct related *first)
{
	if (granted)
		return _("Your appeal was approved. The page of the application that it is about "
			 "shows what happens next.");
	return words_refusal_stands(first)
		       ? _("Your appeal was dismissed: the refusal stands. The reason is below.")
		       : _("Your appeal was dismissed, but the application that it is about is no "
			   "longer refused: the page of that application shows where it is. The "
			   "reason is below.");
}

const char *words_appeal_over(void)
{
	return _("The portal accepts no further appeal against this decision. Ask the authority "
		 "which court, if any, you can bring it before and by when, and give your "
		 "reference number:");
}
