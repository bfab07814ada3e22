/* look.c - how each style is drawn: weight, reverse, underline, colours. */
#include "tui/terminal/look.h"

enum { BLACK = 0, RED = 1, GREEN = 2, MAGENTA = 5, WHITE = 7 };

/* Colour only repeats what words, marks and weight say. */
static const struct look looks[STYLE_COUNT] = {
	[STYLE_PLAIN] = {0, -1, -1},
	[STYLE_STRONG] = {LOOK_BOLD, -1, -1},
	[STYLE_QUIET] = {0, -1, -1},
	[STYLE_TITLE] = {LOOK_BOLD, -1, -1},
	[STYLE_BAR] = {LOOK_REVERSE, -1, -1},
	[STYLE_CHOSEN] = {LOOK_REVERSE, -1, -1},
	[STYLE_FIELD] = {LOOK_UNDERLINE, -1, -1},
	[STYLE_NUMBER] = {LOOK_BOLD, -1, -1},
	[STYLE_ERROR] = {LOOK_BOLD, RED, -1},
	[STYLE_DONE] = {0, GREEN, -1},
	[STYLE_WARNING] = {LOOK_BOLD, MAGENTA, -1},
	[STYLE_PAPER] = {0, BLACK, WHITE},
};

const struct look *look_of(enum style style)
{
	return &looks[style];
}
