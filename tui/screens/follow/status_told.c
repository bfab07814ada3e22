/* status_told.c - what the authority has told the applicant of an application: what it asks, why it
 * refused. */
#include "tui/screens/follow/status.h"

#include "tui/page/acted.h"
#include "tui/page/deedwords.h"
#include "tui/page/duewords.h"
#include "tui/page/filled.h"

/* An isolate of nothing would be taken for words. */
static const char *set_apart(struct arena *a, const char *note)
{
	return note[0] == '\0' ? "" : bidi_isolate(a, text_safe(a, note, 0));
}

const char *status_words(struct arena *a, const struct status *f, enum application_state state)
{
	size_t at = application_came_to(f->events, f->event_count, state);

	return at < f->event_count ? set_apart(a, f->events[at].note) : "";
}

/* The authority writes to the applicant in the language of the application, and in no other. */
void status_put_untranslated(struct page *p, const struct scene *x, const struct status *f,
			     const char *words)
{
	if (words[0] != '\0' && f->application.lang != x->lang)
		page_text(p, TONE_QUIET,
			  _("These are the authority's own words; they have not been translated."));
}

/* From the list of the definition, with its law; NULL where the act has none. */
static const char *reason_of(struct arena *a, const struct scene *x, const struct status *f,
			     enum application_state state)
{
	size_t at = application_came_to(f->events, f->event_count, state);
	const struct act *act = acted_find(f->service, f->events, f->event_count, at);

	return act == NULL ? NULL : acted_reason(a, x->lang, act, &f->events[at]);
}

const struct event *status_named(const struct status *f)
{
	const struct event *asked = f->application.state == STATE_NEEDS_INFO
					    ? application_asked(f->events, f->event_count)
					    : NULL;

	return asked == NULL || asked->item_count == 0 ? NULL : asked;
}

void status_put_asked(struct page *p, const struct scene *x, const struct status *f)
{
	struct arena *a = p->arena;
	const struct event *named = status_named(f);
	const char *reason = reason_of(a, x, f, STATE_NEEDS_INFO);
	const char *words = status_words(a, f, STATE_NEEDS_INFO);

	if (reason != NULL)
		page_pair(p, _("Reason"), bidi_isolate(a, reason), 0);
	page_text(p, TONE_STRONG, words);
	status_put_untranslated(p, x, f, words);
	for (size_t i = 0; named != NULL && i < named->item_count; i++)
		page_bullet(p,
			    words_labelled(a, acted_item(a, x->lang, f->service, &named->items[i]),
					   acted_wrong(named->items[i].wrong)));
}

/* Why it was refused: by the definition's list, then in the authority's words. */
void status_put_reason(struct page *p, const struct scene *x, const struct status *f)
{
	const char *words = status_words(p->arena, f, STATE_REJECTED);
	const char *reason = reason_of(p->arena, x, f, STATE_REJECTED);

	if (reason != NULL)
		page_pair(p, _("Reason for the refusal"), bidi_isolate(p->arena, reason), 0);
	if (reason != NULL && words[0] != '\0')
		page_pair(p, _("In the authority's words"), words, 0);
	else if (reason == NULL)
		page_pair(p, _("Reason for the refusal"),
			  words[0] != '\0' ? words
					   : _("none was given: you may ask the authority for it"),
			  0);
}

const char *status_filled(struct arena *a, const struct scene *x, const struct status *f,
			  const struct event *e)
{
	const struct desk_form *desk = filled_form(f->service, e);
	const char *words = "";

	for (size_t i = 0; desk != NULL && i < e->answer_count; i++)
		words = arena_format(a, "%s%s%s", words, *words == '\0' ? "" : " · ",
				     bidi_isolate(a, filled_line(a, x->lang, f->service, e, i)));
	return *words == '\0' ? words
			      : words_labelled(a, words_of(&desk->section.title, x->lang), words);
}

/* --- the history --- */

/* Whether the words of an event stand above already: of how it stands now. */
static bool is_told(const struct status *f, size_t index)
{
	enum application_state state = f->application.state;

	return (state == STATE_NEEDS_INFO || state == STATE_APPROVED || state == STATE_REJECTED) &&
	       index == application_came_to(f->events, f->event_count, state);
}

/* What a clock has done, by its name, and what was written. */
static const char *event_words(struct arena *a, const struct scene *x, const struct status *f,
			       const struct event *e)
{
	const char *over = words_over(x->lang, f->service, e);
	const char *fee = duewords_event(a, x->lang, f->service, e);
	const char *deed =
		e->act[0] != '\0' || e->note[0] == '\0'
			? NULL
			: deedwords(a, x->lang, f->service, catalogue_terms(x->catalogue), e->note);
	const char *note = e->note[0] == '\0' ? status_filled(a, x, f, e)
					      : set_apart(a, deed == NULL ? e->note : deed);

	if (fee[0] != '\0')
		return bidi_isolate(a, fee);
	if (over[0] == '\0')
		return note;
	return note[0] == '\0' ? over : words_labelled(a, over, note);
}

void status_put_history(struct page *p, const struct scene *x, const struct status *f)
{
	struct arena *a = p->arena;

	page_heading(p, _("History"));
	for (size_t i = 0; i < f->event_count; i++) {
		const struct event *e = &f->events[i];
		const char *line = FILL(
			a, _("{moment}: {state} ({actor})"),
			{"moment", bidi_isolate(a, status_moment(x, a, f, e->at))},
			{"state", acted_event(x->lang, f->service, f->events, f->event_count, i)},
			{"actor", words_event_actor(e->actor)});

		const char *words = event_words(a, x, f, e);

		if (words[0] != '\0' && (e->note[0] == '\0' || !is_told(f, i)))
			line = words_labelled(a, line, words);
		page_bullet(p, line);
	}
}
