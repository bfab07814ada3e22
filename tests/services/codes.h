/* codes.h - one-time codes as a telephone makes them, for tests. */
#ifndef TESTS_SERVICES_CODES_H
#define TESTS_SERVICES_CODES_H

#include "services/access/code.h"

/* Of a secret in base32, at UTC seconds. */
void codes_at(const char *secret, int64_t at, char ret[CODE_DIGITS + 1]);

#endif
