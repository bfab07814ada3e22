/* rowcode_token.c - rows for kitty, which turns each word by itself.
 *
 * Measured on 0.26.5: what stands between blanks and boxes is drawn as a whole, by the script of
 * its first letter; Arabic digits, and Persian ones, are of the Arabic script.
 */
#include "i18n/rowcode_inside.h"

#include <string.h>

enum way { WAY_NONE, WAY_LTR, WAY_RTL };

static enum way way_of(FriBidiChar code)
{
	FriBidiCharType type = fribidi_get_bidi_type(code);

	if (type == FRIBIDI_TYPE_AN || rowcode_inside_is_persian(code))
		return WAY_RTL;
	if (!FRIBIDI_IS_LETTER(type))
		return WAY_NONE;
	return FRIBIDI_IS_RTL(type) ? WAY_RTL : WAY_LTR;
}

static bool is_between_tokens(FriBidiChar code)
{
	return code == ' ' || (code >= 0x2500 && code <= 0x259F) ||
	       (code >= ROWCODE_MARK && code <= 0x28FF);
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
	rowcode_inside_turn(r, from, cut);
	rowcode_inside_turn(r, cut, latin);
	rowcode_inside_turn(r, latin, end);
	rowcode_inside_turn(r, from, end);
}

static bool token_encode(struct row *r, size_t from, size_t end)
{
	if (first_way(r, from, end, false) != WAY_RTL)
		return true;
	if (first_way(r, from, end, true) != WAY_RTL) {
		if (rowcode_inside_latin_stops(r, from, end)) {
			memcpy(r->sent + from, r->wanted + from, (end - from) * sizeof(*r->sent));
			token_encode(r, from, end);
			return false;
		}
		exchange_parts(r, from, end);
		for (size_t i = from; i < end; i++)
			r->sent[i] = r->wanted[r->order[i]];
		return false;
	}
	rowcode_inside_turn(r, from, end);
	for (size_t i = from; i < end; i++)
		r->sent[i] = rowcode_inside_mirrored(r->wanted[r->order[i]]);
	return true;
}

bool rowcode_token_encode(struct row *r)
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
