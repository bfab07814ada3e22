/* target_text.c - bytes from anywhere into what reads and composes text: rows, pages, keys. */
#include "tests/fuzz/target.h"

#include "i18n/cluster.h"
#include "i18n/message.h"
#include "i18n/rowcode.h"
#include "tests/fuzz/must.h"
#include "tests/i18n/forward.h"
#include "tui/face/edit.h"
#include "tui/terminal/key.h"
#include "tui/terminal/probe.h"
#include "tui/page/layout.h"

#include <fribidi.h>
#include <string.h>

#define COLS_MOST 160
#define TEXT_MOST 600 /* bytes of one text of a page */

/* A text of its own, up to a line feed or `most`. */
static char *next_text(struct arena *a, struct input *in, size_t most)
{
	size_t size = in->left < most ? in->left : most;
	const uint8_t *end = memchr(in->at, '\n', size);
	char *text;

	if (end != NULL)
		size = (size_t)(end - in->at);
	text = arena_slice(a, (const char *)in->at, size);
	in->at += size;
	in->left -= size;
	input_byte(in);
	for (size_t i = 0; i < size; i++)
		if (text[i] == '\0')
			text[i] = '\x1B';
	return text;
}

/* --- rows of cells ---------------------------------------------------------------------------- */

static uint32_t next_code(struct input *in)
{
	static const uint32_t palette[] = {
		' ',    ' ',    'a',    'Z',    '1',    '9',    '-',   '/',    '(',   ')',
		'[',    '.',    0xFEB3, 0xFEFC, 0xFEE1, 0xFE8D, 0x5D0, 0x660,  0x669, 0x6F1,
		0x2502, 0x2022, 0x2800, 0x202E, 0x2067, 0x200F, 0x301, 0x4E00, 0xAB,  0x1F600};
	unsigned byte = input_byte(in);

	if (byte < 0xF0)
		return palette[byte % (sizeof(palette) / sizeof(palette[0]))];
	return (input_byte(in) | input_byte(in) << 8 | input_byte(in) << 16) % 0x110000;
}

static size_t read_cells(struct input *in, struct bidi_cell *row, bool *ret_hostile)
{
	size_t count = 0;

	while (in->left > 0 && count + 1 < COLS_MOST) {
		unsigned shape = input_byte(in);
		struct bidi_cell *cell = &row[count++];

		*cell = (struct bidi_cell){.code = {next_code(in)}, .cols = 1};
		if (shape % 16 == 1)
			cell->code[1] = 0x301;
		if (shape % 16 == 2) {
			cell->cols = 2;
			row[count++] = (struct bidi_cell){0};
		}
		if (shape % 64 == 3)
			cell->cols = (uint8_t)(shape / 64);
		*ret_hostile = *ret_hostile || shape % 64 == 3;
	}
	return count;
}

static bool is_letter(uint32_t code)
{
	return FRIBIDI_IS_LETTER(fribidi_get_bidi_type(code)) && code != 0x2800 &&
	       cluster_code_cols(code) > 0;
}

static bool is_same(const struct bidi_cell *one, const struct bidi_cell *other)
{
	bool blanks = one->code[0] == 0x2800 && other->code[0] == ' ';

	return one->cols == other->cols && (blanks || one->code[0] == other->code[0]) &&
	       memcmp(one->code + 1, other->code + 1, sizeof(one->code) - sizeof(uint32_t)) == 0;
}

/* Each column is shown once; the whole row is, or its letters are, as rowcode.h says. */
static void check_kind(enum terminal_kind kind, const struct bidi_cell *row, size_t count,
		       bool hostile)
{
	struct bidi_cell sent[COLS_MOST], seen[COLS_MOST];
	uint16_t shows[COLS_MOST], seen_at[COLS_MOST];
	bool shown_once[COLS_MOST] = {false};
	bool all;

	memcpy(sent, row, count * sizeof(*row));
	all = rowcode_encode(kind, sent, count, shows);
	for (size_t i = 0; i < count; i++) {
		must(shows[i] < count && !shown_once[shows[i]], "each column is shown once");
		shown_once[shows[i]] = true;
		must(rowcode_sent_at(shows, count, shows[i]) == i, "a cursor finds its place");
	}
	if (kind == TERMINAL_VISUAL || hostile)
		return;
	forward_run(kind, sent, count, seen, seen_at);
	must(memcmp(seen_at, shows, count * sizeof(*shows)) == 0, "styles go with the letters");
	for (size_t i = 0; i < count && (all || kind != TERMINAL_TOKEN); i++)
		if (all || (i > 0 && is_letter(row[i].code[0])))
			must(is_same(&seen[i], &row[i]), "what is seen is what was wanted");
}

