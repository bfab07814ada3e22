/* counter_inner.h - what the parts of the counter share: its state, and how events are sent. */
#ifndef TUI_COUNTER_INNER_H
#define TUI_COUNTER_INNER_H

#include "tui/counter.h"
#include "tui/layout.h"
#include "tui/typing.h"

#define COUNTER_MESSAGE 240 /* bytes */

struct counter {
	struct context x;
	struct stack *stack;
	struct arena *pages;  /* the page that stands */
	struct arena *frames; /* the picture that was given last */
	int cols, rows;
	struct page *page;     /* NULL: to be made again */
	struct typing *typing; /* of every page on the stack that was seen */
	struct typing *now;    /* of the page that stands */
	unsigned drawn;        /* stack_stamp of the last picture */
	int drawn_top;         /* its first body row */
	bool resized;
	bool swallow_enter; /* a choice was taken at once: an Enter right after it means it too */
	bool searched;      /* Enter was pressed after the words of the search were typed */
	bool held;          /* an error was not painted yet: keys stay in its field */
	char message[COUNTER_MESSAGE];
	char told[COUNTER_MESSAGE];
};

/* One key and what is known of it. */
struct press {
	const struct key *key;
	bool painted, quick;
};

/* Makes the page again and finds the place on it. */
void counter_see(struct counter *c);

/* Hands an event to the screens; true when it was handled or taken. The page is seen anew. */
bool counter_send(struct counter *c, const struct happening *e);

/* True while the page with this number still stands. */
bool counter_stands(const struct counter *c, unsigned page);

void counter_say(struct counter *c, const char *message);
void counter_say_range(struct counter *c, int last);

/* Where the person goes: a field, or 0 for the choices. Without an event. */
void counter_stand_at(struct counter *c, int field);

void counter_back(struct counter *c);
void counter_help(struct counter *c);
void counter_scroll(struct counter *c, int rows);

/* Keys of every part where no text is typed: ? L Q, back, and the scrolling ones. */
bool counter_common_key(struct counter *c, const struct press *p);

/* The three kinds of places; each returns whether the picture may have changed. */
bool counter_choice_key(struct counter *c, const struct press *p);
bool counter_search_key(struct counter *c, const struct press *p);
bool counter_field_key(struct counter *c, const struct press *p);

/* A digit where choices are numbered; false when the key is none. */
bool counter_choice_digit(struct counter *c, const struct press *p);
bool counter_choice_enter(struct counter *c, const struct press *p);

bool counter_option_key(struct counter *c, const struct press *p);

/* The question where the person stands. */
const struct field *counter_field_here(const struct counter *c);

/* Gives its answer and goes on where it was taken; keeps it and goes to the question behind (1) or
 * before (-1); keeps it and goes back. */
void counter_field_done(struct counter *c, const struct press *p);
void counter_field_tab(struct counter *c, int step);
void counter_field_escape(struct counter *c);

/* Stores what was typed in the field where the person stands, if it changed; true when nothing
 * stays in error. */
bool counter_field_keep(struct counter *c);

/* To the first or the last field (step 1 or -1). False when there is none. */
bool counter_field_enter(struct counter *c, int step);

#endif
