/* plain_page.h - blocks of a page as lines of text, in reading order. */
#ifndef TUI_FACE_PLAIN_PAGE_H
#define TUI_FACE_PLAIN_PAGE_H

#include "i18n/base/buffer.h"
#include "tui/page/page.h"

/* Where lines go, and how they end. */
struct plain_out {
	struct buffer *out;
	bool raw;    /* CR LF at line ends, folded softly; else LF and never folded */
	bool visual; /* for the eye: rows composed from left to right, as on a page, and folded */
	int cols;    /* of the terminal; 0: not known */
};

/* A text as one line or, where it has line ends, several: in logical order, harakat and all, since
 * they tell a voice how to read; without isolates, tatweel and control characters. `visual`: as a
 * page shows it. */
void plain_line(const struct plain_out *o, const char *text);

/* The same with a blank instead of a line end behind it; for the eye, what is typed stands on a row
 * of its own. */
void plain_prompt(const struct plain_out *o, const char *text);

/* For the eye: what is being typed, composed anew over the row where it stands. */
void plain_typed(const struct plain_out *o, const char *text, size_t len);

#define PLAIN_HANDFUL 9 /* of a longer list, so many are said at once */

/* Title and blocks, top to bottom, numbered choices among them; no questions. Of the rows of a long
 * list the first handful; returns how many of them were said, 0 where that is all. */
size_t plain_page(const struct plain_out *o, const struct page *p);

/* The next handful of the page's rows, behind the first `from`; returns as plain_page does. */
size_t plain_page_rows(const struct plain_out *o, const struct page *p, size_t from);

/* Whether it is one list of more rows than a handful. */
bool plain_page_is_long(const struct page *p);

/* How many of all were said, and how the next ones are shown. */
void plain_more(const struct plain_out *o, size_t said, size_t all);

/* A reference or PIN as it is heard and typed: digits in groups of three or four, by blanks, which
 * are taken back. Other text as it is. */
const char *plain_spoken(struct arena *a, const char *number);

/* What a person is asked for as a prompt: "Your answer:", with the blank that French has there. */
const char *plain_page_asks(struct arena *a, const char *words);

/* "A number from 1 to 8, 0 back, ? help …:" */
const char *plain_choice_prompt(struct arena *a, const struct page *p);

#endif