static void check_kinds(const struct bidi_cell *row, size_t count, bool hostile)
{
	for (int kind = 0; kind < TERMINAL_KINDS; kind++)
		check_kind((enum terminal_kind)kind, row, count, hostile);
}

static void run_cells(struct input *in)
{
	struct bidi_cell row[COLS_MOST];
	bool hostile = false;
	size_t count = read_cells(in, row, &hostile);

	check_kinds(row, count, hostile);
}

/* --- text to cells ---------------------------------------------------------------------------- */

static bool is_showable(uint32_t code)
{
	return code >= 0x20 && (code < 0x7F || code > 0x9F) && code != 0xFEFF &&
	       (code < 0x200B || code > 0x200F) && (code < 0x2028 || code > 0x202E) &&
	       (code < 0x2060 || code > 0x206F) && code <= 0x10FFFF;
}

static void check_cell(const struct bidi_cell *cell, int cols)
{
	for (size_t k = 0; k < CELL_CODES && (k == 0 || cell->code[k] != 0); k++) {
		must(is_showable(cell->code[k]), "every code can be shown");
		must(cluster_code_cols(cell->code[k]) == (k == 0 ? cols : 0), "its width is known");
	}
}

static void run_text(struct input *in)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)8 << 20);
	unsigned how = input_byte(in);
	enum direction base = how % 2 == 0 ? DIRECTION_LTR : DIRECTION_RTL;
	struct bidi_cell row[COLS_MOST], *cells;
	size_t count, cols = 0;

	cells = bidi_row(a, (const char *)in->at, in->left, base,
			 how & 2 ? BIDI_FIELD : BIDI_JOINED, &count);
	for (size_t i = 0; i < count; i++) {
		must(cells[i].from < in->left, "a cell is from its text");
		must(cells[i].cols == 1 || cells[i].cols == 2, "a cell has columns");
		check_cell(&cells[i], cells[i].cols);
		for (int k = 0; k < cells[i].cols && cols + 1 < COLS_MOST; k++)
			row[cols++] = k == 0 ? cells[i] : (struct bidi_cell){0};
	}
	if (cols > 0)
		check_kinds(row, cols, cols + 1 >= COLS_MOST);
}

/* --- pages ------------------------------------------------------------------------------------ */

static void add_field(struct arena *a, struct page *p, struct input *in)
{
	struct option *options = arena_array(a, 2, sizeof(*options));
	struct field f = {.id = 1, .kind = (enum field_kind)(input_byte(in) % 5), .lines = 3};

	f.ltr = input_byte(in) % 2 == 0;
	f.label = next_text(a, in, TEXT_MOST);
	f.value = next_text(a, in, TEXT_MOST);
	f.help = next_text(a, in, TEXT_MOST);
	f.error = input_byte(in) % 2 == 0 ? NULL : next_text(a, in, TEXT_MOST);
	options[0].label = next_text(a, in, TEXT_MOST);
	options[1].label = next_text(a, in, TEXT_MOST);
	options[1].chosen = true;
	f.options = options;
	f.option_count = 2;
	page_field(p, &f);
}

static void add_block(struct arena *a, struct page *p, struct input *in)
{
	unsigned kind = input_byte(in), act = input_byte(in) % 2;
	const char *one = next_text(a, in, TEXT_MOST), *two = next_text(a, in, TEXT_MOST);

	switch (kind % 11) {
	case 0: page_heading(p, one); break;
	case 1: page_text(p, (enum tone)act, one); break;
	case 2: page_notice(p, (enum notice)(kind / 11 % 4), one); break;
	case 3: page_bullet(p, one); break;
	case 4: page_pair(p, one, two, (int)act); break;
	case 5: page_menu(p, 1, one, two, act ? one : NULL); break;
	case 6: page_stage(p, (enum mark)(kind / 11 % 4), one, two); break;
	case 7: page_big(p, one); break;
	case 8: page_code(p, one); break;
	case 9: page_qr(p, one, NULL); break;
	default: page_gap(p); break;
	}
}

