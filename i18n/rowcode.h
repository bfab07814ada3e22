/* rowcode.h - what has to be sent so that a terminal of a kind shows a composed row. */
#ifndef I18N_ROWCODE_H
#define I18N_ROWCODE_H

#include "i18n/bidi.h"

#include <stddef.h>

/* What a terminal does with right-to-left text on its own. */
enum terminal_kind {
	TERMINAL_VISUAL, /* nothing: cells are sent as they stand */
};

/* Rewrites `count` cells of one row, in place, into the order in which this kind must be sent them.
 */
void rowcode_encode(enum terminal_kind kind, struct bidi_cell *cells, size_t count);

#endif
