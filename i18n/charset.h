/* charset.h - terminals that are not set to UTF-8: what they can be sent, and what they send. */
#ifndef I18N_CHARSET_H
#define I18N_CHARSET_H

#include "i18n/base/arena.h"
#include "i18n/base/buffer.h"

#include <stdint.h>

enum charset {
	CHARSET_UTF8,
	CHARSET_ASCII,
	CHARSET_LATIN1, /* ISO-8859-1 */
	CHARSET_LATIN9, /* ISO-8859-15 */
	CHARSET_ARABIC, /* ISO-8859-6 */
	CHARSET_CP1256,
	CHARSETS
};

/* Once, before any fork: asks iconv what the bytes mean. One that it does not know is ASCII from
 * then on. */
void charset_open(void);

/* Of a locale's name: "fr_FR.ISO-8859-15@euro"; UTF-8 where it names none. */
enum charset charset_find(const char *locale);

/* What is sent to such a terminal instead of the UTF-8 in `b` from byte `from` on: its own bytes,
   else letters without their accents and signs that look alike, "?" for what has none; as many
   columns as before. */
void charset_encode(enum charset c, struct buffer *b, size_t from);

/* The `*len` bytes of a file, or of what a program sends, as UTF-8 in `a`, NUL behind them, and how
   many they are: UTF-16 that says so by its first two bytes, as some editors and shells write it,
   is decoded (what is none of its characters becomes a byte that is no UTF-8); the byte order mark
   of UTF-8 is dropped. Anything else comes back as it is. */
const char *charset_file(struct arena *a, const char *bytes, size_t *len);

/* What came from such a terminal, as UTF-8. */
void charset_decode(enum charset c, const unsigned char *bytes, size_t size, struct buffer *to);

#endif
