/* rf.c - references of payments by ISO 11649: RF, two check digits, and up to 21 characters. */
#include "services/money/rf.h"

#include "i18n/base/arena.h"
#include "i18n/digits.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define REST 21
#define DRAWN 12

/* Of a text of 0-9 A-Z, letters counting as two digits. */
static int remainder_of(const char *text, int before)
{
	for (; *text != '\0'; text++)
		before = *text >= 'A' ? (before * 100 + *text - 'A' + 10) % 97
				      : (before * 10 + *text - '0') % 97;
	return before;
}

static bool is_rest(const char *text)
{
	size_t len = strspn(text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	return len >= 1 && len <= REST && text[len] == '\0';
}

bool rf_make(const char *rest, char ret[RF_ROOM])
{
	if (!is_rest(rest))
		return false;
	snprintf(ret, RF_ROOM, "RF%02d%s", 98 - remainder_of("RF00", remainder_of(rest, 0)), rest);
	return true;
}

void rf_new(char ret[RF_ROOM])
{
	char rest[DRAWN + 1];

	for (int i = 0; i < DRAWN; i++)
		rest[i] = (char)('0' + randombytes_uniform(10));
	rest[DRAWN] = '\0';
	(void)rf_make(rest, ret);
}

bool rf_read(const char *typed, char ret[RF_ROOM])
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 16);
	char text[RF_ROOM];
	size_t len = 0;

	if (strlen(typed) > 200)
		return false;
	for (const char *s = digits_ascii(a, typed); *s != '\0'; s++) {
		if (*s == ' ' || *s == '-')
			continue;
		if (len == RF_MOST)
			return false;
		text[len++] = *s >= 'a' && *s <= 'z' ? (char)(*s - 'a' + 'A') : *s;
	}
	text[len] = '\0';
	if (len < 5 || strncmp(text, "RF", 2) != 0 || text[2] < '0' || text[2] > '9' ||
	    text[3] < '0' || text[3] > '9' || !is_rest(text + 4))
		return false;
	if (remainder_of((char[]){'R', 'F', text[2], text[3], '\0'}, remainder_of(text + 4, 0)) !=
	    1)
		return false;
	memcpy(ret, text, len + 1);
	return true;
}

void rf_show(const char *reference, char ret[RF_SHOWN])
{
	size_t to = 0;

	for (size_t i = 0; reference[i] != '\0' && to + 2 < RF_SHOWN; i++) {
		if (i > 0 && i % 4 == 0)
			ret[to++] = ' ';
		ret[to++] = reference[i];
	}
	ret[to] = '\0';
}
