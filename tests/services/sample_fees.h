/* sample_fees.h - the small definition with fees that become due, as its version 4; for tests. */
#ifndef TESTS_SERVICES_SAMPLE_FEES_H
#define TESTS_SERVICES_SAMPLE_FEES_H

#include "i18n/base/arena.h"

/*
 * entry  1000.00 LBP, with the submission, within 15 days; `received` goes on when it is paid
 * scale  by the income where it was answered: to 100 50.00, to 1000 75.50, else 90.00 LBP
 * share  0.25 % of the income, 10.00 to 1000.00 LBP, by the act `assess`; `grant` needs it
 *
 * with the first `from` of it replaced by `to`; in `a`.
 */
char *sample_fees(struct arena *a, const char *from, const char *to);

#endif
