/* reader_inside.h - what the two ends of a reader share, and the parts of the programme that it is.
 */
#ifndef SERVER_READER_READER_INSIDE_H
#define SERVER_READER_READER_INSIDE_H

#include "server/reader/reader.h"

#include <stddef.h>
#include <stdint.h>

/* --- what is said; numbers are little-endian --- */

#define READER_HELLO                                                                               \
	"shubbak-reader " SHUBBAK_VERSION "\n" /* the first bytes of one that is ready */
#define READER_PIECE ((size_t)64 * 1024) /* bytes of a piece at most; before it its length, u32 */
#define READER_END 3                     /* the descriptor by which it is spoken to */

/* What a judge answers: u8 verdict, u8 type, u32 pages, u32 width, u32 height, u64 bytes. */
#define READER_FACTS 22
void reader_pack_facts(const struct paper_facts *facts, unsigned char to[READER_FACTS]);
/* False where it cannot be what it says of a file of so many bytes. */
bool reader_unpack_facts(const unsigned char from[READER_FACTS], int64_t bytes,
			 struct paper_facts *ret);

/* What one who draws answers: u8 of these, u32 size, bytes. */
enum reader_drawn { READER_DRAWN = 1, READER_TOO_LARGE, READER_NOT_DRAWN };

/* --- the programme's beginning --- */

/* The programme shubbak-reader as a descriptor to be executed: beside this programme, as in a build
 * tree, or in PREFIX/lib/shubbak; -1: it is not there. The same one at each call. */
int reader_programme(void);

/* Starts it on `end`, which is the caller's still. Its number; -1: it could not be started. */
pid_t reader_run(int programme, enum reader_job job, int end);

/* The words by which it is told its job, by enum reader_job. */
extern const char *const reader_jobs[];

/* --- the programme itself --- */

/* Does its one job by READER_END, then ends. */
_Noreturn void reader_serve(enum reader_job job);

/* Loads letters and whatever else drawing needs of files. False: they are not there. */
bool paint_prepare(void);
/* Draws `d`; false where it takes more than LIMIT_DRAWN or LIMIT_READER_PAGES, or has failed. */
bool paint_pdf(const struct drawing *d, struct buffer *ret, bool *ret_large);

#endif
