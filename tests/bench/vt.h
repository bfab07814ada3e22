/* vt.h - a small terminal in memory: what a person would see of the bytes that a server sent. */
#ifndef TESTS_BENCH_VT_H
#define TESTS_BENCH_VT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define VT_ROWS 24
#define VT_COLS 80
#define VT_PARAMS 8

/* Understands what xterm-256color's terminfo entry lets ncurses send; colours are passed over, and
 * every letter counts one column (marks above letters none): enough to wait for a text. */
struct vt {
	uint32_t cell[VT_ROWS][VT_COLS]; /* code points */
	uint32_t last;                   /* the letter that "repeat" repeats */
	int row, col, saved_row, saved_col;
	int top, bottom; /* the scrolling region, both included */
	bool wrap;       /* the last column was written: the next letter starts a row */
	enum { VT_TEXT, VT_ESCAPE, VT_CSI, VT_STRING, VT_SKIP } state;
	char private;
	int param[VT_PARAMS];
	int params;
	uint32_t point; /* UTF-8 letter in the making */
	int missing;    /* bytes that it still lacks */
};

void vt_clear(struct vt *t);
void vt_feed(struct vt *t, const unsigned char *bytes, size_t len);

/* Stands `text` (UTF-8) in one row of the screen? An empty text never does. */
bool vt_shows(const struct vt *t, const char *text);

/* The screen's rows without blanks at their ends, empty ones at the bottom left out. */
void vt_print(const struct vt *t, FILE *to);

#endif
