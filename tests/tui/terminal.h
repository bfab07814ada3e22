/* terminal.h - a very small terminal: what xterm and vt100 do with the bytes that painters send. */
#ifndef TESTS_TUI_TERMINAL_H
#define TESTS_TUI_TERMINAL_H

#include "i18n/rowcode.h"
#include "tui/page/grid.h"

#include <stddef.h>

#define TERMINAL_ROWS 60
#define TERMINAL_COLS 140

/* How a letter is drawn: these, its colour + 1 in the third hex digit, the paper's in the fourth.
 */
enum { DRAWN_BOLD = 1, DRAWN_REVERSE = 2, DRAWN_UNDERLINE = 4 };
#define DRAWN_INK(n) (((unsigned)(n) + 1) << 8)
#define DRAWN_PAPER(n) (((unsigned)(n) + 1) << 12)

struct drawn {
	struct bidi_cell glyph;
	unsigned look;
};

struct terminal {
	const char *name; /* for messages */
	unsigned lacks;   /* looks that it cannot show */
	bool wraps;       /* a letter in the last column moves on at once */
	bool vt52;        /* that one's sequences */
	enum terminal_kind kind;
	bool coloured;
	int rows, cols;
	int row, col;
	bool pending; /* a letter stands in the last column; the next one goes to the next row */
	bool other_screen, hidden_cursor, inserting;
	int unknown; /* sequences that it does not know */
	unsigned look;
	struct drawn drawn[TERMINAL_ROWS][TERMINAL_COLS]; /* as sent */
};

void terminal_open(struct terminal *t, int cols, int rows);
/* It can what terminals of this type can. */
void terminal_become(struct terminal *t, const char *term);
void terminal_write(struct terminal *t, const char *bytes, size_t len);

/* Fails the test when what is seen, the looks of letters and the cursor differ from the grid's. */
void terminal_expect(const struct terminal *t, const struct grid *g);

#endif
