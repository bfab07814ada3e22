/* forward.c - what terminals of each kind show of what they are sent, told apart from the encoder.
 */
#include "tests/i18n/forward.h"

#include <fribidi.h>
#include <stdlib.h>
#include <string.h>

static FriBidiChar mirror_of(FriBidiChar code)
{
	FriBidiChar mirror = code;

	fribidi_get_mirror_char(code, &mirror);
	return mirror;
}

/* The cell and its second column, if it has one. Returns the columns. */
static size_t put(const struct bidi_cell *sent, size_t count, size_t from, struct bidi_cell *seen,
		  uint16_t *seen_at, size_t col)
{
	size_t size = from + 1 < count && sent[from].cols == 2 && sent[from + 1].cols == 0 ? 2 : 1;

	for (size_t k = 0; k < size; k++) {
		seen[col + k] = sent[from + k];
		seen_at[from + k] = (uint16_t)(col + k);
	}
	return size;
}

/* It keeps letters apart and is not seen. */
static void drop_zwnj(struct bidi_cell *cell)
{
	for (int i = 1; i < CELL_CODES; i++)
		if (cell->code[i] == 0x200C)
			cell->code[i] = 0;
}

/* UAX #9 over one line; letters are mirrored and never joined, as such terminals find them joined.
 */
static void run_line(FriBidiChar *codes, FriBidiStrIndex count, FriBidiParType base,
		     FriBidiStrIndex *map)
{
	FriBidiCharType types[ROWCODE_MOST] = {0};
	FriBidiBracketType brackets[ROWCODE_MOST] = {0};
	FriBidiLevel levels[ROWCODE_MOST] = {0};

	fribidi_get_bidi_types(codes, count, types);
	fribidi_get_bracket_types(codes, count, types, brackets);
	if (fribidi_get_par_embedding_levels_ex(types, brackets, count, &base, levels) == 0)
		abort();
	for (FriBidiStrIndex i = 0; i < count; i++) {
		map[i] = i;
		if (levels[i] % 2 == 1)
			codes[i] = mirror_of(codes[i]);
	}
	if (fribidi_reorder_line(0, types, count, 0, base, levels, codes, map) == 0)
		abort();
}

static void run_uba(FriBidiParType base, const struct bidi_cell *sent, size_t count,
		    struct bidi_cell *seen, uint16_t *seen_at)
{
	FriBidiChar codes[ROWCODE_MOST] = {0};
	FriBidiStrIndex map[ROWCODE_MOST] = {0};
	size_t cells[ROWCODE_MOST], units = 0;

	for (size_t i = 0; i < count; i++) {
		if (i > 0 && sent[i].cols == 0 && sent[i - 1].cols == 2)
			continue;
		cells[units] = i;
		codes[units++] = sent[i].code[0];
	}
	run_line(codes, (FriBidiStrIndex)units, base, map);
	for (size_t v = 0, col = 0; v < units; v++) {
		size_t size = put(sent, count, cells[map[v]], seen, seen_at, col);

		seen[col].code[0] = codes[v];
		drop_zwnj(&seen[col]);
		col += size;
	}
}

static bool ends_token(FriBidiChar code)
{
	return code == ' ' || (code >= 0x2500 && code < 0x25A0) ||
	       (code >= 0x2800 && code < 0x2900);
}

static bool is_drawn_rtl(const struct bidi_cell *sent, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++) {
		FriBidiChar code = sent[i].code[0];
		FriBidiCharType type = fribidi_get_bidi_type(code);

		if (sent[i].cols > 0 && type == FRIBIDI_TYPE_LTR)
			return false;
		if (sent[i].cols > 0 &&
		    (type == FRIBIDI_TYPE_RTL || type == FRIBIDI_TYPE_AL ||
		     type == FRIBIDI_TYPE_AN || (code >= 0x6F0 && code < 0x6FA)))
			return true;
	}
	return false;
}

/* As kitty hands runs of cells to HarfBuzz; styles and cursor stay where they are. */
static void run_tokens(const struct bidi_cell *sent, size_t count, struct bidi_cell *seen,
		       uint16_t *seen_at)
{
	for (size_t from = 0, end; from < count; from = end) {
		size_t col;

		for (end = from + 1; end < count; end++)
			if (sent[end].cols > 0 &&
			    (ends_token(sent[from].code[0]) || ends_token(sent[end].code[0])))
				break;
		memcpy(seen + from, sent + from, (end - from) * sizeof(*sent));
		if (!is_drawn_rtl(sent, from, end))
			continue;
		col = from;
		for (size_t i = end; i > from; i--) {
			if (i - 1 > from && sent[i - 1].cols == 0 && sent[i - 2].cols == 2)
				i--;
			col += put(sent, count, i - 1, seen, seen_at, col);
			seen[col - 1 - (sent[i - 1].cols == 2)].code[0] =
				mirror_of(sent[i - 1].code[0]);
		}
	}
	for (size_t i = 0; i < count; i++) {
		seen_at[i] = (uint16_t)i;
		drop_zwnj(&seen[i]);
	}
}

void forward_run(enum terminal_kind kind, const struct bidi_cell *sent, size_t count,
		 struct bidi_cell *seen, uint16_t *seen_at)
{
	switch (kind) {
	case TERMINAL_UBA_ANY:
	case TERMINAL_UBA_LTR: run_uba(FRIBIDI_PAR_LTR, sent, count, seen, seen_at); break;
	case TERMINAL_UBA_AUTO: run_uba(FRIBIDI_PAR_ON, sent, count, seen, seen_at); break;
	case TERMINAL_TOKEN: run_tokens(sent, count, seen, seen_at); break;
	default:
		memcpy(seen, sent, count * sizeof(*sent));
		for (size_t i = 0; i < count; i++)
			seen_at[i] = (uint16_t)i;
		break;
	}
}
