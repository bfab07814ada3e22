/* search.c - how long a search takes among 100,000 services: the real definitions, again and again
 * under other names.
 *
 *	search CATALOGUE [COUNT]
 *
 * Prints `index SERVICES MILLISECONDS MEGABYTES`, then for each kind of words, and for all of them,
 * `search KIND QUERIES P50 P99 MAX` in microseconds.
 */
#include "services/catalogue/catalogue.h"
#include "services/search/search.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define COUNT 100000
#define PLACES 20000 /* made-up words that tell one copy from another */
#define QUERIES 800  /* of each kind */
#define RESULTS 60   /* more than any page asks for */
#define MEMORY ((size_t)4 * 1024 * 1024 * 1024)
#define FILE_MAX ((size_t)512 * 1024)

enum kind {
	KIND_COMMON,
	KIND_TWO,
	KIND_PREFIX,
	KIND_ERROR,
	KIND_ERRORS,
	KIND_PLACE,
	KIND_NAMED,
	KINDS
};
static const char *const kinds[KINDS] = {"one word",   "two words", "beginning",     "typing error",
					 "two errors", "rare word", "name and place"};

static uint64_t seed = 88172645463325252u;

/* The same numbers at every run. */
static uint32_t dice(uint32_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)(seed >> 32) % below;
}

static uint64_t microseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

/* --- the catalogue */

static bool read_one(struct catalogue *c, const char *path)
{
	static char yaml[FILE_MAX];
	FILE *f = fopen(path, "re");
	struct fault_list faults = {0};
	struct error err;
	size_t len;

	if (f == NULL)
		return false;
	len = fread(yaml, 1, sizeof yaml, f);
	fclose(f);
	if (catalogue_add(c, path, yaml, len, &faults, &err) == FAULT_NONE)
		return true;
	fprintf(stderr, "search: %s is not sound\n", path);
	return false;
}

static size_t read_all(struct catalogue *c, const char *folder)
{
	char pattern[400];
	glob_t g = {0};
	size_t read = 0;

	snprintf(pattern, sizeof pattern, "%s/*/*.yaml", folder);
	glob(pattern, 0, NULL, &g);
	for (size_t i = 0; i < g.gl_pathc; i++)
		read += read_one(c, g.gl_pathv[i]);
	globfree(&g);
	return read;
}

/* "Zarmoukin", "زرموكن": a word that no other place has. */
static const char *made_word(struct arena *a, uint32_t n, enum lang lang)
{
	static const char *const latin[] = {"ba", "zar", "mou", "kin", "del", "fa",  "ri",  "nas",
					    "to", "wad", "hel", "sou", "ge",  "lim", "cha", "per"};
	static const char *const arabic[] = {"با", "زر", "مو", "كن", "دل", "فا", "ري", "نس",
					     "تو", "ود", "هل", "سو", "جي", "لم", "شا", "بر"};
	const char *const *part = lang == LANG_AR ? arabic : latin;

	return arena_format(a, "%s%s%s%s", part[n & 15], part[n >> 4 & 15], part[n >> 8 & 15],
			    part[n >> 12 & 15]);
}

static const struct service *copy_of(struct arena *a, const struct service *s, uint32_t place)
{
	struct service *copy = arena_take(a, sizeof *copy);

	*copy = *s;
	copy->id = arena_format(a, "%s-%u", s->id, place);
	for (int lang = 0; lang < LANG_COUNT; lang++)
		copy->name.in[lang] = arena_format(a, "%s %s", s->name.in[lang],
						   made_word(a, place, (enum lang)lang));
	return copy;
}

/* --- what people type */

/* A word of the name that has at least `bytes` bytes, or the longest. */
static const char *word_of(struct arena *a, const char *name, size_t bytes)
{
	const char *best = name;
	size_t best_len = 0;
	uint32_t skip = dice(3);

	for (const char *s = name; *s != '\0';) {
		size_t len = strcspn(s, " ,-'()");

		if (len >= bytes || len > best_len) {
			best = s;
			best_len = len;
			if (len >= bytes && skip-- == 0)
				break;
		}
		s += len;
		s += strspn(s, " ,-'()");
	}
	return arena_slice(a, best, best_len);
}

