/* grid.c - the cells of a screen, left to right, before any terminal. */
#include "tui/grid.h"

#include "i18n/base/error.h"

struct grid *grid_new(struct arena *a, int cols, int rows)
{
	struct grid *g = arena_take(a, sizeof(*g));
	size_t count;

	if (cols <= 0 || rows <= 0)
		fatal("a grid of %d times %d", cols, rows);
	count = (size_t)cols * (size_t)rows;
	g->cols = cols;
	g->rows = rows;
	g->cursor_col = g->cursor_row = -1;
	g->cells = arena_array(a, count, sizeof(g->cells[0]));
	for (size_t i = 0; i < count; i++) {
		g->cells[i].glyph.code[0] = ' ';
		g->cells[i].glyph.cols = 1;
	}
	return g;
}

struct cell *grid_at(const struct grid *g, int row, int col)
{
	if (row < 0 || col < 0 || row >= g->rows || col >= g->cols)
		return NULL;
	return &g->cells[(size_t)row * (size_t)g->cols + (size_t)col];
}
