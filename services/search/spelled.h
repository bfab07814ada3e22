/* spelled.h - Arabic words as people spell them in Latin letters: found among the words of an
 * index. */
#ifndef SERVICES_SEARCH_SPELLED_H
#define SERVICES_SEARCH_SPELLED_H

#include <stddef.h>
#include <stdint.h>

struct spelled;

/* Of `words` those in Arabic letters, folded; they must outlive it. Owned: spelled_free. */
struct spelled *spelled_new(const char *const *words, size_t count);
void spelled_free(struct spelled *s);

/*
 * How far a folded word of Latin letters is from a spelling of a folded Arabic one; 0: each letter
 * is one of its own, SPELLED_NONE: it is none. French and English habits, and digits for letters:
 *
 *	jawaz djawez gawaz	جواز	0
 *	7adana hadana 7adane	حضانه	0
 *	chahadet shahada	شهاده	0
 *	bita2a bita9a betaka	بطاقه	0
 *	mld			ميلاد	4 (two long vowels were left out)
 */
#define SPELLED_NONE UINT32_MAX
uint32_t spelled_distance(const char *latin, const char *arabic);

#define SPELLED_FAR 3 /* no word is taken for one that is farther */

struct spelled_word {
	size_t word;       /* among those of the index */
	uint32_t distance; /* up to SPELLED_FAR */
};

/* The words that `latin` may be a spelling of, the nearest first, at most `cap`; those more than
 * one farther than the nearest are left out. An article before it (el, l) counts as none. */
size_t spelled_find(const struct spelled *s, const char *latin, struct spelled_word *to,
		    size_t cap);

#endif
