/* key_sequence.h - the first key of some bytes, or that more must come: what key.c reads with. */
#ifndef TUI_TERMINAL_KEY_SEQUENCE_H
#define TUI_TERMINAL_KEY_SEQUENCE_H

#include "tui/terminal/key.h"

#define KEY_ESC 0x1B

enum key_outcome { KEY_STEP_MORE, KEY_STEP_KEY, KEY_STEP_DROP };

/* What the first bytes are: `used` of them are taken away, unless more must come. */
struct key_step {
	enum key_outcome outcome;
	size_t used;
	struct key key;
};

/* `len` > 0. KEY_STEP_DROP: a string begins that a terminal answers. */
struct key_step key_sequence_read(const unsigned char *s, size_t len);

#endif
