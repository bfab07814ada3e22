/* sent.h - a row of a grid as this terminal must be sent it. */
#ifndef TUI_TERMINAL_SENT_H
#define TUI_TERMINAL_SENT_H

#include "i18n/rowcode.h"
#include "tui/page/grid.h"

#include <stdbool.h>
#include <stdint.h>

#define SENT_MOST 500 /* columns of a row that are sent */

/* What there is to know of the terminal. */
struct sent_how {
	enum terminal_kind kind;
	bool marks_fields; /* no underline: the blanks of a field are drawn */
};

struct sent {
	int count;
	struct bidi_cell cells[SENT_MOST];
	uint16_t shows[SENT_MOST]; /* the column whose style goes with each cell */
};

/* What the terminal of this row does with it. */
enum terminal_kind sent_kind(const struct sent_how *how, const struct grid *g, int row);

void sent_encode(const struct sent_how *how, const struct grid *g, int row, struct sent *ret);

/* The style that the cell in this place is sent with. */
enum style sent_style(const struct sent *s, const struct grid *g, int row, int place);

/* Where the cursor is sent so that it is seen where the grid has it; at the left of the last row
 * where none is seen. */
void sent_cursor(const struct sent_how *how, const struct grid *g, int *ret_row, int *ret_col);

#endif
