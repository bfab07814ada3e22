/* people.h - offices and an account with all that one may have, for tests. */
#ifndef TESTS_SERVICES_PEOPLE_H
#define TESTS_SERVICES_PEOPLE_H

#include "tests/services/portal.h"

/* Two offices; an account with a key and a role, and one of each that has ended; a person with two
 * numbers. */
void people_add(struct portal *p);

#endif
