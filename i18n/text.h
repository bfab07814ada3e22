/* text.h - text at the door: what comes in is made clean once, what goes out is made harmless. */
#ifndef I18N_TEXT_H
#define I18N_TEXT_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum text_kind {
	TEXT_LINE,  /* one line: tab becomes a blank, a line end is a fault */
	TEXT_LINES, /* CR LF and CR become LF; LF stays */
};

/*
 * Checks and cleans `len` bytes from a person, a file or the network into `ret` (in `a`): valid
 * UTF-8, NFC, no control characters, no bidi controls (LRM RLM ALM, embeddings, isolates: left out
 * silently), no other invisible formatting but ZWJ and ZWNJ between letters, presentation forms
 * decomposed, blanks at both ends dropped. FAULT_INPUT: not UTF-8, or a control character.
 */
MUST_USE enum fault text_clean(struct arena *a, const char *bytes, size_t len, enum text_kind kind,
			       char **ret, struct error *err);

/* For any output (pages, lines, JSON values, logs, names): bytes that are not valid or not harmless
   become U+FFFD or are left out. Never fails. `cap` cuts at that many bytes at a cluster's end with
   "…"; 0 for no cut. */
char *text_safe(struct arena *a, const char *s, size_t cap);

/* Without harakat and tatweel, for the screen. */
char *text_bare(struct arena *a, const char *s);

/* True when the first strong character is right-to-left; `otherwise` when there is no strong one.
 */
bool text_is_rtl(const char *s, bool otherwise);

#endif
