/* text.h - text at the door: what comes in is made clean once, what goes out is made harmless. */
#ifndef I18N_TEXT_H
#define I18N_TEXT_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* What a text is, and so how much of its writer's hand is kept. */
enum text_kind {
	TEXT_LINE,  /* data on one line: names, numbers, dates, codes, keys, words of a command */
	TEXT_WORDS, /* free text on one line */
	TEXT_LINES, /* free text: CR LF and CR become LF; LF stays */
	TEXT_TITLE, /* the portal's own printed words on one line: blanks and hyphens stay, too */
	TEXT_PAGE,  /* the same on several lines */
};

/*
 * The one door: checks `len` bytes from a person, a file or the network, and folds them once into
 * `ret` (in `a`): valid UTF-8, NFC, no control characters, no bidi controls (LRM RLM ALM,
 * embeddings, isolates, BOM: left out silently), no other invisible formatting but ZWJ and ZWNJ
 * between letters, presentation forms decomposed, every blank (NBSP, narrow, figure, ideographic,
 * tab …) an ASCII one and on one line several of them one, hyphens and the minus sign `-`; blanks
 * at both ends dropped, on one line line ends there, too. In data also dashes become `-`,
 * apostrophes `'`, quotation marks `"`, and tatweel is left out; free text keeps these («10–15»).
 * Nothing but tatweel in data: one stays, so that it is not taken for no answer. Folding again
 * changes nothing. FAULT_INPUT: not UTF-8, a control character, or a line end inside one line.
 */
MUST_USE enum fault text_clean(struct arena *a, const char *bytes, size_t len, enum text_kind kind,
			       char **ret, struct error *err);

/* How many of the first `len` bytes are blanks of any kind, and marks that nobody sees;
 * `*ret_blank`: whether a blank is among them. */
size_t text_margin(const char *s, size_t len, bool *ret_blank);

/* For any output (pages, lines, JSON values, logs, names): bytes that are not valid or not harmless
   become U+FFFD or are left out. Never fails. `cap` cuts at that many bytes at a cluster's end with
   "…"; 0 for no cut. */
char *text_safe(struct arena *a, const char *s, size_t cap);

/* The same of a text of several lines, which stay lines; each but the first begins with `margin`,
 * so that none of them looks as if it were the program's own. */
char *text_safe_lines(struct arena *a, const char *s, const char *margin);

/* Without harakat and tatweel, for the screen. */
char *text_bare(struct arena *a, const char *s);

/* True when the first strong character is right-to-left; `otherwise` when there is no strong one.
 */
bool text_is_rtl(const char *s, bool otherwise);

#endif
