/* words_answer.c - an answer, and what is worked out of answers, as people read them on pages; in
 * which language something was written. */
#include "tui/page/words.h"

#include "i18n/i18n.h"
#include "services/definition/class.h"
#include "services/definition/term.h"
#include "services/definition/type.h"

const char *words_withheld(void)
{
	/* TRANSLATORS: stands in the place of an answer that this role is not to know */
	return _("(withheld: not for your role)");
}

/* The question says of which level it is: "Governorate: Tunis". */
static const char *place_of(const struct form *f, const struct field_path *at, enum lang lang)
{
	const char *code = at->question->type == &type_place ? form_get(f, at) : NULL;
	const struct place_entry *place =
		code == NULL ? NULL : term_place(form_service(f)->terms, code);

	return place == NULL ? NULL : words_of(&place->short_name, lang);
}

const char *words_answer(struct arena *a, const struct form *f, const struct field_path *at,
			 enum lang lang)
{
	const char *place;

	if (form_is_withheld(f, at))
		return words_withheld();
	place = place_of(f, at, lang);
	return place != NULL ? place : form_show(f, a, at, lang);
}

const char *words_value(struct arena *a, const struct form *f, enum lang lang, size_t *at,
			const char **ret)
{
	const struct service *s = form_service(f);

	while (*at < s->value_count) {
		const struct service_value *v = &s->values[(*at)++];
		bool withheld;

		if (class_is_sealed(v->class))
			continue;
		*ret = form_value(f, a, v, lang, &withheld);
		if (withheld)
			*ret = words_withheld();
		else if (*ret == NULL)
			*ret = _("cannot be worked out");
		return text_is_set(&v->name) ? words_of(&v->name, lang) : v->id;
	}
	return NULL;
}

const char *words_written_in(enum lang of, enum lang lang)
{
	if (of == lang)
		return NULL;
	switch (of) {
	/* TRANSLATORS: of a notice or a document, on a page of another language */
	case LANG_AR: return _("This text was written in Arabic:");
	case LANG_FR: return _("This text was written in French:");
	/* TRANSLATORS: of a notice or a document, on a page of another language */
	case LANG_EN: return _("This text was written in English:");
	}
	return NULL;
}

const char *words_choose(struct arena *a, int last)
{
	if (last == 1)
		return _("To continue, type 1.");
	if (last == 2)
		return _("Choose 1 or 2.");
	return FILL(a, _("Choose a number from 1 to {last}."),
		    {"last", arena_format(a, "%d", last)});
}

const char *words_no_choice(struct arena *a, const char *typed, int last)
{
	if (last == 1)
		return FILL(a, _("There is no choice {number}. The only one is 1."),
			    {"number", typed});
	if (last == 2)
		return FILL(a, _("There is no choice {number}. Type 1 or 2."), {"number", typed});
	return FILL(a, _("There is no choice {number}. Type a number from 1 to {last}."),
		    {"number", typed}, {"last", arena_format(a, "%d", last)});
}
