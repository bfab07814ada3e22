/* ascii.c - signs and letters that stand in for others on a terminal without UTF-8. */
#include "i18n/ascii.h"

#include <stddef.h>

uint32_t ascii_of(uint32_t code)
{
	static const struct {
		uint32_t code;
		char c;
	} signs[] = {{0x2026, '~'}, {0x2713, '+'}, {0x2717, 'x'}, {0x25CF, '*'},  {0x25CB, 'o'},
		     {0x2022, '*'}, {0x25B2, '^'}, {0x25BC, 'v'}, {0xB7, '-'},    {0xBB, '>'},
		     {0xAB, '<'},   {0x2013, '-'}, {0x2014, '-'}, {0x2018, '\''}, {0x2019, '\''},
		     {0x201C, '"'}, {0x201D, '"'}, {0xA0, ' '},   {0x2588, '#'},  {0x2580, '"'},
		     {0x2584, '_'}, {0xD7, 'x'},   {0x2192, '>'}, {0x2190, '<'},  {0x202F, ' '}};
	static const char latin[] =
		"AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty";

	if (code < 0x80)
		return code;
	if (code >= 0xC0 && code <= 0xFF && code != 0xD7)
		return (uint32_t)latin[code - 0xC0];
	if (code == 0x152 || code == 0x153)
		return code == 0x152 ? 'O' : 'o';
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (signs[i].code == code)
			return (uint32_t)signs[i].c;
	return '?';
}
