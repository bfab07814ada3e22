/* search.c - an index of words over the catalogue: ranking, prefixes, one typing error, any of the
 * three languages. */
#include "services/search.h"

#include "i18n/fold.h"
#include "services/term.h"
#include "services/vocabulary.h"

#include <string.h>

#define INDEX_MAX ((size_t)8 * 1024 * 1024 * 1024) /* bytes while it is built */
#define QUERY_WORDS_MAX 12
#define QUERY_BYTES_MAX 400
#define NEAR_MAX 40                   /* words one error away */
#define POSTINGS_MAX ((size_t)60000)  /* looked at for one word of a query; keeps p99 below 5 ms */
#define BEGINNINGS_MAX ((size_t)4000) /* longer words looked at for one beginning */

/* How much a word weighs by where it stands; a place of the text counts once. */
enum place { PLACE_NAME, PLACE_KEYWORD, PLACE_SUMMARY, PLACE_AUTHORITY, PLACE_TERM, PLACE_PAPER };

static const unsigned char place_weights[] = {
	[PLACE_NAME] = 40,     [PLACE_KEYWORD] = 32, [PLACE_SUMMARY] = 10,
	[PLACE_AUTHORITY] = 6, [PLACE_TERM] = 6,     [PLACE_PAPER] = 2,
};

/* How good a match is, of 100. */
enum { MATCH_EXACT = 100, MATCH_BARE = 85, MATCH_STEM = 75, MATCH_BEGIN = 60, MATCH_NEAR = 40 };

struct posting {
	uint32_t service;
	unsigned char weight;
};

/*
 *	words:    ["aide", "attestation", …]           ascending, for binary search
 *	firsts:   [0,      3,             …, postings]  where a word's postings begin
 *	postings: [{service, weight} …]                 ascending by service within a word
 */
struct search_index {
	const struct service *const *services;
	size_t count;
	struct arena *arena;
	const char **words;
	size_t word_count;
	size_t *firsts;
	struct posting *postings;
	struct vocabulary *vocabulary;
};

/* One word of one service, before it is sorted into the index. */
struct mention {
	uint32_t word;
	uint32_t service;
	unsigned char weight;
};

/* A word as it is met: its mentions follow each other by service, so only the last one can be of
 * the service at hand. */
struct entry {
	const char *word;
	uint32_t mentions; /* how many */
	uint32_t last;     /* its last mention's place in the list */
};

struct builder {
	struct arena *arena; /* words */
	struct entry *entries;
	size_t entry_count;
	uint32_t *slots; /* a hash table of entries, counted from 1; 0: empty */
	size_t slot_count;
	struct mention *list;
	size_t count, room;
	uint32_t service;
};

static void *take_back(void *p)
{
	if (p == NULL)
		fatal("out of memory");
	return p;
}

