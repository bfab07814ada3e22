/* terminal.c - a very small terminal: what xterm and vt100 do with the bytes that painters send. */
#include "tests/tui/terminal.h"

#include "tests/unit.h"

#include "i18n/utf8.h"

static void blank(struct terminal *t, int row, int from, int to)
{
	for (int col = from; col < to && col < t->cols; col++)
		t->cells[row][col] = ' ';
}

void terminal_open(struct terminal *t, int cols, int rows)
{
	*t = (struct terminal){.rows = rows, .cols = cols};
	for (int row = 0; row < rows; row++)
		for (int col = 0; col < cols; col++)
			t->cells[row][col] = '#'; /* what was there before is no blank */
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
	uint32_t *row = t->cells[t->row];
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

static void put(struct terminal *t, uint32_t code)
{
	if (t->pending) {
		t->pending = false;
		t->col = 0;
		t->row += t->row + 1 < t->rows;
	}
	if (t->inserting)
		shift(t, 1);
	t->cells[t->row][t->col] = code;
	if (t->col + 1 < t->cols)
		t->col++;
	else
		t->pending = true;
}

static void erase_below(struct terminal *t)
{
	blank(t, t->row, t->col, t->cols);
	for (int row = t->row + 1; row < t->rows; row++)
		blank(t, row, 0, t->cols);
}

/* `n`: the first number, 0 where there is none; `m`: the second. */
static void csi(struct terminal *t, char final, int n, int m, bool private)
{
	int one = n == 0 ? 1 : n;
	uint32_t last = t->col > 0 ? t->cells[t->row][t->col - 1] : ' ';

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
	case 'm': break;
	case 'h':
	case 'l':
		if (private && n == 1049)
			t->other_screen = final == 'h';
		else if (private && n == 25)
			t->hidden_cursor = final == 'l';
		else if (!private && n == 4)
			t->inserting = final == 'h';
		break;
	case 't': break;
	default: t->unknown++; break;
	}
}

/* Bytes of the sequence after its ESC. */
static size_t escape(struct terminal *t, const char *s, size_t len)
{
	int n[2] = {0, 0};
	size_t at = 1, which = 0;
	bool private = false;

	if (len == 0)
		return 0;
	if (s[0] == '(')
		return 2;
	if (s[0] == 'M')
		go(t, t->row - 1, t->col);
	if (s[0] != '[')
		return 1;
	for (; at < len && s[at] < '@'; at++) {
		if (s[at] == '?')
		private = true;
		else if (s[at] == ';') which = 1;
		else if (s[at] >= '0' && s[at] <= '9') n[which] = n[which] * 10 + s[at] - '0';
	}
	ck_assert_uint_lt(at, len);
	csi(t, s[at], n[0], n[1], private);
	return at + 1;
}

void terminal_write(struct terminal *t, const char *bytes, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t size = utf8_decode(bytes + at, len - at, &code);

		ck_assert_msg(size > 0, "not UTF-8 at byte %zu", at);
		at += size;
		if (code == 0x1B)
			at += escape(t, bytes + at, len - at);
		else if (code == '\r')
			go(t, t->row, 0);
		else if (code == '\n')
			go(t, t->row + 1, t->col);
		else if (code == '\b')
			go(t, t->row, t->col - 1);
		else if (code >= 0x20)
			put(t, code);
		else if (code != 0x0F)
			t->unknown++;
	}
}

void terminal_expect(const struct terminal *t, const struct grid *g)
{
	for (int row = 0; row < g->rows; row++)
		for (int col = 0; col < g->cols; col++)
			ck_assert_msg(t->cells[row][col] == grid_at(g, row, col)->glyph.code[0],
				      "%s: row %d column %d shows %04X, not %04X",
				      t->name == NULL ? "" : t->name, row, col,
				      (unsigned)t->cells[row][col],
				      (unsigned)grid_at(g, row, col)->glyph.code[0]);
	ck_assert_int_eq(t->unknown, 0);
	if (g->cursor_row >= 0) { /* a vt100 cannot hide it */
		ck_assert(!t->hidden_cursor);
		ck_assert_int_eq(t->row, g->cursor_row);
		ck_assert_int_eq(t->col, g->cursor_col);
	}
}
