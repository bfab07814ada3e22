/* vt.c - a small terminal in memory: what a person would see of the bytes that a server sent. */
#include "tests/bench/vt.h"

#include <string.h>

static void blank(struct vt *t, int row, int from, int to)
{
	for (int c = from; c < to; c++)
		t->cell[row][c] = ' ';
}

void vt_clear(struct vt *t)
{
	memset(t, 0, sizeof *t);
	t->bottom = VT_ROWS - 1;
	for (int r = 0; r < VT_ROWS; r++)
		blank(t, r, 0, VT_COLS);
}

static int clamp(int value, int max)
{
	return value < 0 ? 0 : value > max ? max : value;
}

static void go(struct vt *t, int row, int col)
{
	t->row = clamp(row, VT_ROWS - 1);
	t->col = clamp(col, VT_COLS - 1);
	t->wrap = false;
}

/* Rows from `top` to the region's bottom move up (`by` > 0) or down; blank ones come in. */
static void scroll(struct vt *t, int top, int by)
{
	int rows = t->bottom - top + 1;
	int n = by < 0 ? -by : by;

	if (rows <= 0)
		return;
	n = n > rows ? rows : n;
	if (by > 0)
		memmove(t->cell[top], t->cell[top + n], sizeof t->cell[0] * (size_t)(rows - n));
	else
		memmove(t->cell[top + n], t->cell[top], sizeof t->cell[0] * (size_t)(rows - n));
	for (int i = 0; i < n; i++)
		blank(t, by > 0 ? t->bottom - i : top + i, 0, VT_COLS);
}

static void down(struct vt *t)
{
	if (t->row == t->bottom)
		scroll(t, t->top, 1);
	else
		go(t, t->row + 1, t->col);
}

static bool is_mark(uint32_t c)
{
	return (c >= 0x300 && c <= 0x36F) || (c >= 0x64B && c <= 0x65F) ||
	       (c >= 0x200B && c <= 0x200F);
}

static void letter(struct vt *t, uint32_t c)
{
	if (is_mark(c))
		return;
	if (t->wrap) {
		t->wrap = false;
		t->col = 0;
		down(t);
	}
	t->last = c;
	t->cell[t->row][t->col] = c;
	if (t->col == VT_COLS - 1)
		t->wrap = true;
	else
		t->col++;
}

static void control(struct vt *t, unsigned char c)
{
	switch (c) {
	case '\r': go(t, t->row, 0); break;
	case '\n': down(t); break;
	case '\b': go(t, t->row, t->col - 1); break;
	case '\t': go(t, t->row, (t->col / 8 + 1) * 8); break;
	case 0x1b: t->state = VT_ESCAPE; break;
	default: break;
	}
}

/* Letters of the row move left (`by` > 0) or right from the cursor on. */
static void shift(struct vt *t, int by)
{
	uint32_t *at = &t->cell[t->row][t->col];
	int room = VT_COLS - t->col;
	int n = clamp(by < 0 ? -by : by, room);

	if (by > 0)
		memmove(at, at + n, sizeof *at * (size_t)(room - n));
	else
		memmove(at + n, at, sizeof *at * (size_t)(room - n));
	blank(t, t->row, by > 0 ? VT_COLS - n : t->col, by > 0 ? VT_COLS : t->col + n);
}

static void erase_screen(struct vt *t, int how)
{
	int from = how == 0 ? t->row + 1 : 0;
	int to = how == 1 ? t->row : VT_ROWS;

	for (int r = from; r < to; r++)
		blank(t, r, 0, VT_COLS);
	if (how == 0)
		blank(t, t->row, t->col, VT_COLS);
	if (how == 1)
		blank(t, t->row, 0, t->col + 1);
}

static void mode(struct vt *t, char final)
{
	bool other_screen = t->param[0] == 1049 || t->param[0] == 47 || t->param[0] == 1047;

	if (t->private == '?' && other_screen) {
		erase_screen(t, 2);
		go(t, final == 'h' ? 0 : VT_ROWS - 1, 0);
	}
}

static void region(struct vt *t)
{
	t->top = clamp(t->param[0] - 1, VT_ROWS - 1);
	t->bottom = t->param[1] == 0 ? VT_ROWS - 1 : clamp(t->param[1] - 1, VT_ROWS - 1);
	go(t, 0, 0);
}

static void csi(struct vt *t, char final)
{
	int p = t->param[0];
	int n = p > 0 ? p : 1;

	switch (final) {
	case 'A': go(t, t->row - n, t->col); break;
	case 'B': go(t, t->row + n, t->col); break;
	case 'C': go(t, t->row, t->col + n); break;
	case 'D': go(t, t->row, t->col - n); break;
	case 'G': go(t, t->row, n - 1); break;
	case 'd': go(t, n - 1, t->col); break;
	case 'H':
	case 'f': go(t, n - 1, (t->param[1] > 0 ? t->param[1] : 1) - 1); break;
	case 'J': erase_screen(t, p); break;
	case 'K': blank(t, t->row, p == 0 ? t->col : 0, p == 1 ? t->col + 1 : VT_COLS); break;
	case 'X': blank(t, t->row, t->col, clamp(t->col + n, VT_COLS)); break;
	case 'P': shift(t, n); break;
	case '@': shift(t, -n); break;
	case 'L': scroll(t, t->row, -n); break;
	case 'M': scroll(t, t->row, n); break;
	case 'S': scroll(t, t->top, n); break;
	case 'T': scroll(t, t->top, -n); break;
	case 'r': region(t); break;
	case 'h':
	case 'l': mode(t, final); break;
	case 'b':
		for (int i = 0; i < n && i < VT_COLS; i++)
			letter(t, t->last);
		break;
	default: break;
	}
}

