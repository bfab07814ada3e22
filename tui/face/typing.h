/* typing.h - what is being typed on the pages that are open, kept while they are covered by others.
 */
#ifndef TUI_FACE_TYPING_H
#define TUI_FACE_TYPING_H

#include "tui/page/layout.h"
#include "tui/face/edit.h"
#include "tui/screens/screen.h"

/* An answer that is being entered; of a field of options: their numbers with commas. */
struct typing_field {
	int field;
	bool changed;   /* by the person, and not yet taken by the screen */
	bool kept;      /* a key of editing was pressed: what stands is not typed over */
	bool told_back; /* that a 0 goes back from it: it was entered empty */
	struct edit edit;
	struct edit find; /* letters that narrow a long list of options */
};

struct typing {
	unsigned page; /* stack_page */
	struct position at;
	struct edit search; /* open where the page searches */
	bool searches;
	bool searched; /* Enter was pressed behind its words, or a choice was taken: what is
			  typed next begins other words */
	int turn;      /* the page's, when it was seen last */
	struct typing_field *fields;
	size_t count, room;
	struct typing *next;
};

/* Of the page on top; made where it is new (`*ret_new`). */
struct typing *typing_of(struct typing **list, const struct stack *st, bool *ret_new);

/* Forgets the pages that are gone from the stack; NULL: all. */
void typing_prune(struct typing **list, const struct stack *st);

/* The entry of a field; NULL when it has none. */
struct typing_field *typing_find(struct typing *t, int field);

/* Takes over the page's values where nothing else was typed, and puts what was typed into the
 * page. */
void typing_sync(struct typing *t, struct page *p, enum direction direction);

/* Options by number: is `number` in "1,3"; put it in or take it out. */
bool typing_has(const char *numbers, int number);
void typing_toggle(struct edit *e, int number);

/* Puts a text in the place of what was there; the cursor at its end. */
void typing_set(struct edit *e, const char *text);

#endif
