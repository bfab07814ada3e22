/* fixture.h - small screens of the tests' own, pages over them, and keys as text. */
#ifndef TESTS_TUI_FIXTURE_H
#define TESTS_TUI_FIXTURE_H

#include "tests/unit.h"

#include "i18n/i18n.h"
#include "tui/tui.h"

#define FIXTURE_FIELDS 4
#define FIXTURE_LOG 4000
#define FIXTURE_LOOK 1000 /* milliseconds */

/* Keys as a terminal sends them. */
#define FIXTURE_DOWN "\x1B[B"
#define FIXTURE_UP "\x1B[A"
#define FIXTURE_LEFT "\x1B[D"
#define FIXTURE_RIGHT "\x1B[C"
#define FIXTURE_BACKTAB "\x1B[Z"
#define FIXTURE_PAGE_DOWN "\x1B[6~"

/* What the screens of a test share: how they are made, and every event that reached them. */
struct fixture {
	struct context context;
	struct caller caller;
	struct pages *pages;
	struct stack *stack;
	char log[FIXTURE_LOG]; /* "choose 3;answer 1 abc;next;" … */
	int choices;           /* of a menu screen */
	bool deliberate;
	enum field_kind name; /* of the form's first question */
	bool single;          /* of the form's fourth question only one is chosen */
	bool turns;           /* a choice makes a new page of the same screen */
	struct screen *(*opens)(struct fixture *s); /* what a result of a search opens; NULL */
	int after; /* milliseconds between the keys that are typed; 0: in one go, behind a look at
		      the page */
	bool looks;
	char values[FIXTURE_FIELDS][64];
	char errors[FIXTURE_FIELDS][64];
};

void fixture_open(struct fixture *s, enum lang lang, int cols, int rows);
void fixture_close(struct fixture *s);

/* A menu of `choices` items that only notes what is chosen (99: goes one screen deeper). */
struct screen *fixture_menu(struct fixture *s);

/* Four questions: 1 a name (digits in it are refused), 2 a number (ltr), 3 one of two options, 4
 * several of twelve, of which the first are places of Lebanon by name; and one choice below. */
struct screen *fixture_form(struct fixture *s);

/* A page that searches: three results named after the words. */
struct screen *fixture_search(struct fixture *s);

/* Puts a screen in the place of all others. */
void fixture_show(struct fixture *s, struct screen *screen);

/* Types bytes (escape sequences too); painted: each after its frame was sent. */
void fixture_type(struct fixture *s, const char *keys, bool painted);

/* The screen as text; the caller closes it. */
struct buffer fixture_text(struct fixture *s);
void fixture_expect(struct fixture *s, const char *words);
void fixture_expect_not(struct fixture *s, const char *words);

/* What has reached the screens since the last look. */
void fixture_expect_log(struct fixture *s, const char *log);

#endif