/* Two neighbouring letters change places; in Arabic each letter has two bytes. */
static const char *with_error(struct arena *a, const char *word)
{
	char *typed = arena_text(a, word);
	size_t len = strlen(typed);
	size_t step = ((unsigned char)typed[0] & 0xe0) == 0xc0 ? 2 : 1;
	size_t at = len / step / 2 * step;
	char letter[2];

	if (at + 2 * step > len)
		return typed;
	memcpy(letter, typed + at, step);
	memmove(typed + at, typed + at + step, step);
	memcpy(typed + at + step, letter, step);
	return typed;
}

/* The last letter is left out as well. */
static const char *with_two_errors(struct arena *a, const char *word)
{
	size_t len = strlen(word);

	while (len > 1 && ((unsigned char)word[len - 1] & 0xc0) == 0x80)
		len--;
	return with_error(a, arena_slice(a, word, len > 1 ? len - 1 : len));
}

/* The first letters, none cut in two. */
static const char *beginning(struct arena *a, const char *word)
{
	size_t len = strlen(word);
	size_t cut = len < 5 ? len : 5;

	while (cut < len && ((unsigned char)word[cut] & 0xc0) == 0x80)
		cut++;
	return arena_slice(a, word, cut);
}

static const char *query(struct arena *a, const struct catalogue *c, enum kind kind)
{
	enum lang lang = (enum lang)dice(LANG_COUNT);
	const struct service *s = catalogue_at(c, dice((uint32_t)catalogue_count(c)));
	const char *word = word_of(a, s->name.in[lang], 6);
	const char *place = made_word(a, dice(PLACES), lang);

	switch (kind) {
	case KIND_COMMON: return word;
	case KIND_TWO: return arena_format(a, "%s %s", word, word_of(a, s->name.in[lang], 5));
	case KIND_PREFIX: return beginning(a, word);
	case KIND_ERROR: return with_error(a, word);
	case KIND_ERRORS: return with_two_errors(a, word);
	case KIND_PLACE: return place;
	default: return arena_format(a, "%s %s", word, place);
	}
}

/* --- measuring */

static int compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static void say(const char *kind, uint32_t *took, size_t count)
{
	qsort(took, count, sizeof *took, compare);
	printf("search\t%s\t%zu\t%u\t%u\t%u\n", kind, count, took[count / 2],
	       took[count * 99 / 100], took[count - 1]);
}

/* False when most words found nothing: then nothing was measured. */
static bool measure(const struct catalogue *c, const struct search_index *x)
{
	static uint32_t took[KINDS * QUERIES];
	size_t found = 0;

	for (int kind = 0; kind < KINDS; kind++)
		for (size_t i = 0; i < QUERIES; i++) {
			ARENA_CLEAN struct arena *a = arena_new(MEMORY);
			const char *words = query(a, c, (enum kind)kind);
			size_t *hits;
			uint64_t began = microseconds();

			found += search_find(x, a, words, NULL, RESULTS, &hits) > 0;
			took[kind * QUERIES + (int)i] = (uint32_t)(microseconds() - began);
		}
	for (int kind = 0; kind < KINDS; kind++)
		say(kinds[kind], took + kind * QUERIES, QUERIES);
	say("all", took, KINDS * QUERIES);
	if (found * 10 > (size_t)KINDS * QUERIES * 8)
		return true;
	fprintf(stderr, "search: only %zu of %d searches found anything\n", found, KINDS * QUERIES);
	return false;
}

int main(int argc, char **argv)
{
	size_t count = argc > 2 ? strtoul(argv[2], NULL, 10) : COUNT;
	ARENA_CLEAN struct arena *a = arena_new(MEMORY);
	CATALOGUE_CLEAN struct catalogue *c = NULL;
	const struct service **all = calloc(count, sizeof(struct service *));
	struct search_index *x;
	struct rusage use;
	struct error err;
	uint64_t began;
	bool ok;

	if (argc < 2 || all == NULL || catalogue_open(argv[1], &c, &err) != FAULT_NONE ||
	    read_all(c, argv[1]) == 0) {
		fprintf(stderr, "usage: search CATALOGUE [COUNT]\n");
		return 2;
	}
	catalogue_freeze(c);
	for (size_t i = 0; i < count; i++)
		all[i] = copy_of(a, catalogue_at(c, i % catalogue_count(c)), dice(PLACES));
	began = microseconds();
	x = search_new(all, count, catalogue_terms(c));
	getrusage(RUSAGE_SELF, &use);
	printf("index\t%zu\t%llu\t%ld\n", count,
	       (unsigned long long)(microseconds() - began) / 1000, use.ru_maxrss / 1024);
	ok = measure(c, x);
	search_free(x);
	free(all);
	return ok ? 0 : 1;
}
