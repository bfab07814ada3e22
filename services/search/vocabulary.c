/* vocabulary.c - all the words of an index in order: found whole, by their beginning, or with
 * typing errors. */
#include "services/search/vocabulary.h"

#include "i18n/base/array.h"
#include "i18n/utf8.h"

#include <stdlib.h>
#include <string.h>

#define LETTERS_MIN 3  /* shorter words are never taken for a mistyped one */
#define LETTERS_MAX 24 /* longer ones are only found as they stand */

#define LETTERS_FAR 7 /* shorter words are never taken for one mistyped twice */
#define ERRORS_FAR 2
#define LOOKED_FAR ((size_t)20000) /* words; they are compared one by one */

/*
 * Two words at one error's distance share a form: the word itself, or the word without one letter.
 *
 *	passport ─▶ passport assport pssport pasport … passpor
 *	pasport  ─▶ pasport  asport  psport  …
 *
 * So every form of every word is kept as (hash, word), in order of hashes, and the few that share
 * one with what was typed are compared letter by letter.
 */
struct form {
	uint32_t hash;
	uint32_t word;
};

struct vocabulary {
	const char *const *words;
	size_t count;
	struct form *forms;
	size_t form_count;
};

struct letters {
	uint32_t at[LETTERS_MAX + 1];
	size_t count;
};

/* Zero letters for a word that is too long. */
static struct letters letters_of(const char *word)
{
	struct letters l = {.count = 0};
	size_t len = strlen(word), taken;

	for (; len > 0; word += taken, len -= taken) {
		uint32_t code;

		taken = utf8_decode(word, len, &code);
		if (taken == 0 || l.count == LETTERS_MAX)
			return (struct letters){.count = 0};
		l.at[l.count++] = code;
	}
	return l;
}

size_t vocabulary_letters(const char *word)
{
	size_t count = 0;

	for (; *word != '\0'; word++)
		count += ((unsigned char)*word & 0xC0) != 0x80;
	return count;
}

/* Of the word without the letter at `left_out`; of the whole where that is beyond it. */
static uint32_t hash(const struct letters *l, size_t left_out)
{
	uint32_t h = 2166136261U;

	for (size_t i = 0; i < l->count; i++)
		if (i != left_out)
			h = (h ^ l->at[i]) * 16777619U;
	return h ^ (h >> 15);
}

static int compare_forms(const void *a, const void *b)
{
	const struct form *one = a, *two = b;

	if (one->hash != two->hash)
		return one->hash < two->hash ? -1 : 1;
	return (one->word > two->word) - (one->word < two->word);
}

static void fill_forms(struct vocabulary *v)
{
	size_t room = 0;

	for (size_t i = 0; i < v->count; i++)
		room += vocabulary_letters(v->words[i]) + 1;
	v->forms = array_new(room + 1, sizeof(*v->forms));
	for (size_t i = 0; i < v->count; i++) {
		struct letters l = letters_of(v->words[i]);

		for (size_t out = 0; l.count >= LETTERS_MIN && out <= l.count; out++)
			v->forms[v->form_count++] = (struct form){hash(&l, out), (uint32_t)i};
	}
	qsort(v->forms, v->form_count, sizeof(*v->forms), compare_forms);
}

struct vocabulary *vocabulary_new(const char *const *words, size_t count)
{
	struct vocabulary *v = array_new(1, sizeof(*v));

	v->words = words;
	v->count = count;
	fill_forms(v);
	return v;
}

void vocabulary_free(struct vocabulary *v)
{
	if (v == NULL)
		return;
	free(v->forms);
	free(v);
}

/* The first word that is not less than `word`, looking at `len` bytes. */
static size_t first_from(const struct vocabulary *v, const char *word, size_t len, int beyond)
{
	size_t low = 0, high = v->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strncmp(v->words[middle], word, len) < beyond)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t vocabulary_find(const struct vocabulary *v, const char *word)
{
	size_t at = first_from(v, word, strlen(word) + 1, 0);

	return at < v->count && strcmp(v->words[at], word) == 0 ? at : VOCABULARY_NONE;
}

