/* registers.h - a register's definition stays as long as it has entries. */
#ifndef SERVICES_CATALOGUE_REGISTERS_H
#define SERVICES_CATALOGUE_REGISTERS_H

#include "services/registry/registry.h"

/* Whether this version of a definition (by its key) may be taken back, as far as entries of
 * registers go. FAULT_CONFLICT: it is a register's only one, and that has entries. */
MUST_USE enum fault registers_may_go(struct registry *r, const char *key, struct error *err);

#endif