static void in_csi(struct vt *t, unsigned char c)
{
	if (c >= '0' && c <= '9' && t->param[t->params] < 100000) {
		t->param[t->params] = t->param[t->params] * 10 + (c - '0');
	} else if (c == ';' && t->params < VT_PARAMS - 1) {
		t->params++;
	} else if (c >= '<' && c <= '?') {
		t->private = (char)c;
	} else if (c >= 0x40 && c <= 0x7e) {
		t->state = VT_TEXT;
		csi(t, (char)c);
	}
}

static void escape(struct vt *t, unsigned char c)
{
	t->state = VT_TEXT;
	switch (c) {
	case '[':
		t->state = VT_CSI;
		t->private = 0;
		t->params = 0;
		memset(t->param, 0, sizeof t->param);
		break;
	case ']':
	case 'P': t->state = VT_STRING; break;
	case '(':
	case ')': t->state = VT_SKIP; break;
	case '7': t->saved_row = t->row, t->saved_col = t->col; break;
	case '8': go(t, t->saved_row, t->saved_col); break;
	case 'D': down(t); break;
	case 'M':
		if (t->row == t->top)
			scroll(t, t->top, -1);
		else
			go(t, t->row - 1, t->col);
		break;
	case 'c': vt_clear(t); break;
	default: break;
	}
}

static void text(struct vt *t, unsigned char c)
{
	if (c < 0x20 || c == 0x7f) {
		t->missing = 0;
		control(t, c);
	} else if (c < 0x80) {
		t->missing = 0;
		letter(t, c);
	} else if (c >= 0xc0) {
		t->missing = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
		t->point = c & (0x3fu >> t->missing);
	} else if (t->missing > 0) {
		t->point = t->point << 6 | (c & 0x3fu);
		if (--t->missing == 0)
			letter(t, t->point);
	}
}

void vt_feed(struct vt *t, const unsigned char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		switch (t->state) {
		case VT_TEXT: text(t, bytes[i]); break;
		case VT_ESCAPE: escape(t, bytes[i]); break;
		case VT_CSI: in_csi(t, bytes[i]); break;
		case VT_STRING:
			if (bytes[i] == 7 || bytes[i] == 0x1b)
				t->state = bytes[i] == 7 ? VT_TEXT : VT_SKIP;
			break;
		case VT_SKIP: t->state = VT_TEXT; break;
		}
}

/* One code point of valid UTF-8; `*at` moves behind it. */
static uint32_t next_point(const char **at)
{
	const unsigned char *s = (const unsigned char *)*at;
	int more = s[0] >= 0xf0 ? 3 : s[0] >= 0xe0 ? 2 : s[0] >= 0xc0 ? 1 : 0;
	uint32_t c = more == 0 ? s[0] : s[0] & (0x3fu >> more);

	for (int i = 1; i <= more && s[i] != 0; i++)
		c = c << 6 | (s[i] & 0x3fu);
	*at += 1 + more;
	return c;
}

bool vt_shows(const struct vt *t, const char *text)
{
	uint32_t want[VT_COLS];
	int n = 0;

	while (*text != 0 && n < VT_COLS)
		want[n++] = next_point(&text);
	for (int r = 0; r < VT_ROWS && n > 0; r++)
		for (int c = 0; c + n <= VT_COLS; c++)
			if (memcmp(&t->cell[r][c], want, (size_t)n * sizeof want[0]) == 0)
				return true;
	return false;
}

static void put_point(uint32_t c, FILE *to)
{
	if (c < 0x80) {
		fputc((int)c, to);
		return;
	}
	if (c < 0x800) {
		fputc((int)(0xc0 | c >> 6), to);
	} else if (c < 0x10000) {
		fputc((int)(0xe0 | c >> 12), to);
		fputc((int)(0x80 | (c >> 6 & 0x3f)), to);
	} else {
		fputc((int)(0xf0 | (c >> 18 & 7)), to);
		fputc((int)(0x80 | (c >> 12 & 0x3f)), to);
		fputc((int)(0x80 | (c >> 6 & 0x3f)), to);
	}
	fputc((int)(0x80 | (c & 0x3f)), to);
}

void vt_print(const struct vt *t, FILE *to)
{
	int blank_rows = 0;

	for (int r = 0; r < VT_ROWS; r++) {
		int end = VT_COLS;

		while (end > 0 && t->cell[r][end - 1] == ' ')
			end--;
		if (end == 0) {
			blank_rows++;
			continue;
		}
		for (; blank_rows > 0; blank_rows--)
			fputc('\n', to);
		for (int c = 0; c < end; c++)
			put_point(t->cell[r][c], to);
		fputc('\n', to);
	}
}
