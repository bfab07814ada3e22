/* isolate.c - values that are set apart from the words around them, and which way each runs: the
 * isolates of UAX #9. */
#include "i18n/bidi.h"

#include "i18n/base/buffer.h"
#include "i18n/utf8.h"

#include <fribidi.h>
#include <string.h>

#define LRI "\u2066"
#define RLI "\u2067"
#define FSI "\u2068"
#define PDI "\u2069"

/* Isolates within a value stay where they are whole; embeddings and overrides go. `depth`: isolates
 * that are open. */
static void add_isolated(struct buffer *b, int *depth, const char *s, size_t size)
{
	uint32_t code = 0;

	utf8_decode(s, size, &code);
	if ((code >= 0x202A && code <= 0x202E) || (code == 0x2069 && *depth == 0))
		return;
	if (code >= 0x2066 && code <= 0x2068)
		++*depth;
	else if (code == 0x2069)
		--*depth;
	buffer_add(b, s, size);
}

/* `value` between `first` and PDI. */
static char *isolate(struct arena *a, const char *first, const char *value)
{
	size_t len = strlen(value);
	struct buffer b;
	uint32_t code;
	int depth = 0;
	char *set_apart;

	buffer_open(&b, SIZE_MAX / 2);
	buffer_text(&b, first);
	for (size_t at = 0, size; at < len; at += size) {
		size = utf8_decode(value + at, len - at, &code);
		if (size == 0)
			size = 1;
		add_isolated(&b, &depth, value + at, size);
	}
	for (; depth >= 0; depth--)
		buffer_text(&b, PDI);
	set_apart = arena_slice(a, b.data, b.size);
	buffer_close(&b);
	return set_apart;
}

char *bidi_isolate(struct arena *a, const char *value)
{
	size_t len = strlen(value);

	if (utf8_is_plain(value, len))
		return arena_format(a, LRI "%s" PDI, value);
	return isolate(a, bidi_has_rtl(value, len) ? FSI : LRI, value);
}

/* A letter that an isolate of the first strong one would go by: none within an isolate is. */
static bool has_letter_outside(const char *s, size_t len)
{
	uint32_t code;
	int depth = 0;

	for (size_t at = 0, size; at < len; at += size) {
		size = utf8_decode(s + at, len - at, &code);
		if (size == 0)
			size = 1;
		else if (code >= 0x2066 && code <= 0x2068)
			depth++;
		else if (code == 0x2069)
			depth -= depth > 0 ? 1 : 0;
		else if (depth == 0 && FRIBIDI_IS_LETTER(fribidi_get_bidi_type(code)))
			return true;
	}
	return false;
}

char *bidi_isolate_in(struct arena *a, const char *value, enum direction around)
{
	size_t len = strlen(value);

	if (!bidi_has_rtl(value, len) || has_letter_outside(value, len))
		return bidi_isolate(a, value);
	return isolate(a, around == DIRECTION_RTL ? RLI : LRI, value);
}

/* Behind the isolate that begins at `at`; the text's end where nothing closes it. */
static size_t behind_isolate(const char *s, size_t len, size_t at)
{
	int depth = 0;
	uint32_t code;

	for (size_t size; at < len; at += size) {
		size = utf8_decode(s + at, len - at, &code);
		if (size == 0)
			size = 1;
		else if (code >= 0x2066 && code <= 0x2068)
			depth++;
		else if (code == 0x2069 && --depth == 0)
			return at;
	}
	return len;
}

/* UAX #9, rule P2, within an isolate: its first letter that stands in no other one. */
static enum direction first_letter(const char *s, size_t len, enum direction otherwise)
{
	uint32_t code;

	for (size_t at = 0, size; at < len; at += size) {
		size = utf8_decode(s + at, len - at, &code);
		if (size == 0)
			size = 1;
		else if (code >= 0x2066 && code <= 0x2068)
			size = behind_isolate(s, len, at) - at;
		else if (FRIBIDI_IS_LETTER(fribidi_get_bidi_type(code)))
			return FRIBIDI_IS_RTL(fribidi_get_bidi_type(code)) ? DIRECTION_RTL
									   : DIRECTION_LTR;
	}
	return otherwise;
}

const char *bidi_settle(struct arena *a, const char *paragraph, enum direction base)
{
	char *settled = NULL;
	size_t len = strlen(paragraph);

	for (const char *at = strstr(paragraph, FSI); at != NULL; at = strstr(at + 3, FSI)) {
		size_t from = (size_t)(at - paragraph) + 3;
		size_t end = behind_isolate(paragraph, len, from - 3);

		if (settled == NULL)
			settled = arena_text(a, paragraph);
		settled[from - 1] =
			first_letter(paragraph + from, end - from, base) == DIRECTION_RTL ? RLI[2]
											  : LRI[2];
	}
	return settled == NULL ? paragraph : settled;
}
