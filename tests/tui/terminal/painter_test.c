/* painter_test.c - what a terminal shows after the painter's bytes is the grid. */
#include "tests/unit.h"

#include "tests/i18n/rows.h"
#include "tests/tui/fixture.h"
#include "tests/tui/terminal.h"
#include "i18n/charset.h"
#include "tui/terminal/painter.h"
#include "tui/terminal/terminfo.h"

#include <signal.h>

static struct painter *open_painter(const char *term, int cols, int rows, bool colours)
{
	struct painter_setup s = {.term = term, .cols = cols, .rows = rows, .colours = colours};
	struct painter *p = NULL;
	struct error err = {0};

	if (painter_open(&s, &p, &err) != FAULT_NONE)
		ck_abort_msg("%s: %s", term, err.detail);
	return p;
}

/* A small generator with a fixed seed. */
static uint32_t dice(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

static void scribble(struct grid *g, uint32_t *state, int count)
{
	static const uint32_t letters[] = {'a',  'b',    ' ',    ' ',    ' ',
					   0xE9, 0xFEB3, 0xFE8E, 0xFEFB, '.'};

	for (int i = 0; i < count; i++) {
		struct cell *c = grid_at(g, (int)(dice(state) % (unsigned)g->rows),
					 (int)(dice(state) % (unsigned)g->cols));

		c->glyph.code[0] = letters[dice(state) % 10];
		c->style = (enum style)(dice(state) % STYLE_COUNT);
		if (c->style == STYLE_QUIET)
			c->style = STYLE_PLAIN;
	}
	g->cursor_row = dice(state) % 4 == 0 ? -1 : (int)(dice(state) % (unsigned)g->rows);
	g->cursor_col = g->cursor_row < 0 ? -1 : (int)(dice(state) % (unsigned)g->cols);
}

/* Changes of any size, whole frames now and then, and the terminal shows each of them. */
static void paint_and_compare(const char *term, int cols, int rows, bool colours)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	struct grid *g = grid_new(a, cols, rows);
	struct painter *p = open_painter(term, cols, rows, colours);
	static struct terminal t;
	struct buffer out;
	uint32_t state = 7;

	terminal_open(&t, cols, rows);
	terminal_become(&t, term);
	t.coloured = colours && t.coloured;
	buffer_open(&out, (size_t)1 << 20);
	for (int i = 0; i < 400; i++) {
		scribble(g, &state, i % 7 == 0 ? cols * rows / 2 : 1 + i % 9);
		buffer_clear(&out);
		painter_draw(p, g, i % 10 == 0, &out);
		ck_assert_ptr_null(memchr(out.data == NULL ? "" : out.data, 0, out.size));
		terminal_write(&t, out.data, out.size);
		terminal_expect(&t, g);
	}
	buffer_clear(&out);
	painter_close(p, &out);
	terminal_write(&t, out.data, out.size);
	ck_assert(!t.other_screen);
	ck_assert(!t.hidden_cursor);
	buffer_close(&out);
}

START_TEST(the_terminal_shows_the_grid)
{
	paint_and_compare("xterm-256color", 80, 24, true);
	paint_and_compare("xterm", 40, 15, false);
	paint_and_compare("vt100", 80, 24, true);
	paint_and_compare("putty", 132, 50, true);
	paint_and_compare("screen", 40, 15, true);
	paint_and_compare("linux", 80, 24, true);
	paint_and_compare("never-heard-of", 24, 8, true);
	paint_and_compare("vt52", 40, 15, true);
	paint_and_compare("ansi", 80, 24, true);
}
END_TEST

/* --- terminals that reorder ------------------------------------------------------------------- */

static const struct bidi_cell one_blank = {.code = {' '}, .cols = 1};

