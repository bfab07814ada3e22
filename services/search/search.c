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
#define SPELLED_LETTERS 4     /* of one that surely is a spelling: "bat" is none */
#define SPELLED_FIRM 80       /* of a spelling of an Arabic word in Latin letters that fits */
#define PLURAL_MIN 3          /* letters of a word whose plural is that word */
#define PART_MIN 3            /* letters of each of two words without a blank between */
#define RARITY_MOST UINT32_MAX

#define FREQUENT_PART 5 /* of all services have a word that says little */

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

/* How surely what was found is the word at hand: TRAIT_SURE, it is; TRAIT_CORE, it is in a name or
 * a keyword; 0, perhaps. */
static unsigned surely(bool sure)
{
	return sure ? TRAIT_SURE : 0;
}

/* The traits of the word at hand by how surely it is that; a deed's are never firm. */
static unsigned traits_of(const struct tally *t, unsigned sure, bool tells)
{
	if (sure != TRAIT_SURE)
		return TRAIT_TOLD | sure;
	return TRAIT_TOLD | TRAIT_SURE | (t->deed ? TRAIT_DEED : tells ? TRAIT_FIRM : 0);
}

/* What is not sure is no paper's word. */
static void take_postings(struct tally *t, const struct posting *list, size_t count,
			  uint32_t factor, unsigned traits)
{
	/* Beside `t`: it may not change by what is written. */
	const uint16_t *countries = t->x->countries;
	uint32_t *best = t->best, *touched = t->touched;
	unsigned char *told = t->told, mark = (unsigned char)(traits & ~(unsigned)TRAIT_CORE);
	bool sure = (traits & TRAIT_SURE) != 0;
	unsigned char core = sure || t->is_long ? TRAIT_CORE : (unsigned char)(traits & TRAIT_CORE);
	unsigned char least = !sure && t->least == 0 ? SEARCH_INDEX_PAPER + 1 : t->least;
	uint16_t country = t->country;
	size_t touched_count = t->touched_count;
	bool known = false;

	if (t->looked > 0 && t->looked + count > POSTINGS_MAX)
		return;
	t->looked += count;
	for (size_t i = 0; i < count; i++) {
		uint32_t service = list[i].service;
		uint32_t score = factor * list[i].weight;

		if ((country != 0 && countries[service] != country) || list[i].weight < least)
			continue;
		known = true;
		if (best[service] == 0)
			touched[touched_count++] = service;
		if (score > best[service])
			best[service] = score;
		if (list[i].weight > SEARCH_INDEX_PAPER)
			told[service] |= mark | (list[i].weight >= SEARCH_INDEX_CORE ? core : 0);
	}
	t->touched_count = touched_count;
	t->known = t->known || known;
}

static void take_word(struct tally *t, size_t word, uint32_t factor, unsigned sure)
{
	size_t first = t->x->firsts[word];
	bool tells = !t->common && !t->x->common[word];

	take_postings(t, t->x->postings + first, t->x->firsts[word + 1] - first, factor,
		      traits_of(t, sure, tells));
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
	t->frequent = t->frequent ||
		      (t->x->firsts[at + 1] - t->x->firsts[at]) * FREQUENT_PART >= t->x->count;
	t->whole = t->whole || t->x->firsts[at + 1] > t->x->firsts[at];
	t->most = worth(t, t->x->firsts[at + 1] - t->x->firsts[at]);
	take_word(t, at, t->most * match, TRAIT_SURE);
}

/* NULL is no word. */
static bool is_common(const struct search_index *x, const char *word)
{
	size_t at = word == NULL ? VOCABULARY_NONE : vocabulary_find(x->vocabulary, word);

	return at != VOCABULARY_NONE && x->common[at];
}

/* What is behind a word in its plural. */
static bool is_plural(const char *end)
{
	return strcmp(end, "s") == 0 || strcmp(end, "es") == 0 || strcmp(end, "x") == 0;
}

