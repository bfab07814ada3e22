/* bidi.c - from text in logical order to cells from left to right: UAX #9 and Arabic joining by
 * fribidi; values are set apart in isolate.c. */
#include "i18n/bidi.h"

#include "i18n/base/error.h"
#include "i18n/cluster.h"
#include "i18n/utf8.h"

#include <fribidi.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define ROW_MOST ((size_t)16 * 1024) /* bytes of one line that are composed */
#define CLUSTER_MOST 16              /* code points of one cluster that are looked at */
#define REPLACEMENT 0xFFFD
#define LRM_CODE 0x200E
#define RLM_CODE 0x200F
#define LRI_CODE 0x2066
#define RLI_CODE 0x2067

/* A code point that takes columns, with the marks on it; or one without columns that has a say in
 * the order or the joining, as marks themselves have. */
struct unit {
	uint32_t marks[CELL_CODES - 1];
	uint32_t from;
	uint8_t cols; /* 0: yields no cell */
};

/* A line on its way; everything is in one block. The arrays of fribidi run beside `units`. */
struct line {
	size_t count;
	bool rtl;      /* something in it runs from right to left */
	uint32_t says; /* the mark of the isolate that has just begun; 0: none */
	struct unit *units;
	FriBidiChar *codes;
	FriBidiCharType *types;
	FriBidiBracketType *brackets;
	FriBidiStrIndex *map;
	FriBidiLevel *levels;
	FriBidiArabicProp *joining;
};

/* Room for as many units as there are bytes. */
static void line_open(struct line *l, size_t room)
{
	size_t each = sizeof(*l->units) + sizeof(*l->codes) + sizeof(*l->types) +
		      sizeof(*l->brackets) + sizeof(*l->map) + sizeof(*l->levels) +
		      sizeof(*l->joining);

	*l = (struct line){.units = malloc(room * each + 1)};
	if (l->units == NULL)
		fatal("out of memory (%zu bytes)", room * each);
	l->codes = (FriBidiChar *)(l->units + room);
	l->types = (FriBidiCharType *)(l->codes + room);
	l->brackets = (FriBidiBracketType *)(l->types + room);
	l->map = (FriBidiStrIndex *)(l->brackets + room);
	l->levels = (FriBidiLevel *)(l->map + room);
	l->joining = (FriBidiArabicProp *)(l->levels + room);
}

static void line_close(struct line *l)
{
	free(l->units);
}

#define LINE_CLEAN __attribute__((cleanup(line_close)))

static bool is_rtl_class(int bidi_class)
{
	switch (bidi_class) {
	case UTF8PROC_BIDI_CLASS_R:
	case UTF8PROC_BIDI_CLASS_AL:
	case UTF8PROC_BIDI_CLASS_AN:
	case UTF8PROC_BIDI_CLASS_RLI: return true;
	default: return false;
	}
}

/* LRM, RLM, ALM, the isolates, ZWNJ and ZWJ: no columns, but a say. */
static bool is_guide(uint32_t code)
{
	return code == 0x200E || code == 0x200F || code == 0x61C ||
	       (code >= 0x2066 && code <= 0x2069) || code == 0x200C || code == 0x200D;
}

/* The vowel marks and small signs of Arabic; a hamza or madda that stands alone is none. */
static bool is_haraka(uint32_t code)
{
	return (code >= 0x64B && code <= 0x652) || (code >= 0x656 && code <= 0x65F) ||
	       code == 0x670 || (code >= 0x610 && code <= 0x61A) ||
	       (code >= 0x6D6 && code <= 0x6ED && code != 0x6DD && code != 0x6DE && code != 0x6E5 &&
		code != 0x6E6 && code != 0x6E9);
}

/* What stands in a cell for a code point that no terminal should be sent. */
static uint32_t harmless(uint32_t code)
{
	if (code == '\t' || code == '\n' || code == '\r' || code == 0x2028 || code == 0x2029)
		return ' ';
	switch (utf8proc_category((utf8proc_int32_t)code)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CN: return REPLACEMENT;
	default: return code;
	}
}

/* Behind the beginning of an isolate, before the first that is seen of it, a mark says what it says
 * itself: fribidi 1.0.8 goes by the last letter of the isolate before, by which the groups of a
 * number would stand the other way round. */
