/* random.h - hostile text for the tests of i18n: the same bytes at each run. */
#ifndef TESTS_I18N_RANDOM_H
#define TESTS_I18N_RANDOM_H

#include "i18n/utf8.h"

#include <stddef.h>
#include <stdint.h>

static inline uint32_t random_next(uint32_t *seed)
{
	*seed = *seed * 1664525U + 1013904223U;
	return *seed >> 8;
}

/* Fills `to` with `len` bytes, none of them NUL, and ends it. */
static inline void random_bytes(uint32_t *seed, char *to, size_t len)
{
	for (size_t i = 0; i < len; i++)
		to[i] = (char)(random_next(seed) % 255 + 1);
	to[len] = '\0';
}

/* Up to `count` code points of the kinds that make trouble; `to` has room for 4 bytes each and a
 * NUL. Returns the bytes. */
static inline size_t random_text(uint32_t *seed, char *to, size_t count)
{
	static const struct {
		uint32_t first, last;
	} kinds[] = {
		{0x20, 0x7E},     {0x20, 0x7E},     {0x621, 0x64A},     {0x621, 0x64A},
		{0x644, 0x644},   {0x622, 0x627},   {0x64B, 0x655},     {0x660, 0x669},
		{0xC0, 0x17F},    {0x300, 0x320},   {0x200B, 0x200F},   {0x202A, 0x202E},
		{0x2066, 0x2069}, {0x4E00, 0x4E20}, {0x1F300, 0x1F640}, {0x1F1E6, 0x1F1FF},
		{0x900, 0x97F},   {0xFE70, 0xFEFF}, {0xFB50, 0xFDFF},   {0xE0000, 0xE007F},
		{0x1100, 0x11FF}, {0x5D0, 0x5EA},   {0x1, 0x2FFFF},
	};
	size_t len = 0;

	for (size_t i = random_next(seed) % (count + 1); i > 0; i--) {
		size_t kind = random_next(seed) % (sizeof(kinds) / sizeof(kinds[0]));
		uint32_t code = kinds[kind].first +
				random_next(seed) % (kinds[kind].last - kinds[kind].first + 1);

		if (code < 0xD800 || code > 0xDFFF)
			len += utf8_encode(code, to + len);
	}
	to[len] = '\0';
	return len;
}

#endif
