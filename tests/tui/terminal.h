/* terminal.h - a very small terminal: what xterm and vt100 do with the bytes that painters send. */
#ifndef TESTS_TUI_TERMINAL_H
#define TESTS_TUI_TERMINAL_H

#include "tui/grid.h"

#include <stddef.h>

#define TERMINAL_ROWS 60
#define TERMINAL_COLS 140

struct terminal {
	const char *name; /* for messages */
	int rows, cols;
	int row, col;
	bool pending; /* a letter stands in the last column; the next one goes to the next row */
	bool other_screen, hidden_cursor, inserting;
	int unknown; /* sequences that it does not know */
	uint32_t cells[TERMINAL_ROWS][TERMINAL_COLS];
};

void terminal_open(struct terminal *t, int cols, int rows);
void terminal_write(struct terminal *t, const char *bytes, size_t len);

/* Fails the test when a cell differs from the grid's. */
void terminal_expect(const struct terminal *t, const struct grid *g);

#endif