/* No half of a wide letter is left alone. */
static void mend(struct grid *g, int row)
{
	for (int col = 0; col < g->cols; col++) {
		struct bidi_cell *glyph = &grid_at(g, row, col)->glyph;
		const struct cell *next = grid_at(g, row, col + 1),
				  *before = grid_at(g, row, col - 1);

		if (glyph->cols == 2 && (next == NULL || next->glyph.cols != 0))
			*glyph = one_blank;
		else if (glyph->cols == 0 && (before == NULL || before->glyph.cols != 2))
			*glyph = one_blank;
	}
}

static void restyle(struct grid *g, uint32_t *state, int row, int from, int end)
{
	enum style style = STYLE_PLAIN;

	for (int col = from; col < end; col++) {
		if (dice(state) % 6 == 0)
			style = (enum style)(dice(state) % STYLE_COUNT);
		if (grid_at(g, row, col)->glyph.cols > 0)
			grid_at(g, row, col)->style = style;
		else
			grid_at(g, row, col)->style = grid_at(g, row, col - 1)->style;
	}
}

static void compose_row(struct arena *a, struct grid *g, uint32_t *state, int row)
{
	struct bidi_cell cells[TERMINAL_COLS];

	rows_compose(a, state, cells, (size_t)g->cols);
	for (int col = 0; col < g->cols; col++)
		grid_at(g, row, col)->glyph = cells[col];
	restyle(g, state, row, 1, g->cols - 1);
}

/* A word in the place of what stands there, with blanks on both sides. */
static void edit_row(struct arena *a, struct grid *g, uint32_t *state, int row)
{
	static const char *const words[] = {" سلام ", " لا ", " 12 ", " ok ",
					    " (٣) ",  "   ",  " 日 "};
	const char *word = words[dice(state) % 7];
	int col = 1 + (int)(dice(state) % (unsigned)(g->cols - 10)), from = col;
	size_t count;
	struct bidi_cell *cells = bidi_row(a, word, strlen(word), DIRECTION_RTL,
					   dice(state) % 2 == 0 ? BIDI_JOINED : BIDI_FIELD, &count);

	for (size_t i = 0; i < count; i++) {
		grid_at(g, row, col)->glyph = cells[i];
		if (cells[i].cols == 2)
			grid_at(g, row, ++col)->glyph = (struct bidi_cell){0};
		col++;
	}
	mend(g, row);
	restyle(g, state, row, from, col);
}

static void change_rows(struct arena *a, struct grid *g, uint32_t *state, int count)
{
	for (int i = 0; i < count; i++) {
		int row = (int)(dice(state) % (unsigned)g->rows);

		if (dice(state) % 3 == 0)
			compose_row(a, g, state, row);
		else
			edit_row(a, g, state, row);
	}
	g->cursor_row = dice(state) % 4 == 0 ? -1 : (int)(dice(state) % (unsigned)g->rows);
	g->cursor_col = g->cursor_row < 0 ? -1 : (int)(dice(state) % (unsigned)g->cols);
	if (g->cursor_row >= 0 && grid_at(g, g->cursor_row, g->cursor_col)->glyph.cols == 0)
		g->cursor_col--;
}

/* Blanks of a field that are drawn may stand so that no row reads right by UAX #9. */
static void unmark_fields(const struct terminal *t, struct grid *g)
{
	for (int i = 0; (t->lacks & DRAWN_UNDERLINE) != 0 && i < g->rows * g->cols; i++)
		if (g->cells[i].style == STYLE_FIELD)
			g->cells[i].style = STYLE_PLAIN;
}

static void paint_kind(const char *term, int cols, int rows, enum terminal_kind kind, int frames)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	struct grid *g = grid_new(a, cols, rows);
	struct painter *p = open_painter(term, cols, rows, true);
	static struct terminal t;
	struct buffer out;
	uint32_t state = 11;

	terminal_open(&t, cols, rows);
	terminal_become(&t, term);
	t.kind = kind;
	painter_use_kind(p, kind);
	buffer_open(&out, (size_t)1 << 20);
	for (int i = 0; i < frames; i++) {
		change_rows(a, g, &state, i % 7 == 0 ? rows : 1 + i % 5);
		unmark_fields(&t, g);
		buffer_clear(&out);
		painter_draw(p, g, i % 10 == 0, &out);
		terminal_write(&t, out.data == NULL ? "" : out.data, out.size);
		terminal_expect(&t, g);
	}
	painter_close(p, NULL);
	buffer_close(&out);
}