static uint32_t *slot_of(const struct builder *b, const char *word)
{
	uint64_t h = 1469598103934665603U;

	for (const char *s = word; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211U;
	for (h ^= h >> 29;; h++) {
		uint32_t *slot = &b->slots[h & (b->slot_count - 1)];

		if (*slot == 0 || strcmp(b->entries[*slot - 1].word, word) == 0)
			return slot;
	}
}

/* Twice as many slots as there may be entries; a power of two. */
static void make_room(struct builder *b)
{
	if (2 * (b->entry_count + 1) <= b->slot_count)
		return;
	b->slot_count = b->slot_count == 0 ? 8192 : 2 * b->slot_count;
	free(b->slots);
	b->slots = take_back(calloc(b->slot_count, sizeof(*b->slots)));
	b->entries = take_back(reallocarray(b->entries, b->slot_count / 2, sizeof(*b->entries)));
	for (size_t i = 0; i < b->entry_count; i++)
		*slot_of(b, b->entries[i].word) = (uint32_t)i + 1;
}

static struct entry *entry_of(struct builder *b, const char *word)
{
	uint32_t *slot;

	make_room(b);
	slot = slot_of(b, word);
	if (*slot == 0) {
		b->entries[b->entry_count] = (struct entry){arena_text(b->arena, word), 0, 0};
		*slot = (uint32_t)++b->entry_count;
	}
	return &b->entries[*slot - 1];
}

/* Once for each service, with the most that it weighs there. */
static void add_word(struct builder *b, const char *word, unsigned char weight)
{
	struct entry *e = entry_of(b, word);

	if (e->mentions > 0 && b->list[e->last].service == b->service) {
		if (b->list[e->last].weight < weight)
			b->list[e->last].weight = weight;
		return;
	}
	if (b->count == b->room) {
		b->room = b->room == 0 ? 4096 : b->room * 2;
		b->list = take_back(reallocarray(b->list, b->room, sizeof(*b->list)));
	}
	e->mentions++;
	e->last = (uint32_t)b->count;
	b->list[b->count++] = (struct mention){(uint32_t)(e - b->entries), b->service, weight};
}

/* The words of a text, and those that only stand behind a prefix (ال …) once without it. */
static void add_words(struct builder *b, const char *text, enum place place)
{
	ARENA_CLEAN struct arena *scratch = arena_new(INDEX_MAX);
	char *s = text == NULL ? arena_text(scratch, "") : fold_text(scratch, text);
	unsigned char weight = place_weights[place];

	while (*s != '\0') {
		size_t len = strcspn(s, " ");
		bool more = s[len] == ' ';
		const char *bare;

		s[len] = '\0';
		bare = fold_without_prefix(s);
		if (len > 0)
			add_word(b, s, weight);
		if (bare != NULL)
			add_word(b, bare, (unsigned char)(weight * MATCH_BARE / 100));
		s += len + more;
	}
}

static void add_text(struct builder *b, const struct text *t, enum place place)
{
	for (int lang = 0; lang < LANG_COUNT; lang++)
		add_words(b, t->in[lang], place);
}

static void add_service(struct builder *b, const struct service *s)
{
	add_text(b, &s->name, PLACE_NAME);
	add_text(b, &s->summary, PLACE_SUMMARY);
	add_text(b, &s->authority, PLACE_AUTHORITY);
	add_text(b, &s->sector->name, PLACE_TERM);
	add_words(b, s->id, PLACE_TERM);
	for (size_t i = 0; i < s->life_event_count; i++)
		add_text(b, &s->life_events[i]->name, PLACE_TERM);
	for (int lang = 0; lang < LANG_COUNT; lang++)
		for (size_t i = 0; i < s->keyword_count[lang]; i++)
			add_words(b, s->keywords[lang][i], PLACE_KEYWORD);
	for (size_t i = 0; i < s->paper_count; i++)
		add_text(b, &s->papers[i].name, PLACE_PAPER);
}

static int compare_entries(const void *a, const void *b)
{
	const struct entry *const *one = a, *const *two = b;

	return strcmp((*one)->word, (*two)->word);
}

/* The words in order, and where each one's postings will begin; `to` tells it by entry. */
static void fill_words(struct search_index *x, struct builder *b, size_t *to)
{
	ARENA_CLEAN struct arena *scratch = arena_new(INDEX_MAX);
	struct entry **order = arena_array(scratch, b->entry_count + 1, sizeof(struct entry *));
	size_t postings = 0;

	for (size_t i = 0; i < b->entry_count; i++)
		order[i] = &b->entries[i];
	qsort(order, b->entry_count, sizeof(struct entry *), compare_entries);
	for (size_t i = 0; i < b->entry_count; i++) {
		x->words[i] = order[i]->word;
		x->firsts[i] = postings;
		to[order[i] - b->entries] = postings;
		postings += order[i]->mentions;
	}
	x->firsts[b->entry_count] = postings;
	x->word_count = b->entry_count;
}

static void fill_index(struct search_index *x, struct builder *b)
{
	ARENA_CLEAN struct arena *scratch = arena_new(INDEX_MAX);
	size_t *to = arena_array(scratch, b->entry_count + 1, sizeof(*to));

	x->words = take_back(reallocarray(NULL, b->entry_count + 1, sizeof(*x->words)));
	x->firsts = take_back(reallocarray(NULL, b->entry_count + 1, sizeof(*x->firsts)));
	x->postings = take_back(reallocarray(NULL, b->count + 1, sizeof(*x->postings)));
	fill_words(x, b, to);
	for (size_t i = 0; i < b->count; i++)
		x->postings[to[b->list[i].word]++] =
			(struct posting){b->list[i].service, b->list[i].weight};
}

struct search_index *search_new(const struct service *const *services, size_t count)
{
	struct search_index *x = take_back(calloc(1, sizeof(*x)));
	struct builder b = {.arena = arena_new(INDEX_MAX)};

	x->services = services;
	x->count = count;
	x->arena = b.arena;
	for (size_t i = 0; i < count; i++) {
		b.service = (uint32_t)i;
		add_service(&b, services[i]);
	}
	fill_index(x, &b);
	free(b.list);
	free(b.entries);
	free(b.slots);
	x->vocabulary = vocabulary_new(x->words, x->word_count);
	return x;
}

void search_free(struct search_index *x)
{
	if (x == NULL)
		return;
	vocabulary_free(x->vocabulary);
	free(x->words);
	free(x->firsts);
	free(x->postings);
	arena_free(x->arena);
	free(x);
}

/* What the words of a query have found so far. */
struct tally {
	const struct search_index *x;
	const char *country;
	uint32_t *score;      /* by service, of all words before */
	unsigned char *words; /* how many words matched */
	uint32_t *best;       /* by service, of the word at hand */
	uint32_t *touched;    /* services with a best */
	size_t touched_count;
	uint32_t *found; /* services with a score */
	size_t found_count;
	size_t looked; /* postings, for the word at hand */
};

static bool is_wanted(const struct tally *t, uint32_t service)
{
	return t->country == NULL || strcmp(t->x->services[service]->country, t->country) == 0;
}

/* Rare words tell more: 16 for a word of every service, and 8 more each time that half as many
 * have it. In whole numbers, so that every machine ranks alike. */
static uint32_t rarity(const struct search_index *x, size_t mentions)
{
	uint64_t ratio = 16 * (x->count + 1) / (mentions + 1);
	uint32_t power = 0;

	while (ratio >> (power + 1) > 0)
		power++;
	if (power < 4)
		return 16;
	return 16 + 8 * (power - 4) + (uint32_t)((ratio << 3 >> power) & 7);
}

static void take_word(struct tally *t, size_t word, int match)
{
	const struct search_index *x = t->x;
	size_t first = x->firsts[word], end = x->firsts[word + 1];
	uint32_t factor = rarity(x, end - first) * (uint32_t)match;

	if (t->looked > 0 && t->looked + (end - first) > POSTINGS_MAX)
		return;
	t->looked += end - first;
	for (size_t i = first; i < end; i++) {
		uint32_t service = x->postings[i].service;
		uint32_t score = factor * x->postings[i].weight;

		if (t->best[service] == 0)
			t->touched[t->touched_count++] = service;
		if (score > t->best[service])
			t->best[service] = score;
	}
}

static bool take_exact(struct tally *t, const char *word, int match)
{
	size_t at = word == NULL ? VOCABULARY_NONE : vocabulary_find(t->x->vocabulary, word);

	if (at == VOCABULARY_NONE)
		return false;
	take_word(t, at, match);
	return true;
}

/* Longer words that begin so; the nearer its length, the better. */
static bool take_beginnings(struct tally *t, const char *start)
{
	size_t end, at = vocabulary_begin(t->x->vocabulary, start, &end);
	size_t letters = vocabulary_letters(start);
	bool any = at < end;

	if (end - at > BEGINNINGS_MAX)
		end = at + BEGINNINGS_MAX;
	for (; at < end && t->looked < POSTINGS_MAX; at++) {
		size_t more = vocabulary_letters(t->x->words[at]) - letters;

		take_word(t, at, MATCH_BEGIN - (int)(more > 10 ? 10 : more));
	}
	return any;
}

static void take_near(struct tally *t, const char *word)
{
	size_t near[NEAR_MAX];
	size_t count = vocabulary_near(t->x->vocabulary, word, near, NEAR_MAX);

	for (size_t i = 0; i < count; i++)
		take_word(t, near[i], MATCH_NEAR);
}

/* The word without a plural's or a feminine's ending, or NULL. Folded words have ه for ة. */
static const char *without_ending(struct arena *a, const char *word)
{
	static const char *const endings[] = {"ات", "ون", "ين", "يه", "ه", "es", "s", "x", NULL};

	for (int i = 0; endings[i] != NULL; i++) {
		size_t len = strlen(word), end = strlen(endings[i]);
		char *stem;

		if (len <= end || strcmp(word + len - end, endings[i]) != 0)
			continue;
		stem = arena_slice(a, word, len - end);
		if (vocabulary_letters(stem) >= 3)
			return stem;
	}
	return NULL;
}

static void take_query_word(struct tally *t, struct arena *a, const char *word)
{
	const char *bare = fold_without_prefix(word);
	const char *stem = without_ending(a, word);
	const char *bare_stem = bare == NULL ? NULL : without_ending(a, bare);
	bool known;

	t->looked = 0;
	known = take_exact(t, word, MATCH_EXACT);
	known |= take_exact(t, bare, MATCH_BARE);
	known |= take_exact(t, stem, MATCH_STEM);
	known |= take_exact(t, bare_stem, MATCH_STEM);
	known |= take_beginnings(t, word);
	if (bare != NULL && vocabulary_letters(bare) >= 3)
		known |= take_beginnings(t, bare);
	if (!known && vocabulary_letters(word) >= 4)
		take_near(t, word);
}

/* Adds what the word at hand found to the tally, and begins anew. */
static void close_word(struct tally *t)
{
	for (size_t i = 0; i < t->touched_count; i++) {
		uint32_t service = t->touched[i];

		if (t->words[service] == 0 && is_wanted(t, service))
			t->found[t->found_count++] = service;
		t->score[service] += t->best[service];
		t->words[service]++;
		t->best[service] = 0;
	}
	t->touched_count = 0;
}

/* Small words of the three languages; they are looked for only where a query has no other. */
static bool is_small(const char *word)
{
	static const char *const small[] = {
		"de",  "la",  "le",  "les", "du",  "des", "et",  "en", "un", "une", "pour", "au",
		"aux", "sur", "mon", "ma",  "the", "of",  "for", "an", "to", "in",  "and",  "on",
		"my",  "is",  "من",  "في",  "علي", "الي", "عن",  "او", "مع", "qu",  NULL};

	if (vocabulary_letters(word) == 1 && (word[0] < '0' || word[0] > '9'))
		return true;
	for (int i = 0; small[i] != NULL; i++)
		if (strcmp(small[i], word) == 0)
			return true;
	return false;
}

static bool is_among(const char *const *words, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

/* The words to look for, each once. */
static size_t split(struct arena *a, const char *text, const char **words, bool with_small)
{
	char *folded = fold_text(a, arena_slice(a, text, strnlen(text, QUERY_BYTES_MAX)));
	size_t count = 0;

	for (char *s = folded; *s != '\0' && count < QUERY_WORDS_MAX;) {
		size_t len = strcspn(s, " ");
		const char *word = arena_slice(a, s, len);

		if (len > 0 && (with_small || !is_small(word)) && !is_among(words, count, word))
			words[count++] = word;
		s += len;
		s += *s == ' ';
	}
	return count;
}

/* True when `one` comes before `two`. */
static bool is_better(const struct tally *t, uint32_t one, uint32_t two)
{
	if (t->words[one] != t->words[two])
		return t->words[one] > t->words[two];
	if (t->score[one] != t->score[two])
		return t->score[one] > t->score[two];
	return one < two;
}

/* Lets the worst of a heap sink to where it belongs; the root is the worst of all. */
static void sink(const struct tally *t, uint32_t *heap, size_t count, size_t at)
{
	for (;;) {
		size_t worst = at;

		for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < count; child++)
			if (is_better(t, heap[worst], heap[child]))
				worst = child;
		if (worst == at)
			return;
		uint32_t swap = heap[at];

		heap[at] = heap[worst];
		heap[worst] = swap;
		at = worst;
	}
}

/* The best `cap` of those found, best first. */
static size_t pick(const struct tally *t, struct arena *a, size_t cap, size_t **ret)
{
	size_t count = t->found_count < cap ? t->found_count : cap;
	uint32_t *heap = arena_array(a, count + 1, sizeof(*heap));
	size_t *list = arena_array(a, count + 1, sizeof(*list));

	memcpy(heap, t->found, count * sizeof(*heap));
	for (size_t i = count / 2; i > 0; i--)
		sink(t, heap, count, i - 1);
	for (size_t i = count; count > 0 && i < t->found_count; i++)
		if (is_better(t, t->found[i], heap[0])) {
			heap[0] = t->found[i];
			sink(t, heap, count, 0);
		}
	for (size_t left = count; left > 0; left--) {
		list[left - 1] = heap[0];
		heap[0] = heap[left - 1];
		sink(t, heap, left - 1, 0);
	}
	*ret = list;
	return count;
}

static struct tally tally_open(const struct search_index *x, struct arena *a, const char *country)
{
	struct tally t = {.x = x, .country = country};

	t.score = arena_array(a, x->count + 1, sizeof(*t.score));
	t.words = arena_array(a, x->count + 1, sizeof(*t.words));
	t.best = arena_array(a, x->count + 1, sizeof(*t.best));
	t.touched = arena_array(a, x->count + 1, sizeof(*t.touched));
	t.found = arena_array(a, x->count + 1, sizeof(*t.found));
	return t;
}

size_t search_find(const struct search_index *x, struct arena *a, const char *words,
		   const char *country, size_t cap, size_t **ret)
{
	ARENA_CLEAN struct arena *scratch = arena_new(INDEX_MAX);
	struct tally t = tally_open(x, scratch, country);
	const char *list[QUERY_WORDS_MAX];
	size_t count = split(scratch, words, list, false);

	if (count == 0)
		count = split(scratch, words, list, true);
	for (size_t i = 0; i < count; i++) {
		take_query_word(&t, scratch, list[i]);
		close_word(&t);
	}
	return pick(&t, a, cap, ret);
}
