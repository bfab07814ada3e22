/* service_turn.h - whose turn it is at a stage, or who does an act: one of the portal's words, or a
 * role by its id. */
#ifndef SERVICES_DEFINITION_SERVICE_TURN_H
#define SERVICES_DEFINITION_SERVICE_TURN_H

#include "services/definition/reader.h"

/* The place among `words` (NULL behind the last), else -1: with *ret_role where it is a role that
 * the terms have, or had when the definition was imported; else it is a fault. */
int service_turn_read(struct reader *r, const struct node *map, const char *key,
		      const char *const *words, const struct role **ret_role);

/* By which of the portal's words a role may do an act, besides the act's own id. */
const char *service_turn_word(const struct act *act);

/* When all is read: what only a role of the authority's own does, it may do. */
void service_turn_check(struct reader *r, const struct node *root, const struct service *s);

#endif
