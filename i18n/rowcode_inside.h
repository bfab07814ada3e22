/* rowcode_inside.h - what the files of the row encoder share with each other, and nobody else. */
#ifndef I18N_ROWCODE_INSIDE_H
#define I18N_ROWCODE_INSIDE_H

#include "i18n/rowcode.h"

#include <fribidi.h>

#define ROWCODE_PERSIAN_ZERO 0x6F0
#define ROWCODE_MARK 0x2800 /* looks blank, and is a letter from left to right */

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

/* Of Arabic script, and yet a number as European ones are. */
bool rowcode_inside_is_persian(FriBidiChar code);
FriBidiChar rowcode_inside_mirrored(FriBidiChar code);

/* Of the units `from` to before `end`, ؛ and ؟ that touch the unit at their right become ; and ?,
 * which do not run from right to left. False where there are none. */
bool rowcode_inside_latin_stops(struct row *r, size_t from, size_t end);

/* Turns the places `from` to before `end` round. */
void rowcode_inside_turn(struct row *r, size_t from, size_t end);

/* For terminals that run UAX #9: fills `order`, `sent` and `seen_at`. True when the row will be
 * seen just as it is. */
bool rowcode_uba_encode(struct row *r);

/* Where a terminal might look for the first letter: one from left to right stands in column 0.
 * False when it cannot. */
bool rowcode_uba_fix_base(struct row *r);

/* The same for kitty, word by word. */
bool rowcode_token_encode(struct row *r);

#endif
