/* terminal.c - a very small terminal: what xterm and vt100 do with the bytes that painters send. */
#include "tests/tui/terminal.h"

#include "tests/unit.h"

#include "i18n/cluster.h"
#include "i18n/utf8.h"
#include "tests/i18n/forward.h"
#include "tui/terminal/terminfo.h"

#define PARAMETERS 8

/* What is erased takes the colour of the paper in use. */
static void blank(struct terminal *t, int row, int from, int to)
{
	for (int col = from; col < to && col < t->cols; col++)
		t->drawn[row][col] = (struct drawn){{.code = {' '}, .cols = 1}, t->look & 0xF000};
}

void terminal_open(struct terminal *t, int cols, int rows)
{
	*t = (struct terminal){.rows = rows, .cols = cols};
	for (int row = 0; row < rows; row++)
		for (int col = 0; col < cols; col++) /* what was there before is no blank */
			t->drawn[row][col] = (struct drawn){{.code = {'#'}, .cols = 1}, 0};
}

void terminal_become(struct terminal *t, const char *term)
{
	struct terminfo can;

	if (!terminfo_read(term, &can))
		ck_assert(terminfo_read(terminfo_guess(term), &can));
	t->name = term;
	t->coloured = can.coloured;
	t->wraps = can.wraps;
	t->vt52 = strcmp(can.name, "vt52") == 0;
	t->lacks = (can.string[TERMINFO_BOLD][0] == '\0' ? DRAWN_BOLD : 0U) |
		   (can.string[TERMINFO_REV][0] == '\0' ? DRAWN_REVERSE : 0U) |
		   (can.string[TERMINFO_SMUL][0] == '\0' ? DRAWN_UNDERLINE : 0U);
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

static void go(struct terminal *t, int row, int col)
{
	t->row = row < 0 ? 0 : least(row, t->rows - 1);
	t->col = col < 0 ? 0 : least(col, t->cols - 1);
	t->pending = false;
}

static void shift(struct terminal *t, int count)
{
	struct drawn *row = t->drawn[t->row];
	int width = t->cols - t->col, kept = width - (count < 0 ? -count : count);

	if (count > 0)
		memmove(row + t->col + count, row + t->col, (size_t)kept * sizeof(*row));
	else
		memmove(row + t->col, row + t->col - count, (size_t)kept * sizeof(*row));
	if (count > 0)
		blank(t, t->row, t->col, t->col + count);
	else
		blank(t, t->row, t->col + kept, t->cols);
}

static void add_mark(struct bidi_cell *glyph, uint32_t code)
{
	for (int i = 1; i < CELL_CODES; i++) {
		if (glyph->code[i] == 0) {
			glyph->code[i] = code;
			return;
		}
	}
}

static void put(struct terminal *t, uint32_t code)
{
	int cols = cluster_code_cols(code);
	struct drawn *d;

	if (cols == 0) {
		int col = t->pending ? t->col : t->col - 1;

		if (col > 0 && t->drawn[t->row][col].glyph.cols == 0)
			col--;
		if (col >= 0)
			add_mark(&t->drawn[t->row][col].glyph, code);
		return;
	}
	if (t->pending || t->col + cols > t->cols) {
		t->pending = false;
		t->col = 0;
		t->row += t->row + 1 < t->rows;
	}
	if (t->inserting)
		shift(t, cols);
	d = &t->drawn[t->row][t->col];
	*d = (struct drawn){{.code = {code}, .cols = (uint8_t)cols}, t->look};
	if (cols == 2)
		d[1] = (struct drawn){.look = t->look};
	t->pending = t->col + cols >= t->cols;
	t->col = t->pending ? t->cols - 1 : t->col + cols;
	if (t->wraps && t->pending) {
		ck_assert_int_lt(t->row + 1, t->rows); /* all would move up */
		go(t, t->row + 1, 0);
	}
}

static void erase_below(struct terminal *t)
{
	blank(t, t->row, t->col, t->cols);
	for (int row = t->row + 1; row < t->rows; row++)
		blank(t, row, 0, t->cols);
}

static void set_look(struct terminal *t, int n)
{
	if (n == 0)
		t->look = 0;
	else if (n == 1)
		t->look |= DRAWN_BOLD;
	else if (n == 4)
		t->look |= DRAWN_UNDERLINE;
	else if (n == 7)
		t->look |= DRAWN_REVERSE;
	else if (n == 22 || n == 24 || n == 27)
		t->look &= ~(n == 22 ? 1U : n == 24 ? 4U : 2U);
	else if (n >= 30 && n <= 39)
		t->look = (t->look & ~0xF00U) | (n == 39 ? 0 : DRAWN_INK(n - 30));
	else if (n >= 40 && n <= 49)
		t->look = (t->look & ~0xF000U) | (n == 49 ? 0 : DRAWN_PAPER(n - 40));
	else if (n != 10) /* rmpch of the Linux console */
		t->unknown++;
}

/* `numbers`: `count` of them, 0 where one is left out. */
static void csi(struct terminal *t, char final, const int *numbers, size_t count, bool private)
{
	int n = numbers[0], m = numbers[1], one = n == 0 ? 1 : n;
	uint32_t last = t->col > 0 ? t->drawn[t->row][t->col - 1].glyph.code[0] : ' ';

	switch (final) {
	case 'H': go(t, one - 1, m == 0 ? 0 : m - 1); break;
	case 'G': go(t, t->row, one - 1); break;
	case 'd': go(t, one - 1, t->col); break;
	case 'A': go(t, t->row - one, t->col); break;
	case 'B': go(t, t->row + one, t->col); break;
	case 'C': go(t, t->row, t->col + one); break;
	case 'D': go(t, t->row, t->col - one); break;
	case 'K': blank(t, t->row, n == 1 ? 0 : t->col, n == 1 ? t->col + 1 : t->cols); break;
	case 'J':
		if (n == 2)
			go(t, 0, 0);
		erase_below(t);
		break;
	case 'X': blank(t, t->row, t->col, t->col + one); break;
	case '@': shift(t, one); break;
	case 'P': shift(t, -one); break;
	case 'b':
		for (int i = 0; i < one; i++)
			put(t, last);
		break;
	case 'm':
		for (size_t i = 0; i < count; i++)
			if (i + 2 < count && numbers[i] % 10 == 8 && numbers[i + 1] == 5) {
				set_look(t, numbers[i] - 8 + numbers[i + 2]); /* 38;5;n, 48;5;n */
				i += 2;
			} else {
				set_look(t, numbers[i]);
			}
		break;
	case 'h':
	case 'l':
		if (private && n == 1049)
			t->other_screen = final == 'h';
		else if (private && n == 25)
			t->hidden_cursor = final == 'l';
		else if (!private && n == 4)
			t->inserting = final == 'h';
		break;
	case 'Z': go(t, t->row, (t->col - 1 - (one - 1) * 8) / 8 * 8); break;
	case 'c': /* the shape of the Linux console's cursor */
	case 't': break;
	default: t->unknown++; break;
	}
}

static size_t escape_vt52(struct terminal *t, const char *s, size_t len)
{
	switch (s[0]) {
	case 'A': go(t, t->row - 1, t->col); break;
	case 'B': go(t, t->row + 1, t->col); break;
	case 'C': go(t, t->row, t->col + 1); break;
	case 'D': go(t, t->row, t->col - 1); break;
	case 'H': go(t, 0, 0); break;
	case 'J': erase_below(t); break;
	case 'K': blank(t, t->row, t->col, t->cols); break;
	case 'Y':
		ck_assert_uint_ge(len, 3);
		go(t, s[1] - ' ', s[2] - ' ');
		return 3;
	default: t->unknown++; break;
	}
	return 1;
}

/* Bytes of the sequence after its ESC. */
static size_t escape(struct terminal *t, const char *s, size_t len)
{
	int n[PARAMETERS] = {0};
	size_t at = 1, which = 0;
	bool private = false;

	if (len == 0)
		return 0;
	if (s[0] == '(')
		return 2;
	if (t->vt52)
		return escape_vt52(t, s, len);
	if (s[0] == 'M')
		go(t, t->row - 1, t->col);
	if (s[0] == 'D')
		go(t, t->row + 1, t->col);
	if (s[0] != '[')
		return 1;
	for (; at < len && s[at] < '@'; at++) {
		if (s[at] == '?')
		private = true;
		else if (s[at] == ';') which += which + 1 < PARAMETERS;
		else if (s[at] >= '0' && s[at] <= '9') n[which] = n[which] * 10 + s[at] - '0';
	}
	if (at >= len)
		ck_abort_msg("half a sequence");
	csi(t, s[at], n, which + 1, private);
	return at + 1;
}

void terminal_write(struct terminal *t, const char *bytes, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t size = utf8_decode(bytes + at, len - at, &code);

		if (size == 0)
			ck_abort_msg("not UTF-8 at byte %zu", at);
		at += size;
		if (code == 0x1B)
			at += escape(t, bytes + at, len - at);
		else if (code == '\r')
			go(t, t->row, 0);
		else if (code == '\n')
			go(t, t->row + 1, t->col);
		else if (code == '\t')
			go(t, t->row, (t->col / 8 + 1) * 8);
		else if (code == '\b')
			go(t, t->row, t->col - 1);
		else if (code == '\f') {
			go(t, 0, 0);
			erase_below(t);
		} else if (code >= 0x20)
			put(t, code);
		else if (code != 0x0F)
			t->unknown++;
	}
}

