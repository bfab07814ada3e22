/* rowcode.h - what has to be sent so that a terminal of a kind shows a composed row. */
#ifndef I18N_ROWCODE_H
#define I18N_ROWCODE_H

#include "i18n/bidi.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a terminal does with right-to-left text on its own. The numbers are kept in registries. */
enum terminal_kind {
	TERMINAL_VISUAL,   /* nothing: cells are sent as they stand */
	TERMINAL_UBA_LTR,  /* UAX #9 over each row, whose base is left to right (VTE, Konsole) */
	TERMINAL_UBA_AUTO, /* UAX #9 over each row, base by its first strong letter (PuTTY) */
	TERMINAL_TOKEN,    /* what blanks and boxes leave together, by its first letter (kitty) */
	TERMINAL_UBA_ANY,  /* UAX #9, and nobody knows by which base: right by either */
	TERMINAL_KINDS
};

#define ROWCODE_MOST 1024 /* columns; a longer row is sent as it stands */

/*
 * Rewrites `count` cells of one row, in place, into what this kind must be sent so that it shows
 * just that row; each answer was run through the terminal's own rule before it is given. A wide
 * character may be followed by the cell of its second column (`cols` 0). The number of columns
 * stays. Blanks become U+2800, which looks the same and runs from left to right, only where there
 * is no other way.
 *
 * `shows` (room for `count`, or NULL) says for each cell that is sent the column whose style it
 * must carry, and where a cursor sent to it is seen. Terminals that run UAX #9 move both with the
 * letter. Kitty leaves both in their places, and there it is always the same column; it also draws
 * bold and other letters apart, so a row is to be encoded there piece by piece of the same weight.
 * Where fonts would draw a lam and an alef in one column (all kinds but PuTTY's) the lam gets a
 * ZWNJ as its mark.
 *
 * False when no such row exists. For rows that were composed from text this takes an Arabic letter
 * and a number at its right, or on kitty Arabic at the left of Latin, with no blank between; or for
 * PuTTY no blank in column 0. What is sent then shows every letter in its column, but ؛ and ؟ as ;
 * and
 * ?, the digits as Arabic ones, or signs (and such a letter in column 0) as blanks; on kitty the
 * two parts change places. Cells that hold a control or a lone mark show '?'.
 */
bool rowcode_encode(enum terminal_kind kind, struct bidi_cell *cells, size_t count,
		    uint16_t *shows);

/* The column to which the cursor is sent so that it is seen on column `col`. */
size_t rowcode_sent_at(const uint16_t *shows, size_t count, size_t col);

#endif
