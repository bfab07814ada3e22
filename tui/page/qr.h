/* qr.h - a QR code in half blocks, two modules a row. */
#ifndef TUI_PAGE_QR_H
#define TUI_PAGE_QR_H

#include "i18n/base/arena.h"

#include <stdbool.h>

struct qr {
	int cols, rows;
	const char **lines; /* one a row, its margin with it */
};

/* In `a`: black modules as ink; `dark`: the paper as ink instead, for who reads it on a dark
 * terminal without colours. False: it holds more than a code can. */
bool qr_draw(struct arena *a, const char *text, bool dark, struct qr *ret);

/* Its modules by rows, in `a`: of each byte the lowest bit, 1 is dark; without a margin. False: it
 * holds more than a code can. */
bool qr_modules(struct arena *a, const char *text, int *ret_side, const unsigned char **ret);

#endif
