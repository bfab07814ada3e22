/* questions.h - a family of related questions on one page: what the page and its events share. */
#ifndef TUI_SCREENS_APPLY_QUESTIONS_H
#define TUI_SCREENS_APPLY_QUESTIONS_H

#include "tui/screens/common/common.h"

#define ON_PAGE 60 /* questions of a section, the most a definition may have */

struct questions {
	struct screen screen;
	struct draft *draft;
	const struct section *section; /* NULL: eligibility */
	int item;
	int page;
	int focus;   /* question index + 1 to stand at; 0: the face chooses */
	int told;    /* index + 1 of the question that was told to fit no other; 0: none */
	int twice;   /* index + 1 of a question that was answered elsewhere too; 0: none */
	bool passed; /* what was left empty and is needed is told: she has gone by it */
	struct error errors[ON_PAGE]; /* by question index; fault NONE: none */
};

/* A question of the section by its index, how many there are, and the way to its answer. */
const struct question *questions_at(const struct questions *q, size_t index);
size_t questions_count(const struct questions *q);
struct field_path questions_path(const struct questions *q, size_t index);

/* What was typed to this question and not taken; NULL. */
const struct rejected *questions_rejected(const struct questions *q, size_t index);

/* Whether it stands on a page; whether a page asks anything; the last one. */
bool questions_shows(const struct questions *q, size_t index, int page);
bool questions_has_page(const struct questions *q, int page);
int questions_last_page(const struct questions *q);

/* Whether it was left empty, and a check of the form demands it; `err`: why. */
bool questions_lacks(const struct questions *q, size_t index, struct error *err);

/* The question to stand at first, its index + 1; 0: the page has none. */
int questions_first(const struct questions *q);

/* questions_page.c: the page. */
struct page *questions_page_view(const struct screen *s, const struct scene *x, struct arena *a);

/* questions_entry.c: the number of an entry is looked up at once: what no register has is told
 * where it stands, and who could not send for it is told so on a page of its own. `was`: the answer
 * before. False: told where it stands. */
bool questions_names_entry(struct questions *q, struct stack *st, size_t index, const char *was);

#endif
