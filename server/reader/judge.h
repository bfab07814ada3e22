/* judge.h - what a file really is: told by libmagic, by what stands around it, and by being read to
 * its end. */
#ifndef SERVER_READER_JUDGE_H
#define SERVER_READER_JUDGE_H

#include "services/document/paper.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Loads what is needed of files, once, before the process is shut in. False: it is not there. */
bool judge_prepare(void);

/* Judges a whole file in memory. All of `ret` is set. It may end the process, by whatever the file
 * does to a library; nothing is written, nothing opened, no clock asked. */
void judge_file(const unsigned char *bytes, size_t size, struct paper_facts *ret);

/* --- of one type: each is given what begins as such, and sets verdict, pages, width, height --- */

struct judge_bytes {
	const unsigned char *at;
	size_t size;
};
void judge_png(struct judge_bytes b, struct paper_facts *ret);
void judge_jpeg(struct judge_bytes b, struct paper_facts *ret);
void judge_tiff(struct judge_bytes b, struct paper_facts *ret);
void judge_pdf(struct judge_bytes b, struct paper_facts *ret);

/* Adds the pixels of one more page, or picture of a page, to `*all`. False: one or all are more
 * than LIMIT_READER_PIXELS and LIMIT_READER_ALL_PIXELS allow. */
bool judge_has_pixels(uint64_t width, uint64_t height, uint64_t *all);

/* --- judge_ends.c: what stands around a file's own bytes; all ours, and fuzzed --- */

/* What it begins as; PAPER_NO_TYPE: none of these. */
enum paper_type judge_beginning(struct judge_bytes b);
/* A PDF that stands behind something else's first bytes. */
bool judge_is_late_pdf(struct judge_bytes b);
/* Something in it that programs would take for an archive, a page of the web or a programme,
 * whatever else it is. */
bool judge_is_two(struct judge_bytes b);
/* Only bytes that mean nothing: blanks, zeros. */
bool judge_is_nothing(const unsigned char *at, size_t size);
/* What may stand behind a JPEG's end, as cameras and telephones have it: nothing, further
 * pictures, a film of it, their maker's notes. */
bool judge_is_jpeg_rest(const unsigned char *at, size_t size);

/* Whether a PDF ends as one does. PAPER_FINE; PAPER_CUT: what should come is not there;
 * PAPER_MIXED: something else comes. */
enum paper_verdict judge_pdf_end(struct judge_bytes b);

/* The same of a TIFF, by following all that its directories point to: a byte behind the last of
 * these is no part of it. PAPER_BROKEN: they go round and round, or are none. */
enum paper_verdict judge_tiff_end(struct judge_bytes b);

#endif
