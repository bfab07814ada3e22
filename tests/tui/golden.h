/* golden.h - pages over a fresh registry, and its screens held against files under
 * tests/golden/. */
#ifndef TESTS_TUI_GOLDEN_H
#define TESTS_TUI_GOLDEN_H

#include "tests/unit.h"

#include "i18n/i18n.h"
#include "tui/tui.h"

/* One visit in one language and size, over the shared registry of this test. */
struct visit {
	struct context context;
	struct caller caller;
	struct pages *pages;
	const char *hide_reference; /* random digits that are shown as zeros in the file; NULL */
	const char *hide_pin;
	const char *const *hide_more; /* further references, NULL behind the last; NULL */
	bool hide_digits; /* every digit of the page is random: all are shown as zeros */
	enum lang lang;
	int cols, rows;
	int after;       /* milliseconds between the keys that are typed; 0: in one go, behind a
			    look at the page */
	int differences; /* files that differ or are missing */
};

/* Opens a visit that stands at home; the registry and the catalogue are made once. */
void golden_open(struct visit *v, enum lang lang, int cols, int rows);
void golden_close(struct visit *v);

/* The same visit from its first screen on, by somebody with this key. */
void golden_come_with_key(struct visit *v, const char *key);

struct stack *golden_stack(struct visit *v);

/* Answers everything that the draft asks; what a definition refuses stays as it is. */
void golden_fill(struct visit *v, struct draft *j);

#define GOLDEN_LOOK 1000 /* milliseconds */

/* Types: plain characters, "\n" Enter, "\t" Tab, "\x1b" Escape, "\x0e" Page Down. */
void golden_type(struct visit *v, const char *keys);

/* Whether the screen as it is now has these words; the test fails where it is otherwise. */
void golden_shows(struct visit *v, const char *words, bool there);

/* Holds the screen as it is now against tests/golden/LANG/COLSxROWS/NAME.txt, and with `whole` the
   pages below it too, in the same file. With GOLDEN=write in the environment the file is written
   instead. */
void golden_hold(struct visit *v, const char *name, bool whole);

/* The same for any text and file: false where they differ. */
bool golden_file(char *path, const struct buffer *text);

/* Every language and size: calls `visit` for each and fails the test when any file differs. */
void golden_each(void (*visit)(struct visit *v));

#endif
