/* filled.c - what staff filled in with an act or a task, in words. */
#include "tui/page/filled.h"

#include "i18n/i18n.h"
#include "services/definition/answer.h"
#include "services/definition/service.h"
#include "tui/page/words.h"

const struct desk_form *filled_form(const struct service *s, const struct event *e)
{
	bool closes = strcmp(e->act, SERVICE_CLOSE) == 0;
	const char *id = closes ? e->reason : e->act;

	for (size_t i = 0; s != NULL && i < s->desk_count; i++)
		if (strcmp(s->desks[i]->section.id, id) == 0 &&
		    (s->desks[i]->task != NULL) == closes)
			return s->desks[i];
	return NULL;
}

static const struct question *find(const struct service *s, const struct event *e, size_t i)
{
	const struct desk_form *desk = filled_form(s, e);

	for (size_t k = 0; desk != NULL && k < desk->section.question_count; k++)
		if (strcmp(desk->section.questions[k].id, e->answers[i].question) == 0)
			return &desk->section.questions[k];
	return NULL;
}

const char *filled_label(enum lang lang, const struct service *s, const struct event *e, size_t i)
{
	const struct question *q = find(s, e, i);

	return q == NULL ? e->answers[i].question : words_of(&q->label, lang);
}

char *filled_value(struct arena *a, enum lang lang, const struct service *s, const struct event *e,
		   size_t i)
{
	const struct question *q = find(s, e, i);
	const struct answer_ground ground = {.terms = s == NULL ? NULL : s->terms, .lang = lang};

	if (e->answers[i].withheld)
		return arena_text(a, words_withheld());
	return q == NULL ? arena_text(a, e->answers[i].value)
			 : answer_show(&ground, a, q, e->answers[i].value, lang);
}

char *filled_line(struct arena *a, enum lang lang, const struct service *s, const struct event *e,
		  size_t i)
{
	return arena_text(
		a, words_labelled(a, filled_label(lang, s, e, i), filled_value(a, lang, s, e, i)));
}
