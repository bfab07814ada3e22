/* things.h - what an application may have besides its answers, put there as acts put it, for tests.
 */
#ifndef TESTS_SERVICES_THINGS_H
#define TESTS_SERVICES_THINGS_H

#include "tests/services/portal.h"

/* A document that was issued of the application with this id. */
void things_issue(struct portal *p, const char *application);

/* Two fees of it, one paid, and a payment of which nobody knows what for; every column has
 * something. */
void things_owe(struct portal *p, const char *application);

/* Somebody who acts for the organisation of sample_register_put, and has ended; every column has
 * something. */
void things_act_for(struct portal *p);

#endif
