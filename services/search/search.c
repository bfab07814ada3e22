/* search.c - services by words: ranking, prefixes, endings, one typing error, any of the three
 * languages. */
#include "services/search/search.h"

#include "i18n/fold.h"
#include "services/search/search_query.h"
#include "services/search/search_tally.h"
#include "services/search/search_words.h"

#include <string.h>

#define NEAR_MAX 40                   /* mistyped words */
#define POSTINGS_MAX ((size_t)60000)  /* looked at for one word of a query; keeps p99 below 5 ms */
#define BEGINNINGS_MAX ((size_t)4000) /* longer words looked at for one beginning */

#define LETTERS_MORE SIZE_MAX /* a beginning of any longer word */
#define KIN_MIN 4             /* letters that words with other endings share */
#define ENDING_MAX 6          /* letters of an ending: "-lement" */
#define SPELLED_FIRM 80       /* of a spelling of an Arabic word in Latin letters that fits */
#define PART_MIN 3            /* letters of each of two words without a blank between */
#define RARITY_MOST UINT32_MAX

#define COUNTRY_SCORE 900 /* of a service whose country is named: about a summary's word */

/* From so many letters on it surely is that word: Latin ones, and Arabic ones, which are fewer,
 * since short vowels are not written. */
struct surely {
	size_t latin, arabic;
};
static const struct surely of_a_beginning = {5, 3}, with_an_error = {6, 4};
/* Of what is said; the second where another letter stands in the place of one, which makes another
 * word more often ("urgent" and "argent"), and of a spelling that does not quite fit. */
static const struct surely said_with_an_error = {6, 5}, said_so_far = {7, 7};

/* How good a match is, of 100. */
enum {
	MATCH_EXACT = 100,
	MATCH_BARE = SEARCH_INDEX_BARE,
	MATCH_STEM = 80,
	MATCH_SAID = 78,
	MATCH_KIN = 70,
	MATCH_BEGIN = 60,
	MATCH_NEAR = 40,
	MATCH_FAR = 25
};

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

static bool is_sure(const char *word, const struct surely *s)
{
	return vocabulary_letters(word) >= ((unsigned char)word[0] < 0x80 ? s->latin : s->arabic);
}

/* `firm`: it surely is the word at hand. */
static void take_postings(struct tally *t, const struct posting *list, size_t count,
			  uint32_t factor, bool firm)
{
	/* Beside `t`: it may not change by what is written to bytes. */
	const uint16_t *countries = t->x->countries;
	uint32_t *best = t->best;
	unsigned char *told = t->told, mark = firm ? TRAIT_TOLD | TRAIT_FIRM : TRAIT_TOLD;
	uint16_t country = t->country;
	size_t touched = t->touched_count;

	if (t->looked > 0 && t->looked + count > POSTINGS_MAX)
		return;
	t->looked += count;
	for (size_t i = 0; i < count; i++) {
		uint32_t service = list[i].service;
		uint32_t score = factor * list[i].weight;

		if (country != 0 && countries[service] != country)
			continue;
		t->known = true;
		if (best[service] == 0)
			t->touched[touched++] = service;
		if (score > best[service])
			best[service] = score;
		if (list[i].weight > SEARCH_INDEX_PAPER)
			told[service] |= mark;
	}
	t->touched_count = touched;
}

static void take_word(struct tally *t, size_t word, uint32_t factor, bool firm)
{
	size_t first = t->x->firsts[word];

	take_postings(t, t->x->postings + first, t->x->firsts[word + 1] - first, factor, firm);
}

/* It tells which service is meant. */
static bool tells(const struct tally *t, size_t word)
{
	return !t->common && !t->x->common[word];
}

/* How much words tell that have so many mentions together; none tells more than what was found
 * before it, which is nearer to what was typed. */
static uint32_t worth(const struct tally *t, size_t mentions)
{
	uint32_t all = rarity(t->x, mentions < t->x->count ? mentions : t->x->count);

	return all < t->most ? all : t->most;
}

