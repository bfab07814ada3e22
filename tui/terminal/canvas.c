/* canvas.c - what stands on a terminal, cell by cell, and the fewest bytes that make it another
 * grid.
 *
 * Of each cell that was sent a number is kept that holds its letter and style. Rows whose grid is
 * the same as before are passed over; in the others, from left to right, the pen goes to each cell
 * that differs by whichever way is shortest. A whole page is the same after a clear: blanks stand
 * there already.
 */
#include "tui/terminal/canvas.h"

#include "i18n/base/error.h"
#include "i18n/utf8.h"
#include "tui/terminal/look.h"

#include <stdlib.h>
#include <string.h>

#define NEAR 8         /* columns that are gone one by one, or written once more */
#define LINES_MOST 4   /* rows that are gone down by line ends */
#define BLANKS_LEAST 8 /* that are erased and not written */

/* What stands in a cell: a letter and its style, or one of these. */
#define BARE 0U   /* nothing since the terminal was emptied */
#define SECOND 1U /* the second column of a wide letter */
#define BLANK ((uint32_t)' ' | 1U << 25)

/* A row as it is to be sent. */
struct line {
	struct sent sent;
	enum style style[SENT_MOST];
	uint32_t cell[SENT_MOST];
	int end; /* behind the last cell that is no blank */
};

/* --- styles ----------------------------------------------------------------------------------- */

static void read_look(struct canvas *c, enum style style, bool coloured)
{
	struct look look = *look_of(style);
	char to[TERMINFO_ROOM] = "";

	/* Without colours, ink on paper is reverse. */
	if (!coloured && look.paper >= 0)
		look.attributes |= LOOK_REVERSE;
	if (look.attributes & LOOK_BOLD)
		terminfo_add(&c->can, TERMINFO_BOLD, 0, 0, to);
	if (look.attributes & LOOK_REVERSE)
		terminfo_add(&c->can, TERMINFO_REV, 0, 0, to);
	if (look.attributes & LOOK_UNDERLINE)
		terminfo_add(&c->can, TERMINFO_SMUL, 0, 0, to);
	if (coloured && look.ink >= 0)
		terminfo_add(&c->can, TERMINFO_SETAF, look.ink, 0, to);
	if (coloured && look.paper >= 0)
		terminfo_add(&c->can, TERMINFO_SETAB, look.paper, 0, to);
	memcpy(c->look[style], to, sizeof(to));
	c->on_blanks[style] =
		to[0] != '\0' && (look.paper >= 0 || (look.attributes & ~LOOK_BOLD) != 0);
}

/* Without what only takes back another set of characters, which is never asked for here. */
static void read_plain(struct canvas *c)
{
	static const char *const charsets[] = {"\x1B(B", "\x0F"};
	char *to = c->plain;

	memcpy(to, c->can.string[TERMINFO_SGR0], TERMINFO_ROOM);
	for (size_t i = 0; i < 2; i++) {
		char *at = strstr(to, charsets[i]);

		if (at != NULL)
			memmove(at, at + strlen(charsets[i]), strlen(at + strlen(charsets[i])) + 1);
	}
}

void canvas_open(struct canvas *c, const struct terminfo *can, bool coloured)
{
	*c = (struct canvas){.can = *can};
	for (int i = 0; i < STYLE_COUNT; i++) {
		read_look(c, (enum style)i, coloured && can->coloured);
		for (c->same[i] = 0; strcmp(c->look[c->same[i]], c->look[i]) != 0;)
			c->same[i]++;
	}
	read_plain(c);
	c->how.marks_fields = c->look[STYLE_FIELD][0] == '\0';
}

void canvas_close(struct canvas *c)
{
	free(c->cells);
	free(c->seen);
}

void canvas_resize(struct canvas *c, int cols, int rows)
{
	canvas_close(c);
	c->cols = cols;
	c->rows = rows;
	c->cells = calloc((size_t)rows * (size_t)cols, sizeof(*c->cells));
	c->seen = calloc((size_t)rows, sizeof(*c->seen));
	if (c->cells == NULL || c->seen == NULL)
		fatal("out of memory");
}

/* --- rows as they are sent -------------------------------------------------------------------- */

/* FNV-1a over what is seen of a row, never 0. */
static uint64_t hash_of(const struct grid *g, int row)
{
	uint64_t hash = 0xCBF29CE484222325 ^ g->as[row];

	for (int col = 0; col < g->cols; col++) {
		const struct cell *cell = grid_at(g, row, col);

		for (int i = 0; i < CELL_CODES && (i == 0 || cell->glyph.code[i] != 0); i++)
			hash = (hash ^ cell->glyph.code[i]) * 0x100000001B3;
		hash = (hash ^ ((uint64_t)cell->style << 32 | cell->glyph.cols)) * 0x100000001B3;
	}
	return hash | 1;
}

