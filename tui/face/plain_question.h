/* plain_question.h - a question of a page as lines: itself first, then what may be answered. */
#ifndef TUI_FACE_PLAIN_QUESTION_H
#define TUI_FACE_PLAIN_QUESTION_H

#include "tui/face/plain_page.h"

/* The question, its help, its options, the answer so far; a long list's options are counted only.
 * False, and nothing said, where there is nothing but the question: the prompt asks it. */
bool plain_question(const struct plain_out *o, const struct field *f);

/* Behind an answer that was not taken: the choices there are, and what stands there still; where
 * words are asked for, what stood there `before` and what Enter does. */
void plain_question_again(const struct plain_out *o, const struct field *f, const char *before);

/* "Name (required):", or, where the question was `said` just now, "A number from 1 to 3:". `seen`:
 * a secret is seen as it is typed. */
const char *plain_question_prompt(struct arena *a, const struct field *f, bool seen, bool said);

/* A handful of the options that are not hidden, from index `from` on, with the numbers that are
 * typed. Returns where the next handful begins; 0: there is none. */
size_t plain_question_list(const struct plain_out *o, const struct option *options, size_t count,
			   size_t from);

/* Options as they are typed, "1, 3" or "1 3", as "1,3"; other words as they are. And the numbers of
 * those that are chosen. */
char *plain_question_numbers(struct arena *a, const char *words);
const char *plain_question_chosen(struct arena *a, const struct field *f);

#endif
