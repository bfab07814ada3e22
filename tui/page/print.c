/* print.c - a grid as text: for golden screens, kiosk logs and papers. */
#include "tui/page/print.h"

#include "i18n/utf8.h"

static bool is_blank(const struct cell *c)
{
	return c->glyph.cols == 0 || (c->glyph.code[0] == ' ' && c->glyph.code[1] == 0);
}

static void put_cell(const struct cell *c, struct buffer *out)
{
	if (c->glyph.cols == 0)
		return;
	for (int i = 0; i < CELL_CODES && c->glyph.code[i] != 0; i++) {
		char bytes[4];

		buffer_add(out, bytes, utf8_encode(c->glyph.code[i], bytes));
	}
}

void print_row(const struct grid *g, int row, struct buffer *out)
{
	int end = g->cols;

	while (end > 0 && is_blank(grid_at(g, row, end - 1)))
		end--;
	for (int col = 0; col < end; col++)
		put_cell(grid_at(g, row, col), out);
}

void print_grid(const struct grid *g, struct buffer *out)
{
	for (int row = 0; row < g->rows; row++) {
		print_row(g, row, out);
		buffer_text(out, "\n");
	}
	buffer_format(out, "cursor %d %d\n", g->cursor_row, g->cursor_col);
}