static void take_exact(struct tally *t, const char *word, uint32_t match)
{
	size_t at = word == NULL ? VOCABULARY_NONE : vocabulary_find(t->x->vocabulary, word);

	if (at == VOCABULARY_NONE)
		return;
	t->most = worth(t, t->x->firsts[at + 1] - t->x->firsts[at]);
	take_word(t, at, t->most * match, tells(t, at));
}

/* NULL is no word. */
static bool is_common(const struct search_index *x, const char *word)
{
	size_t at = word == NULL ? VOCABULARY_NONE : vocabulary_find(x->vocabulary, word);

	return at != VOCABULARY_NONE && x->common[at];
}

/* Longer words that begin so, by at most `longer` letters; the nearer its length, the better. */
static void take_beginnings(struct tally *t, const char *start, uint32_t match, size_t longer)
{
	size_t end, at = vocabulary_begin(t->x->vocabulary, start, &end);
	size_t letters = vocabulary_letters(start);
	uint32_t all = worth(t, t->x->firsts[end] - t->x->firsts[at]);
	bool firm = is_sure(start, &of_a_beginning) && !is_common(t->x, start);

	if (end - at > BEGINNINGS_MAX)
		end = at + BEGINNINGS_MAX;
	for (; at < end && t->looked < POSTINGS_MAX; at++) {
		size_t more = vocabulary_letters(t->x->words[at]) - letters;

		if (more <= longer)
			take_word(t, at, all * (match - (uint32_t)(more > 10 ? 10 : more)),
				  firm && tells(t, at));
	}
}

/* The word without its ending, and that with another ending. */
static void take_stems(struct tally *t, struct arena *a, const char *word)
{
	const char *stems[SEARCH_WORDS_STEMS];
	size_t count = search_words_stems(a, word, stems);

	for (size_t i = 0; i < count; i++)
		take_exact(t, stems[i], MATCH_STEM);
	for (size_t i = 0; i < count; i++)
		if (vocabulary_letters(stems[i]) >= KIN_MIN)
			take_beginnings(t, stems[i], MATCH_KIN, ENDING_MAX);
}

/* Of words that may be meant, those that many services say are likelier. */
static void take_likely(struct tally *t, const size_t *words, size_t count, uint32_t match,
			bool firm)
{
	const size_t *firsts = t->x->firsts;
	size_t mentions = 0;

	for (size_t i = 0; i < count; i++)
		mentions += firsts[words[i] + 1] - firsts[words[i]];
	for (size_t i = 0; i < count; i++)
		take_word(t, words[i], worth(t, mentions) * match, firm && tells(t, words[i]));
}

static void take_near(struct tally *t, const char *word)
{
	size_t near[NEAR_MAX];

	if (!t->known && word != NULL && vocabulary_letters(word) >= 4)
		take_likely(t, near, vocabulary_near(t->x->vocabulary, word, near, NEAR_MAX),
			    MATCH_NEAR, is_sure(word, &with_an_error));
}

static void take_far(struct tally *t, const char *word)
{
	size_t far[NEAR_MAX];

	if (!t->known && word != NULL)
		take_likely(t, far, vocabulary_far(t->x->vocabulary, word, far, NEAR_MAX),
			    MATCH_FAR, false);
}

static bool is_surely_said(const struct query_word *q, uint32_t match)
{
	return match >= SPELLED_FIRM ||
	       is_sure(q->text, match == QUERY_MATCH_NEAR ? &said_with_an_error : &said_so_far);
}

static void take_said(struct tally *t, const struct query_word *q)
{
	const struct meant *m = &t->x->meant;

	for (size_t i = 0; i < q->meant_count; i++) {
		size_t first = m->firsts[q->meant[i].group], end = m->firsts[q->meant[i].group + 1];

		take_postings(t, m->postings + first, end - first,
			      worth(t, end - first) * MATCH_SAID * q->meant[i].match / 100,
			      is_surely_said(q, q->meant[i].match));
	}
}

