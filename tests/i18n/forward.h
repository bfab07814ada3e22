/* forward.h - what terminals of each kind show of what they are sent, told apart from the encoder.
 */
#ifndef TESTS_I18N_FORWARD_H
#define TESTS_I18N_FORWARD_H

#include "i18n/rowcode.h"

/* The row that is seen for the cells that were sent, `count` columns both; `seen_at[i]`: the column
 * where the style of the cell sent at `i`, or a cursor there, is seen. */
void forward_run(enum terminal_kind kind, const struct bidi_cell *sent, size_t count,
		 struct bidi_cell *seen, uint16_t *seen_at);

#endif