START_TEST(every_kind_shows_the_grid)
{
	paint_kind("xterm-256color", 80, 24, TERMINAL_VISUAL, 150);
	paint_kind("xterm-256color", 80, 24, TERMINAL_UBA_LTR, 150);
	paint_kind("putty", 80, 24, TERMINAL_UBA_AUTO, 150);
	paint_kind("xterm", 132, 50, TERMINAL_TOKEN, 50);
}
END_TEST

START_TEST(every_common_terminal_shows_every_kind)
{
	size_t read = 0;

	painter_warm();
	for (size_t i = 0; terminfo_common(i) != NULL; i++) {
		struct terminfo can;

		if (!terminfo_read(terminfo_common(i), &can))
			continue;
		read++;
		/* Kitty draws bold letters apart; who has none is no kitty. */
		for (int kind = 0; kind < TERMINAL_KINDS; kind++)
			if (kind != TERMINAL_TOKEN || can.string[TERMINFO_BOLD][0] != '\0')
				paint_kind(terminfo_common(i), 40, 15, (enum terminal_kind)kind,
					   12);
	}
	ck_assert_uint_ge(read, 25);
}
END_TEST

START_TEST(another_kind_is_used_from_the_next_draw_on)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct grid *g = grid_new(a, 40, 5);
	struct painter *p = open_painter("xterm", 40, 5, true);
	static struct terminal t;
	struct buffer out;
	uint32_t state = 5;

	terminal_open(&t, 40, 5);
	t.coloured = true;
	buffer_open(&out, (size_t)1 << 20);
	change_rows(a, g, &state, 20);
	for (int i = 0; i < 60 * TERMINAL_KINDS; i++) {
		t.kind = (enum terminal_kind)(i % TERMINAL_KINDS);
		painter_use_kind(p, t.kind);
		buffer_clear(&out);
		painter_draw(p, g, false, &out); /* the same grid, and whole in spite of it */
		terminal_write(&t, out.data, out.size);
		terminal_expect(&t, g);
		change_rows(a, g, &state, 1);
		buffer_clear(&out);
		painter_draw(p, g, false, &out);
		terminal_write(&t, out.data, out.size);
		terminal_expect(&t, g);
	}
	painter_close(p, NULL);
	buffer_close(&out);
}
END_TEST

START_TEST(several_after_one_another)
{
	painter_warm();
	paint_and_compare("xterm", 80, 24, true);
	paint_and_compare("vt100", 40, 15, false);
	paint_and_compare("xterm", 132, 50, true);
}
END_TEST

START_TEST(the_same_grid_gives_the_same_bytes)
{
	struct painter *p = open_painter("xterm-256color", 80, 24, true);
	struct buffer one, two, other;
	struct fixture b;
	bool whole;

	buffer_open(&one, 1 << 16);
	buffer_open(&two, 1 << 16);
	buffer_open(&other, 1 << 16);
	fixture_open(&b, LANG_AR, 80, 24);
	painter_draw(p, pages_grid(b.pages, &whole), true, &other);
	painter_draw(p, pages_grid(b.pages, &whole), true, &one);
	fixture_show(&b, fixture_form(&b));
	buffer_clear(&other);
	painter_draw(p, pages_grid(b.pages, &whole), true, &other);
	fixture_type(&b, "\x1B[B", true);
	painter_draw(p, pages_grid(b.pages, &whole), false, &other);
	fixture_show(&b, NULL);
	fixture_close(&b);
	fixture_open(&b, LANG_AR, 80, 24);
	painter_draw(p, pages_grid(b.pages, &whole), true, &two);
	ck_assert_uint_eq(one.size, two.size);
	ck_assert_mem_eq(one.data, two.data, one.size);
	ck_assert_ptr_null(strstr(one.data, "   \r\n"));
	fixture_close(&b);
	painter_close(p, NULL);
	buffer_close(&one);
	buffer_close(&two);
	buffer_close(&other);
}
END_TEST

