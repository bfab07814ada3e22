/* grid.c - the cells of a screen, left to right, before any terminal. */
#include "tui/page/grid.h"

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
	g->as = arena_array(a, (size_t)rows, sizeof(g->as[0]));
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

static void make_blank(struct cell *cell)
{
	if (cell != NULL)
		cell->glyph = (struct bidi_cell){.code = {' '}, .cols = 1};
}

/* The other half of what stands in this column. */
static void release(struct grid *g, int row, int col)
{
	const struct cell *cell = grid_at(g, row, col);

	if (cell->glyph.cols == 0)
		make_blank(grid_at(g, row, col - 1));
	else if (cell->glyph.cols == 2)
		make_blank(grid_at(g, row, col + 1));
}

void grid_put(struct grid *g, int row, int col, const struct bidi_cell *glyph, enum style style)
{
	struct cell *cell = grid_at(g, row, col);
	struct cell *second = glyph->cols == 2 ? grid_at(g, row, col + 1) : NULL;

	if (cell == NULL || (glyph->cols == 2 && second == NULL))
		return;
	release(g, row, col);
	if (second != NULL) {
		release(g, row, col + 1);
		*second = (struct cell){.style = style};
	}
	cell->glyph = *glyph;
	cell->style = style;
}