static void begin_isolate(struct line *l, uint32_t code)
{
	l->says = code == LRI_CODE ? LRM_CODE : code == RLI_CODE ? RLM_CODE : 0;
}

static void add_unit(struct line *l, uint32_t code, size_t from, int cols)
{
	const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)code);
	uint32_t says = cols > 0 && property->bidi_class != UTF8PROC_BIDI_CLASS_WS ? l->says : 0;

	if (says != 0) {
		l->says = 0;
		add_unit(l, says, from, 0);
	}

	l->units[l->count] = (struct unit){.from = (uint32_t)from, .cols = (uint8_t)cols};
	l->codes[l->count] = code;
	l->count++;
	l->rtl = l->rtl || is_rtl_class(property->bidi_class);
}

static void add_mark(struct unit *unit, uint32_t code)
{
	for (size_t i = 0; i < CELL_CODES - 1; i++) {
		if (unit->marks[i] == 0) {
			unit->marks[i] = code;
			return;
		}
	}
}

/* The code points of a cluster without harakat, letters and accents made one where NFC has one. */
static size_t read_cluster(const char *s, size_t size, utf8proc_int32_t codes[CLUSTER_MOST])
{
	utf8proc_ssize_t count = 0;
	uint32_t code;

	for (size_t at = 0, bytes; at < size && count < CLUSTER_MOST; at += bytes) {
		bytes = utf8_decode(s + at, size - at, &code);
		if (bytes == 0) {
			bytes = 1;
			code = REPLACEMENT;
		}
		if (!is_haraka(code))
			codes[count++] = (utf8proc_int32_t)code;
	}
	if (count > 1)
		count = utf8proc_normalize_utf32(codes, count, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	return count < 0 ? 0 : (size_t)count;
}

static void add_cluster(struct line *l, const char *s, size_t from, size_t size)
{
	utf8proc_int32_t codes[CLUSTER_MOST];
	size_t count = read_cluster(s + from, size, codes);
	struct unit *base = NULL; /* what marks join */
	int left = 2;             /* columns that a cluster may take */

	for (size_t i = 0; i < count; i++) {
		uint32_t code = harmless((uint32_t)codes[i]);
		int cols = cluster_code_cols(code);

		if (is_guide(code)) {
			begin_isolate(l, code);
			add_unit(l, code, from, 0);
		} else if (cols > 0 && cols <= left) {
			add_unit(l, code, from, cols);
			base = &l->units[l->count - 1];
			left -= cols;
		} else if (cols == 0 && base != NULL &&
			   !utf8proc_get_property(codes[i])->ignorable) {
			add_mark(base, code);
			add_unit(l, code, from, 0);
		}
	}
}

static void line_read(struct line *l, const char *s, size_t len)
{
	for (size_t at = 0, size; at < len; at += size) {
		if ((unsigned char)s[at] >= 0x20 && (unsigned char)s[at] < 0x7F &&
		    (at + 1 == len || (unsigned char)s[at + 1] < 0x7F)) {
			size = 1;
			add_unit(l, (unsigned char)s[at], at, 1);
		} else {
			size = cluster_next(s + at, len - at, NULL);
			add_cluster(l, s, at, size);
		}
	}
}

/* Joins and mirrors the codes, and puts into `map` the logical place of each visual one. */
static void arrange(struct line *l, enum direction base, enum bidi_shape shape)
{
	FriBidiParType par = base == DIRECTION_RTL ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
	FriBidiStrIndex count = (FriBidiStrIndex)l->count;
	FriBidiFlags flags = FRIBIDI_FLAG_SHAPE_MIRRORING | FRIBIDI_FLAG_SHAPE_ARAB_PRES;

	if (shape == BIDI_JOINED)
		flags |= FRIBIDI_FLAG_SHAPE_ARAB_LIGA;
	for (FriBidiStrIndex i = 0; i < count; i++)
		l->map[i] = i;
	fribidi_get_bidi_types(l->codes, count, l->types);
	fribidi_get_bracket_types(l->codes, count, l->types, l->brackets);
	if (fribidi_get_par_embedding_levels_ex(l->types, l->brackets, count, &par, l->levels) == 0)
		fatal("out of memory (%d code points to arrange)", count);
	fribidi_get_joining_types(l->codes, count, l->joining);
	fribidi_join_arabic(l->types, count, l->levels, l->joining);
	fribidi_shape(flags, l->levels, count, l->joining, l->codes);
	if (fribidi_reorder_line(0, l->types, count, 0, par, l->levels, NULL, l->map) == 0)
		fatal("out of memory (%d code points to reorder)", count);
}

/* A blank that parts no words has had its say in the order; in a cell it is a blank like any. */
static bool is_tied_blank(uint32_t code)
{
	return code == 0xA0 || code == 0x202F;
}

static void put_cell(struct bidi_cell *cell, const struct unit *unit, uint32_t code)
{
	cell->code[0] = is_tied_blank(code) ? ' ' : code;
	memcpy(cell->code + 1, unit->marks, sizeof(unit->marks));
	cell->cols = unit->cols;
	cell->from = unit->from;
}

/* Fribidi leaves U+FEFF for the lam of a lam-alef and puts the ligature where the alef was. */
static size_t put_cells(const struct line *l, bool mapped, struct bidi_cell *cells)
{
	size_t put = 0;

	for (size_t v = 0; v < l->count; v++) {
		size_t i = mapped ? (size_t)l->map[v] : v;
		const struct unit *unit = &l->units[i];

		if (unit->cols == 0 || l->codes[i] == FRIBIDI_CHAR_FILL)
			continue;
		put_cell(&cells[put], unit, l->codes[i]);
		if (i > 0 && l->codes[i - 1] == FRIBIDI_CHAR_FILL)
			cells[put].from = l->units[i - 1].from;
		put++;
	}
	return put;
}

struct bidi_cell *bidi_row(struct arena *a, const char *logical, size_t len, enum direction base,
			   enum bidi_shape shape, size_t *ret_count)
{
	struct bidi_cell *cells;
	LINE_CLEAN struct line l = {0};

	if (len > ROW_MOST)
		len = ROW_MOST;
	if (base == DIRECTION_LTR && utf8_is_plain(logical, len)) {
		cells = arena_array(a, len, sizeof(*cells));
		for (size_t i = 0; i < len; i++)
			cells[i] = (struct bidi_cell){{(unsigned char)logical[i]}, 1, (uint32_t)i};
		*ret_count = len;
		return cells;
	}
	line_open(&l, len);
	line_read(&l, logical, len);
	if (base == DIRECTION_RTL || l.rtl)
		arrange(&l, base, shape);
	cells = arena_array(a, l.count, sizeof(*cells));
	*ret_count = put_cells(&l, base == DIRECTION_RTL || l.rtl, cells);
	return cells;
}

bool bidi_is_lam_alef(uint32_t code, uint32_t next)
{
	if (code == 0x644)
		return next == 0x627 || next == 0x622 || next == 0x623 || next == 0x625;
	if (code == 0xFEDF || code == 0xFEE0)
		return next == 0xFE8E || next == 0xFE82 || next == 0xFE84 || next == 0xFE88;
	return false;
}

int bidi_cols(const char *logical, size_t len)
{
	LINE_CLEAN struct line l = {0};
	int cols = 0;

	if (len > ROW_MOST)
		len = ROW_MOST;
	if (utf8_is_plain(logical, len))
		return (int)len;
	line_open(&l, len);
	line_read(&l, logical, len);
	for (size_t i = 0; i < l.count; i++) {
		cols += l.units[i].cols;
		if (i + 1 < l.count && bidi_is_lam_alef(l.codes[i], l.codes[i + 1]))
			cols--;
	}
	return cols;
}

bool bidi_has_rtl(const char *s, size_t len)
{
	uint32_t code;

	if (utf8_is_plain(s, len))
		return false;
	for (size_t at = 0, size; at < len; at += size) {
		size = utf8_decode(s + at, len - at, &code);
		if (size == 0)
			size = 1;
		else if (is_rtl_class(utf8proc_get_property((utf8proc_int32_t)code)->bidi_class))
			return true;
	}
	return false;
}
