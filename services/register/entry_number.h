/* entry_number.h - the number of a new entry: counted within its scope, without gaps. */
#ifndef SERVICES_REGISTER_ENTRY_NUMBER_H
#define SERVICES_REGISTER_ENTRY_NUMBER_H

#include "services/register/entry_inside.h"

/* Within the transaction that adds it: number, scope and count of the row. */
MUST_USE enum fault entry_number(struct registry *r, struct arena *a, const struct entry_deed *deed,
				 struct store_register_entry *row, struct error *err);

/* A number as it is looked for: without blanks and hyphens, digits of any script, in lower case. */
char *entry_number_fold(struct arena *a, const char *typed);

#endif
