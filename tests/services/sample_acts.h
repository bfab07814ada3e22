/* sample_acts.h - the small definition with its stages in the long form: acts, needs, reasons,
 * tasks; for tests. */
#ifndef TESTS_SERVICES_SAMPLE_ACTS_H
#define TESTS_SERVICES_SAMPLE_ACTS_H

#include "i18n/base/arena.h"

/* The YAML, as version 4 of the sample, with the first `from` of it replaced by `to`; in `a`. */
char *sample_acts(struct arena *a, const char *from, const char *to);

/* The same with acts by clocks: `stands` approves from any stage, `escalate` hands over from check
 * to board, `lapse` refuses what is at archive. `clocks` stands before all: it must name each of
 * them. The usual ones: a legal time of 20 days that a correction pauses, 5 working days of the
 * first stage, 3 days at archive. */
char *sample_clocks(struct arena *a, const char *clocks);
extern const char sample_clocks_usual[];

#endif
