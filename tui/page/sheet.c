/* sheet.c - lines of text pieces in reading order, placed by columns from the edge where reading
 * begins; composed into cells at the very end. */
#include "tui/page/sheet.h"

#include "i18n/base/array.h"
#include "i18n/cluster.h"
#include "i18n/data_run.h"
#include "i18n/utf8.h"

#include <string.h>

#define ISOLATES_MAX 8 /* isolates open at a line's end that go on in the next */
#define PDI_BYTE 0xA9  /* U+2066 … U+2069 are E2 81 A6 … E2 81 A9 */
#define ISOLATE_SIZE 3

void sheet_open(struct sheet *s, struct arena *a, enum direction direction, int width)
{
	*s = (struct sheet){.arena = a, .direction = direction, .width = width};
}

struct line *sheet_line(struct sheet *s, int index)
{
	s->lines =
		array_room_in(s->arena, s->lines, (size_t)index + 1, &s->room, sizeof(*s->lines));
	if (index >= s->count)
		s->count = index + 1;
	return &s->lines[index];
}

enum direction sheet_base(const char *text, size_t len, enum direction page)
{
	bool left = false, right = false;
	uint32_t code;

	for (size_t at = 0, size; at < len; at += size) {
		if ((unsigned char)text[at] < 0x80) {
			char c = (char)(text[at] | 0x20);

			size = 1;
			left = left || (c >= 'a' && c <= 'z');
			continue;
		}
		size = utf8_decode(text + at, len - at, &code);
		if (size == 0)
			size = 1;
		else if ((code >= 0x5D0 && code <= 0x65F) || (code >= 0x66D && code < 0x6DD) ||
			 (code >= 0x6FA && code <= 0x8FF) || (code >= 0xFB1D && code <= 0xFDFF) ||
			 (code >= 0xFE70 && code <= 0xFEFC))
			right = true;
		else if (code >= 0xC0 && code < 0x590)
			left = true;
	}
	if (page == DIRECTION_RTL)
		return right ? DIRECTION_RTL : DIRECTION_LTR;
	return right && !left ? DIRECTION_RTL : DIRECTION_LTR;
}

static struct piece *add_piece(struct sheet *s, int index, const struct piece *piece)
{
	struct line *line = sheet_line(s, index);
	struct piece *copy = arena_take(s->arena, sizeof(*copy));

	*copy = *piece;
	copy->next = NULL;
	if (line->last == NULL)
		line->first = copy;
	else
		line->last->next = copy;
	line->last = copy;
	return copy;
}

/* What is typed stays as it is: the cursor goes by its letters. */
struct piece *sheet_put(struct sheet *s, int index, const struct piece *piece)
{
	struct piece words = *piece;

	if (words.text == NULL)
		words.text = "";
	if (words.shape != BIDI_FIELD) {
		words.base = sheet_base(words.text, words.len, s->direction);
		words.text = data_run_apart(s->arena, arena_slice(s->arena, words.text, words.len),
					    words.base);
		words.text = bidi_settle(s->arena, words.text, words.base);
		words.len = strlen(words.text);
	}
	return add_piece(s, index, &words);
}

/* --- folding ---------------------------------------------------------------------------------- */

/* Keeps `open`, the isolates that have begun and not ended, up to the end of this slice. */
static size_t follow_isolates(const char *s, size_t len, unsigned char *open, size_t count)
{
	for (size_t i = 0; i + 2 < len; i++) {
		const char *p = memchr(s + i, '\xE2', len - i - 2);
		unsigned char third;

		if (p == NULL)
			break;
		i = (size_t)(p - s);
		third = (unsigned char)p[2];
		if ((unsigned char)p[1] != 0x81 || third < 0xA6 || third > PDI_BYTE)
			continue;
		if (third == PDI_BYTE)
			count -= count > 0 ? 1 : 0;
		else if (count < ISOLATES_MAX)
			open[count++] = third;
	}
	return count;
}