/* Longer words that begin so, by at most `longer` letters; the nearer its length, the better. */
static void take_beginnings(struct tally *t, const char *start, uint32_t match, size_t longer)
{
	size_t end, at = vocabulary_begin(t->x->vocabulary, start, &end);
	size_t letters = vocabulary_letters(start);
	uint32_t all = worth(t, t->x->firsts[end] - t->x->firsts[at]);
	bool sure = is_sure(start, &of_a_beginning);
	bool ends = t->whole && (unsigned char)start[0] < 0x80; /* with another ending only */
	bool is_short = t->is_said && letters <= PART_MIN;      /* so many are another word */

	if (end - at > BEGINNINGS_MAX)
		end = at + BEGINNINGS_MAX;
	for (; at < end && t->looked < POSTINGS_MAX; at++) {
		const char *rest = t->x->words[at] + strlen(start);
		bool is_form = search_words_is_ending(rest);
		size_t more = vocabulary_letters(t->x->words[at]) - letters;

		if (more <= longer && (is_form || !is_short))
			take_word(t, at, all * (match - (uint32_t)(more > 10 ? 10 : more)),
				  sure && (!ends || is_form)                 ? TRAIT_SURE
				  : letters >= PLURAL_MIN && is_plural(rest) ? TRAIT_CORE
									     : 0);
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

/* Of words that may be meant, those that many services say are likelier; one that is not sure must
 * stand in a name or a keyword. */
static void take_likely(struct tally *t, const size_t *words, size_t count, uint32_t match,
			unsigned sure)
{
	const size_t *firsts = t->x->firsts;
	size_t mentions = 0;

	for (size_t i = 0; i < count; i++)
		mentions += firsts[words[i] + 1] - firsts[words[i]];
	t->least = sure == TRAIT_SURE ? t->least : SEARCH_INDEX_CORE;
	for (size_t i = 0; i < count; i++)
		take_word(t, words[i], worth(t, mentions) * match, sure);
}

/* `is_mended`: it is a long word's. */
static void take_near(struct tally *t, const char *word, bool is_mended)
{
	size_t near[NEAR_MAX];
	unsigned sure = is_mended ? TRAIT_CORE : 0;

	if (!t->known && word != NULL && vocabulary_letters(word) >= 4)
		take_likely(t, near, vocabulary_near(t->x->vocabulary, word, near, NEAR_MAX),
			    MATCH_NEAR, is_sure(word, &with_an_error) ? TRAIT_SURE : sure);
}

static void take_far(struct tally *t, const char *word)
{
	size_t far[NEAR_MAX];

	if (!t->known && word != NULL)
		take_likely(t, far, vocabulary_far(t->x->vocabulary, word, far, NEAR_MAX),
			    MATCH_FAR, 0);
}

/* What `i` tells of the meanings; a phrase whose other words are there surely is one. */
static unsigned said_surely(const struct query_word *q, size_t i)
{
	uint32_t match = q->meant[i].match;

	if (match >= SPELLED_FIRM || q->meant[i].words > 1 ||
	    is_sure(q->text, match == QUERY_MATCH_NEAR ? &said_with_an_error : &said_so_far))
		return TRAIT_SURE;
	return match == QUERY_MATCH_NEAR && q->is_mended ? TRAIT_CORE : 0;
}

static void take_said(struct tally *t, const struct query_word *q)
{
	const struct meant *m = &t->x->meant;

	for (size_t i = 0; i < q->meant_count; i++) {
		size_t first = m->firsts[q->meant[i].group], end = m->firsts[q->meant[i].group + 1];

		take_postings(t, m->postings + first, end - first,
			      worth(t, end - first) * MATCH_SAID * q->meant[i].match / 100,
			      traits_of(t, said_surely(q, i), true));
	}
}

/* Of several words that it may spell, none is held to be one that does not tell. */
static void take_spelled(struct tally *t, const struct query_word *q)
{
	const size_t *firsts = t->x->firsts;
	size_t mentions = 0;

	for (size_t i = 0; i < q->form_count && q->is_spelled; i++)
		mentions += firsts[q->forms[i].word + 1] - firsts[q->forms[i].word];
	for (size_t i = 0; i < q->form_count && q->is_spelled; i++)
		take_postings(t, t->x->postings + firsts[q->forms[i].word],
			      firsts[q->forms[i].word + 1] - firsts[q->forms[i].word],
			      worth(t, mentions) * q->forms[i].match,
			      traits_of(t,
					surely(q->forms[i].match >= SPELLED_FIRM &&
					       strlen(q->text) >= SPELLED_LETTERS),
					true));
}

/* A number is that of a name ("12 S", "1932") or a keyword, not one of a text's. */
static bool is_number(const char *word)
{
	return word[strspn(word, "0123456789")] == '\0';
}

static void open_word(struct tally *t, const char *word, const char *bare,
		      const struct query_word *q)
{
	t->looked = 0;
	t->most = RARITY_MOST;
	t->known = t->whole = t->frequent = false;
	t->common = is_common(t->x, word) || is_common(t->x, bare);
	t->deed = q != NULL && q->is_deed;
	t->is_said = q != NULL && q->is_said;
	t->is_long = is_sure(word, &with_an_error);
	t->least = is_number(word) ? SEARCH_INDEX_CORE : 0;
}

static void take_query_word(struct tally *t, struct arena *a, const char *word,
			    const struct query_word *q)
{
	const char *bare = fold_without_prefix(word);

	open_word(t, word, bare, q);
	if (q != NULL && q->is_told) {
		take_said(t, q);
		return;
	}
	take_exact(t, word, MATCH_EXACT);
	if (t->least > 0)
		return;
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
	take_near(t, word, q != NULL && q->is_mended);
	take_near(t, bare, false);
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
		tally_close_word(t, true);
		take_query_word(t, a, second, NULL);
	}
	t->missing += !t->known && !q->is_weak;
	t->deeds += q->is_deed && t->known;
	t->near += q->is_near;
	t->weak += q->is_weak;
	take_far(t, word);
	take_far(t, fold_without_prefix(word));
	tally_close_word(t, !q->is_weak);
}

/* All services of a country whose name is all that was typed. */
static void look_up_all(struct tally *t, const struct query_word *q)
{
	t->common = t->frequent = false;
	t->named++;
	for (uint32_t i = 0; i < t->x->count; i++) {
		if (t->x->countries[i] != q->country ||
		    (t->country != 0 && t->country != q->country))
			continue;
		t->touched[t->touched_count++] = i;
		t->best[i] = COUNTRY_SCORE;
		t->told[i] = TRAIT_TOLD | TRAIT_SURE | TRAIT_CORE | TRAIT_OWN;
	}
	tally_close_word(t, true);
}

/* A word that names a country, or a place of one: that of all services there which other words have
 * found; a place alone, those where it stands. */
static void look_up_country(struct tally *t, struct arena *a, const struct query_word *q)
{
	t->looked = 0;
	t->common = t->frequent = false;
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
		t->told[service] |= TRAIT_TOLD | TRAIT_SURE | TRAIT_CORE;
		t->told[service] |= q->is_country ? TRAIT_OWN : 0;
	}
	tally_close_word(t, true);
}

struct tally search_count_up(const struct search_index *x, struct arena *a, const char *words,
			     const char *country, uint16_t *ret_named)
{
	struct tally t = tally_open(x, a, country);
	struct query_word list[QUERY_WORDS_MAX];
	size_t count = search_query_read(x, a, words, list);

	bool alone = search_query_country(list, count, ret_named);

	for (size_t i = 0; i < count; i++)
		if (list[i].country == 0 && !alone)
			look_up(&t, a, &list[i]);
	for (size_t i = 0; i < count; i++)
		if (alone && list[i].is_country)
			look_up_all(&t, &list[i]);
		else if (list[i].country != 0)
			look_up_country(&t, a, &list[i]);
	tally_drop_others(&t);
	return t;
}

size_t search_find(const struct search_index *x, struct arena *a, const char *words,
		   const char *country, size_t cap, size_t **ret)
{
	ARENA_CLEAN struct arena *scratch = arena_new(SEARCH_INDEX_MAX);
	uint16_t named;
	struct tally t = search_count_up(x, scratch, words, country, &named);

	return tally_pick(&t, a, cap, ret);
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
