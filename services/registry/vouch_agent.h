/* vouch_agent.h - who acts for an organisation is entered in the ledger. */
#ifndef SERVICES_REGISTRY_VOUCH_AGENT_H
#define SERVICES_REGISTRY_VOUCH_AGENT_H

#include "services/registry/ledger.h"
#include "services/store/store_agent.h"

/*
 * An agent is an object of the ledger, by its id: LEDGER_AGENT_ADDED, _JOINED and _ENDED, each with
 * the digest that its row carries (vouch.h); the subject is its entry's id, the reason the way in
 * which they came.
 */
#define VOUCH_AGENT_RECIPE 1

/* Within a transaction: gives the row its digest, writes it (`is_new`: a new one) and enters the
 * act. `by`: who does it. */
MUST_USE enum fault vouch_agent(struct registry *r, struct store_agent *row, bool is_new,
				enum ledger_act act, const struct ledger_entry *by,
				struct error *err);

/* What is not as the portal wrote it, or as the ledger has it: each told to `tell`. */
MUST_USE enum fault vouch_agent_check(struct registry *r, void (*tell)(void *ctx, const char *line),
				      void *ctx, bool *ret_whole, struct error *err);

#endif
