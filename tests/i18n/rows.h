/* rows.h - rows of cells as pages have them, made at random: the same at each run. */
#ifndef TESTS_I18N_ROWS_H
#define TESTS_I18N_ROWS_H

#include "i18n/bidi.h"

/* Composes a row of `count` (24 or more) columns: labels, names, numbers, dates, phones,
 * references, money, brackets, bullets, numbers of a menu, columns of a table with their rules. */
void rows_compose(struct arena *a, uint32_t *seed, struct bidi_cell *row, size_t count);

#endif
