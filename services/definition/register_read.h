/* register_read.h - a register read from its definition file. */
#ifndef SERVICES_DEFINITION_REGISTER_READ_H
#define SERVICES_DEFINITION_REGISTER_READ_H

#include "services/definition/reader.h"
#include "services/definition/register.h"

struct definition; /* services/definition/kind.h */

void register_read(struct reader *r, const struct node *root, struct definition *ret);

/* The parts of it, each in a file of its own: columns and the number that is made of them
 * (register_columns.c); statuses, acts and duties (register_acts.c). */
void register_read_columns(struct reader *r, const struct node *root,
			   struct register_definition *d);
void register_read_acts(struct reader *r, const struct node *root, struct register_definition *d);
void register_read_laters(struct reader *r, const struct node *root, struct register_definition *d);

#endif