/* Where no underline is, the blanks of a field are drawn. */
static bool is_field_mark(const struct terminal *t, const struct bidi_cell *glyph,
			  const struct cell *cell)
{
	return (t->lacks & DRAWN_UNDERLINE) != 0 && cell->style == STYLE_FIELD &&
	       cell->glyph.code[0] == ' ' && glyph->code[0] == '_';
}

/* What is seen of a look: of a blank neither its weight nor its ink. */
static unsigned visible(const struct bidi_cell *glyph, unsigned look)
{
	bool is_blank = (glyph->code[0] == ' ' || glyph->code[0] == 0x2800) && glyph->code[1] == 0;

	if (is_blank && (look & DRAWN_REVERSE) == 0)
		look &= 0xF000U | DRAWN_UNDERLINE;
	return is_blank ? look & ~(unsigned)DRAWN_BOLD : look;
}

static unsigned drawn_of(const struct terminal *t, enum style style)
{
	switch (style) {
	case STYLE_STRONG:
	case STYLE_TITLE:
	case STYLE_NUMBER: return DRAWN_BOLD;
	case STYLE_BAR:
	case STYLE_CHOSEN: return DRAWN_REVERSE;
	case STYLE_FIELD: return DRAWN_UNDERLINE;
	case STYLE_ERROR: return DRAWN_BOLD | (t->coloured ? DRAWN_INK(1) : 0);
	case STYLE_DONE: return t->coloured ? DRAWN_INK(2) : 0;
	case STYLE_WARNING: return DRAWN_BOLD | (t->coloured ? DRAWN_INK(5) : 0);
	case STYLE_PAPER: return t->coloured ? DRAWN_INK(0) | DRAWN_PAPER(7) : DRAWN_REVERSE;
	default: return 0;
	}
}

