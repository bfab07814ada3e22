/* draft_fill.h - the number of an entry is typed, and the form has what the entry has. */
#ifndef TUI_SCREENS_DRAFT_FILL_H
#define TUI_SCREENS_DRAFT_FILL_H

#include "tui/screens/draft.h"

/* Behind an answer to `at`, which was `was` before: where that is the number of the entry that the
 * service is about, its questions are answered with what the entry has; what a person answered
 * otherwise stays. */
MUST_USE enum fault draft_fill(const struct context *x, struct draft *j,
			       const struct field_path *at, const char *was, struct error *err);

#endif