/* Of several words that it may spell, none is held to be one that does not tell. */
static void take_spelled(struct tally *t, const struct query_word *q)
{
	size_t mentions = 0;

	for (size_t i = 0; i < q->form_count && q->is_spelled; i++)
		mentions += t->x->firsts[q->forms[i].word + 1] - t->x->firsts[q->forms[i].word];
	for (size_t i = 0; i < q->form_count && q->is_spelled; i++)
		take_word(t, q->forms[i].word, worth(t, mentions) * q->forms[i].match,
			  q->forms[i].match >= SPELLED_FIRM);
}

static void take_query_word(struct tally *t, struct arena *a, const char *word,
			    const struct query_word *q)
{
	const char *bare = fold_without_prefix(word);

	t->looked = 0;
	t->most = RARITY_MOST;
	t->known = false;
	t->common = is_common(t->x, word) || is_common(t->x, bare);
	take_exact(t, word, MATCH_EXACT);
	take_exact(t, bare, MATCH_BARE);
	take_stems(t, a, word);
	if (q != NULL) {
		take_spelled(t, q);
		take_said(t, q);
	}
	take_beginnings(t, word, MATCH_BEGIN, LETTERS_MORE);
	if (bare != NULL) {
		take_stems(t, a, bare);
		if (vocabulary_letters(bare) >= 3)
			take_beginnings(t, bare, MATCH_BEGIN, LETTERS_MORE);
	}
	take_near(t, word);
	take_near(t, bare);
}

/* Adds what the word at hand found to the tally, and begins anew. */
static void close_word(struct tally *t, bool counts)
{
	t->wanted += counts;
	for (size_t i = 0; i < t->touched_count; i++) {
		uint32_t service = t->touched[i];
		unsigned told = counts ? t->told[service] : 0;

		if (t->score[service] == 0)
			t->found[t->found_count++] = service;
		t->score[service] += t->best[service];
		t->best[service] = 0;
		t->words[service] = (unsigned char)((t->words[service] + (told & TRAIT_TOLD)) |
						    (told & (TRAIT_OWN | TRAIT_FIRM)));
		t->told[service] = 0;
	}
	t->touched_count = 0;
}

/* Where a blank was forgotten between two words that are known: the place of the second; or NULL.
 */
static const char *second_word(const struct tally *t, struct arena *a, const char *word)
{
	const struct vocabulary *v = t->x->vocabulary;

	for (const char *s = word; *s != '\0'; s++) {
		const char *first;

		if (((unsigned char)*s & 0xC0) == 0x80 || vocabulary_letters(s) < PART_MIN)
			continue;
		first = arena_slice(a, word, (size_t)(s - word));
		if (vocabulary_letters(first) >= PART_MIN &&
		    vocabulary_find(v, first) != VOCABULARY_NONE &&
		    vocabulary_find(v, s) != VOCABULARY_NONE)
			return s;
	}
	return NULL;
}

static void look_up(struct tally *t, struct arena *a, const struct query_word *q)
{
	const char *second = NULL, *word = q->text;

	take_query_word(t, a, word, q);
	if (!t->known)
		second = second_word(t, a, word);
	if (second != NULL) {
		take_query_word(t, a, arena_slice(a, word, (size_t)(second - word)), NULL);
		close_word(t, true);
		take_query_word(t, a, second, NULL);
	}
	t->missing += !t->known && !q->is_weak;
	take_far(t, word);
	take_far(t, fold_without_prefix(word));
	close_word(t, !q->is_weak);
}

/* A word that names a country, or a place of one: that of all services there which other words have
 * found; alone, those where it stands. */
static void look_up_country(struct tally *t, struct arena *a, const struct query_word *q)
{
	t->looked = 0;
	t->named += q->is_country;
	if (t->found_count == 0)
		take_query_word(t, a, q->text, NULL);
	for (size_t i = 0; i < t->found_count; i++) {
		uint32_t service = t->found[i];

		if (t->x->countries[service] != q->country)
			continue;
		if (t->best[service] == 0)
			t->touched[t->touched_count++] = service;
		if (t->best[service] < COUNTRY_SCORE)
			t->best[service] = COUNTRY_SCORE;
		t->told[service] |= q->is_country ? TRAIT_TOLD | TRAIT_OWN : TRAIT_TOLD;
	}
	close_word(t, true);
}

