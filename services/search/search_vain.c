/* search_vain.c - what may be kept of a search that found nothing: words of letters, none that may
 * be somebody's. */
#include "services/search/search_vain.h"

#include "i18n/utf8.h"
#include "services/search/search_query.h"
#include "services/search/search_text.h"
#include "services/search/search_words.h"
#include "services/search/vocabulary.h"

#include <string.h>

#define DIGITS_MOST 4 /* of a year; more may be a number of a person */

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static size_t digits_of(const char *folded)
{
	size_t count = 0;

	for (; *folded != '\0'; folded++)
		count += is_digit(*folded);
	return count;
}

/* Folded, and one word without a digit still: "C.N.S.S." is, "AB-12" and "gmail.com" are not. A
 * hyphen and an apostrophe part words: "rendez-vous", "l'acte". */
static bool is_whole(const char *part, const char *folded)
{
	bool parts = strchr(folded, ' ') != NULL && strpbrk(part, "./\\_:+#&=") != NULL;

	return folded[0] != '\0' && digits_of(folded) == 0 && !parts;
}

/* What is typed without the parts that may not be kept; "": nothing may. */
static char *sifted(struct arena *a, const char *text)
{
	char *to = arena_take(a, strlen(text) + 2);
	size_t len = 0;

	to[0] = '\0';
	if (strchr(text, '@') != NULL || digits_of(search_text(a, text)) > DIGITS_MOST)
		return to;
	for (const char *s = text; *s != '\0';) {
		size_t size = strcspn(s, " \t\r\n");
		const char *part = arena_slice(a, s, size);

		if (size > 0 && is_whole(part, search_text(a, part))) {
			memcpy(to + len, part, size);
			len += size;
			to[len++] = ' ';
		}
		s += size;
		s += *s != '\0';
	}
	to[len] = '\0';
	return to;
}

/* Latin letters without marks, or Arabic ones, as folding leaves them. */
static bool is_of_letters(const char *word)
{
	size_t left = strlen(word);

	while (left > 0) {
		uint32_t code;
		size_t len = utf8_decode(word, left, &code);

		if (len == 0 || !((code >= 'a' && code <= 'z') || (code >= 0x620 && code <= 0x6D3)))
			return false;
		word += len;
		left -= len;
	}
	return true;
}

static bool is_kept(const struct query_word *q)
{
	size_t letters = vocabulary_letters(q->text);

	return letters >= 2 && letters <= VAIN_LETTERS && q->country == 0 && !q->is_weak &&
	       !search_words_are_small(q->text) && is_of_letters(q->text);
}

size_t search_vain(const struct search_index *x, struct arena *a, const char *text, const char **to,
		   size_t cap)
{
	struct query_word list[QUERY_WORDS_MAX];
	size_t found = search_query_read(x, a, sifted(a, text), list), count = 0;

	for (size_t i = 0; i < found && count < cap; i++)
		if (is_kept(&list[i]))
			to[count++] = list[i].text;
	return count;
}