static void check_grid(const struct grid *g)
{
	for (int row = 0; row < g->rows; row++)
		for (int col = 0; col < g->cols; col++) {
			const struct cell *cell = grid_at(g, row, col);
			const struct cell *next = grid_at(g, row, col + 1);

			if (cell->glyph.cols == 0) {
				must(col > 0 && grid_at(g, row, col - 1)->glyph.cols == 2,
				     "a second column belongs to a wide letter");
				continue;
			}
			must(cell->glyph.cols == 1 || (next != NULL && next->glyph.cols == 0),
			     "a wide letter has both columns");
			check_cell(&cell->glyph, cell->glyph.cols);
		}
	must(g->cursor_row < g->rows && g->cursor_col < g->cols, "the cursor is on the screen");
}

/* Up to a line feed. */
static void type_keys(struct edit *e, struct input *in)
{
	struct key_reader r = {0};
	struct key k;

	for (unsigned byte; in->left > 0 && (byte = input_byte(in)) != '\n';)
		for (bool more = key_feed(&r, (unsigned char)byte, &k); more;
		     more = key_next(&r, &k))
			edit_key(e, &k);
	must(e->at <= e->text.size, "the cursor is within the text");
}

static void run_page(struct input *in)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	struct layout_for x = {.lang = (enum lang)(input_byte(in) % LANG_COUNT), .who = "Guest"};
	struct position at = {.number = -1};
	int cols = 20 + (int)(input_byte(in) % 120), rows = 5 + (int)(input_byte(in) % 50), all;
	struct page *p = page_new(a, "any", next_text(a, in, TEXT_MOST));
	bool field = input_byte(in) % 2 == 0;
	struct edit edit = {0};

	message_use(x.lang);
	if (field) {
		add_field(a, p, in);
		edit_open(&edit, "", lang_direction(x.lang), input_byte(in) % 2 == 0,
			  p->first->field->kind == FIELD_LINES ? 3 : 1);
		type_keys(&edit, in);
		at.field = 1;
		at.edit = &edit;
	}
	for (int i = 0; i < 20 && in->left > 0; i++)
		add_block(a, p, in);
	check_grid(layout_page(a, p, &x, &at, cols, rows, &all));
	edit_close(&edit);
}

/* --- keys ------------------------------------------------------------------------------------- */

static void check_key(const struct key *k)
{
	must(k->kind <= KEY_NONE, "a key is of a kind");
	must(k->kind != KEY_CHAR ||
		     (k->code >= 0x20 && k->code <= 0x10FFFF && (k->code < 0x7F || k->code > 0x9F)),
	     "a letter is no control");
}

/* Whatever the terminal says of itself, it is one of those that are known, and its switches go out
 * as often as they come back. */
static void hear(struct probe *p, const char *answer)
{
	BUFFER_CLEAN struct buffer on, off;

	buffer_open(&on, 200);
	buffer_open(&off, 200);
	must(strlen(answer) < KEY_ANSWER_MOST, "an answer has a cap");
	for (size_t i = 0; answer[i] != '\0'; i++)
		must(answer[i] >= 0x20 && answer[i] < 0x7F, "an answer is printable");
	probe_take(p, answer);
	must(p->terminal < PROBE_TERMINALS && p->kind < TERMINAL_KINDS, "a terminal that is known");
	probe_switch(p, &on);
	probe_switch_back(p, &off);
	must((on.size > 0) == (off.size > 0), "what is switched is put back");
}

static void run_keys(struct input *in)
{
	struct key_reader r = {0};
	struct probe probe;
	size_t bytes = in->left, keys = 0;
	struct key k;

	probe_open(&probe, "xterm", "");
	while (in->left > 0) {
		for (bool more = key_feed(&r, (unsigned char)input_byte(in), &k); more;
		     more = key_next(&r, &k), keys++) {
			check_key(&k);
			if (k.kind == KEY_ANSWER)
				hear(&probe, key_answer(&r));
		}
		must(r.count < KEY_PENDING, "what waits has a cap");
	}
	for (int i = 0; key_waits(&r); i++) {
		must(i <= KEY_PENDING, "waiting ends");
		if (key_rest(&r, &k)) {
			check_key(&k);
			keys++;
		}
	}
	must(keys <= bytes, "no key is without a byte");
}

/* ---------------------------------------------------------------------------------------------- */

void target_text(const uint8_t *data, size_t size)
{
	static void (*const parts[])(struct input *) = {run_cells, run_text, run_page, run_keys};
	struct input in = {data, size};

	parts[input_byte(&in) % (sizeof(parts) / sizeof(parts[0]))](&in);
}
