/* bidi.h - from text in logical order to cells from left to right: UAX #9 and Arabic joining by
 * fribidi. */
#ifndef I18N_BIDI_H
#define I18N_BIDI_H

#include "i18n/base/arena.h"
#include "i18n/lang.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CELL_CODES 4

/* One column of a row (or two for a wide character: `cols` 2, its second column is not a cell of
 * its own). */
struct bidi_cell {
	uint32_t code[CELL_CODES]; /* a presentation form or character, then marks that join it; 0
				      ends */
	uint8_t cols;              /* 1 or 2 */
	uint32_t from;             /* byte in the logical text where its cluster begins */
};

enum bidi_shape {
	BIDI_JOINED, /* Arabic letters joined, lam-alef one cell */
	BIDI_FIELD,  /* in a field being typed: joined, but a letter is always one cell */
};

/*
 * Composes one line (no line ends; harakat left out) of a paragraph whose base direction is `base`.
 * Returns the cells, `*ret_count` of them, left to right, in `a`. Data inside (numbers, dates,
 * phones, references, Latin words) keep their order when they were set apart with bidi_isolate; the
 * isolates themselves give no cell.
 */
struct bidi_cell *bidi_row(struct arena *a, const char *logical, size_t len, enum direction base,
			   enum bidi_shape shape, size_t *ret_count);

/* `value` set apart (FSI…PDI, or LRI…PDI where it holds no right-to-left letter) so that it cannot
 * disturb the words around it. */
char *bidi_isolate(struct arena *a, const char *value);

/* The same for a value that may have been put together of isolated ones: where no letter stands
 * outside of them, as in "⁨name⁩، ⁨link⁩", it runs as the sentence `around` it does. */
char *bidi_isolate_in(struct arena *a, const char *value, enum direction around);

/* The paragraph, whose base is `base`, with the direction of each isolate said (FSI becomes RLI or
 * LRI), so that it stays the same in each row when it is folded: an FSI looks for a letter again in
 * every row. Where an isolate has no letter outside of others, it runs as the paragraph. The
 * paragraph itself where it has no FSI. */
const char *bidi_settle(struct arena *a, const char *paragraph, enum direction base);

/* True when something in `s` runs from right to left. */
bool bidi_has_rtl(const char *s, size_t len);

/* The pairs that fribidi makes one: as letters, or already as joined forms. */
bool bidi_is_lam_alef(uint32_t code, uint32_t next);

/* Columns that the line takes once composed; lam-alef counts one. */
int bidi_cols(const char *logical, size_t len);

#endif
