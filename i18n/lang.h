/* lang.h - the three languages of the portal. */
#ifndef I18N_LANG_H
#define I18N_LANG_H

#include <stdbool.h>

enum lang { LANG_AR, LANG_FR, LANG_EN };
#define LANG_COUNT 3

/* By enum lang, NULL behind the last. */
extern const char *const lang_codes[];

enum direction { DIRECTION_LTR, DIRECTION_RTL };

/* The same words in every language; static or in the arena of what they belong to. in[] is never
 * NULL in a loaded definition. */
struct text {
	const char *in[LANG_COUNT];
};

const char *lang_code(enum lang lang); /* "ar", "fr", "en" */
const char *lang_name(enum lang lang); /* its own name: "العربية", "Français", "English" */
enum direction lang_direction(enum lang lang);
const char *lang_comma(enum lang lang); /* with its blank, between the members of a list */

/* From "ar", "ar_LB.UTF-8", "fr-FR", "FR"; false when it is none of the three (also "C", "POSIX",
 * ""). */
bool lang_find(const char *word, enum lang *ret);

#endif
