/* retire.h - services that end on a day, and versions that were imported by mistake: acts of the
 * host, entered in the ledger. */
#ifndef SERVICES_CATALOGUE_RETIRE_H
#define SERVICES_CATALOGUE_RETIRE_H

#include "i18n/base/buffer.h"
#include "services/catalogue/catalogue.h"
#include "services/registry/registry.h"
#include "services/registry/seal.h"
#include "services/store/store_definition.h"

/* From `day` on (of the place, zone.h) the service is listed, found and begun no more; drafts and
   applications are served to the end. `instead`: the service that takes its place, or NULL. It
   takes the place of what was said before; visitors who come then see it. FAULT_MISSING: the
   catalogue lacks one of the two; FAULT_INPUT: they are the same. FAULT_BUSY also where it is
   stored, but the snapshot could not be written: the clerk tries that again. */
MUST_USE enum fault retire_set(struct registry *r, const char *service, struct date day,
			       const char *instead, struct error *err);

/* It goes on. FAULT_MISSING: there is no such service; FAULT_CONFLICT: it goes on already. */
MUST_USE enum fault retire_undo(struct registry *r, const char *service, struct error *err);

/* Takes a version away that no application has; the one before it is the newest again. Its number
   stays used up for another text: forms that were handed out know only the number.
   Where a version had brought back a service that had ended, the end holds again once it and those
   above it are away (*ret_ended). FAULT_CONFLICT says how many have it; FAULT_MISSING. FAULT_BUSY
   as above. */
MUST_USE enum fault retire_take_back(struct registry *r, const char *service, int version,
				     bool *ret_ended, struct error *err);

/* Tells a catalogue that is not frozen yet which of its services end. What is not as the portal
   wrote it is passed over and counted there, as in the snapshot: the service goes on. */
MUST_USE enum fault retire_tell(struct registry *r, struct catalogue *c, struct error *err);

/* Whether an application may begin with this definition, within its transaction. FAULT_DENIED: the
   service has ended; FAULT_CONFLICT: it was taken back, or has another text now. */
MUST_USE enum fault retire_check(struct registry *r, const struct service *s, struct error *err);

/* --- for the files of the catalogue and verify --- */

/* Today as such days are kept, 2027-01-31. */
#define RETIRE_DAY 11
void retire_today(const struct registry *r, char ret[RETIRE_DAY]);

/* Within a transaction: a version that comes brings back a service that has ended (*ret_back, else
 * it stays as it is); the ledger keeps what the end was. */
MUST_USE enum fault retire_end_by(struct registry *r, const char *service, int version,
				  bool *ret_back, struct error *err);

/* All of them, as the snapshot's format has them, behind what is in `to`. */
MUST_USE enum fault retire_gather(struct registry *r, struct buffer *to, uint32_t *ret_count,
				  struct error *err);

/* What the ledger vouches for: day and successor. The only recipe there is. */
#define RETIRE_RECIPE 1
void retire_digest(const struct seal *s, const struct store_definition_retired *retired,
		   char ret[SEAL_DIGEST + 1]);

#endif