START_TEST(a_key_changes_little)
{
	const struct grid *g;
	struct painter *p = open_painter("xterm-256color", 80, 24, true);
	struct buffer out;
	struct fixture b;
	bool whole;

	buffer_open(&out, 1 << 16);
	fixture_open(&b, LANG_AR, 80, 24);
	fixture_show(&b, fixture_form(&b));
	painter_draw(p, pages_grid(b.pages, &whole), true, &out);
	buffer_clear(&out);
	fixture_type(&b, "س", true); /* and the hint of a key that is a letter from now on */
	g = pages_grid(b.pages, &whole);
	painter_draw(p, g, whole, &out);
	ck_assert_msg(out.size < 50, "%zu bytes: %s", out.size, out.data);
	ck_assert_ptr_nonnull(strstr(out.data, "ﺱ"));
	buffer_clear(&out);
	fixture_type(&b, "س", true);
	g = pages_grid(b.pages, &whole);
	ck_assert(!whole);
	painter_draw(p, g, whole, &out);
	ck_assert_msg(out.size < 20, "%zu bytes: %s", out.size, out.data);
	buffer_clear(&out);
	painter_draw(p, g, false, &out);
	ck_assert_uint_eq(out.size, 0);
	fixture_close(&b);
	painter_close(p, NULL);
	buffer_close(&out);
}
END_TEST

/* A row of one style, the same text in each call. */
static void put_text(struct grid *g, int row, int col, const char *text, enum style style)
{
	for (; *text != '\0'; text++, col++) {
		grid_at(g, row, col)->glyph =
			(struct bidi_cell){.code = {(uint8_t)*text}, .cols = 1};
		grid_at(g, row, col)->style = style;
	}
}

static void expect_bytes(struct painter *p, const struct grid *g, bool whole, const char *bytes)
{
	BUFFER_CLEAN struct buffer out = {0};

	buffer_open(&out, 1 << 16);
	painter_draw(p, g, whole, &out);
	buffer_add(&out, "", 1);
	ck_assert_str_eq(out.data, bytes);
}

START_TEST(a_change_is_no_longer_than_it_must_be)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	struct grid *g = grid_new(a, 60, 5);
	struct painter *p = open_painter("xterm", 60, 5, true);

	g->cursor_row = g->cursor_col = 0;
	put_text(g, 0, 2, "one", STYLE_TITLE);
	put_text(g, 0, 5, " two", STYLE_STRONG);
	put_text(g, 2, 40, "three", STYLE_PLAIN);
	put_text(g, 4, 58, "||", STYLE_PLAIN);
	expect_bytes(p, g, true,
		     "\x1B[?1049h\x1B[22;0;0t\x1B[?2004h\x1B(B\x1B[m\x1B[H\x1B[2J"
		     "  \x1B[1mone two\r\n\r\n\x1B[41G\x1B[mthree\r\n\r\n\x1B[59G||\x1B[1;1H");
	put_text(g, 2, 40, "t", STYLE_FIELD);
	expect_bytes(p, g, false, "\x1B[3;41H\x1B[4mt\x1B[m\x1B[1;1H");
	put_text(g, 2, 41, "a", STYLE_FIELD);
	g->cursor_row = 2;
	g->cursor_col = 42;
	expect_bytes(p, g, false, "\x1B[3;42H\x1B[4ma\x1B[m");
	put_text(g, 2, 42, "bee", STYLE_FIELD);
	g->cursor_col = 45;
	expect_bytes(p, g, false, "\x1B[4mbee\x1B[m");
	put_text(g, 0, 2, "   ", STYLE_TITLE); /* a blank is a blank in any weight */
	put_text(g, 2, 40, "     ", STYLE_PLAIN);
	expect_bytes(p, g, false, "\x1B[1;3H   \r\n\r\n\x1B[K\x1B[46G");
	put_text(g, 2, 0, "############", STYLE_PLAIN);
	put_text(g, 2, 20, "#", STYLE_PLAIN);
	expect_bytes(p, g, false, "\r############\x1B[8C#\x1B[46G");
	put_text(g, 2, 0, "            ", STYLE_PLAIN);
	expect_bytes(p, g, false, "\r\x1B[12X\x1B[46G");
	painter_close(p, NULL);
}
END_TEST

