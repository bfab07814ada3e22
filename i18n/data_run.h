/* data_run.h - the data in a sentence that must keep their order: telephones, law numbers, dates,
 * commands, addresses, amounts. */
#ifndef I18N_DATA_RUN_H
#define I18N_DATA_RUN_H

#include "i18n/base/arena.h"
#include "i18n/lang.h"

#include <stdbool.h>
#include <stddef.h>

/* Bytes from … end of a text. */
struct data_run {
	size_t from, end;
	bool letters; /* it holds letters that run from left to right */
};

/*
 * The runs in one paragraph that rule W and N of UAX #9 could put out of order beside letters that
 * run from right to left, in reading order, in `a`; returns how many. A run begins and ends with
 * what belongs to it: the stop behind "12-06." and the brackets around "(12-06)" do not, those of
 * "(+961) 3 123" and "shubbak(1)" do. Numbers side by side are one ("03 123456"), and so are a
 * number and the Latin word behind it ("12.50 USD"). Two numbers with a sign between blanks are one
 * only where they are alike ("8:30 - 14:00"): in «2021 - 31 كانون» the dash parts two phrases. What
 * keeps its order by itself (one number, words of Latin letters) is left out, and so is what stands
 * within LRI … PDI already.
 */
size_t data_run_find(struct arena *a, const char *s, struct data_run **ret);

/*
 * The paragraph with its data set apart, for a row whose base is `base`: within LRI … PDI, where
 * the base is from left to right Latin words only after an LRM, so that they go on parting what
 * stands on their two sides. `s` itself where nothing runs from right to left. For the screen only:
 * copies, files and programs are given the text as it is.
 */
const char *data_run_apart(struct arena *a, const char *s, enum direction base);

#endif
