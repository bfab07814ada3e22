/* people.h - offices and an account with all that one may have, for tests. */
#ifndef TESTS_SERVICES_PEOPLE_H
#define TESTS_SERVICES_PEOPLE_H

#include "tests/services/portal.h"

/* Two offices; an account with a key and a role, and one of each that has ended; a person with two
 * numbers. */
void people_add(struct portal *p);

/* An administrator of that name, who has come in. */
struct caller people_administrator(struct portal *p, const char *name, struct account_paper *paper);

/* What a second administrator has to ask for, too. */
#define PEOPLE_WAITS(call)                                                                         \
	do {                                                                                       \
		ck_assert_int_eq(call, FAULT_DENIED);                                              \
		ck_assert_str_eq(err.code, "second_needed");                                       \
	} while (0)

#endif
