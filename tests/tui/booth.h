/* booth.h - small screens of the tests' own, a counter over them, and keys as text. */
#ifndef TESTS_TUI_BOOTH_H
#define TESTS_TUI_BOOTH_H

#include "tests/unit.h"

#include "i18n/i18n.h"
#include "tui/tui.h"

#define BOOTH_FIELDS 4
#define BOOTH_LOG 4000

/* What the screens of a test share: how they are made, and every event that reached them. */
struct booth {
	struct context context;
	struct counter *counter;
	struct stack *stack;
	char log[BOOTH_LOG]; /* "choose 3;answer 1 abc;next;" … */
	int choices;         /* of a menu screen */
	bool deliberate;
	bool single; /* of the form's fourth question only one is chosen */
	bool turns;  /* a choice makes a new page of the same screen */
	char values[BOOTH_FIELDS][64];
	char errors[BOOTH_FIELDS][64];
};

void booth_open(struct booth *s, enum lang lang, int cols, int rows);
void booth_close(struct booth *s);

/* A menu of `choices` items that only notes what is chosen (99: goes one screen deeper). */
struct screen *booth_menu(struct booth *s);

/* Four questions: 1 a name (digits in it are refused), 2 a number (ltr), 3 one of two options, 4
 * several of twelve, of which the first are places of Lebanon by name; and one choice below. */
struct screen *booth_form(struct booth *s);

/* A page that searches: three results named after the words. */
struct screen *booth_search(struct booth *s);

/* Puts a screen in the place of all others. */
void booth_show(struct booth *s, struct screen *screen);

/* Types bytes (escape sequences too); painted: each after its frame was sent. */
void booth_type(struct booth *s, const char *keys, bool painted);

/* The screen as text; the caller closes it. */
struct buffer booth_text(struct booth *s);
void booth_expect(struct booth *s, const char *words);
void booth_expect_not(struct booth *s, const char *words);

#endif
