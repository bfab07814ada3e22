/* words_entry.c - what an entry of a register says as people read it, in the language in use. */
#include "tui/page/words_entry.h"

#include "i18n/i18n.h"
#include "tui/page/words.h"

#include <string.h>

static const char *status_name(const struct register_status *status, enum lang lang)
{
	const char *message = check_status_message(status);

	return message == NULL ? words_of(&status->name, lang) : _(message);
}

const char *words_entry_status(const struct entry *e, enum lang lang)
{
	return e->status == NULL ? e->status_id : status_name(e->status, lang);
}

static const char *changed_labels(struct arena *a, const struct entry_line *line, enum lang lang)
{
	const char *list = "";

	for (size_t i = 0; i < line->changed_count; i++) {
		const char *label = words_of(&line->changed[i]->question.label, lang);

		list = i == 0 ? label
			      : arena_format(a, "%s%s %s", list, lang == LANG_AR ? "،" : ",",
					     label);
	}
	return list;
}

static const char *reason_name(const struct register_act *act, const char *code, enum lang lang)
{
	for (size_t i = 0; act != NULL && i < act->reason_count; i++)
		if (strcmp(act->reasons[i].code, code) == 0)
			return words_of(&act->reasons[i].name, lang);
	return "";
}

char *words_entry_line(struct arena *a, const struct entry *e, const struct entry_line *line,
		       enum lang lang)
{
	const struct register_act *act = register_act(e->of, line->act);
	const char *message = check_line_message(line->act);
	const char *name = act != NULL       ? words_of(&act->name, lang)
			   : message != NULL ? _(message)
					     : line->act;
	const char *labels = changed_labels(a, line, lang);
	const char *reason = reason_name(act, line->reason, lang);

	if (*labels != '\0')
		name = words_labelled(a, name, labels);
	return *reason == '\0' ? arena_text(a, name) : arena_format(a, "%s (%s)", name, reason);
}

char *words_entry_day(struct arena *a, const struct entry *e, int64_t at, enum lang lang)
{
	return at == 0 ? arena_text(a, "") : date_show(a, lang, e->of->country, date_of(at));
}

char *words_entry_until(struct arena *a, const struct entry *e, enum lang lang)
{
	return e->until == 0 ? arena_text(a, "") : words_entry_day(a, e, e->until - 1, lang);
}

const char *words_entry_warning(const struct entry *e, int64_t now)
{
	if (e->status != NULL && e->status->bears == REGISTER_ENDED)
		return N_("This registration has ended and is no longer valid.");
	/* Also of one that rests: whoever lifts that does not give it any more time. */
	if (e->until > 0 && e->until <= now)
		return N_("This registration has expired.");
	if (e->status == NULL || e->status->bears == REGISTER_RESTS)
		return N_("This registration is not valid at the moment.");
	return NULL;
}

void words_entry_put(struct page *p, const struct entry *e, enum lang lang)
{
	struct arena *a = p->arena;

	page_pair(p, _("Number"), bidi_isolate(a, e->number), 0);
	page_pair(p, _("Status"), words_entry_status(e, lang), 0);
	page_pair(p, _("In the register since"), words_entry_day(a, e, e->since, lang), 0);
	if (e->until > 0)
		page_pair(p, _("Valid until"), words_entry_until(a, e, lang), 0);
}

void words_entry_put_history(struct page *p, const struct entry *e, enum lang lang)
{
	page_heading(p, _("History"));
	for (size_t i = 0; i < e->line_count; i++) {
		const struct entry_line *line = &e->lines[i];

		page_stage(p, MARK_DONE, words_entry_line(p->arena, e, line, lang),
			   words_entry_day(p->arena, e, line->at, lang));
		if (line->words[0] != '\0')
			page_text(p, TONE_QUIET,
				  bidi_isolate(p->arena, text_safe(p->arena, line->words, 0)));
		if (line->application[0] != '\0')
			page_pair(p, _("Reference number"),
				  words_reference(p->arena, line->application), 0);
	}
}
