/* painter.h - cells onto a terminal, as bytes to be sent. */
#ifndef TUI_TERMINAL_PAINTER_H
#define TUI_TERMINAL_PAINTER_H

#include "i18n/base/buffer.h"
#include "i18n/base/error.h"
#include "i18n/rowcode.h"
#include "tui/page/grid.h"

struct painter;

/* A terminal of type `term` (unknown: xterm's or vt100's way, whichever its name suggests) and
   size. Nothing is written but to memory. FAULT_INPUT: a dumb or hard-copy terminal, for which
   plain lines are right. `colours`: it can show them. Bytes are UTF-8:
   i18n/charset.h makes others of them. */
struct painter_setup {
	const char *term;
	int cols, rows;
	bool colours;
	enum terminal_kind kind;
};
MUST_USE enum fault painter_open(const struct painter_setup *s, struct painter **ret,
				 struct error *err);

/* Puts what has to be sent so that the terminal shows `g` into `out` (added). `whole`: a clear and
   plain rows, the same bytes for the same grid; else the fewest bytes since the last draw.
 */
void painter_draw(struct painter *p, const struct grid *g, bool whole, struct buffer *out);

/* The terminal has another size now; the next draw is a whole one. */
void painter_resize(struct painter *p, int cols, int rows);

/* What the terminal does with right-to-left text is known better now; the next draw is a whole one.
 */
void painter_use_kind(struct painter *p, enum terminal_kind kind);

/* What puts the terminal back is added to `out` (may be NULL), then everything is freed. Another
 * painter may be opened afterwards. */
void painter_close(struct painter *p, struct buffer *out);

/* Reads the descriptions of common terminals once, before forks and before a sandbox takes files
 * away: painter_open then reads no file for these. One not among them is looked for in the folders
 * of terminfo, and painted as the one its name suggests where it is not found there. */
void painter_warm(void);

/* What painter_close would send now, for whoever must put the terminal back in its place. */
void painter_will(struct painter *p, struct buffer *out);

/* Adds what leaves nothing of the visit on the terminal (tui/terminal/wipe.h), whatever of a frame
 * was sent: each screen of it is cleared, and it is put back. `brief`: as there. The painter stays
 * open; the same bytes at each call. */
void painter_wipe(struct painter *p, bool brief, struct buffer *out);

/* True when this TERM cannot be painted on (dumb, hard-copy, empty). */
bool painter_is_dumb(const char *term);

#endif
