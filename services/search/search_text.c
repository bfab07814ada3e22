/* search_text.c - text as the search compares it: folded, abbreviations with dots as one word,
 * Persian letters as the Arabic ones that are meant. */
#include "services/search/search_text.h"

#include "i18n/fold.h"
#include "i18n/utf8.h"

#include <stdbool.h>
#include <string.h>

/* All are of two bytes, of which the first is 0xDA but in the first row. */
static const struct {
	const char *from, *to;
} persian[] = {{"پ", "ب"}, {"چ", "ج"}, {"ژ", "ج"}, {"گ", "ك"}, {"ڤ", "ف"}, {"ڨ", "ق"}};

/* A letter that may stand alone before a dot: of Latin or Arabic script. */
static bool is_letter(const char *s, size_t *ret_len)
{
	uint32_t code;
	size_t len = utf8_decode(s, strnlen(s, 4), &code);

	*ret_len = len;
	return len > 0 && ((code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
			   (code >= 0x620 && code <= 0x6D3 && code != 0x640));
}

/* The bytes of an abbreviation at `s`, of two letters or more with a dot behind each but perhaps
 * the last; 0: none. */
static size_t abbreviation(const char *s)
{
	size_t at = 0, letters = 0, len;

	while (is_letter(s + at, &len)) {
		letters++;
		at += len;
		if (s[at] != '.')
			break;
		at++;
	}
	return letters < 2 || is_letter(s + at, &len) ? 0 : at;
}

/* Without the dots of abbreviations. */
static const char *joined(struct arena *a, const char *text)
{
	char *to = arena_take(a, strlen(text) + 1);
	size_t count = 0, len;
	bool inside = false; /* of a word */

	for (const char *s = text; *s != '\0';) {
		size_t size = inside ? 0 : abbreviation(s);

		inside = is_letter(s, &len) || (*s >= '0' && *s <= '9');
		if (size == 0)
			size = len > 0 ? len : 1;
		for (size_t i = 0; i < size; i++)
			if (s[i] != '.' || size == 1)
				to[count++] = s[i];
		s += size;
	}
	to[count] = '\0';
	return to;
}

static void put_arabic(char *letter)
{
	for (size_t i = 0; i < sizeof(persian) / sizeof(persian[0]); i++)
		if (memcmp(letter, persian[i].from, 2) == 0) {
			memcpy(letter, persian[i].to, 2);
			return;
		}
}

/* A dot between letters; most stand before a blank, at the end of a sentence. */
static bool has_abbreviation(const char *text)
{
	for (const char *dot = strchr(text, '.'); dot != NULL; dot = strchr(dot + 1, '.'))
		if (dot > text && dot[1] != '\0' && dot[1] != ' ')
			return true;
	return false;
}

/* A letter is next: no blank, stop or digit, and no mark that the last letter of a word has. */
static bool goes_on(const char *s)
{
	uint32_t code = 0;
	size_t len;

	do {
		len = utf8_decode(s, strnlen(s, 4), &code);
		s += len;
	} while (len > 0 && ((code >= 0x64B && code <= 0x65F) || code == 0x640));
	return len > 0 && code >= 0x620 && code <= 0x64A;
}

/* A hamza on the line behind an alif and within a word is one on a ya that was typed so: العاءلية.
 */
static const char *with_ya(struct arena *a, const char *text)
{
	char *to = arena_text(a, text);

	for (char *s = strstr(to, "اء"); s != NULL; s = strstr(s + 4, "اء"))
		if (goes_on(s + 4))
			memcpy(s + 2, "ئ", 2);
	return to;
}

char *search_text(struct arena *a, const char *text)
{
	const char *plain = has_abbreviation(text) ? joined(a, text) : text;
	char *folded = fold_text(a, strstr(plain, "اء") == NULL ? plain : with_ya(a, plain));

	for (char *s = strchr(folded, 0xDA); s != NULL; s = strchr(s + 2, 0xDA))
		put_arabic(s);
	for (char *s = strstr(folded, persian[0].from); s != NULL; s = strstr(s, persian[0].from))
		put_arabic(s);
	return folded;
}
