/* told.h - what a line of the history tells besides its words: by which act of the definition, for
 * which reason, and which answers and papers were named. */
#ifndef SERVICES_APPLICATION_TOLD_H
#define SERVICES_APPLICATION_TOLD_H

#include "services/application/application.h"

/* clang-format off */
/*
 * One text, so that it is sealed and vouched for as the words alone are:
 *
 *   words                                          where no act is told
 *   words RS act US reason [ RS "inside" ] ( RS wrong US section US item US question US was )*
 *                          ( RS "filled" US class US question US answer )*
 *
 * RS and US are the control characters 1E and 1F, which no text that came in through the door has.
 * Of a paper the section is empty, and its id stands for the question.
 */
/* clang-format on */

/* `e` with words, act, reason and items as one text, in `a`. */
char *told_pack(struct arena *a, const struct event *e);

/* The same from such a text, whatever it holds: what cannot be understood is left out. */
void told_unpack(struct arena *a, const char *note, struct event *ret);

/* The history, oldest first, in `a`. FAULT_BROKEN: a seal does not hold. */
MUST_USE enum fault told_events(struct registry *r, const char *application, struct arena *a,
				struct event **ret, size_t *ret_count, struct error *err);

/* Whether with the line `e`, which follows `before`, it goes on after an end. */
bool told_is_reopening(const struct event *before, const struct event *e);

#endif
