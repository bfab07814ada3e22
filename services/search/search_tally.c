/* search_tally.c - the best of what the words of a search have found. */
#include "services/search/search_tally.h"

#define SCORE_PART 12  /* of the best score; less is about something else */
#define TRAITS 256     /* of a byte of struct tally's `words` */
#define CLOSED_PART 16 /* of its score, which a service has less that is closed */
#define REST_PART 5    /* of the score of one that has all of three words or more */
#define OWN_PART 4     /* of the best score of a country that is named; less does not come first */

size_t tally_words(const struct tally *t, uint32_t service)
{
	return t->words[service] & TALLY_WORDS;
}

size_t tally_sure(const struct tally *t, uint32_t service)
{
	return t->words[service] >> TALLY_SURE & TALLY_WORDS;
}

size_t tally_core(const struct tally *t, uint32_t service)
{
	return t->words[service] >> TALLY_CORE & TALLY_WORDS;
}

struct tally tally_open(const struct search_index *x, struct arena *a, const char *country)
{
	struct tally t = {.x = x, .country = search_index_country(country)};

	t.score = arena_array(a, x->count + 1, sizeof(*t.score));
	t.words = arena_array(a, x->count + 1, sizeof(*t.words));
	t.best = arena_array(a, x->count + 1, sizeof(*t.best));
	t.told = arena_array(a, x->count + 1, sizeof(*t.told));
	t.touched = arena_room(a, x->count + 1, sizeof(*t.touched));
	t.found = arena_room(a, x->count + 1, sizeof(*t.found));
	return t;
}

void tally_close_word(struct tally *t, bool counts)
{
	/* Beside `t`: it may not change by what is written. */
	const uint32_t *touched = t->touched;
	uint32_t *score = t->score, *words = t->words, *best = t->best, *found = t->found;
	unsigned char *told = t->told;
	size_t touched_count = t->touched_count, found_count = t->found_count;
	unsigned counted = !counts ? 0 : t->common ? TALLY_HAS & ~TRAIT_SURE : TALLY_HAS;
	unsigned core = t->frequent ? TRAIT_TOLD : TRAIT_CORE;

	t->wanted += counts;
	t->telling += counts && !t->common;
	for (size_t i = 0; i < touched_count; i++) {
		uint32_t service = touched[i];
		unsigned has = told[service] & counted;

		if (score[service] == 0)
			found[found_count++] = service;
		score[service] += best[service];
		best[service] = 0;
		words[service] += (has & TRAIT_TOLD) |
				  (uint32_t)((has & TRAIT_SURE) != 0) << TALLY_SURE |
				  (uint32_t)((has & core) != 0) << TALLY_CORE;
		words[service] |= has & (TRAIT_OWN | TRAIT_FIRM | TRAIT_DEED);
		told[service] = 0;
	}
	t->found_count = found_count;
	t->touched_count = 0;
}

/* It is of a country that was named, and about one of the other words. */
static bool is_own(const struct tally *t, uint32_t service)
{
	return (t->words[service] & TALLY_HAS) > (TRAIT_FIRM | TRAIT_OWN) &&
	       t->score[service] >= t->own_least;
}

struct ranked {
	uint64_t rank; /* own before others, then how many words are sure, then the score */
	uint32_t service;
};

static struct ranked rank_of(const struct tally *t, uint32_t service)
{
	uint64_t sure = t->wanted > 1 ? tally_sure(t, service) : 0;
	uint64_t first = (uint64_t)is_own(t, service) << 63 | sure << 32;

	return (struct ranked){first | t->score[service], service};
}

/* True when `one` comes before `two`. */
static bool is_better(const struct ranked *one, const struct ranked *two)
{
	return one->rank > two->rank || (one->rank == two->rank && one->service < two->service);
}