size_t vocabulary_begin(const struct vocabulary *v, const char *start, size_t *ret_end)
{
	*ret_end = first_from(v, start, strlen(start), 1);
	return first_from(v, start, strlen(start), 0);
}

/* Whether `errors` insertions, deletions, replacements and swaps of neighbours are enough. */
static bool is_within(const uint32_t *a, size_t n, const uint32_t *b, size_t m, int errors)
{
	while (n > 0 && m > 0 && *a == *b) {
		a++, n--;
		b++, m--;
	}
	if (n == 0 && m == 0)
		return true;
	if (errors == 0)
		return false;
	return (n > 0 && is_within(a + 1, n - 1, b, m, errors - 1)) ||
	       (m > 0 && is_within(a, n, b + 1, m - 1, errors - 1)) ||
	       (n > 0 && m > 0 && is_within(a + 1, n - 1, b + 1, m - 1, errors - 1)) ||
	       (n > 1 && m > 1 && a[0] == b[1] && a[1] == b[0] &&
		is_within(a + 2, n - 2, b + 2, m - 2, errors - 1));
}

static bool is_one_error(const struct letters *a, const struct letters *b)
{
	if (a->count == b->count && memcmp(a->at, b->at, a->count * sizeof(a->at[0])) == 0)
		return false;
	return is_within(a->at, a->count, b->at, b->count, 1);
}

bool vocabulary_is_near(const char *one, const char *two)
{
	struct letters a = letters_of(one), b = letters_of(two);

	return a.count > 0 && b.count > 0 && is_one_error(&a, &b);
}

bool vocabulary_is_other_letter(const char *one, const char *two)
{
	struct letters a = letters_of(one), b = letters_of(two);
	size_t others = 0;

	for (size_t i = 0; a.count == b.count && i < a.count; i++)
		others += a.at[i] != b.at[i];
	return others == 1;
}

static size_t first_form(const struct vocabulary *v, uint32_t h)
{
	size_t low = 0, high = v->form_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (v->forms[middle].hash < h)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Puts a word in its place among those found; one that is there already stays once. */
static size_t insert(size_t *to, size_t count, size_t cap, size_t word)
{
	size_t at = count;

	while (at > 0 && to[at - 1] > word)
		at--;
	if ((at > 0 && to[at - 1] == word) || count == cap)
		return count;
	memmove(to + at + 1, to + at, (count - at) * sizeof(*to));
	to[at] = word;
	return count + 1;
}

size_t vocabulary_near(const struct vocabulary *v, const char *word, size_t *to, size_t cap)
{
	struct letters l = letters_of(word);
	size_t count = 0;

	for (size_t out = 0; l.count > 0 && out <= l.count; out++) {
		uint32_t h = hash(&l, out);

		for (size_t i = first_form(v, h); i < v->form_count && v->forms[i].hash == h; i++) {
			struct letters other = letters_of(v->words[v->forms[i].word]);

			if (is_one_error(&l, &other))
				count = insert(to, count, cap, v->forms[i].word);
		}
	}
	return count;
}

size_t vocabulary_far(const struct vocabulary *v, const char *word, size_t *to, size_t cap)
{
	struct letters l = letters_of(word);
	char first[5] = "";
	size_t count = 0, at, end;

	if (l.count < LETTERS_FAR)
		return 0;
	utf8_encode(l.at[0], first);
	at = vocabulary_begin(v, first, &end);
	if (end - at > LOOKED_FAR)
		end = at + LOOKED_FAR;
	for (; at < end && count < cap; at++) {
		struct letters other = letters_of(v->words[at]);

		if (other.count + ERRORS_FAR >= l.count && other.count <= l.count + ERRORS_FAR &&
		    is_within(l.at, l.count, other.at, other.count, ERRORS_FAR))
			to[count++] = at;
	}
	return count;
}
