/* utf8.c - UTF-8 bytes and code points. */
#include "i18n/utf8.h"

/* How long a sequence is by its first byte, and the least code point that may need that length. */
static size_t sequence_of(unsigned char first, uint32_t *ret_bits, uint32_t *ret_least)
{
	if (first < 0x80) {
		*ret_bits = first;
		*ret_least = 0;
		return 1;
	}
	if (first >= 0xC2 && first < 0xE0) {
		*ret_bits = first & 0x1FU;
		*ret_least = 0x80;
		return 2;
	}
	if (first >= 0xE0 && first < 0xF0) {
		*ret_bits = first & 0x0FU;
		*ret_least = 0x800;
		return 3;
	}
	if (first >= 0xF0 && first < 0xF5) {
		*ret_bits = first & 0x07U;
		*ret_least = 0x10000;
		return 4;
	}
	return 0;
}

size_t utf8_decode(const char *s, size_t len, uint32_t *ret)
{
	uint32_t code, least;
	size_t size;

	if (len == 0)
		return 0;
	size = sequence_of((unsigned char)s[0], &code, &least);
	if (size == 0 || size > len)
		return 0;
	for (size_t i = 1; i < size; i++) {
		unsigned char byte = (unsigned char)s[i];

		if ((byte & 0xC0) != 0x80)
			return 0;
		code = code << 6 | (byte & 0x3FU);
	}
	if (code < least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		return 0;
	*ret = code;
	return size;
}

size_t utf8_encode(uint32_t code, char to[4])
{
	if (code < 0x80) {
		to[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		to[0] = (char)(0xC0 | code >> 6);
		to[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		to[0] = (char)(0xE0 | code >> 12);
		to[1] = (char)(0x80 | (code >> 6 & 0x3F));
		to[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	to[0] = (char)(0xF0 | code >> 18);
	to[1] = (char)(0x80 | (code >> 12 & 0x3F));
	to[2] = (char)(0x80 | (code >> 6 & 0x3F));
	to[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}

bool utf8_is_valid(const char *s, size_t len)
{
	uint32_t code;

	for (size_t at = 0; at < len;) {
		size_t size = utf8_decode(s + at, len - at, &code);

		if (size == 0)
			return false;
		at += size;
	}
	return true;
}

bool utf8_is_plain(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)s[i] < 0x20 || (unsigned char)s[i] > 0x7E)
			return false;
	return true;
}
