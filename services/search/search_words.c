/* search_words.c - a search as it is typed: its words, and what each may be a form of. */
#include "services/search/search_words.h"

#include "services/search/search_text.h"
#include "services/search/vocabulary.h"

#include <string.h>

#define QUERY_BYTES_MAX 400
#define STEM_MIN 3 /* letters */

static bool is_small(const char *word)
{
	if (vocabulary_letters(word) == 1 && (word[0] < '0' || word[0] > '9'))
		return true;
	return search_words_are_small(word);
}

static bool is_among(const char *const *words, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

static size_t split(struct arena *a, const char *folded, const char **to, size_t cap,
		    bool with_small)
{
	size_t count = 0;

	for (const char *s = folded; *s != '\0' && count < cap;) {
		size_t len = strcspn(s, " ");
		const char *word = arena_slice(a, s, len);

		if (len > 0 && (with_small || !is_small(word)) && !is_among(to, count, word))
			to[count++] = word;
		s += len;
		s += *s == ' ';
	}
	return count;
}

size_t search_words_split(struct arena *a, const char *text, const char **to, size_t cap)
{
	char *folded = search_text(a, arena_slice(a, text, strnlen(text, QUERY_BYTES_MAX)));
	size_t count = split(a, folded, to, cap, false);

	return count > 0 ? count : split(a, folded, to, cap, true);
}

/* Longer ones first, so that longer endings are not taken for what a shorter one leaves. */
static const struct {
	const char *ending, *instead;
} endings[] = {
	/* Arabic: of a feminine with a possessive (سيارتي), of a plural, a dual, a possessive */
	{"تها", "ه"},
	{"تنا", "ه"},
	{"تهم", "ه"},
	{"تي", "ه"},
	{"تك", "ه"},
	{"ته", "ه"},
	{"ات", "ه"},
	{"ات", ""},
	{"ون", ""},
	{"ين", ""},
	{"ان", ""},
	{"يه", ""},
	{"ها", ""},
	{"نا", ""},
	{"هم", ""},
	{"ه", ""},
	{"ي", ""},
	/* French and English */
	{"issement", ""},
	{"ements", ""},
	{"ations", ""},
	{"ement", ""},
	{"ation", ""},
	{"ments", ""},
	{"ment", ""},
	{"aux", "al"},
	{"ies", "y"},
	{"ees", ""},
	{"ing", ""},
	{"ire", ""},
	{"ers", ""},
	{"ee", ""},
	{"al", ""},
	{"es", ""},
	{"er", ""},
	{"ed", ""},
	{"s", ""},
	{"x", ""},
	{"e", ""},
};

bool search_words_is_ending(const char *end)
{
	static const char *const more[] = {"", "ion", "ions", "ration", "eur", "or", "t", "r"};
	bool has = false;

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		has = has || strcmp(end, endings[i].ending) == 0;
	for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++)
		has = has || strcmp(end, more[i]) == 0;
	return has;
}

size_t search_words_stems(struct arena *a, const char *word, const char *to[SEARCH_WORDS_STEMS])
{
	size_t len = strlen(word), count = 0;

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t end = strlen(endings[i].ending);
		const char *stem;

		if (len <= end || strcmp(word + len - end, endings[i].ending) != 0)
			continue;
		stem = arena_format(a, "%.*s%s", (int)(len - end), word, endings[i].instead);
		if (vocabulary_letters(stem) >= STEM_MIN && count < SEARCH_WORDS_STEMS)
			to[count++] = stem;
	}
	return count;
}
