/* search_index.c - the words of all services, each with the services that it stands in and how much
 * it weighs there. */
#include "services/search/search_index.h"

#include "i18n/base/array.h"
#include "i18n/fold.h"
#include "services/definition/service_window.h"
#include "services/definition/term.h"
#include "services/search/search_text.h"

#include <string.h>
#include <time.h>

/* How much a word weighs by where it stands; a place of the text counts once. */
enum place { PLACE_NAME, PLACE_KEYWORD, PLACE_SUMMARY, PLACE_AUTHORITY, PLACE_TERM, PLACE_PAPER };

static const unsigned char place_weights[] = {
	[PLACE_NAME] = 36,     [PLACE_KEYWORD] = 28, [PLACE_SUMMARY] = 10,
	[PLACE_AUTHORITY] = 6, [PLACE_TERM] = 6,     [PLACE_PAPER] = SEARCH_INDEX_PAPER,
};

/* Among the words of one; so a name's word never weighs less than a keyword's. */
#define SHARED_NAME 16
#define SHARED_KEYWORD 16

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
	size_t entry_count, entry_room;
	uint32_t *slots; /* a hash table of entries, counted from 1; 0: empty */
	size_t slot_count;
	struct mention *list;
	size_t count, room;
	uint32_t service;
};

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
	b->slots = array_new(b->slot_count, sizeof(*b->slots));
	b->entries = array_room(b->entries, b->slot_count / 2, &b->entry_room, sizeof(*b->entries));
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
	b->list = array_room(b->list, b->count + 1, &b->room, sizeof(*b->list));
	e->mentions++;
	e->last = (uint32_t)b->count;
	b->list[b->count++] = (struct mention){(uint32_t)(e - b->entries), b->service, weight};
}

/* A short name or keyword that agrees says more than a long one: a fifth of what the first word
 * has is shared out among all. */
static unsigned char weight_of(enum place place, const char *folded)
{
	unsigned words = 1;

	if (place != PLACE_NAME && place != PLACE_KEYWORD)
		return place_weights[place];
	for (const char *s = folded; *s != '\0'; s++)
		words += *s == ' ';
	return (unsigned char)(place_weights[place] +
			       (place == PLACE_NAME ? SHARED_NAME : SHARED_KEYWORD) / words);
}

/* The words of a text, and those that only stand behind a prefix (ال …) once without it. */
static void add_words(struct builder *b, const char *text, enum place place)
{
	ARENA_CLEAN struct arena *scratch = arena_new(SEARCH_INDEX_MAX);
	char *s = text == NULL ? arena_text(scratch, "") : search_text(scratch, text);
	unsigned char weight = weight_of(place, s);

	while (*s != '\0') {
		size_t len = strcspn(s, " ");
		bool more = s[len] == ' ';
		const char *bare;

		s[len] = '\0';
		bare = fold_without_prefix(s);
		if (len > 0)
			add_word(b, s, weight);
		if (bare != NULL)
			add_word(b, bare, (unsigned char)(weight * SEARCH_INDEX_BARE / 100));
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
	ARENA_CLEAN struct arena *scratch = arena_new(SEARCH_INDEX_MAX);
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
	ARENA_CLEAN struct arena *scratch = arena_new(SEARCH_INDEX_MAX);
	size_t *to = arena_array(scratch, b->entry_count + 1, sizeof(*to));

	x->words = array_new(b->entry_count + 1, sizeof(*x->words));
	x->firsts = array_new(b->entry_count + 1, sizeof(*x->firsts));
	x->postings = array_new(b->count + 1, sizeof(*x->postings));
	fill_words(x, b, to);
	for (size_t i = 0; i < b->count; i++)
		x->postings[to[b->list[i].word]++] =
			(struct posting){b->list[i].service, b->list[i].weight};
}

static void mark_common(struct search_index *x, const struct term_list *terms)
{
	ARENA_CLEAN struct arena *scratch = arena_new(SEARCH_INDEX_MAX);

	x->common = array_new(x->word_count + 1, sizeof(*x->common));
	for (size_t i = 0; terms != NULL && i < terms->common_count; i++) {
		size_t at = vocabulary_find(x->vocabulary, search_text(scratch, terms->common[i]));

		if (at != VOCABULARY_NONE)
			x->common[at] = true;
	}
}

static void add_said(void *ctx, const char *word)
{
	entry_of(ctx, word);
}

struct search_index *search_index_new(const struct service *const *services, size_t count,
				      const struct term_list *terms)
{
	struct search_index *x = array_new(1, sizeof(*x));
	struct builder b = {.arena = arena_new(SEARCH_INDEX_MAX)};

	x->count = count;
	x->countries = array_new(count + 1, sizeof(*x->countries));
	x->closed = array_new(count + 1, sizeof(*x->closed));
	x->arena = b.arena;
	for (size_t i = 0; i < count; i++) {
		b.service = (uint32_t)i;
		x->closed[i] = service_window_at(services[i], time(NULL)) == WINDOW_LATE;
		x->countries[i] = search_index_country(services[i]->country);
		add_service(&b, services[i]);
	}
	sayings_each_word(terms, add_said, &b);
	fill_index(x, &b);
	free(b.list);
	free(b.entries);
	free(b.slots);
	x->vocabulary = vocabulary_new(x->words, x->word_count);
	mark_common(x, terms);
	x->spelled = spelled_new(x->words, x->word_count);
	x->sayings = sayings_new(terms, x->vocabulary);
	x->meant = meant_new(x);
	return x;
}

void search_index_free(struct search_index *x)
{
	if (x == NULL)
		return;
	vocabulary_free(x->vocabulary);
	spelled_free(x->spelled);
	sayings_free(x->sayings);
	meant_free(&x->meant);
	free(x->countries);
	free(x->closed);
	free(x->words);
	free(x->firsts);
	free(x->common);
	free(x->postings);
	arena_free(x->arena);
	free(x);
}

/* Its two letters as one number. */
uint16_t search_index_country(const char *country)
{
	if (country == NULL || country[0] == '\0')
		return 0;
	return (uint16_t)((unsigned char)country[0] << 8 | (unsigned char)country[1]);
}