/* Letter, style and width side by side, so that no two cells without marks are taken for each
 * other. */
static uint32_t cell_of(const struct canvas *c, const struct bidi_cell *glyph, enum style style)
{
	uint32_t cell = glyph->code[0] | (uint32_t)style << 21 | (uint32_t)glyph->cols << 25;

	if (glyph->cols == 0)
		return SECOND;
	if (glyph->code[0] == ' ' && glyph->code[1] == 0 && !c->on_blanks[style])
		return BLANK;
	for (int i = 1; i < CELL_CODES && glyph->code[i] != 0; i++)
		cell = (cell ^ glyph->code[i]) * 0x9E3779B1 | 1U << 31;
	return cell;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

static void encode_line(const struct canvas *c, const struct grid *g, int row, struct line *ret)
{
	int most;

	sent_encode(&c->how, g, row, &ret->sent);
	most = ret->sent.count;
	/* The very last cell would scroll a terminal that wraps at once. */
	if (c->can.wraps && row == g->rows - 1 && most == g->cols)
		most -= ret->sent.cells[most - 1].cols == 0 ? 2 : 1;
	ret->end = 0;
	for (int col = 0; col < ret->sent.count; col++) {
		ret->style[col] = c->same[sent_style(&ret->sent, g, row, col)];
		ret->cell[col] = cell_of(c, &ret->sent.cells[col], ret->style[col]);
		if (col >= most)
			ret->cell[col] = BLANK;
		if (ret->cell[col] != BLANK || c->can.string[TERMINFO_EL][0] == '\0')
			ret->end = least(col + 1, most);
	}
}

/* --- the pen ---------------------------------------------------------------------------------- */

static void use_style(struct canvas *c, enum style style, struct buffer *out)
{
	if (style == c->pen.style)
		return;
	if (c->look[c->pen.style][0] != '\0')
		buffer_text(out, c->plain);
	buffer_text(out, c->look[style]);
	c->pen.style = style;
}

static size_t letter_of(const struct bidi_cell *glyph, char *to)
{
	size_t len = 0;

	for (int i = 0; i < CELL_CODES && glyph->code[i] != 0; i++)
		len += utf8_encode(glyph->code[i], to + len);
	return len;
}

static void write_cell(struct canvas *c, const struct line *l, int col, struct buffer *out)
{
	const struct bidi_cell *glyph = &l->sent.cells[col];
	char letter[4 * CELL_CODES];

	if (l->cell[col] != BLANK)
		use_style(c, l->style[col], out);
	else if (c->on_blanks[c->pen.style])
		use_style(c, STYLE_PLAIN, out);
	buffer_add(out, letter, letter_of(glyph, letter));
	c->pen.col += glyph->cols;
	if (c->pen.col >= c->cols && c->can.wraps) {
		c->pen.col = 0;
		c->pen.row++;
	}
}

/* --- ways of the pen -------------------------------------------------------------------------- */

static void take_shorter(char *best, const char *before, const char *way)
{
	size_t len = strlen(before), more = strlen(way);

	if (more == 0 || (best[0] != '\0' && len + more > strlen(best)))
		return;
	memmove(best + len, way, more + 1);
	memcpy(best, before, len);
}

/* The letters that stand between, where they look as the pen writes. */
static void letters_between(const struct canvas *c, const struct line *l, int from, int col,
			    char *to)
{
	size_t len = 0;

	for (int i = from; i < col; i++) {
		bool fits = l->cell[i] == BLANK ? !c->on_blanks[c->pen.style]
						: l->style[i] == c->pen.style;

		if (!fits || len + sizeof(l->sent.cells[i].code) >= TERMINFO_ROOM) {
			len = 0;
			break;
		}
		len += letter_of(&l->sent.cells[i], to + len);
	}
	to[len] = '\0';
}

/* In a row, from one column to another. */
static void go_along(const struct canvas *c, const struct line *l, const char *before, int from,
		     int col, char *best)
{
	int count = abs(col - from);
	bool back = col < from;
	char way[TERMINFO_ROOM] = "";

	if (count == 0) {
		take_shorter(best, "", before);
		return;
	}
	terminfo_add(&c->can, back ? TERMINFO_CUB : TERMINFO_CUF, count, 0, way);
	take_shorter(best, before, way);
	way[0] = '\0';
	terminfo_add(&c->can, TERMINFO_HPA, col, 0, way);
	take_shorter(best, before, way);
	if (count > NEAR)
		return;
	way[0] = '\0';
	for (int i = 0; i < count; i++)
		terminfo_add(&c->can, back ? TERMINFO_CUB1 : TERMINFO_CUF1, 0, 0, way);
	take_shorter(best, before, way);
	if (back || l == NULL)
		return;
	letters_between(c, l, from, col, way);
	take_shorter(best, before, way);
}

/* By the shortest way; `l`: the row, which stands there already up to `col`. */
static void reach(struct canvas *c, const struct line *l, int row, int col, struct buffer *out)
{
	static const char lines[] = "\r\n\r\n\r\n\r\n";
	char best[2 * TERMINFO_ROOM] = "", way[TERMINFO_ROOM] = "";
	int down = row - c->pen.row;

	if (down == 0 && col == c->pen.col)
		return;
	if (c->can.moves_plain)
		use_style(c, STYLE_PLAIN, out);
	if (down == 0 && c->pen.col < c->cols)
		go_along(c, l, "", c->pen.col, col, best);
	if (down == 0)
		go_along(c, l, "\r", 0, col, best);
	else if (down > 0 && down <= LINES_MOST)
		go_along(c, l, lines + 2 * (LINES_MOST - down), 0, col, best);
	if (col == c->pen.col)
		terminfo_add(&c->can, TERMINFO_VPA, row, 0, way);
	take_shorter(best, "", way);
	way[0] = '\0';
	/* A compressor knows a row again wherever it stands, unless the way to it says where. */
	if (best[0] == '\0' || !c->cleared)
		terminfo_add(&c->can, TERMINFO_CUP, row, col, way);
	take_shorter(best, "", way);
	buffer_text(out, best);
	c->pen.row = row;
	c->pen.col = col;
}

/* --- from one grid to another ----------------------------------------------------------------- */

/* How many blanks are wanted from here on, up to the last one that does not stand there yet. */
static int blanks_from(const struct line *l, const uint32_t *was, int col)
{
	int end = col;

	for (int i = col; i < l->end && l->cell[i] == BLANK; i++)
		if (was[i] != BLANK)
			end = i + 1;
	return end - col;
}

/* What was never written may be drawn otherwise than a blank where rows are turned. */
static bool may_erase(const struct canvas *c, uint32_t was)
{
	return was != BARE && c->can.string[TERMINFO_ECH][0] != '\0';
}

static void erase(struct canvas *c, enum terminfo_string how, int count, struct buffer *out)
{
	char bytes[TERMINFO_ROOM] = "";

	if (c->on_blanks[c->pen.style])
		use_style(c, STYLE_PLAIN, out);
	terminfo_add(&c->can, how, count, 0, bytes);
	buffer_text(out, bytes);
}

static void change_row(struct canvas *c, const struct line *l, int row, struct buffer *out)
{
	uint32_t *was = c->cells + (size_t)row * (size_t)c->cols;
	bool tail = false;

	for (int col = 0; col < l->end; col++) {
		int blanks;

		if (l->cell[col] == was[col] || l->cell[col] == SECOND)
			continue;
		reach(c, l, row, col, out);
		blanks = blanks_from(l, was, col);
		if (blanks >= BLANKS_LEAST && may_erase(c, was[col])) {
			erase(c, TERMINFO_ECH, blanks, out);
			col += blanks - 1;
		} else {
			write_cell(c, l, col, out);
		}
	}
	for (int col = l->end; col < l->sent.count; col++)
		tail = tail || (was[col] != BLANK && was[col] != BARE);
	if (tail) {
		reach(c, l, row, l->end, out);
		erase(c, TERMINFO_EL, 0, out);
	}
	memcpy(was, l->cell, (size_t)l->sent.count * sizeof(*was));
}

static void draw_row(struct canvas *c, const struct grid *g, int row, struct buffer *out)
{
	uint32_t *was = c->cells + (size_t)row * (size_t)c->cols;
	struct line l;

	encode_line(c, g, row, &l);
	for (int col = 0; c->cleared && col < c->cols; col++)
		was[col] = sent_kind(&c->how, g, row) == TERMINAL_VISUAL ? BLANK : BARE;
	change_row(c, &l, row, out);
}

void canvas_clear(struct canvas *c, struct buffer *out)
{
	buffer_text(out, c->can.string[TERMINFO_SGR0]);
	buffer_text(out, c->can.string[TERMINFO_CLEAR]);
	c->pen = (struct canvas_pen){0};
	c->cleared = true;
}

void canvas_draw(struct canvas *c, const struct grid *g, struct buffer *out)
{
	int cursor_row, cursor_col;

	for (int row = 0; row < g->rows; row++) {
		uint64_t hash = hash_of(g, row);

		if (c->cleared || hash != c->seen[row])
			draw_row(c, g, row, out);
		c->seen[row] = hash;
	}
	c->cleared = false;
	use_style(c, STYLE_PLAIN, out); /* a line that is lost now leaves no terminal in reverse */
	sent_cursor(&c->how, g, &cursor_row, &cursor_col);
	if (g->cursor_row >= 0 || c->can.string[TERMINFO_CIVIS][0] == '\0')
		reach(c, NULL, cursor_row, cursor_col, out);
}
