/* vouch_paper.h - that a paper came whole, was seen at a counter, or is there no more, is entered
 * in the ledger. */
#ifndef SERVICES_REGISTRY_VOUCH_PAPER_H
#define SERVICES_REGISTRY_VOUCH_PAPER_H

#include "services/registry/ledger.h"
#include "services/store/store_paper.h"

/*
 * A paper is an object of the ledger, by its id, from when on it is whole: LEDGER_PAPER_PUT or
 * LEDGER_PAPER_SHOWN with the digest that its row carries (vouch.h), in which the sealed sum of its
 * bytes is, and LEDGER_PAPER_DROPPED. The subject is its application's id, the reason which paper
 * it is put for. What is not whole yet has no entry.
 */
#define VOUCH_PAPER_RECIPE 1

/* Within a transaction, with the row as it is written. `by`: who does it. */
MUST_USE enum fault vouch_paper(struct registry *r, const struct store_paper *row,
				enum ledger_act act, const struct ledger_entry *by,
				struct error *err);

/* Before all papers of an application go with it. */
MUST_USE enum fault vouch_paper_end_all(struct registry *r, const char *application,
					const struct ledger_entry *by, struct error *err);

#endif