START_TEST(another_mark_is_another_letter)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	struct grid *g = grid_new(a, 20, 3);
	struct painter *p = open_painter("xterm", 20, 3, true);
	BUFFER_CLEAN struct buffer out = {0};

	g->cursor_row = 1;
	g->cursor_col = 1;
	put_text(g, 1, 1, "e", STYLE_PLAIN);
	grid_at(g, 1, 1)->glyph.code[1] = 0x301;
	buffer_open(&out, 1 << 16);
	painter_draw(p, g, true, &out);
	grid_at(g, 1, 1)->glyph.code[1] = 0x300;
	expect_bytes(p, g, false, "e\xCC\x80\b");
	painter_close(p, NULL);
}
END_TEST

/* Where it cannot be hidden, it stands where it disturbs least. */
START_TEST(a_cursor_that_is_hidden_is_left_where_it_is)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	struct grid *g = grid_new(a, 20, 3);
	struct painter *xterm = open_painter("xterm", 20, 3, true);
	struct painter *vt100 = open_painter("vt100", 20, 3, true);
	BUFFER_CLEAN struct buffer out = {0};

	g->cursor_row = g->cursor_col = -1;
	buffer_open(&out, 1 << 16);
	painter_draw(xterm, g, true, &out);
	painter_draw(vt100, g, true, &out);
	put_text(g, 0, 0, "a", STYLE_PLAIN);
	expect_bytes(xterm, g, false, "a");
	expect_bytes(vt100, g, false, "\x1B[1;1Ha\r\n\r\n");
	painter_close(xterm, NULL);
	painter_close(vt100, NULL);
}
END_TEST

/* Neither half of a wide letter is put where it would scroll the terminal. */
START_TEST(nothing_stands_in_the_last_corner_of_a_terminal_that_wraps)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	struct grid *g = grid_new(a, 20, 2);
	struct painter *p = open_painter("ansi", 20, 2, true);

	put_text(g, 1, 17, "abc", STYLE_PLAIN);
	g->cursor_row = g->cursor_col = 0;
	expect_bytes(p, g, true, "\x1B[0;10m\x1B[H\x1B[J\r\n\x1B[18Gab\x1B[1;1H");
	put_text(g, 1, 17, "   ", STYLE_PLAIN);
	grid_put(g, 1, 18, &(struct bidi_cell){.code = {0x65E5}, .cols = 2}, STYLE_PLAIN);
	expect_bytes(p, g, true, "\x1B[0;10m\x1B[H\x1B[J");
	painter_close(p, NULL);
}
END_TEST

START_TEST(blanks_are_written_where_the_terminal_turns_rows)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	struct grid *g = grid_new(a, 40, 3);
	struct painter *p = open_painter("xterm", 40, 3, true);
	BUFFER_CLEAN struct buffer out = {0};

	buffer_open(&out, 1 << 16);
	put_text(g, 1, 30, "word", STYLE_PLAIN);
	for (int kind = 0; kind < TERMINAL_KINDS; kind++) {
		buffer_clear(&out);
		painter_use_kind(p, (enum terminal_kind)kind);
		painter_draw(p, g, true, &out);
		buffer_add(&out, "", 1);
		ck_assert((strstr(out.data, "      word") == NULL) == (kind == TERMINAL_VISUAL));
	}
	painter_close(p, NULL);
}
END_TEST

