/* pattern.h - the regular expressions of definitions: which are allowed, and whether an answer
 * fits. */
#ifndef SERVICES_DEFINITION_PATTERN_H
#define SERVICES_DEFINITION_PATTERN_H

#include "i18n/base/error.h"

#include <stdbool.h>

/* FAULT_INPUT: it says nothing that is known (docs/SERVICES.md has all that is), or is too long,
 * as it stands or written out. The message has the fill {at}: the pattern from the place on that
 * is wrong. */
MUST_USE enum fault pattern_check(const char *pattern, struct error *err);

/* Whether the whole of `s` fits a pattern that pattern_check let pass; false with one that it did
 * not, and where `s` is no UTF-8. Takes 30 kB of the stack, nothing else, and at most as many steps
 * as `s` has letters times PATTERN_STEPS. */
bool pattern_matches(const char *pattern, const char *s);

#endif
