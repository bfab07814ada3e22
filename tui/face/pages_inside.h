/* pages_inside.h - what the parts of the pages share: its state, and how events are sent. */
#ifndef TUI_FACE_PAGES_INSIDE_H
#define TUI_FACE_PAGES_INSIDE_H

#include "tui/face/pages.h"
#include "tui/page/layout.h"
#include "tui/face/typing.h"

#define PAGES_MESSAGE 240 /* bytes */

#define WORD_DIGIT_KEYS 4

/* A digit that chose, and may have been a letter of the words that were being typed. */
struct word_digit {
	unsigned page;                   /* where they are typed; 0: there is none */
	uint32_t codes[WORD_DIGIT_KEYS]; /* the digit, and what came behind it */
	size_t count;
};

/* Milliseconds behind the key before: nobody reads what was told and types in so short a time, and
 * slow fingers are on the same word still. */
#define BREATH 600
#define THOUGHT 1500

#define DIGIT_RUN 20

/* Digits that were typed one right behind another where they choose. */
struct digit_run {
	char typed[DIGIT_RUN + 1];
	size_t size;
	size_t zeros;      /* at its end */
	bool refused;      /* there is no such choice on that page, at that field, up to `last` */
	bool rushed;       /* its last digit came right behind one that is no 0: no half of a 00 */
	unsigned page, on; /* where it was refused; where its last digit was typed */
	int field, last;
};

/* Digits that were typed one behind another from a page on where they choose. */
struct typed_number {
	char typed[DIGIT_RUN + 1];
	size_t size;
	size_t from;   /* of these the first that came behind a pause: before it are choices */
	bool parted;   /* a blank or a dash stands behind the first four of these */
	bool slow;     /* of these some came one by one, as choices do */
	bool in_field; /* the last ones went into a field */
	bool entered;  /* Enter has ended it */
	unsigned page; /* where that one was typed */
};

struct pages {
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
	bool held;          /* an error was not painted yet: keys stay in its field */
	bool word;          /* letters that mean nothing are typed: those that follow are of it */
	char letters[DIGIT_RUN + 1]; /* they, until another key than Enter comes */
	unsigned lettered;           /* the page that a letter has opened just now; 0: none */
	int stepped;                 /* how it went on to it through a list: 1, -1; 0: not so */
	struct word_digit digit;
	struct digit_run run;
	struct typed_number number;
	uint32_t zero; /* the key before this one was a 0 that goes back: its code; else 0 */
	char message[PAGES_MESSAGE];
	char told[PAGES_MESSAGE];
};

/* One key and what is known of it. */
struct press {
	const struct key *key;
	bool painted, quick;
};

/* For whom a page is laid out; words in `a`. */
struct layout_for pages_for(const struct pages *c, struct arena *a);

/* Makes the page again and finds the place on it. */
void pages_see(struct pages *c);

/* Hands an event to the screens; true when it was handled or taken. The page is seen anew. */
bool pages_send(struct pages *c, const struct input *e);

/* True while the page with this number still stands. */
bool pages_stands(const struct pages *c, unsigned page);

void pages_say(struct pages *c, const char *message);
void pages_say_range(struct pages *c, int last);

/* Where the person goes: a field, or 0 for the choices. Without an event. */
void pages_stand_at(struct pages *c, int field);

void pages_back(struct pages *c);
void pages_help(struct pages *c);
void pages_scroll(struct pages *c, int rows);

/* Keys of every part where no text is typed: ? L Q, back, and the scrolling ones. */
bool pages_common_key(struct pages *c, const struct press *p);

/* A letter where there are choices up to `last`: a command where it is typed alone, nothing within
 * a word, which is told; and the other keys of pages_common_key. False for a key that is none. */
bool pages_letter_key(struct pages *c, const struct press *p, int last);

/* é è ç à within a word, which are digits on AZERTY's row, are passed over once, so that who means
 * the digit types it again. */
bool pages_letter_accent(struct pages *c, const struct press *p, int last);

bool pages_letter_is(const struct key *k);

/* Before a digit is taken in a search: whether it may be a letter. Behind it: it was taken on this
 * page. */
bool pages_digit_may_be(const struct pages *c, const struct key *k);
void pages_digit_note(struct pages *c, unsigned page, uint32_t code);

/* Before any key is taken: where it is a letter right behind such a digit, the person stands in the
 * search again, with the digit behind the words. */
void pages_digit_follow(struct pages *c, const struct press *p);

/* Before any key is taken: true where it is of a number that was refused, which chooses nothing. */
bool pages_run_follow(struct pages *c, const struct press *p);

/* Before any key is taken: true where it made a number of those before it, with which tracking was
 * opened. */
bool pages_number_follow(struct pages *c, const struct press *p);
/* The words of a search that are a number open tracking in the same way; false where they are none.
 */
bool pages_number_words(struct pages *c);
/* Where this text's digits came right behind the one that opened its page: all of them, else NULL.
 */
const char *pages_number_with_first(const struct pages *c, const char *text);

/* Before a digit is taken where choices up to `last` are numbered; `named`: there is one of this
 * number. True where it was refused: there is none, or it is a 0 within a number, which does not go
 * back. */
bool pages_run_digit(struct pages *c, const struct press *p, int digit, bool named, int last);

/* The three kinds of places; each returns whether the picture may have changed. */
bool pages_choice_key(struct pages *c, const struct press *p);
bool pages_search_key(struct pages *c, const struct press *p);
bool pages_field_key(struct pages *c, const struct press *p);

/* A digit where choices are numbered; false when the key is none. */
bool pages_choice_digit(struct pages *c, const struct press *p);
bool pages_choice_enter(struct pages *c, const struct press *p);

bool pages_option_key(struct pages *c, const struct press *p);

/* Where a new page begins: the screen's own wish, else the first question in error, else the first
 * without an answer, else the first; 0: it has none. */
int pages_field_first(const struct page *p);
/* The question where the person stands. */
const struct field *pages_field_here(const struct pages *c);

/* Gives its answer and goes on where it was taken; keeps it and goes to the question behind (1) or
 * before (-1); keeps it and goes back. */
void pages_field_done(struct pages *c, const struct press *p);
void pages_field_tab(struct pages *c, int step);
void pages_field_escape(struct pages *c);

/* Stores what was typed in the field where the person stands, if it changed; true when nothing
 * stays in error. */
bool pages_field_keep(struct pages *c);

/* To the first or the last field (step 1 or -1). False when there is none. */
bool pages_field_enter(struct pages *c, int step);

#endif
