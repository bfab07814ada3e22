/* sample.h - files of each kind that is taken, made by the libraries that write them, and of kinds
 * that are not. */
#ifndef TESTS_SERVER_READER_SAMPLE_H
#define TESTS_SERVER_READER_SAMPLE_H

#include "i18n/base/buffer.h"

#include <stddef.h>

#define SAMPLE_WIDTH 120
#define SAMPLE_HEIGHT 80

/* Each clears `to` first; opened and closed by the caller. */
void sample_png(struct buffer *to);
void sample_jpeg(struct buffer *to, int progressive);
void sample_tiff(struct buffer *to, int pages, unsigned packing);
/* A PDF of one page whose content stream these bytes are, with this filter ("" for none), and
 * whatever else is to stand in its trailer. */
void sample_pdf(struct buffer *to, const void *stream, size_t size, const char *filter,
		const char *trailer);
/* One with a picture of these sides, whose bytes are a JPEG or whatever else. */
void sample_pdf_picture(struct buffer *to, int width, int height, const struct buffer *jpeg);
/* The same file, which opens with this password, or ("") with none but is sealed. */
void sample_lock(struct buffer *pdf, const char *password);
/* So many zeros by zlib: a thousandth of their size. */
void sample_zeros(struct buffer *to, size_t size);
/* A ZIP archive of one small file. */
void sample_zip(struct buffer *to);

#endif