/* The row as it is seen, after the terminal has done with it what its kind does. */
static void see_row(const struct terminal *t, int row, struct drawn *seen, uint16_t *seen_at)
{
	const struct drawn *drawn = t->drawn[row];
	struct bidi_cell sent[TERMINAL_COLS], shown[TERMINAL_COLS];

	for (int i = 0; i < t->cols; i++)
		sent[i] = drawn[i].glyph;
	for (int from = 0, end; from < t->cols; from = end) {
		/* Kitty draws bold letters apart from others. */
		for (end = from + 1; end < t->cols; end++)
			if (t->kind == TERMINAL_TOKEN &&
			    (drawn[end].look & DRAWN_BOLD) != (drawn[from].look & DRAWN_BOLD))
				break;
		forward_run(t->kind, sent + from, (size_t)(end - from), shown + from,
			    seen_at + from);
		for (int i = from; i < end; i++)
			seen_at[i] = (uint16_t)(seen_at[i] + from);
	}
	for (int i = 0; i < t->cols; i++) {
		seen[i].glyph = shown[i];
		seen[seen_at[i]].look = drawn[i].look;
	}
}

static void expect_row(const struct terminal *t, const struct grid *g, int row)
{
	struct drawn seen[TERMINAL_COLS] = {0};
	uint16_t seen_at[TERMINAL_COLS];

	see_row(t, row, seen, seen_at);
	for (int col = 0; col < g->cols; col++) {
		const struct cell *cell = grid_at(g, row, col);
		struct bidi_cell *glyph = &seen[col].glyph;

		if (t->wraps && row == t->rows - 1 && col >= t->cols - 2)
			continue; /* nothing can be put into the very last */
		if ((glyph->code[0] == 0x2800 && cell->glyph.code[0] == ' ') ||
		    is_field_mark(t, glyph, cell))
			glyph->code[0] = ' ';
		/* Not by ck_assert, which makes a system call each time. */
		if (memcmp(glyph->code, cell->glyph.code, sizeof(glyph->code)) != 0)
			ck_abort_msg("%s: row %d column %d shows %04X, not %04X",
				     t->name == NULL ? "" : t->name, row, col,
				     (unsigned)glyph->code[0], (unsigned)cell->glyph.code[0]);
		if (cell->glyph.cols > 0 &&
		    visible(glyph, seen[col].look) !=
			    visible(glyph, drawn_of(t, cell->style) & ~t->lacks))
			ck_abort_msg("%s: row %d column %d looks %04X in style %d",
				     t->name == NULL ? "" : t->name, row, col, seen[col].look,
				     cell->style);
	}
	if (row == g->cursor_row) { /* a vt100 cannot hide it */
		ck_assert(!t->hidden_cursor);
		ck_assert_int_eq(t->row, g->cursor_row);
		ck_assert_int_eq(seen_at[t->col], g->cursor_col);
	}
}

void terminal_expect(const struct terminal *t, const struct grid *g)
{
	for (int row = 0; row < g->rows; row++)
		expect_row(t, g, row);
	ck_assert_int_eq(t->unknown, 0);
}
