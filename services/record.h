/* record.h - what an application or a definition is in full, as one keyed digest for the ledger. */
#ifndef SERVICES_RECORD_H
#define SERVICES_RECORD_H

#include "services/registry.h"
#include "services/seal.h"
#include "services/store/store_application.h"
#include "services/store/store_definition.h"

void record_of_definition(const struct seal *s, const struct store_definition *d,
			  char ret[SEAL_DIGEST + 1]);

/*
 * Over the stored application:
 *
 *   "application" | id | reference | service | version | lang | pin hash | source | begun_at
 *   | state | holder*
 *   and unless it is a draft:
 *   | stage | submitted_at | due_at | "answers" (section | item | question | value)*
 *   | "items" (section | count)* | "events" (number | at | state | stage | actor | note)*
 *
 * FAULT_BROKEN: a seal does not hold. Of a draft every seal is opened too, but its answers change
 * without a new digest.
 */
MUST_USE enum fault record_of_application(struct registry *r, const struct store_application *row,
					  char ret[SEAL_DIGEST + 1], struct error *err);

/* The place that an answer or an event's note is sealed for. */
void record_answer_place(char *to, size_t room, const char *section, int item,
			 const char *question);
void record_event_place(char *to, size_t room, int number);

#endif
