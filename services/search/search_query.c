/* search_query.c - the words of a search with all that is known of them before services are looked
 * at: the words of the index that they may be, what is meant by them, the country they name. */
#include "services/search/search_query.h"

#include "i18n/fold.h"
#include "services/search/search_words.h"

#include <string.h>

#define NEAR_LETTERS 4
#define MENDED_LETTERS 5
#define NEAR_PLACE_LETTERS 6 /* so many short names of places are near to other words */

/* How surely a typed word is one of the index. */
enum {
	FORM_EXACT = 100,
	FORM_BARE = 95,
	FORM_STEM = 85,
	FORM_SPELLED = 80,
	FORM_NEAR = QUERY_MATCH_NEAR,
	FORM_OTHER_LETTER = 54 /* which makes another word more often: "urgent" and "argent" */
};
#define ALONE 60       /* of 100: of a word that is one of a phrase, by itself */
#define SPELLED_STEP 8 /* less for each step of distance */

static void add_form(struct query_word *q, size_t word, uint32_t match)
{
	if (word == VOCABULARY_NONE || q->form_count == QUERY_FORMS_MAX)
		return;
	for (size_t i = 0; i < q->form_count; i++)
		if (q->forms[i].word == word)
			return;
	q->forms[q->form_count++] = (struct query_form){word, match};
}

static void add_text(const struct search_index *x, struct query_word *q, const char *text,
		     uint32_t match)
{
	if (text != NULL)
		add_form(q, vocabulary_find(x->vocabulary, text), match);
}

static void add_stems(const struct search_index *x, struct arena *a, struct query_word *q,
		      const char *text)
{
	const char *stems[SEARCH_WORDS_STEMS];
	size_t count = text == NULL ? 0 : search_words_stems(a, text, stems);

	for (size_t i = 0; i < count; i++)
		add_text(x, q, stems[i], FORM_STEM);
}

static void add_spelled(const struct search_index *x, struct query_word *q)
{
	struct spelled_word list[QUERY_FORMS_MAX];
	size_t count = spelled_find(x->spelled, q->text, list, QUERY_FORMS_MAX);

	q->is_spelled = count > 0;
	for (size_t i = 0; i < count; i++)
		if (!search_words_are_small(x->words[list[i].word]))
			add_form(q, list[i].word, FORM_SPELLED - SPELLED_STEP * list[i].distance);
}

static void add_near(const struct search_index *x, struct query_word *q)
{
	size_t near[QUERY_FORMS_MAX], count = 0;

	if (vocabulary_letters(q->text) >= NEAR_LETTERS)
		count = vocabulary_near(x->vocabulary, q->text, near, QUERY_FORMS_MAX);
	for (size_t i = 0; i < count; i++) {
		const char *word = x->words[near[i]];
		bool is_other = vocabulary_is_other_letter(word, q->text);

		add_form(q, near[i], is_other ? FORM_OTHER_LETTER : FORM_NEAR);
		q->is_mended = q->is_mended || (!is_other && word[0] == q->text[0] &&
						vocabulary_letters(word) >= MENDED_LETTERS);
	}
}

static void read_forms(const struct search_index *x, struct arena *a, struct query_word *q)
{
	const char *bare = fold_without_prefix(q->text);

	add_text(x, q, q->text, FORM_EXACT);
	add_text(x, q, bare, FORM_BARE);
	add_stems(x, a, q, q->text);
	add_stems(x, a, q, bare);
	if (q->form_count == 0)
		add_spelled(x, q);
	if (q->form_count == 0 || (q->is_spelled && strpbrk(q->text, "2356789") == NULL))
		add_near(x, q);
}

/* --- what is said ----------------------------------------------------------------------------- */

struct query {
	const struct search_index *x;
	struct query_word *words;
	size_t count;
};

/* How surely one of the words that `taken` does not have yet is this one of the index; 0: none. */
static uint32_t find_word(const struct query *q, uint32_t word, unsigned taken, size_t *ret)
{
	uint32_t match = 0;

	for (size_t i = 0; i < q->count; i++)
		for (size_t k = 0; (taken >> i & 1) == 0 && k < q->words[i].form_count; k++)
			if (q->words[i].forms[k].word == word &&
			    q->words[i].forms[k].match > match) {
				match = q->words[i].forms[k].match;
				*ret = i;
			}
	return match;
}

/* The first that is found; by its own name it is surely meant, by a place's that may be a word. */
static void add_country(struct query_word *w, const struct saying_group *g, uint32_t match)
{
	if (w->country == 0 &&
	    (match > FORM_NEAR || vocabulary_letters(w->text) >= NEAR_PLACE_LETTERS))
		w->country = g->country;
	if (w->country == g->country && !g->is_place && match >= FORM_STEM)
		w->is_country = true;
}

static void add_meant(const struct query *q, struct query_word *w, const struct saying_phrase *p,
		      uint32_t match)
{
	const struct saying_group *g = sayings_group(q->x->sayings, p->group);
	size_t group = p->group;

	if (g->country != 0) {
		add_country(w, g, match);
		return;
	}
	for (size_t i = 0; i < w->meant_count; i++)
		if (w->meant[i].group == group) {
			if (w->meant[i].match < match)
				w->meant[i].match = match;
			if (w->meant[i].words < p->count)
				w->meant[i].words = p->count;
			return;
		}
	if (w->meant_count < QUERY_MEANT_MAX) {
		w->meant[w->meant_count].group = group;
		w->meant[w->meant_count].words = p->count;
		w->meant[w->meant_count++].match = match;
	}
}