/* Lets the worst of a heap sink to where it belongs; the root is the worst of all. */
static void sink(struct ranked *heap, size_t count, size_t at)
{
	for (;;) {
		size_t worst = at;

		for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < count; child++)
			if (is_better(&heap[worst], &heap[child]))
				worst = child;
		if (worst == at)
			return;
		struct ranked swap = heap[at];

		heap[at] = heap[worst];
		heap[worst] = swap;
		at = worst;
	}
}

size_t tally_pick(const struct tally *t, struct arena *a, size_t cap, size_t **ret)
{
	size_t count = t->found_count < cap ? t->found_count : cap;
	struct ranked *heap = arena_array(a, count + 1, sizeof(*heap));
	size_t *list = arena_array(a, count + 1, sizeof(*list));

	for (size_t i = 0; i < count; i++)
		heap[i] = rank_of(t, t->found[i]);
	for (size_t i = count / 2; i > 0; i--)
		sink(heap, count, i - 1);
	for (size_t i = count; count > 0 && i < t->found_count; i++) {
		struct ranked next = rank_of(t, t->found[i]);

		if (is_better(&next, &heap[0])) {
			heap[0] = next;
			sink(heap, count, 0);
		}
	}
	for (size_t left = count; left > 0; left--) {
		list[left - 1] = heap[0].service;
		heap[0] = heap[left - 1];
		sink(heap, left - 1, 0);
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
		has = has || tally_sure(t, t->found[i]) == t->telling;
	return has;
}

/* What all that was found has together. */
struct sum {
	uint32_t words; /* traits, and whether any word is sure */
	uint32_t most;  /* words of one */
	uint32_t score; /* of one */
};

/* Closed ones are put back on the way, before scores are compared. */
static struct sum sum_up(struct tally *t)
{
	/* Beside `t`: it may not change by what is written. */
	const uint32_t *found = t->found, *words = t->words;
	const bool *closed = t->x->closed;
	uint32_t *score = t->score;
	size_t count = t->found_count;
	struct sum s = {0};

	for (size_t i = 0; i < count; i++) {
		uint32_t service = found[i], has = words[service] & TALLY_WORDS;

		if (closed[service])
			score[service] -= score[service] / CLOSED_PART;
		s.words |= words[service];
		s.most = has > s.most ? has : s.most;
		s.score = score[service] > s.score ? score[service] : s.score;
	}
	return s;
}

/* Services whose papers alone have a word are no answer where others are, nor those that have less
 * than half of the words of the best one, or far less of what they tell: they are about something
 * else. Where a word is missing, papers and words around a wish are no answer; nor is what is not
 * sure at all, where words around a wish say that it was no beginning of a word. */
void tally_drop_others(struct tally *t)
{
	const struct sum sum = sum_up(t);
	/* Deeds count only where nothing is firm. */
	unsigned firm = (sum.words & TRAIT_FIRM) != 0 ? TRAIT_FIRM : TRAIT_DEED;
	bool is_sure = (sum.words >> TALLY_SURE & TALLY_WORDS) != 0;
	uint32_t least = sum.most == 0 ? 0 : sum.score / SCORE_PART, rest;
	bool keeps[TRAITS] = {false}; /* by what a service has */
	size_t kept = 0;

	find_own(t);
	for (unsigned words = 0; words < TRAITS; words++) {
		size_t has = words & TALLY_WORDS;

		keeps[words] = sum.most == 0 || (2 * has >= sum.most && is_near(t, words, firm));
	}
	if ((sum.most == 0 && t->missing > 0) || (!is_sure && t->weak > 0 && t->telling > 0))
		t->found_count = 0;
	rest = is_answered(t) ? sum.score / REST_PART : 0;
	for (size_t i = 0; i < t->found_count; i++) {
		uint32_t service = t->found[i];

		if (keeps[t->words[service] & TALLY_HAS] && t->score[service] >= least &&
		    (t->score[service] >= rest || tally_sure(t, service) == t->telling))
			t->found[kept++] = service;
	}
	t->found_count = kept;
}
