/* utf8.h - UTF-8 bytes and code points. */
#ifndef I18N_UTF8_H
#define I18N_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The code point at `s`; returns its bytes, 0 when the `len` bytes do not start with a whole valid
 * one (overlong, surrogate, cut). */
size_t utf8_decode(const char *s, size_t len, uint32_t *ret);

/* Writes 1 to 4 bytes, not NUL-terminated. */
size_t utf8_encode(uint32_t code, char to[4]);

bool utf8_is_valid(const char *s, size_t len);

/* Only printable ASCII, where a byte is a character is a column. */
bool utf8_is_plain(const char *s, size_t len);

#endif
