/* rowcode.c - what has to be sent so that a terminal of a kind shows a composed row.
 *
 * A terminal that runs UAX #9 turns what it was sent into levels, and levels into an order (rule
 * L2). Here the way is gone backwards: levels are supposed for the columns of the row, and L2
 * undone says what to send; fribidi run over that gives its true levels. When those show another
 * row they are the next supposition: it settles within a few rounds, or not at all.
 *
 *   supposed levels ──▶ L2 undone ──▶ what to send ──▶ fribidi ──▶ shows the row: done
 *          ▲                                              │
 *          └────────────────── its levels ◀───────────────┘
 *
 * Where it does not settle, blanks between words become U+2800, which looks blank and is a letter
 * from left to right, so that words stand alone; then the ones that are not needed are taken back.
 */
#include "i18n/rowcode.h"

#include "i18n/base/error.h"
#include "i18n/cluster.h"

#include <fribidi.h>
#include <string.h>

#define ROUNDS 4       /* of more than 100,000 rows none settled later */
#define ROUNDS_AGAIN 2 /* after one blank was taken back: little changes */
#define MARK 0x2800
#define ZWNJ 0x200C
#define ARABIC_ZERO 0x660
#define PERSIAN_ZERO 0x6F0

/* A row on its way. A unit is a cell that has columns; a place is where one is sent. */
struct row {
	size_t count; /* units, and places */
	struct bidi_cell cells[ROWCODE_MOST];
	size_t at[ROWCODE_MOST];               /* by unit: its cell */
	size_t size[ROWCODE_MOST];             /* by unit: 2 where a second column follows */
	FriBidiChar wanted[ROWCODE_MOST];      /* by unit: what must be seen there */
	FriBidiLevel levels[ROWCODE_MOST];     /* by unit, as supposed */
	FriBidiStrIndex order[ROWCODE_MOST];   /* by place: the unit sent there */
	FriBidiChar sent[ROWCODE_MOST];        /* by place */
	FriBidiStrIndex seen_at[ROWCODE_MOST]; /* by place: the unit whose columns show it */
	FriBidiParType base;                   /* of each row, as this terminal begins it */
};

/* --- kinds of letters ------------------------------------------------------------------------- */

static bool is_rtl_letter(FriBidiChar code)
{
	FriBidiCharType type = fribidi_get_bidi_type(code);

	return FRIBIDI_IS_LETTER(type) && FRIBIDI_IS_RTL(type);
}

/* Of Arabic script, and yet a number as European ones are. */
static bool is_persian_digit(FriBidiChar code)
{
	return code >= PERSIAN_ZERO && code <= PERSIAN_ZERO + 9;
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
		    is_persian_digit(cells[i].code[0]))
			return false;
	}
	return true;
}

