/* answer_show.c - an answer in words for the person, and as it would be typed again. */
#include "services/definition/answer.h"

#include "services/definition/type.h"

char *answer_show(const struct answer_ground *g, struct arena *a, const struct question *q,
		  const char *canonical, enum lang lang)
{
	char *shown = q->type->show == NULL ? NULL : q->type->show(g, a, q, canonical, lang);

	return shown == NULL ? arena_text(a, canonical) : shown;
}

char *answer_show_plain(struct arena *a, const struct question *q, const char *canonical)
{
	char *shown = q->type->plain == NULL ? NULL : q->type->plain(a, q, canonical);

	return shown == NULL ? arena_text(a, canonical) : shown;
}

char *answer_show_edit(struct arena *a, const struct question *q, const char *canonical,
		       enum lang lang)
{
	char *shown = q->type->edit == NULL ? NULL : q->type->edit(a, q, canonical, lang);

	return shown == NULL ? answer_show_plain(a, q, canonical) : shown;
}
