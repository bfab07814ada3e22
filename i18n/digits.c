/* digits.c - digits of every script that our people type, and numbers as they read them. */
#include "i18n/digits.h"

#include "i18n/utf8.h"

#include <string.h>

int digits_value(uint32_t code)
{
	if (code >= '0' && code <= '9')
		return (int)(code - '0');
	if (code >= 0x660 && code <= 0x669)
		return (int)(code - 0x660);
	if (code >= 0x6F0 && code <= 0x6F9)
		return (int)(code - 0x6F0);
	return -1;
}

char *digits_ascii(struct arena *a, const char *s)
{
	size_t len = strlen(s);
	char *copy = arena_take(a, len + 1);
	char *to = copy;
	uint32_t code;

	for (size_t at = 0; at < len;) {
		size_t size = utf8_decode(s + at, len - at, &code);

		if (size > 1 && digits_value(code) >= 0) {
			*to++ = (char)('0' + digits_value(code));
			at += size;
		} else {
			*to++ = s[at++];
		}
	}
	return copy;
}

char *digits_show(struct arena *a, enum lang lang, int64_t number)
{
	const char *gap = lang == LANG_FR ? "\u00A0" : ",";
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	char text[64];
	char *at = text + sizeof(text);
	int count = 0;

	*--at = '\0';
	do {
		if (count > 0 && count % 3 == 0) {
			at -= strlen(gap);
			memcpy(at, gap, strlen(gap));
		}
		*--at = (char)('0' + rest % 10);
		rest /= 10;
		count++;
	} while (rest > 0);
	if (number < 0)
		*--at = '-';
	return arena_text(a, at);
}
