/* registers.h - a register's definition stays as long as it has entries; which services do not fit
 * a new version of one. */
#ifndef SERVICES_CATALOGUE_REGISTERS_H
#define SERVICES_CATALOGUE_REGISTERS_H

#include "services/definition/faults.h"
#include "services/definition/term.h"
#include "services/registry/registry.h"

/* Whether this version of a definition (by its key) may be taken back, as far as entries of
 * registers go. FAULT_CONFLICT: it is a register's only one, and that has entries. */
MUST_USE enum fault registers_may_go(struct registry *r, const char *key, struct error *err);

/* Something about a service that comes with a register of which it names the id. */
struct registers_unfit {
	const char *service;
	int version;
	const struct error *what; /* its line is that of the service's file */
	bool refused;             /* else it is worth a second look */
};

/* Calls `visit` for all that would be told of the newest version of each service if it were
 * imported where the terms are `now`, and not where they are `before`; of those that name a
 * register that is another in the two. */
MUST_USE enum fault registers_each_unfit(struct registry *r, const struct term_list *before,
					 const struct term_list *now,
					 void (*visit)(void *ctx, const struct registers_unfit *u),
					 void *ctx, struct error *err);

#endif
