/* number.h - exact numbers as people write them, with marks between thousands and before decimals;
 * never guessed. */
#ifndef I18N_NUMBER_H
#define I18N_NUMBER_H

#include "i18n/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* What was written, in ASCII digits. */
struct number {
	const char *sign;     /* "-" or "" */
	const char *whole;    /* without marks between thousands; leading zeros stay */
	const char *decimals; /* as written, "" where there are none */
	bool decided;         /* false: "1,234" and "1.234" could be thousands, or decimals */
	bool comma;           /* then: it was a comma */
};

/* Reads the `len` bytes at `s` as one number: `.` or `,` or `٫` before the decimals, digits of
   every script, thousands set apart by blanks, `'`, `٬`, `.` or `,`, always the same. False when it
   is none. */
bool number_read(struct arena *a, const char *s, size_t len, struct number *ret);

/* A number with a point as number_read decides it: where it could be thousands without the zeros at
   its end ("1.500": "1.5", "100.000": "100"), or, where there is none, with one ("1.2340"). */
char *number_plain(struct arena *a, const char *canonical);

#endif
