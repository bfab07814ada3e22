/* others.h - the newest definitions of every kind but services: what services, pages and rights go
 * by. */
#ifndef SERVICES_CATALOGUE_OTHERS_H
#define SERVICES_CATALOGUE_OTHERS_H

#include "services/definition/types.h"
#include "services/registry/registry.h"

/* What is called for each; the text lives for the call. */
typedef enum fault others_visit(void *ctx, const char *key, const char *yaml, size_t len,
				struct error *err);

/* Calls `visit` for each that the registry has, kind by kind, until it returns a fault. It may ask
 * nothing of the registry. */
MUST_USE enum fault others_each(struct registry *r, others_visit *visit, void *ctx,
				struct error *err);

/* Adds them to the terms, in `a`; one that this version cannot read is passed over. */
MUST_USE enum fault others_terms(struct registry *r, struct arena *a, struct term_list *terms,
				 struct error *err);

/* Adds one that was imported before; FAULT_INPUT: this version cannot read it. */
MUST_USE enum fault others_take(struct arena *a, struct term_list *terms, const char *key,
				const char *yaml, size_t len, struct error *err);

#endif
