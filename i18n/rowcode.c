/* rowcode.c - what has to be sent so that a terminal of a kind shows a composed row. */
#include "i18n/rowcode_inside.h"

#include "i18n/cluster.h"

#define ZWNJ 0x200C

bool rowcode_inside_is_persian(FriBidiChar code)
{
	return code >= ROWCODE_PERSIAN_ZERO && code <= ROWCODE_PERSIAN_ZERO + 9;
}

/* What no composed row holds: a control, a line's end, a mark with nothing to stand on. */
static bool is_unfit(FriBidiCharType type)
{
	return FRIBIDI_IS_EXPLICIT_OR_ISOLATE_OR_BN_OR_NSM(type) || FRIBIDI_IS_SEPARATOR(type);
}

/* Nothing in it that a terminal would move. */
static bool is_still(const struct bidi_cell *cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		FriBidiCharType type;

		if ((cells[i].code[0] >= 0x20 && cells[i].code[0] < 0x7F) || cells[i].cols == 0)
			continue;
		type = fribidi_get_bidi_type(cells[i].code[0]);
		if (FRIBIDI_IS_RTL(type) || type == FRIBIDI_TYPE_AN || is_unfit(type) ||
		    rowcode_inside_is_persian(cells[i].code[0]))
			return false;
	}
	return true;
}

FriBidiChar rowcode_inside_mirrored(FriBidiChar code)
{
	FriBidiChar mirror;

	return fribidi_get_mirror_char(code, &mirror) ? mirror : code;
}

bool rowcode_inside_latin_stops(struct row *r, size_t from, size_t end)
{
	bool any = false;

	for (; from + 1 < end; from++) {
		FriBidiChar code = r->wanted[from], next = r->wanted[from + 1];

		if ((code != 0x61B && code != 0x61F) || next == ' ' || next == ROWCODE_MARK)
			continue;
		r->wanted[from] = code == 0x61B ? ';' : '?';
		any = true;
	}
	return any;
}

void rowcode_inside_turn(struct row *r, size_t from, size_t end)
{
	for (; from + 1 < end; from++, end--) {
		FriBidiStrIndex unit = r->order[from];

		r->order[from] = r->order[end - 1];
		r->order[end - 1] = unit;
	}
}

/* --- reading and writing the cells ------------------------------------------------------------ */

static bool is_second(const struct bidi_cell *cells, size_t i)
{
	return i > 0 && cells[i].cols == 0 && cells[i - 1].cols == 2;
}

/* False when there were cells that no composed row holds; they show '?' from here on. */
static bool row_read(struct row *r, const struct bidi_cell *cells, size_t count)
{
	bool fit = true;

	r->count = 0;
	for (size_t i = 0; i < count; i++) {
		r->cells[i] = cells[i];
		if (is_second(r->cells, i)) {
			r->size[r->count - 1] = 2;
			continue;
		}
		if (cells[i].cols == 0 || cells[i].cols > 2 ||
		    cluster_code_cols(cells[i].code[0]) == 0 ||
		    is_unfit(fribidi_get_bidi_type(cells[i].code[0]))) {
			r->cells[i] = (struct bidi_cell){{'?'}, 1, cells[i].from};
			fit = false;
		}
		r->at[r->count] = i;
		r->size[r->count] = 1;
		r->wanted[r->count++] = r->cells[i].code[0];
	}
	return fit;
}

/* Where what is sent in each place is seen. */
static void find_columns(const struct row *r, size_t *seen_col)
{
	FriBidiStrIndex place_of[ROWCODE_MOST]; /* by unit whose columns show it */
	size_t col = 0;

	for (size_t place = 0; place < r->count; place++)
		place_of[r->seen_at[place]] = (FriBidiStrIndex)place;
	for (size_t v = 0; v < r->count; v++) {
		seen_col[place_of[v]] = col;
		col += r->size[r->order[place_of[v]]];
	}
}

/* Kitty and Konsole would draw a lam and an alef of a field as one letter, and leave a gap. */
static void part(struct bidi_cell *lam)
{
	for (int i = 1; i < CELL_CODES; i++) {
		if (lam->code[i] == 0) {
			lam->code[i] = ZWNJ;
			return;
		}
	}
}

static void row_write(const struct row *r, enum terminal_kind kind, struct bidi_cell *cells,
		      uint16_t *shows)
{
	bool moves = kind != TERMINAL_TOKEN; /* style and cursor go with the letter */
	size_t seen_col[ROWCODE_MOST], to = 0;

	find_columns(r, seen_col);
	for (size_t place = 0; place < r->count; place++) {
		size_t unit = (size_t)r->order[place];

		for (size_t k = 0; k < r->size[unit]; k++, to++) {
			cells[to] = r->cells[r->at[unit] + k];
			if (k == 0)
				cells[to].code[0] = r->sent[place];
			if (k == 0 && kind != TERMINAL_UBA_AUTO && place + 1 < r->count &&
			    bidi_is_lam_alef(r->sent[place], r->sent[place + 1]))
				part(&cells[to]);
			if (shows != NULL)
				shows[to] = (uint16_t)(moves ? seen_col[place] + k : to);
		}
	}
}

/* ---------------------------------------------------------------------------------------------- */

bool rowcode_encode(enum terminal_kind kind, struct bidi_cell *cells, size_t count, uint16_t *shows)
{
	struct row r;
	bool fit, all;

	for (size_t i = 0; shows != NULL && i < count; i++)
		shows[i] = (uint16_t)i;
	if (kind == TERMINAL_VISUAL || count == 0 || is_still(cells, count))
		return true;
	if (count > ROWCODE_MOST)
		return false;
	fit = row_read(&r, cells, count);
	r.base = kind == TERMINAL_UBA_LTR || kind == TERMINAL_UBA_ANY ? FRIBIDI_PAR_LTR
								      : FRIBIDI_PAR_ON;
	all = kind == TERMINAL_TOKEN ? rowcode_token_encode(&r) : rowcode_uba_encode(&r);
	if (kind == TERMINAL_UBA_ANY)
		all = rowcode_uba_fix_base(&r) && all;
	row_write(&r, kind, cells, shows);
	return fit && all;
}

size_t rowcode_sent_at(const uint16_t *shows, size_t count, size_t col)
{
	for (size_t i = 0; i < count; i++)
		if (shows[i] == col)
			return i;
	return col;
}
