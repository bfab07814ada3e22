/* rowcode_uba.c - rows for terminals that run UAX #9 over what they are sent.
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
#include "i18n/rowcode_inside.h"

#include "i18n/base/error.h"

#include <string.h>

#define ROUNDS 4       /* of more than 100,000 rows none settled later */
#define ROUNDS_AGAIN 2 /* after one blank was taken back: little changes */
#define ARABIC_ZERO 0x660

static bool is_rtl_letter(FriBidiChar code)
{
	FriBidiCharType type = fribidi_get_bidi_type(code);

	return FRIBIDI_IS_LETTER(type) && FRIBIDI_IS_RTL(type);
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
			rowcode_inside_turn(r, i, end);
		}
	for (size_t i = 0; i < r->count; i++) {
		FriBidiChar code = r->wanted[r->order[i]];

		r->sent[i] = r->levels[r->order[i]] % 2 == 1 ? rowcode_inside_mirrored(code) : code;
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
		r->wanted[0] = ROWCODE_MARK;
}

/* The last blank before each word. */
static void mark_gaps(struct row *r)
{
	for (size_t i = 0; i + 1 < r->count; i++)
		if (is_blank(r, i) && !is_blank(r, i + 1))
			r->wanted[i] = ROWCODE_MARK;
}

/* Digits to the right of an Arabic letter in the same word keep their kind where Arabic stands to
 * the right of them: the two go on as one. */
static void join_gaps(struct row *r)
{
	bool letter = false, number = false;

	for (size_t i = 0; i < r->count; i++) {
		FriBidiChar code = code_of(r, i);

		if (is_blank(r, i)) {
			if (number)
				r->wanted[i] = code;
			number = number && i + 1 < r->count && is_blank(r, i + 1);
			letter = false;
			continue;
		}
		letter = letter || is_rtl_letter(code);
		number = number || (letter && code >= '0' && code <= '9');
	}
}

/* A number at the right of ؛ would be taken for an Arabic one. */
static void change_stops(struct row *r)
{
	rowcode_inside_latin_stops(r, 0, r->count);
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
		else if (after && rowcode_inside_is_persian(code))
			r->wanted[i] = code - ROWCODE_PERSIAN_ZERO + ARABIC_ZERO;
	}
}

/* All that is neither a letter nor an Arabic number: what is left always settles. */
static void blank_signs(struct row *r)
{
	for (size_t i = 0; i < r->count; i++) {
		FriBidiCharType type = fribidi_get_bidi_type(r->wanted[i]);

		if (!FRIBIDI_IS_LETTER(type) && type != FRIBIDI_TYPE_AN)
			r->wanted[i] = ROWCODE_MARK;
	}
}

/* Column 0 is from left to right then, and thereby a row whose base is found. */
static void blank_edge(struct row *r)
{
	r->wanted[0] = ROWCODE_MARK;
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

static void (*const changes[])(struct row *) = {mark_edge,     mark_gaps,   join_gaps, change_stops,
						change_digits, blank_signs, blank_edge};
#define CHANGES (sizeof(changes) / sizeof(changes[0]))

/* The edge only matters where it decides the base. */
bool rowcode_uba_encode(struct row *r)
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

/* Changes nothing where the base was that already: there as before the row, all is level 0. */
bool rowcode_uba_fix_base(struct row *r)
{
	for (size_t place = 0; place < r->count; place++) {
		FriBidiCharType type = fribidi_get_bidi_type(r->sent[place]);

		if (!FRIBIDI_IS_LETTER(type))
			continue;
		if (!FRIBIDI_IS_RTL(type))
			return true;
		if (r->sent[0] != ' ')
			return false;
		r->sent[0] = ROWCODE_MARK;
		return true;
	}
	return true;
}
