/* search_tally.c - the best of what the words of a search have found. */
#include "services/search/search_tally.h"

#include <string.h>

#define SCORE_PART 12  /* of the best score; less is about something else */
#define TRAITS 256     /* of a byte of struct tally's `words` */
#define CLOSED_PART 16 /* of its score, which a service has less that is closed */
#define REST_PART 5    /* of the score of one that has all of three words or more */
#define OWN_PART 4     /* of the best score of a country that is named; less does not come first */

size_t tally_words(const struct tally *t, uint32_t service)
{
	return t->words[service] & TALLY_WORDS;
}

/* It is of a country that was named, and about one of the other words. */
static bool is_own(const struct tally *t, uint32_t service)
{
	return t->words[service] > (TRAIT_FIRM | TRAIT_OWN) && t->score[service] >= t->own_least;
}

/* True when `one` comes before `two`. */
static bool is_better(const struct tally *t, uint32_t one, uint32_t two)
{
	if (is_own(t, one) != is_own(t, two))
		return is_own(t, one);
	if (t->wanted > 1 && t->sure[one] != t->sure[two])
		return t->sure[one] > t->sure[two];
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

size_t tally_pick(const struct tally *t, struct arena *a, size_t cap, size_t **ret)
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

/* Where a word is missing, a service is near that surely has one which says something, the thing
 * and not only what is done with it where others have that; and where a country is named, one of
 * another is near that has all the other words. `words`: as by service; `firm`: of all services. */
static bool is_near(const struct tally *t, unsigned words, unsigned firm)
{
	bool is_own = (words & TRAIT_OWN) != 0;
	size_t has = (words & TALLY_WORDS) - (size_t)is_own, wanted = t->wanted - t->named;

	if (has >= wanted)
		return true;
	if ((words & firm & (TRAIT_FIRM | TRAIT_DEED)) == 0)
		return false;
	return t->named == 0 || is_own;
}

/* What comes first of a country that is named. */
static void find_own(struct tally *t)
{
	for (size_t i = 0; t->named > 0 && i < t->found_count; i++) {
		uint32_t least = t->score[t->found[i]] / OWN_PART;

		if (least > t->own_least && is_own(t, t->found[i]))
			t->own_least = least;
	}
}

/* One surely has all of three words or more, none of which is a deed: others are held against it.
 */
static bool is_answered(const struct tally *t)
{
	bool has = false;

	for (size_t i = 0; t->deeds == 0 && t->telling > 2 && i < t->found_count; i++)
		has = has || t->sure[t->found[i]] == t->telling;
	return has;
}

/* What counts of firm words and of deeds: those alone only where nothing is firm. */
static unsigned firm_of(const struct tally *t)
{
	unsigned all = 0;

	for (size_t i = 0; i < t->found_count; i++)
		all |= t->words[t->found[i]];
	return (all & TRAIT_FIRM) != 0 ? TRAIT_FIRM : TRAIT_DEED;
}

void tally_put_back_closed(struct tally *t)
{
	for (size_t i = 0; i < t->found_count; i++)
		if (t->x->closed[t->found[i]])
			t->score[t->found[i]] -= t->score[t->found[i]] / CLOSED_PART;
}

/* Services whose papers alone have a word are no answer where others are, nor those that have less
 * than half of the words of the best one, or far less of what they tell: they are about something
 * else. Where a word is missing, papers and words around a wish are no answer; nor is what is not
 * sure at all, where words around a wish say that it was no beginning of a word. */
void tally_drop_others(struct tally *t)
{
	bool keeps[TRAITS] = {false}; /* by what a service has */
	size_t kept = 0, most = 0;
	uint32_t score = 0, rest, sure = 0;
	unsigned firm = firm_of(t);

	find_own(t);
	for (size_t i = 0; i < t->found_count; i++) {
		size_t has = tally_words(t, t->found[i]);

		sure |= t->sure[t->found[i]];
		if (has > most)
			most = has;
		if (t->score[t->found[i]] > score)
			score = t->score[t->found[i]];
	}
	for (unsigned words = 0; words < TRAITS; words++) {
		size_t has = words & TALLY_WORDS;

		keeps[words] = most == 0 || (2 * has >= most && is_near(t, words, firm));
	}
	if ((most == 0 && t->missing > 0) || (sure == 0 && t->weak > 0 && t->telling > 0))
		t->found_count = 0;
	rest = is_answered(t) ? score / REST_PART : 0;
	score = most == 0 ? 0 : score / SCORE_PART;
	for (size_t i = 0; i < t->found_count; i++) {
		uint32_t service = t->found[i];

		if (keeps[t->words[service]] && t->score[service] >= score &&
		    (t->score[service] >= rest || t->sure[service] == t->telling))
			t->found[kept++] = service;
	}
	t->found_count = kept;
}
