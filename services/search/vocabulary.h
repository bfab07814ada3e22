/* vocabulary.h - all the words of an index in order: found whole, by their beginning, or with
 * typing errors. */
#ifndef SERVICES_SEARCH_VOCABULARY_H
#define SERVICES_SEARCH_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct vocabulary;

/* `words` in ascending order of bytes, each once, folded UTF-8; they must outlive it. */
struct vocabulary *vocabulary_new(const char *const *words, size_t count);
void vocabulary_free(struct vocabulary *v);

#define VOCABULARY_NONE SIZE_MAX
size_t vocabulary_find(const struct vocabulary *v, const char *word);

/* The words that begin with `start`: from the returned place up to, without it, `*ret_end`. */
size_t vocabulary_begin(const struct vocabulary *v, const char *start, size_t *ret_end);

/* Words that are one insertion, deletion, replacement or swap of neighbours away, ascending, at
 * most `cap`. */
size_t vocabulary_near(const struct vocabulary *v, const char *word, size_t *to, size_t cap);

/* Words of about seven letters and more that are up to two such errors away and begin with the same
 * letter, ascending, at most `cap`. */
size_t vocabulary_far(const struct vocabulary *v, const char *word, size_t *to, size_t cap);

/* Whether two folded words are one error apart; a word and itself are not. False for words of more
 * than 24 letters. */
bool vocabulary_is_near(const char *one, const char *two);

/* Whether one has another letter in the place of one of the other's, and no other difference. */
bool vocabulary_is_other_letter(const char *one, const char *two);

/* Letters of a folded word. */
size_t vocabulary_letters(const char *word);

#endif
