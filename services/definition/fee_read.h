/* fee_read.h - how much a fee of a definition is: an amount, a scale, a share of an amount, or so
 * much for each one of a number. */
#ifndef SERVICES_DEFINITION_FEE_READ_H
#define SERVICES_DEFINITION_FEE_READ_H

#include "services/definition/reader.h"
#include "services/definition/rule_type.h"

/* Exactly one of these ways, of the map `n`, into `to`, whose act is known already. */
void fee_read_much(struct reader *r, const struct node *n, struct charge *to);

/* Whether the figure that it is worked out of is of a kind that it can be worked out of. */
void fee_read_check(struct reader *r, const struct debt *debt, const struct charge *charge,
		    const struct rule_type *type);

#endif