static FriBidiChar mirrored(FriBidiChar code)
{
	FriBidiChar mirror;

	return fribidi_get_mirror_char(code, &mirror) ? mirror : code;
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

/* --- UAX #9 ----------------------------------------------------------------------------------- */

static void turn(struct row *r, size_t from, size_t end)
{
	for (; from + 1 < end; from++, end--) {
		FriBidiStrIndex unit = r->order[from];

		r->order[from] = r->order[end - 1];
		r->order[end - 1] = unit;
	}
}

/* Rule L2 turns stretches of a level from the highest to the lowest; here from the lowest up. */
static void undo_l2(struct row *r)
{
	FriBidiLevel highest = 0;

	for (size_t i = 0; i < r->count; i++) {
		r->order[i] = (FriBidiStrIndex)i;
		if (r->levels[i] > highest)
			highest = r->levels[i];
	}
	for (FriBidiLevel level = 1; level <= highest; level++)
		for (size_t i = 0, end; i < r->count; i = end + 1) {
			for (end = i; end < r->count && r->levels[r->order[end]] >= level;)
				end++;
			turn(r, i, end);
		}
	for (size_t i = 0; i < r->count; i++) {
		FriBidiChar code = r->wanted[r->order[i]];

		r->sent[i] = r->levels[r->order[i]] % 2 == 1 ? mirrored(code) : code;
	}
}

static bool look_alike(const struct row *r, size_t a, size_t b)
{
	const struct bidi_cell *one = &r->cells[r->at[a]], *other = &r->cells[r->at[b]];

	return a == b || (one->cols == other->cols && r->size[a] == r->size[b] &&
			  memcmp(one->code + 1, other->code + 1,
				 sizeof(one->code) - sizeof(one->code[0])) == 0);
}

/* What the terminal makes of what is sent. True when it is the row that is wanted; the true levels
 * are the next ones to be supposed. `*ret_same`: they are just what was supposed. */
static bool run_forward(struct row *r, bool *ret_same)
{
	FriBidiCharType types[ROWCODE_MOST];
	FriBidiBracketType brackets[ROWCODE_MOST];
	FriBidiLevel levels[ROWCODE_MOST];
	FriBidiChar seen[ROWCODE_MOST];
	FriBidiStrIndex count = (FriBidiStrIndex)r->count, map[ROWCODE_MOST];
	FriBidiParType base = r->base;
	bool right = true;

	memcpy(seen, r->sent, r->count * sizeof(*seen));
	for (FriBidiStrIndex i = 0; i < count; i++)
		map[i] = i;
	fribidi_get_bidi_types(r->sent, count, types);
	fribidi_get_bracket_types(r->sent, count, types, brackets);
	if (fribidi_get_par_embedding_levels_ex(types, brackets, count, &base, levels) == 0)
		fatal("out of memory (%d columns)", count);
	fribidi_shape(FRIBIDI_FLAG_SHAPE_MIRRORING, levels, count, NULL, seen);
	if (fribidi_reorder_line(0, types, count, 0, base, levels, NULL, map) == 0)
		fatal("out of memory (%d columns)", count);
	*ret_same = true;
	for (size_t v = 0; v < r->count; v++) {
		size_t place = (size_t)map[v], unit = (size_t)r->order[place];

		r->seen_at[place] = (FriBidiStrIndex)v;
		*ret_same = *ret_same && r->levels[unit] == levels[place];
		r->levels[unit] = levels[place];
		right = right && seen[place] == r->wanted[v] && look_alike(r, unit, v);
	}
	return right;
}

static bool settle_from(struct row *r, int rounds)
{
	bool same = false;

	for (int i = 0; i < rounds && !same; i++) {
		undo_l2(r);
		if (run_forward(r, &same))
			return true;
	}
	return false;
}

/* A row that ends at the right with Arabic, numbers aside, most often begins there. */
static FriBidiLevel likely_level(const struct row *r)
{
	if (r->base == FRIBIDI_PAR_LTR)
		return 0;
	for (size_t i = r->count; i > 0; i--)
		if (FRIBIDI_IS_LETTER(fribidi_get_bidi_type(r->wanted[i - 1])))
			return is_rtl_letter(r->wanted[i - 1]) ? 1 : 0;
	return 0;
}

/* As if all between two letters of Arabic ran from right to left, unless Latin stands there: so
 * brackets are found of which only one is to be turned. */
static void suppose_blocks(struct row *r)
{
	size_t first = r->count; /* of a block that has begun */

	memset(r->levels, 0, r->count);
	for (size_t i = 0; i < r->count; i++) {
		FriBidiCharType type = fribidi_get_bidi_type(r->wanted[i]);

		if (FRIBIDI_IS_RTL(type) || type == FRIBIDI_TYPE_AN) {
			first = first < i ? first : i;
			memset(r->levels + first, 1, i - first + 1);
		} else if (FRIBIDI_IS_LETTER(type)) {
			first = r->count;
		}
	}
}

static bool settle(struct row *r)
{
	FriBidiLevel likely = likely_level(r);

	memset(r->levels, likely, r->count);
	if (settle_from(r, ROUNDS))
		return true;
	if (r->base != FRIBIDI_PAR_LTR) {
		memset(r->levels, 1 - likely, r->count);
		if (settle_from(r, ROUNDS))
			return true;
	}
	suppose_blocks(r);
	return settle_from(r, ROUNDS);
}

/* --- where it does not settle ----------------------------------------------------------------- */

static FriBidiChar code_of(const struct row *r, size_t unit)
{
	return r->cells[r->at[unit]].code[0];
}

static bool is_blank(const struct row *r, size_t unit)
{
	return code_of(r, unit) == ' ' && r->cells[r->at[unit]].code[1] == 0;
}

static void mark_edge(struct row *r)
{
	if (is_blank(r, 0))
		r->wanted[0] = MARK;
}

/* The last blank before each word. */
static void mark_gaps(struct row *r)
{
	for (size_t i = 0; i + 1 < r->count; i++)
		if (is_blank(r, i) && !is_blank(r, i + 1))
			r->wanted[i] = MARK;
}

/* Digits to the right of an Arabic letter in the same word. */
static void change_digits(struct row *r)
{
	bool after = false;

	for (size_t i = 0; i < r->count; i++) {
		FriBidiChar code = code_of(r, i);

		after = !is_blank(r, i) && (after || is_rtl_letter(code));
		if (after && code >= '0' && code <= '9')
			r->wanted[i] = code - '0' + ARABIC_ZERO;
		else if (after && is_persian_digit(code))
			r->wanted[i] = code - PERSIAN_ZERO + ARABIC_ZERO;
	}
}

/* All that is neither a letter nor an Arabic number: what is left always settles. */
static void blank_signs(struct row *r)
{
	for (size_t i = 0; i < r->count; i++) {
		FriBidiCharType type = fribidi_get_bidi_type(r->wanted[i]);

		if (!FRIBIDI_IS_LETTER(type) && type != FRIBIDI_TYPE_AN)
			r->wanted[i] = MARK;
	}
}

/* Column 0 is from left to right then, and thereby a row whose base is found. */
static void blank_edge(struct row *r)
{
	r->wanted[0] = MARK;
}

/* Takes back what was changed where the row settles without it. */
static void restore(struct row *r, bool blanks)
{
	FriBidiLevel levels[ROWCODE_MOST];

	for (size_t i = r->count; i > 0; i--) {
		FriBidiChar changed = r->wanted[i - 1];

		if (changed == code_of(r, i - 1) || is_blank(r, i - 1) != blanks)
			continue;
		memcpy(levels, r->levels, r->count);
		r->wanted[i - 1] = code_of(r, i - 1);
		if (settle_from(r, ROUNDS_AGAIN))
			continue;
		r->wanted[i - 1] = changed;
		memcpy(r->levels, levels, r->count);
	}
	/* The last try may have failed: once more with the levels that are known to be right. */
	settle_from(r, ROUNDS);
}

static void (*const changes[])(struct row *) = {mark_edge, mark_gaps, change_digits, blank_signs,
						blank_edge};
#define CHANGES (sizeof(changes) / sizeof(changes[0]))

/* True when the row will be seen just as it is. The edge only matters where it decides the base. */
static bool uba_encode(struct row *r)
{
	bool settled = settle(r);

	for (size_t i = r->base == FRIBIDI_PAR_LTR; !settled && i < CHANGES; i++) {
		changes[i](r);
		settled = settle(r);
		if (settled) {
			restore(r, false);
			restore(r, true);
		}
	}
	for (size_t i = 0; i < r->count; i++)
		if (r->wanted[i] != code_of(r, i) && !is_blank(r, i))
			return false;
	return settled;
}

/* Where a terminal might look for the first letter: one from left to right stands in column 0. It
 * changes nothing where the base was that already: there as before the row, all is level 0. */
static bool fix_base(struct row *r)
{
	for (size_t place = 0; place < r->count; place++) {
		FriBidiCharType type = fribidi_get_bidi_type(r->sent[place]);

		if (!FRIBIDI_IS_LETTER(type))
			continue;
		if (!FRIBIDI_IS_RTL(type))
			return true;
		if (r->sent[0] != ' ')
			return false;
		r->sent[0] = MARK;
		return true;
	}
	return true;
}

/* --- kitty ------------------------------------------------------------------------------------ */

/* Measured on 0.26.5: what stands between blanks and boxes is drawn as a whole, by the script of
 * its first letter; Arabic digits, and Persian ones, are of the Arabic script. */
enum way { WAY_NONE, WAY_LTR, WAY_RTL };

static enum way way_of(FriBidiChar code)
{
	FriBidiCharType type = fribidi_get_bidi_type(code);

	if (type == FRIBIDI_TYPE_AN || is_persian_digit(code))
		return WAY_RTL;
	if (!FRIBIDI_IS_LETTER(type))
		return WAY_NONE;
	return FRIBIDI_IS_RTL(type) ? WAY_RTL : WAY_LTR;
}

static bool is_between_tokens(FriBidiChar code)
{
	return code == ' ' || (code >= 0x2500 && code <= 0x259F) ||
	       (code >= MARK && code <= 0x28FF);
}

/* The first letter's way, looking from the left or from the right. */
static enum way first_way(const struct row *r, size_t from, size_t end, bool from_right)
{
	for (size_t i = from; i < end; i++) {
		enum way way = way_of(r->wanted[from_right ? end - 1 - (i - from) : i]);

		if (way != WAY_NONE)
			return way;
	}
	return WAY_NONE;
}

/* Latin at the right of Arabic goes to its left, signs stay between: each part reads right. */
static void exchange_parts(struct row *r, size_t from, size_t end)
{
	size_t cut = end, latin;

	while (way_of(r->wanted[cut - 1]) != WAY_RTL)
		cut--;
	for (latin = cut; way_of(r->wanted[latin]) == WAY_NONE;)
		latin++;
	turn(r, from, cut);
	turn(r, cut, latin);
	turn(r, latin, end);
	turn(r, from, end);
}

static bool token_encode(struct row *r, size_t from, size_t end)
{
	if (first_way(r, from, end, false) != WAY_RTL)
		return true;
	if (first_way(r, from, end, true) != WAY_RTL) {
		exchange_parts(r, from, end);
		for (size_t i = from; i < end; i++)
			r->sent[i] = r->wanted[r->order[i]];
		return false;
	}
	turn(r, from, end);
	for (size_t i = from; i < end; i++)
		r->sent[i] = mirrored(r->wanted[r->order[i]]);
	return true;
}

static bool tokens_encode(struct row *r)
{
	bool all = true;

	memcpy(r->sent, r->wanted, r->count * sizeof(*r->sent));
	for (size_t i = 0; i < r->count; i++)
		r->order[i] = r->seen_at[i] = (FriBidiStrIndex)i;
	for (size_t i = 0, end; i < r->count; i = end + 1) {
		for (end = i; end < r->count && !is_between_tokens(r->wanted[end]);)
			end++;
		all = token_encode(r, i, end) && all;
	}
	return all;
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
	all = kind == TERMINAL_TOKEN ? tokens_encode(&r) : uba_encode(&r);
	if (kind == TERMINAL_UBA_ANY)
		all = fix_base(&r) && all;
	row_write(&r, kind, cells, shows);
	return fit && all;
}

size_t rowcode_place(const uint16_t *shows, size_t count, size_t col)
{
	for (size_t i = 0; i < count; i++)
		if (shows[i] == col)
			return i;
	return col;
}
