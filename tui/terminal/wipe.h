/* wipe.h - what a quick exit sends last: bytes after which a terminal shows and keeps nothing of
 * the visit, as far as it lets itself be told. */
#ifndef TUI_TERMINAL_WIPE_H
#define TUI_TERMINAL_WIPE_H

#include "i18n/base/buffer.h"

#include <stdbool.h>

/* Adds what ends a sequence that may have been sent in part; nothing of it is shown or heard. */
void wipe_cut(struct buffer *out);

/* Adds, for the main screen of a terminal that knows ECMA-48's sequences: a bare screen, no saved
 * lines, an empty title, an empty clipboard. Screen, urxvt and mlterm keep saved lines whatever
 * they are told, so as many bare ones are put behind them, by windows of `rows`, as such terminals
 * keep (some 2 kB); not where it is to be `brief` (some 60 bytes). */
void wipe_screen(bool brief, int rows, struct buffer *out);

/* Adds line ends, so that nothing of the visit stands in a window that cannot be told anything. */
void wipe_lines(bool raw, struct buffer *out);

#endif
