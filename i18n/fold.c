/* fold.c - text as a search sees it: one form for hamza, ta marbuta, harakat, accents, case and
 * digits. */
#include "i18n/fold.h"

#include "i18n/base/buffer.h"
#include "i18n/digits.h"
#include "i18n/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#define FORMS_MOST 32 /* code points that one can become; U+FDFA becomes 18 */

/* Families of letters that are one letter to a search; sorted by nothing, asked seldom. */
static const struct {
	uint16_t from;
	char to[6];
} families[] = {
	{0x621, ""},  {0x640, ""}, /* ء ـ */
	{0x622, "ا"}, {0x623, "ا"},  {0x625, "ا"}, {0x671, "ا"}, {0x672, "ا"}, {0x673, "ا"},
	{0x675, "ا"}, {0x624, "و"},  {0x676, "و"}, {0x677, "و"}, {0x626, "ي"}, {0x649, "ي"},
	{0x678, "ي"}, {0x6CC, "ي"},  {0x6D2, "ي"}, {0x6D3, "ي"}, {0x629, "ه"}, {0x6BE, "ه"},
	{0x6C0, "ه"}, {0x6C1, "ه"},  {0x6C2, "ه"}, {0x6C3, "ه"}, {0x6D5, "ه"}, {0x6A9, "ك"},
	{0x6AA, "ك"}, {0x153, "oe"}, {0xE6, "ae"}, {0xF8, "o"},  {0x142, "l"}, {0x111, "d"},
	{0xF0, "d"},  {0xFE, "th"},  {0x131, "i"},
};

static const char *family_of(uint32_t code)
{
	if (code < 0xE6 || code > 0x6D5)
		return NULL;
	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++)
		if (families[i].from == code)
			return families[i].to;
	return NULL;
}

/* Everything but letters, numbers and marks parts words. */
static bool is_gap(uint32_t code)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);

	return (category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_CC) ||
	       category == UTF8PROC_CATEGORY_CN || category == UTF8PROC_CATEGORY_CO;
}

static void add_blank(struct buffer *b)
{
	if (b->size > 0 && b->data[b->size - 1] != ' ')
		buffer_add(b, " ", 1);
}

/* Adds a code point that is already case-folded, decomposed and without marks. */
static void add_folded(struct buffer *b, uint32_t code)
{
	const char *family = family_of(code);
	char bytes[4];

	if (family != NULL) {
		buffer_text(b, family);
	} else if (digits_value(code) >= 0) {
		bytes[0] = (char)('0' + digits_value(code));
		buffer_add(b, bytes, 1);
	} else if (is_gap(code)) {
		add_blank(b);
	} else {
		buffer_add(b, bytes, utf8_encode(code, bytes));
	}
}

static void add_code(struct buffer *b, uint32_t code)
{
	utf8proc_int32_t forms[FORMS_MOST];
	int boundary = 0;
	utf8proc_ssize_t count =
		utf8proc_decompose_char((utf8proc_int32_t)code, forms, FORMS_MOST,
					UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
						UTF8PROC_STRIPMARK | UTF8PROC_IGNORE,
					&boundary);

	for (utf8proc_ssize_t i = 0; i < count && i < FORMS_MOST; i++)
		add_folded(b, (uint32_t)forms[i]);
}

char *fold_text(struct arena *a, const char *s)
{
	size_t len = strlen(s);
	struct buffer b;
	uint32_t code;
	char *folded;

	buffer_open(&b, SIZE_MAX / 2);
	for (size_t at = 0, size; at < len; at += size) {
		size = utf8_decode(s + at, len - at, &code);
		if (size == 0) {
			size = 1;
			add_blank(&b);
		} else if (code >= 'a' && code <= 'z') {
			buffer_add(&b, s + at, 1);
		} else {
			add_code(&b, code);
		}
	}
	while (b.size > 0 && b.data[b.size - 1] == ' ')
		b.size--;
	folded = arena_slice(a, b.data, b.size);
	buffer_close(&b);
	return folded;
}

static size_t letters_of(const char *s)
{
	size_t count = 0;

	for (; *s != '\0'; s++)
		count += ((unsigned char)*s & 0xC0) != 0x80;
	return count;
}

const char *fold_without_prefix(const char *folded_word)
{
	/* Longer ones first; `left`: the letters that must remain, so that no short word is lost.
	 */
	static const struct {
		const char *prefix;
		size_t left;
	} prefixes[] = {
		{"وبال", 2}, {"ولل", 3}, {"وال", 2}, {"بال", 2}, {"كال", 2}, {"فال", 2}, {"لل", 3},
		{"ال", 2},   {"و", 3},   {"ب", 3},   {"ل", 3},   {"ك", 3},   {"ف", 3},   {"qu'", 2},
		{"l'", 2},   {"d'", 2},  {"qu’", 2}, {"l’", 2},  {"d’", 2},
	};

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		size_t size = strlen(prefixes[i].prefix);

		if (strncmp(folded_word, prefixes[i].prefix, size) == 0 &&
		    letters_of(folded_word + size) >= prefixes[i].left)
			return folded_word + size;
	}
	return NULL;
}
