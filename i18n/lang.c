/* lang.c - the three languages of the portal: codes, own names, direction, comma. */
#include "i18n/lang.h"

#include <stddef.h>
#include <string.h>

const char *const lang_codes[] = {
	[LANG_AR] = "ar", [LANG_FR] = "fr", [LANG_EN] = "en", [LANG_COUNT] = NULL};

static const struct {
	const char *name;
	enum direction direction;
	const char *comma;
} languages[LANG_COUNT] = {
	[LANG_AR] = {"العربية", DIRECTION_RTL, "، "},
	[LANG_FR] = {"Français", DIRECTION_LTR, ", "},
	[LANG_EN] = {"English", DIRECTION_LTR, ", "},
};

const char *lang_code(enum lang lang)
{
	return lang_codes[lang];
}

const char *lang_name(enum lang lang)
{
	return languages[lang].name;
}

enum direction lang_direction(enum lang lang)
{
	return languages[lang].direction;
}

const char *lang_comma(enum lang lang)
{
	return languages[lang].comma;
}

bool lang_find(const char *word, enum lang *ret)
{
	if (word == NULL)
		return false;
	for (int i = 0; i < LANG_COUNT; i++) {
		if (strncasecmp(word, lang_codes[i], 2) != 0)
			continue;
		if (word[2] == '\0' || strchr("_-.@", word[2]) != NULL) {
			*ret = (enum lang)i;
			return true;
		}
	}
	return false;
}
