/* layout.h - a page and a person's place on it, into cells for a width, a height and a direction.
 */
#ifndef TUI_LAYOUT_H
#define TUI_LAYOUT_H

#include "tui/edit.h"
#include "tui/grid.h"
#include "tui/page.h"
#include "tui/screen.h"

/* Where the person is on the page: kept by tui/counter.c, changed by keys only. */
struct place_on_page {
	int field;           /* field id being answered; 0: at the choices */
	int choice;          /* choice number that arrows stand on; 0: none */
	int number;          /* digits typed so far; -1: none */
	int top;             /* first body row shown */
	struct edit *edit;   /* of `field`; NULL */
	const char *message; /* one line above the hints: "Choose a number from 1 to 8."; NULL */
};

/* The page as cells. Corrects at->top so that the focus stands on the screen. `*ret_rows`: rows of
 * the whole body, for scrolling. */
struct grid *layout_page(struct arena *a, const struct page *p, const struct context *x,
			 struct place_on_page *at, int cols, int rows, int *ret_rows);

#endif
