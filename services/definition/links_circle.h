/* links_circle.h - whether the conditions of a form wait for each other in a circle. */
#ifndef SERVICES_DEFINITION_LINKS_CIRCLE_H
#define SERVICES_DEFINITION_LINKS_CIRCLE_H

#include "services/definition/reader.h"

/* Notes each circle as a fault with its members. The service has a form, and its conditions name
 * what is there. */
void links_circle_check(struct reader *r, const struct service *s);

#endif
