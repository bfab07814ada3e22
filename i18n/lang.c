/* lang.c - the three languages of the portal: codes, own names, direction. */
#include "i18n/lang.h"

#include <stddef.h>
#include <string.h>

static const struct {
	const char *code;
	const char *name;
	enum direction direction;
} languages[LANG_COUNT] = {
	[LANG_AR] = {"ar", "العربية", DIRECTION_RTL},
	[LANG_FR] = {"fr", "Français", DIRECTION_LTR},
	[LANG_EN] = {"en", "English", DIRECTION_LTR},
};

const char *lang_code(enum lang lang)
{
	return languages[lang].code;
}

const char *lang_name(enum lang lang)
{
	return languages[lang].name;
}

enum direction lang_direction(enum lang lang)
{
	return languages[lang].direction;
}

bool lang_find(const char *word, enum lang *ret)
{
	if (word == NULL)
		return false;
	for (int i = 0; i < LANG_COUNT; i++) {
		if (strncasecmp(word, languages[i].code, 2) != 0)
			continue;
		if (word[2] == '\0' || strchr("_-.@", word[2]) != NULL) {
			*ret = (enum lang)i;
			return true;
		}
	}
	return false;
}