/* The slice with the isolates before it that were open at the end of the line above. */
static const char *reopened(struct arena *a, const char *s, size_t *len, const unsigned char *open,
			    size_t count)
{
	char *text;

	if (count == 0)
		return s;
	text = arena_take(a, *len + count * ISOLATE_SIZE + 1);
	for (size_t i = 0; i < count; i++) {
		text[i * ISOLATE_SIZE] = '\xE2';
		text[i * ISOLATE_SIZE + 1] = '\x81';
		text[i * ISOLATE_SIZE + 2] = (char)open[i];
	}
	memcpy(text + count * ISOLATE_SIZE, s, *len);
	*len += count * ISOLATE_SIZE;
	return text;
}

int sheet_fold(struct sheet *s, int index, const struct strip *where, const char *text)
{
	unsigned char open[ISOLATES_MAX];
	enum direction base = sheet_base(text, strlen(text), s->direction);
	int width = where->width < 1 ? 1 : where->width;
	size_t len, next, count = 0;
	int lines = 0;

	text = bidi_settle(s->arena, data_run_apart(s->arena, text, base), base);
	len = strlen(text);
	for (size_t at = 0; at < len; at += next) {
		size_t size = cluster_fold(text + at, len - at, width, &next);
		size_t all = size;
		const char *slice = reopened(s->arena, text + at, &all, open, count);
		const struct piece piece = {.text = slice,
					    .len = all,
					    .col = where->col,
					    .style = where->style,
					    .base = base};

		add_piece(s, index + lines, &piece);
		count = follow_isolates(text + at, size, open, count);
		lines++;
	}
	return lines;
}

void sheet_gap(struct sheet *s)
{
	if (s->count > 0 && s->lines[s->count - 1].first != NULL)
		sheet_line(s, s->count);
}

const char *sheet_cut(struct arena *a, const char *text, int cols)
{
	size_t len = strlen(text);

	if (cluster_cols(text, len) <= cols)
		return text;
	if (cols < 1)
		return "";
	return arena_format(a, "%.*s…", (int)cluster_fit(text, len, cols - 1), text);
}

/* --- composing -------------------------------------------------------------------------------- */

static int cells_width(const struct bidi_cell *cells, size_t count)
{
	int width = 0;

	for (size_t i = 0; i < count; i++)
		width += cells[i].cols;
	return width;
}

static void fill(struct grid *g, int row, int col, const struct piece *piece)
{
	static const struct bidi_cell blank = {.code = {' '}, .cols = 1};

	for (int i = 0; i < piece->box; i++)
		grid_put(g, row, col + i, &blank, piece->style);
}

/* The column of the letter before which the cursor stands, or the one behind the last. */
static int cursor_col(const struct piece *piece, const struct bidi_cell *cells, size_t count,
		      int left)
{
	int col = left;

	for (size_t i = 0; i < count; i++) {
		if (cells[i].from == piece->cursor)
			return col;
		col += cells[i].cols;
	}
	return piece->base == DIRECTION_LTR ? col : left - 1;
}

static void compose_piece(const struct sheet *s, const struct piece *piece, struct grid *g, int row,
			  int margin)
{
	size_t count;
	struct bidi_cell *cells =
		bidi_row(s->arena, piece->text, piece->len, piece->base, piece->shape, &count);
	int width = cells_width(cells, count);
	int box = piece->box > width ? piece->box : width;
	int start = piece->at_end ? s->width - piece->col - box : piece->col;
	int left = margin + (s->direction == DIRECTION_LTR ? start : s->width - start - box);

	fill(g, row, left, piece);
	if (piece->box > 0 && piece->base == DIRECTION_RTL)
		left += box - width;
	else if (piece->box > 0 && piece->shape != BIDI_FIELD && s->direction == DIRECTION_RTL)
		left += box - width;
	if (piece->has_cursor) {
		g->cursor_row = row;
		g->cursor_col = cursor_col(piece, cells, count, left);
	}
	for (size_t i = 0; i < count; i++) {
		grid_put(g, row, left, &cells[i], piece->style);
		left += cells[i].cols;
	}
}

void sheet_compose(const struct sheet *s, const struct line *line, struct grid *g, int row,
		   int margin)
{
	for (const struct piece *piece = line->first; piece != NULL; piece = piece->next)
		compose_piece(s, piece, g, row, margin);
	if (row < g->rows)
		g->as[row] = line->as;
}
