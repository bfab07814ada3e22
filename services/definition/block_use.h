/* block_use.h - what a form takes from blocks, put among its own questions. */
#ifndef SERVICES_DEFINITION_BLOCK_USE_H
#define SERVICES_DEFINITION_BLOCK_USE_H

#include "services/definition/reader.h"

/* The list of questions with those of a block in the place of each `use`; the same list where there
 * is none. Each node that comes from a block has the line of the use, and says where it stands. */
const struct node *block_expand(struct reader *r, const struct node *list);

#endif
