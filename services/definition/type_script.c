/* type_script.c - Arabic and Latin letters: which of them an answer is written in. */
#include "services/definition/type_script.h"

#include "i18n/utf8.h"

#include <string.h>
#include <utf8proc.h>

struct range {
	uint32_t from, to;
};

/* The blocks that hold letters of a script, and the marks on them; ends with 0. */
static const struct range arabic_blocks[] = {{0x600, 0x6FF},   {0x750, 0x77F},   {0x870, 0x8FF},
					     {0xFB50, 0xFDFF}, {0xFE70, 0xFEFF}, {0, 0}};
static const struct range latin_blocks[] = {{'A', 'Z'},
					    {'a', 'z'},
					    {0xAA, 0xAA},
					    {0xBA, 0xBA},
					    {0xC0, 0x36F},
					    {0x1DC0, 0x1EFF},
					    {0x2C60, 0x2C7F},
					    {0xA720, 0xA7FF},
					    {0xAB30, 0xAB6F},
					    {0xFB00, 0xFB06},
					    {0, 0}};

enum type_script type_script_define(struct reader *r, const struct node *n)
{
	static const char *const words[] = {"arabic", "latin", NULL};
	const struct node *script = reader_find(n, "script");
	int which = script == NULL ? -1 : reader_one_of(r, script, words);

	return which < 0 ? SCRIPT_ANY : which == 0 ? SCRIPT_ARABIC : SCRIPT_LATIN;
}

bool type_script_is_letter(uint32_t code)
{
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)code);

	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO && code != 0x640;
}

bool type_script_is_of(enum type_script script, uint32_t code)
{
	const struct range *block = script == SCRIPT_ARABIC ? arabic_blocks : latin_blocks;

	if (script == SCRIPT_ANY)
		return true;
	while (block->to != 0 && (code < block->from || code > block->to))
		block++;
	return block->to != 0;
}

bool type_script_has(enum type_script script, const char *s)
{
	size_t len = strlen(s);
	uint32_t code;

	for (size_t taken; len > 0 && (taken = utf8_decode(s, len, &code)) > 0;
	     s += taken, len -= taken)
		if (type_script_is_letter(code) && type_script_is_of(script, code))
			return true;
	return false;
}

enum type_script type_script_other(enum type_script script)
{
	return script == SCRIPT_ARABIC ? SCRIPT_LATIN : SCRIPT_ARABIC;
}
