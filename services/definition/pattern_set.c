/* pattern_set.c - the letters that may stand at one place of a pattern: single ones, ranges, and
 * classes by their names. */
#include "services/definition/pattern_set.h"

#include <string.h>
#include <utf8proc.h>

enum {
	UPPER = 1 << 0,
	LOWER = 1 << 1,
	ALPHA = 1 << 2,
	DIGIT = 1 << 3,
	ALNUM = 1 << 4,
	XDIGIT = 1 << 5,
	BLANK = 1 << 6,
	SPACE = 1 << 7,
	PUNCT = 1 << 8,
	WORD = 1 << 9, /* \w, which has no name between colons */
};

uint16_t pattern_set_class(const char *name, size_t len)
{
	static const struct {
		const char *name;
		uint16_t class;
	} names[] = {
		{"alpha", ALPHA},   {"digit", DIGIT}, {"alnum", ALNUM}, {"upper", UPPER},
		{"lower", LOWER},   {"space", SPACE}, {"blank", BLANK}, {"punct", PUNCT},
		{"xdigit", XDIGIT}, {"d", DIGIT},     {"w", WORD},      {"s", SPACE},
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strlen(names[i].name) == len && memcmp(names[i].name, name, len) == 0)
			return names[i].class;
	return 0;
}

static uint16_t by_category(utf8proc_category_t category)
{
	if (category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT)
		return ALPHA | ALNUM | WORD | UPPER;
	if (category == UTF8PROC_CATEGORY_LL)
		return ALPHA | ALNUM | WORD | LOWER;
	/* Marks belong to the letters that they stand on: harakat, accents. */
	if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME)
		return ALPHA | ALNUM | WORD;
	if (category == UTF8PROC_CATEGORY_ND)
		return DIGIT | ALNUM | WORD;
	if (category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_SO)
		return PUNCT;
	if (category == UTF8PROC_CATEGORY_ZS)
		return BLANK | SPACE;
	if (category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP)
		return SPACE;
	return 0;
}

uint16_t pattern_set_classes(uint32_t letter)
{
	unsigned classes = by_category(utf8proc_category((utf8proc_int32_t)letter));

	if (letter == '\t')
		classes |= BLANK;
	if (letter >= '\t' && letter <= '\r')
		classes |= SPACE;
	if (letter == '_')
		classes |= WORD;
	if (letter != 0 && letter < 0x80 && strchr("0123456789abcdefABCDEF", (int)letter) != NULL)
		classes |= XDIGIT;
	return (uint16_t)classes;
}

bool pattern_set_has(const struct pattern_set *set, const struct pattern_range *ranges,
		     uint32_t letter, uint16_t classes)
{
	bool has = (set->classes & classes) != 0 || (set->others & ~classes) != 0;

	for (size_t i = set->first; !has && i < (size_t)set->first + set->count; i++)
		has = ranges[i].from <= letter && letter <= ranges[i].to;
	return has != set->inverse;
}
