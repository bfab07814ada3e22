/* entry_asked.h - whether a register has the entry of this number, and whether the caller may send
 * for it: told as the number is typed, in the words of the end. */
#ifndef SERVICES_APPLICATION_ENTRY_ASKED_H
#define SERVICES_APPLICATION_ENTRY_ASKED_H

#include "services/application/application.h"
#include "services/definition/register.h"

/* Of what was answered to `about.by` of the service, "" and services about nothing apart.
 * FAULT_INPUT, with the question: no entry has this number. FAULT_DENIED: its people alone send
 * this, and the caller could not; the code is that of organisation.h. A register of persons is not
 * asked, as it would tell who is in it; whoever is served at a counter sends for it in any case. */
MUST_USE enum fault entry_asked(struct registry *r, const struct caller *c, const struct service *s,
				const char *number, struct error *err);

/* The refusal of a number that no entry has; `d` NULL: nor is there such a register. */
MUST_USE enum fault entry_asked_none(const struct service *s, const struct register_definition *d,
				     enum lang lang, struct error *err);

#endif
