/* skeleton.c - what is left of a word without its vowels, the same for Arabic and Latin letters. */
#include "services/search/skeleton.h"

#include "i18n/fold.h"

#include <stdbool.h>
#include <string.h>

/* What one or two letters are in the skeleton, longer spellings first; "" is none. Words are folded
 * before (i18n/fold.h), so that families of letters and case are one. */
static const struct {
	const char *from, *to;
} letters[] = {
	{"kh", "k"}, {"ch", "s"}, {"sh", "s"}, {"gh", "g"}, {"dh", "d"}, {"th", "t"}, {"dj", "g"},
	{"ph", "f"}, {"ck", "k"}, {"qu", "k"}, {"ce", "s"}, {"ci", "s"}, {"cy", "s"}, {"b", "b"},
	{"c", "k"},  {"d", "d"},  {"f", "f"},  {"g", "g"},  {"h", "h"},  {"j", "g"},  {"k", "k"},
	{"l", "l"},  {"m", "m"},  {"n", "n"},  {"p", "b"},  {"q", "k"},  {"r", "r"},  {"s", "s"},
	{"t", "t"},  {"v", "f"},  {"x", "ks"}, {"z", "z"},  {"ب", "b"},  {"ت", "t"},  {"ث", "t"},
	{"ج", "g"},  {"ح", "h"},  {"خ", "k"},  {"د", "d"},  {"ذ", "d"},  {"ر", "r"},  {"ز", "z"},
	{"س", "s"},  {"ش", "s"},  {"ص", "s"},  {"ض", "d"},  {"ط", "t"},  {"ظ", "z"},  {"غ", "g"},
	{"ف", "f"},  {"ق", "k"},  {"ك", "k"},  {"ل", "l"},  {"م", "m"},  {"ن", "n"},  {"ه", "h"},
	{"پ", "b"},  {"چ", "s"},  {"گ", "g"},  {"ڤ", "f"},
};

/* Letters of other scripts that look like Latin ones, small or large. */
static const struct {
	const char *from;
	char to;
} lookalikes[] = {
	{"а", 'a'}, {"в", 'b'}, {"с", 'c'}, {"е", 'e'}, {"н", 'h'}, {"і", 'i'},
	{"ј", 'j'}, {"к", 'k'}, {"м", 'm'}, {"о", 'o'}, {"р", 'p'}, {"ѕ", 's'},
	{"т", 't'}, {"х", 'x'}, {"у", 'y'}, {"α", 'a'}, {"β", 'b'}, {"ε", 'e'},
	{"ζ", 'z'}, {"η", 'h'}, {"ι", 'i'}, {"κ", 'k'}, {"μ", 'm'}, {"ν", 'n'},
	{"ο", 'o'}, {"ρ", 'p'}, {"τ", 't'}, {"υ", 'y'}, {"χ", 'x'},
};

static const char *const articles[] = {"el", "al",  "the", "la", "le", "les", "l",
				       "de", "des", "du",  "of", "d",  NULL};

static bool is_article(const char *word)
{
	for (int i = 0; articles[i] != NULL; i++)
		if (strcmp(articles[i], word) == 0)
			return true;
	return false;
}

/* Each of them is two bytes. */
static const char *latin(struct arena *a, const char *word)
{
	char *to = arena_take(a, strlen(word) + 1);
	size_t len = 0;

	for (const char *s = word; *s != '\0'; s++) {
		to[len] = *s;
		for (size_t i = 0; i < sizeof(lookalikes) / sizeof(lookalikes[0]); i++)
			if (strncmp(lookalikes[i].from, s, 2) == 0) {
				to[len] = lookalikes[i].to;
				s++;
				break;
			}
		len++;
	}
	to[len] = '\0';
	return to;
}

/* Without the article, if three letters are left. */
static const char *bare(const char *word)
{
	static const char article[] = "ال";
	size_t len = sizeof(article) - 1;

	return strncmp(word, article, len) == 0 && strlen(word) >= len + 6 ? word + len : word;
}

/* What the letters at `s` are; NULL: a vowel, of *ret_len bytes. */
static const char *letter(const char *s, size_t *ret_len)
{
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		if (strncmp(letters[i].from, s, strlen(letters[i].from)) == 0) {
			*ret_len = strlen(letters[i].from);
			return letters[i].to;
		}
	*ret_len = 1;
	return *s >= '0' && *s <= '9' ? s : NULL;
}

/* Letters that stand twice count once; the h with which a feminine word ends is not heard. */
static char *word_of(struct arena *a, const char *word)
{
	char *to = arena_take(a, 2 * strlen(word) + 1);
	size_t len = 0, skip;

	for (const char *s = word; *s != '\0'; s += skip) {
		const char *is = letter(s, &skip);
		size_t size = is == NULL ? 0 : is == s ? 1 : strlen(is);

		if (size == 1 && len > 0 && to[len - 1] == is[0] && (*is < '0' || *is > '9'))
			continue;
		memcpy(to + len, is == NULL ? "" : is, size);
		len += size;
	}
	if (len > 1 && to[len - 1] == 'h')
		len--;
	to[len] = '\0';
	return to;
}

size_t skeleton_words(struct arena *a, const char *name, const char *ret[SKELETON_WORDS])
{
	const char *s = fold_text(a, name);
	size_t count = 0;

	while (*s != '\0' && count < SKELETON_WORDS) {
		size_t len = strcspn(s, " ");
		const char *word = arena_slice(a, s, len);

		s += len;
		s += *s == ' ';
		if (is_article(word))
			continue;
		ret[count] = word_of(a, latin(a, bare(word)));
		if (ret[count][0] == '\0')
			ret[count] = word;
		count++;
	}
	return count;
}
