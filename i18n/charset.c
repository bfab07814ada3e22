/* charset.c - terminals that are not set to UTF-8: what they can be sent, and what they send. */
#include "i18n/charset.h"

#include "i18n/ascii.h"
#include "i18n/cluster.h"
#include "i18n/utf8.h"

#include <iconv.h>
#include <stdbool.h>
#include <string.h>

#define HIGH 128        /* bytes that are not ASCII */
#define CONTROLS 0xA0   /* below it are controls, whatever a charset says */
#define CODES "UCS-4LE" /* which glibc can by itself, other than UTF-32LE */
#define LET_GO 4

/* As locales name them, without what is no letter or digit; and as iconv does. */
static const struct {
	const char *name, *iconv;
} names[CHARSETS] = {
	[CHARSET_UTF8] = {"utf8", NULL},
	[CHARSET_ASCII] = {"usascii", NULL},
	[CHARSET_LATIN1] = {"iso88591", "ISO-8859-1"},
	[CHARSET_LATIN9] = {"iso885915", "ISO-8859-15"},
	[CHARSET_ARABIC] = {"iso88596", "ISO-8859-6"},
	[CHARSET_CP1256] = {"cp1256", "CP1256"},
};

static uint32_t codes[CHARSETS][HIGH]; /* 0: none; written by charset_open alone */

static void ask(enum charset c)
{
	iconv_t how = iconv_open(CODES, names[c].iconv);

	if (how == (iconv_t)-1)
		return;
	for (int i = 0; i < HIGH; i++) {
		char byte = (char)(HIGH + i), *from = &byte;
		unsigned char four[4] = {0};
		char *to = (char *)four;
		size_t left = 1, room = sizeof(four);

		iconv(how, NULL, NULL, NULL, NULL);
		if (iconv(how, &from, &left, &to, &room) == 0 && room == 0)
			codes[c][i] = (uint32_t)four[0] | (uint32_t)four[1] << 8 |
				      (uint32_t)four[2] << 16;
		if (codes[c][i] < CONTROLS)
			codes[c][i] = 0;
	}
	iconv_close(how);
}

/* glibc lets go of a table's library some tables later; without, every visitor's processes would
 * have those libraries in their memory for nothing. */
static void let_go(void)
{
	for (int i = 0; i < LET_GO; i++) {
		iconv_t how = iconv_open(CODES, names[CHARSET_LATIN1].iconv);

		if (how != (iconv_t)-1)
			iconv_close(how);
	}
}

void charset_open(void)
{
	for (int c = 0; c < CHARSETS; c++)
		if (names[c].iconv != NULL)
			ask((enum charset)c);
	let_go();
}

enum charset charset_find(const char *locale)
{
	const char *dot = strchr(locale, '.');
	char name[16] = "";
	size_t len = 0;

	if (dot == NULL)
		return CHARSET_UTF8;
	for (dot++; *dot != '\0' && *dot != '@' && len + 1 < sizeof(name); dot++)
		if ((*dot >= '0' && *dot <= '9') || (*dot >= 'a' && *dot <= 'z'))
			name[len++] = *dot;
		else if (*dot >= 'A' && *dot <= 'Z')
			name[len++] = (char)(*dot - 'A' + 'a');
	if (strcmp(name, "windows1256") == 0)
		return CHARSET_CP1256;
	for (int c = 0; c < CHARSETS; c++)
		if (strcmp(name, names[c].name) == 0)
			return (enum charset)c;
	return CHARSET_ASCII;
}

/* The byte of a code point, or 0. */
static unsigned char byte_of(enum charset c, uint32_t code)
{
	for (int i = 0; i < HIGH; i++)
		if (codes[c][i] == code)
			return (unsigned char)(HIGH + i);
	return 0;
}

static void add_narrow(enum charset c, uint32_t code, struct buffer *to)
{
	unsigned char byte = byte_of(c, code);
	char stand_in;

	if (byte != 0) {
		buffer_add(to, &byte, 1);
		return;
	}
	stand_in = (char)ascii_of(code);
	for (int cols = cluster_code_cols(code); cols > 0; cols--)
		buffer_add(to, &stand_in, 1);
}

void charset_encode(enum charset c, struct buffer *b, size_t from)
{
	struct buffer narrow;
	uint32_t code;

	if (c == CHARSET_UTF8 || from >= b->size)
		return;
	buffer_open(&narrow, b->size - from);
	for (size_t at = from, size; at < b->size; at += size) {
		size = utf8_decode(b->data + at, b->size - at, &code);
		if (size == 0)
			size = 1;
		if (size == 1)
			buffer_add(&narrow, b->data + at, 1);
		else
			add_narrow(c, code, &narrow);
	}
	memcpy(b->data + from, narrow.data != NULL ? narrow.data : "", narrow.size);
	b->size = from + narrow.size;
	b->data[b->size] = '\0';
	buffer_close(&narrow);
}

void charset_decode(enum charset c, const unsigned char *bytes, size_t size, struct buffer *to)
{
	for (size_t i = 0; i < size; i++) {
		uint32_t code = bytes[i] < HIGH ? bytes[i] : codes[c][bytes[i] - HIGH];
		char utf8[4];

		/* Of ASCII by choice nobody knows what it sends; it is taken as it comes. */
		if (c <= CHARSET_ASCII)
			buffer_add(to, &bytes[i], 1);
		else if (bytes[i] < HIGH || code != 0)
			buffer_add(to, utf8, utf8_encode(code, utf8));
	}
}

/* --- files ------------------------------------------------------------------------------------ */

static uint32_t unit_at(const unsigned char *at, bool big)
{
	return big ? (uint32_t)at[0] << 8 | at[1] : (uint32_t)at[1] << 8 | at[0];
}

static bool is_half(uint32_t unit, uint32_t first)
{
	return unit >= first && unit < first + 0x400;
}

/* A code unit of UTF-16 takes two bytes, and three at most in UTF-8. A byte too many at the end is
 * half of a character that was cut. */
static const char *decode_utf16(struct arena *a, const unsigned char *at, size_t *len, bool big)
{
	const unsigned char *end = at + *len - *len % 2;
	char *text = arena_take(a, *len / 2 * 3 + 1), *to = text;

	while (at < end) {
		uint32_t code = unit_at(at, big);

		at += 2;
		if (is_half(code, 0xD800) && at < end && is_half(unit_at(at, big), 0xDC00)) {
			code = 0x10000 + ((code - 0xD800) << 10) + (unit_at(at, big) - 0xDC00);
			at += 2;
		}
		if (is_half(code, 0xD800) || is_half(code, 0xDC00))
			*to++ = (char)0xFF;
		else
			to += utf8_encode(code, to);
	}
	*len = (size_t)(to - text);
	return text;
}

const char *charset_file(struct arena *a, const char *bytes, size_t *len)
{
	const unsigned char *at = (const unsigned char *)bytes;
	bool little = *len >= 2 && at[0] == 0xFF && at[1] == 0xFE;
	bool big = *len >= 2 && at[0] == 0xFE && at[1] == 0xFF;

	if (little || big) {
		*len -= 2;
		return decode_utf16(a, at + 2, len, big);
	}
	if (*len < 3 || memcmp(bytes, "\xEF\xBB\xBF", 3) != 0)
		return bytes;
	*len -= 3;
	return arena_slice(a, bytes + 3, *len);
}