static struct tally tally_open(const struct search_index *x, struct arena *a, const char *country)
{
	struct tally t = {.x = x, .country = search_index_country(country)};

	t.score = arena_array(a, x->count + 1, sizeof(*t.score));
	t.words = arena_array(a, x->count + 1, sizeof(*t.words));
	t.best = arena_array(a, x->count + 1, sizeof(*t.best));
	t.told = arena_array(a, x->count + 1, sizeof(*t.told));
	t.touched = arena_array(a, x->count + 1, sizeof(*t.touched));
	t.found = arena_array(a, x->count + 1, sizeof(*t.found));
	return t;
}

/* `ret_named`: the country that is named by its name; 0: none is. */
static struct tally count_up(const struct search_index *x, struct arena *a, const char *words,
			     const char *country, uint16_t *ret_named)
{
	struct tally t = tally_open(x, a, country);
	struct query_word list[QUERY_WORDS_MAX];
	size_t count = search_query_read(x, a, words, list);

	*ret_named = 0;
	for (size_t i = 0; i < count; i++)
		if (list[i].is_country && *ret_named == 0)
			*ret_named = list[i].country;

	for (size_t i = 0; i < count; i++)
		if (list[i].country == 0)
			look_up(&t, a, &list[i]);
	for (size_t i = 0; i < count; i++)
		if (list[i].country != 0)
			look_up_country(&t, a, &list[i]);
	tally_drop_others(&t);
	return t;
}

size_t search_find(const struct search_index *x, struct arena *a, const char *words,
		   const char *country, size_t cap, size_t **ret)
{
	ARENA_CLEAN struct arena *scratch = arena_new(SEARCH_INDEX_MAX);
	uint16_t named;
	struct tally t = count_up(x, scratch, words, country, &named);

	return tally_pick(&t, a, cap, ret);
}

enum search_fit search_fit(const struct search_index *x, const char *words, const char *country)
{
	ARENA_CLEAN struct arena *scratch = arena_new(SEARCH_INDEX_MAX);
	uint16_t named;
	struct tally t = count_up(x, scratch, words, country, &named);
	size_t *best, has;

	if (tally_pick(&t, scratch, 1, &best) == 0 ||
	    (tally_words(&t, (uint32_t)best[0]) == 0 && t.missing == 0))
		return SEARCH_HAS_ALL;
	has = tally_words(&t, (uint32_t)best[0]);
	if (t.missing == t.wanted)
		return SEARCH_HAS_NONE;
	return has < t.wanted || t.missing > 0 ? SEARCH_HAS_SOME : SEARCH_HAS_ALL;
}

enum search_lacks search_lacks(const struct search_index *x, const char *words, const char *country,
			       char ret_country[3])
{
	ARENA_CLEAN struct arena *scratch = arena_new(SEARCH_INDEX_MAX);
	uint16_t named;
	struct tally t = count_up(x, scratch, words, country, &named);
	size_t own = 0, others = 0; /* words of the best */

	memcpy(ret_country, (char[3]){(char)(named >> 8), (char)(named & 0xFF)}, 3);
	for (size_t i = 0; named != 0 && i < t.found_count; i++) {
		size_t *best = x->countries[t.found[i]] == named ? &own : &others;
		size_t has = tally_words(&t, t.found[i]);

		if (has > *best)
			*best = has;
	}
	if (others == 0 || own > others) /* the country is a word of its own services */
		return SEARCH_LACKS_NOTHING;
	return own == 0 ? SEARCH_LACKS_ANY : SEARCH_LACKS_EXACT;
}

struct search_index *search_new(const struct service *const *services, size_t count,
				const struct term_list *terms)
{
	return search_index_new(services, count, terms);
}

void search_free(struct search_index *x)
{
	search_index_free(x);
}
