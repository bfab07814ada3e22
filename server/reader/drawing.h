/* drawing.h - a document to be drawn, as blocks that know nothing of letters or pages. */
#ifndef SERVER_READER_DRAWING_H
#define SERVER_READER_DRAWING_H

#include "i18n/base/arena.h"
#include "i18n/base/buffer.h"
#include "i18n/lang.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum drawing_kind {
	DRAWING_TITLE,     /* text; large, in the middle */
	DRAWING_HEADING,   /* text */
	DRAWING_PARAGRAPH, /* text; line feeds are kept */
	DRAWING_PAIR,      /* text: what it is; more: what stands there */
	DRAWING_SMALL,     /* text; as a note below */
	DRAWING_CODE,      /* text; letters of one width, left to right, in the middle */
	DRAWING_MATRIX,    /* a QR code's modules; in the middle */
	DRAWING_RULE,      /* a line across the page */
	DRAWING_PAGE,      /* what follows stands on a page of its own */
	DRAWING_KINDS
};
#define DRAWING_MATRIX_MOST 177 /* modules of a side: QR version 40 */

/* Text is UTF-8 in logical order; its controls but line feeds are left out when it is drawn,
 * isolates (U+2066 to U+2069) are kept. NULL is "". */
struct drawing_block {
	enum drawing_kind kind;
	const char *text, *more;
	const unsigned char
		*modules; /* side * side bytes by rows, of each the lowest bit: 1 is dark */
	int side;
};

struct drawing {
	enum lang lang;     /* of its words; from which the direction of the page follows */
	const char *title;  /* as programs that show PDFs have it; NULL: none */
	const char *author; /* the same: which portal, which authority */
	const char *foot; /* at the foot of each page, beside its number; NULL: the number alone */
	int64_t at;       /* UTC seconds: when it was made, as the document says; never a clock */
	const struct drawing_block *blocks;
	size_t count;
};

/* As bytes for the process that draws it. False where it is larger than LIMIT_DRAWING or
 * LIMIT_DRAWING_BLOCKS allow, or a block is none; `to` is opened by the caller. */
bool drawing_pack(const struct drawing *d, struct buffer *to);

/* The drawing that such bytes are; in `a`. False where they are none: `ret` is then not to be
 * used. Whatever they are, nothing but them is read. */
bool drawing_unpack(const void *bytes, size_t size, struct arena *a, struct drawing *ret);

#endif
