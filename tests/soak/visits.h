/* visits.h - what the visitors of a soak do: kinds of visits, how often each comes. */
#ifndef TESTS_SOAK_VISITS_H
#define TESTS_SOAK_VISITS_H

#include "tests/soak/visitor.h"

/* One visit of a kind that is drawn, from its coming to its end. What was wrong with it is said on
 * standard error, with the page. */
void visits_one(struct visitor *v);

#endif
