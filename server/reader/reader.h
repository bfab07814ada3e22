/* reader.h - a process without keys, files or network: it says what a file really is that somebody
 * has sent, and draws PDFs. */
#ifndef SERVER_READER_READER_H
#define SERVER_READER_READER_H

#include "i18n/base/buffer.h"
#include "i18n/base/error.h"
#include "server/reader/drawing.h"
#include "services/document/paper.h"

#include <stdbool.h>
#include <sys/types.h>

/*
 * One process a file, of a programme of its own (shubbak-reader), so that no desk carries the
 * libraries that read pictures and set letters, and nothing that a file does to its reader outlives
 * it:
 *
 *     desk                      listener                 reader
 *      |--- READ, an end -------->|                         |
 *      |                          |--- fork, exec, the end->|  loads its libraries, then shuts
 *      |<------------------------ READER_HELLO -------------|  itself in
 *      |---- pieces: length, bytes; a length of 0 at the end ->|
 *      |<------------------------ answer -------------------|  and ends
 *
 * What it answers is a claim, and looked at as such.
 */
enum reader_job { READER_JUDGE = 1, READER_DRAW };

/* How a process gets readers: `start` lets one serve `end`, a stream that blocks, which is the
 * caller's still. False: there cannot be one now. */
struct reader_way {
	bool (*start)(void *ctx, enum reader_job job, int end);
	void *ctx;
	int patience; /* milliseconds, in the place of LIMIT_READER_WAIT and LIMIT_READER_TIME; 0 */
};

/* For a process that may start programmes: the commands on the host, a kiosk. */
struct reader_way reader_way_here(void);
/* For a desk, which may not: it asks the listener, by STAY_LISTENER. */
struct reader_way reader_way_listener(void);

/* Who judges files by readers of that way; `way` must outlive it. Each time it waits for an answer,
 * at most LIMIT_READER_WAIT and LIMIT_READER_TIME:
 *
 *   FAULT_NONE, any verdict: the reader has come to its end;
 *   FAULT_NONE, PAPER_UNJUDGED: the file has ended its reader (by a signal, by hanging);
 *   FAULT_BUSY: no reader was to be had;
 *   whatever the bytes' own `next` says, passed on.
 */
struct paper_judge reader_judge(struct reader_way *way);

/* Draws a document as a PDF of A4 pages into `ret` (cleared before; opened by the caller, whose cap
 * holds too). The same drawing gives the same bytes, whenever and wherever it is drawn with the
 * same libraries and letters. FAULT_INPUT: it is larger than LIMIT_DRAWING, LIMIT_DRAWING_BLOCKS or
 * LIMIT_DRAWN allow. FAULT_BUSY: no reader was to be had. FAULT_BROKEN: it has failed. */
MUST_USE enum fault reader_draw(struct reader_way *way, const struct drawing *d, struct buffer *ret,
				struct error *err);

#endif
