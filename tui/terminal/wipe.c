/* wipe.c - what a quick exit sends last: bytes after which a terminal shows and keeps nothing of
 * the visit, as far as it lets itself be told. */
#include "tui/terminal/wipe.h"

#include <stdio.h>

/* CAN breaks a sequence off, ST ends a string that a terminal without CAN still reads. */
#define CUT "\x18\x1B\\"
#define BARE "\x1B[H\x1B[2J" /* some terminals put what stood there among the saved lines */
#define NOTHING_SAVED "\x1B[3J\x1B[H"
/* Ended by ST, since a terminal that knows no such string would ring at a BEL. The title is one
 * blank: mlterm passes over an empty one. */
#define NO_TITLE "\x1B]0; \x1B\\"
#define NOTHING_COPIED "\x1B]52;c;\x1B\\\x1B]52;p;\x1B\\"
/* Up by a window: 420 times 24 rows are the 10,000 lines that people let a terminal keep. By no
 * more than it has: zutty ends at that. */
#define UPS 420
#define LINES 100 /* no window has more rows */

void wipe_cut(struct buffer *out)
{
	buffer_text(out, CUT);
}

void wipe_screen(bool brief, int rows, struct buffer *out)
{
	char up[16];

	snprintf(up, sizeof(up), "\x1B[%dS", rows);
	/* First what a glance sees; last what wipes the letters of strings that were not known. */
	buffer_text(out, BARE NO_TITLE NOTHING_COPIED);
	for (int i = 0; i < UPS && !brief; i++)
		buffer_text(out, up);
	buffer_text(out, BARE NOTHING_SAVED);
}

void wipe_lines(bool raw, struct buffer *out)
{
	for (int i = 0; i < LINES; i++)
		buffer_text(out, raw ? "\r\n" : "\n");
}
