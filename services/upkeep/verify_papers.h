/* verify_papers.h - whether the papers of applications are whole: their rows, what the ledger has
 * of them, and each of their bytes. */
#ifndef SERVICES_UPKEEP_VERIFY_PAPERS_H
#define SERVICES_UPKEEP_VERIFY_PAPERS_H

#include "services/registry/registry.h"

/* Within a view: tells each finding, by the paper's id. */
MUST_USE enum fault verify_papers(struct registry *r, void (*tell)(void *ctx, const char *line),
				  void *ctx, struct error *err);

#endif
