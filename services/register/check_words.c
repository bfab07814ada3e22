/* check_words.c - what an entry of a register says, in words. */
#include "services/register/check.h"

#include "i18n/text.h"
#include "services/definition/answer.h"
#include "services/definition/service.h"
#include "services/definition/service_entry.h"
#include "services/register/entry_inside.h"
#include "services/register/later_next.h"

#include <string.h>

const char *check_status_message(const struct register_status *status)
{
	enum register_bearing ignored;

	return text_is_set(&status->name) ? NULL : register_own_name(status->id, &ignored);
}

static char *show_one(struct arena *a, const struct term_list *terms,
		      const struct register_column *c, const char *value, enum lang lang)
{
	const struct answer_ground g = {.terms = terms, .lang = lang};

	if (c->question.type == NULL || value[0] == '\0' || c->is_person || c->is_organisation ||
	    !answer_is_shaped(&g, &c->question, value))
		return arena_text(a, value);
	return answer_show(&g, a, &c->question, value, lang);
}

/* Items by semicolons, what one has by commas: Arabic ones in what was written in Arabic. */
static char *show_group(struct arena *a, const struct term_list *terms,
			const struct register_column *c, const char *value, enum lang lang)
{
	bool arabic = lang == LANG_AR || text_is_rtl(value, false);
	const char *comma = lang_comma(arabic ? LANG_AR : lang), *semicolon = arabic ? "؛ " : "; ";
	const char *words = "", *part;

	for (size_t item = 0; entry_group_get(a, value, item, 0) != NULL; item++)
		for (size_t i = 0; i < c->of_count; i++) {
			part = entry_group_get(a, value, item, i);
			if (part == NULL || *part == '\0')
				continue;
			words = arena_format(a, "%s%s%s", words,
					     *words == '\0' ? ""
					     : i == 0       ? semicolon
							    : comma,
					     show_one(a, terms, &c->of[i], part, lang));
		}
	return arena_text(a, words);
}

char *check_show(struct arena *a, const struct term_list *terms, const struct entry_cell *cell,
		 enum lang lang)
{
	return cell->column->of != NULL ? show_group(a, terms, cell->column, cell->value, lang)
					: show_one(a, terms, cell->column, cell->value, lang);
}

const char *check_line_message(const char *act)
{
	/* TRANSLATORS: lines of the history of an entry in an official register */
	static const char *const effects[] = {
		[ENTRY_EFFECT_ENTER] = N_("Entered"),
		[ENTRY_EFFECT_CHANGE] = N_("Changed"),
		[ENTRY_EFFECT_SUSPEND] = N_("Suspended"),
		[ENTRY_EFFECT_END] = N_("Struck off"),
	};

	for (int i = 0; entry_effect_codes[i] != NULL; i++)
		if (strcmp(entry_effect_codes[i], act) == 0)
			return effects[i];
	if (strcmp(act, ENTRY_SENT) == 0)
		return N_("An application about it was sent");
	if (strcmp(act, LATER_REMINDED) == 0)
		return N_("The owner was reminded");
	if (strcmp(act, LATER_TOLD) == 0)
		return N_("The owner was notified");
	return strcmp(act, LATER_MISSED) == 0 ? N_("What was due was not received") : NULL;
}

const char *check_name(const struct entry *e)
{
	for (size_t i = 0; i < e->cell_count; i++)
		if (e->cells[i].value[0] != '\0' && !e->cells[i].withheld &&
		    e->cells[i].column->find == REGISTER_FIND_NAME)
			return e->cells[i].value;
	return e->number;
}
