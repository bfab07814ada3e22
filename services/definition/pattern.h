/* pattern.h - the regular expressions of definitions: which are allowed, and whether an answer
 * fits. */
#ifndef SERVICES_DEFINITION_PATTERN_H
#define SERVICES_DEFINITION_PATTERN_H

#include "i18n/base/error.h"

#include <stdbool.h>

#define PATTERN_MAX 200 /* bytes */

/* FAULT_INPUT: it does not compile, is too long, refers back (\1) or repeats beyond reason: what
 * would take minutes or gigabytes to match. */
MUST_USE enum fault pattern_check(const char *pattern, struct error *err);

/* Whether the whole of `s` fits a pattern that pattern_check let pass. */
bool pattern_matches(const char *pattern, const char *s);

#endif
