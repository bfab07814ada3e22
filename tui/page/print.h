/* print.h - a grid as text: for golden screens, kiosk logs and papers. */
#ifndef TUI_PAGE_PRINT_H
#define TUI_PAGE_PRINT_H

#include "i18n/base/buffer.h"
#include "tui/page/grid.h"

/* Rows as UTF-8, cells left to right (visual order), blanks at the end left out; the cursor's place
 * in a last line "cursor ROW COL". */
void print_grid(const struct grid *g, struct buffer *out);

/* One row of it, without a line end. */
void print_row(const struct grid *g, int row, struct buffer *out);

#endif
