/* statewords.c - the words of an application's state, which some languages say by country. */
#include "tui/page/statewords.h"

#include "i18n/i18n.h"
#include "tui/page/words.h"

#include <string.h>

#define CODE_SIZE 2 /* of a country */

/* A message with a country's code before it; docs/TERMS.md has the table. */
static const char *const local[] = {L_("LB", "In review"), L_("TN", "In review")};

const char *statewords(const struct service *of, enum application_state state)
{
	const char *message = application_state_message(state);
	const char *country = of == NULL ? "" : of->country;

	for (size_t i = 0; i < sizeof(local) / sizeof(local[0]); i++)
		if (strncmp(local[i], country, CODE_SIZE) == 0 &&
		    strcmp(local[i] + CODE_SIZE + 1, message) == 0) {
			const char *own = message_get(local[i]);

			return own == local[i] ? _(message) : own;
		}
	return _(message);
}

/* Whoever pays is awaited also there. */
static bool says_nobody(const struct stage *stage)
{
	return stage->actor == ACTOR_OFFICER && stage->bearing != BEARING_AWAITING_PAYMENT;
}

const char *statewords_by(struct arena *a, const struct stage *stage, enum lang lang)
{
	const char *actor = words_stage_actor(stage, lang);

	if (says_nobody(stage))
		return NULL;
	/* A role's name is a title, and no word of the sentence. */
	return stage->role != NULL ? FILL(a, _("by: {actor}"), {"actor", actor})
				   : FILL(a, _("by {actor}"), {"actor", actor});
}

const char *statewords_awaited(struct arena *a, const struct stage *stage, enum lang lang)
{
	const char *name = words_of(&stage->name, lang);

	return says_nobody(stage)
		       ? name
		       : FILL(a,
			      stage->role != NULL ? _("{stage}, by: {actor}")
						  : _("{stage}, by {actor}"),
			      {"actor", words_stage_actor(stage, lang)}, {"stage", name});
}
