/* plain_page.h - blocks of a page as lines of text, in reading order. */
#ifndef TUI_PLAIN_PAGE_H
#define TUI_PLAIN_PAGE_H

#include "i18n/base/buffer.h"
#include "tui/page.h"

/* Where lines go, and how they end. */
struct plain_out {
	struct buffer *out;
	bool raw; /* CR LF at line ends, folded softly; else LF and never folded */
};

/* A text as one line or, where it has line ends, several: logical order, without harakat, isolates
 * and control characters. */
void plain_line(const struct plain_out *o, const char *text);

/* The same without a line end behind it. */
void plain_prompt(const struct plain_out *o, const char *text);

/* Title and blocks, top to bottom, numbered choices among them; no questions. */
void plain_page(const struct plain_out *o, const struct page *p);

/* What is asked: help, options, the answer so far; not yet the prompt. */
void plain_question(const struct plain_out *o, const struct field *f);

/* "Name (required): " */
const char *plain_question_prompt(struct arena *a, const struct field *f, bool seen);

/* "A number from 1 to 8, 0 back, ? help …:" */
const char *plain_choice_prompt(struct arena *a, const struct page *p);

/* Options as they are typed, "1, 3" or "1 3", as "1,3"; other words as they are. And the numbers of
 * those that are chosen. */
char *plain_numbers(struct arena *a, const char *words);
const char *plain_chosen_numbers(struct arena *a, const struct field *f);

#endif
