/* training.h - a registry that was made for trying: its clock may be set by hand, and that it is
 * one cannot be said of it later. */
#ifndef SERVICES_REGISTRY_TRAINING_H
#define SERVICES_REGISTRY_TRAINING_H

#include "services/registry/registry.h"

/*
 * What says so is a row of the table `meta`, "clock", with how many seconds registry_now() is ahead
 * of the machine; keyed as the others there, and entered in the ledger with each change. The entry
 * that makes it is the first of all: nobody can enter one there once a registry has any other, and
 * verify_run tells of a row without it.
 */
#define TRAINING_MOST ((int64_t)3660 * 24 * 60 * 60) /* seconds that it may be ahead or behind */

/* Within the transaction that fills a new registry, before all else that it enters. FAULT_CONFLICT:
 * it has entries. */
MUST_USE enum fault training_make(struct registry *r, struct error *err);

/* By the host: from now on registry_now() is so many seconds ahead of the machine, or behind it,
 * for whoever looks. FAULT_DENIED: it is none that was made for trying. FAULT_INPUT: TRAINING_MOST.
 */
MUST_USE enum fault training_set(struct registry *r, int64_t ahead, struct error *err);

/* Tells where row and ledger do not agree; *ret_whole false when they do not. */
MUST_USE enum fault training_check(struct registry *r, void (*tell)(void *ctx, const char *line),
				   void *ctx, bool *ret_whole, struct error *err);

#endif