/* A word that is one of a phrase says less by itself: "birth" in "birth certificate". */
static void weigh_phrases(struct query_word *w)
{
	bool has_longer = false;

	for (size_t i = 0; i < w->meant_count; i++)
		has_longer = has_longer || w->meant[i].words > 1;
	for (size_t i = 0; has_longer && i < w->meant_count; i++)
		if (w->meant[i].words == 1)
			w->meant[i].match = w->meant[i].match * ALONE / 100;
}

/* What is done with a thing, or only near, is not meant where a phrase says something else by that
 * word. */
static void drop_deeds(const struct query *q, struct query_word *w)
{
	size_t kept = 0;
	bool has_other = false;

	for (size_t i = 0; i < w->meant_count; i++)
		has_other =
			has_other || (w->meant[i].words > 1 &&
				      !sayings_group(q->x->sayings, w->meant[i].group)->is_deed);
	for (size_t i = 0; has_other && i < w->meant_count; i++) {
		const struct saying_group *g = sayings_group(q->x->sayings, w->meant[i].group);

		w->is_told = w->is_told || g->is_deed;
		if (!g->is_deed && (!g->is_near || w->meant[i].words > 1))
			w->meant[kept++] = w->meant[i];
	}
	if (has_other)
		w->meant_count = kept;
}

/* What is only near, by the longest phrase. */
static void read_said(const struct query *q, struct query_word *w)
{
	uint16_t longest = 0;

	for (size_t i = 0; i < w->meant_count; i++)
		w->is_said =
			w->is_said || (w->meant[i].words == 1 && w->meant[i].match == FORM_EXACT);

	for (size_t i = 0; i < w->meant_count; i++) {
		if (w->meant[i].words < longest)
			continue;
		w->is_near = (w->meant[i].words == longest && w->is_near) ||
			     sayings_group(q->x->sayings, w->meant[i].group)->is_near;
		longest = w->meant[i].words;
	}
}

/* Where all the words of the phrase were typed, in any order, each of them means its group. */
static void try_phrase(const struct query *q, const struct saying_phrase *p)
{
	unsigned taken = 0;
	uint32_t match = FORM_EXACT;

	for (size_t i = 0; i < p->count; i++) {
		size_t at = 0;
		uint32_t one = find_word(q, p->words[i], taken, &at);

		if (one == 0)
			return;
		taken |= 1U << at;
		match = one < match ? one : match;
	}
	if (taken != (1U << q->count) - 1 && sayings_group(q->x->sayings, p->group)->is_alone)
		return;
	for (size_t i = 0; i < q->count; i++)
		if (taken >> i & 1)
			add_meant(q, &q->words[i], p, match);
}

static void read_sayings(const struct query *q)
{
	for (size_t i = 0; i < q->count; i++)
		for (size_t k = 0; k < q->words[i].form_count; k++) {
			const struct saying_phrase *list;
			size_t count =
				sayings_begin(q->x->sayings, q->words[i].forms[k].word, &list);

			for (size_t p = 0; p < count; p++)
				try_phrase(q, &list[p]);
		}
	for (size_t i = 0; i < q->count; i++) {
		weigh_phrases(&q->words[i]);
		drop_deeds(q, &q->words[i]);
		read_said(q, &q->words[i]);
	}
}

/* All that it may mean is done with a thing. */
static void read_deeds(const struct query *q)
{
	for (size_t i = 0; i < q->count; i++) {
		struct query_word *w = &q->words[i];

		w->is_deed = w->meant_count > 0;
		for (size_t k = 0; k < w->meant_count; k++)
			w->is_deed = w->is_deed &&
				     sayings_group(q->x->sayings, w->meant[k].group)->is_deed;
	}
}

/* Words that break ties count where there are no others. */
static void read_weak(const struct query *q)
{
	size_t weak = 0;

	for (size_t i = 0; i < q->count; i++) {
		struct query_word *w = &q->words[i];

		w->is_weak = w->meant_count == 0 && search_words_are_weak(w->text);
		weak += w->is_weak;
	}
	for (size_t i = 0; i < q->count && weak == q->count; i++)
		q->words[i].is_weak = false;
}

/* One is the beginning of too many words. */
static bool is_letter(const char *word)
{
	return vocabulary_letters(word) == 1 && (word[0] < '0' || word[0] > '9');
}

bool search_query_country(const struct query_word *list, size_t count, uint16_t *ret)
{
	bool alone = true;

	*ret = 0;
	for (size_t i = 0; i < count; i++) {
		alone = alone && (list[i].is_country || list[i].is_weak);
		if (list[i].is_country && *ret == 0)
			*ret = list[i].country;
	}
	return alone && *ret != 0;
}

size_t search_query_read(const struct search_index *x, struct arena *a, const char *text,
			 struct query_word to[QUERY_WORDS_MAX])
{
	const char *list[QUERY_WORDS_MAX];
	struct query q = {x, to, search_words_split(a, text, list, QUERY_WORDS_MAX)};

	if (q.count == 1 && is_letter(list[0]))
		return 0;
	for (size_t i = 0; i < q.count; i++) {
		to[i] = (struct query_word){.text = list[i]};
		read_forms(x, a, &to[i]);
	}
	read_sayings(&q);
	read_deeds(&q);
	read_weak(&q);
	return q.count;
}