START_TEST(without_utf8_and_colours)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	struct grid *g = grid_new(a, 20, 5);
	struct painter *p = open_painter("xterm", 20, 5, false);
	static const uint32_t codes[] = {0xE9, 0x2713, 0x2026, 0x628, 0xC7, 'x'};
	struct buffer out;

	for (int i = 0; i < 6; i++) {
		grid_at(g, 0, i)->glyph.code[0] = codes[i];
		grid_at(g, 0, i)->style = STYLE_ERROR;
	}
	buffer_open(&out, 1 << 16);
	painter_draw(p, g, true, &out);
	charset_encode(CHARSET_ASCII, &out, 0);
	ck_assert_ptr_nonnull(strstr(out.data, "e+~?Cx"));
	ck_assert_ptr_null(strstr(out.data, "\x1B[31m"));
	for (size_t i = 0; i < out.size; i++)
		ck_assert((unsigned char)out.data[i] < 0x80);
	buffer_close(&out);
	painter_close(p, NULL);
}
END_TEST

START_TEST(resizing)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	struct painter *p = open_painter("xterm", 80, 24, true);
	static const int sizes[][2] = {{40, 15}, {132, 50}, {20, 5}, {80, 24}};
	static struct terminal t;
	struct buffer out;
	uint32_t state = 3;

	buffer_open(&out, (size_t)1 << 20);
	for (size_t i = 0; i < 4; i++) {
		struct grid *g = grid_new(a, sizes[i][0], sizes[i][1]);

		scribble(g, &state, 100);
		terminal_open(&t, g->cols, g->rows);
		t.coloured = true;
		t.hidden_cursor = i > 0 && t.hidden_cursor;
		painter_resize(p, g->cols, g->rows);
		g->cursor_row = g->cursor_col = 0;
		buffer_clear(&out);
		painter_draw(p, g, false, &out); /* whole in spite of it */
		terminal_write(&t, out.data, out.size);
		terminal_expect(&t, g);
	}
	painter_close(p, NULL);
	buffer_close(&out);
}
END_TEST

START_TEST(dumb_terminals_are_refused)
{
	static const char *const terms[] = {"", "dumb", "unknown", "hardcopy", "tty33"};

	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		struct painter_setup s = {.term = terms[i], .cols = 80, .rows = 24};
		struct painter *p = NULL;
		struct error err;

		ck_assert_int_eq(painter_open(&s, &p, &err), FAULT_INPUT);
		ck_assert_ptr_null(p);
	}
	ck_assert(painter_is_dumb(NULL));
	ck_assert(!painter_is_dumb("vt100"));
}
END_TEST

START_TEST(strange_names_are_harmless)
{
	static const char *const terms[] = {
		"../../etc/passwd", "x\x1B[2J", "a b", "xterm%s%n",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};

	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++)
		painter_close(open_painter(terms[i], 80, 24, true), NULL);
}
END_TEST

START_TEST(no_handlers_are_left)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
	struct sigaction before[4], after[4];
	struct painter *p;

	for (size_t i = 0; i < 4; i++)
		sigaction(signals[i], NULL, &before[i]);
	p = open_painter("xterm", 80, 24, true);
	painter_resize(p, 40, 15);
	for (size_t i = 0; i < 4; i++) {
		sigaction(signals[i], NULL, &after[i]);
		ck_assert(before[i].sa_handler == after[i].sa_handler);
	}
	painter_close(p, NULL);
}
END_TEST

SUITE(painter, the_terminal_shows_the_grid, every_kind_shows_the_grid,
      every_common_terminal_shows_every_kind, another_kind_is_used_from_the_next_draw_on,
      several_after_one_another, the_same_grid_gives_the_same_bytes, a_key_changes_little,
      a_change_is_no_longer_than_it_must_be, another_mark_is_another_letter,
      a_cursor_that_is_hidden_is_left_where_it_is,
      nothing_stands_in_the_last_corner_of_a_terminal_that_wraps,
      blanks_are_written_where_the_terminal_turns_rows, without_utf8_and_colours, resizing,
      dumb_terminals_are_refused, strange_names_are_harmless, no_handlers_are_left)
