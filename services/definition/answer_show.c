/* answer_show.c - an answer in words for the person, and as it would be typed again. */
#include "services/definition/answer.h"

#include "i18n/money.h"
#include "services/definition/service.h"
#include "services/definition/term.h"

#include <string.h>

static char *show_choices(struct arena *a, const struct question *q, const char *canonical,
			  enum lang lang)
{
	char *words = arena_text(a, "");

	for (const char *s = canonical; *s != '\0'; s += *s == ',') {
		size_t len = strcspn(s, ",");
		const char *code = arena_slice(a, s, len);
		const struct term *t = term_find(q->choices, q->choice_count, code);

		words = arena_format(a, "%s%s%s", words,
				     words[0] == '\0'  ? ""
				     : lang == LANG_AR ? "، "
						       : ", ",
				     t == NULL ? code : t->name.in[lang]);
		s += len;
	}
	return words;
}

char *answer_show(const struct answer_ground *g, struct arena *a, const struct question *q,
		  const char *canonical, enum lang lang)
{
	static const struct text yes = {{"نعم", "Oui", "Yes"}}, no = {{"لا", "Non", "No"}};
	const struct place_entry *p;
	struct date day;

	switch (q->type) {
	case QUESTION_DATE:
		if (date_parse(canonical, &day, NULL) == FAULT_NONE)
			return date_show(a, lang, day);
		break;
	case QUESTION_MONEY: return money_show(a, lang, strtoll(canonical, NULL, 10), q->currency);
	case QUESTION_CHOICE:
	case QUESTION_CHOICES: return show_choices(a, q, canonical, lang);
	case QUESTION_YESNO:
		return arena_text(a, (strcmp(canonical, "yes") == 0 ? &yes : &no)->in[lang]);
	case QUESTION_PLACE:
		p = term_place(g->terms, canonical);
		if (p != NULL)
			return arena_text(a, p->name.in[lang]);
		break;
	default: break;
	}
	return arena_text(a, canonical);
}

char *answer_show_plain(struct arena *a, const struct question *q, const char *canonical)
{
	if (q->type == QUESTION_MONEY)
		return money_plain(a, strtoll(canonical, NULL, 10), q->currency);
	return arena_text(a, canonical);
}
