/* sample_acts.h - the small definition with its stages in the long form: acts, needs, reasons,
 * tasks; for tests. */
#ifndef TESTS_SERVICES_SAMPLE_ACTS_H
#define TESTS_SERVICES_SAMPLE_ACTS_H

#include "i18n/base/arena.h"

/* The YAML, as version 4 of the sample, with the first `from` of it replaced by `to`; in `a`. */
char *sample_acts(struct arena *a, const char *from, const char *to);

#endif
