/* sent.c - a row of a grid as this terminal must be sent it. */
#include "tui/terminal/sent.h"

#include "tui/terminal/look.h"

#include <string.h>

static int weight_at(const struct grid *g, int row, int col)
{
	return look_of(grid_at(g, row, col)->style)->attributes & LOOK_BOLD;
}

/* Pieces of the same weight one by one, for terminals that draw bold letters apart. */
static void encode_pieces(enum terminal_kind kind, const struct grid *g, int row, struct sent *s)
{
	for (int from = 0, end; from < s->count; from = end) {
		for (end = from + 1; end < s->count; end++)
			if (weight_at(g, row, end) != weight_at(g, row, from))
				break;
		rowcode_encode(kind, s->cells + from, (size_t)(end - from), s->shows + from);
		for (int i = from; i < end; i++)
			s->shows[i] = (uint16_t)(s->shows[i] + from);
	}
}

enum terminal_kind sent_kind(const struct sent_how *how, const struct grid *g, int row)
{
	return g->as[row] == 0 ? how->kind : (enum terminal_kind)(g->as[row] - 1);
}

void sent_encode(const struct sent_how *how, const struct grid *g, int row, struct sent *ret)
{
	enum terminal_kind kind = sent_kind(how, g, row);

	ret->count = g->cols < SENT_MOST ? g->cols : SENT_MOST;
	for (int col = 0; col < ret->count; col++) {
		const struct cell *cell = grid_at(g, row, col);
		struct bidi_cell *glyph = &ret->cells[col];

		*glyph = cell->glyph;
		if (how->marks_fields && cell->style == STYLE_FIELD && glyph->code[0] == ' ')
			glyph->code[0] = '_';
	}
	if (kind == TERMINAL_TOKEN)
		encode_pieces(kind, g, row, ret);
	else
		rowcode_encode(kind, ret->cells, (size_t)ret->count, ret->shows);
}

enum style sent_style(const struct sent *s, const struct grid *g, int row, int place)
{
	return grid_at(g, row, s->shows[place])->style;
}

void sent_cursor(const struct sent_how *how, const struct grid *g, int *ret_row, int *ret_col)
{
	struct sent s;

	*ret_row = g->cursor_row < 0 ? g->rows - 1 : g->cursor_row;
	*ret_col = g->cursor_col < 0 ? 0 : g->cursor_col;
	if (g->cursor_row < 0 || sent_kind(how, g, g->cursor_row) == TERMINAL_VISUAL)
		return;
	sent_encode(how, g, *ret_row, &s);
	*ret_col = (int)rowcode_sent_at(s.shows, (size_t)s.count, (size_t)*ret_col);
}
