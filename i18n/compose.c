/* compose.c - text in its composed form (NFC), in which what looks the same has the same bytes. */
#include "i18n/compose.h"

#include "i18n/base/error.h"
#include "i18n/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <utf8proc.h>

/* Most of what is written in the three languages: a letter or sign that is composed by itself and
 * joins with nothing before it (UAX #15: of class 0, NFC_Quick_Check=Yes). */
static bool is_common(uint32_t code)
{
	return code < 0x300 || (code >= 0x621 && code <= 0x64A);
}

static bool is_composed(const char *s, size_t len)
{
	uint32_t code;

	for (size_t at = 0, size; at < len; at += size) {
		size = utf8_decode(s + at, len - at, &code);
		if (size == 0 || !is_common(code))
			return false;
	}
	return len > 0;
}

char *compose(struct arena *a, const char *s, size_t len)
{
	utf8proc_uint8_t *made = NULL;
	utf8proc_ssize_t size;
	char *text;

	/* A tenth of what a definition takes to be read was spent on text that stays as it is. */
	if (is_composed(s, len))
		return arena_slice(a, s, len);
	size = utf8proc_map((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)len, &made,
			    UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (size < 0)
		fatal("%zu bytes of text cannot be composed: %s", len, utf8proc_errmsg(size));
	text = arena_slice(a, (const char *)made, (size_t)size);
	free(made);
	return text;
}
