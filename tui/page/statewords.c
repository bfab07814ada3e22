/* statewords.c - the words of an application's state, which some languages say by country. */
#include "tui/page/statewords.h"

#include "i18n/message.h"

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
