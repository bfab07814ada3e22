/* block_part.h - questions whose one answer has parts: of type person or organisation, which are
 * blocks that the program brings. */
#ifndef SERVICES_DEFINITION_BLOCK_PART_H
#define SERVICES_DEFINITION_BLOCK_PART_H

#include "services/definition/node.h"

#include <stdbool.h>

/* The types that are blocks, ending with NULL; and whether a list's entry is a question of one. */
extern const char *const block_part_types[];
bool block_part_is(const struct node *question);

/* The part's label with that of the whole question before it: "Guardian – Given name". */
void block_part_label(struct arena *a, const struct node *whole, struct node *label);

/* What the whole question says for all of its parts, behind the keys of the part that the block
 * calls `id`; `country` is the service's. */
void block_part_say(struct arena *a, const struct node *whole, struct node *part, const char *id,
		    const char *country);

#endif
