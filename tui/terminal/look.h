/* look.h - how each style is drawn: weight, reverse, underline, colours. */
#ifndef TUI_TERMINAL_LOOK_H
#define TUI_TERMINAL_LOOK_H

#include "tui/page/grid.h"

enum { LOOK_BOLD = 1, LOOK_REVERSE = 2, LOOK_UNDERLINE = 4 };

struct look {
	int attributes;
	int ink, paper; /* the eight colours of ISO 6429; -1: the terminal's own */
};

const struct look *look_of(enum style style);

#endif
